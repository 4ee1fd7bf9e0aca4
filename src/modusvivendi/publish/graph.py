"""The state graph of a solved conflict as data: states, the moves between them, and whose each move is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.publish.neighbours import Neighbours
from modusvivendi.stability import Analysis, concept

MOVES = ("all", "improvements")
"""Which moves can be shown."""

ONLY = ("all", "reachable", "equilibria", "outline")
"""Which states can be shown; see :func:`state_graph`."""

MOST_STATES = 20_000
"""A graph has no more states than this."""

MOST_ARCS = 500_000
"""A graph has no more moves than this."""


@dataclass(frozen=True)
class StateNode:
    """A state of the graph.

    Attributes
    ----------
    number, code
        As in ``modus solve``.
    name
        In graph form the name of the state, otherwise the options taken.
    taken
        Full names of the options taken, in the order of their bits; empty in graph form.
    is_status_quo
        Whether it is the state the conflict is in now.
    equilibrium
        For each concept that was solved for, whether the state is an equilibrium.
    ranks
        By key of the decision maker, from 0; larger is better, equal is indifferent.
    """

    number: int
    code: int
    name: str
    taken: tuple[str, ...]
    is_status_quo: bool
    equilibrium: dict[str, bool]
    ranks: dict[str, int]


@dataclass(frozen=True)
class StateArc:
    """A move one decision maker can make.

    Attributes
    ----------
    decision_maker
        Its key.
    source, target
        Codes of the states it leads from and to.
    improvement
        Whether the decision maker prefers where it leads.
    two_way
        Whether the same decision maker can move straight back.
    """

    decision_maker: str
    source: int
    target: int
    improvement: bool
    two_way: bool


@dataclass(frozen=True, eq=False)
class StateGraph:
    """States of a conflict and the moves between them.

    Attributes
    ----------
    analysis
        What it was made from.
    concept
        Key of the concept whose equilibria are marked.
    moves, only
        What was asked to be shown.
    nodes
        Ascending by code.
    arcs
        By decision maker, then by source, then by target.
    centre
        Code of the state around which the others are; see :func:`graph_around`.
    steps
        How far they are from it at most.
    some
        Whether only some of those that near, and of the moves among them, are given.
    """

    analysis: Analysis
    concept: str
    moves: str
    only: str
    nodes: tuple[StateNode, ...]
    arcs: tuple[StateArc, ...]
    centre: int | None = None
    steps: int = 0
    some: bool = False

    @property
    def left_out(self) -> str:
        """In a sentence, what the conflict has and the graph does not; empty where nothing is left out."""
        states, shown = len(self.analysis.codes), len(self.nodes)
        parts = []
        if shown < states:
            which = {
                "reachable": "what can be reached from the status quo",
                "equilibria": "the equilibria and their neighbours",
                "outline": "what improvements reach from the status quo, the equilibria, and what is one "
                "improvement away from them",
                "around": self._around(),
            }[self.only]
            parts.append(f"{shown} of {states:,} states: {which}")
        if self.moves == "improvements":
            parts.append("moves that are no improvements are left out")
        text = "; ".join(parts)
        return f"{text[0].upper()}{text[1:]}." if text else ""

    def _around(self) -> str:
        number = next((node.number for node in self.nodes if node.code == self.centre), None)
        far = "one improvement" if self.steps == 1 else f"at most {self.steps} improvements"
        those = "some of those" if self.some else "those"
        return f"state {number}, and {those} {far} away from it, in either direction"

    def __repr__(self) -> str:
        return f"<StateGraph: {len(self.nodes):,} states, {len(self.arcs):,} moves>"

    def _repr_svg_(self) -> str | None:
        """Draw it in a notebook, unless it is too large to be read."""
        from modusvivendi.publish.graph_svg import MOST_DRAWN_ARCS, MOST_DRAWN_STATES, graph_svg

        if len(self.nodes) > MOST_DRAWN_STATES or len(self.arcs) > MOST_DRAWN_ARCS:
            return None
        return graph_svg(self)

    def to_dict(self) -> dict[str, Any]:
        """Give the graph as nested lists and mappings, for JSON."""
        return {
            "decision_makers": list(self.analysis.names),
            "concept": self.concept,
            "interpretation": self.analysis.interpretation.id,
            "left_out": self.left_out,
            "states": [
                {
                    "number": node.number,
                    "code": node.code,
                    "name": node.name,
                    "taken": list(node.taken),
                    "status_quo": node.is_status_quo,
                    "equilibrium": node.equilibrium,
                    "ranks": node.ranks,
                }
                for node in self.nodes
            ],
            "moves": [
                {
                    "decision_maker": arc.decision_maker,
                    "from": arc.source,
                    "to": arc.target,
                    "improvement": arc.improvement,
                    "two_way": arc.two_way,
                }
                for arc in self.arcs
            ],
        }


def state_graph(
    analysis: Analysis, concept: str | None = None, moves: str = "all", only: str = "all"
) -> StateGraph:
    """Give the states of a conflict and who can move between them.

    Parameters
    ----------
    analysis
        A solved conflict, in option form or graph form.
    concept
        Whose equilibria are marked, one that was solved for. None: ``seq`` where it was, otherwise the last.
    moves
        ``all`` that are possible, or only the ``improvements``.
    only
        ``all`` states; those ``reachable`` from the status quo by the moves shown; the ``equilibria`` and
        their neighbours by the moves shown; or an ``outline``: what can be reached from the status quo by
        improvements, the equilibria, and the states from which one improvement leads to them.

    Raises
    ------
    ConflictError
        If there are more than 20,000 states or 500,000 moves, or the status quo is needed and not told.
    UnknownName
        If the conflict was not solved for ``concept``, or ``moves`` or ``only`` is none of the above.

    Notes
    -----
    O(n N log N) for n decision makers and N states, besides the moves that are shown.

    Examples
    --------
    >>> from modusvivendi.conflict import Conflict
    >>> from modusvivendi.stability import solve
    >>> dilemma = Conflict.from_ranks(
    ...     options={"A": ["silent"], "B": ["silent"]},
    ...     ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]},
    ... )
    >>> graph = state_graph(solve(dilemma), moves="improvements")
    >>> [(arc.decision_maker, arc.source, arc.target) for arc in graph.arcs]
    [('A', 1, 0), ('A', 3, 2), ('B', 2, 0), ('B', 3, 1)]
    """
    for given, known, what in ((moves, MOVES, "moves"), (only, ONLY, "states")):
        if given not in known:
            raise UnknownName(
                f"there is no choice of {what} called {given!r}",
                hint=nearest(given, known) or f"they are {', '.join(known)}",
            )
    marked = _marked(analysis, concept)
    if only == "all" and len(analysis.codes) > MOST_STATES:
        raise _too_large(len(analysis.codes))
    near = Neighbours(analysis)
    places = _places(analysis, near, marked, moves, only)
    if len(places) > MOST_STATES:
        raise _too_large(len(places))
    return StateGraph(
        analysis,
        marked,
        moves,
        only,
        nodes=tuple(_nodes(analysis, places)),
        arcs=tuple(_arcs(analysis, near, places, moves)),
    )


def fitting_graph(
    analysis: Analysis,
    concept: str | None = None,
    moves: str | None = None,
    only: str | None = None,
    *,
    most_states: int,
    most_arcs: int,
    most_arcs_each: float = 7.0,
) -> StateGraph:
    """Give as much of a state graph as fits within limits.

    Parameters
    ----------
    analysis, concept
        As for :func:`state_graph`.
    moves, only
        As there; None: as much as fits.
    most_states, most_arcs
        The limits.
    most_arcs_each
        How many moves there may be to a state before moves that are no improvements are left out, unless
        they were asked for.

    Raises
    ------
    ConflictError
        If what was asked for does not fit.
    """
    excess = ""
    for shown, asked in _from_most_to_least(analysis, moves, only):
        if asked == "all" and len(analysis.codes) > most_states:
            excess = excess or f"{len(analysis.codes):,} states"
            continue
        graph = state_graph(analysis, concept, shown, asked)
        states, arcs = len(graph.nodes), len(graph.arcs)
        tangled = moves is None and shown == "all" and arcs > 20 + most_arcs_each * states
        if states <= most_states and arcs <= most_arcs and not tangled:
            return graph
        excess = excess or f"{states:,} states with {arcs:,} moves"
    raise ConflictError(
        f"{excess} are too many to be drawn, which {most_states} states with {most_arcs} moves are not",
        hint="show only improvements, the equilibria or what is reachable, or write it as .graphml or .dot",
    )


def graph_around(
    analysis: Analysis,
    code: int,
    concept: str | None = None,
    *,
    steps: int = 1,
    most_states: int,
) -> StateGraph:
    """Give a state, the states that improvements lead to from it, and those from which they lead to it.

    Parameters
    ----------
    analysis, concept
        As for :func:`state_graph`.
    code
        The state.
    steps
        How many improvements in a row, whoever makes them; fewer where what they lead to does not fit.
    most_states
        How many states there may be. Where one step alone leads to more, those come first that it leads to,
        then those it comes from; of both, the ones with the smallest codes.

    Returns
    -------
    StateGraph
        With the improvements among these states.

    Raises
    ------
    UnknownName
        There is no feasible state with this code, or the conflict was not solved for ``concept``.
    """
    marked = _marked(analysis, concept)
    centre = analysis.conflict.position(code)
    if centre is None:
        raise UnknownName(f"there is no feasible state with the code {code}")
    near = Neighbours(analysis)
    found: dict[int, None] = {centre: None}
    ahead, behind, taken = {centre}, {centre}, 0
    while taken < steps:
        ahead = {to for place in ahead for i in near.parties for to in near.better(i, place).tolist()}
        behind = {to for place in behind for i in near.parties for to in near.worse(i, place).tolist()}
        new = dict.fromkeys([*sorted(ahead), *sorted(behind)])
        if taken and len(found | new) > most_states:
            break
        found |= new
        taken += 1
    places = sorted(list(found)[:most_states])
    return StateGraph(
        analysis,
        marked,
        "improvements",
        "around",
        nodes=tuple(_nodes(analysis, places)),
        arcs=tuple(_arcs(analysis, near, places, "improvements")),
        centre=code,
        steps=taken,
        some=len(found) > most_states,
    )


def _from_most_to_least(analysis: Analysis, moves: str | None, only: str | None) -> Iterator[tuple[str, str]]:
    """Give choices of moves and states; where states are left out, so are moves that are no improvements."""
    reached = () if analysis.conflict.status_quo is None else ("outline", "reachable")
    for asked in ("all", *reached, "equilibria") if only is None else (only,):
        if moves is not None:
            yield moves, asked
            continue
        if asked in ("all", only):
            yield "all", asked
        yield "improvements", asked


def _too_large(states: int) -> ConflictError:
    return ConflictError(
        f"a graph of {states:,} states is too large; it can have {MOST_STATES:,}",
        hint="show only what is reachable from the status quo, or the outline",
    )


def _marked(analysis: Analysis, name: str | None) -> str:
    if name is None:
        return "seq" if "seq" in analysis.concepts else analysis.concepts[-1]
    key = concept(name).key
    analysis.stable(key)  # refuses what it was not solved for
    return key


def _places(analysis: Analysis, near: Neighbours, marked: str, moves: str, only: str) -> list[int]:
    if only == "all":
        return list(range(len(analysis.codes)))
    found: set[int] = set()
    if only in ("reachable", "outline"):
        now = analysis.conflict.status_quo
        place = None if now is None else analysis.conflict.position(now)
        if place is None:
            raise ConflictError(
                "the conflict does not tell its status quo, so nothing is reachable from it",
                hint="show the equilibria, or add status_quo to the model",
            )
        step = near.out if (only, moves) == ("reachable", "all") else near.better
        found |= near.reachable(place, step, MOST_STATES)
    if only in ("equilibria", "outline"):
        around = {
            ("equilibria", "all"): (near.out, near.into),
            ("equilibria", "improvements"): (near.better, near.worse),
        }.get((only, moves), (near.worse,))
        for place in np.flatnonzero(analysis.holds(marked)).tolist():
            found.add(place)
            for step in around:
                for i in near.parties:
                    found.update(step(i, place).tolist())
            if len(found) > MOST_STATES:
                break
    return sorted(found)


def _nodes(analysis: Analysis, places: Sequence[int]) -> Iterator[StateNode]:
    conflict = analysis.conflict
    holds = {key: analysis.holds(key) for key in analysis.concepts}
    for place in places:
        code = int(analysis.codes[place])
        taken = () if conflict.graph is not None else tuple(conflict.taken(code))
        yield StateNode(
            number=place + 1,
            code=code,
            name=conflict.describe(code) if conflict.graph is not None else ", ".join(taken),
            taken=taken,
            is_status_quo=code == conflict.status_quo,
            equilibrium={key: bool(held[place]) for key, held in holds.items()},
            ranks={name: int(analysis.ranks[i, place]) for i, name in enumerate(analysis.names)},
        )


def _arcs(analysis: Analysis, near: Neighbours, places: Sequence[int], moves: str) -> Iterator[StateArc]:
    shown = np.array(places, dtype=np.int64)
    count = 0
    for i, name in enumerate(analysis.names):
        for place in places:
            to = near.better(i, place) if moves == "improvements" else near.out(i, place)
            to = np.intersect1d(to, shown, assume_unique=True)
            count += len(to)
            if count > MOST_ARCS:
                raise ConflictError(
                    f"the graph has more than {MOST_ARCS:,} moves",
                    hint="show only improvements, or fewer states",
                )
            back = set(near.into(i, place).tolist())
            for target in to.tolist():
                yield StateArc(
                    decision_maker=name,
                    source=int(analysis.codes[place]),
                    target=int(analysis.codes[target]),
                    improvement=bool(analysis.ranks[i, target] > analysis.ranks[i, place]),
                    two_way=target in back,
                )
