"""Figures are right, agree with the scorers used in development, and do not fall below their floors."""

import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.errors import CaseError, ReportError
from modusvivendi.evaluation import attributions, floors, gold, positions
from modusvivendi.evaluation.names import Aliases, plain
from modusvivendi.evaluation.pairing import best_pairs
from modusvivendi.statements import Attribution, Stance, Statement

CORPUS = Path(__file__).parent / "reading_corpus"
FLOORS = Path(__file__).parent / "reading_floors.toml"
PARTS = sorted(folder.name for folder in CORPUS.iterdir() if (folder / "gold.json").exists())


# -- pairing --


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 30), max_size=12))
def test_pairs_are_the_best_of_all_ways_to_pair(worth: dict[tuple[int, int], int]) -> None:
    def total(pairs: tuple[tuple[int, int], ...]) -> int:
        ones, others = [a for a, _ in pairs], [b for _, b in pairs]
        one_to_one = len(set(ones)) == len(ones) and len(set(others)) == len(others)
        return sum(worth[pair] for pair in pairs) if one_to_one else -1

    ways = (w for size in range(6) for w in itertools.combinations(worth, size))
    found = best_pairs({pair: float(value) for pair, value in worth.items()})
    assert total(tuple(found.items())) == max(map(total, ways))


# -- names --


def test_names_agree_whatever_their_spelling_and_office() -> None:
    aliases = Aliases({"Norland": ["Norlandic", "Port City"]})
    assert aliases.same_party("the Norlandic government", ["Norland"])
    assert aliases.same_party("PORT CITY", ["Norland"])
    assert not aliases.same_party("Sudland", ["Norland"])
    assert aliases.same_source("two Norland diplomats (unnamed)", "Norlandic diplomats")
    assert not aliases.same_source("Ida Holm", "Per Lind")
    assert plain("U.S. envoys’ café") == "us envoys cafe"


# -- positions --


def as_read(one: gold.GoldStatement, report: str, **changed: Any) -> Statement:
    values = one.model_dump(
        include={"id", "sentence", "start", "end", "actor", "stance", "condition", "sources"}
    )
    return Statement(**{**values, "report": report, "proposal": "", "anonymous": one.anonymous, **changed})


@pytest.fixture(scope="module", params=PARTS)
def annotated(request: pytest.FixtureRequest) -> gold.Gold:
    return gold.load_gold(CORPUS / request.param)


def test_annotations_taken_for_readings_score_in_full(annotated: gold.Gold) -> None:
    found = {r.report: [as_read(one, r.report) for one in r.statements] for r in annotated.reports}
    figures = positions.evaluate(annotated, found).figures()
    shares = {
        k: v for k, v in figures.items() if k not in ("statements", "found", "found_in_reports_without")
    }
    assert set(shares.values()) == {1.0}
    assert figures["statements"] == figures["found"]


def test_folders_side_by_side_are_one_set_and_each_keeps_its_own_names(tmp_path: Path) -> None:
    for name, party in (("one", "Norland"), ("two", "Sudland")):
        (tmp_path / name).mkdir()
        text = "The ministry refuses."
        (tmp_path / name / f"{name}.txt").write_text(text, encoding="utf-8")
        said = {"sentence": text, "start": 0, "end": len(text), "actor": party, "stance": "rules_out"}
        (tmp_path / name / "gold.json").write_text(
            json.dumps([{"report": f"{name}.txt", "statements": [said]}]), encoding="utf-8"
        )
        (tmp_path / name / "aliases.json").write_text(json.dumps({party: ["ministry"]}), encoding="utf-8")
    parts = [gold.load_gold(folder) for folder in gold.annotated_folders(tmp_path)]
    assert [part.folder.name for part in parts] == ["one", "two"]

    def counted(actors: dict[str, str]) -> positions.Positions:
        found = {
            r.report: [as_read(one, r.report, actor=actors[r.report]) for one in r.statements]
            for part in parts
            for r in part.reports
        }
        return sum((positions.evaluate(part, found) for part in parts), positions.Positions())

    both = counted({"one.txt": "the ministry", "two.txt": "the ministry"}).figures()
    assert both["f1"] == 1 and both["statements"] == 2
    assert counted({"one.txt": "Sudland", "two.txt": "Sudland"}).figures()["f1"] == 0.5
    assert gold.annotated_folders(tmp_path / "one") == (tmp_path / "one",)


def test_nothing_read_scores_nothing(annotated: gold.Gold) -> None:
    figures = positions.evaluate(annotated, {}).figures()
    assert figures["recall"] == figures["f1"] == figures["stance"] == 0


