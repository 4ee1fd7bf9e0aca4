"""The commitment cascade: who is in once some conditions are met, in which wave, and who sets off most.

Conditional commitments ("we come in if at least ten others do") form a system. Taken as given what somebody
has done already, each party adds what it then prefers to add, others see that and add theirs, and so on
until nobody does. This is how Schelling (*Micromotives and Macrobehavior*, 1978) and Granovetter ("Threshold
models of collective behavior", Am. J. Sociology 83, 1978) describe critical mass; here the thresholds are any
conditions a party's preferences express.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.words import Words
from modusvivendi.english import count_words, listed
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.insight.grounds import Ground, evidence_of, ground, wish
from modusvivendi.publish.tables import Column, Row, Section, Table

MOST_OPTIONS = 12
"""Up to how many options a single party may have: what it adds is its best choice among all combinations."""


@dataclass(frozen=True)
class Joining:
    """A party that adds something in a wave.

    Attributes
    ----------
    wave
        From 1; what is given is before the first.
    decision_maker
        Who.
    options
        Full names of the options it adds.
    ground
        The preference that makes it do so.
    """

    wave: int
    decision_maker: str
    options: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True)
class Trigger:
    """What one party's "yes" sets off.

    Attributes
    ----------
    decision_maker
        Who is assumed to take all its options.
    sets_off
        Options of others that are taken in the end, and would not be without it.
    """

    decision_maker: str
    sets_off: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Cascade:
    """Who is in, wave by wave.

    Attributes
    ----------
    conflict, interpretation
        Of whom, and what is assumed.
    given
        Options taken before the first wave: those of the status quo and those assumed.
    joinings
        Who added what, wave by wave.
    code
        The state in which it ends.
    """

    conflict: Conflict
    interpretation: Interpretation
    given: tuple[str, ...]
    joinings: tuple[Joining, ...]
    code: int

    @property
    def waves(self) -> tuple[tuple[str, ...], ...]:
        """Options added in each wave."""
        last = self.joinings[-1].wave if self.joinings else 0
        return tuple(
            tuple(option for j in self.joinings if j.wave == wave for option in j.options)
            for wave in range(1, last + 1)
        )

    @property
    def inside(self) -> tuple[str, ...]:
        """Options taken in the end."""
        return tuple(self.conflict.taken(self.code))

    @cached_property
    def waiting(self) -> dict[str, Ground]:
        """Options nobody takes in the end, and the preference that holds each of them back."""
        return {
            option: ground(
                self.conflict,
                _owner(self.conflict, option),
                self.code | 1 << bit,
                self.code,
                self.interpretation,
            )
            for option, bit in self.conflict.bits.items()
            if not self.code >> bit & 1
        }

    @cached_property
    def regrets(self) -> tuple[Joining, ...]:
        """Who would rather take something back once everybody is in, and on what ground."""
        found = []
        for row, name in enumerate(self.conflict.names):
            held = _code(self.conflict, self.given)
            own = self.code & int(self.conflict.controls[row]) & ~held & ~self.conflict.forward
            best = best_change(self.conflict, name, self.code, own, self.interpretation, adding=False)
            if best != self.code:
                ground_of = ground(self.conflict, name, best, self.code, self.interpretation)
                dropped = tuple(self.conflict.taken(self.code & ~best))
                found.append(Joining(len(self.waves) + 1, name, dropped, ground_of))
        return tuple(found)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements the joinings rest on."""
        return evidence_of([*(j.ground for j in self.joinings), *(r.ground for r in self.regrets)])

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        words = Words(self.conflict)
        if not self.joinings:
            start = "Where " + words.state(self.given) + ", n" if self.given else "N"
            return f"{start}obody adds anything: every commitment waits for another."
        said = [f"in the {_ORDINALS[k]} wave {words.state(wave)}" for k, wave in enumerate(self.waves[:4])]
        if len(self.waves) > 4:
            said.append(f"then {count_words(len(self.waves) - 4, 'more wave')}")
        steps = count_words(len(self.joinings), "step")
        text = f"{steps} {'follows' if len(self.joinings) == 1 else 'follow'}: {'; '.join(said)}."
        if self.waiting:
            out = dict.fromkeys(words.name(_owner(self.conflict, option)) for option in self.waiting)
            text += f" More could be done by {listed(out)}."
        if self.regrets:
            back = listed(words.name(r.decision_maker) for r in self.regrets)
            text += f" In the end {back} would rather take something back."
        return text[0].upper() + text[1:]

    def tables(self) -> tuple[Table, ...]:
        """Who joins in which wave and why, and what holds back those who do not."""
        words = Words(self.conflict)
        joined: list[Row] = [
            (j.wave, words.name(j.decision_maker), words.options(j.options), wish(words, j.ground))
            for j in self.joinings
        ]
        held: list[Row] = [
            (words.name(_owner(self.conflict, option)), words.options([option]), wish(words, found))
            for option, found in self.waiting.items()
        ]
        found = [_table("cascade", "Who joins, wave by wave", "wave party adds since", joined)]
        if held:
            found.append(_table("waiting", "Who holds back", "party waiting since", held))
        return tuple(found)

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "interpretation": self.interpretation.id,
            "given": list(self.given),
            "sentence": self.sentence,
            "waves": [list(wave) for wave in self.waves],
            "inside": list(self.inside),
            "waiting": {option: str(g.formula) if g.formula else None for option, g in self.waiting.items()},
            "regrets": [
                {"decision_maker": r.decision_maker, "options": list(r.options)} for r in self.regrets
            ],
            "statements": list(self.evidence),
        }


_ORDINALS = "first second third fourth".split()


