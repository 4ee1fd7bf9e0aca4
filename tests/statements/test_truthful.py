"""What is stored of a sentence says what the sentence says, also where it doubts, denies or asks not to."""

from __future__ import annotations

import pytest

from modusvivendi.reports import Report
from modusvivendi.reports.load import parse
from modusvivendi.statements.read import read
from tests.statements.invented import plain

TALKS = (
    "Kestrel Rail and the Signalmen's Union resumed talks over pay and rosters in Harwick on Monday, with a "
    "state mediator in the chair. The union demands an extra rest day and a rise of 6 per cent. Kestrel has "
    "rejected the demand, its managing director Paul Brandt said."
)


def stored(sentence: str) -> list[str]:
    """Give what is stored of a sentence that stands at the end of a report on talks."""
    report = plain(f"{TALKS} {sentence}")
    return lines(report, report.body.index(sentence))


def lines(report: Report, start: int = 0) -> list[str]:
    """Give the statements of a report from an offset on, a line each."""
    return [
        f"{s.actor} {s.stance.value}: {s.proposal}" + (f", {s.condition}" if s.condition else "")
        for s in read(report)
        if s.start >= start
    ]


def loaded(text: str) -> Report:
    """Load a report of several paragraphs as from a file."""
    return parse(f"Harbour Post, 3 March 2026\n\nTalks resume\n\n{text}\n".encode(), "note.txt")


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        (
            "Brandt doubted that the union was in a hurry to sign.",
            "doubtful that the union was in a hurry to sign",
        ),
        (
            "Kestrel questioned whether a strike would find a majority.",
            "doubtful whether a strike would find a",
        ),
        ("Kestrel voiced concern about the ballot.", "concern about the ballot"),
        (
            "“There is no chance that the union will strike,” Brandt said.",
            "there is no chance that the union",
        ),
    ],
)
def test_a_doubt_is_no_view_that_it_is_so(sentence: str, line: str) -> None:
    (one,) = stored(sentence)
    assert one.startswith(f"Kestrel Rail assesses: {line}")


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("Brandt said no such offer had been made.", "any such offer had been made"),
        ("“Nobody here has talked about closures,” Brandt said.", "anybody here has talked about closures"),
        (
            "Brandt said that no one at the company had authorised a lump sum.",
            "anyone at the company had authorised",
        ),
        ("The report has no basis in fact, Brandt said.", "the report"),
        (
            "Kestrel insists that its drivers are not paid below the rate.",
            "its drivers are paid below the rate",
        ),
    ],
)
def test_what_is_denied_is_stored_without_its_no(sentence: str, denied: str) -> None:
    (one,) = stored(sentence)
    assert one.startswith(f"Kestrel Rail denies: {denied}")


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("The union insists that its strike fund is full.", "assesses: its strike fund is full"),
        (
            "The union insists that the drivers would gain nothing.",
            "assesses: the drivers would gain nothing",
        ),
        ("The union insists that it will not work at night.", "rules_out: work at night"),
        (
            "The union insists that rosters be posted a month ahead.",
            "demands: rosters be posted a month ahead",
        ),
    ],
)
def test_insisting_that_it_is_so_is_a_view_and_that_it_be_so_a_demand(sentence: str, line: str) -> None:
    (one,) = stored(sentence)
    assert one == f"Signalmen's Union {line}"


def test_what_others_are_asked_not_to_do_keeps_its_not() -> None:
    sentence = "The union appealed to Kestrel through its lawyers not to bring in agency staff."
    assert stored(sentence) == ["Signalmen's Union demands: not to bring in agency staff"]


