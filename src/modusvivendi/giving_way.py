"""Long work that nobody waits for lets go first what somebody waits for.

In one process threads share one interpreter: whoever works something out beside a program that answers
clicks makes each click take twice as long. So long work calls `give_way` between its parts; where its thread
was told whom to let go first it waits there, else nothing happens.

>>> give_way()
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class _Courtesy(threading.local):
    """What a thread does between the parts of its work; nothing, where nobody told it."""

    pause: Callable[[], object] | None = None


_courtesy = _Courtesy()


def give_way() -> None:
    """Let others go first, where this thread was told to."""
    if _courtesy.pause is not None:
        _courtesy.pause()


def giving_way(parts: Iterable[T], often: int = 1) -> Iterator[T]:
    """Go through the parts of some work, and give way before each, or before one in so many.

    Examples
    --------
    >>> list(giving_way("abc"))
    ['a', 'b', 'c']
    """
    for number, part in enumerate(parts):
        if number % often == 0:
            give_way()
        yield part


def let_go_first(pause: Callable[[], object] | None) -> None:
    """Tell this thread what to do between the parts of its work: as a rule, to wait while others are busy."""
    _courtesy.pause = pause
