"""A report with its statements marked and numbered, for a terminal or a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from modusvivendi.brief.passages import Run, runs
from modusvivendi.reports.report import BlockKind, Report
from modusvivendi.statements.statement import Statement


@dataclass(frozen=True)
class Mark:
    """Runs of text that the same statements rest on; ``numbers`` is empty where none does.

    ``begins`` tells that the sentence of one of them begins here.
    """

    numbers: tuple[int, ...]
    runs: tuple[Run, ...]
    begins: bool = False
    ends: bool = False

    @property
    def text(self) -> str:
        """The text of all runs, as stored."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Paragraph:
    """A block of a report in marks, in the order of the text."""

    kind: BlockKind
    marks: tuple[Mark, ...]


def marked(report: Report, statements: Sequence[Statement]) -> list[Paragraph]:
    """Cut a report into paragraphs, and these where statements begin and end.

    Parameters
    ----------
    report
        The report; what the page has besides the report itself is left out.
    statements
        Its statements; the first has the number 1.

    Returns
    -------
    list of Paragraph
        The runs of all marks joined are the texts of the report's blocks.
    """
    numbers = {statement.id: number for number, statement in enumerate(statements, start=1)}
    found = []
    for block in report.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        here = [s for s in statements if s.start < block.end and s.end > block.start]
        pieces = runs(report.body, here, block.start, block.end)
        found.append(Paragraph(block.kind, tuple(_marks(pieces, numbers))))
    return found


def _marks(pieces: Sequence[Run], numbers: dict[str, int]) -> list[Mark]:
    """Put neighbouring runs together that rest under the same statements; conditions only cut a sentence."""
    marks: list[list[Run]] = []
    for run in pieces:
        if marks and marks[-1][-1].covering == run.covering and not run.starts:
            marks[-1].append(run)
        else:
            marks.append([run])
    return [
        Mark(
            tuple(sorted(numbers[id_] for id_ in together[0].covering)),
            tuple(together),
            begins=bool(together[0].starts),
            ends=bool(together[-1].ends),
        )
        for together in marks
    ]
