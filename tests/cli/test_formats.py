# ruff: noqa: E501  (the texts read best in one line)
"""Reports of every format through the commands."""

import json
from pathlib import Path

from modusvivendi.brief.making import make_brief
from modusvivendi.reports.fetch import fetch
from modusvivendi.reports.fetched import beside, fetched_from
from tests.cli.conftest import Run
from tests.reports.specimens import OFFER, PAGE, TITLE, feed, item, pdf, set_in_lines, word
from tests.reports.test_fetch import KOI, local, server

__all__ = ["server"]

REPLY = "Sudmark is willing to release the fishermen if Norland pays for the boats, its minister said on Saturday."


def write(folder: Path) -> dict[str, bytes]:
    files = {
        "page.html": PAGE.encode(),
        "memo.docx": word((TITLE, "Title"), (REPLY, "")),
        "print.pdf": pdf([set_in_lines([REPLY])]),
        "news.rss": feed(item(TITLE, OFFER), item("Sudmark answers", REPLY, number=2)),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return files


def test_a_case_keeps_the_files_as_they_came_and_the_text_they_hold(modus: Run, tmp_path: Path) -> None:
    files = write(tmp_path)
    done = modus("brief", *files, "--case", "made", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    kept = {path.name: path.read_bytes() for path in (tmp_path / "made" / "reports").iterdir()}
    assert kept == files
    bodies = {report["report"]: report["body"] for report in made["reports"]}
    assert set(bodies) == {"page.html", "memo.docx", "print.pdf", "news-island-offers-to-open-its-waters.rss", "news-sudmark-answers.rss"}  # fmt: skip
    assert made["statements"]
    for statement in made["statements"]:
        assert bodies[statement["report"]][statement["start"] : statement["end"]] == statement["sentence"]
    again = modus("brief", "--case", "made", "--json")
    assert again.returncode == 0, again.stderr
    assert [r["report"] for r in json.loads(again.stdout)["reports"]] == [
        r["report"] for r in made["reports"]
    ]


def test_a_feed_that_moved_on_is_kept_beside_the_old_one(tmp_path: Path) -> None:
    for number, entries in enumerate(
        ([item(TITLE, OFFER)], [item("Sudmark answers", REPLY), item(TITLE, OFFER)])
    ):
        place = tmp_path / str(number) / "news.rss"
        place.parent.mkdir()
        place.write_bytes(feed(*entries))
        made = make_brief(tmp_path / "case", [place])
    assert len(list((tmp_path / "case" / "reports").iterdir())) == 2
    assert len(made.contents.reports) == 2
    assert len(make_brief(tmp_path / "case", []).contents.reports) == 2


def test_text_in_an_old_encoding_is_kept_as_it_came_and_known_again(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(f"{OFFER}\n".encode("cp1252"))
    make_brief(tmp_path / "case", [tmp_path / "old.txt"])
    assert (tmp_path / "case" / "reports" / "old.txt").read_bytes() == f"{OFFER}\n".encode("cp1252")
    assert len(make_brief(tmp_path / "case", []).contents.reports) == 1


def test_what_was_fetched_is_read_the_same_from_the_case(server: str, tmp_path: Path) -> None:
    page = fetch(f"{server}/koi", tmp_path, allowed=local)
    made = make_brief(tmp_path / "case", [page])
    kept = tmp_path / "case" / "reports" / "koi.html"
    assert kept.read_bytes() == KOI
    assert fetched_from(kept) == fetched_from(page)
    assert beside(kept).name == "koi.html.fetched.json"
    again = make_brief(tmp_path / "case", [])
    assert [r.body for r in again.contents.reports] == [r.body for r in made.contents.reports]


def test_an_address_is_fetched_only_if_asked_for_and_only_from_the_public_internet(
    modus: Run, server: str, tmp_path: Path
) -> None:  # fmt: skip
    write(tmp_path)
    done = modus("read", "memo.docx", f"{server}/waters")
    assert done.returncode == 1
    assert "nothing is fetched unless asked for" in done.stderr
    assert "Sudmark" in done.stdout
    for command in (("read",), ("brief", "--case", "made")):
        done = modus(*command, "--fetch", f"{server}/waters")
        assert done.returncode == 1
        assert "not an address on the public internet" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "made").exists()


def test_a_report_that_is_not_english_is_said_to_be_so(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "de.txt").write_text(
        "Norland ist bereit, seine Grenze zu öffnen, wenn Sudmark die Fischer freilässt, erklärte das Ministerium.\n",
        encoding="utf-8",
    )
    done = modus("read", "de.txt")
    assert done.returncode == 0
    assert "this report is in German" in done.stdout
    assert modus("read", "--json", "de.txt").stdout == ""
    assert modus("read", "--attributions", "--json", "de.txt").stdout == ""
