"""Whom proper names refer to: the gazetteer's, the people and bodies a report introduces, and the others."""

from __future__ import annotations

import re

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.census import NameClass
from modusvivendi.statements.actors.gazetteer import NameKind, fold, regions
from modusvivendi.statements.actors.names import is_name_word, name_span, organisation_span
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.possession import Possession
from modusvivendi.statements.actors.press import acts_alone
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_VESSELS = nouns.words(
    "tanker ferry ship vessel freighter trawler yacht submarine frigate destroyer liner barge tug cruiser "
    "steamer"
)


class ProperNames(Possession):
    """Reference of proper names; see `modusvivendi.statements.actors.cast.Cast`."""

    def _spotted(self, token: Token) -> list[Who]:
        spotted = self.spots[token.i]
        where = self.doc[spotted.start : spotted.end]
        if spotted.name.kind is NameKind.PERSON:
            return self._named_person(token)
        inside = token.head.i in range(spotted.start, spotted.end) and token.head is not token
        if inside and spotted.end - 1 != token.i:
            return []
        if spotted.name.kind is NameKind.MEDIUM:
            return (
                [self.medium(fold(where.text), where)] if fold(where.text) not in self.organisations else []
            )
        if spotted.name.kind is NameKind.SEAT and self.doc[spotted.end - 1].text in (
            "Department",
            "Office",
            "Treasury",
        ):
            return [
                Who(
                    party=spotted.name.party,
                    name=where.text,
                    kind=SourceKind.BODY,
                    group=where.text,
                    start=where.start_char,
                    end=where.end_char,
                )
            ]
        return [
            Who(
                party=spotted.name.party,
                name=spotted.name.party,
                group=spotted.name.party,
                start=where.start_char,
                end=where.end_char,
            )
        ]

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
        return [
            Who(
                party=name.party,
                name=name.person or where.text,
                kind=SourceKind.PERSON,
                group=name.person or where.text,
                start=where.start_char,
                end=where.end_char,
            )
        ]

    def _is_vessel(self, token: Token) -> bool:
        """Recognise *the tanker Aster Bay*, which holds no position whoever owns it."""
        start = name_span(token, self.spots).start
        return start > token.sent.start and self.doc[start - 1].lower_ in _VESSELS

    def _proper(self, token: Token) -> list[Who]:
        if self._is_vessel(token):
            return []
        paper = self.media.get(token.text, "").split()
        if token.text in (*paper[-1:], *paper[:1]) and token.text not in self.organisations:
            return [self.medium(self.media[token.text], name_span(token, self.spots))]
        whole_name = name_span(token, self.spots)
        if len(whole_name) > 1 and fold(whole_name.text) in self.media:
            return [self.medium(fold(whole_name.text), whole_name)]
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        if token.text in self.people and following.text not in nouns.ORGANISATIONS:
            where = name_span(token, self.spots)
            return [self.people[token.text].at(where.start_char, where.end_char)]
        whole = self._opens_owned_name(token)
        if whole is not None:
            return [whole]
        if token.text in self.organisations:
            return [self.organisations[token.text].at(token.idx, token.idx + len(token))]
        if token.text == "Parliament" and self.owner(token) is None and self.is_european():
            return [self.party("European Parliament", token)]
        short = self._shortened_bloc(token)
        if short is not None:
            return [self.party(short, token)]
        span = organisation_span(token)
        if span is not None:
            name = fold(span.text)
            if name in self.organisations:
                return [self.organisations[name].at(span.start_char, span.end_char)]
            if (
                name in self.media
                or (any(word in nouns.MEDIA_NAMES for word in name.split()) and not acts_alone(span))
                or token.text in self.media
            ):
                return [self.medium(self.media.get(name) or self.media.get(token.text) or name, span)]
            if token.text in (
                "Ministry",
                "Department",
                "Office",
                "Parliament",
                "Embassy",
                "Treasury",
                "Court",
            ):
                return self.refer_body(token)
            if token.text in nouns.ORGANISATIONS or (
                token.text.isupper() and token.is_alpha and len(token) > 1
            ):
                owner = next((self.spots[i] for i in range(span.start, span.end) if i in self.spots), None)
                fuller = self.fuller(name) if owner is None else None
                if fuller is not None:
                    return [fuller.at(span.start_char, span.end_char)]
                if owner is not None and token.lemma_.lower() in nouns.PARTY_NOUNS:
                    return [self.party(owner.name.party, token)]
                return [self.party(name, token)]
        if token.tag_ not in ("NNP", "NNPS") or token.ent_type_ in (
            "DATE",
            "TIME",
            "EVENT",
            "LAW",
            "WORK_OF_ART",
            "CARDINAL",
        ):
            return []
        if token.lower_ in nouns.TITLES or is_role(token):
            return []
        where = name_span(token, self.spots)
        if any(t.lower_ in nouns.CALENDAR for t in where):
            return []
        name = fold(where.text)
        containing = [
            (key, o)
            for key, o in self.organisations.items()
            if key not in self._phrases and (key.split()[0] == name or _names_itself(key, name))
        ]
        containing.sort(key=lambda one: one[0].split()[-1].islower())  # not the Marlow family
        longer = containing[0][1] if containing else None
        if longer is not None:
            return [longer.at(where.start_char, where.end_char)]
        if self.is_outlet(name) and len(where) > 1:
            return [self.medium(name, where)]
        if self.is_outlet(name) and where.start and self.doc[where.start - 1].lower_ == "the":
            return [self.medium(name, where)]
        what = self.census.of(where.text)
        if what is None and token.ent_type_ == "PERSON" and len(where) > 1:
            what = NameClass.PERSON
        kind = SourceKind.PERSON if what is NameClass.PERSON else None
        if len(where) > 1 and (
            what is NameClass.BODY
            or (what is None and token.ent_type_ == "ORG")
            or (what is None and token.dep_ == "nsubj" and token.ent_type_ not in ("PERSON", "GPE", "LOC"))
        ):
            self.organisations.setdefault(name, self.party(name, token))
        place = what is NameClass.PLACE or (what is None and token.ent_type_ in ("GPE", "LOC", "FAC"))
        place = place and name not in regions()
        return [
            Who(
                party=name,
                name=name,
                kind=kind,
                group=name,
                start=where.start_char,
                end=where.end_char,
                known=not place,
                role="place" if place else "",
            )
        ]

    def is_european(self) -> bool:
        """Tell whether a report speaks of the European Union's institutions."""
        named = {
            self.doc[s.start : s.end].text for s in self.spots.values() if s.name.party == "European Union"
        }
        return any(word in name for name in named for word in ("Commission", "Council"))

    def _opens_owned_name(self, token: Token) -> Who | None:
        """Give the body whose name a word opens (*Bakers* of the *Bakers' and Allied Workers' Union*)."""
        if token.i + 1 >= len(self.doc) or token.nbor().text not in ("'", "’", "'s", "’s"):
            return None
        for end in range(min(token.i + 10, len(self.doc)), token.i + 2, -1):
            whole = self.organisations.get(fold(self.doc[token.i : end].text))
            if whole is not None:
                return whole.at(token.idx, self.doc[end - 1].idx + len(self.doc[end - 1]))
        return None

    def _shortened_bloc(self, token: Token) -> str | None:
        """Give what *the Union* or *the League* alone is short for, where a bloc's name before ends so."""
        alone = token.i > 0 and token.nbor(-1).lower_ == "the" and token.text in nouns.ORGANISATIONS
        if not alone or (token.i + 1 < len(self.doc) and is_name_word(token.nbor())):
            return None
        named = [
            spotted.name.party
            for i, spotted in self.spots.items()
            if i < token.i
            and spotted.name.kind is NameKind.BLOC
            and " " in spotted.name.party
            and token.text in (self.doc[spotted.end - 1].text, spotted.name.party.split()[-1])
        ]
        return named[-1] if named else None


_AFTER_OF = re.compile(r"(?:of|de|del|di|du|da|do|des|della|von|van|for|in|at)$")


def _names_itself(key: str, name: str) -> bool:
    """Whether a name stands in a longer one, and not as a place there.

    Examples
    --------
    >>> _names_itself("Norra Dock Services", "Dock"), _names_itself("Courrier de Sal", "Sal")
    (True, False)
    """
    before, found, _ = f" {key} ".partition(f" {name} ")
    return bool(found) and not _AFTER_OF.search(before)
