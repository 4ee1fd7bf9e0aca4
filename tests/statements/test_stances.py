"""What single sentences state: one construction a line."""

from pathlib import Path
from typing import Any

import pytest

from modusvivendi.errors import UnknownName
from modusvivendi.reports import load
from modusvivendi.statements.read import read
from modusvivendi.statements.statement import Statement
from tests.statements.invented import plain

MATTER = (
    "Peace talks between Norway and Finland on the treaty, the border troops and a ceasefire went on in "
    "Geneva. The mediator's proposal for an agreement, with guarantees and concessions, is before both "
    "governments. "
)


def states(sentence: str, **known: Any) -> list[Statement]:
    report = plain(MATTER + sentence, **known)
    return [s for s in read(report) if s.start >= report.body.index(sentence)]


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norway is ready to sign the treaty.", "offers"),
        ("Norway has agreed to withdraw its troops from the border.", "offers"),
        ("Norway has dropped its demand for a corridor.", "offers"),
        ("Norway no longer insists on a corridor.", "offers"),
        ("Norway welcomed the mediator's proposal.", "supports"),
        ("Norway is in favour of a longer ceasefire.", "supports"),
        ("Norway is considering whether to send observers to the border.", "considers"),
        ("Norway has not decided whether to sign the treaty.", "considers"),
        ("Norway did not rule out a joint patrol.", "considers"),
        ("Norway showed some interest in a joint patrol.", "considers"),
        ("Norway might accept a joint patrol.", "considers"),
        ("Norway urged Finland to withdraw its troops.", "demands"),
        ("Norway insists that Finland withdraw its troops.", "demands"),
        ("Norway wants the troops withdrawn.", "demands"),
        ("Norway is against a joint patrol.", "opposes"),
        ("Norway objects to the deployment of Finnish troops.", "opposes"),
        ("Norway has rejected the idea of a Finnish corridor.", "opposes"),
        ("Norway will not sign the treaty.", "rules_out"),
        ("Norway has no intention of signing the treaty.", "rules_out"),
        ("Norway refused to withdraw its troops.", "rules_out"),
        ("Norway turned down the Finnish offer.", "rules_out"),
        ("Norway denied that it had offered a corridor.", "denies"),
        ("Norway has no plans to send troops.", "denies"),
        ("Norway called the report of a secret treaty untrue.", "denies"),
        ("Norway threatened to close the border unless the troops were withdrawn.", "warns"),
        ("Norway fears that the ceasefire could collapse.", "assesses"),
        ("Norway sees little chance of a treaty.", "assesses"),
    ],
)
def test_a_sentence_states(sentence: str, stance: str) -> None:
    assert [(s.actor, s.stance.value) for s in states(sentence)] == [("Norway", stance)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway declined to comment on the talks.",
        "Norway has not said whether it would sign the treaty.",
        "It is unclear whether Norway would agree to a patrol.",
        "Asked whether Norway would sign if the troops left, the envoy smiled.",
        "Whether Norway would sign the treaty is an open question.",
        "Norway and Finland agreed in 1974 to build a bridge.",
        "Norway did not respond to a request for comment.",
        "Norway's parliament will be renovated next year.",
    ],
)
def test_no_position_is_made_of(sentence: str) -> None:
    assert states(sentence) == []


def test_two_parties_give_two_statements_and_so_do_two_positions() -> None:
    two = states("Norway and Finland have ruled out troops but are open to observers.")
    assert sorted((s.actor, s.stance.value) for s in two) == [
        ("Finland", "considers"),
        ("Finland", "rules_out"),
        ("Norway", "considers"),
        ("Norway", "rules_out"),
    ]
    assert len({s.id for s in two}) == 4


def test_what_one_says_that_another_wants_is_the_others_position() -> None:
    (statement,) = states("Finland is willing to sign the treaty, a Norwegian diplomat said.")
    assert statement.actor == "Finland"
    assert statement.sources == ("Norwegian diplomat (unnamed)",)
    assert statement.anonymous


def test_a_minister_speaks_for_the_state_and_is_its_source() -> None:
    (statement,) = states(
        "Norwegian Foreign Minister Kari Lunde said her country would never give up the islands."
    )
    assert (statement.actor, statement.speaker, statement.sources) == (
        "Norway",
        "Kari Lunde",
        ("Kari Lunde",),
    )
    assert statement.stance.value == "rules_out"


def test_the_condition_is_kept_apart_from_the_proposal() -> None:
    (statement,) = states(
        "Norway would sign the treaty only if Finland withdrew its troops, its prime minister said."
    )
    assert statement.condition == "only if Finland withdrew its troops"
    assert statement.proposal == "sign the treaty"


def test_do_so_means_what_was_last_proposed() -> None:
    found = states("Norway is ready to sign the treaty. Finland is not ready to do so.")
    assert [s.proposal for s in found] == ["sign the treaty", "sign the treaty"]
    assert [s.stance.value for s in found] == ["offers", "rules_out"]


def test_a_past_position_is_marked() -> None:
    (statement,) = states("A year ago Norway was still willing to sign the treaty.")
    assert statement.earlier


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("has since hardened its terms", True),
        ("now calls the plan too costly", True),
        ("no longer thinks it wise", True),
        ("is a neighbour of Finland", False),
    ],
)
def test_what_an_aside_tells_as_changed_since_is_earlier(later: str, earlier: bool) -> None:
    text = f"Norway, which promised to stop its strikes when the monitors arrived, {later}."
    promised = next(s for s in read(plain(text)) if s.stance.value == "offers")
    assert promised.earlier == earlier


def test_what_an_aside_tells_of_another_time_is_not_the_time_of_the_rest() -> None:
    found = states(
        "Norway, which three weeks ago was ready to sign the treaty, now says it will not sign at all."
    )
    assert [(s.stance.value, s.earlier) for s in found] == [("offers", True), ("rules_out", False)]


def test_the_target_is_whose_action_it_is_about() -> None:
    (statement,) = states("Norway called on Finland to withdraw its troops.")
    assert statement.target == "Finland"


def test_an_unknown_reader_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="rules"):
        read(plain("Nothing."), reader="rulez")


def test_a_note_of_a_few_lines_has_its_positions_read() -> None:
    """Too little is said of negotiating to tell by its words what it is about; that somebody refuses does."""
    found = read(
        plain(
            "The ferry union would take a shorter break if the line hired two more deckhands, its head Petra "
            "Lund said on Sunday.\n\n"
            "The line's operator rejected the demand. Its director, Kaj Holm, told the Coast Mail that it "
            "would not hire anybody this year."
        )
    )
    assert [s.stance.value for s in found] == ["offers", "rules_out", "rules_out"]


def test_a_note_about_a_shop_has_none() -> None:
    found = read(
        plain(
            "The cheese stall on Quay Street will open at seven from next month, its owner said. She wants "
            "to sell more of the blue and refused to say when. Customers said they would come earlier if the "
            "bread was warm. The landlord said that the lease would be extended by a year."
        )
    )
    assert found == ()


def test_a_year_that_is_agreed_on_does_not_make_a_position_one_of_long_ago(tmp_path: Path) -> None:
    file = tmp_path / "years.txt"
    file.write_text(
        "Kystposten, 3 March 2026\n\nTalks go on\n\n" + MATTER + "Norway called on Finland to accept 2041. "
        "Norway and Finland agreed in 1974 to build a bridge.\n",
        encoding="utf-8",
    )
    assert [(s.actor, s.stance.value) for s in read(load(file))] == [("Norway", "demands")]
