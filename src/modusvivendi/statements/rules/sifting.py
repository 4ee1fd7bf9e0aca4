"""Which drafts of a sentence stand, and under which conditions."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.assembly import Draft
from modusvivendi.statements.rules.conditions import Condition, chosen
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import ancestors, is_negated, lemma, modal, own_subject
from modusvivendi.statements.rules.modal_turns import is_cleft
from modusvivendi.statements.statement import Stance

_GROUPS = {
    **dict.fromkeys((Stance.OFFERS, Stance.SUPPORTS, Stance.CONSIDERS), "for"),
    **dict.fromkeys((Stance.OPPOSES, Stance.RULES_OUT, Stance.DENIES), "against"),
    **{other: other.value for other in (Stance.DEMANDS, Stance.WARNS, Stance.ASSESSES)},
}


def _takes_back(later: Draft, earlier: Draft) -> bool:
    """Tell whether a position says that what the party only *could* do it will not."""
    after = later.frame.trigger.i > earlier.frame.trigger.i
    so = any(t.lower_ == "so" and t.nbor(-1).lemma_ == "do" for t in later.frame.trigger.subtree)
    return after and so and later.frame.stance in (Stance.RULES_OUT, Stance.DENIES, Stance.OPPOSES)


def without_overruled(drafts: list[Draft]) -> list[Draft]:
    """Drop a view whose content is another party's position, and doubles of one clause."""
    kept: list[Draft] = []
    for draft in drafts:
        inside = [
            d
            for d in drafts
            if d is not draft
            and d.frame.trigger.i in draft.frame.span
            and d.frame.trigger.i != draft.frame.trigger.i
        ]
        twice = any(
            d is not draft and d.frame.stance is Stance.ASSESSES and draft.frame.trigger.i in d.frame.span
            for d in drafts
        )
        if draft.frame.stance is Stance.ASSESSES and twice and draft.frame.rule.startswith("modal:"):
            continue
        if draft.frame.rule in ("modal:could", "modal:can") and any(_takes_back(d, draft) for d in drafts):
            continue  # "could use its powers, but had no wish to do so"
        if draft.frame.stance is Stance.ASSESSES and any(
            d.frame.rule == "judged" and d.holder.party == draft.holder.party for d in inside
        ):
            continue  # "thinks the plan is a mistake": what it thinks of it says all
        if draft.frame.stance is Stance.ASSESSES and any(
            (not d.frame.rule.startswith("modal:") or d.frame.stance is not Stance.ASSESSES)
            and (d.holder.party != draft.holder.party or draft.frame.rule.startswith("modal:"))
            for d in inside
        ):
            continue
        kept.append(draft)
    out: list[Draft] = []
    for draft in kept:
        if (
            draft.frame.trigger.dep_ == "advcl"
            and draft.frame.trigger.tag_ == "VBG"
            and any(
                d is not draft
                and d.holder.party == draft.holder.party
                and _GROUPS[d.frame.stance] == _GROUPS[draft.frame.stance]
                for d in kept
            )
        ):
            continue  # "…, turning down the idea": says again what the main clause says
        outer = [
            d
            for d in kept
            if d is not draft
            and draft.frame.trigger.i in d.frame.span
            and d.holder.party == draft.holder.party
        ]
        against = draft.frame.trigger.dep_ == "conj" and draft.frame.stance is Stance.RULES_OUT
        modal = draft.frame.rule.startswith("modal:") and not against
        if any(d.frame.stance is draft.frame.stance or modal for d in outer):
            continue
        out.append(draft)
    return out


def is_nobodys_view(draft: Draft) -> bool:
    """Tell what the writer says would or could happen, with nobody's word for it, from a party's view."""
    guessed = draft.frame.stance is Stance.ASSESSES and draft.frame.rule.startswith("modal:")
    aside = draft.frame.trigger.dep_ == "relcl" and not is_cleft(draft.frame.trigger)
    return guessed and (aside or not (draft.links or draft.layers or draft.voiced))


