"""Ranked JSON and GMCR+ files."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict, DecisionMaker, load_conflict, read_conflict
from modusvivendi.conflict.gmcr import read_gmcr, write_gmcr
from modusvivendi.conflict.ranked import read_ranked, write_ranked
from modusvivendi.errors import ConflictError, ModusError
from tests.conflict.specimens import conflicts

RANKED: dict[str, Any] = {
    "decision_makers": [
        {"name": "A", "options": ["x", "y"], "ranks": [3, 1, 2]},
        {"name": "B", "options": [], "ranks": [-5, -5, 10**15]},
    ],
    "feasible": [0, 1, 3],
    "irreversible": [{"option": "A.x", "direction": "forward"}, {"option": "A.y", "direction": "back"}],
}


def test_ranked_json_is_read() -> None:
    model = read_ranked(json.dumps(RANKED))
    assert model.names == ["A", "B"]
    assert model.options == ("A.x", "A.y")
    assert model.codes.tolist() == [0, 1, 3]
    assert model.ranks().tolist() == [[2, 0, 1], [0, 0, 1]]
    assert (model.forward, model.back, model.status_quo) == (1, 2, 0)
    assert model.controls.tolist() == [3, 0]


def changed(**changes: Any) -> str:
    return json.dumps({**RANKED, **changes}, indent=1)


def party(**changes: Any) -> str:
    first, second = RANKED["decision_makers"]
    return changed(decision_makers=[{**first, **changes}, second])


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "not JSON"),
        ("[]", 1, "no object"),
        ("{}", 1, "no decision makers"),
        ('{"decision_makers": [', 1, "is it complete"),
        ('{"decision_makers":\n [1]}', 2, "an object was expected"),
        ('{"a": 1, "a": 2}', 1, "given twice"),
        ('{"feasible": NaN}', 1, "NaN"),
        ("[" * 100_000, 1, "not JSON"),
        ('{"a": ' + "1" * 5000 + "}", 1, "not JSON"),
        (changed(feasable=[]), 40, "did you mean feasible"),
        (changed(feasible=[0, 1]), 9, "3 ranks for 2 feasible"),
        (changed(feasible=[0, 3, 1]), 28, "do not ascend: 1 follows 3"),
        (changed(feasible=[0, 1, 1]), 28, "do not ascend"),
        (changed(feasible=[0, 1, 4]), 28, "codes go from 0 to 3"),
        (changed(feasible=[0, 1, -1]), 28, "-1 is not the code"),
        (changed(feasible=[0, 1, 2.0]), 28, "2.0 is not the code"),
        (changed(feasible=[0, 1, 2**70]), 28, "is not the code"),
        (changed(feasible=[]), 25, "no state is feasible"),
        (changed(feasible=None), 9, "3 ranks for 4 feasible"),
        (changed(irreversible=[{"option": "A.z", "direction": "forward"}]), 31, "did you mean A.y or A.x"),
        (changed(irreversible=[{"option": "A.x", "direction": "up"}]), 31, "forward: once taken"),
        (changed(irreversible=["A.x", "A.x"]), 32, "given twice"),
        (party(ranks=[1, 2, 2.5]), 12, "2.5 is not a whole number"),
        (party(ranks=[1, 2, True]), 12, "true is not a whole number"),
        (party(ranks=[1, 2, 2**64]), 12, "not a whole number"),
        (party(ranks="x"), 9, "an array was expected"),
        (party(ranks=None), 9, "0 ranks for 3"),
        (party(name=3), 4, "a text was expected"),
        (party(name="B"), 16, "given twice"),
        (party(options=["x", "x"]), 7, "twice"),
        (party(options=["x", ""]), 7, "cannot be the key"),
        (party(option=["x"]), 14, "did you mean options"),
    ],
)
def test_ranked_json_that_is_wrong_is_an_error_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(ConflictError) as caught:
        read_ranked(text, "ranked.json")
    assert says in str(caught.value)
    assert caught.value.line == line, caught.value
    assert caught.value.column is not None


def test_other_keys_in_ranked_json_are_left_alone_with_a_warning() -> None:
    model = read_ranked(changed(comment="mine", title="T", status_quo=["A.x"]))
    assert model.warnings == ("the key comment means nothing in ranked JSON and was left alone",)
    assert (model.title, model.status_quo) == ("T", 1)


def test_a_status_quo_that_is_not_told_is_nothing_taken_or_unknown() -> None:
    assert Conflict.from_ranks({"A": ["x"]}, {"A": [0, 1]}).status_quo == 0
    assert Conflict.from_ranks({"A": ["x"]}, {"A": [0]}, feasible=[1]).status_quo is None


@st.composite
def ranked(draw: st.DrawFn) -> Conflict:
    options = {
        f"D{n}": [f"o{k}" for k in range(draw(st.integers(0, 2)))] for n in range(draw(st.integers(1, 3)))
    }
    bits = sum(map(len, options.values()))
    codes = sorted(draw(st.sets(st.integers(0, 2**bits - 1), min_size=1)))
    ranks = {
        dm: draw(st.lists(st.integers(-3, 3), min_size=len(codes), max_size=len(codes))) for dm in options
    }
    names = [f"{dm}.{key}" for dm, keys in options.items() for key in keys]
    directions = st.sampled_from(["forward", "back"])
    irreversible = draw(st.dictionaries(st.sampled_from(names), directions)) if names else {}
    return Conflict.from_ranks(options, ranks, codes, irreversible)


@given(ranked())
def test_a_ranked_conflict_is_the_same_after_every_format(conflict: Conflict) -> None:
    # A file that does not tell a status quo gives none where "nothing taken" is infeasible.
    for again in (
        read_ranked(write_ranked(conflict)),
        read_gmcr(write_gmcr(conflict)),
        Conflict.loads(conflict.dumps()),
    ):
        assert again.names == conflict.names
        assert again.options == conflict.options
        assert again.codes.tolist() == conflict.codes.tolist()
        assert again.ranks().tolist() == conflict.ranks().tolist()
        assert (again.forward, again.back) == (conflict.forward, conflict.back)
        assert again.status_quo == conflict.status_quo


@given(conflicts())
@settings(max_examples=20)
def test_interpretations_of_any_model_are_the_same_in_a_gmcr_file(conflict: Conflict) -> None:
    for interpretation in list(conflict.interpretations())[:3]:
        again = read_gmcr(write_gmcr(conflict, interpretation.id))
        assert again.codes.tolist() == conflict.codes.tolist()
        assert again.ranks().tolist() == conflict.ranks(interpretation).tolist()
        assert (again.forward, again.back) == (conflict.forward, conflict.back)
        assert again.controls.tolist() == conflict.controls.tolist()


WELL: dict[str, Any] = {
    "program": "by hand",
    "useManualPreferenceRanking": False,
    "options": [
        {"name": "Complain", "permittedDirection": "back"},
        {"name": "Pump", "permittedDirection": "both"},
        {"name": "Dig", "permittedDirection": "fwd"},
    ],
    "infeasibles": [[[1, "Y"], [2, "Y"]]],
    "decisionMakers": [
        {
            "name": "Mill",
            "options": [1, 2],
            "preferences": [[[0, "N"]], {"compound": True, "members": [[[1, "Y"]], [[2, "Y"]]]}],
        },
        {"name": "Village", "options": [0], "preferences": [[]]},
    ],
    "coalitions": [0, 1],
}


def test_options_of_a_gmcr_file_are_grouped_by_decision_maker() -> None:
    model = read_gmcr(json.dumps(WELL))
    assert model.options == ("Mill.Pump", "Mill.Dig", "Village.Complain")
    assert model.codes.tolist() == [0, 1, 2, 4, 5, 6]
    assert (model.forward, model.back) == (0b010, 0b100)
    # No complaint first, then something done: {YNN, NYN} > NNN > {YNY, NYY} > NNY
    assert model.ranks().tolist() == [[2, 3, 3, 0, 1, 1], [0] * 6]
    assert model.warnings == ("statement 1 of Village is true in every state and was left out",)


@pytest.mark.parametrize(
    "keys",
    [("useManualPreferenceRanking", "preferenceRanking"), ("useManualPreferenceVectors", "preferenceVector")],
)
def test_rankings_of_a_gmcr_file_number_the_states_after_grouping(keys: tuple[str, str]) -> None:
    manual, ranking = keys
    makers = [
        {**WELL["decisionMakers"][0], ranking: [3, [1, 2], 6, 5, 4]},
        {**WELL["decisionMakers"][1], ranking: [[1, 2, 3, 4, 5, 6]]},
    ]
    well = {key: value for key, value in WELL.items() if not key.startswith("useManual")}
    model = read_gmcr(json.dumps({**well, manual: True, "decisionMakers": makers}))
    assert model.ranks().tolist() == [[3, 3, 4, 0, 1, 2], [0] * 6]


def well(**changes: Any) -> str:
    return json.dumps({**WELL, **changes}, indent=1)


def mill(**changes: Any) -> str:
    return well(decisionMakers=[{**WELL["decisionMakers"][0], **changes}, WELL["decisionMakers"][1]])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (well(decisionMakers=[]), "no decision makers"),
        (well(options=[]), "1 is not the number of an option"),
        (mill(options=[1]), "option 2 belongs to no decision maker"),
        (mill(options=[0, 1, 2]), "option 0 belongs to Village and Mill"),
        (mill(options=[1, 2, 2]), "option 2 belongs to Mill twice"),
        (mill(options=[1, 2, 7]), "numbered from 0 to 2"),
        (mill(options=[1, 2, "0"]), '"0" is not the number'),
        (mill(preferences=[[[0, "M"]]]), "neither Y nor N"),
        (mill(preferences=[[0, "Y"]]), "no pair"),
        (mill(preferences=[{"compound": True, "members": []}]), "without members"),
        (mill(preferences=5), "an array was expected"),
        (mill(name=5), "a text was expected"),
        (well(infeasibles=[[]]), "every state infeasible"),
        (well(infeasibles=[[[1, "Y"]], [[1, "N"]]]), "no state is feasible"),
        (well(useManualPreferenceRanking=True), "the ranking of Mill is missing"),
        (
            well(options=[*WELL["options"][:2], {"name": "Dig", "permittedDirection": "up"}]),
            "both, fwd or back",
        ),
    ],
)
def test_gmcr_files_that_are_wrong_are_errors_with_a_place(text: str, says: str) -> None:
    with pytest.raises(ConflictError) as caught:
        read_gmcr(text, "well.gmcr")
    assert says in str(caught.value).replace(" and Mill", " and Mill")
    assert caught.value.line is not None


@pytest.mark.parametrize(
    ("ranking", "says"),
    [
        ([1, 2, 3, 4, 5], "misses state 6"),
        ([1, 2, 3, 4, 5, 6, 6], "ranked twice"),
        ([1, 2, 3, 4, 5, 7], "not the number of a state"),
        ([0, 1, 2, 3, 4, 5, 6], "numbered from 1"),
        (["1", 2, 3, 4, 5, 6], "not the number of a state"),
    ],
)
def test_gmcr_rankings_that_are_wrong_are_errors(ranking: list[Any], says: str) -> None:
    makers = [{**maker, "preferenceRanking": ranking} for maker in WELL["decisionMakers"]]
    with pytest.raises(ConflictError, match=says):
        read_gmcr(well(decisionMakers=makers, useManualPreferenceRanking=True))


def test_gmcr_names_that_are_missing_or_alike_get_numbers() -> None:
    text = well(
        options=[{"name": ""}, {"name": "Act"}, {"name": "Act"}],
        infeasibles=[],
        decisionMakers=[
            {"name": "Side", "options": [1, 2], "preferences": []},
            {"name": "Side", "options": [0], "preferences": [[[1, "Y"]]], "misperceptions": [[[0, "Y"]]]},
        ],
        coalitions=[[0, 1]],
    )
    model = read_gmcr(text)
    assert model.options == ("Side.Act", "Side.Act (2)", "Side (2).option 1")
    assert [dm.name for dm in model.decision_makers] == ["Side", "Side"]
    assert len(model.warnings) == 2
    assert Conflict.loads(model.dumps()).ranks().tolist() == model.ranks().tolist()


@pytest.mark.shared
def test_the_worked_example_of_the_format_gives_the_payoffs_it_states(shared: Path) -> None:
    page = (shared / "formats" / "gmcr-file.md").read_text(encoding="utf-8")
    model = read_gmcr(page.partition("```json")[2].partition("```")[0])
    table = {
        row.split("|")[1].strip(): row.split("|")[2:-1]
        for row in page.splitlines()
        if row.startswith("| payoff")
    }
    for name, row in zip(model.names, model.ranks(), strict=True):
        payoffs = np.array([int(cell) for cell in table[f"payoff {name}"]])
        assert row.tolist() == np.unique(payoffs, return_inverse=True)[1].tolist()


# Which format a file is in


def test_what_a_file_holds_decides_on_its_format(tmp_path: Path) -> None:
    files = {
        "a.json": write_ranked(Conflict.from_ranks({"A": ["x"]}, {"A": [0, 1]})),
        "b.txt": json.dumps(WELL),
        "c.json": json.dumps({"version": 1, "decision_makers": {"A": {"options": {"x": "x"}}}}),
        "d": "decision_makers: {A: {options: [x]}}",
        "e.gmcr": json.dumps(WELL),
        "conflict.yaml": "\ufeffdecision_makers: {A: {options: [x]}}",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert load_conflict(tmp_path / name).options
    assert load_conflict(str(tmp_path)).options == ("A.x",)  # a case folder


def test_saving_and_loading_goes_by_the_name_of_the_file(tmp_path: Path) -> None:
    model = Conflict.from_ranks({"A": ["x"], "B": ["y"]}, {"A": [0, 1, 2, 3], "B": [3, 2, 1, 0]})
    for name in ("model.json", "model.gmcr", "model.yaml"):
        model.save(tmp_path / name)
        assert Conflict.load(tmp_path / name).ranks().tolist() == model.ranks().tolist()
    graph = Conflict([DecisionMaker("A")], states=["s"])
    for name in ("graph.json", "graph.gmcr"):
        with pytest.raises(ConflictError, match="by name"):
            graph.save(tmp_path / name)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "binary"),
        ("title: Größe".encode("latin-1"), "UTF-8"),
        ("title: x".encode("utf-16"), "another encoding"),
        (b"{", "is it complete"),
        (b'{"a": 1}', "no conflict"),
        (b"{decision_makers: [", "not JSON"),
    ],
)
def test_files_that_hold_something_else_are_errors(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "conflict.dat"
    path.write_bytes(data)
    with pytest.raises(ConflictError, match=says) as caught:
        load_conflict(path)
    assert caught.value.line is not None


def test_missing_files_and_folders_without_a_model_are_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.yaml", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(ConflictError):
            load_conflict(path)


def test_very_large_model_files_are_refused_at_once() -> None:
    with pytest.raises(ConflictError, match="ranked JSON"):
        read_conflict("# " + "x" * 2_100_000)


# Damaged files

SEEDS = [json.dumps(RANKED), json.dumps(WELL), Conflict.loads("decision_makers: {A: {options: [x]}}").dumps()]


@given(st.sampled_from(SEEDS), st.data())
@settings(max_examples=100)
def test_damaged_files_give_a_conflict_or_a_conflict_error(seed: str, data: st.DataObject) -> None:
    text = seed
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(start, min(len(text), start + 12)))
        text = (
            text[:start]
            + data.draw(st.text(max_size=4) | st.sampled_from(list('{}[]",:\n\t#&*!|>-')))
            + text[stop:]
        )
    try:
        read_conflict(text, "damaged")
    except ConflictError as error:
        assert error.line is not None
        assert error.column is not None


@given(conflicts(), st.data())
@settings(max_examples=25)
def test_model_files_cut_short_or_damaged_give_nothing_but_conflict_errors(
    conflict: Conflict, data: st.DataObject
) -> None:
    text = conflict.dumps()
    cut = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(cut, len(text)))
    for damaged in (
        text[:cut],
        text[cut:],
        text[:cut] + text[stop:],
        text[:cut] + data.draw(st.text()) + text[stop:],
    ):
        try:
            Conflict.loads(damaged, "damaged.yaml")
        except ConflictError as error:
            assert error.line is not None
            assert error.column is not None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "decision_makers",
                    "decisionMakers",
                    "name",
                    "options",
                    "ranks",
                    "feasible",
                    "irreversible",
                    "option",
                    "preferences",
                    "infeasibles",
                    "compound",
                    "members",
                    "direction",
                    "permittedDirection",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_json_of_any_shape_gives_nothing_but_our_errors(value: object) -> None:
    text = json.dumps(value)
    for read in (read_ranked, read_gmcr, read_conflict):
        with suppress(ModusError):
            read(text, "some.json")
