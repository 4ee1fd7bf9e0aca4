"""Who is who: names, offices, pronouns, groups."""

import pytest

from modusvivendi.statements.actors.gazetteer import NameKind, gazetteer
from modusvivendi.statements.actors.mentions import finder
from modusvivendi.statements.actors.places import _is_demonym
from modusvivendi.statements.language import pipeline
from tests.statements.test_stances import states


@pytest.mark.parametrize(
    ("form", "party", "kind"),
    [
        ("the Kremlin", "Russia", NameKind.SEAT),
        ("Downing Street", "United Kingdom", NameKind.SEAT),
        ("the U.K.", "United Kingdom", NameKind.COUNTRY),
        ("Beijing", "China", NameKind.CAPITAL),
        ("Brussels", "European Union", NameKind.SEAT),
        ("Turkish", "Turkey", NameKind.DEMONYM),
        ("G77", "G77", NameKind.BLOC),
        ("Die Welt", "Die Welt", NameKind.MEDIUM),
        ("Lavrov", "Russia", NameKind.PERSON),
    ],
)
def test_the_gazetteer_knows(form: str, party: str, kind: NameKind) -> None:
    name = gazetteer().get(form)
    assert name is not None
    assert (name.party, name.kind) == (party, kind)


def test_a_leader_is_known_for_the_years_in_office_only() -> None:
    scholz = gazetteer().get("Olaf Scholz")
    assert scholz is not None
    assert scholz.held_in(2023)
    assert not scholz.held_in(2010)
    assert scholz.held_in(None)


def test_parties_are_found_in_a_bare_phrase() -> None:
    found = finder(["Free Highlands Front"])("Moscow and the Free Highlands Front sign with France's help")
    assert [name for _, _, name in found] == ["Russia", "Free Highlands Front", "France"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Kremlin is ready to sign the treaty.", "Russia"),
        (
            "The Miners and Quarrymen's Union (MQU) met in Oslo. The union is ready to sign the treaty.",
            "Miners and Quarrymen's Union",
        ),
        (
            "The Free Highlands Front (FHF) met in Oslo. FHF is ready to sign the treaty.",
            "Free Highlands Front",
        ),
        ("Ada Brekke, the president of Finland, came to Oslo. She is ready to sign the treaty.", "Finland"),
        (
            "Harald Voss of the Shipowners' Federation came. Voss is ready to sign the treaty.",
            "Shipowners' Federation",
        ),
        (
            "The company Nordgas met lenders. Its chief executive, Liv Dahl, is ready to sign the treaty.",
            "Nordgas",
        ),
        ("In Oslo the opposition Dawn bloc is ready to sign the treaty.", "Dawn bloc"),
        ("The Finnish finance minister is ready to sign the treaty.", "Finland"),
        ("Shipowners are ready to sign the treaty.", "shipowners"),
        (
            'Vessia has ruled out slowing the new dam. "We are ready to sign the treaty," Energy '
            "Minister Hanne Volt told reporters.",
            "Vessia",
        ),
        (
            "Chile's government met. Chile's army left. Peru has asked Chile's government and Chile's army "
            "for time. The presidency is ready to sign the treaty.",
            "Peru",
        ),
    ],
)
def test_the_actor_is_the_party(text: str, actor: str) -> None:
    assert [s.actor for s in states(text) if s.stance.value == "offers"][-1:] == [actor]


def test_who_is_told_to_speak_of_herself_goes_by_she() -> None:
    text = (
        "Qerrë Zhuba of the Shipowners' Federation said on Monday that she was well. Nel Prask, the chair of "
        "the Dockers' Union, said he had slept little. She is ready to sign the treaty."
    )
    assert [s.actor for s in states(text) if s.stance.value == "offers"] == ["Shipowners' Federation"]


def test_both_sides_are_the_two_last_spoken_of() -> None:
    found = states("Peru and Chile met in Lima. Both sides are ready to sign the treaty.")
    assert {s.actor for s in found} == {"Peru", "Chile"}


def test_an_outside_expert_holds_no_position() -> None:
    assert states("The treaty could fail, said Ida Holm, a researcher at the University of Turku.") == []


@pytest.mark.parametrize("states", [("Tavria", "Upper Tavria"), ("Upper Tavria", "Tavria")])
def test_an_adjective_is_of_the_same_state_in_whatever_order_they_come(states: tuple[str, str]) -> None:
    (adjective,) = pipeline()("Tavrian")
    assert _is_demonym(adjective, states) == "Tavria"


@pytest.mark.parametrize(
    ("form", "state"),
    [
        ("Philippine", "Philippines"),
        ("Filipinos", "Philippines"),
        ("Nepali", "Nepal"),
        ("Maldivian", "Maldives"),
        ("Dominican", "Dominican Republic"),
        ("Swede", "Sweden"),
        ("Dutchman", "Netherlands"),
        ("Prague Castle", "Czech Republic"),
        ("Holyrood", "Scotland"),
    ],
)
def test_the_gazetteer_knows_the_state(form: str, state: str) -> None:
    found = gazetteer().get(form)
    assert found is not None and found.party == state


@pytest.mark.parametrize(
    ("state", "adjective"),
    [
        ("Kazakhstan", "Kazakh"),
        ("Denmark", "Danish"),
        ("Botswana", "Botswanan"),
        ("New Zealand", "New Zealand"),
        ("Philippines", "Philippine"),
    ],
)
def test_an_office_is_called_by_the_adjective(state: str, adjective: str) -> None:
    assert gazetteer().adjective(state) == adjective


def test_every_seat_is_of_a_party_that_countries_or_blocs_name() -> None:
    named = gazetteer().names.values()
    known = {n.party for n in named if n.kind in (NameKind.COUNTRY, NameKind.BLOC)}
    assert {n.party for n in named if n.kind in (NameKind.SEAT, NameKind.DEMONYM)} <= known
