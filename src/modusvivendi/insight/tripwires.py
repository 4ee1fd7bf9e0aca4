"""Tripwires: statements which, if somebody made them, would change what holds.

Each party may yet offer, rule out, demand or oppose something, categorically and before all else it is
reported to want. For every such statement the model is solved anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, DecisionMaker, Formula, Interpretation, Not, Option
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, listed, number_words
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import SHOWN
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations
from modusvivendi.insight.solving import holds_at, holds_under
from modusvivendi.insight.withdrawal import NONE, Changed, kinds_changed
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability.ground import moves_of

MOST_INTERPRETATIONS = 64
"""Interpretations in which every statement is tried where it is asked about all arrangements; evenly spread
where there are more. About one arrangement all that have been solved are looked at."""

OWN = ("offers", "rules_out")
"""Stances on what is one's own to do; those on what others do are the other two."""


@dataclass(frozen=True)
class Tripwire:
    """A statement that would change what holds.

    Attributes
    ----------
    decision_maker
        Who would make it.
    stance
        ``"offers"``, ``"rules_out"`` (of its own options), ``"demands"`` or ``"opposes"`` (of others').
    formula
        What it would then want before all else.
    changed
        Arrangements whose verdict would change in kind.
    """

    decision_maker: str
    stance: str
    formula: Formula
    changed: tuple[Changed, ...]

    @property
    def lost(self) -> tuple[int, ...]:
        """Codes of the arrangements that would hold nowhere any more."""
        return tuple(c.code for c in self.changed if c.after.reach == NONE)

    @property
    def gained(self) -> tuple[int, ...]:
        """Codes of the arrangements that hold nowhere now and would hold then."""
        return tuple(c.code for c in self.changed if c.before.reach == NONE)


@dataclass(frozen=True, eq=False)
class Tripwires:
    """The statements that would change what holds.

    Attributes
    ----------
    conflict
        The model.
    found
        The most consequential first.
    tried
        How many statements were tried.
    interpretations, count
        Ids of the interpretations in which they were, and how many there are in all.
    about
        Code of the arrangement that was asked about; None: any.
    """

    conflict: Conflict
    found: tuple[Tripwire, ...]
    tried: int
    interpretations: tuple[str, ...]
    count: int
    about: int | None = None

    @property
    def evidence(self) -> tuple[str, ...]:
        """Nothing: these statements have not been made; see `so_far`."""
        return ()

    def so_far(self, tripwire: Tripwire) -> tuple[str, ...]:
        """Give ids of what a party is reported to hold on what it would make a statement about."""
        about = set(tripwire.formula.options())
        held = (
            statement.evidence
            for dm, statement, _, _ in self.conflict.statements()
            if dm.key == tripwire.decision_maker and about & set(statement.formula.options())
        )
        return tuple(dict.fromkeys(i for ids in held for i in ids))

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        tried = f"{count_words(self.tried, 'statement')} that could yet be made"
        if not self.found:
            what = "what holds" if self.about is None else "in how far this arrangement holds"
            return f"Of {tried}, none would change {what}."
        first = self.found[0]
        count = number_words(len(self.found))
        if self.about is None:
            most = f"most, if {in_words(self.conflict, first)}: {_effect(first)}"
            return f"Of {tried}, {count} would change what holds; {most}."
        clauses = [in_words(self.conflict, t) for t in self.found if self.about in t.lost][:3]
        said = f"Of {tried}, {count} would change whether this arrangement holds"
        if clauses:
            return f"{said}. It would hold nowhere any more if {listed(clauses, 'or')}."
        return f"{said}, first of all if {in_words(self.conflict, first)}."

    def tables(self) -> tuple[Table, ...]:
        """Give the statements and what each would change."""
        rows: list[Row] = []
        for t in self.found:
            said = capital(in_words(self.conflict, t))
            if self.about is None:
                rows.append((said, len(t.lost), len(t.gained), len(t.changed)))
            else:
                rows += [(said, f"in {c.before}", f"in {c.after}") for c in t.changed]
        counts = (
            ("hold no more", "hold newly", "change")
            if self.about is None
            else ("it holds now", "it would hold")
        )
        columns = tuple(Column(heading) for heading in ("if", *counts))
        notes = (
            []
            if len(self.interpretations) == self.count
            else [f"tried in {len(self.interpretations)} of {self.count} interpretations"]
        )
        section = Section(tuple(rows))
        return (
            Table(
                "tripwires",
                "Statements that would change what holds",
                columns,
                (section,),
                notes=tuple(notes),
            ),
        )

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "sentence": self.sentence,
            "tried": self.tried,
            "interpretations": len(self.interpretations),
            "of": self.count,
            "tripwires": [
                {
                    "decision_maker": t.decision_maker,
                    "stance": t.stance,
                    "formula": str(t.formula),
                    "text": in_words(self.conflict, t),
                    "so_far": list(self.so_far(t)),
                    "lost": [self.conflict.taken(code) for code in t.lost],
                    "gained": [self.conflict.taken(code) for code in t.gained],
                    "changed": [
                        {
                            "taken": self.conflict.taken(c.code),
                            "before": c.before.reach,
                            "after": c.after.reach,
                        }
                        for c in t.changed
                    ],
                }
                for t in self.found
            ],
        }


