"""Reports with their statements highlighted, as one self-contained page without scripts.

The text of reports is hostile input: it reaches the page through autoescaping only, and the page's content
security policy lets nothing run or load but the one style sheet in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from modusvivendi import english
from modusvivendi.brief import selfcontained, wording
from modusvivendi.brief.marked import Paragraph, marked
from modusvivendi.errors import CaseError
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Stance, Statement


@dataclass(frozen=True)
class _Shown:
    """A report as the page shows it."""

    number: int
    report: Report
    statements: tuple[Statement, ...]
    paragraphs: tuple[Paragraph, ...]

    def chain(self, statement: Statement) -> str:
        """Give a statement's chain of sources, from the outlet inwards."""
        return " → ".join([self.report.outlet or self.report.name, *statement.sources])

    def of(self, numbers: Sequence[int]) -> list[tuple[int, Statement]]:
        """Give the statements with these numbers."""
        return [(number, self.statements[number - 1]) for number in numbers]


def write(reports: Sequence[tuple[Report, Sequence[Statement]]], path: Path) -> None:
    """Write the page, whole or not at all.

    Parameters
    ----------
    reports
        Reports and the statements found in them, in the order of the page.
    path
        Where to; its folder must exist. A page already there is replaced.

    Raises
    ------
    CaseError
        It cannot be written.
    """
    try:
        selfcontained.write_whole(render(reports), path)
    except OSError as error:
        raise CaseError("the page cannot be written", file=str(path), hint=error.strerror) from error


def render(reports: Sequence[tuple[Report, Sequence[Statement]]]) -> str:
    """Give the page as text. The same reports and statements always give the same page."""
    from markupsafe import Markup

    environment = selfcontained.environment()
    environment.filters.update(
        stance=wording.stance_words,
        leaning=lambda stance: wording.LEANINGS.get(stance, "neutral"),
        sign=lambda stance: wording.SIGNS.get(stance, "◇"),
        date=english.date_words,
        date_kind=lambda kind: wording.DATE_KINDS.get(kind, kind),
        single_line=lambda text: " ".join(text.split()),
        web=lambda url: bool(url) and url.lower().startswith(("https://", "http://")),
    )
    style = selfcontained.own_file("marked.css")
    shown = [
        _Shown(number, report, tuple(found), tuple(marked(report, found)))
        for number, (report, found) in enumerate(reports, start=1)
    ]
    used = {statement.stance for _, found in reports for statement in found}
    text = environment.get_template("marked.html.j2").render(
        shown=shown,
        stances=[stance for stance in Stance if stance in used],
        style=Markup(style),  # a file of this package, which ends no element
        style_hash=selfcontained.digest(style),
    )
    return selfcontained.writable(text)
