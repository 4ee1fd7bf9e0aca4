"""Whose an office is: its owner's, else the nearest party's of a kind that has such an office."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.aliases import Aliases, spot_aliases
from modusvivendi.statements.actors.census import Census
from modusvivendi.statements.actors.cities import CITIES, city_acts, speaking_from
from modusvivendi.statements.actors.descriptions import Descriptions
from modusvivendi.statements.actors.discourse import Discourse
from modusvivendi.statements.actors.gazetteer import Gazetteer, NameKind, fold, gazetteer
from modusvivendi.statements.actors.kinds import OF_NOUN, OF_OFFICE, Kind, Kinds
from modusvivendi.statements.actors.names import is_name_word, name_span
from modusvivendi.statements.actors.phrases import is_role, portfolio_before
from modusvivendi.statements.actors.places import learn_states, neighbours
from modusvivendi.statements.actors.spoken_about import SpokenAbout
from modusvivendi.statements.actors.spots import Spot, drop_namesakes, spot
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

STATE_KINDS = (NameKind.COUNTRY, NameKind.DEMONYM, NameKind.CAPITAL, NameKind.SEAT, NameKind.BLOC)
PORTFOLIOS = nouns.words(
    "mining planning housing digital science tourism information technology religious social welfare local "
    "budget development resources forestry maritime shipping food rural regional indigenous immigration "
    "petroleum oil "
    "foreign transport defence defense home interior health trade energy finance environment justice "
    "education agriculture labour labor economy treasury business fisheries industry water migration "
    "prime state security culture presidential"
)

_OF_COMPANIES = nouns.words("director executive manager ceo owner boss chief officer")
_TELLING = (_OF_COMPANIES - {"chief", "boss"}) | nouns.words(
    "minister ambassador commander steward shareholder secretary"
)
"""Offices that tell what kind of party has them."""

_IN_FIRMS = nouns.words(
    "finance financial managing purchasing sales marketing commercial operations technical personnel human"
)
"""What directors of firms are for."""
_OF_ANYBODY = nouns.words(
    "director chairman chairwoman chairperson chair head chief leader negotiator spokesman spokeswoman "
    "spokesperson representative secretary-general coordinator commissioner"
)
"""Offices that parties of any kind have (*the migration director* of a state)."""
_OF = re.compile(r" (?:of|for) ")
OF_MINISTRIES = nouns.words("principal permanent cabinet parliamentary press")
"""What secretaries are called who are not those of unions or parties."""


def offices_of(role: str, portfolio: bool) -> frozenset[Kind]:
    """Give the kinds of parties that have an office; one with a portfolio is a government's or firm's."""
    if portfolio:
        return frozenset({Kind.COMPANY} if role in _OF_COMPANIES else {Kind.STATE, Kind.REGION})
    if role == "minister":
        return frozenset({Kind.STATE, Kind.REGION})
    return OF_OFFICE.get(role, frozenset(Kind))


class Offices(SpokenAbout):
    """Offices and the parties that have them; with what one report tells, the base of `Cast`.

    Parameters
    ----------
    doc
        The parsed report.
    year
        Year of the report where known, so that leaders are taken for those of their time.
    outlet
        The reporting outlet: what is told to it has no further medium in its chain.
    aliases
        The case's own names, which go before all others.
    """

    def __init__(
        self, doc: Doc, year: int | None = None, outlet: str | None = None, aliases: Aliases | None = None
    ) -> None:
        self.doc = doc
        self.known: Gazetteer = gazetteer()
        self.spots: dict[int, Spot] = spot(doc, self.known, year)
        drop_namesakes(doc, self.spots)
        self.census = Census(doc, self.spots)
        self.learned = learn_states(doc, self.spots, self.census)
        self.people: dict[str, Who] = {}
        self.told: frozenset[str] = frozenset()
        if aliases is not None:
            self._take(aliases)
        self._pairs: dict[int, Span] = {}
        self._by_lemma: defaultdict[str, list[Token]] = defaultdict(list)
        self._phrases: set[str] = set()  # names that are a phrase, of which no word alone is one
        self.outlet = fold(outlet).lower() if outlet else ""
        self.organisations: dict[str, Who] = {}
        self.kinds = Kinds()
        self.organs: Counter[str] = Counter()
        self.weights: Counter[str] = Counter()
        self.mediators: set[str] = set()
        self.go_betweens: set[str] = set()  # surnames of mediators
        self.descriptions = Descriptions()
        self.media: dict[str, str] = {}
        self.capitalised = {
            t.text
            for t in doc
            if t.text[0].isupper()
            and not t.is_sent_start
            and t.i
            and doc[t.i - 1].text not in ('"', "“", ":")
        }
        self.now = self.fresh()
        self._explicit_only = False
        self.paragraph = 0
        self.headed: str | None = None  # the party with whose name the paragraph opens
        self.voice: Who | None = None  # who says "I" and "we" where nobody is quoted
        self._city_acts = city_acts(doc)
        self._governed = any(
            t.lower_ == "government" and t.dep_ == "nsubj" and any(c.lower_ == "the" for c in t.children)
            for t in doc
        )

    def _take(self, aliases: Aliases) -> None:
        """Let a case's own names stand before all that the text tells."""
        states = frozenset(self.known.demonym) | self.learned
        self.learned |= spot_aliases(self.doc, self.spots, aliases, states)
        for name, party in aliases.persons.items():
            surname = name.split()[-1]
            self.people[surname] = Who(party, name, SourceKind.PERSON, group=name, role="representative")
        self.told = frozenset(name.split()[-1] for name in aliases.persons)
        for i in [
            i
            for i, s in self.spots.items()
            if s.name.kind is NameKind.PERSON and self.doc[i].text in self.told
        ]:
            del self.spots[i]

    def fresh(self) -> Discourse:
        """Give a discourse in which nothing has been spoken of yet."""
        known = frozenset(self.known.demonym) - {"European Union", "United Nations"}
        return Discourse(
            states=known | self.learned,
            organs=self.organs,
            weights=self.weights,
            mediators=self.mediators,
            lead=self._lead(),
            neighbours=neighbours(self.doc, self.spots),
        )

    def _lead(self) -> str | None:
        """Give the state that is the subject of a report's first sentence."""
        first = next((t for t in self.doc if t.pos_ != "SPACE"), None)
        subjects = (
            (t for t in first.sent if t.dep_ == "nsubj" and t.head.dep_ in ("ROOT", "ccomp")) if first else ()
        )
        named = (self.spots[t.i].name for t in subjects if t.i in self.spots)
        return next((name.party for name in named if name.kind in STATE_KINDS), None)

    def party(self, name: str, token: Token) -> Who:
        """Give a party as such, as named by a token."""
        return Who(party=name, name=name, group=name, start=token.idx, end=token.idx + len(token))

    def fuller(self, name: str) -> Who | None:
        """Give the organisation of which a name is the beginning or the end, if there is just one."""
        fits = self._longer(name)
        if not fits and name.endswith("s") and name in nouns.POLITICAL:
            fits = self._longer(name[:-1])  # "the Greens" of the Green Path
        if len(fits) > 1:  # "Marlow" is Marlow Foods, not the Marlow family
            fits = {
                party: who
                for party, who in fits.items()
                if party and party[0].isupper() and (party.split()[-1][0].isupper())
            }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _longer(self, name: str) -> dict[str | None, Who]:
        """Give the organisations whose names a name opens or closes, also before *of*."""
        words = name.split()
        n = len(words)
        return {
            who.party: who
            for key, who in self.organisations.items()
            if key != name
            and key not in self._phrases
            and len(parts := key.split()) > n
            and words in (parts[:n], parts[-n:], _OF.split(key)[0].split()[-n:])
        }

    def settled(self, name: str) -> str:
        """Give the party of a person whose party the text told only later, else the name as it is."""
        who = self.people.get(name.rsplit(maxsplit=1)[-1]) if name else None
        if who is None or who.name != name or not who.party or who.role:
            return name
        return who.party

    def is_outlet(self, name: str) -> bool:
        """Tell whether a medium is the reporting outlet itself."""
        lowered = fold(name).lower()
        if not self.outlet or not lowered:
            return False
        short = lowered in self.outlet and any(word in nouns.MEDIA_NAMES for word in name.split())
        ends = self.outlet.endswith(f" {lowered}") or self.outlet.split()[0] == lowered
        return short or ends or self.outlet in lowered  # but not "Norra" of the "Norra Falls Tribune"

    @abstractmethod
    def _of_the_text(self, wanted: frozenset[Kind]) -> str | None:
        """Give the party that a paragraph or a whole text is about, or from, if it has such an office."""

    @abstractmethod
    def remembered(self, token: Token) -> Who | None:
        """Give whose an office was when it was named before."""

    @abstractmethod
    def mentioned(self, token: Token, governors: Sequence[Who]) -> Who | None:
        """Give the party a definite description means."""

    @abstractmethod
    def pronoun(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        """Resolve a pronoun."""

    def appoint(self, who: Who, party: str) -> None:
        """Note whose office somebody has that the report named without an owner."""
        for surname, person in self.people.items():
            if person.name == who.name and person.party == who.party:
                self.people[surname] = replace(person, party=party)

    def party_of_office(self, role: str, portfolio: bool, token: Token) -> str | None:
        """Give the party of an office named without its owner: the nearest that has such an office."""
        if role == "governor":
            return self.of_kind(frozenset({Kind.REGION}))
        if role == "mayor" and self._city_acts:
            return self.now.latest(self._is_city) or self.of_kind(frozenset({Kind.REGION}))
        if role in nouns.INDEPENDENT or role in nouns.EXPERTS:
            return None
        wanted = offices_of(role, portfolio)
        if role == "president" and self._is_head_of_state(token) and self.now.state():
            wanted = frozenset({Kind.STATE})
        at_home = speaking_from(token, self.spots) if Kind.STATE in wanted else None
        if self.now.is_state(at_home) and self.now.counts[at_home or ""]:
            return at_home
        of_text = self._of_the_text(wanted)
        if of_text is not None:
            return of_text
        if role in ("rector", "dean", "provost", "vice-chancellor"):
            houses = ("University", "College", "School", "Institute", "Academy")
            house = self.now.latest(lambda party: any(word in party.split() for word in houses))
            if house is not None:
                return house
        if role == "chief":
            tribe = self.now.latest(lambda party: self.kinds.fits(party, frozenset({Kind.PEOPLE})))
            if tribe is not None:
                return tribe
        head_of_state = role in ("king", "queen") or (role == "president" and self._is_head_of_state(token))
        stateless = not self.now.state()
        if head_of_state and stateless and self._of_parties():
            return None  # who asks parties to govern stands for none
        if (head_of_state or token.lower_ == "president") and stateless and self._governed:
            return "government"  # of a state that the report does not name
        here = self._subjects_before(token)
        for party in here:
            if self.kinds.fits(party, wanted) or self.kinds.unknown(party) or role == "commissioner":
                return party
        if role == "commissioner" and portfolio and (bloc := self.now.latest(self._is_bloc)) is not None:
            return bloc
        ministry = self.now.offices.get(f"{portfolio_before(token)} ministry") if role == "minister" else None
        before = self._subjects_just_before(token)
        # Of two states, the one that the sentence before is about goes before one whose ministry was named.
        another = before and self.now.is_state(before[0]) and before[0] != (ministry and ministry.party)
        if ministry is not None and not another:
            return ministry.party
        for party in before:
            if role in ("minister", "premier", "chancellor") and stateless and self._is_political(party):
                return party  # "The League has not given up. Ada Holm, the prime minister, …"
            anybodys = role in _OF_ANYBODY and not (role == "director" and self._is_of_firms(token))
            if self.kinds.fits(party, wanted) or self.kinds.unknown(party) or anybodys:
                return party
        states_only = wanted <= {Kind.STATE, Kind.REGION}
        if not states_only or not self.now.state(here):
            found = self.now.latest(
                lambda party: (
                    self.kinds.fits(party, wanted - {Kind.STATE})
                    and not (states_only and self._is_city(party))
                )
            )
            state = self.now.state() if Kind.STATE in wanted else None
            headless = role == "president" and self.kinds.fits(found or "", frozenset({Kind.POLITICAL}))
            if found is not None and not headless and (state is None or self.now.nearer(found, state)):
                return found
        if Kind.STATE in wanted:
            state = self.now.state(here)
            if state is not None:
                return state
            if states_only:
                region = self.of_kind(frozenset({Kind.REGION}))
                here_said = next(
                    (w.party for w in self.now.parties if w.role == "hall" and not w.known), None
                )
                return here_said or (
                    region if region is not None and not self._is_city(region) else "government"
                )
        if role in ("president", "king", "queen") and stateless and self._governed:
            return "government"
        if role in ("president", "king", "queen") and stateless:
            return None  # of a state that the report does not name
        if here:
            return here[0]
        named = self.now.latest(self.kinds.unknown) or self.now.latest(lambda party: True)
        return named

    def _is_head_of_state(self, token: Token) -> bool:
        """Tell whether a name has the title of those who are presidents of states (*President Ada Holm*)."""
        before = name_span(token, self.spots).start - 1
        return before >= token.sent.start and self.doc[before].text == "President"

    def _is_of_firms(self, token: Token) -> bool:
        """Tell whether a director's title is one that firms give (*Finance director Ada Holm*)."""
        around = self.doc[max(token.sent.start, token.i - 6) : min(token.i + 5, token.sent.end)]
        titles = (t for t in around if t.lower_ == "director" and t.i > token.sent.start)
        return any(t.nbor(-1).lower_ in _IN_FIRMS for t in titles)

    def _is_political(self, party: str) -> bool:
        return self.kinds.fits(party, frozenset({Kind.POLITICAL}))

    def _of_parties(self) -> bool:
        """Tell whether a report is about political parties that deal with one another."""
        return sum(map(self._is_political, self.weights)) > 1

    def _is_bloc(self, party: str) -> bool:
        """Tell whether a party is a union of states, which has commissioners (*the Sound Community*)."""
        named = party.rsplit(maxsplit=1)[-1] in ("Commission", "Community", "Union") and not self.kinds.fits(
            party, frozenset({Kind.UNION})
        )
        return named or party in self.descriptions.called.get("bloc", ())

    def _is_city(self, party: str) -> bool:
        """Tell whether a region is a city, which has a mayor and no ministers."""
        listed = self.organisations.get(party)
        mayors = any(w.party == party and w.role == "mayor" for w in self.people.values())
        return mayors or (listed is not None and listed.role in CITIES)

    def of_kind(self, wanted: frozenset[Kind]) -> str | None:
        """Give the party of a kind last spoken of, else the only one that the text has named at all."""
        found = self.now.latest(lambda party: self.kinds.fits(party, wanted))
        if found is not None:
            return found
        named = {w.party for w in self.organisations.values() if w.party}
        fitting = {p for p in named if self.kinds.share(p, wanted) >= 0.6}
        return fitting.pop() if len(fitting) == 1 else None

    def _subjects_before(self, token: Token) -> list[str]:
        """Give the parties that are subjects before a name in its sentence, nearest the start first."""
        found = self._opening_place(token)
        for t in self.doc[token.sent.start : token.i]:
            if t.dep_ not in ("nsubj", "nsubjpass") or t.tag_ in ("PRP", "WP", "WDT"):
                continue
            if is_role(t):  # "Officials close to the Norvanian presidency say that the prime minister"
                found += self._of_a_state(t)
                continue
            if t.head.dep_ == "advcl" and t.i > t.head.head.i:
                continue  # "It would pay if Havnia did, the minister said"
            if t.i in self.spots and self.spots[t.i].name.kind in STATE_KINDS:
                found.append(self.spots[t.i].name.party)
            elif (
                t.text in self.organisations
                or t.text in nouns.ORGANISATIONS
                or self._is_body(t)
                or (t.text.isupper() and len(t) > 2)  # "STAP"
                or t.lemma_.lower() in OF_NOUN
            ):
                one = t.tag_ == "NN" and any(c.lower_ == "the" for c in t.children)
                found += [w.party for w in self.refer(t) if w.party and w.kind is None and (w.known or one)]
        return found

    def _of_a_state(self, people: Token) -> list[str]:
        """Give the one state whose name tells whose somebody's office is."""
        after = self.doc[people.i + 1 : people.sent.end]
        told = takewhile(lambda t: t.pos_ not in ("VERB", "AUX", "PUNCT"), after)
        before = (c for c in people.children if c.i < people.i)
        named = {self.spots[t.i].name.party for t in (*before, *told) if t.i in self.spots}
        states = {party for party in named if self.now.is_state(party)}
        return list(states) if len(states) == 1 else []

    def _government(self, token: Token, speaking: Sequence[str]) -> Who | None:
        local = any(c.lower_ in nouns.REGIONAL for c in token.children)
        for there in self._there(token):
            return Who(party=there, name=there, group=there)
        region = self.of_kind(frozenset({Kind.REGION}))
        region = region if local or region is None or not self._is_city(region) else None
        whole = self.descriptions.within.get(region or "")
        if whole is not None and any(c.lower_ in ("central", "national", "federal") for c in token.children):
            return Who(party=whole, name=whole, group=whole)
        here = [*speaking, *self._subjects_before(token), *self._subjects_just_before(token)]
        state = self.now.government(here)
        found = region if local or state is None else state
        return Who(party=found, name=found, group=found) if found is not None else None

    def _of_minister(self, governors: Sequence[Who]) -> Who | None:
        """Give the party of a minister who speaks of *the government*, where the text tells of no state."""
        for who in governors:
            minister = who.role == "minister" and who.is_person
            if (minister or "ministry" in who.name) and who.party not in (None, who.name, "government"):
                return Who(party=who.party, name=who.party or "", group=who.party or "")
        return None

    def _opening_place(self, token: Token) -> list[str]:
        """Give the state in whose capital a sentence opens: *In Ankara, the foreign minister said*."""
        opening = self.doc[token.sent.start : token.sent.start + 2]
        where = self.spots.get(opening[-1].i) if opening[0].lower_ in ("in", "from") else None
        seat = where is not None and where.name.kind in (NameKind.CAPITAL, NameKind.SEAT)
        return [where.name.party] if where is not None and seat else []

    def _there(self, token: Token) -> list[str]:
        """Give the state that *officials there* are of: the one that the sentence before speaks of last."""
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        if after.lower_ != "there" or not token.sent.start:
            return []
        before = self.doc[token.sent.start - 1].sent
        opened = self._opens_in(before)
        if opened is not None and opened.party and self.now.is_state(opened.party):
            return [opened.party]
        named = [self.spots[t.i].name for t in before if t.i in self.spots]
        about = [party for party in self._subjects_just_before(token) if self.now.is_state(party)]
        return about[:1] or [name.party for name in named if name.kind in STATE_KINDS][-1:]

    def _subjects_just_before(self, token: Token) -> list[str]:
        """Give the parties that the sentence before in the paragraph is about, over any about a thing."""
        start = token.sent.start
        goes_on = start > self.paragraph and not self.doc[start - 1].is_space
        opening = self._opens_in(self.doc[start - 1].sent) if goes_on else None
        if opening is not None and self.now.is_state(opening.party):
            return [opening.party or ""]  # "In Norvane nothing moves. Energy Minister Ada Holm …"
        found = self._about_before(token)
        return [w.party for w in found if w.party and w.known and not (w.kind or w.is_person or w.plural)]

    def having(self, role: str, portfolio: bool, found: list[Who]) -> list[Who]:
        """Give for *its finance director* a party that has such an office, where the nearest has none."""
        if not found or found[0].is_person or not found[0].party:
            return found
        governs = self.now.is_state(found[0].party) or found[0].party == "government"
        if role == "leader" and governs:
            wanted = frozenset({Kind.ARMED, Kind.POLITICAL})  # a government has a head
        elif role not in _TELLING or role == "officer" or (role == "director" and not portfolio):
            return found  # a union has regional officers, too
        else:
            wanted = offices_of(role, portfolio)
            family = found[0].party.endswith(" family")
            if (self.kinds.unknown(found[0].party) and not family) or self.kinds.fits(found[0].party, wanted):
                return found
        near = {w.party for w in self.now.parties[:4]}
        other = self.now.latest(lambda party: party in near and self.kinds.fits(party, wanted))
        return [replace(found[0], party=other, name=other, group=other)] if other is not None else found

    def _is_body(self, token: Token) -> bool:
        return is_name_word(token) and self.census.is_body(name_span(token, self.spots).text)
