"""The cast of a report: who appears in it, and whom a phrase refers to.

Built from the text itself (persons introduced with their office, organisations with their acronym, the
order in which parties are spoken of) on top of the gazetteer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.census import NameClass
from modusvivendi.statements.actors.first_names import first_names
from modusvivendi.statements.actors.gazetteer import NameKind, fold, regions
from modusvivendi.statements.actors.groups import ARMED
from modusvivendi.statements.actors.kinds import Kind
from modusvivendi.statements.actors.names import DESCRIBING, is_name_word, name_span, organisation_span
from modusvivendi.statements.actors.offices import PORTFOLIOS, STATE_KINDS
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.pronouns import Pronouns
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_RELATED = nouns.words("counterpart opponent rival colleague host ally neighbour neighbor partner homologue")
_MOVING = nouns.words("move go come fly travel return arrive transfer bring take head drive ship march")
_WORKPLACES = nouns.words(
    "embassy ministry treasury bank headquarters office council union company firm delegation mission palace"
)
_WITH_PEOPLE = nouns.words(
    "union company party council club league opposition trust guild association federation foundation "
    "chamber firm airline operator alliance community village tribe band guild federation cooperative"
)
_OWNING = ("of", "in", "at", "for", "from", "to", "inside", "within")
_MODIFIERS = ("compound", "amod", "nmod", "poss")
_OWN_STATE = frozenset({"government", "delegation", "country"})
_VESSELS = nouns.words(
    "tanker ferry ship vessel freighter trawler yacht submarine frigate destroyer liner barge tug cruiser "
    "steamer"
)
_COUNSEL = nouns.words("lawyer attorney counsel solicitor barrister")


class Cast(Pronouns):
    """Whom phrases of one report refer to; sentences are to be taken in order.

    Names and possessors are resolved here, pronouns in `Pronouns`, common nouns in `CommonNouns`, and what
    the text introduces is learned in `Introductions`.
    """

    _busy: set[int]

    def refer_all(self, token: Token, governors: Sequence[Who] = (), quoted: bool = False) -> list[Who]:
        """Resolve a noun phrase and whatever is coordinated with its head."""
        if token.i in self._pairs:
            return [self.party(self._pairs[token.i].text, token)]
        if any(child.dep_ == "cc" and child.text == "&" for child in token.children):
            last = max(c.i for c in token.children if c.dep_ in ("cc", "conj"))
            firm = self.doc[token.left_edge.i : last + 1]
            return [self.party(fold(self._name_of(firm)), token)]
        found = list(self.refer(token, governors, quoted))
        for child in token.children:
            listed = (
                child.dep_ == "appos"
                and child.i in self.spots
                and token.i in self.spots
                and child.i > token.i
            )
            if listed or (
                child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
            ):
                found += [w for w in self.refer_all(child, governors, quoted) if w not in found]
        return found

    def _name_of(self, span: Span) -> str:
        """Give the capitalised words of *retail group Hale & Croft*, without what stands before them."""
        lower = (t.i for t in reversed(span) if t.text != "&" and not t.text[0].isupper())
        start = next(lower, span.start - 1) + 1
        opens = self.doc[start]
        described = opens.is_sent_start and (not is_name_word(opens) or opens.lower_ in DESCRIBING)
        if described or (
            self.doc[start].is_sent_start and self._named_without(self.doc[start + 1 : span.end])
        ):
            start += 1  # "Grocer Hale & Croft"
        return str(self.doc[start : span.end].text)

    def _named_without(self, name: Span) -> bool:
        """Tell whether a text also has a name without the word that opens its sentence."""
        first = name.start
        return len(name) > 2 and any(
            t.i != first
            and t.text == self.doc[first].text
            and self.doc[t.i : t.i + len(name)].text == name.text
            and not (t.i and is_name_word(self.doc[t.i - 1]))
            for t in self.doc
        )

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
        busy = self.__dict__.setdefault("_busy", set())
        if token.i in busy:
            return []
        busy.add(token.i)
        try:
            return self._refer(token, governors, quoted)
        finally:
            busy.discard(token.i)

    def _refer(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        if token.tag_ in ("PRP", "PRP$"):
            return self.pronoun(token, governors, quoted)
        if token.i in self._pairs:
            return [self.party(self._pairs[token.i].text, token)]
        if token.i + 2 < len(self.doc) and self.doc[token.i + 1].text == "&" and is_name_word(token):
            return self.refer(self.doc[token.i + 2], governors, quoted)  # "Halden & Croft"
        if token.lower_ == "both" and token.dep_ in ("nsubj", "nsubjpass"):
            return [self.party(name, token) for name in self.now.both(states_only=False)]
        for child in token.subtree if is_role(token) else ():  # "The transport secretary, Elaine Drummond"
            named = child.dep_ == "appos" or (child.dep_ == "pobj" and self._names_itself(child))
            if named and child.text in self.people and child.i > token.i:
                return [self.people[child.text].at(child.idx, child.idx + len(child))]
        if is_role(token) and token.pos_ == "NOUN":  # "The quarry's owner, Stonecrest Minerals"
            for child in token.children:
                if (
                    child.dep_ == "appos"
                    and child.i > token.i
                    and is_name_word(child)
                    and child.i not in self.spots
                    and name_span(child, self.spots)[0].text not in first_names()
                ):
                    found = self.refer(child)
                    if found and found[0].kind is None and found[0].known:
                        return found
        beside = next((c for c in token.children if c.dep_ == "appos" and c.i > token.i), None)
        if (
            beside is not None
            and token.dep_ == "nsubj"
            and self._after_capital(token)
            and is_name_word(beside)
        ):
            return self.refer(beside)  # "In the Karavian capital, Ostrel, Prime Minister X said"
        if token.text == "Nation" and token.i and token.nbor(-1).text == "First":
            tribe = self.of_kind(frozenset({Kind.PEOPLE}))
            if tribe is not None and not is_name_word(self.doc[token.i - 2]):
                return [self.party(tribe, token)]
        if token.i in self.spots:
            found = self._spotted(token)
            if found:
                return found
        if token.lower_ in _OWN_STATE and any(c.tag_ == "PRP$" for c in token.children):
            return self.refer_common(token, governors, quoted)  # "his Government"
        counsel = self._represented(token)
        if counsel is not None:
            return [counsel]
        if (is_name_word(token) and not self._opens_as_noun(token)) or (
            token.text[0].isupper() and token.text in self.people
        ):
            found = self._proper(token)
            if found:
                return found
        return self.refer_common(token, governors, quoted)

    def _opens_as_noun(self, token: Token) -> bool:
        """Recognise *Rebels of the Front …*: a common noun with a capital because it opens the sentence."""
        return (
            bool(token.is_sent_start)
            and token.text not in nouns.POLITICAL
            and token.text not in self.organisations
            and token.text not in self.people
            and token.lemma_.lower() in nouns.GROUPS
            and token.text not in self.capitalised
            and not (token.i + 1 < len(self.doc) and is_name_word(self.doc[token.i + 1]))
        )

    def _represented(self, token: Token) -> Who | None:
        """Read *lawyers for the firm*, *an attorney representing the union* as speaking for these."""
        if token.lemma_.lower() not in _COUNSEL or token.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
            return None
        for child in token.children:
            for_them = child.dep_ == "prep" and child.lower_ in ("for", "of")
            acting = child.dep_ == "acl" and child.lower_ in ("representing", "acting", "appearing")
            if not (for_them or acting) or child.i < token.i:
                continue
            client = next((p for p in child.subtree if p.dep_ in ("pobj", "dobj")), None)
            found = self.refer(client) if client is not None else []
            if client is not None and found and found[0].party and found[0].role != "place":
                name = (
                    f"{token.lemma_.lower()}s for {found[0].name}" if token.tag_[-1] == "S" else token.lower_
                )
                return replace(
                    found[0],
                    name=name,
                    group=name,
                    kind=SourceKind.UNNAMED,
                    start=token.idx,
                    end=client.idx + len(client),
                    plural=False,
                    known=True,
                    role=token.lemma_.lower(),
                )
        return None

    def _names_itself(self, name: Token) -> bool:
        """Recognise *the negotiator, who goes by the name of X*."""
        return name.head.lower_ in ("of", "as") and any(
            a.dep_ == "relcl" and a.lemma_ in ("go", "call", "know") for a in name.ancestors
        )

    def _after_capital(self, token: Token) -> bool:
        before = self.doc[token.sent.start : token.i]
        return (
            len(before) > 2
            and before[-1].text == ","
            and before[-2].lower_ in ("capital", "city", "town", "port")
        )

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
        if self.media.get(token.text, "").endswith(token.text) and token.text not in self.organisations:
            return [self.medium(self.media[token.text], name_span(token, self.spots))]
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        if token.text in self.people and following.text not in nouns.ORGANISATIONS:
            where = name_span(token, self.spots)
            return [self.people[token.text].at(where.start_char, where.end_char)]
        if token.text in self.organisations:
            return [self.organisations[token.text].at(token.idx, token.idx + len(token))]
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
                or any(word in nouns.MEDIA_NAMES for word in name.split())
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
            if key.split()[0] == name or f" {name} " in f" {key} "
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
            and spotted.end - spotted.start > 1
            and self.doc[spotted.end - 1].text == token.text
        ]
        return named[-1] if named else None

    # ---------------------------------------------------------------- possessors
    def owner(self, token: Token) -> Who | None:
        """Give the party whose something the noun names: *Turkish*, *the union's*, *of the IAEA*."""
        related = token.lemma_.lower() in _RELATED  # "her Vessian counterpart", but "its Moscow bureau"
        facing = token.lemma_.lower() in ("counterpart", "homologue")
        for child in sorted(
            token.children, key=lambda c: (c.dep_ == "prep", related and c.i not in self.spots, c.i)
        ):
            if child.dep_ not in _MODIFIERS or (facing and child.dep_ == "poss"):
                continue
            if child.i in self.spots and self.spots[child.i].name.kind in STATE_KINDS:
                return self.party(self.spots[child.i].name.party, child)
            if child.tag_ == "PRP$":
                found = self.pronoun(child, (), quoted=False)
                if is_role(token):
                    portfolio = any(c.lower_ in PORTFOLIOS for c in token.children)
                    found = self.having(token.lemma_.lower(), portfolio, found)
            elif child.lower_ == "whose":
                found = self._antecedent_of(child)
            elif (
                child.dep_ == "poss"
                or child.text in self.organisations
                or child.tag_ in ("NNP", "NNPS")
                or child.i in self._pairs
            ):
                found = [w for w in self.refer(child) if w.role != "place" or child.dep_ == "poss"]
            elif child.text in nouns.CREEDS and is_role(token) and self._is_creed(child):
                return self._of_creed(child)  # "a Liberal negotiator"
            else:
                inner = self.owner(child) or self._owner_by_noun(child, of_state=False)
                if inner is not None:
                    return inner
                continue
            if found and found[0].party and found[0].kind is not SourceKind.MEDIUM:
                return found[0]
        for child in token.children:
            if child.dep_ != "prep" or child.lower_ not in _OWNING:
                continue
            for pobj in child.children:
                if pobj.dep_ != "pobj" or (
                    child.lower_ not in ("of", "for", "from", "to")
                    and not self._is_seat(pobj)
                    and pobj.text not in self.now.counts
                    and not (child.lower_ == "at" and self._is_organisation(pobj))
                    and pobj.lemma_.lower() not in _WORKPLACES
                    and pobj.text not in ("Treasury", "Ministry", "Embassy", "Bank")
                ):
                    continue
                found = self.refer(pobj)
                if (
                    found
                    and found[0].party
                    and found[0].role != "place"
                    and (found[0].known or child.lower_ == "of")
                ):
                    return found[0]
        for child in token.children:
            by_noun = self._owner_by_noun(child, of_state=True)
            if by_noun is not None:
                return by_noun
        return self._facing(token) if facing else None

    def _facing(self, counterpart: Token) -> Who | None:
        """Give the party of *her counterpart*: the one that faces the party of whoever has it."""
        whose = next((c for c in counterpart.children if c.dep_ == "poss"), None)
        found = [] if whose is None else self.refer(whose)
        own = found[0].party if found else None
        if own is None or self._explicit_only:
            return None
        of_states = self.now.is_state(own) or self.kinds.fits(own, frozenset({Kind.STATE}))
        facing = [p for p in self.now.both(of_states) if p != own]
        if not facing or len(facing) > 1:
            wanted = frozenset({Kind.STATE}) if of_states else self.kinds.of(own)
            other = self.now.latest(lambda party: party != own and self.kinds.fits(party, wanted))
            facing = [other] if other is not None else facing
        return self.party(facing[0], counterpart) if facing else None

    def _owner_by_noun(self, noun: Token, *, of_state: bool) -> Who | None:
        """Give whose people *a government source*, *a rebel commander*, *a company lawyer* are."""
        lemma = noun.lemma_.lower()
        if noun.dep_ not in ("compound", "nmod", "amod") or (
            noun.text[0].isupper() and not noun.is_sent_start
        ):
            return None
        if lemma in ("army", "police", "navy", "military") and is_role(noun.head):
            state = self.now.government() if of_state else None
            return self.party(state, noun) if state else None
        if lemma in ("government", "cabinet", "ministry", "treasury") or lemma in PORTFOLIOS:
            if not of_state:
                return None
            if lemma not in PORTFOLIOS or noun.head.lemma_.lower() in nouns.BODIES:
                state = self.now.government()
                return self.party(state, noun) if state else None
            return None
        if lemma in ("provincial", "regional", "province"):
            region = self.of_kind(frozenset({Kind.REGION}))
            return self.party(region, noun) if region else None
        if lemma in ARMED or lemma in _WITH_PEOPLE:
            return self.mentioned(noun, ())
        return None

    def _is_organisation(self, name: Token) -> bool:
        return name.text in self.organisations or self._is_body(name)

    def _antecedent_of(self, relative: Token) -> list[Who]:
        """Give whom *whose* stands for."""
        verb = next((a for a in relative.ancestors if a.dep_ == "relcl"), None)
        return self.refer(verb.head) if verb is not None else []

    def is_venue(self, token: Token) -> bool:
        """Tell whether a city is only where something is or goes (*the talks were moved to Havana*)."""
        if token.i not in self.spots or self.spots[token.i].name.kind is not NameKind.CAPITAL:
            return False
        if token.dep_ != "pobj":
            return False
        where, verb = token.head.lower_, token.head.head
        if where in ("in", "near", "outside", "at", "around", "into"):
            return True
        return where in ("to", "from") and (verb.pos_ not in ("VERB", "AUX") or verb.lemma_ in _MOVING)

    def _is_seat(self, token: Token) -> bool:
        return token.i in self.spots and self.spots[token.i].name.kind in STATE_KINDS
