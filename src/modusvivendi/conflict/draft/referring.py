"""What "the link" is that somebody may allow, and "the procedure" that somebody may stop.

A report tells a proposal and then, in the next sentence, who weighs it: "in return for the reconnection of
its bank. The Union is considering whether to allow the link." And it says but once what a procedure is for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import base_of, by_report
from modusvivendi.dossier.proposals import alike
from modusvivendi.english import listed
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.actors.mentions import finder
from modusvivendi.statements.acts.agents import parties_named
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import with_article

_GRANTING = re.compile(
    r"^(?:to )?(?:allow|permit|approve|grant|authori[sz]e|clear|accept|agree to|consent to|enable)(?:ing)? "
    r"(?:it|this|that|(?:the|this|that|such an?) [\w-]+)$",
    re.IGNORECASE,
)
"""Proposals to let something be done that has just been told."""
_STOPPING = re.compile(
    r"^(?:to )?(?:halt|stop|suspend|end|drop|call off|abandon|freeze|interrupt|discontinue)(?:ing)? "
    r"(?:the|its|their|this|that|any)\b.*?(?P<noun>procedure|process|proceedings|bid|effort|efforts|campaign"
    r"|drive|plan|plans|work|preparations)$",
    re.IGNORECASE,
)
_WHEN = r"\b(?:at|on|by|since|until|from|after|before|which|who|is|are|was|were)\b|[.]$"
"""Where the words that say what a procedure is for end."""
_WHOSE = r"(?:the|this|that|these|those|its|their|his|her|all|[A-Z][\w. -]*['’]s?) (?:[\w-]+ )?"
_ASKED = re.compile(
    rf"^(?:(?:agree to|accept|meet|grant|fulfil) )?{_WHOSE}"
    r"(?:demand|condition|request|call|requirement|ultimatum|term|claim)s?$"
)
"""What is asked of a party, told in the sentences before."""
_SUCH_A_PAPER = re.compile(
    r"^(?:to )?sign(?:ing)? (?:(?:any|no|an?|the) )?(?:such (?:an? )?)?"
    r"(?P<what>statement|declaration|promise|letter|pledge|undertaking|paper|apology|confession|guarantee)\b",
    re.IGNORECASE,
)
"""Proposals to sign something that is no agreement with the other side: "sign such a statement"."""
_OFFERED = re.compile(rf"^(?:(?:agree to|accept|take) )?{_WHOSE}(?:offer|bid)$")
_IN_RETURN = re.compile(r"^(?:But |And )?[Ii]n (?:return|exchange),? ")
"""How a sentence begins that says what an offer is made for."""
_REVERSING = re.compile(
    r"^(?:it |them )?(?:to )?(?:reverse|reconsider|rethink|undo|revoke|take back|go back on)"
    r" (?:its|their|the|this|that) (?:decision|step|move|course|position|stance|withdrawal|refusal)$",
    re.IGNORECASE,
)
"""Proposals that somebody do after all what it has just refused."""
_SUCH = re.compile(
    r"\b(?:authori[sz]|approv|giv|mak|offer|sanction|endors|agree|consider|plan|promis|back)\w*(?: to)?"
    r" (?:any )?such (?:an? )?(?P<noun>[a-z]+)\b",
    re.IGNORECASE,
)
"""Words on something told before: "had authorised such a guarantee"."""
_BEFORE = 600
"""Characters back to what "the demand" refers to."""
_OWN = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.DENIES, Stance.WARNS})
_WILLING = (Stance.OFFERS, Stance.CONSIDERS)
_DO_SO = re.compile(r"\bdo(?:ing)? (?:so|that|it|this|just that|the same)\b", re.IGNORECASE)
_NEXT = 4
"""Characters between two sentences that follow each other."""
_RETURNS = {"keep-agreement", "hold-talks", "take-part", "host-talks", "sign-agreement", "contribute-forces"}
"""Acts that one can come back to."""


_TERMS = re.compile(
    r"\b(?:its|their|his|her)(?: own)? (?:demand|condition|term|requirement|request|concern|want)s?\b"
    r"|\b(?:part|side|half)(?: of [\w' ]+?)? that (?:concerns?|affects?|touches|regards?)"
    r" (?P<whom>[\w .'-]+?) (?:is|was|has|were|are)\b",
    re.IGNORECASE,
)
"""What a party has asked for, told without saying what that is: "if its demands are met"."""


def with_terms_filled_in(statements: Sequence[Statement]) -> list[Statement]:
    """Say what "if its demands are met" asks: the terms the party names elsewhere for the same act.

    Where it names none for that act, they are what it demands of others, in the same report before any other.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """

    def filled(s: Statement) -> Statement:
        told = _TERMS.search(s.condition or "")
        if told is None or s.act is None or s.act.agents != (s.actor,) or len(s.condition_acts) != 1:
            return s
        if told["whom"] and told["whom"] not in (s.actor, with_article(s.actor)):
            return s
        others = [t for t in statements if t.actor == s.actor and t.id != s.id]
        condition, terms = _named_terms(s, others) or _demanded_terms(s, others)
        negated = s.condition_acts[0].negated
        acts = tuple(a.model_copy(update={"negated": negated}) for a in terms)
        words = {"condition": f"{'unless' if negated else 'if'} {condition}"}
        return s.model_copy(update={"condition_acts": acts, **words}) if acts else s

    return [filled(s) for s in statements]


def with_returns_settled(statements: Sequence[Statement]) -> list[Statement]:
    """Say to what a judgement would have a party come back: to what the record last has it do or leave.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """

    def settled(s: Statement) -> Statement:
        if s.effect is None or s.effect.effect.action != "come-back":
            return s
        known = [
            t
            for t in statements
            if t.act and t.actor in s.effect.effect.agents and t.stance in _OWN and base_of(t.act) in _RETURNS
        ]
        if not known:
            return s
        nearest = max(known, key=lambda t: (t.report == s.report, t.date or dt.date.min, t.report, t.start))
        act = nearest.act or s.effect.effect
        told = s.effect.effect.model_copy(update={"action": base_of(act), "label": act.label})
        return s.model_copy(update={"effect": s.effect.model_copy(update={"effect": told})})

    return [settled(s) for s in statements]


def _named_terms(s: Statement, others: Sequence[Statement]) -> tuple[str, tuple[Act, ...]] | None:
    """Give the terms that a party names for the same act, the latest of them, first of the same report."""
    named = [
        t
        for t in others
        if t.act
        and s.act
        and t.condition_acts
        and t.stance in _OWN
        and base_of(t.act) == base_of(s.act)
        and not _TERMS.search(t.condition or "")
    ]
    if not named:
        return None
    latest = max(named, key=lambda t: (t.report == s.report, t.date or dt.date.min, t.report, t.start))
    return MARKER.sub("", latest.condition or ""), latest.condition_acts


def _demanded_terms(s: Statement, others: Sequence[Statement]) -> tuple[str, tuple[Act, ...]]:
    """Give what a party demands of others, first in the same report."""
    asked = [t for t in others if t.stance is Stance.DEMANDS and t.act and t.act.agents and not t.act.negated]
    here = [t for t in asked if t.report == s.report] or asked
    acts = tuple(dict.fromkeys(t.act for t in here if t.act))
    return listed(a.label for a in acts), acts


def with_references_settled(statements: Sequence[Statement]) -> list[Statement]:
    """Say whose act a condition is that the next sentence has somebody weigh, and what stopping undoes.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    beside = by_report(statements)
    known = [s for s in statements if s.act and class_of(base_of(s.act))]
    returned = [_in_return(s, beside[s.report]) for s in statements]
    done = [_doing_so(s, beside[s.report]) for s in returned]
    turned = [_reversed(s, beside[s.report]) for s in done]
    asked = [_asked(_such(s, beside[s.report]), beside[s.report]) for s in turned]
    return [_stopped(_granted(s, beside[s.report]), known) for s in asked]


