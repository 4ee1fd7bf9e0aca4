"""The many ways of offering, supporting, demanding, opposing, refusing, denying and warning in English."""

import pytest

from tests.statements.test_stances import states

GENERAL = {
    "offers": [
        "Norway has put a ten-year moratorium on the table.",
        "Norway is up for a deal on patrols.",
        "Norway has offered up its northern quota.",
        "As recently as May Norway had vowed to send a joint patrol.",
        "Norway is no longer threatening to close its ports.",
        "Norway's final offer is a joint patrol.",
        "Norway would part with two of its icebreakers if the treaty was signed.",
    ],
    "supports": [
        "Norway has come round to the idea of a joint patrol.",
        "Norway gave the treaty a cautious welcome.",
        "Norway lent its support to the treaty.",
        "Norway is a strong supporter of the treaty.",
        "The treaty has the support of Norway.",
        "Norway described the treaty as a step in the right direction.",
        "Norway called the proposal a good basis for talks.",
        "Norway looks favourably on the treaty.",
        "Norway's preference is for a joint patrol.",
        "Norway is thought to be in favour.",
    ],
    "considers": [
        "Norway is giving thought to a joint patrol.",
        "Norway has a joint patrol under consideration.",
        "Norway promised to study the proposal.",
        "Norway has floated the idea of a joint patrol.",
        "Norway is amenable to a joint patrol.",
        "Norway could see its way to a joint patrol.",
        'Norway described the proposal as "a basis".',
    ],
    "demands": [
        "Norway's main demand is a written guarantee.",
        "Norway made a written guarantee a condition of signing.",
        "Norway considers a written guarantee essential.",
        "A written guarantee is a must for Norway.",
        "Norway set Finland a deadline of Friday.",
        "Norway challenged Finland to publish its maps.",
        "Norway is adamant that the troops leave.",
        "Norway is eager for the troops to leave.",
        "Norway expects Finland to give it an answer by 10 October.",
        "Norway expects Finland to bear half of the cost.",
        "Norway has tabled a demand for compensation.",
    ],
    "opposes": [
        "Norway branded the treaty a betrayal.",
        "Norway is a fierce critic of the treaty.",
        "Norway is unhappy with the proposal.",
        "The treaty met with opposition from Norway.",
        "Norway has no patience for the proposal.",
        "For Norway the treaty goes too far.",
        "Norway bristled at the proposal.",
    ],
    "rules_out": [
        "Norway said no to the proposal.",
        "Nor is Norway inclined to sign the treaty.",
        "As recently as September Norway had excluded a joint patrol.",
        "Norway has ruled out anything above four patrols.",
        "Norway is in no mood to compromise.",
        "Norway is in no hurry to sign.",
        "Norway is not about to sign the treaty.",
        "A joint patrol is a non-starter for Norway.",
        "Under no circumstances would Norway sign the treaty.",
        "In no case will Norway sign the treaty.",
        "Norway walked away from the offer.",
        "Norway does not see itself signing the treaty.",
    ],
    "denies": [
        "Norway said it had made no such offer.",
        "Norway said it was not negotiating with Finland.",
        "Norway called the report a fantasy.",
    ],
    "warns": [
        "Norway promised retaliation.",
        "Norway is ready to walk away from the talks.",
        "Norway will not hesitate to close the border.",
        "Norway has put Finland on notice.",
        "Norway raised the spectre of a trade war.",
        "Norway said it would otherwise close the border.",
    ],
}
SPOKEN = {
    "offers": ["All we can do is share the cost", "Hand over the maps, and the patrols can start"],
    "supports": ["It is a fair proposal"],
    "demands": [
        "What we need is a written guarantee",
        "All we ask is a written guarantee",
        "Take your troops home",
        "It is up to Finland to withdraw its troops",
        "The onus is on Finland to make the first move",
    ],
    "opposes": ["The proposal is an insult", "The price is too high", "We do not like this treaty"],
    "rules_out": [
        "The answer is no",
        "That is not going to happen",
        "The islands are not for sale",
        "We are not signing that",
        "There is no room for compromise on the border",
        "What we cannot do is pay for it",
    ],
    "denies": ["That is simply not true", "We have not offered anything", "There is no deal"],
    "warns": ["Finland will regret this", "Any boat in our waters will be seized"],
}


@pytest.mark.parametrize(
    ("sentence", "stance"), [(one, stance) for stance, many in GENERAL.items() for one in many]
)
def test_a_turn_of_phrase_states(sentence: str, stance: str) -> None:
    assert ("Norway", stance) in {(s.actor, s.stance.value) for s in states(sentence)}


@pytest.mark.parametrize(
    ("words", "stance"), [(one, stance) for stance, many in SPOKEN.items() for one in many]
)
def test_what_somebody_says_for_a_party_states(words: str, stance: str) -> None:
    found = states(f'"{words}," the Norwegian foreign minister said.')
    assert ("Norway", stance) in {(s.actor, s.stance.value) for s in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway would not discuss individual cases.",
        "Norway would not give a figure.",
        "Norway sought to play down the rift.",
        '"We are not asking for the moon," the Norwegian foreign minister said.',
        "The talks ended when Norway agreed to a pause.",
        "An earlier version of this article said that Norway had agreed to the treaty.",
        "The minister asked for his name to be withheld.",
    ],
)
def test_this_states_nothing(sentence: str) -> None:
    assert [(s.actor, s.stance.value) for s in states(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "taken_back"),
    [
        ("Norway can accept patrols by day, but not at night.", "rules_out"),
        ("Norway will pay for two ships and not a krone more.", "rules_out"),
        ("Norway supports the ceasefire but not the corridor.", "opposes"),
    ],
)
def test_what_is_taken_back_is_a_position_of_its_own(sentence: str, taken_back: str) -> None:
    found = [s.stance.value for s in states(sentence)]
    assert len(found) == 2
    assert found[1] == taken_back


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Norway is not going to sign before the troops have left.", "before the troops have left"),
        ("In the absence of a guarantee, Norway will not sign the treaty.", "In the absence of a guarantee"),
    ],
)
def test_the_condition_is(sentence: str, condition: str) -> None:
    assert condition in {s.condition for s in states(sentence)}


@pytest.mark.parametrize(
    ("sentences", "stance"),
    [
        ('"Nonsense," was the Norwegian foreign minister\'s reply.', "denies"),
        ("Norway has let it be known that it will not sign the treaty.", "rules_out"),
        ("The treaty, the Norwegian foreign minister went on, was off the table.", "rules_out"),
        ("Were the troops to leave, the Norwegian foreign minister added, Norway would sign.", "offers"),
        (
            'Norway\'s foreign minister, Ada Holm, on the steps: "We will not sign the treaty."',
            "rules_out",
        ),
        (
            "The Norwegian foreign minister confined herself to saying that Norway would not sign.",
            "rules_out",
        ),
    ],
)
def test_it_is_said_by(sentences: str, stance: str) -> None:
    assert ("Norway", stance) in {(s.actor, s.stance.value) for s in states(sentences)}


def test_what_goes_on_with_would_is_still_reported() -> None:
    text = "The Norwegian foreign minister said the treaty was dead. The talks would never be resumed."
    found = states(text)
    assert [s.sentence for s in found if s.stance.value == "rules_out"] == [
        "The talks would never be resumed."
    ]
