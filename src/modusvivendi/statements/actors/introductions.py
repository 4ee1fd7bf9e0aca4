"""How a report introduces its organisations and media: acronyms, names beside the noun, short forms."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.aliases import Aliases
from modusvivendi.statements.actors.attendance import beside_names, present_for
from modusvivendi.statements.actors.gazetteer import fold
from modusvivendi.statements.actors.kinds import OF_NOUN, Kind
from modusvivendi.statements.actors.names import (
    PARTICLES,
    body_span,
    goes_on,
    is_name_word,
    name_span,
    organisation_span,
)
from modusvivendi.statements.actors.pairs import numbered_names, paired_names, phrase_names
from modusvivendi.statements.actors.people import People
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.press import acts_alone, media_by_deeds
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_REPORTING = nouns.words(
    "report say write quote cite citing quoting news radio television tv tell reveal newspaper"
)


_OF_A_BODY = nouns.words("leadership management executive headquarters delegation wing")
_ACTING = ("nsubj", "nsubjpass", "poss", "pobj", "dobj", "conj")
_GENERALS = nouns.words(
    "attorney solicitor secretary director postmaster surgeon inspector governor consul auditor"
)
"""Officials whose title ends in *General*."""


def _initials(name: str) -> set[str]:
    """Give the initials of a name of three or more words, with and without its small words."""
    words = [w for w in re.split(r"[\s-]+", name) if w[:1].isalpha()]
    if len(words) < 3:
        return set()
    return {"".join(w[0] for w in words if w[0].isupper()), "".join(w[0] for w in words).upper()}


class Introductions(People):
    """The people and organisations of one report, learned sentence by sentence; parameters as of `People`."""

    def __init__(
        self, doc: Doc, year: int | None = None, outlet: str | None = None, aliases: Aliases | None = None
    ) -> None:
        super().__init__(doc, year, outlet, aliases)
        for name in media_by_deeds(doc, self.spots, self.census):
            self._learn_medium(fold(name.text), name.root)
        self._learn_shortened()
        phrases = phrase_names(doc, self.spots)
        self._phrases = {name.text for name in phrases}
        pairs = (*paired_names(doc, self.spots), *numbered_names(doc, self.spots), *phrases)
        self._pairs = {t.i: pair for pair in pairs for t in pair}
        for pair in self._pairs.values():
            self.organisations.setdefault(pair.text, self.party(pair.text, pair[0]))

    def introduce(self, sentence: Span, explicit_only: bool = False) -> None:
        """Learn what a sentence introduces.

        Parameters
        ----------
        sentence
            The sentence.
        explicit_only
            Leave out persons whose party only the context tells.
        """
        self._explicit_only = explicit_only
        for token in sentence:
            if token.text == "General":
                self._learn_general(token)
            if token.text == "(" and token.i + 2 < sentence.end and self.doc[token.i + 2].text == ")":
                self._acronym(self.doc[token.i - 1], self.doc[token.i + 1])
            elif (
                (token.text in nouns.ORGANISATIONS or token.text in nouns.POLITICAL)
                and (token.tag_ in ("NNP", "NNPS") or self._closes_owned(token))
                and token.i not in self.spots
            ):
                self._organisation(token)
            elif token.lemma_.lower() in nouns.MEDIA_NOUNS:
                self._medium(token)
            elif token.lemma_.lower() in nouns.GROUPS and not token.text[0].isupper():
                self._named_group(token)
                self._named_body_of(token)
        for body, people in (*present_for(sentence), *beside_names(sentence)):
            found = [w for w in self.refer(body) if w.party and not w.is_person]
            name = found[0].party if found else fold(body.text)
            for token in people:
                full = name_span(token, self.spots).text
                who = Who(name, full, SourceKind.PERSON, group=full, role="representative")
                self.people[token.text] = who.at(token.idx, token.idx + len(token))
        for token in sentence:
            if self._could_be_person(token):
                self._person(token)

    def _closes_owned(self, token: Token) -> bool:
        """Recognise the end of *Growers' League*, whatever the tagger takes it for."""
        owned = token.i > 1 and token.nbor(-1).text in ("'", "’", "'s", "’s")
        goes_on = token.i + 1 < len(self.doc) and token.nbor().lower_ in ("of", "for")
        return token.tag_ == "NN" and owned and is_name_word(token.nbor(-2)) and not goes_on

    def call_for_short(self, who: Who | None) -> None:
        """Let *the League* mean the league that publishes a text, whose full name only its head has."""
        first, _, last = (who.party or "" if who is not None else "").rpartition(" ")
        if who is None or not first or last not in nouns.ORGANISATIONS:
            return
        known = self.organisations.get(last)
        if known is None or known.party == last:
            self.organisations[last] = who

    def _of_the_text(self, wanted: frozenset[Kind]) -> str | None:
        """Give the party with whose name a paragraph opens, or whose own news a text is."""
        headed = self.headed
        if headed is not None and (self.kinds.fits(headed, wanted) or self.kinds.unknown(headed)):
            return headed
        ours = self.voice.party if self.voice is not None and not self.voice.is_person else None
        return ours if ours is not None and self.kinds.fits(ours, wanted) else None

    def introduced(self) -> None:
        """Note that all sentences were seen once: what short forms of names stand for can be told."""
        self._learn_initials()
        self._learn_shorter()

    def _learn_shortened(self) -> None:
        """Learn *Beacon Health* where the text also says *Beacon*; of persons it says the last name."""
        full: dict[str, Span] = {}
        alone: set[str] = set()
        the: set[str] = set()
        for token in self.doc:
            if token.i in self.spots or not is_name_word(token) or token.lower_ in nouns.CALENDAR:
                continue
            if self._name_goes_on(token) or self._owns_body(token):
                continue
            span = name_span(token, self.spots)
            if span.start and self.doc[span.start - 1].lower_ == "the":
                the.add(span.text)
            if len(span) == 1:
                alone.add(token.text)
            elif not self._titled(span):
                full.setdefault(span.text, span)
        for name, span in full.items():
            if self.census.is_person(name) or self._may_be_medium(span):
                continue
            first, last = span[0].text, span[-1].text
            team = len(span) == 2 and last not in nouns.ORGANISATIONS and not self._is_word(last)
            if {name, last} <= the and team:  # "the Karst Lynx"
                whole = self.organisations.setdefault(fold(name), self.party(fold(name), span[-1]))
                self.organisations.setdefault(last, whole)
                continue
            short = first in alone and last not in alone and first not in nouns.ORGANISATIONS
            begun = any(name.startswith(f"{x} ") and not self.census.is_person(x) for x in full)
            if short or begun:
                self.organisations.setdefault(fold(name), self.party(fold(name), span[-1]))

    def _name_goes_on(self, token: Token) -> bool:
        """Tell whether a name does not end with a token (*Roel* of *Roel van Aerde*)."""
        at = token.i + 1
        while at + 1 < len(self.doc) and self.doc[at].text in PARTICLES:
            at += 1
        return at < len(self.doc) and is_name_word(self.doc[at])

    def heads_pair(self, token: Token) -> bool:
        """Tell whether a token is the head of a name that does not look like one (*Reform 21*)."""
        pair = self._pairs.get(token.i)
        return pair is not None and token.head.i not in range(pair.start, pair.end)

    def _is_word(self, name: str) -> bool:
        """Tell whether a report has a word of a name in small letters, too."""
        return name.lower() in nouns.CALENDAR or any(t.text == name.lower() for t in self.doc)

    def _owns_body(self, token: Token) -> bool:
        """Recognise *Fishers* of *United Fishers' League*."""
        after = self.doc[token.i + 1 : token.i + 3]
        owns = len(after) == 2 and after[0].text in ("'", "’", "'s", "’s")
        return owns and after[1].text in nouns.ORGANISATIONS

    def _learn_shorter(self) -> None:
        """Learn that *the People's Front* is the *People's Front of the Hills*, named so before."""
        for name, who in list(self.organisations.items()):
            if who.party != name or " " not in name:
                continue
            longer = {
                other.party: other
                for key, other in self.organisations.items()
                if key.startswith((f"{name} of ", f"{name} for ")) and other.start < who.start
            }
            longer |= {
                other.party: other
                for key, other in self.organisations.items()
                if key.endswith(f" {name}") and other.start < who.start and other.party == key
                if name.rsplit(maxsplit=1)[-1] in nouns.ORGANISATIONS
            }  # "the Parish Council" of the Norra Parish Council
            if len(longer) == 1:
                self.organisations[name] = next(iter(longer.values()))

    def _learn_initials(self) -> None:
        """Learn that *NGC* is the *National Growers' Council*, which the text does not say in brackets."""
        capitals = {t.text for t in self.doc if t.text.isupper() and 3 <= len(t.text) <= 8 and t.is_alpha}
        capitals -= self.organisations.keys()
        for name, who in list(self.organisations.items()):
            for initials in _initials(name) & capitals:
                self.organisations.setdefault(initials, who)

    def _titled(self, span: Span) -> bool:
        before = self.doc[span.start - 1] if span.start else None
        return before is not None and (before.lower_ in nouns.TITLES or is_role(before))

    def _acronym(self, before: Token, acronym: Token) -> None:
        if not (acronym.text.isupper() and 2 <= len(acronym.text) <= 8):
            return
        if before.i in self.spots:
            self.organisations[acronym.text] = self.party(self.spots[before.i].name.party, before)
            return
        span = organisation_span(before)
        if span is not None and len(span) > 1:
            who = self.party(fold(span.text), before)
            self.organisations[fold(span.text)] = self.organisations[acronym.text] = who

    def _organisation(self, token: Token) -> None:
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        if following.text in nouns.ORGANISATIONS and following.tag_ in ("NNP", "NNPS"):
            return
        owned = following.text in ("'", "’", "'s", "’s") and following.i + 1 < len(self.doc)
        if owned and self.doc[following.i + 1].text in nouns.ORGANISATIONS:
            return  # "Quarry Workers' Union"
        span = organisation_span(token)
        if span is not None and len(span) == 1 and token.text in nouns.POLITICAL:
            if self.fuller(token.text) is None:
                self.organisations.setdefault(token.text, self.party(token.text, token))
            return
        if span is None or len(span) < 2 or span.start in self.spots:
            return
        if any(i in self.spots for i in range(span.start, token.i + 1)):
            return
        name = fold(span.text)
        words = name.split()
        if not any(word in nouns.MEDIA_NAMES for word in words) and any(
            w.lower() not in nouns.TITLES for w in words[:-1]
        ):
            self.organisations.setdefault(name, self.party(name, token))

    def _named_body_of(self, token: Token) -> None:
        """Learn *the province of Lakeland*, *Vale of Orrin community council*."""
        if token.tag_ != "NN" or goes_on(token) or is_role(token) or token.lower_ in ("side", "capital"):
            return  # "the Karavian capital" is a place, and stands for Karavia
        if Kind.REGION in OF_NOUN.get(token.lemma_.lower(), ()):
            for preposition in token.children:
                if preposition.lower_ == "of" and preposition.i + 1 < len(self.doc):
                    name = self.doc[preposition.i + 1]
                    while name.i + 1 < len(self.doc) and is_name_word(name.nbor()) and is_name_word(name):
                        name = name.nbor()
                    while name.i + 2 < len(self.doc) and name.nbor().text == "-" and not name.whitespace_:
                        name = name.nbor(2)  # "the town of Saint-Loup"
                    if is_name_word(name) and name.i not in self.spots:
                        full = fold(name_span(name, self.spots).text)
                        self.organisations.setdefault(
                            full, replace(self.party(full, name), role=token.lemma_.lower())
                        )
            return
        span = body_span(token, self.spots)
        if token.lemma_ in _OF_A_BODY and span is not None and self._is_named_alone(span):
            return  # "the Junta leadership" of the Junta
        if token.dep_ == "appos" and token.head.i < token.i and is_name_word(token.head):
            return  # "Norra, the Boston company"
        if span is not None and span.start not in self.spots:
            name_ = fold(span.text)
            self.organisations.setdefault(name_, replace(self.party(name_, token), role=token.lemma_.lower()))

    def _is_named_alone(self, body: Span) -> bool:
        """Tell whether a text names the body, too, of which a name like *the Reform leadership* is a part."""
        last = self.doc[body.end - 2]
        return any(t.text == last.text and t.i != last.i and t.dep_ in _ACTING for t in self.doc)

    def _named_group(self, token: Token) -> None:
        """Learn *the union FoodWork*, *the pension fund Norra*: a name right after a group's noun."""
        if token.i + 1 >= len(self.doc) or token.tag_ not in ("NN",) or is_role(token):
            return
        if token.lemma_ in nouns.ONE_PERSON:
            return
        following = self.doc[token.i + 1]
        beside = self.doc[token.i + 2] if token.i + 2 < token.sent.end else following
        apposed = following.text == "," and beside.dep_ == "compound" and beside.head.dep_ == "appos"
        if apposed and is_role(beside.head.head) and beside.head.head.i < token.i:
            return  # "whose leader in the chamber, Ida Krog, …"
        explained = beside.dep_ == "appos" or (beside.head.dep_ == "appos" and beside.ent_type_ != "PERSON")
        if following.text == "," and explained:
            following = self.doc[token.i + 2]  # "the operator, Südbahn"
        if (
            not is_name_word(following)
            or following.i in self.spots
            or following.dep_ not in ("appos", "nsubj", "compound", "pobj", "dobj", "conj")
        ):
            return
        end = following.i + 1
        while end < token.sent.end and is_name_word(self.doc[end]):
            end += 1
        if end < token.sent.end and self.doc[end].lemma_.lower() in nouns.GROUPS:
            return  # "the opposition Dawn bloc": the name goes on
        whole = organisation_span(self.doc[end - 1])  # "the alliance Coalition for Change"
        if whole is not None and whole.start == following.i:
            end = max(end, whole.end)
        name = fold(self.doc[following.i : end].text)
        if name in self.media or self.census.is_person(name):
            return
        self.organisations.setdefault(name, replace(self.party(name, following), role=token.lemma_.lower()))

    def _learn_general(self, token: Token) -> None:
        """Learn that *Norra General* is a hospital where the report speaks of one."""
        before = self.doc[token.i - 1] if token.i else token
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        if not is_name_word(before) or before.i in self.spots or is_name_word(after) or after.text == "-":
            return
        if before.lower_ in _GENERALS or not any(t.lower_ == "hospital" for t in self.doc):
            return
        name = fold(name_span(before, self.spots).text) + " General"
        self.organisations.setdefault(name, replace(self.party(name, token), role="hospital"))

    def _medium(self, token: Token) -> None:
        """Learn *the German newspaper X*, *the agency X*: a name right after a medium's noun."""
        at = token.i + 1
        if at + 1 < len(self.doc) and self.doc[at].text == "The":
            at += 1  # "the daily The Beacon"
        if at >= len(self.doc) or not is_name_word(self.doc[at]) or self.doc[at].sent != token.sent:
            return
        end = at
        while end < token.sent.end and (
            is_name_word(self.doc[end])
            or (
                end > at
                and (self.doc[end].text in ("-", "of", "am") or self.doc[end].text in PARTICLES)
                and end + 1 < token.sent.end
            )
        ):
            end += 1
        while end > at and not self.doc[end - 1].text[0].isupper():
            end -= 1
        if token.lemma_.lower() in ("agency", "station", "network", "site", "paper", "press"):
            beside = {t.lemma_.lower() for t in self.doc[end : end + 3]} | {
                t.lower_ for t in self.doc[max(token.sent.start, token.i - 3) : token.i]
            }
            if not beside & _REPORTING:
                return
        if token.text[0].isupper() and not token.is_sent_start:
            at = min(at, name_span(token, self.spots).start)  # "La Gazette Norrane", "Radio Norra"
        name = fold(self.doc[at:end].text)
        self._learn_medium(name, self.doc[end - 1])

    def _learn_medium(self, name: str, last: Token) -> None:
        """Note that a name is a medium's, and its last word too where the text has it for nothing else."""
        self.media[name] = name
        self.organisations.pop(name, None)
        others = (
            t
            for t in self.doc
            if t.text == last.text and not self.doc[: t.i + 1].text.endswith(name) and t.i and t.i != last.i
        )
        if all(t.nbor(-1).lower_ == "the" and not self._name_goes_on(t) for t in others):
            self.media[last.text] = name

    def _may_be_medium(self, name: Span) -> bool:
        """Tell whether a name is a medium's, or has a word that such names have and does nothing else."""
        if fold(name.text) in self.media:
            return True
        return any(t.text in nouns.MEDIA_NAMES for t in name) and not acts_alone(name)
