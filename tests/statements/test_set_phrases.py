"""Set phrases, refusals without a word for it and beliefs about others: what single sentences state."""

import pytest

from tests.statements.test_stances import states


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norway has closed the door to a joint patrol.", "rules_out"),
        ("Norway left the door open to a joint patrol.", "considers"),
        ("Norway would not stand in the way of a treaty.", "offers"),
        ("Norway would stand in the way of a treaty.", "opposes"),
        ("Norway threw its weight behind the treaty.", "supports"),
        ("Norway came out against the treaty.", "opposes"),
        ("Norway poured cold water on the treaty.", "opposes"),
        ("Norway wants nothing to do with the treaty.", "rules_out"),
        ("Norway sees no reason to withdraw its troops.", "rules_out"),
        ("Norway shows no sign of withdrawing its troops.", "rules_out"),
        ("Norway would put up with a joint patrol.", "offers"),
        ("Norway will not put up with a joint patrol.", "opposes"),
        ("Norway dug in its heels over the treaty.", "rules_out"),
        ("Norway is minded to sign the treaty.", "considers"),
        ("Norway has still to make up its mind about the treaty.", "considers"),
        ("Norway has withdrawn its offer of a joint patrol.", "rules_out"),
        ("Norway has put forward a compromise.", "demands"),
        ("Norway would rather see the troops withdrawn.", "demands"),
        ("Norway would like Finland to withdraw its troops first.", "demands"),
        ("Norway does not do deals with Finland.", "rules_out"),
        ("Norway will sign nothing before the spring.", "rules_out"),
        ("Norway prefers not to sign the treaty.", "rules_out"),
        ("Norway has given Finland until Friday to withdraw its troops.", "demands"),
    ],
)
def test_a_set_phrase_states(sentence: str, stance: str) -> None:
    assert [(s.actor, s.stance.value) for s in states(sentence)] == [("Norway", stance)]


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ('"We do not bargain with blackmailers," the Norwegian foreign minister said.', "rules_out"),
        ('"We shall not sign the treaty," the Norwegian foreign minister said.', "rules_out"),
        ('"Not one soldier," the Norwegian foreign minister said.', "rules_out"),
        ('"Utter nonsense," the Norwegian foreign minister said.', "denies"),
        ('"No patrol, no treaty," the Norwegian foreign minister said.', "warns"),
        ("The treaty was off the table, the Norwegian foreign minister said.", "rules_out"),
        ("The treaty was a bridge too far, the Norwegian foreign minister said.", "rules_out"),
        ("The Norwegian foreign minister warned that there would be no second offer.", "rules_out"),
        ("The Norwegian foreign minister said that the treaty was not being considered.", "denies"),
        ("The Norwegian foreign minister said that there would be consequences.", "warns"),
    ],
)
def test_somebody_speaks_for_a_party_without_a_word_for_its_stance(sentence: str, stance: str) -> None:
    assert [(s.actor, s.stance.value) for s in states(sentence)] == [("Norway", stance)]


def test_what_is_done_if_nothing_comes_of_it_is_a_threat() -> None:
    (found,) = states("Should there be no treaty, Norway would send troops, its foreign minister said.")
    assert (found.stance.value, found.condition) == ("warns", "Should there be no treaty")


def test_what_others_are_believed_to_be_ready_for_is_theirs() -> None:
    (found,) = states("A Norwegian diplomat believes that Finland would accept a joint patrol.")
    assert (found.actor, found.stance.value) == ("Finland", "offers")
    assert found.sources[-1].startswith("Norwegian diplomat")


def test_what_somebody_expects_of_others_is_an_assessment() -> None:
    (found,) = states("Norway expects that Finland will sign the treaty.")
    assert (found.actor, found.stance.value) == ("Norway", "assesses")


def test_the_other_half_of_a_comparison_is_a_position_too() -> None:
    found = states("Norway supports a joint patrol; Finland does not.")
    assert [(s.actor, s.stance.value) for s in found] == [("Norway", "supports"), ("Finland", "opposes")]


def test_a_quotation_belongs_to_whom_it_is_given_at_its_end() -> None:
    found = states(
        '"Norway will not sign the treaty. We refuse any patrol," the Norwegian foreign minister said.'
    )
    assert {s.actor for s in found} == {"Norway"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody in Norway knows that better.",
        "It would not be the first treaty.",
        "Norway opened the door of the embassy.",
    ],
)
def test_what_only_sounds_like_a_position_is_none(sentence: str) -> None:
    assert states(sentence) == []
