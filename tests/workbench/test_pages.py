"""Every page has an address and a twin, works without scripts, and says what the command line says."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from modusvivendi.brief.assemble import assemble
from modusvivendi.brief.contract import payload
from modusvivendi.conflict import Conflict
from modusvivendi.dossier import Dossier
from modusvivendi.insight.interpretations import solve_interpretations
from modusvivendi.workbench.pages import NAVIGATION
from modusvivendi.workbench.pages.results import name_of
from modusvivendi.workbench.rendering import environment
from tests.workbench.conftest import Workbench

MORE = (
    "/reports?handle=herald.md",
    "/reports?about=herald.md",
    "/read/herald.md",
    "/positions/party?name=Norway",
    "/positions/matters",
    "/sources/without?report=courier.md",
    "/results/state/0",
    "/results/state/0/unlock",
    "/results/state/1/ways",
    "/results/state/1/together",
    "/results/joining",
    "/brief/changes?since=2026-03-10",
    "/results/tables",
    "/results/agreement",
    "/results/cascade",
    "/results/graph",
    "/results/evolution",
    "/questions/tripwires",
    "/model/history",
    "/model/draft",
)
EVERY = (*(place.path for place in NAVIGATION), *MORE)


def twin(path: str) -> str:
    """Give the address of a page's twin."""
    before, mark, query = path.partition("?")
    return f"{before}.json{mark}{query}"


@pytest.mark.parametrize("path", EVERY)
def test_every_page_answers_and_has_a_twin(bench: Workbench, path: str) -> None:
    page = bench.get(path)
    assert page.status_code == 200, page.text
    tree = html.fromstring(page.text)
    assert len(tree.xpath("//h1")) == 1 and tree.xpath("//main") and tree.get("lang") == "en"
    assert isinstance(bench.json(twin(path)), dict)


@pytest.mark.parametrize("path", EVERY)
def test_every_form_works_without_scripts(bench: Workbench, path: str) -> None:
    tree = html.fromstring(bench.get(path).text)
    assert not tree.xpath("//@style") and not tree.xpath("//script[not(@src)]") and not tree.xpath("//style")
    assert not [name for name in tree.xpath("//@*/..") for name in name.attrib if name.startswith("on")]
    for form in tree.xpath("//form[not(@method='dialog')]"):
        assert form.get("action"), form.attrib
        assert form.xpath(".//button"), form.attrib
        if form.get("method") == "post":
            assert form.xpath(".//input[@name='form_token']"), form.attrib


@pytest.mark.parametrize("path", EVERY)
def test_no_page_names_an_address_elsewhere(bench: Workbench, path: str) -> None:
    tree = html.fromstring(bench.get(path).text)
    for address in (*tree.xpath("//@src"), *tree.xpath("//link/@href"), *tree.xpath("//@action")):
        assert address.startswith(("/", "data:,")), address


def test_the_interface_is_described(bench: Workbench) -> None:
    described = bench.json("/openapi.json")["paths"]
    for path in ("/reports.json", "/read/{report}.json", "/results.json", "/questions/tripwires.json"):
        assert described[path]["get"]["summary"]
    assert "files" in json.dumps(described["/reports"]["post"]["requestBody"])
    assert "/results.json" in bench.get("/interface").text


def brief_of(bench: Workbench) -> dict[str, Any]:
    """Make the object that ``modus brief --json`` prints for the case."""
    with Dossier.open(bench.case / "dossier.db") as dossier:
        conflict = Conflict.load(bench.case / "conflict.yaml")
        ensemble = solve_interpretations(conflict)
        return payload(assemble(dossier, conflict, ensemble, case=str(bench.case), title=""))


def test_pages_say_what_the_command_line_says(bench: Workbench) -> None:
    told = json.loads(json.dumps(brief_of(bench), ensure_ascii=False))
    positions = bench.json("/positions.json")
    assert positions["positions"] == told["positions"]
    assert positions["contradictions"] == told["contradictions"]
    origins = {one["origin"]: one["statements"] for one in bench.json("/sources.json")["origins"]}
    assert origins == {one["origin"]: one["statements"] for one in told["origins"]}
    assert bench.json("/questions.json")["questions"] == told["questions"]
    shown = {one["code"]: one for one in bench.json("/results.json?weak=true")["arrangements"]}
    assert shown.keys() == {one["code"] for one in told["arrangements"]}
    for one in told["arrangements"]:
        assert {name: shown[one["code"]][name] for name in one} == one


def test_supposing_an_answer_chooses_among_the_interpretations(bench: Workbench) -> None:
    conflict = Conflict.load(bench.case / "conflict.yaml")
    ensemble = solve_interpretations(conflict)
    question = conflict.questions[0]
    for answer in question.answers:
        found = bench.json(f"/results.json?weak=true&{question.id}={answer}")
        chosen = [n for n, one in enumerate(ensemble.interpretations) if one.answers[question.id] == answer]
        assert found["interpretations"] == len(chosen)
        for arrangement in found["arrangements"]:
            place = arrangement["number"] - 1
            counts = {c: sum(bool(held[n, place]) for n in chosen) for c, held in ensemble.holds.items()}
            assert arrangement["holds"] == counts and any(counts.values())


