"""Whom quantities of people and parts of groups refer to: *two of its members*, *the other nine*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.contrasted import Contrasted
from modusvivendi.statements.actors.names import is_name_word
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

NUMBERS = {
    word: n
    for n, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split(),
        start=2,
    )
}


_GROUPED = nouns.words("group organise organize unite represent band join negotiate")
"""How members are said to be together in a body."""


def _value(number: Token) -> int | None:
    """Give how many a numeral says."""
    return int(number.text) if number.text.isdigit() else NUMBERS.get(number.lower_)


def _unnamed(party: str | None, name: str, first: Token, last: Token, role: str) -> Who:
    """Give somebody of a party whom the report does not name, as a source of its own."""
    end = last.idx + len(last)
    kind = SourceKind.UNNAMED
    return Who(party=party, name=name, kind=kind, group=name, start=first.idx, end=end, role=role)


class Parts(Contrasted):
    """Reference of quantities of people; see `modusvivendi.statements.actors.cast.Cast`."""

    def subset(self, token: Token) -> list[Who] | None:
        """Read *the six biggest*, *the other nine* of a group that was counted before (*eighteen clubs*).

        Returns
        -------
        list of Who or None
            The part, or the whole group where the number is its own; None where the phrase is no such thing.
        """
        before = [c for c in token.children if c.i < token.i]
        if (token.like_num or token.lower_ in nouns.QUANTIFIERS) and (
            tellers := self._of_the_speakers(token)
        ):
            return tellers
        number = token if token.like_num else next((c for c in before if c.dep_ == "nummod"), None)
        counted = number is not None and (token.like_num or token.tag_ in ("JJS", "JJR"))
        of = any(c.lower_ == "of" for c in token.children)
        if token.like_num and token.dep_ == "nsubj" and not before and not of:
            return self._some_of_those(token)
        if not counted or number is None or not any(c.lower_ == "the" for c in before):
            return None
        if number.lower_ in ("27", "twenty-seven"):
            return None  # the European Union
        if token.dep_ in ("nummod", "compound", "amod") or any(c.dep_ == "prep" for c in token.children):
            return None
        counted_before = (t for t in reversed(self.doc[: token.left_edge.i]) if self._is_counted(t))
        n, whole = _value(number), len(before) == 1
        group = next((t for t in counted_before if self._fits(t, n, whole=whole)), None)
        if group is None:
            return None
        if whole:
            return self.refer(group) if group.lemma_ not in nouns.OFFICIALS else None
        told = [t.lower_ for t in self.doc[token.left_edge.i : token.i + 1] if t.lower_ != "the"]
        name = " ".join([*told, group.lower_])
        return [
            Who(
                party=name,
                name=name,
                group=name,
                known=False,
                start=self.doc[token.left_edge.i].idx,
                end=token.idx + len(token),
                plural=True,
                role=group.lemma_.lower(),
            )
        ]

    def _of_the_speakers(self, number: Token) -> list[Who]:
        """Read *two of them said*, where those who were told of last are people without a name."""
        them = any(
            p.lower_ in ("them", "those") for c in number.children if c.lower_ == "of" for p in c.children
        )
        saying = number.dep_ == "nsubj" and number.head.lemma_ in ("say", "add", "tell", "warn", "note")
        if not them or not saying:
            return []
        for t in self.doc[number.sent.start : number.i]:  # "Members of her group …, two of them said"
            if t.dep_ == "nsubj" and t.tag_ == "NNS" and t.lemma_.lower() in nouns.OFFICIALS:
                of = [w for w in self.refer(t) if w.party and w.known]
                return [self._some(of[0], t, number)] if of else []
        told = next((w for w in self.now.speakers if w.anonymous and w.plural), None)
        return [told.at(number.idx, number.idx + len(number))] if told is not None else []

    def _some(self, whole: Who, people: Token, number: Token) -> Who:
        """Give some of a party's unnamed people."""
        name = whole.name if whole.anonymous else f"{people.lower_} of {whole.name}"
        return replace(_unnamed(whole.party, name, number, number, people.lemma_.lower()), plural=True)

    def _last_placed(self, token: Token) -> Who | None:
        """Give the party that *that country* means: the one named last in a sentence before."""
        for t in reversed(self.doc[max(0, token.i - 40) : token.sent.start]):
            if t.pos_ == "PROPN" and t.dep_ in ("pobj", "nsubj", "dobj") and is_name_word(t):
                found = [
                    w for w in self.refer(t) if w.party and not w.is_person and w.party in self.now.weights
                ]
                if found:
                    return self.party(found[0].party or "", token)
        return None

    def _is_counted(self, noun: Token) -> bool:
        """Tell whether a noun names a group of so many (*the eleven funds*)."""
        return (
            noun.tag_ == "NNS"
            and any(c.dep_ == "nummod" and c.like_num for c in noun.children)
            and (nouns.is_agentive(noun.lemma_) or nouns.is_agentive_suffix(noun.lemma_))
        )

    def _some_of_those(self, number: Token) -> list[Who] | None:
        """Read *the members are split: six want it, four do not*."""
        whole = next(
            (
                t
                for t in reversed(self.doc[number.sent.start : number.i])
                if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ == "NNS" and nouns.is_agentive(t.lemma_)
            ),
            None,
        )
        if whole is None or _value(number) is None:
            return None
        before = [t.text for t in whole.lefts if t.dep_ in ("compound", "amod")]
        name = " ".join([number.lower_, *before, whole.lower_])
        return [
            Who(
                party=name,
                name=name,
                group=name,
                known=False,
                start=number.idx,
                end=number.idx + len(number),
                plural=True,
                role=whole.lemma_.lower(),
            )
        ]

    def _fits(self, noun: Token, n: int | None, *, whole: bool) -> bool:
        """Tell whether *the three* are all of a group, or *the other three* some of a larger one."""
        size = next((_value(c) for c in noun.children if c.dep_ == "nummod"), None)
        if size is None or n is None:
            return False
        return size == n if whole else size > n and noun.lemma_ not in nouns.OFFICIALS

    def quantified(self, token: Token, governors: Sequence[Who], quoted: bool) -> list[Who]:
        """*Three of those people*, *one of its members*, *some*, *others*."""
        if token.lower_ in ("none", "no", "neither"):
            return []
        if (
            token.text in ("27", "Twenty-Seven")
            and token.i
            and token.nbor(-1).lower_ == "the"
            and token.dep_ != "nummod"
        ):
            return [self.party("European Union", token)]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "from"):
                for pobj in child.children:
                    found = self.refer(pobj, governors, quoted) if pobj.dep_ == "pobj" else []
                    if found:
                        return self._part_of(token, pobj, found)
        if token.lower_ in ("some", "others", "many", "several", "few", "most") and token.dep_ in (
            "nsubj",
            "nsubjpass",
            "ROOT",
            "pobj",
        ):
            base = self.now.unnamed[0] if self.now.unnamed else None
            party = base.party if base else None
            return [
                Who(
                    party=party,
                    name=base.name if base else token.lower_,
                    kind=SourceKind.UNNAMED,
                    group=base.group if base else token.lower_,
                    start=token.idx,
                    end=token.idx + len(token),
                    plural=True,
                    role=base.role if base else "",
                )
            ]
        return []

    def grouped_in(self, members: Token) -> Who | None:
        """Give the body of *the three operators, grouped in the association Portside*."""
        verb = next((c for c in members.children if c.dep_ in ("acl", "relcl")), members.head)
        if verb.lemma_ not in _GROUPED or not 0 < verb.i - members.i < 12:
            return None
        for preposition in (c for c in verb.children if c.lower_ in ("in", "by", "under", "as")):
            for body in (p for p in preposition.children if p.dep_ == "pobj" and p.i > verb.i):
                found = self.refer(body)
                if found and found[0].party and found[0].known and found[0].role != "place":
                    return (
                        found[0] if not found[0].is_person and not self.now.is_state(found[0].party) else None
                    )
        return None

    def _part_of(self, token: Token, whole: Token, found: list[Who]) -> list[Who]:
        who = found[0]
        lemma = whole.lemma_.lower()
        if lemma in nouns.OFFICIALS:
            if who.kind is None:  # "one of its members"
                name = f"{lemma} of {who.name}"
                return [_unnamed(who.party, name, token, whole, lemma)]
            return [who.at(token.idx, whole.idx + len(whole))]
        span = self.doc[token.left_edge.i : whole.i + 1]
        if who.kind is None and not who.known:
            name = span.text[0].lower() + span.text[1:]
            return [
                Who(
                    party=name,
                    name=name,
                    group=name,
                    known=False,
                    start=span.start_char,
                    end=span.end_char,
                    plural=True,
                    role=lemma,
                )
            ]
        return found
