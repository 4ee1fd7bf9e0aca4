"""A report that seems to be about something else is read where it names the parties of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

import modusvivendi as mv
from modusvivendi.brief.making import make_brief
from modusvivendi.dossier import Dossier
from modusvivendi.dossier.related import read_related, unread_of_one_matter
from modusvivendi.reports.regardless import regardless

TALKS = """The Lowland Post

9 March 2026

Negotiators of Lowland and Fenmark met again on Sunday.

Fenmark is prepared to pay for the dyke if Lowland opens the sluice, a government spokesman said.

Lowland demanded an agreement on patrols before the spring.
"""
QUIET = """The Fen Courier

3 March 2026

Lowland would open the sluice only if Fenmark paid for a new dyke, its minister said on Tuesday.

Any opening of the sluice needs the approval of the river board.

The bakery on Mill Lane needs a licence for its terrace.
"""
ELSEWHERE = QUIET.replace("Lowland", "Westmark").replace("Fenmark", "Ostia")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"talks": TALKS, "quiet": QUIET, "elsewhere": ELSEWHERE}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_alone_nothing_is_read_in_it(folder: Path) -> None:
    assert mv.read(mv.load(folder / "quiet.txt")) == ()


def test_beside_reports_of_the_same_parties_it_is_read_and_kept_so(folder: Path) -> None:
    case = folder / "case"
    made = make_brief(case, [folder / "quiet.txt", folder / "talks.txt", folder / "elsewhere.txt"])
    by_report = {r.report: r.statements for r in made.contents.reports}
    assert by_report["quiet.txt"] > 0
    assert by_report["elsewhere.txt"] == 0
    quiet = mv.load(folder / "quiet.txt")
    assert regardless(case) == {quiet.sha256}
    assert any(w.startswith("quiet.txt seems to be about no negotiation") for w in made.contents.warnings)
    again = make_brief(case, [])
    assert {r.report: r.statements for r in again.contents.reports} == by_report


def test_what_a_person_or_another_reader_finds_is_left_alone(folder: Path) -> None:
    with Dossier.open(folder / "dossier.db") as dossier:
        for name in ("talks", "quiet"):
            report = mv.load(folder / f"{name}.txt")
            dossier.add(report, mv.read(report))
        assert [r.name for r in unread_of_one_matter(dossier)] == ["quiet.txt"]
        assert read_related(dossier, folder, lambda report, published, near: ()) == ()
        assert [r.name for r in read_related(dossier, folder, "rules")] == ["quiet.txt"]
        assert unread_of_one_matter(dossier) == ()
        assert read_related(dossier, folder, "rules") == ()
