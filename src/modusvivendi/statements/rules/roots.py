"""Sentences whose main verb the parse has lost, or hung on what it is said of."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import CALENDAR
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.rules.appositions import speaking_office

TAKING = frozenset(
    "offer agree accept pledge back support demand want ask call urge insist seek request propose oppose "
    "reject "
    "refuse decline deny threaten warn rule reserve vow balk baulk mull weigh consider eye welcome claim "
    "plan "
    "promise guarantee signal drop agree hint lift raise set bar resist block".split()
)
"""Verbs of wanting, giving and refusing, which the parse takes for plurals."""
FINITE = frozenset("VBZ VBP VBD MD".split())
"""Tags of verbs that a sentence can have for its main one."""


def mend_root(root: Token) -> None:
    """Give a sentence its verb back that the parse has made a noun, or hung on one."""
    if root.tag_ == "VBZ" and root.i > 1 and _is_disagreeing(root):
        _swap(root)
    elif root.tag_ == "NNS" and _is_all_it_does(root):
        make_verb(root)
    elif root.tag_ in _NOUNS and (verb := _hidden_verb(root)) is not None:
        _raise(verb, root)
    elif (office := speaking_office(root)) is not None:
        office.head, office.dep_ = root, "nsubj"
    elif root.lower_ == "recently" and (verb := _dated(root)) is not None:
        _turn_date(root, verb)
    elif root.lemma_ in _STANDING and (doer := _standing(root)) is not None:
        doer.dep_ = "nsubj"
    elif root.tag_ in ("VBZ", "VBP", "VBD") and (doer := _apposed(root)) is not None:
        doer.head, doer.dep_ = root, "nsubj"


def _dated(recently: Token) -> Token | None:
    """Give the verb of *As recently as May the guild had vowed to pay*, hung on *recently*."""
    if (
        recently.i - 1 < recently.sent.start
        or recently.nbor(-1).lower_ != "as"
        or recently.nbor().lower_ != "as"
    ):
        return None
    own = [t for t in recently.sent if t.head is recently and t.i > recently.i]
    return next((t for t in own if t.dep_ == "advcl" and t.pos_ == "VERB"), None)


def _turn_date(recently: Token, verb: Token) -> None:
    """Make a verb the root of its sentence, and what *as recently as* opens say when."""
    since = recently.nbor()
    verb.head, verb.dep_ = verb, "ROOT"
    recently.head, recently.dep_ = verb, "advmod"
    since.head, since.dep_ = recently, "prep"
    at = since.nbor()
    if at.lower_ in ("last", "this", "the"):
        at = at.nbor()
    if at.lower_ in CALENDAR | _SEASONS:
        at.head, at.dep_ = since, "pobj"
    for t in verb.sent:
        if t.head is recently and t.i > verb.i:
            t.head = verb


_SEASONS = frozenset("spring summer autumn fall winter week month year".split())
_STANDING = frozenset("stand lie sit hang come".split())


def _standing(root: Token) -> Token | None:
    """Give the subject of *Between them stands the bloc*, which the parse takes for an object."""
    own = [t for t in root.sent if t.head is root]
    if any(t.dep_ in ("nsubj", "expl") for t in own) or root.sent[0].dep_ != "prep":
        return None
    return next((t for t in own if t.dep_ == "dobj" and t.i > root.i), None)


def _apposed(root: Token) -> Token | None:
    """Give *Norvane* of *According to the paper, Norvane, which …, is prepared to*, put beside the paper."""
    if any(t.head is root and t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for t in root.sent):
        return None
    start, doc = root.sent.start, root.doc
    first = doc[start]
    if first.head is not root or first.dep_ != "prep" or root.nbor(-1).text != ",":
        return None
    return next(
        (
            t
            for t in doc[start : root.i]
            if t.dep_ == "appos"
            and t.tag_ in _NOUNS
            and any(r.head is t and r.dep_ == "relcl" for r in t.sent)
        ),
        None,
    )


def _is_all_it_does(root: Token) -> bool:
    """Recognise *Norvane hesitates.*, read as hesitates of Norvane."""
    sentence = root.sent
    ends = root.i + 1 < sentence.end and root.nbor().text == "." and root.text.islower()
    before = root.doc[sentence.start : root.i]
    return ends and 0 < len(before) < 4 and all(t.tag_ == "NNP" for t in before)


_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "IN"))
_PLURAL_VERBS = frozenset(
    "object demand offer plan request protest support oppose back reject refuse".split()
)


def _is_disagreeing(root: Token) -> bool:
    """Recognise *Norvane demands guarantees*, read as demands of Norvane that guarantee something."""
    before = root.nbor(-1)
    whose = before.nbor(-1)
    return (
        before.tag_ == "NNS"
        and before.dep_ == "nsubj"
        and before.head is root
        and before.lemma_.lower() in TAKING
        and whose.head is before
        and whose.tag_ in ("NNP", "NN")
        and whose.dep_ in ("compound", "nmod")
    )


def _swap(root: Token) -> None:
    """Make the plural before a verb the verb, and that verb its object."""
    verb = root.nbor(-1)
    make_verb(verb)
    for other in root.sent:
        if other.head is root and other.i < verb.i and other is not verb:
            other.head = verb
    verb.head, verb.dep_ = verb, "ROOT"
    root.head, root.dep_, root.tag_, root.pos_ = verb, "dobj", "NNS", "NOUN"


def _hidden_verb(root: Token) -> Token | None:
    """Find the verb of a sentence whose root is a noun: *Owners of land object to it*.

    It is a plain form that can be a noun, after a plural; a participle in *-ed* that hangs on a name in
    apposition; or a finite verb that hangs, without *who* or *which*, on what stands in front of it.
    """
    if any(t.tag_ in FINITE and t.head is root for t in root.sent if t.dep_ in ("aux", "cop")):
        return None
    finite = False
    for t in root.sent:
        if t.i <= root.i:
            continue
        if t.tag_ in ("NN", "NNP") and root.tag_ == "NNS" and not finite and t.lower_ in _PLURAL_VERBS:
            follows = t.nbor().lower_ == "to" or (t.lower_ != "object" and t.nbor().tag_ in ("DT", "PRP$"))
            if follows and t.dep_ in ("pobj", "dobj", "appos", "conj"):
                return t
        if t.dep_ == "acl" and t.tag_ == "VBN" and t.head.dep_ == "appos" and t.head.head is root:
            set_off = t.nbor(-1).text == "," or t.nbor(-2).text == ","
            by = any(c.head is t and c.dep_ == "agent" for c in t.doc[t.i : root.sent.end])
            return t if set_off and not by and not finite_outside(t) else None
        if t.dep_ == "relcl" and t.tag_ in ("VBD", "VBZ", "VBP") and _is_fronted(t, root):
            return t
        if t.tag_ == "VBD" and (_is_after_aside(t, root) or _is_after_since(t, root)):
            return t
        finite = finite or t.tag_ in FINITE or t.tag_ == "VBD"
    return None


def _is_after_aside(verb: Token, root: Token) -> bool:
    """Recognise *The minister, Jan Melk, offered to go*, *The league, which sits here, called a vote*."""
    if verb.dep_ != "acl" or verb.head is not root or verb.nbor(-1).text != ",":
        return False
    aside = [t for t in verb.doc[root.i : verb.i] if t.head is root]
    return any(
        t.dep_ == "relcl"
        or (
            t.dep_ == "appos"
            and (t.tag_ == "NNP" or (root.tag_ == "NNP" and is_role(t)))
            and not finite_outside(verb)
        )
        for t in aside
    )


def _is_after_since(verb: Token, root: Token) -> bool:
    """Recognise *The group that has held them since May offered to let them go*: *May* offers nothing."""
    month, since = verb.nbor(-1), verb.nbor(-2)
    held = verb.head
    if verb.dep_ != "advcl" or held.dep_ != "relcl" or held.head is not root or since.lower_ != "since":
        return False
    if month.head is not verb or month.tag_ not in ("NNP", "CD") or since.head is not verb:
        return False
    month.head, month.dep_ = since, "pobj"
    since.head, since.dep_ = held, "prep"
    for t in verb.sent:
        if t.head is held and t.i > verb.i:
            t.head = verb
            t.dep_ = "xcomp" if t.dep_ == "advcl" and t.tag_ == "VB" else t.dep_
    return True


def finite_outside(verb: Token) -> bool:
    """Tell whether a sentence has another verb that could be its main one, outside relative clauses."""
    return any(
        t.tag_ in ("VBZ", "VBP", "VBD", "MD") and t.dep_ in ("ROOT", "conj", "ccomp", "aux")
        for t in verb.sent
        if t is not verb
    )


def _is_fronted(verb: Token, root: Token) -> bool:
    """Recognise *The plan both sides accepted.*, *To the plan she reacted coolly.*: nothing else is said."""
    doc, end = verb.doc, verb.sent.end
    inside = [t for t in doc[root.i : verb.i] if t.head is verb]
    doer = next((t for t in inside if t.dep_ == "nsubj"), None)
    if doer is None or doer.tag_ in ("WP", "WDT") or any(t.tag_ in ("WP", "WDT", "WRB") for t in inside):
        return False
    if any(t.is_punct and t.text != "-" for t in doc[root.i : verb.i]) or root.i > verb.sent.start + 2:
        return False
    rest = [t for t in doc[verb.i + 1 : end] if not t.is_punct]
    return len(rest) <= 3 and not any(t.pos_ in ("VERB", "AUX", "NOUN", "PROPN") for t in rest)


def _raise(verb: Token, root: Token) -> None:
    """Make a word the verb of its sentence, and what was its root the subject, or what it is about."""
    plain_form = verb.tag_ in ("NN", "NNP")
    fronted = verb.dep_ == "relcl"
    own = {t.i for t in verb.sent if t.head is verb}
    if plain_form:
        verb.tag_, verb.pos_, verb.lemma_ = "VBP", "VERB", verb.lower_
        for t in verb.sent:
            if t.i in own and t.i < verb.i:  # "the old mill path object": the path is the preposition's
                nearest = verb.nbor(-1)
                if t is nearest:
                    t.head, t.dep_ = verb.head, "pobj"
                else:
                    t.head = nearest
    elif not fronted:
        verb.tag_ = "VBD"
    for t in verb.sent:
        if t.head is root and t.i > verb.i and t is not verb:
            t.head = verb
            if t.dep_ == "appos" and plain_form:
                t.dep_ = "dobj"
    verb.head, verb.dep_ = verb, "ROOT"
    root.head = verb
    root.dep_ = "nsubj" if not fronted else "prep" if root.tag_ == "IN" else "dobj"


def make_verb(token: Token) -> None:
    """Make a verb of what the parse takes for the plural of what stands before it."""
    doer = token.nbor(-1)
    for other in token.sent:
        if (
            other.head is token
            and other.i < doer.i
            and other.dep_ not in ("prep", "advmod", "punct", "advcl")
        ):
            other.head = doer
    token.tag_, token.pos_ = "VBZ", "VERB"
    doer.dep_ = "nsubj"
