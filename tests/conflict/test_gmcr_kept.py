"""What a GMCR+ file says and nothing here interprets is still there after any round trip."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.gmcr import read_gmcr, write_gmcr
from modusvivendi.conflict.gmcr_kept import Kept
from modusvivendi.errors import ConflictError

FARM: dict[str, Any] = {
    "program": "gmcr-py",
    "version": "0.4.1",
    "author": {"name": "K. Ono", "année": 2024, "scores": [1.5, None, True]},
    "useManualPreferenceRanking": True,
    "options": [
        {"name": "Pump", "permittedDirection": "both", "colour": "blue"},
        {"name": "Store", "permittedDirection": "fwd"},
        {"name": "Complain", "permittedDirection": "both"},
    ],
    "infeasibles": [[[0, "Y"], [1, "Y"]]],
    "decisionMakers": [
        {
            "name": "Farm",
            "options": [0, 1],
            "preferences": [
                [[2, "N"]],
                {"compound": True, "members": [[[0, "Y"]], [[1, "Y"], [2, "N"]]]},
                [],
            ],
            "preferenceRanking": [2, 3, 1, 5, 6, 4],
            "payoffs": [4, 6, 5, 1, 3, 2],
            "misperceptions": [[[0, "Y"], [2, "Y"]], [[1, "Y"]]],
            "comment": "as told by the farmer",
        },
        {"name": "Town", "options": [2], "preferences": [], "preferenceRanking": [[1, 3], [4, 6], 5, 2]},
    ],
    "coalitions": [[0, 1]],
    "coalitionsFull": [{"name": "Farm & Town"}],
}


def changed(**changes: Any) -> str:
    return json.dumps({**FARM, **changes})


def blind(misperceptions: Any) -> str:
    farm, town = FARM["decisionMakers"]
    return changed(decisionMakers=[{**farm, "misperceptions": misperceptions}, town])


def test_misperceptions_and_all_else_survive_saving_as_gmcr() -> None:
    again = json.loads(write_gmcr(read_gmcr(json.dumps(FARM))))
    assert again.pop("program") == "modusvivendi"
    assert again.pop("version") == "1"
    expected = {
        key: value for key, value in FARM.items() if key not in ("program", "version", "coalitionsFull")
    }
    farm = {key: value for key, value in FARM["decisionMakers"][0].items() if key != "payoffs"}
    assert again == {**expected, "decisionMakers": [farm, FARM["decisionMakers"][1]]}


def test_they_survive_the_way_through_a_model_file(tmp_path: Path) -> None:
    (tmp_path / "farm.gmcr").write_text(json.dumps(FARM), encoding="utf-8")
    first = Conflict.load(tmp_path / "farm.gmcr")
    first.save(tmp_path / "farm.yaml")
    between = Conflict.load(tmp_path / "farm.yaml")
    assert between.gmcr == first.gmcr
    assert write_gmcr(between) == write_gmcr(first)
    text = (tmp_path / "farm.yaml").read_text(encoding="utf-8")
    assert "[Farm.Pump, Town.Complain]" in text
    assert Conflict.loads(text).dumps() == text


def test_they_are_told_by_name_and_survive_edits_of_the_model() -> None:
    text = read_gmcr(changed(useManualPreferenceRanking=False)).dumps()
    text = text.replace(
        "    options:\n      Pump: Pump\n", "    options:\n      Wait: wait\n      Pump: Pump\n", 1
    )
    model = json.loads(write_gmcr(Conflict.loads(text)))
    assert [option["name"] for option in model["options"]] == ["wait", "Pump", "Store", "Complain"]
    farm = model["decisionMakers"][0]
    assert farm["misperceptions"] == [[[1, "Y"], [3, "Y"]], [[2, "Y"]]]
    assert "preferenceRanking" not in farm  # it numbered the states of another model
    assert model["options"][1]["colour"] == "blue"


def test_a_ranking_that_is_not_in_use_is_kept_while_it_fits() -> None:
    again = json.loads(write_gmcr(read_gmcr(changed(useManualPreferenceRanking=False))))
    assert again["useManualPreferenceRanking"] is False
    assert again["decisionMakers"][0]["preferenceRanking"] == [2, 3, 1, 5, 6, 4]


def test_what_is_kept_and_could_matter_is_said_from_either_file() -> None:
    first = read_gmcr(json.dumps(FARM))
    for conflict in (first, Conflict.loads(first.dumps())):
        assert conflict.warnings == (
            "the misperceptions of Farm are kept but not used: it is taken to see all states",
            "the coalitions (Farm + Town) are kept but not used: each decision maker acts alone",
        )


def test_nothing_is_kept_of_a_file_that_says_nothing_else() -> None:
    options = [{"name": "Pump"}, {"name": "Store"}, {"name": "Complain"}]
    makers = [{"name": "Farm", "options": [0, 1]}, {"name": "Town", "options": [2], "misperceptions": []}]
    conflict = read_gmcr(json.dumps({"options": options, "decisionMakers": makers, "coalitions": [0, 1]}))
    assert conflict.gmcr == Kept()
    assert "gmcr" not in conflict.dumps()


@pytest.mark.parametrize(
    "coalitions", [[0], [0, 0, 1], [[0, 1], 1], [[0, 1], []]], ids=["missing", "twice", "in two", "empty"]
)
def test_coalitions_that_do_not_take_in_everybody_once_are_left_out_as_gmcr_does(
    coalitions: list[Any],
) -> None:
    conflict = read_gmcr(changed(coalitions=coalitions))
    if coalitions == [[0, 1], []]:
        assert conflict.gmcr.coalitions == (("Farm", "Town"), ())
        return
    assert conflict.gmcr.coalitions == ()
    assert any("not every decision maker is in exactly one" in warning for warning in conflict.warnings)


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """Files with options in any order, conditions of any length, and keys the format does not know."""
    count = draw(st.integers(1, 4))
    order = draw(st.permutations(range(count)))
    parties = draw(st.integers(1, 3))
    owner = [draw(st.integers(0, parties - 1)) for _ in range(count)]
    literal = st.tuples(st.integers(0, count - 1), st.sampled_from("YN")).map(list)
    condition = st.lists(literal, max_size=3)
    compound = st.lists(condition, min_size=1, max_size=3).map(lambda m: {"compound": True, "members": m})
    values = st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
        max_leaves=4,
    )
    others = st.dictionaries(st.text(min_size=1, max_size=8).map("x-{}".format), values, max_size=2)
    manual = draw(st.booleans())
    states = 2**count
    makers = []
    for party in range(parties):
        maker = {
            "name": f"D{party}",
            "options": [number for number in order if owner[number] == party],
            "preferences": draw(st.lists(condition | compound, max_size=2)),
            "misperceptions": draw(st.lists(condition, max_size=2)),
            **draw(others),
        }
        if manual:
            maker["preferenceRanking"] = draw(st.permutations(range(1, states + 1)))
        makers.append(maker)
    members = draw(st.permutations(range(parties)))
    cut = draw(st.integers(0, parties))
    return {
        "useManualPreferenceRanking": manual,
        "options": [{"name": f"o{n}", "permittedDirection": "both", **draw(others)} for n in range(count)],
        "infeasibles": [],
        "decisionMakers": makers,
        "coalitions": [list(members[:cut]), *members[cut:]] if cut else list(members),
        **draw(others),
    }


@settings(max_examples=40, deadline=None)
@given(files())
def test_any_file_keeps_all_it_says_through_both_formats(given: dict[str, Any]) -> None:
    first = read_gmcr(json.dumps(given))
    between = Conflict.loads(first.dumps())
    assert between.gmcr == first.gmcr
    written = json.loads(write_gmcr(first))
    assert json.loads(write_gmcr(between)) == written
    # Options are grouped by decision maker; told by name, nothing has changed.
    place = {option["name"]: n for n, option in enumerate(written["options"])}
    moved = {n: place[option["name"]] for n, option in enumerate(given["options"])}

    def grouped(conditions: list[Any]) -> list[Any]:
        return [[[moved[n], sign] for n, sign in condition] for condition in conditions]

    for old, new in zip(given["decisionMakers"], written["decisionMakers"], strict=True):
        assert new.get("misperceptions", []) == grouped(old["misperceptions"])
        for key, value in old.items():
            if key.startswith("x-"):
                assert new[key] == value
        if given["useManualPreferenceRanking"]:
            assert new["preferences"] == [
                {"compound": True, "members": grouped(each["members"])}
                if isinstance(each, dict)
                else grouped([each])[0]
                for each in old["preferences"]
            ]
    for option in given["options"]:
        assert {**written["options"][place[option["name"]]]} == option
    for key, value in given.items():
        if key.startswith("x-"):
            assert written[key] == value
    assert read_gmcr(json.dumps(written)).gmcr == first.gmcr


WHERE = "decision_makers: {A: {options: {x: do x}}}\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("gmcr: 5\n", 2, "what is kept for GMCR+ is the text '5'"),
        ("gmcr:\n  misperception: {}\n", 3, "did you mean misperceptions"),
        ("gmcr:\n  misperceptions: [A.x]\n", 3, "a list"),
        ("gmcr:\n  misperceptions:\n    B: [[A.x]]\n", 4, "names a decision maker B that there is not"),
        ("gmcr:\n  misperceptions:\n    A:\n      - A.x\n", 5, "a condition is a list"),
        ("gmcr:\n  misperceptions:\n    A:\n      - [A.y]\n", 5, "A has no option y"),
        ("gmcr:\n  misperceptions:\n    A:\n      - [A.x or A.x]\n", 5, "A.x or A.x is no option"),
        ("gmcr:\n  preferences:\n    A:\n      - {any of: []}\n", 5, "without members"),
        ("gmcr:\n  coalitions: [[A, C]]\n", 3, "names a decision maker C"),
        ("gmcr:\n  keys: nonsense\n", 3, "keys is no JSON object"),
        ("gmcr:\n  keys: '" + "[" * 5000 + "'\n", 3, "keys is no JSON object"),
        (
            "gmcr:\n  option_keys:\n    A.z: '{}'\n",
            4,
            "names an option A.z that there is not; did you mean A.x?",
        ),
    ],
)
def test_what_is_kept_is_checked_like_the_rest_of_a_model(text: str, line: int, says: str) -> None:
    with pytest.raises(ConflictError) as caught:
        Conflict.loads(WHERE + text, "kept.yaml")
    assert says in str(caught.value)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (changed(useManualPreferenceRanking="no"), "true or false was expected"),
        (changed(coalitions=[[0, 2]]), "2 is not the number of a decision maker"),
        (changed(coalitions="all"), "an array was expected"),
        (blind([[[9, "Y"]]]), "9 is not the number of an option"),
        (blind([[[0, "X"]]]), "neither Y nor N"),
        (blind({"a": 1}), "an array was expected"),
    ],
)
def test_wrong_types_in_what_is_kept_are_errors_with_a_place(text: str, says: str) -> None:
    with pytest.raises(ConflictError) as caught:
        read_gmcr(text, "farm.gmcr")
    assert says in str(caught.value)
    assert (caught.value.file, caught.value.line) == ("farm.gmcr", 1)


def test_the_page_on_formats_shows_what_is_read() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    (shown,) = [block.partition("```")[0] for block in page.split("```yaml\n") if block.startswith("gmcr:")]
    options = "decision_makers: {Farm: {options: {pump: p, store: s}}, Town: {options: {complain: c}}}\n"
    kept = Conflict.loads(options + shown).gmcr
    assert kept.keys == {"author": "K. Ono"}
    assert [str(literal) for literal in kept.misperceptions["Farm"][0]] == ["Farm.pump", "Town.complain"]
