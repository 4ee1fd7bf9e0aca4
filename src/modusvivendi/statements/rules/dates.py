"""When something was said: dates in a sentence, worked out against the report's own."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAYS = {d: n for n, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>(?:19|20)\d\d))?", re.IGNORECASE
)
_DAY_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?P<next>next\s+)?(?P<last>last\s+)?(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_RELATIVE = (
    (re.compile(r"\btoday\b", re.IGNORECASE), 0),
    (re.compile(r"\byesterday\b", re.IGNORECASE), 1),
    (re.compile(r"\ba day earlier\b", re.IGNORECASE), 1),
    (re.compile(r"\btwo days ago\b", re.IGNORECASE), 2),
    (re.compile(r"\btomorrow\b", re.IGNORECASE), -1),
)


@dataclass(frozen=True)
class Dated:
    """A day, where it was read, and whether its year was worked out."""

    day: dt.date
    start: int
    end: int
    inferred: bool = False


def days(text: str, published: dt.date | None, near: tuple[dt.date, ...] = ()) -> list[Dated]:
    """Find the days a text names, in order.

    Parameters
    ----------
    text
        A sentence.
    published
        The report's date; week-days are those of the week up to it.
    near
        Dates of the case's other reports, which fix a year where the report itself has no date.

    Returns
    -------
    list of Dated
        Days that can be placed; one without a year and nothing to go by is left out.

    Examples
    --------
    >>> [d.day.isoformat() for d in days("he said on Friday", dt.date(2024, 5, 6))]
    ['2024-05-03']
    >>> days("reported on Aug. 19", None)
    []
    """
    found: list[Dated] = []
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            placed = _placed(match, published, near)
            if placed is not None:
                found.append(placed)
    if published is not None:
        for match in _WEEKDAY.finditer(text):
            if match["next"]:
                continue
            back = (published.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7
            if match["last"] and back == 0:
                back = 7
            found.append(
                Dated(published - dt.timedelta(days=back), match.start(), match.end(), inferred=False)
            )
        for relative, back in _RELATIVE:
            match_ = relative.search(text)
            if match_ is not None:
                found.append(Dated(published - dt.timedelta(days=back), match_.start(), match_.end()))
    return sorted(found, key=lambda d: d.start)


@dataclass(frozen=True)
class Undated:
    """Words that say when but not on which day; ``past``: of a time that is over, as its positions may be."""

    start: int
    past: bool


_OTHER_TIME = re.compile(
    r"\b(?:in|since|during|back in|as early as)\s+(?:early\s+|mid-?|late\s+|the \w+ of\s+)?"
    rf"(?:{_MONTH}|(?P<of>(?:19|20)\d\d))"
    r"(?:\s+(?P<year>(?:19|20)\d\d))?(?!\s*\d)"
    r"|\b(?P<ago>(?:an?|two|three|four|five|six|several|some|\d+|many) (?:week|month|year)s? "
    r"(?:ago|earlier|before))"
    r"|\b(?P<last>last|the previous|the same) (?P<unit>week|month|year|spring|summer|autumn|fall|winter)\b"
    r"|\b(?:earlier|late|early|later) (?:this|last|in the) (?:week|month|year|spring|summer|autumn|winter)\b"
    r"|\b(?:some )?(?:\w+ )?(?:days|hours) (?:ago|earlier|later|before)\b|\bthe other day\b|\brecently\b",
    re.IGNORECASE,
)


def undated(text: str, published: dt.date | None) -> list[Undated]:
    """Find words that say when something was said without telling the day.

    Examples
    --------
    >>> [u.past for u in undated("In March Beijing called it untrue", dt.date(2025, 8, 23))]
    [True]
    >>> [u.past for u in undated("he told reporters earlier this month", None)]
    [False]
    >>> undated("he said on 3 March", None)
    []
    """
    found = []
    for match in _OTHER_TIME.finditer(text):
        if match.start() and re.search(r"\d\s*$", text[: match.start()]):
            continue
        past = match["ago"] is not None or (match["last"] is not None and match["unit"].lower() != "week")
        if match["month"]:
            same = published is not None and _MONTHS[match["month"][:3].lower()] == published.month
            past = not same or bool(match["year"] and published and int(match["year"]) != published.year)
        elif match["of"]:
            if published is None or int(match["of"]) > published.year:
                continue
            past = int(match["of"]) != published.year
        found.append(Undated(match.start(), past))
    return found


def _placed(match: re.Match[str], published: dt.date | None, near: tuple[dt.date, ...]) -> Dated | None:
    month, day = _MONTHS[match["month"][:3].lower()], int(match["day"])
    if match["year"]:
        try:
            return Dated(dt.date(int(match["year"]), month, day), match.start(), match.end())
        except ValueError:
            return None
    base = published or (max(near) if near else None)
    if base is None:
        return None
    candidates = []
    for year in (base.year - 1, base.year, base.year + 1):
        try:
            candidates.append(dt.date(year, month, day))
        except ValueError:
            continue
    if not candidates:
        return None
    references = (published,) if published is not None else near
    best = min(candidates, key=lambda c: min(abs((c - r).days) for r in references))
    return Dated(best, match.start(), match.end(), inferred=True)
