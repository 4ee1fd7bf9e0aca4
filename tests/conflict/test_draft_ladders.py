"""One ladder of amounts for each thing bargained about, in whatever words the amounts are named."""

from __future__ import annotations

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.statements import Statement
from modusvivendi.statements.rules.quantities import quantity
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import asked, drafted, maker, settled


def told(statement: Statement, proposal: str, amount: str | None, sentence: str) -> Statement:
    return statement.model_copy(
        update={
            "proposal": proposal,
            "quantity": quantity(amount) if amount else None,
            "sentence": sentence,
            "act": statement.act and statement.act.model_copy(update={"label": proposal}),
        }
    )


def labels(conflict: Conflict, party: str) -> dict[str, str]:
    return dict(maker(conflict, party).options)


DEMAND = told(
    says("Drivers", "demands", "raise-pay", of="Railway", on="2031-05-05", report="may.txt", start=10),
    *("a pay rise of 8 per cent", "8 per cent", "The drivers ask for a pay rise of 8 per cent."),
)
OFFER = told(
    says("Railway", "offers", act("cent", "Railway"), on="2031-05-05", report="may.txt", start=30),
    *("3.5 per cent", "3.5 per cent", "The railway has offered 3.5 per cent."),
)


def more(words: str) -> Statement:
    subsidy = act("pay", "Ministry")
    return told(
        says(
            "Railway",
            "offers",
            act(words.split(maxsplit=1)[0], "Railway"),
            given=subsidy,
            on="2031-05-05",
            report="may.txt",
            start=50,
        ),
        *(words, "5 per cent", f"It would {words} if the ministry raised its subsidy."),
    )


@pytest.mark.parametrize("words", ["go up to 5 per cent", "go to 5 per cent", "pay 5 per cent", "5 per cent"])
def test_more_on_terms_is_an_amount_of_its_own_beside_what_is_offered_on_none(words: str) -> None:
    conflict = drafted(DEMAND, OFFER, more(words))
    assert labels(conflict, "Railway") == {
        "pay": "raise pay (3.5 per cent)",
        "pay_5": "raise pay (5 per cent)",
        "pay_8": "raise pay (8 per cent)",
    }
    assert "Railway.pay_5 iff Ministry.funds" in settled(conflict, "Railway")
    assert "Railway.pay" in settled(conflict, "Railway")
    assert "Railway.pay_8" in settled(conflict, "Drivers")
    assert not conflict.where("Railway.pay and Railway.pay_5").any()


@pytest.mark.parametrize("words", ["6 per cent", "take 6 per cent", "settle for 6 per cent", "accept 6"])
def test_what_one_would_take_is_an_amount_asked_of_the_other(words: str) -> None:
    taken = told(
        says("Drivers", "offers", act("cent", "Drivers"), on="2031-05-15", report="june.txt", start=10),
        *(words, "6 per cent", f"The drivers would settle for {words}, their chair said."),
    )
    conflict = drafted(DEMAND, OFFER, more("go up to 5 per cent"), taken)
    assert "Railway.pay_6" in settled(conflict, "Drivers")
    assert "pay_8" not in labels(conflict, "Railway")
    assert any("6" in question for question in asked(conflict, "Railway"))


def test_an_amount_with_the_words_of_what_is_offered_is_one_of_that() -> None:
    offered = told(
        says("Tavria", "offers", act("release-metre", "Tavria"), on="2031-05-05", report="may.txt", start=10),
        "release 45 cubic metres a second from the dam in July",
        "45 cubic metres",
        "Tavria would release 45 cubic metres a second from the dam in July.",
    )
    taken = told(
        says("Osland", "offers", act("metre", "Osland"), on="2031-05-15", report="june.txt", start=10),
        "60 cubic metres a second from the dam",
        "60 cubic metres",
        "Osland would accept 60 cubic metres a second from the dam.",
    )
    conflict = drafted(offered, taken, says("Osland", "offers", "pay", given=act("hold-vote", "Tavria")))
    assert "Tavria.release_metre_60" in settled(conflict, "Osland")


def test_an_amount_of_another_thing_is_no_amount_of_what_is_offered() -> None:
    costs = told(
        says("Hjalt", "offers", act("cent", "Hjalt"), on="2031-05-15", report="june.txt", start=10),
        *("15 per cent of the lawyers", "15 per cent", "Hjalt would pay 15 per cent of the lawyers."),
    )
    conflict = drafted(DEMAND, OFFER, more("go up to 5 per cent"), costs)
    assert not [label for label in labels(conflict, "Railway").values() if "15" in label]


def test_who_might_go_further_still_offers_what_it_has_offered() -> None:
    might = told(
        says("Tavria", "considers", act("go", "Tavria"), on="2031-05-25", report="july.txt", start=10),
        *("go to 50", "50", "We might go to 50 if the payments were guaranteed, the minister said."),
    )
    offered = told(
        says("Tavria", "offers", act("release-metre", "Tavria"), on="2031-05-05", report="may.txt", start=10),
        "release 45 cubic metres from the dam in July",
        "45 cubic metres",
        "Tavria would release 45 cubic metres from the dam in July.",
    )
    taken = told(
        says("Osland", "offers", act("metre", "Osland"), on="2031-05-15", report="june.txt", start=10),
        "60 cubic metres from the dam",
        "60 cubic metres",
        "Osland would accept 60 cubic metres from the dam.",
    )
    vote = says("Osland", "offers", "pay", given=act("hold-vote", "Tavria"))
    conflict = drafted(offered, taken, might, vote)
    amounts = {"release_metre": "45", "release_metre_50": "50", "release_metre_60": "60"}
    told_of = labels(conflict, "Tavria")
    assert all(number in told_of[key] and "accept" not in told_of[key] for key, number in amounts.items())
    assert "Tavria.release_metre" in settled(conflict, "Tavria")
    assert any("50" in question for question in asked(conflict, "Tavria"))


def test_a_bare_number_is_not_one_of_halves() -> None:
    takes = told(
        says("Obara", "offers", act("take", "Obara"), on="2031-05-15", report="june.txt", start=10),
        *("take 50 of the 72", "50", "Obara would take 50 of the 72."),
    )
    leaves = act("leave-bronze", "Obara", label="leave half of the bronzes on display")
    lends = says(
        *("Museum", "offers", act("lend-bronze", "Museum", label="lend the bronzes")),
        given=leaves,
        condition="if Obara left half of the bronzes on display",
        on="2031-05-05",
        report="may.txt",
    )
    conflict = drafted(takes, lends)
    assert not [p for p in settled(conflict, "Obara") if "leave" in p]
