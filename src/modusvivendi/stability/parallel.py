"""Several tasks at the same time, on threads of this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from modusvivendi.executors import processors

T = TypeVar("T")


def threads() -> int:
    """How many threads the engine uses: as many as there are processors, or what ``MODUS_THREADS`` says."""
    asked = os.environ.get("MODUS_THREADS", "")
    return int(asked) if asked.isdecimal() and int(asked) else processors()


def each(work: Callable[[T], None], tasks: Sequence[T], size: int) -> None:
    """Do ``work`` on every task, on several threads where ``size`` makes that worth it.

    The compiled loops let other threads run; threads share the arrays, which are the larger part of memory.
    """
    workers = min(len(tasks), threads())
    if size < 4096 or workers < 2:
        for task in tasks:
            work(task)
        return
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(work, tasks):
            pass
