"""What the record of a case says, and what follows from it, worked out when it is asked for and only once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

from modusvivendi.dossier.record import Record
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement

if TYPE_CHECKING:
    from modusvivendi.brief.contents import (
        Chains,
        ChangeEntry,
        ContradictionEntry,
        OriginEntry,
        PositionEntry,
    )
    from modusvivendi.brief.page import PositionTable
    from modusvivendi.dossier import Change, Contradiction, Origin, Position


T = TypeVar("T")


class once(cached_property[T]):  # noqa: N801 - it is written like ``cached_property``
    """What follows, worked out by whoever asks first; who asks meanwhile waits for it.

    Pages, and what gets them ready, ask for the same in several threads. Python keeps them apart up to 3.11.

    Examples
    --------
    >>> class Sum:
    ...     @once
    ...     def total(self) -> int:
    ...         print("adding")
    ...         return 3
    >>> added = Sum()
    >>> added.total, added.total
    adding
    (3, 3)
    """

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...

    def __get__(self, instance: object, owner: type[Any] | None = None) -> Self | T:
        """Give it, worked out where it is not yet."""
        if instance is None:
            return self
        known, name = instance.__dict__, str(self.attrname)
        # Nobody waits in a circle: what something follows from never asks for that.
        with known.setdefault(f"working out {name}", threading.RLock()):
            if name not in known:
                known[name] = self.func(instance)
        found: T = known[name]
        return found


class Substance(Record):
    """Reports and the statements that stand in them, without who confirmed them.

    Two states of a record that say the same share one, so that accepting a statement costs nothing anew.

    Parameters
    ----------
    reports, statements
        Those of the record.

    Attributes
    ----------
    number
        That of no other.
    """

    _numbers = count()

    def __init__(self, reports: Sequence[Report], statements: Sequence[Statement]) -> None:
        self._reports = tuple(reports)
        self._statements = tuple(statements)
        self.number = next(self._numbers)

    def says_the_same(self, reports: Sequence[Report], statements: Sequence[Statement]) -> bool:
        """Tell whether other reports and statements are these."""
        return self._reports == tuple(reports) and self._statements == tuple(statements)

    def reports(self) -> tuple[Report, ...]:
        """Give the reports, by name."""
        return self._reports

    def statements(self) -> tuple[Statement, ...]:
        """Give the statements as they stand."""
        return self._statements

    @once
    def by_id(self) -> dict[str, Statement]:
        """Give the statements by their ids."""
        return {statement.id: statement for statement in self._statements}

    @once
    def outlets(self) -> dict[str, str]:
        """Give what the reports are called, by their names."""
        from modusvivendi.brief.chains import report_label

        return {report.name: report_label(report) for report in self._reports}

    # -- what follows --

    def positions(self) -> tuple[Position, ...]:
        """Give what each actor is currently reported to hold."""
        return self._positions

    def origins(self) -> tuple[Origin, ...]:
        """Give the innermost sources."""
        return self._origins

    def changes(self) -> tuple[Change, ...]:
        """Give the changes of positions over time."""
        return self._changes

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Give the statements that do not go together."""
        return self._contradictions

    @once
    def _positions(self) -> tuple[Position, ...]:
        return super().positions()

    @once
    def _origins(self) -> tuple[Origin, ...]:
        return super().origins()

    @once
    def _changes(self) -> tuple[Change, ...]:
        return super().changes()

    @once
    def _contradictions(self) -> tuple[Contradiction, ...]:
        return super().contradictions()

    # -- as a brief says it --

    @once
    def position_entries(self) -> tuple[PositionEntry, ...]:
        """Give the positions as a brief lists them."""
        from modusvivendi.brief.entries import position_entries

        return position_entries(self)

    @once
    def change_entries(self) -> tuple[ChangeEntry, ...]:
        """Give the changes as a brief lists them."""
        from modusvivendi.brief.entries import change_entries

        return change_entries(self)

    @once
    def contradiction_entries(self) -> tuple[ContradictionEntry, ...]:
        """Give the contradictions as a brief lists them."""
        from modusvivendi.brief.entries import contradiction_entries

        return contradiction_entries(self)

    @once
    def origin_entries(self) -> tuple[OriginEntry, ...]:
        """Give the innermost sources as a brief lists them."""
        from modusvivendi.brief.entries import origin_entries

        return origin_entries(self)

    @once
    def chains(self) -> Chains:
        """Tell who has it from whom, as a brief draws it."""
        from modusvivendi.brief.chains import chains_of

        return chains_of(self._reports, self._statements)

    @once
    def position_table(self) -> PositionTable:
        """Give the positions, parties by topics."""
        from modusvivendi.brief.page import position_table

        return position_table(self.position_entries)

    def work_out(self) -> None:
        """Work out all that follows."""
        _ = self.position_table, self.change_entries, self.origin_entries, self.chains
        _ = self.contradiction_entries
