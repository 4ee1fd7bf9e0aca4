"""What reports tell in passing, in the answers and on the page."""

from __future__ import annotations

import pytest

from modusvivendi.brief.contents import Contents, DecisionEntry
from modusvivendi.brief.documents import for_others, rendered
from modusvivendi.brief.making import make_brief

REPORTS = {
    "one.txt": (
        "The Fen Courier\n\n"
        "3 March 2026\n\n"
        "Talks between Lowland and Fenmark on the old dyke went into a second week. Lowland would open "
        "the sluice only if Fenmark paid for a new dyke, its minister said on Tuesday. It was unclear "
        "whether Fenmark would pay anything before the harvest. Fenmark rejected any patrols on the dyke "
        "by Lowland.\n\n"
        "Any opening of the sluice needs the approval of the river board. The bakery on Mill Lane needs a "
        "licence for its terrace.\n\n"
    ),
    "two.txt": (
        "The Lowland Post\n\n"
        "9 March 2026\n\n"
        "Negotiators met again on Sunday. Fenmark is prepared to pay for the dyke if Lowland opens the "
        "sluice, a government spokesman said on Monday. Who would hold the keys of the sluice is not "
        "known. It is unclear whether the bakery on Mill Lane will find a baker.\n\n"
        "Lowland demanded an agreement on patrols before the spring.\n\n"
    ),
}


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    folder = tmp_path_factory.mktemp("sluice")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return make_brief(folder / "case", [folder / name for name in REPORTS]).contents


def decision(contents: Contents, key: str) -> DecisionEntry:
    return next(d for d in contents.decisions if d.key == key)


def test_what_the_reports_leave_open_is_quoted_newest_first_and_nothing_else(contents: Contents) -> None:
    (told,) = (p for p in decision(contents, "questions").points if "leave open" in p.text)
    assert told.text == (
        "The reports themselves leave open: “Who would hold the keys of the sluice is not known” "
        "(9 March 2026); “It was unclear whether Fenmark would pay anything before the harvest” "
        "(3 March 2026)."
    )


def test_rules_that_bear_on_the_model_are_told_with_the_least_it_takes(contents: Contents) -> None:
    (told,) = (p for p in decision(contents, "unlock").points if "Rules and time limits" in p.text)
    assert told.text == (
        "Rules and time limits, as the reports tell: “Any opening of the sluice needs the approval of the "
        "river board” (3 March 2026)."
    )


def test_each_leads_to_its_place_in_the_report(contents: Contents) -> None:
    bodies = {report.report: report.body for report in contents.reports}
    assert {a.kind for a in contents.asides} == {"open", "rule"}
    known = {s.id for s in contents.statements} | {a.id for a in contents.asides}
    for d in contents.decisions:
        for point in d.points:
            assert set(point.statements) <= known
    page = rendered(contents, "html").decode()
    for aside in contents.asides:
        assert bodies[aside.report][aside.start : aside.end] == aside.sentence
        assert f"<code>{aside.id}</code>" in page
    assert "is not in the record" not in page
    assert "A rule, as the report tells it" in rendered(contents, "md").decode()


def test_those_of_a_withheld_report_are_not_shown(contents: Contents) -> None:
    first, second = contents.reports
    hidden = first.model_copy(update={"redact": True})
    page = rendered(for_others(contents.model_copy(update={"reports": (hidden, second)})), "html").decode()
    assert "river board" not in page
    assert "before the harvest" not in page
    assert "keys of the sluice" in page
