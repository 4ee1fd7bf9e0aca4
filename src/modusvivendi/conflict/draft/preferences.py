"""From positions to preference statements and open questions, each with the rule that made it.

The order within a decision maker: questions about its own options, what it excludes, what it makes
conditional, what it demands, what it offers or supports; the later statement before the earlier.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from modusvivendi.conflict.decision_maker import OpenPreference, Preference
from modusvivendi.conflict.draft.assumptions import veto_on
from modusvivendi.conflict.draft.circumstances import Circumstances
from modusvivendi.conflict.draft.formulas import conjuncts, is_constant, negation, none_of, refused
from modusvivendi.conflict.draft.options import Candidate
from modusvivendi.conflict.draft.record import (
    ON_OTHERS,
    UNWILLING,
    Deed,
    Record,
    is_acceptance,
    leaning,
    on_record,
)
from modusvivendi.conflict.formula import And, Formula, Iff, Implies, Not, Option, Or
from modusvivendi.statements import Act, Effect, Stance, Statement
from modusvivendi.statements.acts.groups import is_group
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import possessive, with_article


@dataclass
class Drafted:
    """The preferences of one decision maker in the making, by their place in the order."""

    questions: list[OpenPreference] = field(default_factory=list)
    excluded: list[Preference] = field(default_factory=list)
    conditional: list[Preference] = field(default_factory=list)
    demanded: list[Preference] = field(default_factory=list)
    offered: list[Preference] = field(default_factory=list)

    def in_order(self) -> tuple[Preference | OpenPreference, ...]:
        """Give all of them, most important first; a formula once, with all its evidence."""
        merged: dict[Formula, Preference] = {}
        for p in [*self.excluded, *self.conditional, *self.demanded, *self.offered]:
            if is_constant(p.formula):
                continue
            first = merged.setdefault(p.formula, p)
            evidence = tuple(dict.fromkeys((*first.evidence, *p.evidence)))
            merged[p.formula] = replace(first, evidence=evidence)
        return (*self.questions, *merged.values())


class Drafting:
    """Draws up preferences over chosen options.

    Parameters
    ----------
    record
        The statements that count.
    found
        What the record says of each deed.
    options
        The chosen deeds, with the name of the option each has become. Parties drafted together share one.
    """

    def __init__(self, record: Record, found: dict[Deed, Candidate], options: dict[Deed, Option]) -> None:
        self.record = record
        self.found = found
        self.options = options
        self.circumstances = Circumstances(o.option for o in options.values())
        self.by_party: dict[str, Drafted] = defaultdict(Drafted)
        self.questioned: set[Deed] = set()
        self.settled: set[tuple[str, str]] = set()
        """The statements, by id and actor, that an open question has taken up."""

    def preferences(self) -> dict[str, tuple[Preference | OpenPreference, ...]]:
        """Draw up the preferences of every decision maker that has an option."""
        # Effects come first: they decide where objections go.
        self._effects()
        self._contradictions()
        self._divided_wishes()
        for s in self.record.live:
            if s.actor not in self.record.groups and (s.id, s.actor) not in self.settled:
                self._position(s)
        self._silence()
        return {party: drafted.in_order() for party, drafted in self.by_party.items()}

    # -- what a formula can say -----------------------------------------------------------------------

    def _options(self, deeds: Iterable[Deed]) -> list[Formula]:
        return list(dict.fromkeys(self.options[d] for d in deeds if d in self.options))

    def _done(self, act: Act, apart_from: str | None = None) -> Formula | None:
        """Say as a formula that an act is done; None where it is nobody's in the model."""
        some = [self._options(deeds) for deeds in self.record.doers(act, self.found, apart_from=apart_from)]
        terms = [Or.of(options) for options in some if options]
        return And.of(list(dict.fromkeys(terms))) if terms else None

    def _condition(self, s: Statement) -> Formula | None:
        """Say a statement's condition as a formula; nobody's act is a circumstance."""
        terms: dict[Formula, None] = {}
        for act in s.condition_acts:
            # "If the Europeans send troops, so will we" is about the others.
            same = s.act is not None and act.action == s.act.action
            done = self._done(act, s.actor if same else None)
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
        missing = [d.party for deeds in lists for d in deeds if not self._options(deeds)]
        outside = tuple(a for a in act.agents if a in missing)
        if not outside:
            return done
        rest = self.circumstances.term(s, act.model_copy(update={"agents": outside}), whole=False)
        return And.of([done, rest])

    # -- positions ------------------------------------------------------------------------------------

    def _position(self, s: Statement) -> None:
        party = self._key(s.actor)
        if s.act is None or s.stance is Stance.ASSESSES or party is None:
            return
        drafted = self.by_party[party]
        if s.stance in ON_OTHERS:
            self._on_others(s, drafted)
            return
        own = Deed(s.actor, s.act.action)
        if own not in self.options:
            return
        option: Formula = self.options[own]
        if s.act.negated:
            option = Not(option)
        condition = self._condition(s)
        evidence = (s.id,)
        if s.stance is Stance.OFFERS:
            if condition is not None:
                self._join_conditional(drafted, option, condition, evidence)
            drafted.offered.append(Preference(option, evidence, rule="offers"))
        elif s.stance is Stance.WARNS:
            if condition is not None:
                drafted.excluded.append(
                    Preference(negation(condition), evidence, rule="warns: not the cause")
                )
                drafted.conditional.append(
                    Preference(Iff(option, condition), evidence, rule="warns: the answer")
                )
            else:
                drafted.conditional.append(Preference(option, evidence, rule="warns without a condition"))
        elif s.stance in UNWILLING:
            if condition is not None:
                formula = refused(option, condition)
                drafted.conditional.append(Preference(formula, evidence, rule="rules out, with a condition"))
            else:
                drafted.excluded.append(Preference(negation(option), evidence, rule=s.stance.value))
        elif s.stance is Stance.CONSIDERS:
            self._considering(s, own, option, drafted)

    def _join_conditional(
        self, drafted: Drafted, option: Formula, condition: Formula, evidence: tuple[str, ...]
    ) -> None:
        """Add a conditional offer; conditions of one act from the same reports hold together."""
        reports = {e.rsplit("-", 1)[0] for e in evidence}
        for place, other in enumerate(drafted.conditional):
            formula = other.formula
            same_report = {e.rsplit("-", 1)[0] for e in other.evidence} & reports
            if isinstance(formula, Iff) and formula.left == option and same_report:
                terms = [*conjuncts(condition), *conjuncts(formula.right)]
                joined = And.of(list(dict.fromkeys(terms)))
                if joined == formula.right:
                    break
                drafted.conditional[place] = Preference(
                    Iff(option, joined),
                    tuple(sorted({*other.evidence, *evidence})),
                    rule="offers, with conditions from the same report joined",
                )
                return
        drafted.conditional.append(
            Preference(Iff(option, condition), evidence, rule="offers, with a condition")
        )

    def _on_others(self, s: Statement, drafted: Drafted) -> None:
        wish = self._wish(s, self._condition(s))
        if wish is not None:
            place = {
                Stance.OPPOSES: drafted.excluded,
                Stance.DEMANDS: drafted.demanded,
                Stance.SUPPORTS: drafted.offered,
            }[s.stance]
            place.append(Preference(wish, (s.id,), rule=s.stance.value))

    def _wish(self, s: Statement, condition: Formula | None = None) -> Formula | None:
        """Say what a party wants of others; None where that is outside the model."""
        if s.act is None:
            return None
        if leaning(s) > 0:
            done = self._done(s.act, s.actor)
            return Implies(condition, done) if condition is not None and done is not None else done
        options = self._options(self.record.deeds(s.act, self.found, apart_from=s.actor))
        if not options:
            return None
        return none_of(options) if condition is None else refused(Or.of(options), condition)

    # -- open questions -------------------------------------------------------------------------------

    def _considering(self, s: Statement, own: Deed, option: Formula, drafted: Drafted) -> None:
        """Ask whether a party will do what it considers; what it says of the same act stands for "yes"."""
        same = [
            t
            for t in self.found[own].own
            if t.act
            and t.act.negated == (s.act and s.act.negated)
            and t.stance in (Stance.CONSIDERS, Stance.OFFERS)
        ]
        yes: dict[Formula, Preference] = {}
        for t in same:
            condition = self._condition(t)
            willing = Iff(option, condition) if condition is not None else option
            evidence = (*(yes[willing].evidence if willing in yes else ()), t.id)
            yes[willing] = Preference(willing, evidence, rule="considers")
        ids = tuple(dict.fromkeys(t.id for t in same))
        undecided = tuple(t.id for t in same if t.stance is Stance.CONSIDERS)
        no = Preference(
            negation(option),
            undecided,
            assumption="it is reported to consider it, not to have decided",
            rule="considers",
        )
        verb = "refrain from doing so: " if isinstance(option, Not) else ""
        self._ask(
            drafted,
            OpenPreference(
                question=f"Would {with_article(s.actor)} {verb}{self.found[own].label}?",
                answers={"yes": tuple(yes.values()), "no": (no,)},
                evidence=ids,
                rule="considers",
                note="under consideration",
            ),
        )
        self._settle(same)
        self.questioned.add(own)

    def _ask(self, drafted: Drafted, question: OpenPreference) -> None:
        answers = {
            answer: tuple(p for p in given if not is_constant(p.formula))
            for answer, given in question.answers.items()
        }
        asked = [q.answers for q in drafted.questions]  # parties drafted together ask it once
        if answers["yes"] != answers["no"] and answers not in asked:
            drafted.questions.append(replace(question, answers=answers))

    def _settle(self, statements: Iterable[Statement]) -> None:
        self.settled.update((s.id, s.actor) for s in statements)

    def _contradictions(self) -> None:
        """Ask where willing and unwilling statements about one deed stand against each other."""
        for deed, option in self.options.items():
            own = self.found[deed].own
            willing = [s for s in own if leaning(s) > 0]
            unwilling = [s for s in own if leaning(s) < 0]
            if not willing or not unwilling or deed in self.questioned:
                continue
            condition = next((c for s in willing if (c := self._condition(s)) is not None), None)
            formula = Iff(option, condition) if condition is not None else option
            yes, no = tuple(s.id for s in willing), tuple(s.id for s in unwilling)
            disowned = any(map(on_record, unwilling)) and not all(map(on_record, willing))
            doubt = ", as reported, or not, as it says" if disowned else ", or not, as other reports have it"
            self._ask(
                self.by_party[option.decision_maker],
                OpenPreference(
                    question=f"Would {with_article(deed.party)} {self.found[deed].label}{doubt}?",
                    answers={
                        "yes": (Preference(formula, yes, rule="offers or considers"),),
                        "no": (Preference(Not(option), no, rule="rules out or denies"),),
                    },
                    evidence=(*yes, *no),
                    rule="contradiction",
                    note="contradictory reports",
                ),
            )
            self._settle((*willing, *unwilling))
            self.questioned.add(deed)

    def _divided_wishes(self) -> None:
        """Ask where a party is reported both to want and not to want the same of others."""
        by_wish: dict[tuple[str, str, tuple[Formula, ...]], list[Statement]] = defaultdict(list)
        for s in self.record.live:
            if (
                s.act
                and s.stance in ON_OTHERS
                and (s.id, s.actor) not in self.settled
                and not s.condition_acts
            ):
                options = self._options(self.record.deeds(s.act, self.found, apart_from=s.actor))
                if options and s.actor not in self.record.groups and self._key(s.actor):
                    by_wish[s.actor, s.act.action, tuple(options)].append(s)
        for (actor, _, wished), said in by_wish.items():
            wanted = [s for s in said if leaning(s) > 0]
            unwanted = [s for s in said if leaning(s) < 0]
            wish = self._wish(wanted[0]) if wanted else None
            key = self._key(actor)
            if not unwanted or wish is None or key is None:
                continue
            label = (said[0].act.label if said[0].act else "").strip()
            doers = _and([with_article(p) for p in _parties(wished)])
            yes, no = tuple(s.id for s in wanted), tuple(s.id for s in unwanted)
            self._ask(
                self.by_party[key],
                OpenPreference(
                    question=f"Does {with_article(actor)} want {doers} to {label}?",
                    answers={
                        "yes": (Preference(wish, yes, rule="demands or supports"),),
                        "no": (Preference(none_of(wished), no, rule="opposes"),),
                    },
                    evidence=(*yes, *no),
                    rule="contradiction",
                    note="contradictory reports",
                ),
            )
            self._settle(said)

    def _effects(self) -> None:
        """Ask whether X would make Y do Z, and let Y's objections to the same act hang on the answer."""
        by_effect: dict[Deed, list[tuple[Statement, Effect]]] = defaultdict(list)
        for s in self.record.live:
            if s.effect:
                for deed in self.record.deeds(s.effect.effect, self.found):
                    if deed in self.options:
                        by_effect[deed].append((s, s.effect))
        for deed, claims in by_effect.items():
            self._effect(deed, claims)

    def _effect(self, deed: Deed, claims: list[tuple[Statement, Effect]]) -> None:
        own = self.found[deed].own
        causing = self._causes(claims, deed.party)
        if not causing or any(s.stance is Stance.OFFERS for s in own):
            return  # what a party offers itself needs nobody's judgement
        option: Formula = self.options[deed]
        cause = Or.of(causing)
        evidence = tuple(dict.fromkeys(s.id for s, _ in claims))
        drafted = self.by_party[self.options[deed].decision_maker]
        names = _and([with_article(p) for p in _parties(causing)])
        if sum(1 if e.raises else -1 for _, e in claims) < 0:
            # It would stand in the way; without it the party's own position, or silence, counts.
            costs = Preference(Implies(cause, Not(option)), evidence, rule="assesses")
            self._ask(
                drafted,
                OpenPreference(
                    question=self._effect_question(deed, names, "cost"),
                    answers={"yes": (costs,), "no": ()},
                    evidence=evidence,
                    rule="assessment",
                    note="a judgement, not a position",
                ),
            )
            return
        objections = self._objections(deed)
        opposed = self._options(
            d for s in objections if s.act for d in self.record.deeds(s.act, self.found, apart_from=s.actor)
        )
        aside = [s for s in own if s.stance in UNWILLING or s.stance is Stance.CONSIDERS]
        against = tuple(dict.fromkeys(s.id for s in (*objections, *aside) if leaning(s) < 0))
        yes = [Preference(Iff(option, cause), evidence, rule="assesses")]
        others = [o for o in opposed if o not in causing]
        if others:
            yes.append(
                Preference(
                    Implies(Or.of(others), cause),
                    (*evidence, *against),
                    rule="assesses: the objection falls where the cause is given",
                )
            )
        threats = list(self._threats(deed))
        for s, threat, condition in threats:
            falls = Iff(threat, And.of([*conjuncts(condition), negation(cause)]))
            rule = "assesses: the threat falls where the cause is given"
            yes.append(Preference(falls, (*evidence, s.id), rule=rule))
        no: list[Preference] = []
        if against:
            no.append(Preference(Not(option), against, rule="opposes"))
            if opposed:
                no.append(Preference(none_of(opposed), against, rule="opposes"))
        elif is_acceptance(deed.action):
            no.append(
                Preference(Not(option), assumption="without that effect nothing reported makes it accept")
            )
        for s, threat, condition in threats:
            no.append(Preference(negation(condition), (s.id,), rule="warns: not the cause"))
            no.append(Preference(Iff(threat, condition), (s.id,), rule="warns: the answer"))
        considered = tuple(s.id for s in aside if s.stance is Stance.CONSIDERS)
        self._ask(
            drafted,
            OpenPreference(
                question=self._effect_question(deed, names, "win"),
                answers={"yes": tuple(yes), "no": tuple(no)},
                evidence=(*evidence, *against, *considered),
                rule="assessment",
                note="a judgement, not a position",
            ),
        )
        self._settle(s for s in (*objections, *aside) if leaning(s) < 0 or s.stance is Stance.CONSIDERS)
        self._settle(s for s, _, _ in threats)
        self.questioned.add(deed)

    def _causes(self, claims: list[tuple[Statement, Effect]], party: str) -> list[Formula]:
        """Give the options of others that are said to have the effect on a party."""
        causes: dict[Deed, None] = {}
        # Who is named beats who is only meant: a judgement on "countries beyond the West" speaks of China
        # where another names China, not of everybody else it would fit.
        for group in (False, True):
            for _, effect in claims:
                known = self.record.deeds(effect.cause, self.found, apart_from=party)
                meant = [d for d in known if d in self.options]
                by_group = any(is_group(a) for a in effect.cause.agents)
                if by_group == group and not any(d in causes for d in meant):
                    causes.update(dict.fromkeys(meant))
        return self._options(causes)

    def _objections(self, deed: Deed) -> list[Statement]:
        """Find what a party says against what it might come to accept."""
        action = deed.action.removeprefix("accept:")
        return [
            s
            for s in self.record.live
            if s.stance is Stance.OPPOSES
            and leaning(s) < 0
            and not s.condition_acts
            and s.actor == deed.party
            and s.act
            and s.act.action == action
        ]

    def _threats(self, deed: Deed) -> Iterable[tuple[Statement, Formula, Formula]]:
        """Find what a party threatens to do should others do what it might come to accept."""
        action = deed.action.removeprefix("accept:")
        for s in self.record.live:
            if s.stance is not Stance.WARNS or s.actor != deed.party or s.act is None:
                continue
            threat = self.options.get(Deed(s.actor, s.act.action))
            asked = [act for act in s.condition_acts if not act.negated]
            if threat is None or s.act.negated or not asked or any(a.action != action for a in asked):
                continue
            condition = self._condition(s)
            if condition is not None and not condition.circumstances():
                yield s, threat, condition

    def _effect_question(self, deed: Deed, names: str, verb: str) -> str:
        asked = {q.question for drafted in self.by_party.values() for q in drafted.questions}
        text = f"Does the taking part of {names} {verb} {possessive(deed.party)} consent?"
        if is_acceptance(deed.action) and text not in asked:
            return text
        label = self.found[deed].label
        if verb == "cost":
            return f"Would {names} keep {with_article(deed.party)} from it by taking part: {label}?"
        return f"Would {with_article(deed.party)} {label} if {names} did its part?"

    def _silence(self) -> None:
        """Ask about options on which others' conditions hang, but their own party is not heard."""
        counted_on: dict[str, list[Deed]] = defaultdict(list)
        for deed, option in self.options.items():
            if deed in self.questioned or self.found[deed].own:
                continue
            self.questioned.add(deed)
            terms, evidence, why = self._terms(deed, option)
            demanded = any(s.stance is Stance.DEMANDS for s in self.found[deed].wanted)
            if terms is None and not demanded:
                counted_on[deed.party].append(deed)
                continue
            asked = self._asked(deed)
            going_along = Preference(option, asked, assumption=_WILLING, rule="silence")
            if terms is None:
                self._silent([deed], (going_along,))
                continue
            if evidence:  # of terms that are assumed, what is asked of it says nothing
                evidence = tuple(dict.fromkeys((*evidence, *asked)))
            on_terms = Preference(Iff(option, terms), evidence, assumption=why, rule="silence")
            # As with an offer: on these terms, and further down at all, where somebody asks it.
            self._silent([deed], (on_terms, going_along) if asked else (on_terms,))
        for deeds in counted_on.values():
            # What others merely count on is asked of a party once, however much it is.
            self._silent(
                deeds,
                tuple(
                    Preference(self.options[d], self._asked(d), assumption=_WILLING, rule="silence")
                    for d in deeds
                ),
            )

    def _silent(self, deeds: Sequence[Deed], yes: tuple[Preference, ...]) -> None:
        """Ask a party about deeds of its own that it says nothing of."""
        party = with_article(deeds[0].party)
        labels = [self.found[d].label for d in deeds]
        what = labels[0] if len(labels) == 1 else f"do what is counted on: {_and(labels)}"
        ids = [s.id for d in deeds for s in self.found[d].in_conditions]
        asked = [i for d in deeds for i in self._asked(d)]
        no = none_of([self.options[d] for d in deeds])
        self._ask(
            self.by_party[self.options[deeds[0]].decision_maker],
            OpenPreference(
                question=f"Would {party} {what}?",
                answers={
                    "yes": yes,
                    "no": (Preference(no, assumption="no position of its own is reported"),),
                },
                evidence=tuple(dict.fromkeys((*ids, *asked))),
                rule="silence",
                note="not reported",
            ),
        )

    def _asked(self, deed: Deed) -> tuple[str, ...]:
        """Give the statements that ask a deed of a silent party: demands, and offers in return for it.

        They say what it would do if it went along, not that it will; the answer says so.
        """
        c = self.found[deed]
        wanted = [s for s in c.wanted if s.stance is Stance.DEMANDS]
        asking = (Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.SUPPORTS)
        in_return = [s for s in c.in_conditions if s.stance in asking and s.actor != deed.party]
        return tuple(dict.fromkeys(s.id for s in (*wanted, *in_return)))

    def _terms(self, deed: Deed, option: Option) -> tuple[Formula | None, tuple[str, ...], str]:
        """Say on which terms a silent party would do what others' conditions ask of it."""
        veto = veto_on(deed.party, deed.action)
        if veto:
            consents = {
                d.party: o
                for d, o in self.options.items()
                if d.party in veto.holders and is_acceptance(d.action)
            }
            if consents:
                holders = _and(sorted(consents))
                return And.of(list(consents.values())), (), veto.reason.format(holder=holders)
        accepts = [
            o
            for d, o in self.options.items()
            if d.party == deed.party
            and is_acceptance(d.action)
            and o != option
            and (d.action == "accept" or class_of(d.action.removeprefix("accept:")))
            and not self.found[d].own  # what it has itself said it would take is no settlement yet
        ]
        if accepts:
            return And.of(accepts), (), f"{deed.party} is taken to do so only under a settlement it accepts"
        demanded = self.by_party[option.decision_maker].demanded
        if demanded:
            terms = And.of(list(dict.fromkeys(p.formula for p in demanded)))
            evidence = tuple(dict.fromkeys(e for p in demanded for e in p.evidence))
            return terms, evidence, f"{deed.party} is taken to do so only if what it demands is given"
        return None, (), _WILLING

    def _key(self, party: str) -> str | None:
        """Name the decision maker a party is drafted in, if any."""
        return next((o.decision_maker for d, o in self.options.items() if d.party == party), None)


_WILLING = "no position of its own is reported; this answer takes it to do what is asked of it"
_EXCEPTING = re.compile(r"^(?:but )?(?:unless|without|failing|absent|otherwise)\b(?!.*\bor\b)", re.IGNORECASE)


def _parties(options: Iterable[Formula]) -> list[str]:
    return list(dict.fromkeys(o.decision_maker for o in options if isinstance(o, Option)))


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
