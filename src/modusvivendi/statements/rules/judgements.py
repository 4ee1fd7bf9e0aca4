"""What is said to be so of a proposal: *is a precondition*, *called it a betrayal*, *the onus is on them*.

A position is often given by judging the matter: what is *essential* is demanded, what is *unfair* opposed,
what is *a good basis* supported, what is *unlikely* assessed. The judge is who speaks, or for whom it is so.
"""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive, words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.fixed import concerned
from modusvivendi.statements.rules.frame import Frame, of_the_speaker, plain
from modusvivendi.statements.rules.grammar import (
    child,
    in_quotes,
    indices,
    is_negated,
    is_passive,
    lemma,
    modal,
    own_subject,
    subject,
)
from modusvivendi.statements.rules.whose_turn import timely, turn
from modusvivendi.statements.statement import Stance

_NEEDED = words(
    "essential indispensable vital crucial imperative necessary mandatory overdue paramount compulsory "
    "obligatory unavoidable inescapable fundamental must precondition pre-condition prerequisite requirement "
    "necessity sine-qua-non minimum floor"
)
_BAD = words(
    "unacceptable unworkable unfair unreasonable unjust inadequate insufficient premature outrageous "
    "ridiculous laughable absurd unrealistic insulting humiliating illegitimate reckless wrong misguided "
    "pointless useless worthless meaningless intolerable scandalous disgraceful shameful derisory paltry "
    "unhelpful counterproductive disproportionate discriminatory flawed toothless hollow indefensible "
    "excessive exorbitant onerous punitive unaffordable ruinous preposterous arbitrary unbearable "
    "unjustified incompatible one-sided unbalanced insult mistake disgrace outrage trap sellout "
    "sell-out farce joke "
    "provocation betrayal blackmail extortion madness folly robbery theft charade sham surrender "
    "dream pipe-dream illusion red-herring smokescreen sop cop-out fudge poison "
    "capitulation fig-leaf gimmick stunt ploy humiliation diktat travesty blunder affront"
)
_NEVER = words(
    "non-starter nonstarter deal-breaker dealbreaker non-negotiable nonnegotiable sacrosanct taboo "
    "untouchable "
    "unthinkable"
)
_GOOD = words(
    "fair reasonable sensible constructive positive promising encouraging balanced wise helpful welcome "
    "generous workable realistic acceptable breakthrough tolerable bearable viable affordable serious "
    "credible sound"
)
_GOOD_WITH = {
    "step": words("right good positive important first welcome big major"),
    "basis": words("good sound solid fair acceptable reasonable right"),
    "start": words("good promising encouraging"),
    "idea": words("good sensible excellent"),
    "compromise": words("fair good reasonable sensible"),
    "thing": words("good right"),
    "way": words("right best only"),
    "move": words("right good smart welcome"),
}
_BAD_WITH = {
    "step": words("wrong backward dangerous"),
    "idea": words("bad terrible stupid dangerous"),
    "one": words("bad poor terrible"),
    "deal": words("bad poor terrible"),
    "move": words("wrong bad"),
    "way": words("wrong"),
    "basis": words("no poor"),
}
_FORESEEN = words(
    "likely unlikely possible impossible imminent inevitable doomed dead inconceivable achievable "
    "remote near "
    "close distant unthinkable irreversible unstoppable certain"
)
_UNTRUE_IF_NOT = words("true correct accurate so case")
_TAKEN_FOR = words(
    "call describe brand label denounce regard see view consider deem dub term characterise "
    "characterize condemn criticise criticize hail praise portray dismiss reject judge find"
)
_TEMPTING = words("interesting intriguing worth worthwhile worthy tempting thinkable conceivable")
_HOLDING = words("be remain seem become look sound stay")
_MATTER = (
    lexicon.PROPOSALS
    | lexicon.MATTER_NOUNS
    | lexicon.MATTERS
    | lexicon.NEEDS_OWN_YES
    | lexicon.ACTS_PROPOSED
    | words(
        "treaty accord pact plan rule law measure cut increase rise freeze ban cap levy tax tariff "
        "sanction strike "
        "closure sale price wage figure number date deadline text wording clause timetable "
        "arrangement approach "
        "amount sum fee toll charge rent pay salary share ratio number "
        "solution process mandate pause truce ceasefire withdrawal lockout moratorium quota"
    )
)


