"""What a report without a date tells of when it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from modusvivendi.brief.undated import later_if
from modusvivendi.reports import Report, load


def report(tmp_path: Path, name: str, text: str, day: str = "") -> Report:
    path = tmp_path / f"{name}.txt"
    path.write_text(f"The Bay Post\n\n{f'{day}{chr(10) * 2}' if day else ''}{text}\n", encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Nordia, which closed its harbour at the end of August, would open it again, it said.",
            "it tells of “at the end of August” as past: if that is August 2025, it is the later one",
        ),
        (
            "The guild accepted the plan on Oct. 4. It had refused one in June.",
            "it tells of “on Oct. 4” as past: if that is October 2025, it is the later one",
        ),
        (
            "It is the first sign of movement since August, when Nordia insisted on a toll.",
            "it tells of “since August” as past: if that is August 2025, it is the later one",
        ),
        ("The guild met the owners in August.", ""),
        ("The guild met the owners in June.", ""),
        ("The guild met the owners on 3 December 2019.", ""),
        ("The harbour will open on 4 October.", ""),
        ("It may rain.", ""),
    ],
)
def test_what_is_past_in_it_may_be_later_than_the_other_report(tmp_path: Path, text: str, told: str) -> None:
    dated = report(tmp_path, "a", "Nordia will close its harbour before the month is out.", "22 August 2025")
    undated = report(tmp_path, "b", text)
    assert undated.date is None
    said, sentence = later_if(undated, [dated])
    assert said == told
    assert bool(sentence) == bool(told)
    assert sentence in undated.body


def test_a_report_with_a_date_needs_no_such_hint(tmp_path: Path) -> None:
    dated = report(tmp_path, "a", "Nordia closed its harbour at the end of August.", "22 August 2025")
    assert later_if(dated, [dated]) == ("", "")
