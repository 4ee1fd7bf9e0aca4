"""Times, and the machine they are of."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any


def timed(work: Callable[[], Any], runs: int) -> tuple[dict[str, float], Any]:
    """Do it so many times.

    Returns
    -------
    dict
        Medians: ``seconds`` on the clock, and ``cpu``, seconds of all processors, which tell more where
        others are at work.
    object
        The last result.
    """
    seconds, cpu, found = [], [], None
    for _ in range(runs):
        begun, used = time.perf_counter(), time.process_time()
        found = work()
        seconds.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - used)
    return {"seconds": statistics.median(seconds), "cpu": statistics.median(cpu), "runs": runs}, found


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def gigabytes() -> int:
    """How much memory the machine has; 0 where it does not say."""
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return 0
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30)


def machine() -> dict[str, Any]:
    """Describe the machine in general terms, and how busy it is."""
    return {
        "processors": processors(),
        "memory_gb": gigabytes(),
        "architecture": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("modusvivendi", "numpy", "numba", "scipy")},
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "date": time.strftime("%Y-%m-%d"),
    }
