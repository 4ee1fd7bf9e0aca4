"""What the reports themselves say is quoted: party by party, latest first, nothing that is overtaken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import modusvivendi as mv
from modusvivendi.brief.reported import Reported, _in_one_breath
from modusvivendi.dossier import Dossier
from modusvivendi.statements import Stance, Statement


@pytest.fixture
def reported(tmp_path: Path) -> Callable[..., Reported]:
    """Give a function that makes a record of reports, each a day and what it says."""

    def made(*reports: tuple[str, str]) -> Reported:
        dossier = Dossier.open(tmp_path / "dossier.db")
        for number, (day, text) in enumerate(reports):
            path = tmp_path / f"{number}_row.txt"
            path.write_text(f"The Bay Post\n\n{day}\n\nFerry row\n\n{text}\n", encoding="utf-8")
            report = mv.load(path)
            dossier.add(report, mv.read(report))
        return Reported(dossier)

    return made


def texts(points: tuple[object, ...]) -> list[str]:
    return [str(getattr(point, "text", point)) for point in points]


def test_who_is_judged_to_move_whom_is_quoted_with_what_that_one_says_itself(
    reported: Callable[..., Reported],
) -> None:
    record = reported(
        (
            "4 March 2026",
            "Norway is ready to send observers to Cyprus. Diplomats said that Norway's taking part could "
            "bring Turkey to accept observers in Cyprus. Turkey rejected foreign observers in Cyprus, its "
            "foreign ministry said.",
        )
    )
    judged, itself = texts(record.bringing())[:2]
    assert judged.startswith("That what Norway does")
    assert "could bring Turkey to" in judged
    assert (
        "the judgement of others, not the word of Turkey: “Diplomats said that Norway's taking part" in judged
    )
    assert itself.startswith("Of Turkey itself is reported, with no word of Norway: “Turkey rejected")


def test_those_who_hold_the_same_in_one_sentence_are_named_together(
    reported: Callable[..., Reported],
) -> None:
    record = reported(
        ("4 March 2026", "Norway and Sweden oppose a toll on the bridge. Denmark rejected it, too.")
    )
    together = "Norway and Sweden object: “Norway and Sweden oppose a toll on the bridge” (4 March 2026)."
    assert together in texts(record.against())


def test_a_number_from_which_a_later_report_tells_it_has_moved_is_no_term_any_more(
    reported: Callable[..., Reported],
) -> None:
    record = reported(
        ("4 March 2026", "Norway would accept 12 per cent if Iceland opened its waters, its minister said."),
        (
            "9 May 2026",
            "Norway will take 10 per cent, down from the 12 per cent it had asked for, if Iceland signs the "
            "agreement, its minister said.",
        ),
    )
    terms = [s.sentence for _, s in record.terms]
    assert len(terms) == 1 and terms[0].startswith("Norway will take 10 per cent")


def test_terms_are_quoted_in_their_own_words_and_once_for_those_who_share_them(
    reported: Callable[..., Reported],
) -> None:
    record = reported(
        (
            "4 March 2026",
            "Norway and Sweden will pay for the bridge if Denmark opens its port. "
            "Finland will not send ships without a UN mandate.",
        )
    )
    (only,) = [text for text in texts(record.against()) if text.startswith("On terms only")]
    assert "Norway and Sweden (“if Denmark opens its port”)" in only
    assert "Finland (refusing “without a UN mandate”)" in only
    assert "On terms, Norway and Sweden: “Norway and Sweden will pay" in texts(record.bringing())[0]


def test_an_offer_and_a_refusal_on_terms_are_told_apart(reported: Callable[..., Reported]) -> None:
    record = reported(
        (
            "4 March 2026",
            "Norway would free its captives if Iceland left the strait. Norway will not leave any port "
            "before Iceland has left the strait.",
        )
    )
    (only,) = [text for text in texts(record.against()) if text.startswith("On terms only")]
    assert "Norway (“if Iceland left the strait”; refusing “before Iceland has left the strait”)" in only


def test_a_refusal_to_go_beyond_an_amount_is_not_quoted_once_its_party_has(
    reported: Callable[..., Reported],
) -> None:
    first = ("4 March 2026", "The employers offered 9 per cent and said they would not go any higher.")
    later = ("11 March 2026", "The employers raised their offer to 11 per cent on Tuesday.")
    refusing = "would not go any higher"
    assert any(refusing in text for text in texts(reported(first).against()))
    assert not any(refusing in text for text in texts(reported(first, later).against()))


def test_what_is_disputed_is_quoted_from_both_sides(reported: Callable[..., Reported]) -> None:
    record = reported(
        (
            "4 March 2026",
            "Norway is ready to open its port to Russian ships, diplomats told the Harbour Gazette.",
        ),
        ("6 March 2026", "Norway denied that it was ready to open its port to Russian ships."),
    )
    (disputed,) = texts(record.disputed())
    assert disputed.startswith("Disputed: “Norway is ready to open its port")
    assert "; Norway denies it: “Norway denied that" in disputed


def test_a_threat_for_a_day_that_is_past_is_not_quoted_as_todays(reported: Callable[..., Reported]) -> None:
    first = ("4 March 2026", "The dockers' union threatened to walk out on 9 March.")
    later = ("16 March 2026", "The employers offered 5 per cent.")
    assert any("walk out on 9 March" in text for text in texts(reported(first).against()))
    assert not any("walk out on 9 March" in text for text in texts(reported(first, later).against()))


def test_what_a_party_has_moved_from_is_not_quoted_as_todays(reported: Callable[..., Reported]) -> None:
    first = ("4 March 2026", "Norway ruled out sending observers to Cyprus.")
    later = (
        "16 March 2026",
        "Norway is now ready to send observers to Cyprus if the United Nations asks for them.",
    )
    assert any("ruled out sending observers" in text for text in texts(reported(first).against()))
    both = texts(reported(first, later).against())
    assert not any("ruled out sending observers" in text for text in both)
    assert any("On terms only: Norway (“if the United Nations asks for them”)" in text for text in both)


def test_what_is_told_as_changed_since_is_not_quoted_as_todays(reported: Callable[..., Reported]) -> None:
    first = ("4 March 2026", "Norway would halt its raids on Cyprus once the observers arrived.")
    later = (
        "16 March 2026",
        "Norway, which promised to halt its raids on Cyprus once the observers arrived, has since hardened "
        "its terms.",
    )
    repeated = ("16 March 2026", f"{later[1]} Norway would halt its raids on Cyprus if it were paid.")
    terms = "once the observers arrived"
    assert any(terms in text for text in texts(reported(first).against()))
    assert not any(terms in text for text in texts(reported(first, later).against()))
    assert any("if it were paid" in text for text in texts(reported(first, repeated).against()))


def test_two_voices_of_one_party_are_quoted_together(reported: Callable[..., Reported]) -> None:
    record = reported(
        (
            "4 March 2026",
            "Norway's foreign ministry welcomed the accord on the bridge. Defence Minister Kari Aas rejected "
            "the accord on the bridge. Sweden opposes a toll.",
        )
    )
    (voices,) = [text for text in texts(record.against()) if "more than one voice" in text]
    assert voices.startswith("Norway speaks with more than one voice: “")
    assert "welcomed the accord" in voices and "Kari Aas rejected" in voices
    (asked,) = texts(record.voices())
    assert asked.startswith("To be asked as well is who speaks for Norway: “")


@pytest.mark.parametrize(("source", "two"), [("Paul Kade", False), ("Defence Ministry", True)])
def test_an_offer_and_its_limit_by_one_person_are_no_two_voices(source: str, two: bool) -> None:
    yes = Statement(
        id="r-0a", report="r.txt", start=0, end=9, sentence="We would.", actor="Norway", speaker="Paul Kade",
        stance="offers", proposal="pay", sources=("Paul Kade",),
    )  # fmt: skip
    told = {"id": "r-9a", "start": 10, "end": 19, "sentence": "We won't.", "stance": Stance.RULES_OUT}
    no = yes.model_copy(update={**told, "speaker": "Norway", "sources": (source,)})
    assert _in_one_breath(yes, no) == two


def test_the_newest_is_quoted_first_and_a_sentence_that_points_back_with_the_one_before_it(
    reported: Callable[..., Reported],
) -> None:
    record = reported(
        ("4 March 2026", "Norway rejected a toll on the bridge."),
        (
            "16 March 2026",
            "Norway ruled out a toll on the bridge. It would never accept a toll, "
            "Prime Minister Ola Dahl said.",
        ),
    )
    (objecting,) = [text for text in texts(record.against()) if "toll" in text]
    assert "“Norway ruled out a toll on the bridge. It would never accept a toll" in objecting
    assert objecting.index("16 March") < objecting.index("4 March 2026")


def test_what_only_a_report_without_a_date_tells_is_told_as_that(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "dossier.db") as dossier:
        for name, text in (
            (
                "dated",
                "The Bay Post\n\n4 March 2026\n\nFerry row\n\nSweden opposes sending troops to Cyprus.\n",
            ),
            ("undated", "Norway rejected a toll on the bridge. Sweden opposes sending troops to Cyprus.\n"),
        ):
            path = tmp_path / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            report = mv.load(path)
            dossier.add(report, mv.read(report))
        (told,) = texts(Reported(dossier).without_date(()))
    assert told == "Only in the report without a date, of Norway: “Norway rejected a toll on the bridge”."


def test_terms_are_told_with_what_they_are_for(reported: Callable[..., Reported]) -> None:
    record = reported(
        (
            "4 March 2026",
            "Norway and Sweden will pay for the bridge if Denmark opens its port. "
            "Finland will not send ships without a UN mandate.",
        )
    )
    (terms,) = texts(record.terms_last_reported())
    assert terms == (
        "Terms, as reported: Norway and Sweden to be ready to pay for the bridge, "
        "“if Denmark opens its port”; Finland not to send ships, “without a UN mandate”."
    )


def test_what_hangs_on_something_another_refuses_comes_first(reported: Callable[..., Reported]) -> None:
    record = reported(
        (
            "4 March 2026",
            "Norway opposes a toll on the bridge. Sweden will sign the treaty if Denmark changes its customs "
            "law. Denmark denied that its customs law was unfair.",
        )
    )
    first = texts(record.against())[0]
    assert first.startswith(
        "Sweden, on terms: “Sweden will sign the treaty if Denmark changes its customs law”"
    )
    assert "; Denmark: “Denmark denied that its customs law was unfair”" in first


def test_a_denial_between_two_positions_is_found(reported: Callable[..., Reported]) -> None:
    record = reported(("6 March 2026", "Norway denied that it would open its port to Russian ships."))
    found = record.denied_between("Norway", "2026-03-04", "2026-03-16")
    assert found is not None and found.text.startswith("In between it denied: “Norway denied that")
    assert record.denied_between("Norway", "2026-03-07", "2026-03-16") is None
    assert record.denied_between("Norway", None, "2026-03-16") is None


def test_a_small_group_and_its_members_are_one_side(reported: Callable[..., Reported]) -> None:
    """Once "the E3" stood beside France, Germany and the United Kingdom as if it were a fourth party."""
    record = reported(
        (
            "4 March 2026",
            "Talks on the reactor of Norland went on. Britain, France and Germany have offered to lift the "
            "ban on loans if Norland admits inspectors, a diplomat said. The E3 are willing to send "
            "engineers if Norland closes the old plant, they said on Tuesday.",
        )
    )
    (said,) = (text for text in texts(record.bringing()) if text.startswith("On terms"))
    assert said.startswith("On terms, France, Germany and the United Kingdom: ")
    assert "lift the ban" in said
    assert "send engineers" in said


def test_what_bears_out_a_denied_claim_is_told_with_the_dispute(reported: Callable[..., Reported]) -> None:
    record = reported(
        (
            "4 March 2026",
            "Talks between Norway and Turkey on observers went on. Norway would send observers to Cyprus if "
            "Turkey agreed, the Oslo Times reported, citing an official it did not name. The foreign "
            "ministry in Oslo said that no such offer had been made. Two envoys, however, said they had "
            "heard the same offer from Norwegian officials.",
        )
    )
    (said,) = texts(record.disputed())
    assert "; Norway denies it: “The foreign ministry in Oslo said that no such offer had been made”" in said
    assert said.endswith(
        "; for it speaks “Two envoys, however, said they had heard the same offer from Norwegian officials”."
    )


def test_what_that_outline_is_stands_before_who_speaks_of_it(reported: Callable[..., Reported]) -> None:
    record = reported(
        (
            "4 March 2026",
            "Talks between Norway and Turkey on observers went on. An outline of the mission is due soon. "
            "Norway would be ready to send observers to Cyprus, but not before that outline was agreed, its "
            "foreign ministry said.",
        )
    )
    said = " ".join(texts(record.bringing()))
    assert "“An outline of the mission is due soon. Norway would be ready to send observers" in said


def test_what_some_members_would_do_is_not_told_as_the_body_s_term(reported: Callable[..., Reported]) -> None:
    record = reported(
        (
            "4 March 2026",
            "The Dockers' Union and the Harbour Operators' Federation (HOF) met again. Two of the five "
            "operators would guarantee jobs if the union accepted new cranes, the Bay Gazette reported.",
        )
    )
    (terms,) = texts(record.terms_last_reported())
    assert terms.startswith("Terms, as reported: two members of the Harbour Operators' Federation to ")
