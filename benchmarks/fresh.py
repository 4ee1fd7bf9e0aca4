"""What the first call in a new process takes, as JSON: ``python -m benchmarks.fresh single 14``.

``single`` solves one conflict of ``2**K`` states, ``batch`` two thousand of 512 states. Imports that the call
itself makes are counted, and so is what it compiles.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def peak() -> float:
    """Most memory this process has had, in MB."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # What getrusage tells includes the parent at the moment of the fork.
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def main() -> None:
    from benchmarks.conflicts import CONCEPTS, full, many  # noqa: PLC0415 - part of the process, not of the call
    from modusvivendi.stability import solve_many, stability  # noqa: PLC0415

    work: Callable[[], Any]
    if sys.argv[1] == "batch":
        model, ranks = many(9, 2000)
        work = lambda: solve_many(model, ranks, CONCEPTS)  # noqa: E731
    else:
        given = full(int(sys.argv[2]), 5)
        work = lambda: stability(**given, concepts=CONCEPTS)  # noqa: E731
    before, begun = peak(), time.perf_counter()
    work()
    print(json.dumps({"seconds": time.perf_counter() - begun, "before_mb": before, "peak_mb": peak()}))


if __name__ == "__main__":
    main()