def test_what_may_be_found_and_other_mentions_cost_nothing(annotated: gold.Gold) -> None:
    found = {}
    for report in annotated.reports:
        said = [as_read(one, report.report) for one in (*report.statements, *report.optional_statements)]
        for one in report.statements:
            for start, end in one.mentions(report.text)[1:]:
                said.append(
                    as_read(one, report.report, start=start, end=end, sentence=report.text[start:end])
                )
        found[report.report] = said
    assert positions.evaluate(annotated, found).figures()["f1"] == 1


def test_wrong_parts_lower_their_own_figure_only(annotated: gold.Gold) -> None:
    def figures(**changed: Any) -> dict[str, float]:
        found = {
            r.report: [as_read(one, r.report, **changed) for one in r.statements] for r in annotated.reports
        }
        return positions.evaluate(annotated, found).figures()

    nobody = figures(actor="Nobody in particular")
    assert (nobody["f1"], nobody["span_f1"]) == (0, 1)
    unsourced = figures(sources=("a passing cyclist",))
    assert (unsourced["f1"], unsourced["source"], unsourced["condition"]) == (1, 0, 1)
    unconditional = figures(condition=None)
    assert unconditional["condition"] < 1
    assert unconditional["condition_span"] == 0
    warned = figures(stance=Stance.WARNS)
    assert warned["stance"] < 0.5
    assert warned["f1"] == 1


