"""Time the main job on the example that ships: ``python benchmarks/main_job.py``.

Each stage in one process, imports and first compilation included, beside the whole. Machines differ and are
noisy: compare the shares, not the seconds.
"""

import tempfile
import time
from pathlib import Path

from modusvivendi.brief.making import make_brief
from modusvivendi.examples import write_example


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        write_example("peacekeeping", case)
        begun = last = time.perf_counter()
        spent: dict[str, float] = {}

        def progress(stage: str, done: int, total: int) -> None:
            nonlocal last
            now = time.perf_counter()
            spent[stage] = spent.get(stage, 0.0) + now - last
            last = now

        made = make_brief(case, [], progress=progress)
        whole = time.perf_counter() - begun
        for stage, seconds in spent.items():
            print(f"{stage:20} {seconds:6.2f} s  {seconds / whole:4.0%}")
        print(f"{'whole':20} {whole:6.2f} s  {len(made.contents.statements)} statements")


if __name__ == "__main__":
    main()
