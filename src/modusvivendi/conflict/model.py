"""The public type of this stage: a conflict, ready to be solved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.conflict import arrays, checks
from modusvivendi.conflict.citations import citations
from modusvivendi.conflict.comparisons import Comparisons
from modusvivendi.conflict.decision_maker import DecisionMaker, Note, Omission
from modusvivendi.conflict.formula import Formula
from modusvivendi.conflict.gmcr_kept import Kept
from modusvivendi.conflict.graph import Graph, Patterns, checked_patterns
from modusvivendi.conflict.interpretation import Interpretation, Interpretations
from modusvivendi.conflict.language import Names, parse
from modusvivendi.conflict.parts import parts_of
from modusvivendi.conflict.places import Places
from modusvivendi.conflict.preferences import Preferences
from modusvivendi.conflict.rankings import fixed_rows, makers_of_ranks
from modusvivendi.conflict.states import FeasibleStates, status_quo_code

if TYPE_CHECKING:
    from pandas import DataFrame


class Conflict(Preferences):
    """A conflict: who can do what, what is feasible, and who prefers which states.

    Usually read from a file (:meth:`load`) or made from ranks (:meth:`from_ranks`). Conflicts are not changed
    once made; :meth:`replace` gives a changed one.

    Parameters
    ----------
    decision_makers
        In the order in which they are shown; their options, one decision maker after the other, are the bits
        of a state's code, the first option being the lowest.
    title
        What the conflict is about.
    status_quo
        Names of the options taken now (in graph form the name of the state). None: not told, as in formats
        that have no status quo.
    circumstances
        Label of each circumstance, by its name.
    infeasible
        Formulas over options; states in which one of them is true are dropped. They may not mention
        circumstances: what is feasible is the same in every interpretation, so that states can be compared
        across them. What only matters while a circumstance obtains belongs into the preferences.
    irreversible
        Direction by full name of the option: ``"forward"`` (once taken it stays taken) or ``"back"`` (once
        dropped it stays dropped).
    omitted
        What drafting left out.
    states
        Names of the states, for graph form.
    patterns
        For graph form what is done in the states, by decision maker and option a letter a state: ``Y``,
        ``N``, or ``-`` for either. For tables only.
    codes
        The feasible states, ascending, in place of ``infeasible``.
    ranks
        Rank of each feasible state by key of the decision maker, in place of preferences or a ranking.
    circumstance_notes
        Where the circumstances come from, by name.
    infeasible_notes
        Where the infeasible formulas come from, by their number from 0.
    drafted
        What drafting wants to know about its own work later, as texts by name.
    gmcr
        What a GMCR+ file said that is not interpreted, for when the conflict is saved as one again.
    warnings
        What a user of the model should know.
    source
        The text of the file the model was read from, so that it can be saved without losing comments.
    places
        Where the parts of the model stand, for error messages.

    Attributes
    ----------
    decision_makers : tuple of DecisionMaker
    names : list of str
        Keys of the decision makers.
    options : tuple of str
        Full names (``"Russia.ceasefire"``) in the order of their bits; empty in graph form.
    bits : dict
        The bit of each option, by full name.
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
        Where the parts contradict each other: names that clash or mean nothing, no feasible state, an
        infeasible status quo, a ranking that misses a state.
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
        patterns: Patterns | None = None,
        codes: ArrayLike | None = None,
        ranks: Mapping[str, ArrayLike] | None = None,
        circumstance_notes: Mapping[str, Note] | None = None,
        infeasible_notes: Mapping[int, Note] | None = None,
        drafted: Mapping[str, str] | None = None,
        gmcr: Kept | None = None,
        warnings: Iterable[str] = (),
        source: str | None = None,
        places: Places | None = None,
    ) -> None:
        self.decision_makers = tuple(decision_makers)
        self.title = title
        self.circumstances = dict(circumstances or {})
        self.circumstance_notes = dict(circumstance_notes or {})
        self.infeasible = tuple(infeasible)
        self.infeasible_notes = dict(infeasible_notes or {})
        self.irreversible = dict(irreversible or {})
        self.omitted = tuple(omitted)
        self.drafted = dict(drafted or {})
        self.gmcr = gmcr or Kept()
        self.warnings = tuple(warnings)
        self.source = source
        self._places = places = places or Places()

        checks.check_names(self.decision_makers, self.circumstances, places)
        self.names = [dm.key for dm in self.decision_makers]
        self.options = tuple(name for dm in self.decision_makers for name in dm.option_names)
        self.bits = {name: bit for bit, name in enumerate(self.options)}
        self.vocabulary = Names({dm.key: dm.options for dm in self.decision_makers}, self.circumstances)
        self.graph: Graph | None = None
        if states is not None:
            self.graph = arrays.make_graph(tuple(states), self.decision_makers, places)
        elif patterns:
            places.fail("patterns are for states that are given by name", "patterns", key=True)
        count = len(self.graph.states) if self.graph is not None else 0
        self.patterns = checked_patterns(patterns or {}, self.names, count, places)
        checks.check_formulas(self.decision_makers, self.infeasible, self.bits, self.circumstances, places)
        self.gmcr.check(self.names, self.bits, places)
        self.questions = checks.collect_questions(self.decision_makers, places)
        self._interpretations = Interpretations(self.questions, list(self.circumstances))
        checks.check_interpretations(self._interpretations.count, places)

        self.controls = arrays.control_masks(self.decision_makers, self.bits, places)
        self.forward, self.back = arrays.irreversible_masks(self.irreversible, self.bits, places)
        self._given_codes = codes
        self._states = FeasibleStates(self, codes, places)
        self.status_quo = status_quo_code(self, status_quo, places)
        self._given_ranks = dict(ranks or {})
        self._fixed = fixed_rows(self, self._given_ranks, places)
        self._comparisons = Comparisons(self, frozenset(self._fixed), places)
        self._fixed |= self._comparisons.rows
        self._rows: dict[tuple[Any, ...], NDArray[np.int32]] = {}

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
        warnings: Iterable[str] = (),
        places: Places | None = None,
    ) -> Conflict:
        """Make a conflict from the rank of every feasible state for every decision maker.

        Parameters
        ----------
        options
            Keys of the options of each decision maker, or their labels by key. The first option of the first
            is bit 0 of a state's code.
        ranks
            By decision maker, integers of shape (N,), aligned with ``feasible``; larger is better, equal is
            indifferent.
        feasible
            Codes of the feasible states, ascending, shape (N,). None: all ``2**k`` of them.
        irreversible
            ``"forward"`` or ``"back"`` by full name of the option.
        status_quo
            Names of the options taken now. None: nothing is, if that is feasible; otherwise it is not told.
        title
            What the conflict is about.
        warnings
            What a user of the model should know.
        places
            Where the parts stand in a file, for error messages.

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
        places = places or Places()
        conflict = cls(
            makers_of_ranks(options, ranks, places),
            title=title,
            status_quo=status_quo,
            irreversible=irreversible,
            codes=feasible,
            ranks=ranks,
            warnings=warnings,
            places=places,
        )
        if status_quo is None and conflict.codes[0] == 0:
            conflict.status_quo = 0
        return conflict

    @classmethod
    def from_pairs(
        cls, preferences: Mapping[str, Mapping[str, Any]], *, feasible: ArrayLike | None = None, **parts: Any
    ) -> Conflict:
        """Make a conflict from states compared two by two.

        Parameters
        ----------
        preferences
            By decision maker its ``options`` or ``moves``, and what it ``prefers``, ``much_prefers``, finds
            ``equal`` or is ``unknown``; see :func:`modusvivendi.conflict.pairs.makers_of_pairs`.
        feasible
            Codes of the feasible states, ascending. None: all.
        parts
            Further parameters of :class:`Conflict`, such as ``states`` for graph form.

        Raises
        ------
        ConflictError
            Where comparisons contradict each other or are of what is no state.

        Examples
        --------
        >>> chase = Conflict.from_pairs(
        ...     {"A": {"moves": [("x", "y")], "prefers": [("x", "y"), ("y", "z"), ("z", "x")]}},
        ...     states=["x", "y", "z"],
        ... )
        >>> chase.is_ranked, chase.compared()[0].tolist()
        (False, [[0, -1, 1], [1, 0, -1], [-1, 1, 0]])
        """
        from modusvivendi.conflict.pairs import makers_of_pairs

        makers = makers_of_pairs(preferences, graph_form=parts.get("states") is not None)
        return cls(makers, codes=feasible, **({"status_quo": None} | parts))

    def replace(self, **changes: Any) -> Self:
        """Give a conflict in which some parts are different; it takes the parameters of :class:`Conflict`.

        Saved over the file this one was read from, the new one keeps the file's comments and order.
        """
        parts = parts_of(self, self._given_codes, self._given_ranks, self._places.file)
        return type(self)(**(parts | changes))

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

    @property
    def codes(self) -> NDArray[np.int64]:
        """The feasible states, ascending int64, shape (N,).

        Raises
        ------
        ConflictError
            Where there are too many to be listed; ``search`` finds equilibria without listing them.
        """
        return self._states.codes

    @property
    def lists_states(self) -> bool:
        """Whether the feasible states are listed already; where there may be many, only once asked for."""
        return self._states.listed

    def why_infeasible(self, code: int) -> str | None:
        """Say why a state is infeasible; None where it is feasible. No states are listed for it."""
        return self._states.why_not(code)

    @property
    def acting(self) -> tuple[str, ...]:
        """Keys of the decision makers that have options; in graph form all. The others only judge."""
        return tuple(dm.key for dm in self.decision_makers if dm.options or self.graph is not None)

    @property
    def status_quo_names(self) -> list[str] | str | None:
        """The status quo as names of the options taken, in graph form as the name of the state."""
        if self.status_quo is None:
            return None
        return self.taken(self.status_quo) if self.graph is None else self.graph.states[self.status_quo]

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
            code |= 1 << self.bits[name if name in self.bits else self.vocabulary.option(name).name]
        return code

    def position(self, code: int) -> int | None:
        """Place of a state in :attr:`codes`, from 0; None where it is infeasible."""
        place = int(self.codes.searchsorted(code))
        return place if place < len(self.codes) and int(self.codes[place]) == code else None

    def describe(self, code: int) -> str:
        """Write a state for people: the options taken in it, or its name in graph form."""
        return self.graph.states[code] if self.graph is not None else f"[{', '.join(self.taken(code))}]"

    def where(
        self, formula: Formula | str, interpretation: Interpretation | None = None
    ) -> NDArray[np.bool_]:
        """Tell in which feasible states a formula is true.

        Parameters
        ----------
        formula
            A formula or its text, with names in full.
        interpretation
            Tells which circumstances obtain; None: none.

        Returns
        -------
        numpy.ndarray
            bool, aligned with :attr:`codes`.

        Raises
        ------
        FormulaError
            Where the text does not parse or names something unknown.
        """
        read = parse(formula, self.vocabulary) if isinstance(formula, str) else formula
        return read.over(self.codes, self.bits, interpretation.obtaining if interpretation else ())

    def evidence(self) -> dict[str, list[str]]:
        """Which statements the model rests on, and for what.

        Returns
        -------
        dict
            By id of a statement, the places that cite it: a preference as ``China: troops iff UN.mandate``,
            an option as ``China.troops``, circumstances, questions and omissions by name. In the order of
            first mention.
        """
        return citations(self)

    def to_frame(self, interpretation: Interpretation | str | None = None) -> DataFrame:
        """Give the states in option form, with ranks, as a pandas DataFrame.

        Columns are ``(decision maker, option)``, bool, and ``("rank", decision maker)``, larger is better;
        the index has the numbers and codes of the states, in graph form their names. ``interpretation`` is as
        for :meth:`ranks`.
        """
        from modusvivendi.conflict.frames import conflict_frame

        return conflict_frame(self, interpretation)

    def _repr_html_(self) -> str:
        from modusvivendi.conflict.frames import conflict_html

        return conflict_html(self)

    def __repr__(self) -> str:
        title = f" {self.title!r}" if self.title else ""
        return (
            f"<Conflict{title}: {len(self.decision_makers)} decision makers, "
            f"{len(self.options)} options, "
            + (f"{len(self.codes)} feasible states>" if self.lists_states else "states not listed>")
        )

    # Files

    @classmethod
    def load(cls, path: str | Path) -> Conflict:
        """Read a model from a ``conflict.yaml``, a ranked JSON file or a ``.gmcr`` file.

        Raises
        ------
        ConflictError
            Where the file cannot be read or is no model.
        """
        from modusvivendi.conflict.files import load_conflict

        return load_conflict(path)

    @classmethod
    def loads(cls, text: str, file: str | None = None) -> Conflict:
        """Read a model from the text of a ``conflict.yaml``.

        Parameters
        ----------
        text
            The text.
        file
            What to call it in errors.

        Raises
        ------
        ConflictError
            Where it is no model.
        """
        from modusvivendi.conflict.model_file import read_model

        return read_model(text, file)

    def dumps(self, header: str | None = None) -> str:
        """Write the text of a ``conflict.yaml``.

        A model read from such a text and not changed since gives it back exactly; a changed one keeps the
        comments, the order and the style of what did not change.

        Parameters
        ----------
        header
            A comment to put on top of a new file.

        Raises
        ------
        ConflictError
            Where the model has too many states to be written out.
        """
        from modusvivendi.conflict.writing import write_model

        return write_model(self, header)

    def save(self, path: str | Path, header: str | None = None) -> None:
        """Write the model to a file, whole or not at all.

        ``.json`` gives ranked JSON and ``.gmcr`` a GMCR+ file, both of the base interpretation; anything else
        the model file that :meth:`dumps` describes.

        Raises
        ------
        ConflictError
            Where the file cannot be written, or its format cannot hold the model.
        """
        from modusvivendi.conflict.files import save_conflict

        save_conflict(self, path, header)
