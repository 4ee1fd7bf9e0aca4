"""What *do so*, *such a step*, *the idea* or *it* stands for among the proposals and things spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from modusvivendi.english import gerund
from modusvivendi.statements.actors.nouns import is_agentive, words
from modusvivendi.statements.rules.conditions import Condition
from modusvivendi.statements.rules.grammar import in_quotes, lemma, own_subject
from modusvivendi.statements.rules.wording import text_of, tidy
from modusvivendi.statements.statement import Stance

_BARE = re.compile(
    r"(?:(?:do|does|doing|done|did) (?:so|that|this|it|either|likewise|the same)|so|this|that|it|them|these|"
    r"those|which|one|either|neither|any|nothing (?:less|more|else|of the (?:kind|sort))|the same)",
    re.IGNORECASE,
)
_STEPS = "step move action thing course measure role part"
_PROPOSED = (
    "idea plan proposal suggestion offer scheme initiative compromise formula arrangement demand request "
    "call notion prospect option package concept pledge promise commitment concession"
)
_OFFERED = ("offer", "pledge", "promise", "commitment", "concession")
_POINTING = re.compile(
    r"(?:(?:any |no |all )?(?:such an?|such|this|that|these|those|the same) (?P<noun>"
    + "|".join((_STEPS + " " + _PROPOSED).split())
    + r")s?|the (?P<known>idea|plan|proposal|suggestion|step|move|offer|demand|request|notion|scheme))"
    r"(?: (?:altogether|outright|entirely|at all|as such))?",
    re.IGNORECASE,
)
_GROUPS = tuple(
    words(row)
    for row in (
        "talk dialogue discussion negotiation consultation conversation meeting",
        "deal agreement accord treaty pact",
        "mission force deployment operation",
        "mandate",
        "guarantee assurance",
        "ceasefire truce",
    )
)
_THINGS = words(
    "agreement deal treaty pact accord arrangement corridor procedure mission truce ceasefire plan proposal "
    "offer tax tariff ban blockade embargo project dam pipeline plant contract bid merger levy scheme bill "
    "law mandate fund quota draft text document protocol memorandum package strike walkout sanction "
    "programme program road border motorway railway bridge tunnel bypass runway airport terminal reservoir "
    "freeze pause pullback handover"
)
"""Things that *it* may stand for where a position is about them."""

_ACTS = frozenset(
    {Stance.OFFERS, Stance.SUPPORTS, Stance.CONSIDERS, Stance.DEMANDS, Stance.RULES_OUT, Stance.OPPOSES}
)
_OWN = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT})
_REACH = 3
_MERE = frozenset({"that", "this", "it", "them", "these", "those"})
"""How many sentences back something can be pointed at."""


@dataclass(frozen=True)
class Said:
    """A proposal as it was worded in sentence ``number``."""

    number: int
    actor: str
    stance: Stance
    text: str
    verbal: bool = False
    """Whether its words begin with what somebody would do."""


@dataclass
class Memory:
    """The proposals, conditions and things that a report has spoken of so far."""

    said: list[Said] = field(default_factory=list)
    supposed: tuple[int, str] | None = None
    sentences: list[Span] = field(default_factory=list)

    def note(self, number: int, actor: str, stance: Stance, text: str, *, verbal: bool = False) -> None:
        """Keep a proposal."""
        self.said.append(Said(number, actor, stance, text, verbal))
        del self.said[:-40]

    def suppose(self, number: int, condition: Condition, sentence: Span) -> None:
        """Keep what a judgement supposes, which *such a step* after it means."""
        doc = sentence.doc
        verb = next(
            (
                t
                for t in doc[condition.start : condition.end]
                if t.pos_ in ("VERB", "AUX")
                and (doer := own_subject(t)) is not None
                and condition.start <= doer.i < t.i
            ),
            None,
        )
        if verb is None:
            return
        doer = own_subject(verb)
        assert doer is not None
        inside = range(condition.start, condition.end)
        rest = list(doc[verb.i + 1 : condition.end])
        who = text_of([t for t in doer.subtree if t.i in inside])
        self.supposed = (number, tidy(f"{who} {gerund(verb.lemma_)} {text_of(rest)}"))

    # ---------------------------------------------------------------- whole proposals
    def points_back(self, text: str) -> bool:
        """Tell whether a phrase says nothing without what was said before (*it*, *do so*, *the idea*)."""
        return not text or bool(_BARE.fullmatch(text) or _POINTING.fullmatch(text))

    def whole(self, text: str, number: int, actor: str, stance: Stance) -> str | None:
        """Give the proposal that a phrase like *do so*, *such a step* or *the idea* stands for."""
        if not self.points_back(text):
            return None
        pointing = _POINTING.fullmatch(text)
        noun = (pointing["noun"] or pointing["known"]).lower() if pointing else ""
        step = noun in _STEPS.split()
        if step and self.supposed is not None and number - self.supposed[0] == 1:
            return self.supposed[1]
        reach = 2 if pointing is not None and pointing["known"] else _REACH
        if text.lower() in _MERE:
            reach = 1  # of what a mere *that* was taken for over two sentences, three in four were wrong
        near = [s for s in self.said if number - s.number <= reach and s.stance in _ACTS]
        if pointing is not None:  # nobody calls its own wish of the same sentence "the plan"
            near = [s for s in near if (s.number, s.actor) != (number, actor)]
        if pointing is not None:
            wanted = [s for s in near if s.stance not in (Stance.RULES_OUT, Stance.OPPOSES)]
            if noun in _OFFERED:
                wanted = [s for s in wanted if s.stance is Stance.OFFERS]
            elif noun in ("demand", "request", "call"):
                wanted = [s for s in wanted if s.stance is Stance.DEMANDS]
            near = wanted or ([] if pointing["known"] else near)  # an idea is what somebody wants
        same = [s for s in near if s.actor == actor and s.number == max(x.number for x in near)]
        for candidate in [*reversed(same), *reversed(near)]:
            act = candidate.text.split(" ")[0] in _PLAIN_VERBS
            if self.points_back(candidate.text) or (act and text.lower() in ("those", "these", "them")):
                continue
            if noun and stance in _OWN and candidate.actor != actor and candidate.stance is Stance.OFFERS:
                accepted = f"the {'offer' if step else noun} to {candidate.text}"
                verbal = candidate.verbal or candidate.text.split(" ")[0] in _PLAIN_VERBS
                return f"accept {accepted if verbal else candidate.text}"
            return _bent(_given(candidate), stance)
        return None

    def claimed(self, number: int, actor: str) -> str | None:
        """Give what was last reported of a party, which its denial of *such a plan* answers."""
        for said in reversed(self.said):
            again = said.stance is not Stance.DENIES or number - said.number == 1
            if said.actor == actor and number - said.number <= _REACH and again:
                return said.text
        return None

    def said_of(self, number: int, actor: str) -> bool:
        """Tell whether a sentence has reported an act of a party that is no denial or view."""
        return any(s.number == number and s.actor == actor and s.stance in _ACTS for s in self.said)

    def others(self, number: int, actor: str) -> str | None:
        """Give what another party last offered or asked for, which somebody *is not interested* in.

        Of what it asks for and offers in one sentence, it is what it asks for that is agreed to.
        """
        wanted = (Stance.OFFERS, Stance.DEMANDS, Stance.SUPPORTS)
        near = [s for s in self.said if s.stance in wanted and number - s.number <= _REACH]
        last = next((s for s in reversed(near) if s.actor != actor), None)
        if last is None:
            return None
        asked = [
            s for s in near if (s.actor, s.number, s.stance) == (last.actor, last.number, Stance.DEMANDS)
        ]
        return _given((asked or [last])[-1])

    # ---------------------------------------------------------------- things
    def heard(self, sentence: Span) -> None:
        """Keep a sentence, whose nouns later ones may point at."""
        self.sentences.append(sentence)
        del self.sentences[:-_REACH]

    def noun(self, head: Token) -> str | None:
        """Give the fuller phrase that *this dialogue* or *such a mandate* repeats."""
        pointed = any(c.lower_ in ("this", "these", "such", "those") and c.i < head.i for c in head.children)
        more = [c for c in head.children if c.i > head.i and c.dep_ in ("relcl", "acl", "prep")]
        if not pointed or any(c.lower_ not in ("since", "during") for c in more):
            return None
        word = lemma(head)
        kin = next((g for g in _GROUPS if word in g), frozenset({word}))
        for sentence in reversed(self.sentences):
            for t in sentence:
                if t.pos_ == "NOUN" and lemma(t) in kin and t.i < head.i and not _points(t):
                    return _noun_phrase(t)
        return None

    def them(self, pronoun: Token) -> str | None:
        """Give the one plural thing before *them* in its sentence; None where there are more, or people."""
        found = [
            t
            for t in pronoun.sent
            if t.i < pronoun.i
            and t.tag_ in ("NNS", "NNPS")
            and t.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass")
            and t.lower_ != "words"
        ]
        if len({lemma(t) for t in found}) != 1 or is_agentive(lemma(found[0])):
            return None
        return _noun_phrase(found[-1])

    def _asked(self) -> str | None:
        """Give what a question of two or three words has just put: *And mediation?*."""
        words_ = [t for t in self.sentences[-1] if not t.is_punct] if self.sentences else []
        if not 0 < len(words_) <= 4 or self.sentences[-1].text.rstrip()[-1:] != "?":
            return None
        named = [t for t in words_ if t.pos_ == "NOUN"]
        rest = ("and", "what", "about", "the", "a", "so", "then", "no", "any", "q", ":")
        plain = all(t in named or t.lower_ in rest for t in words_)
        return text_of([t for t in words_ if t in named]) if named and plain else None

    def it(self, pronoun: Token) -> str | None:
        """Give the one thing that *it* can stand for; None where there is none or more than one."""
        before = [t for t in pronoun.sent if t.i < pronoun.i]
        if asked := self._asked():
            return asked
        found = _things(before) or (_things(self.sentences[-1]) if self.sentences else [])
        if len({lemma(t) for t in found}) != 1:
            return None
        token = found[-1]
        words_ = [
            c for c in token.children if c.i < token.i and c.dep_ in ("amod", "compound", "nmod", "poss")
        ]
        inner = text_of([*(x for c in words_ if c.dep_ != "poss" for x in c.subtree), token])
        return f"the {tidy(inner)}"


def _points(token: Token) -> bool:
    return any(c.lower_ in ("this", "these", "such", "those", "that") for c in token.children)


def _things(tokens: Span | list[Token]) -> list[Token]:
    return [
        t
        for t in tokens
        if t.tag_ == "NN"
        and lemma(t) in _THINGS
        and t.dep_ not in ("compound", "nmod", "amod")
        and not any(c.lower_ in ("no", "any") for c in t.children)
    ]


def _noun_phrase(token: Token) -> str:
    gone = {
        x.i
        for c in token.subtree
        if c.dep_ in ("relcl", "acl", "appos", "advcl", "cc", "conj") and c.i > token.i
        for x in c.subtree
    }
    kept = [t for t in token.subtree if t.i not in gone]
    edge = next((t.i for t in kept if t.i > token.i and t.is_punct and not in_quotes(t)), None)
    return tidy(text_of([t for t in kept if edge is None or t.i < edge]))


def _bent(text: str, stance: Stance) -> str:
    """Put an act verb first into the form a view of somebody else's act takes: *send* becomes *sending*."""
    verb, _, rest = text.partition(" ")
    plain = rest and verb in _PLAIN_VERBS and stance in (Stance.SUPPORTS, Stance.OPPOSES)
    return f"{gerund(verb)} {rest}" if plain else text


_PLAIN_VERBS = words(
    "send deploy put sign open close provide give take join withdraw halt stop lift accept release free "
    "raise cut reduce extend pay build host allow let share return keep resume restore impose freeze hold "
    "reopen begin start end ease loosen drop waive recognise recognize ratify fund finance fly ship swap "
    "exchange evacuate disarm relocate merge grant suspend postpone pause lower double scrap shelve train "
    "arm monitor patrol lead support talk negotiate meet discuss admit station contribute supply deliver "
    "move transfer guarantee hand sell buy place participate serve"
)


def _given(said: Said) -> str:
    """Word a proposal once more: of *both sides to accept a freeze* the freeze is what is talked about."""
    found = re.match(r"^.{2,60}? to (?:accept|agree to|consider|approve) (?P<rest>.+)$", said.text)
    return found["rest"] if found and said.stance is Stance.DEMANDS else said.text
