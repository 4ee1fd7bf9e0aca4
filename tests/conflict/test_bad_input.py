"""Whatever is wrong with a file or an array, an error says so, with its place, and soon."""

from __future__ import annotations

import copy
import json
import math
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.conflict.gmcr import read_gmcr, write_gmcr
from modusvivendi.conflict.ranked import write_ranked
from modusvivendi.conflict.yaml_text import read_yaml
from modusvivendi.errors import ConflictError, ModusError
from modusvivendi.stability import stability, stability_of_arcs
from tests.conflict.test_gmcr_kept import FARM

MODEL = """\
title: Who pumps “how much”
decision_makers:
  Farm:
    options: {pump: from the river, store: {label: in tanks, evidence: [a-1]}}
    preferences:
      - question: Is it a dry year?
        answers: {"yes": [pump if Town.complain], "no": [not pump]}
      - {formula: at least 1 of (pump, store), assumption: it farms}
  Town:
    options: {complain: to the court}
    ranking: [[], {tie: [[complain], [Farm.pump]]}, [Farm.pump, complain],
              [Farm.store], [Farm.store, complain]]
circumstances: {drought: no rain}
infeasible: [Farm.pump and Farm.store]
irreversible: [Farm.store]
"""
GRAPH = """\
states: [a, b, c]
status_quo: a
decision_makers:
  A: {moves: [[a, b], [b, c]], ranking: [c, {tie: [a, b]}]}
"""
RANKED = write_ranked(
    Conflict.from_ranks({"A": ["x"], "B": ["y"]}, {"A": [1, 2, 3], "B": [3, 2, 1]}, [0, 1, 3])
)
FILES = {
    "model.yaml": MODEL,
    "graph.yaml": GRAPH,
    "farm.gmcr": json.dumps(FARM),
    "written.gmcr": write_gmcr(read_gmcr(json.dumps(FARM))),
    "kept.yaml": read_gmcr(json.dumps(FARM)).dumps(),
    "ranked.json": RANKED,
}


def load(path: Path, data: bytes) -> Conflict | None:
    """Load a file; where it is refused, see that its name and line are told."""
    path.write_bytes(data)
    try:
        return Conflict.load(path)
    except ConflictError as error:
        assert error.file == str(path)
        assert error.line is not None
        assert str(error).startswith(f"{path}:{error.line}:")
        return None


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_anywhere_is_read_or_refused_with_its_place(name: str, tmp_path: Path) -> None:
    data = FILES[name].encode()
    step = max(1, len(data) // 250)  # all of the short ones
    for length in range(0, len(data), step):
        load(tmp_path / name, data[:length])


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_any_bytes_changed_is_read_or_refused_with_its_place(name: str, tmp_path: Path) -> None:
    draw = random.Random(name)
    data = FILES[name].encode()
    for _ in range(60):
        damaged = bytearray(data)
        for _ in range(draw.randint(1, 3)):
            at = draw.randrange(len(damaged))
            damaged[at : at + draw.randint(0, 4)] = draw.randbytes(draw.randint(0, 3))
        load(tmp_path / name, bytes(damaged))


def parts(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    for key in plain if isinstance(plain, dict) else range(len(plain)) if isinstance(plain, list) else ():
        yield from parts(plain[key], (*path, key))


VALUES: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        7,
        10**30,
        -(10**30),
        1.5,
        math.nan,
        "",
        "x",
        "not",
        "A.x",
        "x and",
        "((",
        "no",
    ),
    *("\u202e", "\x07", "x" * 300, "日本", [], {}, [[]], [None], {"": 1}, {"a": {"b": [1]}}, [1, [2, [3]]]),
]


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_parts_of_the_wrong_kind_is_read_or_refused_with_its_place(
    name: str, tmp_path: Path
) -> None:
    """What is read all the same can be solved and saved."""
    draw = random.Random(name)
    text = FILES[name]
    whole: Any = json.loads(text) if text.startswith("{") else read_yaml(text)[0]
    for _ in range(60):
        damaged: Any = copy.deepcopy(whole)
        *above, last = draw.choice(list(parts(damaged)))
        parent: Any = damaged
        for key in above:
            parent = parent[key]
        match draw.randrange(4):
            case 0 | 1:
                parent[last] = draw.choice(VALUES)
            case 2:
                del parent[last]
            case 3 if isinstance(parent, list):
                parent.insert(last, copy.deepcopy(parent[last]))
            case 3:
                parent[str(draw.choice(VALUES))[:40]] = parent.pop(last)
        conflict = load(tmp_path / name, json.dumps(damaged).encode())
        if conflict is not None:
            mv.solve(conflict)
            Conflict.loads(conflict.dumps())