def cascade(
    conflict: Conflict,
    given: Iterable[str] = (),
    *,
    interpretation: Interpretation | str | None = None,
) -> Cascade:
    """Follow who joins once some options are taken and some circumstances obtain.

    Parameters
    ----------
    conflict
        In option form, with preference statements; its states need not be listed, so forty parties are fine.
    given
        Full names of options taken beforehand, beside those of the status quo, and names of circumstances
        that obtain.
    interpretation
        Which answers to assume; None: the base interpretation.

    Returns
    -------
    Cascade

    Raises
    ------
    ConflictError
        In graph form, where a party has more than ``MOST_OPTIONS`` options, or where what is given is not
        feasible.
    UnknownName
        If there is no such option or circumstance.

    Notes
    -----
    In every wave each party, looking at what is in after the wave before, adds those of its options that
    give the state it likes best (the fewest where several do); nobody takes anything back. Where not all
    that is added in a wave can go together, those first in the model have it.

    Examples
    --------
    >>> pledges = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {pay: pay}, preferences: [pay]}
    ...   B: {options: {pay: pay}, preferences: [pay if A.pay, not pay]}
    ...   C: {options: {pay: pay}, preferences: ["pay iff at least 2 of (A.pay, B.pay)"]}
    ... ''')
    >>> cascade(pledges).waves
    (('A.pay',), ('B.pay',), ('C.pay',))
    """
    if conflict.graph is not None:
        raise ConflictError("a cascade needs a model in option form")
    for dm in conflict.decision_makers:
        if len(dm.options) > MOST_OPTIONS:
            raise ConflictError(f"{dm.key} has {len(dm.options)} options, more than {MOST_OPTIONS}")
    options, assumed = assumptions(conflict, given, interpretation)
    code = _code(conflict, options) | (conflict.status_quo or 0)
    if not is_feasible(conflict, code):
        raise ConflictError(f"what is given is not feasible: {', '.join(conflict.taken(code)) or 'nothing'}")
    start, joinings, wave = code, [], 0
    while True:
        wave += 1
        before, after = code, code
        for row, name in enumerate(conflict.names):
            free = int(conflict.controls[row]) & ~before & ~conflict.back
            best = best_change(conflict, name, before, free, assumed, adding=True)
            added = best & ~before
            if added and is_feasible(conflict, after | added):
                after |= added
                found = ground(conflict, name, best, before, assumed)
                joinings.append(Joining(wave, name, tuple(conflict.taken(added)), found))
        if after == before:
            return Cascade(conflict, assumed, tuple(conflict.taken(start)), tuple(joinings), before)
        code = after


def triggers(
    conflict: Conflict,
    given: Iterable[str] = (),
    *,
    interpretation: Interpretation | str | None = None,
) -> tuple[Trigger, ...]:
    """Rank the parties by what their "yes" alone would set off among the others, the most effective first.

    Parameters
    ----------
    conflict, given, interpretation
        As for :func:`cascade`.
    """
    given = tuple(given)
    base = cascade(conflict, given, interpretation=interpretation)
    found = []
    for dm in conflict.decision_makers:
        own = set(dm.option_names)
        if not own - set(base.inside):
            continue
        if not is_feasible(conflict, _code(conflict, {*base.given, *own})):
            continue
        ended = cascade(conflict, [*given, *dm.option_names], interpretation=interpretation)
        more = tuple(o for o in ended.inside if o not in own and o not in base.inside)
        found.append(Trigger(dm.key, more))
    return tuple(sorted(found, key=lambda t: -len(t.sets_off)))


def assumptions(
    conflict: Conflict, given: Iterable[str], interpretation: Interpretation | str | None
) -> tuple[list[str], Interpretation]:
    """Part what is given into options and circumstances, and assume the latter."""
    assumed = (
        interpretation
        if isinstance(interpretation, Interpretation)
        else conflict.interpretation(interpretation or "base")
    )
    options = []
    circumstances = dict(assumed.circumstances)
    for name in given:
        if name in conflict.bits:
            options.append(name)
        elif name in circumstances:
            circumstances[name] = True
        else:
            known = [*conflict.bits, *circumstances]
            hint = nearest(name, known) or f"there are {', '.join(known[:12])}"
            raise UnknownName(f"there is no option or circumstance called {name!r}", hint=hint)
    if circumstances != assumed.circumstances:
        values = [f"{key}={value}" for key, value in assumed.answers.items()]
        values += [f"{name}={'yes' if value else 'no'}" for name, value in circumstances.items()]
        assumed = conflict.interpretation(",".join(values))
    return options, assumed


def is_feasible(conflict: Conflict, code: int) -> bool:
    """Tell whether a state is feasible, without listing the states."""
    return conflict.why_infeasible(code) is None


def best_change(
    conflict: Conflict, name: str, code: int, free: int, assumed: Interpretation, *, adding: bool
) -> int:
    """Find the state a party likes best of those it gets by adding, or dropping, some of ``free``."""
    bits = [1 << k for k in range(free.bit_length()) if free >> k & 1]
    best = code
    for size in range(1, len(bits) + 1):
        for chosen in combinations(bits, size):
            change = sum(chosen)
            candidate = code | change if adding else code & ~change
            if (
                is_feasible(conflict, candidate)
                and ground(conflict, name, candidate, best, assumed).preferred > 0
            ):
                best = candidate
    return best


def _code(conflict: Conflict, options: Iterable[str]) -> int:
    return sum(1 << conflict.bits[option] for option in set(options))


def _owner(conflict: Conflict, option: str) -> str:
    return next(dm.key for dm in conflict.decision_makers if option in dm.option_names)


def _table(name: str, title: str, headings: str, rows: list[Row]) -> Table:
    return Table(name, title, tuple(map(Column, headings.split())), (Section(tuple(rows)),))
