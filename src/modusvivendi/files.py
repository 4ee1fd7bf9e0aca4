"""Files put in the place of others, on every system."""

from __future__ import annotations

import os
import time
from pathlib import Path

_TRIES = 20


def put_in_place(temporary: Path, place: Path) -> None:
    """Move a file to its place, over the one that is there.

    On Windows that cannot be done while somebody has either open, such as a virus scanner or a reader;
    they are waited for, a second at most.

    Raises
    ------
    OSError
        It cannot be moved.
    """
    for _ in range(_TRIES if os.name == "nt" else 0):  # pragma: no cover
        try:
            temporary.replace(place)
        except PermissionError:
            time.sleep(0.05)
        else:
            return
    temporary.replace(place)
