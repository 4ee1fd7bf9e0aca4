"""What is not stated, since readings of its kind were more often wrong than right."""

from __future__ import annotations

import pytest

from tests.statements.test_supported import PORT, STATES, of_last, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # what will be, by nobody's act, is no view of who says it …
        ("Harlan said the letter would go out on Monday.", []),
        ("The guild said there would be long evenings ahead.", []),
        ("Harlan said the levy would stay where it was.", []),
        # … unless it says what something does, or what it is like
        (
            "Harlan said a strike would ruin the harbour.",
            ["Havnia assesses: a strike would ruin the harbour"],
        ),
        ("Harlan said six weeks would be a miracle.", ["Havnia assesses: six weeks would be a miracle"]),
        (
            "Harlan believes the letter will go out on Monday.",
            ["Havnia assesses: the letter will go out on Monday"],
        ),
        # what could be done, a party that says so thinks about
        (
            "Harlan said the fee could be halved.",
            ["Havnia considers: halve the fee"],
        ),
        ("Harlan said the fee could only be halved by the city.", []),
        # what is done to somebody unless something comes is threatened
        (
            "Unless the cranes return to work, the drivers will be dismissed, Harlan said.",
            ["Havnia warns: dismiss the drivers, Unless the cranes return to work"],
        ),
        # such an offer was told already
        ("It was the first time that Havnia had made such an offer in public.", []),
        # the body of who speaks is itself
        (
            "Marsh, who leads the guild, said the union would call off the march if talks resumed.",
            ["Dockers' Guild offers: call off the march, if talks resumed"],
        ),
        (
            "Unless there is a new offer, the committee will vote on a strike, the guild said.",
            ["Dockers' Guild warns: vote on a strike, Unless there is a new offer"],
        ),
        ("Harlan said the door would stay open.", ["Havnia considers: the door would stay open"]),
        # nobody in particular
        (
            "Havnia will sell only to a firm that promises to keep the pier.",
            ["Havnia offers: sell only to a firm that promises to keep the pier"],
        ),
    ],
)
def test_of_a_port(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(PORT, sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Brandt said the army would shell the bridge if it was crossed.",
            ["Norvane warns: shell the bridge, if it was crossed"],
        ),
        (
            "Brandt said the envoys would be released if Quell agreed.",
            ["Norvane offers: release the envoys, if Quell agreed"],
        ),
    ],
)
def test_of_states(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(STATES, sentence)] == expected


def test_who_they_are_is_not_guessed_over_sentences() -> None:
    between = "It rained for most of the day. Nobody was seen at the gates."
    assert of_last(PORT, between, "They are ready to take 5 per cent.") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # words begin with what can stand behind "would" …
        ("Havnia had not made up its mind about hiring clerks.", ["Havnia considers: hiring clerks"]),
        (
            "We do not bargain with strikebreakers, guild leader Oona Marsh said.",
            ["Dockers' Guild rules_out: bargain with strikebreakers"],
        ),
        (
            "Havnia made its own signature dependent on a clause about the night shift.",
            ["Havnia offers: its own signature, dependent on a clause about the night shift"],
        ),
        (
            "What we are not going to do is open the books, Harlan said.",
            ["Havnia rules_out: open the books"],
        ),
        # … and end before what somebody thinks of them
        (
            "Havnia has offered to let clerks check the books, a move the guild turned down in May.",
            ["Havnia offers: let clerks check the books"],
        ),
        (
            "The guild would not unload the ships, which lie idle since May.",
            ["Dockers' Guild rules_out: unload the ships"],
        ),
        # what is taken back is told in full
        (
            "Havnia can live with a smaller rise but not with a shorter week.",
            ["Havnia offers: a smaller rise", "Havnia rules_out: a shorter week"],
        ),
        (
            "Havnia is open to observers from the city but not from the guild.",
            ["Havnia considers: observers from the city", "Havnia rules_out: observers from the guild"],
        ),
        ("Havnia offered to pay for one crane but not two.", ["Havnia offers: pay for one crane"]),
    ],
)
def test_the_words_of_a_position(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(PORT, sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # its own act is offered, not demanded
        ("Havnia had proposed to keep the night shift.", ["Havnia offers: keep the night shift"]),
        (
            "The guild proposed that Havnia keep the night shift.",
            ["Dockers' Guild demands: Havnia keep the night shift"],
        ),
        # what one expects of others is asked for
        (
            "The guild told reporters that it expected an answer by Friday.",
            ["Dockers' Guild demands: an answer by Friday"],
        ),
        ("The guild expects a flood of orders.", ["Dockers' Guild assesses: a flood of orders"]),
        # saying something is no act, and everything is nothing in particular
        ("Harlan would say only that the port was open.", []),
        ("Harlan said everything was on the table.", []),
        # a condition that has no words is none; one behind *only* makes leaving an offer
        (
            "Havnia said it would pay at year's end, not before.",
            ["Havnia offers: pay at year's end, not before"],
        ),
        (
            "The guild will leave the pier only once an elected council has taken office.",
            ["Dockers' Guild offers: leave the pier, only once an elected council has taken office"],
        ),
    ],
)
def test_further_of_a_port(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(PORT, sentence)] == expected


def test_that_is_not_looked_for_over_two_sentences() -> None:
    before = "Havnia offered to repair the crane. Nobody from the city came."
    assert of_last(f"{PORT} {before}", "The guild could live with that.") == []
    near = of_last(PORT, "Havnia offered to repair the crane. The guild could live with that.")
    assert [s.proposal for s in near if s.actor == "Dockers' Guild"] != []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # whom a party quoted calls "they" is not itself
        ("“They want the pier for nothing,” Harlan said.", []),
        ("“We want the pier for nothing,” Harlan said.", ["Havnia demands: the pier for nothing"]),
        # somebody named and then described is somebody
        (
            "Behind it is Fairwater, a pressure group that wants the pier closed.",
            ["Fairwater demands: the pier closed"],
        ),
        (
            "The guild will stop picketing the moment the cranes move.",
            ["Dockers' Guild offers: stop picketing, the moment the cranes move"],
        ),
        (
            "Havnia will sell its share only at a price above 40 million crowns.",
            ["Havnia offers: sell its share, only at a price above 40 million crowns"],
        ),
    ],
)
def test_more_of_a_port(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(PORT, sentence)] == expected
