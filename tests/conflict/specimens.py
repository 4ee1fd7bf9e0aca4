"""Random formulas and models, for anyone who tests against them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from modusvivendi.conflict import (
    AllOf,
    And,
    AtLeast,
    AtMost,
    Circumstance,
    Conflict,
    DecisionMaker,
    Exactly,
    Formula,
    If,
    Iff,
    Implies,
    NoneOf,
    Not,
    Note,
    Omission,
    OpenPreference,
    Option,
    Or,
    Preference,
    Xor,
)
from modusvivendi.errors import ConflictError

NAMES = [
    *(
        "A",
        "troops",
        "cease-fire",
        "North Korea",
        "U.S.",
        "all",
        "if",
        "Åland",
        "no",
        "yes",
        "true",
        "1",
        "x:y",
    ),
    *(
        'say "no"',
        "back\\slash",
        "#1",
        "-",
        "- x",
        "{a}",
        "[b]",
        "Côte d'Ivoire",
        "中国",
        "мир",
        "a,b",
        "null",
        "~",
    ),
    *("&x", "*x", "!x", "%x", "@x", "`x", "<<", "2024-01-01", "0x10", "?", "? x", "=", "e\u0301"),
]
"""Keys that have been trouble for somebody: quotes, keywords, YAML's own signs, other scripts."""

keys = st.sampled_from(NAMES) | st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True)
texts = st.sampled_from(
    [
        "a plan",
        "yes",
        "1",
        "a: b",
        "# no comment",
        "two\nlines",
        " x ",
        "a\tb",
        "\x85",
        "\u2028x",
        "\ufeff",
        "\x07",
        "'",
        '"',
        "null",
    ]
) | st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1, max_size=20)
ids = st.from_regex(r"report-[0-9]{1,4}[a-c]", fullmatch=True)


