"""Answers in a few words, without quotation marks: *A partial release? Out of the question*."""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import child, in_quotes, lemma, modal
from modusvivendi.statements.rules.verbless import FLAT
from modusvivendi.statements.statement import Stance

_FINITE = words("VBZ VBP VBD MD")
_REFUSING = words("not no never none nothing")
_NO = words("no nope never nyet hardly")
_YES = words("yes yeah certainly absolutely definitely gladly")
_MINDED = words("ready willing prepared accept agree consider open support want pay sign allow")
_SAYS_NOTHING = words(
    "comment idea clue doubt wonder yet really exactly entirely necessarily quite sure today now "
    "thanks thank more"
)
_LONGEST = 9


def question_before(sentence: Span) -> Span | None:
    """Give the question that a sentence follows, if it follows one."""
    doc, at = sentence.doc, sentence.start - 1
    while at >= 0 and ("\n" in doc[at].text or doc[at].is_space or doc[at].text in ('"', "”")):
        at -= 1
    return doc[at].sent if at >= 0 and doc[at].text == "?" else None


def answered(sentence: Span) -> Frame | None:
    """Read a sentence of a few words as an answer of whoever speaks, or give None.

    What it is about is what the question before it asks, or what it says itself.
    """
    tokens = [t for t in sentence if not t.is_punct and not t.is_space]
    if not 0 < len(tokens) <= _LONGEST or in_quotes(tokens[0]) or sentence.text.rstrip().endswith(("?", ":")):
        return None
    asked = question_before(sentence)
    while len(tokens) > 1 and tokens[0].lower_ in ("well", "look", "but", "and", "so", "oh", "sorry"):
        tokens = tokens[1:]
    stance = _stance(tokens, asked)
    if stance is None:
        return None
    about = _asked_for(asked) if asked is not None else None
    heads = (
        [about]
        if about is not None
        else [next((t for t in tokens if t.pos_ in ("NOUN", "PROPN", "NUM")), tokens[0])]
    )
    return Frame(
        trigger=tokens[0],
        stance=stance,
        holder=None,
        content=heads,
        rule="answer",
        by_speaker=True,
        span={t.i for t in tokens},
        cover={t.i for t in tokens},
    )


def _stance(tokens: list[Token], asked: Span | None) -> Stance | None:
    flat = FLAT.get(" ".join(t.lower_.replace("’", "'") for t in tokens))
    if flat is not None:
        return flat
    if len(tokens) == 1 or (
        len(tokens) <= 3 and tokens[0].lower_ in _NO | _YES and tokens[0].nbor().is_punct
    ):
        if asked is None or not _asks_for_consent(asked) or (len(tokens) == 1 and _goes_on(tokens[0])):
            return None
        if tokens[0].lower_ in _NO:
            return Stance.RULES_OUT
        return Stance.OFFERS if tokens[0].lower_ in _YES else None
    if any(
        t.tag_ in _FINITE or (t.pos_ in ("VERB", "AUX") and t.tag_ == "VB" and t.dep_ == "ROOT")
        for t in tokens
    ):
        return None
    if tokens[0].lower_ == "first" and any(t.pos_ in ("NOUN", "PROPN") for t in tokens):
        return Stance.DEMANDS  # "First the hostages."
    if tokens[0].lower_ in _REFUSING and not {lemma(t) for t in tokens} & _SAYS_NOTHING:
        return Stance.RULES_OUT
    return None


def _goes_on(answer: Token) -> bool:
    """Tell whether more is said right after *No.*, in the same paragraph, which says what is refused."""
    doc, after = answer.doc, answer.sent.end
    return after < len(doc) and "\n" not in doc[after].text


def _asks_for_consent(asked: Span) -> bool:
    """Tell *Will you pay?* and *Are you ready to talk?* from *Is that a problem?*."""
    if any(t.tag_ in ("WP", "WDT", "WRB") for t in asked[:2]):
        return False
    root = asked.root
    return modal(root) in lexicon.WILLED or any(lemma(t) in _MINDED for t in asked)


def _asked_for(asked: Span) -> Token:
    """Give the head of what a question asks somebody to do or to have."""
    root = asked.root
    for below in ("xcomp", "ccomp"):
        inner = child(root, below)
        if inner is not None and lemma(root) in _MINDED | {"do", "be", "go"}:
            return inner
    return root
