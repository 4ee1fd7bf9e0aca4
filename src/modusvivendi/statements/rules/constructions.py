"""Positions stated by a construction, not by one word: *drops its demand*, *is against*, *a red line*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.deadlines import deadline, has_until
from modusvivendi.statements.rules.frame import Frame, complements, left_out, plain
from modusvivendi.statements.rules.grammar import (
    child,
    is_negated,
    is_passive,
    lemma,
    modal,
    own_subject,
)
from modusvivendi.statements.rules.imperatives import imperative, is_imperative
from modusvivendi.statements.rules.refusals import leaves_open, refused, would_not
from modusvivendi.statements.statement import Stance

_PROPOSING = words("suggest float moot recommend")
_FLOATING = _PROPOSING | words("table present unveil advance circulate submit draft pitch")
_DEPENDENT = words("dependent conditional contingent subject")


_SENT_BACK = frozenset({"offer", "bid", "proposal", "plan", "draft", "text", "deal", "contract"})
_IT = frozenset({"it", "any", "that", "this"})


def _wants_out(verb: Token) -> Token | None:
    """Give *out* of *wants out of the treaty*, *Holm himself wants out*."""
    after = verb.nbor() if verb.i + 1 < verb.sent.end else None
    ends = (
        after is not None
        and after.i + 1 < verb.sent.end
        and (after.nbor().is_punct or after.nbor().lower_ == "of")
    )
    return after if ends and after is not None and after.lower_ == "out" else None


def _is_elsewhere(verb: Token, thing: Token) -> bool:
    """Recognise *wants the troops out by May*, *wants its ships back*."""
    return any(
        c.dep_ == "prt" and c.i == thing.right_edge.i + 1 and c.lower_ in ("out", "back", "off", "away")
        for c in verb.children
    )


_SAID_OUTRIGHT = frozenset({"GPE", "LOC", "MONEY", "PERCENT", "DATE", "QUANTITY"})
_FLOATED = words("compromise proposal plan idea draft formula package swap deal option roadmap blueprint")


_BALLOTED = lexicon.NEEDS_OWN_YES | words("resolution motion bill budget amendment treaty plan idea law")


def _voted_for(verb: Token) -> Frame | None:
    """Read *voted 12 to 3 for the motion*."""
    for_ = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    what = child(for_, "pobj") if for_ is not None else None
    if what is None or lemma(what) not in _BALLOTED or is_negated(verb) or is_passive(verb):
        return None
    return plain(verb, Stance.SUPPORTS, [what], "votes")


def _awaited(verb: Token) -> Frame | None:
    """Read *is waiting for Norvane to lift its ban*: what the others have to do first."""
    done = next(
        (
            c
            for c in verb.children
            if c.i > verb.i and c.tag_ == "VB" and any(m.lower_ == "for" for m in c.children)
        ),
        None,
    )
    for_ = next((c for c in verb.children if c.lower_ == "for" and c.dep_ == "prep"), None)
    if done is None and for_ is not None:
        done = next(
            (t for t in for_.subtree if t.tag_ == "VB" and t.dep_ in ("pcomp", "xcomp", "acl", "relcl")), None
        )
    whom = own_subject(done) if done is not None else None
    if done is None or (whom is None and for_ is None):
        return None
    target = whom or (child(for_, "pobj") if for_ is not None else None)
    if target is None or target.lower_ in ("it", "things", "rain"):
        return None
    return plain(verb, Stance.DEMANDS, [done], "waits for", target=target)


def _last_thing(verb: Token) -> Token | None:
    """Give what *is the last thing* somebody wants."""
    noun = verb.head
    last = any(c.lower_ == "last" for c in noun.children)
    if verb.dep_ != "relcl" or lemma(noun) != "thing" or not last or noun.head.lemma_ != "be":
        return None
    return own_subject(noun.head)


_OVER = words("closed settled resolved finished over")


def _done_with(verb: Token) -> Token | None:
    """Give what somebody *considers closed*, and will not talk about any more."""
    closed = next((t for t in verb.subtree if t.lower_ in _OVER and verb.i < t.i < verb.i + 8), None)
    if closed is None or any(c.dep_ in ("aux", "mark") for c in closed.children):
        return None
    return own_subject(closed) or child(verb, "dobj")


def _last_of_hyphened(verb: Token, first: Token) -> Token | None:
    """Give the last part of a word with hyphens whose parts the parse has made three objects."""
    parts = [c for c in verb.children if c.dep_ == "dobj"]
    joined = len(parts) == 3 and parts[1].text == "-" and parts[0] is first
    return parts[2] if joined and parts[2].i == first.i + 2 else None


def _called_untrue(verb: Token) -> Token | None:
    """Give *that* of *called that wishful thinking*, the report of *described as invented a report*."""
    for t in verb.subtree:
        if t.i > verb.i and (
            (t.dep_ == "det" and t.lower_ in ("that", "this")) or lemma(t) in lexicon.ALLEGATIONS
        ):
            return t
    return None


def special(token: Token) -> Frame | None:
    """Read a verb with its object or complement as a construction that states a position, or give None."""
    word = lemma(token)
    thing = child(token, "dobj") or left_out(token)
    negated = is_negated(token)
    owed = modal(token) in ("must", "should")
    if thing is not None and lemma(thing) == "counter" and (named := _last_of_hyphened(token, thing)):
        thing = named  # "a counter-proposal", taken apart by the parse
    if word == "have" and negated and token.tag_ == "VBG" and thing is not None and thing.lower_ in _IT:
        return plain(token, Stance.OPPOSES, [thing], "is not having it")
    if word in ("want", "need") and (last := _last_thing(token)) is not None:
        return plain(token, Stance.OPPOSES, [last], "the last thing wanted")
    if word in ("consider", "regard", "deem") and not negated and (done := _done_with(token)) is not None:
        return plain(token, Stance.RULES_OUT, [done], "is done with")
    back = word == "send" and any(c.lower_ == "back" for c in token.children)
    sent = thing is not None and (
        lemma(thing) in _SENT_BACK or (thing.lower_ == "it" and token.tag_ == "VBD")
    )
    if back and not negated and sent and thing is not None:
        return plain(token, Stance.RULES_OUT, [thing], "sends back")
    if word == "want" and not negated and (away := _wants_out(token)) is not None:
        return plain(token, Stance.DEMANDS, [away], "wants out")
    if word == "want" and thing is not None and not negated and _is_elsewhere(token, thing):
        after = [c for c in token.children if c.i > thing.i and c.dep_ in ("prt", "prep", "advmod")]
        return plain(token, Stance.DEMANDS, [thing], "wants gone", extra=after, target=thing)
    if (
        word in lexicon.DROPPING
        and not owed
        and thing is not None
        and thing.lemma_ in lexicon.DROPPED
        and not is_passive(token)
    ):
        return plain(token, Stance.DEMANDS if negated else Stance.OFFERS, [thing], "drops")
    if (
        word in ("withdraw", "retract", "rescind", "pull", "revoke")
        and thing is not None
        and lemma(thing) in ("offer", "bid", "proposal", "support", "consent", "promise", "pledge")
        and not is_passive(token)
        and not negated
    ):
        return plain(token, Stance.RULES_OUT, [thing], "withdraws")
    if (
        word in lexicon.RAISING
        and not owed
        and thing is not None
        and thing.lemma_ in lexicon.RAISED
        and not is_passive(token)
    ):
        stance = (
            Stance.OFFERS
            if thing.lemma_ in ("offer", "bid", "price", "proposal")
            or word in ("cut", "lower", "reduce", "trim")
            else Stance.DEMANDS
        )
        if stance is Stance.OFFERS and modal(token) in ("might", "may", "could"):
            stance = Stance.CONSIDERS
        if negated and (stance is Stance.DEMANDS or modal(token) is None):
            return None
        stance = Stance.RULES_OUT if negated else stance
        return plain(
            token,
            stance,
            [thing],
            "raises",
            extra=[c for c in token.children if c.dep_ == "prep" and c.lower_ in ("to", "from")],
        )
    if word == "vote":
        for c in token.children:
            if (
                c.dep_ == "prep"
                and c.lower_ in ("against", "for")
                and modal(token) in ("will", "would", "shall")
            ):
                about = [p for p in c.children if p.dep_ in ("pobj", "pcomp")]
                if about:
                    against = (c.lower_ == "against") != negated
                    return plain(token, Stance.OPPOSES if against else Stance.SUPPORTS, about, "votes")
    if word == "vote" and token.tag_ in ("VBD", "VBN") and (voted := _voted_for(token)) is not None:
        return voted
    if word == "wait" and not negated and not owed and (awaited := _awaited(token)) is not None:
        return awaited
    clause_ = child(token, "ccomp")
    doer = own_subject(clause_) if clause_ is not None else None
    if (
        word == "suggest"
        and clause_ is not None
        and doer is not None
        and (
            clause_.tag_ == "VB"
            or (clause_.tag_ == "VBP" and lemma(clause_) not in ("be", "have"))
            or any(c.lower_ == "be" and c.dep_ in ("auxpass", "aux") for c in clause_.children)
        )
        and modal(clause_) is None
        and not is_passive(token)
    ):
        return plain(token, Stance.DEMANDS, [clause_], "suggests", target=doer)  # "that both freeze"
    if is_imperative(token):
        return imperative(token)
    if word == "distance" and thing is not None and thing.lower_.endswith(("self", "selves")):
        content = [p for c in token.children if c.lower_ == "from" for p in c.children if p.dep_ == "pobj"]
        return plain(token, Stance.DENIES, content, "distances itself") if content else None
    if word == "dismiss" and thing is not None:
        stance = (
            Stance.DENIES
            if thing.lemma_.lower() in lexicon.ALLEGATIONS
            or thing.lower_ == "talk"
            or any(t.lemma_ in lexicon.UNTRUE for t in token.subtree)
            else Stance.OPPOSES
        )
        return plain(token, stance, [thing], "dismisses")
    if (
        word in _FLOATING
        and not (token.dep_ == "xcomp" and token.head.lemma_ == "be")  # "is to present its ideas"
        and thing is not None
        and not is_passive(token)
        and not any(c.lower_ == "as" and c.i > thing.i for c in token.children)
        and (
            lemma(thing) in _FLOATED
            or (
                word in _PROPOSING
                and (
                    lemma(thing) in lexicon.ACTS_PROPOSED
                    or (word == "suggest" and thing.ent_type_ in _SAID_OUTRIGHT)
                )
            )
        )
    ):
        return None if negated else plain(token, Stance.DEMANDS, [thing], "floats")
    if (
        word in ("call", "describe", "brand", "reject", "denounce")
        and thing is not None
        and lemma(thing) in lexicon.PROPOSALS
    ) and any(t.lower_ in lexicon.SCORN for t in token.subtree):
        return plain(token, Stance.OPPOSES, [thing], "scorns")
    if (
        word in ("call", "describe", "brand", "denounce", "see", "regard")
        and thing is not None
        and not is_passive(token)
    ):
        named = next((c for c in token.children if c.dep_ in ("oprd", "attr") and c.i > thing.i), None)
        names = [named, *named.children] if named is not None else []
        if lemma(thing) in lexicon.SCORNED and any(lemma(c) in lexicon.PROPOSALS for c in thing.children):
            return plain(token, Stance.OPPOSES, [thing], "scorns")  # "called the offer blackmail", misparsed
        if any(lemma(t) in lexicon.SCORNED for t in names) and thing.ent_type_ != "PERSON":
            return plain(token, Stance.OPPOSES, [thing], "scorns")
    if word in ("call", "describe", "label", "brand", "denounce", "term", "dub") and any(
        {t.lemma_.lower(), t.lower_} & lexicon.UNTRUE for t in token.subtree if t.i > token.i
    ):
        if thing is not None and thing.lemma_.lower() in lexicon.UNTRUE:  # "called that account nonsense"
            thing = child(thing, "compound", "nsubj", "nmod") or thing
        if thing is None:
            thing = _called_untrue(token)
        frame = plain(token, Stance.DENIES, [thing] if thing is not None else [], "calls untrue")
        frame.apart |= {t.i for t in token.subtree if t.dep_ == "acl" and t.lower_ in lexicon.UNTRUE}
        return frame
    if (
        word in ("describe", "present", "portray", "declare")
        and thing is not None
        and (thing.lower_.endswith("self") or thing.lower_.endswith("selves"))
    ):
        for t in token.subtree:
            if t is token:
                continue
            for sense in lexicon.ADJECTIVES.get(t.lemma_.lower(), []):
                content, given = complements(t, sense)
                if given:
                    return plain(token, sense.stance, content, "describes itself")
    if word in ("make", "leave") and clause_ is not None and clause_.lower_ in _DEPENDENT and not negated:
        return plain(token, Stance.OFFERS, [own_subject(clause_) or clause_], "makes dependent")
    if word in ("make", "leave") and thing is not None and any(t.lower_ in _DEPENDENT for t in token.subtree):
        return plain(token, Stance.OFFERS, [thing], "makes dependent")
    if (
        word == "make"
        and any(c.lower_ in ("up",) for c in token.children)
        and thing is not None
        and thing.lower_ in ("mind", "minds")
        and negated
    ):
        content = [p for c in [*thing.children, *token.children] if c.dep_ == "prep" for p in c.children]
        return plain(token, Stance.CONSIDERS, content, "undecided")
    if (
        word == "decide"
        and negated
        and (child(token, "ccomp", "xcomp") is not None or child(token, "prep") is not None)
    ):
        return plain(
            token,
            Stance.CONSIDERS,
            [
                x
                for c in token.children
                if c.dep_ in ("ccomp", "xcomp", "prep")
                for x in (c.children if c.dep_ == "prep" else (c,))
            ],
            "undecided",
        )
    if word == "leave" and any(c.lower_ == "open" for c in token.children):
        return plain(token, Stance.CONSIDERS, [thing] if thing is not None else [], "leaves open")
    if word == "stop" and any(c.lower_ == "short" for c in token.children):
        content = [t for t in token.subtree if t.dep_ in ("pcomp",)]
        return plain(token, Stance.RULES_OUT, content, "stops short") if content else None
    if (
        word == "see"
        and thing is not None
        and thing.lemma_
        in ("chance", "prospect", "room", "hope", "risk", "danger", "point", "opening", "possibility")
    ):
        return plain(token, Stance.ASSESSES, [thing], "sees chance")
    unwilled = would_not(token, word) or leaves_open(token, word)
    if unwilled is not None:
        return unwilled
    if (
        word in ("put", "make", "submit", "extend", "send", "lodge", "table", "present")
        and thing is not None
        and not any(c.lower_ == "back" for c in token.children)
        and lemma(thing) in ("offer", "bid", "concession", "overture")
        and not is_passive(token)
        and modal(token) is None
    ):
        none = any(c.lower_ == "no" for c in thing.children)
        if none:
            return plain(token, Stance.DENIES, [thing], "makes no offer")
        if word == "extend" and child(thing, "poss") is not None:
            return None  # "has extended its offer until July"
        if any(c.lower_ == "such" for c in thing.children):
            return None  # "the first time that it has made such an offer", told already
        return None if negated else plain(token, Stance.OFFERS, [thing], "makes an offer")
    if word == "have" and (until := has_until(token)) is not None:
        return until
    drawn = word == "draw" and not negated and thing is not None and lemma(thing) == "line"
    if drawn and thing is not None and any(c.lower_ == "where" for c in token.children):
        return plain(token, Stance.RULES_OUT, [thing], "draws the line")
    if word == "be":
        opening = _opening(token, negated)
        if opening is not None:
            return opening
    if word == "give" and thing is not None and (set_ := deadline(token, thing, negated=negated)):
        return set_
    bidden = child(token, "xcomp")
    if (
        word in ("warn", "caution", "remind")
        and thing is not None
        and bidden is not None
        and bidden.tag_ == "VB"
        and not is_passive(token)
        and not negated
    ):
        return plain(token, Stance.DEMANDS, [bidden], "tells to", target=thing)
    if word in ("count", "rely", "bank", "look") and bidden is not None and not negated:
        whom = next(
            (
                p
                for c in token.children
                if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to")
                for p in c.children
            ),
            None,
        )
        if whom is not None and whom.i < bidden.i and bidden.tag_ == "VB":
            return plain(token, Stance.DEMANDS, [bidden], "counts on", target=whom)
    if (
        word in ("tell", "order")
        and thing is not None
        and child(token, "xcomp") is not None
        and not is_passive(token)
    ):
        comp = child(token, "xcomp")
        asked = comp is not None and any(t.tag_ in ("WP", "WDT", "WRB") for t in comp.lefts)
        if negated or asked:
            return None  # "never told them what to say"
        return plain(token, Stance.DEMANDS, [comp] if comp is not None else [], "tells to", target=thing)
    if word in ("ask", "inquire", "enquire", "know", "hear", "learn") and not negated:
        return _sounding(token)
    if word in ("be", "stand", "come") and not is_passive(token):
        return _copula(token, negated)
    return refused(token, word, thing) if negated else None


def _sounding(token: Token) -> Frame | None:
    """Read *have been asking how such a step would be received*: they think of taking it."""
    asked = child(token, "ccomp")
    if asked is None or not any(c.lower_ in ("how", "what", "whether") for c in asked.children):
        return None
    if token.dep_ == "xcomp" and lemma(token.head) not in ("want", "like", "wish", "seek"):
        return None
    if token.tag_ == "VBN" and not any(c.dep_ == "aux" for c in token.children):
        return None  # "Norvane, asked whether it would …"
    thing = own_subject(asked)
    if thing is None or not (
        thing.lower_ == "it" or any(c.lower_ in ("such", "this", "that") for c in thing.children)
    ):
        return None
    return plain(token, Stance.CONSIDERS, [thing], "sounds out")


def _copula(token: Token, negated: bool) -> Frame | None:
    for c in token.children:
        if (
            c.dep_ == "prep"
            and c.lower_ in ("against", "for", "behind")
            and token.lemma_ in ("be", "come", "stand")
        ):
            content = [p for p in c.children if p.dep_ in ("pobj", "pcomp")]
            if (
                content
                and (
                    c.lower_ != "for"
                    or token.lemma_ == "stand"
                    or (token.lemma_ == "be" and lemma(content[0]) in lexicon.PROPOSALS)
                )
                and content[0].ent_type_ not in ("DATE", "TIME")
                and content[0].pos_ != "ADV"
                and content[0].lower_ not in ("me", "us")
                and content[0].lower_ not in ("now", "long", "good", "ever", "once")
            ):
                against = c.lower_ == "against"
                stance = Stance.OPPOSES if against != negated else Stance.SUPPORTS
                return plain(token, stance, content, f"is {c.lower_}")
        if c.dep_ == "prep" and c.lower_ == "in":
            favour = next(
                (
                    p
                    for p in c.children
                    if p.lemma_.lower() in ("favour", "favor") and any(q.lower_ == "of" for q in p.children)
                ),
                None,
            )
            if favour is not None:
                content = [x for q in favour.children for x in q.children]
                return plain(token, Stance.OPPOSES if negated else Stance.SUPPORTS, content, "in favour of")
    return None


def _opening(token: Token, negated: bool) -> Frame | None:
    """Read *the door to talks is not closed*, *the option remains open*: something not excluded."""
    thing, state = own_subject(token), child(token, "acomp")
    if thing is None or state is None or lemma(thing) not in lexicon.OPENINGS:
        return None
    shut = state.lower_ in ("closed", "shut")
    if not ((shut and negated) or (state.lower_ in ("open", "ajar") and not negated)):
        return None
    about = [p for c in thing.children if c.dep_ == "prep" for p in c.children] or [thing]
    frame = plain(token, Stance.CONSIDERS, about, "door open")
    frame.holder, frame.by_speaker = None, True
    return frame
