"""What stands above and below a picture: its heading, and the legend that says what its signs mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from modusvivendi.publish.lettering import width, wrapped
from modusvivendi.publish.sheet import Sheet

TITLE = 16.0
TEXT = 12.5
LINE = 17.0

Sign = Callable[[Any, float, float], None]
"""Draws a sign into a group, its left edge and its middle given."""


def heading(sheet: Sheet, title: str, notes: Iterable[str], wide: float) -> float:
    """Write a title and what has to be known beforehand; give where that ends."""
    y = 0.0
    for line in wrapped(title, wide, TITLE, 3, bold=True):
        y += 21
        sheet.write(0, y, line, size=TITLE, weight=600)
    for note in notes:
        for line in wrapped(note, wide, TEXT):
            y += LINE
            sheet.write(0, y, line, size=TEXT, kind="soft")
    return y + 8


def legend(sheet: Sheet, entries: Iterable[tuple[Sign, str]], wide: float, y: float) -> float:
    """Draw signs with what they mean, as many to a line as there is room for; give where that ends.

    Parameters
    ----------
    entries
        What draws a sign of at most 20 pixels, and its meaning.
    wide
        The room there is.
    y
        Base line of the first line.
    """
    group = sheet.group("legend")
    x = 0.0
    for draw, meaning in entries:
        lines = wrapped(meaning, wide - 26, TEXT)
        room = 26 + max(width(line, TEXT) for line in lines)
        if x and x + room > wide:
            x, y = 0.0, y + 22
        draw(group, x, y - 4.4)
        for number, line in enumerate(lines):
            sheet.write(x + 26, y + number * LINE, line, size=TEXT, into=group)
        y += (len(lines) - 1) * LINE
        x += room + 18
    return y + 8
