"""Reading a report: who is reported to hold what, under which condition, on whose word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from modusvivendi.errors import UnknownName, nearest
from modusvivendi.reports.languages import ENGLISH
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement

DEFAULT_READER = "rules"


def read(
    report: Report,
    reader: str = DEFAULT_READER,
    others: Iterable[Report] = (),
    dates: Mapping[str, dt.date] | None = None,
) -> tuple[Statement, ...]:
    """Find the statements of a report.

    Parameters
    ----------
    report
        The report.
    reader
        Which reader does it; ``rules`` is the offline one.
    others
        The case's other reports: their dates fix a year that this report leaves out.
    dates
        Publication dates by file name that a person knows better than the page.

    Returns
    -------
    tuple of Statement
        In the order of the text. Empty where the report states no position, and where the offline reader
        does not know its language; the report's warnings say so.

    Raises
    ------
    UnknownName
        There is no such reader.
    """
    readers = _readers()
    if reader not in readers:
        raise UnknownName(
            f"there is no reader {reader!r}",
            hint=nearest(reader, readers) or f"readers are: {', '.join(readers)}",
        )
    if reader == DEFAULT_READER and report.language not in (None, ENGLISH):
        return ()
    known = dict(dates or {})
    published = known.get(report.name, report.date)
    near = tuple(
        sorted({d for o in others if o.name != report.name and (d := known.get(o.name, o.date)) is not None})
    )
    found = readers[reader](report, published, near)
    return _with_acts(found)


def _readers() -> dict[str, Callable[[Report, dt.date | None, tuple[dt.date, ...]], tuple[Statement, ...]]]:
    from modusvivendi.statements.rules.reader import read_by_rules

    return {"rules": read_by_rules}


def _with_acts(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    from modusvivendi.statements.actors.mentions import finder
    from modusvivendi.statements.acts import with_acts

    return with_acts(statements, finder(s.actor for s in statements))
