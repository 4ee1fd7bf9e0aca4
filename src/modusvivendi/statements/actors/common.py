"""Whom common nouns refer to: officials, ministries, newspapers, unions, *both sides*."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.gazetteer import NameKind, fold
from modusvivendi.statements.actors.kinds import Kind
from modusvivendi.statements.actors.memberships import members_of
from modusvivendi.statements.actors.names import is_name_word
from modusvivendi.statements.actors.officials import Officials
from modusvivendi.statements.actors.parts import NUMBERS
from modusvivendi.statements.actors.phrases import bare, phrase
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_MODIFIERS = ("compound", "amod", "nmod", "poss")

_RUNNING_FIRMS = nouns.words("management manager boss executive board director")


_RUN = frozenset({Kind.COMPANY, Kind.SOCIETY, Kind.PUBLIC})
"""Kinds of bodies with a board or a management."""
_BROADCASTERS = nouns.words("broadcaster channel network station publisher")
_RUNNING = _RUNNING_FIRMS | nouns.words("chairman trustee owner president executive")
_OURS = nouns.words(
    "side client colleague deputy people country team camp member engineer man troop party ministry "
    "company firm "
    "government movement union organisation organization group association board negotiator delegation "
    "fighter "
    "supporter follower backer "
    "army force cabinet family city town village community nation club island"
)
"""Who, with *his*, *her*, *our* or *their*, is somebody's own party."""


_BODIES_OF_PEOPLE = nouns.words(
    "party movement company firm government union bloc organisation group club coalition cabinet "
    "administration"
)


