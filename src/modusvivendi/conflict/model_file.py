"""Reading a model file: from what its YAML holds to a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modusvivendi.conflict.checks import check_names
from modusvivendi.conflict.decision_maker import (
    DecisionMaker,
    Note,
    Omission,
    OpenPreference,
    Preference,
    State,
)
from modusvivendi.conflict.formula import Formula
from modusvivendi.conflict.gmcr_kept import kept_of
from modusvivendi.conflict.language import Names
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.model_keys import FALL, REST
from modusvivendi.conflict.model_rankings import RankingReader
from modusvivendi.conflict.places import ModelPath, Places
from modusvivendi.conflict.yaml_text import Plain, read_yaml

VERSION = "1"
"""Version of the model file's format."""


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


class _Reader(RankingReader):
    """Checks and converts a model, part by part."""

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

    def move(self, plain: Plain, path: ModelPath) -> tuple[str, str]:
        names = self.items(plain, path, self.text)
        if len(names) != 2:
            self.places.fail("a move leads from one state to another", *path, hint="write [from, to]")
        return names[0], names[1]
