"""Sentences of a record, quoted in one line: the newest first, of several reports where there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from modusvivendi.english import date_words, number_words
from modusvivendi.insight.quoting import quoted, quoted_around
from modusvivendi.reports.sentences import sentences
from modusvivendi.statements import Stance, Statement

if TYPE_CHECKING:
    import datetime as dt

    from modusvivendi.reports import Report

MOST_QUOTED = 2
"""Sentences that are quoted in a line."""

MOST_APART = 3
"""Characters between a sentence and the one before it."""

_POINTING_BACK = re.compile(r"(?:Doing so|It|He|She|They|This|That|These|Those|Such)\b")
"""How a sentence begins that is not to be understood by itself."""

_SUCH = re.compile(
    r"\bsuch an? (?:step|move|deal|plan|offer|measure|proposal|arrangement|idea|link)\b"
    r"|\b(?:step|stand)s? in\b|\b(?:take|takes|in) (?:its|their|his|her) place\b"
    r"|\b(?:fill|close|plug)s? (?:the|that|this) gap\b|\bmakes? up for (?:it|that|this)\b"
)
"""What only the sentence before tells: which step, or in whose place."""

_THAT = re.compile(r"\bthat (?:outline|plan|package|paper|text|draft|list|proposal|step|timetable)\b")
"""What only the sentence before tells, also where it is nobody's position."""

_PRONOUN = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)


class Quotes:
    """Quotes statements.

    Parameters
    ----------
    reports
        For their dates: a statement without a date of its own is of the day of its report.
    record
        The statements of these, for what one that points back to another is about.
    """

    def __init__(self, reports: Iterable[Report], record: Iterable[Statement] = ()) -> None:
        self._reports = {report.name: report for report in reports}
        self._published: Mapping[str, dt.date | None] = {r.name: r.date for r in self._reports.values()}
        self._record = tuple(record)

    def of(self, some: Sequence[Statement], most: int = MOST_QUOTED, first: Sequence[Statement] = ()) -> str:
        """Quote the sentences of statements, each once, with its day where that is known.

        Those that are to come ``first`` do, the newest of them before the others.
        """
        sentences: dict[str, Statement] = {}
        for s in sorted(some, key=lambda s: (s not in first, self.order(s))):
            sentences.setdefault(s.sentence, s)
        left = list(sentences.values())
        parts: list[str] = []
        told_of: set[str] = set()
        while left and len(parts) < most:
            # Of another report first: it shows that more than one says so.
            ahead = [s for s in left if s in first]
            s = next((s for s in ahead or left if s.report not in told_of), (ahead or left)[0])
            left.remove(s)
            told_of.add(s.report)
            before = self._before(s, left) or self._meant(s)
            if before in left:
                left.remove(before)
            start = f"{quoted_around(before)}. " if before is not None else self._meant_in_passing(s)
            parts.append(f"“{start}{quoted_around(s)}”{_told_by(s)}{day_of(s) or self._published_on(s)}")
        if left:
            parts.append(f"{number_words(len(left))} more")
        return "; ".join(parts)

    def _published_on(self, s: Statement) -> str:
        """Give in brackets when that was reported which has no day of its own; empty where nobody knows."""
        day = None if s.earlier else self._published.get(s.report)
        return f" (reported on {date_words(day.isoformat())})" if day else ""

    def order(self, s: Statement) -> tuple[int, bool, bool, str, int]:
        """Put the newest first, of one day warnings last, and first what is said by name."""
        day = s.date or self._published.get(s.report)
        since = -day.toordinal() if day else 0
        return (since, s.stance is Stance.WARNS, s.speaker is None, s.report, s.start)

    def _meant(self, s: Statement) -> Statement | None:
        """Give the statement right before one that speaks of "such a step": it tells which."""
        return self._before_it(s, self._record) if _SUCH.search(s.sentence) else None

    def _meant_in_passing(self, s: Statement) -> str:
        """Give the words before one that speaks of "that outline", where they hold nobody's position."""
        before = self.beside(s, -1) if _THAT.search(s.sentence) else ""
        return f"{quoted(before)}. " if before else ""

    def beside(self, s: Statement, by: int) -> str:
        """Give the sentence that stands so many behind a statement's (negative: before it) in its paragraph.

        Empty where there is none.
        """
        report = self._reports.get(s.report)
        for block in report.paragraphs() if report is not None else ():
            if report is not None and block.start <= s.start < block.end:
                spans = sentences(report.body[block.start : block.end])
                at = next((n for n, (low, _) in enumerate(spans) if block.start + low >= s.start), None)
                if at is not None and 0 <= at + by < len(spans):
                    low, high = spans[at + by]
                    return report.body[block.start + low : block.start + high]
        return ""

    def _before(self, s: Statement, others: Iterable[Statement]) -> Statement | None:
        """Give the statement right before one whose sentence points back to it."""
        return self._before_it(s, others) if _POINTING_BACK.match(s.sentence) else None

    @staticmethod
    def _before_it(s: Statement, others: Iterable[Statement]) -> Statement | None:
        return next((o for o in others if o.report == s.report and 0 <= s.start - o.end <= MOST_APART), None)


def _told_by(s: Statement) -> str:
    """Name in brackets who speaks in a sentence that has only a pronoun for them; else empty."""
    name = s.speaker or ""
    unnamed = name and not any(word in s.sentence for word in name.split() if word[:1].isupper())
    return f" ({name})" if unnamed and _PRONOUN.search(s.sentence) else ""


def day_of(s: Statement) -> str:
    """Give the day of a statement in brackets; empty where it has none."""
    inferred = ", the year taken to be so" if s.date_inferred else ""
    return f" ({date_words(s.date.isoformat())}{inferred})" if s.date else ""
