"""What the record says beside an answer that follows from the model: on whose word, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from modusvivendi.brief.chains import report_label
from modusvivendi.brief.sourced import Sourced, word_on
from modusvivendi.insight.blocked import Blocking
from modusvivendi.insight.insight import Insight, Point, Supplemented
from modusvivendi.insight.joining import Joining
from modusvivendi.insight.unplaced import Unplaced, disputed, quoting, unplaced
from modusvivendi.publish.tables import Table
from modusvivendi.statements import Statement

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.dossier import Record


class Beside:
    """Sets beside an answer what the record has on it and the model has not.

    Parameters
    ----------
    conflict
        The model.
    record
        The record it was drafted from.
    """

    def __init__(self, conflict: Conflict, record: Record) -> None:
        statements = {s.id: s for s in record.statements()}
        outlets = {r.name: report_label(r) for r in record.reports()}
        self._case = Sourced(conflict, statements, outlets)
        self._contradictions = record.contradictions

    @property
    def statements(self) -> Mapping[str, Statement]:
        """The statements of the record, by id."""
        return self._case.statements

    @cached_property
    def left_out(self) -> Unplaced:
        """What is reported and no part of the model."""
        return unplaced(self._case.conflict, self._case.statements.values())

    def joining(self, found: Joining) -> Insight:
        """Add whose judgements it rests on, and the reported conditions and judgements it leaves out."""
        quoted = quoting("Reported, but not in the model", self.left_out.terms)
        return self._with(found, (*self._judging(found), *quoted), self.left_out.terms)

    def blocks(self, found: Blocking) -> Insight:
        """Add the reported refusals it leaves out."""
        told = {i for voice in found.voices for i in voice.statements}
        some = [s for s in self.left_out.refusals if s.id not in told]
        return self._with(found, quoting("Reported, but not in the model", some), some)

    def unlock(self, found: Insight) -> Insight:
        """Add what it does not ask for, as the model leaves it out."""
        some = (*self.left_out.terms, *self.left_out.refusals)
        said = self.left_out.count
        points = (Point(f"It takes no account of what the model leaves out: {said}."),) if said else ()
        return self._with(found, points, some)

    def questions(self, found: Insight) -> Insight:
        """Add what is disputed in the record and not asked about."""
        return self._with(found, disputed(self._case.conflict, self._contradictions()), ())

    def _with(self, found: Insight, besides: Sequence[Point], some: Sequence[Statement]) -> Insight:
        if not besides and not some:
            return found
        tables: list[Table] = []
        if some:
            tables.append(self.left_out.table(some, "Reported, but not in the model"))
        return Supplemented(found, besides, tables)

    def _judging(self, found: Joining) -> tuple[Point, ...]:
        """Say whose word it is that a party's joining would bring another to something."""
        needs = {
            key: given
            for party in found.judged
            for brought in (*found.brought.get(party, ()), *found.eased.get(party, ()))
            for key, given in brought.needs
        }
        words = (word_on(self._case, key, given) for key, given in needs.items() if self._is_judged(key))
        return tuple(Point(word.text, word.statements) for word in words if word is not None)

    def _is_judged(self, key: str) -> bool:
        return key not in self._case.conflict.circumstances and self._case.question(key)[1] == "assessment"
