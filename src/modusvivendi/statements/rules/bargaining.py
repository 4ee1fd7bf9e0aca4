"""Moves of bargaining: *countered with 8 per cent*, *is our bottom line*, *tied its consent to a pardon*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive, words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import (
    child,
    in_quotes,
    indices,
    is_negated,
    is_passive,
    lemma,
    modal,
    own_subject,
)
from modusvivendi.statements.statement import Stance

_LEAST = words("minimum floor least")
_MOST = words("maximum ceiling most limit")
_OWN_LIMIT = words("can could would will may")


def bargained(token: Token) -> Frame | None:
    """Read a verb as a move of bargaining, or give None."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    word = lemma(token)
    if word == "be":
        return _limit(token)
    if word in ("bid", "go", "stretch", "rise", "move", "come"):
        return _goes_to(token, word)
    if word in ("need", "expect"):
        return _needs(token)
    if word in ("stand", "remain"):
        return _stands(token)
    if word in ("hinge", "depend", "rest", "turn"):
        return _hinges(token)
    if word == "let" and _let_us(token):
        return _together(token)
    if is_passive(token) or own_subject(token) is None:
        return None
    if word in ("counter", "respond", "reply", "answer"):
        return _counter(token)
    if word in ("link", "tie", "couple", "peg"):
        return _tied(token)
    if word == "vote":
        return _voted(token)
    if word == "agree":
        return _agreed(token)
    if word == "look" and not is_negated(token):
        return _looks_for(token)
    if word == "work" and token.tag_ == "VBG":
        return _works_on(token)
    if word == "have":
        return _has_their(token)
    if word == "do" and modal(token) == "could":
        return _could_do_with(token)
    if word in ("withdraw", "drop", "shelve", "abandon", "scrap", "suspend"):
        return _eased(token)
    return _stays_away(token, word)


def _limit(verb: Token) -> Frame | None:
    """Read *14 per cent is our bottom line*, *six storeys is the least it can build*."""
    thing, said = own_subject(verb), child(verb, "attr")
    if thing is None or said is None or is_negated(verb) or thing.i > verb.i:
        return None
    if thing.tag_ in ("PRP", "DT", "EX", "WP", "WDT"):
        return None
    bottom = lemma(said) == "line" and any(c.lower_ == "bottom" for c in said.children)
    bottom = bottom or lemma(said) in ("demand", "condition", "precondition")
    if not (bottom or lemma(said) in _LEAST | _MOST):
        return None
    whose = child(said, "poss")
    able = next((c for c in said.children if c.dep_ == "relcl" and modal(c) in _OWN_LIMIT), None)
    if whose is None and able is None:
        return None
    named = whose if whose is not None and whose.tag_ != "PRP$" else None
    if able is not None and (doer := own_subject(able)) is not None and doer.tag_ != "PRP":
        named = doer
    most = lemma(said) in _MOST and not bottom
    frame = plain(verb, Stance.OFFERS if most else Stance.DEMANDS, [thing], "limit")
    frame.holder, frame.by_speaker = named, named is None
    frame.cover |= indices(said)
    return frame


_MOVES = words(
    "offer bid proposal plan package cut rise freeze increase reduction figure suggestion draft text "
    "compromise counter-offer counteroffer counter-proposal counterproposal concession pause"
)


def _counter(verb: Token) -> Frame | None:
    """Read *countered with a cut of 8 per cent*, *replied with a demand for two more years*."""
    preposition = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with"), None)
    what = child(preposition, "pobj", "pcomp") if preposition is not None else None
    if what is None or modal(verb) is not None or is_negated(verb):
        return None
    amount = any(t.like_num for t in what.children) and lemma(what) not in ("day", "week", "hour")
    if lemma(what) in ("demand", "claim"):
        return plain(verb, Stance.DEMANDS, [what], "counters")
    if lemma(what) in _MOVES or what.tag_ == "CD" or (amount and lemma(verb) == "counter"):
        return plain(verb, Stance.OFFERS, [what], "counters")
    return None


_GRANTED = (
    words(
        "consent approval assent agreement signature support backing vote return participation cooperation "
        "ratification release withdrawal entry accession funding payment aid lifting exchange"
    )
    | lexicon.NEEDS_OWN_YES
    | lexicon.MATTERS
)