def tripwires(
    conflict: Conflict,
    *,
    about: int | None = None,
    own_only: bool = False,
    ensemble: Ensemble | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Tripwires:
    """Find the statements that would change what holds, by trying each.

    Parameters
    ----------
    conflict
        In option form.
    about
        Code of an arrangement: only its verdict is looked at, and only what changes it is given; None: all.
    own_only
        Try only what parties could say of their own options.
    ensemble
        The conflict solved in its interpretations, where that has been done.
    progress
        Called with how many statements are tried and how many there are.

    Returns
    -------
    Tripwires

    Raises
    ------
    ConflictError
        In graph form.

    Notes
    -----
    An arrangement holds where it is an equilibrium under Nash, SEQ or SMR stability; its verdict changes in
    kind where it holds in every, some or none of the interpretations and would in another of these.

    Examples
    --------
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {x: open the road}, preferences: [x iff B.y]}
    ...   B: {options: {y: keep the truce}, preferences: [y iff A.x]}
    ... ''')
    >>> [(t.decision_maker, t.stance, len(t.lost)) for t in tripwires(road).found][:2]
    [('A', 'offers', 1), ('A', 'rules_out', 1)]
    """
    if conflict.graph is not None:
        raise ConflictError("tripwires need a model in option form")
    solved = ensemble or solve_interpretations(conflict)
    # Of one arrangement alone it is soon known in which interpretations it can hold at all.
    some = _spread(solved.interpretations) if about is None else solved.interpretations
    ranks = np.stack([conflict.ranks(interpretation) for interpretation in some])
    counting = _Counting(conflict, about)
    before = counting.times(ranks)
    candidates = [c for c in _candidates(conflict) if not own_only or c[1] in OWN]
    found = []
    for number, (maker, stance, formula) in enumerate(candidates, start=1):
        after = counting.times(_with(conflict, ranks, maker, formula))
        changed = kinds_changed(counting.codes, (before, after), (len(some), len(some)))
        if changed:
            found.append(Tripwire(maker.key, stance, formula, changed))
        if progress:
            progress(number, len(candidates))
    found.sort(key=lambda t: _weight(t, about))
    ids = tuple(interpretation.id for interpretation in some)
    return Tripwires(conflict, tuple(found), len(candidates), ids, conflict.interpretation_count, about)


def in_words(conflict: Conflict, tripwire: Tripwire) -> str:
    """Say what a party would have to say: "Russia ruled out that it accepts a ceasefire"."""
    words = Words(conflict)
    option = next(iter(tripwire.formula.options()))
    name = words.name(tripwire.decision_maker)
    act = words.options([option])
    owner = words.name(next(dm.key for dm in conflict.decision_makers if option in dm.option_names))
    return {
        "offers": f"{name} offered, whatever the others do, to {act}",
        "rules_out": f"{name} ruled out, whatever the others do, to {act}",
        "demands": f"{name} demanded before all else that {owner} {act}",
        "opposes": f"{name} opposed before all else that {owner} {act}",
    }[tripwire.stance]


def _candidates(conflict: Conflict) -> Iterator[tuple[DecisionMaker, str, Formula]]:
    for dm in conflict.decision_makers:
        for owner in conflict.decision_makers:
            own = owner.key == dm.key
            for key in owner.options:
                option = Option(owner.key, key)
                yield dm, "offers" if own else "demands", option
                yield dm, "rules_out" if own else "opposes", Not(option)


def _with(
    conflict: Conflict, ranks: NDArray[np.int32], maker: DecisionMaker, formula: Formula
) -> NDArray[np.int32]:
    """Give the ranks, shape (M, n, N), where the maker wants the formula before all else."""
    row = conflict.names.index(maker.key)
    wanted = conflict.where(formula)
    said = ranks.copy()
    said[:, row] += np.where(wanted, int(ranks[:, row].max(initial=0)) + 1, 0).astype(np.int32)
    return said


class _Counting:
    """Counts in how many of some preferences states hold under Nash, SEQ or SMR.

    Parameters
    ----------
    conflict
        The model.
    about
        Code of the only state that is looked at; None: all.
    """

    def __init__(self, conflict: Conflict, about: int | None) -> None:
        self.moves = moves_of(conflict)
        self.place = None if about is None else conflict.position(about)
        self.codes = conflict.codes if self.place is None else conflict.codes[[self.place]]

    def times(self, ranks: NDArray[np.int32]) -> NDArray[np.intp]:
        """Count under how many of them, shape (M, n, N), each state that is looked at holds."""
        if self.place is None:
            held = np.any(list(holds_under(self.moves, ranks, SHOWN).values()), axis=0)
        else:
            held = np.any(list(holds_at(self.moves, ranks, SHOWN, self.place).values()), axis=0)[:, None]
        counted: NDArray[np.intp] = held.sum(axis=0)
        return counted


def _weight(tripwire: Tripwire, about: int | None) -> tuple[int, int, int]:
    """Sort the most consequential first; about one arrangement, what a party says of itself."""
    if about is None:
        return -len(tripwire.lost) - len(tripwire.gained), -len(tripwire.changed), 0
    kind = 0 if about in tripwire.lost else 1 if about in tripwire.gained else 2
    return kind, tripwire.stance not in OWN, len(tripwire.changed)


def _effect(tripwire: Tripwire) -> str:
    said = [
        f"{count_words(len(codes), 'arrangement')} would {what}"
        for codes, what in ((tripwire.lost, "hold no more"), (tripwire.gained, "hold newly"))
        if codes
    ]
    return (
        listed(said)
        or f"{count_words(len(tripwire.changed), 'arrangement')} would hold in other interpretations"
    )


def _spread(interpretations: tuple[Interpretation, ...]) -> tuple[Interpretation, ...]:
    if len(interpretations) <= MOST_INTERPRETATIONS:
        return interpretations
    places = np.linspace(0, len(interpretations) - 1, MOST_INTERPRETATIONS).astype(int)
    return tuple(interpretations[k] for k in places.tolist())
