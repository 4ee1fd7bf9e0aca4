"""What reports tell of open points and of rules, which is nobody's position."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from modusvivendi.dossier import Dossier, Selection
from modusvivendi.dossier.asides import AsideKind, asides
from modusvivendi.reports import Report, load
from modusvivendi.statements.read import read


def told(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "told.txt"
    path.write_text(f"The Fen Courier\n\n3 March 2026\n\n{text}\n", encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (
            AsideKind.OPEN,
            "It is unclear whether the wardens would stay on, and whether Fenmark would pay.",
        ),
        (AsideKind.OPEN, "Who would command the joint patrols is not known."),
        (AsideKind.OPEN, "The guild has not yet said whether it would send pilots."),
        (AsideKind.OPEN, "How much weight the elders carry with the militia remains to be seen."),
        (AsideKind.OPEN, "The province was still deciding what to put into the fund."),
        (AsideKind.OPEN, "No date has been set for the next round."),
        (AsideKind.OPEN, "Asked by reporters, the minister declined to say whether the dam would be opened."),
        (AsideKind.OPEN, "Whether the crews would take less has not been put to a vote."),
        (AsideKind.OPEN, "The harbour master confirmed the meeting but not the sum."),
        (AsideKind.OPEN, "The paper's account rests on a single letter."),
        (AsideKind.RULE, "A merger is valid only if two thirds of the members vote for it."),
        (AsideKind.RULE, "Any sale of the harbour needs the approval of the island council."),
        (AsideKind.RULE, "The treaty bars foreign crews from the inner lake."),
        (AsideKind.RULE, "The pact must be ratified by both parliaments."),
        (AsideKind.RULE, "The lease cannot be ended without the consent of the tenants."),
        (AsideKind.RULE, "By law the wardens must give four weeks' notice."),
        (AsideKind.RULE, "Their lease of the north quay expires on 4 May."),
        (AsideKind.RULE, "The truce takes effect only when the last prisoner is home."),
    ],
)
def test_what_a_report_tells_in_passing_is_found(tmp_path: Path, kind: AsideKind, sentence: str) -> None:
    text = f"Rain fell all week on the flat land by the sea. {sentence} Markets were quiet."
    (found,) = asides([told(tmp_path, text)], [])
    assert (found.kind, found.sentence.endswith(sentence)) == (kind, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry did not respond to a request for comment.",
        "The company does not comment on rumours.",
        "The union wants 5 per cent from January.",
        "Everybody knows how to row a boat here.",
        "The council approved the budget on Monday.",
    ],
)
def test_what_is_no_such_thing_is_not(tmp_path: Path, sentence: str) -> None:
    found = asides([told(tmp_path, f"{sentence} Rain fell on the flat land by the sea.")], [])
    assert found == ()


def test_a_sentence_that_is_not_understood_alone_comes_with_the_one_before(tmp_path: Path) -> None:
    text = (
        "Sailors would come back if the port opened its gates, said the harbour master. "
        "The port has not said whether it would."
    )
    (found,) = asides([told(tmp_path, text)], [])
    assert found.sentence == text


def test_a_rule_comes_with_the_sentence_that_goes_on_about_it(tmp_path: Path) -> None:
    text = "The charter bars armed crews from the lake. That touches the border police. Rain fell."
    (found,) = asides([told(tmp_path, text)], [])
    assert found.sentence == "The charter bars armed crews from the lake. That touches the border police."


def test_each_stands_where_it_says_and_names_the_statements_in_it(tmp_path: Path) -> None:
    text = (
        "Fenmark would pay for the dyke if Lowland opened the sluice, its minister said. It is unclear who "
        "would hold the keys.\n\nLowland's envoy said the sluice could only be opened after a vote of the "
        "river board, and did not say whether he would ask for one."
    )
    report = told(tmp_path, text)
    statements = read(report)
    found = asides([report], statements)
    assert found
    ids = [aside.id for aside in found]
    assert len(set(ids)) == len(ids)
    for aside in found:
        assert report.body[aside.start : aside.end] == aside.sentence
        inside = {s.id for s in statements if s.start < aside.end and s.end > aside.start}
        assert set(aside.statements) == inside
        assert aside.evidence == (aside.statements or (aside.id,))


def test_a_record_gives_those_of_its_reports_only(tmp_path: Path) -> None:
    report = told(tmp_path, "It is unclear whether the wardens of the old dyke would stay on for the winter.")
    with Dossier.open(tmp_path / "dossier.db") as dossier:
        dossier.add(report, read(report))
        assert [re.sub(r"\W+", " ", a.sentence)[:13] for a in dossier.asides()] == ["It is unclear"]
        assert Selection(dossier).asides() == dossier.asides()
