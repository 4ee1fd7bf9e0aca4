"""Numbers that are part of a position, with their bounds."""

from __future__ import annotations

import re

from modusvivendi.statements.statement import Quantity

_UP_TO_TWENTY = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_WORDS = {w: n for n, w in enumerate(f"{_UP_TO_TWENTY} eighteen nineteen twenty".split(), 2)}
_WORDS |= {w: 10 * n for n, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
_WORDS |= {"hundred": 100, "dozen": 12}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
    "k": 1e3,
}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True))
_UNIT = (
    r"(?:(?:\s?%|\s?(?:per\s?cent|percent|euros?|dollars?|pounds?|tonnes?|tons?|kg|km|kilomet(?:er|re)s?|miles?|"
    r"barrels?|people|nations|countries|states|troops|soldiers|peacekeepers|hostages|prisoners|sailings|jobs|workers|"
    r"megawatts?|cubic\s+met(?:er|re)s?|hectares?)\b))?"
)
_PATTERN = re.compile(
    rf"(?P<lead>\b(?:more than|less than|fewer than|at least|at most|no more than|no less than|"
    rf"no fewer than|up to|as many as|as much as|as few as|as little as|over|under|above|below|around|about|"
    rf"some|roughly|nearly|almost|approximately|between|a maximum of|a minimum of)\s+)?"
    rf"(?P<currency>[$€£¥]|US\$\s?)?(?P<one>\b(?:{_NUMBER})\b)"
    rf"(?:(?:\s+(?:and|to|or)\s+|[-–])(?P<two>(?:{_NUMBER})\b))?"
    rf"(?:\s?(?P<scale>hundred|thousand|million|billion|trillion|bn|m|k)\b)?(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_AT_MOST = ("up to", "as many as", "as much as", "at most", "no more than", "a maximum of")
_AT_LEAST = ("at least", "no less than", "no fewer than", "a minimum of", "as few as", "as little as")


def _value(text: str) -> float:
    lowered = text.lower().replace(",", "")
    return float(_WORDS[lowered]) if lowered in _WORDS else float(lowered)


def quantity(text: str) -> Quantity | None:
    """Read the first number of a phrase that is an amount (not a year, a day or an article).

    Parameters
    ----------
    text
        The words of the position, without its condition.

    Examples
    --------
    >>> quantity("contribute up to 500 soldiers")
    Quantity(text='up to 500 soldiers', min=None, max=500.0)
    >>> quantity("more than 30 nations might join").min
    31.0
    >>> quantity("hold a vote in 2027") is None
    True
    """
    for found in _PATTERN.finditer(text):
        if _is_date(text, found):
            continue
        one, two = _value(found["one"]), found["two"]
        scale = _SCALES.get((found["scale"] or "").lower(), 1.0)
        low = one * scale
        lead = (found["lead"] or "").strip().lower()
        step = 1.0 if scale == 1.0 and low == int(low) and not found["currency"] else 0.0
        bounds: tuple[float | None, float | None] = (low, low)
        if two:
            high = _value(two) * scale
            moved = high < low or re.search(r"\bfrom\s*$", text[: found.start()]) is not None
            bounds = (high, high) if moved else (low, high)  # "cut from 480 to 390": what it comes to
        elif lead in ("more than", "over", "above"):
            bounds = (low + step, None)
        elif lead in ("less than", "fewer than", "under", "below"):
            bounds = (None, low - step)
        elif lead in _AT_LEAST:
            bounds = (low, None)
        elif lead in _AT_MOST:
            bounds = (None, low)
        return Quantity(text=found.group().strip(), min=bounds[0], max=bounds[1])
    return None


_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"


def _is_date(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start("one")], text[found.end("one") :]
    if re.match(
        r"-(?:mile|kilomet|km|met(?:er|re)|point|member|article|party|state|nation|sided|way)", after
    ):
        return True
    if found["one"].lower() in _WORDS and re.search(
        r"\b(?:the|these|those|its|their|his|her)\s*$", before, re.IGNORECASE
    ):
        return True  # "the three men": who they are, not how many
    if re.match(r"\s+(?:things|points|ways|issues|questions|reasons|rival|separate)\b", after):
        return True
    if re.search(rf"\b{_MONTHS}\s*$", before, re.IGNORECASE) or re.match(
        rf"\s+{_MONTHS}\b", after, re.IGNORECASE
    ):
        return True
    one = found["one"]
    if (
        re.fullmatch(r"(?:19|20)\d\d", one)
        and not found["currency"]
        and not found["scale"]
        and not found["unit"]
    ):
        return True
    if re.match(r"\s*[-–]?\s*(?:day|week|month|year|hour|minute|o'clock)s?\b", after):
        return True
    if (
        re.match(r"\s+(?:sides|parties|leaders|matters|articles|countries|neighbours|neighbors)\b", after)
        and one.lower() == "two"
    ):
        return True
    return bool(
        re.search(r"[A-Za-z]-?$", before.rstrip(" ")[-1:])
        and before[-1:] not in (" ", "")
        and not found["currency"]
    )
