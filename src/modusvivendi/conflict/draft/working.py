"""What a draft in the making knows and can say as a formula: options, conditions, wishes, questions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from modusvivendi.conflict.decision_maker import OpenPreference, Preference
from modusvivendi.conflict.draft.amount_words import amount_of
from modusvivendi.conflict.draft.amounts import without_amount
from modusvivendi.conflict.draft.circumstances import Circumstances
from modusvivendi.conflict.draft.formulas import is_constant, negation, none_of, refused
from modusvivendi.conflict.draft.options import Candidate
from modusvivendi.conflict.draft.record import Deed, Record, leaning
from modusvivendi.conflict.formula import And, Formula, Implies, Not, Option, Or
from modusvivendi.statements import Act, Statement


@dataclass
class Drafted:
    """The preferences of one decision maker in the making, by their place in the order."""

    questions: list[OpenPreference] = field(default_factory=list)
    refused: list[Preference] = field(default_factory=list)
    excluded: list[Preference] = field(default_factory=list)
    conditional: list[Preference] = field(default_factory=list)
    demanded: list[Preference] = field(default_factory=list)
    offered: list[Preference] = field(default_factory=list)

    def in_order(self, never: Sequence[Formula] = ()) -> tuple[Preference | OpenPreference, ...]:
        """Give all of them, most important first; a formula once, with all its evidence.

        What a silent party is only assumed to do, if asked, stands below what it is reported to refuse and to
        make conditions of: an assumption never outweighs a report. What it will not do itself, come what may,
        stands above its objections to what others do, or their sanctions could have it do just that.
        """
        firm, rest = [*self.refused, *self.excluded, *self.conditional], [*self.demanded, *self.offered]
        merged: dict[Formula, Preference] = {}
        for p in [*firm, *rest]:
            if is_constant(p.formula, never):
                continue
            first = merged.setdefault(p.formula, p)
            evidence = tuple(dict.fromkeys((*first.evidence, *p.evidence)))
            merged[p.formula] = replace(first, evidence=evidence)
        above = {p.formula for p in firm}
        silent = [q for q in self.questions if q.rule == "silence"]
        return (
            *(q for q in self.questions if q.rule != "silence"),
            *(p for p in merged.values() if p.formula in above),
            *silent,
            *(p for p in merged.values() if p.formula not in above),
        )


class Drafting:
    """The preferences over chosen options in the making.

    Parameters
    ----------
    record
        The statements that count.
    found
        What the record says of each deed.
    options
        The chosen deeds, with the name of the option each has become. Parties drafted together share one.
    bystanders
        Parties that have none of the options but want some of them taken, or not taken, by others.
    never
        What cannot be, such as two acts of which the one undoes the other.
    """

    def __init__(
        self,
        record: Record,
        found: dict[Deed, Candidate],
        options: dict[Deed, Option],
        bystanders: Sequence[str] = (),
        never: Iterable[Formula] = (),
    ) -> None:
        self.record = record
        self.found = found
        self.options = options
        self.bystanders = tuple(bystanders)
        self.never = tuple(never)
        self.circumstances = Circumstances(o.option for o in options.values())
        self.by_party: dict[str, Drafted] = defaultdict(Drafted)
        self.questioned: set[Deed] = set()
        self.settled: set[tuple[str, str]] = set()
        """The statements, by id and actor, that an open question has taken up."""

    def options_of(self, deeds: Iterable[Deed]) -> list[Formula]:
        """Give the options that some deeds have become, each once."""
        return list(dict.fromkeys(self.options[d] for d in deeds if d in self.options))

    def done(self, act: Act, apart_from: str | None = None) -> Formula | None:
        """Say as a formula that an act is done; None where it is nobody's in the model."""
        some = [self.options_of(deeds) for deeds in self.record.doers(act, self.found, apart_from=apart_from)]
        terms = [Or.of(options) for options in some if options]
        return And.of(list(dict.fromkeys(terms))) if terms else None

    def condition(self, s: Statement) -> Formula | None:
        """Say a statement's condition as a formula; nobody's act is a circumstance."""
        terms: dict[Formula, None] = {}
        for act in s.condition_acts:
            # "If the Europeans send troops, so will we" is about the others.
            same = s.act is not None and act.action == s.act.action
            done = self.done(act, s.actor if same else None)
            if done is None and same and s.actor in act.agents:
                continue
            done = self._wholly(s, act, done)
            terms[Not(done) if act.negated else done] = None
        excepting = s.condition and _EXCEPTING.match(s.condition)
        if len(terms) > 1 and excepting and all(isinstance(t, Not) for t in terms):
            return Not(And.of([negation(t) for t in terms]))  # lacking one of them is enough
        return And.of(list(terms)) if terms else None

    def _wholly(self, s: Statement, act: Act, done: Formula | None) -> Formula:
        """Add to what a condition asks of parties in the model what it asks of others: a circumstance."""
        if done is None:
            return self.circumstances.term(s, act)
        lists = self.record.doers(act, self.found)
        missing = [d.party for deeds in lists for d in deeds if not self.options_of(deeds)]
        outside = tuple(a for a in act.agents if a in missing)
        if not outside:
            return done
        rest = self.circumstances.term(s, act.model_copy(update={"agents": outside}), whole=False)
        return And.of([done, rest])

    def wish(self, s: Statement, condition: Formula | None = None) -> Formula | None:
        """Say what a party wants of others; None where that is outside the model."""
        if s.act is None:
            return None
        if leaning(s) > 0:
            done = self.done(s.act, s.actor)
            return Implies(condition, done) if condition is not None and done is not None else done
        deeds = self.record.deeds(s.act, self.found, apart_from=s.actor)
        if amount_of(s) is None:  # who is against any of it is against all amounts
            at_all = {(d.party, without_amount(d.action)) for d in deeds if d.action == s.act.action}
            deeds += [
                d for d in self.options if d not in deeds and (d.party, without_amount(d.action)) in at_all
            ]
        options = self.options_of(deeds)
        if not options:
            return None
        return none_of(options) if condition is None else refused(Or.of(options), condition)

    def ask(self, drafted: Drafted, question: OpenPreference) -> None:
        """Add an open question, where its answers make a difference and it has not been asked."""
        answers = {
            answer: tuple(p for p in given if not is_constant(p.formula, self.never))
            for answer, given in question.answers.items()
        }
        asked = [q.answers for q in drafted.questions]  # parties drafted together ask it once
        if answers["yes"] != answers["no"] and answers not in asked:
            drafted.questions.append(replace(question, answers=answers))

    def settle(self, statements: Iterable[Statement]) -> None:
        """Mark statements as taken up by an open question."""
        self.settled.update((s.id, s.actor) for s in statements)

    def key(self, party: str) -> str | None:
        """Name the decision maker a party is drafted in, if any."""
        own = (o.decision_maker for d, o in self.options.items() if d.party == party)
        return next(own, party if party in self.bystanders else None)


_EXCEPTING = re.compile(r"^(?:but )?(?:unless|without|failing|absent|otherwise)\b(?!.*\bor\b)", re.IGNORECASE)


def parties_of(options: Iterable[Formula]) -> list[str]:
    """Name the decision makers of some options, each once."""
    return list(dict.fromkeys(o.decision_maker for o in options if isinstance(o, Option)))
