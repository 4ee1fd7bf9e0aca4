"""Whose members, on which day, in which paper: what a sentence leaves to those before it or to a noun."""

from __future__ import annotations

import datetime as dt

import pytest

from modusvivendi.statements.rules.reader import read_all_by_rules
from modusvivendi.statements.statement import Statement
from tests.statements.test_supported import PORT, of_last, report, told


def on(day: str, *paragraphs: str) -> list[Statement]:
    page = report(*paragraphs)
    (found,) = read_all_by_rules([(page, dt.date.fromisoformat(day), ())], regardless=lambda _: True)
    return [s for s in found if s.start >= page.body.rindex(paragraphs[-1])]


def test_what_is_agreed_to_is_what_was_asked_and_not_what_was_offered_besides() -> None:
    before = "Quell urged both sides to accept a mediator and offered to pay for one."
    (said,) = of_last(NEGOTIATING, before, "Norvane would agree, its minister said.")
    assert said.proposal == "a mediator"
    asked = [s.proposal for s in on("2026-07-10", NEGOTIATING, before) if s.stance.value == "demands"]
    assert asked == ["both sides to accept a mediator"]


def test_where_there_is_nothing_to_sign_signing_is_refused() -> None:
    sentence = 'Without a bridge, Norvane\'s minister said, there was "nothing to sign".'
    found = [(s.stance.value, s.proposal) for s in of_last(NEGOTIATING, sentence)]
    assert found == [("rules_out", "sign")]


@pytest.mark.parametrize(
    ("before", "sentence", "actor"),
    [
        (
            "In Brussels EU diplomats spoke of a force for Vardania.",
            "Most member states would join only with a UN mandate.",
            "most EU member states",
        ),
        (
            "In Brussels EU diplomats spoke of a force for Vardania, and of a UN resolution.",
            "Several members are against sending troops.",
            "several EU members",
        ),
        (
            "In Addis Ababa the African Union met over the truce in Kotal.",
            "AU diplomats said most members were ready to send observers.",
            "most AU members",
        ),
        (
            "The Coastal Union met over the truce in Kotal.",
            "Other member states want a vote.",
            "other Coastal Union member states",
        ),
    ],
)
def test_members_are_those_of_the_body_spoken_of(before: str, sentence: str, actor: str) -> None:
    assert [s.actor for s in of_last(before, sentence)] == [actor]


def test_members_of_a_guild_are_of_no_body_of_states() -> None:
    before = "The European Union has no say in the harbour."
    (only,) = of_last(PORT, before, "The members want a vote.")
    assert "European" not in only.actor


NEGOTIATING = "Norvane and Quell hold talks on the Sorn river."
MINISTER = "Norvane's foreign minister, Anton Brandt, had said on Wednesday that his country would not sign."


def test_who_goes_on_speaking_does_so_on_the_same_day() -> None:
    going_on = (
        "Discussing the dam, he said, Norvane would accept monitors. He would also pay for a lock, he said."
    )
    found = on("2026-07-10", NEGOTIATING, f"{MINISTER} {going_on}")
    assert [(s.date, s.date_kind) for s in found] == [(dt.date(2026, 7, 8), "said")] * 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Quell's envoy, Lia Rowe, said Quell would accept monitors.",  # somebody else
        "In the evening the foreign minister said Norvane would accept monitors.",  # perhaps again
    ],
)
def test_who_does_not_go_on_speaking_is_dated_by_the_report(sentence: str) -> None:
    found = on("2026-07-10", NEGOTIATING, f"{MINISTER} {sentence}")
    assert found[-1].date_kind == "published"


def test_a_day_of_its_own_counts() -> None:
    found = on(
        "2026-07-10", NEGOTIATING, f"{MINISTER} On Thursday he said that Norvane would accept monitors."
    )
    assert found[-1].date == dt.date(2026, 7, 9)


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("A report in the Gazette that Havnia was willing to sell surprised the port.", ("Gazette",)),
        ("There was a report in the Gazette on Monday that Havnia was willing to sell.", ("Gazette",)),
        ("A Gazette report that Havnia was willing to sell is being studied.", ("Gazette",)),
        (
            "Marsh would not comment on a report in the Nordhavn Courier that Havnia was prepared to sell.",
            ("Nordhavn Courier",),
        ),
        ("According to a report in the Gazette, Havnia is willing to sell.", ("Gazette",)),
    ],
)
def test_a_report_in_a_paper_is_on_that_papers_word(sentence: str, sources: tuple[str, ...]) -> None:
    (only,) = of_last(PORT, sentence)
    assert (only.actor, only.sources) == ("Havnia", sources)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # leaving off what the others suffer from, if they do their part, is an offer …
        (
            "Havnia would stop the night lorries if the guild dropped its lawsuit.",
            ["Havnia offers: stop the night lorries, if the guild dropped its lawsuit"],
        ),
        (
            "Harlan said the firm would drop the Sunday shifts once the guild called off the strike.",
            ["Havnia offers: drop the Sunday shifts, once the guild called off the strike"],
        ),
        # … leaving off what they want is a threat, and so is anything if they do not
        (
            "Havnia would halt deliveries if the city signed.",
            ["Havnia warns: halt deliveries, if the city signed"],
        ),
        (
            "Havnia would stop the night ferry if the guild went to court.",
            ["Havnia warns: stop the night ferry, if the guild went to court"],
        ),
    ],
)
def test_what_is_left_off_in_return(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(PORT, sentence)] == expected
