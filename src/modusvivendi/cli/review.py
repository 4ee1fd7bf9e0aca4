"""``modus review``: what people decide about statements, and the statements they add."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modusvivendi.cli.case import AsOf
from modusvivendi.cli.options import AsJson
from modusvivendi.cli.people import Who, name_of
from modusvivendi.cli.progress import talk

if TYPE_CHECKING:
    from modusvivendi.dossier import Dossier, Review
    from modusvivendi.dossier.standing import Standing
    from modusvivendi.statements import Statement

review = typer.Typer(
    no_args_is_help=True,
    help="Put statements right, add your own, and keep what was decided.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Case = Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a case.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a statement.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of statements.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")]
Actor = Annotated[str | None, typer.Option("--actor", metavar="PARTY", help="Whose position it is.")]
StanceOption = Annotated[
    str | None,
    typer.Option(
        "--stance",
        help="offers, supports, considers, demands, opposes, rules_out, denies, warns or assesses.",
    ),
]
Proposal = Annotated[
    str | None, typer.Option("--proposal", metavar="TEXT", help="What it is about, in a few words.")
]
Target = Annotated[
    str | None, typer.Option("--target", metavar="PARTY", help="Whose action it is about, if another's.")
]
Condition = Annotated[
    str | None,
    typer.Option("--condition", metavar="TEXT", help="The words of the report that state the condition."),
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Source, outermost first; unnamed ones end in (unnamed)."),
]
Speaker = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who speaks for the party.")]
Day = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day on which it was said.")
]
Quote = Annotated[bool | None, typer.Option("--quote/--no-quote", help="Whether it is a direct quotation.")]
Earlier = Annotated[
    bool | None, typer.Option("--earlier/--not-earlier", help="Whether it is a position of the past.")
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without", metavar="FIELD", help="Empty this: condition, target, source, speaker or date."
    ),
]

_EMPTIED: dict[str, tuple[str, Any]] = {
    "condition": ("condition", None),
    "target": ("target", None),
    "source": ("sources", []),
    "speaker": ("speaker", None),
    "date": ("date", None),
    "quantity": ("quantity", None),
}


@review.command("list")
def list_(
    case: Case,
    report: Annotated[
        str | None, typer.Option("--report", metavar="NAME", help="Only those of this report.")
    ] = None,
    undecided: Annotated[
        bool, typer.Option("--undecided", help="Only those that nobody has decided about.")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List the statements of a case with their ids, and what was decided about them.

    Example:  modus review list peacekeeping --undecided
    """
    import json

    from modusvivendi.brief.looking import opened_record, said_of_undated

    with opened_record(case, as_of=as_of) as (dossier, record, undated):
        standing, reports = dossier.standing(), [r.name for r in record.reports()]
        known = {s.id for s in record.statements()}
    for warning in said_of_undated(undated, as_of):
        talk(f"modus: {warning}")
    if report is not None and report not in reports:
        from modusvivendi.errors import UnknownName, nearest

        raise UnknownName(f"there is no report {report!r} in this case", hint=nearest(report, reports))
    shown = [s for s in standing.statements if s.id in known and report in (None, s.report)]
    if undecided:
        shown = [s for s in shown if s.id not in standing.decided]
    for s in shown:
        subject = standing.decided.get(s.id)
        current = subject.current if subject else None
        if as_json:
            shown_as = s.model_dump(mode="json") | {"decision": current.decision.value if current else None}
            typer.echo(json.dumps(shown_as, ensure_ascii=False))
        else:
            typer.echo(
                _line(s) + (f"  [{_DONE[current.decision.value]} by {current.who}]" if current else "")
            )
    if not as_json and not undecided and as_of is None:
        for s, current in _rejected(standing, report):
            typer.echo(f"{_line(s)}  [rejected by {current.who}]")
    for subject in standing.lost:
        current = subject.current
        if current is not None:
            talk(f"modus: {current.statement}: its sentence is in no report of the case any more")


@review.command()
def accept(case: Case, ids: Ids, who: Who = None, note: Note = "") -> None:
    """Say that statements are right as they were read.

    Example:  modus review accept peacekeeping 004-212a 004-455a
    """
    _decide(case, ids, "accept", who, note)


@review.command()
def reject(case: Case, ids: Ids, who: Who = None, note: Note = "") -> None:
    """Say that statements are none; they count nowhere from then on.

    Example:  modus review reject peacekeeping 004-212a --note "she spoke of last year"
    """
    _decide(case, ids, "reject", who, note)


