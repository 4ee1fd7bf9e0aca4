"""Progress on stderr, only where somebody is looking."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def steps(total: int, what: str) -> Iterator[Callable[[], None]]:
    """Show how many of ``total`` steps are done; silent where stderr is no terminal.

    Yields
    ------
    callable
        To be called after each step.
    """
    if not sys.stderr.isatty() or total < 1:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def talk(text: str) -> None:
    """Say something to the person at the terminal, on stderr."""
    print(text, file=sys.stderr)  # noqa: T201


@contextmanager
def stages() -> Iterator[Callable[[str, int, int], None]]:
    """Show which stage the main job is at and how far; silent where stderr is no terminal.

    Yields
    ------
    callable
        Called with the stage, how much of it is done, and how much there is.
    """
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:>20}"), BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def at(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield at


@contextmanager
def pace(what: str) -> Iterator[Callable[[int, int, int], None]]:
    """Show how far a long run is, how fast, and how much time is left.

    On a terminal as a bar; elsewhere, as in a log, as a line every half minute.

    Yields
    ------
    callable
        Called with how many were done before, how many are done now, and how many there are.
    """
    began = time.monotonic()

    def told(before: int, done: int, total: int) -> str:
        gone = time.monotonic() - began
        if not done or gone < 1:
            return ""
        return f"{done / gone:.1f} a second, {_duration((total - before - done) * gone / done)} left"

    if not sys.stderr.isatty():
        last = began

        def say(before: int, done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= 30:
                last = time.monotonic()
                talk(f"modus: {before + done} of {total} {what}, {told(before, done, total)}")

        yield say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(what), BarColumn(20), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, pace="")

        def show(before: int, done: int, total: int) -> None:
            bar.update(task, completed=before + done, total=total, pace=told(before, done, total))

        yield show


def _duration(seconds: float) -> str:
    """Say how long something takes.

    Examples
    --------
    >>> _duration(41), _duration(150), _duration(7500)
    ('41 s', '2 min', '2 h 5 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = int(seconds // 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
