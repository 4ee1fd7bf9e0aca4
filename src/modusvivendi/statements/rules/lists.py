"""Lists of positions: *The union's conditions are:* and the points below it, each a position of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.nouns import DOCUMENTS, words
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules import chains
from modusvivendi.statements.rules.assembly import Draft
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import child, is_negated, lemma, own_subject
from modusvivendi.statements.statement import SourceKind, Stance

_NAMED = {
    **dict.fromkeys(
        ("demand", "condition", "term", "request", "requirement", "precondition"), Stance.DEMANDS
    ),
    **dict.fromkeys(("offer", "concession", "pledge", "commitment"), Stance.OFFERS),
}
_OPENING = {
    **dict.fromkeys(("demand", "want", "ask", "seek", "request", "require", "propose"), Stance.DEMANDS),
    **dict.fromkeys(("offer", "promise", "pledge", "guarantee"), Stance.OFFERS),
    **dict.fromkeys(("refuse", "reject", "exclude"), Stance.RULES_OUT),
    "oppose": Stance.OPPOSES,
}
_VAGUE = words("following thing point step item measure condition demand term request requirement concession")
_LISTED = (Stance.DEMANDS, Stance.OFFERS, Stance.RULES_OUT, Stance.OPPOSES, Stance.CONSIDERS)
_BULLET = re.compile(r"(?:^|\n)[ \t]*(?:[-–—•*·‣]|\(?\d{1,2}[.)])[ \t]*$")
_NEAR = 14


@dataclass(frozen=True)
class Opening:
    """What a list is of: whose positions, in which stance, on whose word."""

    stance: Stance
    holder: Who
    links: list[Who]
    layers: list[Speech]
    asked: Token | None


def opening(sentence: Span, drafts: list[Draft], layers: list[Speech], cast: Cast) -> Opening | None:
    """Read the sentence before a list, which ends with a colon; None where it opens none of positions.

    Parameters
    ----------
    sentence
        The last sentence of a paragraph.
    drafts
        The positions found in it.
    layers
        Who says it.
    cast
        The cast of the report.
    """
    last = next((t for t in reversed(list(sentence)) if not t.is_space), None)
    if last is None or last.text != ":":
        return None
    stated = [d for d in drafts if d.frame.stance in _LISTED and last.i - d.frame.trigger.i <= _NEAR]
    if stated:
        of = max(stated, key=lambda d: d.frame.trigger.i)
        return Opening(of.frame.stance, of.holder, of.links, of.layers, of.frame.target)
    verb = next((t for t in reversed(sentence.doc[last.i - 3 : last.i]) if lemma(t) in _OPENING), None)
    doer = own_subject(verb) if verb is not None and verb.pos_ == "VERB" else None
    if verb is not None and doer is not None and not is_negated(verb):
        held = cast.refer_all(doer, [w for layer in layers for w in layer.who], quoted=False)
        if held and held[0].party is not None:
            return Opening(_OPENING[lemma(verb)], held[0], chains.chain(layers, held[0]), list(layers), None)
    noun = next((t for t in reversed(list(sentence)) if t.pos_ == "NOUN" and lemma(t) in _NAMED), None)
    if noun is None or last.i - noun.i > _NEAR:
        return None
    whose = child(noun, "poss")
    speakers = [w for layer in layers for w in layer.who if w.kind is not SourceKind.MEDIUM]
    held = cast.refer_all(whose, speakers, quoted=False) if whose is not None else speakers[:1]
    if not held or held[0].party is None:
        return None
    return Opening(_NAMED[lemma(noun)], held[0], chains.chain(layers, held[0]), list(layers), None)


def question(sentence: Span, cast: Cast) -> Opening | None:
    """Read *What does the council want?*, whose answer may be a list; None where it asks for no positions."""
    if not any(t.text == "?" for t in sentence[-2:]) or not any(t.lower_ == "what" for t in sentence[:3]):
        return None
    verb = next((t for t in sentence if t.pos_ == "VERB" and lemma(t) in _OPENING), None)
    doer = own_subject(verb) if verb is not None else None
    if verb is None or doer is None or is_negated(verb):
        return None
    held = cast.refer_all(doer)
    return Opening(_OPENING[lemma(verb)], held[0], [], [], None) if held and held[0].party else None


_HEADING = re.compile(
    r"(?P<who>[^\n:.]{2,60}?)(?: now| also)? "
    r"(?P<verb>demands?|wants?|asks?(?: for)?|seeks?|offers?|promises|proposes)"
    r"(?: the following)?:\s*[-–—•*·‣\d().\s]*$"
)


def headed(paragraph: Span, body: str, cast: Cast) -> Opening | None:
    """Read the line *The union demands:* right above a list, which no parse has seen.

    Parameters
    ----------
    paragraph
        The first point of the list.
    body
        The text of the report.
    cast
        The cast of the report; who it is, is known from where the text names the same party before.
    """
    start = paragraph.start_char
    found = _HEADING.search(body[max(0, start - 100) : start])
    if found is None:
        return None
    name = found["who"].split()[-1].lower()
    named = next((t for t in reversed(paragraph.doc[: paragraph.start]) if t.lower_ == name), None)
    held = cast.refer_all(named) if named is not None else []
    stance = _OPENING.get(found["verb"].split()[0].removesuffix("s"))
    return Opening(stance, held[0], [], [], None) if stance is not None and held and held[0].party else None


def is_answer(sentence: Span) -> bool:
    """Recognise *Three things, set out in a letter:* before a list: words without a verb, and a colon."""
    last = next((t for t in reversed(list(sentence)) if not t.is_space), None)
    if last is None or last.text != ":":
        return False
    return not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and own_subject(t) is not None for t in sentence)


def written_in(answer: Span, of: Opening, cast: Cast) -> Opening:
    """Put the letter or paper in which the points of an answer stand into its sources."""
    named = [t for t in answer if lemma(t) in DOCUMENTS and t.dep_ == "pobj" and t.head.lower_ == "in"]
    found = [who for t in named for who in cast.refer(t)]
    return replace(of, links=[replace(who, kind=SourceKind.DOCUMENT) for who in found[:1]])


def is_vague(draft: Draft) -> bool:
    """Tell whether a position says nothing beyond the list that follows it (*asks Norway to:*)."""
    heads = draft.frame.content
    return not heads or all(lemma(h) in _VAGUE or h.pos_ in ("PROPN", "PRON") for h in heads)


def is_point(text: Span, body: str) -> bool:
    """Tell whether a bullet or a number stands before a paragraph or sentence."""
    start = text.start_char
    return _BULLET.search(body[max(0, start - 12) : start]) is not None or text[0].text in "-–—•*·‣"


def is_item(sentence: Span, body: str) -> bool:
    """Tell whether a sentence opens a point of a list, and is no sentence of its own."""
    if not is_point(sentence, body):
        return False
    if any(t.text == ":" for t in sentence[:6]):
        return False
    return own_subject(sentence.root) is None and any(t.pos_ in ("NOUN", "PROPN", "NUM") for t in sentence)


def item(sentence: Span, number: int, of: Opening) -> Draft:
    """Give a point of a list as a position."""
    root = sentence.root
    frame = Frame(
        trigger=root,
        stance=of.stance,
        holder=None,
        content=[root],
        rule="list",
        span={t.i for t in sentence},
        target=of.asked,
    )
    return Draft(frame, of.holder, of.links, None, sentence, number, [])
