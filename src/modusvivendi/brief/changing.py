"""What changed, as one of the brief's answers: positions as reported, and what that did to the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from modusvivendi.brief.change_chains import ChangeChain, chained
from modusvivendi.brief.comparison import Comparison, compare
from modusvivendi.brief.contents import ChangeEntry, Contents, DecisionEntry, Sentence, TableEntry
from modusvivendi.brief.decisions import MOST_ROWS
from modusvivendi.brief.news import Statements, newly_reported
from modusvivendi.brief.reported import Reported
from modusvivendi.brief.undated import later_if
from modusvivendi.dossier.change_words import APART
from modusvivendi.dossier.proposals import claims_denied
from modusvivendi.english import capital, count_words, date_words, is_plural, listed
from modusvivendi.errors import ConflictError
from modusvivendi.insight.quoting import quoted
from modusvivendi.insight.unplaced import placed
from modusvivendi.statements import Stance

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.dossier import Record

COMMAND = "modus compare {case}"
"""Says the same; with ``--as-of DAY`` all that is different since that day."""

MOST_DENIED = 2
"""Denials that the answer tells beside them."""

MOST_SAID = 3
"""Changes of position that the answer tells; the table has the others."""


def earlier_day(record: Record) -> dt.date | None:
    """Give the last day before the longest pause in what was reported, the latest of several as long.

    None where all reports are of one day.

    Only days on which a report was published, or else its statements were made, count.
    """
    said: dict[str, set[dt.date]] = {}
    for statement in record.statements():
        if statement.date:
            said.setdefault(statement.report, set()).add(statement.date)
    days = set()
    for report in record.reports():
        days |= {report.date} if report.date else said.get(report.name, set())
    known = sorted(day for day in days if day is not None)
    return max(((after - before, before) for before, after in pairwise(known)), default=(None, None))[1]


def change_entry(
    now: Contents,
    record: Record,
    conflict: Conflict,
    *,
    edited: bool,
    as_it_was: Callable[[Record, Conflict | None], Contents],
) -> DecisionEntry:
    """Say which positions have changed and what that did to the case, or that nothing tells.

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
    since = _since(now, record, conflict, edited=edited, as_it_was=as_it_was)
    if since is None and not now.changes:
        return _untold(record)
    reported = Reported(record, placed(conflict))
    statements = {s.id: s for s in record.statements()}
    recent = chained(now.changes)
    if since is not None:
        before = since[0].isoformat()
        ends = [chain.sides[-1].date for chain in recent]
        recent = tuple(chain for chain, end in zip(recent, ends, strict=True) if not end or end > before)
    points = [*_lead(record), *_told(recent, reported, statements)]
    tables = _moves(now.changes)
    if since is None:
        question = "What has changed?"
        shown = {i for point in points for i in point.statements}
        points += [Sentence(text=p.text, statements=p.evidence) for p in reported.without_date(shown)]
        points.append(Sentence(text=_undated(record)))
    else:
        day, found = since
        question = f"What has changed since {date_words(day.isoformat())}?"
        points += _denied(reported, day)
        shown = {i for chain in recent for i in chain.statements}
        begins = {statements[i].sentence for point in _lead(record) for i in point.statements}
        shown |= {s.id for s in statements.values() if s.sentence in begins}
        points += newly_reported(found, shown, reported, statements)
        tables += _tables(found)
    moved = [i for change in now.changes for i in _both_sides(change)]
    evidence = dict.fromkeys([*moved, *(i for point in points for i in point.statements)])
    return DecisionEntry(
        key="changed",
        question=question,
        answer=Sentence(text=" ".join(point.text for point in points), statements=tuple(evidence)),
        points=tuple(points),
        tables=tuple(tables),
        command=COMMAND,
    )


_DATELINE = 40
"""Characters that a line telling the place may take before a report's first sentence."""


def _lead(record: Record) -> list[Sentence]:
    """Quote how the last report begins: that is mostly the news."""
    reports = [report for report in record.reports() if report.date is not None]
    undated = [report for report in record.reports() if report.date is None]
    if not undated and len({report.date for report in reports}) < 2:
        return []
    last = (
        undated[0] if len(undated) == 1 else max(reports, key=lambda r: r.date or dt.date.min, default=None)
    )
    said = [s for s in record.statements() if last is not None and s.report == last.name]
    # What a report first tells of the past is not its news.
    first = min(said, key=lambda s: (s.earlier, s.start), default=None)
    if last is None or first is None:
        return []
    cited = [first.id]
    opening = next((block.start for block in last.paragraphs()), first.start)
    headed = f", headed “{quoted(last.title)}”, tells first" if last.title else " tells first"
    how = " begins" if opening <= first.start < opening + _DATELINE else headed
    if last.date is None:
        begins = f"The report without a date{how}: “{quoted(first.sentence)}”"
        hint, rests_on = later_if(last, reports) if len(undated) == 1 else ("", "")
        cited += [s.id for s in said if rests_on and s.sentence in rests_on]
        which = "nothing is said here of which came first"
        text = f"{begins}; as it bears no date, {which}{f', but {hint}' if hint else ''}."
    else:
        begins = f"The latest report{how}: “{quoted(first.sentence)}”"
        text = f"{begins} ({date_words(last.date.isoformat())})."
    return [Sentence(text=text, statements=tuple(dict.fromkeys(cited)))]


