"""Frames: words of a sentence that put somebody in a stance to something."""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.consequences import (
    insists,
    own_act_only,
    own_consequence,
    through,
    withholds,
)
from modusvivendi.statements.rules.constructions import fixed, special
from modusvivendi.statements.rules.frame import Frame, complements, plain
from modusvivendi.statements.rules.grammar import (
    agent,
    auxiliaries,
    child,
    indices,
    is_main_after_all,
    is_negated,
    is_passive,
    lemma,
    modal,
    own_subject,
    subject,
)
from modusvivendi.statements.rules.idioms import idiom
from modusvivendi.statements.rules.judgements import judged
from modusvivendi.statements.rules.lexicon import Sense
from modusvivendi.statements.rules.nominal import nominal
from modusvivendi.statements.rules.verbless import verbless
from modusvivendi.statements.statement import Stance


def frames(sentence: Span, skip: set[int]) -> list[Frame]:
    """Find the frames of a sentence whose trigger is not among the tokens to skip (conditions, questions)."""
    found: list[Frame] = []
    covered: set[int] = set()
    order = sorted(sentence, key=lambda t: (_depth(t), t.i))
    skip = skip | _what_is_worse(sentence)
    for token in order:
        if token.i in skip or token.i in covered or token.is_punct or token.is_space:
            continue
        for finder in (fixed, verbless, idiom, judged, _verb, _adjective, nominal):
            frame = finder(token)
            if frame is not None:
                break
        else:
            continue
        if frame.span & {t.i for t in sentence} and _is_silence(frame):
            continue
        found.append(frame)
        covered |= frame.cover
        if frame.rule == "describes itself":
            covered |= indices(frame.trigger)
    found = [f for f in found if not any(f.trigger.i in g.cover for g in found if g is not f)]
    found += ellipses(sentence, found)
    return sorted(found, key=lambda f: f.trigger.i)


def _what_is_worse(sentence: Span) -> set[int]:
    """Give the tokens after *than* in *would rather strike than sign*, which nobody wants."""
    than = next((t for t in sentence if t.lower_ == "than"), None)
    if than is None or not any(t.lower_ in ("rather", "sooner") for t in sentence[: than.i - sentence.start]):
        return set()
    return set(range(than.i, sentence.end))


_OPPOSITE = {
    Stance.OFFERS: Stance.RULES_OUT,
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.CONSIDERS: Stance.RULES_OUT,
    Stance.DEMANDS: Stance.OPPOSES,
    Stance.OPPOSES: Stance.SUPPORTS,
    Stance.RULES_OUT: Stance.OFFERS,
}


def ellipses(sentence: Span, found: list[Frame]) -> list[Frame]:
    """Read *Seoul favours a joint approach; Hanoi does not*: the same matter, the opposite stance."""
    added = []
    for token in sentence:
        if lemma(token) not in ("do", "will", "would", "be", "have") or token.dep_ not in (
            "ROOT",
            "conj",
            "ccomp",
            "parataxis",
            "advcl",
        ):
            continue
        said_more = ("dobj", "xcomp", "acomp", "attr", "prep", "ccomp", "advmod")
        if not is_negated(token) or any(c.dep_ in said_more for c in token.rights):
            continue
        doer = own_subject(token)
        before = [f for f in found if f.trigger.i < token.i and f.stance in _OPPOSITE]
        if doer is None or doer.tag_ in ("WP", "WDT") or not before or doer.i < before[-1].trigger.i:
            continue
        said = before[-1]
        frame = Frame(token, _OPPOSITE[said.stance], doer, said.content, "ellipsis", span=set(said.span))
        added.append(frame)
    return added


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _is_silence(frame: Frame) -> bool:
    """Tell whether it is only about saying or not saying something (*declined to comment*)."""
    heads = [c for c in frame.content if c.pos_ in ("VERB", "NOUN")]
    if not heads:
        return False
    if frame.stance is Stance.DEMANDS:
        named = {t.lemma_.lower() for t in frame.trigger.subtree}
        return bool(
            any(lemma(h) in ("identify", "name", "quote", "speculate") for h in heads)
            or (named & {"name", "identity"} and named & {"withhold", "publish", "conceal", "use"})
        )
    if frame.stance not in (Stance.RULES_OUT, Stance.OFFERS, Stance.OPPOSES):
        return False
    return lexicon.is_silence(lemma(heads[0]), {t.lower_ for t in heads[0].subtree})


