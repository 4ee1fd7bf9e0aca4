"""Frames: words of a sentence that put somebody in a stance to something."""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.bargaining import bargained
from modusvivendi.statements.rules.bargains import struck
from modusvivendi.statements.rules.consequences import own_act_only
from modusvivendi.statements.rules.constructions import special
from modusvivendi.statements.rules.coordination import likewise, parted
from modusvivendi.statements.rules.documents import documented
from modusvivendi.statements.rules.ellipses import ellipses, what_is_worse
from modusvivendi.statements.rules.fixed import fixed
from modusvivendi.statements.rules.frame import Frame, complements, plain
from modusvivendi.statements.rules.grammar import (
    agent,
    child,
    indices,
    is_main_after_all,
    is_negated,
    is_obliged,
    is_passive,
    lemma,
    modal,
    own_subject,
    subject,
)
from modusvivendi.statements.rules.idioms import idiom
from modusvivendi.statements.rules.judgements import judged
from modusvivendi.statements.rules.lexicon import Sense
from modusvivendi.statements.rules.modal_turns import is_exchange
from modusvivendi.statements.rules.nominal import nominal
from modusvivendi.statements.rules.retreats import retreat
from modusvivendi.statements.rules.said_of import said_of
from modusvivendi.statements.rules.senses import is_perfect, stance_of
from modusvivendi.statements.rules.verbless import verbless
from modusvivendi.statements.statement import Stance


def frames(sentence: Span, skip: set[int]) -> list[Frame]:
    """Find the frames of a sentence whose trigger is not among the tokens to skip (conditions, questions)."""
    found: list[Frame] = []
    covered: set[int] = set()
    order = sorted(sentence, key=lambda t: (_depth(t), t.i))
    skip = skip | what_is_worse(sentence)
    for token in order:
        if token.i in skip or token.i in covered or token.is_punct or token.is_space:
            continue
        for finder in (
            fixed,
            verbless,
            documented,
            retreat,
            idiom,
            bargained,
            said_of,
            judged,
            _verb,
            _adjective,
            nominal,
        ):
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
    found += struck(sentence, {f.trigger.i for f in found})
    found += ellipses(sentence, found) + likewise(sentence, found)
    found = [part for frame in found for part in parted(frame, sentence)]
    return sorted(found, key=lambda f: f.trigger.i)


def _depth(token: Token) -> int:
    return len(tuple(token.ancestors))


def _is_silence(frame: Frame) -> bool:
    """Tell whether it is only about saying or not saying something (*declined to comment*)."""
    heads = [c for c in frame.content if c.pos_ in ("VERB", "NOUN")]
    if not heads:
        return False
    if frame.stance in (Stance.DEMANDS, Stance.OPPOSES):
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


_WRITING = frozenset("write call phone telephone telegraph cable email appeal go come take turn".split())
_PUT_IN_WRITING = frozenset(
    "demand ask urge offer request protest propose insist reject refuse oppose seek".split()
)


