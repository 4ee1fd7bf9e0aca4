"""What is worked out after a few statements have changed is what working it out from nothing gives."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.dossier import changes as changes_of
from modusvivendi.dossier import contradictions, origins, positions
from modusvivendi.dossier.change import ordinal, turns
from modusvivendi.dossier.changes import _follows, _held, _turn
from modusvivendi.dossier.proposals import Proposal, known_date, proposals
from modusvivendi.reports import Report
from modusvivendi.statements import Stance, Statement
from tests.dossier.specimens import REPORTS, statement, statements
from tests.dossier.test_quicker import PAPERS, records

TO: list[dict[str, Any]] = [
    {"stance": Stance.OFFERS},
    {"actor": "Sudland"},
    {"proposal": "a toll"},
    {"earlier": True},
    {"date": None},
    {"act": None},
]
"""How people put a statement right."""


def forget() -> None:
    """Forget all that this stage remembers."""
    for name, module in list(sys.modules.items()):
        if name.startswith("modusvivendi.dossier"):
            for function in vars(module).values():
                if hasattr(function, "cache_clear"):
                    function.cache_clear()


def worked_out(reports: Sequence[Report], found: Sequence[Statement]) -> list[object]:
    return [
        positions(reports, found),
        changes_of(reports, found),
        origins(reports, found),
        contradictions(reports, found),
    ]


@st.composite
def steps(draw: st.DrawFn) -> tuple[Sequence[Report], list[tuple[Statement, ...]]]:
    """Draw a record, and how people change it: statements left out, put in again, and put right."""
    reports, drawn = draw(st.sampled_from([(REPORTS, statements()), (PAPERS, records())]))
    whole = draw(drawn)
    made = [whole]
    for _ in range(draw(st.integers(1, 3))):
        out = draw(st.sets(st.sampled_from([s.id for s in whole]))) if whole else set()
        now = [s for s in whole if s.id not in out]
        if now:
            place = draw(st.integers(0, len(now) - 1))
            now[place] = now[place].model_copy(update=draw(st.sampled_from(TO)))
        made.append(tuple(now))
    return reports, made


@settings(max_examples=100, deadline=None)
@given(steps())
def test_what_is_remembered_changes_nothing(
    drawn: tuple[Sequence[Report], list[tuple[Statement, ...]]],
) -> None:
    reports, records_after = drawn
    forget()
    again = [worked_out(reports, found) for found in records_after]
    for found, before in zip(records_after, again, strict=True):
        forget()
        assert worked_out(reports, found) == before


def turn_by_pairs(earlier: Proposal, later: Proposal) -> tuple[Statement, Statement] | None:
    """Compare each two statements."""
    pairs = [
        (one, other)
        for one in earlier.statements
        for other in later.statements
        if _follows(one, other) and turns(one, other)
        and not _held(earlier.statements, one, since=other) and not _held(later.statements, other, until=one)
    ]  # fmt: skip
    key = lambda pair: (known_date(pair[0]), -ordinal(pair[1]), pair[0].id, pair[1].id)  # noqa: E731
    return max(pairs, key=key, default=None)


@settings(max_examples=200, deadline=None)
@given(st.one_of(statements(), records()), st.data())
def test_who_turned_round_is_who_comparing_each_two_statements_finds(
    found: tuple[Statement, ...], data: st.DataObject
) -> None:
    # The same is said again elsewhere and on other days, as in a large record.
    again = [
        s.model_copy(update={"id": f"{s.id}{letter}", "date": data.draw(st.sampled_from([s.date, None]))})
        for s in found
        for letter in data.draw(st.sampled_from(["", "x", "xy"]))
    ]
    groups = proposals([*found, *again])
    for earlier in groups:
        for later in groups:
            if earlier is not later and earlier.actor == later.actor:
                assert _turn(earlier, later) == turn_by_pairs(earlier, later)


def test_statements_are_equal_by_all_they_say_and_then_found_as_one() -> None:
    one = statement(REPORTS[0], 1, "Norland", "offers", "a toll")
    assert one == one.model_copy() and hash(one) == hash(one.model_copy())
    assert one != one.model_copy(update={"sentence": "y"})
    assert len({one, one.model_copy(), one.model_copy(update={"end": 2})}) == 2
