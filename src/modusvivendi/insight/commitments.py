"""Conditional commitments as a system: who follows whom, who would stay together, who sets off most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from modusvivendi.conflict import And, AtLeast, Conflict, Formula, Interpretation, Not, Option
from modusvivendi.conflict.words import Words
from modusvivendi.english import count_words
from modusvivendi.insight.cascade import Cascade, Trigger, assumptions, cascade, triggers
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability.symbolic import search

PATIENCE = 20.0
"""Seconds the search for the largest coalition may take."""


@dataclass(frozen=True, eq=False)
class Coalition:
    """A set of options that nobody would rather take back, as long as the others keep theirs.

    Attributes
    ----------
    options
        Full names.
    largest
        Whether it is proved that none has more; else time ran out.
    """

    options: tuple[str, ...]
    largest: bool


@dataclass(frozen=True, eq=False)
class Commitments:
    """What follows from conditional commitments.

    Attributes
    ----------
    cascade
        Who joins on the way that begins with what is given.
    coalition
        The largest coalition that would stay together; None where what is given cannot be part of any.
    triggers
        What each party's "yes" would set off beyond that, the most effective first.
    """

    cascade: Cascade
    coalition: Coalition | None
    triggers: tuple[Trigger, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements the joinings rest on."""
        return self.cascade.evidence

    @property
    def missed(self) -> tuple[str, ...]:
        """Options of the largest coalition that the cascade does not get to."""
        inside = set(self.cascade.inside)
        return tuple(o for o in (self.coalition.options if self.coalition else ()) if o not in inside)

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        words = Words(self.cascade.conflict)
        said = [self.cascade.sentence]
        if self.missed and self.coalition is not None:
            most = "the largest coalition" if self.coalition.largest else "a coalition"
            size = count_words(len(self.coalition.options), "option")
            said.append(f"Yet {most} that nobody would leave has {size} in it.")
            said.append(f"What nobody begins alone: {words.state(self.missed)}.")
        elif self.coalition is not None and self.coalition.largest:
            said.append("No larger coalition would hold together.")
        first = next((t for t in self.triggers if t.sets_off), None)
        if first is not None:
            name = words.name(first.decision_maker)
            said.append(
                f"What would set off most is a yes of {name}: then {words.state(first.sets_off)} as well."
            )
        return " ".join(said)

    def tables(self) -> tuple[Table, ...]:
        """Give the waves, who holds back, and what each party's "yes" would set off."""
        words = Words(self.cascade.conflict)
        rows: list[Row] = [
            (words.name(t.decision_maker), len(t.sets_off), words.state(t.sets_off) if t.sets_off else "")
            for t in self.triggers
        ]
        columns = (Column("a yes of"), Column("sets off"), Column("which"))
        found = Table("triggers", "What one yes would set off", columns, (Section(tuple(rows)),))
        return (*self.cascade.tables(), found) if rows else self.cascade.tables()

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        largest = None
        if self.coalition is not None:
            largest = {"options": list(self.coalition.options), "proved": self.coalition.largest}
        return self.cascade.record() | {
            "sentence": self.sentence,
            "largest": largest,
            "triggers": [
                {"decision_maker": t.decision_maker, "sets_off": list(t.sets_off)} for t in self.triggers
            ],
        }


def commitments(
    conflict: Conflict,
    given: Iterable[str] = (),
    *,
    interpretation: Interpretation | str | None = None,
) -> Commitments:
    """Work out what follows from conditional commitments, once some of their conditions are met.

    Parameters
    ----------
    conflict, given, interpretation
        As for :func:`modusvivendi.insight.cascade.cascade`.

    Raises
    ------
    ConflictError, UnknownName
        As :func:`modusvivendi.insight.cascade.cascade`.

    Examples
    --------
    >>> pact = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {sign: sign}, preferences: [sign iff B.sign]}
    ...   B: {options: {sign: sign}, preferences: [sign iff A.sign]}
    ... ''')
    >>> found = commitments(pact)
    >>> found.cascade.waves, found.coalition.options, found.triggers[0].sets_off
    ((), ('A.sign', 'B.sign'), ('B.sign',))
    """
    given = tuple(given)
    followed = cascade(conflict, given, interpretation=interpretation)
    return Commitments(
        followed,
        largest_coalition(conflict, given, interpretation=interpretation),
        triggers(conflict, given, interpretation=interpretation),
    )


def largest_coalition(
    conflict: Conflict,
    given: Iterable[str] = (),
    *,
    interpretation: Interpretation | str | None = None,
    timeout: float = PATIENCE,
) -> Coalition | None:
    """Find the most options that can be taken together without anybody wanting to take some of its own back.

    Parameters
    ----------
    conflict, given, interpretation
        As for :func:`modusvivendi.insight.cascade.cascade`; what is given is not taken back.
    timeout
        Seconds; the best found by then is given.

    Returns
    -------
    Coalition or None
        None where no feasible state has all that is given without somebody wanting to take something back.

    Notes
    -----
    Where options can only be dropped, these are the Nash equilibria; so they are searched for as such, with
    more and more options in them, by halving.
    """
    options, assumed = assumptions(conflict, given, interpretation)
    held = dict.fromkeys([*options, *conflict.taken(conflict.status_quo or 0)])
    one_way = {
        option: "forward" if option in held or conflict.irreversible.get(option) == "forward" else "back"
        for option in conflict.options
    }
    dropping = conflict.replace(irreversible=one_way, source=None)
    names = {f"{dm.key}.{key}": Option(dm.key, key) for dm in conflict.decision_makers for key in dm.options}
    every = list(names.values())
    # What has been dropped for good cannot be part of it.
    gone = [o for o, direction in conflict.irreversible.items() if direction == "back" and o not in held]
    fixed: list[Formula] = [*(names[o] for o in held), *(Not(names[o]) for o in gone)]
    best: tuple[str, ...] | None = None
    low, high = len(held), len(every) - len(gone)
    while low <= high:
        # First whether there is one at all, then whether there is one in the upper half of what is left.
        size = low if best is None else (low + high + 1) // 2
        where: Formula = AtLeast(size, *every)
        if fixed:
            where = And(where, *fixed)
        found = search(dropping, where, interpretation=assumed, limit=1, timeout=timeout)
        if found.states:
            best = tuple(conflict.taken(found.states[0]))
            low = len(best) + 1
        elif found.exists is None:
            return Coalition(best, largest=False) if best is not None else None
        else:
            high = size - 1
    return Coalition(best, largest=True) if best is not None else None
