"""Whom somebody speaks for, told by reports beside each other."""

from __future__ import annotations

from modusvivendi.dossier.parties import same_parties
from modusvivendi.dossier.speakers import with_speakers_settled
from modusvivendi.statements import Statement


def told(actor: str, speaker: str | None, sentence: str, report: str = "may.txt") -> Statement:
    return Statement(
        id=f"{report}-{abs(hash(sentence)) % 1000}",
        report=report,
        start=0,
        end=1,
        sentence=sentence,
        actor=actor,
        speaker=speaker,
        stance="offers",
        proposal="sail",
    )


def parties(*statements: Statement) -> list[str]:
    return [s.actor for s in with_speakers_settled(statements)]


UNION = told("Tarn Union", "Ada Holm", "The Tarn Union could accept thirty, its president, Ada Holm, said.")
GUESSED = told("Osk Harbour", "Ada Holm", "Ada Holm, the president, called it a fabrication.", "june.txt")


def test_whom_a_report_names_beside_the_speaker_goes_before_whom_another_is_guessed_to_mean() -> None:
    assert parties(UNION, GUESSED) == ["Tarn Union", "Tarn Union"]
    assert parties(GUESSED, UNION) == ["Tarn Union", "Tarn Union"]


def test_a_country_is_named_by_its_capital_or_its_people_as_well() -> None:
    sure = told("Panama", "Rita Vell", "Panama City is willing, Foreign Minister Rita Vell said.")
    guessed = told("Colombia", "Rita Vell", "Foreign Minister Rita Vell denied it.", "june.txt")
    assert parties(sure, guessed) == ["Panama", "Panama"]


def test_where_both_reports_name_whom_somebody_speaks_for_both_are_believed() -> None:
    left = told("Osk Harbour", "Ada Holm", "Ada Holm, now of Osk Harbour, would sail.", "june.txt")
    assert parties(UNION, left) == ["Tarn Union", "Osk Harbour"]


def test_what_others_say_for_that_party_stays_its_own() -> None:
    other = told("Osk Harbour", "Bo Lind", "The harbour would pay, Bo Lind said.", "june.txt")
    silent = told("Osk Harbour", None, "The harbour would wait.", "june.txt")
    assert parties(UNION, GUESSED, other, silent) == [
        "Tarn Union",
        "Tarn Union",
        "Osk Harbour",
        "Osk Harbour",
    ]


def test_who_speaks_of_two_parties_in_one_report_is_left_as_read() -> None:
    second = told("Norvale", "Ada Holm", "Norvale would sail as well, Ada Holm thought.", "june.txt")
    assert parties(UNION, GUESSED, second) == ["Tarn Union", "Osk Harbour", "Norvale"]


def test_names_that_never_meet_and_have_one_speaker_are_one_party() -> None:
    labour = [
        told("Labour", "Ada Holm", "Ada Holm, its leader, would sail."),
        told("Labour", "a spokeswoman", "A spokeswoman said it would sail."),
    ]
    others = told("Social Democrats", "Ada Holm", "She would sail, Ada Holm said.", "june.txt")
    assert parties(*labour, others) == ["Labour", "Labour", "Labour"]
    beside = told("Labour", None, "Labour would wait.", "june.txt")
    assert parties(*labour, others, beside)[2] == "Social Democrats"


def test_two_bodies_of_one_kind_are_not_one_party() -> None:
    first = told("Danish association", "Ada Holm", "The association's president, Ada Holm, would sail.")
    second = told("Norwegian association", "Ada Holm", "The president, Ada Holm, would sail.", "june.txt")
    assert parties(first, second) == ["Danish association", "Norwegian association"]


def test_where_something_is_held_does_not_say_for_whom_somebody_speaks() -> None:
    sweden = told("Sweden", "Ada Holm", "The Swedish captain, Ada Holm, would sail in Stockholm.")
    club = told("Tarn Club", "Ada Holm", "The president, Ada Holm, would sail.", "june.txt")
    assert parties(sweden, club) == ["Sweden", "Tarn Club"]


def test_an_office_told_as_somebodys_goes_before_one_told_as_nobodys() -> None:
    kenya = told("Kenya", "Ada Holm", "Its envoy, Ada Holm, would sail.")
    guessed = told("Mauritius", "Ada Holm", "The envoy, Ada Holm, now would sail.", "june.txt")
    assert parties(kenya, guessed) == ["Kenya", "Kenya"]


def test_a_name_and_its_variant_are_no_clash() -> None:
    assert same_parties(["Lowland Unionist", "Lowland Unionists"]) == {
        "Lowland Unionist": "Lowland Unionists"
    }
