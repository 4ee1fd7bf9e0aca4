"""What reports tell in passing, set beside the answers: which points are open, and which rules bind."""

from __future__ import annotations

import re
from collections.abc import Collection

from modusvivendi.conflict import Conflict
from modusvivendi.dossier import Record
from modusvivendi.dossier.asides import LONGEST, Aside, AsideKind
from modusvivendi.english import date_words
from modusvivendi.insight.insight import Point
from modusvivendi.insight.quoting import quoted
from modusvivendi.insight.unplaced import placed, stems
from modusvivendi.statements.mentions import mentions

MOST_OPEN = 3
"""Open points that are quoted."""

MOST_RULES = 3
"""Rules that are quoted."""

BESIDE = 250
"""Characters between two sentences that go on about the same."""

_POINTING_BACK = re.compile(r"\b(?:do(?:es|ing)? so|such|then|otherwise|(?:that|this|the) right)\b")


class Passing:
    """Finds what reports tell in passing that bears on a model.

    Parameters
    ----------
    conflict
        The model.
    record
        The reports, with what they tell in passing, and the statements.
    """

    def __init__(self, conflict: Conflict, record: Record) -> None:
        self._asides = record.asides()
        self._days = {report.name: report.date for report in record.reports()}
        statements = {s.id: s for s in record.statements()}
        self._names = {
            name for dm in conflict.decision_makers for name in (dm.key, dm.name, *dm.members) if name
        }
        self._names |= {s.speaker for s in statements.values() if s.speaker}
        self._used = placed(conflict)
        self._about = stems(
            [
                *(label for dm in conflict.decision_makers for label in dm.options.values()),
                *conflict.circumstances.values(),
                *(f"{s.proposal} {s.condition or ''}" for i in self._used if (s := statements.get(i))),
            ]
        ) - stems(self._names)

    def open_points(self, told: Collection[str] = ()) -> list[Point]:
        """Quote what the reports themselves call open, and who has been asked and has not said.

        Parameters
        ----------
        told
            Texts in which a sentence may have been quoted already.
        """
        return self._quoting("The reports themselves leave open", AsideKind.OPEN, MOST_OPEN, told)

    def rules(self, told: Collection[str] = ()) -> list[Point]:
        """Quote which rules, laws or agreements ask for something, or forbid it."""
        return self._quoting("Rules and time limits, as the reports tell", AsideKind.RULE, MOST_RULES, told)

    def _quoting(self, start: str, kind: AsideKind, most: int, told: Collection[str]) -> list[Point]:
        said = "\n".join(told)
        found: dict[str, Aside] = {}
        alike = [a for a in self._asides if a.kind is kind]
        bearing = [a for a in alike if self._weight(a)]
        some = [a for a in alike if a in bearing or any(_goes_on(a, other) for other in bearing)]
        # The newest first: what was open once may since have been settled.
        for aside in sorted(some, key=lambda a: (-self._day(a), -self._weight(a))):
            quotation = quoted(aside.sentence, LONGEST)
            if quotation not in said:
                found.setdefault(quotation, aside)
        shown = list(found.items())[:most]
        if not shown:
            return []
        ids = dict.fromkeys(i for _, aside in shown for i in aside.evidence)
        quotes = "; ".join(f"“{text}”{self._dated(aside)}" for text, aside in shown)
        return [Point(f"{start}: {quotes}.", tuple(ids))]

    def _day(self, aside: Aside) -> int:
        day = self._days.get(aside.report)
        return day.toordinal() if day else 0

    def _dated(self, aside: Aside) -> str:
        day = self._days.get(aside.report)
        return f" ({date_words(day.isoformat())})" if day else ""

    def _weight(self, aside: Aside) -> int:
        """Count what an aside has in common with the model: its parties, and the words of what they do."""
        shared = len(self._about & stems([aside.sentence]))
        parties = sum(mentions(aside.sentence, name) for name in self._names)
        if aside.kind is AsideKind.RULE and (not shared or self._used.intersection(aside.statements)):
            return 0
        return 2 * min(shared, 3) + min(parties, 2)


def _goes_on(aside: Aside, before: Aside) -> bool:
    """Whether an aside goes on about the one before it: "The right to do so lapses on Sunday"."""
    beside = aside.report == before.report and 0 <= aside.start - before.end <= BESIDE
    return beside and _POINTING_BACK.search(aside.sentence) is not None
