"""Whom the words of a condition mean that name nobody: *if the union signs*, *once it has left*."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.kinds import OF_NOUN
from modusvivendi.statements.actors.mentions import Meant
from modusvivendi.statements.rules.conditions import Condition
from modusvivendi.statements.statement import SourceKind

_OWNING = frozenset({"of", "by", "from", "between"})
"""Prepositions whose objects may be whose act something is: *the consent of the board*."""

_NEUTRAL = frozenset({"mediator", "arbitrator", "conciliator", "somebody", "anybody", "line"})
"""Who is no party to the matter, or seldom the party that the word may mean."""


def meant_in(condition: Condition, doc: Doc, parties_of: Callable[[Token], Sequence[str]]) -> Iterator[Meant]:
    """Give the phrases of a condition that mean a party without naming it.

    Parameters
    ----------
    condition
        The condition.
    doc
        The report.
    parties_of
        Gives the parties that a noun phrase means by its head: one, those of *both sides*, or none.
    """
    for token in doc[condition.start : condition.end]:
        # "Its" is mostly of whom the condition itself names, and "they" of nobody in particular.
        if token.tag_ in ("WP", "WDT", "WP$", "EX", "PRP$") or token.lower_ == "they":
            continue
        if token.pos_ not in ("NOUN", "PRON", "PROPN") or token.lemma_ in _NEUTRAL:
            continue
        doing = token.dep_ in ("nsubj", "poss") or (
            token.dep_ == "pobj" and (token.head.dep_ == "agent" or token.head.lower_ in _OWNING)
        )
        first = max(token.left_edge.i, condition.start)
        start, end = doc[first].idx, token.idx + len(token)
        for party in parties_of(token) if doing and not _undergoes(token) else ():
            yield Meant(condition.text, start - condition.start_char, end - condition.start_char, party)


def says_sides(token: Token) -> bool:
    """Tell whether a word means several parties as such: *both*, *the two sides*, *both governments*."""
    return token.lower_ == "both" or (token.tag_ == "NNS" and token.lemma_.lower() in nouns.PLURAL_PARTIES)


def is_described(noun: Token, kind: SourceKind | None) -> bool:
    """Tell whether a party is told by what it is: *the mayors*, *the supreme court*, but not *any creditor*.

    Parameters
    ----------
    noun
        Head of the phrase.
    kind
        What the phrase names; None for a party as such.
    """
    lemma = noun.lemma_.lower()
    doing = noun.dep_ == "nsubj" or (noun.dep_ == "pobj" and noun.head.dep_ == "agent")
    definite = (
        doing and lemma not in _ANYWHERE and any(c.lower_ == "the" or c.dep_ == "poss" for c in noun.children)
    )
    many = noun.tag_ == "NNS" and nouns.is_agentive_suffix(lemma)
    return kind is None and definite and (many or lemma in OF_NOUN or nouns.is_agentive(lemma))


_ANYWHERE = frozenset({"country", "nation", "people", "group", "side", "conference", "party"})
"""Bodies that are told by more than such a noun."""


_UNDERGONE = frozenset(
    "release closure removal evacuation liberation capture arrest inclusion exclusion".split()
)
"""What is done to whom *of* names, though the words do not end in *-ing*."""


def _undergoes(token: Token) -> bool:
    """Tell whether something is done to whom *of* names: *the reopening of Tarn airport*."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    deed = token.head.head
    return deed.lemma_.lower() in _UNDERGONE or (
        deed.lower_.endswith("ing") and deed.pos_ in ("NOUN", "VERB")
    )
