"""On whose word: chains of sources, anonymity, and dates."""

import datetime as dt

import pytest

from modusvivendi.statements.read import read
from modusvivendi.statements.statement import SourceKind
from tests.statements.invented import plain
from tests.statements.test_stances import MATTER, states


def chain(sentence: str) -> tuple[str, ...]:
    (statement,) = states(sentence)
    return statement.sources


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Norway is ready to sign the treaty, Reuters reported, citing two EU diplomats.",
            ("Reuters", "EU diplomats (unnamed)"),
        ),
        ("According to Bloomberg, Norway is ready to sign the treaty.", ("Bloomberg",)),
        ("Norway is ready to sign the treaty, the Finnish daily Aamun Sanomat reports.", ("Aamun Sanomat",)),
        (
            "Norway is ready to sign the treaty, a senior EU official told Reuters.",
            ("Reuters", "senior EU official (unnamed)"),
        ),
        (
            "Norway is ready to sign the treaty, people familiar with the talks said.",
            ("people familiar with the talks (unnamed)",),
        ),
        ("Norway said it was ready to sign the treaty.", ()),
        (
            "Norway is ready to sign the treaty, the foreign ministry in Oslo said.",
            ("Norwegian Foreign Ministry",),
        ),
    ],
)
def test_the_chain_runs_from_the_medium_to_who_spoke(sentence: str, expected: tuple[str, ...]) -> None:
    assert chain(sentence) == expected


def test_the_reporting_outlet_is_no_link_of_its_own_chain() -> None:
    told = "Norway is ready to sign the treaty, an EU diplomat told the Fjord Tribune."
    (statement,) = states(told, outlet="Fjord Tribune")
    assert statement.sources == ("EU diplomat (unnamed)",)


def test_a_later_sentence_tells_whom_the_paper_relies_on() -> None:
    found = states(
        "Norway is ready to sign the treaty, the newspaper Aamun Sanomat reported. "
        "The paper bases its account on EU diplomats."
    )
    assert found[0].sources == ("Aamun Sanomat", "EU diplomats (unnamed)")
    assert found[0].chain[1].kind is SourceKind.UNNAMED


def test_the_same_kind_of_unnamed_people_compare_equal() -> None:
    groups = set()
    for who in (
        "EU diplomats",
        "a senior EU official",
        "European diplomatic sources",
        "two EU sources",
        "EU officials",
    ):
        (statement,) = states(f"Norway is ready to sign the treaty, {who} said.")
        groups.add(statement.chain[-1].group)
    assert groups == {"EU officials"}


def test_the_sources_are_those_named_before() -> None:
    found = states(
        "Norway is ready to sign the treaty, two EU diplomats told Reuters. "
        "It wants the troops withdrawn first, the sources said."
    )
    assert found[1].sources[-1] == "EU diplomats (unnamed)"
    assert found[1].anonymous


def test_a_spokesman_on_the_record_is_not_anonymous() -> None:
    (statement,) = states("Norway is ready to sign the treaty, a government spokesman said.")
    assert not statement.anonymous


FRIDAY = dt.date(2024, 5, 3)


@pytest.mark.parametrize(
    ("sentence", "date", "day", "kind", "inferred"),
    [
        (
            "Norway said on Wednesday it was ready to sign the treaty.",
            FRIDAY,
            dt.date(2024, 5, 1),
            "said",
            False,
        ),
        (
            "Norway is ready to sign the treaty, Reuters reported on April 30.",
            FRIDAY,
            dt.date(2024, 4, 30),
            "cited",
            True,
        ),
        ("Norway is ready to sign the treaty.", FRIDAY, FRIDAY, "published", False),
        ("Norway is ready to sign the treaty, Reuters reported on April 30.", None, None, None, False),
        (
            "Norway is ready to sign the treaty, Reuters reported on 30 April 2023.",
            None,
            dt.date(2023, 4, 30),
            "cited",
            False,
        ),
    ],
)
def test_said_before_cited_before_published(
    sentence: str, date: dt.date | None, day: dt.date | None, kind: str | None, inferred: bool
) -> None:
    (statement,) = states(sentence, date=date)
    assert (statement.date, statement.date_kind, statement.date_inferred) == (day, kind, inferred)


def test_the_dates_of_other_reports_fix_a_year_that_is_left_out() -> None:
    undated = plain(MATTER + "Norway is ready to sign the treaty, Reuters reported on April 30.")
    other = undated.model_copy(update={"name": "other.txt", "date": dt.date(2023, 5, 9)})
    statement = read(undated, others=[other])[-1]
    assert (statement.date, statement.date_inferred) == (dt.date(2023, 4, 30), True)
    dated = read(undated, dates={"note.txt": dt.date(2022, 5, 9)})[-1]
    assert dated.date == dt.date(2022, 4, 30)


def test_the_holder_of_a_single_office_is_no_unnamed_source() -> None:
    (statement,) = states("Turkey would accept the deal on the border, its chief negotiator said.")
    assert not statement.anonymous


def test_this_newspaper_is_no_source_of_its_own() -> None:
    (statement,) = states("Turkey will not reopen the border, this newspaper can reveal.")
    assert statement.sources == ()


def test_whoever_speaks_through_a_ministry_is_quoted_by_it() -> None:
    (statement,) = states("Turkey said through its energy ministry that it would not reopen the border.")
    assert "inistry" in statement.sources[-1]