DEEP = "decision_makers: {A: {options: {x: do x}, preferences: ['%s']}}"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("not.yaml", DEEP % ("not " * 20_000 + "x"), "nested too deeply"),
        ("iff.yaml", DEEP % " iff ".join(["x"] * 5_000), "nested too deeply"),
        ("count.yaml", DEEP % f"at least {'9' * 30} of (x)", "too large"),
        ("circular.yaml", "a: &a [*a]\n", "aliases"),
        ("bomb.yaml", "a: &a [x, x]\nb: [*a, *a]\n", "aliases"),
        ("key.yaml", "decision_makers: {[a]: {}}\n", "no plain text"),
        ("deep.json", "[" * 100_000, "nested too deeply"),
        ("deep.gmcr", '{"decisionMakers":' + "[" * 100_000, "nests or counts too far"),
        ("digits.json", '{"decision_makers": [' + "9" * 5_000 + "]}", "counts too far"),
        ("infinite.json", '{"decision_makers": [1e999]}', "the number 1e999 is too large"),
        ("nan.json", '{"decision_makers": [NaN]}', "NaN is no number"),
        ("empty.gmcr", "", "the file is empty"),
        ("space.json", " \n\n", "the file is empty"),
        ("lines.yaml", "title: x\n" + "# nothing\n" * 1_000_000, "10,000,009 characters"),
        ("lines.json", "{" + "\n" * 1_000_000 + "}", "no conflict"),
        (
            "twice.json",
            "{" + ",".join(f'"k{n}": 1' for n in range(100_000)) + ', "k5": 2}',
            "'k5' is given twice",
        ),
        (
            "options.gmcr",
            json.dumps({"options": [{}] * 50_000, "decisionMakers": [{"options": list(range(50_000))}]}),
            "50,000 options, more than the 62",
        ),
        (
            "options.yaml",
            f"decision_makers: {{A: {{options: [{', '.join(f'o{n}' for n in range(5_000))}]}}}}",
            "5000 options, more than the 62",
        ),
        (
            "questions.yaml",
            "decision_makers: {A: {options: {x: x}}}\n"
            f"circumstances: {{{', '.join(f'c{n}: c' for n in range(2_001))}}}",
            "more than 2^2000 interpretations",
        ),
    ],
)
def test_what_is_too_much_is_refused_soon(name: str, text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    started = time.process_time()
    with pytest.raises(ConflictError) as caught:
        Conflict.load(tmp_path / name)
    assert time.process_time() - started < 10
    assert says in str(caught.value)
    assert caught.value.file == str(tmp_path / name)
    assert caught.value.line is not None


def test_thirty_thousand_parties_of_one_name_get_numbers_soon() -> None:
    makers = [{"name": "Same", "options": []}] * 30_000
    started = time.process_time()
    conflict = read_gmcr(json.dumps({"options": [], "decisionMakers": makers}))
    assert time.process_time() - started < 20
    assert conflict.names[:3] == ["Same", "Same (2)", "Same (3)"]


OPTIONS = {"A": ["x"], "B": ["y"]}
FLAT = [0, 0, 0, 0]


def of_ranks(given: Any, **settings: Any) -> Callable[[], object]:
    return lambda: Conflict.from_ranks(OPTIONS, {"A": given, "B": given}, **settings)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (of_ranks([1, 2, 3]), "A has 3 ranks for 4 feasible states"),
        (of_ranks([[1, 2], [3, 4]]), r"of shape \(2, 2\)"),
        (of_ranks([[1, 2], [3]]), "not whole numbers"),
        (of_ranks([1, 2, 3, math.nan]), "not whole numbers"),
        (of_ranks([1, 2, 3, 4.5]), "not whole numbers"),
        (of_ranks(["1", "2", "3", "4"]), "not whole numbers"),
        (of_ranks([10**40, 1, 2, 3]), "not whole numbers"),
        (of_ranks(None), "not whole numbers"),
        (of_ranks([1, 2], feasible=[2, 1]), "do not ascend: 1 follows 2"),
        (of_ranks([1, 2], feasible=[1, 1]), "do not ascend: 1 follows 1"),
        (of_ranks([1, 2], feasible=[1, 4]), "codes go from 0 to 3"),
        (of_ranks([1, 2], feasible=[-1, 1]), "-1 is not the code"),
        (of_ranks([1, 2], feasible=[0, 1.5]), "whole numbers in a list"),
        (of_ranks([], feasible=[]), "no state is feasible"),
        (lambda: Conflict.from_ranks({"A": ["x", "x"]}, {"A": FLAT}), "option x twice"),
        (lambda: Conflict.from_ranks(OPTIONS, {"A": FLAT}), "ranks of B are missing"),
        (lambda: Conflict.from_ranks(OPTIONS, {"A": FLAT, "B": FLAT, "C": FLAT}), "no decision maker C"),
        (lambda: stability([0, 1], [1], [[1, 2, 3]]), r"shape \(1, 3\), expected \(1, 2\)"),
        (lambda: stability([1, 0], [1], [[1, 2]]), "ascending"),
        (lambda: stability([0, 0], [1], [[1, 2]]), "ascending"),
        (lambda: stability([0, 1], [1], [[math.nan, 1.0]]), "ranks are no array of whole numbers"),
        (lambda: stability([0, 1], [1], [[0.2, 0.7]]), "ranks are no array of whole numbers"),
        (lambda: stability([0, 0.5], [1], [[1, 2]]), "codes are no array of whole numbers"),
        (lambda: stability([0, 1], [1, 1], [[1, 2], [1, 2]]), "belongs to one decision maker"),
        (lambda: stability([], [1], [[]]), "no feasible state"),
        (lambda: stability_of_arcs(2, [[(0, 1, 1)]], [[1, 2]]), "pairs of states"),
        (lambda: stability_of_arcs(2, [[(0, 1, 1, 0)]], [[1, 2]]), "pairs of states"),
        (lambda: stability_of_arcs(2, [[(0, 2)]], [[1, 2]]), "not one of the 2"),
        (lambda: stability_of_arcs(2, [[(0, 0.5)]], [[1, 2]]), "moves are no array of whole numbers"),
        (lambda: stability_of_arcs(2, [[(0, 1)]], [[math.nan, 2.0]]), "ranks are no array of whole numbers"),
        (lambda: stability_of_arcs(0, [], []), "no state"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_in_words(make: Callable[[], object], says: str) -> None:
    with pytest.raises(ModusError, match=says):
        make()
