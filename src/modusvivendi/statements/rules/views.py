"""What is put before the words of a view that would say the opposite, or nothing, without it.

*Doubted that they would sign* is no view that they would sign, and *voiced concern about the dam* is more
than *the dam*.
"""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import is_negated, lemma, own_subject
from modusvivendi.statements.statement import Stance

_NAMES = {
    "doubt": "doubts",
    "question": "doubts",
    "query": "doubts",
    "worry": "worry",
    "caution": "caution",
    "warn": "warning",
    "fear": "fear",
}
_DOUBTFUL = frozenset("doubt question query sceptical skeptical doubtful scepticism skepticism".split())
_RISKS = frozenset("danger risk possibility likelihood prospect".split())
_MISGIVING = frozenset(
    "doubt misgiving qualm reservation concern worry fear unease alarm scepticism skepticism".split()
)


def lead(frame: Frame) -> str:
    """Give the words that stand before a view, with a space; empty where it needs none."""
    if frame.stance is not Stance.ASSESSES or not frame.content or is_negated(frame.trigger):
        return ""
    last = frame.content[-1]
    if last.dep_ != "pobj" and last.pos_ in ("VERB", "AUX", "ADJ") and own_subject(last) is not None:
        return _before_clause(frame.trigger, last)
    return _before_phrase(frame, last)


def _before_clause(trigger: Token, clause: Token) -> str:
    word = lemma(trigger)
    if word in _RISKS:
        return f"{word} that "
    if word not in _DOUBTFUL:
        return ""
    if any(t.tag_ in ("WP", "WDT", "WRB") for t in clause.doc[clause.left_edge.i : clause.i]):
        return ""
    asked = word in ("question", "query") or any(c.lower_ in ("whether", "if") for c in clause.children)
    return "doubtful whether " if asked else "doubtful that "


def _before_phrase(frame: Frame, thing: Token) -> str:
    trigger = frame.trigger
    if frame.rule.startswith("idiom:have"):
        named = next((t for t in trigger.subtree if lemma(t) in _MISGIVING and t.i > trigger.i), None)
        return f"{named.text} about " if named is not None else ""
    if frame.rule.startswith("verb:") and lemma(trigger) in _NAMES and thing.pos_ in ("NOUN", "PROPN"):
        return f"{_NAMES[lemma(trigger)]} {'of' if lemma(trigger) == 'fear' else 'about'} "
    about = thing.head.lower_ if thing.dep_ in ("pobj", "pcomp") else ""
    named_so = frame.rule.startswith("adjective:") or lemma(trigger) in _MISGIVING
    if about and named_so and trigger.pos_ in ("NOUN", "ADJ", "VERB"):
        return f"{trigger.lower_} {about} "
    return ""
