"""Parties that no table knows are learned from the report that introduces them."""

import pytest

from modusvivendi.statements.read import read
from tests.statements.invented import plain


def actors(text: str) -> list[tuple[str, str]]:
    return [(s.actor, str(s.stance)) for s in read(plain(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Norrvia's interior ministry said it was studying the list. The government could accept a swap if "
        "the mediators agreed.",
        "A Norrvian convoy left on Monday. Norrvia turned down the plan, and the government ruled out "
        "new talks.",
        "The talks stalled in Storholm, the capital of Norrvia. Norrvia's parliament met. Storholm has "
        "rejected the deal.",
    ],
)
def test_a_state_nobody_has_heard_of_is_one_party_under_all_its_names(text: str) -> None:
    assert {actor for actor, _ in actors(text)} == {"Norrvia"}


def test_a_capital_city_alone_makes_no_state_of_a_region_of_the_world() -> None:
    found = actors("European leaders met in Eastern Europe's capitals. Poland will not sign the treaty.")
    assert found == [("Poland", "rules_out")]


def test_a_firm_is_the_same_under_its_short_name() -> None:
    found = actors(
        "Tarn Logistics offered a pay rise of 4 per cent. Tarn opposes arbitration in the dispute."
    )
    assert found == [("Tarn Logistics", "offers"), ("Tarn Logistics", "opposes")]


def test_names_joined_by_an_ampersand_are_one_firm() -> None:
    found = actors("Hale & Marrow threatened to leave the talks unless the tariff was lifted.")
    assert found == [("Hale & Marrow", "warns")]


def test_a_party_leader_speaks_for_the_party_not_for_the_state() -> None:
    found = actors(
        "Norrvia's Liberals have agreed to coalition talks. Liberal leader Ida Krog said on Saturday night "
        "that she was opposed to a new tax."
    )
    assert found == [("Liberals", "offers"), ("Liberals", "opposes")]


def test_an_opposition_leader_does_not_speak_for_the_state() -> None:
    found = actors("Norrvia's opposition leader, Pal Vik, promised to reject the treaty.")
    assert [actor for actor, _ in found] == ["Pal Vik"]


def test_the_regulator_is_the_office_named_before() -> None:
    found = actors(
        "The Office of Rail Competition is considering the merger. The regulator will not accept a sale."
    )
    assert found == [
        ("Office of Rail Competition", "considers"),
        ("Office of Rail Competition", "rules_out"),
    ]


@pytest.mark.parametrize(
    ("text", "stance", "condition"),
    [
        ("Poland vowed never to sign the treaty.", "rules_out", None),
        ("Poland will support neither side in the dispute.", "rules_out", None),
        (
            "Poland would not open the border before the talks had resumed.",
            "rules_out",
            "before the talks had resumed",
        ),
        ("Poland will vote against the treaty.", "opposes", None),
        (
            "Poland is ready to back the deal provided tariffs are lifted.",
            "offers",
            "provided tariffs are lifted",
        ),
    ],
)
def test_refusals_and_conditions_in_other_words(text: str, stance: str, condition: str | None) -> None:
    (found,) = read(plain(text))
    assert (found.actor, str(found.stance), found.condition) == ("Poland", stance, condition)


def test_a_quoted_imperative_is_a_demand_of_who_speaks() -> None:
    found = actors('"Free our prisoners before the talks," Polish Foreign Minister Jan Zub said.')
    assert found == [("Poland", "demands")]
