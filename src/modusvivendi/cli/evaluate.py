"""``modus evaluate``: figures on annotated reports and stories, and floors that they must not fall below."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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


_OF_CHANGES = {
    "changes_precision": "precision",
    "changes_recall": "recall",
    "changes_f1": "F1",
}


_OF_DRAFTS = {
    "drafts_precision": "precision",
    "drafts_recall": "recall",
    "drafts_f1": "F1",
    "drafts_shared_options": "options of several parties, drafted",
}


@dataclass(frozen=True)
class _Found:
    """What an evaluation found: figures, and for positions those of each stance and report.

    ``stories``: of changes of position, the figures of each story; ``missed``: those not found, in words;
    ``drafts``: of drafted models, those of each story.
    """

    kind: str
    figures: Mapping[str, float]
    stances: Mapping[str, Rate] = field(default_factory=dict)
    reports: Mapping[str, Rate] = field(default_factory=dict)
    stories: Mapping[str, Rate] = field(default_factory=dict)
    missed: Sequence[str] = ()
    wrong: Sequence[str] = ()
    drafts: Mapping[str, Rate] = field(default_factory=dict)


def evaluate(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="Reports with gold.json or stories.json, folders of these, or text/ and attributions/.",
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
    found = _measured(folder)
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


def _measured(folder: Path) -> _Found:
    """Measure all that a folder has annotations for."""
    if (folder / "attributions").is_dir():
        return _attributions(folder)
    if not (folder / "stories.json").exists():
        return _positions(folder)
    found = _changes(folder)
    if not (folder / "gold.json").exists():
        return found
    positions = _positions(folder)
    return replace(
        positions,
        figures={**positions.figures, **found.figures},
        stories=found.stories,
        missed=found.missed,
        wrong=found.wrong,
    )


def _changes(folder: Path) -> _Found:
    from modusvivendi.evaluation.changes import evaluate as held_against
    from modusvivendi.evaluation.changes import load_stories, read_stories

    stories = load_stories(folder)
    counts = held_against(stories, read_stories(stories))
    missed = [f"{story}: {one.actor}, {one.topic}" for story, ones in counts.missed.items() for one in ones]
    wrong = [f"{story}: {one.text}" for story, ones in counts.wrong.items() for one in ones]
    return _Found("changes", counts.figures(), stories=counts.by_story, missed=missed, wrong=wrong)


def _positions(folder: Path) -> _Found:
    from modusvivendi.evaluation.drafts import Drafts, as_annotated, load_models
    from modusvivendi.evaluation.drafts import evaluate as drafted
    from modusvivendi.evaluation.gold import annotated_folders, load_gold
    from modusvivendi.evaluation.positions import Positions, read_gold
    from modusvivendi.evaluation.positions import evaluate as held_against

    counts, read, annotated = Positions(), Drafts(), Drafts()
    for gold in map(load_gold, annotated_folders(folder)):
        found = read_gold(gold)
        counts += held_against(gold, found)
        if models := load_models(gold):
            read += drafted(gold, models, found)
            annotated += drafted(gold, models, as_annotated(gold))
    stances = {stance.value: rate for stance, rate in counts.by_stance().items()}
    figures = counts.figures()
    if read.by_story:
        whole = annotated.figures()
        figures |= read.figures() | {
            f"{name}_of_annotated": whole[name] for name in _OF_DRAFTS if name in whole
        }
    return _Found("statements", figures, stances, counts.by_report, drafts=read.by_story)


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
    if found.drafts:
        record["drafts_by_story"] = {name: _rate(rate) for name, rate in found.drafts.items()}
    if found.stories:
        record["changes_by_story"] = {name: _rate(rate) for name, rate in found.stories.items()}
        record["changes_missed"], record["changes_wrong"] = list(found.missed), list(found.wrong)
    return record


def _rate(rate: Rate) -> dict[str, float]:
    return {
        "precision": rate.precision, "recall": rate.recall, "f1": rate.f1,
        "right": rate.right, "found": rate.found, "wanted": rate.wanted,
    }  # fmt: skip


def _show(found: _Found, *, per_report: bool) -> None:
    if found.kind != "changes":
        _show_figures(found.kind, found.figures)
    if "changes" in found.figures:
        _show_changes(found.figures)
    if "drafts" in found.figures:
        _show_drafts(found.figures)
    tables = [
        ("stance", found.stances),
        ("report", found.reports if per_report else {}),
        ("changes of position, by story", found.stories),
        ("links of drafts, by story", found.drafts if per_report else {}),
    ]
    for heading, rates in tables:
        if rates:
            typer.echo(f"\n{heading:36} precision  recall      F1")
        for name, rate in rates.items():
            shown = name.replace("_", " ") if heading == "stance" else name
            typer.echo(f"{shown:36} {rate.precision:9.3f} {rate.recall:7.3f} {rate.f1:7.3f}")
    for heading, items in (("not found", found.missed), ("found and not to be", found.wrong)):
        if items and per_report:
            typer.echo(f"\nchanges of position {heading}")
            for item in items:
                typer.echo(f"  {item}")


def _show_figures(kind: str, figures: Mapping[str, float]) -> None:
    typer.echo(f"{figures[kind]:g} {kind} to be found, {figures['found']:g} found")
    for name, label in _LABELS.items():
        if name in figures:
            typer.echo(f"  {label:32} {figures[name]:6.3f}")
    if "found_in_reports_without" in figures:
        typer.echo(f"  {'found in reports without any':32} {figures['found_in_reports_without']:6.0f}")


def _show_changes(figures: Mapping[str, float]) -> None:
    wanted, said = figures["changes"], figures["changes_found"]
    typer.echo(f"{wanted:g} changes of position to be found, {said:g} found")
    for name, label in _OF_CHANGES.items():
        typer.echo(f"  {label:32} {figures[name]:6.3f}")


def _show_drafts(figures: Mapping[str, float]) -> None:
    """Show how far drafts put statements under the options that a person would."""
    typer.echo(f"{figures['drafts']:g} models drafted   as read   of annotated statements")
    for name, label in _OF_DRAFTS.items():
        typer.echo(f"  {label:36} {figures[name]:6.3f}   {figures[f'{name}_of_annotated']:6.3f}")
