"""One agency's story in two papers is one witness, also where a paper has rewritten part of it."""

from __future__ import annotations

import pytest

from modusvivendi.dossier import origins, positions, witnesses
from modusvivendi.dossier.copies import copied, copies, credited_agency
from modusvivendi.reports import Report
from modusvivendi.statements import Statement
from tests.dossier.specimens import named, report, statement, unnamed

CLAIM = "Sudland would reopen the ferry crossing in spring if Norland drops the toll it has levied."
WIRE = (
    f"{CLAIM} The crossing has been closed since a collision damaged the northern pier last autumn. "
    "Traders on both banks have since sent their goods by the long road through the marshes, which "
    "takes a day more and costs twice as much. Engineers from both sides are due to inspect the pier "
    "before the ice melts. Neither side has said who would pay for the repair, which is put at nine "
    "million crowns."
)
REWRITTEN = (
    "Hopes rose on the river on Tuesday. Sudland would reopen its ferry crossing next spring if "
    "Norland drops the toll it has levied. The crossing has been closed since a collision damaged the"
    " northern pier last autumn, and the fishermen of Lower Bank have had enough of waiting. Neither "
    "side has said who would pay for the repair, which is put at nine million crowns. Ask in any "
    "tavern and you will hear another sum."
)
APART = (
    "The toll is the thing, they say at the harbour of Lower Bank. Give that up, and the boats could "
    "go again as soon as the ice is gone: so Sudland lets it be understood. A new pier is needed "
    "first."
)


def told(where: Report, words: str, **fields: object) -> Statement:
    """Make a statement that rests on the sentence that begins with some words."""
    start = where.body.index(words)
    end = where.body.index(".", start) + 1
    made = statement(where, 0, "Sudland", "offers", "reopen the ferry crossing", **fields)  # type: ignore[arg-type]
    return made.model_copy(
        update={"id": f"{where.stem}-{start}a", "start": start, "end": end, "sentence": where.body[start:end]}
    )


GAZETTE = report("gazette.txt", "Gazette", text=WIRE)
COURIER = report("courier.txt", "Courier", text=WIRE.replace("crowns.", "crowns.\n\nMore on page 5."))
TIDINGS = report("tidings.txt", "Tidings", text=REWRITTEN)
LANTERN = report("lantern.txt", "Lantern", text=APART)


@pytest.mark.parametrize("other", [COURIER, TIDINGS])
def test_the_same_text_in_two_papers_is_one_witness(other: Report) -> None:
    one, two = told(GAZETTE, "Sudland would"), told(other, "Sudland would")
    counted = witnesses([GAZETTE, other], [one, two], [one.id, two.id])
    assert (counted.least, counted.greatest) == (1, 1)
    assert "have it in the same words" in counted.reason
    [origin] = origins([GAZETTE, other], [one, two])
    assert origin.same_text == tuple(sorted(["gazette.txt", other.name]))


def test_the_same_text_is_one_witness_though_each_paper_says_that_it_was_told() -> None:
    one = told(GAZETTE, "Sudland would", chain=unnamed("officials"))
    two = told(TIDINGS, "Sudland would", chain=unnamed("port staff"))
    counted = witnesses([GAZETTE, TIDINGS], [one, two], [one.id, two.id])
    assert (counted.least, counted.greatest) == (1, 1)


def test_words_of_ones_own_may_be_another_witness() -> None:
    one, two = told(GAZETTE, "Sudland would"), told(LANTERN, "Give that up")
    counted = witnesses([GAZETTE, LANTERN], [one, two], [one.id, two.id])
    assert (counted.least, counted.greatest) == (1, 2)
    assert all(not origin.same_text for origin in origins([GAZETTE, LANTERN], [one, two]))


def test_a_sentence_of_its_own_in_a_rewritten_story_is_perhaps_another_witness() -> None:
    one = told(GAZETTE, "Sudland would", chain=unnamed("officials", "Radio North"))
    two = told(TIDINGS, "Ask in any tavern", chain=unnamed("guests"))
    counted = witnesses([GAZETTE, TIDINGS], [one, two], [one.id, two.id])
    assert (counted.least, counted.greatest) == (1, 2)
    apart = told(LANTERN, "Give that up", chain=unnamed("guests"))
    assert witnesses([GAZETTE, LANTERN], [one, apart], [one.id, apart.id]).least == 2


def test_two_named_people_stay_two_witnesses_whatever_the_words() -> None:
    one = told(GAZETTE, "Sudland would", chain=named("Ida Berg"))
    two = told(COURIER, "Sudland would", chain=named("Per Holm"))
    assert witnesses([GAZETTE, COURIER], [one, two], [one.id, two.id]).least == 2


def test_two_papers_that_quote_one_speech_are_not_one_story() -> None:
    speech = '"' + WIRE.replace(CLAIM, "").strip() + '"'
    one = report("a.txt", "A", text=f"At noon the mayor spoke on the quay before a thin crowd. {speech}")
    two = report(
        "b.txt", "B", text=f"Rain fell on the pier while the town's head held her yearly talk. {speech}"
    )
    assert not copies([one, two]).same_story("a.txt", "b.txt")
    assert copies([GAZETTE, COURIER]).same_story("gazette.txt", "courier.txt")
    assert copies([GAZETTE, TIDINGS]).same_story("tidings.txt", "gazette.txt")
    assert not copies([GAZETTE, LANTERN]).shares


def test_a_credited_agency_makes_two_papers_perhaps_one_witness() -> None:
    one = report("a.txt", "A", text=WIRE + "\n\nReuters contributed to this report.")
    two = report("b.txt", "B", text=APART + "\n\nWith reporting by Reuters.")
    first = told(one, "Sudland would", chain=unnamed("officials"))
    second = told(two, "Give that up", chain=unnamed("people at the harbour", "Radio North"))
    assert witnesses([one, two], [first, second], [first.id, second.id]).least == 1
    none = report("b.txt", "B", text=APART)
    assert witnesses([one, none], [first, second], [first.id, second.id]).least == 2


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("NORDHAVN, March 3 (Reuters) — The ferry stays in port.", "Reuters"),
        ("The ferry stays in port.\n\nAFP", "AFP"),
        ("The ferry stays in port.\n\nSource: Associated Press", "AP"),
        ("The ferry stays in port.\n\nReuters and our staff contributed to this report.", "Reuters"),
        ("The ferry stays in port.\n\nAdditional reporting by Agence France-Presse.", "AFP"),
        ("Reuters reported that the ferry stays in port.", None),
        ("The minister told AFP that the ferry stays in port.", None),
        ("An AP photographer was on the ferry.", None),
    ],
)
def test_an_agency_is_credited_by_line_or_dateline_and_not_by_being_cited(
    text: str, agency: str | None
) -> None:
    assert credited_agency(text) == agency


def test_a_short_sentence_is_nobodys_own() -> None:
    assert not copied("Talks go on.", "Talks go on.")
    assert copied(CLAIM, CLAIM)


def test_a_positions_witnesses_are_counted_by_text_too() -> None:
    record = [told(GAZETTE, "Sudland would"), told(TIDINGS, "Sudland would")]
    [position] = positions([GAZETTE, TIDINGS], record)
    assert (position.least, position.greatest) == (1, 1)
