"""Judgements as open questions: whether one party's act would make another do, or accept, something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from modusvivendi.conflict.conjunction import conjuncts
from modusvivendi.conflict.decision_maker import OpenPreference, Preference
from modusvivendi.conflict.draft.amounts import without_amount
from modusvivendi.conflict.draft.formulas import negation, none_of
from modusvivendi.conflict.draft.record import UNWILLING, Deed, is_acceptance, leaning
from modusvivendi.conflict.draft.working import Drafting, parties_of
from modusvivendi.conflict.formula import And, Formula, Iff, Implies, Not, Or
from modusvivendi.english import listed
from modusvivendi.statements import Effect, Stance, Statement
from modusvivendi.statements.acts.groups import group_members, is_group
from modusvivendi.statements.naming import possessive, with_article

_JUDGED = "a judgement, not a position"
_GRADUAL = re.compile(
    r"\b(?:easier|more (?:acceptable|likely|palatable|willing|ready|open|inclined)|less (?:opposed|hostile)"
    r"|increase|help|raise|improve|soften|alter|shift|influence)(?:s|ed|ing)?\b",
    re.IGNORECASE,
)
"""Words of judgements that something would count for a thing, not that it would be enough for it."""


def ask_about_effects(drafting: Drafting) -> None:
    """Ask whether X would make Y do Z, and let Y's objections to the same act hang on the answer."""
    by_effect: dict[Deed, list[tuple[Statement, Effect]]] = defaultdict(list)
    for s in drafting.record.live:
        if s.effect:
            for deed in drafting.record.deeds(s.effect.effect, drafting.found):
                if deed in drafting.options:
                    by_effect[deed].append((s, s.effect))
    for deed, claims in by_effect.items():
        _effect(drafting, deed, claims)


