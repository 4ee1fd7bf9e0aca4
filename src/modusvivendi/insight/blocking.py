"""Who blocks an arrangement: who would leave it, where, for what, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, NoneOf, Not, Preference
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, listed
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import SHOWN, needs_of
from modusvivendi.insight.breaking import breaks
from modusvivendi.insight.grounds import Ground, evidence_of, ground, wish
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations
from modusvivendi.insight.needs import clauses, together
from modusvivendi.insight.solving import stable_at
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability.ground import moves_of

MOST_LOOKED_AT = 64
"""Interpretations in which it is asked who would leave, evenly spread where there are more."""


@dataclass(frozen=True)
class Block:
    """A party that would leave an arrangement.

    Attributes
    ----------
    decision_maker
        Its key.
    becomes
        Code of the state it would rather make.
    interpretations
        Ids of those in which it would.
    ground
        The preference that decides, in the first of them.
    near
        Ids of statements: where the preference is assumed, those that come nearest to saying so, what the
        party is reported to hold on the options it would change, or else what others ask of them.
    """

    decision_maker: str
    becomes: int
    interpretations: tuple[str, ...]
    ground: Ground
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leaving:
    """In which interpretations a party would leave an arrangement.

    Attributes
    ----------
    decision_maker
        Its key.
    times
        In how many.
    needs
        Answers that all of these have and not all interpretations: by id of the question or circumstance.
    enough
        Whether it would in every interpretation with these answers.
    unless
        Answers with which it would not, and without one of which it would; empty where there are none such.
    """

    decision_maker: str
    times: int
    needs: Mapping[str, str]
    enough: bool
    unless: Mapping[str, str]


@dataclass(frozen=True)
class Objection:
    """What a party is reported, or assumed, not to want others to do in an arrangement.

    Attributes
    ----------
    decision_maker
        Its key.
    options
        Full names of others' options.
    preference
        The statement of the model that says so.
    """

    decision_maker: str
    options: tuple[str, ...]
    preference: Preference


@dataclass(frozen=True, eq=False)
class Blocking:
    """Who blocks an arrangement.

    Attributes
    ----------
    conflict
        The model.
    code
        The arrangement.
    blocks
        Who would leave it, and for what, in some interpretations that were looked at.
    leaving
        Who would leave it; first who would in most interpretations, of all that were solved.
    objections
        Who objects to what in it, whether or not it would leave over it.
    holds_in
        In how many interpretations it is an equilibrium under Nash, SEQ or SMR.
    looked_at, solved
        In how many it was asked who would leave, and how many were solved.
    """

    conflict: Conflict
    code: int
    blocks: tuple[Block, ...]
    leaving: tuple[Leaving, ...]
    objections: tuple[Objection, ...]
    holds_in: int
    looked_at: int
    solved: int

    @property
    def parties(self) -> tuple[str, ...]:
        """Keys of those who would leave."""
        return tuple(each.decision_maker for each in self.leaving)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements on which they would leave, or object, or that come nearest to saying so."""
        objecting = [i for each in self.objections for i in each.preference.evidence]
        near = [i for block in self.blocks for i in block.near]
        return tuple(dict.fromkeys([*evidence_of(block.ground for block in self.blocks), *objecting, *near]))

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        words = Words(self.conflict)
        assumed = [each for each in self.leaving if self._is_assumed(each.decision_maker)]
        reported = [each for each in self.leaving if each not in assumed]
        told = [f"{who} would leave it{where}" for who, where in self._who(reported, on_statements=True)]
        held = f"{capital('; '.join(told))}." if told else ""
        if not self.leaving:
            held = "Nobody would leave this arrangement."
        elif assumed:
            held = f"{held} {self._only_assumed(assumed)}".strip()
        if not self.objections:
            return f"{held} Nobody is reported to object to anything others do in it."
        objecting: dict[str, dict[str, None]] = {}
        for each in self.objections:
            objecting.setdefault(each.decision_maker, {}).update(dict.fromkeys(each.options))
        said = [f"{words.name(party)} objects that {words.state(what)}" for party, what in objecting.items()]
        return f"{held} {capital('; '.join(said))}."

    def _who(self, leaving: Sequence[Leaving], *, on_statements: bool) -> list[tuple[str, str]]:
        """Say who would leave, and where, those who would in the same interpretations together."""
        words = Words(self.conflict)
        together: dict[str, list[str]] = {}
        for each in leaving:
            own = self._blocks(each.decision_maker) if on_statements else []
            grounds = {i for block in own for i in block.ground.evidence}
            on = f" (on {count_words(len(grounds), 'statement')})" if grounds else ""
            together.setdefault(self._where(each), []).append(f"{words.name(each.decision_maker)}{on}")
        return [(listed(names), where) for where, names in together.items()]

    def _where(self, leaving: Leaving) -> str:
        if leaving.times == self.solved:
            return ", whatever the open answers" if self.solved > 1 else ""
        if leaving.unless:
            return f" unless {together(clauses(self.conflict, leaving.unless.items()))}"
        conditions = together(clauses(self.conflict, leaving.needs.items()))
        often = f"in {leaving.times} of {self.solved} interpretations"
        if leaving.needs and leaving.enough:
            return f" if {conditions}"
        return f" {often}, and only if {conditions}" if leaving.needs else f" {often}"

    def _only_assumed(self, assumed: Sequence[Leaving]) -> str:
        """Say openly of whom it is assumed and not reported, and what comes nearest."""
        near = any(block.near for each in assumed for block in self._blocks(each.decision_maker))
        told = "what is cited comes nearest to it" if near else "no statement comes near it"
        silent = [each for each in assumed if self._hangs_on_itself(each)]
        others = [each for each in assumed if each not in silent]
        said = []
        if silent:
            names = listed([Words(self.conflict).name(each.decision_maker) for each in silent], "or")
            parts = [clause for each in silent for clause in clauses(self.conflict, each.unless.items())]
            said.append(
                f"It takes that {together(parts)}; that {names} would not is assumed, and reported by nobody "
                f"({told})."
            )
        if others:
            who = listed(
                f"{who} would leave it{where}" for who, where in self._who(others, on_statements=False)
            )
            said.append(f"Assumed, and reported by nobody, is that {who}; {told}.")
        return " ".join(said)

    def _hangs_on_itself(self, leaving: Leaving) -> bool:
        """Whether a party would leave only where it would not do its own part."""
        own = f"{Words(self.conflict).name(leaving.decision_maker)} would "
        said = clauses(self.conflict, leaving.unless.items())
        return bool(said) and all(clause.startswith(own) for clause in said)

    def _blocks(self, party: str) -> list[Block]:
        return [block for block in self.blocks if block.decision_maker == party]

    def _is_assumed(self, party: str) -> bool:
        return all(_is_assumed(block.ground) for block in self._blocks(party))

    def tables(self) -> tuple[Table, ...]:
        """Give who would leave, in how many interpretations, for what, and why; and who objects to what."""
        words = Words(self.conflict)
        leaving: list[Row] = [
            (
                words.name(block.decision_maker),
                len(block.interpretations),
                self._instead(block.becomes),
                wish(words, block.ground),
                "assumed" if _is_assumed(block.ground) else "reported",
                ", ".join(block.near if _is_assumed(block.ground) else block.ground.evidence),
            )
            for block in self.blocks
        ]
        objecting: list[Row] = [
            (
                words.name(each.decision_maker),
                words.state(each.options),
                len(each.preference.evidence),
            )
            for each in self.objections
        ]
        headings = (
            "who would leave",
            "interpretations",
            "and would rather",
            "since",
            "on what",
            "evidence or nearest",
        )
        found = [
            Table(
                "blocks",
                "Who would leave it",
                tuple(Column(text, is_text=place != 1) for place, text in enumerate(headings)),
                (Section(tuple(leaving)),),
                notes=(f"of {count_words(self.looked_at, 'interpretation')} that were looked at",),
            ),
            Table(
                "objections",
                "Who objects to what in it",
                (Column("who"), Column("objects that", is_text=True), Column("statements")),
                (Section(tuple(objecting)),),
            ),
        ]
        return tuple(table for table in found if any(True for _ in table.rows()))

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "code": self.code,
            "taken": self.conflict.taken(self.code),
            "holds_in": self.holds_in,
            "of": self.solved,
            "looked_at": self.looked_at,
            "leaving": [
                {
                    "decision_maker": each.decision_maker,
                    "interpretations": each.times,
                    "needs": dict(each.needs),
                    "enough": each.enough,
                    "unless": dict(each.unless),
                }
                for each in self.leaving
            ],
            "blocks": [
                {
                    "decision_maker": block.decision_maker,
                    "becomes": self.conflict.taken(block.becomes),
                    "interpretations": list(block.interpretations),
                    "preference": str(block.ground.formula) if block.ground.formula else None,
                    "assumption": block.ground.assumption,
                    "evidence": list(block.ground.evidence),
                    "near": list(block.near),
                }
                for block in self.blocks
            ],
            "objections": [
                {
                    "decision_maker": each.decision_maker,
                    "options": list(each.options),
                    "preference": str(each.preference.formula),
                    "evidence": list(each.preference.evidence),
                }
                for each in self.objections
            ],
            "evidence": list(self.evidence),
            "sentence": self.sentence,
        }

    def _instead(self, after: int) -> str:
        words = Words(self.conflict)
        new = words.options(self.conflict.taken(after & ~self.code))
        gone = words.options(self.conflict.taken(self.code & ~after))
        return listed([*([new] if new else []), *([f"no longer {gone}"] if gone else [])])


