"""What the first page shows of a case, seen without reading all of it.

The whole record takes longer to read than a page may take, and what reads it longer still to be loaded. So
the list of reports is taken from the tables of an SQLite dossier as they are, and only the reports in which
people decided anything, with their other versions, are read with their statements. Whatever is unusual (a
dossier in PostgreSQL, an older or a damaged one, files that wait to be read) is left to the whole workbench.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from modusvivendi.errors import CaseError
from modusvivendi.workbench.folder import DOSSIER, INCOMING, MODEL, REGARDLESS, folder_title, told_title
from modusvivendi.workbench.listing import chosen, listing

TABLES = "3"
"""The version of the tables that is known here: that of `modusvivendi.dossier.schema`."""


@dataclass(frozen=True)
class Line:
    """A report as the list shows it."""

    id: int
    name: str
    sha256: str
    outlet: str | None
    title: str | None
    date: dt.date | None
    url: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Care:
    """How a report is to be handled; as `modusvivendi.dossier.Handling`."""

    caveats: tuple[str, ...]
    redact: bool
    who: str
    when: dt.datetime
    number: int


@dataclass(frozen=True)
class Glance:
    """A case at a glance.

    Attributes
    ----------
    title
        What it is about.
    reports
        Its reports.
    statements, decided
        How many stand in each report, by name, and about how many of each somebody decided.
    undecided
        How many statements nobody decided about.
    handling
        How reports are to be handled, by name, where anything is to be minded.
    regardless
        The names of those that were read whatever they seemed to be about.
    """

    title: str
    reports: tuple[Line, ...] = ()
    statements: Mapping[str, int] = field(default_factory=dict)
    decided: Mapping[str, int] = field(default_factory=dict)
    undecided: int = 0
    handling: Mapping[str, Care] = field(default_factory=dict)
    regardless: frozenset[str] = frozenset()

    def view(self, *, leaves_out: bool) -> dict[str, Any]:
        """Give what the template of the page *Reports* asks for; see `Settings.leaves_out`."""
        shown = listing(
            self.reports,
            chosen(self.reports),
            self._row,
            statements=sum(self.statements.values()),
            undecided=self.undecided,
        )
        nothing_handed_in = {"handed": (), "left": 0, "done": 0, "poll": None}
        return {
            **shown,
            **nothing_handed_in,
            "find": "",
            "handle": "",
            "about": "",
            "handling": self.handling,
            "regardless": self.regardless,
            "has_gate": leaves_out,
            "usual": (),
        }

    def _row(self, report: Line) -> dict[str, Any]:
        return {
            "report": report.name,
            "outlet": report.outlet,
            "title": report.title,
            "date": report.date,
            "warnings": report.warnings,
            "statements": self.statements.get(report.name, 0),
            "decided": self.decided.get(report.name, 0),
        }


def glance(case: Path) -> Glance | None:
    """Look at a case; None where it has to be read to say what the first page shows."""
    title, dossier = plain_title(case), case / DOSSIER
    try:
        if title is None or any((case / INCOMING).glob("*")):
            return None
        if not dossier.exists() or dossier.stat().st_size == 0:
            return Glance(title)
        with closing(sqlite3.connect(f"{dossier.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN")  # all of it as it is at one moment
            return _seen(connection, title, _read_regardless(case))
    except (CaseError, OSError, sqlite3.Error, ValueError):
        return None  # what is wrong, the whole workbench says


def _read_regardless(case: Path) -> frozenset[str]:
    """Give the digests of the reports that are read whatever they seem to be about; most cases have none."""
    if not (case / REGARDLESS).exists():
        return frozenset()
    from modusvivendi.reports.regardless import regardless

    return regardless(case)


def plain_title(case: Path) -> str | None:
    """Give what a case is about; None where all of its model has to be read to tell."""
    try:
        model = (case / MODEL).read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return folder_title(case)
    except OSError:
        return None
    return told_title(model)


def _seen(connection: sqlite3.Connection, title: str, wanted: frozenset[str]) -> Glance | None:
    about = dict(connection.execute("SELECT name, value FROM about"))
    if about.get("application") != "modusvivendi" or about.get("schema") != TABLES or "moving" in about:
        return None
    reports = {
        id_: Line(
            id_,
            name,
            sha256,
            outlet,
            title,
            dt.date.fromisoformat(date) if date else None,
            url,
            _texts(warnings),
        )
        for id_, name, sha256, outlet, title, date, url, warnings in connection.execute(
            "SELECT id, name, sha256, outlet, title, date, url, warnings FROM reports ORDER BY name"
        )
    }
    found = Counter({line.name: 0 for line in reports.values()})
    for report, number in connection.execute("SELECT report_id, count(*) FROM statements GROUP BY report_id"):
        found[reports[report].name] = number
    decided: Counter[str] = Counter()
    undecided = found.total()
    reviews = connection.execute(
        'SELECT id, statement, decision, who, "when", changes, note, subject, anchor FROM reviews ORDER BY id'
    ).fetchall()
    if reviews:
        if any(row[8] is None for row in reviews):
            return None  # of old, when they went by ids, whatever report these were in
        decided, undecided = _after(connection, reviews, reports, found)
    named = frozenset(line.name for line in reports.values() if line.sha256 in wanted)
    return Glance(title, tuple(reports.values()), found, decided, undecided, _handling(connection), named)


def _after(
    connection: sqlite3.Connection,
    reviews: list[tuple[Any, ...]],
    reports: Mapping[int, Line],
    found: Counter[str],
) -> tuple[Counter[str], int]:
    """Count what stands after decisions, and put it into ``found``.

    Returns
    -------
    Counter
        About how many statements of each report somebody decided.
    int
        How many statements nobody decided about.
    """
    from modusvivendi.dossier.kinship import kin_of
    from modusvivendi.dossier.review import Decision, Review
    from modusvivendi.dossier.standing import Place
    from modusvivendi.reports.report import Report
    from modusvivendi.statements.statement import Statement
    from modusvivendi.workbench.snapshot import RecordSnapshot

    made = tuple(
        Review(
            statement=row[1],
            decision=Decision(row[2]),
            who=row[3],
            when=dt.datetime.fromisoformat(row[4]).replace(tzinfo=dt.UTC),
            changes=json.loads(row[5]),
            note=row[6],
            number=row[0],
            subject=row[7] or row[0],
            anchor=Statement.model_validate_json(row[8]),
        )
        for row in reviews
    )
    places = {line.name: Place(line.name, line.sha256, line.url, "") for line in reports.values()}
    kin = kin_of({review.anchor.report for review in made if review.anchor}, places)
    here = {number: line for number, line in reports.items() if line.name in kin.names}
    texts = "SELECT body FROM reports WHERE id = ?"
    records = "SELECT record FROM statements WHERE report_id = ?"
    read = [Statement.model_validate_json(row[0]) for n in here for row in connection.execute(records, (n,))]
    snapshot = RecordSnapshot(
        [
            Report(
                name=line.name,
                body=connection.execute(texts, (number,)).fetchone()[0],
                sha256=line.sha256,
                url=line.url,
            )
            for number, line in here.items()
        ],
        sorted(read, key=lambda s: (s.report, s.start, s.id)),
        made,
    )
    elsewhere = found.total() - len(read)
    for name, standing in snapshot.by_report.items():
        found[name] = len(standing)
    undecided = sum(s.id not in snapshot.standing.decided for s in snapshot.statements())
    return snapshot.decided, elsewhere + undecided


def _handling(connection: sqlite3.Connection) -> dict[str, Care]:
    rows = connection.execute(
        'SELECT r.name, h.caveats, h.redact, h.who, h."when", h.id FROM handlings h '
        "JOIN reports r ON r.sha256 = h.sha256 ORDER BY h.id"
    )
    every = {
        name: Care(
            _texts(caveats), bool(redact), who, dt.datetime.fromisoformat(when).replace(tzinfo=dt.UTC), number
        )
        for name, caveats, redact, who, when, number in rows
    }
    return {name: care for name, care in every.items() if care.caveats or care.redact}


def _texts(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))