def _tied(verb: Token) -> Frame | None:
    """Read *has tied its consent to the return of two agents*: what it is tied to is wanted."""
    thing = child(verb, "dobj")
    to = next((c for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ == "to"), None)
    if to is None and thing is not None:
        to = next((c for c in thing.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    wanted = child(to, "pobj", "pcomp") if to is not None else None
    if thing is None or wanted is None or is_negated(verb) or modal(verb) is not None:
        return None
    given = lemma(thing) in _GRANTED or any(c.tag_ == "PRP$" for c in thing.children)
    if not given or wanted.pos_ == "PROPN" or is_agentive(lemma(wanted)):
        return None
    return plain(verb, Stance.DEMANDS, [wanted], "ties to")


def _voted(verb: Token) -> Frame | None:
    """Read *will vote no*, *voted yes*."""
    answer = next(
        (c for c in verb.children if c.lower_ in ("no", "nay", "yes", "aye") and c.i > verb.i), None
    )
    if answer is None or is_negated(verb) or answer.nbor().lower_ == "to":
        return None
    stance = Stance.OPPOSES if answer.lower_ in ("no", "nay") else Stance.SUPPORTS
    return plain(verb, stance, [verb], "votes")


def _agreed(verb: Token) -> Frame | None:
    """Read *agreed in principle to a delay*, where the principle parts the verb from what it takes."""
    if is_negated(verb) or modal(verb) in ("must", "should", "might", "may", "could"):
        return None
    at = next((c for c in verb.children if c.lower_ == "in" and c.dep_ == "prep"), None)
    within = child(at, "pobj") if at is not None else None
    if within is None or within.lower_ not in ("principle", "part"):
        return None
    for c in (*within.children, *verb.children):
        if c.i > within.i and c.lower_ in ("to", "on") and c.dep_ == "prep":
            what = child(c, "pobj", "pcomp")
            return plain(verb, Stance.OFFERS, [what], "agrees in part") if what is not None else None
        if c.i > within.i and c.dep_ in ("xcomp", "acl", "relcl") and c.tag_ == "VB":
            return plain(verb, Stance.OFFERS, [c], "agrees in part")
    return None


def _eased(verb: Token) -> Frame | None:
    """Read *dropped its lawsuit*, *shelved the closure*: an end to what harms the others."""
    if is_negated(verb) or modal(verb) is not None or verb.tag_ == "VB" or not lexicon.eases(verb):
        return None
    thing = child(verb, "dobj")
    own = thing is not None and any(c.tag_ == "PRP$" or c.dep_ == "poss" for c in thing.children)
    called_off = lemma(verb) == "call" and thing is not None  # what one calls off is one's own
    return plain(verb, Stance.OFFERS, [verb], "eases") if own or called_off else None


def _looks_for(verb: Token) -> Frame | None:
    """Read *is looking for a term of four years*, *looks for guarantees*: what is asked of the others."""
    for_ = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    what = child(for_, "pobj") if for_ is not None else None
    if what is None or modal(verb) is not None:
        return None
    counted = any(t.like_num for t in what.subtree) and not is_agentive(lemma(what))
    asked = lemma(what) in _REQUIRED_THINGS | lexicon.ACTS_PROPOSED | lexicon.MATTER_NOUNS
    return plain(verb, Stance.DEMANDS, [what], "looks for") if counted or asked else None


def _works_on(verb: Token) -> Frame | None:
    """Read *is working on a compromise of nine months*: what somebody prepares to put forward."""
    on = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "on"), None)
    what = child(on, "pobj") if on is not None else None
    if what is None or lemma(what) not in _MOVES | lexicon.NEEDS_OWN_YES or is_negated(verb):
        return None
    return plain(verb, Stance.CONSIDERS, [what], "works on")


def _hinges(verb: Token) -> Frame | None:
    """Read *its support hinges on a guarantee*: what it hangs on is wanted."""
    thing = own_subject(verb)
    on = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "upon")), None)
    what = child(on, "pobj", "pcomp") if on is not None else None
    if (
        thing is None
        or what is None
        or is_negated(verb)
        or lemma(thing) not in _GRANTED
        or what.tag_ in ("WP", "WDT")
    ):
        return None
    frame = plain(verb, Stance.DEMANDS, [what], "hinges on")
    frame.holder = child(thing, "poss")
    frame.by_speaker = frame.holder is None or frame.holder.tag_ == "PRP$"
    return frame


_LENT = words("blessing backing support consent approval agreement endorsement sympathy")


def _has_their(verb: Token) -> Frame | None:
    """Read *the plan has Norvane's blessing*: it is Norvane that backs it."""
    thing, given = own_subject(verb), child(verb, "dobj")
    whose = child(given, "poss") if given is not None and lemma(given) in _LENT else None
    if thing is None or given is None or whose is None or whose.tag_ == "PRP$":
        return None
    frame = plain(verb, Stance.OPPOSES if is_negated(verb) else Stance.SUPPORTS, [thing], "has the backing")
    frame.holder = whose
    return frame


def _could_do_with(verb: Token) -> Frame | None:
    """Read *could do with 13 dollars*, *could do with another week*: it is what is asked."""
    with_ = next((c for c in verb.children if c.dep_ == "prep" and c.i == verb.i + 1), None)
    what = child(with_, "pobj") if with_ is not None and with_.lower_ == "with" else None
    if what is None or is_negated(verb):
        return None
    return plain(verb, Stance.DEMANDS, [what], "could do with")


