"""Who speaks before a colon: *X played it down: "Nobody …"*, *On pay he was blunter: …*."""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.grammar import own_subject


def before_colon(sentence: Span, found: list[Speech]) -> Speech | None:
    """Read *X played it down: "Nobody …"*: a quotation after a colon is the subject's, whatever the verb."""
    for token in sentence:
        if token.text == ":" and token.i + 1 < sentence.end and token.nbor().text in ('"', "“", "``"):
            if any(token.i + 2 in s.content for s in found):
                return None
            verb = next(
                (
                    t
                    for t in sentence
                    if t.i < token.i and t.dep_ in ("ROOT", "ccomp", "conj") and own_subject(t) is not None
                ),
                None,
            )
            if verb is None:
                return _labelled(sentence, token)
            return Speech(cue=verb, content=set(range(token.i + 1, sentence.end)), subject=own_subject(verb))
        if token.text == ":" and token.i + 2 < sentence.end and (verb := _tone(sentence, token)) is not None:
            return Speech(cue=verb, content=set(range(token.i + 1, sentence.end)), subject=own_subject(verb))
    return None


_SOUNDING = frozenset("be sound show seem appear remain stay".split())
_TONES = frozenset(
    "blunt clear plain firm adamant unequivocal categorical accommodating flexible conciliatory mild "
    "cautious specific generous outspoken forthcoming emphatic precise frank".split()
)


def _tone(sentence: Span, colon: Token) -> Token | None:
    """Give the verb of *On pay he was more accommodating: …*: how one speaks, and then what one says."""
    before = sentence.doc[sentence.start : colon.i]
    for t in before:
        toned = t.lower_ in _TONES or (t.lower_.endswith("er") and t.lower_[:-2] in _TONES)
        if not toned or t.i < colon.i - 4:
            continue
        verb = next((a for a in t.ancestors if a.lemma_ in _SOUNDING and a.i < t.i), None)
        doer = own_subject(verb) if verb is not None else None
        if doer is not None and doer.lower_ not in ("it", "that", "this", "there"):
            return verb
    return None


def _labelled(sentence: Span, colon: Token) -> Speech | None:
    """Read *The minister, Ada Holm, on the steps: "We shall see."*: a speaker and a quotation, no verb."""
    before = sentence.doc[sentence.start : colon.i]
    if any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD")
        for t in before
        if t.dep_ not in ("relcl", "acl", "aux", "auxpass")
    ):
        return None
    heads = [
        t for t in before if t.pos_ in ("NOUN", "PROPN") and t.dep_ in ("ROOT", "nsubj", "dep", "npadvmod")
    ]
    if not heads:
        return None
    return Speech(cue=colon, content=set(range(colon.i + 1, sentence.end)), subject=heads[0])
