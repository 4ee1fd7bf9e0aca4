"""Ranked JSON: options, feasible states and the rank of each for every decision maker.

::

    {"decision_makers": [{"name": "A", "options": ["x", "y"], "ranks": [3, 1, 2]}],
     "feasible": [0, 1, 3],
     "irreversible": [{"option": "A.x", "direction": "forward"}]}

In place of ``ranks`` a decision maker may have ``prefers``, pairs of codes or ``[better, worse, degree]``,
``equal``, pairs, and ``unknown``, pairs or ``"rest"``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from modusvivendi.conflict.comparisons import MOST_DEGREE, UNKNOWN
from modusvivendi.conflict.decision_maker import Comparison, DecisionMaker
from modusvivendi.conflict.json_text import JsonParts, read_json, shown
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.places import ModelPath, Places
from modusvivendi.errors import ConflictError, nearest

_KEYS = ("decision_makers", "feasible", "irreversible", "status_quo", "title")
_COMPARED = {"prefers": 1, "equal": 0, "unknown": None}
_PARTY_KEYS = ("name", "options", "ranks", *_COMPARED)

MOST_PAIRS = 200_000
"""More pairs of states are not written into a file."""


def read_ranked(text: str, file: str | None = None) -> Conflict:
    """Read ranked JSON.

    Keys beside those known are left alone with a warning; a key that looks like a slip for a known one is an
    error. ``status_quo``, an array of option names, and ``title`` may be given.

    Raises
    ------
    ConflictError
        Where it is no JSON, is of another shape, or contradicts itself.

    Examples
    --------
    >>> read_ranked('{"decision_makers": [{"name": "A", "options": ["x"], "ranks": [0, 1]}]}')
    <Conflict: 1 decision makers, 1 options, 2 feasible states>
    """
    model = read_json(text, file)
    parts = JsonParts(text, file)
    warnings = _unknown_keys(parts, model, _KEYS, ())
    options: dict[str, list[str]] = {}
    ranks: dict[str, list[Any]] = {}
    compared: dict[str, tuple[dict[str, Any], ModelPath]] = {}
    for number, entry in enumerate(parts.items(model.get("decision_makers"), ("decision_makers",))):
        path: ModelPath = ("decision_makers", number)
        party = parts.mapping(entry, path)
        warnings += _unknown_keys(parts, party, _PARTY_KEYS, path)
        name = parts.text_at(party.get("name"), (*path, "name"))
        if name in options:
            parts.places.fail(f"decision maker {name} is given twice", *path, "name")
        options[name] = [
            parts.text_at(option, (*path, "options", place))
            for place, option in enumerate(parts.items(party.get("options"), (*path, "options")))
        ]
        if any(key in party for key in _COMPARED):
            compared[name] = (party, path)
            if "ranks" not in party:
                continue
        if "ranks" not in party:
            parts.places.fail(f"the ranks of {name} are missing", *path)
        ranks[name] = parts.items(party["ranks"], (*path, "ranks"))
        for place, rank in enumerate(ranks[name]):
            if type(rank) is not int or abs(rank) >= 2**63:
                parts.places.fail(f"the rank {shown(rank)} is not a whole number", *path, "ranks", place)
    feasible = None
    if model.get("feasible") is not None:
        feasible = parts.items(model["feasible"], ("feasible",))
        for place, code in enumerate(feasible):
            if type(code) is not int or not 0 <= code < 2**62:
                parts.places.fail(f"{shown(code)} is not the code of a state", "feasible", place)
    irreversible: dict[str, str] = {}
    for number, entry in enumerate(parts.items(model.get("irreversible"), ("irreversible",))):
        path = ("irreversible", number)
        given = parts.mapping({"option": entry} if isinstance(entry, str) else entry, path)
        name = parts.text_at(given.get("option"), (*path, "option"))
        if name in irreversible:
            parts.places.fail(f"{name} is given twice", *path)
        irreversible[name] = parts.text_at(given.get("direction", "forward"), (*path, "direction"))
    status_quo = None
    if model.get("status_quo") is not None:
        status_quo = [
            parts.text_at(name, ("status_quo", place))
            for place, name in enumerate(parts.items(model["status_quo"], ("status_quo",)))
        ]
    numbers = {name: number for number, name in enumerate(options)}

    def path_in_file(path: ModelPath) -> ModelPath:
        match path:
            case ("ranks" | "options" as part, str(name), *deeper) if name in numbers:
                return ("decision_makers", numbers[name], part, *deeper)
            case ("decision_makers", str(name), "options", str(key)) if key in options.get(name, []):
                return ("decision_makers", numbers[name], "options", options[name].index(key))
            case ("decision_makers", str(name), *deeper) if name in numbers:
                return ("decision_makers", numbers[name], *deeper)
        return path

    rest: dict[str, Any] = {
        "title": parts.text_at(model.get("title") or "", ("title",)),
        "warnings": warnings,
        "places": Places(file, parts.positions, path_in_file),
    }
    if not compared:
        return Conflict.from_ranks(options, ranks, feasible, irreversible, status_quo=status_quo, **rest)
    names = [f"{name}.{option}" for name, own in options.items() for option in own]
    makers = [
        DecisionMaker(
            name,
            {option: option for option in own},
            comparisons=_comparisons(parts, *compared[name], names) if name in compared else (),
            rest_unknown=name in compared and compared[name][0].get("unknown") == "rest",
        )
        for name, own in options.items()
    ]
    conflict = Conflict(
        makers, codes=feasible, ranks=ranks, irreversible=irreversible, status_quo=status_quo, **rest
    )
    if status_quo is None and conflict.codes[0] == 0:
        conflict.status_quo = 0
    return conflict


def _comparisons(
    parts: JsonParts, party: dict[str, Any], path: ModelPath, names: Sequence[str]
) -> tuple[Comparison, ...]:
    """Read the pairs of states a decision maker compares."""
    found = []
    for key, usual in _COMPARED.items():
        if key == "unknown" and party.get(key) == "rest":
            continue
        for number, pair in enumerate(parts.items(party.get(key), (*path, key))):
            at = (*path, key, number)
            members = parts.items(pair, at)
            if len(members) != 2 and (len(members) != 3 or not usual):
                parts.places.fail("a comparison is of two states", *at, hint="write [better, worse]")
            for member, most in zip(
                members, (1 << len(names), 1 << len(names), MOST_DEGREE + 1), strict=False
            ):
                if type(member) is not int or not 0 <= member < most:
                    parts.places.fail(f"{shown(member)} is no state or degree", *at)
            taken = [tuple(name for bit, name in enumerate(names) if code >> bit & 1) for code in members[:2]]
            degree = members[2] if len(members) == 3 else usual
            model_path = ("decision_makers", party["name"], key, number)
            found.append(Comparison(taken[0], taken[1], degree, path=model_path))
    return tuple(found)


def _unknown_keys(
    parts: JsonParts, given: dict[str, Any], known: tuple[str, ...], path: ModelPath
) -> list[str]:
    warnings = []
    for key in given:
        if key not in known:
            hint = nearest(key, known, 1)
            if hint is not None:
                parts.places.fail(f"unknown key {key}", *path, key, hint=hint, key=True)
            warnings.append(f"the key {key} means nothing in ranked JSON and was left alone")
    return warnings


def write_ranked(conflict: Conflict) -> str:
    """Write the base interpretation of a conflict as ranked JSON.

    Raises
    ------
    ConflictError
        Where the conflict is in graph form, which the format does not have, or there are too many comparisons
        of states.
    """
    if conflict.graph is not None:
        raise ConflictError("ranked JSON has no states by name", hint="save the conflict as .yaml")
    model: dict[str, Any] = {"title": conflict.title} if conflict.title else {}
    if conflict.is_ranked and not conflict.is_graded:
        told: list[dict[str, Any]] = [{"ranks": row.tolist()} for row in conflict.ranks()]
    else:
        told = _compared(conflict)
    model["decision_makers"] = [
        {"name": dm.key, "options": list(dm.options), **preferences}
        for dm, preferences in zip(conflict.decision_makers, told, strict=True)
    ]
    if len(conflict.codes) < 1 << len(conflict.options):
        model["feasible"] = conflict.codes.tolist()
    if conflict.irreversible:
        model["irreversible"] = [
            {"option": name, "direction": direction} for name, direction in conflict.irreversible.items()
        ]
    if conflict.status_quo:
        model["status_quo"] = conflict.taken(conflict.status_quo)
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in model.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compared(conflict: Conflict) -> list[dict[str, Any]]:
    """Give what each decision maker thinks of pairs of states, by their codes."""
    found = []
    pairs = 0
    for table in conflict.compared():
        better = np.argwhere(table > 0)
        unknown = np.argwhere(np.triu(table == UNKNOWN))
        pairs += len(better) + len(unknown)
        if pairs > MOST_PAIRS:
            raise ConflictError(
                f"there are more than {MOST_PAIRS:,} pairs of states to write",
                hint="save the conflict as .yaml",
            )
        codes = conflict.codes
        degrees = table[better[:, 0], better[:, 1]]
        found.append(
            {
                "prefers": [
                    [int(codes[high]), int(codes[low]), *([int(degree)] if degree > 1 else [])]
                    for (low, high), degree in zip(better, degrees, strict=True)
                ],
                "unknown": codes[unknown].tolist(),
            }
        )
    return found
