"""What takes long is worked out beside the clicks, once for each version of the case."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from typing import Any, TypeVar

T = TypeVar("T")


class StillWorking(Exception):
    """Something is not worked out yet; whoever asks again in a moment gets it.

    Attributes
    ----------
    what
        What is being worked out, in words.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class Superseded(StillWorking):
    """What was waited for is not the case any more: somebody has asked for a later version of it since."""


class Background:
    """Works things out in threads, and keeps the latest of each.

    Parameters
    ----------
    threads
        How many things are worked out at the same time.
    """

    def __init__(self, threads: int = 2) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="working-out")
        self._kept: dict[str, tuple[Hashable, Future[Any]]] = {}
        self._earlier: dict[str, Future[Any]] = {}
        self._lock = threading.Lock()

    def get(self, what: str, version: Hashable, work: Callable[[], T], patience: float) -> T:
        """Give what ``work`` gives, from an earlier time if it was for the same version.

        Parameters
        ----------
        what
            Names it, in words that can be shown.
        version
            Of what it depends on.
        work
            Works it out. What it raises is raised here.
        patience
            Seconds to wait for it.

        Raises
        ------
        StillWorking
            It takes longer.
        Superseded
            Another version was asked for before this one was begun.
        """
        with self._lock:
            known = self._kept.get(what)
            if known is None or known[0] != version:
                if known is not None and not known[1].cancel() and _is_there(known[1]):
                    self._earlier[what] = known[1]
                known = self._kept[what] = (version, self._pool.submit(work))
        try:
            found: T = known[1].result(timeout=patience)
        except TooSlow:
            raise StillWorking(what) from None
        except CancelledError:
            raise Superseded(what) from None
        return found

    def earlier(self, what: str) -> Any:
        """Give what was last worked out under this name, for whatever version; None where nothing was."""
        with self._lock:
            known = self._kept.get(what)
            found = known[1] if known is not None and _is_there(known[1]) else self._earlier.get(what)
        return found.result() if found is not None else None

    def close(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _is_there(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
