"""The public type of this stage: a conflict, ready to be solved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.conflict.decision_maker import (
    DecisionMaker,
    Note,
    Omission,
    OpenPreference,
    Preference,
    State,
)
from modusvivendi.conflict.feasible import MAX_STATES, feasible_codes
from modusvivendi.conflict.formula import Circumstance, Formula, Option
from modusvivendi.conflict.graph import Graph
from modusvivendi.conflict.interpretation import Interpretation, Interpretations, Question
from modusvivendi.conflict.language import Names, parse
from modusvivendi.conflict.prioritisation import dense, prioritise
from modusvivendi.errors import ConflictError, FormulaError, nearest

if TYPE_CHECKING:
    from modusvivendi.conflict.document import Document

DIRECTIONS = ("forward", "back")
"""``forward``: once taken an option stays taken; ``back``: once dropped it stays dropped."""

Path_ = tuple[str | int, ...]


class Places(Protocol):
    """Knows where in a file the parts of a model stand."""

    def locate(self, path: Path_) -> dict[str, Any]:
        """Give ``file``, ``line`` and ``column`` of the part at ``path``, or of the nearest part around it."""
        ...


class Conflict:
    """A conflict: who can do what, what is feasible, and who prefers which states.

    Usually read from a file (:meth:`load`) or made from ranks (:meth:`from_ranks`). Conflicts are not changed
    once made; :meth:`replace` gives a changed one.

    Parameters
    ----------
    decision_makers
        In the order in which they are shown; their options, one decision maker after the other, are the bits of
        a state's code, the first option being the lowest.
    title
        What the conflict is about.
    status_quo
        Names of the options taken now (in graph form the name of the state). None: not told, as in formats
        that have no status quo.
    circumstances
        Label of each circumstance, by its name.
    infeasible
        Formulas over options; states in which one of them is true are dropped. They may not mention circumstances:
        what is feasible is the same in every interpretation, so that states can be compared across them.
        What only matters while a circumstance obtains belongs into the preferences.
    irreversible
        Direction (``"forward"`` or ``"back"``) by name of the option.
    omitted
        What drafting left out.
    states
        Names of the states, for graph form.
    codes
        The feasible states, ascending, in place of ``infeasible``.
    ranks
        Rank of each feasible state by key of the decision maker, in place of preferences or a ranking.
    circumstance_notes
        Where the circumstances come from, by name.
    warnings
        What a user of the model should know.
    document
        The file the model was read from, so that it can be saved without losing comments.
    places
        Knows where the parts of the model stand, for error messages.

    Attributes
    ----------
    decision_makers : tuple of DecisionMaker
    names : list of str
        Keys of the decision makers.
    options : tuple of str
        Full names (``"Russia.ceasefire"``) in the order of their bits; empty in graph form.
    bits : dict
        The bit of each option, by full name.
    codes : numpy.ndarray
        Feasible states, ascending int64, shape (N,).
    controls : numpy.ndarray
        int64, shape (number of decision makers,): the bits each of them controls.
    forward, back : int
        Bits of the options that, once taken, stay taken; once dropped, stay dropped.
    status_quo : int or None
        Code of the state the conflict is in now.
    questions : tuple of Question
        Open questions.
    circumstances : dict
        Label of each circumstance, by name.
    graph : Graph or None
        States and moves, in graph form.

    Raises
    ------
    ConflictError
        Where the parts contradict each other: names that clash or mean nothing, no feasible state, an infeasible
        status quo, a ranking that misses a state.
    """

    def __init__(
        self,
        decision_makers: Iterable[DecisionMaker],
        *,
        title: str = "",
        status_quo: Iterable[str] | str | None = (),
        circumstances: Mapping[str, str] | None = None,
        infeasible: Iterable[Formula] = (),
        irreversible: Mapping[str, str] | None = None,
        omitted: Iterable[Omission] = (),
        states: Iterable[str] | None = None,
        codes: ArrayLike | None = None,
        ranks: Mapping[str, ArrayLike] | None = None,
        circumstance_notes: Mapping[str, Note] | None = None,
        warnings: Iterable[str] = (),
        document: Document | None = None,
        places: Places | None = None,
    ) -> None:
        self._places = places
        self.document = document
        self.decision_makers = tuple(decision_makers)
        self.title = title
        self.circumstances = dict(circumstances or {})
        self.circumstance_notes = dict(circumstance_notes or {})
        self.infeasible = tuple(infeasible)
        self.irreversible = dict(irreversible or {})
        self.omitted = tuple(omitted)
        self.warnings = tuple(warnings)

        self.names = [dm.key for dm in self.decision_makers]
        self.options = tuple(name for dm in self.decision_makers for name in dm.option_names)
        self.bits = {name: bit for bit, name in enumerate(self.options)}
        self._check_names()
        self.vocabulary = Names({dm.key: dm.options for dm in self.decision_makers}, self.circumstances)
        self._check_formulas()
        self.questions = self._collect_questions()
        self._interpretations = Interpretations(self.questions, list(self.circumstances))

        self.graph = self._make_graph(tuple(states)) if states is not None else None
        self.controls = self._make_controls()
        self.forward = self._make_mask("forward")
        self.back = self._make_mask("back")
        self.codes = self._make_codes(codes)
        self.codes.setflags(write=False)
        self.status_quo = self._find_status_quo(status_quo)
        self._fixed: dict[str, NDArray[np.int32]] = {}
        for dm in self.decision_makers:
            if ranks is not None and dm.key in ranks:
                self._fixed[dm.key] = self._check_ranks(dm.key, ranks[dm.key])
            elif dm.ranking is not None:
                self._fixed[dm.key] = self._ranked(dm)
        self._given_codes = codes is not None
        self._rows: dict[tuple[Any, ...], NDArray[np.int32]] = {}

    # Making one

    @classmethod
    def from_ranks(
        cls,
        options: Mapping[str, Sequence[str] | Mapping[str, str]],
        ranks: Mapping[str, ArrayLike],
        feasible: ArrayLike | None = None,
        irreversible: Mapping[str, str] | None = None,
        *,
        status_quo: Iterable[str] | None = None,
        title: str = "",
        places: Places | None = None,
    ) -> Conflict:
        """Make a conflict from the rank of every feasible state for every decision maker.

        Parameters
        ----------
        options
            Keys of the options of each decision maker, or their labels by key. The first option of the first is
            bit 0 of a state's code.
        ranks
            By decision maker, integers of shape (N,), aligned with ``feasible``; larger is better, equal is
            indifferent.
        feasible
            Codes of the feasible states, ascending, shape (N,). None: all ``2**k`` of them.
        irreversible
            ``"forward"`` or ``"back"`` by full name of the option.
        status_quo
            Names of the options taken now. None: none is, if that is feasible; not told otherwise.
        title
            What the conflict is about.
        places
            Knows where the parts stand in a file, for error messages.

        Raises
        ------
        ConflictError
            Where shapes do not fit, codes do not ascend, or names clash or mean nothing.

        Examples
        --------
        >>> dilemma = Conflict.from_ranks(
        ...     options={"A": ["confess"], "B": ["confess"]},
        ...     ranks={"A": [3, 4, 1, 2], "B": [3, 1, 4, 2]},
        ... )
        >>> dilemma.options, dilemma.codes.tolist(), dilemma.ranks().tolist()
        (('A.confess', 'B.confess'), [0, 1, 2, 3], [[2, 3, 0, 1], [2, 0, 3, 1]])
        """
        made = [
            DecisionMaker(
                key, dict(keys) if isinstance(keys, Mapping) else _labelled(key, keys), preferences=()
            )
            for key, keys in options.items()
        ]
        missing = [dm.key for dm in made if dm.key not in ranks]
        unknown = [key for key in ranks if key not in options]
        if missing or unknown:
            raise ConflictError(
                f"ranks are missing for {', '.join(missing)}"
                if missing
                else f"ranks are given for {', '.join(unknown)}, which is no decision maker",
                hint="every decision maker needs one array of ranks",
            )
        first = cls(
            made,
            title=title,
            status_quo=status_quo,
            irreversible=irreversible,
            codes=feasible,
            ranks=ranks,
            places=places,
        )
        if status_quo is None and len(first.codes) and first.codes[0] == 0:
            first.status_quo = 0
        return first

    # Interpretations

    @property
    def interpretation_count(self) -> int:
        """Exactly how many interpretations there are."""
        return self._interpretations.count

    def interpretations(self) -> Iterator[Interpretation]:
        """Give every interpretation, one at a time; the first is the base interpretation."""
        return iter(self._interpretations)

    def interpretation(self, identifier: str = "base") -> Interpretation:
        """Find an interpretation by its id, such as ``q1=yes,c1=no``.

        What the id leaves out is as in the base interpretation: first answers, no circumstance obtains.

        Raises
        ------
        UnknownName
            Where the id names a question, an answer or a circumstance the model does not have.
        """
        return self._interpretations.find(identifier)

    # States

    def taken(self, code: int) -> list[str]:
        """Names of the options taken in a state, in the order of their bits."""
        return [name for name, bit in self.bits.items() if code >> bit & 1]

    def code(self, taken: Iterable[str]) -> int:
        """Code of the state in which exactly these options are taken.

        Raises
        ------
        FormulaError
            Where one of them is no option of the model.
        """
        code = 0
        for name in taken:
            code |= 1 << self.bits[self.vocabulary.option(name).name]
        return code

    def position(self, code: int) -> int | None:
        """Place of a state in :attr:`codes`, from 0; None where it is infeasible."""
        place = int(np.searchsorted(self.codes, code))
        return place if place < len(self.codes) and int(self.codes[place]) == code else None

    def describe(self, code: int) -> str:
        """Write a state for people: the options taken in it, or its name in graph form."""
        if self.graph is not None:
            return self.graph.states[code]
        return ", ".join(self.taken(code)) or "nothing taken"

    def where(
        self, formula: Formula | str, interpretation: Interpretation | None = None
    ) -> NDArray[np.bool_]:
        """Tell in which feasible states a formula is true.

        Parameters
        ----------
        formula
            A formula or its text, with names in full.
        interpretation
            Which circumstances obtain; None: none.

        Returns
        -------
        numpy.ndarray
            bool, aligned with :attr:`codes`.
        """
        read = parse(formula, self.vocabulary) if isinstance(formula, str) else formula
        return read.over(self.codes, self.bits, _obtaining(interpretation))

    # Preferences

    def statements(self) -> Iterator[tuple[DecisionMaker, Preference, str | None, str | None]]:
        """Give every preference statement: whose, which, under which question's id and which answer, if any."""
        ids = {question.text: question.id for question in self.questions}
        for dm in self.decision_makers:
            for statement, question, answer in dm.every_statement():
                yield dm, statement, ids[question] if question is not None else None, answer

    def ranks(self, interpretation: Interpretation | str | None = None) -> NDArray[np.int32]:
        """Rank of every feasible state for every decision maker.

        Parameters
        ----------
        interpretation
            The interpretation, or its id; None is the base interpretation.

        Returns
        -------
        numpy.ndarray
            int32, shape (number of decision makers, N), each row from 0 without gaps; larger is better, equal is
            indifferent.
        """
        if interpretation is None:
            interpretation = self._interpretations.base()
        elif isinstance(interpretation, str):
            interpretation = self.interpretation(interpretation)
        rows = [self._row(dm, interpretation) for dm in self.decision_makers]
        return np.stack(rows)

    def _row(self, dm: DecisionMaker, interpretation: Interpretation) -> NDArray[np.int32]:
        if dm.key in self._fixed:
            return self._fixed[dm.key]
        answers = {question.text: interpretation.answers[question.id] for question in self.questions}
        formulas = [statement.formula for statement in dm.statements(answers)]
        obtaining = _obtaining(interpretation)
        mentioned = {name for formula in formulas for name in formula.circumstances()} & obtaining
        # Interpretations that differ elsewhere share the row; a few thousand bytes each as a rule.
        key = (dm.key, tuple(id(formula) for formula in formulas), frozenset(mentioned))
        if key not in self._rows:
            row = prioritise(
                (formula.over(self.codes, self.bits, obtaining) for formula in formulas), len(self.codes)
            )
            row.setflags(write=False)
            if len(self._rows) * len(self.codes) > 2**24:
                self._rows.clear()
            self._rows[key] = row
        return self._rows[key]

    def evidence(self) -> dict[str, list[str]]:
        """Which statements the model rests on, and for what.

        Returns
        -------
        dict
            By id of a statement, the places that cite it: a preference as ``China: troops iff …``, an option, a
            circumstance, a question or an omission by name. In the order of first mention.
        """
        cited: dict[str, list[str]] = {}

        def cite(ids: Iterable[str], place: str) -> None:
            for identifier in ids:
                places = cited.setdefault(identifier, [])
                if place not in places:
                    places.append(place)

        for dm in self.decision_makers:
            for key, note in dm.option_notes.items():
                cite(note.evidence, f"{dm.key}.{key}")
            for preference in dm.preferences:
                if isinstance(preference, Preference):
                    cite(preference.evidence, f"{dm.key}: {preference.formula}")
                    continue
                cite(preference.evidence, preference.question)
                for statements in preference.answers.values():
                    for statement in statements:
                        cite(statement.evidence, f"{dm.key}: {statement.formula}")
        for name, note in self.circumstance_notes.items():
            cite(note.evidence, name)
        for omission in self.omitted:
            cite(omission.evidence, omission.what)
        return cited

    def __repr__(self) -> str:
        title = f" {self.title!r}" if self.title else ""
        return (
            f"<Conflict{title}: {len(self.decision_makers)} decision makers, "
            f"{len(self.options)} options, {len(self.codes)} feasible states>"
        )

    # Checks

    def _fail(self, message: str, *path: str | int, hint: str | None = None) -> NoReturn:
        place = self._places.locate(path) if self._places is not None else {}
        raise ConflictError(message, hint=hint, **place)

    def _check_names(self) -> None:
        if not self.decision_makers:
            self._fail("the model has no decision makers", "decision_makers")
        seen: set[str] = set()
        for dm in self.decision_makers:
            self._check_key(dm.key, "decision maker", "decision_makers", dm.key)
            if dm.key in seen:
                self._fail(f"decision maker {dm.key} is given twice", "decision_makers", dm.key)
            seen.add(dm.key)
            for key in dm.options:
                self._check_key(key, "option", "decision_makers", dm.key, "options", key)
                if key in self.circumstances:
                    self._fail(
                        f"{key} is both an option of {dm.key} and a circumstance",
                        "circumstances",
                        key,
                        hint="give one of them another name",
                    )
        for name in self.circumstances:
            self._check_key(name, "circumstance", "circumstances", name)
        if len(self.bits) < len(self.options):
            twice = next(name for name in self.options if self.options.count(name) > 1)
            self._fail(f"two options have the same full name {twice}", "decision_makers")

    def _check_key(self, key: str, kind: str, *path: str | int) -> None:
        if not isinstance(key, str) or not key or key != key.strip():
            self._fail(
                f"{key!r} cannot be the key of a {kind}",
                *path,
                hint="keys neither are empty nor end in spaces",
            )
        if not key.isprintable():
            self._fail(
                f"{key!r} cannot be the key of a {kind}", *path, hint="it has characters that do not print"
            )

    def _check_formulas(self) -> None:
        for number, formula in enumerate(self.infeasible):
            for name in formula.circumstances():
                self._fail(
                    f"infeasible formulas cannot mention circumstances such as {name}",
                    "infeasible",
                    number,
                    hint="what is feasible is the same in every interpretation; use a preference",
                )
            self._check_mentions(formula, "infeasible", number)
        for dm in self.decision_makers:
            for statement, _, _ in dm.every_statement():
                self._check_mentions(statement.formula, "decision_makers", dm.key, "preferences")

    def _check_mentions(self, formula: Formula, *path: str | int) -> None:
        for atom in formula.atoms():
            known = atom.name in (self.circumstances if isinstance(atom, Circumstance) else self.bits)
            if not known:
                kind = "circumstance" if isinstance(atom, Circumstance) else "option"
                hint = nearest(atom.name, [*self.options, *self.circumstances])
                self._fail(f"{formula} names the unknown {kind} {atom}", *path, hint=hint)

    def _collect_questions(self) -> tuple[Question, ...]:
        found: dict[str, dict[str, Any]] = {}
        for dm in self.decision_makers:
            for number, preference in enumerate(dm.preferences):
                if not isinstance(preference, OpenPreference):
                    continue
                path = ("decision_makers", dm.key, "preferences", number)
                if not preference.answers:
                    self._fail(f"the question {preference.question!r} has no answers", *path)
                entry = found.setdefault(
                    preference.question, {"answers": tuple(preference.answers), "of": [], "evidence": []}
                )
                if set(entry["answers"]) != set(preference.answers):
                    self._fail(
                        f"the question {preference.question!r} has other answers here than before",
                        *path,
                        hint=f"it is one question, with the answers {', '.join(entry['answers'])}",
                    )
                for answer in preference.answers:
                    if not answer.strip() or any(char in answer for char in ",=") or not answer.isprintable():
                        self._fail(
                            f"{answer!r} cannot name an answer",
                            *path,
                            "answers",
                            answer,
                            hint="answers are short and without commas and equals signs, as they make up ids",
                        )
                entry["of"].append(dm.key)
                entry["evidence"].extend(preference.evidence)
                for statements in preference.answers.values():
                    entry["evidence"].extend(i for statement in statements for i in statement.evidence)
        return tuple(
            Question(
                f"q{number}",
                text,
                entry["answers"],
                tuple(dict.fromkeys(entry["of"])),
                tuple(dict.fromkeys(entry["evidence"])),
            )
            for number, (text, entry) in enumerate(found.items(), start=1)
        )

    # Derived arrays

    def _make_graph(self, states: tuple[str, ...]) -> Graph:
        if not states:
            self._fail("the model has no states", "states")
        for number, state in enumerate(states):
            self._check_key(state, "state", "states", number)
            if state in states[:number]:
                self._fail(f"the state {state} is given twice", "states", number)
        if self.infeasible or self.irreversible:
            self._fail(
                "a model in graph form has neither infeasible states nor irreversible options",
                "infeasible" if self.infeasible else "irreversible",
                hint="leave states or moves out instead",
            )
        numbers = {state: code for code, state in enumerate(states)}
        arcs = []
        for dm in self.decision_makers:
            path: Path_ = ("decision_makers", dm.key)
            if dm.options:
                self._fail(
                    f"{dm.key} has options in a model that gives its states by name",
                    *path,
                    "options",
                    hint="give moves: [[from, to], ...] in place of options",
                )
            pairs: dict[tuple[int, int], None] = {}
            for number, move in enumerate(dm.moves or ()):
                for state in move:
                    if state not in numbers:
                        self._fail(
                            f"unknown state {state}", *path, "moves", number, hint=nearest(state, states)
                        )
                if move[0] == move[1]:
                    self._fail(f"a move from {move[0]} to itself", *path, "moves", number)
                pairs[numbers[move[0]], numbers[move[1]]] = None
            arcs.append(np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2))
        return Graph(states, tuple(arcs))

    def _make_controls(self) -> NDArray[np.int64]:
        if len(self.options) > 62:
            self._fail(
                f"the model has {len(self.options)} options, more than the 62 that can be solved",
                "decision_makers",
            )
        masks = [sum(1 << self.bits[name] for name in dm.option_names) for dm in self.decision_makers]
        return np.array(masks, dtype=np.int64)

    def _make_mask(self, direction: str) -> int:
        mask = 0
        for number, (name, given) in enumerate(self.irreversible.items()):
            if given not in DIRECTIONS:
                self._fail(
                    f"unknown direction {given!r}",
                    "irreversible",
                    number,
                    hint="forward (once taken it stays taken) or back (once dropped it stays dropped)",
                )
            if name not in self.bits:
                self._fail(f"unknown option {name}", "irreversible", number, hint=nearest(name, self.options))
            if given == direction:
                mask |= 1 << self.bits[name]
        return mask

    def _make_codes(self, given: ArrayLike | None) -> NDArray[np.int64]:
        if self.graph is not None:
            return np.arange(len(self.graph.states), dtype=np.int64)
        if given is None:
            try:
                codes = feasible_codes(len(self.options), self.infeasible, self.bits)
            except ConflictError as error:
                self._fail(error.message, "infeasible", hint=error.hint)
        else:
            codes = self._check_codes(given)
        if not len(codes):
            self._fail(
                "no state is feasible",
                "infeasible" if given is None else "feasible",
                hint="the infeasible formulas exclude everything" if given is None else None,
            )
        return codes

    def _check_codes(self, given: ArrayLike) -> NDArray[np.int64]:
        codes = _integers(given)
        if codes is None or codes.ndim != 1:
            self._fail("feasible states are whole numbers, one a state", "feasible")
        if len(codes) and (codes[0] < 0 or int(codes.max()) >= 1 << len(self.options)):
            self._fail(
                "a feasible state is not a code of these options",
                "feasible",
                hint=f"codes of {len(self.options)} options go from 0 to {(1 << len(self.options)) - 1}",
            )
        wrong = np.flatnonzero(codes[1:] <= codes[:-1])
        if len(wrong):
            self._fail(
                f"feasible states do not ascend: {codes[wrong[0] + 1]} follows {codes[wrong[0]]}",
                "feasible",
                int(wrong[0]) + 1,
            )
        if len(codes) > MAX_STATES:
            self._fail(f"{len(codes):,} feasible states are more than {MAX_STATES:,}", "feasible")
        return codes.copy()

    def _check_ranks(self, key: str, given: ArrayLike) -> NDArray[np.int32]:
        ranks = _integers(given)
        path = ("ranks", key)
        if ranks is None:
            self._fail(f"the ranks of {key} are not whole numbers", *path)
        if ranks.shape != self.codes.shape:
            self._fail(
                f"{key} has {ranks.size} ranks for {len(self.codes)} feasible states",
                *path,
                hint="one rank a feasible state",
            )
        row = dense(ranks)
        row.setflags(write=False)
        return row

    def _ranked(self, dm: DecisionMaker) -> NDArray[np.int32]:
        path: Path_ = ("decision_makers", dm.key, "ranking")
        if dm.preferences:
            self._fail(f"{dm.key} has both preferences and a ranking", *path, hint="give one of them")
        ranking = dm.ranking or ()
        row = np.full(len(self.codes), -1, dtype=np.int32)
        for number, tied in enumerate(ranking):
            for state in tied:
                place = self._place_of(state, *path, number)
                if row[place] >= 0:
                    self._fail(
                        f"the state {_state_written(state)} is ranked twice for {dm.key}", *path, number
                    )
                row[place] = len(ranking) - 1 - number
        missed = np.flatnonzero(row < 0)
        if len(missed):
            some = "; ".join(f"[{self.describe(int(code))}]" for code in self.codes[missed[:3]])
            self._fail(
                f"the ranking of {dm.key} misses {len(missed)} of {len(self.codes)} feasible states",
                *path,
                hint=f"every feasible state stands in it exactly once; missing: {some}"
                + ("; …" if len(missed) > 3 else ""),
            )
        row = dense(row)
        row.setflags(write=False)
        return row

    def _place_of(self, state: State, *path: str | int) -> int:
        if self.graph is not None:
            known = self.graph.numbers
            if not isinstance(state, str):
                self._fail("a state in graph form is given by its name", *path)
            if state not in known:
                self._fail(f"unknown state {state}", *path, hint=nearest(state, known))
            return known[state]
        if isinstance(state, str):
            self._fail("a state is given as the list of options taken in it", *path)
        place = self.position(self._code_at(state, *path))
        if place is None:
            self._fail(f"the state {_state_written(state)} is not feasible", *path)
        return place

    def _code_at(self, taken: Iterable[str], *path: str | int) -> int:
        try:
            return self.code(taken)
        except FormulaError as error:
            self._fail(error.message, *path, hint=error.hint)

    def _find_status_quo(self, given: Iterable[str] | str | None) -> int | None:
        if self.graph is not None:
            name = given if isinstance(given, str) else next(iter(given or ()), None)
            if name is None:
                return None
            if name not in self.graph.numbers:
                self._fail(f"unknown state {name}", "status_quo", hint=nearest(name, self.graph.states))
            return self.graph.numbers[name]
        if given is None:
            return None
        code = self._code_at([given] if isinstance(given, str) else given, "status_quo")
        if self.position(code) is None:
            broken = [
                str(formula)
                for formula in self.infeasible
                if formula.over(np.array([code], dtype=np.int64), self.bits)[0]
            ]
            self._fail(
                f"the status quo ({self.describe(code)}) is infeasible",
                "status_quo",
                hint=f"infeasible is: {broken[0]}" if broken else "it is not among the feasible states",
            )
        return code

    # Files

    @classmethod
    def load(cls, path: str | Path) -> Conflict:
        """Read a model from a file: a ``conflict.yaml``, a ranked JSON file or a ``.gmcr`` file.

        Raises
        ------
        ConflictError
            Where the file cannot be read or is no model.
        """
        from modusvivendi.conflict.files import load_conflict

        return load_conflict(path)


def _labelled(dm: str, keys: Sequence[str]) -> dict[str, str]:
    labelled = {key: key for key in keys}
    if len(labelled) < len(keys):
        twice = next(key for key in keys if list(keys).count(key) > 1)
        raise ConflictError(f"{dm} has the option {twice} twice")
    return labelled


def _integers(given: ArrayLike) -> NDArray[np.int64] | None:
    """Whole numbers as int64; None for anything else."""
    try:
        array = np.asarray(given)
    except (ValueError, TypeError, OverflowError):
        return None
    if array.size == 0:
        return array.astype(np.int64)
    if array.dtype.kind == "u" and int(array.max()) > np.iinfo(np.int64).max:
        return None
    return array.astype(np.int64) if array.dtype.kind in "iu" else None


def _obtaining(interpretation: Interpretation | None) -> frozenset[str]:
    if interpretation is None:
        return frozenset()
    return frozenset(name for name, obtains in interpretation.circumstances.items() if obtains)


def _state_written(state: State) -> str:
    return state if isinstance(state, str) else "[" + ", ".join(state) + "]"
