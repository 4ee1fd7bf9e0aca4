"""How a proposal is worded: it stands by itself, whatever the sentence left to the one before it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from modusvivendi.reports.readable import readable
from modusvivendi.statements.read import read
from modusvivendi.statements.rules.anaphora import Memory
from modusvivendi.statements.rules.quantities import quantity
from modusvivendi.statements.statement import Stance, Statement
from tests.statements.invented import plain

MATTER = (
    "Talks between Norway and Finland on the gas link, the border troops and a ceasefire went on in Geneva. "
    "The mediator's draft agreement, with guarantees and concessions, is before both governments. "
)


def states(text: str, **known: Any) -> list[Statement]:
    report = plain(MATTER + text, **known)
    return [s for s in read(report) if s.start >= report.body.index(text)]


@pytest.mark.parametrize(
    ("text", "proposals"),
    [
        # what a word points back at
        (
            "Norway is ready to reopen the gas link. Such a step would be welcome, "
            "the Finnish energy minister said.",
            ["reopen the gas link", "reopening the gas link"],
        ),
        (
            "Norway has rejected the idea of sharing the cost of repairs. Doing so would reward "
            '"sheer blackmail", which Oslo will not accept, its foreign minister said.',
            ["sharing the cost of repairs", "sharing the cost of repairs"],
        ),
        (
            "Finland has offered to withdraw its troops. Norway turned the offer down.",
            ["withdraw its troops", "accept the offer to withdraw its troops"],
        ),
        (
            "Finland is ready to send observers to the border. Norway's government "
            "denied on Friday that it would "
            "pay for them.",
            ["send observers to the border", "Norway would pay for them"],
        ),
        (
            "Finland, which helped to broker the arrangement, favours keeping it going.",
            ["keeping the arrangement going"],
        ),
        # the wording itself
        (
            'Norway has rejected any foreign soldiers under a "NATO flag".',
            ["any foreign soldiers under a NATO flag"],
        ),
        ("Norway is prepared to contribute soldiers too.", ["contribute soldiers"]),
        (
            "Norway expects that ten states might join the ceasefire mission, further illustrating "
            "their resolve.",
            ["ten states might join the ceasefire mission"],
        ),
        (
            "Finnish soldiers will not be sent to the border, the Finnish prime minister said.",
            ["send Finnish soldiers to the border"],
        ),
        ("Norway and Finland are urged by nobody. Norway urged both sides to sign.", ["both sides to sign"]),
        ("Norway will take no part in the border talks.", ["take part in the border talks"]),
        (
            '"We will pay what we owe as soon as the troops leave," the Norwegian prime minister said.',
            ["pay what Norway owes"],
        ),
        ("Norway has dropped its demand for a share of the gas.", ["drop its demand for a share of the gas"]),
        (
            "Norway is weighing a seat in the ceasefire mission. Its envoys have "
            "been asking in Geneva how such a "
            "step would be received.",
            ["a seat in the ceasefire mission", "a seat in the ceasefire mission"],
        ),
    ],
)
def test_a_proposal_stands_by_itself(text: str, proposals: list[str]) -> None:
    found = [s.proposal for s in states(text)]
    assert [p for p in found if p in proposals] == proposals, found


@pytest.mark.parametrize(
    "text",
    [
        "Should Norway join the mission, it could signify a shift in the whole region.",
        "Norway might send troops one day.",
        "The envoys met in Oslo, aiming to unify their approach to the ceasefire.",
        "Norway has neither confirmed nor denied the report.",
        "The mediator's visit ended, further raising hopes of a deal.",
    ],
)
def test_guesses_of_the_outlet_purposes_and_silence_are_no_positions(text: str) -> None:
    assert states(text) == []


def test_adjacent_conditions_are_one_stretch_and_both_acts_are_known() -> None:
    (found,) = states(
        "Norway would send peacekeepers in the event of a ceasefire, but only under a UN mandate."
    )
    assert found.condition == "in the event of a ceasefire, but only under a UN mandate"
    assert [a.action for a in found.condition_acts] == ["ceasefire", "give-mandate"]


def test_two_conditions_apart_stand_once_each_and_the_only_one_comes_first() -> None:
    found = states(
        "In the event of a ceasefire, Norway would send troops, but only if Finland paid the cost."
    )
    assert [s.condition for s in found] == ["only if Finland paid the cost", "In the event of a ceasefire"]


def test_it_after_diplomats_is_the_party_they_spoke_of() -> None:
    found = states(
        "Norway would send peacekeepers in the event of a ceasefire, the "
        "newspaper Dagsposten reported, citing "
        "diplomats in Geneva. It would do so only if Finland agreed, the diplomats told Dagsposten."
    )
    assert [(s.actor, s.proposal) for s in found] == [("Norway", "send peacekeepers")] * 2
    assert [s.sources[0] for s in found] == ["Dagsposten"] * 2
    assert all(s.anonymous for s in found)


def test_the_report_after_a_papers_name_is_that_papers() -> None:
    found = states(
        "Norway is considering a ceasefire, The Mariner, a weekly that follows "
        "the talks, wrote on Monday. The "
        "report, citing people close to the talks, noted that nothing had been signed."
    )
    assert found[0].sources == ("The Mariner", "people close to the talks (unnamed)")


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("In March, Norway called the report of a ceasefire untrue.", True),
        ("Norway said last week that it opposes a ceasefire.", False),
        ("Norway's prime minister told reporters earlier this month that it opposes a ceasefire.", False),
        ("In January Norway would have nothing to do with a ceasefire.", True),
        (
            "Finland is calm, officials said, although Norway declared in January that it would not sign.",
            True,
        ),
    ],
)
def test_a_time_without_a_day_gives_no_date(text: str, earlier: bool) -> None:
    (found,) = states(text, date=dt.date(2026, 8, 23))
    assert (found.date, found.date_kind, found.earlier) == (None, None, earlier)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Around ten European states", ("Around ten", 10, 10)),
        ("cut it from 480 to 390 tonnes", ("480 to 390 tonnes", 390, 390)),
        ("let the three men walk free", None),
        ("inside the 200-mile line", None),
    ],
)
def test_a_quantity_is_never_cut_within_a_word(text: str, expected: tuple[str, int, int] | None) -> None:
    found = quantity(text)
    assert (found and (found.text, found.min, found.max)) == expected


def test_markup_is_read_past_but_quoted_as_it_stands() -> None:
    text = MATTER + "Norway is **willing to sign** the treaty, *if* Finland withdraws."
    report = plain(text).model_copy(update={"name": "note.md"})
    (found,) = [s for s in read(report) if "willing" in s.sentence]
    assert found.proposal == "sign the treaty"
    assert found.sentence in report.body
    assert found.condition is not None
    assert found.condition in report.body
    assert len(readable(report)) == len(report.body)


def test_what_nobody_spoke_of_is_left_as_it_stands() -> None:
    assert Memory().whole("the idea", 1, "Norway", Stance.SUPPORTS) is None
    assert Memory().whole("sign the treaty", 1, "Norway", Stance.SUPPORTS) is None
