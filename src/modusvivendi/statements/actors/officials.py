"""Whom nouns for offices and the people in them refer to: spokespeople, ministries, officials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.gazetteer import fold
from modusvivendi.statements.actors.groups import ARMED, Groups
from modusvivendi.statements.actors.kinds import Kind
from modusvivendi.statements.actors.names import is_name_word
from modusvivendi.statements.actors.offices import PORTFOLIOS
from modusvivendi.statements.actors.phrases import bare, group_of, is_role, phrase
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_MODIFIERS = ("compound", "amod", "nmod", "poss")
_STATE_BODIES = nouns.words(
    "ministry department embassy army military parliament treasury cabinet presidency mission office "
    "police navy"
)
_OF_GOVERNMENT = nouns.words("army military parliament cabinet presidency police navy treasury")
_OF_ONE_NAME = nouns.words(
    "council commission board regulator committee authority bank bureau tribunal directorate inspectorate "
    "ombudsman secretariat"
)
"""Bodies that the text has mostly given a name before."""
_MADE_UP = nouns.words("committee council board group delegation assembly panel commission")
_STANDING_FOR = nouns.words("represent speak unite group")
_OF_TOWNS = nouns.words("council assembly")
_OF_SERVICES = nouns.words("health school water harbour harbor hospital education port housing library roads")
"""What a board that is a public body by itself is for."""
_UNNAMED = nouns.words(
    "league federation association club regulator guild court board trust council fund bank"
)
_WITH_OFFICIALS = nouns.words("ministry department office treasury presidency secretariat")
_ANOTHER = nouns.words("second third fourth other another")
_SINGLE = nouns.words("chief lead head main special permanent principal top")
"""What an office is called that only one has at a time."""


class Officials(Groups):
    """Reference of nouns for offices and officials; see `modusvivendi.statements.actors.cast.Cast`."""

    def _plain(
        self,
        token: Token,
        party: str | None,
        kind: SourceKind | None,
        *,
        name: str = "",
        expert: bool = False,
    ) -> Who:
        where = phrase(token)
        shown = name or bare(where)
        return Who(
            party=party,
            name=shown,
            kind=kind,
            group=shown,
            start=where.start_char,
            end=where.end_char,
            expert=expert,
            plural=token.tag_ == "NNS",
            role=token.lemma_.lower(),
        )

    def _spokesperson(self, token: Token, owner: Who | None) -> list[Who]:
        where = phrase(token)
        shown = bare(where)
        lemma = token.lemma_.lower()
        for child in token.children:  # "a spokesman for the environment department in London"
            if child.dep_ == "prep" and child.lower_ in ("for", "of"):
                pobj = next((p for p in child.children if p.dep_ == "pobj"), None)
                if pobj is not None:
                    shown = f"{bare(phrase(pobj))} {lemma}"
                    found = self.refer(pobj)
                    if found and found[0].party:
                        owner = found[0]
        named_before = self.remembered(token) if owner is None and self._is_the(token) else None
        if named_before is not None:
            return [named_before]
        if owner is None:
            party = (
                self.now.state()
                if any(c.lower_ in ("ministry", "government", "army") for c in token.subtree)
                else None
            )
            here = self._subjects_before(token) or self._named_before(token)
            here = here or self._subjects_just_before(token)
            if party is None and here:
                party = here[0]
            whose = next((c for c in token.children if c.dep_ == "compound" and c.lemma_ in _UNNAMED), None)
            if party is None and whose is not None:
                party = whose.lemma_  # "a league spokesman" of a league without a name
            if party is None and self.now.parties:
                party = self.now.parties[0].party
        else:
            party = owner.party
        if owner is not None and owner.is_person:
            shown = f"{owner.name}'s {lemma}"
        elif party and (shown.lower() == token.lower_ or any(c.tag_ == "PRP$" for c in token.children)):
            shown = f"{self.known.adjective(party)} {lemma}"
        return [self._plain(token, party, SourceKind.BODY, name=shown)]

    def _named_before(self, token: Token) -> list[str]:
        """Give the party that is the subject of the clause before (*Tarn was ready; a spokesman said*)."""
        for t in self.doc[token.sent.start : token.i]:
            if t.dep_ in ("nsubj", "nsubjpass") and is_name_word(t):
                return [w.party for w in self.refer(t) if w.party and w.kind is None and w.role != "place"]
        return []

    def _officials_just_before(self, token: Token) -> list[str]:
        """Give the state whose official the sentence before is about (*A diplomat at the embassy said*)."""
        start = token.sent.start
        if start <= self.paragraph:
            return []
        subjects = [t for t in self.doc[start - 1].sent if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"]
        told = [w for w in self.now.parties if w.kind is not None and self.now.is_state(w.party)]
        return [w.party or "" for w in told for t in subjects if w.start <= t.idx < w.end]

    def _is_the(self, token: Token) -> bool:
        """Tell whether a noun stands with *the* and nothing else before it."""
        before = [c for c in token.children if c.i < token.i]
        return [c.lower_ for c in before] == ["the"] and token.tag_ == "NN"

    def _ministry(self, token: Token) -> str | None:
        """Give whose *the energy ministry* is, by its minister, and *the ministry*, by the one named last."""
        if token.lemma_.lower() not in ("ministry", "department"):
            return None
        if any(c.dep_ in ("poss", "prep") or c.i in self.spots for c in token.children):
            return None
        portfolio = " ".join(c.lower_ for c in token.children if c.dep_ in _MODIFIERS and c.i < token.i)
        office = f"{portfolio} minister" if portfolio else token.lemma_.lower()
        who = self.now.offices.get(office) if portfolio or self._is_the(token) else None
        near = any(self.now.is_state(party) for parties in self.now.recent for party in parties)
        if who is None and not portfolio and not near and self._is_the(token):
            who = next((w for w in reversed(self.now.offices.values()) if w.role == office), None)
        if who is not None:
            return who.party
        return None

    def refer_body(self, token: Token, governors: Sequence[Who] = ()) -> list[Who]:
        """Resolve *the foreign ministry in Ankara*, *Macron's office* with the party it speaks for."""
        named = self._of_a_town(token)
        if named is not None:
            return [named]
        owner = self.owner(token)
        lemma = token.lemma_.lower()
        described = owner is None or (owner.kind is None and not owner.known)
        if described and self._is_of_many(token):
            return self.group(token, None, False, ())  # "the local doctors' committee"
        ministry = self._ministry(token)
        if ministry is not None:
            return [self._plain(token, ministry, SourceKind.BODY)]
        if owner is None and not any(c.dep_ in _MODIFIERS for c in token.children):
            for (
                who
            ) in governors:  # "the army", says a commander of the Liberation Army, or the junta's spokesman
                ruling = lemma in _OF_GOVERNMENT and (who.party or "").split()[-1:] in (["junta"], ["regime"])
                if who.party and not who.expert and (ruling or lemma in who.party.lower().split()):
                    return [self.party(who.party, token)]
        shown = bare(phrase(token))
        if owner is None and lemma == "office" and any(c.lower_ == "head" for c in token.children):
            firms = frozenset({Kind.COMPANY, Kind.UNION})
            firm = self.now.latest(lambda party: self.kinds.fits(party, firms))
            if firm is not None:
                return [self.party(firm, token)]
        if owner is None and not any(c.dep_ in _MODIFIERS for c in token.children):
            known = self.mentioned(token, ()) if lemma in _OF_ONE_NAME else None
            if known is not None and known.party:
                return [self.party(known.party, token)]
        alike = self.named_like(token) if owner is None else None
        if alike is not None:
            return [self.party(alike.party or "", token)]
        if owner is None and any(c.lower_ in ("band", "tribal") for c in token.children):
            tribe = self.now.latest(lambda party: self.kinds.fits(party, frozenset({Kind.PEOPLE})))
            if tribe is not None:
                return [self.party(tribe, token)]
        party = owner.party if owner is not None else None
        armed = any(c.lemma_.lower() in ARMED for c in token.children if c.dep_ in _MODIFIERS)
        if owner is None and armed:  # "the guerrilla army"
            return self.group(token, None, True, ())
        if owner is None and lemma in _STATE_BODIES:
            here = [*self._subjects_before(token), *self._subjects_just_before(token)]
            party = self.now.government(here) if lemma in _OF_GOVERNMENT else self.now.state(here)
        if (
            owner is None
            and lemma in ("executive", "board", "committee")
            and not any(c.dep_ == "compound" and c.lower_ in _OF_SERVICES for c in token.children)
            and self.now.organisation() is not None
        ):
            party = self.now.organisation().party  # type: ignore[union-attr]
        if owner is not None and owner.is_person and owner.name.lower() not in PORTFOLIOS:
            shown = f"{owner.name.split()[-1]}'s {lemma}"
        elif party in self.known.demonym and lemma in ("ministry", "department", "embassy", "mission"):
            inner = [
                c.text
                for c in token.lefts
                if c.dep_ in ("compound", "amod", "nmod") and c.i not in self.spots
            ]
            shown = " ".join(
                [self.known.adjective(party or ""), *[w.capitalize() for w in inner], lemma.capitalize()]
            )
        if party is None and lemma == "ministry" and shown.islower():
            called = (w.party for w in self.now.parties if w.party and w.party.endswith(" Ministry"))
            own = self._one_of_several(token) or next(called, None)
            if own is not None:
                return [replace(self.party(own, token), role=lemma)]
            party = "government"  # of a state that the report does not name
        if party is None:
            name = fold(shown)
            return [
                Who(
                    party=name,
                    name=name,
                    group=name,
                    known=False,
                    start=token.idx,
                    end=token.idx + len(token),
                    role=lemma,
                )
            ]
        return [self._plain(token, party, SourceKind.BODY, name=shown)]

    def _one_of_several(self, ministry: Token) -> str | None:
        """Give the ministry itself where a report sets two of a government that it does not name apart."""
        named = {
            t.i: f"{words[-1]} {t.lower_}"
            for t in self.doc
            if t.lower_ == "ministry" and (words := [c.lower_ for c in t.children if c.lower_ in PORTFOLIOS])
        }
        if len(set(named.values())) < 2:
            return None
        before = [name for i, name in named.items() if i < ministry.i]
        return named.get(ministry.i) or (before[-1] if before else None)

    def _is_of_many(self, body: Token) -> bool:
        """Tell whether a body is made of people who are only described (*a committee of eleven funds*)."""
        if body.lemma_.lower() not in _MADE_UP:
            return False
        of = (p for c in body.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")
        if any(c.dep_ in ("acl", "relcl") and c.lemma_ in _STANDING_FOR for c in body.children):
            return True  # "a committee representing the largest of them", "which speaks for two thirds"
        return any(t.tag_ == "NNS" for t in (*of, *(c for c in body.children if c.dep_ == "poss")))

    def _of_a_town(self, token: Token) -> Who | None:
        """Read *Norra council* where *Norra* is no party as such, but perhaps a word in one's name."""
        if token.lemma_.lower() not in _OF_TOWNS:
            return None
        place = next((c for c in token.children if c.dep_ == "compound" and c.i == token.i - 1), None)
        if place is None or not is_name_word(place) or place.i in self.spots:
            return None
        name = fold(self.doc[place.left_edge.i : token.i + 1].text)
        if place.text in self.organisations or place.text in self.people or not name[0].isupper():
            return None
        return self.organisations.get(name) or replace(self.party(name, token), role=token.lemma_.lower())

    def _official(
        self, token: Token, owner: Who | None, definite: bool, governors: Sequence[Who] = ()
    ) -> list[Who]:
        where = phrase(token, with_place=True)
        lemma = token.lemma_.lower()
        plural = token.tag_ == "NNS" or lemma == "people"
        modified = any(
            c.dep_ in (*_MODIFIERS, "prep", "acl", "relcl") and c.lower_ != "same" for c in token.children
        )
        pointing = any(c.lower_ in ("same", "those", "these") for c in token.children)
        remembered = self.remembered(token) if owner is None and definite and not plural else None
        if remembered is not None:
            return [remembered]
        if (pointing or (definite and not modified)) and self.now.unnamed:
            earlier = next((w for w in self.now.unnamed if w.role == lemma), self.now.unnamed[0])
            return [earlier.at(where.start_char, where.end_char)]
        if (
            lemma in ("member", "soldier", "worker", "engineer", "negotiator", "inspector")
            and owner is not None
            and plural
        ):
            return [self.party(owner.party, token)] if owner.party else []
        if lemma == "member" and plural and not modified and not definite:
            for who in governors:  # "members would walk out, the union's secretary said"
                if who.party and not self.now.is_state(who.party) and who.kind is not SourceKind.MEDIUM:
                    return [self.party(who.party, token)]
        party = owner.party if owner else None
        adjectives = {c.lower_ for c in token.children if c.dep_ in ("amod", "compound", "nmod")}
        # "sources within European diplomatic circles" are European people, too.
        among = {
            g.lower_
            for c in token.children
            if c.dep_ == "prep" and c.lower_ in ("in", "within", "inside", "among", "from", "of")
            for place in c.children
            if place.dep_ == "pobj"
            for g in place.children
            if g.dep_ in ("amod", "compound", "nmod")
        }
        if "european" in adjectives or (party is None and "european" in among):
            party = "European Union"
        elif "western" in adjectives:
            party = f"Western {lemma}s"
        elif (
            owner is not None
            and any(
                c.dep_ == "prep" and c.lower_ in ("in", "at") and self._of_place(c) for c in token.children
            )
            and not adjectives & {"government", "ministry", "senior", "local"}
            and owner.party != "European Union"
            and lemma == "diplomat"
        ):
            party = None  # posted there, not from there
        if party is None and lemma == "official":
            party = next(iter(self._opening_place(token) or self._there(token)), None)
        if party is None and token.lower_ in ("officials", "diplomats") and not modified and self.now.unnamed:
            party = self.now.unnamed[0].party
        shown = bare(where).strip(" ,")
        if shown.lower() == token.lower_ and party in self.known.demonym:
            shown = f"{self.known.adjective(party or '')} {token.lower_}"
        if party is None and self._is_of_last_ministry(token, modified=modified):
            party = self.now.parties[0].party
        if party is None and adjectives & _ANOTHER:  # "a second member" of those whose first one spoke
            party = next((w.party for w in self.now.unnamed if w.role == lemma), None)
        return [
            Who(
                party=party,
                name=shown,
                kind=SourceKind.PERSON if self._is_one_office(token, definite) else SourceKind.UNNAMED,
                group=group_of(party, lemma, shown, self.known),
                start=where.start_char,
                end=where.end_char,
                plural=plural,
                role=lemma,
            )
        ]

    def _is_of_last_ministry(self, token: Token, *, modified: bool) -> bool:
        """Tell whether *a senior official* follows upon what his ministry is told to want."""
        senior = not modified or {c.lower_ for c in token.children if c.dep_ == "amod"} <= {"senior", "top"}
        told = token.lemma_ == "official" and token.tag_ == "NN" and token.dep_ == "nsubj"
        from_there = any(c.dep_ in ("prep", "compound", "poss") or c.i in self.spots for c in token.children)
        last = self.now.parties[0] if self.now.parties else None
        of_it = last is not None and last.kind is SourceKind.BODY and last.role in _WITH_OFFICIALS
        near = len(self.now.recent) > 1 and last is not None and last.party in self.now.recent[-2]
        return told and senior and of_it and near and not from_there

    def _is_one_office(self, token: Token, definite: bool) -> bool:
        """Tell whether an office is one that a single person holds: *their chief negotiator*."""
        if token.tag_ != "NN" or any(c.lower_ in ("a", "an", "one") for c in token.children):
            return False
        owned = definite or any(
            c.dep_ == "poss" or (c.i in self.spots and c.dep_ in _MODIFIERS) for c in token.children
        )
        return owned and any(c.lower_ in _SINGLE for c in token.children if c.dep_ in _MODIFIERS)

    def remember_office(self, token: Token) -> None:
        """Keep whose office is named (*its chief negotiator said*), for *the chief negotiator* later."""
        of_state = token.lemma_.lower() in _STATE_BODIES
        if not of_state and not is_role(token):
            return
        owned = any(
            c.dep_ == "poss"
            or (c.lower_ in ("for", "of") and (token.lemma_ in nouns.SPOKES or token.lemma_ == "envoy"))
            for c in token.children
        )
        if of_state and self.owner(token) is not None:
            owned = True
        elif not is_role(token):
            return
        if token.tag_ not in ("NN", "NNP") or not owned:
            return
        for who in self.refer(token):
            if who.party and who.kind is not SourceKind.MEDIUM:
                self.now.offices.pop(self._office(token), None)  # the last named is the last in it
                self.now.offices[self._office(token)] = who
                if token.lemma_ in ("envoy", *nouns.SPOKES):
                    self.now.offices[token.lemma_] = who

    def _office(self, token: Token) -> str:
        parts = [c.lower_ for c in token.children if c.dep_ in ("amod", "compound") and c.i < token.i]
        return " ".join([*parts, token.lemma_.lower()])

    def remembered(self, token: Token) -> Who | None:
        """Give whose an office was when it was named before (*its chief negotiator*)."""
        who = self.now.offices.get(self._office(token))
        return who.at(token.idx, token.idx + len(token)) if who is not None else None

    def _of_place(self, preposition: Token) -> bool:
        return any(p.dep_ == "pobj" and p.i in self.spots for p in preposition.children)

    def _holder(self, token: Token, owner: Who | None, definite: bool) -> list[Who]:
        lemma = token.lemma_.lower()
        if token.tag_ == "NNS" and lemma in ("owner", "founder"):
            return self.group(token, None, definite, ())
        if token.tag_ == "NNS":
            if lemma == "minister" and owner is None:
                name = next(
                    (w.party for w in self.now.parties if w.party and w.party.endswith(" government")),
                    "government",
                )
                return [
                    Who(
                        party=name,
                        name=name,
                        group=name,
                        known=name != "government",
                        start=token.idx,
                        end=token.idx + len(token),
                        plural=True,
                        role=lemma,
                    )
                ]
            if owner is not None and owner.party and not any(c.lower_ == "european" for c in token.children):
                return [self.party(owner.party, token)]
            return self.group(token, owner, definite, ())
        indefinite = any(c.lower_ in ("a", "an", "one") for c in token.children)
        portfolio = any(c.lower_ in PORTFOLIOS for c in token.children)
        if not indefinite:
            if lemma == "owner" and any(
                c.dep_ == "poss" and c.pos_ == "NOUN" and c.text.islower() and c.lemma_ not in nouns.GROUPS
                for c in token.children
            ):
                owner = None
            for who in [*self.now.people, *self.people.values()]:
                if portfolio and not self.now.is_state(who.party) and who.party != "government":
                    continue
                if who.role and who.role == lemma and (owner is None or owner.party == who.party):
                    return [who.at(token.idx, token.idx + len(token))]
        remembered = self.remembered(token) if owner is None and definite else None
        if remembered is not None:
            return [remembered]
        if lemma in nouns.CLERGY and not indefinite and any(c.lower_ == "of" for c in token.children):
            return self.group(token, None, definite, ())  # "the bishop of Norra" speaks for no town
        posted = lemma in ("ambassador", "envoy") and any(c.dep_ == "prep" for c in token.children)
        if posted and indefinite and not any(c.i in self.spots for c in token.children):
            western = any(c.lower_ == "western" for c in token.children)
            return [self._plain(token, "Western diplomats" if western else None, SourceKind.UNNAMED)]
        party = owner.party if owner is not None else self.party_of_office(lemma, portfolio, token)
        if party is None:
            return self.group(token, owner, definite, ())
        return [self._plain(token, party, SourceKind.UNNAMED if indefinite else SourceKind.PERSON)]
