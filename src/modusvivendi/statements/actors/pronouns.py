"""Whom pronouns stand for: who speaks, who was last spoken of, and who goes by *she* or *he*."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.census import gender_of
from modusvivendi.statements.actors.common import CommonNouns
from modusvivendi.statements.actors.first_names import Gender, first_names
from modusvivendi.statements.actors.gazetteer import NameKind
from modusvivendi.statements.actors.names import is_name_word
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.quoted import in_quotes
from modusvivendi.statements.statement import SourceKind

_OFFICE_GENDER = {
    **dict.fromkeys(("spokeswoman", "chairwoman", "congresswoman", "queen", "princess"), Gender.SHE),
    **dict.fromkeys(
        ("spokesman", "chairman", "congressman", "king", "prince", "emir", "sultan", "pope"), Gender.HE
    ),
}


_OF_PLACES = frozenset(
    "Lower Upper Inner Outer North South East West Northern Southern Eastern Western New Old Great Greater "
    "Little Saint St Port Lake Mount Fort Cape Isle Point".split()
)
"""What names of places begin with that the recogniser takes for people's."""
_LETTING = frozenset({"let", "make", "have", "help", "see", "watch"})
"""Verbs with a doer of another act as their object (*let the crew go*)."""

_ANYBODY = nouns.words("people person source participant insider")
"""Unnamed people who may tell of others than their own side."""

_OURS_TOO = nouns.words(
    "committee team executive union board council branch negotiator representative officer"
)
"""Who, with *your*, is the side of those whom a body's own news is for."""


def _is_papers(name: str) -> bool:
    """Tell whether a name is a newspaper's, which nobody has told of as one."""
    return " " in name and name.rpartition(" ")[2] in nouns.MEDIA_NAMES


def _is_to_do_it(subject: Token) -> bool:
    """Tell whether a subject is who is let or wanted to do something: *It wants Tarn evacuated*."""
    done = subject.head
    if done.dep_ != "ccomp":
        return False
    wanted = done.tag_ in ("VBN", "VBD") and done.head.lemma_ in ("want", "need", "like")
    return wanted or (done.tag_ == "VB" and done.head.lemma_ in _LETTING)


