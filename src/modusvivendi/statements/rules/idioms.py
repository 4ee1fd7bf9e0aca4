"""Set phrases that state a position: *close the door on*, *have no truck with*, *a bridge too far*.

Their patterns are in `modusvivendi.statements.rules.set_phrases`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.nouns import is_agentive
from modusvivendi.statements.rules import lexicon, set_phrases
from modusvivendi.statements.rules.fixed import concerned
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import (
    child,
    is_counterfactual,
    is_negated,
    is_obliged,
    is_passive,
    lemma,
    modal,
    own_subject,
)
from modusvivendi.statements.rules.imperatives import is_imperative
from modusvivendi.statements.statement import Stance


@dataclass(frozen=True)
class Idiom:
    """A set phrase: its words after the first, its stance, and what it is negated.

    The words that it needs are those of its rest that are no gaps.
    """

    rest: tuple[frozenset[str], ...]
    stance: Stance | None
    negated: Stance | None
    about: str
    text: str
    governs: bool = False
    needs: tuple[frozenset[str], ...] = ()


_GAPS = {frozenset({"*"}): 3, frozenset({"**"}): 8}


def _read(table: str, about: str) -> Iterator[tuple[str, Idiom]]:
    for row in table.strip().splitlines():
        pattern, stance, negated = (cell.strip() for cell in re.split(r"\s\|(?=\s|$)", row))
        first, *rest = pattern.removesuffix("+").split()
        words = tuple(frozenset(word.split("|")) for word in rest)
        idiom = Idiom(
            words,
            Stance(stance) if stance else None,
            Stance(negated) if negated else None,
            about,
            pattern,
            governs=pattern.endswith("+"),
            needs=tuple(word for word in words if word not in _GAPS),
        )
        for word in first.split("|"):
            yield word, idiom


def _index() -> dict[str, list[Idiom]]:
    found: defaultdict[str, list[Idiom]] = defaultdict(list)
    tables = (
        (set_phrases.OF_SUBJECT, "subject"),
        (set_phrases.OF_OBJECT, "object"),
        (set_phrases.OF_THING, "thing"),
        (set_phrases.OF_ITS_HOLDER, "holder"),
        (set_phrases.OF_MATTER, "matter"),
    )
    for table, about in tables:
        for word, idiom in _read(table, about):
            found[word].append(idiom)
    return dict(found)


_BY_FIRST = _index()


def idiom(token: Token) -> Frame | None:
    """Read a verb that opens a set phrase, with what follows it; None where it opens none."""
    known = _BY_FIRST.get(lemma(token))
    if (
        known is None
        or is_obliged(token)
        or token.pos_ not in ("VERB", "AUX")
        or token.dep_ in ("aux", "auxpass", "amod", "compound")
        or is_counterfactual(token)
        or _has_no_reason(token)
        or _is_blamed(token)
        or (token.dep_ == "xcomp" and token.head.lower_ == "asked" and is_passive(token.head))
    ):
        return None
    here = _words_of(token.sent)
    for one in known:
        if any(map(here.isdisjoint, one.needs)):
            continue
        end = _matched(token, one.rest)
        if end is None:
            continue
        frame = _framed(token, one, end)
        if frame is not None:
            return frame
    return None


@lru_cache(maxsize=1)
def _words_of(sentence: Span) -> frozenset[str]:
    """Give all that a word of a set phrase could be in a sentence, as `_hits` compares them."""
    doc = sentence.doc
    places = range(sentence.start, min(sentence.end, len(doc) - 2))
    parted = {doc[i : i + 3].text.lower() for i in places if doc[i + 1].text == "-"}
    return frozenset({*map(lemma, sentence), *(t.lower_ for t in sentence), *parted})


def _matched(token: Token, rest: tuple[frozenset[str], ...]) -> int | None:
    """Give where the words of a pattern end that follow a token, or None where they do not."""
    at = token.i + 1
    stop = token.sent.end
    gap = 0
    for wanted in rest:
        if wanted in _GAPS:
            gap = _GAPS[wanted]
            continue
        reach = gap + 1 if gap else _skipped(token, at) - at + 1
        hit, length = next(
            ((i, n) for i in range(at, min(at + reach, stop)) if (n := _hits(token.doc[i], wanted))), (0, 0)
        )
        if not length or any(
            token.doc[i].is_punct and token.doc[i].text not in "\"'“”-" for i in range(at, hit)
        ):
            return None
        at, gap = hit + length, 0
    return at


def _hits(token: Token, wanted: frozenset[str]) -> int:
    """Give how many tokens a wanted word takes that stands here; *non-starter* is three tokens."""
    if lemma(token) in wanted or token.lower_ in wanted:
        return 1
    doc, at = token.doc, token.i
    if at + 2 >= len(doc) or doc[at + 1].text != "-":
        return 0
    return 3 if doc[at : at + 3].text.lower() in wanted else 0


def _skipped(token: Token, at: int) -> int:
    """Pass over *not*, adverbs and pronouns in a phrase (*would not, he said, …* is not passed over)."""
    doc, stop = token.doc, token.sent.end
    while (
        at < stop - 1 and (doc[at].pos_ in ("ADV", "PART") or doc[at].text in ('"', "“")) and at - token.i < 3
    ):
        at += 1
    return at


def _framed(token: Token, one: Idiom, end: int) -> Frame | None:
    matched = token.doc[token.i + 1 : end]
    inside = {t.lower_ for t in matched if not _is_no_longer(t)} - set(re.split(r"[ |]", one.text))
    negated = is_negated(token) != bool(inside & {"no", "little", "neither"}) or (
        one.about == "thing" and _no_subject(token)
    )
    stance = one.negated if negated else one.stance
    if stance is None:
        return None
    so_far = token.tag_ == "VBN" and modal(token) is None
    if one.text.startswith("go * far") and so_far:
        stance = Stance.RULES_OUT  # "has gone as far as it can"
    if one.text.startswith("go no further") and so_far:
        stance = Stance.OFFERS  # "has gone no further than 3 per cent": that it has offered
    if one.text.startswith("put|throw|lay|place") and so_far and stance is Stance.RULES_OUT:
        stance = Stance.DENIES  # "has put no number on the table"
    helper = modal(token)
    bearing = one.text.endswith("with") and one.text.split()[0] in ("make", "get", "put")
    hedged = helper in ("might", "may") or (helper == "could" and not bearing)
    if one.text == "work with" and helper is None and token.tag_ in ("VBZ", "VBP", "VBD"):
        return None  # "forty boats work with rafts"
    if one.text.endswith(("reception|response", "response|welcome|ride")) and not _received(token):
        return None  # "gave the envoy a warm reception"
    if "**" in one.text and token.nbor().lower_ == "off":
        return None  # "called off its strike"
    if hedged and stance in (Stance.OFFERS, Stance.SUPPORTS):
        stance = Stance.CONSIDERS
    if helper in ("must", "should") and stance is not Stance.DEMANDS:
        return None
    if one.about == "thing":
        thing = own_subject(token)
        if thing is None or thing.lower_ in ("who", "there", "he", "she", "we", "i"):
            return None
        if one.text.endswith("bargaining chip") and lemma(thing) in (
            "kid",
            "child",
            "patient",
            "pupil",
            "student",
        ):
            return None  # a complaint, and no refusal of an exchange
        if one.text.endswith("word|offer") and thing.lower_ in ("that", "this", "it"):
            return None  # of an offer that was just told: no other one
        frame = plain(token, stance, [thing], f"idiom:{one.text}")
        frame.holder, frame.by_speaker = _for_whom(token, end) or concerned(token), True
        frame.by_speaker = frame.holder is None
        return frame
    if one.about == "holder":
        whose, thing = child(token.doc[end - 1], "pobj"), own_subject(token)
        if (
            whose is None
            or thing is None
            or (len(one.rest) == 1 and not is_passive(token))
            or not (whose.pos_ in ("PROPN", "PRON") or is_agentive(lemma(whose)))
        ):
            return None
        frame = plain(token, stance, [thing], f"idiom:{one.text}")
        frame.holder, frame.cover = whose, set()
        return frame
    if one.about == "object":
        thing = child(token, "dobj", "nsubjpass") or _of_particle(token, end)
        alleged = thing is not None and lemma(thing) in lexicon.ALLEGATIONS | {"talk", "suggestion", "notion"}
        if (
            thing is not None
            and alleged
            and one.text.startswith(("criticise|", "pour|heap"))
            and lemma(thing) in _TOLD
        ):
            stance = Stance.DENIES  # "contested the account"
        if thing is not None and lemma(thing) in ("offer", "bid", "concession") and stance is Stance.DEMANDS:
            stance = Stance.OFFERS  # "tabled an offer"
        if not one.rest and _particle_follows(token):
            return None  # "backed off"
        if one.text in _OF_MATTERS_ONLY and (thing is None or not _is_matter(thing)):
            return None  # "threw out the rubbish"
        if one.stance is Stance.DENIES and not alleged:
            stance = Stance.OPPOSES
            judged = any(c.lower_ == "as" for c in token.children)
            if thing is not None and not judged and not _is_matter(thing):
                return None
        if thing is None or (is_passive(token) and child(token, "agent") is None):
            return None
        if one.text in ("withhold", "boycott"):
            if lemma(thing) not in _GIVEN:
                return None
        elif not one.rest and not _is_matter(thing):
            return None
        frame = plain(token, stance, [thing], f"idiom:{one.text}")
        if stance is Stance.DENIES:
            frame.apart |= {c.i for c in thing.children if c.lower_ == "no"}
        if is_passive(token):
            by = child(token, "agent")
            frame.holder = child(by, "pobj") if by is not None else None
        return frame
    if is_passive(token):
        return None
    content = _content(token, end)
    if (
        one.text.startswith(("make **", "make * condition")) and stance is Stance.DEMANDS
    ):  # "made it a condition of any treaty"
        articles = [t for t in token.doc[token.i + 2 : end] if t.lower_ in ("a", "the", "its", "their")]
        content = [articles[-1].nbor(-1)] if articles else content
    if (one.governs or one.about == "matter") and not content:
        return None
    summed = one.text == "stand by" and content and any(c.tag_ == "CD" for c in content[0].children)
    if one.about == "matter" and not (summed or _is_matter(content[0]) or lemma(content[0]) in _STOOD_BY):
        return None
    if one.text == "stop short of" and lemma(content[0]) in _REFUSING:
        stance = Stance.CONSIDERS  # "stopped short of ruling it out"
        content = [c for c in content[0].children if c.dep_ in ("dobj", "pobj", "ccomp")] or content
    dated = bool(content) and content[0].tag_ == "NNP" and content[0].ent_type_ == "DATE"
    if one.text.startswith("insist") and dated:
        return None  # "insisted on Tuesday that …"
    if one.text == "stand by":
        stance = _stood_by(content[0])
    if one.text.startswith("hand|give up|over") and content and lemma(content[0]) in _PAPERS:
        return None
    if one.text.startswith("hand|give up|over") and is_imperative(token):
        stance = Stance.DEMANDS  # "Hand over the men"
    if stance is Stance.DEMANDS and one.text.startswith("hold|stick|cling") and content:
        stance = Stance.OFFERS if lemma(content[-1]) in lexicon.PROMISED else stance
        if lemma(content[-1]) in ("refusal", "rejection"):
            stance = Stance.RULES_OUT
        if lemma(content[-1]) in ("objection", "opposition", "resistance", "veto"):
            stance = Stance.OPPOSES
    frame = plain(token, stance, content, f"idiom:{one.text}")
    frame.cover |= set(range(token.i + 1, end))
    return frame


_MATTERS = (
    lexicon.MATTER_NOUNS
    | lexicon.PROPOSALS
    | lexicon.MATTERS
    | lexicon.ACTS_PROPOSED
    | frozenset("cent percent million billion idea measure tax suitor bidder notion prospect treaty".split())
)

_GIVEN = frozenset(
    "consent approval assent agreement signature support backing vote cooperation payment fund aid talk "
    "negotiation meeting summit session conference".split()
)
"""What is withheld, and what is boycotted."""
_POINTING = frozenset({"it", "that", "this", "one", "those", "these", "them"})
_PAPERS = frozenset("paper letter text list note draft report map copy document file petition".split())
"""What is handed over to be read."""


_REFUSING = frozenset("rule reject oppose exclude refuse dismiss deny preclude veto discount".split())
"""What leaves a matter open that one stops short of."""


_STOOD_BY = lexicon.DROPPED | lexicon.PROMISED | frozenset(("objection", "opposition", "word"))


def _of_particle(token: Token, end: int) -> Token | None:
    """Give the object that a parse hangs on the particle (*voted down a deal*)."""
    particle = token.doc[end - 1]
    return child(particle, "pobj") if particle.head.i == token.i and particle.lower_ != "to" else None


def _received(token: Token) -> bool:
    """Tell whether what is given a reception is a proposal."""
    return any(_is_matter(c) for c in token.children if c.dep_ in ("dative", "dobj"))


def _stood_by(thing: Token) -> Stance:
    """Give what standing by an objection, a demand or an offer amounts to."""
    named = lemma(thing)
    if named in ("objection", "opposition", "resistance", "veto"):
        return Stance.OPPOSES
    if named in lexicon.PROMISED - {"deal", "accord", "treaty", "agreement"} or named == "bid":
        return Stance.OFFERS
    own_sum = any(c.tag_ == "CD" for c in thing.children) and any(c.tag_ == "PRP$" for c in thing.children)
    if own_sum:
        return Stance.OFFERS  # "stands by its 45 million"
    return Stance.DEMANDS if named in ("demand", "claim", "condition", "request") else Stance.SUPPORTS


_OF_MATTERS_ONLY = (
    "vote|shoot|turn|strike|knock ** down",
    "pass|give up",
    "throw|kick|turf out",
    "take up",
    "hold up",
    "snap|lap|gobble up",
)
_TOLD = frozenset("allegation claim report accusation story rumour rumor account reports assertion".split())


def _has_no_reason(token: Token) -> bool:
    """Recognise *there is no reason for Norvane to stand in the way*, which says that it need not."""
    noun = token.head
    named = token.tag_ == "VB" and lemma(noun) in ("reason", "cause", "need")
    return named and any(c.lower_ == "no" for c in noun.children)


def _is_blamed(token: Token) -> bool:
    """Recognise what somebody is *accused of* doing."""
    of = token.head
    blaming = of.head.lemma_.lower() in ("accuse", "suspect", "blame", "guilty", "convict")
    return token.dep_ == "pcomp" and of.lower_ in ("of", "for") and blaming


def _is_no_longer(token: Token) -> bool:
    """Recognise the *no* of *no longer*, which the verb is negated by already."""
    return token.lower_ == "no" and token.i + 1 < token.sent.end and token.nbor().lower_ == "longer"


def _particle_follows(token: Token) -> bool:
    """Tell whether a particle makes another verb of it: *back off*, *block up*."""
    return token.i + 1 < token.sent.end and token.nbor().lower_ in (
        "off",
        "away",
        "down",
        "out",
        "up",
        "in",
        "into",
    )


def _no_subject(token: Token) -> bool:
    doer = own_subject(token)
    return doer is not None and any(c.lower_ == "no" for c in doer.children)


def _for_whom(token: Token, end: int) -> Token | None:
    """Give *Norvane* of *would be acceptable to Norvane*, *For the Centre that is a bridge too far*."""
    last = token.doc[end - 1]
    for c in [*token.children, last, *last.children]:
        if c.dep_ == "prep" and c.lower_ in ("to", "for"):
            whom = child(c, "pobj")
            if whom is not None and whom.pos_ in ("PROPN", "PRON", "NOUN") and not token.i <= whom.i < end:
                return whom
    return None


def _content(token: Token, end: int) -> list[Token]:
    last = token.doc[end - 1]
    inside = [c for c in last.children if c.dep_ in ("pobj", "pcomp") and c.i >= end]
    if inside:
        return inside
    pattern = range(token.i, end)
    after = [
        t
        for t in token.doc[end : token.sent.end]
        if t.head.i in pattern
        and (
            t.dep_ in ("pobj", "pcomp", "xcomp", "dobj", "ccomp", "acl", "advcl", "prep")
            or (t.dep_ == "npadvmod" and last.lower_ == "than")
            or (t.dep_ == "relcl" and t.tag_ == "VB" and own_subject(t) is None)  # "a position to pay"
        )
    ]
    return after[:1]


def _is_matter(thing: Token) -> bool:
    """Tell whether what one *slams* or *floats* is a proposal and no door or boat."""
    if thing.tag_ in ("WDT", "WP"):
        clause = thing.head
        return clause.dep_ == "relcl" and lemma(clause.head) in _MATTERS
    return lemma(thing) in _MATTERS or thing.tag_ in ("VBG", "CD") or thing.lower_ in _POINTING
