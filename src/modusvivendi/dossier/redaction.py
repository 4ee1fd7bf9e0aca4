"""Redaction: a record without the sentences and the sources of reports that are not to be shown.

What the parties hold stays, since it is what the model rests on: actor, stance, proposal, whose act it is,
and the date. What tells the words or the origin goes: sentences, conditions as quoted, speakers, sources,
outlets, titles, addresses, and the names of the files, also where they are part of an id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from modusvivendi.dossier.handling import Handling
from modusvivendi.dossier.record import Record
from modusvivendi.dossier.speakers import with_speakers_settled
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Source, SourceKind, Statement

WITHHELD = "[withheld]"
"""What stands in the place of words that are not shown."""


class Redacted(Record):
    """A record of which some reports are redacted.

    Attributes
    ----------
    ids
        The ids that statements of redacted reports have here, by those they have in the record; for the
        evidence in a model.
    names
        The names that redacted reports have here, by those they have in the record.
    """

    def __init__(
        self,
        reports: tuple[Report, ...],
        statements: tuple[Statement, ...],
        ids: Mapping[str, str],
        names: Mapping[str, str],
    ) -> None:
        self._reports = reports
        self._statements = statements
        self.ids = dict(ids)
        self.names = dict(names)

    def reports(self) -> tuple[Report, ...]:
        """Give the reports, by name; of a redacted one, its date."""
        return self._reports

    def statements(self) -> tuple[Statement, ...]:
        """Give the statements, by report and place in it."""
        return self._statements

    def id_of(self, statement: str) -> str:
        """Give the id that a statement has here."""
        return self.ids.get(statement, statement)


def redacted(
    reports: Iterable[Report], statements: Iterable[Statement], handling: Mapping[str, Handling]
) -> Redacted:
    """Give a record as it may be shown.

    Parameters
    ----------
    reports, statements
        The whole record.
    handling
        By the name of a report, how it is to be handled; see `modusvivendi.dossier.Dossier.handling`.

    Returns
    -------
    Redacted
        The same record where nothing is to be redacted. One source has one name in all redacted reports, so
        that witnesses can still be told apart; count them in the whole record where they are named in others.
    """
    every = sorted(reports, key=lambda report: report.name)
    hidden = [report for report in every if report.name in handling and handling[report.name].redact]
    names = {report.name: f"withheld-{number}.txt" for number, report in enumerate(hidden, start=1)}
    ordered = sorted(statements, key=lambda s: (s.report, s.start, s.id))
    sources = _Sources()
    shown: list[Statement] = []
    ids: dict[str, str] = {}
    counted: dict[str, int] = {}
    # Who speaks is withheld, so for whom is settled before.
    for statement, settled in zip(ordered, with_speakers_settled(ordered), strict=True):
        name = names.get(statement.report)
        if name is None:
            shown.append(statement)
            continue
        number = counted[name] = counted.get(name, 0) + 1
        ids[statement.id] = f"{name.removesuffix('.txt')}-{number}"
        shown.append(_statement(settled, name, ids[statement.id], sources))
    return Redacted(
        tuple(sorted((_report(r, names.get(r.name)) for r in every), key=lambda report: report.name)),
        tuple(sorted(shown, key=lambda s: (s.report, s.start, s.id))),
        ids,
        names,
    )


class _Sources:
    """The names that withheld sources get, in the order in which they occur."""

    def __init__(self) -> None:
        self._named: dict[str, str] = {}

    def shown(self, source: Source) -> Source:
        key = source.group.casefold()
        name = self._named.setdefault(key, f"withheld source {len(self._named) + 1}")
        if source.kind is SourceKind.UNNAMED:
            return Source(name=f"{name} (unnamed)", kind=source.kind, group=name)
        return Source(name=name, kind=source.kind, group=name)


def _report(report: Report, name: str | None) -> Report:
    """Give a report as it may be shown, under another name where it is redacted."""
    if name is None:
        return report
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Report(
        name=name, body="", sha256=digest, outlet=WITHHELD, date=report.date, date_from=report.date_from
    )


def _statement(statement: Statement, report: str, id_: str, sources: _Sources) -> Statement:
    """Give a statement without words and sources."""
    chain = tuple(sources.shown(source) for source in statement.chain)
    condition = None
    if statement.condition is not None:
        acts = [f"not {act.label}" if act.negated else act.label for act in statement.condition_acts]
        condition = " and ".join(acts) or WITHHELD
    number = int(id_.rpartition("-")[2])
    return statement.model_copy(
        update={
            "id": id_,
            "report": report,
            "start": number,  # its place among those of its report, for their order
            "end": number,
            "sentence": WITHHELD,
            "speaker": None,
            "condition": condition,
            "condition_start": None,
            "condition_end": None,
            "sources": tuple(source.name for source in chain),
            "chain": chain,
            "quote": False,
            "rule": "",
        }
    )
