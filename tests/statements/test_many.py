"""Very many reports: the same is found whoever reads them, and wherever it was interrupted."""

import datetime as dt
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.dossier import Dossier
from modusvivendi.dossier.intake import Intake
from modusvivendi.errors import CaseError
from modusvivendi.executors import Dask, Executor, Processes, Serial
from modusvivendi.reports import Report
from modusvivendi.reports.folders import report_files
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.many import Outcome, Tally, read_many

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""On Windows the latter ends a process as abruptly."""

DAYS = ["3 May 2031", "9 June 2031", ""]


class Kept:
    """A store in memory, which can be told to be interrupted after some batches."""

    def __init__(self) -> None:
        self.reports: dict[str, tuple[Report, tuple[Statement, ...]]] = {}
        self.batches = 0
        self.interrupted_after: int | None = None

    def has(self, sha256: str) -> bool:
        return sha256 in self.reports

    def dates(self) -> Iterable[dt.date]:
        return (report.date for report, _ in self.reports.values() if report.date)

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            for report, statements in outcome.read:
                assert report.sha256 not in self.reports
                self.reports[report.sha256] = (report, statements)
        self.batches += 1
        if self.batches == self.interrupted_after:
            raise KeyboardInterrupt

    @property
    def found(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(r.name, [(s.id, s.proposal) for s in found]) for r, found in self.reports.values()]


def first_sentence(report: Report, _: dt.date | None, near: tuple[dt.date, ...]) -> tuple[Statement, ...]:
    """A reader that finds one statement, and says which dates of others it was told."""
    if "poison" in report.body:
        os.kill(os.getpid(), KILL)
    if "trip" in report.body:
        raise KeyError("trip")
    start = report.paragraphs()[0].start
    end = report.body.index(".", start) + 1
    return (
        Statement(
            id=f"{report.stem}-{start}a", report=report.name, start=start, end=end,
            sentence=report.body[start:end], actor="Norland", stance=Stance.OFFERS,
            proposal=" ".join(["wait", *(day.isoformat() for day in near)]), reader="first.v1",
        ),
    )  # fmt: skip


def silent(report: Report, published: dt.date | None, near: tuple[dt.date, ...]) -> tuple[Statement, ...]:
    """A reader that finds nothing, and needs no pipeline to do so."""
    first_sentence(report, published, near)
    return ()


def write(folder: Path, name: str, day: str = DAYS[0], more: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Strait Gazette\n{day}\n\nTalks in {path.stem}\n\n"
        f"Norland is ready to open its port {path.stem} if Sudland frees the sailors, its ministry said. "
        f"Nobody in Sudland answered on Monday. {more}\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [write(tmp_path / "in", f"r{n:02}.txt", DAYS[n % 3]) for n in range(13)]


@pytest.fixture
def whole(files: list[Path]) -> list[tuple[str, list[tuple[str, str]]]]:
    store = Kept()
    tally = read_many(files, store, Serial(), reader=first_sentence)
    assert (tally.done, tally.reports, tally.statements) == (13, 13, 13)
    return store.found


def test_those_without_a_date_come_last_and_are_told_the_dates_of_all(
    whole: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    assert [name for name, _ in whole] == [
        f"r{n:02}.txt" for n in (*(n for n in range(13) if n % 3 < 2), 2, 5, 8, 11)
    ]
    assert {found[0][1] for _, found in whole} == {"wait", "wait 2031-05-03 2031-06-09"}


@settings(max_examples=12, deadline=None)
@given(stops=st.lists(st.integers(1, 4), max_size=5))
def test_interrupted_anywhere_a_run_goes_on_to_the_same_end(
    stops: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("in")
    files = [write(folder, f"r{n:02}.txt", DAYS[n % 3]) for n in range(13)]
    expected, store = Kept(), Kept()
    read_many(files, expected, Serial(), reader=first_sentence)
    for stop in stops:
        store.batches, store.interrupted_after = 0, stop
        try:
            read_many(files, store, Serial(), reader=first_sentence)
        except KeyboardInterrupt:
            continue
    store.interrupted_after = None
    read_many(files, store, Serial(), reader=first_sentence)
    assert store.found == expected.found


@pytest.fixture(params=["processes", "dask"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    with Processes(2) if request.param == "processes" else Dask(request.getfixturevalue("dask")) as made:
        yield made


def test_processes_and_clusters_find_what_one_process_finds(files: list[Path], executor: Executor) -> None:
    one, many = Kept(), Kept()
    read_many(files, one, Serial())
    read_many(files, many, executor)
    assert [(r, s) for r, s in one.reports.values()] == [(r, s) for r, s in many.reports.values()]
    assert all(found[0].actor == "Norland" and found[0].act for _, found in one.reports.values())


def test_a_report_that_kills_whoever_reads_it_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    files = [write(tmp_path, f"r{n}.txt", more="poison" if n == 4 else "") for n in range(9)]
    store = Kept()
    with Processes(2) as executor:
        tally = read_many(files, store, executor, reader=silent)
    assert sorted(name for name, _ in store.found) == [f"r{n}.txt" for n in range(9) if n != 4]
    assert [str(p).split(":")[0] for p in tally.problems] == [str(tmp_path / "r4.txt")]
    assert tally.done == 9


def test_a_report_that_trips_the_reader_up_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    files = [write(tmp_path, f"r{n}.txt", more="trip" if n == 1 else "") for n in range(3)]
    store = Kept()
    tally = read_many(files, store, Serial(), reader=first_sentence)
    assert [name for name, _ in store.found] == ["r0.txt", "r2.txt"]
    assert [(p.file, "KeyError" in str(p)) for p in tally.problems] == [("r1.txt", True)]


def test_what_cannot_be_opened_or_is_no_report_is_named_with_its_folder(tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "bad.txt").write_bytes(bytes(range(256)) * 40)
    files = [tmp_path / "gone.txt", tmp_path / "sub" / "bad.txt", good]
    store = Kept()
    tally = read_many(files, store, Serial(), reader=first_sentence)
    assert [name for name, _ in store.found] == ["good.txt"]
    assert [p.file for p in tally.problems] == [str(files[0]), str(files[1])]


def test_a_report_that_comes_twice_is_kept_once(tmp_path: Path) -> None:
    one = write(tmp_path, "one.txt")
    two = tmp_path / "two.txt"
    two.write_bytes(one.read_bytes())
    store = Kept()
    assert read_many([one, two], store, Serial(), reader=first_sentence).reports == 1
    assert [name for name, _ in store.found] == ["one.txt"]


def test_of_a_feed_only_the_new_entries_are_read(tmp_path: Path) -> None:
    def feed(*numbers: int) -> str:
        items = "".join(
            f"<item><title>Talks {n}</title><description>Norland is ready for talks number {n}, its ministry "
            "said. It has said so for years, and nobody listened.</description></item>"
            for n in numbers
        )
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{items}</channel></rss>"

    path, store = tmp_path / "news.xml", Kept()
    path.write_text(feed(1, 2), encoding="utf-8")
    assert read_many([path], store, Serial(), reader=first_sentence).reports == 2
    assert read_many([path], store, Serial(), reader=first_sentence).before == 1
    path.write_text(feed(1, 2, 3), encoding="utf-8")
    assert read_many([path], store, Serial(), reader=first_sentence).reports == 1


def test_progress_is_told_to_the_end(files: list[Path]) -> None:
    told: list[tuple[int, int]] = []

    def progress(tally: Tally) -> None:
        told.append((tally.before + tally.done, tally.files))

    store = Kept()
    read_many(files, store, Serial(), reader=first_sentence, progress=progress)
    assert told == sorted(told)
    assert told[-1] == (13, 13)


def test_a_case_takes_each_batch_as_a_whole_with_its_files_or_not_at_all(tmp_path: Path) -> None:
    files = [write(tmp_path / "in", f"r{n}.txt") for n in range(3)]
    case = tmp_path / "case"
    case.mkdir()
    with Dossier.open(case / "dossier.db") as dossier:
        read_many(files[:2], Intake(case, dossier, "first.v1"), Serial(), reader=first_sentence)
        (case / "reports" / "r2.txt.part").mkdir()  # nothing can be written there
        with pytest.raises(CaseError, match=r"r2\.txt"):
            read_many(files, Intake(case, dossier, "first.v1"), Serial(), reader=first_sentence)
        assert [r.name for r in dossier.reports()] == ["r0.txt", "r1.txt"]
        assert {p.name for p in (case / "reports").glob("*.txt")} == {"r0.txt", "r1.txt"}
        assert set(dossier.readers().values()) == {"first.v1"}


def test_a_case_read_with_another_reader_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path / "in", "r.txt")
    case = tmp_path / "case"
    case.mkdir()
    with Dossier.open(case / "dossier.db") as dossier:
        assert read_many([path], Intake(case, dossier, "a"), Serial(), reader=first_sentence).reports == 1
        assert read_many([path], Intake(case, dossier, "a"), Serial(), reader=first_sentence).reports == 0
        assert read_many([path], Intake(case, dossier, "b"), Serial(), reader=first_sentence).reports == 1
        again = Intake(case, dossier, "b", again=True)
        assert read_many([path], again, Serial(), reader=first_sentence).reports == 1


def test_folders_are_searched_in_the_same_order_always_and_only_for_reports(tmp_path: Path) -> None:
    for name in (
        "b/x.txt",
        "b/a.TXT",
        "a.md",
        "c.html",
        "b/c/y.eml",
        ".hidden/z.txt",
        "b/.z.txt",
        "notes.xyz",
    ):
        write(tmp_path, name)
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [p.relative_to(tmp_path).as_posix() for p in report_files([tmp_path, tmp_path / "b" / "x.txt"])]
    assert found == ["a.md", "b/a.TXT", "b/c/y.eml", "b/x.txt", "c.html"]
