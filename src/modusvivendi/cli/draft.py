"""``modus draft``: the model of a case, from its dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modusvivendi.cli.options import AsJson, Merge


def draft(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a case.")],
    merge: Merge = False,
    as_json: AsJson = False,
) -> None:
    """Draft CASE/conflict.yaml from CASE/dossier.db; never overwrite a model that a person has changed.

    Example:  modus draft peacekeeping --merge
    """
    from modusvivendi.brief.making import draft_case
    from modusvivendi.cli.progress import talk

    drafted = draft_case(case, merge=merge)
    path, conflict = drafted.path, drafted.conflict
    for told in drafted.disagreements:
        talk(f"modus: {told}")
    if path.name != "conflict.yaml":
        talk(f"modus: conflict.yaml was changed by hand and stays as it is; the new draft is {path}")
        talk("modus: take it in with: modus draft CASE --merge")
    preferences = [p for dm in conflict.decision_makers for p, _, _ in dm.every_statement()]
    backed = sum(bool(p.evidence) for p in preferences)
    if as_json:
        import json

        record = {
            "model": str(path),
            "decision_makers": {dm.key: list(dm.options) for dm in conflict.decision_makers},
            "circumstances": list(conflict.circumstances),
            "feasible_states": len(conflict.codes),
            "questions": [q.text for q in conflict.questions],
            "interpretations": conflict.interpretation_count,
            "preferences": len(preferences),
            "with_evidence": backed,
            "disagreements": list(drafted.disagreements),
            "omitted": [{"what": o.what, "reason": o.reason} for o in conflict.omitted],
        }
        typer.echo(json.dumps(record, ensure_ascii=False))
        return
    typer.echo(
        f"{path}: {len(conflict.decision_makers)} decision makers, {len(conflict.options)} options, "
        f"{len(conflict.questions)} open questions, {len(preferences)} preferences ({backed} with evidence)"
    )
    for omission in conflict.omitted:
        typer.echo(f"  left out: {omission.what}: {omission.reason}")
