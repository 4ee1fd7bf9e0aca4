"""Which edits of a model are worth trying to make an arrangement hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from modusvivendi.conflict import (
    And,
    Conflict,
    DecisionMaker,
    Formula,
    If,
    Interpretation,
    Not,
    OpenPreference,
    Option,
    Preference,
)
from modusvivendi.errors import UnknownName, nearest
from modusvivendi.insight.arrangements import threatened
from modusvivendi.insight.edits import (
    Answer,
    Bargain,
    Commit,
    Edit,
    GiveUp,
    Guarantee,
    Hold,
    Meet,
    Obtain,
    Swap,
)
from modusvivendi.insight.needs import about_circumstance

KINDS = tuple(kind.kind for kind in (GiveUp, Answer, Obtain, Meet, Bargain, Swap, Commit, Hold, Guarantee))
"""Kinds of edits, in the order in which they are listed; the first adopted is the most important."""


def candidates(
    conflict: Conflict,
    code: int,
    interpretation: Interpretation | None = None,
    *,
    first_steps: bool = False,
    kinds: Iterable[str] = KINDS,
) -> tuple[Edit, ...]:
    """List the edits that might make an arrangement hold.

    Parameters
    ----------
    conflict
        In option form.
    code
        The arrangement.
    interpretation
        The one in which it is to hold; None: in all.
    first_steps
        Whether somebody might go first (:class:`Hold`), which only helps to get there.
    kinds
        Which kinds of edits, as in ``KINDS``.

    Returns
    -------
    tuple of Edit
        Every preference statement given up; every answer to an open question, and every circumstance both
        ways, other than as assumed; what others' preferences ask for in the arrangement; a bargain and a
        guarantee for every party; every two entries of one list in the other order; every option made
        impossible to go back on.

    Raises
    ------
    UnknownName
        If there is no such kind.
    """
    wanted = tuple(kinds)
    for kind in wanted:
        if kind not in KINDS:
            hint = nearest(kind, KINDS) or f"there are {', '.join(KINDS)}"
            raise UnknownName(f"there is no kind of change called {kind!r}", hint=hint)
    listing = _Listing(conflict, code, interpretation)
    made = {
        GiveUp.kind: listing.given_up,
        Answer.kind: listing.answers,
        Obtain.kind: listing.circumstances,
        Meet.kind: listing.demands,
        Bargain.kind: listing.bargains,
        Swap.kind: listing.swaps,
        Commit.kind: listing.commitments,
        Hold.kind: listing.first_steps if first_steps else lambda: iter(()),
        Guarantee.kind: listing.guarantees,
    }
    return tuple(edit for kind in KINDS if kind in wanted for edit in made[kind]())


class _Listing:
    """Lists edits of one conflict with one arrangement in view."""

    def __init__(self, conflict: Conflict, code: int, interpretation: Interpretation | None) -> None:
        self.conflict, self.code, self.interpretation = conflict, code, interpretation
        self.taken = set(conflict.taken(code))
        self._threats = threatened(conflict) & self.taken

    def given_up(self) -> Iterator[Edit]:
        for dm in self.conflict.decision_makers:
            for position, entry in enumerate(dm.preferences):
                if isinstance(entry, Preference):
                    yield GiveUp(dm.key, position, None, 0, entry)
                    continue
                for answer, statements in entry.answers.items():
                    for number, statement in enumerate(statements):
                        yield GiveUp(dm.key, position, answer, number, statement)

    def answers(self) -> Iterator[Edit]:
        for question in self.conflict.questions:
            for answer in question.answers:
                if self.interpretation is None or self.interpretation.answers[question.id] != answer:
                    yield Answer(question, answer, self._evidence_for(question.text, answer))

    def _evidence_for(self, question: str, answer: str) -> tuple[str, ...]:
        """Ids of the statements that bear on a question or speak for one of its answers."""
        found: list[str] = []
        for dm in self.conflict.decision_makers:
            for entry in dm.preferences:
                if isinstance(entry, OpenPreference) and entry.question == question:
                    found += entry.evidence
                    found += [i for statement in entry.answers[answer] for i in statement.evidence]
        return tuple(dict.fromkeys(found))

    def circumstances(self) -> Iterator[Edit]:
        for name, label in self.conflict.circumstances.items():
            cited = about_circumstance(self.conflict, name)
            for obtains in (True, False):
                if self.interpretation is None or self.interpretation.circumstances[name] != obtains:
                    yield Obtain(name, label, obtains, cited)

    def demands(self) -> Iterator[Edit]:
        for dm in self.conflict.decision_makers:
            for option in dm.option_names:
                asking = [
                    (other.key, statement)
                    for other in self.conflict.decision_makers
                    if other.key != dm.key
                    for statement in self._valuing(other, option)
                ]
                if asking:
                    cited = dict.fromkeys(i for _, statement in asking for i in statement.evidence)
                    who = tuple(dict.fromkeys(key for key, _ in asking))
                    yield Meet(dm.key, self._as_wanted(option), tuple(cited), who)

    def _valuing(self, dm: DecisionMaker, option: str) -> list[Preference]:
        """Give the statements that are true in the arrangement, and would not be but for the option."""
        without = self.taken ^ {option}
        return [
            statement
            for statement, _, _ in dm.every_statement()
            if statement.formula.holds(self.taken) and not statement.formula.holds(without)
        ]

    def bargains(self) -> Iterator[Edit]:
        for dm in self.conflict.decision_makers:
            if not dm.options:
                continue
            others = [o for o in self.conflict.options if o not in dm.option_names]
            valued = {o: found for o in others if o in self.taken and (found := self._valuing(dm, o))}
            if self._threats & {*valued, *(o for o in dm.option_names if o in self.taken)}:
                continue  # nobody carries out a threat, or has one carried out, in return for something
            condition = [self._as_wanted(o) for o in (valued or others)]
            part = self._part(dm)
            formula = If(part, And.of(condition)) if condition else part
            cited = dict.fromkeys(i for found in valued.values() for s in found for i in s.evidence)
            own = tuple(option for option in dm.option_names if option in self.taken)
            yield Bargain(dm.key, formula, tuple(cited), tuple(valued), own)

    def guarantees(self) -> Iterator[Edit]:
        for dm in self.conflict.decision_makers:
            if dm.options and not self._threats & set(dm.option_names):
                yield Guarantee(dm.key, self._part(dm))

    def swaps(self) -> Iterator[Edit]:
        for dm in self.conflict.decision_makers:
            for (first, upper), (second, lower) in combinations(enumerate(dm.preferences), 2):
                yield Swap(dm.key, first, second, upper, lower)

    def commitments(self) -> Iterator[Edit]:
        for option in self.conflict.options:
            if option not in self.conflict.irreversible:
                yield Commit(option, option in self.taken)

    def first_steps(self) -> Iterator[Edit]:
        now = self.conflict.status_quo
        if now is None:
            return
        for option in self.conflict.options:
            one_way = self.conflict.irreversible.get(option)
            if option in self.taken and not now >> self.conflict.bits[option] & 1 and one_way is None:
                yield Hold(option, True)

    def _as_wanted(self, option: str) -> Formula:
        return Option(option) if option in self.taken else Not(Option(option))

    def _part(self, dm: DecisionMaker) -> Formula:
        return And.of([self._as_wanted(option) for option in dm.option_names])
