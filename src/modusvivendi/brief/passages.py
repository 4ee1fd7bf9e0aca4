"""A report's text cut into runs, so that evidence can be shown highlighted in its place.

Statements may share a sentence, and conditions lie inside (or, across a clause boundary, outside) the
sentence they belong to. The text is therefore cut at every boundary, and each run says which statements and
conditions cover it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from modusvivendi.brief.contents import AsideEntry, StatementEntry


class Placed(Protocol):
    """What rests on a sentence of a report: a statement, or a brief's entry of one."""

    @property
    def id(self) -> str:
        """Tells it apart."""
        ...

    @property
    def start(self) -> int:
        """Where its sentence begins."""
        ...

    @property
    def end(self) -> int:
        """Where its sentence ends (exclusive)."""
        ...

    @property
    def condition_start(self) -> int | None:
        """Where its condition begins, if it has one."""
        ...

    @property
    def condition_end(self) -> int | None:
        """Where its condition ends (exclusive), if it has one."""
        ...


@dataclass(frozen=True)
class Run:
    """A run of a report's text.

    Attributes
    ----------
    text
        The run, exactly as stored.
    covering
        Ids of the statements whose sentence covers it.
    condition
        It is part of a condition of one of the statements.
    starts, ends
        Ids of the statements whose sentence begins, or ends, with this run.
    """

    text: str
    covering: tuple[str, ...] = ()
    condition: bool = False
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def _span(start: int, end: int, length: int) -> tuple[int, int] | None:
    start, end = max(0, start), min(end, length)
    return (start, end) if start < end else None


def runs(body: str, statements: Iterable[Placed], start: int = 0, end: int | None = None) -> list[Run]:
    """Cut ``body[start:end]`` at the boundaries of the statements' sentences and conditions.

    Parameters
    ----------
    body
        The report's text as stored.
    statements
        Statements of this report; spans that lie outside the text are left out.
    start, end
        The part of the text to give, in code points.

    Returns
    -------
    list of Run
        Not empty runs in order; their texts joined are ``body[start:end]``.
    """
    end = len(body) if end is None else min(end, len(body))
    sentences: list[tuple[int, int, str]] = []
    conditions: list[tuple[int, int]] = []
    for entry in statements:
        if (span := _span(entry.start, entry.end, len(body))) is not None:
            sentences.append((*span, entry.id))
        if entry.condition_start is not None and entry.condition_end is not None:
            span = _span(entry.condition_start, entry.condition_end, len(body))
            if span is not None:
                conditions.append(span)
    sentences.sort(key=lambda item: item[:2])
    cuts = {start, end}
    cuts.update(at for low, high, _ in sentences for at in (low, high) if start < at < end)
    cuts.update(at for span in conditions for at in span if start < at < end)
    ordered = sorted(cuts)
    found: list[Run] = []
    for low, high in pairwise(ordered):
        covering = [item for item in sentences if item[0] <= low and item[1] >= high]
        found.append(
            Run(
                text=body[low:high],
                covering=tuple(id_ for _, _, id_ in covering),
                condition=any(a <= low and b >= high for a, b in conditions),
                starts=tuple(id_ for a, _, id_ in covering if a == low),
                ends=tuple(id_ for _, b, id_ in covering if b == high),
            )
        )
    return found


def paragraphs(body: str, statements: Iterable[Placed]) -> list[list[Run]]:
    """Cut a whole text into its lines, empty ones left out, and each line into runs."""
    entries = list(statements)
    found: list[list[Run]] = []
    at = 0
    for line in body.splitlines(keepends=True):
        text = line.rstrip()
        if text.strip():
            near = [
                e
                for e in entries
                if (e.start < at + len(text) and e.end > at)
                or (
                    e.condition_start is not None
                    and e.condition_end is not None
                    and e.condition_start < at + len(text)
                    and e.condition_end > at
                )
            ]
            found.append(runs(body, near, at, at + len(text)))
        at += len(line)
    return found


@dataclass(frozen=True)
class Passage:
    """A sentence in its place: the text before it on its line, the sentence in runs, the text after it."""

    before: str
    sentence: tuple[Run, ...]
    after: str
    apart: tuple[Run, ...] = ()


def passage(body: str, statement: StatementEntry | AsideEntry, context: int = 220) -> Passage:
    """Give a statement's sentence with up to ``context`` characters of its line before and after it.

    A condition that stands outside the sentence is given ``apart``.
    """
    start, end = statement.start, statement.end
    if body[start:end] != statement.sentence:
        # The text has been replaced since; what was read then is shown alone.
        return Passage("", (Run(statement.sentence, (statement.id,)),), "")
    line_start = max(body.rfind("\n", 0, start), body.rfind("\r", 0, start)) + 1
    line_end = min((at for at in (body.find("\n", end), body.find("\r", end)) if at >= 0), default=len(body))
    before, after = body[line_start:start], body[end:line_end]
    if len(before) > context:
        before = "… " + before[-context:].split(" ", 1)[-1]
    if len(after) > context:
        after = after[:context].rsplit(" ", 1)[0] + " …"
    apart: tuple[Run, ...] = ()
    low, high = statement.condition_start, statement.condition_end
    if low is not None and high is not None and (low < start or high > end):
        apart = (Run(body[low:high], condition=True),)
    return Passage(before.lstrip(), tuple(runs(body, [statement], start, end)), after.rstrip(), apart)
