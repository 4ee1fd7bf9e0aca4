"""The stability concepts: what each one means, in plain words, and where its definition comes from.

A concept says when a decision maker would leave a state alone. The definitions used are the published ones
for any number of decision makers: opponents answer with a *legal sequence* of moves, in which a decision
maker may move more than once but never twice in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from modusvivendi.errors import UnknownName, nearest
from modusvivendi.stability import refinements
from modusvivendi.stability.refinements import Refinement, refinement


@dataclass(frozen=True)
class Concept:
    """One stability concept.

    Parameters
    ----------
    key
        Short lower-case name, as in ``--concepts nash,seq``.
    label
        The field's abbreviation, as printed in tables.
    name
        The full name.
    meaning
        When a state is stable for a decision maker, for a lay reader, in one or two sentences.
    reference
        Where the definition comes from.
    variant
        Name of the reading of the definition that is computed, where the literature has several or leaves a
        detail open.
    """

    key: str
    label: str
    name: str
    meaning: str
    reference: str
    variant: str


_FANG = (
    "Fang, Hipel & Kilgour, Interactive Decision Making: The Graph Model for Conflict Resolution, Wiley 1993"
)
_SEQUENCES = (
    "legal sequences of the others, nobody twice in a row; an answer leading to an equal state deters"
)
_CREDIBLE = (
    "legal sequences of the others in which every step improves, for its mover, on the state it leaves"
)

CONCEPTS: dict[str, Concept] = {
    concept.key: concept
    for concept in (
        Concept(
            "nash",
            "Nash",
            "Nash stability (rationality)",
            "The decision maker has no move to a state it prefers.",
            f"Nash 1950, 1951; {_FANG}, ch. 3",
            "improvements are strict: a move to an equally ranked state is none",
        ),
        Concept(
            "gmr",
            "GMR",
            "General metarationality",
            "Whatever improvement the decision maker makes, the others can answer so that it ends no better "
            "off than now, whether or not that answer is good for them.",
            f"Howard, Paradoxes of Rationality (MIT Press, 1971); {_FANG}, ch. 3",
            _SEQUENCES,
        ),
        Concept(
            "smr",
            "SMR",
            "Symmetric metarationality",
            "As general metarationality, and the decision maker cannot get out of the answer either: from "
            "where the others have brought it, no further move of its own leads to anything better than now.",
            f"Howard, Paradoxes of Rationality (MIT Press, 1971); {_FANG}, ch. 3",
            f"{_SEQUENCES}; one and the same answer must deter and leave no way out",
        ),
        Concept(
            "seq",
            "SEQ",
            "Sequential stability",
            "Whatever improvement the decision maker makes, the others can answer so that it ends no better "
            "off than now, with moves that each improve things for the one who makes them.",
            f"Fraser & Hipel 1979; Fraser & Hipel, Conflict Analysis (North-Holland, 1984); {_FANG}, ch. 3",
            _CREDIBLE,
        ),
        Concept(
            "sseq",
            "SSEQ",
            "Symmetric sequential stability",
            "As sequential stability, and the decision maker cannot get out of the answer: from where the "
            "others have brought it, no further move of its own leads to anything better than now.",
            "Rego & Vieira, Group Decision and Negotiation 26 (2017)",
            f"{_CREDIBLE}; one and the same answer must deter and leave no way out",
        ),
        Concept(
            "nm",
            "NM",
            "Non-myopic stability",
            "However far the two decision makers look ahead, the one that moves first stays where it is.",
            f"Brams & Wittman 1981; Kilgour 1985; {_FANG}, ch. 4",
            "two decision makers, strict preferences; stable for all horizons from some horizon on",
        ),
        Concept(
            "sim",
            "SIM",
            "Stability by simultaneity",
            "Whatever improvement the decision maker makes, others who improve their own lot at the same "
            "moment bring about, together with it, something no better than now.",
            "Fraser & Hipel, Conflict Analysis (North-Holland, 1984)",
            "any of the others, one improvement each from the same state; infeasible outcomes deter nobody",
        ),
    )
}

KNOWN = (
    f"the concepts are {', '.join(CONCEPTS)}, and l1, l2, … for a limited number of moves; {refinements.HINT}"
)
"""What can be asked for, for error messages."""


def limited(horizon: int) -> Concept:
    """Make the concept of limited-move stability for a horizon of so many moves."""
    return Concept(
        f"l{horizon}",
        f"L{horizon}",
        f"Limited-move stability, horizon {horizon}",
        f"Looking {horizon} {'move' if horizon == 1 else 'moves'} ahead, taking turns and each foreseeing "
        "what the other will do, the decision maker stays where it is.",
        f"Zagare 1984; Kilgour 1985; Fang, Hipel & Kilgour 1989; {_FANG}, ch. 4",
        "two decision makers, strict preferences; who moves takes the move that ends best for it",
    )


def refined(found: Refinement) -> Concept:
    """Make the concept of a refinement: by the strength of answers, or by what is made of the unknown."""
    base = CONCEPTS[found.base].label
    return Concept(
        found.key,
        base + found.key.removeprefix(found.base),
        refinements.full_name(found),
        refinements.meaning(found),
        refinements.reference(found),
        refinements.variant(found),
    )


REFINED: dict[str, Concept] = {found.key: refined(found) for found in refinements.usual()}
"""Concepts refined by strength of preference or for unknown preferences; :func:`concept` makes more."""


def horizon_of(key: str) -> int | None:
    """Give the horizon of a limited-move concept such as ``l3``; None for any other."""
    found = re.fullmatch(r"l_?([1-9]\d{0,2})", key.strip().casefold())
    return int(found[1]) if found else None


_INOHARA = "Inohara & Hipel, Systems Engineering 11 (2008) and J. Systems Science and Systems Eng. 17 (2008)"
_TOGETHER = (
    "an improvement of a coalition is better for every member; an answer deters if one is not better off"
)

COALITION: dict[str, Concept] = {
    concept.key: concept
    for concept in (
        Concept(
            "cnash",
            "CNash",
            "Coalition Nash stability",
            "The members have no joint way to a state that every one of them prefers.",
            f"Kilgour, Hipel, Fang & Peng, Group Decision and Negotiation 10 (2001); {_INOHARA}",
            _TOGETHER,
        ),
        Concept(
            "cgmr",
            "CGMR",
            "Coalition general metarationality",
            "Whatever joint improvement the members make, the others can answer so that some member ends no "
            "better off than now.",
            _INOHARA,
            _TOGETHER,
        ),
        Concept(
            "csmr",
            "CSMR",
            "Coalition symmetric metarationality",
            "As coalition general metarationality, and the members cannot get out of the answer together.",
            _INOHARA,
            f"{_TOGETHER}; the way out may be any legal sequence of the members",
        ),
        Concept(
            "cseq",
            "CSEQ",
            "Coalition sequential stability",
            "Whatever joint improvement the members make, the others can answer, alone or together and each "
            "time to the advantage of those who move, so that some member ends no better off than now.",
            _INOHARA,
            "the others answer with improvements of any coalitions among them, none twice in a row; so for a "
            "single decision maker it is not SEQ",
        ),
    )
}

# (symmetric, credible) for each concept in which the others answer.
ANSWERED = {"gmr": (False, False), "smr": (True, False), "seq": (False, True), "sseq": (True, True)}

CORE = ("nash", *ANSWERED)
"""The concepts the engine proper computes, for conflicts of any size and number of decision makers."""

DEFAULT = ("nash", "gmr", "smr", "seq")


def concept(key: str) -> Concept:
    """Give the concept called ``key``, in any case: one of ``CONCEPTS``, or made up of more than a name.

    ``l3`` is for three moves ahead; ``gmr-strong``, ``smr@3`` or ``seq-a`` refine a concept, see
    :mod:`modusvivendi.stability.refinements`.

    Raises
    ------
    UnknownName
        If there is none; the nearest are named.

    Examples
    --------
    >>> concept("SMR").name, concept("smr-strong").label
    ('Symmetric metarationality', 'SMR-strong')
    """
    horizon = horizon_of(key)
    if horizon is not None:
        return limited(horizon)
    made = refinement(key)
    if made is not None:
        return refined(made)
    found = CONCEPTS.get(key.strip().casefold())
    if found is None:
        hint = nearest(key, [*CONCEPTS, *REFINED]) or KNOWN
        raise UnknownName(f"there is no stability concept called {key!r}", hint=hint)
    return found


def chosen(names: str | Iterable[str]) -> tuple[str, ...]:
    """Check names of concepts and put them in order of first mention, each once.

    Parameters
    ----------
    names
        Keys, or one string of keys separated by commas.

    Raises
    ------
    UnknownName
        If a name is none of a concept, or there is no name at all.

    Examples
    --------
    >>> chosen("nash, SEQ,nash")
    ('nash', 'seq')
    """
    parts: Sequence[str] = names.split(",") if isinstance(names, str) else tuple(names)
    keys = tuple(dict.fromkeys(concept(part).key for part in parts if part.strip()))
    if not keys:
        raise UnknownName("no stability concept was named", hint=KNOWN)
    return keys


def only_core(names: str | Iterable[str]) -> tuple[str, ...]:
    """Check names as :func:`chosen` does, and that the engine proper computes them.

    Raises
    ------
    UnknownName
        If a name is of another concept.
    """
    keys = chosen(names)
    for key in keys:
        if key not in CORE:
            raise UnknownName(f"{key} cannot be computed here", hint=f"{', '.join(CORE)} can")
    return keys
