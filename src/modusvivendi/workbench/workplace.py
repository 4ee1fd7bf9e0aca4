"""The case at work: what pages ask for, kept until the case changes.

The dossier and the model are files that other programs may change too. Each request therefore looks at their
versions, which costs next to nothing, and what was read or worked out before is used as long as they are the
same.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from modusvivendi.dossier.state import DossierState, State
from modusvivendi.errors import ConflictError, ModusError
from modusvivendi.giving_way import give_way
from modusvivendi.workbench import readiness
from modusvivendi.workbench.background import Background, Clicks, StillWorking, Superseded
from modusvivendi.workbench.folder import (
    DOSSIER,
    MODEL,
    REGARDLESS,
    begin_folder,
    file_stamp,
    folder_title,
)
from modusvivendi.workbench.settings import Settings
from modusvivendi.workbench.snapshot import ModelSnapshot, RecordSnapshot

if TYPE_CHECKING:
    from modusvivendi.brief.answer import Findings
    from modusvivendi.brief.contents import ArrangementEntry, Contents
    from modusvivendi.conflict import Conflict
    from modusvivendi.dossier import Dossier
    from modusvivendi.dossier.grading import Grade
    from modusvivendi.executors import Executor
    from modusvivendi.insight.interpretations import Ensemble
    from modusvivendi.workbench.intake import Inbox
    from modusvivendi.workbench.modelling.drafting import Drafts
    from modusvivendi.workbench.substance import Substance
    from modusvivendi.workbench.wishes import Wishes

T = TypeVar("T")

PATIENCE = 0.08
"""Seconds a page waits for what is being worked out before it says so."""


FIRST_PAGE = 3.0
"""Seconds for which nothing is worked out ahead where nobody asks for the first page."""

PAGE_COMES = 0.3
"""Seconds within which the page is asked for that says what a form has done."""

LONG = 600.0
"""Seconds to wait for what nobody is waiting for."""

_TELLING_APART = "telling sources apart"

_BESIDE = ("conflict.drafted.yaml", "conflict.draft.yaml", "grades.yaml", REGARDLESS)
"""Files of a case that pages show, beside its dossier and its model."""


class NoModel(ConflictError):
    """There is nothing to show, because there is no model that can be used."""


class Workplace:
    """A case, with all that pages need of it.

    Parameters
    ----------
    case
        The case's folder; made if it does not exist.
    settings
        How the workbench is served.
    executor
        Who reads reports; by default a process of its own.
    """

    def __init__(self, case: Path, settings: Settings, executor: Executor | None = None) -> None:
        self.case = case
        self.settings = settings
        self._executor = executor
        self.clicks = Clicks()
        self.background = Background(clicks=self.clicks)
        self.first_page_sent = threading.Event()
        self.writing = threading.RLock()
        """Held by whoever changes the model's file."""
        self.briefing = Background(3, self.clicks)
        """Puts briefs together, which takes long, so that no other click waits for one."""
        self.searching = Background(2, self.clicks)
        """Looks for what can take minutes, so that nothing else waits for its end."""
        self.answered = (0, 0)
        """How many of the brief's questions are answered, and of how many, while it is being put together."""
        self._lock = threading.Lock()
        self._record: tuple[State | None, RecordSnapshot] | None = None
        self._state = DossierState(case / DOSSIER)
        self._looking = threading.Lock()
        self._model: tuple[Hashable, ModelSnapshot] | None = None
        self._model_lock = threading.Lock()
        self.is_closed = threading.Event()
        self.can_correct = threading.Event()
        """Set once what a corrected statement amounts to can be told at once."""
        self.is_open = threading.Event()
        """Set once any page can be shown, if only to say that something is being worked out."""
        self.is_ready = threading.Event()
        """Set once all that the first clicks of any kind need is loaded."""
        self._beginning = threading.Lock()
        self._corrections: threading.Thread | None = None
        self._graded: tuple[Hashable, object, dict[str, Grade]] | None = None
        begin_folder(case)

    def close(self) -> None:
        """Stop what is going on beside the clicks."""
        self.is_closed.set()
        for name in ("inbox", "wishes"):
            if name in self.__dict__:
                self.__dict__[name].close()
        self.background.close()
        self.briefing.close()
        self.searching.close()
        with self._looking:
            self._state.close()

    # -- the record --

    @contextmanager
    def dossier(self) -> Iterator[Dossier]:
        """Open the dossier, for as long as one request needs it."""
        from modusvivendi.dossier import Dossier

        with Dossier.open(self.case / DOSSIER) as dossier:
            yield dossier

    def record_version(self) -> State | None:
        """Tell one state of the dossier from another, wherever it is kept; None where there is none yet."""
        with self._looking:
            found = self._state.now()
            if self.is_closed.is_set():  # whoever looks later leaves nothing open
                self._state.close()
            return found

    def record(self) -> RecordSnapshot:
        """Give the record as it is now."""
        kept = self._record
        if kept is not None and kept[0] == self.record_version():
            return kept[1]  # whoever only looks need not wait for whoever decides
        with self._lock:
            version = self.record_version()
            if self._record is None or self._record[0] != version:
                with self.dossier() as dossier:
                    version = self.record_version()  # opening may have begun it
                    before = self._record[1] if self._record else None
                    self._record = (version, RecordSnapshot.of(dossier, before))
            return self._record[1]

    @contextmanager
    def deciding(self) -> Iterator[Dossier]:
        """Open the dossier to record decisions about statements, or about how a report is to be handled.

        Where nothing but that was written meanwhile, the reports need not be read again.
        """
        with self._lock:
            before = self.record_version()
            known = self._record[1] if self._record is not None and self._record[0] == before else None
            with self.dossier() as dossier:
                yield dossier
                after = self.record_version()
                if known and before and after and after.follows(before):
                    reviews = dossier.reviews(after=known.last_review)
                    self._record = (after, known.with_reviews(reviews, dossier.handling()))

    # -- the model --

    @property
    def model_path(self) -> Path:
        """Where the model is."""
        return self.case / MODEL

    def model(self) -> ModelSnapshot:
        """Give the model as it is now."""
        with self._model_lock:
            stamp = file_stamp(self.model_path)
            if self._model is None or self._model[0] != stamp:
                self._model = (stamp, ModelSnapshot.of(self.model_path))
            return self._model[1]

    def conflict(self) -> Conflict:
        """Give the model, ready to be solved.

        Raises
        ------
        NoModel
            There is none, or one that cannot be used.
        """
        return self._usable(self.model())

    def _usable(self, model: ModelSnapshot) -> Conflict:
        if model.error is not None:
            raise NoModel(
                f"the model cannot be used: {model.error.message}",
                file=model.path.name,
                line=model.error.line,
                column=model.error.column,
                hint=model.error.hint,
            )
        if model.conflict is None:
            raise NoModel("there is no model yet", hint="draft one from the record, on the page Model")
        if model.conflict.graph is not None:
            raise NoModel("this model is in graph form", hint="solve it with: modus solve")
        return model.conflict

    def version(self, *, decisions: bool = True) -> Hashable:
        """Give what is another as soon as anything in the case is that pages show.

        Without ``decisions``, who accepted what does not count.
        """
        history = self.case / "model-history"
        late = sorted(path.name for path in history.glob("late-*"))
        files = (self.model_path, *(self.case / name for name in _BESIDE), history / "log.jsonl")
        told = (*map(file_stamp, files), *late, self.inbox.progress(), *self.wishes.progress().items())
        if not decisions:
            with suppress(ModusError):  # what is wrong, the page says
                record = self.record()
                says = record.substance.number, record.last_change, tuple(record.handling().items())
                return *says, *told
        return self.record_version(), *told

    # -- what is worked out --

    @cached_property
    def title(self) -> str:
        """What the case is called, as long as its model says nothing else."""
        return folder_title(self.case)

    def shown_title(self) -> str:
        """Give what the case is about."""
        return self.model().title or self.title

    def graded(self) -> tuple[Mapping[str, Grade], bool]:
        """Give the gradings of statements, by id, as they follow from those of their sources.

        With them comes whether that is as it was before the last changes.
        """
        from modusvivendi.dossier.grading import FILE, grades_of, read_grades

        stamp = file_stamp(self.case / FILE)
        if stamp is None:
            return {}, False
        before, is_late = self.background.earlier(_TELLING_APART), False
        try:
            found = self.following(
                _TELLING_APART, lambda record: record.origins(), 0.1 if before is None else 0.02
            )
        except StillWorking:
            found, is_late = before or (), True
        except ModusError:  # what is wrong, the page Sources says
            return {}, False
        known = self._graded
        if known is None or known[0] != stamp or known[1] is not found:
            try:
                graded = grades_of(found, read_grades(self.case))
            except ModusError:
                graded = {}
            known = self._graded = (stamp, found, graded)
        return known[2], is_late

    def ensemble(self, patience: float = PATIENCE) -> Ensemble:
        """Give the model solved in its interpretations."""
        return self._lately(lambda left: self._ensemble(self.model(), left), patience)

    # What follows from a model is kept under the version of that model, looked at once: somebody may change
    # it at any moment.

    def _ensemble(self, model: ModelSnapshot, patience: float) -> Ensemble:
        conflict = self._usable(model)

        def solve() -> Ensemble:
            from modusvivendi.insight.interpretations import solve_interpretations

            return solve_interpretations(conflict)

        return self.background.get("solving the model", model.version, solve, patience)

    def findings(self, patience: float = PATIENCE) -> Findings:
        """Give what solving the model found, beside the record."""
        return self._lately(lambda left: self._findings(self.model(), left), patience)

    def _findings(self, model: ModelSnapshot, patience: float) -> Findings:
        conflict, ensemble = self._usable(model), self._ensemble(model, patience)
        record = self.record().substance

        def compare() -> Findings:
            from modusvivendi.brief.assemble import find

            return find(conflict, ensemble, {}, ())

        found = self.background.get("comparing what holds", model.version, compare, patience)
        return replace(found, statements=record.by_id, outlets=record.outlets)

    def arrangements(self, patience: float = PATIENCE) -> tuple[ArrangementEntry, ...]:
        """Give what holds in some interpretation, as a brief lists it."""
        return self._lately(lambda left: self._arrangements(self.model(), left), patience)

    def _arrangements(self, model: ModelSnapshot, patience: float) -> tuple[ArrangementEntry, ...]:
        findings = self._findings(model, patience)

        def enter() -> tuple[ArrangementEntry, ...]:
            from modusvivendi.brief.results import arrangement_entries

            return arrangement_entries(findings)

        # of the record, only which of the model's evidence is in it
        version = model.version, findings.conflict.evidence().keys() & findings.statements.keys()
        return self.background.get("listing what holds", version, enter, patience)

    def following(self, what: str, work: Callable[[Substance], T], patience: float = PATIENCE) -> T:
        """Give what follows from what the record says.

        Parameters
        ----------
        what
            What is done for it, in words.
        work
            Takes it from the record.
        """

        def ask(patience: float) -> T:
            substance = self.record().substance
            return self.background.get(what, substance, lambda: work(substance), patience)

        return self._lately(ask, patience)

    def _lately(self, ask: Callable[[float], T], patience: float) -> T:
        """Ask until the answer is of what is the case, where somebody changes it while it is worked out."""
        until = time.monotonic() + patience
        while True:
            try:
                return ask(max(0.0, until - time.monotonic()))
            except Superseded:
                if time.monotonic() >= until:
                    raise

    def contents(self, patience: float = PATIENCE, *, decisions: bool = True) -> Contents:
        """Give all that a brief says, as ``modus brief`` would write it now.

        Without ``decisions`` the questions people bring are left out, which take longest; how many of them
        are answered meanwhile, and of how many, is in ``answered``.
        """
        from modusvivendi.workbench.grading import Grades
        from modusvivendi.workbench.prepared import digest_of, keep_brief, kept_brief

        record, model = self.record(), self.model()

        def tell(done: int, of: int) -> None:
            if (self.model().version, self.record().substance) != (model.version, record.substance):
                raise StillWorking("putting the brief together")  # for what is not the case any more
            self.answered = (done, of)

        def make() -> Contents:
            from modusvivendi.brief.making import contents_of

            return contents_of(
                self.case,
                record,
                model.conflict,
                self._ensemble(model, LONG) if model.text is not None else None,
                edited=not model.as_drafted,
                decisions=decisions,
                progress=tell,
            )

        def kept_or_made() -> Contents:
            digest = digest_of(
                self.case, record.substance, model, record.handling(), Grades(self.case).version()
            )
            found = kept_brief(self.case, digest)
            if found is None:
                found = make()
                keep_brief(self.case, digest, found)
            return found

        return self.briefing.get(
            "putting the brief together" if decisions else "putting the first part of the brief together",
            (model.version, record.substance, dict(record.handling()), Grades(self.case).version()),
            kept_or_made if decisions else make,
            patience,
        )

    # -- what goes on beside the clicks --

    def begin(self, open_pages: Callable[[], None], look_ahead: Callable[[], None] = lambda: None) -> None:
        """Go on with what was left when the program ended last, and get ready for the first clicks.

        The first page goes before all else: until it is sent nothing is worked out that it does not need.

        Parameters
        ----------
        open_pages
            Opens the other pages.
        look_ahead
            Looks at the pages once what they show is worked out.
        """
        assert self.inbox is not None and self.wishes is not None
        works = (open_pages, look_ahead)
        threading.Thread(target=self._get_ready, args=(FIRST_PAGE, *works), daemon=True).start()

    def prepare(self) -> None:
        """Begin to work out what the next clicks will ask for, once the page after a form is sent."""
        timer = threading.Timer(PAGE_COMES, self._get_ready)
        timer.daemon = True
        timer.start()

    def _get_ready(
        self,
        wait: float = 0.0,
        open_pages: Callable[[], None] = lambda: None,
        look_ahead: Callable[[], None] = lambda: None,
    ) -> None:
        works: tuple[Callable[[], object], ...] = (
            self.record,
            lambda: self.first_page_sent.wait(wait),
            open_pages,
            lambda: self.record().get_ready(),
            lambda: self.model().conflict,
            readiness.load_first_modules,
            self.is_open.set,
            lambda: self.arrangements(LONG),
            lambda: self.following("comparing the reports", lambda substance: substance.work_out(), LONG),
            lambda: self.following(_TELLING_APART, lambda substance: substance.origins(), LONG),
            lambda: self.contents(LONG, decisions=False),
            look_ahead,
            readiness.load_modules,
            self.expect_corrections,
        )
        self.clicks.let_go_first()
        for work in works:
            give_way()
            if self.is_closed.is_set():
                return
            # What is wrong with the case, whoever asks for a page is told; and it may be closed meanwhile.
            with suppress(StillWorking, ModusError, CancelledError, RuntimeError, OSError):
                work()
        if self._corrections is not None:
            self._corrections.join()
        self.is_ready.set()

    def _load_corrections(self) -> None:
        self.clicks.let_go_first()
        readiness.wait_for_a_pause(self)
        with suppress(ModusError, OSError):  # whoever corrects something is told
            if not self.is_closed.is_set():
                readiness.get_ready_to_correct(self)
                self.can_correct.set()

    def expect_corrections(self) -> None:
        """Load what tells what a corrected statement amounts to, as soon as somebody may correct one."""
        with self._beginning:
            if self._corrections is None:
                self._corrections = threading.Thread(target=self._load_corrections, daemon=True)
                self._corrections.start()

    def reports_came(self) -> None:
        """Bring the model up to date with new reports, as long as nobody has changed it."""
        from modusvivendi.workbench.joining import join_later
        from modusvivendi.workbench.modelling.drafting import keep_up

        join_later(self)
        keep_up(self)
        self.prepare()

    @cached_property
    def drafts(self) -> Drafts:
        """Drafts models from the record."""
        from modusvivendi.workbench.modelling.drafting import Drafts

        return Drafts(self)

    @cached_property
    def inbox(self) -> Inbox:
        """Reads the reports that are handed in."""
        from modusvivendi.workbench.intake import Inbox

        return Inbox(self, self._executor)

    @cached_property
    def wishes(self) -> Wishes:
        """Carries out what takes longer than a click: taking two names for one, and apart again."""
        from modusvivendi.workbench.wishes import Wishes

        return Wishes(self)
