"""``modus withdraw``: what changes when a report, a source or a statement is dropped."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.insights import Model, show
from modusvivendi.cli.options import AsJson
from modusvivendi.errors import CaseError, UnknownName, nearest

if TYPE_CHECKING:
    from modusvivendi.dossier import Record


def withdraw(
    model: Model,
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Drop what this source said, as named in the origins."),
    ] = None,
    report: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Drop what this report says.")
    ] = None,
    statement: Annotated[list[str] | None, typer.Option(metavar="ID", help="Drop this statement.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Say what changes without some source; without options, which sources some verdict rests on.

    Example:  modus withdraw mycase --source "EU diplomats (unnamed)"
    """
    from modusvivendi.cli.progress import stages
    from modusvivendi.insight.withdrawal import Dependence, rests_on, sources_of
    from modusvivendi.insight.withdrawal import withdraw as drop

    case = open_case(model, as_of)
    if statement and not (source or report):
        known = case.conflict.evidence()
        for each in statement:
            _check(each, known, "statement in the model")
        show(drop(case.conflict, statement), case, as_json=as_json)
        return
    if case.dossier is None:
        raise CaseError("no record lies beside the model to look sources up in", file=str(model))
    with case.record() as record:
        if source or report or statement:
            what, ids = _chosen(record, source or [], report or [], statement or [])
            show(drop(case.conflict, ids, what=what), case, as_json=as_json)
            return
        sources = sources_of(record)
    with stages() as at:
        found = rests_on(
            case.conflict, sources.statements, progress=lambda n, of: at("withdrawing sources", n, of)
        )
    show(Dependence(case.conflict, found, len(sources.statements), sources.unnamed), case, as_json=as_json)


def _chosen(
    record: Record, sources: list[str], reports: list[str], statements: list[str]
) -> tuple[str, list[str]]:
    """Give what is dropped, for people, and the ids of its statements."""
    every = record.statements()
    origins = {o.origin: o for o in record.origins()}
    said, ids = [], []
    for name in sources:
        in_chains = [s.id for s in every if name in s.sources]
        if name not in origins and not in_chains:
            known = [*origins, *(link for s in every for link in s.sources)]
            _check(name, dict.fromkeys(known), "source in the record")
        ids += [*origins[name].statements] if name in origins else in_chains
        said.append(name)
    files = {r.name for r in record.reports()}
    for name in reports:
        _check(Path(name).name, files, "report in the record")
        ids += [s.id for s in every if s.report == Path(name).name]
        said.append(f"the report {Path(name).name}")
    known_ids = {s.id for s in every}
    for name in statements:
        _check(name, known_ids, "statement in the record")
        ids.append(name)
        said.append(f"the statement {name}")
    from modusvivendi.english import listed

    return listed(said), ids


def _check(name: str, known: Collection[str], what: str) -> None:
    if name not in known:
        raise UnknownName(f"there is no {what} called {name!r}", hint=nearest(name, known))