@review.command()
def correct(
    case: Case,
    id_: Id,
    actor: Actor = None,
    stance: StanceOption = None,
    proposal: Proposal = None,
    target: Target = None,
    condition: Condition = None,
    source: Sources = None,
    speaker: Speaker = None,
    date: Day = None,
    quote: Quote = None,
    earlier: Earlier = None,
    without: Without = None,
    who: Who = None,
    note: Note = "",
    as_json: AsJson = False,
) -> None:
    """Put a statement right; what is not named stays, what follows from the change is worked out.

    Example:  modus review correct peacekeeping 004-212a --stance considers --actor Norway
    """
    from modusvivendi.dossier import corrections

    changes = _fields(
        actor, stance, proposal, target, condition, source, speaker, date, quote, earlier, without
    )
    if not changes:
        raise typer.BadParameter("nothing is said to be changed", param_hint="--stance, --actor …")
    with _opened(case) as dossier:
        _warn_of_strangers(dossier, changes)
        changed = corrections.correct(dossier, id_, changes, who=name_of(who), note=note)
    _show(changed, as_json=as_json)


@review.command()
def add(
    case: Case,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Name of a report of the case.")],
    sentence: Annotated[
        str, typer.Option("--sentence", metavar="TEXT", help="The words of the report it rests on.")
    ],
    actor: Actor = None,
    stance: StanceOption = None,
    proposal: Proposal = None,
    target: Target = None,
    condition: Condition = None,
    source: Sources = None,
    speaker: Speaker = None,
    date: Day = None,
    quote: Quote = None,
    earlier: Earlier = None,
    who: Who = None,
    note: Note = "",
    as_json: AsJson = False,
) -> None:
    """Add a statement that the reader missed.

    Example:  modus review add peacekeeping 004.txt --sentence "We will come." --actor Norway --stance offers
    --proposal "send troops"
    """
    from modusvivendi.dossier import corrections

    fields = _fields(actor, stance, proposal, target, condition, source, speaker, date, quote, earlier, None)
    with _opened(case) as dossier:
        _warn_of_strangers(dossier, fields)
        added = corrections.add(dossier, report, sentence, fields, who=name_of(who), note=note)
    _show(added, as_json=as_json)


@review.command()
def remark(
    case: Case,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was said or written; - reads it.")],
    outlet: Annotated[
        str | None,
        typer.Option("--from", metavar="NAME", help="Whose word it is: who heard it, which cable."),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="What it is about.")] = None,
    date: Day = None,
    actor: Actor = None,
    stance: StanceOption = None,
    proposal: Proposal = None,
    target: Target = None,
    condition: Condition = None,
    source: Sources = None,
    speaker: Speaker = None,
    who: Who = None,
    as_json: AsJson = False,
) -> None:
    """Add a remark or a cable to a case: a text that no paper printed, as a report of its own.

    With an actor, a stance and a proposal it is a statement; without, it is read as reports are.

    Example:  modus review remark peacekeeping "Their deputy told me they would take 300." --from "call with
    Oslo" --date 2026-03-04 --actor Norway --stance offers --proposal "take 300"
    """
    import sys

    from modusvivendi.dossier import corrections
    from modusvivendi.reports import load
    from modusvivendi.statements.read import read, reader_name

    name = name_of(who)
    told = sys.stdin.read() if text == "-" else text
    fields = _fields(actor, stance, proposal, target, condition, source, speaker, date, None, None, None)
    stated = {"actor", "stance", "proposal"} & fields.keys()
    if stated and len(stated) < 3:
        raise typer.BadParameter(
            "a statement needs an actor, a stance and a proposal", param_hint="--actor, --stance, --proposal"
        )
    with _opened(case) as dossier:
        if stated:
            _warn_of_strangers(dossier, fields)
            corrections.check(fields)
        day = dt.date.fromisoformat(fields["date"]) if fields.get("date") else None
        path = corrections.write_note(case, told, outlet=outlet or name, title=title, date=day)
        try:
            report = load(path)
            found = () if stated else read(report, others=dossier.reports())
            kept = dossier.add(report, found, reader=corrections.PERSON if stated else reader_name("rules"))
            statements: Sequence[Statement] = kept.statements
            if stated:
                passage = corrections.passage_of(kept.report, told)
                statements = [corrections.add(dossier, kept.report.name, passage, fields, who=name)]
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    talk(f"modus: kept as {path}")
    for statement in statements:
        _show(statement, as_json=as_json)
    if not statements and not as_json:
        typer.echo("no statement of anybody's position was found in it")


@review.command()
def undo(
    case: Case,
    id_: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only what concerns this one.")] = None,
    who: Who = None,
) -> None:
    """Take back the last decision, about a statement or at all; it stays in the history.

    Example:  modus review undo peacekeeping
    """
    with _opened(case) as dossier:
        undone = dossier.undo(id_, who=name_of(who))
    typer.echo(f"taken back: {_told(undone)}")


