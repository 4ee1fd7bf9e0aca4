"""The example that ships, made into a case with a brief once for all tests: reading it takes seconds.

No test may change the folder; one that wants to takes a copy.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from modusvivendi.brief.contents import Contents
from modusvivendi.brief.making import make_brief
from modusvivendi.examples import write_example


@cache
def made() -> tuple[Path, Contents]:
    """Make the case; give its folder and what its brief holds."""
    folder = Path(tempfile.mkdtemp(prefix="modus-peacekeeping-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    case = folder / "case"
    write_example("peacekeeping", case)
    return case, make_brief(case, []).contents
