"""Whom nouns for groups refer to: *the union*, *employers*, *the bloc*, *two of the five operators*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.gazetteer import NameKind, fold
from modusvivendi.statements.actors.kinds import OF_NOUN, Kind
from modusvivendi.statements.actors.likeness import is_otherwise, one_spelling
from modusvivendi.statements.actors.names import (
    RIVER_BANKS,
    body_span,
    goes_on,
    is_name_word,
    name_span,
    organisation_span,
)
from modusvivendi.statements.actors.parts import Parts
from modusvivendi.statements.actors.phrases import bare, described, phrase
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_GENERIC_ORGANISATIONS = nouns.words(
    "party union company group movement organisation organization federation association firm club "
    "faction agency fund bank carrier airline board militia guild operator team ballclub franchise"
)
_PARTS = nouns.words(
    "branch wing arm headquarters chapter section division leadership executive management board"
)
_PEOPLE_OF_ONE = nouns.words(
    "elder leader official chief member negotiator lawyer representative worker delegate"
)
_WITH_MEMBERS = frozenset({Kind.UNION, Kind.SOCIETY, Kind.PEOPLE, Kind.PUBLIC})
_PLACED = frozenset({Kind.STATE, Kind.REGION})
_STATE_AGENCIES = nouns.words("agency authority service inspectorate regulator customs directorate bureau")
_PEOPLES = nouns.words("community village tribe clan band")
_GENERIC_STATES = nouns.words("country nation kingdom republic island")
_HOUSES = nouns.words("school college academy")
"""Bodies that are a party one at a time."""
_SERVICES = nouns.words(
    "ambulance fire prison health police postal rescue civil secret intelligence customs probation park "
    "forest weather library border security social emergency"
)
"""Services that are bodies."""
_LYING = nouns.words(
    "island landlocked coastal mountainous desert oil-rich tiny small large poor rich alpine tropical "
    "northern southern eastern western central"
)
"""What is said of states without telling which one."""
_COLLECTIONS = nouns.words(
    "group coalition alliance handful number majority dozen score hundred crowd cluster consortium "
    "pair minority"
)
_NOT_THE_OWNERS = nouns.words(
    "neighbour neighbor rival opponent critic counterpart partner ally creditor lender donor "
    "adversary enemy foe supporter guest customer supplier predecessor successor family relative "
    "captor"
)
ARMED = nouns.words(
    "rebel insurgent guerrilla separatist militant gunman kidnapper captor hijacker fighter paramilitary "
    "jihadist"
)
"""People who fight a state."""

_RUNNING_IT = nouns.words("manager executive boss director")
"""Who, with a body's name, speaks for it (*Norra's managers*)."""
_MODIFIERS = ("compound", "amod", "nmod", "poss")


_WHERE_FROM = nouns.words("based owned listed backed headquartered run")
"""Ends of what is said of a firm in passing (*the Norra-based company*)."""


_FAR = 250
"""How many words back a body may have been spoken of by its whole description."""


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    return re.sub(r"men$", "man", re.sub(r"s?['’]?s?$", "", word.lower()))


_NOT_TELLING = (
    nouns.words("armed military whole central entire national federal") | _WHERE_FROM | nouns.REGIONAL | ARMED
)
"""What stands before *the army* or *the union* and does not tell which one."""


class Groups(Parts):
    """Reference of nouns for groups; see `Cast`."""

    def group(self, token: Token, owner: Who | None, definite: bool, governors: Sequence[Who]) -> list[Who]:
        """Resolve a group or body: to one introduced before, to its owner, or as described."""
        lemma = token.lemma_.lower()
        where = phrase(token)
        modifiers = [c for c in token.children if c.dep_ in _MODIFIERS and c.i < token.i]
        possessed = any(c.tag_ == "PRP$" for c in modifiers)
        if OF_NOUN.get(lemma, frozenset()) & _PLACED:  # "the province of Jujuy", "the republic of Norvane"
            for of in token.children:
                for place in of.children if of.lower_ == "of" else ():
                    if place.dep_ == "pobj" and is_name_word(place):
                        return self.refer(place)
        for child in token.children:  # "the union FoodWork"
            beside = child.i == token.i + 1 or not token.text[0].isupper()
            if child.dep_ in ("appos", "npadvmod") and child.i > token.i and beside and is_name_word(child):
                found = self.refer(child)
                if found and found[0].party and not (found[0].is_person and lemma in OF_NOUN):
                    return found
                if not found:  # "a splinter group, New Dawn", whatever the recogniser takes it for
                    return [self.party(fold(name_span(child, self.spots).text), child)]
            if child.dep_ == "appos" and child.i > token.i and self._named_body(child) is not None:
                return self.refer(child)  # "its biggest shareholder, the Hartwell family"
        if token.tag_ == "NNS" and (whole := self.grouped_in(token)) is not None:
            return [whole.at(where.start_char, where.end_char)]
        if token.ent_type_ in ("DATE", "TIME"):
            return []
        if lemma == "side" and token.tag_ == "NN":  # "the Norvanian side"
            whose = next((c for c in modifiers if is_name_word(c) and c.dep_ != "poss"), None)
            sides = [w for w in self.refer(whose) if w.party and not w.is_person] if whose is not None else []
            if sides:
                return [self.party(sides[0].party or "", token)]
        span = self._named_body(token)
        if span is not None:
            name = fold(span.text)
            theirs = self.fuller(fold(span[:-1].text)) if lemma in _PEOPLE_OF_ONE else None
            if theirs is not None:
                return [theirs.at(where.start_char, where.end_char)]  # "Orr elders" of the Orr Nation
            shorter = next((o for o in self.organisations.values() if name.startswith(f"{o.party} ")), None)
            return [shorter or replace(self.party(name, token), role=lemma)]
        if definite and not [m for m in modifiers if m.tag_ != "PRP$" and m.lower_ not in _NOT_TELLING]:
            known = self.mentioned(token, governors)
            if known is not None:
                return [known.at(where.start_char, where.end_char)]
        if (
            definite
            and token.tag_ == "NN"
            and (state := self._state_as_described(lemma, modifiers)) is not None
        ):
            return [self.party(state, token)]
        the = definite or any(g.lower_ == "the" for c in modifiers for g in c.children)
        alike = self.named_like(token) if the else None
        if alike is not None:
            return [alike.at(where.start_char, where.end_char)]
        if definite and owner is None and token.tag_ == "NN" and (only := self._only_one(lemma, modifiers)):
            return [self.party(only, token)]
        if owner is not None and owner.party and self.now.is_state(owner.party) and lemma in _STATE_AGENCIES:
            return [self.party(owner.party, token)]
        if owner is not None and owner.party and lemma == "staff" and self._is_general(token):
            return [self.party(owner.party, token)]
        if owner is not None and owner.party and lemma in _PARTS:
            return [self.party(owner.party, token)]
        if owner is not None and owner.party and owner.known and lemma in ARMED | _RUNNING_IT:
            return [self.party(owner.party, token)]
        if owner is None and ("first" in {m.lower_ for m in modifiers} or lemma in ("band", "tribe")):
            tribe = self.of_kind(frozenset({Kind.PEOPLE}))
            if tribe is not None and lemma in ("nation", "band", "tribe"):
                return [self.party(tribe, token)]
        if owner is not None and lemma in ("agency", "authority") and self.now.is_state(owner.party):
            return [self.party(owner.party or "", token)]
        if owner is not None and lemma in ("neighbour", "neighbor") and token.tag_ == "NN":
            facing = self.opposite(owner.party or "")
            return [self.party(facing, token)] if facing is not None else []
        if owner is not None and owner.party and (lemma in nouns.STATE_NOUNS or possessed):
            if lemma not in _NOT_THE_OWNERS and (lemma in nouns.GROUPS or lemma in nouns.STATE_NOUNS):
                return [self.party(owner.party, token)]
            if (
                possessed
                and token.tag_ == "NNS"
                and lemma not in _NOT_THE_OWNERS
                and nouns.is_agentive_suffix(lemma)
            ):
                return [self.party(owner.party, token)]
        people = next(
            (
                p
                for c in token.children
                if c.dep_ == "prep" and c.lower_ == "of"
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
        if lemma in _COLLECTIONS and people is not None and not is_name_word(people):
            found = self.refer(people)
            if found:
                return found
        lost = token.is_sent_start and token.text[0].isupper() and token.text in self.capitalised
        lost = lost and token.text not in nouns.ORGANISATIONS
        if lost and not modifiers and not any(t.text == token.lower_ for t in self.doc):
            return [self.party(token.text, token)]  # a name that the tagger takes for a noun
        quoted = token.i > 0 and self.doc[token.i - 1].text in ('"', "“")
        if quoted and token.tag_ == "NN" and token.text.islower():
            return []  # he calls that "theatre"
        if token.tag_ == "NNS" and lemma in _HOUSES:
            return []  # "would love to see schools come"
        serving = lemma == "service" and any(m.lower_ in _SERVICES for m in modifiers)
        serving |= lemma == "hall" and any(m.lower_ in ("city", "town", "county") for m in modifiers)
        if not serving and not (
            nouns.is_agentive(lemma) or (token.tag_ == "NNS" and nouns.is_agentive_suffix(lemma))
        ):
            return self._sentence_initial_name(token)
        where = described(token)
        name = " ".join(bare(where).split())
        opens = next((w for w in where if name.startswith(w.text)), token)
        if not is_name_word(opens) and opens.ent_type_ not in ("NORP", "GPE", "LOC"):
            first, _, rest = name.partition(" ")
            name = f"{first.lower() if first.isupper() else first[0].lower() + first[1:]} {rest}".strip()
        return [
            Who(
                party=name,
                name=name,
                group=name,
                known=False,
                start=where.start_char,
                end=where.end_char,
                plural=token.tag_ == "NNS",
                role=lemma,
            )
        ]

    def _state_as_described(self, lemma: str, modifiers: list[Token]) -> str | None:
        """Give what *the West African state*, *the island nation* means: the state last spoken of."""
        if lemma not in (*_GENERIC_STATES, "state") or not modifiers or lemma == "island":
            return None
        where = all(m.text[0].isupper() or m.lower_ in _LYING for m in modifiers)
        if not where or any(m.i in self.spots for m in modifiers):
            return None
        state = frozenset({Kind.STATE})
        return self.now.latest(lambda party: self.kinds.fits(party, state)) or self.now.latest(
            self.kinds.unknown
        )

    def opposite(self, own: str) -> str | None:
        """Give the one other state or place that acts in a report (*its southern neighbour*)."""
        placed = [
            party
            for party, weight in self.weights.items()
            if party != own and weight >= 2 and (self.kinds.unknown(party) or self.kinds.fits(party, _PLACED))
        ]
        states = [party for party in placed if self.now.is_state(party)]
        found = states or placed
        return found[0] if len(found) == 1 else None

    def _is_general(self, staff: Token) -> bool:
        """Tell an army's *general staff* from the people who work for somebody."""
        return any(c.lower_ == "general" for c in staff.children)

    def named_like(self, token: Token) -> Who | None:
        """Give the body in whose name all words of a description stand (*the town council*)."""
        parts = [c for c in token.children if c.dep_ in _MODIFIERS and c.i < token.i and c.tag_ != "PRP$"]
        if not parts or token.text[0].isupper() or not all(c.text.islower() for c in parts):
            return None
        wanted = {_stem(c.text) for c in (*parts, token)}
        found = {
            who.party: who
            for who in self._introduced(token)
            if wanted <= {_stem(word) for word in re.findall(r"[\w'’]+", who.party or "")}
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _only_one(self, lemma: str, modifiers: list[Token]) -> str | None:
        """Give the one party of a kind that *the quarry operator*, *the rail union* can mean."""
        wanted = OF_NOUN.get(lemma, frozenset())
        if not modifiers or len(wanted) != 1 or not wanted & {Kind.COMPANY, Kind.UNION}:
            return None
        if not all(m.pos_ == "NOUN" and m.text.islower() for m in modifiers):
            return None
        fitting = {
            w.party for w in self.now.parties if w.party and w.known and self.kinds.fits(w.party, wanted)
        }
        fitting = {p for p in fitting if self.kinds.share(p, wanted) >= 0.5 and not self.now.is_state(p)}
        return fitting.pop() if len(fitting) == 1 else None

    def _named_body(self, token: Token) -> Span | None:
        """Give the name of a body that ends in a common noun (*Hartwell family*, *Keewa band council*)."""
        lemma = token.lemma_.lower()
        if lemma not in OF_NOUN and not nouns.is_agentive(lemma) and not token.text[0].isupper():
            return None
        if goes_on(token) and token.text[0].islower():
            return None
        if token.text[0].isupper() or token.tag_ == "NNS":
            before = token.nbor(-1) if token.i > token.sent.start else None
            if before is None or not is_name_word(before) or before.i in self.spots:
                return None
            span = organisation_span(token)
        else:
            span = body_span(token, self.spots)
        return span if span is not None and len(span) > 1 and span.start not in self.spots else None

    def mentioned(self, token: Token, governors: Sequence[Who]) -> Who | None:
        """Give what *the union*, *the party*, *the country*, *the rebels* or *the bloc* means."""
        lemma = token.lemma_.lower()
        for child in token.children:  # "the three powers, known as the E3"
            if child.dep_ == "acl" and child.lower_ in ("known", "called"):
                within = (t for t in child.subtree if t.i in self.spots and t.dep_ != "amod")
                spot = next((self.spots[t.i] for t in within), None)
                if spot is not None:
                    return self.party(spot.name.party, token)
        armed = lemma in ARMED or any(
            c.lemma_.lower() in ARMED or c.lower_ == "armed" for c in token.children
        )
        wanted = frozenset({Kind.ARMED}) if armed else OF_NOUN.get(lemma, frozenset())
        speaking = [
            w.party for w in governors if w.party and w.kind is not SourceKind.MEDIUM and w.party != w.name
        ]
        if lemma == "authority" and token.tag_ == "NNS":
            return self._government(token, speaking)
        if token.tag_ == "NNS" and not armed:
            return self._of_members(token)
        if lemma == "authority" and token.tag_ == "NN":
            called = next((w for w in self._introduced(token) if self._called(w, lemma)), None)
            if called is not None:
                return called
        if lemma in ("government", "authority", "cabinet"):
            return self._government(token, speaking) or self._of_minister(governors)
        if lemma in _GENERIC_STATES and any(c.lower_ == "that" for c in token.children):
            before = self._last_placed(token)
            if before is not None:
                return before
        if lemma in _GENERIC_STATES:
            state = self.now.state([w.party for w in governors if w.party])
            if state is not None:
                return Who(party=state, name=state, group=state)
        introduced = self._introduced(token)
        named = [w for w in introduced if self._called(w, lemma)]
        named.sort(key=lambda w: not self._is_one(w, lemma))
        fitting = [w for w in introduced if self.kinds.fits(w.party or "", wanted)]
        fitting.sort(key=lambda w: self.kinds.share(w.party or "", wanted) < 0.6)
        spoken_of = any(w.role == lemma and not w.known and w.kind is None for w in self.now.parties)
        for party in speaking:  # "the company", says its chief
            unknown = wanted and self.kinds.unknown(party) and not spoken_of
            unknown = unknown or (wanted and not fitting and not spoken_of and self.kinds.unsure(party))
            if any(w.party == party for w in (*named, *fitting)) or unknown:
                return self.party(party, token)
        described = next(
            (w for w in self.now.parties if not w.known and w.role == lemma and w.party and w.kind is None),
            None,
        )
        if described is not None and not named:
            near = any(described.party in s for s in self.now.recent)
            if near or self.now.counts[described.party or ""] > 1:
                return described
        if not named and wanted == {Kind.REGION}:  # "the county" of the county council
            body = next((w for w in self.now.parties if (w.party or "").startswith(f"{lemma} ")), None)
            if body is not None:
                return self.party(body.party or "", token)
        same_head = None if named else self._same_head(token, lemma)
        if same_head is not None:
            return same_head
        fitting = [w for w in fitting if not is_otherwise(w, lemma)]
        about = (
            {w.party for w in self._about_before(token) if w.kind is None} if token.tag_ == "NN" else set()
        )
        new = [w for w in introduced if w.party in about and self.kinds.unknown(w.party or "")]
        if new and fitting and not named and not (new[0].party or "").endswith(" family"):
            return new[0]  # "Tarn is in no hurry. The company …", of which nothing else is known
        for some in (named, fitting):
            if len(some) > 1:
                some.sort(key=lambda w: w.party not in about)
            if some:
                return some[0]
        for i in range(token.sent.start, token.i):
            bloc = lemma in (*_GENERIC_ORGANISATIONS, "bloc") and i in self.spots
            if bloc and self.spots[i].name.kind is NameKind.BLOC:
                return self.party(self.spots[i].name.party, self.doc[i])
        if lemma in _GENERIC_ORGANISATIONS:
            for party in self._subjects_before(token):  # "The Front will free them, the group said"
                if not self.now.is_state(party) and self.kinds.fits(party, wanted):
                    return self.party(party, token)
            return next((w for w in introduced if self.kinds.unknown(w.party or "")), None)
        later = self.descriptions.called.get(lemma, set())
        if len(later) == 1 and token.tag_ == "NN" and not introduced:
            return self.party(next(iter(later)), token)  # named further on
        if lemma == "bloc":
            blocs = [w for w in self.now.parties if w.party and not self.now.is_state(w.party) and w.known]
            return next((Who(party=w.party, name=w.party or "", group=w.party or "") for w in blocs), None)
        return None

    def _same_head(self, token: Token, lemma: str) -> Who | None:
        """Give what *the board* means where the text spoke of *the harbour board* before."""
        if token.tag_ != "NN" or not self._is_bare(token):
            return None
        for before in reversed(self._nouns_like(lemma)):
            if not token.i - _FAR <= before.i < token.i or before.tag_ != "NN" or self._is_bare(before):
                continue
            of = any(c.lower_ == "of" and c.i == before.i + 1 for c in before.children)
            if of or any(c.dep_ == "compound" and c.text.islower() for c in before.children):
                found = [w for w in self.refer(before) if w.party and not w.is_person]
                if found and not found[0].known:
                    return found[0]
        return None

    def _nouns_like(self, lemma: str) -> list[Token]:
        """Give the places of a report where a noun stands."""
        if not self._by_lemma:
            for token in self.doc:
                if token.pos_ == "NOUN":
                    self._by_lemma[token.lemma_.lower()].append(token)
        return self._by_lemma.get(lemma, [])

    def _is_bare(self, token: Token) -> bool:
        return not any(c.dep_ in (*_MODIFIERS, "nummod", "prep", "relcl", "acl") for c in token.children)

    def _introduced(self, token: Token) -> list[Who]:
        """Give the parties named before a token, no states or people, the last spoken of first."""
        spoken = [
            Who(party=w.party, name=w.party, group=w.party, role=w.role if w.kind is None else "")
            for w in self.now.parties
            if w.party
            and w.known
            and not self.now.is_state(w.party)
            and not (w.party == w.name and w.is_person)
        ]
        listed = [w for w in self.organisations.values() if w.start <= token.idx]
        roles = {w.party: w.role for w in listed if w.role}
        listed.sort(key=lambda w: (-self.now.counts[w.party or ""], -w.start))
        found: dict[str | None, Who] = {}
        for who in (*spoken, *listed):
            if who.party not in found:
                role = roles.get(who.party) if not who.role else None
                found[who.party] = replace(who, role=role) if role else who
        return list(found.values())

    def _is_one(self, who: Who, lemma: str) -> bool:
        """Tell whether a party is a body of a kind, and not only named after one (*Dairy Farmers' Union*)."""
        if who.role == lemma or who.party in self.descriptions.called.get(lemma, ()):
            return True
        if who.party in RIVER_BANKS:
            return False
        last = re.split(r" (?:of|for) ", who.party or "")[0].split()[-1:]
        return [one_spelling(word) for word in last] == [one_spelling(lemma)]

    def _called(self, who: Who, lemma: str) -> bool:
        """Tell whether a party is called by a noun: it was introduced with it, or its name has it."""
        if who.role == lemma or who.party in self.descriptions.called.get(lemma, ()):
            return True
        if not OF_NOUN.get(lemma, frozenset()) - _PLACED or self.kinds.share(who.party or "", _PLACED) > 0.6:
            return self._is_one(who, lemma)  # no county is Vale County Hospital, and no bank the West Bank
        return one_spelling(lemma) in re.findall(r"\w+", one_spelling(who.party or ""))

    def _of_members(self, token: Token) -> Who | None:
        """Give the union or league whose name says whom it is of, for *the nurses*, *the drivers*."""
        stem = {"councillor": "council", "councilor": "council"}.get(
            token.lemma_.lower(), token.lemma_.lower()
        )
        unions = [
            w for w in self._introduced(token) if self.kinds.fits(w.party or "", frozenset({Kind.UNION}))
        ]
        if stem in ("striker", "picket") and len({w.party for w in unions}) == 1:
            return unions[0]
        of_them = self.descriptions.members.get(token.lemma_.lower(), set())
        if len(of_them) == 1 and not any(c.dep_ in _MODIFIERS for c in token.children):
            return self.party(next(iter(of_them)), token)
        for who in self._introduced(token):
            words_ = {_stem(w) for w in (who.party or "").split()}
            if (
                len(stem) > 3
                and words_ & {stem, re.sub("e?r$", "", stem)}
                and self.kinds.fits(who.party or "", _WITH_MEMBERS)
            ):
                return who
        if not unions:  # "the farmers" of the Farmers' Bloc
            parties = {w.party: w for w in self._introduced(token) if f"{stem}s'" in (w.party or "").lower()}
            if len(parties) == 1:
                return next(iter(parties.values()))
        if OF_NOUN.get(stem, frozenset()) == {Kind.PEOPLE}:  # "the villagers"
            return next(
                (
                    w
                    for w in (*self.now.parties, *self._introduced(token))
                    if w.role in _PEOPLES or self.kinds.fits(w.party or "", frozenset({Kind.PEOPLE}))
                ),
                None,
            )
        return None

    def _sentence_initial_name(self, token: Token) -> list[Who]:
        """Take a word that opens a sentence for a name if the text has it with a capital elsewhere."""
        if not (token.text[0].isupper() and token.is_sent_start):
            return []
        if token.text not in self.organisations and (fuller := self.fuller(token.text)) is not None:
            return [fuller.at(token.idx, token.idx + len(token))]
        explained = any(c.dep_ == "appos" for c in token.children)
        adjectives = {f"{token.text}{end}" for end in ("n", "an", "ian", "er")}  # "Karavia" of the Karavians
        if token.text in self.capitalised or explained or adjectives & self.capitalised:
            return [self.party(token.text, token)]
        return []
