"""From positions to preference statements and open questions, each with the rule that made it.

The order within a decision maker: questions about its own options, what it excludes, what it makes
conditional, what it demands, what it offers or supports; the later statement before the earlier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from modusvivendi.conflict.decision_maker import OpenPreference, Preference
from modusvivendi.conflict.draft.assumptions import veto_on
from modusvivendi.conflict.draft.options import Candidate
from modusvivendi.conflict.draft.record import UNWILLING, Deed, Record, is_acceptance, on_record
from modusvivendi.conflict.formula import (
    And,
    Circumstance,
    Formula,
    Iff,
    Implies,
    NoneOf,
    Not,
    Option,
    Or,
)
from modusvivendi.statements import Act, Effect, Stance, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.groups import is_group
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
        """Give all of them, most important first, a formula once."""
        seen: set[Formula] = set()
        ordered: list[Preference | OpenPreference] = [*self.questions]
        for preference in [*self.excluded, *self.conditional, *self.demanded, *self.offered]:
            if preference.formula not in seen:
                seen.add(preference.formula)
                ordered.append(preference)
        return tuple(ordered)


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
        self.circumstances: dict[str, str] = {}
        self.by_party: dict[str, Drafted] = defaultdict(Drafted)
        self.questioned: set[Deed] = set()
        self.softened: set[str] = set()

    def preferences(self) -> dict[str, tuple[Preference | OpenPreference, ...]]:
        """Draw up the preferences of every decision maker that has an option."""
        # Effects come first: they decide where objections go.
        self._effects()
        self._contradictions()
        for s in self.record.live:
            if s.actor not in self.record.groups:
                self._position(s)
        self._silence()
        return {party: drafted.in_order() for party, drafted in self.by_party.items()}

    # -- what a formula can say -----------------------------------------------------------------------

    def _options(self, deeds: Iterable[Deed]) -> list[Formula]:
        return list(dict.fromkeys(self.options[d] for d in deeds if d in self.options))

    def _term(self, statement: Statement, act: Act) -> Formula:
        """Say a condition's act as a formula; nobody's act is a circumstance."""
        options = self._options(self.record.deeds(act, self.found))
        if not options:
            name = _slug(act)
            self.circumstances.setdefault(name, _bare(statement, act))
            options = [Circumstance(name)]
        # Two sides named are both meant; of a group, one member is enough to speak of its acting.
        several = (
            And.of(options) if len(act.agents) != 1 or act.agents[0] in _parties(options) else Or.of(options)
        )
        return Not(several) if act.negated else several

    def _condition(self, statement: Statement) -> Formula | None:
        terms = [self._term(statement, a) for a in statement.condition_acts]
        return And.of(list(dict.fromkeys(terms))) if terms else None

    # -- positions ------------------------------------------------------------------------------------

    def _position(self, s: Statement) -> None:
        if s.act is None or s.stance is Stance.ASSESSES:
            return
        own = Deed(s.actor, s.act.action)
        party = self._key(s.actor)
        if party is None:
            return
        drafted = self.by_party[party]
        if s.stance in (Stance.DEMANDS, Stance.SUPPORTS, Stance.OPPOSES):
            self._on_others(s, drafted)
            return
        if own not in self.options or own in self.questioned:
            return
        option: Formula = self.options[own]
        if s.act.negated:
            option = Not(option)
        condition = self._condition(s)
        evidence = self._alike(s)
        if s.stance is Stance.OFFERS:
            if condition is not None:
                self._join_conditional(drafted, option, condition, evidence)
            drafted.offered.append(Preference(option, evidence, rule="offers"))
        elif s.stance is Stance.WARNS:
            if condition is not None:
                drafted.excluded.append(
                    Preference(_negation(condition), evidence, rule="warns: not the cause")
                )
                drafted.conditional.append(
                    Preference(Iff(option, condition), evidence, rule="warns: the answer")
                )
            else:
                drafted.conditional.append(Preference(option, evidence, rule="warns without a condition"))
        elif s.stance in UNWILLING:
            if condition is not None:
                formula = Implies(condition, _negation(option))
                if isinstance(condition, Not):  # "not unless C": acting implies C
                    formula = Implies(option, condition.operand)
                drafted.conditional.append(Preference(formula, evidence, rule="rules out, with a condition"))
            else:
                drafted.excluded.append(Preference(_negation(option), evidence, rule=s.stance.value))
        elif s.stance is Stance.CONSIDERS:
            self._considering(s, own, option, condition, drafted)

    def _alike(self, s: Statement) -> tuple[str, ...]:
        """Give the statement with those of other members drafted together and repetitions of the same."""
        same = [
            t.id
            for t in self.record.live
            if t.act
            and s.act
            and t.stance is s.stance
            and self.options.get(Deed(t.actor, t.act.action)) == self.options.get(Deed(s.actor, s.act.action))
            and self._condition(t) == self._condition(s)
        ]
        return tuple(dict.fromkeys([s.id, *same]))

    def _join_conditional(
        self, drafted: Drafted, option: Formula, condition: Formula, evidence: tuple[str, ...]
    ) -> None:
        """Add a conditional offer; conditions of one act from the same reports hold together."""
        reports = {e.rsplit("-", 1)[0] for e in evidence}
        for place, other in enumerate(drafted.conditional):
            formula = other.formula
            same_report = {e.rsplit("-", 1)[0] for e in other.evidence} & reports
            if isinstance(formula, Iff) and formula.left == option and same_report:
                terms = [*_conjuncts(condition), *_conjuncts(formula.right)]
                joined = And.of(list(dict.fromkeys(terms)))
                if joined == formula.right:
                    return
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
        if s.act is None:
            return
        deeds = self.record.deeds(s.act, self.found, apart_from=s.actor)
        options = self._options(deeds)
        if not options:
            return
        if s.stance is Stance.OPPOSES:
            if s.id not in self.softened:
                formula = NoneOf(*options) if len(options) > 1 else Not(options[0])
                drafted.excluded.append(Preference(formula, self._same_objection(s, deeds), rule="opposes"))
            return
        every = len(s.act.agents) > 1 or (s.act.agents and len(options) == len(s.act.agents))
        wanted = And.of(options) if every else Or.of(options)
        if s.act.negated:
            wanted = _negation(wanted)
        condition = self._condition(s)
        if condition is not None:
            wanted = Implies(condition, wanted)
        place = drafted.demanded if s.stance is Stance.DEMANDS else drafted.offered
        place.append(Preference(wanted, (s.id,), rule=s.stance.value))

    def _same_objection(self, s: Statement, deeds: Sequence[Deed]) -> tuple[str, ...]:
        ids = [s.id]
        for t in self.record.live:
            if t.stance is Stance.OPPOSES and t.actor == s.actor and t.act and t.id != s.id:
                others = self.record.deeds(t.act, self.found, apart_from=t.actor)
                if self._options(others) == self._options(deeds):
                    ids.append(t.id)
        return tuple(ids)

    # -- open questions -------------------------------------------------------------------------------

    def _considering(
        self, s: Statement, own: Deed, option: Formula, condition: Formula | None, drafted: Drafted
    ) -> None:
        evidence = self._alike(s)
        label = self.found[own].label
        willing = Iff(option, condition) if condition is not None else option
        drafted.questions.append(
            OpenPreference(
                question=f"Would {with_article(s.actor)} {label}?",
                answers={
                    "yes": (Preference(willing, evidence, rule="considers"),),
                    "no": (
                        Preference(
                            _negation(option), assumption="it is reported to consider it, not to have decided"
                        ),
                    ),
                },
                evidence=evidence,
                rule="considers",
                note="under consideration",
            )
        )
        self.questioned.add(own)

    def _contradictions(self) -> None:
        """Ask where willing and unwilling statements about one deed stand against each other."""
        for deed, option in self.options.items():
            own = self.found[deed].own
            willing = [
                s
                for s in own
                if s.stance in (Stance.OFFERS, Stance.CONSIDERS) and not (s.act and s.act.negated)
            ]
            unwilling = [s for s in own if s.stance in UNWILLING and not s.condition_acts]
            if not willing or not unwilling or deed in self.questioned:
                continue
            condition = next((c for s in willing if (c := self._condition(s)) is not None), None)
            formula = Iff(option, condition) if condition is not None else option
            yes, no = tuple(s.id for s in willing), tuple(s.id for s in unwilling)
            disowned = any(map(on_record, unwilling)) and not all(map(on_record, willing))
            doubt = ", as reported, or not, as it says" if disowned else ", or not, as other reports have it"
            self.by_party[option.decision_maker].questions.append(
                OpenPreference(
                    question=f"Would {with_article(deed.party)} {self.found[deed].label}{doubt}?",
                    answers={
                        "yes": (Preference(formula, yes, rule="offers or considers"),),
                        "no": (Preference(Not(option), no, rule="rules out or denies"),),
                    },
                    evidence=(*yes, *no),
                    rule="contradiction",
                    note="contradictory reports",
                )
            )
            self.questioned.add(deed)

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
        causes: dict[Deed, None] = {}
        # Who is named beats who is only meant: a judgement on "countries beyond the West" speaks of China
        # where another names China, not of everybody else it would fit.
        for group in (False, True):
            for _, effect in claims:
                meant = [d for d in self.record.deeds(effect.cause, self.found) if d in self.options]
                by_group = any(is_group(a) for a in effect.cause.agents)
                if by_group == group and not any(d in causes for d in meant):
                    causes.update(dict.fromkeys(meant))
        causing = self._options(causes)
        if not causing:
            return
        option: Formula = self.options[deed]
        cause = Or.of(causing)
        evidence = tuple(dict.fromkeys(s.id for s, _ in claims))
        raises = sum(1 if e.raises else -1 for _, e in claims) >= 0
        action = deed.action.removeprefix("accept:")
        objections = [
            s
            for s in self.record.live
            if s.stance is Stance.OPPOSES and s.actor == deed.party and s.act and s.act.action == action
        ]
        opposed: dict[Formula, None] = {}
        for s in objections:
            if s.act:
                opposed.update(
                    dict.fromkeys(self._options(self.record.deeds(s.act, self.found, apart_from=s.actor)))
                )
        refusals = [s for s in self.found[deed].own if s.stance in UNWILLING]
        against = tuple(dict.fromkeys(s.id for s in (*objections, *refusals)))
        others = [o for o in opposed if o not in causing]
        yes = [
            Preference(
                Iff(option, cause) if raises else Implies(cause, Not(option)), evidence, rule="assesses"
            )
        ]
        if others and raises:
            yes.append(
                Preference(
                    Implies(Or.of(others), cause),
                    (*evidence, *against),
                    rule="assesses: the objection falls where the cause is given",
                )
            )
        no = []
        if against:
            no.append(Preference(Not(option), against, rule="opposes"))
            listed = list(opposed)
            if listed:
                no.append(
                    Preference(
                        NoneOf(*listed) if len(listed) > 1 else Not(listed[0]), against, rule="opposes"
                    )
                )
        elif is_acceptance(deed.action):
            no.append(
                Preference(Not(option), assumption="without that effect nothing reported makes it accept")
            )
        self.softened.update(against)
        names = _and([with_article(self._name(o)) for o in causing])
        verb = "win" if raises else "cost"
        self.by_party[self.options[deed].decision_maker].questions.append(
            OpenPreference(
                question=f"Does the taking part of {names} {verb} {possessive(deed.party)} consent?"
                if is_acceptance(deed.action)
                else f"Would {with_article(deed.party)} {self.found[deed].label} if {names} did its part?",
                answers={"yes": tuple(yes), "no": tuple(no)},
                evidence=(*evidence, *against),
                rule="assessment",
                note="a judgement, not a position",
            )
        )
        self.questioned.add(deed)

    def _silence(self) -> None:
        """Ask about options on which others' conditions hang, but their own party is not heard."""
        for deed, option in self.options.items():
            if deed in self.questioned or self.found[deed].own:
                continue
            drafted = self.by_party[option.decision_maker]
            terms, evidence, why = self._terms(deed, option)
            formula: Formula = Iff(option, terms) if terms is not None else option
            drafted.questions.append(
                OpenPreference(
                    question=f"Would {with_article(deed.party)} {self.found[deed].label}?",
                    answers={
                        "yes": (Preference(formula, evidence, assumption=why, rule="silence"),),
                        "no": (Preference(Not(option), assumption="no position of its own is reported"),),
                    },
                    evidence=tuple(s.id for s in self.found[deed].in_conditions),
                    rule="silence",
                    note="not reported",
                )
            )
            self.questioned.add(deed)

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
            if d.party == deed.party and is_acceptance(d.action) and o != option
        ]
        if accepts:
            return And.of(accepts), (), f"{deed.party} is taken to do so only under a settlement it accepts"
        demanded = self.by_party[option.decision_maker].demanded
        if demanded:
            terms = And.of(list(dict.fromkeys(p.formula for p in demanded)))
            evidence = tuple(dict.fromkeys(e for p in demanded for e in p.evidence))
            return terms, evidence, f"{deed.party} is taken to do so only if what it demands is given"
        return None, (), "no position of its own is reported; this answer takes it to be willing"

    def _key(self, party: str) -> str | None:
        """Name the decision maker a party is drafted in, if any."""
        return next((o.decision_maker for d, o in self.options.items() if d.party == party), None)

    def _name(self, option: Formula) -> str:
        return option.decision_maker if isinstance(option, Option) else str(option)


def _negation(formula: Formula) -> Formula:
    return formula.operand if isinstance(formula, Not) else Not(formula)


def _conjuncts(formula: Formula) -> list[Formula]:
    return list(formula.parts) if isinstance(formula, And) else [formula]


def _parties(options: Iterable[Formula]) -> set[str]:
    return {o.decision_maker for o in options if isinstance(o, Option)}


def _slug(act: Act) -> str:
    return act.action.replace("-", "_").replace(":", "_")


def _bare(statement: Statement, act: Act) -> str:
    return " ".join(MARKER.sub("", statement.condition or act.label).split())


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
