"""A file of statements is whole wherever the run that wrote it was cut off."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.errors import CaseError
from modusvivendi.statements import Statement
from modusvivendi.statements.lines import Lines
from modusvivendi.statements.many import Outcome
from tests.dossier.specimens import report, statement

READER = "specimen.v1"


def outcome(number: int, name: str = "") -> Outcome:
    """A file with one report that has some statements; now and then none."""
    told = report(name or f"r{number}.txt", text=f"Here stands report {number} for the file. " * 9)
    found = tuple(statement(told, k, "Norland", "offers", f"do thing {k}") for k in range(number % 4))
    return Outcome(Path(told.name), read=((told, found),))


BATCHES = [
    [outcome(0), outcome(1)],
    [outcome(2), outcome(3), outcome(4)],
    [outcome(5)],
    [outcome(6), outcome(7)],
]


def written(path: Path) -> bytes:
    """Write everything that is not in the file yet, as a run does, and give what is in it then."""
    with Lines(path, READER) as lines:
        for batch in BATCHES:
            new = [o for o in batch if not lines.has(o.read[0][0].sha256)]
            if new:
                lines.keep(new)
    return path.read_bytes()


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bytes, bytes]]:
    """Both files after each batch."""
    path = tmp_path_factory.mktemp("whole") / "s.jsonl"
    found = []
    with Lines(path, READER) as lines:
        found.append((path.read_bytes(), journal(path).read_bytes()))
        for batch in BATCHES:
            lines.keep(batch)
            found.append((path.read_bytes(), journal(path).read_bytes()))
    return found


def journal(path: Path) -> Path:
    return path.with_name(path.name + ".done")


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_run_killed_at_any_byte_goes_on_to_the_same_file(
    data: st.DataObject, stages: list[tuple[bytes, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    # A batch reaches the disk in this order: its statements, byte by byte, then its lines of the journal.
    stage = data.draw(st.integers(0, len(stages) - 2))
    (file, done), (next_file, next_done) = stages[stage], stages[stage + 1]
    if data.draw(st.booleans()):
        cut, kept = next_file[: data.draw(st.integers(len(file), len(next_file)))], done
    else:
        cut, kept = next_file, next_done[: data.draw(st.integers(len(done), len(next_done)))]
    path = tmp_path_factory.mktemp("cut") / "s.jsonl"
    path.write_bytes(cut)
    journal(path).write_bytes(kept)
    assert written(path) == stages[-1][0]
    assert journal(path).read_bytes() == stages[-1][1]


def test_killed_before_anything_was_written(tmp_path: Path, stages: list[tuple[bytes, bytes]]) -> None:
    path = tmp_path / "s.jsonl"
    for cut in range(len(stages[0][1]) + 1):
        path.write_bytes(b"")
        journal(path).write_bytes(stages[0][1][:cut])
        assert written(path) == stages[-1][0]


def test_every_line_is_a_statement_and_is_there_once(tmp_path: Path) -> None:
    found = [Statement.model_validate_json(line) for line in written(tmp_path / "s.jsonl").splitlines()]
    assert found == [s for batch in BATCHES for o in batch for _, statements in o.read for s in statements]


def test_what_was_done_and_its_dates_are_known_after_opening_again(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    written(path)
    with Lines(path, READER) as lines:
        assert all(lines.has(r.sha256) for batch in BATCHES for o in batch for r, _ in o.read)
        assert not lines.has("0" * 64)


def test_reports_called_alike_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with Lines(path, READER) as lines:
        lines.keep([outcome(1, "a.txt"), outcome(2, "a.txt")])
    with Lines(path, READER) as lines:
        lines.keep([outcome(3, "A.md")])
    found = [Statement.model_validate_json(line) for line in path.read_bytes().splitlines()]
    assert len({s.report for s in found}) == 3
    assert len({s.id for s in found}) == len(found)
    assert all(s.id.startswith(Path(s.report).stem + "-") for s in found)


def test_a_file_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text('{"some": "thing"}\n')
    with pytest.raises(CaseError, match="--again"):
        Lines(path, READER)
    assert path.read_text() == '{"some": "thing"}\n'


def test_a_file_begun_with_another_reader_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "s.jsonl")
    with pytest.raises(CaseError, match=r"specimen\.v1"):
        Lines(tmp_path / "s.jsonl", "specimen.v2")


def test_a_file_that_lost_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(written(path)[:-50])
    with pytest.raises(CaseError, match="shorter"):
        Lines(path, READER)


def test_again_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    whole = written(path)
    with Lines(path, "specimen.v2", again=True) as lines:
        assert not lines.has(BATCHES[0][0].read[0][0].sha256)
        lines.keep(BATCHES[1])
    assert 0 < len(path.read_bytes()) < len(whole)


def test_two_programs_cannot_write_the_same_file(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with (
        Lines(tmp_path / "s.jsonl", READER),
        pytest.raises(CaseError, match="another program"),
        Lines(tmp_path / "s.jsonl", READER),
    ):
        pass


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be written"):
        Lines(tmp_path / "gone" / "s.jsonl", READER)
