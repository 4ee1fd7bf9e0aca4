"""Unlock: the least that would make a wanted arrangement hold, and bring it within one step.

What people can do about an arrangement that does not hold: give up a position, meet a demand, strike a
bargain, give a guarantee, bind themselves, go first, find out. This finds the smallest sets of such steps
after which nobody would leave the arrangement, all of them up to a size, and says on what record each step
rests and for whom the arrangement still fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, listed, number_words
from modusvivendi.errors import ConflictError
from modusvivendi.insight.candidates import KINDS, candidates
from modusvivendi.insight.editing import assumed, edited, guarantees
from modusvivendi.insight.edits import Answer, Edit, Obtain
from modusvivendi.insight.interpretations import all_or_sample
from modusvivendi.insight.inverse import checked
from modusvivendi.insight.minimal import minimal_sets
from modusvivendi.insight.trials import Trials
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability import concept
from modusvivendi.stability.ground import moves_of
from modusvivendi.stability.many import stability_of_many

MOST_INTERPRETATIONS = 256
"""In how many interpretations an arrangement is tried; a seeded sample of that size where there are more."""


@dataclass(frozen=True, eq=False)
class Unlocking:
    """A smallest set of steps after which the arrangement holds.

    Attributes
    ----------
    edits
        The steps.
    conflict
        The model after them, except for answers and circumstances, which stay open in it.
    code
        The arrangement in that model, guarantees given.
    assumes
        Answers and circumstances it takes, by id of the question or name of the circumstance.
    fails
        By interpretation, of all that were looked at, the parties that would still leave; those
        interpretations are left out in which nobody would.
    tried
        In how many interpretations that was looked at.
    start, movers
        Where one step leads to the arrangement from (a code of the original model's states, without
        guarantees where they are not yet given), and who takes it together; None where that was not asked
        for.
    """

    edits: tuple[Edit, ...]
    conflict: Conflict
    code: int
    assumes: dict[str, str]
    fails: dict[str, tuple[str, ...]]
    tried: int
    start: int | None = None
    movers: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements the steps rest on."""
        return tuple(dict.fromkeys(i for edit in self.edits for i in edit.evidence))

    @property
    def backed(self) -> int:
        """How many of the steps rest on evidence."""
        return sum(bool(edit.evidence) for edit in self.edits)

    @property
    def leaving(self) -> tuple[str, ...]:
        """Give the parties that would still leave in some interpretation."""
        return tuple(dict.fromkeys(party for parties in self.fails.values() for party in parties))


Reporting = Callable[[tuple[str, ...]], str]
"""Says in a few words by whom statements are reported, from their ids; empty where nothing is to be said."""