_RAISING = frozenset(
    "continue begin start seem appear remain be have go need keep come happen tend say believe report "
    "think expect understand know rumour rumor".split()
)


def _is_embedded_infinitive(token: Token) -> bool:
    """Tell whether a verb is an infinitive that nobody is said to will (*easier for X to accept*)."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        return False
    return not (
        token.dep_ == "xcomp"
        and lemma(token.head) in _RAISING
        and token.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ == "acomp" and c.i < token.i for c in token.head.children)
    )


def _particle(token: Token, wanted: str) -> bool:
    return any(c.lower_ == wanted and c.dep_ in ("prt", "advmod", "prep", "dep") for c in token.children) or (
        token.i + 1 < len(token.doc) and token.nbor().lower_ == wanted
    )


def _verb(token: Token) -> Frame | None:
    verbal = token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBG", "VBN", "VBD", "VB", "VBZ", "VBP")
    if not verbal and not (token.dep_ in ("ROOT", "conj", "ccomp") and own_subject(token) is not None):
        return None
    if token.dep_ in ("amod", "compound", "pobj"):
        return None
    if token.dep_ == "acl" and token.tag_ == "VBN" and not is_main_after_all(token):
        return None
    if _is_purpose(token):
        return None
    if _is_embedded_infinitive(token) or any(c.tag_ == "WP" and c.dep_ == "dobj" for c in token.children):
        return None  # an infinitive nobody wills; "what they are offering"
    found = special(token)
    if found is not None:
        return found
    for sense in lexicon.VERBS.get(lemma(token), []):
        if sense.particle and not _particle(token, sense.particle):
            continue
        if not sense.particle and any(
            c.dep_ == "prt" and c.lower_ not in ("on", "for") for c in token.children
        ):
            continue
        if sense.particle in ("along", "behind", "by", "up", "on") and sense.takes & {"with", "to", "for"}:
            content, given = _complements_of_particle(token, sense)
        else:
            content, given = complements(token, sense)
        if not given and is_passive(token) and own_subject(token) is not None:
            by = agent(token)
            if by is not None and sense.takes & {"d", "c", "o"}:
                return _framed(
                    token,
                    sense,
                    by,
                    [done] if (done := own_subject(token)) is not None else [],
                    "passive",
                )
            continue
        if (
            not given
            and "bare" in sense.takes
            and child(token, "dobj", "ccomp", "xcomp") is None
            and not is_passive(token)
        ):
            given = (
                any(t.lower_ == "principle" for t in token.subtree)
                or token.i + 1 >= token.sent.end - 1
                or token.nbor().is_punct
            )
        if not given or is_passive(token):
            continue
        return _framed(token, sense, subject(token), content, "verb")
    return None


def _complements_of_particle(token: Token, sense: Sense) -> tuple[list[Token], bool]:
    found, given = complements(token, sense)
    if given:
        return found, True
    for c in token.children:
        if c.lower_ == sense.particle:
            inner, given = complements(c, sense)
            if given:
                return inner, True
    return [], False


def _stance_of(token: Token, sense: Sense, content: list[Token]) -> Stance | None:
    """Settle the stance from negation, modals and what it is about."""
    negated = is_negated(token)
    helper = modal(token)
    word = lemma(token)
    if _is_counterfactual(token) or _is_idle(token, content):
        return None
    if any(c.dep_ == "dobj" and any(d.lower_ in ("no", "neither") for d in c.children) for c in content):
        if helper is None and token.tag_ in ("VBD", "VBN"):
            return None  # "offered no concessions"
        negated = not negated  # "will support neither side"
        if sense.stance is Stance.SUPPORTS and negated:
            return Stance.RULES_OUT
    stance: Stance | None = sense.negated if negated else sense.stance
    head = token
    while head.dep_ in ("xcomp",) and head.head.lemma_ in (
        "continue",
        "begin",
        "start",
        "like",
        "seem",
        "appear",
        "go",
        "have",
        "be",
        "remain",
    ):
        head = head.head
        negated_above = is_negated(head)
        stance = sense.negated if negated_above else stance
        helper = helper or modal(head)
    objects = {c.lemma_.lower() for c in content}
    if head is token and token.dep_ == "xcomp" and lemma(token.head) in ("have", "need"):
        return None
    if token.lower_ == "committed" and content and content[0].pos_ == "NOUN":
        stance = Stance.SUPPORTS
    never = stance is Stance.RULES_OUT and sense.stance is Stance.CONSIDERS and negated and helper is None
    if never and (token.tag_ in ("VBN", "VBD") or word in ("contemplate", "plan")):
        return Stance.DENIES  # "had never considered a route around it"
    if word in ("reject", "dismiss") and not negated:
        if objects & lexicon.ALLEGATIONS:
            stance = Stance.DENIES
        elif objects & lexicon.NEEDS_OWN_YES:
            stance = Stance.RULES_OUT
    if (
        (
            word == "want"
            and not negated
            and content
            and content[0].dep_ == "xcomp"
            and own_subject(content[0]) is None
        )
        and content[0].tag_ == "VB"
        and child(token, "dobj") is None
    ):
        verb = content[0].lemma_.lower()
        stance = Stance.DEMANDS if verb in ("see", "have", "know", "hear") else Stance.OFFERS
    if word == "offer" and helper == "could" and stance is Stance.OFFERS:
        helper = None  # "he could offer eight weeks"
    if (
        (stance is Stance.OFFERS or word == "prefer")
        and content
        and content[0].dep_ == "xcomp"
        and own_subject(content[0]) is None
        and is_negated(content[0])
    ):
        stance = Stance.RULES_OUT  # "vowed never to"
    if word == "vote" and content and lemma(content[0]) in ("turn", "reject", "oppose", "refuse", "block"):
        stance = Stance.RULES_OUT if lemma(content[0]) in ("turn", "reject", "refuse") else Stance.OPPOSES
    if stance is Stance.OFFERS and content and lemma(content[0]) == "vote":
        against = {c.lower_ for c in content[0].children} & {"down", "against"}
        stance = Stance.OPPOSES if against else stance
    own_act = bool(content) and content[0].dep_ == "xcomp" and own_subject(content[0]) is None
    if word == "want" and stance is Stance.OPPOSES and own_act and child(token, "dobj") is None:
        stance = Stance.RULES_OUT
    if word in ("allow", "permit", "let") and not negated and helper is None:
        return None
    if word == "accept" and negated and content and content[0].pos_ in ("PROPN",):
        stance = Stance.OPPOSES
    if word == "insist" and content and content[0].pos_ in ("VERB", "AUX"):
        stance = insists(content[0], stance)
    if (
        word == "warn"
        and content
        and content[0].pos_ in ("VERB", "AUX")
        and own_consequence(token, content[0])
    ):
        stance = Stance.WARNS
    if word in ("warn", "caution") and content and content[0].pos_ in ("VERB", "AUX"):
        if withholds(content[0]):
            stance = Stance.RULES_OUT
        said = idiom(content[0])
        if said is not None and said.stance in (Stance.WARNS, Stance.RULES_OUT):
            stance = said.stance
    if (
        word in ("pledge", "vow", "promise", "swear", "vote")
        and content
        and (through(content[0]).lemma_.lower() in lexicon.ADVERSE or objects & lexicon.REPRISALS)
    ):
        stance = Stance.WARNS
    acts = {through(c).lemma_.lower() for c in content if c.dep_ in ("xcomp", "ccomp", "advcl")}
    if (
        stance is Stance.OFFERS
        and acts & lexicon.STUDYING
        and word in ("agree", "promise", "pledge", "undertake")
    ):
        stance = Stance.CONSIDERS
    if (
        stance is Stance.OFFERS
        and sense.negated is Stance.RULES_OUT
        and acts & lexicon.LEAVING
        and not negated
    ):
        stance = Stance.WARNS
    if word == "reserve":
        if "right" not in objects:
            return None
        stance = Stance.WARNS if any(t.lemma_ in lexicon.ADVERSE for t in token.subtree) else stance
    never_did = is_negated(token) and helper is None and _is_perfect(token) and token.tag_ == "VBN"
    if stance is Stance.RULES_OUT and sense.stance is Stance.OFFERS and never_did:
        stance = Stance.DENIES  # "has not offered anything"
    theirs = (
        sense.stance is Stance.OFFERS
        and token.pos_ == "ADJ"
        and content
        and own_subject(content[0]) is not None
    )
    if theirs and word in ("eager", "keen", "impatient"):
        stance = Stance.DEMANDS  # "eager for them to leave"
    if word == "like" and (
        (negated is False and helper is not None) or content[0].tag_ in ("NNP", "NNPS", "PRP")
    ):
        return None
    if word in ("vow", "swear", "pledge", "promise") and content and is_negated(content[0]):
        stance = Stance.RULES_OUT
    if word in ("deny", "dispute", "refute") and any(
        t.lemma_.lower() == "confirm" for t in token.doc[max(token.sent.start, token.i - 5) : token.i]
    ):
        return None  # "neither confirmed nor denied"
    if word == "approve" and stance is Stance.OPPOSES and helper in ("will", "would"):
        stance = Stance.RULES_OUT
    if word == "ask" and token.tag_ == "VBN" and own_subject(token) is None and not auxiliaries(token):
        return None  # "Asked whether …"
    if word == "ask" and negated and not any(c.lower_ == "longer" for c in token.children):
        return None  # "we are not asking for the moon"
    if word == "seek" and token.tag_ == "VBD" and own_act_only(content):
        return None  # "sought to play it down"
    if word == "ask" and content and any(c.tag_ in ("WRB", "WP", "WDT") for c in content[0].children):
        return None  # a question, not a wish
    if word == "decline" and "invitation" not in objects and not content:
        return None
    if stance is Stance.OFFERS and any(t.lower_ == "nothing" for c in content for t in (c, *c.children)):
        stance = Stance.DEMANDS
    if helper in ("might", "may", "could") and stance in (Stance.OFFERS, Stance.SUPPORTS):
        stance = Stance.CONSIDERS
    if helper in ("must", "should") and stance not in (Stance.ASSESSES,):
        return None if stance is Stance.CONSIDERS else Stance.DEMANDS
    return stance


_WISHED = frozenset({"prefer", "like", "love", "want", "hope"})
_NEVER_MEANT = frozenset({"moon", "earth", "sky", "heaven"})
_FEATS = frozenset({"win", "beat", "succeed", "score", "qualify", "triumph"})


def _is_counterfactual(token: Token) -> bool:
    """Tell what somebody would or could have done, and did not, from what is open."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    have = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    return have and modal(verb) in ("would", "could", "might", "should") and lemma(token) not in _WISHED


