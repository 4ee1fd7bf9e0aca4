"""How amounts are told: numbers, durations, years until which, fractions; and in which unit each is."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from modusvivendi.dossier.quantities import unit_of
from modusvivendi.statements import Quantity, Statement
from modusvivendi.statements.rules.quantities import quantity

FIGURE = re.compile(
    r"[£$€¥]?\d[\d.,]*(?: ?(?:thousand|million|billion|trillion|bn|m)\b)?"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b",
    re.IGNORECASE,
)
"""A number as it is told, with its thousands or millions."""
_AT_LEAST = re.compile(
    r"\b(?:at least|no less than|no fewer than|more than|up to|at most|no more than|(?<!bring )about|some) $",
    re.IGNORECASE,
)
THAT_SIZE = re.compile(
    r"\b(?:(?:that|this|such a) (?:size|amount|sum|order|magnitude|length)|(?:that|this|so) (?:much|many))\b",
    re.IGNORECASE,
)
"""Words that refer to an amount told before."""
_SINGLE = re.compile(r"\b(?:one|a single) (?!(?:of|or|another|more|day)\b)[a-z]+", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|every)(?: (?:of )?(?:the|its|their|these|those|our))? (?!at\b)[a-z]+", re.IGNORECASE
)
_DURATION = re.compile(
    r"(?P<lead>at least |no less than |up to |at most |no more than |within |more than )?"
    r"\b(?P<number>\d[\d.,]*|[a-z]+)[ -](?P<unit>years?|months?|weeks?|days?|hours?)\b",
    re.IGNORECASE,
)
_AT_MOST = frozenset({"up to", "at most", "no more than", "less than", "within"})
_AT_LEAST_OF = frozenset({"at least", "no less than", "more than"})
_DAYS = {"year": 365.0, "month": 30.0, "week": 7.0, "day": 1.0, "hour": 1 / 24}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_FEW = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_FRACTION = re.compile(
    r"(?P<lead>\b(?:at least|no less than|more than|up to|at most|no more than|less than) )?"
    rf"\b(?:(?P<few>{'|'.join(_FEW)})[ -])?(?P<part>{'|'.join(_PARTS)})(?P<many>s)?\b"
    # "a third" round is one of many, not a share
    r"(?(many)|(?=$|[.,;:]| (?:of|more|less|the|its|their|as|or|and|by|in|to|for|from|if|is|was|would)\b))",
    re.IGNORECASE,
)
_IN_SO_MANY = re.compile(r"\b(?P<few>one|two|three) in (?P<all>two|three|four|five|ten|\d+)\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?P<lead>until|till|through|by|before|no later than|from|after)"
    r" (?:(?:the )?(?:end|start|beginning|middle) of )?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"^(?:by|before|no later than) ", re.IGNORECASE)


def amounts_of_conditions(s: Statement) -> list[Quantity | None]:
    """Find the amount of each act that a condition names, in its own part of the condition."""
    text = s.condition or ""
    parts = [text] if len(s.condition_acts) == 1 else re.split(r",? and |, ", text)
    if len(parts) != len(s.condition_acts):
        parts = [act.label for act in s.condition_acts]
    return [amount_in(part) for part in parts]


@lru_cache(maxsize=16_384)  # asked for every two amounts
def fraction_in(text: str) -> Quantity | None:
    """Read a share told as a fraction, in per cent: "a third of the water", "one in five posts".

    Examples
    --------
    >>> round(fraction_in("two thirds of the seats").min), fraction_in("a third round of talks")
    (67, None)
    """
    told = _FRACTION.search(text)
    if told and (told["few"] or told["part"].lower() == "half"):
        share = 100 * _FEW[(told["few"] or "a").lower()] / _PARTS[told["part"].lower()]
        lead = (told["lead"] or "").strip().lower()
        low = None if lead in _AT_MOST else share
        return Quantity(text=told[0].strip(), min=low, max=None if lead in _AT_LEAST_OF else share)
    counted = _IN_SO_MANY.search(text)
    if counted:
        every = quantity(f"{counted['all']} tonnes")
        if every is not None and every.min:
            share = 100 * _FEW[counted["few"].lower()] / every.min
            return Quantity(text=counted[0], min=share, max=share)
    return None


def unit_named(amount: Quantity, sentence: str) -> str | None:
    """Tell what an amount is one of; a fraction is a share, and "until 2030" a year."""
    if _YEAR.fullmatch(amount.text):
        return "year"
    return "share" if fraction_in(amount.text) else unit_of(amount.text, sentence)


def is_deadline(amount: Quantity) -> bool:
    """Whether an amount is a year by which: any earlier one meets it, too."""
    return bool(_YEAR.fullmatch(amount.text) and _DEADLINE.match(amount.text))


def amount_of(s: Statement) -> Quantity | None:
    """Give the amount a statement names; of "two of the operators would pay 9 per cent" that is not two."""
    q = s.quantity
    if q is not None and q.text.lower() not in s.proposal.lower():
        before, found, _ = s.sentence.partition(s.proposal)
        if found and q.text in before:
            q = None
    part = fraction_in(s.proposal)
    if part and (q is None or q.text.lower() in part.text.lower()):  # "two thirds" are not two
        return part
    return q or amount_in(s.proposal)


@lru_cache(maxsize=16_384)
def amount_in(text: str) -> Quantity | None:
    """Read the number in a phrase; "one", "all" and "ten years" are ones where others stand against them.

    Examples
    --------
    >>> [amount_in(text).text for text in ("keep the pit until 2040", "a third of the catch", "ten years")]
    ['until 2040', 'a third', 'ten years']
    """
    found = fraction_in(text) or quantity(text)
    if found is None and (lasting := _DURATION.search(text)):
        number = quantity(f"{lasting['number']} tonnes")
        if number is not None and number.min is not None:
            days = number.min * _DAYS[lasting["unit"].lower().removesuffix("s")]
            lead = (lasting["lead"] or "").strip().lower()
            low = None if lead in _AT_MOST else days
            high = None if lead in _AT_LEAST_OF else days
            found = Quantity(text=lasting[0].strip(), min=low, max=high)
    if found is None and (single := _SINGLE.search(text)):
        found = Quantity(text=single[0], min=1, max=1)
    if found is None and (every := _ALL.search(text)):
        found = Quantity(text=every[0], min=math.inf, max=math.inf)
    if found is None and (year := _YEAR.search(text)):
        found = Quantity(text=year[0], min=float(year["year"]), max=float(year["year"]))
    return found


def with_year(label: str, year: str) -> str | None:
    """Put another year into a label that has one; None where one of the two has none.

    Examples
    --------
    >>> with_year("keep the mill until 2030 at Orrin", "until 2033")
    'keep the mill until 2033 at Orrin'
    """
    told = _YEAR.search(label)
    return label[: told.start()] + year + label[told.end() :] if told and _YEAR.fullmatch(year) else None


def with_figure(label: str, amount: str) -> str:
    """Put the number of another amount into a label that has one.

    Examples
    --------
    >>> with_figure("buy the mill for 4.2 million crowns", "5 million crowns")
    'buy the mill for 5 million crowns'
    >>> with_figure("bring about 22 per cent of the catch", "17 per cent")
    'bring about 17 per cent of the catch'
    """
    old, new = FIGURE.search(label), FIGURE.search(amount)
    if old is None or new is None:
        return label
    before = _AT_LEAST.sub("", label[: old.start()])
    bound = _AT_LEAST.search(amount[: new.start()])
    return f"{before}{bound[0] if bound else ''}{new[0]}{label[old.end() :]}"
