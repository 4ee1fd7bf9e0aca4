"""What *do so* and *one* stand for: the act of a clause about the same party, the thing just named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Span, Token

from modusvivendi.statements.rules.grammar import child, indices, lemma, own_subject, subject
from modusvivendi.statements.rules.wording import text_of, tidy

DO_SO = re.compile(r"(?:do|does|doing|done|did) (?:so|that|this|it|likewise|the same)", re.IGNORECASE)
"""A phrase that says nothing but that an act is done which was spoken of before."""

ONE = re.compile(r"one(?: (?P<rest>(?:within|by|before|in|at|on|after|from|of) .+))?", re.IGNORECASE)
"""A phrase whose noun was named before; what follows it is kept."""

_NO_DEED = frozenset(
    "be have do say tell add warn note argue insist think believe know want hope seem appear refuse ask add "
    "reply report write call describe need claim stress concede admit deny make see feel".split()
)


def deed(frame_at: Token, before: Sequence[Span], holder: str, named: Callable[[Token], str | None]) -> str:
    """Give the act that *do so* stands for: the nearest one spoken of whose doer is the same party.

    Parameters
    ----------
    frame_at
        The word that takes *do so*.
    before
        The sentences before its own, in order; only the last one is looked into.
    holder
        The party that does so.
    named
        Tells which party a word stands for, if any.

    Returns
    -------
    str
        The act, its verb first; empty where no clause tells it.
    """
    here = [t for t in frame_at.sent if t.i < frame_at.i]
    for tokens in (here, *(list(s) for s in reversed(before[-1:]))):
        for verb in reversed(tokens):
            if verb.pos_ != "VERB" or verb.dep_ in ("aux", "auxpass", "amod", "relcl"):
                continue
            if lemma(verb) in _NO_DEED or frame_at in verb.children:
                continue
            doer = own_subject(verb) or _doer_above(verb)
            if doer is None or doer.tag_ in ("WDT", "WP"):
                continue
            party = named(doer)
            if party != holder and (party or doer.lower_ != holder.rsplit(maxsplit=1)[-1].lower()):
                continue
            if doer.dep_ == "nsubjpass":
                continue
            return _act(verb, frame_at)
    return ""


def _doer_above(verb: Token) -> Token | None:
    """Give who does what a verb shares its doer for, or whom something is asked of (*asked Norvane to*)."""
    if verb.dep_ == "xcomp":
        return child(verb.head, "dobj")
    return subject(verb) if verb.dep_ == "conj" else None


def _act(verb: Token, until: Token) -> str:
    """Word a verb with what follows it, without clauses that hang on it."""
    gone = {
        i
        for c in verb.children
        if c.dep_ in ("advcl", "cc", "conj", "punct", "parataxis", "neg") or c.ent_type_ in ("DATE", "TIME")
        for i in indices(c)
    }
    after = [t for t in verb.subtree if verb.i < t.i and t.i not in gone and not verb.i < until.i <= t.i]
    return tidy(f"{lemma(verb)} {text_of(after)}")


def thing(at: Token, before: Sequence[Span]) -> str:
    """Give what *one* stands for: *a strike*, the noun named last with *a* or *an*; empty if none."""
    here = [t for t in at.sent if t.i < at.i]
    for tokens in (here, *(list(s) for s in reversed(before[-2:]))):
        for token in reversed(tokens):
            article = child(token, "det")
            if token.tag_ != "NN" or article is None or article.lower_ not in ("a", "an"):
                continue
            if token.dep_ not in ("dobj", "pobj", "attr", "nsubj", "nsubjpass"):
                continue
            parts = [c for c in token.children if c.dep_ == "compound" and c.i < token.i]
            name = tidy(text_of([*parts, token]))
            return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    return ""