def test_every_find_in_a_report_without_statements_is_counted(annotated: gold.Gold) -> None:
    empty = [r for r in annotated.reports if not r.statements and not r.optional_statements]
    found = {
        r.report: [
            Statement(
                id="x", report=r.report, start=0, end=20, sentence=r.text[:20], actor="Norland",
                stance=Stance.OFFERS, proposal="",
            )
        ]
        for r in empty
    }  # fmt: skip
    assert positions.evaluate(annotated, found).figures()["found_in_reports_without"] == len(empty)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        ("[", "cannot be read as JSON"),
        ('[{"report": "a.txt", "statements": [{"start": 1}]}]', "statements.0"),
        ('[{"report": "gone.txt"}]', "gone.txt"),
        (
            '[{"report": "a.txt", "statements": [{"sentence": "They do.", "start": 0, "end": 8, '
            '"actor": "A", "stance": "offers"}]}]',
            "does not quote",
        ),
    ],
)
def test_folders_that_are_not_annotated_as_they_should_be_are_refused(
    tmp_path: Path, content: str | None, words: str
) -> None:
    (tmp_path / "a.txt").write_text("They did.", encoding="utf-8")
    if content is not None:
        (tmp_path / "gold.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReportError, match=words):
        gold.load_gold(tmp_path)


# -- attributions --

TEXT = "Ida Holm said “we will go” on Monday.\nPer Lind wants rain. It is claimed that he left.\n"


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


MARKED = (
    Attribution(
        source=(span("Ida Holm"),), cue=(span("said"),), content=(span("we will go"), span("on Monday"))
    ),
    Attribution(source=(span("Per Lind"),), cue=(span("wants"),), content=(span("rain"),)),
    Attribution(cue=(span("is claimed"),), content=(span("he left"),)),
)


def scored(found: list[Attribution], *versions: tuple[Attribution, ...]) -> dict[str, float]:
    text = attributions.GoldText("a", TEXT, versions or (MARKED,))
    return attributions.evaluate([text], {"a": found}).figures()


def test_attributions_taken_for_readings_score_in_full() -> None:
    figures = scored(list(MARKED))
    assert {figures[f"{level}_f1"] for level in attributions.LEVELS} == {1.0}
    assert figures["mixed_recall"] == figures["indirect_recall"] == figures["source"] == 1


def test_quotation_marks_and_blanks_at_the_edge_do_not_matter() -> None:
    wider = MARKED[0].model_copy(update={"content": (span("“we will go” on Monday."),)})
    assert scored([wider, *MARKED[1:]])["exact_f1"] == 1


def test_a_wrong_source_counts_for_the_content_but_not_with_source() -> None:
    wrong = MARKED[1].model_copy(update={"source": (span("Ida"),)})
    figures = scored([MARKED[0], wrong, MARKED[2]])
    assert figures["attribution_f1"] == 1
    assert figures["with_source_f1"] == pytest.approx(2 / 3)
    assert figures["source"] == pytest.approx(2 / 3)


def test_annotators_of_one_text_count_for_their_part_each() -> None:
    assert scored(list(MARKED), MARKED, ())["attributions"] == 1.5


# -- as in development --


@pytest.mark.shared
@pytest.mark.parametrize("name", ["reports-dev", "seeds"])
def test_positions_score_as_with_the_tool_used_in_development(
    shared: Path, tmp_path: Path, name: str
) -> None:
    folder = shared / "data" / name
    annotated = gold.load_gold(folder)
    found = positions.read_gold(annotated)
    predictions = tmp_path / "p.jsonl"
    lines = [s.model_dump_json() for statements in found.values() for s in statements]
    predictions.write_text("\n".join(lines), encoding="utf-8")
    theirs = _run(shared / "tools" / "score_statements.py", folder, predictions, "--quiet")
    ours = positions.evaluate(annotated, found).figures()
    matched = theirs["detection"]["tp"]
    assert {k: round(v, 3) for k, v in ours.items() if k in floors.POSITIONS or k == "span_f1"} == {
        "precision": pytest.approx(theirs["detection"]["p"], abs=1e-3),
        "recall": pytest.approx(theirs["detection"]["r"], abs=1e-3),
        "f1": pytest.approx(theirs["detection"]["f1"], abs=1e-3),
        "span_f1": pytest.approx(theirs["detection_span_only"]["f1"], abs=1e-3),
        "stance": pytest.approx(theirs["stance_exact"]["tp"] / matched, abs=1e-3),
        "stance_group": pytest.approx(theirs["stance_group"]["tp"] / matched, abs=1e-3),
        "condition": pytest.approx(theirs["condition_accuracy"], abs=1e-3),
        "condition_span": pytest.approx(theirs["condition_span_f1"], abs=1e-3),
        "source": pytest.approx(theirs["source_innermost_accuracy"], abs=1e-3),
        "anonymous": pytest.approx(theirs["anonymous_accuracy"], abs=1e-3),
    }


@pytest.mark.shared
def test_attributions_score_as_with_the_tool_used_in_development(shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "part"
    for kind in ("text", "attributions"):
        (folder / kind).mkdir(parents=True)
    source = shared / "data" / "polnear" / "dev"
    for file in sorted((source / "text").glob("*.txt"))[:8]:
        (folder / "text" / file.name).write_bytes(file.read_bytes())
        for marked in (source / "attributions").glob(f"{file.stem}_*.ann"):
            (folder / "attributions" / marked.name).write_bytes(marked.read_bytes())
    texts = attributions.load_texts(folder)
    found = attributions.find_attributions(texts)
    predictions = tmp_path / "p.jsonl"
    lines = [
        json.dumps({"doc": name, **one.model_dump(mode="json", include=set(attributions.ROLES))})
        for name, listed in found.items()
        for one in listed
    ]
    predictions.write_text("\n".join(lines), encoding="utf-8")
    theirs = _run(shared / "tools" / "score_attributions.py", folder, predictions)
    ours = attributions.evaluate(texts, found).figures()
    for level, name in (
        ("attribution", "attribution"),
        ("with_source", "attribution_with_source"),
        ("with_source_and_cue", "attribution_with_source_and_cue"),
        ("exact", "content_exact"),
    ):
        assert ours[f"{level}_f1"] == pytest.approx(theirs[name]["f1"], abs=1e-3)
    for role in attributions.ROLES:
        assert ours[f"{role}_words_f1"] == pytest.approx(theirs["token"][role]["f1"], abs=1e-3)
    assert ours["source"] == pytest.approx(theirs["source_accuracy"], abs=5e-3)
    assert ours["direct_precision"] == pytest.approx(theirs["by_kind"]["direct"]["precision"] or 0, abs=2e-2)


def _run(tool: Path, *arguments: object) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(tool), *map(str, arguments)], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# -- floors --


@pytest.mark.parametrize("part", sorted(floors.load_floors(FLOORS)))
def test_the_figures_do_not_fall_below_their_floors(part: str) -> None:
    parts = map(gold.load_gold, gold.annotated_folders(CORPUS / part))
    counts = (positions.evaluate(one, positions.read_gold(one)) for one in parts)
    figures = sum(counts, positions.Positions()).figures()
    known = floors.load_floors(FLOORS)[part]
    assert set(known) == set(floors.POSITIONS)
    assert floors.below(figures, known) == {}


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_floor_is_lowered_only_when_asked_to(reached: float, floor: float) -> None:
    kept = floors.moved({"f1": reached}, {"f1": floor})["f1"]
    assert kept >= floor
    assert kept == floor or kept <= reached
    assert floors.moved({"f1": reached}, {"f1": floor}, lower=True)["f1"] <= reached


def test_floors_come_back_as_they_were_written(tmp_path: Path) -> None:
    written: floors.Floors = {"dev": {"f1": 0.7, "source": 0.0}, "test": {"f1": 1.0}}
    floors.write_floors(written, tmp_path / "f.toml")
    assert floors.load_floors(tmp_path / "f.toml") == written
    assert floors.load_floors(tmp_path / "none.toml") == {}
    (tmp_path / "f.toml").write_text("[dev]\nf1 = 7\n")
    with pytest.raises(CaseError, match="dev"):
        floors.load_floors(tmp_path / "f.toml")