def _goes_to(verb: Token, word: str) -> Frame | None:
    """Read *bid 25 million*, *would go up to 25 million*, *would stretch to 4 per cent*."""
    if is_negated(verb) or is_passive(verb) or own_subject(verb) is None:
        return _stays_away(verb, word)
    if word == "bid":
        sum_ = child(verb, "dobj")
        counted = sum_ is not None and (sum_.ent_type_ == "MONEY" or any(t.like_num for t in sum_.subtree))
        return plain(verb, Stance.OFFERS, [sum_], "bids") if counted and sum_ is not None else None
    went = word in ("go", "move", "come", "rise") and verb.tag_ in ("VBD", "VBN")
    if modal(verb) not in ("would", "could", "will", "can") and not went:
        return _stays_away(verb, word)
    for t in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]:
        if t.lower_ == "to" and t.dep_ == "prep" and t.head.i in range(verb.i, t.i):
            sum_ = child(t, "pobj")
            counted = sum_ is not None and any(x.like_num for x in sum_.subtree) and sum_.ent_type_ != "DATE"
            if (
                went
                and sum_ is not None
                and sum_.ent_type_ not in ("PERCENT", "MONEY")
                and lemma(sum_) != "cent"
            ):
                counted = False
            return plain(verb, Stance.OFFERS, [sum_], "goes to") if counted and sum_ is not None else None
    return _stays_away(verb, word)


def _stands(verb: Token) -> Frame | None:
    """Read *its offer stands at 4 per cent*, *our offer stands*."""
    thing = own_subject(verb)
    whose = child(thing, "poss") if thing is not None else None
    if (
        thing is None
        or whose is None
        or is_negated(verb)
        or lemma(thing) not in ("offer", "bid", "demand", "claim")
    ):
        return None
    at = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at"), None)
    sum_ = child(at, "pobj") if at is not None else None
    if sum_ is None and (lemma(verb) != "stand" or not verb.nbor().is_punct):
        return None
    stance = Stance.OFFERS if lemma(thing) in ("offer", "bid") else Stance.DEMANDS
    frame = plain(verb, stance, [sum_ or thing], "stands")
    frame.holder = whose
    return frame


_REQUIRED_THINGS = words(
    "guarantee assurance commitment clarity certainty answer reply response timetable timeline deadline "
    "apology "
    "compensation safeguard undertaking concession promise pledge action proof evidence protection "
    "explanation "
    "roadmap decision change movement gesture flexibility signal deed term treatment"
)


def _needs(verb: Token) -> Frame | None:
    """Read *"We need guarantees"*, *expects an answer by Friday*: what is asked of the others."""
    thing, doer = child(verb, "dobj"), own_subject(verb)
    if (
        thing is None
        or doer is None
        or is_negated(verb)
        or is_passive(verb)
        or lemma(thing) not in _REQUIRED_THINGS
    ):
        return None
    if modal(verb) is not None or child(verb, "xcomp", "ccomp") is not None:
        return None
    if not (doer.lower_ == "we" or doer.pos_ == "PROPN" or is_agentive(lemma(doer))):
        return None
    return plain(verb, Stance.DEMANDS, [thing], "needs")


def _let_us(verb: Token) -> bool:
    after = verb.nbor().lower_ if verb.i + 1 < verb.sent.end else ""
    return in_quotes(verb) and after in ("us", "'s", "’s")


_NO_STEP = words(
    "be see say hope face look not remember forget face wait hear admit put take suppose assume call"
)


def _together(verb: Token) -> Frame | None:
    """Read *"Let us sit down and talk"*: what the speaker would do with the others."""
    act = child(verb, "ccomp", "xcomp")
    if act is None or is_negated(verb) or is_negated(act) or lemma(act) in _NO_STEP:
        return None
    frame = plain(verb, Stance.OFFERS, [act], "let us")
    frame.holder, frame.by_speaker = None, True
    return frame


_GOING = words("come go return leave budge move sign join back pay give apologise apologize resign")


def _stays_away(verb: Token, word: str) -> Frame | None:
    """Read *China isn't coming*, *the firm is not going back on that*, said of a party by its name."""
    doer = own_subject(verb)
    if word not in _GOING or verb.tag_ != "VBG" or doer is None or modal(verb) is not None:
        return None
    is_now = any(c.dep_ == "aux" and c.lower_ in ("is", "are", "'s", "’s") for c in verb.children)
    named = doer.pos_ == "PROPN" or (in_quotes(verb) and doer.pos_ == "NOUN" and is_agentive(lemma(doer)))
    if not (is_now and named and is_negated(verb)) or child(verb, "xcomp") is not None:
        return None
    return plain(verb, Stance.RULES_OUT, [verb], "does not")
