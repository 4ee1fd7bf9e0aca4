"""Frames: words of a sentence that put somebody in a stance to something."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.grammar import (
    agent,
    apart,
    child,
    indices,
    is_negated,
    is_passive,
    lemma,
    modal,
    noun_holder,
    own_subject,
    subject,
)
from modusvivendi.statements.rules.lexicon import Sense
from modusvivendi.statements.statement import Stance


@dataclass
class Frame:
    """A stance found in a sentence.

    Attributes
    ----------
    trigger
        The word that states it.
    stance
        What it states, negation taken in.
    holder
        Head of the phrase naming whose stance it is; None where only the speaker can be.
    content
        What it is about: heads of the phrases; positions of their tokens in ``span``.
    rule
        Which entry or construction found it.
    strong
        Whether the words alone make it a position, whatever the matter.
    cover
        Tokens within which no further frame is looked for.
    """

    trigger: Token
    stance: Stance
    holder: Token | None
    content: list[Token]
    rule: str
    strong: bool = True
    by_speaker: bool = False
    span: set[int] = field(default_factory=set)
    cover: set[int] = field(default_factory=set)
    event: bool = False
    target: Token | None = None


def frames(sentence: Span, skip: set[int]) -> list[Frame]:
    """Find the frames of a sentence whose trigger is not among the tokens to skip (conditions, questions)."""
    found: list[Frame] = []
    covered: set[int] = set()
    order = sorted(sentence, key=lambda t: (_depth(t), t.i))
    for token in order:
        if token.i in skip or token.i in covered or token.is_punct or token.is_space:
            continue
        for finder in (_fixed, _verb, _adjective, _noun):
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
    return sorted(found, key=lambda f: f.trigger.i)


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _is_silence(frame: Frame) -> bool:
    """Tell whether it is only about saying or not saying something (*declined to comment*)."""
    heads = [c for c in frame.content if c.pos_ in ("VERB", "NOUN")]
    if not heads:
        return False
    if frame.stance is Stance.DEMANDS:
        return any(lemma(h) in ("identify", "name", "quote") for h in heads)
    if frame.stance not in (Stance.RULES_OUT, Stance.OFFERS, Stance.OPPOSES):
        return False
    return lexicon.is_silence(lemma(heads[0]), {t.lower_ for t in heads[0].subtree})


def _complements(token: Token, sense: Sense) -> tuple[list[Token], bool]:
    """Give the heads of what the word takes, and whether it takes anything it allows."""
    found: list[Token] = []
    for c in token.children:
        if c.i < token.i and (c.dep_ not in ("ccomp", "dobj") or apart(c, token)):
            continue
        if c.dep_ in ("xcomp", "ccomp", "advcl") or (c.dep_ == "acl" and token.pos_ == "NOUN"):
            marks = {m.lower_ for m in c.children if m.dep_ in ("mark", "aux")}
            infinitive = "to" in marks or c.tag_ == "VBG"
            if c.dep_ == "advcl" and not ("to" in marks or "for" in marks or _follows_at_once(token, c)):
                continue
            if "whether" in marks or ("if" in marks and c.dep_ == "ccomp"):
                if "w" in sense.takes:
                    found.append(c)
            elif "for" in marks and "for" in sense.takes:
                found.append(c)
            elif own_subject(c) is not None and c.dep_ == "ccomp":
                if "c" in sense.takes or ("o" in sense.takes and infinitive):
                    found.append(c)
            elif c.dep_ == "xcomp" and ({"x", "o", "c"} & sense.takes):
                found.append(c)
            elif infinitive and ({"x", "o"} & sense.takes):
                found.append(c)
            elif c.dep_ == "ccomp" and "c" in sense.takes:
                found.append(c)
        elif c.dep_ in ("relcl",) and token.pos_ == "NOUN" and "c" in sense.takes:
            found.append(c)
        elif c.dep_ in ("dobj", "nsubjpass") and ({"d"} & sense.takes):
            found.append(c)
        elif c.dep_ == "dobj" and "o" in sense.takes:
            found.append(c)
        elif c.dep_ == "prep" and c.lower_ in sense.takes:
            found += [
                p for p in c.children if p.dep_ in ("pobj", "pcomp") and p.ent_type_ not in ("DATE", "TIME")
            ]
        elif c.dep_ in ("dative",) and c.lower_ in sense.takes:
            found += [p for p in c.children if p.dep_ == "pobj"]
    return found, bool(found)


def _follows_at_once(token: Token, complement: Token) -> bool:
    """Tell whether a participle is the verb's object, misparsed (*ruled out sending*)."""
    return (
        complement.tag_ == "VBG"
        and token.i < complement.i <= token.i + 2
        and token.doc[complement.i - 1].text != ","
    )


