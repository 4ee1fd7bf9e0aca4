"""What is put before the words of a position that would say the opposite, or nothing, without it.

*Doubted that they would sign* is no view that they would sign, *voiced concern about the dam* is more than
*the dam*, and who offers to *waive the fee* offers no fee.
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
    """Give the words that stand before what a position is about, with a space; empty where it needs none."""
    if frame.stance in (Stance.OFFERS, Stance.RULES_OUT, Stance.CONSIDERS):
        return _of_giving_up(frame)
    if frame.stance is not Stance.ASSESSES or not frame.content or is_negated(frame.trigger):
        return ""
    last = frame.content[-1]
    if last.dep_ != "pobj" and last.pos_ in ("VERB", "AUX", "ADJ") and own_subject(last) is not None:
        return _before_clause(frame.trigger, last)
    return _before_phrase(frame, last)


_GIVING_UP = frozenset("waive forgo compromise budge yield bend refrain desist abstain".split())
_GIVING_WAY = (
    "idiom:give|yield|cede ground",
    "idiom:give|cede an inch on",
    "idiom:give way",
    "idiom:give|cave in to",
    "idiom:back down",
    "idiom:climb down",
)
_HAVING_NOTHING = {
    "idiom:want no part": "part in",
    "idiom:have no truck": "dealings with",
    "idiom:want nothing to do": "anything to do with",
    "idiom:will|would have nothing to do": "anything to do with",
}


def _of_giving_up(frame: Frame) -> str:
    """Give *waive* of *would waive the fee*, *give way on* of *would not give way on pay*."""
    thing = frame.content[0] if frame.content else None
    if frame.rule == "verb:let" and thing is not None and thing.i > frame.trigger.i:
        return "let "
    if frame.rule == "verb:guarantee" and thing is not None and thing.dep_ == "dobj":
        return "guarantee "
    if thing is None or thing.dep_ not in ("dobj", "pobj", "pcomp") or thing.i < frame.trigger.i:
        return ""
    named = next((w for rule, w in _HAVING_NOTHING.items() if frame.rule.startswith(rule)), None)
    if named is not None:
        return f"{named} "
    verb = frame.trigger
    kept_up = is_negated(verb) != (frame.stance is Stance.RULES_OUT)  # "will not renege on its pledge"
    stepping = frame.rule == "steps back" and not kept_up
    if (
        stepping
        or frame.rule.startswith(_GIVING_WAY)
        or (frame.rule.startswith("verb:") and lemma(verb) in _GIVING_UP and thing.dep_ != "pcomp")
    ):
        between = [t for t in verb.doc[verb.i + 1 : thing.left_edge.i] if t.tag_ != "RB" and not t.is_punct]
        return " ".join((verb.lemma_, *(t.text for t in between))) + " "
    return ""


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
