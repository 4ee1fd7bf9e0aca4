"""The words and signs a brief uses for stances, witnesses, concepts and questions.

A brief reports; it does not predict. So every wording here is that of a reported position, and counts of
witnesses are given as a least and a greatest number, never as a likelihood.
"""

from __future__ import annotations

from collections.abc import Iterable

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

HOLDING = (
    "An arrangement holds where no party would leave it on its own: because it would gain nothing (Nash); "
    "because the others, in their own interest, would answer so that it gains nothing (SEQ, sequential "
    "stability); or because they could, and it could not make that good again (SMR, symmetric "
    "metarationality). An interpretation is one way of answering all that the record leaves open."
)
"""What holding means, for those who read only the answer."""

MARKING = ("nash", "seq", "smr")
"""Concepts whose equilibria are shown; those under the others alone are folded."""

DATE_KINDS: dict[str, str] = {"said": "said", "cited": "as cited", "published": "date of the report"}

ASIDES: dict[str, str] = {"open": "Open, as the report says", "rule": "A rule, as the report tells it"}
"""What a report tells in passing, by kind."""

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


def stance_words(stance: str) -> str:
    """Give a stance in words.

    Examples
    --------
    >>> stance_words("rules_out")
    'rules out'
    """
    return STANCES.get(stance, stance.replace("_", " "))


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


def concept_label(concept: str) -> str:
    """Give the short label of a solution concept."""
    return CONCEPTS[concept][0] if concept in CONCEPTS else concept.upper()


def concept_order(concepts: Iterable[str]) -> list[str]:
    """Sort concepts from the most to the least demanding, unknown ones last in the order given."""
    order = {name: place for place, name in enumerate(("nash", "seq", "smr", "sseq", "gmr"))}
    return sorted(concepts, key=lambda name: order.get(name, len(order)))
