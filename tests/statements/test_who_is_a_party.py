"""Who the parties of a report are: neither its newspapers and towns, nor what somebody only speaks of."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from modusvivendi.statements.rules.reader import read_all_by_rules
from tests.statements.invented import plain

DEAL = "Norvane and Havnia are in talks on a deal over the toll. Both countries want a deal on the quota."
CASES: list[dict[str, str]] = YAML(typ="safe").load(Path(__file__).with_name("who_is_a_party.yaml"))


def held(text: str) -> set[tuple[str, str]]:
    (found,) = read_all_by_rules([(plain(text), None, ())])
    return {(s.actor, s.stance.value) for s in found}


def holders(text: str) -> set[str]:
    return {actor for actor, _ in held(text)}


@pytest.mark.parametrize(
    "paper",
    [
        "The Selby Mercury reported on Saturday, citing a dealer, that the talks on the strike were slow.",
        "A report published in May by Il Corriere Alpino said that the talks on the strike were slow.",
        "According to Tierra Verde, which refers to a letter, the talks on the strike are slow.",
        "Tierra Verde, a weekly in the capital, wrote on the strike.",
        "The Lima daily The Lantern reported that the talks on the strike were slow.",
        "A dealer, quoted by the Anzeiger von Tarn, said that the talks on the strike were slow.",
    ],
)
def test_a_newspaper_is_no_party(paper: str) -> None:
    text = (
        "Stonecrest Minerals and the Quarry Workers' Union are in talks on a pay deal. Stonecrest Minerals "
        f"wants a longer week. {paper} Its director, Oona Marsh, said a bonus would not be paid."
    )
    assert holders(text) == {"Stonecrest Minerals"}


def test_the_last_word_of_a_papers_name_may_be_somebody_elses() -> None:
    found = holders(
        "Talks on the river resumed. The newspaper El Heraldo de Sorano reported on the dispute. The Sorano "
        "Fishers' League rejected the deal on the quota."
    )
    assert found == {"Sorano Fishers' League"}


@pytest.mark.parametrize(
    "quotation",
    [
        "A poor country is not a bank",
        "We would be mad to build a dam that a judge may close",
        "Nobody can tell what a smelter will be worth",
    ],
)
def test_its_minister_is_not_of_what_is_said_in_a_quotation(quotation: str) -> None:
    found = held(
        "Norvane and Havnia are in talks on the toll. Both countries want a deal. Norvane disputes the toll. "
        f'"{quotation}," its trade minister, Ida Krog, said. Krog rejected the offer on the toll.'
    )
    assert ("Norvane", "rules_out") in found
    assert {actor for actor, _ in found} <= {"Norvane", "Havnia"}


def test_a_firm_is_one_whatever_its_name_looks_like() -> None:
    found = held(
        "The parish is in talks with the quarry company Tarrin Stone on a deal. Tarrin Stone wants hectares. "
        '"At that price there is no quarry," its director, Gwen Hallam, said. She would pay for '
        "the old chapel, she added, if the county granted a licence."
    )
    assert ("Tarrin Stone", "offers") in found


def test_his_country_is_of_who_speaks_though_what_it_would_do_is_quoted() -> None:
    found = held(
        "Italy and Algeria are in talks on gas. The industry minister, Carla Bruni, said Italy wanted it. "
        'An Algerian official said his country could "live with 8 per cent" as long as the guarantee stood.'
    )
    assert ("Algeria", "offers") in found


@pytest.mark.parametrize("case", CASES, ids=[case["text"][-60:] for case in CASES])
def test_the_position_is_of_the_party(case: dict[str, str]) -> None:
    text = case["text"].replace("DEAL", DEAL)
    assert tuple(case["position"].split(": ")) in held(text)