def with_conditions(drafts: list[Draft], found: list[Condition]) -> list[Draft]:
    """Give each draft its condition; one with two that do not adjoin stands once with each."""
    if not drafts:
        return []
    own: dict[int, list[Condition]] = {}
    for condition in found:
        triggers = {d.frame.trigger.i for d in drafts}
        holding = {
            d.frame.trigger.i for d in drafts if hangs(condition, d.frame) and not _parted(condition, d.frame)
        }
        on_top = {
            d.frame.trigger.i
            for d in drafts
            if d.frame.rule == "on top" and d.frame.trigger.i + 1 == condition.start
        }
        holding = on_top or holding
        aside = {d.frame.trigger.i for d in drafts if _only_said_of_it(condition, d.frame)}
        holding = holding - aside or holding
        if len(holding) > 1 and condition.marker in ("should", "were", "had"):
            before = [i for i in holding if i < condition.start]  # "… should X happen" goes with the last
            holding = {max(before)} if before else holding
        if not holding:
            before = [i for i in triggers if i < condition.start]
            if condition.start <= drafts[0].sentence.start + 2:
                before = [i for i in triggers if i > condition.start][:1] or sorted(triggers)[:1]
                holding = (
                    {min(i for i in triggers if i > condition.start)}
                    if any(i > condition.start for i in triggers)
                    else set()
                )
            elif before and not _of_another_clause(
                condition, drafts[0].sentence.doc[condition.head], max(before)
            ):
                holding = {max(before)}
        for draft in drafts:
            if draft.frame.rule == "gives until" and condition.marker == "until":
                continue  # the date set is what is demanded
            if is_manner(condition, draft.frame):
                continue
            if draft.frame.stance is Stance.DEMANDS and _own_part(condition):
                continue  # "demand higher royalties in return for their blessing"
            if draft.frame.trigger.i in holding:
                own.setdefault(id(draft), []).append(condition)
    out = []
    for draft in drafts:
        with_each: list[Condition | None] = [*chosen(own.get(id(draft), []), draft.sentence)]
        for which in with_each or [None]:
            one = replace(draft, condition=which, frame=replace(draft.frame))
            promised = one.frame.stance is Stance.OFFERS and one.frame.rule.startswith(
                ("modal:w", "modal:shall")
            )
            might = one.frame.stance is Stance.CONSIDERS and one.frame.rule.startswith("modal:")
            own_bid = any(t.lemma_ in ("bid", "offer") for c in one.frame.content for t in c.subtree)
            named = one.frame.rule == "verb:warn" and one.frame.content and _is_reprisal(one.frame.content[0])
            if which is not None and _would_approve(one.frame):
                one.frame.stance = _BOUND.get(one.frame.stance, one.frame.stance)
                # What it would do is to approve it, not it.
                one.frame.content, one.frame.rule = [one.frame.trigger], "votes"
            if which is not None and named and withheld(which):
                one.frame.stance = Stance.WARNS  # "warned of job cuts if nothing is agreed"
            if which is not None and one.frame.rule == "verb:reserve" and not own_bid:
                one.frame.stance = Stance.WARNS
            if which is not None and (promised or might) and (which.marker == "unless" or withheld(which)):
                one.frame.stance = Stance.WARNS  # "will do X unless you do Y"
            out.append(one)
    return out


def _would_approve(frame: Frame) -> bool:
    """Recognise *would approve the budget*, *would not back it*, which a condition makes a bargain of."""
    for_it = frame.stance is Stance.SUPPORTS or is_negated(frame.trigger)
    voted = frame.rule == "votes" and for_it
    approved = frame.rule in ("verb:approve", "verb:endorse")
    return (voted or approved) and modal(frame.trigger) in ("will", "would")


