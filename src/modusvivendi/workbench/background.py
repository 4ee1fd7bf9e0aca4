"""What takes long is worked out beside the clicks, once for each version of the case."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from modusvivendi.giving_way import give_way, let_go_first

T = TypeVar("T")

LONGEST = 0.1
"""Seconds that a part of the work beside the clicks waits for them, so that it goes on in any crowd."""

MOST_ABOUT = 12
"""Things about which the same is kept that was worked out."""

_Key = tuple[str, Hashable]
"""What is worked out, and about what of several."""

_is_click: ContextVar[bool] = ContextVar("is_click", default=False)
"""Whether what goes on answers a click."""


class Clicks:
    """Those that are being answered: what is worked out beside them waits until there is none.

    Attributes
    ----------
    answered
        How many were answered so far.
    last
        When the last one was, on the monotonic clock.
    """

    def __init__(self) -> None:
        self.answered = 0
        self.last = time.monotonic()
        self._count = 0
        self._lock = threading.Lock()
        self._none = threading.Event()
        self._none.set()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Count a click as long as it is answered."""
        told = _is_click.set(True)
        self._change(1)
        try:
            yield
        finally:
            self.answered, self.last = self.answered + 1, time.monotonic()
            self._change(-1)
            _is_click.reset(told)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Do not count a click as long as it waits for what is worked out."""
        counted = _is_click.get()
        if counted:
            self._change(-1)
        try:
            yield
        finally:
            if counted:
                self._change(1)

    def let_go_first(self) -> None:
        """Make this thread give way to clicks from now on."""
        let_go_first(lambda: self.none_left(LONGEST))

    def none_left(self, seconds: float) -> bool:
        """Wait, at most so long, until no click is being answered; tell whether none is."""
        return self._none.wait(seconds)

    def pause(self, seconds: float, at_most: float) -> None:
        """Wait until nobody has clicked for some seconds; at most so long.

        For what cannot give way once it is begun.
        """
        until = time.monotonic() + at_most
        while (now := time.monotonic()) < until:
            left = self.last + seconds - now
            if left <= 0 and self._none.is_set():
                return
            time.sleep(min(max(left, 0.02), until - now))

    def _change(self, by: int) -> None:
        with self._lock:
            self._count += by
            if self._count:
                self._none.clear()
            else:
                self._none.set()


class StillWorking(Exception):
    """Something is not worked out yet; whoever asks again in a moment gets it.

    Attributes
    ----------
    what
        What is being worked out, in words.
    tried
        Of how many possibilities how many were tried so far, at most; None where nobody counts.
    number
        By which it can be stopped; None where it cannot be.
    """

    def __init__(self, what: str, tried: tuple[int, int] | None = None, number: int | None = None) -> None:
        self.what = what
        self.tried = tried
        self.number = number
        super().__init__(what)


class Superseded(StillWorking):
    """What was waited for is not the case any more: somebody has asked for a later version of it since."""


_numbers = count(1)


@dataclass(frozen=True)
class _Job:
    """What is being worked out, or was, for some version of the case; its number is that of no other."""

    version: Hashable
    number: int
    future: Future[Any]

    def is_given_up(self) -> bool:
        """Tell whether it ended without a result because something that it needs was stopped."""
        done = self.future.done() and not self.future.cancelled()
        return done and isinstance(self.future.exception(), StillWorking)


class Background:
    """Works things out in threads, and keeps the latest of each.

    Parameters
    ----------
    threads
        How many things are worked out at the same time.
    clicks
        Those that go first.
    """

    def __init__(self, threads: int = 2, clicks: Clicks | None = None) -> None:
        self._clicks = clicks or Clicks()
        self._pool = ThreadPoolExecutor(threads, "working-out")
        self._kept: dict[_Key, _Job] = {}
        self._stopped: set[int] = set()
        self._earlier: dict[_Key, Future[Any]] = {}
        self._tried: dict[_Key, tuple[int, int]] = {}
        self._lock = threading.Lock()

    def get(
        self, what: str, version: Hashable, work: Callable[[], T], patience: float, about: Hashable = None
    ) -> T:
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
        about
            What of several it is about, where people may ask about several at the same time.

        Raises
        ------
        StillWorking
            It takes longer.
        Superseded
            Another version was asked for before this one was begun.
        """
        key = (what, about)
        with self._lock:
            known = self._kept.pop(key, None)
            if known is None or known.version != version or known.is_given_up():
                if known is not None and not known.future.cancel() and _is_there(known.future):
                    self._earlier[key] = known.future
                self._tried.pop(key, None)
                number = next(_numbers)
                known = _Job(version, number, self._pool.submit(self._in_time, what, number, work))
            self._kept[key] = known  # as the one that was asked for last
            self._forget_some(what)
        try:
            with self._clicks.waiting():
                found: T = known.future.result(timeout=patience)
        except TooSlow:
            raise StillWorking(what, self._tried.get(key), known.number) from None
        except CancelledError:
            raise Superseded(what) from None
        return found

    def earlier(self, what: str) -> Any:
        """Give what was last worked out under this name, for whatever version; None where nothing was."""
        with self._lock:
            key = (what, None)
            known = self._kept.get(key)
            now = known.future if known is not None else None
            found = now if now is not None and _is_there(now) else self._earlier.get(key)
        return found.result() if found is not None else None

    def counting(self, what: str, about: Hashable = None) -> Callable[[int, int], None]:
        """Give what work tells how many possibilities it has tried; to be asked for by the work itself.

        Each time it lets clicks go first. Where nobody wants the result any more the work ends there.
        """
        key = (what, about)
        with self._lock:  # whoever asked for it keeps it before letting go of the lock
            mine = self._kept.get(key)

        def count(done: int, of: int) -> None:
            with self._lock:
                now = self._kept.get(key)
                if mine is None or now is None or now.number != mine.number:
                    raise Superseded(what)
                self._tried[key] = (done, of)
            give_way()

        return count

    def stop(self, what: str, about: Hashable = None) -> None:
        """Let nobody want any more what is being worked out under this name."""
        with self._lock:
            known = self._kept.get((what, about))
            if known is not None and not known.future.done():
                self._stop((what, about))

    def stop_number(self, number: int) -> bool:
        """Stop what is being worked out under a number; tell whether it was."""
        with self._lock:
            found = [key for key, job in self._kept.items() if job.number == number and not job.future.done()]
            for key in found:
                self._stop(key)
        return bool(found)

    def _forget_some(self, what: str) -> None:
        """Keep of what is about several things only what was asked for last."""
        several = [key for key in self._kept if key[0] == what and key[1] is not None]
        for key in several[:-MOST_ABOUT]:
            self._drop(key)

    def _stop(self, key: _Key) -> None:
        self._stopped.add(self._kept[key].number)
        self._drop(key)

    def _drop(self, key: _Key) -> None:
        self._kept.pop(key).future.cancel()
        self._tried.pop(key, None)
        self._earlier.pop(key, None)

    def is_busy_with(self, what: str) -> bool:
        """Tell whether something is being worked out under this name."""
        with self._lock:
            known = self._kept.get((what, None))
        return known is not None and not known.future.done()

    def _in_time(self, what: str, number: int, work: Callable[[], T]) -> T:
        """Work something out, and let clicks go first; between its parts see whether it was stopped."""

        def pause() -> None:
            if number in self._stopped:
                raise Superseded(what)
            self._clicks.none_left(LONGEST)

        let_go_first(pause)
        try:
            give_way()
            return work()
        finally:
            let_go_first(None)
            self._stopped.discard(number)

    def close(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _is_there(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