def _is_embedded_infinitive(token: Token) -> bool:
    """Tell whether a verb is an infinitive that nobody is said to will (*easier for X to accept*)."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        return False
    if token.dep_ in ("advcl", "xcomp") and lemma(token.head) in _WRITING and lemma(token) in _PUT_IN_WRITING:
        return False  # "has written to the council to demand a vote"
    return not (
        token.dep_ == "xcomp"
        and lemma(token.head) in _RAISING
        and token.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ == "acomp" and c.i < token.i for c in token.head.children)
    )


def _is_to_be_said(token: Token) -> bool:
    """Tell whether a clause is what somebody has to say, which nobody has said."""
    saying = token.head
    if token.dep_ != "ccomp" or lemma(saying) not in (
        "say",
        "state",
        "announce",
        "declare",
        "confirm",
        "admit",
    ):
        return False
    while saying.dep_ == "conj":
        saying = saying.head
    return modal(saying) in ("must", "should", "shall") or saying.dep_ in ("acl", "relcl")


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
    if _is_to_be_said(token):
        return None  # "must state that it does not intend to bid"
    if (beyond := _more_than(token)) is not None:
        return beyond
    if is_obliged(token):
        return None  # "would have to drop its demand": nobody has dropped it
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
                or (sense.stance is Stance.CONSIDERS and token.nbor().lower_ in ("and", "but"))
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


_PURPOSE = frozenset("aim hope seek want intend mean wish".split())


def _is_purpose(token: Token) -> bool:
    """Tell whether a participle only says what for: *held talks, aiming to unify their approach*."""
    return (
        token.tag_ == "VBG"
        and token.dep_ in ("advcl", "acl")
        and lemma(token) in _PURPOSE
        and not any(c.dep_ in ("aux", "nsubj") for c in token.children)
    )


_ASKED_FOR = frozenset(
    "answer reply decision plan proposal offer apology payment concession commitment guarantee term "
    "treatment explanation compensation".split()
)


_ASKING = frozenset("ask demand request require seek press urge".split())


def _is_asked_for(verb: Token, content: list[Token]) -> bool:
    """Tell what one expects of others (*a plan by June*, *at least 5 per cent*) from what one foresees."""
    if any(c.dep_ == "prep" and c.i < verb.i and is_exchange(c) for c in verb.children):
        return True  # "in return it expects Norvane to pay"
    if len(content) != 1:
        return False
    if content[0].dep_ == "xcomp" and own_subject(content[0]) is None:
        return lemma(content[0]) in _ASKING
    least = [t.lower_ for t in content[0].subtree if t.i < content[0].i or t.head is content[0]]
    bound = least[:2] == ["at", "least"]
    return content[0].dep_ == "dobj" and (lemma(content[0]) in _ASKED_FOR or bound)


def _framed(
    token: Token, sense: Sense, holder: Token | None, content: list[Token], rule: str
) -> Frame | None:
    stance = stance_of(token, sense, content)
    if stance is None or _is_hardly_anybody(holder):
        return None
    if lemma(token) == "propose" and own_act_only(content) and stance is Stance.DEMANDS:
        stance = Stance.OFFERS  # "proposed to keep the old rosters"
    if lemma(token) == "expect" and stance is Stance.ASSESSES and _is_asked_for(token, content):
        stance = Stance.DEMANDS
    expected = token.dep_ == "xcomp" and lemma(token.head) == "expect" and is_passive(token.head)
    if expected and stance is Stance.CONSIDERS:
        return None  # "is expected to look at the deal"
    span = set().union(*(indices(c) for c in content)) if content else set()
    cover = {i for i in span if not _is_of_another(token.doc[i])}
    for clause in (r for c in content for r in c.children if r.dep_ == "relcl"):
        if _is_anothers_aside(clause):
            cover -= {t.i for t in clause.subtree}
    target = None
    if sense.stance is Stance.DEMANDS:
        target = next((c for c in content if c.dep_ == "dobj"), None)
        verbs = [c for c in content if c.pos_ in ("VERB", "AUX") and c.dep_ != "dobj"]
        if verbs and own_subject(verbs[0]) is not None:
            target = None if _is_done_to(verbs[0]) else own_subject(verbs[0])
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
    happened = sense.event and modal(token) is None and token.tag_ in ("VBD", "VBN") and not is_perfect(token)
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


def _is_done_to(verb: Token) -> bool:
    """Tell whether the subject of what is asked for is no doer: *wants the town evacuated*."""
    bare = (
        verb.tag_ in ("VBN", "VBD") and verb.dep_ == "ccomp" and verb.head.lemma_ in ("want", "need", "like")
    )
    return is_passive(verb) or (bare and not any(c.dep_ in ("aux", "mark", "dobj") for c in verb.children))


def _more_than(verb: Token) -> Frame | None:
    """Read *that is more than we can accept*."""
    doer = own_subject(verb)
    if doer is None or doer.left_edge.i < 2 or modal(verb) not in ("can", "could") or is_negated(verb):
        return None
    doc, at = verb.doc, doer.left_edge.i
    if (
        doc[at - 1].lower_ != "than"
        or doc[at - 2].lower_ not in ("more", "further")
        or lemma(verb) not in _BORNE
    ):
        return None
    above = next((a for a in verb.ancestors if a.lemma_ == "be"), None)
    thing = own_subject(above) if above is not None and not is_negated(above) else None
    if thing is None or doc[at - 3].lower_ == "no":
        return None
    frame = plain(verb, Stance.RULES_OUT, [thing], "more than")
    frame.holder = doer
    return frame


_BORNE = frozenset("accept bear take pay give offer stomach swallow afford tolerate support go".split())


def _of_himself(holder: Token | None) -> Token | None:
    """Give who *declared himself ready*."""
    if holder is None or not holder.lower_.endswith(("self", "selves")):
        return holder
    above = holder.head if holder.dep_ == "dobj" else holder.head.head
    return subject(above) or holder


def _is_anothers_aside(clause: Token) -> bool:
    """Recognise *…, which the council promised to look into*: what somebody else does about it."""
    doer = own_subject(clause)
    set_off = clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text == ","
    return set_off and doer is not None and doer.tag_ not in ("WDT", "WP", "PRP")


def _is_hardly_anybody(holder: Token | None) -> bool:
    """Recognise *few experts believe*, which says that they do not."""
    if holder is None:
        return False
    if holder.lower_ == "few":
        return True
    if holder.lower_ in ("everyone", "everybody", "all") and any(c.dep_ == "neg" for c in holder.children):
        return True  # "not everyone in the guild agrees"
    words = {c.lower_ for c in holder.children if c.i < holder.i}
    return "few" in words and "a" not in words


def _is_of_another(noun: Token) -> bool:
    """Tell whether a noun names the position of another party (*welcomed Iran's readiness to*)."""
    whose = child(noun, "poss") if lemma(noun) in _POSITIONS else None
    return whose is not None and whose.tag_ != "PRP$"


_POSITIONS = frozenset(
    "readiness willingness preparedness refusal threat pledge commitment promise vow".split()
)


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
        if not given and "bare" in sense.takes and token.dep_ == "acomp" and _ends_clause(token):
            content, given = [token], True
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
        if token.dep_ in ("ccomp", "oprd", "xcomp") and token.head.lemma_ in ("make", "keep", "get"):
            return None  # "to make the battalions ready to deploy": nobody's wish
        glad = token.lower_ in ("delighted", "pleased", "happy", "glad")
        if glad and content and any(c.dep_ == "auxpass" for c in content[-1].children):
            return None  # "delighted to be talked about"
        if is_obliged(token) or is_obliged(token.head):
            return None  # "has yet to be convinced"
        holder = _of_himself(subject(token) or _described(token))
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
        toward = [c for c in (*token.head.children, *token.children) if c.dep_ == "prep"]
        toward.sort(key=lambda c: c.i > token.i)
        to = next(
            (p for c in toward if c.lower_ in ("to", "for") for p in c.children if p.dep_ == "pobj"), None
        )
        thing = subject(token)
        if thing is not None and thing.lower_ == "it":  # "for Norvane it is unacceptable to sign"
            later = [
                c for c in (*token.head.children, *token.children) if c.i > token.i and c.lower_ != "for"
            ]
            act = next((c for c in later if c.dep_ in ("xcomp", "ccomp", "advcl", "csubj", "prep")), None)
            inside = child(act, "pobj") if act is not None and act.dep_ == "prep" else act
            thing = inside if inside is not None and inside is not to else thing
        frame = plain(token, Stance.OPPOSES, [thing] if thing is not None else [], "unacceptable")
        frame.holder, frame.by_speaker, frame.cover = to, to is None, set()
        return frame
    return None


def _ends_clause(token: Token) -> bool:
    """Tell whether nothing follows a word in its clause but the *to* of what was said before."""
    after = token.i + 1
    if after < token.sent.end and token.doc[after].lower_ == "to":
        after += 1
    return after >= token.sent.end or token.doc[after].is_punct


def _described(token: Token) -> Token | None:
    if token.dep_ in ("amod", "acl", "appos") and token.head.pos_ in ("NOUN", "PROPN"):
        return token.head
    return None
