"""DataFrames of results, and what notebooks show: the same verdicts, escaped, nothing silently cut."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.conflict.frames import SHOWN, state_list_html
from modusvivendi.examples import write_example
from modusvivendi.stability import Analysis

NASTY = "<script>alert('x')</script> & \"co\""


@pytest.fixture
def garrison(tmp_path: Path) -> Conflict:
    write_example("garrison", tmp_path)
    return Conflict.load(tmp_path / "conflict.yaml")


def wide(options: int = 10) -> Conflict:
    """States without o0 are equilibria, 2**(options - 1) of them."""
    names = [f"o{k}" for k in range(options)]
    return Conflict.from_ranks(
        {"A": names, "B": []}, {"A": 1 - (np.arange(2**options) & 1), "B": [0] * 2**options}
    )


def nasty() -> Conflict:
    return Conflict.from_ranks(
        {NASTY: ["<b>"], "B": ["y"]}, {NASTY: [0, 1, 2, 3], "B": [1, 0, 1, 0]}, title=NASTY
    )


def elements(shown: Any) -> ET.Element:
    return ET.fromstring(shown._repr_html_())


def test_the_frame_of_an_analysis_has_its_verdicts(garrison: Conflict) -> None:
    analysis = mv.solve(garrison)
    frame = analysis.to_frame()
    assert frame.shape == (24, 4 * 5)
    assert frame.index.names == ["state", "code"]
    assert frame.index.get_level_values("code").tolist() == garrison.codes.tolist()
    assert frame.columns.names == ["concept", "decision maker"]
    for key in analysis.concepts:
        for row, name in enumerate(analysis.names):
            assert frame[key, name].tolist() == analysis.stable(key)[row].tolist()
        held = frame.index[frame[key, "equilibrium"]].get_level_values("code")
        assert held.tolist() == analysis.equilibria(key).tolist()


def test_the_frame_of_an_analysis_gives_reasons_where_asked(garrison: Conflict) -> None:
    analysis = mv.solve(garrison, "smr")
    frame = analysis.to_frame(reasons=True)
    assert frame["smr", "Canada"].tolist() == analysis.why("smr")[2].tolist()


def test_the_frame_of_a_conflict_has_options_and_ranks(garrison: Conflict) -> None:
    frame = garrison.to_frame()
    for name, bit in garrison.bits.items():
        party, option = name.split(".")
        assert frame[party, option].tolist() == (garrison.codes >> bit & 1).astype(bool).tolist()
    assert frame["rank"].to_numpy().T.tolist() == garrison.ranks().tolist()


def test_the_frame_of_a_conflict_is_of_the_interpretation_asked_for(tmp_path: Path) -> None:
    write_example("gisborne", tmp_path)
    lake = Conflict.load(tmp_path / "conflict.yaml")
    frame = lake.to_frame("q1=environment")
    assert frame["rank", "Province"].tolist() == lake.ranks("q1=environment")[1].tolist()
    everything = mv.solve_interpretations(lake).to_frame()
    assert everything["answer", "q1"].tolist() == ["economy", "environment"]
    assert everything.loc["q1=environment", "nash"].to_dict() == {4: False, 6: True}


def test_in_graph_form_states_are_indexed_by_name(tmp_path: Path) -> None:
    write_example("elmira", tmp_path)
    elmira = Conflict.load(tmp_path / "conflict.yaml")
    frame = mv.solve(elmira).to_frame()
    assert frame.index.names == ["state", "name"]
    assert bool(frame.loc[(9, "abandon"), ("nash", "equilibrium")])
    assert elmira.to_frame()["Local", "insist"].tolist() == list("NNNNYYYY-")


def test_the_frame_of_coalitions_has_a_column_a_coalition(garrison: Conflict) -> None:
    found = mv.solve_coalitions(garrison, concepts=["cnash"])
    frame = found.to_frame()
    assert (
        frame["cnash", "Support + Canada"].tolist()
        == found.stable("cnash")[found.coalitions.index(("Support", "Canada"))].tolist()
    )


def test_the_frame_of_many_counts_the_preferences(garrison: Conflict) -> None:
    ranks = np.random.default_rng(1).integers(0, 5, (7, 4, 24))
    many = mv.solve_many(garrison, ranks, "nash,seq")
    assert many.to_frame()["seq"].tolist() == many.holds("seq").sum(axis=0).tolist()
    assert repr(many) == "<Analyses of 'The Garrison Diversion Unit': 24 states, 7 preferences; nash, seq>"


def everything(conflict: Conflict) -> list[Any]:
    analysis = mv.solve(conflict)
    first = conflict.names[0]
    return [
        conflict,
        analysis,
        mv.solve_coalitions(conflict),
        mv.solve_many(conflict, np.stack([conflict.ranks()] * 2)),
        mv.solve_interpretations(conflict),
        *(analysis.explain(int(code), first, key) for code in conflict.codes[:3] for key in ("nash", "seq")),
    ]


def test_what_a_notebook_shows_is_well_formed_and_escaped(garrison: Conflict) -> None:
    for conflict in (nasty(), garrison):
        for shown in everything(conflict):
            page = elements(shown)
            assert not list(page.iter("script"))
            assert not list(page.iter("b"))
    text = "".join(elements(nasty()).itertext())
    assert NASTY in text
    assert "<b>" in text


def test_a_notebook_shows_few_rows_and_says_what_is_left_out() -> None:
    conflict = wide()
    for shown in (conflict, mv.solve(conflict), mv.solve_coalitions(conflict), everything(conflict)[3]):
        page = elements(shown)
        assert len(next(page.iter("tbody"))) == SHOWN
        told = " ".join("".join(p.itertext()) for p in page.iter("p"))
        assert "994 more states" in told, told
        assert len(shown._repr_html_()) < 60_000


def test_few_states_are_shown_all_and_nothing_is_said_to_be_left_out(garrison: Conflict) -> None:
    page = elements(mv.solve(garrison))
    assert len(next(page.iter("tbody"))) == 24
    assert "not shown" not in "".join(page.itertext())


def test_many_coalitions_are_named_up_to_a_few() -> None:
    everybody = Conflict.from_ranks({k: [k] for k in "ABCDE"}, {k: np.arange(32) for k in "ABCDE"})
    text = "".join(elements(mv.solve_coalitions(everybody)).itertext())
    assert "A, C, D and 27 more" in text
    assert "nobody" in text


def test_states_found_by_a_search_are_shown_in_option_form() -> None:
    page = ET.fromstring(state_list_html("two of them", wide(3), [1, 6]))
    assert ["".join(cell.itertext()) for cell in page.iter("td")] == ["Y", "N", "N", "N", "Y", "Y"]
    assert "1 more states" in state_list_html("many", wide(5), list(range(31)))


@pytest.mark.parametrize("kind", [0, 1, 2, 3, 4])
def test_the_plain_text_of_a_result_is_one_short_line(garrison: Conflict, kind: int) -> None:
    text = repr(everything(garrison)[kind])
    assert "\n" not in text
    assert len(text) < 160
    assert "array" not in text


def test_an_analysis_says_how_many_equilibria_it_found(garrison: Conflict) -> None:
    analysis: Analysis = mv.solve(garrison)
    assert repr(analysis) == (
        "<Analysis of 'The Garrison Diversion Unit': 24 states; equilibria: nash 1, gmr 8, smr 4, seq 1>"
    )


def test_pandas_is_not_loaded_before_a_frame_is_asked_for() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, modusvivendi as mv\n"
            "c = mv.Conflict.from_ranks({'A': ['x']}, {'A': [0, 1]})\n"
            "repr(mv.solve(c)); import modusvivendi.publish\n"
            "assert 'pandas' not in sys.modules and 'openpyxl' not in sys.modules",
        ],
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
