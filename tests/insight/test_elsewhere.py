"""Interpretations solved in other processes and on a real Dask cluster: the same results, all of them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.executors import Dask, Executor, Processes
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations


def many_questions() -> Conflict:
    """432 interpretations of a conflict of 64 states."""
    names = [f"P{k}" for k in range(3)]
    blocks = []
    for k, name in enumerate(names):
        after = names[(k + 1) % 3]
        blocks.append(f"""
  {name}:
    options: {{x: x, y: y}}
    preferences:
      - question: Would {name} do x if {after} does?
        answers: {{"yes": [x iff {after}.x], "no": [not x], "perhaps": []}}
      - question: Would {name} do y?
        answers: {{"yes": [y], "no": [not y or {after}.y]}}""")
    return Conflict.loads("decision_makers:" + "".join(blocks) + "\ncircumstances: {w: it rains}\n")


@pytest.fixture(scope="module")
def expected() -> Ensemble:
    return solve_interpretations(many_questions())


def same(one: Ensemble, other: Ensemble) -> None:
    assert [i.id for i in one.interpretations] == [i.id for i in other.interpretations]
    for concept in one.concepts:
        np.testing.assert_array_equal(one.holds[concept], other.holds[concept])
    assert one.against_status_quo is not None
    assert other.against_status_quo is not None
    np.testing.assert_array_equal(one.against_status_quo, other.against_status_quo)


def solved_by(executor: Executor) -> tuple[Ensemble, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    found = solve_interpretations(
        many_questions(), executor=executor, progress=lambda done, of: told.append((done, of))
    )
    return found, told


def test_processes_find_the_same(expected: Ensemble) -> None:
    with Processes(2) as executor:
        found, told = solved_by(executor)
    same(found, expected)
    assert told[-1] == (len(found.interpretations), len(found.interpretations))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.fixture
def cluster() -> Iterator[str]:
    """Start a Dask scheduler and two workers as processes on this machine."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as local,
    ):
        yield local.scheduler_address


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_finds_the_same(cluster: str, expected: Ensemble) -> None:
    with Dask(cluster) as executor:
        found, _ = solved_by(executor)
    same(found, expected)


def test_the_number_of_threads_can_be_set() -> None:
    code = "from modusvivendi.stability.parallel import threads; print(threads())"
    for asked, given in (
        ("3", 3),
        ("", len(os.sched_getaffinity(0))),
        ("none", len(os.sched_getaffinity(0))),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "MODUS_THREADS": asked},
            capture_output=True,
            check=True,
        )
        assert int(done.stdout) == given
