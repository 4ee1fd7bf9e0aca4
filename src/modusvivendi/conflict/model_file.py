"""Reading a model file: from what its YAML holds to a conflict."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from modusvivendi.conflict.checks import check_names
from modusvivendi.conflict.comparisons import MOST_DEGREE
from modusvivendi.conflict.decision_maker import (
    Comparison,
    DecisionMaker,
    Note,
    Omission,
    OpenPreference,
    Preference,
    State,
)
from modusvivendi.conflict.formula import Formula
from modusvivendi.conflict.gmcr_kept import kept_of
from modusvivendi.conflict.language import Names, parse
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.model_keys import FALL, KEYS, NOTE, REST
from modusvivendi.conflict.pairs import DEGREES
from modusvivendi.conflict.places import ModelPath, Places
from modusvivendi.conflict.yaml_text import Plain, read_yaml
from modusvivendi.errors import FormulaError, nearest

T = TypeVar("T")

VERSION = "1"
"""Version of the model file's format."""

_COMMA = "within brackets a comma ends a formula: put the formula into quotation marks"


def read_model(text: str, file: str | None = None) -> Conflict:
    """Read a model file.

    Parameters
    ----------
    text
        Its text.
    file
        What to call it in errors.

    Raises
    ------
    ConflictError
        Where it is no YAML, has keys or values a model does not have, or contradicts itself; with line and
        column.
    """
    plain, positions = read_yaml(text, file)
    return _Reader(Places(file, positions)).model(plain, text)


def read_plain(plain: Mapping[str, Any]) -> Conflict:
    """Read a model from nested lists and mappings, as its file would hold them.

    Parameters
    ----------
    plain
        What `modusvivendi.conflict.writing.plain_model` gives, or a change of it.

    Raises
    ------
    ConflictError
        As `read_model`, without line and column.
    """
    return _Reader(Places()).model(_as_texts(plain), None)


