"""The states of a model file as somebody ranks them or compares them two by two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modusvivendi.conflict.comparisons import MOST_DEGREE
from modusvivendi.conflict.decision_maker import Comparison, Note, State
from modusvivendi.conflict.model_keys import FALL, REST
from modusvivendi.conflict.model_parts import PartsReader, shape_of
from modusvivendi.conflict.pairs import DEGREES
from modusvivendi.conflict.places import ModelPath
from modusvivendi.conflict.yaml_text import Plain
from modusvivendi.errors import nearest


class RankingReader(PartsReader):
    """Checks and converts rankings and comparisons."""

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
        """Read by how much one state is better than another."""
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
        """Read a state: its name in graph form, else the options taken in it."""
        if graph_form:
            return self.text(plain, path)
        if not isinstance(plain, list):
            hint = "a state is the list of options taken in it, [] where none is"
            if isinstance(plain, str) and path[-2] == "ranking":
                hint = nearest(plain, [FALL]) or hint
            self.places.fail(f"a state is {shape_of(plain)}", *path, hint=hint)
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
