"""Numbers that exclude each other are all found, and what is said alike is told once."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.dossier import contradictions, differing
from modusvivendi.dossier.differing import differing_numbers
from modusvivendi.dossier.proposals import base_action, in_order
from modusvivendi.dossier.quantities import apart, same_unit
from modusvivendi.statements import Quantity, Statement
from tests.dossier.specimens import SENTENCES, act, day, report, statement

PAPERS = (*(report(f"p{n}.txt", f"Paper {n}", day(f"2031-0{n}-01")) for n in (1, 2)), report("note.txt"))
ACTIONS = [None, "contribute-forces", "contribute-forces", "pay-toll", "raise-wage", "accept:pay-toll"]


@st.composite
def numbered(draw: st.DrawFn) -> list[Statement]:
    """Draw statements with numbers of few kinds, so that many exclude each other and many are the same."""
    made = []
    for place in draw(st.lists(st.integers(0, len(PAPERS) * SENTENCES - 1), unique=True, max_size=10)):
        action, number = draw(st.sampled_from(ACTIONS)), draw(st.integers(1, 3))
        text = draw(st.sampled_from(["${}", "{} per cent", "{} soldiers", "{} nations", "{}"])).format(number)
        bounds = draw(st.sampled_from([(number, number), (number, None), (None, number)]))
        made.append(
            statement(
                PAPERS[place // SENTENCES],
                place % SENTENCES,
                draw(st.sampled_from(["Norland", "Sudland"])),
                draw(st.sampled_from(["offers", "demands", "opposes", "warns", "assesses"])),
                "a matter of numbers",
                doing=act(action, "Norland", negated=draw(st.booleans())) if action else None,
                quantity=draw(
                    st.sampled_from([Quantity(text=text, min=bounds[0], max=bounds[1])] * 5 + [None])
                ),
                earlier=draw(st.sampled_from([False, False, False, True])),
            )
        )
    return made


def replaced(one: Statement, others: list[Statement]) -> bool:
    return any(
        other.actor == one.actor
        and base_action(other) == base_action(one) != ""
        and one.date is not None
        and other.date is not None
        and one.date < other.date
        and same_unit(one, other)
        for other in others
    )


def by_pairs(found: list[Statement]) -> dict[frozenset[str], bool]:
    """Compare each two numbers; tell of those that exclude each other whether they are of facts."""
    present = [s for s in in_order(found) if s.quantity is not None and not s.earlier]
    present = [s for s in present if not replaced(s, present)]
    return {
        frozenset({one.id, other.id}): differing._of_fact(one, other)
        for one, other in combinations(present, 2)
        if one.quantity and other.quantity and apart(one.quantity, other.quantity)
        and same_unit(one, other) and differing._same_thing(one, other)
        and (one.actor != other.actor or one.date == other.date)
    }  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(numbered())
def test_the_sides_are_those_that_comparing_each_two_numbers_finds(found: list[Statement]) -> None:
    sides = differing_numbers(found)
    pairs = [(frozenset({a.id, b.id}), n.of_fact) for n in sides for a in n.a for b in n.b]
    assert len(pairs) == len(dict(pairs)), "no two are set against each other twice"
    assert dict(pairs) == by_pairs(found)
    for n in sides:
        for group in (n.a, n.b):
            assert len({(s.actor, s.quantity and (s.quantity.min, s.quantity.max)) for s in group}) == 1


def test_what_many_reports_repeat_is_one_contradiction() -> None:
    papers = [report(f"daily-{n}.txt", f"Daily {n}", day("2031-03-01")) for n in range(6)]
    doing = act("contribute-forces", "Norland")
    told = [
        statement(paper, 1, "Norland", "offers", "send guards", doing=doing,
                  quantity=Quantity(text=f"{many} soldiers", min=many, max=many))
        for paper, many in zip(papers, [300, 300, 300, 900, 900, 300], strict=True)
    ]  # fmt: skip
    (one,) = contradictions(papers, told)
    assert one.kind == "numbers"
    assert (len(one.a), len(one.b)) == (4, 2)