def test_who_would_rather_strike_than_sign_rules_out_signing() -> None:
    assert stored("The union would sooner strike than sign the contract.") == [
        "Signalmen's Union rules_out: sign the contract"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The union would have to drop its demand, Brandt said.",
        "Brandt said the union ought to give up the rest day.",
    ],
)
def test_what_a_party_has_to_do_is_no_offer_of_its_own(sentence: str) -> None:
    assert [one.split(":")[0] for one in stored(sentence)] == ["Kestrel Rail demands"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kestrel has promised the union the earth.",
        "Kestrel offered little.",
        "Kestrel would have accepted 5 per cent.",
        "Kestrel has never told drivers what to say.",
        "Kestrel has not offered anything, the union said.",
        "Kestrel would not automatically come to the table.",
        "Kestrel handed over a letter.",
        "Kestrel does not talk to the press.",
        "Kestrel is delighted to be talked about.",
        "Few drivers believe that Kestrel will move.",
    ],
)
def test_idle_promises_and_what_was_never_done_are_no_position(sentence: str) -> None:
    assert stored(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        (
            "No driver is to work on Sundays, the union said.",
            "Signalmen's Union rules_out: driver working on Sundays",
        ),
        ("The union will stick to its offer of a pause.", "Signalmen's Union offers: its offer of a pause"),
        ("“Utter nonsense,” Brandt said.", "Kestrel Rail denies: utter nonsense"),
        ("“Not one train,” the union said.", "Signalmen's Union rules_out: one train"),
        ("Kestrel said 4 per cent was its bottom line.", "Kestrel Rail demands: 4 per cent"),
        ("Kestrel countered with a rise of 4 per cent.", "Kestrel Rail offers: a rise of 4 per cent"),
        ("The union asked for two more weeks.", "Signalmen's Union demands: two more weeks"),
        (
            "The union agreed in principle to a shorter contract.",
            "Signalmen's Union offers: a shorter contract",
        ),
        (
            "Kestrel has tied its consent to an end to the ballot.",
            "Kestrel Rail demands: an end to the ballot",
        ),
        ("The union dropped its lawsuit.", "Signalmen's Union offers: drop its lawsuit"),
        (
            "The union would suspend its ballot in return for a pay freeze, it said.",
            "Signalmen's Union offers: suspend its ballot, in return for a pay freeze",
        ),
        ("The union would have nothing against a pause.", "Signalmen's Union supports: a pause"),
        ("The union could live with 4 per cent.", "Signalmen's Union offers: 4 per cent"),
        ("The union's answer was a polite no.", "Signalmen's Union rules_out: a polite no"),
        (
            "“Kestrel is not coming back on Monday,” Brandt said.",
            "Kestrel Rail rules_out: come back on Monday",
        ),
        (
            "Brandt said that the rest day could not be accepted.",
            "Kestrel Rail rules_out: accept the rest day",
        ),
        (
            "“Without a rest day we vote no,” the union said.",
            "Signalmen's Union opposes: vote no, Without a rest day",
        ),
    ],
)
def test_moves_of_bargaining_are_read(sentence: str, line: str) -> None:
    assert stored(sentence) == [line]


def test_the_points_of_a_list_are_positions_of_whom_the_list_is() -> None:
    report = loaded(
        f"{TALKS}\n\nIn its letter to the mediator the union asks Kestrel to:\n\n"
        "- put the rosters in writing\n- end the use of agency staff unless a strike is on\n\n"
        "The letter has four pages."
    )
    assert lines(report)[-2:] == [
        "Signalmen's Union demands: put the rosters in writing",
        "Signalmen's Union demands: end the use of agency staff, unless a strike is on",
    ]


def test_a_refusal_after_a_concession_is_read_with_it() -> None:
    assert stored("Kestrel has come down from 4 extra days to 3, and will not go lower.")[-1] == (
        "Kestrel Rail rules_out: go lower"
    )


def test_what_is_neither_confirmed_nor_excluded_is_not_ruled_out() -> None:
    assert stored("Kestrel has neither confirmed nor excluded a lump sum.") == [
        "Kestrel Rail considers: a lump sum"
    ]


def test_members_a_party_is_named_after_do_what_the_party_says_they_will() -> None:
    assert stored("If Kestrel brings in agency staff, the signalmen will walk out, the union said.") == [
        "Signalmen's Union warns: walk out, If Kestrel brings in agency staff"
    ]


GAME = """Rovers refused to give up, but a header in the last minute denied them a point on Saturday. Their
coach Dan Pryce said that he would not change his squad for the cup match. “We demand more of
ourselves,” he said. United offered little in midfield, and their striker Lee Moss rejected the
chance to take a second penalty. Pryce wants to sign a defender. The referee ruled out a goal."""
KETTLE = """The kitchen maker Nordlys on Monday presented a kettle that promises to boil water in a
minute. The company plans to sell it in twelve countries and offers a guarantee of ten years. “We will not
compromise on design,” the chief designer Pia Lund said. Nordlys expects sales to rise. Customers
want fewer buttons, she added."""
CANAL = """The treaty of 1903 gave the company the right to dig. The senate rejected it, and the company
threatened to leave. The president offered ten million. Two years later the farmers along the river
demanded compensation, which the governor refused. In 1911 the last lock was opened, and the first
ships passed within the week."""


@pytest.mark.parametrize("text", [GAME, KETTLE, CANAL], ids=["a game", "an advertisement", "history"])
def test_a_text_without_a_negotiation_states_nothing_whatever_its_words(text: str) -> None:
    assert list(read(plain(" ".join(text.split()), title="News of the day"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mediator Ulla Fern proposes that the mill takes on one driver and that the parish pays for a "
        "year.\n\nThe hauliers' union is ready to drive again if the mill accepts the proposal, Tom Reed "
        "said on Monday.",
        "The Sandholm town council is considering a grant for the trams. It would pay for two drivers if the "
        "late line runs again by May, Mayor Una Beck told reporters.\n\nThe passengers' association supports "
        "the late line and rules out dearer tickets.",
    ],
)
def test_a_few_lines_of_little_but_who_would_do_what_for_what_are_read(text: str) -> None:
    # Two such notes of six that somebody dropped into the workbench were once said to hold nothing.
    assert read(plain(text))


def test_a_short_note_in_which_one_refuses_what_the_other_demands_is_a_negotiation() -> None:
    assert len(read(plain(TALKS))) >= 2
