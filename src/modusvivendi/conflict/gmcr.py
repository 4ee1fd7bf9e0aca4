"""GMCR+ save files (``.gmcr``): reading and writing them.

Such a file is one JSON object. Options are referred to by their position; preferences and infeasible states
are patterns of options taken and not taken; explicit rankings number the feasible states from 1 in
ascending order of their codes, after the options have been grouped by decision maker.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.decision_maker import DecisionMaker, Preference
from modusvivendi.conflict.feasible import MAX_OPTIONS
from modusvivendi.conflict.formula import And, Formula, Not, Option, Or
from modusvivendi.conflict.gmcr_kept import Condition, Kept, Statement
from modusvivendi.conflict.json_text import JsonParts, read_json, shown
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.patterns import Pattern, patterns_of, patterns_outside
from modusvivendi.conflict.places import ModelPath, Places
from modusvivendi.errors import ConflictError

_DIRECTIONS = {"both": None, "fwd": "forward", "back": "back"}


def read_gmcr(text: str, file: str | None = None) -> Conflict:
    """Read a GMCR+ save file.

    Options that lack a name, or share one with another of their decision maker, get a number. The format
    has no status quo: it is taken to be the state in which no option is taken, where that is feasible.

    Raises
    ------
    ConflictError
        Where it is no JSON, is of another shape, has an option that belongs to nobody or to two decision
        makers, or a ranking that misses or repeats a state.
    """
    return _Reader(text, file).conflict()


class _Reader:
    def __init__(self, text: str, file: str | None) -> None:
        self.model = read_json(text, file)
        self.parts = JsonParts(text, file)
        self.places = self.parts.places
        self.file = file
        self.warnings: list[str] = []
        self.options: list[Option] = []
        self.options_read: list[dict[str, Any]] = []

    def conflict(self) -> Conflict:
        parts, model = self.parts, self.model
        self.options_read = [
            parts.mapping(entry, ("options", number))
            for number, entry in enumerate(parts.items(model.get("options"), ("options",)))
        ]
        entries = [
            parts.mapping(entry, ("decisionMakers", number))
            for number, entry in enumerate(parts.items(model.get("decisionMakers"), ("decisionMakers",)))
        ]
        if not entries:
            self.places.fail("the file has no decision makers", "decisionMakers")
        keys = _distinct(
            (
                parts.text_at(entry.get("name", ""), ("decisionMakers", n, "name"))
                for n, entry in enumerate(entries)
            ),
            "DM",
        )
        owned = self.ownership(entries, keys)
        manual = self.manual()
        decision_makers = [
            DecisionMaker(
                key,
                options={self.options[number].option: self.label(number) for number in owned[key]},
                name=" ".join(entry.get("name", "").split()) or key,
                preferences=() if manual else self.preferences(entry, key, at),
            )
            for at, (key, entry) in enumerate(zip(keys, entries, strict=True))
        ]
        infeasible = [
            self.infeasible(condition, ("infeasibles", number))
            for number, condition in enumerate(parts.items(model.get("infeasibles"), ("infeasibles",)))
        ]
        kept = self.kept(entries, keys, manual)
        positions = {key: at for at, key in enumerate(keys)}

        def path_in_file(path: ModelPath) -> ModelPath:
            match path:
                case ("decision_makers", str(key), *_) if key in positions:
                    return ("decisionMakers", positions[key])
                case ("ranks", str(key), *_) if key in positions:
                    return ("decisionMakers", positions[key], "preferenceRanking")
                case ("infeasible", *rest):
                    return ("infeasibles", *rest)
            return path

        conflict = Conflict(
            decision_makers,
            infeasible=infeasible,
            irreversible=self.irreversible(owned),
            status_quo=None,
            gmcr=kept,
            warnings=[*self.warnings, *kept.warnings()],
            places=Places(self.file, self.parts.positions, path_in_file),
        )
        changes: dict[str, Any] = {}
        if conflict.why_infeasible(0) is None:
            changes["status_quo"] = ()
        if manual:
            changes["ranks"] = {
                key: self.ranking(entry, key, ("decisionMakers", at), len(conflict.codes))
                for at, (key, entry) in enumerate(zip(keys, entries, strict=True))
            }
        return conflict.replace(**changes) if changes else conflict

    def ownership(self, entries: list[dict[str, Any]], keys: list[str]) -> dict[str, list[int]]:
        """Find the options of each decision maker and name them."""
        count = len(self.options_read)
        if count > MAX_OPTIONS:
            self.places.fail(
                f"the file has {count:,} options, more than the {MAX_OPTIONS} that can be solved", "options"
            )
        owners: dict[int, str] = {}
        owned: dict[str, list[int]] = {}
        named: dict[int, Option] = {}
        for at, (key, entry) in enumerate(zip(keys, entries, strict=True)):
            path: ModelPath = ("decisionMakers", at, "options")
            owned[key] = []
            for place, value in enumerate(self.parts.items(entry.get("options"), path)):
                number = self.parts.number(value, (*path, place), len(self.options_read), "an option")
                if number in owners:
                    whose = "twice" if owners[number] == key else f"and {owners[number]}"
                    self.places.fail(f"option {number} belongs to {key} {whose}", *path, place)
                owners[number] = key
                owned[key].append(number)
            names = _distinct(
                (
                    self.parts.text_at(self.options_read[number].get("name", ""), ("options", number, "name"))
                    for number in owned[key]
                ),
                "option",
            )
            named.update((number, Option(key, name)) for number, name in zip(owned[key], names, strict=True))
        for number in range(len(self.options_read)):
            if number not in named:
                self.places.fail(f"option {number} belongs to no decision maker", "options", number)
        self.options = [named[number] for number in range(len(self.options_read))]
        return owned

    def label(self, number: int) -> str:
        return " ".join(self.options_read[number].get("name", "").split()) or self.options[number].option

    def irreversible(self, owned: dict[str, list[int]]) -> dict[str, str]:
        directions: dict[str, str] = {}
        for number in (number for numbers in owned.values() for number in numbers):
            given = self.options_read[number].get("permittedDirection", "both")
            if not isinstance(given, str) or given not in _DIRECTIONS:
                self.places.fail(
                    f"unknown direction {shown(given)}",
                    *("options", number, "permittedDirection"),
                    hint="both, fwd or back",
                )
            direction = _DIRECTIONS[given]
            if direction is not None:
                directions[self.options[number].name] = direction
        return directions

    def literals(self, condition: object, path: ModelPath) -> list[Formula]:
        """Read a simple condition: pairs of an option's position and Y or N."""
        found: list[Formula] = []
        for place, pair in enumerate(self.parts.items(condition, path)):
            at = (*path, place)
            if not isinstance(pair, list) or len(pair) != 2:
                self.places.fail(f"{shown(pair)} is no pair of option and Y or N", *at)
            number = self.parts.number(pair[0], at, len(self.options), "an option")
            if pair[1] not in ("Y", "N"):
                self.places.fail(f"{shown(pair[1])} is neither Y nor N", *at)
            option = self.options[number]
            found.append(option if pair[1] == "Y" else Not(option))
        return found

    def condition(self, condition: object, path: ModelPath) -> Formula | None:
        """Read a condition; None where it is true in every state."""
        if not isinstance(condition, dict):
            literals = self.literals(condition, path)
            return And.of(literals) if literals else None
        members = self.parts.items(condition.get("members"), (*path, "members"))
        if not members:
            self.places.fail("a compound condition without members", *path)
        read = [self.literals(member, (*path, "members", place)) for place, member in enumerate(members)]
        return Or.of(And.of(literals) for literals in read) if all(read) else None

    def infeasible(self, condition: object, path: ModelPath) -> Formula:
        formula = self.condition(condition, path)
        if formula is None:
            self.places.fail("an empty condition makes every state infeasible", *path)
        return formula

    def preferences(self, entry: dict[str, Any], key: str, at: int) -> tuple[Preference, ...]:
        path: ModelPath = ("decisionMakers", at, "preferences")
        found: list[Preference] = []
        for place, condition in enumerate(self.parts.items(entry.get("preferences"), path)):
            formula = self.condition(condition, (*path, place))
            if formula is None:
                self.warnings.append(
                    f"statement {place + 1} of {key} is true in every state and was left out"
                )
            else:
                found.append(Preference(formula))
        return tuple(found)

    def ranking(self, entry: dict[str, Any], key: str, path: ModelPath, states: int) -> NDArray[np.int64]:
        """Read a ranking of ordered numbers, best first."""
        name = "preferenceRanking" if "preferenceRanking" in entry else "preferenceVector"
        if name not in entry:
            self.places.fail(f"the ranking of {key} is missing", *path)
        path = (*path, name)
        ranks = np.full(states, -1, dtype=np.int64)
        groups = self.parts.items(entry[name], path)
        for place, group in enumerate(groups):
            for number in group if isinstance(group, list) else [group]:
                state = self.parts.number(number, (*path, place), states + 1, "a state") - 1
                if state < 0:
                    self.places.fail("states are numbered from 1", *path, place)
                if ranks[state] >= 0:
                    self.places.fail(f"state {number} is ranked twice for {key}", *path, place)
                ranks[state] = len(groups) - place
        missed = np.flatnonzero(ranks < 0)
        if len(missed):
            self.places.fail(
                f"the ranking of {key} misses state {missed[0] + 1}",
                *path,
                hint=f"each of the {states} feasible states stands in it exactly once",
            )
        return ranks

    def manual(self) -> bool:
        """Whether preferences are rankings, and not statements."""
        for key in ("useManualPreferenceRanking", "useManualPreferenceVectors"):
            if key in self.model:
                if not isinstance(self.model[key], bool):
                    self.places.fail(
                        f"{key} is {shown(self.model[key])}", key, hint="true or false was expected"
                    )
                return bool(self.model[key])
        return False

    def kept(self, entries: list[dict[str, Any]], keys: list[str], manual: bool) -> Kept:
        """Take along what is not interpreted."""
        misperceptions, preferences = {}, {}
        for at, (key, entry) in enumerate(zip(keys, entries, strict=True)):
            path: ModelPath = ("decisionMakers", at)
            misperceptions[key] = tuple(
                tuple(self.literals(condition, (*path, "misperceptions", place)))
                for place, condition in enumerate(
                    self.parts.items(entry.get("misperceptions"), (*path, "misperceptions"))
                )
            )
            statements = self.parts.items(entry.get("preferences"), (*path, "preferences")) if manual else []
            preferences[key] = tuple(
                self.statement(statement, (*path, "preferences", place))
                for place, statement in enumerate(statements)
            )
        unused = set() if manual else {"preferenceRanking", "preferenceVector"}
        return Kept(
            misperceptions=_filled(misperceptions),
            preferences=_filled(preferences),
            coalitions=self.coalitions(keys),
            keys=_others(self.model, _KEYS),
            option_keys=_filled(
                {
                    option.name: _others(entry, _OPTION_KEYS)
                    for option, entry in zip(self.options, self.options_read, strict=True)
                }
            ),
            decision_maker_keys=_filled(
                {key: _others(entry, _PARTY_KEYS - unused) for key, entry in zip(keys, entries, strict=True)}
            ),
        )

    def statement(self, statement: object, path: ModelPath) -> Statement:
        """Read a statement as it stands, without asking when it is true."""
        if not isinstance(statement, dict):
            return tuple(self.literals(statement, path))
        self.condition(statement, path)  # refuses what is none
        return tuple(
            tuple(self.literals(member, (*path, "members", place)))
            for place, member in enumerate(statement["members"])
        )

    def coalitions(self, keys: list[str]) -> tuple[tuple[str, ...], ...]:
        """Read the coalitions, which count only if every decision maker is in exactly one."""
        found = []
        for place, given in enumerate(self.parts.items(self.model.get("coalitions"), ("coalitions",))):
            path: ModelPath = ("coalitions", place)
            members = given if isinstance(given, list) else [given]
            numbers = [self.parts.number(member, path, len(keys), "a decision maker") for member in members]
            found.append(tuple(keys[number] for number in numbers))
        if found and sorted(key for members in found for key in members) != sorted(keys):
            self.warnings.append(
                "the coalitions were left out: not every decision maker is in exactly one of them"
            )
            return ()
        return tuple(found) if found != [(key,) for key in keys] else ()


