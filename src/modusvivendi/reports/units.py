"""The lines of a body put together to units: paragraphs, headlines, date lines, with their exact spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BULLET = re.compile(r"(?:[-*+•‣▪●–—]|\(?\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Line:
    """One line of a body without its end, ``body[start:end]``, white space at both ends left out."""

    number: int
    start: int
    end: int
    indent: int


@dataclass(frozen=True)
class Unit:
    """Lines that belong together, ``body[start:end]``.

    ``role`` is what the markup says it is, where there is markup: ``h1`` to ``h6``, ``item``, ``quote``,
    ``other`` (a table, code, an image), ``text``. ``alone`` tells whether blank lines stand on both sides.
    """

    start: int
    end: int
    role: str = "text"
    alone: bool = False


def lines(body: str, start: int = 0) -> Iterator[Line]:
    r"""Give all lines of a body from ``start`` on, empty ones too (ends: ``\r\n``, ``\r``, ``\n``)."""
    for number, match in enumerate(_LINE.finditer(body, start)):
        if match.start() == match.end() and match.start() > start and body[match.start() - 1] not in "\r\n":
            break  # the empty match after a last line without an end
        raw = match.group(1)
        stripped = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        first = match.start() + indent
        yield Line(number, first, first + len(stripped), indent)
        if match.end() == len(body):
            break


def wrap_width(texts: list[str]) -> int | None:
    """Give the width a text was wrapped at, or None where a line is a paragraph.

    In a wrapped text many lines come close to one width, below what a page shows in a line, and few of them
    end a sentence.
    """
    long = sorted(len(text) for text in texts if len(text) >= 40)
    if len(long) < 4:
        return None
    width = long[int(0.9 * (len(long) - 1))]
    if width > 130:
        return None
    near = [text for text in texts if width - 18 <= len(text) <= width + 3]
    open_ended = [text for text in near if not re.search(r"[.!?:…][\"'”’»)]*$", text)]
    if len(near) < 3 or len(near) < 0.4 * len(long) or len(open_ended) < 0.5 * len(near):
        return None
    return width


def text_units(body: str, start: int = 0) -> list[Unit]:
    """Put the lines of a plain text together to units.

    Blank lines always divide. Within a run of lines, two belong together only where the text is wrapped and
    the second line's first word had no room on the first.
    """
    groups: list[list[Line]] = [[]]
    for line in lines(body, start):
        if line.start == line.end:
            if groups[-1]:
                groups.append([])
        else:
            groups[-1].append(line)
    groups = [group for group in groups if group]
    width = wrap_width([body[line.start : line.end] for group in groups for line in group[:-1]])
    units: list[Unit] = []
    for group in groups:
        runs = join(body, group, width)
        units += [Unit(run[0].start, run[-1].end, "text", len(runs) == 1) for run in runs]
    return [_without_bullet(body, unit) for unit in units]


def join(body: str, group: list[Line], width: int | None) -> list[list[Line]]:
    """Divide consecutive lines into runs, one for each paragraph."""
    runs = [[group[0]]]
    for before, line in pairwise(group):
        text, following = body[before.start : before.end], body[line.start : line.end]
        if _continues(text, following, width) and line.indent <= before.indent + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _continues(text: str, following: str, width: int | None) -> bool:
    """Tell whether a line goes on in the next one."""
    if width is None or _BULLET.match(following) or len(text) < 25:
        return False
    room = len(text) + 1 + len(following.split(maxsplit=1)[0])
    return room > width or (following[0].islower() and len(text) > width / 2)


def _without_bullet(body: str, unit: Unit) -> Unit:
    """Leave the mark of a list item out of its span."""
    match = _BULLET.match(body, unit.start, unit.end)
    # "20. August" at the head of a date line is no list item, neither is "3 - 2"
    if match is None or match.end() >= unit.end or body[match.end()].isdigit():
        return unit
    if body[unit.start].isdigit() and len(body[match.end() : unit.end].split()) < 4:
        return unit
    return Unit(match.end(), unit.end, "item", unit.alone)
