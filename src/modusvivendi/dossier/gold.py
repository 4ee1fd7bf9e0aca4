"""What people decided, as data to evaluate and train readers with."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from modusvivendi.dossier.dossier import Dossier
from modusvivendi.dossier.review import Decision
from modusvivendi.dossier.standing import Standing
from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement

UNNAMED = "(unnamed)"
_MARK = ".modus-export"
"""A file in a folder that was written here, and may be replaced."""


def export_gold(dossier: Dossier, folder: Path, *, everything: bool = False) -> tuple[int, int]:
    """Write the reports that people decided about with what stands in them, as ``modus evaluate`` reads it.

    The folder has the texts, ``gold.json`` and ``aliases.json``. What people accepted, put right or added is
    to be found; what they said nothing about may be found or not; what they rejected, and whatever else a
    reader finds, is wrong.

    Parameters
    ----------
    dossier
        The dossier.
    folder
        Where to; made, or replaced where it was written by this before.
    everything
        Take what people said nothing about for right, and all reports.

    Returns
    -------
    int, int
        How many reports and statements to be found were written.

    Raises
    ------
    CaseError
        Nothing was decided about, or the folder holds something else or cannot be written.
    """
    standing = dossier.standing()
    texts, gold = {}, []
    for report in dossier.reports():
        entry = _entry(report, standing, everything)
        if entry["statements"] or entry["optional_statements"]:
            gold.append(entry)
            texts[entry["report"]] = report.body
    if not gold:
        raise CaseError(
            "no statement was decided about yet", file=str(folder), hint="begin with: modus review list CASE"
        )
    actors = sorted(
        {s["actor"] for entry in gold for s in entry["statements"] + entry["optional_statements"]}
    )
    files = {
        **texts,
        "gold.json": _json(gold),
        "aliases.json": _json({"actors": {actor: names for actor in actors if (names := _aliases(actor))}}),
    }
    _write(folder, files)
    return len(gold), sum(len(entry["statements"]) for entry in gold)


def export_decisions(dossier: Dossier, path: Path) -> int:
    """Write what was decided about each statement, one a line: as it was read, and as it stands.

    Raises
    ------
    CaseError
        Nothing was decided about, or the file cannot be written.
    """
    standing = dossier.standing()
    stands = {s.id: s for s in standing.statements}
    lines = []
    for id_, subject in sorted({**standing.rejected, **standing.decided}.items()):
        review = subject.current
        if review is None:
            continue
        read = standing.read.get(subject.number)
        now = stands.get(id_) if id_ in standing.decided else None
        lines.append(
            {
                "decision": review.decision.value,
                "who": review.who,
                "when": review.when.isoformat(timespec="seconds"),
                "note": review.note,
                "read": read.model_dump(mode="json") if read else None,
                "stands": now.model_dump(mode="json") if now else None,
            }
        )
    if not lines:
        raise CaseError("no statement was decided about yet", file=str(path))
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    try:
        draft = path.with_name(f".{path.name}.part")
        draft.write_text(text, encoding="utf-8", newline="\n")
        put_in_place(draft, path)
    except OSError as error:
        raise CaseError("the file cannot be written", file=str(path), hint=error.strerror) from error
    return len(lines)


def _entry(report: Report, standing: Standing, everything: bool) -> dict[str, Any]:
    here = [s for s in standing.statements if s.report == report.name]
    sure = [s for s in here if everything or s.id in standing.decided]
    is_known = bool(sure) or any(
        subject.current is not None and subject.current.decision is Decision.REJECT
        for id_, subject in standing.rejected.items()
        if id_.startswith(report.stem + "-")
    )
    others = [s for s in here if s not in sure] if is_known else []
    title = report.title if report.title and report.title in report.body else None
    return {
        "report": PurePath(report.name).stem + ".txt",
        "outlet": report.outlet,
        "date": report.date.isoformat() if report.date else None,
        "title": title,
        "statements": [_gold(s, report) for s in sure],
        "optional_statements": [_gold(s, report) for s in others],
    }


def _gold(s: Statement, report: Report) -> dict[str, Any]:
    unnamed = s.sources[-1].endswith(UNNAMED) if s.sources else s.anonymous
    quantity = s.quantity
    if quantity and (quantity.text not in s.sentence or (quantity.min, quantity.max) == (None, None)):
        quantity = None
    around = report.body[max(0, s.start - 400) : s.end + 5]
    return {
        "id": s.id,
        "sentence": s.sentence,
        "start": s.start,
        "end": s.end,
        "actor": s.actor,
        "speaker": s.speaker,
        "stance": s.stance.value,
        "proposal": s.proposal,
        "condition": s.condition,
        "condition_on": _condition_on(s),
        "sources": list(s.sources),
        "anonymous": unnamed,
        "quote": s.quote and re.search('["“”]', around) is not None,
        "quantity": quantity.model_dump(mode="json") if quantity else None,
        "claim": s.id,
        "also": [],
        "stance_also": [],
        "actor_also": [],
        "source_also": [],
        "earlier": s.earlier,
    }


def _condition_on(s: Statement) -> str | None:
    if not s.condition:
        return None
    labels = [
        f"{' and '.join(act.agents)}: {act.label}" if act.agents else act.label for act in s.condition_acts
    ]
    return "; ".join(labels) or s.condition


def _aliases(actor: str) -> list[str]:
    from modusvivendi.statements.actors.gazetteer import NameKind, gazetteer

    return sorted(
        form
        for form, name in gazetteer().names.items()
        if name.party == actor and form != actor and name.kind is not NameKind.MEDIUM
    )


def _json(data: Sequence[Any] | dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write a folder, whole or not at all."""
    is_ours = (folder / _MARK).is_file() or (folder.is_dir() and not any(folder.iterdir()))
    if folder.exists() and not is_ours:
        raise CaseError("this holds something else", file=str(folder), hint="name a new folder")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as place:
            draft, old = Path(place) / "new", Path(place) / "old"
            draft.mkdir()
            for name, text in {
                **files,
                _MARK: "This folder is written anew by modus review export.\n",
            }.items():
                (draft / name).write_text(text, encoding="utf-8", newline="")
            if folder.exists():
                shutil.move(folder, old)
            put_in_place(draft, folder)
    except OSError as error:
        raise CaseError("the folder cannot be written", file=str(folder), hint=error.strerror) from error
