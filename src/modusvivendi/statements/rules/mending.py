"""Parses put right where the small model is known to err, before anything is read from them.

Only tags, dependencies and heads are changed, never words. Each repair answers an error that the model makes
whatever the words are: a verb in *-s* taken for a plural, a clause hung on the words that part it from its
verb, two clauses with a comma between them taken for speech.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from modusvivendi.statements.actors.kinds import OF_NOUN
from modusvivendi.statements.parsed import regrown
from modusvivendi.statements.past_tense import doer_of, made_finite
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.appositions import (
    OF_GENERALS,
    city_described,
    closing_speaker,
    is_beside,
    make_speaker,
    office_beside,
    put_beside,
    speaking_office,
    turn_general,
)
from modusvivendi.statements.rules.roots import FINITE, TAKING, make_verb, mend_root
from modusvivendi.statements.rules.speech import SAYING

_WITH_PREPOSITION = frozenset(
    "balk baulk subscribe concur insist object consent accede assent chafe bridle".split()
)
_LISTED = frozenset("demand offer seek propose reject refuse promise request".split())
_GOES_ON = frozenset("TO DT PRP$ NNP VBG CD JJ NNS NN WRB RP".split())


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
        if token.tag_ in FINITE:
            finite_before = True
        elif token.tag_ == "NNS" and not finite_before and _is_verb(token):
            make_verb(token)
            finite_before = True
        elif token.dep_ == "relcl" and _is_reported(token):
            _hang_on_verb(token)
        if token.tag_ == "NNP" and token.text.islower() and token.lemma_ in OF_NOUN:
            token.tag_, token.pos_ = "NN", "NOUN"  # "the quarry company Tarn Stone"
        if token.dep_ == "xcomp" and token.tag_ == "VB" and (helper := _interrupted(token)) is not None:
            _resume(token, helper)
        if token.tag_ == "MD" and token.lower_ in ("should", "were") and token.dep_ == "aux":
            _hang_below(token)
        if token.tag_ == "MD" and token.dep_ == "aux" and _is_inverted(token):
            _turn_round(token)
        if token.lower_ in ("favour", "favor") and token.dep_ == "compound" and token.head.i > token.i:
            _make_plural_verb(token)
        if token.lower_ in _PLAIN and token.i and token.nbor(-1).lemma_ == "make" and token.head.i > token.i:
            _hang_on_make(token)
        if token.lower_ == "that" and token.dep_ == "mark" and token.i and token.nbor(-1).lower_ == "and":
            _hang_beside(token)
        if token.tag_ == "MD" and token.dep_ == "ccomp" and _is_stranded(token):
            for other in [t for t in token.sent if t.head is token]:
                other.head = token.head.head
            token.head, token.dep_ = token.head.head, "aux"
        if token.dep_ == "conj" and token.tag_ == "VBD":
            speaker = speaking_office(token) or closing_speaker(token)
            if speaker is not None:
                make_speaker(speaker, token)
        if token.dep_ == "conj" and token.tag_ == "NN" and is_beside(token):
            token.dep_ = "appos"
        if token.lower_ == "general" and token.i and token.nbor(-1).lower_ in OF_GENERALS:
            turn_general(token, token.nbor(-1))
        if token.dep_ == "nsubj" and token.tag_ == "NNP" and (office := office_beside(token)) is not None:
            put_beside(token, office)
        if token.dep_ == "nsubj" and token.tag_ == "NN" and (city := city_described(token)) is not None:
            token.head, token.dep_ = city, "appos"
        if token.tag_ == "VBN" and (provided := _provided(token)) is not None:
            doer = token.head
            token.head, token.dep_ = provided.head, "advcl"
            provided.head, provided.dep_ = token, "mark"
            made_finite(token, doer)
        if token.dep_ == "npadvmod" and token.lower_ in _ANYTHING and _is_object(token):
            _make_object(token)
        if token.dep_ == "ccomp" and token.tag_ in FINITE | {"VB", "VBG", "VBN"} and _is_spliced(token):
            token.head, token.dep_ = token, "ROOT"
        if token.dep_ == "ROOT":
            mend_root(token)
    return regrown(doc)


def _is_inverted(helper: Token) -> bool:
    """Recognise *Only when they have left will Norvane sign*, where *sign* is taken for what they leave."""
    verb = helper.head
    first = helper.sent[0]
    opens = first.lower_ in ("only", "not", "never") or (first.is_punct and first.nbor().lower_ == "only")
    if not opens or verb.tag_ not in ("VB", "VBP", "NN") or verb.i < helper.i + 2:
        return False
    return verb.dep_ in ("dobj", "pobj", "attr", "npadvmod", "dep") and verb.head.i < helper.i


def _turn_round(helper: Token) -> None:
    """Make the verb after its helper and its subject the main one, what stood before its condition."""
    verb, doer = helper.head, helper.head.nbor(-1)
    before = verb.head
    doer.head, doer.dep_ = verb, "nsubj"
    verb.tag_, verb.pos_ = "VB", "VERB"
    verb.head, verb.dep_ = (verb, "ROOT") if before.head is before else (before.head, "ccomp")
    before.head, before.dep_ = verb, "advcl"


def _hang_below(helper: Token) -> None:
    """Hang *should the two states agree* on the clause before it, which the parse takes for what is said."""
    verb = helper.head
    if verb.dep_ != "ROOT" or helper.i == helper.sent.start or helper.nbor(-1).is_punct:
        return
    between = helper.doc[helper.i + 1 : verb.i]
    before = helper.doc[helper.sent.start : helper.i]
    main = next(
        (t for t in before if t.head is verb and t.dep_ == "ccomp" and t.tag_ in _PAST | FINITE), None
    )
    if main is None or not any(t.head is verb and t.dep_ in ("nsubj", "nsubjpass") for t in between):
        return
    main.head, main.dep_ = main, "ROOT"
    verb.head, verb.dep_ = main, "advcl"


_PAST = frozenset({"VBD", "VBN"})


def _provided(verb: Token) -> Token | None:
    """Give *provided* of *would sign, provided the county paid for it*, read as providing a paid county."""
    doer = doer_of(verb)
    provided = doer.head if doer is not None else verb
    opens = provided.lower_ in ("provided", "providing") and provided.i and provided.nbor(-1).text == ","
    helped = any(t.head is provided and t.dep_ in ("nsubj", "aux", "auxpass") for t in verb.sent)
    root = provided.head is provided
    return provided if doer is not None and opens and not helped and not root else None


def _make_plural_verb(token: Token) -> None:
    """Read *Norvane and Sarn favour sanctions*, taken for sanctions of favour, as a clause."""
    noun = token.head
    doers = [t for t in token.doc[token.sent.start : token.i] if t.head is noun]
    names = [t for t in doers if t.text[0].isupper()]
    if noun.tag_ != "NNS" or not names:
        return
    first = names[0]
    first.head, first.dep_, first.tag_, first.pos_ = token, "nsubj", "NNP", "PROPN"
    token.tag_, token.pos_ = "VBP", "VERB"
    other = next((t for t in token.sent if t.head is noun and t.dep_ == "appos" and t.i > noun.i), None)
    if other is not None and noun.dep_ == "nsubj":  # "…; Halle would veto them": its own subject
        other.head, other.dep_ = noun.head, "nsubj"
    token.head, token.dep_ = (token, "ROOT") if noun.dep_ == "ROOT" else (noun.head, "ccomp")
    noun.head, noun.dep_ = token, "dobj"


def _hang_beside(that: Token) -> None:
    """Coordinate *said that it would pay and that it could not go further* at its first *that*."""
    verb = that.head
    first = verb.head
    if verb.dep_ != "conj":
        return
    for above in (first, first.head, first.head.head):
        if any(
            t.head is above and t.lower_ == "that" and t.dep_ == "mark" for t in above.sent if t.i < above.i
        ):
            for t in verb.sent:
                if t.head is first and t.dep_ == "cc" and first.i < t.i < that.i:
                    t.head = above
            verb.head = above
            return


_PLAIN = frozenset({"clear", "plain", "known"})


def _hang_on_make(clear: Token) -> None:
    """Part *made clear* from *that aid would stop*, in which the parse puts it."""
    make, verb, that = clear.nbor(-1), clear.head, clear.nbor()
    if verb.head is not make or that.lower_ != "that":
        return
    clear.head, clear.dep_ = make, "oprd"
    that.head, that.dep_, that.tag_ = verb, "mark", "IN"


def _is_verb(token: Token) -> bool:
    """Recognise *Norvane reserves the right to*, *Company offers to pay*, read as *the Norvane reserves*."""
    word = token.lemma_.lower()
    if token.dep_ not in ("ROOT", "ccomp") or word not in TAKING | _WITH_PREPOSITION or not token.i:
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


_ANYTHING = frozenset("anything nothing everything something all".split())


def _is_object(token: Token) -> bool:
    """Recognise *anything* of *has ruled out anything above 44 cents*, hung on *above*."""
    verb = token.head.head if token.head.dep_ == "prep" else token.head
    if (
        verb.pos_ != "VERB"
        or not verb.i < token.i
        or any(t.pos_ != "ADP" for t in token.doc[verb.i + 1 : token.i])
    ):
        return False
    return not any(t.head is verb and t.dep_ in ("dobj", "ccomp", "xcomp") for t in token.sent)


def _make_object(token: Token) -> None:
    above = token.head
    if above.dep_ == "prep":
        token.head, above.head = above.head, token
    token.dep_ = "dobj"


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
