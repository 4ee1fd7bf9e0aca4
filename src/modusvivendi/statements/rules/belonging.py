"""Which drafts belong to the matter of a report, and what they show of parties dealing with one another."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.around import while_something_else
from modusvivendi.statements.rules.assembly import Draft
from modusvivendi.statements.rules.grammar import lemma
from modusvivendi.statements.rules.matter import Dealings, Matter
from modusvivendi.statements.statement import Stance

_MATTERS = lexicon.MATTER_NOUNS | frozenset(lexicon.NOUNS)


def belonging(drafts: list[Draft], matter: Matter) -> list[Draft]:
    """Give the drafts of a sentence that are positions in the matter, with a refusal added by *and*."""
    sure = [draft for draft in drafts if belongs(draft, matter)]
    parties = {draft.holder.party for draft in sure if draft.holder.party}
    refused = [d for d in drafts if d.frame.stance is Stance.RULES_OUT and d.frame.trigger.dep_ == "conj"]
    added = [d for d in refused if d.holder.party in parties]
    return [draft for draft in drafts if draft in sure or draft in added]


def belongs(draft: Draft, matter: Matter) -> bool:
    """Tell a position in the matter from an act or remark on something else."""
    frame = draft.frame
    tokens = [draft.sentence.doc[i] for i in sorted(frame.span)] or [frame.trigger]
    shares = matter.shares(tokens, frame.content)
    spoken = bool(draft.layers) or draft.condition is not None or draft.voiced
    named = draft.holder.known
    if (
        not spoken
        and any(_is_past_year(t, matter.year) and _dates(t, frame.trigger) for t in draft.sentence)
        and (frame.event or frame.trigger.tag_ == "VBD")
    ):
        return False
    if frame.event and not spoken and while_something_else(frame.trigger):
        return False
    if frame.event and not spoken:
        if any(c.dep_ == "xcomp" or (c.dep_ == "advcl" and c.tag_ == "VB") for c in frame.content):
            return shares or named
        heads = [c for c in frame.content if c.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "VERB")]
        if not heads:
            return named
        answered = named and lemma(frame.trigger) in _ANSWERING and any(map(_is_definite, heads))
        told = frame.stance is Stance.DENIES and any(lemma(h) in lexicon.ALLEGATIONS for h in heads)
        return (
            answered
            or told
            or any(h.lemma_.lower() in _MATTERS for h in heads)
            or matter.shares(heads, heads)
        )
    if frame.stance is Stance.SUPPORTS and not spoken and not shares:
        helped = [c for c in frame.content if c.pos_ == "NOUN"]
        if helped and all(nouns.is_agentive(c.lemma_) for c in helped):
            return False  # support for people is no support for a proposal
    if frame.rule in ("modal:will", "modal:would") and lemma(frame.trigger) in _AGREEING:
        return shares or spoken or (named and frame.stance is Stance.RULES_OUT)
    if frame.strong:
        clause_ = any(c.pos_ in ("VERB", "AUX") for c in frame.content)
        return shares or spoken or frame.stance is not Stance.ASSESSES or (named and clause_)
    return spoken or shares


def _is_past_year(token: Token, year: int | None) -> bool:
    """Tell a year that a report tells of (*agreed in 1974*) from one that is agreed on (*accept 2041*)."""
    named = token.ent_type_ == "DATE" and token.like_num and len(token.text) == 4
    return named and (year is None or not token.text.isdigit() or int(token.text) <= year)


def _dates(year: Token, trigger: Token) -> bool:
    """Tell whether a year says when somebody did it, and not when something else was done."""
    verb = next((a for a in year.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.i == trigger.i or verb.dep_ == "xcomp":
        return True
    return any(a.i == verb.i for a in trigger.ancestors)


_AGREEING = frozenset("sign agree negotiate settle".split())
_ANSWERING = frozenset(
    "reject refuse agree accept veto rebuff spurn turn endorse welcome back oppose".split()
)


def _is_definite(head: Token) -> bool:
    """Tell *the loan* or *any delay*, which was spoken of, from *a tax*."""
    told = ("the", "that", "this", "these", "those", "any", "all", "both", "its", "their")
    return head.pos_ == "NOUN" and any(c.lower_ in told for c in head.children)


_ANSWERED = lexicon.NEEDS_OWN_YES - frozenset({"condition", "text", "settlement", "package", "invitation"})


def answers(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a position answers *the demand* or *the offer* that another party made before."""
    about = [h for h in draft.frame.content if h.lemma_.lower() in _ANSWERED]
    if not any(c.lower_ in ("the", "that", "this", "both") for h in about for c in h.children):
        return False
    number, party = draft.number, draft.holder.party
    before = [d for d in drafts if 0 < number - d.number <= 3 and d.holder.party != party]
    return any(d.frame.stance in (Stance.DEMANDS, Stance.OFFERS) for d in before)


def is_bystander(draft: Draft, cast: Cast) -> bool:
    """Tell whether a view is that of somebody named only once who stands for no party."""
    who = draft.holder
    if not who.is_person or who.role or cast.settled(who.name) != who.name or who.party != who.name:
        return False
    named = [t for t in draft.sentence.doc if t.text == who.name.split()[-1]]
    described = any(c.dep_ in ("appos", "relcl") for t in named for c in t.children)
    return len(named) == 1 and described and draft.frame.stance is Stance.ASSESSES


def dealings(drafts: list[Draft]) -> Dealings:
    """Give what the positions found show of parties dealing with one another."""
    owned = [
        d for d in drafts if d.holder.known and not (d.holder.is_person and d.holder.party == d.holder.name)
    ]
    contrary = (Stance.RULES_OUT, Stance.OPPOSES, Stance.DENIES, Stance.DEMANDS, Stance.WARNS)
    return Dealings(
        found=len(drafts),
        owned=len(owned),
        engaged=sum(n >= 2 for n in Counter(d.holder.party for d in owned).values()),
        facing=sum(d.facing for d in drafts),
        holders=len({d.holder.party for d in owned}),
        contrary=sum(d.frame.stance in contrary for d in drafts),
        conditional=sum(d.condition is not None for d in owned),
    )
