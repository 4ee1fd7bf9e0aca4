"""Python's search for what nothing refers to any more stops everything, so it is made when nobody clicks.

On a large case a full search takes as long as several clicks do. Small ones, of what was made just now, go on
as ever.
"""

from __future__ import annotations

import gc
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modusvivendi.workbench.workplace import Workplace

PAUSE = 20.0
"""Seconds without a click after which a full search is made."""

LONGEST = 900.0
"""Seconds after which one is made although people click, at a moment when none is being answered."""

_NEVER = 2**31 - 1


def no_full_search() -> None:
    """Make full searches only when they are asked for."""
    small, middle, _ = gc.get_threshold()
    gc.set_threshold(small, middle, _NEVER)


def search_in_pauses(place: Workplace) -> None:
    """Begin to make full searches in pauses between clicks, until the case is closed."""
    threading.Thread(target=_go_on, args=(place,), name="collecting", daemon=True).start()


def _go_on(place: Workplace) -> None:
    place.is_ready.wait()
    gc.freeze()  # what was loaded is there to stay, and need not be gone through
    searched, at = place.clicks.answered, time.monotonic()
    while not place.is_closed.wait(PAUSE / 4):
        answered, now = place.clicks.answered, time.monotonic()
        overdue = now - at > LONGEST
        pause = now - place.clicks.last > PAUSE
        if answered != searched and (pause or overdue) and place.clicks.none_left(PAUSE):
            gc.collect()
            searched, at = answered, time.monotonic()