_RAISING = frozenset(
    "continue begin start seem appear remain be have go need keep come happen tend say believe report think expect understand know rumour rumor".split()
)


def _is_embedded_infinitive(token: Token) -> bool:
    """Tell whether a verb is an infinitive that nobody is said to will (*easier for X to accept*, *to persuade*)."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        return False
    return not (
        token.dep_ == "xcomp" and lemma(token.head) in _RAISING and token.head.pos_ in ("VERB", "AUX")
    )


def _particle(token: Token, wanted: str) -> bool:
    return any(c.lower_ == wanted and c.dep_ in ("prt", "advmod", "prep", "dep") for c in token.children) or (
        token.i + 1 < len(token.doc) and token.nbor().lower_ == wanted
    )


def _verb(token: Token) -> Frame | None:
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN", "VBD", "VB", "VBZ", "VBP"):
        if not (token.dep_ in ("ROOT", "conj", "ccomp") and own_subject(token) is not None):
            return None
    if token.dep_ in ("amod", "compound", "pobj") or (token.dep_ == "acl" and token.tag_ == "VBN"):
        return None
    if _is_embedded_infinitive(token):
        return None
    special = _special(token)
    if special is not None:
        return special
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
            content, given = _complements(token, sense)
        if not given and is_passive(token) and own_subject(token) is not None:
            by = agent(token)
            if by is not None and sense.takes & {"d", "c", "o"}:
                return _framed(
                    token,
                    sense,
                    by,
                    [own_subject(token)] if own_subject(token) is not None else [],
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
    found, given = _complements(token, sense)
    if given:
        return found, True
    for c in token.children:
        if c.lower_ == sense.particle:
            inner, given = _complements(c, sense)
            if given:
                return inner, True
    return [], False


def _stance_of(token: Token, sense: Sense, content: list[Token]) -> Stance | None:  # noqa: PLR0912
    """Settle the stance from negation, modals and what it is about."""
    negated = is_negated(token)
    helper = modal(token)
    word = lemma(token)
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
    if word in ("reject", "dismiss") and not negated:
        if objects & lexicon.ALLEGATIONS:
            stance = Stance.DENIES
        elif objects & lexicon.NEEDS_OWN_YES:
            stance = Stance.RULES_OUT
    if (
        word == "want"
        and not negated
        and content
        and content[0].dep_ == "xcomp"
        and own_subject(content[0]) is None
    ):
        if content[0].tag_ == "VB" and child(token, "dobj") is None:
            verb = content[0].lemma_.lower()
            stance = Stance.DEMANDS if verb in ("see", "have", "know", "hear") else Stance.OFFERS
    if word == "want" and negated and stance is Stance.OPPOSES and content and content[0].dep_ == "xcomp":
        if own_subject(content[0]) is None and child(token, "dobj") is None:
            stance = Stance.RULES_OUT
    if word in ("allow", "permit", "let") and not negated and helper is None:
        return None
    if word == "accept" and negated and content and content[0].pos_ in ("PROPN",):
        stance = Stance.OPPOSES
    if word == "insist" and content and content[0].pos_ in ("VERB", "AUX"):
        stance = _insists(content[0], stance)
    if (
        word == "warn"
        and content
        and content[0].pos_ in ("VERB", "AUX")
        and _own_consequence(token, content[0])
    ):
        stance = Stance.WARNS
    if (
        word in ("pledge", "vow", "promise", "swear")
        and content
        and content[0].lemma_.lower() in lexicon.ADVERSE
    ):
        stance = Stance.WARNS
    if word == "decline" and "invitation" not in objects and not content:
        return None
    if stance is Stance.OFFERS and any(t.lower_ == "nothing" for c in content for t in (c, *c.children)):
        stance = Stance.DEMANDS
    if helper in ("might", "may", "could") and stance in (Stance.OFFERS, Stance.SUPPORTS):
        stance = Stance.CONSIDERS
    if helper in ("must", "should") and stance not in (Stance.ASSESSES,):
        return None if stance is Stance.CONSIDERS else Stance.DEMANDS
    return stance


def _insists(verb: Token, default: Stance | None) -> Stance | None:
    """*Insists that it must* demands; *insists that no soldier may* opposes; *insists it is peaceful* denies."""
    helper = modal(verb)
    negated = is_negated(verb)
    if helper in ("must", "should", "shall") or (helper is None and verb.tag_ == "VB"):
        return Stance.OPPOSES if negated else Stance.DEMANDS
    if helper in ("may", "can", "might") and negated:
        return Stance.OPPOSES
    if helper in ("will", "would"):
        return Stance.RULES_OUT if negated else Stance.OFFERS
    if verb.lemma_ in ("need", "have") and any(c.dep_ == "xcomp" for c in verb.children):
        return Stance.DEMANDS
    return Stance.DENIES if negated or verb.lemma_ == "be" else default


def _own_consequence(cue: Token, verb: Token) -> bool:
    """Tell whether what is warned of is something the speaker would bring about itself."""
    doer = own_subject(verb)
    if doer is None or modal(verb) not in ("will", "would", "could", "might", "may"):
        return False
    if verb.lemma_.lower() in ("treat", "regard", "consider", "view", "target") and is_passive(verb):
        return True
    return doer.lower_ in ("it", "they", "he", "she", "we") and verb.lemma_.lower() in lexicon.ADVERSE


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
    if stance is Stance.ASSESSES:
        cover = {i for i in span if token.doc[i].lemma_.lower() not in _REPORTED_WISHES}
    happened = (
        sense.event and modal(token) is None and token.tag_ in ("VBD", "VBN") and not _is_perfect(token)
    )
    return Frame(
        trigger=token,
        stance=stance,
        holder=holder,
        content=content,
        rule=f"{rule}:{token.lemma_.lower()}",
        span=span,
        cover=cover,
        event=happened,
        strong=not happened,
        target=target,
    )


def _is_perfect(token: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_ == "aux" for c in token.children)


_REPORTED_WISHES = frozenset("want ready willing prepared unwilling refuse seek demand oppose insist".split())


def _special(token: Token) -> Frame | None:  # noqa: PLR0912 - one case a construction
    word = lemma(token)
    thing = child(token, "dobj")
    negated = is_negated(token)
    if (
        word in lexicon.DROPPING
        and thing is not None
        and thing.lemma_ in lexicon.DROPPED
        and not is_passive(token)
    ):
        return _plain(token, Stance.OFFERS, [thing], "drops")
    if (
        word in lexicon.RAISING
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
        return _plain(
            token,
            stance,
            [thing],
            "raises",
            extra=[c for c in token.children if c.dep_ == "prep" and c.lower_ in ("to", "from")],
        )
    if word == "dismiss" and thing is not None:
        stance = (
            Stance.DENIES
            if thing.lemma_.lower() in lexicon.ALLEGATIONS
            or any(t.lemma_ in lexicon.UNTRUE for t in token.subtree)
            else Stance.OPPOSES
        )
        return _plain(token, stance, [thing], "dismisses")
    if (
        word in ("float", "table", "present", "unveil", "suggest", "advance", "circulate")
        and thing is not None
        and not is_passive(token)
    ):
        if lemma(thing) in (
            "compromise",
            "proposal",
            "plan",
            "idea",
            "draft",
            "formula",
            "package",
            "swap",
            "deal",
            "option",
        ):
            return _plain(token, Stance.DEMANDS, [thing], "floats")
    if (
        word in ("call", "describe", "brand", "reject", "denounce")
        and thing is not None
        and lemma(thing) in lexicon.PROPOSALS
    ):
        if any(t.lower_ in lexicon.SCORN for t in token.subtree):
            return _plain(token, Stance.OPPOSES, [thing], "scorns")
    if word in ("call", "describe", "label", "brand", "denounce") and any(
        t.lemma_.lower() in lexicon.UNTRUE for t in token.subtree if t.i > token.i
    ):
        return _plain(token, Stance.DENIES, [thing] if thing is not None else [], "calls untrue")
    if (
        word in ("describe", "present", "portray", "declare")
        and thing is not None
        and (thing.lower_.endswith("self") or thing.lower_.endswith("selves"))
    ):
        for t in token.subtree:
            if t is token:
                continue
            for sense in lexicon.ADJECTIVES.get(t.lemma_.lower(), []):
                content, given = _complements(t, sense)
                if given:
                    return _plain(token, sense.stance, content, "describes itself")
    if (
        word in ("make", "leave")
        and thing is not None
        and any(t.lower_ in ("dependent", "conditional", "contingent", "subject") for t in token.subtree)
    ):
        return _plain(token, Stance.OFFERS, [thing], "makes dependent")
    if (
        word == "make"
        and any(c.lower_ in ("up",) for c in token.children)
        and thing is not None
        and thing.lower_ in ("mind", "minds")
        and negated
    ):
        content = [p for c in [*thing.children, *token.children] if c.dep_ == "prep" for p in c.children]
        return _plain(token, Stance.CONSIDERS, content, "undecided")
    if (
        word == "decide"
        and negated
        and (child(token, "ccomp", "xcomp") is not None or child(token, "prep") is not None)
    ):
        return _plain(
            token,
            Stance.CONSIDERS,
            [c for c in token.children if c.dep_ in ("ccomp", "xcomp", "prep")],
            "undecided",
        )
    if word == "leave" and any(c.lower_ == "open" for c in token.children):
        return _plain(token, Stance.CONSIDERS, [thing] if thing is not None else [], "leaves open")
    if word == "stop" and any(c.lower_ == "short" for c in token.children):
        content = [t for t in token.subtree if t.dep_ in ("pcomp",)]
        return _plain(token, Stance.RULES_OUT, content, "stops short") if content else None
    if (
        word == "see"
        and thing is not None
        and thing.lemma_
        in ("chance", "prospect", "room", "hope", "risk", "danger", "point", "opening", "possibility")
    ):
        return _plain(token, Stance.ASSESSES, [thing], "sees chance")
    if word == "give" and thing is not None and _sets_deadline(thing):
        wanted = [
            c
            for c in [*token.children, *thing.children]
            if c.dep_ in ("acl", "xcomp", "relcl", "advcl") and c.i > thing.i
        ]
        whom = child(token, "dative")
        if wanted and whom is not None:
            return _plain(token, Stance.DEMANDS, wanted[:1], "gives until", target=whom)
    if word == "be":
        opening = _opening(token, negated)
        if opening is not None:
            return opening
    if (
        word in ("tell", "order")
        and thing is not None
        and child(token, "xcomp") is not None
        and not is_passive(token)
    ):
        comp = child(token, "xcomp")
        return _plain(token, Stance.DEMANDS, [comp] if comp is not None else [], "tells to", target=thing)
    if word in ("be", "stand", "come") and not is_passive(token):
        return _copula(token, negated)
    return None


def _sets_deadline(thing: Token) -> bool:
    return lemma(thing) in ("ultimatum", "deadline") or thing.ent_type_ in ("DATE", "TIME")


def _opening(token: Token, negated: bool) -> Frame | None:
    """*The door to talks is not closed*, *the option remains open*: something one has not excluded."""
    thing, state = own_subject(token), child(token, "acomp")
    if thing is None or state is None or lemma(thing) not in lexicon.OPENINGS:
        return None
    shut = state.lower_ in ("closed", "shut")
    if not ((shut and negated) or (state.lower_ in ("open", "ajar") and not negated)):
        return None
    about = [p for c in thing.children if c.dep_ == "prep" for p in c.children] or [thing]
    frame = _plain(token, Stance.CONSIDERS, about, "door open")
    frame.holder, frame.by_speaker = None, True
    return frame


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
                and (c.lower_ != "for" or token.lemma_ != "be")
                and content[0].ent_type_ not in ("DATE", "TIME")
            ):
                against = c.lower_ == "against"
                stance = Stance.OPPOSES if against != negated else Stance.SUPPORTS
                return _plain(token, stance, content, f"is {c.lower_}")
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
                return _plain(token, Stance.OPPOSES if negated else Stance.SUPPORTS, content, "in favour of")
    return None


def _plain(
    token: Token,
    stance: Stance,
    content: list[Token],
    rule: str,
    extra: list[Token] | None = None,
    target: Token | None = None,
) -> Frame:
    heads = [*content, *(extra or [])]
    span = set().union(*(indices(c) for c in heads)) if heads else set()
    return Frame(
        trigger=token,
        stance=stance,
        holder=subject(token),
        content=heads,
        rule=rule,
        span=span,
        cover=set(span),
        target=target,
    )


def _adjective(token: Token) -> Frame | None:
    if token.tag_ not in ("JJ", "VBN", "VBD", "RB", "JJR") and token.pos_ != "ADJ":
        return None
    for sense in lexicon.ADJECTIVES.get(token.lower_, []):
        content, given = _complements(token, sense)
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
        return _framed(token, sense, subject(token) or _described(token), content, "adjective")
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
        frame = _plain(token, Stance.OPPOSES, [thing] if thing is not None else [], "unacceptable")
        frame.holder, frame.by_speaker, frame.cover = to, to is None, set()
        return frame
    return None


def _described(token: Token) -> Token | None:
    if token.dep_ in ("amod", "acl", "appos") and token.head.pos_ in ("NOUN", "PROPN"):
        return token.head
    return None


def _noun(token: Token) -> Frame | None:
    if token.pos_ != "NOUN" or (token.dep_ in ("ROOT",) and own_subject(token) is not None):
        return None
    for sense in lexicon.NOUNS.get(token.lemma_.lower(), []):
        content, given = _complements(token, sense)
        verb = token.head
        light = token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in lexicon.LIGHT
        if not given and light:  # "showed some interest in", attached to the verb
            content, given = _complements(verb, sense)
        if not given and lemma(verb) == "share" and sense.stance is Stance.ASSESSES and token.dep_ == "dobj":
            content, given = [token], True
        if not given:
            continue
        none = any(c.lower_ == "no" for c in token.children)
        if token.lemma_.lower() in ("danger", "risk", "possibility", "likelihood", "prospect"):
            if verb.lemma_ != "be" or child(verb, "expl") is None or none:
                continue
            frame = _plain(token, sense.stance, content, f"noun:{token.lemma_.lower()}")
            frame.holder, frame.by_speaker = None, True
            return frame
        if token.lemma_ == "plan" and not none:
            continue
        if token.lemma_ in ("need",) and not (
            light
            and verb.lemma_.lower()
            in (
                "stress",
                "emphasise",
                "emphasize",
                "underline",
                "underscore",
                "reiterate",
                "repeat",
                "affirm",
                "reaffirm",
                "raise",
            )
        ):
            continue
        if light:
            holder = subject(verb)
        else:
            holder = noun_holder(token) if child(token, "poss") is not None else None
            if (
                token.lemma_.lower() in ("belief", "expectation", "fear", "hope")
                and holder is None
                and token.dep_ in ("nsubj", "attr")
            ):
                frame = _plain(token, sense.stance, content, f"noun:{token.lemma_.lower()}")
                frame.holder, frame.by_speaker = None, True
                return frame
            if holder is None or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
                continue
            if token.dep_ == "pobj" and token.head.lower_ not in ("of", "despite"):
                continue
            if token.lemma_.lower() in ("offer", "support", "interest", "plan", "demand", "call", "request"):
                continue
        negated = none or (light and is_negated(verb))
        stance = sense.negated if negated else sense.stance
        if stance is None:
            continue
        if token.lemma_ == "plan" and verb.lemma_ not in ("have", "be"):
            continue
        span = set().union(*(indices(c) for c in content))
        return Frame(
            trigger=token,
            stance=stance,
            holder=holder,
            content=content,
            rule=f"noun:{token.lemma_.lower()}",
            span=span,
            cover=set(span),
        )
    return None


def _fixed(token: Token) -> Frame | None:
    """*Not on the table*, *out of the question*, *a red line*, *no such offer*."""
    doc = token.doc
    lower = token.lower_
    if lower == "table" and doc[token.i - 1].lower_ == "the" and doc[token.i - 2].lower_ in ("on", "off"):
        verb = doc[token.i - 2].head
        negated = is_negated(verb) or doc[token.i - 2].lower_ == "off"
        thing = own_subject(verb) if verb.lemma_ in ("be", "remain") else None
        if thing is not None:
            frame = _plain(token, Stance.RULES_OUT if negated else Stance.CONSIDERS, [thing], "on the table")
            frame.holder, frame.by_speaker = None, True
            return frame
    if lower == "question" and doc[max(0, token.i - 3) : token.i].text.lower() == "out of the":
        verb = doc[token.i - 3].head
        thing = own_subject(verb)
        frame = _plain(token, Stance.RULES_OUT, [thing] if thing is not None else [], "out of the question")
        frame.holder, frame.by_speaker = None, True
        return frame
    if lower == "line" and doc[token.i - 1].lower_ == "red":
        thing = own_subject(token.head) if token.dep_ == "attr" else None
        if thing is not None:
            frame = _plain(token, Stance.RULES_OUT, [thing], "red line")
            frame.holder, frame.by_speaker = None, True
            return frame
    return None