def judged(token: Token) -> Frame | None:
    """Read *a guarantee is essential*, *called the plan a betrayal*, *their move*, or give None."""
    word = lemma(token)
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
        return None
    if word in _HOLDING and modal(token) not in ("must", "should", "might", "may", "could", "can"):
        return timely(token) or turn(token) or _among(token) or _named_by(token) or _so(token)
    if word == "come" and own_subject(token) is not None:
        return timely(token)
    if word in _TAKEN_FOR and not is_passive(token):
        return _taken_for(token)
    return _among(token) if word in _LISTING else None


_LISTING = words("include comprise cover feature range")


def _so(verb: Token) -> Frame | None:
    """Read *X is essential*, *is a mistake*, *are not true*."""
    thing = own_subject(verb)
    said = next((c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd") and c.i > verb.i), None)
    if (
        thing is None
        or said is None
        or thing.lower_ in ("i", "we", "he", "she", "they", "you", "who", "there")
    ):
        return None
    if in_quotes(thing) != in_quotes(said):
        return None
    negated = is_negated(verb) or any(c.lower_ in ("no", "neither") for c in said.children)
    if lemma(said) in _UNTRUE_IF_NOT and negated and not _hypothetical(verb):
        claimed = thing.lower_ in ("it", "that", "this") or lemma(thing) in lexicon.ALLEGATIONS
        extended = any(
            c.dep_ in ("ccomp", "xcomp", "advcl", "relcl") for c in (*said.children, *verb.children)
        )
        return of_the_speaker(verb, Stance.DENIES, thing) if claimed and not extended else None
    stance = _stance(said, negated=negated)
    if negated and said.pos_ == "NOUN" and lemma(said) == lemma(thing) and in_quotes(said):
        return of_the_speaker(verb, Stance.OPPOSES, thing)  # "a calendar without dates is not a calendar"
    if thing.lower_ == "more" and said.lower_ in ("impossible", "unthinkable") and not negated:
        return of_the_speaker(verb, Stance.RULES_OUT, thing)
    if said.lower_ in ("fine", "ok", "okay") and not negated and (thing.tag_ == "CD" or thing.like_num):
        return of_the_speaker(verb, Stance.OFFERS, thing)  # "twenty is fine"
    if stance is None:
        return None
    whom = _for_whom(verb, said) or concerned(verb)
    if stance is Stance.DEMANDS:
        if is_agentive(lemma(thing)) and thing.tag_ != "VBG":
            return None
    elif not (_is_matter(thing, said) or _is_put(verb, thing, said, whom)):
        return None
    if stance is Stance.ASSESSES and whom is not None:
        return None
    frame = of_the_speaker(verb, stance, _extraposed(verb, said) if thing.lower_ == "it" else thing)
    if whom is not None and (stance is Stance.DEMANDS or whom.i < thing.i):
        frame.holder, frame.by_speaker = whom, False
    frame.span |= indices(said)
    return frame


def _extraposed(verb: Token, said: Token) -> Token:
    """Give what *it* stands for that is judged: *it is not fair* **to ask them to sit down**."""
    thing = own_subject(verb)
    for c in (*said.children, *verb.children):
        if c.i > said.i and c.dep_ in ("xcomp", "ccomp", "advcl", "csubj", "acl") and c.tag_ in ("VB", "VBG"):
            return c
    return thing if thing is not None else said


def _hypothetical(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in verb.children)


def _stance(said: Token, *, negated: bool) -> Stance | None:
    """Give what a predicate amounts to; None where it is no judgement of a proposal."""
    word = _joined(said)
    around = {
        c.lower_ for c in said.subtree if c.i != said.i and c.dep_ in ("amod", "compound", "det", "neg")
    }
    around |= {c.lower_ for c in said.rights if c.dep_ == "prep" for c in c.subtree if c.dep_ == "amod"}
    if word in _NEEDED:
        return Stance.OPPOSES if negated else Stance.DEMANDS
    if word in _NEVER or (word == "line" and "red" in around):
        return None if negated else Stance.RULES_OUT
    if (word in _GOOD_WITH and around & _GOOD_WITH[word]) or (word in _GOOD and said.pos_ == "ADJ"):
        return Stance.OPPOSES if negated else Stance.SUPPORTS
    if word == "basis" and any(c.lower_ == "for" for c in said.children):
        return None if negated else Stance.CONSIDERS  # "a basis for talks"
    if word == "breakthrough":
        return None if negated else Stance.SUPPORTS
    if word in _BAD or (word in _BAD_WITH and around & _BAD_WITH[word]) or _excessive(said):
        return None if negated else Stance.OPPOSES
    if said.pos_ in ("NOUN", "PROPN") and said.dep_ == "attr" and lemma(said) in _MATTER:
        for c in said.children:
            if c.dep_ == "amod" and c.lower_ in _BAD | _GOOD:
                good = c.lower_ in _GOOD
                return (
                    (Stance.SUPPORTS if good != negated else Stance.OPPOSES) if good or not negated else None
                )
    if word == "negotiable":
        return Stance.RULES_OUT if negated else Stance.CONSIDERS
    return Stance.ASSESSES if word in _FORESEEN and said.pos_ in ("ADJ", "ADV") else None


def _excessive(said: Token) -> bool:
    """Recognise *too little*, *too high*, *far too late*; and *not enough* is seen to by the caller."""
    early = any(c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > said.i for c in said.children)
    return said.pos_ in ("ADJ", "ADV") and not early and any(c.lower_ == "too" for c in said.children)


def _joined(said: Token) -> str:
    """Give a word as it is written, with what a hyphen joins to it (*non-starter*, *sell-out*)."""
    doc, start = said.doc, said.i
    while start >= said.sent.start + 2 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
        start -= 2
    return str(doc[start : said.i + 1].text.lower()) if start < said.i else lemma(said)


def _is_matter(thing: Token, said: Token) -> bool:
    if thing.tag_ == "VBG" or thing.dep_ in ("csubj", "csubjpass"):
        return True
    if thing.lower_ in ("it", "that", "this"):
        return (
            in_quotes(thing)
            or said.pos_ == "NOUN"
            or any(
                c.dep_ in ("xcomp", "ccomp", "advcl")
                for c in (*said.children, *said.head.children)
                if c.i > said.i
            )
        )
    return lemma(thing) in _MATTER


def _is_count(thing: Token) -> bool:
    return thing.tag_ == "CD" or any(c.dep_ == "nummod" for c in thing.children)


def _is_put(verb: Token, thing: Token, said: Token, whom: Token | None) -> bool:
    """Tell whether what is judged was put to its judge: *for us this is too little*."""
    if whom is not None and whom.i < thing.i and thing.lower_ in ("this", "that"):
        return True
    if _excessive(said) and (thing.ent_type_ in ("PERCENT", "MONEY", "QUANTITY") or _is_count(thing)):
        return True  # "3 per cent would be too little"
    told = verb.dep_ == "ccomp" and thing.pos_ == "NOUN"
    return told and said.lower_ in ("welcome", "acceptable", "unacceptable")


def _for_whom(verb: Token, said: Token) -> Token | None:
    """Give the party of *a must for the union*, *essential to Norvane*."""
    for c in (*said.children, *verb.children):
        if c.dep_ == "prep" and c.lower_ in ("for", "to") and c.i > said.i:
            whom = child(c, "pobj")
            if whom is not None and (whom.pos_ == "PROPN" or is_agentive(lemma(whom)) or whom.tag_ == "PRP"):
                return whom
    return None


_NAMED_DEMAND = words(
    "demand condition precondition requirement request priority wish minimum ultimatum price proposal "
    "suggestion "
    "term line position claim plan idea"
)
_NAMED_OFFER = words("offer bid")
_KNOWN = words("say know tell understand see predict explain remember be believe think")
_YIELDED = words(
    "accept offer give concede yield agree grant promise tolerate sign allow discuss surrender pay"
)
_CAN_OR_WILL = frozenset({"can", "could", "will", "would", "shall"})
_NAMED_GOOD = words("preference goal aim objective")


_NAMED_BY_CLAUSE = words("price proposal suggestion term line position claim plan idea")


def _says_more(thing: Token, said: list[Token]) -> bool:
    """Tell *its proposal is that both leave*, *its opening position is a vote* from *its proposal is new*."""
    clause = any(c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("VERB", "AUX") for c in said)
    if lemma(thing) in ("line", "position"):
        clause = False  # what follows says itself what it is
    qualified = any(
        c.lower_ in ("opening", "bottom", "final", "first", "minimum", "main", "asking")
        for c in thing.children
    )
    noun = any(c.dep_ == "attr" and c.pos_ in ("NOUN", "NUM") for c in said)
    return clause or (noun and (qualified or lemma(thing) == "price"))


def _named_by(verb: Token) -> Frame | None:
    """Read *Norvane's main demand is a guarantee*, *its preference is for a freeze*, *all we ask is time*."""
    thing = own_subject(verb)
    if thing is None or verb.lemma_ != "be":
        return None
    said = [
        c for c in verb.children if c.i > verb.i and c.dep_ in ("attr", "ccomp", "xcomp", "prep", "acomp")
    ]
    if not said:
        return None
    asked = next((c for c in thing.children if c.dep_ in ("relcl", "acl")), None)
    opens = thing.left_edge.lower_
    wanting = (
        asked if asked is not None and lemma(asked) in ("want", "ask", "need", "demand", "seek") else None
    )
    done = thing if thing.pos_ in ("VERB", "AUX") else asked
    if opens in ("what", "all") and done is not None and lemma(done) == "do" and modal(done) in _CAN_OR_WILL:
        frame = plain(verb, Stance.RULES_OUT if is_negated(done) else Stance.OFFERS, said, "what can be done")
        frame.holder = own_subject(done)
        return frame if frame.holder is not None else None
    if opens == "what" and lemma(thing) in ("want", "ask", "need", "demand", "seek"):
        wanting = thing
    refused = done is not None and is_negated(done) and lemma(done) not in _KNOWN
    yielded = done is not None and modal(done) in _CAN_OR_WILL and (lemma(done) in _YIELDED or refused)
    if done is not None and yielded and (opens == "what" or lemma(thing) in ("thing", "point")):
        stance = Stance.RULES_OUT if is_negated(done) else Stance.OFFERS
        frame = plain(verb, stance, said, "what can be done")
        frame.holder = own_subject(done)
        return frame if frame.holder is not None else None
    if wanting is not None and lemma(thing) == "thing":
        opens = "all"
    if is_negated(verb):
        return None  # "what we ask isn't much"
    if wanting is not None and opens in ("what", "all") and (doer := own_subject(wanting)) is not None:
        frame = plain(verb, Stance.DEMANDS, said, "what is wanted")
        frame.holder = doer
        return frame
    whose = child(thing, "poss")
    if whose is None or lemma(thing) not in _NAMED_DEMAND | _NAMED_GOOD | _NAMED_OFFER or is_negated(verb):
        return None
    if lemma(thing) == "line" and any(c.lower_ == "red" for c in thing.children):
        frame = plain(verb, Stance.RULES_OUT, said, "red line")
        frame.holder = whose
        return frame
    if lemma(thing) in _NAMED_BY_CLAUSE and not _says_more(thing, said):
        return None
    stance = Stance.DEMANDS if lemma(thing) in _NAMED_DEMAND else Stance.SUPPORTS
    if lemma(thing) in _NAMED_OFFER:
        stance = Stance.OFFERS
    if lemma(thing) in ("goal", "aim", "objective"):
        stance = Stance.DEMANDS
    frame = plain(verb, stance, said, "named demand")
    frame.holder = whose
    return frame


_LISTS = words("list wishlist agenda shopping-list")


def _among(verb: Token) -> Frame | None:
    """Read *its demands include a vote*, *among its demands is a vote*, *high on its list is a vote*."""
    if is_negated(verb) or is_passive(verb) or modal(verb) is not None:
        return None
    doer = own_subject(verb)
    if lemma(verb) != "be":
        said = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "ccomp", "xcomp")]
        named = doer
    else:
        said = [c for c in verb.children if c.i > verb.i and c.dep_ in ("attr", "nsubj", "ccomp", "xcomp")]
        opening = next(
            (c for c in verb.children if c.i < verb.i and c.dep_ not in ("nsubj", "punct", "cc")), None
        )
        named = (
            next(
                (
                    t
                    for t in opening.subtree
                    if lemma(t) in _NAMED_DEMAND | _NAMED_OFFER | _LISTS and t.pos_ == "NOUN"
                ),
                None,
            )
            if opening is not None and opening.i < verb.i
            else None
        )
    if named is None or not said:
        return None
    whose = child(named, "poss")
    word = lemma(named)
    if (
        whose is None
        or word not in _NAMED_DEMAND | _NAMED_OFFER | _LISTS
        or (word in _VAGUE_NAMES and named is doer)
    ):
        return None
    stance = Stance.OFFERS if word in _NAMED_OFFER else Stance.DEMANDS
    frame = plain(verb, stance, said, "named demand")
    frame.holder = whose
    return frame