def _effect(drafting: Drafting, deed: Deed, claims: list[tuple[Statement, Effect]]) -> None:
    own = drafting.found[deed].own
    causing = _causes(drafting, claims, deed.party)
    if not causing:
        return
    option: Formula = drafting.options[deed]
    offers = [s for s in own if s.stance is Stance.OFFERS]
    if offers:
        _what_is_enough(drafting, deed, claims, causing, offers)
        return
    cause = Or.of(causing)
    evidence = tuple(dict.fromkeys(s.id for s, _ in claims))
    drafted = drafting.by_party[drafting.options[deed].decision_maker]
    if sum(1 if e.raises else -1 for _, e in claims) < 0:
        # It would stand in the way; without it the party's own position, or silence, counts.
        costs = Preference(Implies(cause, Not(option)), evidence, rule="assesses")
        drafting.ask(
            drafted,
            OpenPreference(
                question=_effect_question(drafting, deed, causing, "cost"),
                answers={"yes": (costs,), "no": ()},
                evidence=evidence,
                rule="assessment",
                note=_JUDGED,
            ),
        )
        return
    objections = _objections(drafting, deed)
    opposed = drafting.options_of(
        d
        for s in objections
        if s.act
        for d in drafting.record.deeds(s.act, drafting.found, apart_from=s.actor)
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
    threats = list(_threats(drafting, deed))
    for s, threat, condition in threats:
        falls = Iff(threat, And.of([*conjuncts(condition), negation(cause)]))
        rule = "assesses: the threat falls where the cause is given"
        yes.append(Preference(falls, (*evidence, s.id), rule=rule))
    no: list[Preference] = []
    if against:
        no.append(Preference(Not(option), against, rule="opposes"))
        no += _opposed_by_name(drafting, objections, opposed)
    elif is_acceptance(deed.action):
        no.append(Preference(Not(option), assumption="without that effect nothing reported makes it accept"))
    for s, threat, condition in threats:
        no.append(Preference(negation(condition), (s.id,), rule="warns: not the cause"))
        no.append(Preference(Iff(threat, condition), (s.id,), rule="warns: the answer"))
    considered = tuple(s.id for s in aside if s.stance is Stance.CONSIDERS)
    drafting.ask(
        drafted,
        OpenPreference(
            question=_effect_question(drafting, deed, causing, "win"),
            answers={"yes": tuple(yes), "no": tuple(no)},
            evidence=(*evidence, *against, *considered),
            rule="assessment",
            note=_note(claims),
        ),
    )
    drafting.settle(s for s in (*objections, *aside) if leaning(s) < 0 or s.stance is Stance.CONSIDERS)
    drafting.settle(s for s, _, _ in threats)
    drafting.questioned.add(deed)


def _what_is_enough(
    drafting: Drafting,
    deed: Deed,
    claims: list[tuple[Statement, Effect]],
    causing: list[Formula],
    offers: list[Statement],
) -> None:
    """Ask whether others' acts are enough for what a party offers on terms that nobody in the model controls.

    What it offers outright, or in return for acts in the model, needs nobody's judgement.
    """
    conditions = [drafting.condition(s) for s in offers]
    terms = [c for c in conditions if c is not None]
    raised = sum(1 if e.raises else -1 for _, e in claims) > 0
    if not raised or len(terms) < len(offers) or any(list(c.options()) for c in terms):
        return
    option, condition = drafting.options[deed], And.of(list(dict.fromkeys(terms)))
    said = tuple(dict.fromkeys(s.id for s, _ in claims))
    offered = tuple(s.id for s in offers)
    enough = Or.of([*causing, condition])
    drafting.ask(
        drafting.by_party[option.decision_maker],
        OpenPreference(
            question=_effect_question(drafting, deed, causing, "win"),
            answers={
                "yes": (Preference(Iff(option, enough), (*said, *offered), rule="assesses"),),
                "no": (Preference(Iff(option, condition), offered, rule="offers, with a condition"),),
            },
            evidence=(*said, *offered),
            rule="assessment",
            note=_note(claims),
        ),
    )
    drafting.questioned.add(deed)


def _note(claims: Sequence[tuple[Statement, Effect]]) -> str:
    """Say what kind of judgement an answer rests on: what makes a thing easier need not be enough for it."""
    if all(_GRADUAL.search(s.proposal) for s, _ in claims):
        return "a judgement that it would help, not that it would be enough; no position"
    return _JUDGED


def _causes(drafting: Drafting, claims: list[tuple[Statement, Effect]], party: str) -> list[Formula]:
    """Give the options of others that are said to have the effect on a party."""
    causes: dict[Deed, None] = {}
    # Who is named beats who is only meant: a judgement on "countries beyond the West" speaks of China
    # where another names China, not of everybody else it would fit.
    for group in (False, True):
        for _, effect in claims:
            known = drafting.record.deeds(effect.cause, drafting.found, apart_from=party)
            meant = [d for d in known if d in drafting.options]
            by_group = any(is_group(a) for a in effect.cause.agents)
            if by_group == group and not any(d in causes for d in meant):
                causes.update(dict.fromkeys(meant))
    return drafting.options_of(causes)


def _objections(drafting: Drafting, deed: Deed) -> list[Statement]:
    """Find what a party says against what it might come to accept."""
    action = deed.action.removeprefix("accept:")
    return [
        s
        for s in drafting.record.live
        if s.stance is Stance.OPPOSES
        and leaning(s) < 0
        and not s.condition_acts
        and s.actor == deed.party
        and s.act
        and s.act.action == action
    ]


def _opposed_by_name(
    drafting: Drafting, against: Sequence[Statement], opposed: Sequence[Formula]
) -> list[Preference]:
    """Say what a party is against, each with the words that say so: first what they name.

    "No western soldiers" is no word on those of others; "no foreign ones" covers both.
    """
    covering: dict[Formula, dict[str, bool]] = {option: {} for option in opposed}
    for s in against:
        for d in drafting.record.deeds(s.act, drafting.found, apart_from=s.actor) if s.act else ():
            if (option := drafting.options.get(d)) in covering:
                by_name = s.act is not None and any(_is_named(d.party, a) for a in s.act.agents)
                covering[option][s.id] = covering[option].get(s.id, False) or by_name
    out = []
    for named in (True, False):
        some = [o for o, said in covering.items() if any(said.values()) is named]
        if some:
            said = tuple(dict.fromkeys(i for o in some for i in covering[o]))
            out.append(Preference(none_of(some), said, rule="opposes"))
    return out


def _is_named(party: str, agent: str) -> bool:
    """Whether a party is meant by its name or that of a group with members, not with everybody abroad."""
    return party == agent or party in (group_members(agent) or ())


def _threats(drafting: Drafting, deed: Deed) -> Iterable[tuple[Statement, Formula, Formula]]:
    """Find what a party threatens to do should others do what it might come to accept."""
    action = deed.action.removeprefix("accept:")
    for s in drafting.record.live:
        if s.stance is not Stance.WARNS or s.actor != deed.party or s.act is None:
            continue
        threat = drafting.options.get(Deed(s.actor, s.act.action))
        asked = [act for act in s.condition_acts if not act.negated]
        if threat is None or s.act.negated or not asked or any(a.action != action for a in asked):
            continue
        condition = drafting.condition(s)
        if condition is not None and not condition.circumstances():
            yield s, threat, condition


_JOINING = frozenset({"contribute-forces", "take-part", "join-alliance"})
"""Acts that are taking part in what others do."""


def _effect_question(drafting: Drafting, deed: Deed, causing: Sequence[Formula], verb: str) -> str:
    """Ask whether others' acts win a party's act, or its consent, or cost it."""
    asked = {q.question for drafted in drafting.by_party.values() for q in drafted.questions}
    by = parties_of(causing)
    party, label = with_article(drafting.options[deed].decision_maker), drafting.found[deed].label
    meant = {d: drafting.found[d].label for d, o in drafting.options.items() if o in causing}
    if all(without_amount(d.action) in _JOINING for d in meant):
        text = f"Does {_taking_part(by)} {verb} {possessive(deed.party)} consent?"
        if is_acceptance(deed.action) and text not in asked:
            return text
        cause = "take part"
    else:
        cause = listed(dict.fromkeys(meant.values()))
    names = listed(map(with_article, by))
    return f"Would {party} {'refuse to ' if verb == 'cost' else ''}{label} if {names} were to {cause}?"


def _taking_part(parties: Sequence[str]) -> str:
    """Say that parties take part, as the subject of a sentence."""
    if len(parties) == 1:
        return f"{possessive(parties[0])} taking part"
    return f"the taking part of {listed(map(with_article, parties))}"
