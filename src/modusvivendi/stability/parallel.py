"""Several tasks at the same time, on the processors this process may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(work: Callable[[T], None], tasks: Sequence[T], size: int) -> None:
    """Do ``work`` on every task, on several threads where ``size`` makes that worth it.

    The compiled loops let other threads run; threads share the arrays, which are the larger part of memory.
    """
    workers = min(len(tasks), processors())
    if size < 4096 or workers < 2:
        for task in tasks:
            work(task)
        return
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(work, tasks):
            pass
