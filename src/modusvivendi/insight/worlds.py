"""Models after edits, made no larger than trying many of them takes: states, moves and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from modusvivendi.conflict import Conflict, DecisionMaker, Formula, Interpretation, OpenPreference
from modusvivendi.conflict.prioritisation import dense, prioritise
from modusvivendi.insight.editing import adopted, entries, guarantees
from modusvivendi.insight.edits import Commit, Edit, Hold
from modusvivendi.insight.sequences import Moves, MoveTable
from modusvivendi.stability.lattice import Bool, Int64, Lattice, build


@dataclass(eq=False)
class World:
    """States and moves after edits: those of the model, doubled by the option of every guarantee given.

    Attributes
    ----------
    codes, bits, lattice
        The states, the bit of each option, and who can move where; the guarantor comes last.
    place
        Of the arrangement.
    now
        Place of the status quo; None where the model has none, or where it is not feasible after edits.
    table
        The moves, as far as they have been looked up.
    """

    codes: Int64
    bits: dict[str, int]
    lattice: Lattice
    place: int
    now: int | None
    table: MoveTable
    truths: dict[tuple[int, frozenset[str]], Bool] = field(default_factory=dict)
    rows: dict[tuple[object, ...], list[int]] = field(default_factory=dict)
    formulas: list[Formula] = field(default_factory=list)

    @property
    def everything(self) -> bool:
        """Whether everything is feasible and reversible, so that movers can get anywhere together."""
        return self.lattice.reversible and len(self.codes) == 1 << len(self.bits)

    def truth(self, formula: Formula, obtaining: frozenset[str]) -> Bool:
        """Tell in which states a formula is true."""
        key = (id(formula), obtaining)
        if key not in self.truths:
            self.formulas.append(formula)  # its id is its own only as long as it is there
            self.truths[key] = formula.over(self.codes, self.bits, obtaining)
        return self.truths[key]


class Worlds:
    """States, moves and ranks of one conflict after edits, each worked out once.

    Parameters
    ----------
    conflict
        In option form.
    code
        The arrangement in view.
    """

    def __init__(self, conflict: Conflict, code: int) -> None:
        self.conflict, self.code = conflict, code
        self._worlds: dict[tuple[object, ...], World | None] = {}

    def after(self, made: Sequence[Edit]) -> World | None:
        """Give states and moves after edits; None where the status quo is not feasible then."""
        given = tuple(guarantees(self.conflict, made))
        forward, back, now = self.conflict.forward, self.conflict.back, self.conflict.status_quo
        for edit in made:
            if isinstance(edit, Commit):
                bit = 1 << self.conflict.bits[edit.option]
                forward, back = (forward | bit, back) if edit.taken else (forward, back | bit)
                if isinstance(edit, Hold) and now is not None:
                    now |= bit
        key = (given, forward, back, now)
        if key not in self._worlds:
            self._worlds[key] = self._made(given, forward, back, now)
        return self._worlds[key]

    def _made(self, given: tuple[str, ...], forward: int, back: int, now: int | None) -> World | None:
        options = len(self.conflict.options)
        codes = self.conflict.codes
        for number in range(len(given)):
            codes = np.concatenate([codes, codes | np.int64(1 << options + number)])
        bits = self.conflict.bits | {option: options + number for number, option in enumerate(given)}
        more = (1 << len(given)) - 1 << options
        controls = np.append(self.conflict.controls, more) if given else self.conflict.controls
        place = int(np.searchsorted(codes, self.code | more))
        start = None
        if now is not None:
            start = int(np.searchsorted(codes, now))
            if start == len(codes) or codes[start] != now:
                return None
        lattice = build(codes, controls, forward, back)
        return World(codes, bits, lattice, place, start, MoveTable(lattice))

    def moves(self, world: World, made: Sequence[Edit], interpretation: Interpretation) -> Moves:
        """Give moves and improvements after edits in an interpretation."""
        return Moves(world.table, self._ranks(world, made, interpretation))

    def _ranks(self, world: World, made: Sequence[Edit], interpretation: Interpretation) -> list[list[int]]:
        """Rank the states after edits in an interpretation; the guarantor comes last."""
        rows = [
            self._row(world, dm, [edit for edit in made if edit.party == dm.key], made, interpretation)
            for dm in self.conflict.decision_makers
        ]
        given = guarantees(self.conflict, made)
        if given:
            ones = [(world.codes >> world.bits[option] & 1).astype(np.bool_) for option in given]
            key = ("guarantor", *given)
            if key not in world.rows:
                world.rows[key] = prioritise(ones, len(world.codes)).tolist()
            rows.append(world.rows[key])
        return rows

    def _row(
        self,
        world: World,
        dm: DecisionMaker,
        own: Sequence[Edit],
        made: Sequence[Edit],
        interpretation: Interpretation,
    ) -> list[int]:
        answers = {q.text: interpretation.answers[q.id] for q in self.conflict.questions}
        asked = tuple(answers[e.question] for e in dm.preferences if isinstance(e, OpenPreference))
        obtaining = interpretation.obtaining
        key = (dm.key, tuple(map(id, own)), asked, obtaining)
        if key not in world.rows:
            new = [p.formula for p in adopted(self.conflict, dm.key, made)]
            base = self.conflict.given_ranks(dm.key)
            if base is None:
                after = DecisionMaker(dm.key, preferences=tuple(entries(dm, own)))
                listed = [*new, *(p.formula for p in after.statements(answers))]
                truths = (formula.over(world.codes, world.bits, obtaining) for formula in listed)
                row = prioritise(truths, len(world.codes))
            else:
                row = np.tile(base, len(world.codes) // len(base))
                for formula in reversed(new):
                    row = dense(row + formula.over(world.codes, world.bits, obtaining) * (int(row.max()) + 1))
            world.rows[key] = row.tolist()
        return world.rows[key]
