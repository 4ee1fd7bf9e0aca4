"""What one party demands and the other will not give up is one act, so that the clash shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.statements import Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_linking import drafted as read_and_drafted
from tests.conflict.test_draft_rules import drafted, maker, settled


def clashes(conflict: Conflict) -> set[str]:
    """The options that one party refuses and another demands."""
    formulas = [f for dm in conflict.decision_makers for f in settled(conflict, dm.key)]
    return {option for option in conflict.options if option in formulas and f"not {option}" in formulas} | {
        option
        for option in conflict.options
        for dm in conflict.decision_makers
        if (own := option.rpartition(".")[2]) in dm.options
        and f"not {option}" in settled(conflict, dm.key)
        and any(option in settled(conflict, other.key) for other in conflict.decision_makers if other != dm)
        and own
    }


def doing(label: str, party: str) -> Statement:
    return says(party, "rules_out", act(label.replace(" ", "-"), party, label=label))


def wanting(label: str, party: str) -> Statement:
    return says("Nurses", "demands", act(label.replace(" ", "-"), party, label=label))


@pytest.mark.parametrize(
    ("demanded", "refused"),
    [
        ("scrap its night-shift scheme", "abandon the scheme"),
        ("give up the old name", "drop the name"),
        ("end the levy on visitors", "renounce the levy"),
        ("withdraw the plan for a second runway", "give up the runway plan"),
    ],
)
def test_giving_a_thing_up_in_any_words_is_one_act_of_its_party(demanded: str, refused: str) -> None:
    conflict = drafted(wanting(demanded, "Trust"), doing(refused, "Trust"))
    (option,) = conflict.options
    assert clashes(conflict) == {option}


@pytest.mark.parametrize(
    ("demanded", "refused"),
    [
        ("scrap its night-shift scheme", "abandon the ward"),
        ("give up the old name", "sell the name"),
        ("end the levy on visitors", "raise the levy"),
        ("scrap the tolls", "suspend the tolls"),
    ],
)
def test_other_things_and_less_than_giving_up_are_other_acts(demanded: str, refused: str) -> None:
    assert not clashes(drafted(wanting(demanded, "Trust"), doing(refused, "Trust")))


def test_what_two_parties_would_each_give_up_stays_apart() -> None:
    conflict = drafted(wanting("scrap the scheme", "Trust"), doing("abandon the scheme", "County"))
    assert not clashes(conflict)


def test_who_keeps_a_thing_will_not_give_it_up() -> None:
    keeps = says("Rovers", "offers", act("keep-name", "Rovers", label="keep its name"))
    asks = says("League", "demands", act("name-club", "Rovers", label="give up the name of the club"))
    conflict = drafted(keeps, asks)
    (option,) = conflict.options
    assert clashes(conflict) == {option}


def test_who_keeps_a_thing_on_terms_is_left_as_it_is() -> None:
    keeps = says(
        *("Rovers", "offers", act("keep-name", "Rovers", label="keep its name")),
        given=act("open-border", "League"),
    )
    asks = says("League", "demands", act("name-club", "Rovers", label="give up the name of the club"))
    assert not clashes(drafted(keeps, asks))


@pytest.mark.parametrize(
    ("condition", "given", "formula"),
    [
        ("until Borsk pays its debts", "not pay", "Aldania.give_toll_ore iff Borsk.funds"),
        ("unless Borsk pays its debts", "not pay", "Aldania.give_toll_ore iff Borsk.funds"),
        ("as long as Borsk owes it money", "owe", "Aldania.give_toll_ore iff not Borsk.owe"),
    ],
)
def test_who_keeps_a_thing_until_something_happens_gives_it_up_when_it_does(
    condition: str, given: str, formula: str
) -> None:
    keeps = says(
        *("Aldania", "offers", act("toll", "Aldania", label="keep its toll on ore")),
        given=act(given.removeprefix("not "), "Borsk", negated=given.startswith("not ")),
        condition=condition,
    )
    conflict = drafted(keeps)
    assert formula in settled(conflict, "Aldania")
    assert "give up its toll on ore" in maker(conflict, "Aldania").options.values()


def test_limits_on_its_own_doing_are_less_than_the_end_that_others_want(tmp_path: Path) -> None:
    conflict = read_and_drafted(
        tmp_path,
        "sound",
        "Tessaly is prepared to accept limits on its whaling but will not give up the hunt altogether, its "
        "fisheries minister Una Frost said. In return, it wants all tolls lifted.\n\n"
        "Norland wants an end to all whaling in the sound and would settle for nothing less, the foreign "
        "ministry of Norland said.",
    )
    ended = {f"Tessaly.{key}" for key in conflict.decision_makers[0].options if key.startswith("end")}
    assert clashes(conflict) == ended != set()


@pytest.mark.parametrize(
    ("condition", "party"),
    [
        ("if the trust scrapped the scheme", "Corbury Hospital Trust"),
        ("if the league cut the fee", "Island League"),
    ],
)
def test_a_party_is_called_by_what_its_name_ends_with(condition: str, party: str) -> None:
    offer = says(
        *("Nurses", "offers", "hold-vote"),
        given=act("scheme", label=condition.removeprefix("if ")),
        condition=condition,
    )
    heard = says(party, "rules_out", act("sell-hall", party, label="sell the hall"))
    other = says("Marl Festival", "rules_out", act("sell-hall", "Marl Festival", label="sell the hall"))
    assert any(option.startswith(f"{party}.") for option in drafted(offer, heard, other).options)


def test_a_condition_without_an_object_is_the_act_of_its_party_with_that_verb() -> None:
    offer = says(
        *("Wexby", "offers", "pay"), given=act("move", label="the festival moved"),
        condition="if the festival moved",
    )  # fmt: skip
    asks = says("Wexby", "demands", act("quarry", "Marl Festival", label="move to the quarry"))
    conflict = drafted(offer, asks)
    assert settled(conflict, "Wexby")[0] == 'Wexby.funds iff "Marl Festival".quarry'


def test_who_keeps_its_name_does_not_offer_to_give_it_up() -> None:
    """The one word by which an act goes may be its thing, and not its verb."""
    keeps = says("Rovers", "offers", act("name", "Rovers", label="keep its name"))
    asks = says("League", "demands", act("name-club", "Rovers", label="give up the name of the club"))
    assert settled(drafted(keeps, asks), "Rovers") == ["not Rovers.give_name_club"]


def test_what_is_demanded_of_the_clubs_one_of_them_refuses_by_keeping_its_own() -> None:
    asks = says("League", "demands", act("broadcast", "clubs", label="give up their own broadcasts"))
    weighs = says("Marl", "considers", act("broadcast", "Marl", label="give up its broadcasts"))
    keeps = says("Rovers", "offers", act("broadcast", "Rovers", label="keep its broadcasts"))
    conflict = drafted(asks, weighs, keeps)
    assert not [label for dm in conflict.decision_makers for label in dm.options.values() if "keep" in label]


CLINIC = act("close-clinic", "Trust", label="close the clinic")


@pytest.mark.parametrize(
    ("label", "agents"),
    [
        ("keep the night clinic open", ("Trust",)),
        ("leave the clinic open", ("Trust",)),
        ("the clinic stays open", ()),
        ("the clinic remains", ()),
    ],
)
def test_keeping_a_thing_open_is_not_closing_it(label: str, agents: tuple[str, ...]) -> None:
    refuses = says("Trust", "rules_out", CLINIC)
    works = says(
        *("Doctors", "offers", "extend-shift"),
        given=act("clinic", *agents, label=label),
        condition=f"if {label}",
    )
    conflict = drafted(refuses, works)
    assert settled(conflict, "Trust") == ["not Trust.close_clinic"]
    assert settled(conflict, "Doctors")[0] == "Doctors.extend_shift iff not Trust.close_clinic"


def test_another_thing_kept_open_is_another_act() -> None:
    works = says("Doctors", "offers", "extend-shift", given=act("ward", "Trust", label="keep the ward open"))
    conflict = drafted(says("Trust", "rules_out", CLINIC), works)
    assert settled(conflict, "Doctors")[0] == "Doctors.extend_shift iff Trust.keep_ward"


def test_shifts_that_end_are_ended_by_who_would_not_abandon_them() -> None:
    refuses = says("Rail", "rules_out", act("shift", "Rail", label="agree to abandon split shifts"))
    takes = says(
        *("Drivers", "offers", "hold-vote"),
        given=act("end", label="split shifts ended"),
        condition="if split shifts ended",
    )
    conflict = drafted(refuses, takes)
    (option,) = [o for o in conflict.options if o.startswith("Rail.")]
    assert settled(conflict, "Rail") == [f"not {option}"]
    assert settled(conflict, "Drivers")[0] == f"Drivers.vote iff {option}"
