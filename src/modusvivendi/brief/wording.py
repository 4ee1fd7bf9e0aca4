"""The words and signs a brief uses for stances, dates, witnesses, concepts and lists.

A brief reports; it does not predict. So every wording here is that of a reported position, and counts of
witnesses are given as a least and a greatest number, never as a likelihood.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

STANCES: dict[str, str] = {
    "offers": "offers",
    "supports": "supports",
    "considers": "considers",
    "demands": "demands",
    "opposes": "opposes",
    "rules_out": "rules out",
    "denies": "denies",
    "warns": "warns",
    "assesses": "assesses",
}
"""Stances in words."""

LEANINGS: dict[str, str] = {
    "offers": "for",
    "supports": "for",
    "considers": "open",
    "demands": "asks",
    "opposes": "against",
    "rules_out": "against",
    "denies": "against",
    "warns": "against",
    "assesses": "neutral",
}
"""Which way a stance leans; only colours follow from it, which the sign and the word repeat."""

SIGNS: dict[str, str] = {
    "offers": "●",
    "supports": "◉",
    "considers": "◐",
    "demands": "▶",
    "opposes": "⊘",
    "rules_out": "✕",
    "denies": "⊖",
    "warns": "▲",
    "assesses": "◇",
}
"""One sign a stance for plain text; the page draws the same shapes itself."""

CONCEPTS: dict[str, tuple[str, str]] = {
    "nash": ("Nash", "no party can do better for itself by moving alone"),
    "seq": ("SEQ", "each party that could do better is held back by replies the others would want to make"),
    "smr": ("SMR", "each party that could do better is held back by replies it could not make good again"),
    "gmr": ("GMR", "each party that could do better is held back by some reply, wanted by the others or not"),
    "sseq": ("SSEQ", "as SEQ, and the party could not make the reply good again"),
}
"""Solution concepts: the label, and what holding under it means."""

MARKING = ("nash", "seq", "smr")
"""Concepts whose equilibria are shown; those under the others alone are folded."""

DATE_KINDS: dict[str, str] = {"said": "said", "cited": "as cited", "published": "date of the report"}

QUESTION_KINDS: dict[str, str] = {
    "considers": "Under consideration, not decided",
    "not reported": "Not reported",
    "assessment": "A judgement, not a position",
    "contradiction": "The record contradicts itself",
    "circumstance": "In nobody’s hands",
}

NODE_KINDS: dict[str, str] = {
    "report": "report",
    "medium": "medium",
    "person": "person",
    "body": "office or organisation",
    "document": "document",
    "unnamed": "unnamed source",
    "party": "party",
}

_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()


def stance_words(stance: str) -> str:
    """Give a stance in words.

    Examples
    --------
    >>> stance_words("rules_out")
    'rules out'
    """
    return STANCES.get(stance, stance.replace("_", " "))


def date_words(date: str | None) -> str:
    """Give an ISO date as it is written in a text; an unknown one is said to be unknown.

    Examples
    --------
    >>> date_words("2026-03-04")
    '4 March 2026'
    >>> date_words(None)
    'date unknown'
    """
    if not date:
        return "date unknown"
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {day:%B} {day.year}"


def number_words(number: int) -> str:
    """Spell out a small number.

    Examples
    --------
    >>> number_words(2), number_words(40)
    ('two', '40')
    """
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def count_words(number: int, noun: str, plural: str | None = None) -> str:
    """Count something in words.

    Examples
    --------
    >>> count_words(1, "report"), count_words(3, "party", "parties")
    ('one report', 'three parties')
    """
    return f"{number_words(number)} {noun if number == 1 else plural or noun + 's'}"


def witness_words(least: int, greatest: int) -> str:
    """Say how many independent witnesses there are, at least and at most.

    Examples
    --------
    >>> witness_words(1, 2), witness_words(1, 1), witness_words(0, 0)
    ('1–2 witnesses', '1 witness', 'no independent witness')
    """
    if greatest <= 0:
        return "no independent witness"
    if least >= greatest:
        return f"{greatest} witness{'' if greatest == 1 else 'es'}"
    return f"{least}–{greatest} witnesses"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words as a sentence lists them.

    Examples
    --------
    >>> listed(["A", "B", "C"]), listed(["A", "B"], "or"), listed([])
    ('A, B and C', 'A or B', '')
    """
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def concept_label(concept: str) -> str:
    """Give the short label of a solution concept."""
    return CONCEPTS[concept][0] if concept in CONCEPTS else concept.upper()


def concept_order(concepts: Iterable[str]) -> list[str]:
    """Sort concepts from the most to the least demanding, unknown ones last in the order given."""
    order = {name: place for place, name in enumerate(("nash", "seq", "smr", "sseq", "gmr"))}
    return sorted(concepts, key=lambda name: order.get(name, len(order)))


def shortened(text: str, length: int) -> str:
    """Cut a text at a word near ``length`` characters, with an ellipsis where something was cut.

    Examples
    --------
    >>> shortened("a ceasefire on all fronts", 14)
    'a ceasefire…'
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:.") + "…"


def capital(text: str) -> str:
    """Begin a text with a capital, leaving the rest as it is.

    Examples
    --------
    >>> capital("a force under UN command")
    'A force under UN command'
    """
    return text[:1].upper() + text[1:]


def joined_numbers(numbers: Sequence[int]) -> str:
    """Write numbers as a reader of notes expects them, runs drawn together.

    Examples
    --------
    >>> joined_numbers([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