def formulas(atoms: st.SearchStrategy[Formula], leaves: int = 8) -> st.SearchStrategy[Formula]:
    def grow(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        several = st.lists(inner, min_size=2, max_size=3)
        some = st.lists(inner, min_size=1, max_size=4)
        count = st.integers(0, 5)
        return st.one_of(
            inner.map(Not),
            several.map(lambda m: And(*m)),
            several.map(lambda m: Or(*m)),
            several.map(lambda m: Xor(*m)),
            st.builds(If, inner, inner),
            st.builds(Implies, inner, inner),
            st.builds(Iff, inner, inner),
            some.map(lambda m: NoneOf(*m)),
            some.map(lambda m: AllOf(*m)),
            st.builds(AtLeast.of, count, some),
            st.builds(AtMost.of, count, some),
            st.builds(Exactly.of, count, some),
        )

    return st.recursive(atoms, grow, max_leaves=leaves)


def over(options: list[str], circumstances: list[str] | None = None) -> st.SearchStrategy[Formula]:
    """Formulas over options of one decision maker A."""
    atoms: list[Formula] = [Option("A", option) for option in options]
    return formulas(st.sampled_from(atoms + [Circumstance(name) for name in circumstances or []]))


evidence = st.lists(ids, max_size=2, unique=True).map(tuple)
maybe = st.none() | texts
notes = st.builds(Note, evidence, maybe, maybe, maybe).filter(lambda note: note != Note())
omissions = st.lists(st.builds(Omission, texts, st.just("") | texts, maybe, evidence, maybe), max_size=2)

PLACES = [Option("A", str(number)) for number in range(8)]
"""Stand for what formulas are about until it is drawn: to build strategies anew takes longer than to draw."""


@cache
def placed(count: int) -> st.SearchStrategy[Formula]:
    """Formulas over the first places."""
    return formulas(st.sampled_from(PLACES[:count]), 4)


@cache
def preferences(count: int) -> st.SearchStrategy[list[Preference | OpenPreference]]:
    """Preferences with formulas over the first places."""
    statements = st.builds(Preference, placed(count), evidence, maybe, maybe, maybe)
    questions = st.builds(
        OpenPreference,
        st.sampled_from(["Will it?", "Why: because?", "no"]),
        st.fixed_dictionaries(
            {answer: st.lists(statements, max_size=2).map(tuple) for answer in ("yes", "no")}
        ),
        evidence,
        maybe,
        maybe,
    )
    return st.lists(statements | questions, max_size=3)


def put(formula: Formula, atoms: Sequence[Formula]) -> Formula:
    """Put what a formula is about in the place of the places."""
    if isinstance(formula, Option):
        return atoms[PLACES.index(formula)]
    kind: Any = type(formula)
    counted = (formula.count,) if isinstance(formula, AtLeast | AtMost | Exactly) else ()
    same: Formula = kind(*counted, *(put(part, atoms) for part in formula.parts))
    return same


def put_all(one: Preference | OpenPreference, atoms: Sequence[Formula]) -> Preference | OpenPreference:
    """Put what its formulas are about in the place of the places."""
    if isinstance(one, Preference):
        return dataclasses.replace(one, formula=put(one.formula, atoms))
    answers = {
        answer: tuple(dataclasses.replace(p, formula=put(p.formula, atoms)) for p in stated)
        for answer, stated in one.answers.items()
    }
    return dataclasses.replace(one, answers=answers)


@st.composite
def conflicts(draw: st.DrawFn) -> Conflict:
    """Models with every part a model file can have."""
    parties = draw(st.lists(keys, min_size=1, max_size=3, unique=True))
    options = {
        party: draw(st.lists(keys, min_size=0 if number else 1, max_size=2, unique=True))
        for number, party in enumerate(parties)
    }
    taken = {option for own in options.values() for option in own}
    circumstances = draw(st.lists(keys.filter(lambda key: key not in taken), max_size=2, unique=True))
    atoms = [Option(party, option) for party, own in options.items() for option in own]
    about = [*atoms, *map(Circumstance, circumstances)]
    decision_makers = [
        DecisionMaker(
            party,
            {option: draw(texts) for option in own},
            name=draw(st.just(party) | texts),
            preferences=tuple(put_all(one, about) for one in draw(preferences(len(about)))),
            members=tuple(draw(st.lists(texts, max_size=2))),
            option_notes={option: draw(notes) for option in own if draw(st.booleans())},
            note=draw(maybe),
        )
        for party, own in options.items()
    ]
    infeasible = [put(one, atoms) for one in draw(st.lists(placed(len(atoms)), max_size=2))]
    full_names = [option.name for option in atoms]
    irreversible = draw(st.dictionaries(st.sampled_from(full_names), st.sampled_from(["forward", "back"])))
    parts: dict[str, Any] = {
        "title": draw(st.just("") | texts),
        "circumstances": {name: draw(texts) for name in circumstances},
        "circumstance_notes": {name: draw(notes) for name in circumstances if draw(st.booleans())},
        "irreversible": irreversible,
        "omitted": draw(omissions),
        "drafted": draw(st.dictionaries(keys, texts, max_size=2)),
    }
    try:
        whole = Conflict(decision_makers, infeasible=infeasible, status_quo=None, **parts)
    except ConflictError as error:
        if "same full name" in error.message:  # such as A.b with c and A with b.c
            whole = Conflict([DecisionMaker("A", {"x": "x"})], status_quo=None)
            return whole.replace(status_quo=())
        assert error.message == "no state is feasible", error
        whole = Conflict(decision_makers, status_quo=None, **parts)
    now = draw(st.sampled_from(whole.codes.tolist()))
    return whole.replace(status_quo=whole.taken(now))


def without_lines(conflict: Conflict) -> tuple[DecisionMaker, ...]:
    """Decision makers as they compare: lines of a file do not count."""
    return tuple(dataclasses.replace(dm) for dm in conflict.decision_makers)
