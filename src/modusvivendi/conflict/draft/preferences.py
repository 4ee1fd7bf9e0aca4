"""From positions to preference statements and open questions, each with the rule that made it.

The order within a decision maker: questions about its own options, what it excludes (first what it will not
do itself), what it makes conditional, questions on which it is silent, what it demands, what it offers or
supports; the later statement before the earlier.
"""

from __future__ import annotations

from dataclasses import replace

from modusvivendi.conflict.conjunction import conjuncts
from modusvivendi.conflict.decision_maker import OpenPreference, Preference
from modusvivendi.conflict.draft.at_odds import (
    ask_about_contradictions,
    ask_about_denied_terms,
    ask_about_divided_wishes,
    ask_about_inner_splits,
)
from modusvivendi.conflict.draft.formulas import negation, refused
from modusvivendi.conflict.draft.judgements import ask_about_effects
from modusvivendi.conflict.draft.record import ON_OTHERS, UNWILLING, Deed, leaning
from modusvivendi.conflict.draft.refused_since import refusals_since
from modusvivendi.conflict.draft.shared_terms import assume_shared_terms
from modusvivendi.conflict.draft.silence import ask_the_silent
from modusvivendi.conflict.draft.working import Drafted, Drafting
from modusvivendi.conflict.formula import And, Formula, Iff, Implies, Not
from modusvivendi.conflict.remarks import REFUSED_NEAR_IT
from modusvivendi.dossier.change_words import held_words
from modusvivendi.english import is_plural, listed
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.naming import with_article


def draw_up(drafting: Drafting) -> dict[str, tuple[Preference | OpenPreference, ...]]:
    """Draw up the preferences of every decision maker that has an option."""
    # Effects come first: they decide where objections go.
    ask_about_effects(drafting)
    ask_about_denied_terms(drafting)
    ask_about_contradictions(drafting)
    ask_about_divided_wishes(drafting)
    ask_about_inner_splits(drafting)
    for s in drafting.record.live:
        if s.actor not in drafting.record.groups and (s.id, s.actor) not in drafting.settled:
            _position(drafting, s)
    for drafted in drafting.by_party.values():
        _take_the_stricter(drafting, drafted)
    assume_shared_terms(drafting)
    ask_the_silent(drafting)
    return {party: drafted.in_order(drafting.never) for party, drafted in drafting.by_party.items()}


def _position(drafting: Drafting, s: Statement) -> None:
    party = drafting.key(s.actor)
    if s.act is None or s.stance is Stance.ASSESSES or party is None:
        return
    drafted = drafting.by_party[party]
    if s.stance in ON_OTHERS:
        _on_others(drafting, s, drafted)
        return
    own = Deed(s.actor, s.act.action)
    if own not in drafting.options:
        return
    option: Formula = drafting.options[own]
    if s.act.negated:
        option = Not(option)
    condition = drafting.condition(s)
    evidence = (s.id,)
    if s.stance is Stance.OFFERS:
        if condition is not None:
            _join_conditional(drafting, drafted, option, condition, evidence)
        drafted.offered.append(Preference(option, evidence, rule="offers"))
    elif s.stance is Stance.WARNS:
        if condition is not None:
            drafted.excluded.append(Preference(negation(condition), evidence, rule="warns: not the cause"))
            drafted.conditional.append(
                Preference(_only_if(option, condition), evidence, rule="warns: the answer")
            )
        else:
            drafted.conditional.append(Preference(option, evidence, rule="warns without a condition"))
    elif s.stance in UNWILLING:
        if condition is not None:
            formula = refused(option, condition)
            drafted.conditional.append(Preference(formula, evidence, rule="rules out, with a condition"))
        else:
            drafted.refused.append(Preference(negation(option), evidence, rule=s.stance.value))
    elif s.stance is Stance.CONSIDERS:
        _considering(drafting, s, own, option, drafted)


def _only_if(option: Formula, condition: Formula) -> Formula:
    """Say that something is done if, and only if, another is; of two that are not done, without the "not"."""
    if isinstance(option, Not) and isinstance(condition, Not):
        return Iff(option.operand, condition.operand)
    return Iff(option, condition)


