"""The figures that must not slip, on the development data beside the project (skipped where it is absent)."""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import modusvivendi as mv
from modusvivendi.statements import Stance, Statement

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, tuple[Statement, ...]]:
    reports = [mv.load(path) for path in sorted((shared / "data" / "seeds").glob("*.txt"))]
    return {
        r.name[:3]: mv.read(r, others=[o for o in reports if o is not r], dates={"004": dt.date(2025, 8, 26)})
        for r in reports
    }


def score(shared: Path, folder: str, tmp_path: Path) -> dict[str, Any]:
    predictions = tmp_path / "predictions.jsonl"
    paths = sorted((shared / "data" / folder).glob("*.txt"))
    with predictions.open("w", encoding="utf-8") as out:
        for path in paths:
            out.writelines(s.model_dump_json() + "\n" for s in mv.read(mv.load(path)))
    scorer = shared / "tools" / "score_statements.py"
    done = subprocess.run(
        [sys.executable, scorer, shared / "data" / folder, predictions, "--quiet"],
        capture_output=True,
        text=True,
        check=True,
    )
    record: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return record


def test_statements_of_the_seed_reports_are_found(shared: Path, tmp_path: Path) -> None:
    figures = score(shared, "seeds", tmp_path)
    assert figures["detection"]["f1"] >= 0.80
    assert figures["source_innermost_accuracy"] >= 0.85


def test_statements_of_other_stories_are_found_and_none_where_there_is_no_negotiation(
    shared: Path, tmp_path: Path
) -> None:
    figures = score(shared, "reports-dev", tmp_path)
    assert figures["detection"]["f1"] >= 0.70
    assert figures["source_innermost_accuracy"] >= 0.80
    assert figures["false_positives_in_reports_without_statements"] == 0


def found(
    statements: dict[str, tuple[Statement, ...]], report: str, actor: str, *stances: Stance, about: str = ""
) -> Iterator[Statement]:
    for s in statements[report]:
        if s.actor == actor and s.stance in stances and about in s.proposal:
            yield s


OFFERS, CONSIDERS, OPPOSES = Stance.OFFERS, Stance.CONSIDERS, Stance.OPPOSES


def test_china_is_ready_only_on_a_un_mandate_on_the_word_of_unnamed_eu_sources(
    seeds: dict[str, tuple[Statement, ...]],
) -> None:
    ready = [s for s in found(seeds, "004", "China", OFFERS) if s.act and s.act.action == "contribute-forces"]
    mandate = [s for s in ready if any(a.action == "give-mandate" for a in s.condition_acts)]
    assert mandate
    assert all(s.anonymous and s.sources[0] == "Welt" and len(s.sources) == 2 for s in ready)
    asked = [a for s in mandate for a in s.condition_acts if a.action == "give-mandate"]
    assert all(a.agents == ("United Nations",) for a in asked)


def test_china_was_considering_it_in_the_first_report(seeds: dict[str, tuple[Statement, ...]]) -> None:
    considering = [s for s in found(seeds, "000", "China", CONSIDERS) if s.act]
    told = [s.sources for s in considering if s.sources]
    assert told
    assert all("Welt" in sources[0] and "European" in sources[-1] for sources in told)
    assert {s.act.action for s in considering if s.act} >= {"contribute-forces"}


@pytest.mark.parametrize("actor", ["France", "United Kingdom"])
def test_france_and_britain_are_ready_if_a_ceasefire_is_reached(
    seeds: dict[str, tuple[Statement, ...]], actor: str
) -> None:
    ready = [s for s in found(seeds, "000", actor, OFFERS) if s.condition_acts]
    assert [a.agents for s in ready for a in s.condition_acts] == [("Russia", "Ukraine")]


@pytest.mark.parametrize(
    ("report", "actor"),
    [
        ("000", "Turkey"), ("004", "United Kingdom"), ("004", "France"), ("004", "Lithuania"),
        ("004", "Estonia"),
    ],
)  # fmt: skip
def test_those_who_would_send_troops(
    seeds: dict[str, tuple[Statement, ...]], report: str, actor: str
) -> None:
    ready = found(seeds, report, actor, OFFERS)
    assert any(s.act and s.act.action == "contribute-forces" for s in ready)


