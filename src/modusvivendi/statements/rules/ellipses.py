"""What a clause leaves out that the one before it says: *Seoul favours it; Hanoi does not*."""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import is_negated, lemma, own_subject
from modusvivendi.statements.statement import Stance

_OPPOSITE = {
    Stance.OFFERS: Stance.RULES_OUT,
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.CONSIDERS: Stance.RULES_OUT,
    Stance.DEMANDS: Stance.OPPOSES,
    Stance.OPPOSES: Stance.SUPPORTS,
    Stance.RULES_OUT: Stance.OFFERS,
}


def ellipses(sentence: Span, found: list[Frame]) -> list[Frame]:
    """Read *Seoul favours a joint approach; Hanoi does not*: the same matter, the opposite stance."""
    added: list[Frame] = []
    if not found:
        return added
    for token in sentence:
        if lemma(token) not in ("do", "will", "would", "be", "have") or token.dep_ not in (
            "ROOT",
            "conj",
            "ccomp",
            "parataxis",
            "advcl",
        ):
            continue
        said_more = ("dobj", "xcomp", "acomp", "attr", "prep", "ccomp", "advmod")
        if not is_negated(token) or any(c.dep_ in said_more for c in token.rights):
            continue
        doer = own_subject(token)
        before = [f for f in found if f.trigger.i < token.i and f.stance in _OPPOSITE]
        if doer is None or doer.tag_ in ("WP", "WDT") or not before or doer.i < before[-1].trigger.i:
            continue
        said = before[-1]
        frame = Frame(token, _OPPOSITE[said.stance], doer, said.content, "ellipsis", span=set(said.span))
        added.append(frame)
    return added


_AGAIN = frozenset("be do will would can could have".split())
_SAME = frozenset({"so", "neither", "nor"})


def of_the_sentence_before(sentence: Span, said: Frame | None) -> Frame | None:
    """Read *Havnia would not*, *So is Havnia*: what the sentence before has said, of another.

    Parameters
    ----------
    sentence
        A sentence in which nothing else was found.
    said
        The last position of the sentence before.
    """
    tokens = [t for t in sentence if not t.is_punct and not t.is_space]
    if said is None or said.stance not in _OPPOSITE or not 2 <= len(tokens) <= 7:
        return None
    helper = next((t for t in tokens if lemma(t) in _AGAIN and t.tag_ in ("MD", "VBZ", "VBP", "VBD")), None)
    if helper is None or any(t.pos_ == "VERB" and t.i != helper.i for t in tokens):
        return None
    same = tokens[0].lower_ in _SAME
    negated = any(t.lower_ in ("not", "n't", "n’t") for t in tokens)
    rest = [t for t in tokens if t.i > helper.i and t.lower_ not in ("not", "n't", "n’t")]
    doer = next(
        (t for t in (rest if same else tokens) if t.dep_ in ("nsubj", "attr") and t is not helper), None
    )
    if doer is None or doer.tag_ in ("WP", "WDT", "EX") or (rest and not same):
        return None
    no = said.stance in (Stance.RULES_OUT, Stance.OPPOSES)
    stance = said.stance if same or negated == no else _OPPOSITE[said.stance]
    if not same and not negated and not no:
        return None  # "Norvane would sign. Havnia would."
    return Frame(helper, stance, doer, said.content, "ellipsis", span=set(said.span))


def what_is_worse(sentence: Span) -> set[int]:
    """Give the tokens after *than* in *would rather strike than sign*, which nobody wants."""
    than = next((t for t in sentence if t.lower_ == "than"), None)
    if than is None or not any(t.lower_ in ("rather", "sooner") for t in sentence[: than.i - sentence.start]):
        return set()
    other = (t.i for t in sentence if t.i > than.i and t.dep_ in ("nsubj", "nsubjpass") and _begins(t))
    return set(range(than.i, next(other, sentence.end)))


def _begins(doer: Token) -> bool:
    """Tell whether a clause of its own begins with a subject: *…, and it is willing to wait*."""
    doc, start = doer.doc, doer.left_edge.i
    return start >= 2 and doc[start - 1].lower_ in ("and", "but") and doc[start - 2].text in (",", ";")