def blocking(
    conflict: Conflict, want: int | Iterable[str], *, ensemble: Ensemble | None = None, concept: str = "seq"
) -> Blocking:
    """Find who blocks an arrangement.

    Parameters
    ----------
    conflict
        In option form.
    want
        The arrangement: its code, or the full names of the options taken in it.
    ensemble
        The conflict solved in its interpretations, where that has been done.
    concept
        Under which somebody has to be unstable there to be said to leave.

    Raises
    ------
    ConflictError
        If there is no such state, or in graph form.

    Examples
    --------
    >>> import textwrap
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {open: open the road}, preferences: [open]}
    ...   B: {options: {pay: pay the toll}, preferences: [{formula: not A.open, evidence: [r-1a]}, not pay]}
    ... ''')
    >>> print(textwrap.fill(blocking(road, ["A.open", "B.pay"]).sentence, 105))
    Assumed, and reported by nobody, is that B would leave it; no statement comes near it. B objects that A
    would open the road.
    """
    if conflict.graph is not None:
        raise ConflictError("who blocks what can be told of a model in option form only")
    code = want if isinstance(want, int) else conflict.code(want)
    if conflict.position(code) is None:
        raise ConflictError(f"{conflict.describe(code)} is not feasible", hint=conflict.why_infeasible(code))
    ensemble = ensemble or solve_interpretations(conflict)
    place = conflict.codes.tolist().index(code)
    unstable = _unstable(ensemble, place, concept)
    found = []
    for left in breaks(ensemble, code, concept=concept, among=_telling(unstable)):
        first = ensemble.interpretations[left.interpretations[0]]
        ids = tuple(ensemble.interpretations[number].id for number in left.interpretations)
        why = ground(conflict, left.decision_maker, left.becomes, code, first)
        near = _near(conflict, why, code ^ left.becomes) if _is_assumed(why) else ()
        found.append(Block(left.decision_maker, left.becomes, ids, why, near))
    leaving = _leaving(ensemble, unstable)
    order = {each.decision_maker: number for number, each in enumerate(leaving)}
    found.sort(key=lambda block: order[block.decision_maker])
    holding = np.any([ensemble.holds[key][:, place] for key in SHOWN if key in ensemble.holds], axis=0)
    return Blocking(
        conflict=conflict,
        code=code,
        blocks=tuple(found),
        leaving=leaving,
        objections=tuple(_objections(conflict, frozenset(conflict.taken(code)))),
        holds_in=int(holding.sum()),
        looked_at=min(len(unstable), MOST_LOOKED_AT),
        solved=len(unstable),
    )