def _doing_so(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read "said Zavia was prepared to do so" after a condition on Zavia's act as that act."""
    if s.act is None or s.stance not in _WILLING or s.condition_acts or not _DO_SO.search(s.sentence):
        return s
    before = [t for t in report if 0 <= s.start - t.end <= _NEXT and t.actor != s.actor]
    meant = [a for t in before for a in t.condition_acts if a.agents == (s.actor,) and not a.negated]
    if len({a.action for a in meant}) != 1:
        return s
    return s.model_copy(update={"act": meant[0], "quantity": None, "proposal": meant[0].label})


def _in_return(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read "In return, it wants all tolls removed" after an offer as what the offer is made for."""
    if s.act is None or s.stance is not Stance.OFFERS or s.condition_acts or s.act.agents != (s.actor,):
        return s
    asking = [
        t
        for t in report
        if t.act
        and t.actor == s.actor
        and t.stance is Stance.DEMANDS
        and t.start > s.start
        and _IN_RETURN.match(t.sentence)
    ]
    # What is wanted in return is wanted for the offer told last before it.
    offers = [t for t in report if t.actor == s.actor and t.stance is Stance.OFFERS]
    for t in asking:
        before = [o for o in offers if o.start < t.start and t.start - o.end <= _BEFORE]
        if before and before[-1].id == s.id and t.act:
            return s.model_copy(
                update={"condition": f"in return for {t.proposal}", "condition_acts": (t.act,)}
            )
    return s


def _reversed(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read "called on it to reverse its decision" as a demand for what it has said it will not do."""
    if s.act is None or s.stance not in (Stance.DEMANDS, Stance.SUPPORTS) or not _REVERSING.match(s.proposal):
        return s
    find = finder(sorted({t.actor for t in report}))
    named = {name for _, _, name in parties_named(s.sentence, find)} | set(s.act.agents)
    refused = [
        t
        for t in report
        if t.act
        and t.start < s.start
        and t.actor in named - {s.actor}
        and t.stance is Stance.RULES_OUT
        and t.act.agents == (t.actor,)
        and class_of(base_of(t.act))
        and not t.condition_acts
    ]
    if not refused or refused[-1].act is None:
        return s
    return s.model_copy(update={"act": refused[-1].act})


def _such(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read "nobody had authorised such a guarantee" as a word on the guarantee told before."""
    told = _SUCH.search(s.proposal)
    if s.act is None or told is None or class_of(base_of(s.act)) or s.stance not in _OWN:
        return s
    noun = told["noun"].lower().removesuffix("s")
    before = [
        t
        for t in report
        if t.act
        and t.start < s.start
        and s.start - t.end <= _BEFORE
        and t.stance in (Stance.OFFERS, Stance.CONSIDERS)
        and noun in t.proposal.lower()
    ]
    if not before or before[-1].act is None:
        return s
    meant = before[-1].act
    act = s.act.model_copy(update={"action": meant.action, "label": meant.label})
    return s.model_copy(update={"act": act})


def _asked(s: Statement, report: Sequence[Statement]) -> Statement:
    """Put in what "the demand" that a party rejects asks of it, and what "the offer" gives."""
    such = s.act is not None and _SUCH_A_PAPER.match(s.proposal)
    if (
        s.act is None
        or s.stance in (Stance.ASSESSES, Stance.DEMANDS)
        or (class_of(base_of(s.act)) and not such)
    ):
        return s
    before = [t for t in report if t.actor != s.actor and t.start < s.start and s.start - t.end <= _BEFORE]
    if such or _ASKED.match(s.proposal):
        asked = [
            act
            for t in before
            for act in (*([t.act] if t.act and t.stance is Stance.DEMANDS else []), *t.condition_acts)
            if act.agents == (s.actor,)
        ]
        if asked or not such:
            return s.model_copy(update={"act": asked[-1]}) if asked else s
        # Whatever it is, it is not the agreement.
        paper = {"action": f"sign-{such['what'].lower()}", "label": s.proposal}
        return s.model_copy(update={"act": s.act.model_copy(update=paper)})
    if _OFFERED.match(s.proposal):
        given = [t for t in before if t.act and t.stance is Stance.OFFERS and t.act.agents == (t.actor,)]
        if given and (act := given[-1].act):
            told = {
                "agents": (s.actor,),
                "action": f"accept:{base_of(act)}",
                "label": f"accept that {with_article(given[-1].actor)} would {act.label}",
            }
            return s.model_copy(update={"act": s.act.model_copy(update=told)})
    return s


def _granted(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read a condition that is nobody's act as that of whoever weighs it in the next sentence."""
    if len(s.condition_acts) != 1 or s.condition_acts[0].agents or class_of(base_of(s.condition_acts[0])):
        return s
    if s.stance is Stance.ASSESSES:
        return s
    weighing = [
        t
        for t in report
        if t.act
        and t.actor != s.actor
        and 0 < t.start - s.end <= _NEXT
        and t.act.agents == (t.actor,)
        and class_of(base_of(t.act)) is None
        and _GRANTING.match(t.proposal)
    ]
    if not weighing or weighing[0].act is None:
        return s
    told = weighing[0].act.model_copy(update={"negated": s.condition_acts[0].negated})
    return s.model_copy(update={"condition_acts": (told,)})


def _stopped(s: Statement, known: Sequence[Statement]) -> Statement:
    """Read stopping what is to bring an act about as not acting: "halt the procedure for imposing a levy"."""
    if s.act is None or s.act.negated or class_of(base_of(s.act)):
        return s
    stopping = _STOPPING.match(s.proposal)
    aim = stopping and re.search(
        rf"\b{re.escape(stopping['noun'])} (?:for|of|to) (?P<what>(?:(?!{_WHEN})[^,;])+)",
        s.sentence,
        re.IGNORECASE,
    )
    if not aim:
        return s
    meant = next((t.act for t in known if t.act and alike(t.proposal, aim["what"])), None)
    if meant is None:
        return s
    act = Act(agents=s.act.agents, action=base_of(meant), label=meant.label, negated=not meant.negated)
    return s.model_copy(update={"act": act})
