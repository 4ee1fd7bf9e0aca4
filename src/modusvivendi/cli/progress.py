"""Progress on stderr, only where somebody is looking."""

from __future__ import annotations

import sys
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
