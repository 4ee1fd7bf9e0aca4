"""Two versions of a file side by side: what is the same in both, and what only one of them has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

AROUND = 2
"""Lines shown around what differs."""


@dataclass(frozen=True)
class Row:
    """A line of each side, with its number; None where a side has none.

    ``kind`` is ``same``, ``changed``, ``left`` (only there), ``right``, or ``skipped`` (so many lines).
    """

    kind: str
    left: str | None = None
    right: str | None = None
    left_number: int | None = None
    right_number: int | None = None
    skipped: int = 0


def rows(left: str, right: str) -> tuple[Row, ...]:
    r"""Set two texts side by side; long parts that are the same are skipped.

    Examples
    --------
    >>> [row.kind for row in rows("a\nb\nc", "a\nx\nc")]
    ['same', 'changed', 'same']
    """
    return tuple(_rows(left.splitlines(), right.splitlines()))


def _rows(left: list[str], right: list[str]) -> Iterator[Row]:
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for place, (tag, l0, l1, r0, r1) in enumerate(codes):
        if tag != "equal":
            for n, (one, other) in enumerate(zip_longest(left[l0:l1], right[r0:r1])):
                kind = (
                    "changed"
                    if one is not None and other is not None
                    else "left"
                    if other is None
                    else "right"
                )
                yield Row(
                    kind,
                    one,
                    other,
                    l0 + n + 1 if one is not None else None,
                    r0 + n + 1 if other is not None else None,
                )
            continue
        head = 0 if place == 0 else AROUND
        tail = 0 if place == len(codes) - 1 else AROUND
        count = l1 - l0
        skip = range(head, count - tail) if count > head + tail + 1 else range(0)
        for n in range(count):
            if n in skip:
                if n == skip.start:
                    yield Row("skipped", skipped=len(skip))
                continue
            yield Row("same", left[l0 + n], right[r0 + n], l0 + n + 1, r0 + n + 1)
