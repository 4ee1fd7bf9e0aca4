"""What a sentence takes back of a position: *may come by day, but not at night*, *8 % and no more*."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from modusvivendi.statements.rules.assembly import Draft
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import child, indices
from modusvivendi.statements.statement import Stance

_OPPOSITE = {
    Stance.OFFERS: Stance.RULES_OUT,
    Stance.CONSIDERS: Stance.RULES_OUT,
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.DEMANDS: Stance.OPPOSES,
}
_LINKS = frozenset({"but", "and", "just", "though", "if"})
_MORE = frozenset(
    {"more", "further", "higher", "lower", "less", "longer", "else", "other", "smaller", "larger"}
)
_NOT_PARTED = frozenset(
    "only before until yet least just even all always necessarily unless if without while when".split()
)


def contrasts(drafts: list[Draft], sentence: Span) -> list[Draft]:
    """Give what is refused beside what is granted or wanted, as positions of their own."""
    found: list[Draft] = []
    for token in sentence if drafts else ():
        what = _taken_back(token, sentence)
        if what is None:
            continue
        before = [
            d
            for d in drafts
            if d.frame.trigger.i < token.i
            and d.frame.stance in _OPPOSITE
            and not any(t.text == ";" for t in sentence.doc[d.frame.trigger.i : token.i])
        ]
        if not before or any(token.i < d.frame.trigger.i <= what.right_edge.i for d in drafts):
            continue
        of = max(before, key=lambda d: d.frame.trigger.i)
        sides = of.frame.rule == "verb:side" and what.lower_ == "on"
        if sides and (inside := child(what, "pobj")) is not None:
            what = inside  # "on the levy but not on the motorway"
        span = {i for i in indices(what) if i > token.i} or {what.i}
        frame = replace(
            of.frame,
            trigger=token,
            stance=_OPPOSITE[of.frame.stance],
            content=[what],
            rule="contrast",
            span=span,
            cover=set(),
            event=False,
            strong=True,
        )
        of.frame.apart = of.frame.apart | span | {token.i, token.i - 1}
        later = of.condition if of.condition is not None and of.condition.start in span else None
        if later is not None:
            of.condition = None
        elsewhere = what.pos_ == "ADP" and what.lower_ != "to" and of.frame.rule == "verb:agree"
        frame.doubtful = _is_bare_number(what) or elsewhere  # "agreed to meet, but not on when"
        found.append(replace(of, frame=frame, condition=later, beside=of))
    return found


def _is_bare_number(what: Token) -> bool:
    """Tell *one sailing but not two*, of which it has to be guessed what two are."""
    return what.like_num and not any(c.dep_ in ("prep", "nmod") for c in what.children) and what.tag_ == "CD"


def whole(text: str, granted: str, taken: str = "") -> str:
    """Give what is taken back in full: *but not in spring* of *meet in autumn* is *meet in spring*.

    Parameters
    ----------
    text
        What is taken back.
    granted
        What is granted beside it.
    taken
        The preposition with which the stance takes what is granted (*live* **with** *fewer hours*).

    Examples
    --------
    >>> whole("in spring", "meet in autumn")
    'meet in spring'
    >>> whole("by night", "open the gate")
    'open the gate by night'
    >>> whole("with longer shifts", "fewer breaks", "with")
    'longer shifts'
    """
    preposition, _, rest = text.partition(" ")
    if preposition not in _PREPOSITIONS or not granted:
        return text
    if preposition == taken:
        return rest
    same = f" {preposition} "
    return f"{granted.rpartition(same)[0] if same in granted else granted} {text}"


def taken(frame: Frame) -> str:
    """Give the preposition with which a stance takes what it is about, if it does with one."""
    head = frame.content[0].head if frame.content and frame.content[0].dep_ in ("pobj", "pcomp") else None
    return head.lower_ if head is not None and head.head.i == frame.trigger.i else ""


_PREPOSITIONS = frozenset("about at by for from in on to under with without during after before".split())


def _taken_back(token: Token, sentence: Span) -> Token | None:
    """Give the head of the phrase that *but not* or *and no more than* takes back."""
    doc = sentence.doc
    if token.i <= sentence.start + 1 or token.i + 1 >= sentence.end:
        return None
    before, after = doc[token.i - 1], doc[token.i + 1]
    if token.lower_ == "not" and before.lower_ in _LINKS:
        if after.lower_ in _NOT_PARTED or after.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ", "PART"):
            return None
        if after.pos_ in ("ADP", "DET", "NUM", "NOUN", "PROPN") and not _has_clause(after, sentence):
            if before.lower_ == "and" and after.lower_ not in ("a", "an", "one"):
                return None  # "paid by the day and not by the hour"
            return after if after.pos_ == "ADP" else _head(after)
        return None
    if token.lower_ in ("no", "nothing") and before.lower_ in ("and", "but", "in", "for", "to", "with", "on"):
        linked = before.lower_ in ("and", "but") or doc[token.i - 2].lower_ in ("and", "but")
        if linked and after.lower_ in _MORE:
            return after
    return None


def _has_clause(first: Token, sentence: Span) -> bool:
    """Tell whether a clause of its own follows before the next mark."""
    for t in sentence.doc[first.i : sentence.end]:
        if t.is_punct:
            return False
        if (
            t.dep_ in ("nsubj", "nsubjpass")
            and t.head.i > first.i
            and t.head.dep_ not in ("relcl", "acl", "advcl")
        ):
            return True
    return False


def _head(first: Token) -> Token:
    while first.dep_ in ("det", "nummod", "amod", "compound", "quantmod") and first.head.i > first.i:
        first = first.head
    return first
