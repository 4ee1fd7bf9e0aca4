"""Defection: who leaves an arrangement when a circumstance turns true later, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.words import Words
from modusvivendi.english import listed
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.insight.arrangements import SHOWN
from modusvivendi.insight.cascade import best_change, is_feasible
from modusvivendi.insight.grounds import Ground, evidence_of, ground, wish
from modusvivendi.publish.tables import Column, Section, Table
from modusvivendi.stability import solve


@dataclass(frozen=True)
class Leaving:
    """A party that takes back part of what it does in an arrangement.

    Attributes
    ----------
    wave
        From 1: those who leave for what has happened; later waves leave because others have left.
    decision_maker
        Who.
    options
        Full names of the options it drops.
    ground
        The preference that makes it do so.
    """

    wave: int
    decision_maker: str
    options: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True, eq=False)
class Defection:
    """What becomes of an arrangement after an event.

    Attributes
    ----------
    conflict
        Whose arrangement it is.
    before, after
        The interpretations before and after the event.
    event
        Names of the circumstances that turn true.
    code
        The arrangement.
    held, holds
        Concepts under which it is an equilibrium before and after.
    leavings
        Who leaves, wave by wave.
    left
        Code of what is left of the arrangement once nobody would drop more.
    """

    conflict: Conflict
    before: Interpretation
    after: Interpretation
    event: tuple[str, ...]
    code: int
    held: tuple[str, ...]
    holds: tuple[str, ...]
    leavings: tuple[Leaving, ...]
    left: int

    @property
    def survives(self) -> bool:
        """Whether nobody drops anything and it still holds under Nash, SEQ or SMR if it did before."""
        return not self.leavings and (bool(set(self.holds) & set(SHOWN)) or not set(self.held) & set(SHOWN))

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements on which it rests that they leave."""
        return evidence_of(leaving.ground for leaving in self.leavings)

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        words = Words(self.conflict)
        labels = [self.conflict.circumstances[name] or name for name in self.event]
        start = f"Should this come about ({'; '.join(labels)}), "
        if not self.leavings:
            if self.survives:
                return f"{start}nobody takes anything back, and the arrangement survives."
            return f"{start}nobody just takes something back, but the arrangement no longer holds."
        first = listed(dict.fromkeys(words.name(x.decision_maker) for x in self.leavings if x.wave == 1))
        then = listed(dict.fromkeys(words.name(x.decision_maker) for x in self.leavings if x.wave > 1))
        said = f"{start}{first} would take back what it does" if first else start
        if then:
            said += f", and after that {then}"
        rest = self.conflict.taken(self.left)
        return f"{said}. What is left: {words.state(rest)}." if rest else f"{said}. Nothing is left of it."

    def tables(self) -> tuple[Table, ...]:
        """Who leaves in which wave, and why."""
        words = Words(self.conflict)
        columns = tuple(Column(heading) for heading in ("wave", "party", "takes back", "since it prefers"))
        rows = tuple(
            (x.wave, words.name(x.decision_maker), words.options(x.options), wish(words, x.ground))
            for x in self.leavings
        )
        return (Table("defection", "Who leaves, wave by wave", columns, (Section(rows),)),)

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "event": list(self.event),
            "interpretation": self.after.id,
            "taken": self.conflict.taken(self.code),
            "held": list(self.held),
            "holds": list(self.holds),
            "survives": self.survives,
            "leavings": [
                {"wave": x.wave, "decision_maker": x.decision_maker, "options": list(x.options)}
                for x in self.leavings
            ],
            "left": self.conflict.taken(self.left),
            "sentence": self.sentence,
            "statements": list(self.evidence),
        }


def defection(
    conflict: Conflict,
    arrangement: int | Iterable[str],
    event: str | Iterable[str],
    *,
    interpretation: Interpretation | str | None = None,
    concepts: Iterable[str] = ("nash", "gmr", "smr", "seq"),
) -> Defection:
    """Find who leaves an arrangement when circumstances turn true, and what is left of it.

    Parameters
    ----------
    conflict
        In option form.
    arrangement
        Code of a feasible state, or the full names of the options taken in it.
    event
        Name of the circumstance that turns true, or of several.
    interpretation
        What is assumed before the event; None: the base interpretation.
    concepts
        By which to judge whether the arrangement holds.

    Returns
    -------
    Defection

    Raises
    ------
    ConflictError
        In graph form, or where there is no such state.
    UnknownName
        If there is no such circumstance.

    Notes
    -----
    In every wave each party drops those of its options without which it likes the state best (the fewest
    where several do), looking at what was left after the wave before; what cannot be undone stays. Nobody
    takes up anything new: that is what :func:`modusvivendi.insight.breaking.breaks` looks at.

    Examples
    --------
    >>> force = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {stay: keep its troops there}, preferences: [stay iff not fighting]}
    ...   B: {options: {stay: keep its troops there}, preferences: [stay iff A.stay]}
    ... circumstances: {fighting: fighting starts again}
    ... ''')
    >>> found = defection(force, ["A.stay", "B.stay"], "fighting")
    >>> [(x.wave, x.options) for x in found.leavings], found.survives
    ([(1, ('A.stay',)), (2, ('B.stay',))], False)
    """
    if conflict.graph is not None:
        raise ConflictError("defection needs a model in option form")
    code = arrangement if isinstance(arrangement, int) else conflict.code(arrangement)
    if conflict.position(code) is None:
        raise ConflictError(f"{conflict.describe(code)} is not feasible")
    before = (
        interpretation
        if isinstance(interpretation, Interpretation)
        else conflict.interpretation(interpretation or "base")
    )
    events = (event,) if isinstance(event, str) else tuple(event)
    after = with_circumstances(conflict, before, events)
    keys = tuple(concepts)
    held, holds = (_holding(conflict, code, keys, when) for when in (before, after))
    now, leavings, wave = code, [], 0
    while True:
        wave += 1
        then = now
        for row, name in enumerate(conflict.names):
            free = int(conflict.controls[row]) & now & ~conflict.forward
            best = best_change(conflict, name, now, free, after, adding=False)
            dropped = now & ~best
            if dropped and is_feasible(conflict, then & ~dropped):
                then &= ~dropped
                found = ground(conflict, name, best, now, after)
                leavings.append(Leaving(wave, name, tuple(conflict.taken(dropped)), found))
        if then == now:
            return Defection(conflict, before, after, events, code, held, holds, tuple(leavings), now)
        now = then


def with_circumstances(
    conflict: Conflict, interpretation: Interpretation, obtaining: Iterable[str]
) -> Interpretation:
    """Give the same interpretation with some circumstances obtaining.

    Raises
    ------
    UnknownName
        If there is no such circumstance.
    """
    values = dict(interpretation.circumstances)
    for name in obtaining:
        if name not in values:
            hint = nearest(name, values) or (
                f"there are {', '.join(values)}" if values else "the model has none"
            )
            raise UnknownName(f"there is no circumstance called {name!r}", hint=hint)
        values[name] = True
    parts = [f"{key}={value}" for key, value in interpretation.answers.items()]
    parts += [f"{name}={'yes' if value else 'no'}" for name, value in values.items()]
    return conflict.interpretation(",".join(parts) or "base")


def _holding(conflict: Conflict, code: int, keys: tuple[str, ...], when: Interpretation) -> tuple[str, ...]:
    analysis = solve(conflict, keys, when)
    return tuple(key for key in analysis.concepts if code in analysis.equilibria(key))
