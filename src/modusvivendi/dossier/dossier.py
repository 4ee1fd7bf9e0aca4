"""The public type of this stage: the record of a case, kept in SQLite or PostgreSQL."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from modusvivendi.dossier import keeping, reviewing, rows
from modusvivendi.dossier.handling import Handling, check_based_on, checked
from modusvivendi.dossier.keeping import Added
from modusvivendi.dossier.opening import open_store
from modusvivendi.dossier.record import Record
from modusvivendi.dossier.review import Decision, Review
from modusvivendi.dossier.standing import Standing
from modusvivendi.dossier.state import State
from modusvivendi.dossier.store import PATIENCE, Store
from modusvivendi.reports.report import Report
from modusvivendi.statements.renaming import stem_key
from modusvivendi.statements.statement import Statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Dossier(Record):
    """All reports of a case, the statements found in them, and what people decided about these.

    Use it as a context manager, or `close` it. Every method that changes something is one transaction: it is
    done as a whole or, where anything goes wrong, not at all.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- opening and closing --

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, must_exist: bool = False, patience: float = PATIENCE
    ) -> Self:
        """Open the dossier of a case, or begin one.

        Parameters
        ----------
        path
            The file, such as ``case/dossier.db``; its folder must exist. Where the dossier is kept in
            PostgreSQL, a pointer to it lies there; see `modusvivendi.dossier.opening`.
        must_exist
            Refuse to begin a new dossier.
        patience
            Seconds to wait while somebody else writes to it.

        Raises
        ------
        CaseError
            It cannot be opened, is damaged, is not a dossier, or was written by a later version; its
            database cannot be reached.
        """
        return cls(open_store(Path(path), os.fspath(path), must_exist=must_exist, patience=patience))

    def close(self) -> None:
        """Let go of the file or the database. The dossier cannot be used after that."""
        self._store.close()

    def discard(self) -> None:
        """Delete the dossier, with all that is in it, wherever it is kept."""
        self._store.discard()
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _session(self, *, writing: bool = False) -> AbstractContextManager[Session]:
        """Give a session that is one transaction; failures of the database become messages for people."""
        return self._store.session(writing=writing)

    # -- reports and statements --

    def add(self, report: Report, statements: Iterable[Statement], *, reader: str | None = None) -> Added:
        """Keep a report and the statements found in it.

        A report is known by its bytes. Where it is here already, the same statements change nothing; others,
        as a newer reader or a date told later bring them, replace those it had, and reviews stay with the ids
        they were made for. A file whose name is taken by another report is kept under a new name, and its
        statements are renamed with it.

        Parameters
        ----------
        report
            As loaded.
        statements
            All statements of this report, of one reader.
        reader
            Name and version of the reader; by default that of the statements.

        Raises
        ------
        CaseError
            A statement belongs to another report, two have the same id, or the file cannot be written.
        """
        return self.add_all([(report, statements)], reader=reader)[0]

    def add_all(
        self,
        read: Iterable[tuple[Report, Iterable[Statement]]],
        *,
        reader: str | None = None,
        before: Callable[[tuple[Added, ...]], None] | None = None,
    ) -> tuple[Added, ...]:
        """Keep several reports and their statements in one transaction; see `add`.

        ``before`` is told what will be kept; where it raises, nothing is.
        """
        from sqlalchemy import select

        from modusvivendi.dossier.schema import StoredReport

        every = [(report, tuple(sorted(found, key=lambda s: (s.start, s.id)))) for report, found in read]
        for report, found in every:
            keeping.check_belonging(report, found, self._store.shown)
        with self._session(writing=True) as session:
            taken = {stem_key(name) for name in session.scalars(select(StoredReport.name))}
            added = tuple(keeping.keep(session, report, found, reader, taken) for report, found in every)
            if before is not None:
                before(added)
        return added

    def remove(self, name: str) -> None:
        """Take a report and its statements out; reviews of them are kept.

        Raises
        ------
        UnknownName
            There is no such report.
        """
        with self._session(writing=True) as session:
            session.delete(keeping.stored(session, name))

    def reports(self) -> tuple[Report, ...]:
        """Give all reports, by name."""
        from sqlalchemy import select

        from modusvivendi.dossier.schema import StoredReport

        with self._session() as session:
            stored = session.scalars(select(StoredReport).order_by(StoredReport.name))
            return tuple(sorted((rows.as_report(row) for row in stored), key=lambda report: report.name))

    def report(self, name: str) -> Report:
        """Give the report with this name.

        Raises
        ------
        UnknownName
            There is no such report; the nearest are named.
        """
        with self._session() as session:
            return rows.as_report(keeping.stored(session, name))

    def readers(self) -> dict[str, str]:
        """Give, by the name of a report, the reader its statements come from."""
        from sqlalchemy import select

        from modusvivendi.dossier.schema import StoredReport

        with self._session() as session:
            found = session.execute(select(StoredReport.name, StoredReport.reader))
            return {row.name: row.reader for row in found}

    def digests(self) -> dict[str, tuple[str, str, dt.date | None]]:
        """Give, by the digest of a report, its name, the reader its statements come from, and its date."""
        from sqlalchemy import select

        from modusvivendi.dossier.schema import StoredReport

        columns = (StoredReport.sha256, StoredReport.name, StoredReport.reader, StoredReport.date)
        with self._session() as session:
            found = session.execute(select(*columns))
            return {row.sha256: (row.name, row.reader, row.date) for row in found}

    def statements(self, *, as_read: bool = False) -> tuple[Statement, ...]:
        """Give all statements, by report and place in it.

        Parameters
        ----------
        as_read
            As the reader found them. Otherwise what people rejected is left out and what they put right is
            given as they put it.
        """
        with self._session() as session:
            return rows.all_statements(session) if as_read else rows.standing(session).statements

    def statements_of(self, report: str) -> tuple[Statement, ...]:
        """Give the statements of one report as they stand, without looking at the others."""
        with self._session() as session:
            found = reviewing.scene(session, report=report).standing.statements
            return tuple(statement for statement in found if statement.report == report)

    def actors(self) -> frozenset[str]:
        """Give all parties whose position anything is reported to be."""
        with self._session() as session:
            return rows.actors(session)

    def standing(self) -> Standing:
        """Give what stands after all reviews, and what was decided about what."""
        with self._session() as session:
            return rows.standing(session)

    def statement(self, statement: str) -> Statement:
        """Give the statement with this id: as it stands, or as it was read where it was rejected.

        Raises
        ------
        UnknownName
            There is no such statement; the nearest are named.
        """
        with self._session() as session:
            return reviewing.present(session, statement)

    def look(self, statement: str) -> reviewing.Look:
        """Give a statement as it stands, or as it was read where it was rejected, and what is beside it.

        Raises
        ------
        UnknownName
            There is no such statement; the nearest are named.
        """
        with self._session() as session:
            return reviewing.look(session, statement)

    def review(
        self,
        statement: str,
        decision: Decision | str,
        *,
        who: str,
        changes: Mapping[str, Any] | None = None,
        note: str = "",
        when: dt.datetime | None = None,
        based_on: str | None = None,
    ) -> Review:
        """Record what a person decided about a statement.

        Parameters
        ----------
        statement
            Its id.
        decision
            ``accept``, ``reject`` or ``edit``.
        who
            The person, as they want to be named.
        changes
            For an edit: new values by field.
        note
            Why.
        when
            Defaults to now.
        based_on
            The `version` of the statement that the person saw; None: whatever it is now.

        Raises
        ------
        UnknownName
            There is no such statement.
        EditConflict
            The statement has another version by now; nothing is recorded.
        CaseError
            The edit changes what may not be changed, or to what does not fit.
        """
        with self._session(writing=True) as session:
            return reviewing.decide(session, statement, decision, who, changes or {}, note, when, based_on)

    def edit_together(
        self,
        changes: Mapping[str, Mapping[str, Any]],
        *,
        who: str,
        note: str = "",
        when: dt.datetime | None = None,
        based_on: Mapping[str, str] | None = None,
    ) -> tuple[Review, ...]:
        """Record corrections of several statements, all of them or none.

        Parameters
        ----------
        changes
            New values by field, by the ids of the statements.
        who, note, when
            As for `review`.
        based_on
            The versions that the person saw, by id.

        Raises
        ------
        UnknownName, EditConflict, CaseError
            As for `review`.
        """
        with self._session(writing=True) as session:
            return reviewing.edit_together(session, changes, who, note, when, based_on or {})

    def undo_together(
        self, numbers: Collection[int], *, who: str, when: dt.datetime | None = None
    ) -> tuple[Review, ...]:
        """Take back the decisions with these numbers, as far as they stand, and give those."""
        with self._session(writing=True) as session:
            return reviewing.take_back_together(session, numbers, who, when)

    def add_statement(
        self, statement: Statement, *, who: str, note: str = "", when: dt.datetime | None = None
    ) -> Statement:
        """Add a person's own statement to a report, and give it with its id.

        Parameters
        ----------
        statement
            Its id does not count.
        who, note, when
            As for `review`.

        Raises
        ------
        UnknownName
            There is no such report; the nearest are named.
        CaseError
            It does not quote the report, or the person has added the same before.
        """
        with self._session(writing=True) as session:
            return reviewing.add(session, statement, who, note, when)

    def undo(
        self,
        statement: str | None = None,
        *,
        who: str,
        when: dt.datetime | None = None,
        based_on: str | None = None,
    ) -> Review:
        """Take back the last decision that stands, about a statement or at all, and give it.

        Raises
        ------
        EditConflict
            The statement has another version by now than ``based_on``.
        CaseError
            There is nothing to take back.
        UnknownName
            There is no such statement.
        """
        with self._session(writing=True) as session:
            return reviewing.take_back(session, statement, who, when, based_on)

    def version(self, statement: str) -> str:
        """Give the version of a statement: another once anybody decides about it, or it is read otherwise.

        Raises
        ------
        UnknownName
            There is no such statement; the nearest are named.
        """
        with self._session() as session:
            return reviewing.version(session, statement)

    def versions(self) -> dict[str, str]:
        """Give, by id, the versions of all statements that stand or were rejected; see `version`."""
        with self._session() as session:
            return reviewing.versions(session)

    def handling(self) -> dict[str, Handling]:
        """Give, by the names of reports, how they are to be handled: those with caveats or to be redacted."""
        with self._session() as session:
            every = rows.all_handling(session)
        return {name: every[name] for name in sorted(every) if not every[name].is_free}

    def handle(
        self,
        report: str,
        *,
        caveats: Iterable[str] | None = None,
        redact: bool | None = None,
        who: str,
        when: dt.datetime | None = None,
        based_on: int | None = None,
    ) -> Handling:
        """Say how a report is to be handled from now on, and give it as it is then.

        Parameters
        ----------
        report
            Its name.
        caveats
            All its caveats; None: those it has.
        redact
            Whether exports leave out its sentences and sources; None: as before.
        who
            The person, as they want to be named.
        when
            Defaults to now.
        based_on
            The number of the `Handling` that the person saw; None: whatever it is now.

        Raises
        ------
        UnknownName
            There is no such report; the nearest are named.
        EditConflict
            Somebody has said otherwise meanwhile.
        CaseError
            A caveat is empty or too long.
        """
        with self._session(writing=True) as session:
            stored = keeping.stored(session, report)
            present = rows.all_handling(session).get(report, Handling(report=report))
            wanted = Handling(
                report=report,
                caveats=present.caveats if caveats is None else checked(caveats),
                redact=present.redact if redact is None else redact,
                who=who,
                when=reviewing.moment(when),
            )
            check_based_on(present, wanted, based_on)
            if (wanted.caveats, wanted.redact) == (present.caveats, present.redact):
                return present
            return rows.store_handling(session, stored.sha256, wanted)

    def state(self) -> State:
        """Give what is another whenever anybody has changed anything; see also `DossierState`."""
        return self._store.state()

    def reviews(self, *, after: int = 0) -> tuple[Review, ...]:
        """Give all reviews ever made, in the order they were made; or those made since the one numbered."""
        with self._session() as session:
            return rows.all_reviews(session, after=after)
