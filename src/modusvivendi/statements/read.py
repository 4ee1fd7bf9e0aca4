"""Reading reports: who is reported to hold what, under which condition, on whose word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modusvivendi.errors import EndpointError, ReaderError, UnknownName, nearest
from modusvivendi.reports.languages import ENGLISH
from modusvivendi.reports.report import Report
from modusvivendi.statements.models import chosen_model, model_label
from modusvivendi.statements.statement import Statement

if TYPE_CHECKING:
    from modusvivendi.statements.actors.aliases import Aliases
    from modusvivendi.statements.actors.mentions import Meant

DEFAULT_READER = "rules"
LANGUAGE_MODEL = "llm"
RULES = "rules.v1"
"""Name and version of the offline reader; a release that finds anything else than the last has the next."""
READERS = (DEFAULT_READER, LANGUAGE_MODEL)
"""Names of the readers."""

Reader = Callable[[Report, dt.date | None, tuple[dt.date, ...]], tuple[Statement, ...]]
"""Given a report, its date and the dates of the case's other reports, gives its statements."""

Asked = tuple[Report, dt.date | None, tuple[dt.date, ...]]
"""What a reader is given."""


@dataclass(frozen=True)
class RulesReader:
    """The offline reader with a case's own names, and with what a person wants read all the same.

    Attributes
    ----------
    aliases
        What the case's parties are called besides, and who speaks for whom.
    regardless
        Digests of reports that are read whatever they seem to be about; else a text that is not about
        parties dealing with one another is left out.
    every
        Whether all reports are read so.
    """

    aliases: Aliases | None = None
    regardless: frozenset[str] = frozenset()
    every: bool = False

    @property
    def name(self) -> str:
        """Name and version, which tell one list of names from another."""
        return f"{rules_name()}+{self.aliases.digest}" if self.aliases is not None else rules_name()

    def __call__(
        self, report: Report, published: dt.date | None, near: tuple[dt.date, ...]
    ) -> tuple[Statement, ...]:
        """Read a report, without what its statements come to as acts."""
        from modusvivendi.statements.rules.reader import read_all_by_rules

        return read_all_by_rules([(report, published, near)], self.aliases, self._reads_regardless)[0]

    def together(self, asked: Sequence[Asked]) -> list[tuple[Statement, ...]]:
        """Read several reports at once."""
        return _all_by_rules(asked, self.aliases, self._reads_regardless)

    def _reads_regardless(self, report: Report) -> bool:
        return self.every or report.sha256 in self.regardless


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
    known = dict(dates or {})
    near = {d for o in others if o.name != report.name and (d := known.get(o.name, o.date)) is not None}
    found = read_all([report], reader, dates=known, near=near)[0]
    if isinstance(found, ReaderError):
        raise found
    return found


def read_all(
    reports: Iterable[Report],
    reader: str | Reader = DEFAULT_READER,
    *,
    dates: Mapping[str, dt.date] | None = None,
    near: Iterable[dt.date] = (),
) -> list[tuple[Statement, ...] | ReaderError]:
    """Find the statements of several reports together, which takes less time than one by one.

    Parameters
    ----------
    reports
        The reports. A few dozen at a time: all of them are held in memory, parsed.
    reader, dates
        As for `read`.
    near
        Dates of the case's reports, for those of these that have none.

    Returns
    -------
    list
        For each report its statements, or why the reader could not read it.

    Raises
    ------
    UnknownName
        There is no such reader.
    EndpointError
        The reader cannot be used at all, whatever the report.
    """
    if isinstance(reader, str):
        check_reader(reader)
    known, others = dates or {}, tuple(sorted(set(near)))
    asked: list[Asked] = [(report, known.get(report.name, report.date), others) for report in reports]
    if reader == DEFAULT_READER:
        return [*_all_by_rules(asked)]
    if isinstance(reader, RulesReader):
        return [*reader.together(asked)]
    if reader == LANGUAGE_MODEL:
        from modusvivendi.statements.llm.endpoint import Endpoint
        from modusvivendi.statements.llm.reader import LlmReader

        with LlmReader(Endpoint.of()) as asking:
            return _one_by_one(asked, asking)
    assert not isinstance(reader, str)
    return _one_by_one(asked, reader)


def check_reader(name: str) -> None:
    """Make sure that there is a reader of this name.

    Raises
    ------
    UnknownName
        There is none; the nearest are named.
    """
    if name not in READERS:
        raise UnknownName(
            f"there is no reader {name!r}",
            hint=nearest(name, READERS) or f"readers are: {', '.join(READERS)}",
        )


def reader_name(reader: str | Reader) -> str | None:
    """Give the name and version that a reader records, such as ``rules.v1``; None where it does not tell."""
    if reader == DEFAULT_READER:
        return rules_name()
    if reader == LANGUAGE_MODEL:
        from modusvivendi.statements.llm.endpoint import Endpoint
        from modusvivendi.statements.llm.reader import READER as LLM

        return f"{LLM}:{Endpoint.of().model}"
    return getattr(reader, "name", None)


def rules_name() -> str:
    """Give the name and version that the offline reader records, with the spaCy model if not the usual one.

    Raises
    ------
    ReaderError
        The model that the environment asks for is not installed.
    """
    label = model_label(chosen_model())
    return f"{RULES}/{label}" if label else RULES


def _all_by_rules(
    asked: Sequence[Asked],
    aliases: Aliases | None = None,
    regardless: Callable[[Report], bool] = lambda _: False,
) -> list[tuple[Statement, ...]]:
    from modusvivendi.statements.rules.reader import read_in_context

    english = [one for one in asked if one[0].language in (None, ENGLISH)]
    found = read_in_context(english, aliases, regardless)
    read_so = _with_acts([one.statements for one in found], [one.meant for one in found])
    by_report = dict(zip((id(one) for one in english), read_so, strict=True))
    return [by_report.get(id(one), ()) for one in asked]


def _one_by_one(asked: Sequence[Asked], reader: Reader) -> list[tuple[Statement, ...] | ReaderError]:
    if len(asked) > 1:
        ask_ahead(reader, (report for report, _, _ in asked))
    found: list[tuple[Statement, ...] | ReaderError] = []
    for report, published, near in asked:
        try:
            found += _with_acts([reader(report, published, near)])
        except EndpointError:
            raise
        except ReaderError as problem:
            found.append(problem)
    return found


def with_acts_filled(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Say of the statements of one report what their acts are, which whoever wrote them has not said."""
    return _with_acts([tuple(statements)])[0]


def _with_acts(
    found: Sequence[tuple[Statement, ...]], meant: Sequence[Sequence[Meant]] = ()
) -> list[tuple[Statement, ...]]:
    from modusvivendi.statements.actors.mentions import finder, knowing
    from modusvivendi.statements.acts import all_with_acts

    known = [finder(s.actor for s in statements) for statements in found]
    if meant:
        known = [knowing(find, phrases) for find, phrases in zip(known, meant, strict=True)]
    return all_with_acts(list(zip(found, known, strict=True)))
