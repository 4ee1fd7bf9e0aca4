"""How well drafts put statements together is counted right, and does not fall below its floors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from modusvivendi.cli.app import app
from modusvivendi.conflict.draft import draft
from modusvivendi.errors import ReportError
from modusvivendi.evaluation import drafts, gold, positions

CORPUS = Path(__file__).parent / "reading_corpus"
FLOORS = Path(__file__).parent / "draft_floors.toml"
FOLDERS = sorted(path.parent for path in CORPUS.rglob(drafts.FILE))


@pytest.fixture(params=FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def annotated(request: pytest.FixtureRequest) -> gold.Gold:
    return gold.load_gold(request.param)


def test_every_statement_of_a_story_is_said_to_be_about_something_or_nothing(annotated: gold.Gold) -> None:
    models = drafts.load_models(annotated)
    named = [name for model in models for name in model.statements]
    assert sorted(named) == sorted(one.id for report in annotated.reports for one in report.statements)
    for model in models:
        assert all(model.about().values()), "an option that no statement is about"


def test_a_draft_held_against_itself_scores_in_full(annotated: gold.Gold) -> None:
    found = drafts.as_annotated(annotated)
    for model in drafts.load_models(annotated):
        reports = [r for r in annotated.reports if any(s.id in model.statements for s in r.statements)]
        said = {r.report: found[r.report] for r in reports}
        part = gold.Gold(annotated.folder, tuple(reports), annotated.aliases)
        conflict = draft([s for some in said.values() for s in some], title=model.story)
        assert conflict is not None
        own = drafts.about(conflict, drafts.answers(part, said))
        options = tuple(
            drafts.GoldOption(id=f"{party}.{key}", party=party) for party, key in own if own[party, key]
        )
        statements = {
            one.id: drafts.GoldLinks(
                position=tuple((f"{p}.{k}", "+") for (p, k), names in own.items() if one.id in names)
            )
            for report in reports
            for one in report.statements
        }
        itself = drafts.GoldModel(story=model.story, options=options, statements=statements)
        counts = drafts.evaluate(part, [itself], said)
        assert counts.links.f1 == 1.0
        assert counts.shared[0] == counts.shared[1]


def test_nothing_read_drafts_nothing(annotated: gold.Gold) -> None:
    counts = drafts.evaluate(annotated, drafts.load_models(annotated), {})
    assert (counts.links.right, counts.links.found, counts.shared[0]) == (0, 0, 0)
    assert counts.links.wanted > 0


def test_under_options_of_other_parties_nothing_is_right(annotated: gold.Gold) -> None:
    strangers = [
        model.model_copy(
            update={"options": tuple(o.model_copy(update={"party": "Nobody"}) for o in model.options)}
        )
        for model in drafts.load_models(annotated)
    ]
    counts = drafts.evaluate(annotated, strangers, drafts.as_annotated(annotated))
    assert counts.links.right == 0 < counts.links.found


def test_annotated_statements_are_all_found_again(annotated: gold.Gold) -> None:
    rate = positions.evaluate(annotated, drafts.as_annotated(annotated)).figures()
    assert (rate["recall"], rate["precision"], rate["stance"], rate["source"]) == (1.0, 1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda model: model["statements"].update({"x.s99": {}}), "there is no statement 'x.s99'"),
        (lambda model: model["options"].clear(), "there is no option"),
        (lambda model: model.pop("story"), "story 1: story"),
    ],
)
def test_faulty_annotations_are_told_with_their_place(tmp_path: Path, change: Any, told: str) -> None:
    folder = FOLDERS[0]
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    models = json.loads((tmp_path / drafts.FILE).read_text(encoding="utf-8"))
    change(models[0])
    (tmp_path / drafts.FILE).write_text(json.dumps(models), encoding="utf-8")
    with pytest.raises(ReportError, match=told) as error:
        drafts.load_models(gold.load_gold(tmp_path))
    assert drafts.FILE in str(error.value.file)


def test_the_command_shows_figures_of_drafts_where_there_are_any() -> None:
    shown = CliRunner().invoke(app, ["evaluate", str(FOLDERS[0]), "--per-report"])
    assert shown.exit_code == 0
    assert "2 models drafted" in shown.output
    assert "links of drafts, by story" in shown.output
    told = json.loads(CliRunner().invoke(app, ["evaluate", str(FOLDERS[0]), "--json"]).output)
    assert {"drafts_f1", "drafts_f1_of_annotated"} <= told["figures"].keys()
    assert len(told["drafts_by_story"]) == 2
    without = CliRunner().invoke(app, ["evaluate", str(CORPUS / "dev15")])
    assert "models drafted" not in without.output


@pytest.mark.parametrize("part", sorted(tomllib.loads(FLOORS.read_text(encoding="utf-8"))))
def test_drafts_do_not_fall_below_their_floors(part: str) -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[part]
    counts = drafts.Drafts()
    for one in map(gold.load_gold, gold.annotated_folders(CORPUS / part)):
        if models := drafts.load_models(one):
            counts += drafts.evaluate(one, models, drafts.as_annotated(one))
    figures = counts.figures()
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}