def test_russia_rejects_european_or_nato_troops_once_through_lavrov(
    seeds: dict[str, tuple[Statement, ...]],
) -> None:
    against = [
        *found(seeds, "000", "Russia", OPPOSES),
        *found(seeds, "004", "Russia", OPPOSES, Stance.RULES_OUT),
    ]
    assert len(against) >= 4
    lavrov = [s for s in against if s.speaker and "Lavrov" in s.speaker]
    assert [(s.date.month, s.date.day) for s in lavrov if s.date] == [(8, 21)]


def test_the_united_states_rules_out_troops_but_is_open_to_other_guarantees(
    seeds: dict[str, tuple[Statement, ...]],
) -> None:
    out = found(seeds, "004", "United States", Stance.RULES_OUT)
    assert any(s.act and s.act.action == "contribute-forces" for s in out)
    open_to = found(seeds, "004", "United States", OFFERS, CONSIDERS)
    assert any(s.act and s.act.action == "guarantee-security" for s in open_to)


def test_ukraine_demands_guarantees(seeds: dict[str, tuple[Statement, ...]]) -> None:
    assert any(
        s.act and s.act.action == "guarantee-security" for s in found(seeds, "004", "Ukraine", Stance.DEMANDS)
    )


def test_the_assessments_that_china_could_win_russia_over_and_that_it_could_side_with_it(
    seeds: dict[str, tuple[Statement, ...]],
) -> None:
    effects = [s.effect for report in seeds.values() for s in report if s.effect]
    wins = [e for e in effects if "China" in e.cause.agents and e.effect.agents == ("Russia",) and e.raises]
    assert wins
    risks = [s for s in seeds["004"] if s.stance is Stance.ASSESSES and "pro-Russian" in s.sentence]
    assert risks
    assert all(s.actor == "European Union" and s.anonymous for s in risks)


def test_thirty_nations_stand_beside_around_ten(seeds: dict[str, tuple[Statement, ...]]) -> None:
    quantities = {s.actor: s.quantity for report in seeds.values() for s in report if s.quantity}
    assert quantities["United Kingdom"].min == 31
    ten = [q for q in quantities.values() if (q.min, q.max) == (10, 10)]
    assert ten
    bloomberg = [s for s in seeds["004"] if s.sources == ("Bloomberg",)]
    assert bloomberg
    assert all(s.date and (s.date.month, s.date.day) == (8, 19) for s in bloomberg)


def test_chinas_readiness_rests_on_one_witness_and_changed_since_the_spring(
    shared: Path, tmp_path: Path
) -> None:
    paths = sorted((shared / "data" / "seeds").glob("*.txt"))
    second = next(p for p in paths if p.name.startswith("004"))
    made = mv.make_brief(tmp_path / "case", paths, dates={second.name: dt.date(2025, 8, 26)})
    china = [p for p in made.contents.positions if p.actor == "China" and p.topic == "contribute troops"]
    assert [(p.stance, p.least, p.greatest) for p in china] == [("offers", 1, 1)]
    assert [h.stance for h in china[0].history][:1] == ["considers"]
    changes = [c for c in made.contents.changes if c.actor == "China"]
    assert [(c.before.stance, c.after.stance) for c in changes] == [("considers", "offers")]


def test_without_a_date_the_order_of_chinas_positions_is_said_to_be_unknown(
    shared: Path, tmp_path: Path
) -> None:
    made = mv.make_brief(tmp_path / "case", sorted((shared / "data" / "seeds").glob("*.txt")))
    assert any(c.actor == "China" and "cannot be told" in c.text for c in made.contents.changes)
    assert any("not known" in s.text for s in made.contents.not_known)


def test_every_drafted_model_of_the_development_stories_solves_with_evidence(shared: Path) -> None:
    folder = shared / "data" / "reports-dev"
    for story in json.loads((folder / "stories.json").read_text(encoding="utf-8")):
        reports = [mv.load(folder / name) for name in story["reports"]]
        statements = [s for r in reports for s in mv.read(r, others=[o for o in reports if o is not r])]
        conflict = mv.draft(statements)
        if story["story"] == "negative":
            assert conflict is None
            continue
        assert conflict is not None
        assert len(conflict.options) <= 12
        assert mv.solve(conflict).equilibria("gmr").size
        ids = {s.id for s in statements}
        for dm in conflict.decision_makers:
            for preference, _, _ in dm.every_statement():
                assert preference.assumption or set(preference.evidence) <= ids
                assert preference.assumption or preference.evidence
