"""All ways from the status quo to an arrangement: who moves first, and where it can stall.

Status quo analysis (Li, Kilgour & Hipel, J. Oper. Res. Soc. 56, 2005) follows legal sequences, in which
nobody moves twice in a row. Here all *minimal* ones to one state are listed: those of which no step can be
left out, that is, through some of whose states no other legal sequence leads in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, listed
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.insight.grounds import Ground, evidence_of, ground
from modusvivendi.insight.route_search import By, Leg, RouteSearch, Stall, Way
from modusvivendi.insight.ways import movers_between
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability import Analysis, solve

LIMIT = 200
"""Ways that are listed."""

MOST_ROWS = 30
"""Ways, and places to stall, that the tables list; all are in the data."""


@dataclass(frozen=True, eq=False)
class Routes:
    """The ways to an arrangement.

    Attributes
    ----------
    analysis
        The conflict in one interpretation.
    start, goal
        Codes of the states they lead from and to.
    by
        What steps may be taken.
    coalitions
        Whose joint improvements are steps as well.
    ways
        All minimal ways, the shortest first.
    complete
        Whether these are all.
    stalls
        Where it can stall, in the order in which these states come on the ways.
    """

    analysis: Analysis
    start: int
    goal: int
    by: By
    coalitions: tuple[tuple[str, ...], ...]
    ways: tuple[Way, ...]
    complete: bool
    stalls: tuple[Stall, ...]

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.analysis.conflict

    @property
    def shortest(self) -> tuple[Way, ...]:
        """The ways of fewest steps."""
        return tuple(way for way in self.ways if len(way) == len(self.ways[0]))

    @property
    def first(self) -> tuple[tuple[str, ...], ...]:
        """Who can take the first step; where the ways are complete and this is one only, it has to."""
        return tuple(dict.fromkeys(way[0].movers for way in self.ways if way))

    @property
    def needed(self) -> tuple[str, ...]:
        """Keys of those who move on every way that is listed."""
        moving = [{name for leg in way for name in leg.movers} for way in self.ways]
        return tuple(name for name in self.conflict.names if moving and all(name in each for each in moving))

    @property
    def against(self) -> tuple[str, ...]:
        """Keys of those who, on a shortest way, have to take a step that is no improvement for them."""
        ranks = self.analysis.ranks
        found = []
        for leg in self.ways[0] if self.ways else ():
            before, after = (self.conflict.position(code) for code in (leg.before, leg.after))
            for name in leg.movers:
                row = self.conflict.names.index(name)
                if ranks[row, after] <= ranks[row, before]:
                    found.append(name)
        return tuple(dict.fromkeys(found))

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """Say on what preferences the steps of a shortest way are taken."""
        assumed = self.analysis.interpretation
        return tuple(
            ground(self.conflict, name, leg.after, leg.before, assumed)
            for leg in (self.ways[0] if self.ways else ())
            for name in leg.movers
        )

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements a shortest way rests on, and those on which it can stall."""
        stalling = [stall.ground for stall in self.stalls if stall.ground is not None]
        return evidence_of([*self.grounds, *stalling])

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        if self.start == self.goal:
            return "It is the status quo."
        if not self.ways:
            return self._no_way()
        words = Words(self.conflict)
        way = self.ways[0]
        text = f"The shortest way takes {count_words(len(way), 'step')}: "
        text += "; then ".join(self._said(leg) for leg in way) + "."
        if len(self.ways) > 1:
            text += f" There are {self._how_many} in all."
        if len(self.first) == 1 and self.complete:
            who = listed(words.name(name) for name in self.first[0])
            text += f" {capital(who)} {'has' if len(self.first[0]) == 1 else 'have'} to move first."
        if self.against:
            who = listed(words.name(name) for name in self.against)
            text += (
                f" {capital(who)} would have to act against {'its' if len(self.against) == 1 else 'their'}"
            )
            text += " own interest."
        return text + self._stalling()

    @property
    def _how_many(self) -> str:
        number = count_words(len(self.ways), "minimal way")
        return number if self.complete else f"at least {number}"

    def _no_way(self) -> str:
        words = Words(self.conflict)
        what = "improvements" if self.by == "improvements" else "moves"
        text = f"No sequence of {what} leads there from the status quo."
        movers = movers_between(self.conflict, self.start, self.goal) if self.conflict.graph is None else ()
        if movers:
            who = listed(words.name(name) for name in movers)
            text += f" It takes a step of {who}{' together' if len(movers) > 1 else ''}."
        return text

    def _stalling(self) -> str:
        lost = [stall for stall in self.stalls if stall.lost and stall.decision_maker]
        halting = [stall for stall in self.stalls if stall.decision_maker is None]
        words = Words(self.conflict)
        if halting:
            states = listed(str(self._number(stall.code)) for stall in halting[:4])
            return f" Nobody would go on by itself from state {states}."
        if lost:
            who = listed(dict.fromkeys(words.name(stall.decision_maker or "") for stall in lost))
            return (
                f" It can be lost on the way: {who} may rather go elsewhere, from where nothing leads there."
            )
        return ""

    def _said(self, leg: Leg) -> str:
        words = Words(self.conflict)
        who = listed(words.name(name) for name in leg.movers)
        return f"{who} would {change(self.conflict, leg.before, leg.after)}"

    def _number(self, code: int) -> int:
        return (self.conflict.position(code) or 0) + 1

    def tables(self) -> tuple[Table, ...]:
        """Give the ways step by step, and where they can stall."""
        words = Words(self.conflict)
        rows: list[Row] = []
        for number, way in enumerate(self.ways[:MOST_ROWS], start=1):
            for leg in way:
                who = listed(words.name(name) for name in leg.movers)
                to = self._number(leg.after)
                rows.append((number, who, change(self.conflict, leg.before, leg.after), to, leg.improves))
        notes = ["better: for whoever takes the step"]
        if len(self.ways) > MOST_ROWS:
            notes.append(f"{len(self.ways) - MOST_ROWS} more ways are left out")
        if not self.complete:
            notes.append("there may be more ways than were looked for")
        headings = ("way", "who", "does", "then state", "better")
        columns = tuple(Column(heading, is_text=heading in ("who", "does")) for heading in headings)
        title = f"Ways to state {self._number(self.goal)}, by {self.by}"
        found = [Table("ways", title, columns, (Section(tuple(rows)),), notes=tuple(notes))] if rows else []
        if self.stalls:
            found.append(self._stall_table())
        return tuple(found)

    def _stall_table(self) -> Table:
        words = Words(self.conflict)
        rows: list[Row] = []
        for stall in self.stalls[:MOST_ROWS]:
            if stall.decision_maker is None or stall.becomes is None:
                rows.append((self._number(stall.code), "nobody goes on by itself", "", "", False))
                continue
            why = str(stall.ground.formula) if stall.ground and stall.ground.formula else ""
            would = (
                f"{words.name(stall.decision_maker)} would {change(self.conflict, stall.code, stall.becomes)}"
            )
            rows.append((self._number(stall.code), would, self._number(stall.becomes), why, stall.lost))
        headings = ("in state", "instead", "then state", "since it prefers", "lost")
        columns = tuple(
            Column(heading, is_text=heading.startswith(("inst", "since"))) for heading in headings
        )
        notes = ["lost: from there the arrangement cannot be reached by such steps"]
        if len(self.stalls) > MOST_ROWS:
            notes.append(f"{len(self.stalls) - MOST_ROWS} more are left out")
        return Table("stalls", "Where it can stall", columns, (Section(tuple(rows)),), notes=tuple(notes))

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "interpretation": self.analysis.interpretation.id,
            "start": self.start,
            "goal": self.goal,
            "taken": self.conflict.taken(self.goal),
            "by": self.by,
            "coalitions": [list(members) for members in self.coalitions],
            "sentence": self.sentence,
            "shortest": len(self.ways[0]) if self.ways else None,
            "complete": self.complete,
            "ways": [
                [
                    {
                        "decision_makers": list(leg.movers),
                        "before": leg.before,
                        "after": leg.after,
                        "improves": leg.improves,
                    }
                    for leg in way
                ]
                for way in self.ways
            ],
            "first": [list(movers) for movers in self.first],
            "needed": list(self.needed),
            "against": list(self.against),
            "stalls": [
                {
                    "code": stall.code,
                    "decision_maker": stall.decision_maker,
                    "becomes": stall.becomes,
                    "lost": stall.lost,
                    "evidence": list(stall.ground.evidence) if stall.ground is not None else [],
                }
                for stall in self.stalls
            ],
            "statements": list(self.evidence),
        }


