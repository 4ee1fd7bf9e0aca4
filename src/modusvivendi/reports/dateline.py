# ruff: noqa: E501  (a pattern reads best in one line)
"""Datelines: date lines of a page, and the place and date at the head of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from modusvivendi.reports.dates import WEEKDAY, FoundDate, find_dates, without_date_words
from modusvivendi.reports.furniture import SEPARATOR, is_byline, is_section
from modusvivendi.reports.outlets import LIKELY, likelihood

_PLACE_WORD = r"(?:[A-ZÀ-Þ][\w.'’-]*|of|the|de|la|le|el|al|am|an|der|den|upon|and|sur|in)"
_PLACES = re.compile(rf"^{_PLACE_WORD}(?:[\s,/&]+{_PLACE_WORD}){{0,7}}$")
_RELATIVE = re.compile(
    r"^\W*(?:(?:published|posted|updated|last\s+updated)\s*:?\s*)?"
    r"(?:(?:an?|\d+)\s*(?:min(?:ute)?s?|h(?:ou)?rs?|h|days?|weeks?)\s+ago|yesterday|today|just\s+now)\b"
    r"(?:\s+at\s+[\d:.]+\s*(?:[ap]\.?m\.?)?)?\W*$",
    re.I,
)
_CLOCK_ONLY = re.compile(
    r"^\W*(?:(?:last\s+)?(?:published|posted|updated)\s*(?:at|:)?\s*)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?\W*$",
    re.I,
)


_PAGE = re.compile(r"\b(?:pp?|pages?)\b\.?\s*[A-Z]?\d+(?:\s*[-–]\s*\d+)?$", re.I)
_AROUND = " \t,;:.()[]|/–—-"


@dataclass(frozen=True)
class DateLine:
    """What a date line says: its dates, and the cells in it that may name the outlet (spans in the line)."""

    dates: tuple[FoundDate, ...]
    names: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=4096)
def read_date_line(text: str) -> DateLine | None:
    """Read a line that consists of a date and what goes with one, or give None where it is something else.

    Examples
    --------
    >>> read_date_line("16 October 2024 · Transport").dates[0].date.isoformat()
    '2024-10-16'
    >>> read_date_line("The 3 October 2024 accord collapses") is None
    True
    """
    if len(text) > 240:
        return None
    if _RELATIVE.match(text) or _CLOCK_ONLY.match(text):
        return DateLine(())
    dates = find_dates(text)
    if not dates:
        weekday = WEEKDAY.match(text.strip())
        return DateLine(()) if weekday and weekday.end() >= len(text.strip()) else None
    names: list[tuple[int, int]] = []
    start = 0
    for match in [*SEPARATOR.finditer(text), None]:
        end = match.start() if match else len(text)
        # a hyphen inside a date is no separator between cells
        if match and any(found.start < match.end() and match.start() < found.end for found in dates):
            continue
        if end > start:
            cell = text[start:end]
            rest = "" if _RELATIVE.match(cell) else without_date_words(cell)
            rest = _PAGE.sub("", rest.strip(_AROUND)).strip(_AROUND)
            if rest and not _goes_with_a_date(rest):
                return None
            if rest and not is_section(rest) and not is_byline(rest):
                rest = re.sub(r"^by\s+", "", rest, flags=re.I)
                offset = text.find(rest, start)
                if offset >= 0:
                    names.append((offset, offset + len(rest)))
        start = match.end() if match else end
    return DateLine(tuple(dates), tuple(names))


def _goes_with_a_date(rest: str) -> bool:
    """Tell whether what is left of a cell is a place, a section, an edition, a name or a by-line."""
    if is_section(rest) or is_byline(rest):
        return True
    if re.fullmatch(r"(?:vol(?:ume)?|no|issue|nr|edition|page|p)\b\.?.{0,30}", rest, re.I):
        return True

    by = re.fullmatch(r"by\s+(?:the\s+)?(?P<name>.+)", rest, re.I)
    if by and likelihood(by["name"]) >= LIKELY:
        return True
    rest = re.sub(r"^(?:in|at|from)\s+|\s+on$", "", rest)
    return len(rest.split()) <= 6 and _PLACES.match(rest) is not None


_NO_PLACES = frozenset(
    "NATO OSCE UNICEF IAEA ASEAN OPEC UNESCO BRICS NAFTA MERCOSUR ECOWAS CENTCOM EXCLUSIVE BREAKING UPDATE ANALYSIS "
    "OPINION FACTBOX EXPLAINER TIMELINE UNRWA".split()
)
_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*(?:\s+(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*|de|la|al|el)){0,3}"
_TITLED = r"[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|de|la|al|el|of)){0,3}"
_DASH = r"(?:--+|[–—―]|-(?=\s))"
_AGENCY = r"(?:\(\s*(?P<agency{0}>[A-Z][\w .,/&'’-]{{1,40}}?)\s*\)|/\s*(?P<slashed{0}>[A-Z][\w .-]{{1,30}}?)\s*/\.?)"
_DATE_TEXT = r"(?P<date{0}>\d{{1,2}}\.? +[A-Z][a-z]{{2,8}}\.?|[A-Za-zÀ-ÿ]{{0,10}}\.?,?\s*[\w.,/ -]{{3,24}}?\d[\w.,/ -]{{0,14}}?)"
_GOES_ON = re.compile(r"[a-zà-þ]")

_PREFIXES = tuple(
    re.compile(pattern)
    for pattern in (
        # KYIV, August 21, 2025 --   |   GENEVA, Switzerland, 3 May (AFP) –   |   London, 3 May 2024:
        rf"(?:{_TITLED})(?:\s*[,/]\s*{_TITLED}){{0,2}}\s*[,.]\s*{_DATE_TEXT.format('1')}\s*(?:{_AGENCY.format('1')}\s*)?(?:{_DASH}|:|(?<=/)|(?<=/\.))\s*",
        # WASHINGTON (Reuters) -   |   Kyiv, Ukraine (AP) —   |   BERLIN /dpa/ -
        rf"(?:{_TITLED})(?:\s*[,/]\s*{_TITLED}){{0,2}}\s*{_AGENCY.format('2')}\s*(?:{_DASH}|:)\s*",
        # August 21, 2025 (AFP) --
        rf"{_DATE_TEXT.format('3')}\s*(?:{_AGENCY.format('3')}\s*)?(?:--+|[–—])\s*",
        # WASHINGTON —   |   KYIV/MOSCOW -
        rf"(?P<caps>{_CAPS}(?:\s*[,/]\s*(?:{_TITLED})){{0,2}})\s*{_DASH}\s+(?=[\"“‘'A-ZÀ-Þ])",
        # GENEVA, 3 May (AFP) The talks …
        rf"(?:{_CAPS})(?:\s*[,/]\s*{_TITLED}){{0,2}}\s*(?:[,.]\s*{_DATE_TEXT.format('7')}\s*)?{_AGENCY.format('7')}\s+(?=[\"“‘'A-ZÀ-Þ])",
        # TASS, May 3.
        rf"(?P<agency6>[A-ZÀ-Þ]{{2,9}}),\s+{_DATE_TEXT.format('6')}\.\s+(?=[\"“‘'A-ZÀ-Þ])",
        # (Reuters) -
        rf"{_AGENCY.format('5')}\s*{_DASH}\s*",
    )
)


@dataclass(frozen=True)
class Prefix:
    """A dateline at the head of a paragraph: its length, its date if whole, the agency in brackets."""

    length: int
    date: FoundDate | None = None
    agency: str | None = None


def read_prefix(text: str) -> Prefix | None:
    """Read a dateline at the head of a paragraph, or give None.

    Examples
    --------
    >>> prefix = read_prefix("OSLO, May 3, 2024 (AFP) -- The fishermen agreed.")
    >>> prefix.length, prefix.date.date.isoformat(), prefix.agency
    (27, '2024-05-03', 'AFP')
    >>> read_prefix("NATO - The alliance said no.") is None
    True
    """
    head = text[:140]
    for pattern in _PREFIXES:
        match = pattern.match(head)
        if match is None or not text[match.end() :].strip() or _GOES_ON.match(text, match.end()):
            continue  # a sentence follows a dateline; "The Guild (TG): demands …" is one itself
        groups = match.groupdict()
        caps = groups.get("caps")
        if caps is not None and (len(caps) < 4 or caps.split(",", maxsplit=1)[0].split("/")[0] in _NO_PLACES):
            continue
        written = next((value for name, value in groups.items() if name.startswith("date") and value), None)
        found = find_dates(written) if written is not None else []
        if written is not None and (len(found) != 1 or without_date_words(written).strip(" ,.")):
            continue
        agency = next((v for n, v in groups.items() if n.startswith(("agency", "slashed")) and v), None)
        return Prefix(match.end(), found[0] if found else None, agency)
    return None