def _unstable(ensemble: Ensemble, place: int, concept: str) -> NDArray[np.bool_]:
    """Tell in which interpretations for whom a state is not stable, shape (M, n)."""
    conflict, every = ensemble.conflict, ensemble.interpretations
    if not conflict.is_ranked:
        known = [ensemble.analysis(number).stable(concept)[:, place] for number in range(len(every))]
        return ~np.stack(known)
    ranks = np.stack([conflict.ranks(interpretation) for interpretation in every])
    return ~stable_at(moves_of(conflict), ranks, concept, place)


def _leaving(ensemble: Ensemble, unstable: NDArray[np.bool_]) -> tuple[Leaving, ...]:
    """Say who would leave in how many interpretations, and on which answers that hangs."""
    found = []
    for name, column in zip(ensemble.conflict.names, unstable.T, strict=True):
        if column.any():
            needs, enough = needs_of(ensemble, column)
            unless, whenever = ({}, False) if column.all() else needs_of(ensemble, ~column)
            found.append(Leaving(name, int(column.sum()), needs, enough, unless if whenever else {}))
    return tuple(sorted(found, key=lambda each: (-each.times, each.decision_maker)))


def _telling(unstable: NDArray[np.bool_]) -> list[int]:
    """Give numbers of interpretations, evenly spread, among them one for each party that would leave."""
    firsts = {int(column.argmax()) for column in unstable.T if column.any()}
    spread = np.linspace(0, len(unstable) - 1, max(1, min(len(unstable), MOST_LOOKED_AT - len(firsts))))
    return sorted(firsts | set(spread.astype(int).tolist()))