_KEYS = frozenset(
    {"options", "decisionMakers", "infeasibles", "useManualPreferenceRanking", "useManualPreferenceVectors"}
    | {"coalitions", "coalitionsFull", "program", "version", "nodes"}
)
_OPTION_KEYS = frozenset({"name", "permittedDirection"})
_PARTY_KEYS = frozenset(
    {"name", "options", "preferences", "preferenceRanking", "preferenceVector", "payoffs", "misperceptions"}
)
"""The keys that are read, or made anew from what is read, when a file is written."""

T = TypeVar("T")


def _others(entry: dict[str, Any], known: Set[str]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in known}


def _filled(by_name: dict[str, T]) -> dict[str, T]:
    return {name: value for name, value in by_name.items() if value}


def _distinct(names: Iterable[str], kind: str) -> list[str]:
    """Make names fit to be keys: printable, not empty, no two alike."""
    found: dict[str, None] = {}
    times: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        plain = " ".join("".join(char if char.isprintable() else " " for char in name).split())
        key = plain = plain or f"{kind} {number}"
        while key in found:
            times[plain] = times.get(plain, 1) + 1
            key = f"{plain} ({times[plain]})"
        found[key] = None
    return list(found)


def write_gmcr(conflict: Conflict, interpretation: str | None = None) -> str:
    """Write one interpretation of a conflict as a GMCR+ save file.

    Parameters
    ----------
    conflict
        The conflict. What it keeps of a GMCR+ file it was once read from is written as it was there.
    interpretation
        Which interpretation; None is the base interpretation.

    Raises
    ------
    ConflictError
        Where the conflict is in graph form or has preferences by degree, which the format does not have, or
        preferences that are no ranking, or takes too many patterns.
    """
    if conflict.graph is not None:
        raise ConflictError(".gmcr files have no states by name", hint="save the conflict as .yaml")
    if conflict.is_graded:
        raise ConflictError(".gmcr files have no degrees of preference", hint="save the conflict as .yaml")
    chosen = conflict.interpretation(interpretation or "base")
    obtaining = [name for name, obtains in chosen.circumstances.items() if obtains]
    answers = {question.text: chosen.answers[question.id] for question in conflict.questions}

    def pairs(pattern: Pattern) -> list[list[int | str]]:
        return [
            [conflict.bits[name], "Y" if taken else "N"]
            for name, taken in sorted(pattern.items(), key=lambda item: conflict.bits[item[0]])
        ]

    def statement(formula: Formula) -> Any:
        patterns = [pairs(pattern) for pattern in patterns_of(formula, obtaining)]
        return patterns[0] if len(patterns) == 1 else {"compound": True, "members": patterns}

    if conflict.infeasible:
        outside = [pattern for formula in conflict.infeasible for pattern in patterns_of(formula)]
    else:
        outside = patterns_outside(conflict.codes, conflict.options)
    kept = conflict.gmcr

    def literals(condition: Condition) -> list[list[int | str]]:
        return [
            [conflict.bits[literal.options()[0]], "N" if isinstance(literal, Not) else "Y"]
            for literal in condition
        ]

    def as_kept(given: Statement) -> Any:
        if all(isinstance(part, Formula) for part in given):
            return literals(given)  # type: ignore[arg-type]
        return {"compound": True, "members": [literals(part) for part in given]}  # type: ignore[arg-type]

    manual = conflict.has_rankings
    decision_makers: list[dict[str, Any]] = []
    for dm, row in zip(conflict.decision_makers, conflict.ranks(chosen), strict=True):
        preferences = [
            written
            for preference in dm.statements(answers)
            if (written := statement(preference.formula)) and written != {"compound": True, "members": []}
        ]
        entry: dict[str, Any] = {
            "name": dm.name,
            "options": [conflict.bits[name] for name in dm.option_names],
            "preferences": preferences or [as_kept(given) for given in kept.preferences.get(dm.key, ())],
        }
        if manual:
            groups = [(np.flatnonzero(row == rank) + 1).tolist() for rank in range(int(row.max()), -1, -1)]
            entry["preferenceRanking"] = [group[0] if len(group) == 1 else group for group in groups]
        if kept.misperceptions.get(dm.key):
            entry["misperceptions"] = [literals(condition) for condition in kept.misperceptions[dm.key]]
        decision_makers.append(entry | _still_true(kept.decision_maker_keys.get(dm.key, {}), entry, len(row)))
    directions = {"forward": "fwd", "back": "back"}
    model = {
        "program": "modusvivendi",
        "version": "1",
        "useManualPreferenceRanking": manual,
        "options": [
            {
                "name": label,
                "permittedDirection": directions.get(conflict.irreversible.get(name, ""), "both"),
                **kept.option_keys.get(name, {}),
            }
            for dm in conflict.decision_makers
            for name, label in zip(dm.option_names, dm.options.values(), strict=True)
        ],
        "infeasibles": [pairs(pattern) for pattern in outside],
        "decisionMakers": decision_makers,
        "coalitions": [
            conflict.names.index(members[0])
            if len(members) == 1
            else [conflict.names.index(key) for key in members]
            for members in kept.coalitions or [(key,) for key in conflict.names]
        ],
    }
    return json.dumps({**model, **kept.keys}, ensure_ascii=False, indent=1) + "\n"


def _still_true(others: Mapping[str, Any], entry: Mapping[str, Any], states: int) -> dict[str, Any]:
    """Give the other keys of a decision maker, without a ranking that is out of date or was made anew."""
    found = {key: value for key, value in others.items() if key not in entry}
    for key in ("preferenceRanking", "preferenceVector"):
        if key in found:
            given = found[key] if isinstance(found[key], list) else []
            numbers = [n for group in given for n in (group if isinstance(group, list) else [group])]
            if any(type(n) is not int for n in numbers) or sorted(numbers) != list(range(1, states + 1)):
                del found[key]
    return found