class CommonNouns(Officials):
    """Reference of common nouns; see `modusvivendi.statements.actors.cast.Cast`."""

    def refer_common(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        """Resolve a noun phrase headed by a common noun or a quantifier."""
        lemma = token.lemma_.lower()
        part = self.subset(token)
        if part is not None:
            return part
        if token.lower_ in nouns.QUANTIFIERS or token.pos_ == "NUM":
            return self.quantified(token, governors, quoted)
        if any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "neg") for c in token.children):
            return []
        if any(c.lower_ in ("each", "every", "either") and c.dep_ == "det" for c in token.children):
            each = lemma in nouns.PLURAL_PARTIES  # "each side" is both of them
            return [self.party(name, token) for name in self.now.both(states_only=False)] if each else []
        definite = any(
            c.lower_ in ("the", "this", "these", "those", "both", "same", "that") for c in token.children
        )
        set_off = self.set_off(token)
        if set_off is not None:
            return [set_off]
        owner = self._owner_within(token, governors, quoted)
        possessed = next((c for c in token.children if c.tag_ == "PRP$"), None)
        ours = possessed is not None and owner is not None and owner.is_person and lemma in _OURS
        one_of = token.tag_ != "NNS" and lemma in ("deputy", "negotiator", "member", "colleague", "client")
        whose = next((c for c in token.children if c.dep_ == "poss" and c.tag_ != "PRP$"), None)
        leads = whose is not None and owner is not None and owner.is_person and owner.party != owner.name
        if leads and owner is not None and lemma in _BODIES_OF_PEOPLE:
            return [self.party(owner.party or "", token)]  # "Holm's party"
        if lemma == "client" and possessed is not None and owner is not None and owner.party:
            return [self.party(owner.party, token)]
        if ours and not one_of and owner is not None and owner.party:
            return [self.party(owner.party, token)]
        at_odds = self._medium_at_odds(token, lemma) if lemma in nouns.MEDIA_NOUNS else None
        if at_odds is not None:
            return [at_odds]
        if lemma in nouns.MEDIA_NOUNS and self._is_medium(token, lemma):
            return self._media(token, definite)
        if lemma in nouns.DOCUMENTS:
            return self._document(token, owner)
        if self._is_joint(token, lemma, definite):
            states = lemma in (
                "country",
                "nation",
                "state",
                "government",
                "president",
                "minister",
                "neighbour",
                "neighbor",
            )
            return [self.party(name, token) for name in self.now.both(states)]
        if lemma in nouns.PLURAL_PARTIES and token.tag_ == "NNS" and (all_of := self._all_of(token)):
            return [self.party(name, token) for name in all_of]
        if lemma in nouns.EXPERTS and lemma not in nouns.OFFICIALS:
            return [self._plain(token, None, SourceKind.UNNAMED, expert=True)]
        if lemma in nouns.SPOKES:
            return self._spokesperson(token, owner)
        if lemma in nouns.PARTY_NOUNS and owner is not None and owner.party:
            return [self.party(owner.party, token)]
        if lemma in _RUNNING_FIRMS and owner is None and self._is_plain(token):
            own = self._run_by(governors, token)
            if own is not None:
                return [own]
            spoken_of = self._same_head(token, lemma) if lemma == "board" else None
            if spoken_of is not None:
                return [spoken_of]  # "the health board" before
            named = [w for w in self._introduced(token) if lemma == "board" and self._is_one(w, lemma)]
            if named:
                return [named[0].at(token.idx, token.idx + len(token))]  # "the Heritage Board"
            for who in governors:  # "the airport's director said the board would sign"
                if who.party and not self.now.is_state(who.party) and self.kinds.fits(who.party, _RUN):
                    return [self.party(who.party, token)]
            firm = self.now.latest(lambda party: self.kinds.fits(party, frozenset({Kind.COMPANY})))
            if firm is None and lemma == "management":
                firm = self.now.latest(self._has_management)
            if firm is not None:
                return [self.party(firm, token)]
        if lemma == "executive" and any(c.lower_ == "chief" for c in token.children):
            holder = self._holder(token, owner, definite)
            if holder:
                return holder
        if token.tag_ == "NNS" and lemma in _RUNNING and self._are_some(token):
            return [self._plain(token, None, SourceKind.UNNAMED)]
        if lemma in nouns.LAWMAKERS and token.tag_ == "NNS":
            return [self._plain(token, owner.party if owner else self.now.state(), SourceKind.BODY)]
        if lemma in nouns.BODIES:
            return self.refer_body(token, governors)
        if lemma == "figure" and not any(c.dep_ in ("amod", "compound", "nmod") for c in token.children):
            return []  # a number, unless a senior or leading one
        if lemma == "mediator" and definite and owner is None and len(self.mediators) == 1:
            return [self.party(next(iter(self.mediators)), token)]
        if token.tag_ == "NNS" and definite and owner is None and lemma in ("worker", "striker", "member"):
            union = self._of_members(token)
            if union is not None:
                return [union]
        members = members_of(token, self.spots, self.now.parties, governors, self.now.unnamed)
        if members is not None and owner is None:
            return [members]
        if lemma in nouns.OFFICIALS:
            return self._official(token, owner, definite, governors)
        if lemma in nouns.HOLDERS:
            return self._holder(token, owner, definite)
        return self.group(token, owner, definite, governors)

    def _run_by(self, governors: Sequence[Who], token: Token) -> Who | None:
        """Give the house whose *board* somebody of it speaks of."""
        for who in governors:
            own = who.party is not None and who.party != who.name and who.kind is not SourceKind.MEDIUM
            if own and not self.now.is_state(who.party) and not who.expert and who.known:
                return self.party(who.party or "", token)
        return None

    def _has_management(self, party: str) -> bool:
        """Tell whether a party is a house that people work for (*the orchestra*, *the hospital*)."""
        house = self.kinds.fits(party, frozenset({Kind.SOCIETY, Kind.PUBLIC}))
        return house and not self.kinds.fits(party, frozenset({Kind.UNION}))

    def _are_some(self, token: Token) -> bool:
        """Recognise *three executives*, *several club directors*: people whom nobody names."""
        return any(
            c.dep_ == "nummod" or c.lower_ in ("several", "some", "many", "few")
            for c in token.children
            if c.i < token.i
        ) and not any(
            c.lower_ in ("the", "both", "these", "those") or c.dep_ == "poss" for c in token.children
        )

    def _is_plain(self, token: Token) -> bool:
        """Tell whether a noun stands without anything that says which one (*the executives*)."""
        return not any(
            c.dep_ in (*_MODIFIERS, "nummod", "prep", "relcl", "acl", "appos")
            or c.lower_ in ("a", "an", "some")
            for c in token.children
        )

    def _owner_within(self, token: Token, governors: Sequence[Who], quoted: bool) -> Who | None:
        if token.lemma_.lower() == "counterpart" and any(c.i in self.spots for c in token.children):
            return self.owner(token)  # "his Karavian counterpart"
        for child in token.children:
            if child.tag_ == "PRP$":
                found = self.pronoun(child, governors, quoted)
                if found:
                    return found[0]
        return self.owner(token)

    def _is_medium(self, token: Token, lemma: str) -> bool:
        """Sort out *press* and *agency*, which are media only in company."""
        if lemma not in ("press", "agency", "wire", "station", "site", "platform", "network"):
            return True
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        named = following.text in self.media or (
            following.i in self.spots and self.spots[following.i].name.kind is NameKind.MEDIUM
        )
        return named or any(c.lower_ in ("news", "radio", "television") for c in token.children)

    def _medium_at_odds(self, token: Token, lemma: str) -> Who | None:
        """Read *the broadcaster, Norra Television* where it is a party of the report and not its source."""
        called = {p for noun in _BROADCASTERS | {lemma} for p in self.descriptions.called.get(noun, ())}
        if lemma not in _BROADCASTERS or len(called) != 1 or any(w.name in called for w in self.now.media):
            return None
        definite = any(c.lower_ == "the" for c in token.children)
        return self.party(called.pop(), token) if definite else None

    def _media(self, token: Token, definite: bool) -> list[Who]:
        for child in token.children:
            if child.dep_ in ("appos", "compound", "nmod") or is_name_word(child):
                key = (
                    child.text
                    if child.text in self.media
                    else fold(self.doc[child.left_edge.i : child.i + 1].text)
                )
                if key in self.media:
                    return [self.medium(self.media[key], self.doc[child.i : child.i + 1])]
                if child.i in self.spots and self.spots[child.i].name.kind is NameKind.MEDIUM:
                    return [self.medium(self.spots[child.i].name.party, self.doc[child.i : child.i + 1])]
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if (
            following is not None
            and following.i in self.spots
            and self.spots[following.i].name.kind is NameKind.MEDIUM
        ):
            found = self.spots[following.i]
            return [self.medium(found.name.party, self.doc[found.start : found.end])]
        if following is not None and is_name_word(following):
            for key, full in self.media.items():
                if (
                    self.doc[following.i : following.i + len(full.split()) + 2].text.startswith(full)
                    or key == following.text
                ):
                    return [self.medium(full, self.doc[following.i : following.i + 1])]
        described = any(
            c.dep_ in _MODIFIERS and c.lower_ not in ("same", "very") and c.tag_ != "PRP$"
            for c in token.children
        )
        if definite and self.now.media and not described:
            return [self.now.media[0].at(token.idx, token.idx + len(token))]
        where = phrase(token)
        return [self.medium(bare(where), where)]

    def medium(self, name: str, where: Span) -> Who:
        """Give a news medium."""
        return Who(
            party=None,
            name=name,
            kind=SourceKind.MEDIUM,
            group=name,
            start=where.start_char,
            end=where.end_char,
        )

    def medium_ending_at(self, token: Token) -> Who | None:
        """Give the medium whose name ends with a token, if one does."""
        if token.i in self.spots and self.spots[token.i].name.kind is NameKind.MEDIUM:
            found = self.spots[token.i]
            return self.medium(found.name.party, self.doc[found.start : found.end])
        if token.text in self.media:
            return self.medium(self.media[token.text], self.doc[token.i : token.i + 1])
        return None

    def as_medium(self, who: Who) -> Who:
        """Take somebody who was told something for a medium."""
        return Who(
            party=None, name=who.name, kind=SourceKind.MEDIUM, group=who.name, start=who.start, end=who.end
        )

    def _document(self, token: Token, owner: Who | None) -> list[Who]:
        """Read *a memo seen by Bloomberg*, *a statement by its mission*: who wrote or saw it goes first."""
        for child in token.children:
            if (child.dep_ == "prep" and child.lower_ in ("by", "from")) or child.dep_ == "agent":
                pobj = next((p for p in child.children if p.dep_ == "pobj"), None)
                found = self.refer(pobj) if pobj is not None else []
                if (
                    found
                    and token.lemma_ in ("statement", "report", "note", "letter", "communique", "communiqué")
                    and found[0].party
                ):
                    return found
        lemma = token.lemma_.lower()
        if owner is not None and owner.party:
            self.now.documents[lemma] = owner.party
        definite = any(c.lower_ in ("the", "this", "that") for c in token.children)
        party = owner.party if owner else self.now.documents.get(lemma) if definite else None
        document = self._plain(token, party, SourceKind.DOCUMENT)
        for child in token.children:
            if child.dep_ == "acl" and child.lower_ in (
                "seen",
                "obtained",
                "reviewed",
                "published",
                "leaked",
                "read",
            ):
                by = next(
                    (
                        p
                        for c in child.children
                        if c.dep_ in ("agent", "prep")
                        for p in c.children
                        if p.dep_ == "pobj"
                    ),
                    None,
                )
                found = [w for w in (self.refer(by) if by is not None else []) if w.kind is SourceKind.MEDIUM]
                return [*found, document]
        return [document]

    def _all_of(self, token: Token) -> list[str]:
        """Give the parties of *the three states*, and of *all parties* after that."""
        before = [c for c in token.children if c.i < token.i]
        if any(c.dep_ == "prep" for c in token.children) or len(before) > 2:
            return []
        if [c.lower_ for c in before] == ["all"]:
            two = sum(p not in self.mediators for p in self.now.counts) == 2
            return self.now.together or (self.now.both(states_only=False) if two else [])
        number = next((NUMBERS.get(c.lower_, 0) for c in before if c.dep_ == "nummod"), 0)
        if number < 3 or not any(c.lower_ in ("the", "all") for c in before):
            return []
        self.now.together = self.now.several(number) or self.now.together
        return self.now.several(number)

    def _is_joint(self, token: Token, lemma: str, definite: bool) -> bool:
        if lemma not in nouns.PLURAL_PARTIES or token.tag_ not in ("NNS", "NNPS"):
            return False
        two = any(c.lower_ in ("both", "two") for c in token.children)
        bare_ = all(
            c.dep_ in ("det", "predet", "nummod", "punct", "cc", "preconj")
            for c in token.children
            if c.i < token.i
        )
        named = any(c.dep_ == "prep" for c in token.children)
        return (
            bare_
            and not named
            and (two or (definite and lemma in ("side", "leader", "party", "neighbour", "neighbor", "rival")))
        )