def _is_idle(token: Token, content: list[Token]) -> bool:
    """Recognise what binds nobody: *promised the moon*, *offered little*, *want to win the cup*."""
    if not content:
        return False
    thing = content[-1]
    if lemma(thing) in _NEVER_MEANT and thing.tag_ == "NN" and child(thing, "prep") is None:
        return True
    if thing.dep_ == "dobj" and thing.lower_ in ("little", "less", "much"):
        return True
    return thing.dep_ == "xcomp" and lemma(thing) in _FEATS and own_subject(thing) is None


_PURPOSE = frozenset("aim hope seek want intend mean wish".split())


def _is_purpose(token: Token) -> bool:
    """Tell whether a participle only says what for: *held talks, aiming to unify their approach*."""
    return (
        token.tag_ == "VBG"
        and token.dep_ in ("advcl", "acl")
        and lemma(token) in _PURPOSE
        and not any(c.dep_ in ("aux", "nsubj") for c in token.children)
    )


def _framed(
    token: Token, sense: Sense, holder: Token | None, content: list[Token], rule: str
) -> Frame | None:
    stance = _stance_of(token, sense, content)
    if stance is None:
        return None
    span = set().union(*(indices(c) for c in content)) if content else set()
    cover = set(span)
    target = None
    if sense.stance is Stance.DEMANDS:
        target = next((c for c in content if c.dep_ == "dobj"), None)
        verbs = [c for c in content if c.pos_ in ("VERB", "AUX") and c.dep_ != "dobj"]
        if verbs and own_subject(verbs[0]) is not None:
            target = own_subject(verbs[0])
        elif not verbs:
            target = None
        asked = [c for c in content if c.dep_ == "pobj" and c.head.lower_ in ("on", "to", "with")]
        if asked and verbs:  # "called on X to …"
            target = asked[0]
            content = [c for c in content if c is not target]
            span = set().union(*(indices(c) for c in content))
    if stance is Stance.ASSESSES:
        cover = {i for i in span if token.doc[i].lemma_.lower() not in _REPORTED_WISHES}
        if token.lemma_.lower() in BELIEVING:
            cover = set()  # what others are believed to be ready for is their position
    happened = (
        sense.event and modal(token) is None and token.tag_ in ("VBD", "VBN") and not _is_perfect(token)
    )
    never = stance is Stance.DENIES and sense.stance is Stance.OFFERS
    return Frame(
        trigger=token,
        stance=stance,
        holder=holder,
        content=content,
        rule=f"{'never' if never else rule}:{token.lemma_.lower()}",
        span=span,
        cover=cover,
        event=happened,
        strong=not happened,
        target=target,
    )


