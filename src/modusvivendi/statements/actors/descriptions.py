"""What a report calls its parties besides their names: *the biscuit maker*, *the bidder*, *the larger union*.

Said once beside a name (*Marlow Foods, the biscuit maker*), such words stand for the party later on. Who bids
for whom, and whose a subsidiary is, tells what *the target* and *the parent company* mean.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.kinds import OF_NOUN, Kind
from modusvivendi.statements.actors.phrases import is_role

BIDDERS = nouns.words("bidder suitor buyer acquirer purchaser predator")
TARGETS = nouns.words("target quarry")
PARTS = nouns.words("subsidiary unit arm affiliate branch local offshoot division chapter section")
"""Parts of a body that may hold positions of their own."""
PARENTS = nouns.words("parent headquarters")
_BIDS = nouns.words("bid offer takeover approach")
_REFUSING = nouns.words("reject spurn rebuff refuse dismiss snub decline resist")
_BUYING = nouns.words("buy acquire swallow purchase")
_LARGER = nouns.words("larger bigger largest biggest stronger strongest")
_SMALLER = nouns.words("smaller smallest weaker weakest")
_SPLIT = nouns.words("splinter breakaway split dissident")
_LEAVING = nouns.words("split break secede")

_SPEAKING_FOR = nouns.words("represent organise organize")

Named = Callable[[Token], str | None]
"""Gives the party a token names outright."""


@dataclass
class Descriptions:
    """What the parties of one report are called.

    Attributes
    ----------
    called
        Parties by the nouns said beside their names, with and without what stands before the noun.
    sizes
        Parties by ``large`` or ``small``, as they compare with others of their kind.
    bidder, target
        How often each party is said to bid, and to be bid for.
    parents
        Parties by those that are parts of them.
    within
        States by their provinces.
    split
        Parties that broke away, with those they left where that is told.
    members
        Parties by the people they are of (*the union of the nurses*, *represents 3,000 bakers*).
    """

    called: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sizes: dict[str, str] = field(default_factory=dict)
    bidder: Counter[str] = field(default_factory=Counter)
    target: Counter[str] = field(default_factory=Counter)
    parents: dict[str, str] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)
    split: dict[str, str | None] = field(default_factory=dict)
    members: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def of(self, noun: Token) -> set[str]:
        """Give the parties that a noun with what stands before it was said of (*the biscuit maker*)."""
        described = " ".join(_modified(noun))
        return self.called.get(described, set()) if " " in described else set()

    def bidding(self, lemma: str) -> str | None:
        """Give who *the bidder* or *the target* is, where one party clearly is."""
        found = self.bidder if lemma in BIDDERS else self.target if lemma in TARGETS else Counter()
        ranked = found.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def size(token: Token) -> str | None:
    """Give *large* or *small* for a word that compares a party with others of its kind."""
    return "large" if token.lower_ in _LARGER else "small" if token.lower_ in _SMALLER else None


def is_split(noun: Token) -> bool:
    """Recognise *the splinter group*, *the breakaway faction*."""
    return any(c.lower_ in _SPLIT for c in noun.children if c.i < noun.i)


def learn_descriptions(doc: Doc, named: Named, owner: Named) -> Descriptions:
    """Learn what a report calls its parties.

    Parameters
    ----------
    doc
        The parsed report.
    named
        Gives the party a token names outright, if it does.
    owner
        Gives the party whose something a noun is.
    """
    found = Descriptions()
    for token in doc:
        for name, noun in _beside(token):
            party = named(name)
            if party is None:
                continue
            lemma = noun.lemma_.lower()
            if (large := next((s for c in (noun, *noun.children) if (s := size(c))), None)) is not None:
                found.sizes.setdefault(large, party)
            if noun.pos_ == "NOUN" and noun.text.islower() and not is_role(noun):
                found.called[lemma].add(party)
                found.called[" ".join(_modified(noun))].add(party)
            if is_split(noun):
                found.split[party] = owner(noun)
            for member in _members(noun):
                found.members[member].add(party)
            if lemma in PARTS and (whole := owner(noun)) is not None and whole != party:
                found.parents[party] = whole
            if Kind.REGION in OF_NOUN.get(lemma, ()) and (state := owner(noun)) not in (None, party):
                found.within[party] = state or ""
        _bid(token, named, found)
        if token.lemma_ in _SPEAKING_FOR and token.pos_ == "VERB":
            doer = (
                token.head
                if token.dep_ == "relcl"
                else next((c for c in token.children if c.dep_ == "nsubj"), None)
            )
            whom = next((c for c in token.children if c.dep_ == "dobj" and _are_people(c)), None)
            union = named(doer) if doer is not None and whom is not None else None
            if union is not None and whom is not None:
                found.members[whom.lemma_.lower()].add(union)
                if (token.lemma_ != "represent" and nouns.is_agentive(whom.lemma_)) or whom.tag_ != "NNS":
                    found.called["union"].add(union)
        if token.lemma_ == "represent" and token.dep_ == "acl" and token.head.tag_ == "NNS":
            by = (p for c in token.children if c.lower_ == "by" for p in c.children if p.dep_ == "pobj")
            union = next((x for x in map(named, by) if x is not None), None)
            if union is not None:  # "the players, represented by the Guild, …"
                found.members[token.head.lemma_.lower()].add(union)
        if (
            token.lemma_ in _LEAVING
            and token.dep_ == "relcl"
            and any(c.lower_ in ("from", "away", "off") for c in token.children)
        ):
            party = named(token.head)
            left = (p for c in token.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj")
            if party is not None:
                found.split[party] = next((x for x in map(named, left) if x is not None), None)
    return found


def _are_people(noun: Token) -> bool:
    return noun.tag_ == "NNS" or noun.lower_ in ("staff", "personnel")


def _members(noun: Token) -> Iterator[str]:
    """Give of whom a body is said to be (*the union of the nurses*, *the supporters' group*)."""
    for child in noun.children:
        if child.dep_ == "poss" and child.tag_ == "NNS":
            yield child.lemma_.lower()
        elif child.dep_ == "prep" and child.lower_ in ("of", "for"):
            yield from (p.lemma_.lower() for p in child.children if p.dep_ == "pobj" and p.tag_ == "NNS")


def _modified(noun: Token) -> list[str]:
    """Give the lemma of a noun with the nouns and adjectives before it."""
    before = [
        c.lower_
        for c in noun.children
        if c.i < noun.i and c.dep_ in ("compound", "amod", "nmod") and c.text.islower() and size(c) is None
    ]
    return [*before, noun.lemma_.lower()]


def _beside(noun: Token) -> Iterator[tuple[Token, Token]]:
    """Give a name and the noun said of it (*X, the maker*; *the maker, X*; *X is the maker*)."""
    for child in noun.children:
        if child.dep_ == "appos" and child.i > noun.i:
            yield (noun, child) if noun.pos_ == "PROPN" else (child, noun)
    if noun.text[0].isupper() and not noun.is_sent_start:
        before = next((c for c in noun.lefts if c.i == noun.i - 1 and c.dep_ == "compound"), None)
        if before is not None and before.text.islower() and before.tag_ == "NN":
            yield noun, before  # "the dairy Fenmilk"
    if noun.pos_ == "PROPN" and noun.i + 7 < len(noun.doc) and noun.nbor().text == ",":
        after = noun.doc[noun.i + 1 : noun.i + 7]
        as_the = after[1].lower_ == "as" and after[2].lower_ == "the"
        if as_the and after[5].lower_ in ("called", "known", "named"):
            yield noun, after[3]  # "HydroNord, as the company is called"
    if noun.dep_ in ("attr", "acomp") and noun.head.lemma_ == "be":
        for doer in noun.head.children:
            if doer.dep_ == "nsubj":
                yield (noun.head.head if doer.tag_ == "WDT" else doer), noun
    if noun.text.islower() and Kind.REGION in OF_NOUN.get(noun.lemma_, ()):
        for of in noun.children:  # "the Havnian province of Norra"
            yield from ((p, noun) for p in of.children if of.lower_ == "of" and p.dep_ == "pobj")


def _bid(token: Token, named: Named, found: Descriptions) -> None:
    """Note who bids for whom."""
    lemma = token.lemma_.lower()
    if lemma in _BIDS and token.pos_ == "NOUN":
        for child in token.children:
            if child.dep_ == "poss":
                _count(found.bidder, named(child))
            elif child.dep_ == "prep":
                for pobj in (p for p in child.children if p.dep_ == "pobj"):
                    if child.lower_ in ("by", "from"):
                        _count(found.bidder, named(pobj))
                    elif child.lower_ == "for" or (child.lower_ == "of" and lemma == "takeover"):
                        _count(found.target, named(pobj))
    elif lemma in _REFUSING and token.pos_ == "VERB":
        refused = next((c for c in token.children if c.dep_ == "dobj"), None)
        doer = next((c for c in (*token.children, *token.head.children) if c.dep_ == "nsubj"), None)
        if refused is not None and doer is not None and refused.lemma_ in _BIDS - {"offer"}:
            of = (
                p for c in doer.children for p in (c, *c.children) if p.dep_ in ("pobj", "poss", "compound")
            )
            _count(found.target, next((x for x in map(named, (doer, *of)) if x is not None), None))
    elif lemma in _BUYING and token.pos_ == "VERB":
        doer = next((c for c in (*token.children, *token.head.children) if c.dep_ == "nsubj"), None)
        bought = next((c for c in token.children if c.dep_ == "dobj"), None)
        bought_party = named(bought) if bought is not None else None
        if doer is not None and bought_party is not None:
            _count(found.bidder, named(doer))
            _count(found.target, bought_party)


def _count(counts: Counter[str], party: str | None) -> None:
    if party is not None:
        counts[party] += 1
