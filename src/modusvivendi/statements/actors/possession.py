"""Whose something is: *Turkish*, *the union's*, *its*, *a company lawyer*, *their counterpart*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.cities import speaking_from
from modusvivendi.statements.actors.groups import ARMED
from modusvivendi.statements.actors.kinds import Kind
from modusvivendi.statements.actors.names import is_name_word
from modusvivendi.statements.actors.offices import PORTFOLIOS, STATE_KINDS
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.pronouns import Pronouns
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_RELATED = nouns.words("counterpart opponent rival colleague host ally neighbour neighbor partner homologue")
_WORKPLACES = nouns.words(
    "embassy ministry treasury bank headquarters office council union company firm delegation mission palace"
)
_WITH_PEOPLE = nouns.words(
    "union company party council club league opposition trust guild association federation foundation "
    "chamber firm airline operator alliance community village tribe band guild federation cooperative "
    "co-operative co-op"
)
_SPOKEN_FOR = nouns.words(
    "front group movement brigade agency authority commission board bank hospital university airport "
    "regulator watchdog faction"
)
"""Other bodies with a spokesman, who is told by nothing else (*an agency spokeswoman*)."""
_OWNING = ("of", "in", "at", "for", "from", "to", "inside", "within")
_MODIFIERS = ("compound", "amod", "nmod", "poss")


def _misplaced(people: Token) -> list[Token]:
    """Give *at* of *citing two officials at the ministry*, which the parse hangs on the verb."""
    after = people.nbor() if people.i + 1 < people.sent.end else None
    if after is None or people.dep_ != "dobj" or people.lemma_.lower() not in nouns.OFFICIALS:
        return []
    return [after] if after.lower_ in ("at", "in", "from") and after.head is people.head else []


class Possession(Pronouns):
    """Reference of possessors; see `modusvivendi.statements.actors.cast.Cast`."""

    def owner(self, token: Token) -> Who | None:
        """Give the party whose something the noun names: *Turkish*, *the union's*, *of the IAEA*."""
        related = token.lemma_.lower() in _RELATED  # "her Vessian counterpart", but "its Moscow bureau"
        facing = token.lemma_.lower() in ("counterpart", "homologue")
        for child in sorted(
            token.children, key=lambda c: (c.dep_ == "prep", related and c.i not in self.spots, c.i)
        ):
            if child.dep_ not in _MODIFIERS or (facing and child.dep_ == "poss"):
                continue
            if token.text == "Ministry" and child.lower_ in PORTFOLIOS and child.i not in self.spots:
                continue  # "the Finance Ministry" is of no Mr Finance
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
        for child in (*token.children, *_misplaced(token)):
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
            if not of_state or self._explicit_only:
                return None  # which army's, the context tells
            at_home = speaking_from(noun.head, self.spots)
            at_home = at_home if self.now.is_state(at_home) and self.now.counts[at_home or ""] else None
            state = at_home or self.now.government()
            return self.party(state, noun) if state else None
        if lemma in ("provincial", "regional", "province"):
            named = (p for p in self._subjects_before(noun) if p.endswith((" region", " province")))
            region = next(named, None) or self.of_kind(frozenset({Kind.REGION}))
            return self.party(region, noun) if region else None
        if lemma in ("government", "cabinet", "ministry", "treasury") or lemma in PORTFOLIOS:
            if not of_state:
                return None
            if lemma not in PORTFOLIOS or noun.head.lemma_.lower() in nouns.BODIES:
                here = [*self._opening_place(noun), *self._there(noun.head)]
                if lemma in ("government", "foreign", "defence", "defense"):
                    here += [*self._subjects_just_before(noun), *self._officials_just_before(noun)]
                state = self.now.government(here)
                return self.party(state, noun) if state else None
            return None
        if (
            lemma in ARMED
            or lemma in _WITH_PEOPLE
            or (lemma in _SPOKEN_FOR and noun.head.lemma_ in nouns.SPOKES)
        ):
            return self.mentioned(noun, ())
        return None

    def _is_organisation(self, name: Token) -> bool:
        return name.text in self.organisations or self._is_body(name)

    def _antecedent_of(self, relative: Token) -> list[Who]:
        """Give whom *whose* stands for."""
        verb = next((a for a in relative.ancestors if a.dep_ == "relcl"), None)
        noun = verb.head if verb is not None else None
        before = self.doc[max(0, relative.i - 2) : relative.i]
        if (
            noun is None
            and len(before) == 2
            and before[1].text == ","
            and before[0].pos_ in ("PROPN", "NOUN")
        ):
            noun = before[0]  # "the consent of the League, whose leader, X, said"
        if noun is None:
            return []
        name = noun.head  # "Tarn, the town's oldest union, whose leader"
        beside = noun.dep_ == "appos" and noun.pos_ == "NOUN" and is_name_word(name) and name.i < noun.i
        named = [w for w in self.refer(name) if w.party and w.role != "place"] if beside else []
        return named or self.refer(noun)

    def _is_seat(self, token: Token) -> bool:
        return token.i in self.spots and self.spots[token.i].name.kind in STATE_KINDS
