"""``modus evaluate``: figures on annotated reports, and floors that they must not fall below."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modusvivendi.cli.options import AsJson
from modusvivendi.cli.progress import talk

if TYPE_CHECKING:
    from modusvivendi.evaluation.rates import Rate

_LABELS = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1 (sentence and actor)",
    "span_f1": "F1 of the sentence alone",
    "stance": "stance, of those found",
    "stance_group": "stance in three groups",
    "condition": "condition present or absent",
    "condition_span": "words of the condition, F1",
    "source": "innermost source",
    "anonymous": "anonymity",
    "attribution_f1": "attribution, F1",
    "with_source_f1": "with source, F1",
    "with_source_and_cue_f1": "with source and cue, F1",
    "exact_f1": "content exact, F1",
    "content_words_f1": "words of the content, F1",
    "source_words_f1": "words of the source, F1",
    "cue_words_f1": "words of the cue, F1",
    "direct_precision": "direct quotations, precision",
    "direct_recall": "direct quotations, recall",
    "mixed_precision": "partly quoted, precision",
    "mixed_recall": "partly quoted, recall",
    "indirect_precision": "not quoted, precision",
    "indirect_recall": "not quoted, recall",
}


@dataclass(frozen=True)
class _Found:
    """What an evaluation found: figures, and for positions those of each stance and report."""

    kind: str
    figures: Mapping[str, float]
    stances: Mapping[str, Rate] = field(default_factory=dict)
    reports: Mapping[str, Rate] = field(default_factory=dict)


def evaluate(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="Reports with gold.json, or text/ and attributions/ as in PolNeAR."
        ),
    ],
    floors: Annotated[
        Path | None,
        typer.Option(
            "--floors", metavar="FILE.toml", help="Fail where a figure is below its floor in this file."
        ),
    ] = None,
    part: Annotated[
        str | None, typer.Option("--part", help="Name of the floors in the file; else the folder's.")
    ] = None,
    raise_floors: Annotated[
        bool, typer.Option("--raise-floors", help="Raise the floors to what is reached now.")
    ] = False,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", help="Set the floors to what is reached now, lower ones, too.")
    ] = False,
    per_report: Annotated[bool, typer.Option("--per-report", help="Add a line for each report.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure how well the reader reads annotated reports.

    Example:  modus evaluate tests/reading_corpus/dev --floors tests/reading_floors.toml
    """
    from modusvivendi.evaluation import floors as kept

    if (raise_floors or lower_floors) and floors is None:
        raise typer.BadParameter("needs --floors FILE", param_hint="--raise-floors, --lower-floors")
    known = kept.load_floors(floors) if floors is not None else {}
    name = part or folder.resolve().name
    found = _attributions(folder) if (folder / "attributions").is_dir() else _positions(folder)
    if as_json:
        typer.echo(json.dumps(_record(found, per_report=per_report), ensure_ascii=False))
    else:
        _show(found, per_report=per_report)
    if floors is None:
        return
    if raise_floors or lower_floors:
        known[name] = kept.moved(found.figures, known.get(name, {}), lower=lower_floors)
        kept.write_floors(known, floors)
        talk(f"modus: floors of {name} written to {floors}")
    elif name not in known:
        raise typer.BadParameter(
            f"{floors} has no floors for {name!r}; add --raise-floors", param_hint="--floors"
        )
    low = kept.below(found.figures, known[name])
    for figure, (value, floor) in low.items():
        talk(f"modus: {name}: {figure} is {value:.3f}, below its floor of {floor:.2f}")
    if low:
        raise typer.Exit(1)


def _positions(folder: Path) -> _Found:
    from modusvivendi.evaluation.gold import load_gold
    from modusvivendi.evaluation.positions import evaluate as held_against
    from modusvivendi.evaluation.positions import read_gold

    gold = load_gold(folder)
    counts = held_against(gold, read_gold(gold))
    stances = {stance.value: rate for stance, rate in counts.by_stance().items()}
    return _Found("statements", counts.figures(), stances, counts.by_report)


def _attributions(folder: Path) -> _Found:
    from modusvivendi.evaluation.attributions import evaluate as held_against
    from modusvivendi.evaluation.attributions import find_attributions, load_texts

    texts = load_texts(folder)
    return _Found("attributions", held_against(texts, find_attributions(texts)).figures())


def _record(found: _Found, *, per_report: bool) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": found.kind, "figures": dict(found.figures)}
    if found.stances:
        record["by_stance"] = {name: _rate(rate) for name, rate in found.stances.items()}
    if per_report:
        record["by_report"] = {name: _rate(rate) for name, rate in found.reports.items()}
    return record


def _rate(rate: Rate) -> dict[str, float]:
    return {
        "precision": rate.precision, "recall": rate.recall, "f1": rate.f1,
        "right": rate.right, "found": rate.found, "wanted": rate.wanted,
    }  # fmt: skip


def _show(found: _Found, *, per_report: bool) -> None:
    figures = found.figures
    wanted, said = figures[found.kind], figures["found"]
    typer.echo(f"{wanted:g} {found.kind} to be found, {said:g} found")
    for name, label in _LABELS.items():
        if name in figures:
            typer.echo(f"  {label:32} {figures[name]:6.3f}")
    if "found_in_reports_without" in figures:
        typer.echo(f"  {'found in reports without any':32} {figures['found_in_reports_without']:6.0f}")
    tables = [("stance", found.stances), ("report", found.reports if per_report else {})]
    for heading, rates in tables:
        if rates:
            typer.echo(f"\n{heading:36} precision  recall      F1")
        for name, rate in rates.items():
            shown = name.replace("_", " ") if heading == "stance" else name
            typer.echo(f"{shown:36} {rate.precision:9.3f} {rate.recall:7.3f} {rate.f1:7.3f}")
