"""The cast of a report: who appears in it, and whom a phrase refers to.

Built from the text itself (persons introduced with their office, organisations with their acronym, the
order in which parties are spoken of) on top of the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.gazetteer import Gazetteer, NameKind, fold, gazetteer
from modusvivendi.statements.actors.names import Spot, is_name_word, name_span, organisation_span, spot
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

STATE_KINDS = (NameKind.COUNTRY, NameKind.DEMONYM, NameKind.CAPITAL, NameKind.SEAT, NameKind.BLOC)
_OWNING = ("of", "in", "at", "for", "from", "to", "with", "inside", "within")
_MODIFIERS = ("compound", "amod", "nmod", "poss")


@dataclass
class Discourse:
    """What was last spoken of, most recent first."""

    parties: list[Who] = field(default_factory=list)
    people: list[Who] = field(default_factory=list)
    unnamed: list[Who] = field(default_factory=list)
    media: list[Who] = field(default_factory=list)
    plural: list[Who] = field(default_factory=list)

    def mention(self, who: Who) -> None:
        """Put somebody in front of those of their kind."""
        lists = []
        if who.is_person:
            lists.append(self.people)
        elif who.anonymous:
            lists.append(self.unnamed)
        elif who.kind is SourceKind.MEDIUM:
            lists.append(self.media)
        if who.party and who.kind is not SourceKind.MEDIUM and not who.expert:
            lists.append(self.parties)
        for one in lists:
            one[:] = [who, *[w for w in one if (w.party, w.name) != (who.party, who.name)]][:12]


class Cast:
    """Whom phrases of one report refer to; sentences are to be taken in order.

    Parameters
    ----------
    doc
        The parsed report.
    year
        Year of the report where known, so that leaders are taken for those of their time.
    outlet
        The reporting outlet: what is told to it has no further medium in its chain.
    """

    def __init__(self, doc: Doc, year: int | None = None, outlet: str | None = None) -> None:
        self.doc = doc
        self.known: Gazetteer = gazetteer()
        self.spots: dict[int, Spot] = spot(doc, self.known, year)
        self.outlet = fold(outlet).lower() if outlet else ""
        self.people: dict[str, Who] = {}
        self.organisations: dict[str, Who] = {}
        self.media: dict[str, str] = {}
        self.now = Discourse()
        self._busy: set[int] = set()

    # ---------------------------------------------------------------- introductions
    def introduce(self, sentence: Span) -> None:
        """Learn the acronyms, organisations, media and persons that a sentence introduces."""
        for token in sentence:
            if token.text == "(" and token.i + 2 < sentence.end and self.doc[token.i + 2].text == ")":
                self._acronym(self.doc[token.i - 1], self.doc[token.i + 1])
            elif token.text in nouns.ORGANISATIONS and token.tag_ in ("NNP", "NNPS") and token.i not in self.spots:
                self._organisation(token)
            elif token.lemma_.lower() in nouns.MEDIA_NOUNS:
                self._medium(token)
        for token in sentence:
            if self._could_be_person(token):
                self._person(token)

    def _acronym(self, before: Token, acronym: Token) -> None:
        if not (acronym.text.isupper() and 2 <= len(acronym.text) <= 8):
            return
        if before.i in self.spots:
            self.organisations[acronym.text] = self._party(self.spots[before.i].name.party, before)
            return
        span = organisation_span(before)
        if span is not None and len(span) > 1:
            who = self._party(fold(span.text), before)
            self.organisations[fold(span.text)] = self.organisations[acronym.text] = who

    def _organisation(self, token: Token) -> None:
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        if following.text in nouns.ORGANISATIONS and following.tag_ in ("NNP", "NNPS"):
            return
        span = organisation_span(token)
        if span is not None and len(span) > 1 and not any(i in self.spots for i in range(span.start, span.end)):
            name = fold(span.text)
            if not any(word in nouns.MEDIA_NAMES for word in name.split()):
                self.organisations.setdefault(name, self._party(name, token))

    def _medium(self, token: Token) -> None:
        """*the German newspaper Welt am Sonntag*, *the agency X*: a name right after a medium's noun."""
        at = token.i + 1
        if at >= len(self.doc) or not is_name_word(self.doc[at]) or self.doc[at].sent != token.sent:
            return
        end = at
        while end < token.sent.end and (
            is_name_word(self.doc[end])
            or (end > at and self.doc[end].text in ("-", "of", "am", "de", "la", "el") and end + 1 < token.sent.end)
        ):
            end += 1
        while end > at and not self.doc[end - 1].text[0].isupper():
            end -= 1
        name = self.doc[at:end].text
        self.media[fold(name)] = self.media[self.doc[end - 1].text] = fold(name)

    def _could_be_person(self, token: Token) -> bool:
        if token.tag_ not in ("NNP", "NNPS", "NN", "NNS") or not is_name_word(token):
            return False
        if token.i in self.spots and self.spots[token.i].name.kind is not NameKind.PERSON:
            return False
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is not None and is_name_word(following) and following.i not in self.spots:
            return False
        return token.lower_ not in nouns.TITLES and token.text not in nouns.ORGANISATIONS and not token.text.isupper()

    def _person(self, token: Token) -> None:
        """Register a person introduced with an office before or after the name."""
        span = name_span(token, self.spots)
        full = span.text
        surname = token.text
        if fold(full) in self.media or surname in self.media or full in self.organisations:
            return
        role, owner = self._title_before(span)
        if role is None or owner is None:
            later_role, later_owner = self._apposition(token)
            role, owner = role or later_role, owner or later_owner
        if role is None and token.ent_type_ != "PERSON" and token.i not in self.spots:
            return
        if role is None and (len(span) < 2 or surname in self.people):
            if surname in self.people or token.i not in self.spots:
                return
        spotted = self.spots.get(token.i)
        expert = role is not None and role.lower() in nouns.EXPERTS
        party = owner.party if owner is not None and owner.known and not owner.is_person else None
        if party is None and spotted is not None and spotted.name.kind is NameKind.PERSON:
            party = spotted.name.party
            full = spotted.name.person or full
        if party is None and owner is not None:
            party = owner.party
        if party is None and not expert and role is not None:
            party = self._party_of_office(role)
        known = self.people.get(surname)
        if known is not None and (party is None or len(span) < 2) and known.party:
            return
        if spotted is not None and spotted.name.person and len(span) == 1:
            full = spotted.name.person
        self.people[surname] = Who(
            party=party or full,
            name=full,
            kind=SourceKind.PERSON,
            group=full,
            start=span.start_char,
            end=span.end_char,
            expert=expert,
            role=role or "",
        )

    def _party_of_office(self, role: str) -> str | None:
        """Give the party of an office named without its owner, from what was last spoken of."""
        if role in ("minister", "ambassador", "lawmaker", "senator", "diplomat", "president", "premier", "chancellor"):
            for who in self.now.parties:
                if who.party in self.known.demonym:
                    return who.party
            return "government" if role == "minister" else None
        if role in ("secretary", "commissioner") or role in nouns.SPOKES or role in nouns.HOLDERS:
            for who in self.now.parties:
                if not who.is_person or who.party != who.name:
                    return who.party
        return None

    def _title_before(self, span: Span) -> tuple[str | None, Who | None]:
        """Read *Turkish Prime Minister*, *Kremlin spokesman*, *the union's leader* before a name."""
        role: str | None = None
        owner: Who | None = None
        at = span.start - 1
        first = span.sent.start
        while at >= first:
            token = self.doc[at]
            if at in self.spots and self.spots[at].name.kind in STATE_KINDS:
                if owner is None and (role is not None or at == span.start - 1):
                    owner = self._party(self.spots[at].name.party, token)
                at = self.spots[at].start - 1
                continue
            lower = token.lemma_.lower() if token.text.islower() else token.lower_
            if lower in nouns.TITLES or lower in nouns.HOLDERS or lower in nouns.SPOKES or lower in nouns.OFFICIALS:
                if role is None or role in ("general", "foreign"):
                    role = lower
            elif lower in nouns.EXPERTS:
                role = lower
            elif token.text in self.organisations:
                owner = owner or self.organisations[token.text]
            elif token.text in ("-", "’s", "'s", "'", "’") or lower in nouns.BODIES:
                if token.text in ("'s", "’s", "'", "’") and at > first and owner is None:
                    found = self.refer(self.doc[at - 1])
                    owner = next((w for w in found if w.party), None)
                    break
            elif token.tag_ == "PRP$":
                found = self.pronoun(token, (), quoted=False)
                owner = owner or next((w for w in found if w.party), None)
                break
            elif token.dep_ in ("compound", "amod", "nmod") or token.tag_ in ("JJ", "NN", "NNP", "VBN"):
                if token.tag_ in ("JJ", "NNP", "NN", "VBN") and token.dep_ not in ("nsubj", "dobj", "ROOT"):
                    at -= 1
                    continue
                break
            else:
                break
            at -= 1
        return role, owner

    def _apposition(self, token: Token) -> tuple[str | None, Who | None]:
        """Read the office that stands beside a name: *X, the head of the Y*, *Its chief negotiator, X*."""
        candidates = [child for child in token.children if child.dep_ == "appos" and child.i > token.i]
        if token.dep_ == "appos":
            candidates.append(token.head)
        if token.i + 2 < len(self.doc) and self.doc[token.i + 1].text == ",":
            candidates += [t for t in self.doc[token.i + 2 : token.i + 9] if _is_role(t)][:1]
        for noun in candidates:
            if not _is_role(noun):
                continue
            return noun.lemma_.lower(), self.owner(noun)
        for child in token.children:  # "Ashworth of the Federation"
            if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for pobj in child.children:
                    found = self.refer(pobj)
                    if found and found[0].party and found[0].known and pobj.i > token.i:
                        return "member", found[0]
        return None, None

    def is_outlet(self, name: str) -> bool:
        """Tell whether a medium is the reporting outlet itself."""
        lowered = fold(name).lower()
        return bool(self.outlet) and (lowered in self.outlet or self.outlet in lowered)

    def as_medium(self, who: Who) -> Who:
        """Take somebody who was told something for a medium."""
        return Who(party=None, name=who.name, kind=SourceKind.MEDIUM, group=who.name, start=who.start, end=who.end)

    # ---------------------------------------------------------------- reference
    def _party(self, name: str, token: Token) -> Who:
        return Who(party=name, name=name, group=name, start=token.idx, end=token.idx + len(token))

    def owner(self, token: Token) -> Who | None:
        """Give the party whose something the noun names: *Turkish*, *Kremlin*, *the union's*, *of the IAEA*."""
        for child in sorted(token.children, key=lambda c: (c.dep_ == "prep", c.i)):
            if child.dep_ in _MODIFIERS:
                if child.i in self.spots and self.spots[child.i].name.kind in STATE_KINDS:
                    return self._party(self.spots[child.i].name.party, child)
                if child.tag_ == "PRP$":
                    found = self.pronoun(child, (), quoted=False)
                elif child.dep_ == "poss" or child.text in self.organisations or child.tag_ in ("NNP", "NNPS"):
                    found = self.refer(child)
                else:
                    inner = self.owner(child)
                    if inner is not None:
                        return inner
                    continue
                if found and found[0].party and found[0].kind is not SourceKind.MEDIUM:
                    return found[0]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in _OWNING:
                for pobj in child.children:
                    if pobj.dep_ != "pobj":
                        continue
                    if child.lower_ not in ("of", "for", "from", "to") and not self._is_seat(pobj):
                        continue
                    found = self.refer(pobj)
                    if found and found[0].party and (found[0].known or child.lower_ == "of"):
                        return found[0]
        return None

    def _is_seat(self, token: Token) -> bool:
        return token.i in self.spots and self.spots[token.i].name.kind in STATE_KINDS

    def refer_all(self, token: Token, governors: Sequence[Who] = (), quoted: bool = False) -> list[Who]:
        """Resolve a noun phrase and whatever is coordinated with its head."""
        found = list(self.refer(token, governors, quoted))
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"):
                found += [w for w in self.refer_all(child, governors, quoted) if w not in found]
        return found

    def refer(self, token: Token, governors: Sequence[Who] = (), quoted: bool = False) -> list[Who]:
        """Resolve the noun phrase headed by ``token``; empty where it names nobody.

        Parameters
        ----------
        token
            Head of the phrase.
        governors
            Who says what the phrase is part of, innermost first; pronouns look there first.
        quoted
            Whether the phrase stands in quotation marks (then *we* is who speaks).
        """
        if token.i in self._busy:
            return []
        self._busy.add(token.i)
        try:
            return self._refer(token, governors, quoted)
        finally:
            self._busy.discard(token.i)

    def _refer(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        if token.tag_ in ("PRP", "PRP$") or token.lower_ in ("both",) and token.dep_ == "nsubj" and not list(token.children):
            return self.pronoun(token, governors, quoted)
        for child in token.children:  # "The transport secretary, Elaine Drummond"
            if child.dep_ == "appos" and child.text in self.people and _is_role(token):
                return [self.people[child.text].at(child.idx, child.idx + len(child))]
        if token.i in self.spots:
            spotted = self.spots[token.i]
            if spotted.name.kind is NameKind.PERSON:
                return self._named_person(token)
            if spotted.end - 1 == token.i or token.head.i not in range(spotted.start, spotted.end):
                where = self.doc[spotted.start : spotted.end]
                if spotted.name.kind is NameKind.MEDIUM and fold(where.text) not in self.organisations:
                    return [self._medium_who(fold(where.text), where)]
                return [Who(party=spotted.name.party, name=spotted.name.party, group=spotted.name.party,
                            start=where.start_char, end=where.end_char)]
        if is_name_word(token):
            found = self._proper(token)
            if found:
                return found
        return self._common(token, governors, quoted)

    def _medium_who(self, name: str, where: Span) -> Who:
        return Who(party=None, name=name, kind=SourceKind.MEDIUM, group=name, start=where.start_char, end=where.end_char)

    def _named_person(self, token: Token) -> list[Who]:
        spotted = self.spots.get(token.i)
        last = self.doc[spotted.end - 1] if spotted else token
        where = self.doc[spotted.start : spotted.end] if spotted else name_span(token, self.spots)
        for key in (last.text, token.text):
            if key in self.people:
                return [self.people[key].at(where.start_char, where.end_char)]
        if spotted is None or spotted.name.person is None:
            return []
        name = spotted.name
        return [Who(party=name.party, name=name.person or where.text, kind=SourceKind.PERSON,
                    group=name.person or where.text, start=where.start_char, end=where.end_char)]

    def _proper(self, token: Token) -> list[Who]:
        if token.text in self.people and not (token.i + 1 < len(self.doc) and self.doc[token.i + 1].text in nouns.ORGANISATIONS):
            where = name_span(token, self.spots)
            return [self.people[token.text].at(where.start_char, where.end_char)]
        if token.text in self.organisations:
            return [self.organisations[token.text].at(token.idx, token.idx + len(token))]
        span = organisation_span(token)
        if span is not None:
            name = fold(span.text)
            if name in self.organisations:
                return [self.organisations[name].at(span.start_char, span.end_char)]
            words = name.split()
            if name in self.media or any(word in nouns.MEDIA_NAMES for word in words) or token.text in self.media:
                return [self._medium_who(self.media.get(name) or self.media.get(token.text) or name, span)]
            owner = next((self.spots[i] for i in range(span.start, span.end) if i in self.spots), None)
            if token.lemma_.lower() in nouns.BODIES or token.text in ("Ministry", "Department", "Office", "Parliament"):
                return self._body(token)
            if token.text in nouns.ORGANISATIONS or token.text.isupper() and len(token.text) > 1:
                if owner is not None and token.lemma_.lower() in nouns.PARTY_NOUNS:
                    return [self._party(owner.name.party, token)]
                return [self._party(name, token)]
        if token.ent_type_ in ("ORG", "GPE", "NORP", "PERSON", "FAC", "LOC", "PRODUCT", "") and token.tag_ in ("NNP", "NNPS"):
            where = name_span(token, self.spots)
            if token.lower_ in nouns.TITLES or _is_role(token):
                return []
            kind = SourceKind.PERSON if token.ent_type_ == "PERSON" and len(where) > 1 else None
            return [Who(party=fold(where.text), name=fold(where.text), kind=kind, group=fold(where.text),
                        start=where.start_char, end=where.end_char, known=token.ent_type_ != "")]
        return []

    # ---------------------------------------------------------------- common nouns
    def _common(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        lemma = token.lemma_.lower()
        if token.lower_ in nouns.QUANTIFIERS or token.pos_ == "NUM":
            return self._quantified(token, governors, quoted)
        definite = any(c.lower_ in ("the", "this", "these", "those", "both", "same", "that") for c in token.children)
        owner = self._owner_within(token, governors, quoted)
        if lemma in nouns.MEDIA_NOUNS and lemma not in ("press",):
            return self._media(token, definite)
        if lemma in nouns.DOCUMENTS:
            where = _phrase(token)
            return [Who(party=owner.party if owner else None, name=_bare(where), kind=SourceKind.DOCUMENT, group=_bare(where),
                        start=where.start_char, end=where.end_char, role=lemma)]
        if self._is_joint(token, lemma, definite):
            return self._joint(token)
        if lemma in nouns.EXPERTS and lemma not in nouns.OFFICIALS:
            where = _phrase(token)
            return [Who(party=None, name=_bare(where), kind=SourceKind.UNNAMED, group=_bare(where), expert=True,
                        start=where.start_char, end=where.end_char, role=lemma, plural=token.tag_ == "NNS")]
        if lemma in nouns.SPOKES:
            return self._spokesperson(token, owner)
        if lemma in nouns.PARTY_NOUNS and owner is not None:
            return [owner.at(token.idx, token.idx + len(token)) if owner.kind is None else self._party(owner.party or "", token)]
        if lemma in nouns.LAWMAKERS and token.tag_ == "NNS":
            where = _phrase(token)
            return [Who(party=owner.party if owner else None, name=_bare(where), kind=SourceKind.BODY, group=_bare(where),
                        start=where.start_char, end=where.end_char, plural=True, role=lemma)]
        if lemma in nouns.BODIES:
            return self._body(token)
        if lemma in nouns.OFFICIALS:
            return self._official(token, owner, definite)
        if lemma in nouns.HOLDERS:
            return self._holder(token, owner, definite)
        return self._group(token, owner, definite)

    def _owner_within(self, token: Token, governors: Sequence[Who], quoted: bool) -> Who | None:
        for child in token.children:
            if child.tag_ == "PRP$":
                found = self.pronoun(child, governors, quoted)
                if found:
                    return found[0]
        return self.owner(token)

    def _media(self, token: Token, definite: bool) -> list[Who]:
        for child in token.children:
            if child.dep_ in ("appos", "compound", "nmod") or is_name_word(child):
                key = child.text if child.text in self.media else fold(self.doc[child.left_edge.i : child.i + 1].text)
                if key in self.media:
                    return [self._medium_who(self.media[key], self.doc[child.i : child.i + 1])]
                if child.i in self.spots and self.spots[child.i].name.kind is NameKind.MEDIUM:
                    return [self._medium_who(self.spots[child.i].name.party, self.doc[child.i : child.i + 1])]
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is not None and following.i in self.spots and self.spots[following.i].name.kind is NameKind.MEDIUM:
            found = self.spots[following.i]
            return [self._medium_who(found.name.party, self.doc[found.start : found.end])]
        if following is not None and is_name_word(following):
            for key, full in self.media.items():
                if self.doc[following.i : following.i + len(full.split()) + 2].text.startswith(full) or key == following.text:
                    return [self._medium_who(full, self.doc[following.i : following.i + 1])]
        if definite and self.now.media:
            return [self.now.media[0].at(token.idx, token.idx + len(token))]
        where = _phrase(token)
        return [self._medium_who(_bare(where), where)]

    def _is_joint(self, token: Token, lemma: str, definite: bool) -> bool:
        if lemma not in nouns.PLURAL_PARTIES or token.tag_ not in ("NNS", "NNPS"):
            return False
        two = any(c.lower_ in ("both", "two") for c in token.children)
        bare = all(c.dep_ in ("det", "predet", "nummod", "punct") for c in token.children if c.i < token.i)
        named = any(c.dep_ == "prep" for c in token.children)
        return bare and not named and (two or (definite and lemma in ("side", "leader", "party", "neighbour", "neighbor", "rival")))

    def _joint(self, token: Token) -> list[Who]:
        """*Both sides*, *the two leaders*: the two parties last spoken of."""
        seen: list[str] = []
        for who in self.now.parties:
            if who.party and who.party not in seen and who.known:
                seen.append(who.party)
        return [self._party(name, token) for name in reversed(seen[:2])] if len(seen) >= 2 else []

    def _spokesperson(self, token: Token, owner: Who | None) -> list[Who]:
        where = _phrase(token)
        if owner is None and self.now.parties:
            owner = self.now.parties[0]
        name = _bare(where)
        if owner is not None and owner.party:
            if owner.is_person:
                name = f"{owner.name}'s {token.lemma_.lower()}"
            elif name.lower() == token.text.lower() or any(c.tag_ == "PRP$" for c in token.children):
                name = f"{self.known.adjective(owner.party)} {token.lemma_.lower()}"
        return [Who(party=owner.party if owner else None, name=name, kind=SourceKind.BODY, group=name,
                    start=where.start_char, end=where.end_char, role=token.lemma_.lower())]

    def _body(self, token: Token) -> list[Who]:
        """*the foreign ministry in Ankara*, *Macron's office*: an office, with the party it speaks for."""
        owner = self.owner(token)
        where = _phrase(token)
        lemma = token.lemma_.lower()
        name = _bare(where)
        if owner is None and lemma in ("ministry", "department", "embassy", "army", "military", "parliament", "treasury",
                                        "cabinet", "presidency", "mission", "office", "government"):
            owner = next((w for w in self.now.parties if w.party in self.known.demonym), None)
        if owner is None and lemma in ("executive", "board", "committee", "council") and self.now.parties:
            owner = self.now.parties[0]
        if owner is not None and owner.is_person:
            name = f"{owner.name.split()[-1]}'s {lemma}"
        elif owner is not None and lemma in ("ministry", "department", "embassy", "mission"):
            inner = [c.text for c in token.lefts if c.dep_ in ("compound", "amod", "nmod") and c.i not in self.spots]
            if owner.party in self.known.demonym:
                name = " ".join([self.known.adjective(owner.party or ""), *[w.capitalize() for w in inner], lemma.capitalize()])
        if owner is None and token.i not in self.spots:
            definite_name = fold(name)
            return [Who(party=definite_name, name=definite_name, group=definite_name, known=False,
                        start=where.start_char, end=where.end_char, role=lemma)]
        return [Who(party=owner.party if owner else None, name=name, kind=SourceKind.BODY, group=name,
                    start=where.start_char, end=where.end_char, role=lemma)]

    def _official(self, token: Token, owner: Who | None, definite: bool) -> list[Who]:
        where = _phrase(token, with_place=True)
        lemma = token.lemma_.lower()
        plural = token.tag_ == "NNS" or lemma == "people"
        has_modifier = any(c.dep_ in (*_MODIFIERS, "prep", "acl", "relcl") for c in token.children)
        if definite and not has_modifier and self.now.unnamed:
            return [self.now.unnamed[0].at(where.start_char, where.end_char)]
        same = any(c.lower_ in ("same", "those", "these") for c in token.children)
        if same and self.now.unnamed:
            earlier = next((w for w in self.now.unnamed if w.role == lemma), self.now.unnamed[0])
            return [earlier.at(where.start_char, where.end_char)]
        if lemma in ("member", "soldier", "worker", "engineer", "commander") and owner is not None and plural:
            return [self._party(owner.party or "", token)] if owner.party else []
        party = owner.party if owner else None
        european = any(c.lower_ == "european" for c in token.children)
        western = any(c.lower_ == "western" for c in token.children)
        if european and not (owner and owner.party not in (None, "Ukraine")):
            party = "European Union"
        if western:
            party = f"Western {lemma}s"
        return [Who(party=party, name=_bare(where), kind=SourceKind.UNNAMED, group=group_of(party, lemma, _bare(where), self.known),
                    start=where.start_char, end=where.end_char, plural=plural, role=lemma)]

    def _holder(self, token: Token, owner: Who | None, definite: bool) -> list[Who]:
        lemma = token.lemma_.lower()
        where = _phrase(token)
        if token.tag_ in ("NNS",):
            if lemma == "minister" and owner is None:
                return [Who(party="government", name="government", group="government", known=False,
                            start=where.start_char, end=where.end_char, plural=True, role=lemma)]
            if owner is not None and owner.party and not any(c.lower_ == "european" for c in token.children):
                return [self._party(owner.party, token)]
            return self._group(token, owner, definite)
        for who in [*self.now.people, *self.people.values()]:
            fits = who.role and (who.role == lemma or lemma in who.role)
            if fits and (owner is None or owner.party == who.party):
                return [who.at(where.start_char, where.end_char)]
        if owner is None:
            party = self._party_of_office(lemma)
        else:
            party = owner.party
        if party is None:
            return self._group(token, owner, definite)
        name = _bare(where)
        indefinite = any(c.lower_ in ("a", "an", "one") for c in token.children)
        return [Who(party=party, name=name, kind=SourceKind.UNNAMED if indefinite else SourceKind.PERSON, group=name,
                    start=where.start_char, end=where.end_char, role=lemma)]

    def _group(self, token: Token, owner: Who | None, definite: bool) -> list[Who]:
        """A group or body named by a common noun: one introduced before, its owner, or as described."""
        lemma = token.lemma_.lower()
        where = _phrase(token)
        modifiers = [c for c in token.children if c.dep_ in _MODIFIERS and c.i < token.i]
        if is_name_word(token.nbor(-1)) if token.i > token.sent.start else False:
            span = organisation_span(token)
            if span is not None and len(span) > 1 and span.start not in self.spots:
                return [self._party(fold(span.text), token)]
        if definite or any(c.tag_ == "PRP$" for c in modifiers):
            if not [m for m in modifiers if m.tag_ != "PRP$"]:
                for who in self._named_groups():
                    if who.party and lemma in re.findall(r"\w+", who.party.lower()):
                        return [who.at(where.start_char, where.end_char)]
        if owner is not None and owner.party and lemma in nouns.STATE_NOUNS:
            return [self._party(owner.party, token)]
        if not nouns.is_agentive(lemma) and not (token.tag_ == "NNS" and token.lemma_.endswith(("er", "or", "ist", "ian"))):
            return []
        name = _bare(where)
        if token.is_sent_start or self.doc[where.start].is_sent_start:
            name = name[0].lower() + name[1:] if not is_name_word(self.doc[where.start]) else name
        return [Who(party=name, name=name, group=name, known=False, start=where.start_char, end=where.end_char,
                    plural=token.tag_ == "NNS", role=lemma)]

    def _named_groups(self) -> Iterable[Who]:
        yield from (w for w in self.now.parties if w.kind is None)
        yield from self.organisations.values()

    def _quantified(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        """*Three of those people*, *one of its members*, *some*, *others*."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "from"):
                for pobj in child.children:
                    if pobj.dep_ != "pobj":
                        continue
                    found = self.refer(pobj, governors, quoted)
                    if not found:
                        continue
                    who = found[0]
                    if pobj.lemma_.lower() in nouns.OFFICIALS:
                        if who.kind is None:  # "one of its members"
                            name = f"{pobj.lemma_.lower()} of {who.name}"
                            return [Who(party=who.party, name=name, kind=SourceKind.UNNAMED, group=name,
                                        start=token.idx, end=pobj.idx + len(pobj), role=pobj.lemma_.lower())]
                        return [who.at(token.idx, pobj.idx + len(pobj))]
                    span = self.doc[token.left_edge.i : pobj.i + 1]
                    if who.kind is None and not who.known:
                        name = span.text[0].lower() + span.text[1:]
                        return [Who(party=name, name=name, group=name, known=False, start=span.start_char, end=span.end_char,
                                    plural=True, role=pobj.lemma_.lower())]
                    return found
        if token.lower_ in ("some", "others", "many", "several", "few", "most") and token.dep_ in ("nsubj", "nsubjpass", "ROOT", "pobj"):
            base = self.now.unnamed[0] if self.now.unnamed else None
            party = base.party if base else None
            return [Who(party=party, name=base.name if base else token.lower_, kind=SourceKind.UNNAMED,
                        group=base.group if base else token.lower_, start=token.idx, end=token.idx + len(token), plural=True,
                        role=base.role if base else "")]
        return []

    # ---------------------------------------------------------------- pronouns
    def pronoun(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        """Resolve a personal or possessive pronoun against who speaks and what was last spoken of."""
        lower = token.lower_
        speakers = [w for w in governors if w.kind is not SourceKind.MEDIUM]
        if lower in ("i", "me", "my", "we", "us", "our", "ours"):
            if speakers:
                return [speakers[0]]
            return [self.now.people[0]] if quoted and self.now.people else []
        here = [] if quoted else speakers
        if lower in ("he", "she", "him", "his", "her", "hers"):
            people = [w for w in here if w.is_person or (w.anonymous and not w.plural)] + self.now.people
            return people[:1]
        if lower in ("they", "them", "their", "theirs", "both"):
            many = [w for w in here if w.plural]
            if many:
                return many[:1]
            if len({w.party for w in here}) > 1:
                return list(here)
            if here:
                return here[:1]
            return list(self.now.plural) or self.now.parties[:1]
        if lower in ("it", "its", "itself"):
            bodies = [w for w in here if not w.plural and w.party and not (w.anonymous and w.role in nouns.OFFICIALS)]
            bodies = [w for w in bodies if not w.is_person] or [w for w in bodies if w.is_person][:0]
            if bodies:
                return [self._party(bodies[0].party or "", token)]
            return [self._party(w.party or "", token) for w in self.now.parties[:1]]
        return []


def group_of(party: str | None, role: str, name: str, known: Gazetteer) -> str:
    """Normalise the group of an unnamed source, so that the same kind of people compare equal.

    Examples
    --------
    >>> group_of("European Union", "diplomat", "senior EU diplomat", gazetteer())
    'EU officials'
    """
    if party and party in known.demonym:
        return f"{known.adjective(party)} officials"
    lowered = re.sub(r"^(?:an?|the|one|two|three|four|five|several|some|a senior|unnamed|anonymous)\s+", "", name)
    return re.sub(r"\b(?:senior|unnamed|anonymous|familiar)\b\s*", "", lowered).strip() or role


def _is_role(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return (
        lemma in nouns.HOLDERS or lemma in nouns.SPOKES or lemma in nouns.OFFICIALS
        or lemma in nouns.EXPERTS or lemma in nouns.LAWMAKERS or lemma in ("economist", "judge", "negotiator")
    )


def _phrase(token: Token, with_place: bool = False) -> Span:
    """Give the noun phrase of a head: what stands before it, and for people also where they are from."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in ("det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "advmod"):
            start = min(start, child.left_edge.i)
    end = token.i + 1
    if with_place:
        for child in token.rights:
            if child.dep_ == "prep" and child.i == end and child.lower_ in ("in", "of", "at", "from", "with", "within", "close", "inside"):
                if child.right_edge.i - child.i <= 6:
                    end = child.right_edge.i + 1
            elif child.dep_ in ("amod", "acl") and child.i == end and child.lower_ in ("familiar", "close", "briefed", "involved"):
                end = min(child.right_edge.i + 1, child.i + 6)
    return token.doc[start:end]


def _bare(span: Span) -> str:
    """Give a phrase without its article and leading quantity."""
    text = re.sub(r"\s+", " ", span.text)
    text = re.sub(r"^(?:the|a|an|one|two|three|four|five|six|some|several|many|both|other|its|his|her|their|those|these|an unnamed|a)\s+",
                  "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:unnamed|anonymous|unidentified)\s+", "", text, flags=re.IGNORECASE)
    return text