def _as_texts(plain: Any) -> Plain:
    """Give lists and mappings as a file holds them: of texts alone."""
    if isinstance(plain, Mapping):
        return {str(key): _as_texts(value) for key, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [_as_texts(item) for item in plain]
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return None if plain is None else str(plain)


class _Reader:
    """Checks and converts, part by part; every method takes what stands at ``path``, and ``path``."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.names = Names({})
        self.warnings: list[str] = []

    # Shapes

    def mapping(self, plain: Plain, path: ModelPath, what: str | None = None) -> dict[str, Any]:
        if plain is None:
            return {}
        if not isinstance(plain, dict):
            keys = f" with {', '.join(KEYS[what])}" if what is not None else ""
            self.places.fail(
                f"{what or path[-1]} is {_shape(plain)}", *path, hint=f"a mapping{keys} was expected"
            )
        if what is not None:
            for key in plain:
                if key not in KEYS[what]:
                    hint = nearest(key, KEYS[what], 1) or f"known are {', '.join(KEYS[what])}"
                    if self.cut_by_comma(key, path):
                        hint = _COMMA
                    self.places.fail(f"{what} has no key {key}", *path, key, hint=hint, key=True)
        return plain

    def items(
        self, plain: Plain, path: ModelPath, read: Callable[[Plain, ModelPath], T], one: bool = False
    ) -> tuple[T, ...]:
        if plain is None:
            return ()
        if not isinstance(plain, list):
            if one and not isinstance(plain, dict):
                return (read(plain, path),)
            self.places.fail(f"{path[-1]} is {_shape(plain)}", *path, hint="a list was expected")
        return tuple(read(item, (*path, number)) for number, item in enumerate(plain))

    def text(self, plain: Plain, path: ModelPath) -> str:
        if plain is None:
            self.places.fail("something is missing here", *path, hint="a text was expected")
        if not isinstance(plain, str):
            self.places.fail(f"{_named(path)} is {_shape(plain)}", *path, hint="a text was expected")
        return plain

    def optional(self, plain: dict[str, Any], key: str, path: ModelPath) -> str | None:
        return self.text(plain[key], (*path, key)) if plain.get(key) is not None else None

    def texts(self, plain: dict[str, Any], key: str, path: ModelPath) -> tuple[str, ...]:
        return self.items(plain.get(key), (*path, key), self.text, one=True)

    def cut_by_comma(self, text: str, path: ModelPath) -> bool:
        """Whether ``text`` is part of a formula with commas that brackets around it have taken apart."""
        positions = self.places.positions
        in_brackets = positions is not None and path not in positions.blocks
        return in_brackets and text.count("(") != text.count(")")

    def choice(self, plain: dict[str, Any], keys: Collection[str], path: ModelPath, what: str) -> None:
        given = [key for key in keys if key in plain]
        if len(given) > 1:
            self.places.fail(
                f"{what} has both {given[0]} and {given[1]}",
                *path,
                given[1],
                hint="give one of them",
                key=True,
            )

    def note(self, plain: dict[str, Any], path: ModelPath) -> Note:
        return Note(
            self.texts(plain, "evidence", path), *(self.optional(plain, key, path) for key in NOTE[1:])
        )

    def formula(self, plain: Plain, path: ModelPath, decision_maker: str | None = None) -> Formula:
        text = self.text(plain, path)
        try:
            return parse(text, self.names, decision_maker)
        except FormulaError as error:
            if self.cut_by_comma(text, path[:-1]):
                error = FormulaError(error.message, line=error.line, column=error.column, hint=_COMMA)
            self.places.fail_inside(error, text, *path)

    def option(self, plain: Plain, path: ModelPath, decision_maker: str | None = None) -> str:
        text = self.text(plain, path)
        try:
            return self.names.option(text, decision_maker).name
        except FormulaError as error:
            self.places.fail(error.message, *path, hint=error.hint)

    # The model

    def model(self, plain: Plain, source: str | None) -> Conflict:
        if plain is None:
            self.places.fail(
                "the file is empty", hint="a model has decision_makers, their options and preferences"
            )
        model = self.mapping(plain, (), "the model")
        if model.get("version") not in (None, VERSION):
            self.places.fail(
                f"version {model['version']} of the model file is not known",
                "version",
                hint="this is version 1",
            )
        if not model.get("decision_makers"):
            self.places.fail("the model has no decision_makers", "decision_makers")
        path: ModelPath = ("decision_makers",)
        parties = {
            key: self.mapping(party, (*path, key), "a decision maker")
            for key, party in self.mapping(model["decision_makers"], path).items()
        }
        options = {
            key: self.labelled(party.get("options"), (*path, key, "options"), "an option")
            for key, party in parties.items()
        }
        circumstances = self.labelled(model.get("circumstances"), ("circumstances",), "a circumstance")
        if "states" not in model:
            for key, party in parties.items():
                if "moves" in party:
                    self.places.fail(
                        f"{key} has moves, but the model does not give its states by name",
                        *(*path, key, "moves"),
                        hint="add states: [names], or give options in place of moves",
                        key=True,
                    )
        labels = {name: label for name, (label, _) in circumstances.items()}
        bare = [
            DecisionMaker(key, {option: label for option, (label, _) in own.items()})
            for key, own in options.items()
        ]
        check_names(bare, labels, self.places)  # before formulas are read, which would stumble over the same
        self.names = Names(options, circumstances)
        states = self.texts(model, "states", ()) if "states" in model else None
        if states and FALL in states:
            hint = "in a ranking it says that the states below are much worse"
            self.places.fail(f"a state cannot be called {FALL}", "states", states.index(FALL), hint=hint)
        decision_makers = [
            self.decision_maker(key, party, options[key], (*path, key), states is not None)
            for key, party in parties.items()
        ]
        infeasible = self.items(model.get("infeasible"), ("infeasible",), self.infeasible)
        kept = kept_of(model.get("gmcr"), self)
        return Conflict(
            decision_makers,
            title=self.optional(model, "title", ()) or "",
            status_quo=self.status_quo(model.get("status_quo", []), states is not None),
            circumstances=labels,
            circumstance_notes={name: note for name, (_, note) in circumstances.items() if note != Note()},
            infeasible=[formula for formula, _ in infeasible],
            infeasible_notes={n: note for n, (_, note) in enumerate(infeasible) if note != Note()},
            irreversible=self.irreversible(model.get("irreversible")),
            omitted=self.items(model.get("omitted"), ("omitted",), self.omission),
            states=states,
            patterns={
                party: {
                    option: self.text(pattern, ("patterns", party, option))
                    for option, pattern in self.mapping(options, ("patterns", party)).items()
                }
                for party, options in self.mapping(model.get("patterns"), ("patterns",)).items()
            },
            drafted={
                key: self.text(value, ("drafted", key))
                for key, value in self.mapping(model.get("drafted"), ("drafted",)).items()
            },
            gmcr=kept,
            warnings=[*self.warnings, *kept.warnings()],
            source=source,
            places=self.places,
        )

    def labelled(self, plain: Plain, path: ModelPath, what: str) -> dict[str, tuple[str, Note]]:
        """Read options or circumstances: a label or a mapping by key, or bare keys in a list."""
        if isinstance(plain, list):
            keys = self.items(plain, path, self.text)
            seen: set[str] = set()
            for number, key in enumerate(keys):
                if key in seen:
                    self.places.fail(f"{key} is given twice", *path, number)
                seen.add(key)
            return {key: (key, Note()) for key in keys}
        found: dict[str, tuple[str, Note]] = {}
        for key, value in self.mapping(plain, path).items():
            if value is None or isinstance(value, str):
                found[key] = (value or key, Note())
                continue
            entry = self.mapping(value, (*path, key), what)
            label = self.optional(entry, "label", (*path, key)) or key
            found[key] = (label, self.note(entry, (*path, key)))
        return found

    def decision_maker(
        self,
        key: str,
        party: dict[str, Any],
        options: dict[str, tuple[str, Note]],
        path: ModelPath,
        graph_form: bool,
    ) -> DecisionMaker:
        for compared in ("prefers", "much_prefers", "equal"):
            self.choice(party, ("preferences", "ranking", compared), path, key)
        ranking: tuple[tuple[State, ...], ...] | None = None
        degrees: tuple[int, ...] = ()
        if party.get("ranking") is not None:
            ranking, degrees = self.ranking(party["ranking"], (*path, "ranking"), key, graph_form)
        moves = None
        if graph_form:
            moves = self.items(party.get("moves"), (*path, "moves"), self.move)
        return DecisionMaker(
            key,
            options={option: label for option, (label, _) in options.items()},
            name=self.optional(party, "name", path) or key,
            preferences=self.items(
                party.get("preferences"),
                (*path, "preferences"),
                lambda item, at: self.preference_or_question(item, at, key),
            ),
            ranking=ranking,
            degrees=degrees,
            comparisons=tuple(self.comparisons(party, path, key, graph_form)),
            rest_unknown=party.get("unknown") == REST,
            members=self.texts(party, "members", path),
            moves=moves,
            option_notes={option: note for option, (_, note) in options.items() if note != Note()},
            note=self.optional(party, "note", path),
        )

    def preference_or_question(
        self, plain: Plain, path: ModelPath, decision_maker: str
    ) -> Preference | OpenPreference:
        if not isinstance(plain, dict) or "question" not in plain:
            return self.preference(plain, path, decision_maker)
        entry = self.mapping(plain, path, "an open question")
        answers = entry.get("answers")
        if not isinstance(answers, dict):
            self.places.fail(
                f"the question has {'no' if answers is None else 'unnamed'} answers",
                *path,
                "answers",
                hint="answers is a mapping from each answer to a list of preferences, such as yes: [...]",
            )
        return OpenPreference(
            self.text(entry["question"], (*path, "question")),
            {
                answer: self.items(
                    statements,
                    (*path, "answers", answer),
                    lambda item, at: self.preference(item, at, decision_maker),
                    one=True,
                )
                for answer, statements in answers.items()
            },
            evidence=self.texts(entry, "evidence", path),
            rule=self.optional(entry, "rule", path),
            note=self.optional(entry, "note", path),
            line=self.places.line(path),
        )

    def preference(self, plain: Plain, path: ModelPath, decision_maker: str) -> Preference:
        if isinstance(plain, str):
            formula = self.formula(plain, path, decision_maker)
            return Preference(formula, line=self.places.line(path))
        if isinstance(plain, dict) and "question" in plain:
            self.places.fail(
                "a question within an answer", *path, hint="questions do not depend on each other"
            )
        entry = self.mapping(plain, path, "a preference")
        if "formula" not in entry:
            self.places.fail("a preference without a formula", *path)
        formula = self.formula(entry["formula"], (*path, "formula"), decision_maker)
        note = self.note(entry, path)
        return Preference(
            formula, note.evidence, note.assumption, note.rule, note.note, self.places.line(path)
        )

    def infeasible(self, plain: Plain, path: ModelPath) -> tuple[Formula, Note]:
        if not isinstance(plain, dict):
            return self.formula(plain, path), Note()
        entry = self.mapping(plain, path, "an infeasible formula")
        if "formula" not in entry:
            self.places.fail("an infeasible formula is missing", *path)
        return self.formula(entry["formula"], (*path, "formula")), self.note(entry, path)

    def status_quo(self, plain: Plain, graph_form: bool) -> tuple[str, ...] | str | None:
        if plain is None or (graph_form and not plain):
            return None  # not told
        if graph_form:
            return self.text(plain, ("status_quo",))
        return self.items(plain, ("status_quo",), self.option, one=True)

    def irreversible(self, plain: Plain) -> dict[str, str]:
        found: dict[str, str] = {}
        for number, (name, direction) in enumerate(self.items(plain, ("irreversible",), self.direction)):
            if name in found:
                self.places.fail(f"{name} is given twice", "irreversible", number)
            found[name] = direction
        return found

    def direction(self, plain: Plain, path: ModelPath) -> tuple[str, str]:
        if not isinstance(plain, dict):
            return self.option(plain, path), "forward"
        entry = self.mapping(plain, path, "an irreversible option")
        name = self.option(entry.get("option"), (*path, "option"))
        return name, self.optional(entry, "direction", path) or "forward"

    def omission(self, plain: Plain, path: ModelPath) -> Omission:
        if isinstance(plain, str):
            return Omission(plain, "")
        entry = self.mapping(plain, path, "an omission")
        if "what" not in entry:
            self.places.fail(
                "an omission does not say what was left out", *path, hint="give what: and reason:"
            )
        return Omission(
            self.text(entry["what"], (*path, "what")),
            self.optional(entry, "reason", path) or "",
            self.optional(entry, "label", path),
            self.texts(entry, "evidence", path),
            self.optional(entry, "rule", path),
        )

    def ranking(
        self, plain: Plain, path: ModelPath, decision_maker: str, graph_form: bool
    ) -> tuple[tuple[tuple[State, ...], ...], tuple[int, ...]]:
        """Read a ranking: its entries, and by how much each but the first is worse than the one above."""
        groups: list[tuple[State, ...]] = []
        degrees: list[int] = []
        fall = 1
        at = path
        for number, item in enumerate(self.items(plain, path, lambda item, _: item)):
            at = (*path, number)
            degree = self.fall(item, at)
            if degree is None:
                degrees.append(fall)
                groups.append(self.tied(item, at, decision_maker, graph_form))
                fall = 1
            elif fall > 1 or not groups:
                self.places.fail("this stands between two states of a ranking", *at)
            else:
                fall = degree
        if fall > 1:
            self.places.fail("this stands between two states of a ranking", *at)
        return tuple(groups), tuple(degrees[1:]) if max(degrees, default=1) > 1 else ()

    def fall(self, plain: Plain, path: ModelPath) -> int | None:
        """Read the degree by which what stands below is worse; None for a state."""
        if plain == FALL:
            return 2
        if not isinstance(plain, dict) or "worse_by" not in plain:
            return None
        return self.degree(self.mapping(plain, path, "a fall")["worse_by"], (*path, "worse_by"), least=2)

    def degree(self, plain: Plain, path: ModelPath, least: int = 1) -> int:
        text = self.text(plain, path)
        if not text.isdecimal() or not least <= int(text[:9]) <= MOST_DEGREE:
            self.places.fail(f"{text} is no degree", *path, hint=f"degrees go from {least} to {MOST_DEGREE}")
        return int(text)

    def tied(self, plain: Plain, path: ModelPath, decision_maker: str, graph_form: bool) -> tuple[State, ...]:
        """Read one entry of a ranking: a state, or several that are equally good."""

        def state(item: Plain, at: ModelPath) -> State:
            return self.state(item, at, decision_maker, graph_form)

        if not isinstance(plain, dict):
            return (state(plain, path),)
        tie = self.mapping(plain, path, "a tie").get("tie")
        if not isinstance(tie, list) or not tie:
            self.places.fail("a tie is a list of states", *path, "tie")
        return self.items(tie, (*path, "tie"), state)

    def state(self, plain: Plain, path: ModelPath, decision_maker: str, graph_form: bool) -> State:
        if graph_form:
            return self.text(plain, path)
        if not isinstance(plain, list):
            hint = "a state is the list of options taken in it, [] where none is"
            if isinstance(plain, str) and path[-2] == "ranking":
                hint = nearest(plain, [FALL]) or hint
            self.places.fail(f"a state is {_shape(plain)}", *path, hint=hint)
        return self.items(plain, path, lambda option, place: self.option(option, place, decision_maker))

    def comparisons(
        self, party: dict[str, Any], path: ModelPath, decision_maker: str, graph_form: bool
    ) -> Iterator[Comparison]:
        """Read the pairs of states a decision maker compares."""
        for key, degree in DEGREES.items():
            if key == "unknown" and isinstance(party.get(key), str):
                if party[key] == REST:
                    continue
                hint = f"pairs of states were expected, or {REST}: all that are not compared"
                self.places.fail(f"unknown is the text {party[key]!r}", *path, key, hint=hint)
            for number, item in enumerate(self.items(party.get(key), (*path, key), lambda item, _: item)):
                at = (*path, key, number)
                yield self.comparison(item, at, decision_maker, graph_form, degree)

    def comparison(
        self, plain: Plain, path: ModelPath, decision_maker: str, graph_form: bool, degree: int | None
    ) -> Comparison:
        """Read a pair, which may be a mapping that also says where it comes from."""
        note = Note()
        if isinstance(plain, dict) and degree:
            entry = self.mapping(plain, path, "a preferred state")
            note = self.note(entry, path)
            places = [(entry.get(key), (*path, key)) for key in ("better", "worse")]
            if "degree" in entry:
                degree = self.degree(entry["degree"], (*path, "degree"))
        else:
            pair, at = plain, path
            if isinstance(plain, dict):
                entry = self.mapping(plain, path, "a pair of states")
                note, pair, at = self.note(entry, path), entry.get("states"), (*path, "states")
            if not isinstance(pair, list) or len(pair) != 2:
                hint = "write [better, worse]" if degree else "write [one state, other state]"
                self.places.fail("a comparison is of two states", *at, hint=hint)
            places = [(item, (*at, number)) for number, item in enumerate(pair)]
        first, second = (self.state(item, at, decision_maker, graph_form) for item, at in places)
        return Comparison(first, second, degree, note, path)

    def move(self, plain: Plain, path: ModelPath) -> tuple[str, str]:
        names = self.items(plain, path, self.text)
        if len(names) != 2:
            self.places.fail("a move leads from one state to another", *path, hint="write [from, to]")
        return names[0], names[1]


def _shape(plain: Plain) -> str:
    if plain is None:
        return "empty"
    return {dict: "a mapping", list: "a list"}.get(type(plain), f"the text {plain!r}"[:60])


def _named(path: ModelPath) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "the model")
