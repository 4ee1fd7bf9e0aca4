"""Reports on invented matters: fisheries, a dam, hostages, a coalition, a merger, a strike, a debt."""

from functools import cache

import pytest

from modusvivendi.statements.read import read
from modusvivendi.statements.statement import Stance, Statement
from tests.statements.invented import Outcome, compare, invented

REPORTS = invented()
NO_NEGOTIATION = ("show", "lambing", "lighthouse", "shop")


@cache
def statements(name: str) -> tuple[Statement, ...]:
    """Read a report once, and not while tests are collected, which every worker does."""
    return read(REPORTS[name][0])


@pytest.mark.parametrize("name", NO_NEGOTIATION)
def test_no_position_is_found_where_nobody_negotiates(name: str) -> None:
    assert statements(name) == ()


def test_most_positions_are_found_and_few_are_made_up() -> None:
    total = Outcome()
    for name, (_, sentences) in REPORTS.items():
        total.add(compare(statements(name), sentences))
    assert total.f1 >= 0.90, f"missed {total.missed}, spurious {total.spurious}"
    assert total.stances >= 0.95 * total.right
    assert total.conditions >= 0.95 * total.right
    assert total.sources >= 0.90 * total.right


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_statement_quotes_its_report_exactly(name: str) -> None:
    report, _ = REPORTS[name]
    for statement in statements(name):
        assert report.body[statement.start : statement.end] == statement.sentence
        if statement.condition is not None:
            assert report.body[statement.condition_start : statement.condition_end] == statement.condition
        for source in statement.chain:
            assert source.start is None or 0 <= source.start < (source.end or 0) <= len(report.body)
        assert statement.sources == tuple(source.name for source in statement.chain)
        assert statement.proposal
        assert statement.reader == "rules.v1"
        assert statement.rule


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_ids_are_unique_and_made_of_file_offset_and_letter(name: str) -> None:
    ids = [statement.id for statement in statements(name)]
    assert len(ids) == len(set(ids))
    assert all(s.id.startswith(f"{name}-{s.start}") for s in statements(name))


def test_reading_twice_gives_the_same() -> None:
    report, _ = REPORTS["dam"]
    assert read(report) == statements("dam")


def test_an_assessment_is_never_taken_for_a_position_of_somebody_else() -> None:
    for name in REPORTS:
        for statement in statements(name):
            if statement.stance is Stance.ASSESSES:
                assert statement.act is None
