"""Demands in the imperative: *"Free our men …"*, *"Let them name a volume"*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import child, lemma, own_subject
from modusvivendi.statements.statement import Stance

_ADDRESS = frozenset(
    "look see remember imagine take think wait ask trust believe forget suppose come".split()
)


def is_imperative(token: Token) -> bool:
    """Tell whether a quotation opens with what its speaker tells others to do: *"Free our men …"*."""
    before = token.nbor(-1).text if token.i else ""
    return (
        before in ('"', "“", "``")
        and token.tag_ in ("VB", "VBP")
        and token.dep_ in ("ROOT", "ccomp", "dep", "conj")
        and own_subject(token) is None
        and not any(c.dep_ in ("aux", "auxpass") and c.lower_ != "do" for c in token.children)
        and child(token, "dobj", "dative", "prt") is not None
        and (lemma(token) not in _ADDRESS or _of_theirs(token))
        and not (
            lemma(token) == "let"
            and {t.lower_ for t in token.doc[token.i + 1 : token.i + 2]} & {"'s", "us", "me"}
        )
    ) or _let_them(token)


def _of_theirs(token: Token) -> bool:
    """Recognise *take your boats home*, *take back your letter*."""
    thing = child(token, "dobj")
    return thing is not None and any(c.lower_ in ("your", "their", "his", "her") for c in thing.children)


def _let_them(token: Token) -> bool:
    """Recognise *"Let them name a volume …"*."""
    before = token.nbor(-1).text if token.i else ""
    return (
        before in ('"', "“", "``")
        and token.lower_ == "let"
        and token.i + 1 < len(token.doc)
        and token.nbor().lower_ in ("them", "him", "her", "the")
    )


def imperative(token: Token) -> Frame:
    """Give what a quotation opens with as a demand of whoever speaks."""
    frame = plain(
        token, Stance.DEMANDS, [c for c in token.children if c.dep_ in ("dobj", "dative")], "imperative"
    )
    frame.holder, frame.by_speaker = None, True
    return frame
