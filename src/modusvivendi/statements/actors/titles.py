"""Titles before names: *Turkish Prime Minister*, *Kremlin spokesman*, *the union's leader*."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.gazetteer import fold
from modusvivendi.statements.actors.kinds import OF_NOUN, Kind, is_description
from modusvivendi.statements.actors.names import body_span, is_name_word, name_span
from modusvivendi.statements.actors.offices import OF_MINISTRIES, PORTFOLIOS, STATE_KINDS, Offices
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_OF_PARTIES = nouns.words(
    "leader co-leader whip chairman chairwoman chairperson negotiator spokesman spokeswoman"
)
_ADDRESSES = nouns.words("mr mr. mrs mrs. cllr cllr. ms ms. dr dr. sir lord miss lady")
_WITHOUT_PORTFOLIO = nouns.words(
    "organiser organizer convener steward delegate leader chairman chairwoman chair president manager owner"
)
"""Who is not a member of a government, whatever stands before (*a local organiser*)."""
_WRITTEN_OUT = {"gov": "governor", "gov.": "governor", "sen": "senator", "sen.": "senator"}
_OF = re.compile(r" (?:of|for) ")
_PAST_OFFICES = nouns.words("former ex retired onetime")


class Titles(Offices):
    """Reading what stands before a name; see `Offices`."""

    def _is_firm(self, token: Token) -> bool:
        """Tell whether a name before an office is a firm's (*Norra managing director Ada Holm*)."""
        plain = token.text in nouns.ORGANISATIONS or token.lower_ in OF_NOUN
        return self._is_body(token) and not plain

    def _before_aside(self, span: Span) -> int:
        """Give where a name begins, with *a former teacher named* before it where an office stands there.

        *Its chief negotiator, a former teacher named Ada Holm* is the chief negotiator, and *the League's
        envoy, former Norvanian president Ada Holm*, the envoy.
        """
        before = self.doc[max(span.sent.start, span.start - 10) : span.start]
        comma = next((t for t in reversed(before) if t.text == ","), None)
        named = len(before) > 0 and before[-1].lower_ in ("named", "called")
        former = comma is not None and self.doc[comma.i + 1].lower_ in _PAST_OFFICES
        if not named and not former:
            return span.start
        office = comma is not None and comma.i > span.sent.start and is_role(comma.nbor(-1))
        return comma.i if comma is not None and office else span.start

    def _title_before(self, span: Span) -> tuple[str | None, bool, Who | None]:
        """Read *Turkish Prime Minister*, *Kremlin spokesman*, *the union's leader* before a name.

        Returns
        -------
        tuple
            The office, whether it has a portfolio of government, and whose it is.
        """
        role: str | None = None
        portfolio = False
        owner: Who | None = None
        at, first = self._before_aside(span) - 1, span.sent.start
        while at >= first:
            token = self.doc[at]
            if at in self.spots and self.spots[at].name.kind in STATE_KINDS:
                if owner is None and (role is not None or at == span.start - 1):
                    owner = self.party(self.spots[at].name.party, token)
                at = self.spots[at].start - 1
                continue
            lower = token.lemma_.lower() if token.text.islower() else token.lower_
            if lower in nouns.INDEPENDENT:
                role = lower
            elif lower in PORTFOLIOS or (role == "secretary" and lower in OF_MINISTRIES):
                portfolio = portfolio or (role is not None and role not in _WITHOUT_PORTFOLIO)
            elif (
                lower in nouns.TITLES
                or lower in nouns.HOLDERS
                or lower in nouns.SPOKES
                or lower in nouns.OFFICIALS
            ):
                if role is None or role in ("general", "foreign", "deputy", "chief"):
                    role = lower
            elif token.lower_ in _PAST_OFFICES or token.lower_ == "late":
                return "former", False, None
            elif lower in nouns.EXPERTS:
                role = lower
            elif token.text in self.organisations:
                owner = owner or self.organisations[token.text]
            elif at in self._pairs:
                owner = owner or self.party(self._pairs[at].text, token)
                at -= 1
            elif at and f"{self.doc[at - 1].text} {token.text}s" in self.organisations:
                owner = owner or self.organisations[f"{self.doc[at - 1].text} {token.text}s"]
                at -= 1  # "Social Liberal leader X" of the Social Liberals
            elif f"{token.text}s" in self.organisations:  # "Liberal leader X" of the Liberals
                owner = owner or self.organisations[f"{token.text}s"]
            elif lower == "tribal" and role is not None and owner is None:
                tribe = self.of_kind(frozenset({Kind.PEOPLE}))
                owner = self.party(tribe, token) if tribe is not None else None
            elif role == "mayor" and self._city_acts and self._may_be_city(token, span):
                owner = owner or self.party(name_span(token, self.spots).text, token)
                break
            elif (
                role is not None
                and (is_name_word(token) or (token.text[0].isupper() and is_role(self.doc[at + 1])))
                and self.fuller(token.text)
            ):
                owner = owner or self.fuller(token.text)
            elif token.text in ("'s", "’s", "'", "’"):
                if at > first and self._explicit_only and is_description(self.doc[at - 1]):
                    break
                if at > first and owner is None:
                    owner = next((w for w in self.refer(self.doc[at - 1]) if w.party), None)
                break
            elif lower in ("army", "navy", "military", "police") and role is not None and owner is None:
                state = self.now.government() if not self._explicit_only else None
                owner = self.party(state, token) if state else None
            elif role in _OF_PARTIES and owner is None and token.text in nouns.CREEDS:
                owner = self._of_creed(token)
                break
            elif role is not None and owner is None and self._known_by_name(token):
                owner = self._known_by_name(token)
                break
            elif role is not None and owner is None and self._is_firm(token):
                owner = self.party(fold(name_span(token, self.spots).text), token)
                break
            elif role is not None and owner is None and self._body_before(token):
                owner = self._body_before(token)
                break
            elif role is not None and owner is None and self._opening_body(token) is not None:
                owner = self._opening_body(token)
                break
            elif token.text == "-" or lower in nouns.BODIES:
                portfolio = portfolio or lower in ("ministry", "department")
            elif token.lower_ == "whose" and at - 2 >= first and self.doc[at - 1].text == ",":
                named = self.refer(self.doc[at - 2]) if owner is None else []
                owner = owner or next((w for w in named if w.party and w.role != "place"), None)
                break
            elif token.tag_ == "PRP$":
                meant = self.having(role or "", portfolio, self.pronoun(token, (), quoted=False))
                owner = owner or next((w for w in meant if w.party), None)
                break
            elif not (
                token.tag_ in ("JJ", "NN", "NNP", "VBN", "VBG", "CC")  # "managing director X"
                and token.dep_ in ("compound", "amod", "nmod", "cc", "conj")
                and role is not None
            ):
                break
            at -= 1
        if role in _ADDRESSES:
            role = None
        return _WRITTEN_OUT.get(role or "", role), portfolio, owner

    def _is_creed(self, token: Token) -> bool:
        """Tell whether the text also speaks of a party by an adjective's plural (*the Liberals*)."""
        return f"{token.text}s" in self.capitalised or f"{token.text}s" in self.organisations

    def _of_creed(self, token: Token) -> Who:
        """Give the party of *Social Democratic leader X*, *a Liberal negotiator*: the Social Democrats."""
        before = self.doc[token.i - 1] if token.i > token.sent.start else token
        first = f"{before.text} " if before.text in nouns.CREEDS_OPEN else ""
        last = "Democrats" if token.text == "Democratic" else f"{token.text.removesuffix('s')}s"
        name = f"{first}{token.text if token.text == 'Labour' else last}"
        self.kinds.note(name, {Kind.POLITICAL}, 2)
        return self.organisations.setdefault(name, self.party(name, token))

    def _known_by_name(self, token: Token) -> Who | None:
        """Read *Mariners chairman Ada Holm* where the text has *the Mariners* elsewhere."""
        if not token.text[0].isupper() or not is_role(self.doc[token.i + 1]):
            return None
        if self.census.is_person(token.text):
            return None
        the = any(
            t.text == token.text and t.i and t.i != token.i and t.nbor(-1).lower_ == "the" and is_name_word(t)
            for t in self.doc
        )
        if the and not is_name_word(token):
            return self.party(token.text, token)
        found = self.refer(token) if the else []
        body = found and found[0].party and found[0].known and not found[0].is_person
        return found[0] if body and found[0].kind is not SourceKind.MEDIUM else None

    def _opening_body(self, token: Token) -> Who | None:
        """Read *Guild chair Ada Holm* at the start of a sentence, of a guild spoken of before."""
        noun = token.lemma_.lower()
        opens = token.is_sent_start or token.text.islower()
        opens = opens and token.dep_ in ("compound", "amod", "nmod") and not self._explicit_only
        level = Kind.REGION in OF_NOUN.get(noun, ()) and token.nbor().lemma_.lower() in nouns.OF_UNIONS
        if not opens or noun not in OF_NOUN or token.lower_ in nouns.TITLES or level:
            return None
        described = next((w for w in self.now.parties if w.role == noun and not w.known and w.party), None)
        found = self.mentioned(token, ()) or described
        named = _OF.split((found.party or "").lower())[0].split() if found is not None else []
        return None if noun in named[:-1] else found  # a "district secretary" is not of the district council

    def _body_before(self, noun: Token) -> Who | None:
        """Give the body whose name a common noun before an office ends (*Keewa village chair Ada Holm*)."""
        if noun.lemma_ not in OF_NOUN or noun.lemma_ in nouns.PARTY_NOUNS or noun.dep_ != "compound":
            return None
        where = body_span(noun, self.spots)
        if where is None or len(where) < 2 or any(t.i in self.spots for t in where):
            return None
        name = fold(where.text)
        return self.fuller(fold(where[:-1].text)) or self.organisations.get(name) or self.party(name, noun)

    def _may_be_city(self, token: Token, span: Span) -> bool:
        """Tell whether a name right before *mayor X* is that of the city (*Norra mayor Ada Holm*)."""
        name = name_span(token, self.spots).text
        return token.i == span.start - 2 and is_name_word(token) and not self.census.is_person(name)
