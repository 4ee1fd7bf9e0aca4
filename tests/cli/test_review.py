"""``modus review`` and ``modus cite``: from a misread report to a record that people stand for."""

import json
from pathlib import Path

import pytest

from modusvivendi.dossier import Dossier
from modusvivendi.reports import load
from modusvivendi.statements import SourceKind, Stance, Statement
from tests.cli.conftest import Run

TEXT = (
    "Strait Gazette\n3 May 2031\n\nIsland offers to open its waters\n\n"
    "Norland is ready to open its border if Sudland releases the fishermen\nit holds, the ministry said. "
    "Nobody was there to hear it. Sudland has been silent since.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with a report in which a reader found one statement."""
    folder = tmp_path / "case"
    (folder / "reports").mkdir(parents=True)
    path = folder / "reports" / "gazette.txt"
    path.write_text(TEXT, encoding="utf-8")
    report = load(path)
    start, end = TEXT.index("Norland"), TEXT.index(" Nobody")
    found = Statement(
        id=f"gazette-{start}a", report="gazette.txt", start=start, end=end, sentence=TEXT[start:end],
        actor="Norland", stance=Stance.SUPPORTS, proposal="open its border", reader="rules.v1",
    )  # fmt: skip
    with Dossier.open(folder / "dossier.db") as dossier:
        dossier.add(report, [found])
    return folder


def ids(case: Path) -> list[str]:
    with Dossier.open(case / "dossier.db") as dossier:
        return [s.id for s in dossier.statements()]


def test_a_statement_is_put_right_and_what_follows_is_worked_out(modus: Run, case: Path) -> None:
    (id_,) = ids(case)
    done = modus(
        "review", "correct", case, id_, "--stance", "offers", "--source", "Daily Post",
        "--source", "two envoys (unnamed)", "--who", "Ida", "--json",
        "--condition", "if Sudland releases the fishermen it holds",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = Statement.model_validate_json(done.stdout)
    assert found.stance is Stance.OFFERS
    assert found.anonymous
    assert [link.name for link in found.chain] == ["Daily Post", "two envoys (unnamed)"]
    assert found.chain[1].kind is SourceKind.UNNAMED
    assert found.condition == "if Sudland releases the fishermen\nit holds"  # as the report has it
    assert TEXT[found.condition_start : found.condition_end] == found.condition
    assert found.act is not None
    assert found.act.agents == ("Norland",)
    assert len(found.condition_acts) == 1
    history = modus("review", "history", case, id_)
    assert "Ida  corrected" in history.stdout
    assert "stance='offers'" in history.stdout


def test_decisions_are_listed_and_taken_back(modus: Run, case: Path) -> None:
    (id_,) = ids(case)
    assert modus("review", "reject", case, id_, "--who", "Ida", "--note", "of last year").returncode == 0
    assert ids(case) == []
    assert "[rejected by Ida]" in modus("review", "list", case).stdout
    undone = modus("review", "undo", case, "--who", "Per")
    assert "of last year" in undone.stdout
    assert ids(case) == [id_]
    assert modus("review", "accept", case, id_, "--who", "Per").returncode == 0
    assert modus("review", "list", case, "--undecided").stdout == ""
    history = modus("review", "history", case).stdout.splitlines()
    assert [line.split()[2] for line in history] == ["Ida", "Per", "Per"]


def test_what_the_reader_missed_is_added_and_exported_as_gold(modus: Run, case: Path) -> None:
    done = modus(
        "review", "add", case, "gazette.txt", "--sentence", "Sudland has been silent since.",
        "--actor", "Sudland", "--stance", "considers", "--proposal", "release the fishermen", "--who", "Ida",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(ids(case)) == 2
    out = case.parent / "gold"
    assert modus("review", "export", case, "-o", out).returncode == 0
    (entry,) = json.loads((out / "gold.json").read_text(encoding="utf-8"))
    assert [s["actor"] for s in entry["statements"]] == ["Sudland"]
    assert [s["actor"] for s in entry["optional_statements"]] == ["Norland"]
    assert modus("review", "export", case, "-o", case.parent / "d.jsonl").returncode == 0


def test_a_remark_is_kept_as_a_report_of_its_own(modus: Run, case: Path) -> None:
    said = "Their deputy told me that Sudland would let the crew go by June."
    done = modus(
        "review", "remark", case, said, "--from", "call with the embassy", "--date", "2031-05-06",
        "--actor", "Sudland", "--stance", "offers", "--proposal", "let the crew go", "--who", "Ida", "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = Statement.model_validate_json(done.stdout)
    report = load(case / "reports" / found.report)
    assert (report.outlet, str(report.date)) == ("call with the embassy", "2031-05-06")
    assert found.sentence == report.body[found.start : found.end] == said
    cited = modus("cite", case, found.id)
    assert "call with the embassy, 6 May 2031" in cited.stdout
    assert said in cited.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("reject", "CASE", "gazette-61b"), 1, "did you mean"),
        (("reject", "CASE", "ID", "gazette-1q"), 1, "no statement"),
        (("correct", "CASE", "ID"), 2, "--stance"),
        (("correct", "CASE", "ID", "--stance", "offred"), 1, "did you mean offers"),
        (("correct", "CASE", "ID", "--stance", "supports"), 1, "nothing is changed"),
        (("correct", "CASE", "ID", "--condition", "if pigs fly"), 1, "quote it exactly"),
        (("correct", "CASE", "ID", "--date", "yesterday"), 2, "2025-08-24"),
        (("correct", "CASE", "ID", "--without", "stance"), 2, "condition"),
        (("add", "CASE", "gazete.txt", "--sentence", "It.", "--actor", "X"), 1, "gazette.txt"),
        (("add", "CASE", "gazette.txt", "--sentence", "Nobody was here to hear it."), 1, "Nobody was there"),
        (("add", "CASE", "gazette.txt", "--sentence", "Nobody", "--actor", "X"), 1, "stance, proposal"),
        (("remark", "CASE", "They said so.", "--actor", "X"), 2, "--stance"),
        (("remark", "CASE", "  ", "--actor", "X", "--stance", "offers", "--proposal", "go"), 1, "no text"),
        (("undo", "CASE"), 1, "no decision"),
        (("history", "CASE", "gazette-61b"), 1, "did you mean"),
        (("export", "CASE", "-o", "CASE"), 1, "decided"),
        (("list", "CASE", "--report", "gazete.txt"), 1, "gazette.txt"),
        (("list", "nowhere"), 1, "no dossier"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    modus: Run, case: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    (id_,) = ids(case)
    before = sorted((p.name, p.read_bytes()) for p in case.rglob("*") if p.is_file())
    done = modus("review", *(str(case) if a == "CASE" else id_ if a == "ID" else a for a in arguments))
    assert done.returncode == code, (done.stdout, done.stderr)
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert sorted((p.name, p.read_bytes()) for p in case.rglob("*") if p.is_file()) == before
