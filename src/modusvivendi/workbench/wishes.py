"""What can take seconds is kept at once and carried out beside the clicks.

That is what people take for one, and corrections as long as the language model is not loaded. Each wish lies
in the case's folder ``joining`` from the moment it is confirmed until it is carried out; what is there when
the program starts is carried out then. One that cannot be carried out stays, and says why, until somebody has
seen it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Literal

from modusvivendi.conflict.files import write_whole
from modusvivendi.dossier.review import Decision
from modusvivendi.errors import CaseError, ModusError
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.joining import (
    Kind,
    forget_name,
    join_matters,
    join_parties,
    joins,
    learn_name,
    take_apart,
)
from modusvivendi.workbench.readiness import get_ready_to_correct
from modusvivendi.workbench.reviewing import add, correct
from modusvivendi.workbench.workplace import PAGE_COMES

if TYPE_CHECKING:
    from modusvivendi.workbench.workplace import Workplace

FOLDER = "joining"

WHAT = "correcting the statements"
"""What is being done as long as a wish is not carried out, in words."""


@dataclass(frozen=True)
class Wish:
    """A join that somebody wants, or wants to be taken apart again.

    Attributes
    ----------
    what
        ``join`` or ``split``.
    kind, one, other
        As of a `modusvivendi.workbench.joining.Join`.
    who
        Who wants it.
    join
        The key of the join that is to be taken apart.
    problem
        Why it could not be carried out; empty as long as that is not known.
    """

    what: Literal["join", "split"]
    kind: Kind
    one: str
    other: str
    who: str
    join: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Correction:
    """A statement that somebody put right or added before it could be told what that amounts to.

    Attributes
    ----------
    what
        ``correct`` or ``add``.
    report, statement, passage
        The report; the statement that is put right; the words that an added one rests on.
    fields
        What it is to say, as a mapping in JSON.
    who, note
        Whose decision it is, and why.
    seen
        The number of the last decision about the statement that they had seen; None: not told.
    problem
        Why it could not be carried out; empty as long as that is not known.
    """

    what: Literal["correct", "add"]
    report: str
    fields: str
    who: str
    note: str = ""
    statement: str = ""
    passage: str = ""
    seen: int | None = None
    problem: str = ""

    @property
    def says(self) -> dict[str, Any]:
        """What it is to say, by field."""
        found: dict[str, Any] = json.loads(self.fields)
        return found


Wanted = Wish | Correction


def _wanted(told: dict[str, Any]) -> Wanted:
    return Correction(**told) if told.get("what") in ("correct", "add") else Wish(**told)


class Wishes:
    """Keeps wishes and carries them out, one after the other.

    Parameters
    ----------
    place
        The case.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._folder = place.case / FOLDER
        self._open: dict[str, Wanted] = {}
        self._results: dict[str, int | ModusError] = {}
        self._waited_for: set[str] = set()
        self._more = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False
        for path in sorted(self._folder.glob("*.json")) if self._folder.is_dir() else ():
            with suppress(ValueError, TypeError, OSError):  # somebody has edited it
                self._open[path.stem] = _wanted(json.loads(path.read_text(encoding="utf-8")))
        self._resumed = frozenset(self._open)
        if self.is_busy:
            self._begin()

    def close(self) -> None:
        """Begin nothing more; what is left is carried out when the program starts again."""
        with self._more:
            self._closed = True
            self._more.notify_all()

    @property
    def is_busy(self) -> bool:
        """Whether something is left to be carried out."""
        return any(not wish.problem for wish in self.progress().values())

    def progress(self) -> Mapping[str, Wanted]:
        """Give by their keys what is not carried out yet, and what could not be."""
        with self._more:
            return dict(self._open)

    def joins(self) -> Mapping[str, Wish]:
        """Give of these what is to be taken for one, or apart."""
        return {key: wish for key, wish in self.progress().items() if isinstance(wish, Wish)}

    def corrections(self, report: str) -> Mapping[str, Correction]:
        """Give of these what is to be put right in a report, or added to it."""
        found = self.progress().items()
        return {key: wish for key, wish in found if isinstance(wish, Correction) and wish.report == report}

    def ask(self, wish: Wanted, patience: float) -> int:
        """Keep a wish, and carry it out.

        Parameters
        ----------
        wish
            What is wanted; it can be carried out as far as is known.
        patience
            Seconds to wait for it.

        Returns
        -------
        int
            How many statements are corrected.

        Raises
        ------
        StillWorking
            It takes longer; it is kept and will be carried out.
        ConflictError, CaseError
            It cannot be kept.
        ModusError
            It cannot be carried out; nothing is left of it.
        """
        with self._more:
            number = max((int(key.partition("-")[0]) for key in self._open), default=0) + 1
            key = f"{number:06d}-{token_hex(4)}"
            self._keep(key, wish)
            self._open[key] = wish
            self._waited_for.add(key)
        self._begin()
        with self._place.clicks.waiting(), self._more:
            self._more.wait_for(lambda: key in self._results, patience)
            self._waited_for.discard(key)
            found = self._results.pop(key, None)
        if found is None:
            raise StillWorking(WHAT)
        if isinstance(found, ModusError):
            self.forget(key)
            raise found
        return found

    def forget(self, key: str) -> None:
        """Say no more about what could not be carried out."""
        with self._more:
            if key in self._open and self._open[key].problem:
                self._drop(key)

    # -- carrying out --

    def _begin(self) -> None:
        with self._more:
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._carry_out_all, name="joining", daemon=True)
                self._thread.start()
            self._more.notify_all()

    def _carry_out_all(self) -> None:
        self._place.clicks.let_go_first()
        while (key := self._next()) is not None:
            wish = self._open[key]
            found: int | ModusError
            try:
                found = self._carried_out(wish, resumed=key in self._resumed)
            except ModusError as problem:
                found = problem
            except Exception as problem:  # noqa: BLE001 - the next ones must be carried out all the same
                found = CaseError(f"this is a fault of the program ({type(problem).__name__}: {problem})")
            if self._closed and isinstance(found, ModusError):
                return  # what went wrong in closing is tried again at the next start
            self._done(key, found)
            self._place.prepare()

    def _next(self) -> str | None:
        with self._more:
            while not self._closed:
                for key, wish in self._open.items():
                    if not wish.problem:
                        return key
                self._more.wait()
        return None

    def _carried_out(self, wish: Wanted, *, resumed: bool) -> int:
        """Carry out a wish, or as much of it as was left when the program was killed."""
        if isinstance(wish, Correction):
            return self._corrected(wish, resumed=resumed)
        if wish.what == "split":
            if resumed and not any(join.key == wish.join for join in joins(self._place.record())):
                forget_name(self._place, wish.kind, wish.one, wish.other)
                return 0
            return len(take_apart(self._place, wish.join, wish.who).reviews)
        join = join_parties if wish.kind == "party" else join_matters
        try:
            if not (resumed and self._stands(wish)):
                return join(self._place, wish.one, wish.other, wish.who)
        except ModusError:
            if not (resumed and self._stands(wish)):  # another workbench of the case may have been faster
                raise
        learn_name(self._place, wish.kind, wish.one, wish.other)
        return 0

    def _corrected(self, wish: Correction, *, resumed: bool) -> int:
        if not self._place.can_correct.is_set():
            self._place.is_closed.wait(PAGE_COMES)  # whoever corrects is shown first that it is kept
        get_ready_to_correct(self._place)  # before the record is held: it takes longest
        try:
            if wish.what == "add":
                if not (resumed and self._is_added(wish)):
                    add(self._place, wish.report, wish.passage, wish.says, who=wish.who, note=wish.note)
            else:
                correct(
                    self._place, wish.statement, wish.says, who=wish.who, note=wish.note, seen_last=wish.seen
                )
        except ModusError:
            if not (resumed and self._is_corrected(wish)):
                raise
        return 1

    def _is_added(self, wish: Correction) -> bool:
        words = wish.passage.split()
        return any(
            s.report == wish.report
            and s.rule == f"added by {wish.who}"
            and s.sentence.split() == words
            and s.proposal == wish.says.get("proposal")
            for s in self._place.record().statements()
        )

    def _is_corrected(self, wish: Correction) -> bool:
        subject = self._place.record().standing.subject_of(wish.statement)
        last = subject.reviews[-1] if subject else None
        return last is not None and (last.who, last.decision) == (wish.who, Decision.EDIT)

    def _stands(self, wish: Wish) -> bool:
        told = (wish.kind, wish.one, wish.other, wish.who)
        return told in {(j.kind, j.one, j.other, j.who) for j in joins(self._place.record())}

    def _done(self, key: str, found: int | ModusError) -> None:
        with self._more:
            if key in self._waited_for:
                self._results[key] = found
            if isinstance(found, ModusError):
                self._open[key] = replace(self._open[key], problem=_said(found))
                with suppress(ModusError):  # it is tried again at the next start, then
                    self._keep(key, self._open[key])
            else:
                self._drop(key)
            self._more.notify_all()

    # -- files --

    def _keep(self, key: str, wish: Wanted) -> None:
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as error:
            raise CaseError("this cannot be kept", file=str(self._folder), hint=error.strerror) from None
        write_whole(self._folder / f"{key}.json", json.dumps(asdict(wish), ensure_ascii=False).encode())

    def _drop(self, key: str) -> None:
        self._open.pop(key, None)
        (self._folder / f"{key}.json").unlink(missing_ok=True)


def _said(problem: ModusError) -> str:
    return f"{problem.message}: {problem.hint}" if problem.hint else problem.message
