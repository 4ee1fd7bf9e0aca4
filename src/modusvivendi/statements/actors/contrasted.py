"""Whom words mean that tell one party from another: *the latter*, *the other union*, *the smaller party*."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from spacy.tokens import Token

from modusvivendi.statements.actors.descriptions import BIDDERS, PARENTS, PARTS, TARGETS, is_split, size
from modusvivendi.statements.actors.gazetteer import NameKind
from modusvivendi.statements.actors.introductions import Introductions
from modusvivendi.statements.actors.kinds import OF_NOUN
from modusvivendi.statements.actors.names import is_name_word
from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.actors.people import MEDIATING
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_ENVOYS = words("envoy representative emissary mediator")
_LIKELY = words("would be likely potential prospective possible hostile unwanted foreign takeover")
"""What is said of a bidder or target without telling which one."""


class Contrasted(Introductions):
    """Reference of descriptions that set one party off against others; see `Cast`."""

    @abstractmethod
    def refer_all(self, token: Token, governors: Sequence[Who] = (), quoted: bool = False) -> list[Who]:
        """Resolve a noun phrase and whatever is coordinated with its head."""

    def set_off(self, token: Token) -> Who | None:
        """Give the party that a definite phrase means by how it differs from others, if the text tells."""
        before = [c for c in token.children if c.i < token.i]
        if token.text == "Headquarters" and not before:
            return self._whole(token)
        named = any(c.dep_ == "appos" and c.i > token.i and is_name_word(c) for c in token.children)
        if named or not any(c.lower_ == "the" for c in before) or any(c.dep_ == "poss" for c in before):
            return None
        if token.lower_ in ("latter", "former") and token.dep_ not in ("amod", "compound"):
            return self._of_two(token)
        lemma = token.lemma_.lower()
        told = {c.lower_ for c in before if c.dep_ in ("amod", "compound", "nmod", "aux", "advmod")}
        if (lemma in BIDDERS or lemma in TARGETS) and told <= _LIKELY:
            return self._seen(self.descriptions.bidding(lemma), token)
        compared = next((s for c in (token, *before) if (s := size(c)) is not None), None)
        of_kind = token.tag_ == "NN" and (lemma in OF_NOUN or lemma in self.descriptions.called)
        if compared is not None and (size(token) or of_kind):
            return self._by_size(token, compared)
        if lemma in MEDIATING and not told:
            return self._mediator(token)
        if token.tag_ != "NN":
            return None
        if is_split(token):
            split = self.descriptions.split
            return self._seen(next(iter(split)), token) if len(split) == 1 else None
        if "other" in told:
            return self._other(token)
        if lemma in PARENTS or "parent" in told:
            return self._whole(token)
        return self._as_called(token, lemma, plain=not told)

    def _whole(self, token: Token) -> Who | None:
        """Read *the parent company*, *headquarters*: the one body of which another one is a part."""
        wholes = set(self.descriptions.parents.values())
        return self._seen(wholes.pop(), token) if len(wholes) == 1 else None

    def _as_called(self, token: Token, lemma: str, *, plain: bool) -> Who | None:
        """Give the party last spoken of that was called so, unless nouns like that are told by kind."""
        called = self.descriptions.of(token)
        if not called and plain and (lemma in PARTS or lemma not in OF_NOUN):
            called = self.descriptions.called.get(lemma, set())
        return self._seen(self.now.latest(lambda party: party in called), token) if called else None

    def _mediator(self, token: Token) -> Who | None:
        """Read *the mediator*: whoever was introduced as one, else the one envoy of a bloc."""
        surnames: set[str] = self.go_betweens or {
            surname
            for surname, who in self.people.items()
            if who.role in _ENVOYS and who.party in self._blocs()
        }
        if len(surnames) != 1 or self.mediators:
            return None
        who = self.people.get(next(iter(surnames)))
        return who.at(token.idx, token.idx + len(token)) if who is not None else None

    def _blocs(self) -> set[str]:
        """Give the organisations of states, whose envoys mediate."""
        return {s.name.party for s in self.spots.values() if s.name.kind is NameKind.BLOC}

    def _seen(self, party: str | None, token: Token) -> Who | None:
        return self.party(party, token) if party is not None else None

    def _alike(self, noun: Token) -> list[str]:
        """Give the parties that a noun can mean, the last spoken of first."""
        lemma = noun.lemma_.lower()
        called = self.descriptions.called.get(lemma, set())
        wanted = OF_NOUN.get(lemma, frozenset())
        found = [
            w.party
            for w in self.now.parties
            if w.party
            and w.known
            and not (w.is_person and w.party == w.name)
            and (w.party in called or (wanted and self.kinds.fits(w.party, wanted)))
        ]
        return list(dict.fromkeys(found))

    def _by_size(self, token: Token, compared: str) -> Who | None:
        """Read *the larger (union)*: the one said to be so, else the one of two of which the other is not."""
        sizes = self.descriptions.sizes
        if compared in sizes:
            return self._seen(sizes[compared], token)
        opposite = sizes.get("small" if compared == "large" else "large")
        if opposite is None:
            return None
        if token.tag_ == "NN":
            rest = [p for p in self._alike(token) if p != opposite] or [
                w.party
                for w in self.now.parties
                if w.party and w.known and not w.is_person and self.kinds.unknown(w.party)
            ]
        else:
            kinds = self.kinds.of(opposite)
            rest = [
                p
                for p in dict.fromkeys(w.party for w in self.now.parties if w.known)
                if p and p != opposite and self.kinds.fits(p, kinds)
            ]
        return self._seen(rest[0], token) if len(rest) == 1 else None

    def _other(self, token: Token) -> Who | None:
        """Read *the other union*: of two that are unions, the one that was not spoken of last."""
        alike = self._alike(token)
        if len(alike) > 2:  # of the kind that was spoken of last
            kinds = self.kinds.of(alike[0])
            alike = [alike[0], *(p for p in alike[1:] if self.kinds.fits(p, kinds))]
        return self._seen(alike[1], token) if len(alike) == 2 else None

    def _of_two(self, token: Token) -> Who | None:
        """Read *the former* and *the latter* of two that were just named."""
        sentence = token.sent
        spans = [self.doc[sentence.start : token.left_edge.i]]
        last = next((t for t in reversed(self.doc[: sentence.start]) if not t.is_space), None)
        if last is not None:
            spans.append(self.doc[last.sent.start : sentence.start])
        for span in spans:
            first = next((t for t in span if t.dep_ in ("nsubj", "nsubjpass")), None)
            both = [] if first is None else [w.party for w in self.refer_all(first) if w.party]
            if len(both) == 2:
                return self._seen(both[token.lower_ == "latter"], token)
            found: list[str] = []
            for t in span:
                if (t.i not in self.spots and not is_name_word(t)) or t.dep_ in ("poss", "compound", "amod"):
                    continue
                for who in self.refer(t):
                    if who.party and who.kind is not SourceKind.MEDIUM and who.role != "place":
                        found += [who.party] if who.party not in found else []
            if len(found) == 2:
                return self._seen(found[token.lower_ == "latter"], token)
        return None
