"""What changed: the case before the latest reports against the case now, as one of the brief's answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from modusvivendi.brief.comparison import Comparison, compare
from modusvivendi.brief.contents import Contents, DecisionEntry, Sentence, TableEntry
from modusvivendi.brief.decisions import MOST_ROWS
from modusvivendi.english import date_words
from modusvivendi.errors import ConflictError

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.dossier import Record

LEAST_GAP = dt.timedelta(days=14)
"""Days that have to lie between two reports for the case to be compared with what it was before."""


def earlier_day(record: Record) -> dt.date | None:
    """Give the last day before the longest pause in what was reported; None where there is no long one.

    Only days on which a report was published, or else its statements were made, count.
    """
    days = set()
    for report in record.reports():
        said = {s.date for s in record.statements() if s.report == report.name and s.date}
        days |= {report.date} if report.date else said
    known = sorted(day for day in days if day is not None)
    gaps = [(after - before, before) for before, after in pairwise(known) if after - before >= LEAST_GAP]
    return max(gaps)[1] if gaps else None


def change_entry(
    now: Contents,
    record: Record,
    conflict: Conflict,
    *,
    edited: bool,
    as_it_was: Callable[[Record, Conflict | None], Contents],
) -> DecisionEntry:
    """Say what has changed since before the latest reports, or that the dates do not tell.

    Parameters
    ----------
    now
        What the brief says.
    record, conflict
        The case.
    edited
        Whether a person has changed the model: it is then taken without the later statements.
    as_it_was
        Puts a brief together from a record and a model.
    """
    from modusvivendi.conflict.draft import draft
    from modusvivendi.dossier import Selection
    from modusvivendi.insight.withdrawal import without_statements

    day = earlier_day(record)
    if day is None:
        return _untold()
    earlier = Selection(record, as_of=day)
    if not earlier.statements():
        return _untold()
    then: Conflict | None
    if edited:
        later = {s.id for s in record.statements()} - {s.id for s in earlier.statements()}
        try:
            then = without_statements(conflict, frozenset(later))[0]
        except ConflictError:
            return _untold()
    else:
        then = draft(earlier, title=conflict.title)
    found = compare(as_it_was(earlier, then), now)
    question = f"What has changed since {date_words(day.isoformat())}?"
    return DecisionEntry(
        key="changed",
        question=question,
        answer=Sentence(text=_said(found), statements=found.evidence),
        tables=tuple(_tables(found)),
        command=f"modus compare {{case}} --as-of {day}",
    )


def _untold() -> DecisionEntry:
    apart = f"{LEAST_GAP.days} days or more apart"
    text = f"That cannot be told: no two reports with statements are known to lie {apart}."
    return DecisionEntry(
        key="changed",
        question="What has changed?",
        answer=Sentence(text=text),
        command="modus compare {case} --as-of DAY",
        left_out=True,
    )


def _said(found: Comparison) -> str:
    """Name what matters of the difference: positions of another stance, and what the fullest verdict is."""
    moved = [change.text for change in found.positions if change.before and change.after]
    fullest = next(iter(found.verdicts), None)
    text = found.sentence
    if moved:
        text += f" {' '.join(moved[:2])}"
    if fullest is not None:
        text += (
            f" Held in {fullest.before} of {fullest.before_of} interpretations then, "
            f"in {fullest.after} of {fullest.after_of} now: {fullest.text}."
        )
    return text


def _tables(found: Comparison) -> list[TableEntry]:
    verdicts = [
        (v.text, f"{v.before} of {v.before_of}", f"{v.after} of {v.after_of}") for v in found.verdicts
    ]
    listed: list[tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]] = [
        ("Positions", ("what is different",), [(change.text,) for change in found.positions]),
        ("Verdicts", ("arrangement", "held in", "holds in"), verdicts),
        ("New contradictions", ("contradiction",), [(text,) for text in found.contradictions]),
        ("Newly open questions", ("question",), [(text,) for text in found.opened]),
        ("Questions open no more", ("question",), [(text,) for text in found.answered]),
    ]
    return [
        TableEntry(
            title=title,
            columns=columns,
            rows=tuple(rows[:MOST_ROWS]),
            notes=(f"{len(rows) - MOST_ROWS} more are left out here",) if len(rows) > MOST_ROWS else (),
        )
        for title, columns, rows in listed
        if rows
    ]
