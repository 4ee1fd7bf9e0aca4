"""What stands around a position in its sentence: the words that say who said it, and what nobody said."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.conditions import Condition
from modusvivendi.statements.rules.denials import denied_claim
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import in_quotes, indices, is_passive, own_subject
from modusvivendi.statements.statement import SourceKind

_OPEN_QUESTION = re.compile(
    r"(?:how (?:far|much|many|long|soon|quickly|firmly)|when|where|what|who|which [\w-]+) [^.;:!?]*? "
    r"(?:is|are|was|were|remains?|remained|stays?) (?:still |as yet |also |far from |yet )*"
    r"(?:in dispute|disputed|contested|unclear|clear|open|not known|unknown|uncertain|undecided|unresolved"
    r"|unsettled|a matter|anybody's|anyone's|the question|not said|to be seen)"
    r"(?=[.,;:!?]|$| (?:to|at|in|for|until|but|and|after|among|between|how|as)\b)",
    re.IGNORECASE,
)
"""A question that a sentence opens with and leaves open: *How far Norvane is ready to go is in dispute*."""


def unsaid(sentence: Span, layers: list[Speech], found: list[Condition]) -> set[int]:
    """Give the tokens in which no position is looked for: conditions, questions, what was not said."""
    skip: set[int] = set()
    for condition in found:
        if condition.marker not in ("require", "requires", "need", "needs"):
            skip |= set(range(condition.start, condition.end))
    for layer in layers:
        if layer.negated:
            skip |= layer.content
    for token in sentence:
        skip |= set(denied_claim(token) or ())
        if token.lower_ == "whether" and sentence.doc[token.i : token.i + 3].text.lower() == "whether or not":
            after = (t.i for t in sentence if t.i > token.i and t.text in (",", ";"))
            skip |= set(range(token.i, next(after, sentence.end)))
        if token.lower_ in ("whether", "if") and token.dep_ == "mark":
            verb = token.head
            governor = verb.head
            if token.lower_ == "whether" or governor.lemma_.lower() in (
                "ask",
                "wonder",
                "know",
                "unclear",
                "clear",
                "see",
            ):
                skip |= indices(verb)
        if (
            (
                token.lower_ in ("what", "how", "who", "when", "where", "why")
                and token.head.dep_ in ("ccomp", "pcomp")
                and not in_quotes(token)
            )
            and token.i > sentence.start
            and token.head.i > token.i
        ):
            skip |= indices(token.head)
        if (
            token.i == sentence.start
            and token.lower_ == "what"
            and token.head.dep_ in ("csubj", "dobj", "ccomp")
        ):
            skip |= indices(token.head)
        if token.i == sentence.start and (asked := _OPEN_QUESTION.match(sentence.text)):
            skip |= {t.i for t in sentence if t.idx < sentence.start_char + asked.end()}
        if token.lower_ in ("as", "because") and token.dep_ == "mark" and token.head.dep_ == "advcl":
            verb = token.head
            put = token.lower_ == "as" and verb.lemma_ in ("put", "say", "call", "note")
            after = (t.i for t in sentence if put and t.i > verb.i and t.text == ",")
            end = next(after, sentence.end)
            skip |= {i for i in indices(verb) if i < end}
    if len(sentence) > 1 and any(t.text == "?" for t in sentence[-2:]):
        skip |= {t.i for t in sentence if in_quotes(t) or True}
    return skip


def attribution_edge(layer: Speech, sentence: Span) -> int | None:
    """Give where an attribution begins that follows its content."""
    if not layer.content:
        return None
    cue = layer.cue
    own = own_subject(cue)
    if layer.subject is not None and max(layer.content) < layer.subject.i < cue.i:
        own = layer.subject  # found where the parse had lost it
    edge = min(own.left_edge.i, cue.i) if own is not None and own.i > min(layer.content) else cue.i
    return edge if edge > min(layer.content) else None


def attribution_tokens(layers: list[Speech], frame: Frame) -> set[int]:
    """Give the tokens that say who said it, which do not belong to what is said."""
    found: set[int] = set()
    for layer in layers:
        found.add(layer.cue.i)
        if layer.cue.lower_ == "according":
            found |= {t.i for t in layer.cue.subtree}
        if layer.subject is not None and layer.subject.i not in layer.content:
            found |= {t.i for t in layer.subject.subtree if t.i not in layer.content}
        found |= {t.i for t in layer.cue.subtree if t.i not in layer.content and t.i not in frame.span}
    return found - {frame.trigger.i}


def is_past(frame: Frame, *, reported: bool) -> bool:
    """Tell whether the text itself presents a position as a past one; *said it had …* is only reported."""
    trigger = frame.trigger
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else trigger.head
    had = not reported and any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)
    for c in verb.subtree:
        if c.lower_ == "ago" and c.i not in frame.span and not is_in_aside(c, verb):
            return True
    if verb.tag_ == "VBD" and _has_changed_since(verb):
        return True
    return had or (any(c.lower_ == "still" for c in verb.children) and verb.tag_ == "VBD")


def is_in_aside(token: Token, verb: Token) -> bool:
    """Tell whether words stand in an aside below a verb: *Norvane, ready for it a week ago, now refuses*."""
    for above in token.ancestors:
        if above is verb:
            return False
        if above.dep_ == "relcl":
            return True
    return False


def _has_changed_since(verb: Token) -> bool:
    """Tell whether an aside says what was before: *Norvane, which promised it, has since backed out*."""
    whose = verb.head
    if verb.dep_ != "relcl" or whose.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return any(c.lower_ in ("since", "now") and c.dep_ == "advmod" for c in whose.head.children) or any(
        c.lower_ == "no" and c.nbor().lower_ == "longer" for c in whose.head.subtree if c.i > verb.i
    )


def is_quiet(frame: Frame, holder: Who) -> bool:
    """Tell whether a stance is only somebody's wish, or what somebody is said to hold."""
    hearsay = any(
        a.lemma_ in ("say", "believe", "think", "understand", "report", "know") and is_passive(a)
        for a in frame.trigger.ancestors
        if a.i > frame.trigger.sent.start
    )
    wishes = frame.rule.rsplit(":", 1)[-1] in ("want", "hop", "hope", "fear", "wish", "prefer", "recommend")
    return hearsay or (wishes and holder.kind is SourceKind.BODY)


def is_any(holder: Token | None) -> bool:
    """Tell whether a holder is nobody in particular (*a party that runs away*)."""
    return (
        holder is not None
        and any(c.lower_ in ("a", "an", "any", "every") for c in holder.children if c.dep_ == "det")
        and any(c.dep_ == "relcl" for c in holder.children)
    )


def while_something_else(verb: Token) -> bool:
    """Tell whether an act is told only to say when something else happened (*ended when they agreed to*)."""
    return verb.dep_ == "advcl" and any(
        c.lower_ in ("when", "after", "since", "before") and c.dep_ in ("mark", "advmod")
        for c in verb.children
    )
