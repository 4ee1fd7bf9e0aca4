"""``modus draft``: the model of a case, from its dossier."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.options import AsJson, Merge

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict


def draft(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a case.")],
    merge: Merge = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Draft CASE/conflict.yaml from CASE/dossier.db; never overwrite a model that a person has changed.

    With --as-of nothing is written: the model that followed from what was known by that day is printed.

    Example:  modus draft peacekeeping --merge
    """
    if as_of is not None:
        if merge:
            raise typer.BadParameter("writes nothing that could be merged", param_hint="--as-of")
        then = open_case(case, as_of).conflict
        typer.echo(json.dumps(_record(then), ensure_ascii=False) if as_json else then.dumps(), nl=as_json)
        return
    from modusvivendi.brief.making import draft_case
    from modusvivendi.cli.progress import talk

    drafted = draft_case(case, merge=merge)
    path, conflict = drafted.path, drafted.conflict
    for told in drafted.disagreements:
        talk(f"modus: {told}")
    if path.name != "conflict.yaml":
        talk(f"modus: conflict.yaml was changed by hand and stays as it is; the new draft is {path}")
        talk("modus: take it in with: modus draft CASE --merge")
    record = _record(conflict)
    if as_json:
        told_json = {"model": str(path), **record, "disagreements": list(drafted.disagreements)}
        typer.echo(json.dumps(told_json, ensure_ascii=False))
        return
    typer.echo(
        f"{path}: {len(conflict.decision_makers)} decision makers, {len(conflict.options)} options, "
        f"{len(conflict.questions)} open questions, {record['preferences']} preferences "
        f"({record['with_evidence']} with evidence)"
    )
    for omission in conflict.omitted:
        typer.echo(f"  left out: {omission.what}: {omission.reason}")


def _record(conflict: Conflict) -> dict[str, Any]:
    preferences = [p for dm in conflict.decision_makers for p, _, _ in dm.every_statement()]
    return {
        "decision_makers": {dm.key: list(dm.options) for dm in conflict.decision_makers},
        "circumstances": list(conflict.circumstances),
        "feasible_states": len(conflict.codes),
        "questions": [q.text for q in conflict.questions],
        "interpretations": conflict.interpretation_count,
        "preferences": len(preferences),
        "with_evidence": sum(bool(p.evidence) for p in preferences),
        "omitted": [{"what": o.what, "reason": o.reason} for o in conflict.omitted],
    }
