"""The exact words of conditions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.statements.language import parse
from modusvivendi.statements.parsed import plain as plainly
from modusvivendi.statements.rules.conditions import conditions
from modusvivendi.statements.rules.mending import mended
from tests.statements.invented import plain
from tests.statements.test_stances import states


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        (
            "Norway will sign if Finland withdraws its troops, the minister said.",
            "if Finland withdraws its troops",
        ),
        ("Norway will sign the treaty provided that the troops leave.", "provided that the troops leave"),
        ("Norway will sign the treaty as soon as the troops leave.", "as soon as the troops leave"),
        ("Norway will sign the treaty once the troops have left.", "once the troops have left"),
        (
            "Norway would sign the treaty on condition that the troops leave.",
            "on condition that the troops leave",
        ),
        ("Norway is ready to sign in return for a corridor.", "in return for a corridor"),
        ("Norway will not sign the treaty without a guarantee.", "without a guarantee"),
        ("Norway will not sign the treaty until the troops leave.", "until the troops leave"),
        ("Norway would sign the treaty only after a vote in parliament.", "only after a vote in parliament"),
        ("Norway is ready to sign, but only under a UN mandate.", "only under a UN mandate"),
        ('Norway is ready to sign "if the troops leave," its prime minister said.', "if the troops leave"),
        ("Should the troops leave, Norway would sign the treaty.", "Should the troops leave"),
        ("If Finland withdraws its troops, Norway will sign the treaty.", "If Finland withdraws its troops"),
        ("Norway will sign the treaty the day the troops leave.", "the day the troops leave"),
        (
            'Norway said that it would sign the treaty "provided other creditors make an effort".',
            "provided other creditors make an effort",
        ),
        ("Norway would sign once there was a deal with Finland.", "once there was a deal with Finland"),
        (
            'Norway would sign once there were "credible assurances" from both sides, he said.',
            'once there were "credible assurances" from both sides',
        ),
        ("Norway would pay if at least two others paid as well.", "if at least two others paid as well"),
        ("Norway would not sign while the dispute lasts.", "while the dispute lasts"),
        (
            "Norway said there could be no talks while a single gun was pointed at its ships.",
            "while a single gun was pointed at its ships",
        ),
        ("Norway would sign the second the guns fell silent.", "the second the guns fell silent"),
        (
            "Norway is ready to drop its appeal to the court over the treaty with Finland once a fund of at "
            "least 3.2 billion euros a year has been laid down in law, the minister told the assembly.",
            "once a fund of at least 3.2 billion euros a year has been laid down in law",
        ),
        ("Norway has refused to sign before the quay is open.", "before the quay is open"),
        ("Norway ruled out lifting the toll before the road is mended.", "before the road is mended"),
        (
            "Norway has refused to pay before an independent audit is finished.",
            "before an independent audit is finished",
        ),
        (
            "Norway ruled out any release of water before the second week of May.",
            "before the second week of May",
        ),
        (
            "Norway has refused to lower its fees before the second quay is open, dealing it a blow.",
            "before the second quay is open",
        ),
        ("In the event of a ceasefire, Norway would send observers.", "In the event of a ceasefire"),
        (
            "Norway would sign if Finland resumes talks, readmits inspectors and accounts for its stockpile.",
            "if Finland resumes talks, readmits inspectors and accounts for its stockpile",
        ),
        (
            "Norway will sign once Finland lifted the ban, returned the boats and apologised, she said.",
            "once Finland lifted the ban, returned the boats and apologised",
        ),
        (
            "Norway would sign if Finland leaves the island, the minister said, and opens its books.",
            "if Finland leaves the island",
        ),
        (
            "Norway threatened to leave the talks should the closure of the border last beyond Easter.",
            "should the closure of the border last beyond Easter",
        ),
        (
            "Norway would give up the levy altogether were Finland to lift its ban on beef.",
            "were Finland to lift its ban on beef",
        ),
        (
            "Norway would not stand in the way of a swap, provided Finnish boats were given cod in exchange.",
            "provided Finnish boats were given cod in exchange",
        ),
        (
            "Norway would put the plan to a vote, provided the county paid for the survey.",
            "provided the county paid for the survey",
        ),
        (
            "Norway promised in the spring to stop its strikes when the first monitors arrived.",
            "when the first monitors arrived",
        ),
        (
            "Norway will pay 9 million crowns a year, after Finland and the mediator have both signed.",
            "after Finland and the mediator have both signed",
        ),
        ("Norway ruled out any talk of boats before the treaty was signed.", "before the treaty was signed"),
        ("Norway will sign nothing before the troops have left.", "before the troops have left"),
        ("Norway would in that case drop its claim, its envoy said.", "in that case"),
        (
            "Norway can accept the figure, its envoy said, but not without the guarantee.",
            "not without the guarantee",
        ),
    ],
)
def test_the_condition_runs_from_its_marker_to_its_end(sentence: str, condition: str) -> None:
    assert [s.condition for s in states(sentence)] == [condition]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway is ready to sign the treaty, said a diplomat, speaking on condition of anonymity.",
        "Norway is ready to sign the treaty without delay.",
        "Norway is ready to sign the treaty even without a guarantee.",
        "Norway is ready to sign the treaty by Monday.",
        "Norway is ready to keep the ceasefire until 2030.",
        "Norway urged Finland to negotiate with the mediator without conditions.",
        "Norway has until now insisted on a corridor.",
        "Norway warned against making the treaty dependent on a vote.",
        "Norway will sign the treaty with others if need be.",
        "Norway wants to keep the ceasefire, if necessary for two years.",
        "Norway is ready to fill the lake over eight years, twice as long as it had intended.",
        "Norway is ready to take the waste without charge.",
        "Norway wants 4 cents for each unit that passes through the pipe.",
        "Norway would not sign the treaty, while Finland hesitates.",
        "Norway is against the treaty, a diplomat said, speaking on condition that his name not be used.",
        "Norway would sign, a diplomat said on condition that she not be identified.",
    ],
)
def test_what_is_no_condition(sentence: str) -> None:
    assert [s.condition for s in states(sentence)] == [None]


_TOLD = (
    "Norway would cut the period of calm that it requires before it pays, if the mediator needs a letter "
    "from Oslo, unless Finland, the envoys said, signs, provided that it has left, should the troops go, "
    "not without a vote"
).split()


def test_the_second_of_several_is_no_condition() -> None:
    (statement,) = states("Norway accepts the second date.")
    assert (statement.proposal, statement.condition) == ("the second date", None)


@given(words=st.lists(st.sampled_from(_TOLD), min_size=3, max_size=24), data=st.data())
@settings(max_examples=150, deadline=None)
def test_conditions_of_any_words_have_words_and_go_on_in_order(words: list[str], data: st.DataObject) -> None:
    (sentence, *_) = mended(plainly(parse(plain(" ".join(words) + ".")))).sents
    limits = data.draw(st.lists(st.integers(sentence.start, sentence.end - 1), max_size=4))
    found = conditions(sentence, sorted(limits))
    assert all(c.start < c.end and c.text for c in found)
    ends = [c.end for c in found]
    assert ends == sorted(ends) or found[0].marker in ("ordered", "bargain")


def test_what_is_required_before_something_is_said_behind_it_is_no_condition_without_words() -> None:
    sentence = (
        "Norway would cut from 30 to 15 days the period of calm that it requires before it pays, "
        "three diplomats in Oslo said, citing a letter from Finland."
    )
    assert all(s.condition is None or s.condition for s in states(sentence))


def test_how_something_is_to_be_done_stays_in_what_is_demanded() -> None:
    (found,) = states("Norway urged Finland to negotiate with the mediator without conditions.")
    assert found.proposal == "Finland to negotiate with the mediator without conditions"


def test_a_condition_is_not_that_of_what_is_set_against_it_with_but() -> None:
    found = states(
        "Norway would sign if Finland paid, its minister said, but a loan was “out of the question”."
    )
    assert [s.condition for s in found] == ["if Finland paid", None]
