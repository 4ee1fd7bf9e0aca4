"""Where many jobs are done: in this process, in several, or on a Dask cluster, behind one small protocol.

Whatever it is, the results come in the order of the jobs; jobs are taken from their iterable only as they are
needed, so that memory does not grow with their number; and work that is killed (out of memory, a crash in
machine code) costs the one job that killed it, not the others. Functions and jobs must be picklable unless
they stay in this process.

>>> with Serial() as executor:
...     list(executor.run(abs, [-2, 3]))
[2, 3]
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from modusvivendi.errors import ExecutorError
from modusvivendi.version import __version__

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.connection import Connection

Job = TypeVar("Job")
Result = TypeVar("Result")

AHEAD = 3
"""Jobs that are handed out at a time for each worker, so that it need not wait for the next."""


class Executor(Protocol):
    """Does jobs; a context manager that lets go of its workers at the end.

    Attributes
    ----------
    workers
        How many jobs it does at the same time.
    """

    workers: int

    def run(
        self,
        work: Callable[[Job], Result],
        jobs: Iterable[Job],
        lost: Callable[[Job], Result] | None = None,
    ) -> Iterator[Result]:
        """Do all jobs and give their results in the order of the jobs.

        Parameters
        ----------
        work
            Done on every job. What it raises is raised here, and ends the run.
        jobs
            Taken as they are needed, at most `AHEAD` for each worker in advance.
        lost
            Gives what stands for the result of a job whose worker died at it, also when it was tried alone.

        Raises
        ------
        ExecutorError
            The workers are gone or cannot be started; or one died at a job, and there is no ``lost``.
        """
        ...

    def __enter__(self) -> Self:
        """Give the executor itself."""
        ...

    def __exit__(self, *_: object) -> None:
        """Stop; jobs that were begun are given up."""
        ...


def processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Serial:
    """Does one job after another in this process."""

    workers = 1

    def run(
        self,
        work: Callable[[Job], Result],
        jobs: Iterable[Job],
        lost: Callable[[Job], Result] | None = None,
    ) -> Iterator[Result]:
        """Do all jobs; see `Executor.run`."""
        return map(work, jobs)

    def __enter__(self) -> Self:
        """Give the executor itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: no workers are held."""


class Processes:
    """Does jobs in processes of their own, each of which loads for itself what the work needs.

    The processes are spawned, not forked: they share nothing with this one, whatever threads it runs. They
    end when this process does, also when it is killed. As everywhere with spawned processes, a script that
    uses this must keep its own statements under ``if __name__ == "__main__":``.

    Parameters
    ----------
    workers
        How many; by default as many as there are processors to use.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or processors()
        self._pool: ProcessPoolExecutor | None = None
        self._leash: Connection | None = None

    def run(
        self,
        work: Callable[[Job], Result],
        jobs: Iterable[Job],
        lost: Callable[[Job], Result] | None = None,
    ) -> Iterator[Result]:
        """Do all jobs; see `Executor.run`."""
        from concurrent.futures.process import BrokenProcessPool

        waiting: deque[tuple[Job, Any]] = deque()
        todo = iter(jobs)
        while True:
            for job in todo:
                waiting.append((job, self._submit(work, job)))
                if len(waiting) >= AHEAD * self.workers:
                    break
            if not waiting:
                return
            job, future = waiting[0]
            try:
                result: Result = future.result()
            except BrokenProcessPool:
                # Nobody knows at which job it died: those under way are tried again, each alone.
                unfinished = [other for other, _ in waiting]
                waiting.clear()
                for other in unfinished:
                    yield self._alone(work, other, lost)
                continue
            waiting.popleft()
            yield result

    def _submit(self, work: Callable[[Job], Result], job: Job) -> Any:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._begun().submit(work, job)
        except BrokenProcessPool as error:
            return _Failed(error)

    def _alone(self, work: Callable[[Job], Result], job: Job, lost: Callable[[Job], Result] | None) -> Result:
        from concurrent.futures.process import BrokenProcessPool

        if self._is_broken():
            self._stop()
            try:
                self._begun().submit(os.getpid).result()
            except BrokenProcessPool:
                raise ExecutorError(
                    "the processes that should do the work end as soon as they begin",
                    hint="in a script, keep its statements under: if __name__ == '__main__':",
                ) from None
        try:
            return self._begun().submit(work, job).result()
        except BrokenProcessPool:
            if lost is None:
                raise ExecutorError(
                    "a process that did the work was killed", hint="there may be too little memory"
                ) from None
            return lost(job)

    def _is_broken(self) -> bool:
        from concurrent.futures.process import BrokenProcessPool

        try:
            self._begun().submit(os.getpid).result()
        except BrokenProcessPool:
            return True
        return False

    def _begun(self) -> ProcessPoolExecutor:
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            context = get_context("spawn")
            held, self._leash = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(
                self.workers, mp_context=context, initializer=_obey, initargs=(held,)
            )
        return self._pool

    def _stop(self) -> None:
        pool, leash = self._pool, self._leash
        self._pool = self._leash = None
        if leash is not None:
            leash.close()
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Self:
        """Give the executor itself; its processes begin with the first job."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes at once."""
        self._stop()


