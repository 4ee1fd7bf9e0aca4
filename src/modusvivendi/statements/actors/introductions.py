"""How a report introduces its cast: acronyms, organisations, media, and persons with their office."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.discourse import Discourse
from modusvivendi.statements.actors.gazetteer import Gazetteer, NameKind, fold, gazetteer
from modusvivendi.statements.actors.names import Spot, is_name_word, name_span, organisation_span, spot
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.places import learn_states
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

STATE_KINDS = (NameKind.COUNTRY, NameKind.DEMONYM, NameKind.CAPITAL, NameKind.SEAT, NameKind.BLOC)
_STATE_OFFICES = nouns.words(
    "minister ambassador lawmaker senator diplomat president premier chancellor king queen envoy general"
)
PORTFOLIOS = nouns.words(
    "foreign transport defence defense home interior health trade energy finance environment justice "
    "education agriculture labour labor economy treasury business fisheries industry water migration "
    "prime state security culture"
)


_KINDS = ("compound", "amod", "nmod")
_OF_COMPANIES = nouns.words("director executive manager ceo owner boss")
_INDEPENDENT = nouns.words(
    "mayor governor councillor member mediator arbitrator judge facilitator ombudsman rapporteur"
)
_WRITTEN_OUT = {"gov": "governor", "gov.": "governor", "sen": "senator", "sen.": "senator"}


def _is_state_organ(name: str) -> bool:
    """Tell whether a body's name is that of a state's organ, whose people speak for the state."""
    parts = set(name.split())
    organ = parts & {
        "Council",
        "Court",
        "Assembly",
        "Committee",
        "Guard",
        "Guards",
        "Forces",
        "Army",
        "Staff",
        "Authority",
    }
    return bool(organ) and bool(
        parts & {"National", "Supreme", "State", "Federal", "Constitutional", "Revolutionary", "Armed"}
    )


class Introductions:
    """The people and organisations of one report, learned sentence by sentence.

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
        self.learned = learn_states(doc, self.spots)
        self.outlet = fold(outlet).lower() if outlet else ""
        self.people: dict[str, Who] = {}
        self.organisations: dict[str, Who] = {}
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
        self._learn_shortened()

    def fresh(self) -> Discourse:
        """Give a discourse in which nothing has been spoken of yet."""
        known = frozenset(self.known.demonym) - {"European Union", "United Nations"}
        return Discourse(states=known | self.learned)

    def party(self, name: str, token: Token) -> Who:
        """Give a party as such, as named by a token."""
        return Who(party=name, name=name, group=name, start=token.idx, end=token.idx + len(token))

    def fuller(self, name: str) -> Who | None:
        """Give the organisation of which a name is the beginning or the end, if there is just one."""
        words = name.split()
        n = len(words)
        fits = {
            who.party: who
            for key, who in self.organisations.items()
            if key != name and len(parts := key.split()) > n and words in (parts[:n], parts[-n:])
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def is_outlet(self, name: str) -> bool:
        """Tell whether a medium is the reporting outlet itself."""
        lowered = fold(name).lower()
        return bool(self.outlet) and (lowered in self.outlet or self.outlet in lowered)

    @abstractmethod
    def refer(self, token: Token, governors: Sequence[Who] = (), quoted: bool = False) -> list[Who]:
        """Resolve a noun phrase."""

    @abstractmethod
    def owner(self, token: Token) -> Who | None:
        """Give the party whose something a noun names."""

    @abstractmethod
    def pronoun(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        """Resolve a pronoun."""

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
            if token.text == "(" and token.i + 2 < sentence.end and self.doc[token.i + 2].text == ")":
                self._acronym(self.doc[token.i - 1], self.doc[token.i + 1])
            elif (
                token.text in nouns.ORGANISATIONS
                and token.tag_ in ("NNP", "NNPS")
                and token.i not in self.spots
            ):
                self._organisation(token)
            elif token.lemma_.lower() in nouns.MEDIA_NOUNS:
                self._medium(token)
            elif token.lemma_.lower() in nouns.GROUPS and not token.text[0].isupper():
                self._named_group(token)
        for token in sentence:
            if self._could_be_person(token):
                self._person(token)

    def _learn_shortened(self) -> None:
        """Learn *Beacon Health* where the text also says *Beacon*; of persons it says the last name."""
        full: dict[str, Span] = {}
        alone: set[str] = set()
        for token in self.doc:
            if token.i in self.spots or not is_name_word(token) or token.lower_ in nouns.CALENDAR:
                continue
            if token.i + 1 < len(self.doc) and is_name_word(self.doc[token.i + 1]):
                continue
            span = name_span(token, self.spots)
            if len(span) == 1:
                alone.add(token.text)
            elif not self._titled(span):
                full.setdefault(span.text, span)
        for name, span in full.items():
            first, last = span[0].text, span[-1].text
            if first in alone and last not in alone and first not in nouns.ORGANISATIONS:
                self.organisations.setdefault(fold(name), self.party(fold(name), span[-1]))

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
        span = organisation_span(token)
        if span is not None and len(span) == 1 and token.text in nouns.POLITICAL:
            if self.fuller(token.text) is None:
                self.organisations.setdefault(token.text, self.party(token.text, token))
            return
        if span is None or len(span) < 2 or any(i in self.spots for i in range(span.start, span.end)):
            return
        name = fold(span.text)
        words = name.split()
        if not any(word in nouns.MEDIA_NAMES for word in words) and any(
            w.lower() not in nouns.TITLES for w in words[:-1]
        ):
            self.organisations.setdefault(name, self.party(name, token))

    def _named_group(self, token: Token) -> None:
        """Learn *the union FoodWork*, *the pension fund Norra*: a name right after a group's noun."""
        if token.i + 1 >= len(self.doc) or token.tag_ not in ("NN",) or is_role(token):
            return
        following = self.doc[token.i + 1]
        if following.text == "," and token.i + 2 < token.sent.end and self.doc[token.i + 2].dep_ == "appos":
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
        name = fold(self.doc[following.i : end].text)
        self.organisations.setdefault(name, replace(self.party(name, following), role=token.lemma_.lower()))

    def _medium(self, token: Token) -> None:
        """Learn *the German newspaper X*, *the agency X*: a name right after a medium's noun."""
        at = token.i + 1
        if at >= len(self.doc) or not is_name_word(self.doc[at]) or self.doc[at].sent != token.sent:
            return
        end = at
        while end < token.sent.end and (
            is_name_word(self.doc[end])
            or (
                end > at
                and self.doc[end].text in ("-", "of", "am", "de", "la", "el")
                and end + 1 < token.sent.end
            )
        ):
            end += 1
        while end > at and not self.doc[end - 1].text[0].isupper():
            end -= 1
        name = fold(self.doc[at:end].text)
        self.media[name] = self.media[self.doc[end - 1].text] = name

    def _could_be_person(self, token: Token) -> bool:
        if token.tag_ not in ("NNP", "NNPS", "NN", "NNS") or not is_name_word(token):
            return False
        if token.ent_type_ in ("DATE", "TIME", "NORP", "EVENT", "LANGUAGE"):
            return False
        if token.i in self.spots and self.spots[token.i].name.kind is not NameKind.PERSON:
            return False
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is not None and is_name_word(following) and following.i not in self.spots:
            return False
        if (
            following is not None
            and following.i in self.spots
            and token.i in self.spots
            and self.spots[following.i] == self.spots[token.i]
        ):
            return False
        return (
            token.lower_ not in nouns.TITLES
            and token.text not in nouns.ORGANISATIONS
            and not token.text.isupper()
        )

    def _person(self, token: Token) -> None:
        """Register a person introduced with an office before or after the name."""
        span = name_span(token, self.spots)
        full, surname = span.text, token.text
        if (
            fold(full) in self.media
            or surname in self.media
            or fold(full) in self.organisations
            or surname in self.organisations
        ):
            return
        role, portfolio, owner = self._title_before(span)
        if role is None or owner is None:
            later_role, later_owner, later_portfolio = self._apposition(token)
            role, owner = role or later_role, owner or later_owner
            portfolio = portfolio or later_portfolio
        spotted = self.spots.get(token.i)
        if role is None and token.ent_type_ != "PERSON" and spotted is None:
            return
        known = self.people.get(surname)
        if role is None and owner is None and spotted is None and (len(span) < 2 or known is not None):
            return
        if self._explicit_only and owner is not None and not owner.known and not owner.is_person:
            return  # "head of the country's agency": which country, the context tells
        if owner is not None and role is not None and self._opposes(span, token):
            owner = replace(owner, party=full, known=True, kind=SourceKind.PERSON)
        expert = role is not None and role in nouns.EXPERTS
        party = owner.party if owner is not None and owner.known and not owner.is_person else None
        if spotted is not None and spotted.name.kind is NameKind.PERSON:
            if party is None or self.known.get(party) is None:
                party = spotted.name.party
            full = spotted.name.person or full
        elif party is not None and _is_state_organ(party):
            party = self.now.state(self._subjects_before(token)) or party
        if party is None and owner is not None:
            party = owner.party
        if known is not None and known.name == full and (party is None or known.role):
            return
        if party is None and not expert and role is not None:
            if self._explicit_only:
                return
            party = self.party_of_office(role, portfolio, token)
        if known is not None and (party is None or len(span) < 2):
            return
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

    def _opposes(self, span: Span, name: Token) -> bool:
        """Tell whether somebody is introduced as a leader of the opposition, not of the state."""
        around = self.doc[max(span.sent.start, span.start - 5) : min(span.end + 6, span.sent.end)]
        return any(t.lower_ == "opposition" and is_role(t.head) and t.dep_ in _KINDS for t in around)

    def party_of_office(self, role: str, portfolio: bool, token: Token) -> str | None:
        """Give the party of an office named without its owner, from what is spoken of."""
        here = self._subjects_before(token)
        if role in _INDEPENDENT:
            return None
        if portfolio and role in ("chief", "director", "officer", "executive", "manager"):
            company = self.now.organisation(without=("union", "party", "federation"))
            if company is not None:  # "Finance chief X" of a company
                return company.party
        if role in _STATE_OFFICES or portfolio:
            state = self.now.state(here)
            if state is not None:
                return state
            return "government" if role in ("minister", "secretary", "premier") or portfolio else None
        if role in nouns.EXPERTS or role in _INDEPENDENT:
            return None
        if here:
            return here[0]
        if role == "secretary" and not portfolio:
            unions = [
                w
                for w in self.now.parties
                if w.kind is None and w.party and "union" in w.party.lower() + w.role
            ]
            if unions:
                return unions[0].party
        if role in _OF_COMPANIES:
            company = self.now.organisation(without=("union", "party", "federation"))
            if company is not None:
                return company.party
        for who in self.now.parties:
            if who.known and not (who.is_person and who.party == who.name):
                return who.party
        return self.now.parties[0].party if self.now.parties else None

    def _subjects_before(self, token: Token) -> list[str]:
        """Give the parties that are subjects before a name in its sentence, nearest the start first."""
        found: list[str] = []
        for t in self.doc[token.sent.start : token.i]:
            if t.dep_ not in ("nsubj", "nsubjpass") or t.tag_ in ("PRP", "WP", "WDT") or is_role(t):
                continue
            if t.i in self.spots and self.spots[t.i].name.kind in STATE_KINDS:
                found.append(self.spots[t.i].name.party)
            elif t.text in self.organisations or t.text in nouns.ORGANISATIONS:
                found += [w.party for w in self.refer(t) if w.party and w.kind is None]
        return found

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
        at, first = span.start - 1, span.sent.start
        while at >= first:
            token = self.doc[at]
            if at in self.spots and self.spots[at].name.kind in STATE_KINDS:
                if owner is None and (role is not None or at == span.start - 1):
                    owner = self.party(self.spots[at].name.party, token)
                at = self.spots[at].start - 1
                continue
            lower = token.lemma_.lower() if token.text.islower() else token.lower_
            if lower in _INDEPENDENT:
                role = lower
            elif lower in PORTFOLIOS:
                portfolio = portfolio or role is not None
            elif (
                lower in nouns.TITLES
                or lower in nouns.HOLDERS
                or lower in nouns.SPOKES
                or lower in nouns.OFFICIALS
            ):
                if role is None or role in ("general", "foreign", "deputy", "chief"):
                    role = lower
            elif lower in nouns.EXPERTS:
                role = lower
            elif token.text in self.organisations:
                owner = owner or self.organisations[token.text]
            elif f"{token.text}s" in self.organisations:  # "Liberal leader X" of the Liberals
                owner = owner or self.organisations[f"{token.text}s"]
            elif role is not None and token.text in nouns.ORGANISATIONS and self.fuller(token.text):
                owner = owner or self.fuller(token.text)
            elif token.text in ("'s", "’s", "'", "’"):
                if at > first and owner is None:
                    owner = next((w for w in self.refer(self.doc[at - 1]) if w.party), None)
                break
            elif token.text == "-" or lower in nouns.BODIES:
                portfolio = portfolio or lower in ("ministry", "department")
            elif token.tag_ == "PRP$":
                owner = owner or next((w for w in self.pronoun(token, (), quoted=False) if w.party), None)
                break
            elif not (
                token.tag_ in ("JJ", "NN", "NNP", "VBN", "CC")
                and token.dep_ in ("compound", "amod", "nmod", "cc", "conj")
                and role is not None
            ):
                break
            at -= 1
        if role in (
            "mr",
            "mr.",
            "mrs",
            "mrs.",
            "cllr",
            "cllr.",
            "ms",
            "ms.",
            "dr",
            "dr.",
            "sir",
            "lord",
            "miss",
            "lady",
        ):
            role = None
        return _WRITTEN_OUT.get(role or "", role), portfolio, owner

    def _apposition(self, token: Token) -> tuple[str | None, Who | None, bool]:
        """Read the office that stands beside a name: *X, the head of the Y*, *Its chief negotiator, X*."""
        candidates = [child for child in token.children if child.dep_ == "appos" and child.i > token.i]
        if token.dep_ == "appos":
            candidates.append(token.head)
        if token.dep_ == "appos" and token.head.dep_ == "pobj" and token.head.head.dep_ == "prep":
            candidates.append(token.head.head.head)  # "Its director for Africa, X"
        follows = (
            self.doc[token.i + 2]
            if token.i + 3 < len(self.doc) and self.doc[token.i + 1].text == ","
            else None
        )
        if follows is not None and (
            follows.lower_ in ("the", "a", "an", "its", "his", "her", "their") or is_role(follows)
        ):
            for t in self.doc[token.i + 2 : min(token.i + 9, token.sent.end)]:
                if t.text == "," or t.pos_ in ("VERB", "AUX", "CCONJ"):
                    break
                if is_role(t):
                    candidates.append(t)
                    break
        for noun in candidates:
            if is_role(noun):
                portfolio = any(c.lower_ in PORTFOLIOS for c in noun.children)
                return noun.lemma_.lower(), self.owner(noun), portfolio
        for child in token.children:  # "X, who leads the Movement"
            if child.dep_ == "relcl" and child.lemma_ in ("lead", "head", "chair", "run", "represent"):
                led = next((c for c in child.children if c.dep_ == "dobj"), None)
                found = self.refer(led) if led is not None else []
                if found and found[0].party and found[0].known:
                    return "leader", found[0], False
        for child in token.children:  # "Ashworth of the Federation"
            if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for pobj in child.children:
                    found = self.refer(pobj)
                    if found and found[0].party and found[0].known and pobj.i > token.i:
                        return "member", found[0], False
        return None, None, False