def _denied(reported: Reported, day: dt.date) -> list[Sentence]:
    """Tell what has come into dispute since a day: whether its party has moved is then in doubt."""
    return [Sentence(text=p.text, statements=p.evidence) for p in reported.disputed(since=day)[:MOST_DENIED]]


def _since(
    now: Contents,
    record: Record,
    conflict: Conflict,
    *,
    edited: bool,
    as_it_was: Callable[[Record, Conflict | None], Contents],
) -> tuple[dt.date, Comparison] | None:
    """Compare the case with what it was before the longest pause; None where that cannot be done."""
    from modusvivendi.conflict.draft import draft
    from modusvivendi.dossier import Selection
    from modusvivendi.insight.withdrawal import without_statements

    day = earlier_day(record)
    if day is None or any(report.date is None for report in record.reports()):
        # What has no date may be from before that day, or from after it.
        return None
    earlier = Selection(record, as_of=day)
    if not earlier.statements():
        return None
    then: Conflict | None
    if edited:
        later = {s.id for s in record.statements()} - {s.id for s in earlier.statements()}
        try:
            then = without_statements(conflict, frozenset(later))[0]
        except ConflictError:
            return None
    else:
        then = draft(earlier, title=conflict.title)
    return day, compare(as_it_was(earlier, then), now)


def _both_sides(change: ChangeEntry) -> tuple[str, ...]:
    """Give the statements on either side of a change of position."""
    return tuple(dict.fromkeys((*change.before.statements, *change.after.statements)))


def _told(chains: Sequence[ChangeChain], reported: Reported, statements: Statements) -> list[Sentence]:
    """Tell the changes of position, those of one party that follow each other as one."""
    if not chains:
        return [Sentence(text="Of no party is a position reported to have become another.")]
    if len(chains) == 1:
        return [_chain(chains[0], reported, statements)]
    # Of what may be another matter it is not said that it has changed.
    sure = [chain for chain in chains if APART not in chain.text(statements)]
    parties = len({chain.actor for chain in sure})
    have = "has" if len(sure) == 1 else "have"
    count = f"{capital(count_words(len(sure), 'position'))} {have} changed"
    said = [Sentence(text=f"{count}, of {count_words(parties, 'party', 'parties')}.")] if sure else []
    said += [_chain(chain, reported, statements) for chain in chains[:MOST_SAID]]
    if len(chains) > MOST_SAID:
        said.append(Sentence(text=f"{capital(count_words(len(chains) - MOST_SAID, 'more'))} in the table."))
    return said


def _chain(chain: ChangeChain, reported: Reported, statements: Statements) -> Sentence:
    """Tell what a party held one after the other, and what of it the party denied in between."""
    ids = dict.fromkeys(chain.statements)
    text = capital(chain.text(statements))
    days = [side.date for side in chain.sides if side.date]
    claimed = [statements[i] for i in ids if i in statements]
    denied = [
        s.id
        for s in statements.values()
        if s.stance is Stance.DENIES
        and s.actor == chain.actor
        and s.date
        and len(days) > 1
        and days[0] <= s.date.isoformat() <= days[-1]
        and claims_denied(s, claimed)
    ]
    if denied:
        text += f" In between {'they' if is_plural(chain.actor) else 'it'} denied: {reported.quotes(denied)}."
    return Sentence(text=text, statements=tuple(dict.fromkeys([*ids, *denied])))


def _moves(changes: Sequence[ChangeEntry]) -> list[TableEntry]:
    """List the changes of position with the statements on either side."""
    rows = tuple(
        (
            change.actor,
            change.text,
            ", ".join(_both_sides(change)),
        )
        for change in changes
    )
    if not rows:
        return []
    return [
        TableEntry(
            title="Positions that changed",
            columns=("party", "from what to what", "evidence"),
            rows=rows[:MOST_ROWS],
            notes=(f"{len(rows) - MOST_ROWS} more are left out here",) if len(rows) > MOST_ROWS else (),
        )
    ]


def _undated(record: Record) -> str:
    """Say why the case cannot be compared with what it was before."""
    silent = [report.name for report in record.reports() if report.date is None]
    if silent:
        has = "has" if len(silent) == 1 else "have"
        return f"What that did to the case cannot be told, as {listed(silent)} {has} no date."
    return "What that did to the case cannot be told, as all was reported on one day."


def _and_undated(silent: Sequence[str]) -> str:
    if not silent:
        return ""
    return f" and {listed(silent)} {'has' if len(silent) == 1 else 'have'} no date"


def _untold(record: Record) -> DecisionEntry:
    silent = [report.name for report in record.reports() if report.date is None]
    text = (
        "Nothing tells of a change: no report says that a party has moved, "
        f"and all that has a date was reported on one day{_and_undated(silent)}."
    )
    return DecisionEntry(
        key="changed",
        question="What has changed?",
        answer=Sentence(text=text),
        command=COMMAND,
        left_out=True,
    )


def _tables(found: Comparison) -> list[TableEntry]:
    verdicts = [
        (v.text, f"{v.before} of {v.before_of}", f"{v.after} of {v.after_of}") for v in found.verdicts
    ]
    listed: list[tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]] = [
        ("Positions now and then", ("what is different",), [(change.text,) for change in found.positions]),
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