_BOUND = {Stance.SUPPORTS: Stance.OFFERS, Stance.OPPOSES: Stance.RULES_OUT}
"""What a vote for or against something is that hangs on a condition."""


def _is_reprisal(thing: Token) -> bool:
    """Tell what a party would do itself, in *warned of job cuts*, from what would befall all."""
    return thing.dep_ == "pobj" and lemma(thing) in lexicon.REPRISALS | lexicon.ACTS_PROPOSED | lexicon.HARM


def _of_another_clause(condition: Condition, governor: Token, trigger: int) -> bool:
    """Tell whether a condition hangs on a clause after the position, with a subject of its own."""
    return (
        trigger < governor.i < condition.start
        and governor.pos_ in ("VERB", "AUX")
        and governor.dep_ in ("conj", "ccomp", "ROOT")
        and own_subject(governor) is not None
        and not any(a.i == trigger for a in governor.ancestors if a.i != governor.head.i)
    )


def _own_part(condition: Condition) -> bool:
    """Tell whether what is given in return is one's own: *in return for its blessing*."""
    words = condition.text.lower().split()
    return (
        words[:1] == ["in"] and words[2:3] == ["for"] and words[3:4] in (["its"], ["their"], ["his"], ["her"])
    )


def is_manner(condition: Condition, frame: Frame) -> bool:
    """Tell how something is to be done, in *urges it to negotiate without conditions*, from a condition."""
    inside = frame.rule != "modal:must" and condition.start in frame.span
    return frame.stance is Stance.DEMANDS and condition.marker == "without" and inside


_FAILING = re.compile(
    r"\b(?:no|not|n't|fail\w*|refuse\w*|collapse\w*|reject\w*|break\w* down|insist\w*"
    r"|nothing (?:is|was|has been) \w+)\b"
)


def withheld(condition: Condition) -> bool:
    """Tell whether a condition is that something wanted does not come (*should there be no deal*)."""
    named = condition.marker.split()[0] in ("if", "should", "were", "had")
    wanted = condition.text.lower().split(" that ")[0]  # not "if it is promised that nobody will fish"
    named = named and not wanted.startswith("only ")
    return named and _FAILING.search(wanted) is not None


def _parted(condition: Condition, frame: Frame) -> bool:
    """Tell whether a semicolon parts a condition from a stance word."""
    first, last = sorted((condition.start, frame.trigger.i))
    return any(t.text == ";" for t in frame.trigger.doc[first:last])


def hangs(condition: Condition, frame: Frame) -> bool:
    """Tell whether a condition hangs on a frame's trigger, its content, or the verb above both."""
    if condition.marker == "bargain":
        return condition.head == frame.trigger.i
    if condition.head in frame.span or condition.head == frame.trigger.i:
        return True
    if condition.start in frame.span:
        return True
    for above in (frame.trigger, *ancestors(frame.trigger)):
        if above.i == condition.head:
            return above.pos_ in ("VERB", "AUX", "ADJ")
        if _contrasts(above, condition):
            return False
    return False


def _contrasts(verb: Token, condition: Condition) -> bool:
    """Whether a clause is set against the one with a condition: *would pay if asked, but will not lend*."""
    if verb.dep_ != "conj" or own_subject(verb) is None or condition.start > verb.i:
        return False
    between = verb.doc[condition.end : verb.i]
    return any(t.lower_ == "but" and t.dep_ == "cc" for t in between)


def _only_said_of_it(condition: Condition, frame: Frame) -> bool:
    """Whether a position is in a clause with *which* or *who* that a condition is no part of.

    *The bank, which refused a loan last month, is weighing one once two have signed* refused without that.
    """
    for a in (frame.trigger, *ancestors(frame.trigger)):
        if a.i == condition.head:
            return False
        if a.dep_ == "relcl":
            opens = any(t.tag_ in ("WP", "WDT") and t.i < a.i for t in a.children)
            return opens and not a.left_edge.i <= condition.start <= a.right_edge.i
    return False
