"""Verbs in the past that the parse takes for participles: *the county paid* as a county that is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modusvivendi.statements.parsed import regrown

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_ONLY_PARTICIPLES = ("en", "wn", "un", "ne", "ung")
"""Endings of participles that are no past tense: *taken*, *drawn*, *begun*, *gone*."""


def doer_of(verb: Token) -> Token | None:
    """Give *county* of *the county paid for the survey*, where *paid* is taken for what it is like.

    Parameters
    ----------
    verb
        A word of a phrase that is known to be a clause, since *if* or *provided* opens it.
    """
    doer = verb.head
    taken = verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.i > doer.i and doer.tag_.startswith("NN")
    if not taken or verb.lower_.endswith(_ONLY_PARTICIPLES):
        return None
    return None if any(c.head is verb and c.dep_ == "agent" for c in verb.sent) else doer


def made_finite(verb: Token, doer: Token) -> None:
    """Make a verb the one of its clause, and what it was taken to describe its subject; `regrown` follows."""
    for t in verb.sent:
        if t.head is doer and t.i > verb.i:
            t.head = verb
    verb.tag_ = "VBD"
    doer.dep_ = "nsubj"
    doer.head = verb


def as_clause(doc: Doc) -> Doc:
    """Give a phrase that *if* or the like has opened with its verb for its root.

    Parameters
    ----------
    doc
        From `modusvivendi.statements.parsed.plain`; what is above and below its tokens was not asked for yet.
    """
    if any(t.tag_ in _FINITE for t in doc):
        return doc
    for verb in doc:
        doer = doer_of(verb)
        if doer is not None and doer.dep_ == "ROOT":
            verb.head, verb.dep_ = verb, "ROOT"
            made_finite(verb, doer)
            return regrown(doc)
    return doc