_VAGUE_NAMES = words("list agenda line position idea plan term")


def _taken_for(verb: Token) -> Frame | None:
    """Read *called the plan a betrayal*, *regards the talks as dead*, *considers a guarantee essential*."""
    thing, said = _named(verb)
    if thing is None or said is None or is_negated(verb):
        return None
    negated = any(c.lower_ in ("no", "not") for c in said.children)
    stance = _stance(said, negated=negated)
    if _joined(said) in lexicon.UNTRUE or lemma(said) in lexicon.UNTRUE:
        return None
    pronoun = thing.lower_ in ("it", "that", "this")
    if stance is None and not negated and _joined(said) in _TEMPTING:
        stance = Stance.CONSIDERS
    if stance is None and not negated and lemma(said) == "basis":
        stance = Stance.CONSIDERS  # "a basis on which we can close"
    if stance is None:
        heard = in_quotes(said) and verb.lemma_ in (
            "call",
            "describe",
            "brand",
            "label",
            "regard",
            "see",
            "dub",
        )
        if not heard or thing.ent_type_ == "PERSON" or lemma(thing) not in _MATTER:
            return None
        stance = Stance.ASSESSES
    if stance not in (Stance.DEMANDS, Stance.RULES_OUT) and not (
        lemma(thing) in _MATTER or pronoun or thing.tag_ == "VBG"
    ):
        return None
    if modal(verb) in ("must", "should", "might", "may", "could", "can"):
        return None
    if stance is Stance.OPPOSES and lemma(thing) in lexicon.ALLEGATIONS and lemma(said) == "premature":
        stance = Stance.DENIES  # "called reports of a sale premature"
    named = [said] if stance is Stance.ASSESSES and said.i > thing.i else []
    frame = plain(verb, stance, [thing, *named], "taken for")
    frame.holder = subject(verb)
    frame.cover |= indices(said)
    return frame


def _named(verb: Token) -> tuple[Token | None, Token | None]:
    """Give what is called something, and what it is called."""
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    small = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and modal(c) is None), None)
    if (
        thing is None
        and small is not None
        and small.pos_ in ("ADJ", "NOUN")
        and small.tag_ not in ("VBZ", "VBD")
    ):
        inner = own_subject(small)
        if inner is None:
            inner = next((c for c in small.children if c.dep_ == "compound"), None)
        return inner, small
    if thing is None:
        said = next((c for c in verb.children if c.dep_ == "oprd" and c.i > verb.i), None)
        this = child(said, "det") if said is not None and said.pos_ == "ADJ" else None
        return this, said  # "called this unacceptable"
    beside = [c for c in verb.children if c.dep_ in ("oprd", "attr", "dobj") and c.i > thing.i]
    if beside:
        hyphened = len(beside) > 1 and any(t.text == "-" for t in verb.doc[beside[0].i : beside[-1].i])
        return thing, beside[-1] if hyphened else beside[0]
    for c in (*verb.children, *thing.children):
        if c.lower_ == "as" and c.i > thing.i:
            return thing, next(
                (g for g in c.children if g.dep_ in ("pobj", "amod", "acomp", "pcomp", "prep")), None
            )
    return thing, None