@review.command()
def history(
    case: Case,
    id_: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only what concerns this one.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show who decided what, and when.

    Example:  modus review history peacekeeping 004-212a
    """
    from modusvivendi.dossier import corrections

    with _opened(case) as dossier:
        found = corrections.history(dossier, id_)
    for one in found:
        typer.echo(one.model_dump_json(exclude={"anchor"}) if as_json else _told(one))
    if not found and not as_json:
        typer.echo("nothing was decided yet")


@review.command()
def export(
    case: Case,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FOLDER|FILE.jsonl", help="Where to; a .jsonl has one a line."),
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="Take what nobody decided about for right, too.")
    ] = False,
) -> None:
    """Write what was decided as data to evaluate readers with (a folder), or to train them (a .jsonl file).

    Example:  modus review export peacekeeping -o gold
    """
    from modusvivendi.dossier import gold

    with _opened(case) as dossier:
        if out.suffix == ".jsonl":
            typer.echo(f"{out}: {gold.export_decisions(dossier, out)} decisions")
        else:
            reports, statements = gold.export_gold(dossier, out, everything=everything)
            typer.echo(f"{out}: {reports} reports with {statements} statements to be found")


_DONE = {"accept": "accepted", "reject": "rejected", "edit": "corrected", "add": "added", "undo": "undone"}


@contextmanager
def _opened(case: Path) -> Iterator[Dossier]:
    from modusvivendi.dossier import Dossier

    with Dossier.open(case / "dossier.db", must_exist=True) as dossier:
        yield dossier


def _rejected(standing: Standing, report: str | None) -> Iterator[tuple[Statement, Review]]:
    """Give the statements that were rejected, as they were read then."""
    for subject in standing.rejected.values():
        current = subject.current
        if current is None or current.decision.value != "reject" or current.anchor is None:
            continue
        if report in (None, current.anchor.report):
            yield current.anchor, current


def _decide(case: Path, ids: Sequence[str], decision: str, who: str | None, note: str) -> None:
    with _opened(case) as dossier:
        for id_ in ids:  # all of them are known before the first is decided about
            dossier.statement(id_)
        for id_ in ids:
            dossier.review(id_, decision, who=name_of(who), note=note)
    typer.echo(f"{_DONE[decision]}: {', '.join(ids)}")


def _fields(
    actor: str | None,
    stance: str | None,
    proposal: str | None,
    target: str | None,
    condition: str | None,
    sources: Sequence[str] | None,
    speaker: str | None,
    date: str | None,
    quote: bool | None,
    earlier: bool | None,
    without: Sequence[str] | None,
) -> dict[str, Any]:
    """Give what was said of a statement as fields, as in JSON."""
    given = {
        "actor": actor,
        "stance": stance,
        "proposal": proposal,
        "target": target,
        "condition": condition,
        "sources": list(sources) if sources else None,
        "speaker": speaker,
        "date": date,
        "quote": quote,
        "earlier": earlier,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    if date is not None:
        try:
            dt.date.fromisoformat(date)
        except ValueError:
            raise typer.BadParameter(f"{date!r} is no date like 2025-08-24", param_hint="--date") from None
    for name in without or ():
        if name not in _EMPTIED:
            raise typer.BadParameter(
                f"{name!r} cannot be emptied; these can: {', '.join(_EMPTIED)}", param_hint="--without"
            )
        field, empty = _EMPTIED[name]
        fields[field] = empty
    return fields


def _warn_of_strangers(dossier: Dossier, fields: dict[str, Any]) -> None:
    """Say so where a party is named that nobody has heard of, and another is called nearly the same."""
    from modusvivendi.errors import nearest
    from modusvivendi.statements.correcting import party

    known = {s.actor for s in dossier.statements()}
    for name in ("actor", "target"):
        if fields.get(name) and (named := party(fields[name])) not in known:
            near = nearest(named, known)
            if near:
                talk(f"modus: {named} is new to this case; {near}")


def _line(s: Statement) -> str:
    condition = f" [{' '.join(s.condition.split())}]" if s.condition else ""
    return f"{s.id}  {s.actor} {s.stance.value.replace('_', ' ')}: {s.proposal}{condition}"


def _show(s: Statement, *, as_json: bool) -> None:
    typer.echo(s.model_dump_json() if as_json else _line(s))


def _told(one: Review) -> str:
    when = one.when.astimezone().strftime("%Y-%m-%d %H:%M")
    named = {k: v for k, v in one.changes.items() if k not in _WORKED_OUT}
    changes = "".join(f" {k}={v!r}" for k, v in named.items())
    note = f" ({one.note})" if one.note else ""
    return f"{when}  {one.who}  {_DONE[one.decision.value]} {one.statement}{changes}{note}"


_WORKED_OUT = {
    "act",
    "condition_acts",
    "effect",
    "chain",
    "anonymous",
    "quantity",
    "date_kind",
    "date_inferred",
}
