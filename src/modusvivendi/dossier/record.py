"""What follows from reports and statements, whether all of a dossier's or a selection of them."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from modusvivendi.dossier.asides import Aside, asides
from modusvivendi.dossier.change import Change
from modusvivendi.dossier.changes import changes
from modusvivendi.dossier.contradictions import Contradiction, contradictions
from modusvivendi.dossier.origins import Origin, Witnesses, origins, witnesses
from modusvivendi.dossier.positions import Position, positions
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement

if TYPE_CHECKING:
    from modusvivendi.dossier.handling import Handling


class Record(ABC):
    """Reports, and the statements found in them."""

    @abstractmethod
    def reports(self) -> tuple[Report, ...]:
        """Give the reports, by name."""

    @abstractmethod
    def statements(self) -> tuple[Statement, ...]:
        """Give the statements, by report and place in it."""

    def positions(self) -> tuple[Position, ...]:
        """Give what each actor is currently reported to hold; see `modusvivendi.dossier.positions`."""
        return positions(self.reports(), self.statements())

    def origins(self) -> tuple[Origin, ...]:
        """Give the innermost sources; see `modusvivendi.dossier.origins`."""
        return origins(self.reports(), self.statements())

    def witnesses(self, statements: Iterable[str]) -> Witnesses:
        """Count the independent witnesses behind some statements; see `modusvivendi.dossier.origins`."""
        return witnesses(self.reports(), self.statements(), statements)

    def changes(self) -> tuple[Change, ...]:
        """Give the changes of positions over time; see `modusvivendi.dossier.changes`."""
        return changes(self.reports(), self.statements())

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Give the statements that do not go together; see `modusvivendi.dossier.contradictions`."""
        return contradictions(self.reports(), self.statements())

    def asides(self) -> tuple[Aside, ...]:
        """Give what the reports tell of open points and of rules; see `modusvivendi.dossier.asides`."""
        return asides(self.reports(), self.statements())

    def handling(self) -> Mapping[str, Handling]:
        """Give, by the names of reports, how they are to be handled, where anything has been said."""
        return {}


class Selection(Record):
    """Part of a record: as it was on some day, or without some of its statements.

    Parameters
    ----------
    record
        The whole.
    as_of
        Only reports published, and statements made, up to this day. What has no date is left out, since
        nobody can tell that it was known by then; see `undated`.
    without
        Ids of statements to leave out; their reports stay.
    """

    def __init__(
        self, record: Record, *, as_of: dt.date | None = None, without: Collection[str] = ()
    ) -> None:
        self._record = record
        self._as_of = as_of
        self._without = frozenset(without)

    def handling(self) -> Mapping[str, Handling]:
        """Give how the reports are to be handled now, whatever was known by then."""
        return self._record.handling()

    def reports(self) -> tuple[Report, ...]:
        """Give the reports published by then; of those that do not tell their day, any with a statement."""
        if self._as_of is None:
            return self._record.reports()
        speaking = {statement.report for statement in self._statements}
        return tuple(r for r in self._record.reports() if self._is_out(r) or r.name in speaking)

    def statements(self) -> tuple[Statement, ...]:
        """Give the statements made and published by then, without those left out."""
        return self._statements

    @cached_property
    def undated(self) -> tuple[str, ...]:
        """Ids of the statements left out because neither they nor their reports have a date."""
        if self._as_of is None:
            return ()
        silent = {report.name for report in self._record.reports() if report.date is None}
        return tuple(s.id for s in self._record.statements() if s.date is None and s.report in silent)

    @cached_property
    def _statements(self) -> tuple[Statement, ...]:
        reports = {report.name: report for report in self._record.reports()}
        return tuple(
            statement
            for statement in self._record.statements()
            if statement.id not in self._without and self._was_known(statement, reports[statement.report])
        )

    def _is_out(self, report: Report) -> bool:
        return self._as_of is None or (report.date is not None and report.date <= self._as_of)

    def _was_known(self, statement: Statement, report: Report) -> bool:
        if self._as_of is None:
            return True
        if report.date is not None and report.date > self._as_of:
            return False
        day = statement.date or report.date
        return day is not None and day <= self._as_of
