"""Work comes back in order, whoever does it; what dies takes nothing else with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from modusvivendi.errors import ExecutorError
from modusvivendi.executors import AHEAD, Dask, Executor, Processes, Serial
from tests.clusters import cluster

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""On Windows the latter ends a process as abruptly."""

POISON = 13


def square(number: int) -> int:
    return number * number


def late(number: int) -> int:
    """The earlier the job, the longer it takes."""
    time.sleep(0.02 * (5 - number % 5))
    return number


def dies_of_poison(number: int) -> int:
    if number == POISON:
        os.kill(os.getpid(), KILL)
    return number


def dies_slowly_of_poison(number: int) -> int:
    """Take long enough that all who began together are there at the death of one."""
    time.sleep(0.2 if number == POISON else 1)
    return dies_of_poison(number)


def fails(number: int) -> int:
    raise ValueError(f"no {number}")


def own_number(_: int) -> int:
    return os.getpid()


@pytest.fixture(params=["serial", "processes", "dask"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    made: Executor
    if request.param == "dask":
        made = Dask(request.getfixturevalue("dask"))
    else:
        made = Serial() if request.param == "serial" else Processes(2)
    with made:
        yield made


def test_results_come_in_the_order_of_the_jobs(executor: Executor) -> None:
    assert list(executor.run(late, range(12))) == list(range(12))


def test_no_jobs_are_no_results(executor: Executor) -> None:
    assert list(executor.run(square, [])) == []


def test_jobs_are_taken_only_as_they_are_needed(executor: Executor) -> None:
    taken = 0

    def jobs() -> Iterator[int]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield number

    results = executor.run(square, jobs())
    assert [next(results) for _ in range(3)] == [0, 1, 4]
    assert taken <= 3 + AHEAD * executor.workers


def test_what_the_work_raises_is_raised_here(executor: Executor) -> None:
    with pytest.raises(ValueError, match="no 1"):
        list(executor.run(fails, [1]))


def test_equal_jobs_are_each_done(executor: Executor) -> None:
    assert list(executor.run(square, [3, 3, 3])) == [9, 9, 9]


def test_several_processes_do_the_work() -> None:
    with Processes(2) as executor:
        assert os.getpid() not in set(executor.run(own_number, range(8)))


def test_a_job_that_kills_its_process_is_lost_alone() -> None:
    with Processes(2) as executor:
        found = list(executor.run(dies_of_poison, range(30), lost=lambda job: -job))
        assert found == [-n if n == POISON else n for n in range(30)]
        assert list(executor.run(square, [2])) == [4]


def test_without_a_stand_in_a_lost_job_ends_the_run_with_a_reason() -> None:
    with Processes(1) as executor, pytest.raises(ExecutorError, match="killed"):
        list(executor.run(dies_of_poison, [POISON]))


def test_a_job_that_kills_dask_workers_is_lost_alone(dask: str) -> None:
    with Dask(dask) as executor:
        found = list(executor.run(dies_of_poison, [1, POISON, 2], lost=lambda job: -job))
    assert found == [1, -POISON, 2]


def test_jobs_that_ran_beside_one_that_killed_their_dask_worker_are_done_all_the_same(tmp_path: Path) -> None:
    """The scheduler suspects every job of a dead worker; here two are always under way at its death."""
    pytest.importorskip("distributed")
    with cluster(1, tmp_path, threads=2) as address, Dask(address) as executor:
        found = list(executor.run(dies_slowly_of_poison, [2, POISON, 3], lost=lambda job: -job))
    assert found == [2, -POISON, 3]


def test_an_address_where_no_scheduler_answers_is_refused() -> None:
    with pytest.raises(ExecutorError, match="no Dask scheduler"):
        Dask("tcp://127.0.0.1:9", timeout=1)


def test_processes_end_with_the_one_that_began_them_even_when_it_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "owner.py"
    script.write_text(
        "import os, time\n"
        "from modusvivendi.executors import Processes\n"
        "from tests.test_executors import own_number\n"
        "if __name__ == '__main__':\n"
        "    with Processes(2) as executor:\n"
        "        print(*set(executor.run(own_number, range(20))), flush=True)\n"
        "        time.sleep(60)\n",
        encoding="utf-8",
    )
    owner = subprocess.Popen(
        [sys.executable, "-W", "ignore", script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])},
    )
    assert owner.stdout is not None
    numbers = [int(word) for word in owner.stdout.readline().split()]
    owner.kill()
    owner.wait(10)
    owner.stdout.close()
    assert numbers
    until = time.monotonic() + 10
    while any(map(is_running, numbers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, numbers))


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{number}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
