"""The wording of a clause with *will* or *must*: an act verb first, or a judgement with its subject."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.english import gerund
from modusvivendi.statements.rules.denials import hollow_thing
from modusvivendi.statements.rules.filling import RELATIVES, Telling, instead, short, started, trailing
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import (
    agent,
    child,
    in_quotes,
    indices,
    is_passive,
    is_to,
    lemma,
    modal,
    own_subject,
    rather_than,
    subject,
)
from modusvivendi.statements.rules.modal_turns import hinders
from modusvivendi.statements.rules.wording import text_of, tidy
from modusvivendi.statements.statement import Stance

_JUDGED = (Stance.ASSESSES, Stance.DEMANDS, Stance.OPPOSES, Stance.DENIES)
_OWN = (Stance.OFFERS, Stance.RULES_OUT, Stance.WARNS, Stance.CONSIDERS)
_CLAUSAL = ("xcomp", "ccomp", "advcl", "acl")


def wording_of_clause(frame: Frame, telling: Telling) -> str:
    """Word a clause found by its modal; see `modusvivendi.statements.rules.modality`."""
    verb = frame.trigger
    false = hollow_thing(frame)
    if false is not None:
        tokens = [t for t in false.subtree if t.i not in telling.dropped]
        return started(tokens, text_of(tokens, instead(tokens, telling, frame.stance)))
    if frame.stance is Stance.RULES_OUT and (worse := _after_than(verb)):
        return text_of([t for t in worse if t.i not in telling.dropped])
    if wished := _wished(verb):
        tokens = [t for t in wished if t.i not in telling.dropped]
        return started(tokens, text_of(tokens, instead(tokens, telling, frame.stance)))
    thing = child(verb, "attr")
    if child(verb, "expl") is not None and frame.stance in _OWN and thing:
        if frame.stance is Stance.OFFERS and hinders(thing):  # "no reason to stand in the way"
            act_ = next(t for t in thing.subtree if t.tag_ == "VB" and t.i > thing.i)
            rest = [t for t in act_.subtree if t.i >= act_.i and t.i not in telling.dropped]
            return text_of(rest, instead(rest, telling, frame.stance))
        after = [c for c in verb.children if c.i > thing.i and c.dep_ in ("prep", "advmod", "npadvmod")]
        tokens = [t for c in (thing, *after) for t in c.subtree if t.i not in telling.dropped]
        return text_of(
            [
                t
                for t in tokens
                if (t.i in telling.said or not telling.said)
                and not (t.lower_ == "no" and t.head.i == thing.i)
            ]
        )
    if (
        verb.dep_ in ("csubj", "nsubj")
        and verb.head.lemma_ == "be"
        and verb.left_edge.lower_ == "what"  # "what we will not have is …"
        and (what := child(verb.head, "attr", "xcomp"))
    ):
        return text_of([t for t in what.subtree if t.i not in telling.dropped])
    if frame.rule == "modal:is for":
        wanted = next((c for c in verb.children if c.i > verb.i and c.dep_ in _CLAUSAL), None)
        if wanted is not None:
            tokens = [t for t in wanted.subtree if t.dep_ != "mark" and t.i not in telling.dropped]
            return text_of(tokens, instead(tokens, telling, frame.stance))
    span = _stretch(frame, telling)
    doer = own_subject(verb)
    relative = doer is not None and doer.lower_ in RELATIVES and doer.tag_ != "DT"
    if relative and verb.head.head.lemma_ == "be" and verb.head.dep_ == "attr":  # "it is the poorest who …"
        text = text_of(
            [t for t in verb.head.subtree if t.i < verb.left_edge.i and t.i not in telling.dropped]
        )
        rest = [t for t in span if t.i > (doer.i if doer is not None else 0)]
        return f"{tidy(text)} {text_of(rest, instead(rest, telling, frame.stance))}"
    if telling.by_speaker or frame.stance in _JUDGED:
        if doer is not None and is_passive(verb) and frame.stance in _OWN and agent(verb) is None:
            return _active(frame, span, doer, telling)
        none = doer is not None and any(c.lower_ == "no" for c in doer.children)
        laid_down = is_to(verb) if none and frame.stance is Stance.RULES_OUT else None
        if laid_down is not None and doer is not None:
            who = tidy(text_of([t for t in doer.subtree if t.lower_ != "no"]))
            rest = [t for t in laid_down.subtree if t.i > laid_down.i and t.i not in telling.dropped]
            return f"{who} {gerund(lemma(laid_down))} {text_of(rest)}"
        if none and frame.stance is Stance.RULES_OUT and not is_passive(verb):
            return _act(frame, span, doer, telling)
        text = started(span, text_of(span, instead(span, telling, frame.stance)))
        if doer is not None and not relative and doer.tag_ != "PRP" and doer.i not in {t.i for t in span}:
            return f"{short(doer, telling)} {tidy(text)}"
        if (doer is None or relative) and child(verb, "expl") is None:
            shared = subject(verb) or _before(verb, telling)
            if shared is not None and not any(t.i == shared.i for t in span):
                text = f"{short(shared, telling)} {tidy(text)}"
        return text
    if doer is not None and is_passive(verb) and agent(verb) is None and not _is_party(doer, telling):
        return _active(frame, span, doer, telling)
    return _act(frame, span, doer, telling)


def _wished(verb: Token) -> list[Token]:
    """Give what somebody *would like* or *would love* to do, or to see done."""
    wanted = child(verb, "xcomp", "ccomp") if lemma(verb) in ("like", "love") else None
    if wanted is None or wanted.i < verb.i:
        return []
    if lemma(wanted) == "see" and (seen := child(wanted, "ccomp", "dobj")) is not None:
        wanted = seen
    own = indices(wanted)
    lead = {c.i for c in wanted.children if c.lower_ == "to" and own_subject(wanted) is None}
    return [t for t in wanted.subtree if t.i in own - lead]


def _after_than(verb: Token) -> list[Token]:
    """Give what somebody would not do who would rather do something else: *… than sign*."""
    if not any(c.lower_ in ("rather", "sooner") for c in verb.children) and rather_than(verb) is None:
        return []
    than = next((t for t in verb.subtree if t.lower_ == "than" and t.i > verb.i), None)
    if than is None:
        return []
    return [t for t in verb.subtree if t.i > than.i]


def own_act(verb: Token, frame: Frame, telling: Telling) -> str:
    """Word what somebody *insists it will* do, verb first; empty where it is not the holder's own act."""
    doer = own_subject(verb)
    if doer is None or doer.tag_ != "PRP" or modal(verb) not in ("will", "would") or is_passive(verb):
        return ""
    ours = doer.lower_ in ("we", "i") or telling.named(doer) == telling.holder
    return act(frame, telling, verb) if ours and verb.lemma_ != "be" else ""