class Pronouns(CommonNouns):
    """Reference of pronouns; see `modusvivendi.statements.actors.cast.Cast`."""

    @abstractmethod
    def refer_all(self, token: Token, governors: Sequence[Who] = (), quoted: bool = False) -> list[Who]:
        """Resolve a noun phrase and whatever is coordinated with its head."""

    @abstractmethod
    def _named_person(self, token: Token) -> list[Who]:
        """Give the person a token names."""

    # ---------------------------------------------------------------- pronouns
    def pronoun(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        """Resolve a personal or possessive pronoun against who speaks and what was last spoken of."""
        lower = token.lower_
        speakers = [w for w in governors if w.kind is not SourceKind.MEDIUM]
        if lower in ("i", "me", "my", "we", "us", "our", "ours"):
            if speakers or quoted:
                return speakers[:1] or self.now.people[:1]
            return [self.voice] if self.voice is not None else []
        if lower == "your" and self.voice is not None and token.head.lemma_.lower() in _OURS_TOO:
            return [] if self.voice.is_person else [self.voice]  # of a union's own news
        here = [] if quoted else speakers
        if lower in ("he", "she", "him", "his", "her", "hers"):
            return self._he(token, here)
        if lower in ("they", "them", "their", "theirs"):
            if quoted and speakers and len(others := self._others(token, speakers)) > 0:
                return others
            found = self._they(token, here)
            return self._facing_us(found, token) if lower == "their" and is_role(token.head) else found
        if lower in ("it", "its", "itself"):
            return self._it(token, here)
        return []

    def _facing_us(self, found: list[Who], token: Token) -> list[Who]:
        """Give whose *their director* is in a body's own news: the other side's, for one's own is *ours*."""
        us = self.voice.party if self.voice is not None else None
        if us is None or any(w.party != us for w in found):
            return found
        other = self.now.latest(lambda party: party != us)
        return [self.party(other, token)] if other is not None else found

    def _others(self, token: Token, speakers: Sequence[Who]) -> list[Who]:
        """Give whom a quoted *they* means: who was named last in the sentence and does not speak."""
        own = {w.party for w in speakers} | {w.name for w in speakers}
        for t in reversed(self.doc[token.sent.start : token.i]):
            if t.dep_ not in ("nsubj", "dobj", "pobj", "nsubjpass", "dative") or t.pos_ not in (
                "NOUN",
                "PROPN",
            ):
                continue
            found = [w for w in self.refer_all(t) if w.party and w.kind is None and w.role != "place"]
            if found and not own & {w.party for w in found} and (found[0].known or found[0].plural):
                return found
        return []

    def _speaks(self, token: Token) -> bool:
        return token.dep_ == "nsubj" and token.head.lemma_ in (
            "say",
            "add",
            "tell",
            "warn",
            "note",
            "write",
            "argue",
            "insist",
        )

    def _he(self, token: Token, here: Sequence[Who]) -> list[Who]:
        wanted = gender_of(token)

        def agrees(who: Who) -> bool:
            if self.voice is not None and who.name == self.voice.name:
                return False  # who says "I"
            return who.is_person and self._gender(who) in (None, wanted)

        people = [w for w in here if agrees(w)]
        if people:
            return people[:1]
        first = self._person_before(token) if self._speaks(token) else None
        if first is not None and agrees(first):
            return [first]
        if not self._speaks(token):
            for t in reversed(self.doc[token.sent.start : token.i]):
                if (t.text in self.people and is_name_word(t)) or (
                    t.i in self.spots and self.spots[t.i].name.kind is NameKind.PERSON
                ):
                    found = self._named_person(t)
                    if found and agrees(found[0]):
                        return found
                if is_role(t) and t.tag_ == "NN" and any(c.lower_ == "the" for c in t.children):
                    held = [w for w in self.refer(t) if w.is_person and w.party != w.name]
                    if held and agrees(held[0]):
                        return held[:1]  # "advisers to the chancellor told it that he would sign"
        single = [w for w in here if w.anonymous and not w.plural]
        if single:
            return single[:1]
        for who in here:  # "A spokeswoman for the president said he …"
            if who.role in nouns.SPOKES and who.party and _OFFICE_GENDER.get(who.role) not in (None, wanted):
                return [self.party(who.party, token)]
        lately = [w for w in self.now.speakers if agrees(w) or (w.anonymous and not w.plural)]
        just_named = self._person_just_before(token)
        if (
            just_named is not None
            and agrees(just_named)
            and just_named.name not in [w.name for w in lately[:1]]
        ):
            return [just_named]
        return lately[:1] or [w for w in self.now.people if agrees(w)][:1]

    def _person_before(self, token: Token) -> Who | None:
        """Give who is subject of a clause before *he* or *she*: *Its chair, Ada Holm, has …, and she*."""
        for t in reversed(self.doc[token.sent.start : token.i]):
            if t.dep_ not in ("nsubj", "nsubjpass"):
                continue
            said = t.head.dep_ == "ccomp" and t.head.head is token.head  # "Vaan would wait, he said"
            if not (t.head.dep_ == "ROOT" or said):
                continue
            if (who := self._named_as(t, token)) is not None:
                return who
        return None

    def _named_as(self, subject: Token, until: Token) -> Who | None:
        """Give the person that a subject or the name beside it, before a pronoun, names."""
        beside = [c for c in subject.children if c.dep_ == "appos" and c.i < until.i]
        for name in (subject, *beside):
            if name.text in self.people and is_name_word(name):
                return self.people[name.text].at(name.idx, name.idx + len(name))
        return None

    def _person_just_before(self, token: Token) -> Who | None:
        """Give who the sentence before in the paragraph is about: *The minister, Jan Melk, came. He said*."""
        start = token.sent.start
        if start <= self.paragraph:
            return None
        subjects = (t for t in self.doc[start - 1].sent if t.dep_ in ("nsubj", "nsubjpass"))
        named = (self._named_as(t, token) for t in subjects if t.head.dep_ == "ROOT")
        return next((who for who in named if who is not None), None)

    def _gender(self, who: Who) -> Gender | None:
        """Give the pronoun somebody goes by, as far as their name or office tells."""
        named = self.census.gender(who.name) or self.census.gender(who.name.split()[-1])
        return named or _OFFICE_GENDER.get(who.role)

    def _they(self, token: Token, here: Sequence[Who]) -> list[Who]:
        if self._speaks(token):
            spoke = [w for w in self.now.speakers if w.plural]
            if spoke:
                return spoke[:1]
        many = [w for w in here if w.plural]
        if many:
            return many[:1]
        if len({w.party for w in here}) > 1:
            return list(here)
        if here and not here[0].is_person:
            return list(here[:1])
        subject = self._subject_before(token)
        if subject:
            return subject
        return list(self.now.plural) or list(here[:1]) or self.now.parties[:1]

    def _it(self, token: Token, here: Sequence[Who]) -> list[Who]:
        bodies = [
            w
            for w in here
            if w.party
            and not w.is_person
            and not w.plural
            and not (w.anonymous and w.role in nouns.OFFICIALS)
            and (w.known or w.role not in nouns.ONE_PERSON)
        ]
        if bodies:
            return [self._same(bodies[0], token)]
        about = [w for w in here if w.anonymous and w.party is None]
        before = about and about[0].start > token.idx and self._subject_before(token)
        named = self._within(about[0]) if about and not before else None
        if named is not None:
            return [named]
        state = [w for w in here if w.party and w.role in ("spokesman", "spokeswoman", "spokesperson")]
        if state:
            return [self.party(state[0].party or "", token)]
        subject = [w for w in self._subject_before(token) if not w.plural]
        if subject and subject[0].kind is SourceKind.BODY:
            return subject[:1]
        if subject:
            return [self._same(subject[0], token)]
        person = [w for w in here if w.is_person and w.party and w.party != w.name]
        if person and token.dep_ in ("nsubj", "poss"):
            return [self.party(person[0].party or "", token)]
        near = [w for w in here if w.anonymous and w.party]  # "people close to the Tarnish delegation"
        told = [w for w in near if w.role not in _ANYBODY or "close to" in w.name]
        about_it = self._about_just_before(token)
        # "Tarn hesitates. It would sign for a loan, a Norvanian official said": Tarn would.
        opens = token.i == token.sent.start and bool(told) and told[0].start > token.idx
        if opens and about_it is not None and about_it.known and told[0].role in nouns.OFFICIALS:
            return [self._same(about_it, token)]
        if told:  # "The Mirror wrote, citing officials at the ministry, that it would pay"
            return [self.party(told[0].party or "", token)]
        if about_it is not None:
            return [self._same(about_it, token)]
        bodies = [
            w
            for w in self.now.parties
            if w.role != "place" and not self._is_somebody(w) and not _is_papers(w.party or "")
        ]
        return [self._same(w, token) for w in bodies][:1]

    def _about_just_before(self, token: Token) -> Who | None:
        """Give the party that the sentence before is about, for a sentence that begins with *it* or *its*."""
        found = self._about_before(token)
        alone = len(found) == 1 and found[0].party and not found[0].plural and not found[0].is_person
        return found[0] if alone and found[0].kind is None and found[0].role != "place" else None

    def _is_somebody(self, who: Who) -> bool:
        """Tell whether a party is a person who stands for nobody else."""
        first = who.name.split()[0]
        named = first in first_names() or (" " in who.name and first not in _OF_PLACES)
        return who.is_person and who.party == who.name and named

    def _same(self, who: Who, token: Token) -> Who:
        """Give the party somebody is or speaks for; one that is only described stays so."""
        if who.known or who.kind is not None:
            return self.party(who.party or "", token)
        return who.at(token.idx, token.idx + len(token))

    def _within(self, who: Who) -> Who | None:
        """Give the party somebody is described by (*people familiar with the union's thinking*)."""
        for token in self.doc:
            if token.idx >= who.end:
                break
            if token.idx < who.start or token.dep_ not in ("poss", "pobj") or token.head.lower_ == "in":
                continue  # diplomats "in Luanda" may be anybody's
            found = [
                w for w in self.refer(token) if w.party and w.kind is None and w.known and w.role != "place"
            ]
            if found:
                return self.party(found[0].party or "", token)
        return None

    def _subject_before(self, token: Token) -> list[Who]:
        """Give the party that is subject of a clause before the pronoun in its sentence."""
        start = next(
            (t.i for t in reversed(self.doc[token.sent.start : token.i]) if t.text == ";"), token.sent.start
        )
        outside = not in_quotes(token)  # "A harbour is no bank," said its director: of whom was spoken before
        within = [t for t in self.doc[start : token.i] if not (outside and in_quotes(t))]
        named_subject = (t.dep_ in ("nsubj", "nsubjpass") and t.tag_ != "PRP" for t in within)
        if not any(named_subject):
            within = [*self.doc[token.sent.start : start]]
        for t in within:
            if (
                t.dep_ in ("nsubj", "nsubjpass")
                and t.tag_ not in ("PRP", "WP", "WDT", "DT")
                and t.head.i < token.i
                and not _is_to_do_it(t)
                and not t.is_ancestor(token)  # "said Ada Holm, its director": not Ada Holm's
            ):
                named = self.refer_all(t)
                owner = None if named or nouns.is_agentive(t.lemma_) else self.owner(t)
                found = [
                    w
                    for w in (named or ([owner] if owner is not None else []))
                    if w.party and w.kind is not SourceKind.MEDIUM and w.role != "place"
                ]
                if found and _is_papers(found[0].party or ""):
                    continue
                if found and (found[0].known or nouns.is_agentive(found[0].role)):
                    return found
        return []
