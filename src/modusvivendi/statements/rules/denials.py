"""What is a denial, and what it denies: the clause as it would stand without its *no*.

*No such link existed* is a denial that any such link existed; stored as it stands, under *denies*, it would
say the opposite of its sentence.
"""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import child, is_negated, is_passive, lemma, modal, own_subject
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
        if (
            t.lower_ in _POSITIVE
            and (t.head.i in near or t.head.head.i in near or t.i in near)
            and not _keeps(t, clause)
        ):
            found[t.i] = _POSITIVE[t.lower_]
            one = t.lower_ == "no" and t.i + 1 < len(t.doc) and t.nbor().lower_ == "one"
            if one and t.nbor().dep_ not in ("nummod", "amod", "det", "compound"):
                found[t.i], found[t.i + 1] = "anyone", ""
    return found


_KNOWING = frozenset("know like doubt understand see believe expect".split())
_PLANNED = frozenset("contemplate consider plan discuss weigh envisage prepare study".split())
_MADE = frozenset(
    "make offer agree propose promise authorise authorize send sign ask request plan discuss hold give "
    "receive accept approve exist decide reach".split()
)


def nothing_to(verb: Token) -> Token | None:
    """Give the verb of *there is nothing to negotiate*, *nothing to talk about*."""
    nothing = next((c for c in verb.children if c.lower_ == "nothing"), None)
    if nothing is None:
        return None
    acts = (c for c in (*nothing.children, *verb.children) if c.tag_ == "VB" and c.i > nothing.i)
    return next((c for c in acts if lemma(c) in _TALKING), None)


_TALKING = frozenset(
    "negotiate discuss talk bargain haggle mediate settle offer give concede sign decide approve".split()
)


def is_denial(token: Token, doer: Token | None) -> bool:
    """*There was no such plan*, *no such offer had been made*, *nobody plans to*, *has no basis in fact*."""
    if doer is not None and (
        (doer.lower_ in ("nobody", "none") and lemma(token) not in _KNOWING)
        or any(c.lower_ == "no" and c.dep_ in ("det", "neg") for c in doer.children)
    ):
        return True
    if doer is not None and doer.lower_ == "one" and doer.nbor(-1).lower_ == "no":
        return True
    hollow = child(token, "expl") is not None
    if hollow and nothing_to(token) is not None:
        return True
    for thing in token.children:
        none = thing.dep_ in ("attr", "dobj", "nsubj") and any(c.lower_ == "no" for c in thing.children)
        if none and (hollow or lemma(thing) in ("basis", "truth", "substance", "foundation")):
            return True
    false = next(
        (lemma(c) for c in token.children if c.dep_ in ("acomp", "attr") and lemma(c) in lexicon.UNTRUE), ""
    )
    if false and token.lemma_ == "be":
        return not is_negated(token) and doer is not None and _is_told(doer, false)
    if lemma(token) in _MADE and modal(token) is None:
        got = child(token, "dobj")
        if got is not None and any(c.lower_ == "no" for c in got.children) and token.tag_ in ("VBN", "VBD"):
            return lemma(got) in ("offer", "proposal", "request", "letter", "decision", "agreement", "deal")
    if is_negated(token) and is_passive(token) and modal(token) is None and lemma(token) in _PLANNED:
        return True
    going_on = token.tag_ == "VBG" and any(c.lemma_ == "be" for c in token.children if c.dep_ == "aux")
    if is_negated(token) and going_on and modal(token) is None:
        return lemma(token) in (
            "negotiate",
            "plan",
            "consider",
            "discuss",
            "hold",
            "prepare",
            "contemplate",
            "work",
        )
    if is_negated(token) and is_passive(token) and modal(token) is None:
        by = child(token, "agent")
        if by is not None and any(p.lower_ in ("us", "me") for p in by.children):
            return True  # "was not decided by us"
        if doer is not None and doer.left_edge.lower_ == "not" and lemma(token) in _MADE:
            return True  # "not a cent has been promised"
    if is_negated(token) and lemma(token) in ("reflect", "represent") and token.tag_ in ("VB", "VBP", "VBZ"):
        return any(lemma(c) in ("policy", "view", "position", "thinking") for c in token.children)
    return bool(
        is_negated(token)
        and token.lemma_.lower() in _MADE
        and modal(token) is None
        and token.tag_ in ("VBN", "VB")
        and not is_passive(token)
    )


def _is_told(thing: Token, false: str) -> bool:
    """Tell whether what is called false was told: *the report is wrong*, not *something is wrong*."""
    if thing.lower_ in ("it", "that", "this") or lemma(thing) in lexicon.ALLEGATIONS:
        return True
    vague = thing.lower_ in ("something", "everything", "anything", "what", "there") or thing.tag_ == "PRP"
    return false != "wrong" and not vague and thing.pos_ != "PROPN" and not is_agentive(lemma(thing))


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
        a.i != clause.i
        and (a.dep_ in ("relcl", "advcl", "acl", "ccomp") or (a.dep_ == "conj" and a.pos_ in ("VERB", "AUX")))
        for a in token.ancestors
        if a.i in {x.i for x in clause.subtree}
    )


_DENYING = frozenset("deny dispute contradict reject dismiss refute rebut call describe disown".split())
_NEAR = 5
"""Words after a verb of denying within which the report stands that it denies."""


def denied_claim(verb: Token) -> range | None:
    """Give where the claim stands of *disputed a report, based on letters, that the pier was sold*.

    Where the clause hangs on the report itself, the parse tells; behind an aside it is lost.
    """
    end = verb.sent.end
    if lemma(verb) not in _DENYING:
        return None
    # "dismissed as free invention a report in the Post that it would sign"
    called = verb.i + 1 < end and verb.nbor().lower_ == "as"
    after = verb.doc[verb.i + 1 : min(verb.i + 1 + (2 * _NEAR if called else _NEAR), end)]
    told = (t for t in after if lemma(t) in lexicon.ALLEGATIONS and t.dep_ not in ("compound", "poss"))
    report = next(told, None)
    if report is None:
        return None
    for t in verb.doc[report.i + 1 : end - 1]:
        opens = t.lower_ == "that" and (t.nbor(-1).text == "," or (called and t.dep_ == "mark"))
        which = t.lower_ == "which" and t.nbor(-1).lower_ == "to" and t.nbor(-2).lower_ == "according"
        if opens or which:
            last = next((x.i for x in verb.doc[t.i + 1 : end] if x.text in (";", "”", '"')), end)
            return range(t.i + 1, last)
    return None


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