def act(frame: Frame, telling: Telling, verb: Token | None = None) -> str:
    """Word what a verb says by itself, verb first: *we are not signing* is about to *sign*."""
    verb = verb or frame.trigger
    gone = {
        x.i
        for c in verb.children
        if c.i < verb.i or c.dep_ in ("conj", "cc", "advcl", "punct", "ccomp") or c.i in telling.dropped
        for x in c.subtree
    }
    own = indices(verb)
    rest = [t for t in verb.subtree if t.i > verb.i and t.i in own and t.i not in gone | set(telling.dropped)]
    return f"{lemma(verb)} {text_of(rest, instead(rest, telling, frame.stance))}"


def _before(verb: Token, telling: Telling) -> Token | None:
    """Give the subject of the clause before, with which this one is coordinated whatever the parse says."""
    at = verb.i - 1
    while at >= verb.sent.start and (
        verb.doc[at].i in telling.dropped or verb.doc[at].is_punct or verb.doc[at].pos_ in ("AUX", "ADV")
    ):
        at -= 1
    if at < verb.sent.start or verb.doc[at].dep_ != "cc":
        return None
    for t in reversed(verb.doc[verb.sent.start : at]):
        if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ not in ("WP", "WDT"):
            return t
    return None


def _stretch(frame: Frame, telling: Telling) -> list[Token]:
    """Give the tokens of a clause, kept to what was said and without asides, or the whole quotation."""
    verb = frame.trigger
    own = indices(verb)
    tokens = [t for t in verb.subtree if t.i in own and t.i not in telling.dropped]
    said = set(telling.said)
    if said and verb.i in said:
        inside = [t for t in tokens if t.i in said or (in_quotes(t) and in_quotes(verb))]
        if len(inside) < len([t for t in tokens if not t.is_punct]) and own_subject(verb) not in inside:
            doc = verb.doc
            inside = [doc[i] for i in sorted(said) if i not in telling.dropped]
        tokens = inside
    break_ = max((t.i for t in tokens if t.i < verb.i and t.text in (":", ";", "—", "–")), default=-1)
    conjoined = {
        x.i
        for c in verb.children
        if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") and own_subject(c) is not None
        for x in c.subtree
    }
    lead = {c.i for c in verb.children if c.dep_ in ("mark", "cc") and c.i < verb.i}
    gone = trailing(tokens, [verb]) | conjoined | lead
    return [t for t in tokens if t.i > break_ and t.i not in gone]


