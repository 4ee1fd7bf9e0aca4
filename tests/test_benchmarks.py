"""What the benchmarks compare and write is what they say."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from benchmarks import stability_long_run
from benchmarks.__main__ import COMPARED, MEASURED, write
from benchmarks.conflicts import CONCEPTS, KINDS, exclusive, full, many
from benchmarks.stability_matrices import Dense, Kind, Sparse, matrix_method

import modusvivendi as mv
from modusvivendi.stability import kernels, solve_many, stability
from tests.stability.games import game_of
from tests.stability.oracle import Game, table

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"


@pytest.mark.parametrize("kind", [Sparse(), Dense()], ids=["sparse", "dense"])
def test_the_matrix_method_gives_what_the_definitions_give(kind: Kind) -> None:
    for seed in range(150):
        rng = random.Random(seed)
        drawn = game_of(rng, rng.randint(2, 5), rng.randint(1, 5))
        game = Game(drawn.codes, drawn.controls, drawn.ranks)
        found = matrix_method(np.array(game.codes), np.array(game.controls), np.array(game.ranks), kind)
        for concept in CONCEPTS:
            assert found[concept].tolist() == table(game, concept), (seed, concept)


@pytest.mark.parametrize("kind", KINDS)
def test_measured_conflicts_are_of_the_kind_they_are_said_to_be(kind: str) -> None:
    given = full(10, 5, kind)
    states = len(given["codes"])
    assert (states == 1024) == (kind != "infeasible")
    assert int(given["forward"]).bit_count() == (5 if kind == "one-way" else 0)
    assert (np.sort(given["ranks"], axis=1) == np.arange(states)).all()
    assert stability(**given)["gmr"].shape == (5, states)


def test_a_batch_is_of_one_structure_and_many_preferences() -> None:
    conflict, ranks = many(9, 3)
    assert ranks.shape == (3, 5, 512)
    found = solve_many(conflict, ranks)
    assert (found.stable("seq")[0] == mv.solve(conflict).stable("seq")).all()


def test_forty_options_in_exclusive_groups_have_a_hundred_thousand_states() -> None:
    conflict = mv.Conflict.loads(exclusive((6, 6, 6, 6, 6, 5, 5), 3))
    assert len(conflict.options) == 40
    assert len(conflict.codes) == 112_500
    assert set(np.bitwise_count(conflict.codes).tolist()) == {7}


def test_a_long_run_goes_on_where_it_stopped_and_tells_differences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stability_long_run, "CHUNK", 10)
    monkeypatch.setattr("sys.argv", ["", "--count", "20", "--out", str(tmp_path)])
    stability_long_run.main()
    found = json.loads((tmp_path / COMPARED).read_text(encoding="utf-8"))
    assert (found["conflicts"], found["last_seed"], found["differences"]) == (20, 19, [])
    assert found["counts"]["nash"] > 500

    monkeypatch.setattr(kernels, "decide", lambda *arguments: None)  # everything is stable
    monkeypatch.setattr("sys.argv", ["", "--count", "40", "--out", str(tmp_path)])
    with pytest.raises(SystemExit):
        stability_long_run.main()
    found = json.loads((tmp_path / COMPARED).read_text(encoding="utf-8"))
    assert found["conflicts"] == 40
    assert found["differences"]
    assert all("seed 2" in line or "seed 3" in line for line in found["differences"])


def test_the_page_is_the_one_its_results_make(tmp_path: Path) -> None:
    assert (RESULTS / MEASURED).exists()
    write(RESULTS, tmp_path)
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert (tmp_path / "benchmarks.md").read_text(encoding="utf-8") == page, (
        "run: python -m benchmarks --page"
    )
    for picture in (tmp_path / "images").iterdir():
        assert (ROOT / "docs" / "images" / picture.name).exists()
        assert picture.name in page
