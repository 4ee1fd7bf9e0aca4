"""What a report without a date tells of when it was written: days and months of which it speaks as past."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from modusvivendi.english import date_words
from modusvivendi.reports import Report
from modusvivendi.reports.sentences import sentences

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}

_MONTH = "|".join(sorted((name.capitalize() for name in _MONTHS if name != "may"), key=len, reverse=True))

_WHEN = re.compile(
    r"\b(?P<how>on|in|at|since|by) (?:the )?(?P<part>end of |beginning of |start of |late |early |mid-)?"
    rf"(?:(?P<before>\d{{1,2}}) )?(?P<month>{_MONTH}|May)\b\.?(?: (?P<after>\d{{1,2}})\b)?(?!,? \d{{4}})"
)
"""A day or month without its year: "at the end of August", "on Aug. 21"."""

_PAST = re.compile(
    r"\b(?:said|told|began|met|held|was|were|had|went|took|made|came|left|broke|gave|\w{3,}ed)\b",
    re.IGNORECASE,
)

_FROM = {"end of ": 25, "late ": 21, "mid-": 10}
"""The first day that part of a month can mean."""


def later_if(undated: Report, dated: Iterable[Report]) -> tuple[str, str]:
    """Say on what condition a report without a date is later than all that have one, and what tells so.

    Parameters
    ----------
    undated
        The report.
    dated
        Those with a date.

    Returns
    -------
    tuple of str
        Words as they stand after "but": "it tells of “on 3 May” as past: if that is May 2025, it is the later
        one"; and the sentence they rest on. Both empty where nothing tells.
    """
    days = [report.date for report in dated if report.date is not None]
    if not days or undated.date is not None:
        return "", ""
    last = max(days)
    found: list[tuple[dt.date, str, str]] = []
    for block in undated.paragraphs():
        text = undated.body[block.start : block.end]
        for start, end in sentences(text):
            sentence = text[start:end]
            if _PAST.search(sentence):
                hits = _WHEN.finditer(sentence)
                found += [(_first_day(hit, last.year), hit[0], sentence) for hit in hits]
    day, words, sentence = max(found, default=(last, "", ""))
    if not words or day <= last:
        return "", ""
    month = date_words(day.isoformat()).split(" ", 1)[1]
    return f"it tells of “{words}” as past: if that is {month}, it is the later one", sentence


def _first_day(hit: re.Match[str], year: int) -> dt.date:
    """Give the first day that is meant, in a year."""
    month = _MONTHS[hit["month"].lower()]
    last = calendar.monthrange(year, month)[1]
    # Nobody writes "since August" before August is out.
    over = last if hit["how"] == "since" and not hit["part"] else 1
    day = int(hit["before"] or hit["after"] or _FROM.get(hit["part"] or "", over))
    return dt.date(year, month, max(1, min(day, last)))