def _act(frame: Frame, span: list[Token], doer: Token | None, telling: Telling) -> str:
    """Word an own act verb first: *would send peacekeepers* becomes *send peacekeepers*."""
    verb = frame.trigger
    coordinated = {
        x.i
        for c in verb.children
        if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")
        for x in [*c.subtree, *(g for g in verb.children if g.dep_ == "cc")]
    }
    negative = {
        t.i for t in span if t.lower_ == "no" and t.dep_ in ("det", "neg") and t.head.head.i == verb.i
    }
    if frame.stance is not Stance.RULES_OUT:
        negative = set()
    rest = [t for t in span if t.i > verb.i and t.i not in coordinated | negative]
    kept_doer = ""
    if doer is not None and any(c.lower_ == "no" for c in doer.children):
        kept_doer = tidy(text_of([t for t in doer.subtree if t.lower_ != "no"])) + " "
    helper = " ".join(c.text for c in verb.children if c.dep_ == "auxpass")
    word = gerund(verb.lemma_.lower()) if kept_doer else verb.lemma_.lower()
    if helper:
        word = f"be {verb.text.lower()}"
    put = instead(rest, telling, frame.stance)
    if frame.stance is Stance.RULES_OUT:  # "will have nothing to do with it"
        put |= {t.i: "anything" for t in rest if t.lower_ == "nothing" and t.head.i == verb.i}
    text = f"{kept_doer}{word} {text_of(rest, put)}"
    return f"{tidy(text)} {_fronted(verb, span)}"


def _active(frame: Frame, span: list[Token], doer: Token, telling: Telling) -> str:
    """Turn a passive round: *Italian soldiers will not be sent* becomes *send Italian soldiers*."""
    verb = frame.trigger
    own = {t.i for t in doer.subtree}
    thing = [t for t in doer.subtree if t.lower_ != "no"]
    if any(t.text == "," for t in thing) and doer.tag_ != "PRP":
        thing = [t for t in thing if t.i <= doer.i]
    rest = [t for t in span if t.i > verb.i and t.i not in own]
    put = {t.i: f"any{t.lower_.removeprefix('no')}" for t in thing if t.lower_ in ("nobody", "nothing")}
    name = started(thing, text_of(thing, put | instead(thing, telling, frame.stance)))
    after = text_of(rest, instead(rest, telling, frame.stance))
    return f"{verb.lemma_.lower()} {tidy(name)} {after} {_fronted(verb, span)}"


def _fronted(verb: Token, span: list[Token]) -> str:
    """Give a time from which or by which, where it stands before the subject."""
    for c in verb.children:
        if c.dep_ == "prep" and c.i < verb.i and c.lower_ in ("from", "by", "until") and c in span:
            return f"{c.lower_} {text_of([t for t in c.subtree if t is not c])}"
    return ""


def _is_party(doer: Token, telling: Telling) -> bool:
    return doer.tag_ == "PRP" or telling.named(doer) is not None