MOST_NEAR = 4
"""Statements cited beside an assumption, of each party and move."""


def _near(conflict: Conflict, why: Ground, changed: int) -> tuple[str, ...]:
    """Give the statements nearest to an assumed preference over some options of a party, at most a few.

    First what the party is reported to hold that names such an option, then what it holds on what the
    assumption makes it depend on and on the same act of others; failing that, what is reported of the option.
    """
    dm = next(each for each in conflict.decision_makers if each.key == why.decision_maker)
    options = frozenset(conflict.taken(changed))
    on = frozenset(why.formula.options()) - options if why.formula is not None else frozenset()
    held = [each for each, _, _ in dm.every_statement() if each.evidence and not each.assumption]

    def about(some: frozenset[str]) -> list[str]:
        return [i for each in held if some & set(each.formula.options()) for i in each.evidence]

    acts = {option.rpartition(".")[2] for option in options}
    alike = frozenset(o for each in held for o in each.formula.options() if o.rpartition(".")[2] in acts)
    own = [*about(options), *about(on), *about(alike)]
    notes = [note for key, note in dm.option_notes.items() if f"{dm.key}.{key}" in options]
    return tuple(dict.fromkeys(own or [i for note in notes for i in note.evidence]))[:MOST_NEAR]


def _objections(conflict: Conflict, taken: frozenset[str]) -> Iterable[Objection]:
    seen = set()
    for dm in conflict.decision_makers:
        for preference, _, _ in dm.every_statement():
            if not isinstance(preference.formula, Not | NoneOf):
                continue
            options = tuple(
                option
                for option in preference.formula.options()
                if option in taken and not option.startswith(f"{dm.key}.")
            )
            if options and (dm.key, options) not in seen:
                seen.add((dm.key, options))
                yield Objection(dm.key, options, preference)


def _is_assumed(found: Ground) -> bool:
    return bool(found.assumption) or not found.evidence