def test_a_state_is_explained_as_the_engine_explains_it(bench: Workbench) -> None:
    conflict = Conflict.load(bench.case / "conflict.yaml")
    analysis = solve_interpretations(conflict).analysis(0)
    for code in conflict.codes.tolist()[:6]:
        found = bench.json(f"/results/state/{code}.json?under=seq")
        for one in found["decision_makers"]:
            explanation = analysis.explain(code, one["decision_maker"], "seq")
            assert one["sentence"] == explanation.sentence and one["witness"] == explanation.witness


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nowhere", "There is no such page"),
        ("/read/heral.md", "did you mean herald.md"),
        ("/positions/party?name=Norwya", "did you mean Norway"),
        ("/results/state/999999", "There is no feasible state"),
    ],
)
def test_errors_are_for_people(bench: Workbench, path: str, said: str) -> None:
    page = bench.client.get(path)
    text = " ".join(html.fromstring(page.text).text_content().split())
    assert page.status_code == 404 and said.casefold() in text.casefold() and "Traceback" not in text
    told = bench.client.get(twin(path))
    assert told.status_code == 404 and told.json()["error"]["message"]


def test_what_a_page_is_asked_for_is_checked(bench: Workbench) -> None:
    assert bench.client.get("/results/state/x").status_code == 422
    assert bench.client.get("/results/graph?zoom=99").status_code == 422
    assert bench.client.get("/results.json?under=nonsense").json()["arrangements"] == []


def test_a_case_without_a_model_says_what_to_do(mine: Workbench) -> None:
    (mine.case / "conflict.yaml").unlink()
    page = mine.client.get("/results")
    assert page.status_code == 404 and '<a href="/model">page Model</a>' in page.text
    (mine.case / "conflict.yaml").write_text("decision_makers: [")
    page = mine.client.get("/results")
    assert "line 1" in page.text and "cannot be used" in page.text


def test_a_look_is_chosen_and_kept(mine: Workbench) -> None:
    assert 'data-theme="auto"' in mine.get("/reports").text
    mine.post("/theme", theme="dark", next="/positions")
    assert 'data-theme="dark"' in mine.get("/positions").text


def test_what_other_programs_change_is_seen_at_once(mine: Workbench) -> None:
    before = mine.json("/read/herald.md.json")["statements"]
    with Dossier.open(mine.case / "dossier.db") as dossier:
        dossier.review(before[0]["id"], "reject", who="another program")
    after = mine.json("/read/herald.md.json")
    assert [one["id"] for one in after["statements"]] == [one["id"] for one in before[1:]]
    assert after["rejected"][0]["decision"]["who"] == "another program"


def test_any_arrangement_can_be_asked_about_and_what_cannot_be_is_told(bench: Workbench) -> None:
    conflict = Conflict.load(bench.case / "conflict.yaml")
    names = list(conflict.bits)
    found = bench.client.get("/results/arrangement", params={"taken": names[:2]})
    assert found.url.path == f"/results/state/{conflict.code(names[:2])}"
    assert all(found.text.count(f"{name}<") == 0 for name in names[:2]), "options are called by their labels"
    refused = bench.client.get("/results/arrangement", params={"taken": ["Norway.no_such_thing"]})
    assert refused.status_code == 400 and "no_such_thing" in refused.text


def test_the_tables_of_the_command_line_come_as_files(bench: Workbench) -> None:
    for form, begins in (("xlsx", b"PK"), ("tex", b"\\documentclass"), ("md", b""), ("html", b"<!DOCTYPE")):
        file = bench.client.get(f"/results/tables/{form}")
        assert file.status_code == 200 and file.content.startswith(begins), form
        assert f"-tables.{form}" in file.headers["content-disposition"]
    titles = [table["name"] for table in bench.json("/results/tables.json")["tables"]]
    assert titles == ["states", "ranking", "moves", "stability", "tableau", "equilibria"]
    assert bench.client.get("/results/tables/csv").status_code == 404


def test_long_tables_are_shown_in_part_and_cited_statements_are_links() -> None:
    column = SimpleNamespace(heading="rests on")
    known = {id_: SimpleNamespace(report="a.md", sentence=id_) for id_ in ("a-1", "a-2")}
    rows = [("a-1, a-2 and 3 more",), ("assumed",), *((f"row {n}",) for n in range(60))]
    found = SimpleNamespace(title="Found", columns=[column], rows=lambda: rows)
    made = environment().from_string('{% import "parts.html.j2" as p with context %}{{ p.table(t, ids) }}')
    tree = html.fromstring(made.render(t=found, ids=known, graded={}))
    shown, more = tree.xpath("//table")
    assert len(shown.xpath(".//tbody/tr")) + len(more.xpath(".//tbody/tr")) == len(rows)
    assert more.getparent().getparent().tag == "details"
    first, second = shown.xpath(".//tbody/tr")[:2]
    assert len(first.xpath(".//a")) == 2 and first.text_content().endswith(" and 3 more")
    assert second.text_content() == "assumed"


def test_how_things_are_now_is_called_that() -> None:
    model = Conflict.loads("status_quo: []\ndecision_makers:\n  A: {options: {x: go}, preferences: [x]}\n")
    assert name_of(model, 0, None, 0) == "State 1, how things are now"
    assert name_of(model, 1, None, 1) == "State 2" and name_of(model, 0, "Peace", 0) == "Peace"
