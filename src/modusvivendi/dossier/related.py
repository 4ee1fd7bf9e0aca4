"""Reports of a case in which nothing was found, though they speak of the parties of its other reports.

The offline reader leaves out a text that is not about parties dealing with one another. One alone it may
mistake; beside reports of the same parties it is a report on the same matter, and is read all the same.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.reports.regardless import keep_regardless, regardless
from modusvivendi.statements.mentions import mentions
from modusvivendi.statements.read import DEFAULT_READER, RulesReader, read, reader_name

if TYPE_CHECKING:
    from modusvivendi.dossier.dossier import Dossier
    from modusvivendi.dossier.record import Record
    from modusvivendi.reports import Report
    from modusvivendi.statements.read import Reader

SHARED = 2
"""Parties of other reports that a text has to name: one alone, as a country, is named by any news."""


def unread_of_one_matter(record: Record) -> tuple[Report, ...]:
    """Give the reports without a statement that name at least two parties of the others' statements.

    Parameters
    ----------
    record
        The reports, and what was found in them.
    """
    statements = record.statements()
    speaking = {s.report for s in statements}
    names = {s.actor for s in statements}
    names |= {agent for s in statements if s.act is not None for agent in s.act.agents}
    known = sorted(name for name in names if name[:1].isupper())
    return tuple(
        report
        for report in record.reports()
        if report.name not in speaking and sum(mentions(report.body, name) for name in known) >= SHARED
    )


def read_related(dossier: Dossier, case: Path, reader: str | Reader) -> tuple[Report, ...]:
    """Read reports all the same in which nothing was found, and that are about the parties of the others.

    Parameters
    ----------
    dossier
        Of the case; it keeps what is found.
    case
        The case's folder, which keeps that they are read so from now on.
    reader
        With which the case is read; only the offline reader leaves reports out.

    Returns
    -------
    tuple of Report
        Those in which something was found now.
    """
    rules = RulesReader() if reader == DEFAULT_READER else reader
    if not isinstance(rules, RulesReader):
        return ()
    known = regardless(case)
    related = [report for report in unread_of_one_matter(dossier) if report.sha256 not in known]
    every = dossier.reports()
    found = []
    for report in related:
        willing = replace(rules, regardless=rules.regardless | {report.sha256})
        others = [other for other in every if other.sha256 != report.sha256]
        statements = read(report, reader=willing, others=others)
        if statements:
            keep_regardless(case, {report.sha256: report.name})
            dossier.add(report, statements, reader=reader_name(willing))
            found.append(report)
    return tuple(found)