@dataclass(frozen=True, eq=False)
class Unlock:
    """What would make an arrangement hold.

    Attributes
    ----------
    conflict
        The model as it stands.
    code, concept
        The arrangement, and the concept under which it is to hold.
    interpretation
        The one in which it is to hold; None: in every one.
    reachable
        Whether it has to be one step away too.
    sets
        Smallest sets of steps: no part of one would do. The fewest steps first, then those of which most rest
        on evidence. The empty set alone where it holds already.
    most
        Sets of more steps than this were not looked for.
    complete
        Whether these are all of at most that size, made of the steps that were tried.
    exhaustive
        Whether every interpretation was looked at.
    candidates
        The steps that were tried.
    """

    conflict: Conflict
    code: int
    concept: str
    interpretation: Interpretation | None
    reachable: bool
    sets: tuple[Unlocking, ...]
    most: int
    complete: bool
    exhaustive: bool
    candidates: tuple[Edit, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing has to be done."""
        return bool(self.sets) and not self.sets[0].edits

    @property
    def least(self) -> tuple[Unlocking, ...]:
        """Give the sets of fewest steps."""
        return tuple(each for each in self.sets if len(each.edits) == len(self.sets[0].edits))

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements the first set rests on."""
        return self.sets[0].evidence if self.sets else ()

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        return self.sentence_with(lambda ids: "")

    def sentence_with(self, reported: Reporting) -> str:
        """Give the result in a few words, saying by whom each step is reported."""
        what = "hold and come within one step" if self.reachable else "hold"
        under = f" under {concept(self.concept).label}"
        if not self.sets:
            size = count_words(self.most, "step")
            return f"Nothing of at most {size}, of all that was tried, would make it {what}{under}."
        if self.holds:
            everywhere = "" if self.interpretation or not self._open else ", whatever the open answers"
            return f"It does {what}{under} as things are{everywhere}."
        least = self.sets[0]
        steps = listed(self._step(edit, reported) for edit in least.edits)
        text = f"The least that would make it {what}{under}: {steps}. {self._failing(least)}"
        others = len(self.least) - 1
        if others:
            text += f" There {'is' if others == 1 else 'are'} {count_words(others, 'other way')} as short."
        return text

    @property
    def _open(self) -> bool:
        return self.conflict.interpretation_count > 1

    def _step(self, edit: Edit, reported: Reporting) -> str:
        clause = edit.say(Words(self.conflict))
        said = reported(edit.evidence) if edit.evidence else ""
        return f"{clause} ({said})" if said else clause

    def _failing(self, found: Unlocking) -> str:
        leaving = listed(Words(self.conflict).name(party) for party in found.leaving)
        if not leaving:
            return "It would then fail for nobody."
        if found.assumes and len(found.assumes) == len(found.edits):
            return f"If it turns out otherwise, {leaving} would leave."
        part = f"{number_words(len(found.fails))} of {count_words(found.tried, 'interpretation')}"
        return f"It would still fail for {leaving} in {part}."

    def tables(self) -> tuple[Table, ...]:
        """Give the sets of steps: who does what, on what it rests, for whom the arrangement still fails."""
        words = Words(self.conflict)
        rows: list[Row] = []
        for number, found in enumerate(self.sets, start=1):
            leaving = ", ".join(words.name(party) for party in found.leaving) or "nobody"
            if found.fails:
                leaving += f" ({len(found.fails)} of {found.tried})"
            for place, edit in enumerate(found.edits):
                rests = ", ".join(edit.evidence) if edit.evidence else "assumed"
                cells = ("", "", leaving) if not place else ("", "", "")
                rows.append((number, capital(edit.say(words)), rests, cells[2]))
        columns = (
            Column("way"),
            Column("step", is_text=True),
            Column("rests on", is_text=True),
            Column("then fails for", is_text=True),
        )
        notes = ["every step of a way is needed; fails for: how many interpretations of those looked at"]
        if not self.complete:
            notes.append(f"there may be more ways of at most {count_words(self.most, 'step')}")
        if not self.exhaustive:
            notes.append(f"looked at: a sample of {MOST_INTERPRETATIONS} interpretations")
        title = "What would make it hold"
        return (Table("unlock", title, columns, (Section(tuple(rows)),), notes=tuple(notes)),)

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        words = Words(self.conflict)
        return {
            "taken": self.conflict.taken(self.code),
            "code": self.code,
            "concept": self.concept,
            "interpretation": self.interpretation.id if self.interpretation else None,
            "reachable": self.reachable,
            "holds": self.holds,
            "sentence": self.sentence,
            "most": self.most,
            "complete": self.complete,
            "exhaustive": self.exhaustive,
            "tried": len(self.candidates),
            "sets": [
                {
                    "steps": [edit.record(words) for edit in found.edits],
                    "with_evidence": found.backed,
                    "assumes": found.assumes,
                    "fails": {key: list(parties) for key, parties in found.fails.items()},
                    "interpretations": found.tried,
                    "start": found.conflict.taken(found.start) if found.start is not None else None,
                    "movers": list(found.movers),
                }
                for found in self.sets
            ],
            "statements": list(self.evidence),
        }


def unlock(
    conflict: Conflict,
    want: int | Iterable[str],
    concept_key: str = "seq",
    *,
    reachable: bool = False,
    interpretation: Interpretation | str | None = None,
    kinds: Iterable[str] = KINDS,
    most: int = 3,
    limit: int = 40,
    tries: int = 4000,
) -> Unlock:
    """Find the smallest sets of steps that make an arrangement hold.

    Parameters
    ----------
    conflict
        In option form.
    want
        The arrangement: its code, or the full names of the options taken in it.
    concept_key
        Under which it is to be an equilibrium: one of ``nash, gmr, smr, seq``.
    reachable
        Whether it has to be one step away as well: from the status quo, or a state in which improvements from
        it stop, by a move of some parties together each of which likes it better.
    interpretation
        The one in which it is to hold; None: in every one, so that an open question that matters has to be
        answered. In more than 256 a seeded sample is looked at.
    kinds
        Which kinds of steps to try; see :func:`modusvivendi.insight.candidates.candidates`.
    most
        Sets of more steps than this are not looked for.
    limit
        How many sets are looked for.
    tries
        How many sets are tried at most.

    Returns
    -------
    Unlock

    Raises
    ------
    ConflictError
        In graph form, where there is no such state, where states are too many, or where there is no status
        quo to come from.
    UnknownName
        If there is no such concept, interpretation or kind.

    Notes
    -----
    A solver proposes a smallest set of steps; where the arrangement fails after it, the reason (somebody's
    improvement, and that nothing deters it) tells which other steps could matter, and the solver learns that
    one of them is needed. What is found is verified by the engine on the changed model.

    Examples
    --------
    >>> two = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {open: open the road}, preferences: [not open, B.pay]}
    ...   B: {options: {pay: pay the toll}, preferences: [pay iff A.open]}
    ... ''')
    >>> print(unlock(two, ["A.open", "B.pay"], "nash", kinds=["give up", "reorder"]).sentence)
    The least that would make it hold under Nash: A no longer rules out opening the road. It would then fail
    for nobody.
    """
    if conflict.graph is not None:
        raise ConflictError(
            "steps that unlock an arrangement need a model in option form",
            hint="inverse tells which preferences would have to change",
        )
    key = checked(conflict, concept_key)
    code = want if isinstance(want, int) else conflict.code(want)
    if conflict.position(code) is None:
        reason = conflict.why_infeasible(code)
        raise ConflictError(f"{conflict.describe(code)} is not feasible", hint=reason)
    if reachable and conflict.status_quo is None:
        raise ConflictError("the conflict has no status quo to come from", hint="give it one: status_quo: []")
    chosen = conflict.interpretation(interpretation) if isinstance(interpretation, str) else interpretation
    every = all_or_sample(conflict, MOST_INTERPRETATIONS)
    exhaustive = len(every) == conflict.interpretation_count
    edits = candidates(conflict, code, chosen, first_steps=reachable, kinds=kinds)
    trials = Trials(
        conflict,
        code,
        key,
        edits,
        every if chosen is None else [chosen],
        closed=chosen is None and exhaustive,
        reachable=reachable,
    )
    found = minimal_sets(trials.reasons, trials.apart(), most=most, limit=limit, tries=tries)
    sets = [_unlocking(trials, trials.chosen(numbers), chosen, every) for numbers in found.sets]
    return Unlock(
        conflict=conflict,
        code=code,
        concept=key,
        interpretation=chosen,
        reachable=reachable,
        sets=tuple(sorted(sets, key=lambda each: (len(each.edits), -each.backed))),
        most=most,
        complete=found.complete,
        exhaustive=exhaustive,
        candidates=edits,
    )


def _unlocking(
    trials: Trials,
    edits: Sequence[Edit],
    chosen: Interpretation | None,
    every: Sequence[Interpretation],
) -> Unlocking:
    """Make the edits, and let the engine say where and for whom the arrangement fails after them."""
    conflict = trials.conflict
    after = edited(conflict, edits)
    code = after.code([*conflict.taken(trials.code), *guarantees(conflict, edits)])
    needed = [chosen] if chosen is not None else list(every)
    fails = {
        base.id: parties
        for base, parties in zip(every, _leaving(after, conflict, code, trials.key, every), strict=True)
        if parties
    }
    for base in needed:
        with_answers = assumed(conflict, base, edits)
        (left,) = _leaving(after, conflict, code, trials.key, [with_answers])
        if left:
            raise AssertionError(f"the engine finds that {', '.join(left)} would leave")
    assumes = {
        **{edit.question.id: edit.answer for edit in edits if isinstance(edit, Answer)},
        **{edit.name: "yes" if edit.obtains else "no" for edit in edits if isinstance(edit, Obtain)},
    }
    found = Unlocking(tuple(edits), after, code, assumes, fails, len(every))
    return _with_step(trials, found, assumed(conflict, needed[0], edits)) if trials.reachable else found


def _with_step(trials: Trials, found: Unlocking, interpretation: Interpretation) -> Unlocking:
    """Add from where one step leads to the arrangement, and whose, in an interpretation."""
    world = trials.worlds.after(found.edits)
    assert world is not None
    reached = trials.reached(world, trials.worlds.moves(world, found.edits, interpretation))
    assert reached is not None
    movers = tuple(found.conflict.names[row] for row in reached.rows)
    return replace(found, start=int(world.codes[reached.start]), movers=movers)


def _leaving(
    after: Conflict, before: Conflict, code: int, key: str, interpretations: Sequence[Interpretation]
) -> list[tuple[str, ...]]:
    """Name for each interpretation, of the model before edits, who would leave a state of that after them."""
    ids = {question.text: question.id for question in after.questions}
    place = after.position(code)
    ranks = []
    for found in interpretations:
        answers = {ids[q.text]: found.answers[q.id] for q in before.questions if q.text in ids}
        ranks.append(after.ranks(replace(found, answers=answers)))
    stable = stability_of_many(moves_of(after), np.stack(ranks), (key,))[key][:, :, place]
    return [tuple(name for name, stays in zip(after.names, row, strict=True) if not stays) for row in stable]