def _version() -> str:
    """Give the version of this program; asked of every worker of a cluster."""
    return __version__


class _Failed:
    """Stands for the future of a job that could not even be handed out."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def result(self) -> Any:
        raise self._error


def _obey(leash: Connection) -> None:
    """Make a process of `Processes` end with its owner, and leave Ctrl-C to it."""

    def wait_for_the_end() -> None:
        try:
            leash.recv_bytes()
        except (EOFError, OSError):
            os._exit(0)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=wait_for_the_end, daemon=True).start()


class _Killed(Exception):
    """A worker of a cluster died, perhaps at this job, perhaps at another that it also held."""


class Dask:
    """Does jobs on a Dask cluster.

    The workers need this package, in the same version. Jobs are independent of one another; several threads
    of one worker are allowed for, but do not speed up work that holds the interpreter's lock.

    Parameters
    ----------
    address
        The scheduler's, such as ``tcp://10.0.0.5:8786``.
    timeout
        How many seconds to wait for the scheduler and its first worker.

    Raises
    ------
    ExecutorError
        Dask is not installed, nobody answers at the address, or no worker comes.
    """

    def __init__(self, address: str, timeout: float = 20) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise ExecutorError(
                "Dask is not installed", hint="install it with: pip install 'modusvivendi[scale]'"
            ) from None
        self._address = address
        with ExitStack() as undo:
            try:
                connect: Callable[..., Any] = Client
                self._client = connect(address, timeout=timeout, set_as_default=False)
                undo.callback(self._client.close)
                self._client.wait_for_workers(1, timeout=timeout)
            except (OSError, ValueError, TimeoutError):
                raise ExecutorError(
                    "no Dask scheduler with a worker answers here",
                    file=address,
                    hint="start them with: dask scheduler, and: dask worker ADDRESS",
                ) from None
            self._check_versions()
            undo.pop_all()
        self.workers = max(1, sum(self._client.nthreads().values()))

    def _check_versions(self) -> None:
        try:
            versions = set(self._client.run(_version).values())
        except ModuleNotFoundError as error:
            raise self._lacking(error) from None
        if versions != {_version()}:
            raise ExecutorError(
                f"the Dask workers have version {', '.join(sorted(versions))} of this program, "
                f"this is version {_version()}",
                file=self._address,
                hint="install the same version on both sides",
            )

    def _lacking(self, error: ModuleNotFoundError) -> ExecutorError:
        return ExecutorError(
            f"a Dask worker lacks a package: {error}",
            file=self._address,
            hint="install this program where the workers run",
        )

    def run(
        self,
        work: Callable[[Job], Result],
        jobs: Iterable[Job],
        lost: Callable[[Job], Result] | None = None,
    ) -> Iterator[Result]:
        """Do all jobs; see `Executor.run`."""
        waiting: deque[tuple[Job, Any]] = deque()
        todo = iter(jobs)
        while True:
            for job in todo:
                # Two jobs that are equal are still two; a worker that is lost is replaced by another.
                waiting.append((job, self._client.submit(work, job, pure=False)))
                if len(waiting) >= AHEAD * self.workers:
                    break
            if not waiting:
                return
            job, future = waiting.popleft()
            try:
                result: Result = self._result(future)
            except _Killed:
                # The scheduler blames every job that waited on a dead worker: this one is tried again, alone.
                self._settle([other for _, other in waiting])
                result = self._alone(work, job, lost)
            yield result

    def _alone(self, work: Callable[[Job], Result], job: Job, lost: Callable[[Job], Result] | None) -> Result:
        try:
            result: Result = self._result(self._client.submit(work, job, pure=False))
        except _Killed:
            if lost is None:
                raise ExecutorError(
                    "a Dask worker that did the work was killed", file=self._address
                ) from None
            return lost(job)
        return result

    def _settle(self, futures: list[Any]) -> None:
        """Wait until no job is under way, whatever became of it; each is asked for later in its turn."""
        from concurrent.futures import CancelledError

        for future in futures:
            with suppress(CancelledError):
                future.exception()

    def _result(self, future: Any) -> Any:
        from concurrent.futures import CancelledError

        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            raise _Killed from None
        except (CancelledError, CommClosedError, TimeoutError):
            raise ExecutorError("the Dask cluster is gone", file=self._address) from None
        except ModuleNotFoundError as error:
            raise self._lacking(error) from None

    def __enter__(self) -> Self:
        """Give the executor itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the cluster; jobs that were begun are given up."""
        self._client.close()
