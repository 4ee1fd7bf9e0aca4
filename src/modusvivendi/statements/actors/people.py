"""How a report introduces its people: with an office before the name, beside it, or not at all."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.beside import Beside
from modusvivendi.statements.actors.census import NameClass
from modusvivendi.statements.actors.first_names import first_names
from modusvivendi.statements.actors.gazetteer import NameKind, fold
from modusvivendi.statements.actors.kinds import Kind
from modusvivendi.statements.actors.names import (
    is_name_word,
    name_span,
    organisation_span,
)
from modusvivendi.statements.actors.offices import offices_of
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_SPEAKING = nouns.words(
    "say tell add write argue insist explain remark declare warn note reply state tweet post"
)
_FOR_THEMSELVES = nouns.words(
    "senator sen sen. congressman congresswoman representative rep rep. backbencher mp mep msp td"
)
"""Members of parliaments, who do not speak for the state."""
_KINDS = ("compound", "amod", "nmod")
MEDIATING = nouns.words(
    "mediator facilitator arbitrator broker conciliator intermediary go-between peacemaker"
)
"""What people are called who bring others together."""


def _is_state_organ(name: str) -> bool:
    """Tell whether a body's name is that of a state's organ, whose people speak for the state."""
    parts = set(name.split())
    if any(part.endswith(("'", "’")) for part in parts):
        return False  # "National Growers' Council"
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


class People(Beside):
    """The people of one report, learned as they are introduced; see `Offices`."""

    def _could_be_person(self, token: Token) -> bool:
        if token.tag_ not in ("NNP", "NNPS", "NN", "NNS") or not is_name_word(token):
            return False
        if token.ent_type_ in ("DATE", "TIME", "NORP", "EVENT", "LANGUAGE"):
            return False
        if token.tag_ == "NNPS" and token.lower_.rstrip("s") in nouns.GROUPS:
            return False  # "Norra Parents"
        if token.i in self.spots and self.spots[token.i].name.kind is not NameKind.PERSON:
            return False
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is not None and is_name_word(following) and following.i not in self.spots:
            return False
        if following is not None and following.text == "-" and not token.whitespace_:
            return False  # "Inger-Anne Holm"
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
        if surname in self.told:
            return
        if (
            fold(full) in self.media
            or surname in self.media
            or fold(full) in self.organisations
            or surname in self.organisations
        ):
            return
        begun = len(span) > 1 and any(key.startswith(f"{fold(full)} ") for key in self.organisations)
        if begun and not self.census.is_person(full):
            return  # "Norra Dock" of "Norra Dock Services"
        role, portfolio, owner = self._title_before(span)
        owner = owner or self._whose(token)
        if role is None or owner is None:
            later_role, later_owner, later_portfolio = self._apposition(token)
            expert_title = (
                role in nouns.EXPERTS and later_role is not None and later_role not in nouns.EXPERTS
            )
            role = later_role if expert_title else role or later_role  # "Professor Ada Holm, the dean"
            owner = owner or later_owner
            portfolio = portfolio or later_portfolio
        spotted = self.spots.get(token.i)
        what = self.census.of(full)
        if what is NameClass.BODY and self._is_called_by_trade(span):
            what = NameClass.PERSON
        if role is None and spotted is None and what is not NameClass.PERSON and token.ent_type_ != "PERSON":
            return
        if spotted is None and what in (NameClass.BODY, NameClass.PLACE):
            return
        known = self.people.get(surname)
        unexplained = role is None and owner is None and spotted is None
        if unexplained and (self._affiliate(token, span) or len(span) < 2 or known is not None):
            return
        if self._explicit_only and span.start and self._possessed(span):
            return  # "its chairman, X": whose, the context tells
        if self._explicit_only and owner is not None and not owner.known and not owner.is_person:
            return  # "head of the country's agency": which country, the context tells
        if self._explicit_only and owner is not None and self._is_unplaced(owner):
            return  # "Holm's lawyer, X": whom Holm speaks for, the context tells
        if role is not None and self._opposes(span, token):
            owner = replace(owner or self.party(full, token), party=full, known=True, kind=SourceKind.PERSON)
        if role in _FOR_THEMSELVES and (owner is None or self.now.is_state(owner.party)):
            owner = replace(owner or self.party(full, token), party=full, known=True, kind=SourceKind.PERSON)
        if role == "counterpart":
            role = next((w.role for w in self.now.people if w.role), "minister")
        expert = role is not None and role in nouns.EXPERTS
        if (
            expert
            and self._explicit_only
            and len(span) < 2
            and known is None
            and self._told_elsewhere(surname)
        ):
            return  # "Holm, a former trader", whose office another sentence tells
        party = owner.party if owner is not None and owner.known and not owner.is_person else None
        if spotted is not None and spotted.name.kind is NameKind.PERSON:
            if party is None or self.known.get(party) is None:
                party = spotted.name.party
            full = spotted.name.person or full
        elif party is not None and _is_state_organ(party):
            party = self.now.state(self._subjects_before(token)) or party
        if party is None and owner is not None:
            party = owner.party
        unplaced = known is not None and not known.role and known.party == known.name
        if known is not None and known.name == full:
            told_now = party is not None or (unplaced and role is not None)
            if known.role or not told_now:
                return
        if party is None and not expert and role is not None:
            if self._explicit_only:
                return
            party = self._family_firm(surname, role) or self.party_of_office(role, portfolio, token)
        if known is not None and (party is None or len(span) < 2):
            return
        if self._mediates(token, span):
            self.go_betweens.add(surname)
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

    def _whose(self, name: Token) -> Who | None:
        """Give the party of *Ada Holt, whose Conservatives lost seats*."""
        after = name.i + 1
        if after + 2 >= len(self.doc) or self.doc[after].text != "," or self.doc[after + 1].lower_ != "whose":
            return None
        body = self.doc[after + 2]
        if body.text in self.organisations:
            return self.organisations[body.text]
        return self.party(body.text, body) if body.text in nouns.POLITICAL else None

    def _is_called_by_trade(self, span: Span) -> bool:
        """Recognise *Farmer Hugh Orr*, whom the recogniser takes for a firm."""
        trade = self.doc[span.start - 1] if span.start else span[0]
        called = trade.is_sent_start and nouns.is_agentive(trade.lower_) and span[0].text in first_names()
        return len(span) == 2 and bool(called)

    def _told_elsewhere(self, surname: str) -> bool:
        """Tell whether a report names somebody in full with an office before the name."""
        for t in self.doc:
            if t.text != surname or not t.i or not is_name_word(t.nbor(-1)):
                continue
            start = name_span(t, self.spots).start
            if start < t.i and start and is_role(self.doc[start - 1]):
                return True
        return False

    def _mediates(self, token: Token, span: Span) -> bool:
        """Tell whether somebody is introduced as the mediator (*a mediator, Judge Ada Holm*)."""
        beside = [token.head] if token.dep_ == "appos" else []
        beside += [c for c in token.children if c.dep_ in ("appos", "compound", "amod")]
        beside += [self.doc[span.start - 1]] if span.start > span.sent.start else []
        if any(noun.lemma_.lower() in MEDIATING for noun in beside):
            return True
        placed = next((t for t in (token, *beside) if t.dep_ == "pobj" and t.head.lower_ == "through"), None)
        return placed is not None and placed.head.head.lemma_ in ("go", "run", "pass", "talk", "negotiate")

    def _is_unplaced(self, owner: Who) -> bool:
        """Tell whether an owner is a person of whom no party is known yet."""
        who = self.people.get(owner.name.rsplit(maxsplit=1)[-1])
        return owner.party == owner.name and (
            (who is None and self.census.is_person(owner.name)) or (who is not None and who.party == who.name)
        )

    def _family_firm(self, surname: str, role: str) -> str | None:
        """Give the firm with somebody's name in its own (*Ada Holt, the chairwoman*, of *Holt & Sons*)."""
        if Kind.COMPANY not in offices_of(role, portfolio=False) or role == "president":
            return None
        named = {
            w.party
            for key, w in self.organisations.items()
            if w.party and surname in key.split() and key.split()[0] not in first_names()
        }
        return named.pop() if len(named) == 1 else None

    def _possessed(self, span: Span) -> bool:
        """Tell whether a name stands with *its*, *their*, *his* or *her* office."""
        before = self.doc[max(span.sent.start, span.start - 8) : span.start]
        opening = next((t for t in before if t.tag_ == "PRP$"), None)
        return opening is not None and any(is_role(t) for t in before if t.i > opening.i)

    def _affiliate(self, token: Token, span: Span) -> bool:
        """Find the party of somebody named without an office from the words around; tell whether found."""
        known = self.people.get(token.text)
        if self._explicit_only or (known is not None and (known.role or known.party != known.name)):
            return False
        full = known.name if known is not None else span.text
        if (known is None and len(span) < 2) or not self.census.is_person(full):
            return False
        party = self._spoken_for(token) or self._party_in_question(token)
        if party is None:
            return False
        who = known or Who(
            party=None,
            name=full,
            kind=SourceKind.PERSON,
            group=full,
            start=span.start_char,
            end=span.end_char,
        )
        self.people[token.text] = replace(who, party=party)
        return True

    def _spoken_for(self, token: Token) -> str | None:
        """Give the party in whose name somebody speaks of *us*, right after one of its people has spoken."""
        verb = token.head
        if token.dep_ != "nsubj" or verb.lemma_ not in _SPEAKING:
            return None
        if any(c.dep_ in ("appos", "relcl") for c in token.children):
            return None
        ours = any(t.lower_ in ("we", "us", "our", "ours") for t in token.sent)
        spoke = [w for w in self.now.speakers if w.party and w.party != w.name and w.name[0].islower()]
        # "Its chief negotiator said so. … Ada Holm told reporters"
        one = len({(w.party, w.name) for w in self.now.speakers}) == 1
        one = one and name_span(token, self.spots)[0].i < token.i
        in_office = one and any((w.is_person or w.role in nouns.SPOKES) and w.role for w in spoke)
        if not ours and not in_office:
            return None
        return spoke[0].party if spoke else None

    def _party_in_question(self, token: Token) -> str | None:
        """Give the one political party its paragraph has spoken of before somebody becomes its subject."""
        clause_subject = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in ("ROOT", "ccomp", "conj")
        if not clause_subject:
            return None
        seen = {
            who.party
            for t in self.doc[self.paragraph : token.i]
            if (who := self.organisations.get(t.text) or self._named_at(t)) is not None
        }
        political = {p for p in seen if p and self.kinds.fits(p, frozenset({Kind.POLITICAL}))}
        return political.pop() if len(seen) == 1 == len(political) else None

    def _named_at(self, token: Token) -> Who | None:
        span = organisation_span(token) if token.text in nouns.ORGANISATIONS else None
        return self.organisations.get(fold(span.text)) if span is not None else None

    def _opposes(self, span: Span, name: Token) -> bool:
        """Tell whether somebody is introduced as a leader of the opposition, not of the state."""
        around = self.doc[max(span.sent.start, span.start - 8) : min(span.end + 6, span.sent.end)]
        return any(t.lower_ == "opposition" and is_role(t.head) and t.dep_ in _KINDS for t in around)
