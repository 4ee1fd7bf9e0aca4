"""How names of parties stand in sentences."""

from __future__ import annotations

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.words import Words
from modusvivendi.english import listed
from modusvivendi.statements.naming import parties_in, possessive, with_article

ONE = (
    "Harbour and Allied Workers' Union",
    "Food and Agriculture Organization",
    "United Mine and Metal Workers' Union",
    "Trinidad and Tobago",
    "Bosnia and Herzegovina",
    "Department for Culture, Media and Sport",
    "Ministry of Agriculture, Fisheries and Forests",
    "Marl and Tarn Valley Water Board",
)


@pytest.mark.parametrize("name", ONE)
def test_the_name_of_one_party_is_one_name(name: str) -> None:
    assert parties_in(name) == (name,)


@pytest.mark.parametrize("name", ONE)
def test_a_list_of_known_members_is_taken_apart_into_these(name: str) -> None:
    members = (name, "United Kingdom", "France")
    assert parties_in(listed(members), members) == members


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("France and United Kingdom", "France and the United Kingdom"),
        (
            "European Union, France and United States",
            "the European Union, France and the United States",
        ),
        ("Harbour and Allied Workers' Union", "the Harbour and Allied Workers' Union"),
        (
            "Orrin Town Council and Harbour and Allied Workers' Union",
            "the Orrin Town Council and the Harbour and Allied Workers' Union",
        ),
        ("Bosnia and Herzegovina", "Bosnia and Herzegovina"),
        ("Orrin and United Kingdom", "Orrin and the United Kingdom"),
        ("the Baltic states", "the Baltic states"),
        ("around ten coastal states", "around ten coastal states"),
        ("coastal states", "the coastal states"),
    ],
)
def test_every_party_gets_its_own_article_and_no_other(given: str, said: str) -> None:
    assert with_article(given) == said


def test_possessives_carry_the_article() -> None:
    assert possessive("Harbour and Allied Workers' Union") == "the Harbour and Allied Workers' Union's"


def test_decision_makers_that_are_drafted_together_are_named_by_their_members() -> None:
    conflict = Conflict.loads("""
        decision_makers:
          Orrin and Norvik Power:
            members: [Orrin, Norvik Power]
            options: {pay: pay}
            preferences: [pay]
          Harbour and Allied Workers' Union:
            options: {pay: pay}
            preferences: [pay]
    """)
    assert Words(conflict).state(conflict.options) == (
        "Orrin, Norvik Power and the Harbour and Allied Workers' Union would pay"
    )
