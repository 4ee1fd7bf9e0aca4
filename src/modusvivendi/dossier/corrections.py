"""Corrections as people make them: a few fields, from which the others follow."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from modusvivendi.dossier.dossier import Dossier
from modusvivendi.dossier.passages import find_passage
from modusvivendi.dossier.review import Decision, Review, edited
from modusvivendi.dossier.standing import subjects
from modusvivendi.errors import CaseError, UnknownName, nearest
from modusvivendi.files import put_in_place
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Stance, Statement

PERSON = "person"
"""The reader of statements that a person added."""


def correct(
    dossier: Dossier,
    statement: str,
    changes: Mapping[str, Any],
    *,
    who: str,
    note: str = "",
    based_on: str | None = None,
) -> Statement:
    """Put a statement right, with all that follows from the change, and give it as it stands then.

    Parameters
    ----------
    dossier
        The dossier.
    statement
        The statement's id.
    changes
        New values by field, as in JSON; parties under any name the gazetteer knows.
    who, note, based_on
        As for `modusvivendi.dossier.Dossier.review`.

    Raises
    ------
    UnknownName
        There is no such statement, or no such stance; the nearest are named.
    EditConflict
        The statement has another version by now, or got one while this was worked out.
    CaseError
        Nothing is changed, or what is changed does not fit.
    """
    seen = dossier.look(statement)
    based_on = seen.version if based_on is None else based_on
    now = seen.statement
    report = dossier.report(now.report)
    wanted = _canonical(changes)
    wanted = {name: value for name, value in wanted.items() if _plain(now).get(name) != value}
    if not wanted:
        raise CaseError(f"{statement} says so already", hint="nothing is changed")
    changed = edited(now, wanted, report.body)
    wanted |= _following(changed, wanted, seen.others, dossier.actors())
    dossier.review(statement, Decision.EDIT, who=who, changes=wanted, note=note, based_on=based_on)
    return dossier.statement(statement)


def changed_together(
    record: Iterable[Statement], changes: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Work out what changing the same fields of several statements comes to, with all that follows.

    It takes long where there are many; `modusvivendi.dossier.Dossier.edit_together` keeps it.

    Parameters
    ----------
    record
        All statements as they stand.
    changes
        New values by field, as in JSON, by the ids of the statements; fields given stay as given also where
        others would follow. Conditions are corrected one by one, with `correct`.

    Returns
    -------
    dict
        New values by field, by the ids of the statements for which that is a change.

    Raises
    ------
    CaseError
        What is changed does not fit.
    """
    from modusvivendi.giving_way import giving_way
    from modusvivendi.statements.correcting import derived_together

    record = list(record)
    known = {statement.id: statement for statement in record}
    changed: dict[str, Statement] = {}
    wanted: dict[str, dict[str, Any]] = {}
    for id_, fields in giving_way(changes.items(), 50):
        now = known[id_]
        plain = _plain(now)
        new = {name: value for name, value in _canonical(fields).items() if plain.get(name) != value}
        if new:
            changed[id_], wanted[id_] = edited(now, new), new
    here = {statement.report for statement in changed.values()}
    others: dict[str, list[Statement]] = {}
    for statement in record:
        if statement.report in here and statement.id not in changed:
            others.setdefault(statement.report, []).append(statement)
    names = {name for fields in changes.values() for name in fields}
    parties = {statement.actor for statement in record}
    following = derived_together(list(changed.values()), names, others, parties)
    return {id_: new | more for (id_, new), more in zip(wanted.items(), following, strict=True)}


def add(
    dossier: Dossier, report: str, passage: str, fields: Mapping[str, Any], *, who: str, note: str = ""
) -> Statement:
    """Add a statement that the reader missed, with all that follows from it, and give it.

    Parameters
    ----------
    dossier
        The dossier.
    report
        Name of the report.
    passage
        The words it rests on, as the report has them; blanks and line ends may differ.
    fields
        Values by field, as in JSON; ``actor``, ``stance`` and ``proposal`` are needed.
    who, note
        As for `modusvivendi.dossier.Dossier.review`.

    Raises
    ------
    UnknownName
        There is no such report, or no such stance; the nearest are named.
    CaseError
        The report has no such passage, or what is given does not fit.
    """
    found = dossier.report(report)
    span = find_passage(found.body, passage)
    if span is None:
        near = nearest(" ".join(passage.split()), _sentences(found), 1)
        raise CaseError(f"{report} has no such passage: “{_short(passage)}”", hint=near or "quote it exactly")
    missing = [name for name in ("actor", "stance", "proposal") if not fields.get(name)]
    if missing:
        raise CaseError(f"a statement needs {', '.join(missing)}")
    given = _canonical(fields)
    bare = Statement(
        id=f"{found.stem}-{span[0]}z", report=found.name, start=span[0], end=span[1],
        sentence=found.body[slice(*span)], actor=given["actor"], stance=given["stance"],
        proposal=given["proposal"], date=found.date, date_kind="published" if found.date else None,
        reader=PERSON, rule=f"added by {who}",
    )  # fmt: skip
    stated = edited(bare, given, found.body)
    others = [s for s in dossier.statements_of(stated.report) if s.id != stated.id]
    whole = edited(stated, _following(stated, given, others, dossier.actors()), found.body)
    return dossier.add_statement(whole, who=who, note=note)


