"""Parses put right where the small model is known to err, before anything is read from them.

Only tags, dependencies and heads are changed, never words. Each repair answers an error that the model makes
whatever the words are: a verb in *-s* taken for a plural, a clause hung on the words that part it from its
verb, two clauses with a comma between them taken for speech.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from modusvivendi.statements.parsed import regrown
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.speech import SAYING

_TAKING = frozenset(
    "offer agree accept pledge back support demand want ask call urge insist seek request propose oppose "
    "reject "
    "refuse decline deny threaten warn rule reserve vow balk baulk mull weigh consider eye welcome claim "
    "plan "
    "promise guarantee signal drop agree hint lift raise set bar resist block".split()
)
_WITH_PREPOSITION = frozenset(
    "balk baulk subscribe concur insist object consent accede assent chafe bridle".split()
)
_LISTED = frozenset("demand offer seek propose reject refuse promise request".split())
_GOES_ON = frozenset("TO DT PRP$ NNP VBG CD JJ NNS NN WRB RP".split())
_FINITE = frozenset("VBZ VBP VBD MD".split())


def mended(doc: Doc) -> Doc:
    """Give a document of plain tokens with its known errors of parsing put right.

    Parameters
    ----------
    doc
        From `modusvivendi.statements.parsed.plain`; what is above and below its tokens was not asked for yet.
    """
    finite_before = False
    for token in doc:
        if token.is_sent_start or not token.i:
            finite_before = False
        if token.tag_ in _FINITE:
            finite_before = True
        elif token.tag_ == "NNS" and not finite_before and _is_verb(token):
            _make_verb(token)
            finite_before = True
        elif token.dep_ == "relcl" and _is_reported(token):
            _hang_on_verb(token)
        if token.dep_ == "xcomp" and token.tag_ == "VB" and (helper := _interrupted(token)) is not None:
            _resume(token, helper)
        if token.tag_ == "MD" and token.dep_ == "ccomp" and _is_stranded(token):
            for other in [t for t in token.sent if t.head is token]:
                other.head = token.head.head
            token.head, token.dep_ = token.head.head, "aux"
        if token.dep_ == "ccomp" and token.tag_ in _FINITE | {"VB", "VBG", "VBN"} and _is_spliced(token):
            token.head, token.dep_ = token, "ROOT"
    return regrown(doc)


def _is_verb(token: Token) -> bool:
    """Recognise *Norvane reserves the right to*, *Company offers to pay*, read as *the Norvane reserves*."""
    word = token.lemma_.lower()
    if token.dep_ not in ("ROOT", "ccomp") or word not in _TAKING | _WITH_PREPOSITION or not token.i:
        return False
    before, after = token.nbor(-1), token.nbor()
    return (
        before.head is token
        and before.dep_ in ("compound", "nmod")
        and before.tag_ in ("NNP", "NNPS", "NN")
        and (
            after.tag_ in _GOES_ON
            or (after.text == ":" and word in _LISTED)
            or (word in _WITH_PREPOSITION and after.tag_ == "IN")
        )
        and (not after.is_punct or after.text == ":")
    )


def _make_verb(token: Token) -> None:
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


def _is_reported(token: Token) -> bool:
    """Recognise *signalled for the first time that it would sign*, hung on *time*."""
    noun = token.head
    if noun.i > token.i or noun.dep_ != "pobj" or noun.head.dep_ != "prep":
        return False
    verb = noun.head.head
    that = next((t for t in token.doc[noun.i + 1 : noun.i + 3] if t.lower_ == "that"), None)
    if that is None or that.head is not token or that.dep_ not in ("advmod", "mark", "dobj"):
        return False
    clause = list(token.doc[that.i + 1 : token.i])
    has_subject = any(t.head is token and t.dep_ in ("nsubj", "nsubjpass", "expl") for t in clause)
    timely = noun.lemma_ in ("time", "week", "month", "day", "year") or noun.ent_type_ in ("DATE", "TIME")
    saying = verb.lemma_.lower() in SAYING or verb.lemma_.lower() in lexicon.VERBS
    return has_subject and timely and saying and verb.pos_ == "VERB"


def _interrupted(token: Token) -> Token | None:
    """Give the helper of *Norvane would not, its minister said, sign*, given to *said* by the parse."""
    said = token.head
    if said.i > token.i or said.dep_ != "ROOT" or said.lemma_.lower() not in SAYING or said.tag_ == "VB":
        return None
    if any(t.head is token and t.lower_ == "to" for t in token.doc[said.i : token.i]):
        return None
    before = token.doc[token.sent.start : said.i]
    helper = next((t for t in before if t.head is said and t.tag_ == "MD"), None)
    if helper is None or not any(t.text == "," for t in token.doc[helper.i : said.i]):
        return None
    first = any(t.head is said and t.dep_ in ("nsubj", "nsubjpass") and t.i < helper.i for t in before)
    return helper if first else None


def _is_stranded(helper: Token) -> bool:
    """Recognise *Norvane would not, its minister said, agree*, with *would* taken for what is said."""
    said = helper.head
    verb = said.head
    return said.dep_ == "parataxis" and helper.i < said.i < verb.i and verb.tag_ in ("VB", "VBP")


def _resume(token: Token, helper: Token) -> None:
    said = token.head
    doer = next(t for t in token.sent if t.head is said and t.dep_ in ("nsubj", "nsubjpass"))
    token.head, token.dep_ = token, "ROOT"
    for other in (doer, helper):
        other.head = token
    said.head, said.dep_ = token, "parataxis"


def _is_spliced(token: Token) -> bool:
    """Recognise *the guild wants 8 per cent, Havnia will not go above 4*: two clauses, and no *said*."""
    verb = token.head
    if verb.i < token.i or verb.lemma_.lower() in _SAYING or verb.pos_ not in ("VERB", "AUX"):
        return False
    doc = token.doc
    between = doc[token.i : verb.i]
    if not any(t.text == "," for t in between) or any(
        t.text in _QUOTES for t in doc[token.sent.start : verb.i + 2]
    ):
        return False
    subjects = {t.head.i for t in token.sent if t.dep_ in ("nsubj", "nsubjpass") and t.i < t.head.i}
    doer = next((t for t in between if t.head is verb and t.dep_ in ("nsubj", "nsubjpass")), None)
    opens = not any(t.dep_ == "mark" and t.head is token for t in doc[token.sent.start : token.i])
    if any(t.lemma_.lower() in _SAYING and t.pos_ == "VERB" for t in token.sent):
        return False
    return {token.i, verb.i} <= subjects and doer is not None and opens


_SAYING = SAYING - frozenset("go make put hold".split())
_QUOTES = frozenset(('"', "“", "”", "``", "''"))


def _hang_on_verb(token: Token) -> None:
    noun = token.head
    that = next(t for t in token.doc[noun.i + 1 : token.i] if t.lower_ == "that")
    that.dep_, that.tag_ = "mark", "IN"
    token.head, token.dep_ = noun.head.head, "ccomp"