def _take_the_stricter(drafting: Drafting, drafted: Drafted) -> None:
    """Of terms of one act that contain others take the larger where nobody knows which came first."""
    dated = {s.id for s in drafting.record.live if s.date is not None}
    told = [
        (p, p.formula.left, set(conjuncts(p.formula.right)))
        for p in drafted.conditional
        if isinstance(p.formula, Iff)
    ]

    def stricter(p: Preference) -> Preference:
        for _, option, terms in (one for one in told if one[0] is p):
            for q, other, more in told:
                if other == option and terms < more and not {*p.evidence, *q.evidence} <= dated:
                    return replace(q, evidence=p.evidence)
        return p

    drafted.conditional[:] = [stricter(p) for p in drafted.conditional]


def _join_conditional(
    drafting: Drafting, drafted: Drafted, option: Formula, condition: Formula, evidence: tuple[str, ...]
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
    drafted.conditional.append(Preference(Iff(option, condition), evidence, rule="offers, with a condition"))


def _on_others(drafting: Drafting, s: Statement, drafted: Drafted) -> None:
    condition = drafting.condition(s)
    if s.stance is Stance.SUPPORTS and condition is not None and leaning(s) > 0:
        wanted = drafting.wish(s)
        if wanted is not None:
            _on_terms(drafted, wanted, condition, s.id)
        return
    wish = drafting.wish(s, condition)
    if wish is not None:
        place = {
            Stance.OPPOSES: drafted.excluded,
            Stance.DEMANDS: drafted.demanded,
            Stance.SUPPORTS: drafted.offered,
        }[s.stance]
        place.append(Preference(wish, (s.id,), rule=s.stance.value))


def _on_terms(drafted: Drafted, wanted: Formula, condition: Formula, said: str) -> None:
    """Add that a party would back what others do, but on terms only: with them, and not without."""
    drafted.conditional.append(
        Preference(Implies(wanted, condition), (said,), rule="supports, on terms only")
    )
    both = And.of(list(dict.fromkeys([*conjuncts(condition), *conjuncts(wanted)])))
    drafted.offered.append(Preference(both, (said,), rule="supports"))


def _considering(drafting: Drafting, s: Statement, own: Deed, option: Formula, drafted: Drafted) -> None:
    """Ask whether a party will do what it considers; what it says of the same act stands for "yes"."""
    same = [
        t
        for t in drafting.found[own].own
        if t.act
        and t.act.negated == (s.act and s.act.negated)
        and t.stance in (Stance.CONSIDERS, Stance.OFFERS)
    ]
    yes: dict[Formula, Preference] = {}
    for t in same:
        condition = drafting.condition(t)
        willing = Iff(option, condition) if condition is not None else option
        evidence = (*(yes[willing].evidence if willing in yes else ()), t.id)
        yes[willing] = Preference(willing, evidence, rule="considers")
    ids = tuple(dict.fromkeys(t.id for t in same))
    undecided = tuple(t.id for t in same if t.stance is Stance.CONSIDERS)
    refused = refusals_since(drafting, own, same) if not isinstance(option, Not) else []
    no = Preference(
        negation(option),
        tuple(s.id for s in refused) or undecided,
        assumption=_NEAR_ONLY if refused else "it is reported to consider it, not to have decided",
        rule="considers",
    )
    verb = "refrain from doing so: " if isinstance(option, Not) else ""
    text = f"Would {with_article(s.actor)} {verb}{drafting.found[own].label}"
    if refused:
        it, was = ("they", "were") if is_plural(s.actor) else ("it", "was")
        since = listed(dict.fromkeys(held_words(t.stance, t) for t in refused[:_MOST_NEAR]))
        text += f", which {it} {was} reported to consider, though {it} {was} later reported to {since}"
    drafting.ask(
        drafted,
        OpenPreference(
            question=f"{text}?",
            answers={"yes": tuple(yes.values()), "no": (no,)},
            evidence=tuple(dict.fromkeys((*ids, *(t.id for t in refused)))),
            rule="contradiction" if refused else "considers",
            note=REFUSED_NEAR_IT if refused else "under consideration",
        ),
    )
    drafting.settle((*same, *refused))
    drafting.questioned.add(own)


_NEAR_ONLY = "what it is later reported to refuse is near it, and may not be the same"
_MOST_NEAR = 2
"""Later refusals that a question names."""
