"""Reading a report: who is reported to hold what, under which condition, on whose word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from modusvivendi.errors import UnknownName, nearest
from modusvivendi.reports.languages import ENGLISH
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement

DEFAULT_READER = "rules"

Reader = Callable[[Report, dt.date | None, tuple[dt.date, ...]], tuple[Statement, ...]]
"""Given a report, its date and the dates of the case's other reports, gives its statements."""


def ask_ahead(reader: str | Reader, reports: Iterable[Report]) -> None:
    """Let a reader that waits for somebody else begin with several reports at once; others do nothing."""
    begin: Callable[[Iterable[Report]], None] | None = getattr(reader, "ask_ahead", None)
    if begin is not None:
        begin(reports)


def read(
    report: Report,
    reader: str | Reader = DEFAULT_READER,
    others: Iterable[Report] = (),
    dates: Mapping[str, dt.date] | None = None,
) -> tuple[Statement, ...]:
    """Find the statements of a report.

    Parameters
    ----------
    report
        The report.
    reader
        Which reader does it: ``rules`` is the offline one; ``llm`` sends the text to the language model that
        the environment names (`modusvivendi.statements.llm.endpoint`). Or a reader itself, such as an
        `modusvivendi.statements.llm.reader.LlmReader`.
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
    ReaderError
        The reader could not read this report; of a language model, see the reader ``llm``.
    """
    if isinstance(reader, str):
        check_reader(reader)
    if reader == DEFAULT_READER and report.language not in (None, ENGLISH):
        return ()
    known = dict(dates or {})
    published = known.get(report.name, report.date)
    near = tuple(
        sorted({d for o in others if o.name != report.name and (d := known.get(o.name, o.date)) is not None})
    )
    found = (_READERS[reader] if isinstance(reader, str) else reader)(report, published, near)
    return _with_acts(found)


def check_reader(name: str) -> None:
    """Make sure that there is a reader of this name.

    Raises
    ------
    UnknownName
        There is none; the nearest are named.
    """
    if name not in _READERS:
        raise UnknownName(
            f"there is no reader {name!r}",
            hint=nearest(name, _READERS) or f"readers are: {', '.join(_READERS)}",
        )


def _by_rules(report: Report, published: dt.date | None, near: tuple[dt.date, ...]) -> tuple[Statement, ...]:
    from modusvivendi.statements.rules.reader import read_by_rules

    return read_by_rules(report, published, near)


def _by_model(report: Report, published: dt.date | None, near: tuple[dt.date, ...]) -> tuple[Statement, ...]:
    from modusvivendi.statements.llm.endpoint import Endpoint
    from modusvivendi.statements.llm.reader import LlmReader

    with LlmReader(Endpoint.of()) as reader:
        return reader(report, published, near)


_READERS: dict[str, Reader] = {"rules": _by_rules, "llm": _by_model}


def _with_acts(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    from modusvivendi.statements.actors.mentions import finder
    from modusvivendi.statements.acts import with_acts

    return with_acts(statements, finder(s.actor for s in statements))
