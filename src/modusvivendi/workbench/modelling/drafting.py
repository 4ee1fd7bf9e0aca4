"""Drafting anew: what people changed stays, and what the draft has in its stead is named."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.draft import draft
from modusvivendi.conflict.draft.file import LAST_DRAFT, merge_draft, write_draft
from modusvivendi.conflict.draft.merging import Merged, merge
from modusvivendi.dossier.review import Decision
from modusvivendi.errors import CaseError, ConflictError, ModusError
from modusvivendi.version import __version__
from modusvivendi.workbench.background import Superseded
from modusvivendi.workbench.failures import StalePage
from modusvivendi.workbench.modelling.effects import Effect, effect
from modusvivendi.workbench.modelling.plain import conflict_of
from modusvivendi.workbench.modelling.writing import look
from modusvivendi.workbench.snapshot import ModelSnapshot

if TYPE_CHECKING:
    from modusvivendi.workbench.workplace import Workplace


LONG = 600.0
"""Seconds that whoever takes a draft in waits for it at most; most have looked at it, so that it is there."""


class Drafts:
    """Drafts models from the record of a case, and keeps the last draft as long as the record says the same.

    Parameters
    ----------
    place
        The case.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._known: tuple[Hashable, Conflict | None] | None = None

    def of_the_record(self) -> Conflict:
        """Draft a model from the record as it is now.

        Raises
        ------
        CaseError
            If there is nothing in it that could be modelled.
        """
        with self._lock:
            version = self._place.record_version()
            if self._known is None or self._known[0] != version:
                self._known = version, draft(self._place.record(), title=self._place.title)
            found = self._known[1]
        if found is None:
            raise CaseError(
                "no statement speaks of anybody doing anything",
                hint="read reports first, or begin a model by hand",
            )
        return found


@dataclass(frozen=True)
class Anew:
    """What drafting anew would give.

    Attributes
    ----------
    conflict
        The new draft alone.
    merged
        The model with it.
    disagreements
        Where what people changed contradicts it; theirs stays.
    is_same
        Nothing would change.
    effect
        What it would do; None where there is no model to compare with.
    """

    conflict: Conflict
    merged: str
    disagreements: tuple[str, ...]
    is_same: bool
    effect: Effect | None

    @cached_property
    def draft(self) -> str:
        """The text of the new draft alone; to write it takes a second on a large case."""
        return self.conflict.dumps()


def drafted_anew(place: Workplace, now: ModelSnapshot) -> Anew:
    """Draft the model anew without writing anything.

    Raises
    ------
    CaseError
        If there is nothing that could be modelled.
    ConflictError
        If the model cannot be used as it is.
    """
    conflict = place.drafts.of_the_record()
    if now.text is None:
        return Anew(conflict, conflict.dumps(), (), is_same=False, effect=None)
    if now.conflict is None:
        raise now.error or ConflictError("the model cannot be used")
    disagreements = tuple[str, ...]()
    if now.as_drafted:
        new = conflict.dumps()
        is_same = now.text.endswith(new)
        merged = now.text if is_same else new
    else:
        last = place.model_path.with_name(LAST_DRAFT)
        base = last.read_text(encoding="utf-8") if last.exists() else None
        found = merge(base, now.text, conflict)
        merged, disagreements = found.text, tuple(found.disagreements)
        is_same = merged == now.text
    return Anew(conflict, merged, disagreements, is_same, effect(now.conflict, conflict_of(merged)))


def look_anew(place: Workplace, now: ModelSnapshot, patience: float) -> Anew:
    """Give what drafting anew would give, worked out beside the clicks; see `Background.get`."""
    version = now.version, place.record_version()
    return place.background.get("drafting the model", version, lambda: drafted_anew(place, now), patience)


def take_draft(place: Workplace, *, seen: str, who: str) -> tuple[str, ...]:
    """Draft the model anew, as ``modus draft --merge`` does; give what people and the draft disagree on.

    Raises
    ------
    StalePage
        If the model was changed since it was seen; nothing is written.
    CaseError, ConflictError
        As of `drafted_anew`.
    """
    stale = StalePage(
        "somebody changed the model since you loaded the page",
        hint="load the page again, and look at what drafting would change now",
    )
    now, _ = look(place)
    if now.version != seen:
        raise stale
    try:
        found = look_anew(place, now, LONG)  # nobody else who writes waits for it
    except Superseded:
        raise stale from None
    merged = Merged(found.merged, list(found.disagreements))
    with place.writing:
        now, history = look(place)
        if now.version != seen:
            raise stale
        merge_draft(found.conflict, place.model_path, version=__version__, merged=merged)
        after = history.keep(place.model_path.read_bytes())
        if after != now.version:
            history.add(who=who, what="drafted it anew from the record", before=now.version, after=after)
    place.prepare()
    return found.disagreements


def keep_up(place: Workplace) -> None:
    """Draft the model again, as long as nobody has changed it."""

    def is_wanted() -> bool:
        now = place.model()
        return now.text is None or now.as_drafted

    if is_wanted():
        with suppress(ModusError):  # nothing that could be modelled
            conflict = place.drafts.of_the_record()
            with place.writing:
                if is_wanted():
                    write_draft(conflict, place.model_path, version=__version__)


def without_mark(text: str) -> str:
    r"""Give a model without the lines that tell a draft nobody has changed, which each draft has of its own.

    Examples
    --------
    >>> without_mark("# Drafted by modus 1.0 …\n# digest 0a1b: …\ntitle: Ferry\n")
    'title: Ferry\n'
    """
    lines = text.splitlines(keepends=True)
    marked = lines[:1] and lines[0].startswith("# Drafted by modus")
    return "".join(lines[2:]) if marked else text


def decided_since(place: Workplace) -> int:
    """Count the statements that somebody corrected, rejected or added since the model was last drafted."""
    last = place.model_path.with_name(LAST_DRAFT)
    try:
        drafted = dt.datetime.fromtimestamp(last.stat().st_mtime, dt.UTC)
    except OSError:
        return 0
    return len(
        {
            review.subject
            for review in place.record().reviews
            if review.decision is not Decision.ACCEPT and review.when > drafted
        }
    )
