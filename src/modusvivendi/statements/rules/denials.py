"""What a denial denies: the clause as it would stand without its *no*.

*No such link existed* is a denial that any such link existed; stored as it stands, under *denies*, it would
say the opposite of its sentence.
"""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import lemma, own_subject
from modusvivendi.statements.statement import Stance

_POSITIVE = {
    "no": "any",
    "nobody": "anybody",
    "none": "any",
    "nothing": "anything",
    "neither": "either",
    "nor": "or",
    "not": "",
    "n't": "",
    "n’t": "",
    "never": "ever",
}
_HOLLOW = frozenset({"basis", "truth", "substance", "foundation"})


def affirmed(frame: Frame) -> dict[int, str]:
    """Give the words to put for the negative ones of a clause that is a denial as it stands.

    Returns
    -------
    dict of int to str
        Words by position; empty words are left out. Nothing where the clause is what is denied already
        (*denied that no money had been paid*).
    """
    clause = _denying_clause(frame)
    if clause is None:
        return {}
    doer = own_subject(clause)
    near = {clause.i, *(c.i for c in clause.children)} | ({doer.i} if doer is not None else set())
    found = {}
    for t in clause.subtree:
        if t.lower_ in _POSITIVE and (t.head.i in near or t.i in near) and not _keeps(t, clause):
            found[t.i] = _POSITIVE[t.lower_]
            if t.lower_ == "no" and t.i + 1 < len(t.doc) and t.nbor().lower_ == "one":
                found[t.i], found[t.i + 1] = "anyone", ""
    return found


def _denying_clause(frame: Frame) -> Token | None:
    if frame.stance is not Stance.DENIES:
        return None
    if frame.rule == "modal:denial":
        return frame.trigger
    if frame.rule == "verb:insist" and frame.content:
        return frame.content[0]
    return None


def _keeps(token: Token, clause: Token) -> bool:
    """Tell a *no* of a clause or phrase further down from the one that makes it a denial."""
    lower = token.lower_
    if lower in ("not", "n't", "n’t", "never"):
        return token.head.i != clause.i or token.i > clause.i + 3
    return any(
        a.i != clause.i and a.dep_ in ("relcl", "advcl", "acl", "ccomp", "conj")
        for a in token.ancestors
        if a.i in {x.i for x in clause.subtree}
    )


def hollow_thing(frame: Frame) -> Token | None:
    """Give what is denied by *the report has no basis in fact*, *the report is false*: the report."""
    verb = frame.trigger
    doer = own_subject(verb)
    if frame.rule != "modal:denial" or doer is None or doer.dep_ == "expl":
        return None
    for c in verb.children:
        none = any(g.lower_ == "no" for g in c.children)
        if (c.dep_ in ("dobj", "attr") and none and lemma(c) in _HOLLOW) or (
            c.dep_ in ("acomp", "attr") and lemma(c) in lexicon.UNTRUE
        ):
            return doer
    return None
