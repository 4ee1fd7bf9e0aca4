"""Parses put right where the small model is known to err, before anything is read from them.

Only tags, dependencies and heads are changed, never words. Each repair answers an error that the model makes
whatever the words are: a verb in *-s* taken for a plural, a clause hung on the words that part it from its
verb, two clauses with a comma between them taken for speech.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from modusvivendi.statements.actors.kinds import OF_NOUN
from modusvivendi.statements.actors.nouns import CALENDAR
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.parsed import regrown
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.appositions import (
    OF_GENERALS,
    is_beside,
    make_speaker,
    office_beside,
    put_beside,
    speaking_office,
    turn_general,
)
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
        if token.dep_ == "conj" and token.tag_ == "VBD" and (office := speaking_office(token)) is not None:
            make_speaker(office, token)
        if token.dep_ == "conj" and token.tag_ == "NN" and is_beside(token):
            token.dep_ = "appos"
        if token.lower_ == "general" and token.i and token.nbor(-1).lower_ in OF_GENERALS:
            turn_general(token, token.nbor(-1))
        if token.dep_ == "nsubj" and token.tag_ == "NNP" and (office := office_beside(token)) is not None:
            put_beside(token, office)
        if token.dep_ == "npadvmod" and token.lower_ in _ANYTHING and _is_object(token):
            _make_object(token)
        if token.dep_ == "ccomp" and token.tag_ in _FINITE | {"VB", "VBG", "VBN"} and _is_spliced(token):
            token.head, token.dep_ = token, "ROOT"
        if token.dep_ == "ROOT":
            _mend_root(token)
    return regrown(doc)


def _mend_root(root: Token) -> None:
    """Give a sentence its verb back that the parse has made a noun, or hung on one."""
    if root.tag_ == "VBZ" and root.i > 1 and _is_disagreeing(root):
        _swap(root)
    elif root.tag_ == "NNS" and _is_all_it_does(root):
        _make_verb(root)
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
        and before.lemma_.lower() in _TAKING
        and whose.head is before
        and whose.tag_ in ("NNP", "NN")
        and whose.dep_ in ("compound", "nmod")
    )


def _swap(root: Token) -> None:
    """Make the plural before a verb the verb, and that verb its object."""
    verb = root.nbor(-1)
    _make_verb(verb)
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
    if any(t.tag_ in _FINITE and t.head is root for t in root.sent if t.dep_ in ("aux", "cop")):
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
        finite = finite or t.tag_ in _FINITE or t.tag_ == "VBD"
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
        (t for t in before if t.head is verb and t.dep_ == "ccomp" and t.tag_ in _PAST | _FINITE), None
    )
    if main is None or not any(t.head is verb and t.dep_ in ("nsubj", "nsubjpass") for t in between):
        return
    main.head, main.dep_ = main, "ROOT"
    verb.head, verb.dep_ = main, "advcl"


_PAST = frozenset({"VBD", "VBN"})


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
