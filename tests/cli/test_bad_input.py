"""Bad input shows no traceback, says what is wrong and where, exits with 1, leaves nothing half-written."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = (
    "Strait Gazette\n3 May 2024\n\nIsland offers to open its waters\n\n"
    "Norland is ready to open its border if Sudmark releases the fishermen it holds, the ministry said.\n"
)


def refused(done: object, *words: str) -> None:
    code, out, err = done.returncode, done.stdout, done.stderr  # type: ignore[attr-defined]
    assert code == 1, (code, out, err)
    assert "Traceback" not in out + err
    for word in words:
        assert word in err, err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, ("gone.txt",)),
        (b"", ("empty",)),
        (bytes(range(256)) * 40, ("gone.txt",)),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 400, ("gone.txt",)),
        (("A line about nothing in particular.\n" * 600_000).encode(), ("gone.txt", "2 MB")),
    ],
    ids=["missing", "empty", "binary", "picture", "20 MB"],
)
def test_a_report_that_cannot_be_read_is_named_and_no_case_is_made(
    modus: Run, tmp_path: Path, content: bytes | None, words: tuple[str, ...]
) -> None:
    if content is not None:
        (tmp_path / "gone.txt").write_bytes(content)
    done = modus("brief", "gone.txt", "--case", "made")
    refused(done, *words)
    assert not (tmp_path / "made").exists()


def test_one_bad_report_among_several_is_named_and_the_rest_is_done(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = modus("brief", "good.txt", "bad.txt", "--case", "made")
    refused(done, "bad.txt")
    assert (tmp_path / "made" / "brief.html").is_file()


def test_text_in_an_old_encoding_is_read_with_a_warning(modus: Run, tmp_path: Path) -> None:
    text = GOOD.replace("Norland", "Österland") + "Die Förderung über größere Flächen bleibt möglich.\n"
    (tmp_path / "old.txt").write_bytes(text.encode("cp1252"))
    done = modus("read", "old.txt")
    assert done.returncode == 0
    assert "old.txt" in done.stderr


def test_a_report_without_positions_gives_an_honest_brief(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "walk.txt").write_text(
        "The path climbs from the village to a ridge. Larks sing there in May, and the sea is far below.\n",
        encoding="utf-8",
    )
    done = modus("brief", "walk.txt", "--case", "made")
    assert done.returncode == 0, done.stderr
    assert "No statement" in done.stdout
    assert (tmp_path / "made" / "brief.html").is_file()
    assert not (tmp_path / "made" / "conflict.yaml").exists()


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("decision_makers:\n  A:\n    options: {x: do x}\n    preferences: [{formula: B.y}]\n", ("4:", "B")),
        ("decision_makers:\n  A:\n    options: {x: do x}\n    preferences: [{formula: x and}]\n", ("4",)),
        ("decision_makers:\n  A:\n    options: {x: do x}\ninfeasible: [x or not x]\n", ()),
        ("version: 1\ndecision_makers:\n  A:\n    opti", ()),
        ("", ()),
        ("- just\n- a list\n", ()),
    ],
    ids=["unknown option", "broken formula", "unsatisfiable", "cut in half", "empty", "a list"],
)
def test_a_model_that_is_wrong_is_refused_with_its_place(
    modus: Run, tmp_path: Path, model: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "conflict.yaml").write_text(model, encoding="utf-8")
    refused(modus("solve", "conflict.yaml"), "conflict.yaml", *words)


def test_wrong_usage_exits_with_2(modus: Run) -> None:
    for arguments in (("brief", "--no-such-option"), ("solve",), ("read",), ("nonsense",)):
        done = modus(*arguments)
        assert done.returncode == 2, (arguments, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr


def test_a_dossier_that_is_no_database_is_refused_and_left_as_it_is(modus: Run, tmp_path: Path) -> None:
    case = tmp_path / "made"
    case.mkdir()
    (case / "dossier.db").write_bytes(b"this is no database\n" * 100)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    refused(modus("brief", "good.txt", "--case", "made"), "dossier.db")
    assert (case / "dossier.db").read_bytes() == b"this is no database\n" * 100
    assert not (case / "brief.html").exists()


def test_a_case_that_is_a_file_is_refused(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "made").write_text("not a folder", encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    refused(modus("brief", "good.txt", "--case", "made"), "made")


def test_draft_without_a_dossier_says_how_to_make_one(modus: Run) -> None:
    refused(modus("draft", "nowhere"), "nowhere", "modus brief")


def test_an_unknown_example_names_the_nearest(modus: Run) -> None:
    refused(modus("example", "peacekeepin", "x"), "peacekeeping")