def change(conflict: Conflict, before: int, after: int) -> str:
    """Say what is done for one state to become another: "send troops and no longer blockade"."""
    if conflict.graph is not None:
        return f"go to {conflict.describe(after)}"
    words = Words(conflict)
    new = [words.labels[option] for option in conflict.taken(after & ~before)]
    gone = [f"no longer {words.labels[option]}" for option in conflict.taken(before & ~after)]
    return listed([*new, *gone])


def ways(
    conflict: Conflict,
    to: int | Iterable[str],
    *,
    by: By = "improvements",
    coalitions: Iterable[Iterable[str]] = (),
    start: int | None = None,
    interpretation: Interpretation | str | None = None,
    limit: int = LIMIT,
    beyond: int | None = None,
) -> Routes:
    """Find all minimal ways to an arrangement, who has to move first, and where it can stall.

    Parameters
    ----------
    conflict
        In option form or graph form, with a status quo unless ``start`` is given.
    to
        The arrangement: its code, or the full names of the options taken in it.
    by
        ``improvements`` only, or any ``moves``.
    coalitions
        Keys of the members of each whose joint improvements are steps as well: all of them prefer the state
        to which their moves lead, whatever they pass through.
    start
        Code of the state to come from; None: the status quo.
    interpretation
        Which answers and circumstances to assume; None: the base interpretation.
    limit
        How many ways are listed.
    beyond
        Ways of so many steps more than the shortest are listed. None: all where steps have to improve, and
        only the shortest of any moves, of which there are detours without end.

    Returns
    -------
    Routes

    Raises
    ------
    ConflictError
        If there is no such state, or no status quo to come from.
    UnknownName
        If there is no such decision maker or interpretation, or ``by`` is neither.

    Examples
    --------
    >>> two = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {open: open the road}, preferences: [open if B.pay, not open]}
    ...   B: {options: {pay: pay the toll}, preferences: [pay]}
    ... ''')
    >>> found = ways(two, ["A.open", "B.pay"])
    >>> print(found.sentence)
    The shortest way takes two steps: B would pay the toll; then A would open the road. B has to move first.
    """
    if by not in ("improvements", "moves"):
        raise UnknownName(f"there are no steps called {by!r}", hint="they are improvements and moves")
    begin = conflict.status_quo if start is None else start
    if begin is None:
        raise ConflictError("the conflict has no status quo to come from", hint="give it one: status_quo: []")
    goal = to if isinstance(to, int) else conflict.code(to)
    here, there = (conflict.position(code) for code in (begin, goal))
    if here is None or there is None:
        raise ConflictError(f"{conflict.describe(begin if here is None else goal)} is not feasible")
    groups = tuple(tuple(_known(conflict, members)) for members in coalitions)
    analysis = solve(conflict, ("nash",), interpretation)
    search = RouteSearch(analysis, by, groups)
    if beyond is None and by == "moves":
        beyond = 0
    found, complete = search.minimal(here, there, limit, beyond)
    ordered = sorted(found, key=_first)
    stalls = tuple(search.stalls(ordered, there))
    return Routes(analysis, begin, goal, by, groups, tuple(ordered), complete, stalls)


def _first(way: Way) -> tuple[int, int, list[tuple[int, tuple[str, ...]]]]:
    """Sort ways: the shortest first, then those on which fewer steps are no improvement."""
    against = sum(not leg.improves for leg in way)
    return len(way), against, [(leg.after, leg.movers) for leg in way]


def _known(conflict: Conflict, members: Iterable[str]) -> Iterator[str]:
    for name in members:
        if name not in conflict.names:
            hint = nearest(name, conflict.names) or f"there are {', '.join(conflict.names)}"
            raise UnknownName(f"there is no decision maker called {name!r}", hint=hint)
        yield name
