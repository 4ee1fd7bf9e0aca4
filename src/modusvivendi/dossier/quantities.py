"""What a number counts, and whether two can be one."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from modusvivendi.dossier.proposals import base_action
from modusvivendi.statements.statement import Quantity, Statement

_UNITS = (
    ("share", r"\bper ?cent\b|\bpercentage\b|%"),
    ("money", r"[$£€¥]"),
    (
        "states",
        r"\b(?:nations?|countr(?:y|ies)|states?|allies|capitals|governments?|contributors?|partners)\b",
    ),
    ("soldiers", r"\b(?:troops|soldiers|peacekeepers?|personnel|fighters|men|brigades?|battalions?)\b"),
    ("people", r"\b(?:people|persons|workers?|members|jobs?|prisoners?|hostages?|detainees|refugees)\b"),
    # Three months are more than eight weeks: what is counted in other units is not compared by its numbers.
    ("hours", r"\bhours?\b"),
    ("days", r"\bdays?\b"),
    ("weeks", r"\bweeks?\b"),
    ("months", r"\bmonths?\b"),
    ("years", r"\byears?\b"),
    ("tonnes", r"\b(?:tonnes?|tons?)\b"),
    ("kilograms", r"\b(?:kg|kilograms?|kilos?)\b"),
    ("barrels", r"\bbarrels?\b"),
    ("kilometres", r"\b(?:km|kilomet(?:re|er)s?)\b"),
    ("miles", r"\bmiles?\b"),
    (
        "vessels",
        r"\b(?:ships?|vessels?|sailings?|flights?|trucks?|lorries|tanks?|missiles?|aircraft|jets?)\b",
    ),
    (
        "money",
        r"\b(?:dollars?|euros?|pounds?|yuan|ro?ubles?|crowns?|francs?|rupees?|yen|pesos?|lira|dinars?|kron[aer]+)\b",
    ),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _UNITS)


def unit(statement: Statement) -> str | None:
    """Tell what a statement's number counts, from the number itself or the words that follow it."""
    return None if statement.quantity is None else unit_of(statement.quantity.text, statement.sentence)


@lru_cache(maxsize=16_384)  # asked for every two numbers
def unit_of(text: str, sentence: str) -> str | None:
    """Tell what a number that stands in a sentence counts."""
    behind, place = "", sentence.find(text)
    if place >= 0:
        end = place + len(text)
        while end < len(sentence) and sentence[end].isalnum():
            end += 1  # "ten euro" may be the beginning of "ten European states"
        same_phrase = re.split(r"[,;:.!?]", sentence[end:], maxsplit=1)[0]
        text, behind = sentence[place:end], " ".join(same_phrase.split()[:3])
    for candidate in (text, behind):
        found = [(told.start(), name) for name, pattern in _PATTERNS if (told := pattern.search(candidate))]
        if found:  # "crowns a year" are crowns
            return min(found, key=lambda told: told[0])[1]
    return None


def apart(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers with their bounds have no value in common.

    Examples
    --------
    >>> apart(Quantity(text="more than 30", min=31), Quantity(text="around ten", min=10, max=10))
    True
    >>> apart(Quantity(text="at least 5", min=5), Quantity(text="up to 9", max=9))
    False
    """
    low = max(q.min if q.min is not None else -math.inf for q in (one, other))
    high = min(q.max if q.max is not None else math.inf for q in (one, other))
    return low > high


def same_unit(one: Statement, other: Statement) -> bool:
    """Tell whether two numbers count in the same unit; one without a unit may take that of the other."""
    units = {unit(one), unit(other)}
    if None in units:
        return base_action(one) == base_action(other) != ""
    return len(units) == 1
