"""Small conflicts with open questions and circumstances, and what is asked of them, computed the slow way."""

from __future__ import annotations

from itertools import product

from hypothesis import strategies as st

from modusvivendi.conflict import (
    And,
    Circumstance,
    Conflict,
    DecisionMaker,
    Formula,
    If,
    Iff,
    Implies,
    Interpretation,
    Not,
    OpenPreference,
    Option,
    Or,
    Preference,
    Xor,
)


def formulas(atoms: list[Formula]) -> st.SearchStrategy[Formula]:
    atom = st.sampled_from(atoms)
    of_two: list[type[Formula]] = [And, Or, Xor, If, Iff, Implies]
    return st.one_of(atom, atom.map(Not), *(st.builds(kind, atom, atom) for kind in of_two))


@st.composite
def conflicts(draw: st.DrawFn, most_questions: int = 3) -> Conflict:
    """1 to 3 decision makers, 2 to 4 options, 0 to 3 questions of 2 or 3 answers, 0 to 2 circumstances."""
    makers = draw(st.integers(1, 3))
    options = draw(st.integers(max(2, makers), 4))
    owner = [*range(makers), *(draw(st.integers(0, makers - 1)) for _ in range(options - makers))]
    names = [Option("ABC"[o], f"o{k}") for k, o in enumerate(owner)]
    circumstances = {f"w{k}": f"event {k}" for k in range(draw(st.integers(0, 2)))}
    over = formulas([*names, *map(Circumstance, circumstances)])
    preferences = over.map(Preference)
    questions = [
        OpenPreference(
            f"Question {k}?",
            {
                answer: tuple(draw(st.lists(preferences, max_size=2)))
                for answer in draw(
                    st.sampled_from([("yes", "no"), ("no", "yes"), ("often", "seldom", "never")])
                )
            },
        )
        for k in range(draw(st.integers(0, most_questions)))
    ]
    made = []
    for row in range(makers):
        own = [q for q in questions if draw(st.integers(0, makers - 1)) == row]
        mine: list[Preference | OpenPreference] = [*draw(st.lists(preferences, max_size=3)), *own]
        made.append(
            DecisionMaker(
                "ABC"[row],
                {n.option: n.option for n in names if n.decision_maker == "ABC"[row]},
                preferences=tuple(draw(st.permutations(mine))),
            )
        )
    infeasible = draw(st.sampled_from([(), (And(names[0], names[1]),), (And(Not(names[0]), names[1]),)]))
    one_way = draw(st.sampled_from([{}, {names[0].name: "forward"}, {names[1].name: "back"}]))
    whole = Conflict(made, circumstances=circumstances, infeasible=infeasible, irreversible=one_way)
    now = draw(st.sampled_from(whole.codes.tolist()))
    return whole.replace(status_quo=whole.taken(now))


def choices(interpretation: Interpretation) -> dict[str, str]:
    named = {f"c{k}": value for k, value in enumerate(interpretation.circumstances.values(), start=1)}
    return dict(interpretation.answers) | {key: "yes" if value else "no" for key, value in named.items()}


def every_choice(conflict: Conflict) -> list[dict[str, str]]:
    keys = [q.id for q in conflict.questions] + [f"c{k}" for k in range(1, len(conflict.circumstances) + 1)]
    values = [q.answers for q in conflict.questions] + [("no", "yes")] * len(conflict.circumstances)
    return [dict(zip(keys, picked, strict=True)) for picked in product(*values)]


def improvements(conflict: Conflict, interpretation: Interpretation, code: int) -> list[tuple[str, int]]:
    """Every move by the definition: only own options change, in permitted directions, to a better state."""
    codes = conflict.codes.tolist()
    ranks = conflict.ranks(interpretation)
    found = []
    for row, name in enumerate(conflict.names):
        mask = int(conflict.controls[row])
        for place, other in enumerate(codes):
            changed = code ^ other
            allowed = not (code & ~other & conflict.forward) and not (other & ~code & conflict.back)
            better = ranks[row, place] > ranks[row, codes.index(code)]
            if changed and not changed & ~mask and allowed and better:
                found.append((name, other))
    return found
