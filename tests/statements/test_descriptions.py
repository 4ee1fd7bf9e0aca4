"""Whom descriptions, offices and pronouns mean, of parties that no table knows."""

import pytest

from modusvivendi.statements.actors.first_names import Gender, first_names
from modusvivendi.statements.actors.kinds import Kind, Kinds
from modusvivendi.statements.read import read
from tests.statements.invented import plain

QUARREL = (
    "Talks about a deal between Stonecrest Minerals, a quarry company, and the Slaters' Guild, a union with "
    "400 members, broke up on Monday without an agreement. The Vale council, which has to "
    "give its consent, met at "
    "night. "
)


def held(text: str) -> list[tuple[str, str]]:
    report = plain(QUARREL + text)
    return [(s.actor, s.stance.value) for s in read(report) if s.start >= report.body.index(text)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The company rejected the offer.", "Stonecrest Minerals"),
        ("The firm is ready to negotiate.", "Stonecrest Minerals"),
        ("The union rejected the offer.", "Slaters' Guild"),
        ("The guild is ready to negotiate.", "Slaters' Guild"),
        ("The council is against the deal.", "Vale council"),
        ("Chief executive Dov Harlan said he was ready to negotiate.", "Stonecrest Minerals"),
        ("Finance director Piet Oskam said he was ready to negotiate.", "Stonecrest Minerals"),
        ("General secretary Oona Marsh said she was ready to negotiate.", "Slaters' Guild"),
        ("Stonecrest's lawyer, Ada Quill, said she was ready to negotiate.", "Stonecrest Minerals"),
        ("A union official said his side was ready to negotiate.", "Slaters' Guild"),
        ("Moira Pettigrew, who chairs the council, said she was against the deal.", "Vale council"),
    ],
)
def test_a_description_means_the_party_of_its_kind(text: str, actor: str) -> None:
    assert actor in {found for found, _ in held(text)}


def test_a_surname_that_a_well_known_person_bears_is_somebody_elses_here() -> None:
    found = held("Councillor Idris Vance said he was ready to negotiate.")
    assert "United States" not in {actor for actor, _ in found}


def test_the_chief_negotiator_named_before_is_meant_again() -> None:
    found = held(
        "The Hill Front is ready to sign the deal, its chief negotiator said. Stonecrest "
        "Minerals refused. The "
        "chief negotiator denied that the deal was dead."
    )
    assert found[-1] == ("Hill Front", "denies")


def test_a_city_where_talks_are_held_is_no_party() -> None:
    text = (
        "The Norwegian government is ready to sign the peace treaty. The talks on a ceasefire were moved to "
        "Havana. The government rejected the mediator's proposal."
    )
    assert {s.actor for s in read(plain(text))} == {"Norway"}


def test_she_and_he_are_told_apart_by_first_names() -> None:
    found = held(
        "Dov Harlan of Stonecrest Minerals met Oona Marsh of the Slaters' Guild. She is ready "
        "to sign the deal. "
        "He rejected the offer."
    )
    assert found == [("Slaters' Guild", "offers"), ("Stonecrest Minerals", "rules_out")]


def test_a_first_name_goes_by_one_pronoun_or_none() -> None:
    assert first_names()["Moira"] is Gender.SHE
    assert first_names()["Oskar"] is Gender.HE


def test_the_kind_of_a_party_is_what_most_speaks_for() -> None:
    kinds = Kinds()
    assert kinds.unknown("Forge")
    kinds.note("Forge", {Kind.UNION}, 2)
    kinds.note("Forge", {Kind.COMPANY, Kind.SOCIETY}, 1)
    assert kinds.of("Forge") == {Kind.UNION}
    assert kinds.share("Forge", frozenset({Kind.UNION})) == pytest.approx(2 / 3)
