# ruff: noqa: E501  (a pattern reads best in one line)
"""Dates as pages print them, and lines that consist of nothing but one.

A publication date is only ever taken from a date line, a dateline at the head of a paragraph, front matter or
the user; dates in running text say when things happened, not when the report appeared.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import IntEnum

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan januar jänner janvier enero gennaio",
        "february feb februar février fevrier febrero febbraio",
        "march mar mär märz maerz mars marzo",
        "april apr avril abril aprile",
        "may mai mayo maggio",
        "june jun juni juin junio giugno",
        "july jul juli juillet julio luglio",
        "august aug août aout agosto",
        "september sep sept septembre septiembre settembre",
        "october oct oktober okt octobre octubre ottobre",
        "november nov novembre noviembre",
        "december dec dezember dez décembre decembre diciembre dicembre",
    ),
    start=1,
):
    _MONTHS.update(dict.fromkeys(_names.split(), _number))

_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"

_PATTERN = re.compile(
    rf"""
      (?<![\d.,/-])(?P<iy>{_YEAR})(?P<isep>[-/.])(?P<im>\d{{1,2}})(?P=isep)(?P<id>\d{{1,2}})(?![\d/-]){_CLOCK}
    |
    (?<![\d.,/:-])(?P<nd>\d{{1,2}})(?P<nsep>[-/.])(?P<nm>\d{{1,2}})(?P=nsep)(?P<ny>{_YEAR}|\d\d)(?![\d/-]|\.\d) | (?<![\d.,/:])(?:the\s+)?(?P<dd>{_DAY})(?:st|nd|rd|th|\.|er|º)?(?:\s+(?:of|de))?[\s-]+(?P<dm>{_MONTH})(?:,?[\s-]+(?:de\s+)?(?P<dy>{_YEAR})\b)?
    | \b(?P<mm>{_MONTH})[\s-]+(?P<md>{_DAY})(?:st|nd|rd|th)?(?![\d:]|[.,]\d)(?:,?\s+(?P<my>{_YEAR})\b)?
    | (?P<cy>{_YEAR})年(?P<cm>\d{{1,2}})月(?P<cd>\d{{1,2}})日
    """,
    re.IGNORECASE | re.VERBOSE,
)

_WEEKDAYS = (
    ("monday", "mon", "montag", "lundi"),
    ("tuesday", "tue", "tues", "dienstag", "mardi"),
    ("wednesday", "wed", "weds", "mittwoch", "mercredi"),
    ("thursday", "thu", "thur", "thurs", "donnerstag", "jeudi"),
    ("friday", "fri", "freitag", "vendredi"),
    ("saturday", "sat", "samstag", "sonnabend", "samedi"),
    ("sunday", "sun", "sonntag", "dimanche"),
)
_WEEKDAY_NUMBER = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
WEEKDAY = re.compile(r"\b(?:" + "|".join(sorted(_WEEKDAY_NUMBER, key=len, reverse=True)) + r")\b\.?,?", re.I)


class DateKind(IntEnum):
    """What a date on a page is the date of; the smaller, the better it tells when the report was published."""

    PUBLISHED = 0
    PLAIN = 1
    UPDATED = 2
    RETRIEVED = 9


@dataclass(frozen=True)
class FoundDate:
    """A date found in a text, ``text[start:end]``; ``date`` is None where the year is missing or it is ambiguous."""

    start: int
    end: int
    date: dt.date | None
    kind: DateKind = DateKind.PLAIN
    ambiguous: tuple[dt.date, dt.date] | None = None


_PUBLISHED = re.compile(
    r"\b(?:first\s+|originally\s+)?(?:published|posted|filed|issued|released|created|publication\s+date|pub\.?\s*date|date"
    r"|veröffentlicht|publié|erschienen|dated)\b(?:\s+(?:online|at|on|am|le|by))*\s*[:\-–]?\s*",
    re.I,
)
_UPDATED = re.compile(
    r"\b(?:last\s+|most\s+recently\s+)?(?:updated|update|modified|edited|revised|changed|aktualisiert|stand|mis à jour)\b"
    r"(?:\s+(?:at|on|am|le))*\s*[:\-–]?\s*",
    re.I,
)
_RETRIEVED = re.compile(
    r"\b(?:today(?:'s\s+date|\s+is)?|retrieved|accessed|printed|archived|downloaded|visited|viewed|saved|captured|fetched"
    r"|current\s+date|print\s+date|load[- ]date|now|heute|date\s+(?:retrieved|accessed|printed))\b"
    r"(?:\s+(?:at|on|from|am))*\s*[:\-–]?\s*",
    re.I,
)
_TIME = re.compile(
    r"(?:\bat\s+)?\b\d{1,2}(?:[:.h]\d{2}){1,2}(?:\s*(?:[ap]\.?m\.?|Uhr))?\b\.?|\b\d{1,2}\s*[ap]\.?m\b\.?",
    re.I,
)
_READ = re.compile(r"\b\d+\s*[- ]?min(?:ute)?s?(?:\s+read)?\b", re.I)
_ZONE = re.compile(
    r"(?:\(?\b(?:GMT|UTC|BST|CET|CEST|EET|EEST|MSK|EST|EDT|ET|CST|CDT|PST|PDT|PT|IST|JST|AEST|AEDT|Z)\b\)?"
    r"(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?|[+-]\d{4}\b|\b(?:local time|hrs|hours|Uhr)\b)"
)


_AMERICAN_ZONE = re.compile(r"\b(?:EST|EDT|ET|CST|CDT|MST|MDT|PST|PDT|PT)\b")
_EUROPEAN_ZONE = re.compile(r"\b(?:BST|CET|CEST|EET|EEST|MSK|WEST|IST|AEST|AEDT)\b")


def _as_date(year: str, month: int, day: str) -> dt.date | None:
    """Build a date, or None where there is no such day."""
    number = int(year)
    if number < 100:
        number += 2000 if number < 70 else 1900
    try:
        return dt.date(number, month, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS[name.casefold().rstrip(".")]


def find_dates(text: str) -> list[FoundDate]:
    """Find the dates in a text, in order, with what they are said to be the date of.

    A numeric date with slashes or hyphens whose day and month could be exchanged is settled by a weekday
    beside it, and otherwise left open (``ambiguous``): guessing would put a position in the wrong month.

    Examples
    --------
    >>> [found.date.isoformat() for found in find_dates("Published: 23.08.2025, 14:05")]
    ['2025-08-23']
    >>> find_dates("03/04/2025")[0].ambiguous
    (datetime.date(2025, 4, 3), datetime.date(2025, 3, 4))
    >>> find_dates("Thursday 03/04/2025")[0].date
    datetime.date(2025, 4, 3)
    """
    found: list[FoundDate] = []
    previous = 0
    for match in _PATTERN.finditer(text):
        date, ambiguous = _value(match, text)
        if date is None and ambiguous is None and (match["iy"] or match["ny"] or match["cy"]):
            continue  # 2025-13-45 and the like: no date at all
        kind = _kind(text[previous : match.start()])
        found.append(FoundDate(match.start(), match.end(), date, kind, ambiguous))
        previous = match.end()
    return found


def _value(match: re.Match[str], text: str) -> tuple[dt.date | None, tuple[dt.date, dt.date] | None]:
    """Give the date a match stands for, or the two it could stand for."""
    if match["iy"]:
        return _as_date(match["iy"], int(match["im"]), match["id"]), None
    if match["cy"]:
        return _as_date(match["cy"], int(match["cm"]), match["cd"]), None
    if match["ny"]:
        day_first = _as_date(match["ny"], int(match["nm"]), match["nd"])
        month_first = _as_date(match["ny"], int(match["nd"]), match["nm"])
        if match["nsep"] == "." or month_first is None or day_first == month_first:
            return day_first, None
        if day_first is None:
            return month_first, None
        if _AMERICAN_ZONE.search(text):
            return month_first, None
        if _EUROPEAN_ZONE.search(text):
            return day_first, None
        weekday = WEEKDAY.search(text)
        if weekday:
            number = _WEEKDAY_NUMBER[weekday.group().casefold().rstrip(".,")]
            fitting = [date for date in (day_first, month_first) if date.weekday() == number]
            if len(fitting) == 1:
                return fitting[0], None
        return None, (day_first, month_first)
    day, month, year = (
        (match["dd"], match["dm"], match["dy"]) if match["dd"] else (match["md"], match["mm"], match["my"])
    )
    return (_as_date(year, _month(month), day) if year else None), None


def _kind(before: str) -> DateKind:
    """Tell from the words before a date what it is the date of."""
    latest = DateKind.PLAIN
    place = -1
    for pattern, kind in (
        (_PUBLISHED, DateKind.PUBLISHED),
        (_UPDATED, DateKind.UPDATED),
        (_RETRIEVED, DateKind.RETRIEVED),
    ):
        for match in pattern.finditer(before):
            between = without_date_words(before[match.end() :]).strip(" \t,:;()[]*_-–")
            if re.search(r"\w", between) or (between and kind is DateKind.RETRIEVED):
                continue  # something else stands between: "Norland Today | 3 May" names no day of retrieval
            # "date retrieved" is longer than "date": the label that reaches furthest to the right counts
            if match.end() > place or (match.end() == place and kind is DateKind.RETRIEVED):
                latest, place = kind, match.end()
    return latest


def without_date_words(text: str) -> str:
    """Take dates, times, weekdays, time zones and their labels out of a text; what is left is something else.

    Examples
    --------
    >>> without_date_words("Istanbul, Thu 20 Jul 2023").strip(" ,")
    'Istanbul'
    >>> without_date_words("Last updated 22 August 2025, 19:40 GMT").strip(" ,")
    ''
    """
    for pattern in (_PATTERN, _TIME, _ZONE, WEEKDAY, _READ):
        text = pattern.sub("\0", text)
    for pattern in (_RETRIEVED, _UPDATED, _PUBLISHED):
        # "Norland Today" at the end of a line is a name
        follows = r"[\0:(]" if pattern is _RETRIEVED else r"[\0:(]|in\s|by\s|$"
        text = re.sub(rf"(?:{pattern.pattern})(?=\s*(?:{follows}))", "\0", text, flags=re.I)
    text = re.sub(r"\b(?:on|at)\s*\0", "\0", text, flags=re.I)
    # Only separators hang on to what was taken out; words keep theirs.
    return re.sub(r"\s*[\0,;:|·•()–—-]*\0[\0\s,;:|·•()–—-]*", " ", text)
