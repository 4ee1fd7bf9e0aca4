"""The definitions of the stability concepts in symbols, and which concept implies which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modusvivendi.errors import UnknownName, nearest
from modusvivendi.stability import refinements
from modusvivendi.stability.concepts import (
    COALITION,
    CONCEPTS,
    KNOWN,
    REFINED,
    Concept,
    horizon_of,
    limited,
    refined,
)
from modusvivendi.stability.refinements import refinement

SYMBOLS: Mapping[str, str] = {
    "s >=_i t": "i likes s at least as well as t",
    "s >>_i t": "i likes s much better than t: by degree 2 or more",
    "s >k_i t": "i likes s better than t by degree k or more",
    "s U_i t": "it is unknown which of s and t i likes better, if either",
    "R_i(s)": "the states that i can move to from s, changing any number of its own options at once",
    "R+_i(s)": "the states that i can move to from s and prefers to s",
    "R+U_i(s)": "the states that i can move to from s and prefers to s, and those of which that is unknown",
    "R_{N-i}(s)": "the states that the others can bring about from s by a legal sequence of moves: one may "
    "move more than once, but never twice in a row",
    "R+_{N-i}(s)": "the states that the others can bring about from s by a legal sequence of moves (one may "
    "move more than once, but never twice in a row) that each improve, for the one who makes it, on the "
    "state it leaves",
    "R+U_{N-i}(s)": "the states that the others can bring about from s by a legal sequence of moves that "
    "each, for the one who makes it, improve on the state it leaves, or lead to one of which that is unknown",
    "R_H(s)": "the states that the members of H can bring about from s by a legal sequence of moves",
    "R++_H(s)": "the states that the members of H can bring about from s by a legal sequence of moves and "
    "that every member prefers to s; states on the way may be anything",
    "R_{N-H}(s)": "the states that those outside H can bring about from s by a legal sequence of moves",
    "R++_{N-H}(s)": "the states reached from s by improvements of coalitions outside H, one after the other, "
    "no coalition twice in a row",
}
"""What the symbols in definitions mean."""


@dataclass(frozen=True)
class Definition:
    """What a concept is, in symbols, and how it stands to others.

    Attributes
    ----------
    text
        When a state ``s`` is stable for a decision maker ``i``, or for a coalition ``H``.
    implies
        Keys of the concepts under which every such state is stable as well, nearest first.
    note
        A remark on how it stands to others.
    """

    text: str
    implies: tuple[str, ...] = ()
    note: str = ""


_LOOK_AHEAD = (
    "Let G_0(i, s) = s. For h > 0 let m be the state in R_i(s) for which G_{h-1}(j, m) is best for i, where "
    "j is the other decision maker; G_h(i, s) is G_{h-1}(j, m) if i prefers that to s, and otherwise s."
)

DEFINITIONS: Mapping[str, Definition] = {
    "nash": Definition("R+_i(s) is empty.", ("sseq", "seq", "smr", "gmr", "sim")),
    "gmr": Definition(
        "For every s1 in R+_i(s) there is an s2 in R_{N-i}(s1) with s >=_i s2.",
        note="It asks least: what is not stable under GMR is so under none of Nash, SMR, SEQ and SSEQ.",
    ),
    "smr": Definition(
        "For every s1 in R+_i(s) there is an s2 in R_{N-i}(s1) with s >=_i s2, and s >=_i s3 for every s3 in "
        "R_i(s2).",
        ("gmr",),
        "SMR and SEQ do not imply each other.",
    ),
    "seq": Definition(
        "For every s1 in R+_i(s) there is an s2 in R+_{N-i}(s1) with s >=_i s2.",
        ("gmr",),
        "SMR and SEQ do not imply each other.",
    ),
    "sseq": Definition(
        "For every s1 in R+_i(s) there is an s2 in R+_{N-i}(s1) with s >=_i s2, and s >=_i s3 for every s3 "
        "in R_i(s2).",
        ("seq", "smr", "gmr"),
        "A state can be stable under SEQ and SMR and not under SSEQ: where no single answer does for both.",
    ),
    "nm": Definition(
        f"{_LOOK_AHEAD} s is stable for i if from some h on always G_h(i, s) = s.",
        note="It is L_h for every horizon from some horizon on; L1 is Nash.",
    ),
    "sim": Definition(
        "For every s1 in R+_i(s) there are some of the others, one or more, and a state in R+_j(s) for each "
        "such j, so that making all these changes to s at once gives a feasible state s' with s >=_i s'.",
        note="Nash stable states are stable under it; it implies none of the others.",
    ),
    "cnash": Definition(
        "R++_H(s) is empty.", ("csmr", "cseq", "cgmr"), "For a single decision maker it is Nash."
    ),
    "cgmr": Definition(
        "For every s1 in R++_H(s) there are an s2 in R_{N-H}(s1) and an i in H with s >=_i s2.",
        note="For a single decision maker it is GMR.",
    ),
    "csmr": Definition(
        "For every s1 in R++_H(s) there is an s2 in R_{N-H}(s1) with s >=_i s2 for some i in H, and for "
        "every s3 in R_H(s2) there is an i in H with s >=_i s3.",
        ("cgmr",),
        "For a single decision maker it is SMR.",
    ),
    "cseq": Definition(
        "For every s1 in R++_H(s) there are an s2 in R++_{N-H}(s1) and an i in H with s >=_i s2.",
        note="For a single decision maker it is not SEQ, as the others may improve their lot together.",
    ),
}
"""By key of the concept; those for a limited number of moves come from :func:`definition`."""


def definition(key: str) -> Definition:
    """Give the definition of a concept, ``l3`` among them, by its key.

    Raises
    ------
    UnknownName
        If there is none.

    Examples
    --------
    >>> definition("nash").text
    'R+_i(s) is empty.'
    """
    horizon = horizon_of(key)
    if horizon is not None:
        note = (
            "For strict preferences L1 is Nash." if horizon == 1 else "L1 is Nash; NM looks on without end."
        )
        return Definition(f"{_LOOK_AHEAD} s is stable for i if G_{horizon}(i, s) = s.", note=note)
    made = refinement(key)
    if made is not None:
        return Definition(refinements.formula(made), refinements.implies(made), refinements.note(made))
    if key not in DEFINITIONS:
        raise UnknownName(f"there is no definition of {key!r}", hint=nearest(key, DEFINITIONS))
    return DEFINITIONS[key]


def implied_by(key: str) -> tuple[str, ...]:
    """Give the keys of the concepts that imply one, in the order they are listed.

    For a concept that is not refined, those that are not either.
    """
    listed = REFINED if refinement(key) is not None else {**CONCEPTS, **COALITION}
    return tuple(other for other in listed if key in definition(other).implies)


def symbols(text: str) -> dict[str, str]:
    """Give the meaning of the symbols that occur in a definition, in the order of :data:`SYMBOLS`.

    Examples
    --------
    >>> list(symbols(definition("gmr").text))
    ['s >=_i t', 'R+_i(s)', 'R_{N-i}(s)']
    """
    marks = set(text.replace("(", " ").split())  # what stands before a bracket, and the sign
    heads = {symbol: symbol.partition("(")[0].removeprefix("s ").removesuffix(" t") for symbol in SYMBOLS}
    return {symbol: meaning for symbol, meaning in SYMBOLS.items() if heads[symbol] in marks}


def every_concept() -> Iterator[Concept]:
    """Give every concept that can be explained: of one decision maker, of coalitions, refined."""
    yield from CONCEPTS.values()
    yield from COALITION.values()
    yield from REFINED.values()


def any_concept(name: str) -> Concept:
    """Find a concept by its key, its label or its full name, coalition concepts and ``l3`` among them.

    Raises
    ------
    UnknownName
        If there is none; the nearest are named.

    Examples
    --------
    >>> any_concept("sequential stability").label, any_concept("L2").key
    ('SEQ', 'l2')
    """
    horizon = horizon_of(name)
    if horizon is not None:
        return limited(horizon)
    made = refinement(name)
    if made is not None:
        return refined(made)
    asked = " ".join(name.casefold().split())
    known: dict[str, Concept] = {}
    for found in every_concept():
        full, _, other = found.name.rstrip(")").partition(" (")
        for called in (found.key, found.label, full, other):
            if called:
                known.setdefault(called.casefold(), found)
    if asked in known:
        return known[asked]
    hint = nearest(asked, known) or f"{KNOWN}; of coalitions there are {', '.join(COALITION)}"
    raise UnknownName(f"there is no stability concept called {name!r}", hint=hint)