def _is_perfect(token: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_ == "aux" for c in token.children)


BELIEVING = frozenset("believe think reckon suspect".split())
"""Verbs of views of what others would do."""

_REPORTED_WISHES = frozenset("want ready willing prepared unwilling refuse seek demand oppose insist".split())


def _adjective(token: Token) -> Frame | None:
    if token.tag_ not in ("JJ", "VBN", "VBD", "RB", "JJR") and token.pos_ != "ADJ":
        return None
    for sense in lexicon.ADJECTIVES.get(token.lower_, []):
        content, given = complements(token, sense)
        if not given and token.dep_ == "acomp" and token.head.lemma_ in ("be", "remain", "seem"):
            content = [c for c in complements(token.head, sense)[0] if c.i > token.i]
            given = bool(content)
        if not given:
            continue
        if token.dep_ not in (
            "acomp",
            "attr",
            "oprd",
            "ROOT",
            "conj",
            "xcomp",
            "ccomp",
            "advcl",
            "acl",
            "relcl",
            "appos",
            "amod",
            "pobj",
            "dep",
            "parataxis",
        ):
            continue
        holder = subject(token) or _described(token)
        if holder is not None and holder.left_edge.i > 0 and holder.left_edge.nbor(-1).lower_ == "with":
            return None  # "with so many countries poised to act": scenery
        return _framed(token, sense, holder, content, "adjective")
    if token.lower_ == "welcome" and token.dep_ == "acomp" and modal(token.head) in ("would", "will"):
        thing = subject(token)
        if thing is None or thing.tag_ in ("NNP", "NNPS", "PRP"):
            return None
        frame = plain(token, Stance.OPPOSES if is_negated(token) else Stance.SUPPORTS, [thing], "welcome")
        frame.holder, frame.by_speaker, frame.cover = None, True, set()
        return frame
    if token.lower_ == "unacceptable" or (token.lower_ == "acceptable" and is_negated(token)):
        to = next(
            (
                p
                for c in [*token.children, *token.head.children]
                if c.dep_ == "prep" and c.lower_ in ("to", "for")
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
        thing = subject(token)
        frame = plain(token, Stance.OPPOSES, [thing] if thing is not None else [], "unacceptable")
        frame.holder, frame.by_speaker, frame.cover = to, to is None, set()
        return frame
    return None


def _described(token: Token) -> Token | None:
    if token.dep_ in ("amod", "acl", "appos") and token.head.pos_ in ("NOUN", "PROPN"):
        return token.head
    return None
