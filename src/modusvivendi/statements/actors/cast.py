"""The cast of a report: who appears in it, and whom a phrase refers to.

Built from the text itself (persons introduced with their office, organisations with their acronym, the
order in which parties are spoken of) on top of the gazetteer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.first_names import first_names
from modusvivendi.statements.actors.gazetteer import NameKind, fold
from modusvivendi.statements.actors.kinds import Kind
from modusvivendi.statements.actors.names import DESCRIBING, is_name_word, name_span
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.proper_names import ProperNames
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_MOVING = nouns.words("move go come fly travel return arrive transfer bring take head drive ship march")
_OWN_STATE = frozenset({"government", "delegation", "country"})
_MEMBERS = nouns.words("member one part party partner")
_COUNSEL = nouns.words("lawyer attorney counsel solicitor barrister")


class Cast(ProperNames):
    """Whom phrases of one report refer to; sentences are to be taken in order.

    Names are resolved in `ProperNames`, possessors in `Possession`, pronouns in `Pronouns`, common nouns in
    `CommonNouns`, and what the text introduces is learned in `Introductions`.
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
        beside = self._set_beside(token)
        if beside is not None:
            return self.refer_all(beside, governors, quoted)
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
                named = {(w.party, w.name) for w in found}
                also = self.refer_all(child, governors, quoted)
                found += [w for w in also if (w.party, w.name) not in named]
        return found

    def _set_beside(self, noun: Token) -> Token | None:
        """Give the name beside *the union, Hammer and Wedge, …* or *two of the six, X and Y, …*.

        The parse takes such a name for another one of a list, which would have *and* before its last.
        """
        name = next((c for c in noun.children if c.dep_ == "conj" and c.i > noun.i), None)
        if name is None or noun.tag_ not in ("NN", "CD") or noun.text[0].isupper() != noun.is_sent_start:
            return None
        named = name.i in self._pairs or is_name_word(name)
        end = name.right_edge.i + 1
        set_off = (
            self.doc[name.left_edge.i - 1].text == "," and end < len(self.doc) and self.doc[end].text == ","
        )
        joined = any(c.dep_ == "cc" and c.i < name.i for c in noun.children)
        return name if named and set_off and not joined else None

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
            named = child.dep_ == "appos" or child.head.lower_ in ("named", "called")
            named = named or (child.dep_ == "pobj" and self._names_itself(child))
            if named and child.text in self.people and child.i > token.i:
                return [self.people[child.text].at(child.idx, child.idx + len(child))]
        if is_role(token) and token.tag_ == "NN" and (held_by := self._set_off_after(token)):
            return [held_by]
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
        member = self._member_named(token)
        if member is not None:
            return self.refer(member)
        if (
            beside is not None
            and token.dep_ == "nsubj"
            and self._after_capital(token)
            and is_name_word(beside)
        ):
            return self.refer(beside)  # "In the Karavian capital, Ostrel, Prime Minister X said"
        if beside is not None and token.is_sent_start and token.pos_ == "PROPN" and not is_name_word(token):
            return self.refer(beside)  # "Upstream, the town of X opposes it"
        hospital = self._hospital(token) if token.text == "General" else None
        if hospital is not None:
            return [hospital]
        if token.text == "General" and self.doc[max(0, token.i - 2) : token.i].text.lower() == "secretary-":
            return self._secretary_general(token)
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

    def _set_off_after(self, office: Token) -> Who | None:
        """Give whose name stands between commas after an office, which the parse may have lost."""
        aside = self.doc[office.i + 1 : min(office.i + 6, office.sent.end)]
        if len(aside) < 3 or aside[0].text != ",":
            return None
        name = [*takewhile(lambda t: t.text != ",", aside[1:])]
        whole = len(name) < len(aside) - 1 and name and all(is_name_word(t) for t in name)
        who = self.people.get(name[-1].text) if whole else None
        return who.at(name[0].idx, name[-1].idx + len(name[-1])) if who is not None else None

    def _hospital(self, token: Token) -> Who | None:
        """Give the hospital called *Norra General*."""
        start = name_span(self.doc[token.i - 1], self.spots).start if token.i else 0
        who = self.organisations.get(fold(self.doc[start : token.i + 1].text))
        return who.at(self.doc[start].idx, token.idx + len(token)) if who is not None else None

    def _secretary_general(self, token: Token) -> list[Who]:
        """Give the organisation of states whose *Secretary-General* it is, the United Nations if named."""
        owner = self.owner(token)
        owner = None if owner is not None and owner.party == "Secretary" else owner
        blocs = [s.name.party for s in self.spots.values() if s.name.kind is NameKind.BLOC]
        nations = any(bloc.startswith(("UN ", "United Nations")) for bloc in blocs)
        party = owner.party if owner is not None else "United Nations" if nations else next(iter(blocs), None)
        if party is None:
            return self.refer_common(token, (), False)
        name = "Secretary-General"
        return [
            Who(
                party=party,
                name=name,
                kind=SourceKind.PERSON,
                group=name,
                start=token.idx,
                end=token.idx + len(token),
                role="secretary-general",
            )
        ]

    def _member_named(self, token: Token) -> Token | None:
        """Give the name beside *a fifth member of the club, X*, which the parse takes for the club's."""
        if token.lemma_.lower() not in _MEMBERS or token.tag_ != "NN":
            return None
        of = next(
            (p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None
        )
        if of is None or of.pos_ == "PROPN":
            return None
        own = next((c for c in token.children if c.dep_ == "appos" and c.i in self.spots), None)
        return own or next(
            (c for c in of.children if c.dep_ == "appos" and c.i > of.i and is_name_word(c)), None
        )

    def _opens_as_noun(self, token: Token) -> bool:
        """Recognise *Rebels of the Front …*: a common noun with a capital because it opens the sentence."""
        return (
            bool(token.is_sent_start)
            and not (token.text == "Parliament" and self.is_european())
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