def check(fields: Mapping[str, Any]) -> None:
    """Refuse fields that no statement can have, before anything is written.

    Raises
    ------
    UnknownName
        There is no such stance; the nearest are named.
    """
    _canonical(fields)


def passage_of(report: Report, text: str) -> str:
    """Give what of a note's text a statement on it rests on: all of it, as the report has it.

    Raises
    ------
    CaseError
        The text is not in the report.
    """
    span = find_passage(report.body, text)
    if span is None:
        raise CaseError("the note's text was not kept as it is", file=report.name)
    return report.body[slice(*span)]


def write_note(case: Path, text: str, *, outlet: str, title: str | None, date: dt.date | None) -> Path:
    """Write a remark or a cable into a case as a report of its own, and give its file.

    Parameters
    ----------
    case
        The case's folder.
    text
        What was said or written.
    outlet
        Whose word it is: who heard it, or what cable it is from.
    title, date
        As far as known.

    Raises
    ------
    CaseError
        There is no text, or it cannot be written.
    """
    import io

    from ruamel.yaml import YAML

    if not text.strip():
        raise CaseError("there is no text to note", file=str(case))
    head = {"outlet": outlet, "title": title, "date": date.isoformat() if date else None}
    written = io.StringIO()
    YAML().dump({key: value for key, value in head.items() if value}, written)
    whole = f"---\n{written.getvalue()}---\n\n{text.strip()}\n"
    day = date.isoformat() if date else "undated"
    name = f"note-{day}-{hashlib.sha256(whole.encode()).hexdigest()[:6]}.md"
    path = case / "reports" / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{name}.part")
        draft.write_text(whole, encoding="utf-8", newline="\n")
        put_in_place(draft, path)
    except OSError as error:
        raise CaseError("the note cannot be written", file=str(path), hint=error.strerror) from error
    return path


def history(dossier: Dossier, statement: str | None = None) -> tuple[Review, ...]:
    """Give all that was ever decided, or all about a statement, in the order it was.

    Raises
    ------
    UnknownName
        There is no such statement; the nearest are named.
    """
    reviews = dossier.reviews()
    if statement is None:
        return reviews
    about = dossier.standing().subject_of(statement)
    if about is not None:
        return about.reviews
    named = [s for s in subjects(reviews) if any(review.statement == statement for review in s.reviews)]
    found = tuple(review for subject in named for review in subject.reviews)
    if not found:
        dossier.statement(statement)  # says so where there is none
    return found


def _plain(statement: Statement) -> dict[str, Any]:
    return statement.model_dump(mode="json")


def _canonical(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give parties their canonical names, and refuse a stance that there is not."""
    from modusvivendi.statements.correcting import party

    given = dict(fields)
    for name in ("actor", "target"):
        if given.get(name):
            given[name] = party(given[name])
    if "stance" in given:
        stance = re.sub(r"[\s-]+", "_", str(given["stance"]).strip().lower())
        if stance not in list(Stance):
            raise UnknownName(
                f"there is no stance {given['stance']!r}",
                hint=nearest(stance, list(Stance)) or f"stances are {', '.join(Stance)}",
            )
        given["stance"] = stance
    return given


def _following(
    changed: Statement, fields: Mapping[str, Any], others: Sequence[Statement], parties: Iterable[str]
) -> dict[str, Any]:
    from modusvivendi.statements.correcting import derived

    return derived(changed, set(fields), others, parties)


def _sentences(report: Report) -> list[str]:
    pieces = re.split(r"(?<=[.!?”\"])\s+", report.body)
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def _short(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
