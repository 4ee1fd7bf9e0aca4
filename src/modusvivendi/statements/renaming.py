"""Names for reports that are called alike, and the statements of a report that got another name."""

from __future__ import annotations

from collections.abc import Container
from pathlib import PurePath

from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement


def stem_key(name: str) -> str:
    """Give what two reports may not have in common.

    Statement ids begin with the stem, so that ``a.txt`` and ``a.md`` cannot stand side by side; nor can names
    that only differ in their letters' case, which some file systems do not tell apart.
    """
    return PurePath(name).stem.casefold()


def free_name(name: str, sha256: str, taken: Container[str]) -> str:
    """Give the name to keep a report under: its own, or one that its digest tells apart.

    Parameters
    ----------
    name, sha256
        The report's.
    taken
        The keys (`stem_key`) of the names that others have.

    Examples
    --------
    >>> free_name("talks.txt", "3f2b1c77" + 56 * "0", {"talks"})
    'talks-3f2b1c.txt'
    """
    path = PurePath(name)
    for length in (0, 6, 12, 64):
        free = f"{path.stem}-{sha256[:length]}{path.suffix}" if length else name
        if stem_key(free) not in taken:
            return free
    raise ValueError(f"no name is free for {name}")  # pragma: no cover - a digest is no name


def renamed(statement: Statement, report: Report, name: str) -> Statement:
    """Give a statement the id it has where its report is called ``name``."""
    if name == report.name:
        return statement
    ending = statement.id.removeprefix(PurePath(report.name).stem)
    return statement.model_copy(update={"id": PurePath(name).stem + ending, "report": name})
