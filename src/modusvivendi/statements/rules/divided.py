"""Ministries of one government that are at odds in a report: each then holds its own positions.

A ministry speaks for its state (*the finance ministry said Norvane would pay*). Where one rejects what
another of the same government offers, that would have the state contradict itself, and they are two parties.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from spacy.tokens import Token

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.offices import PORTFOLIOS
from modusvivendi.statements.rules.assembly import Draft
from modusvivendi.statements.rules.grammar import lemma
from modusvivendi.statements.statement import Stance

_FOR_THE_STATE = frozenset({"foreign", "prime", "state", "presidential"})
_AGAINST = frozenset({Stance.OPPOSES, Stance.RULES_OUT})
_FOR = frozenset({Stance.OFFERS, Stance.SUPPORTS, Stance.DEMANDS})


def divide(drafts: list[Draft], cast: Cast) -> None:
    """Give the positions of ministries that contradict each other to these, in place."""
    held = [(draft, portfolio) for draft in drafts if (portfolio := _portfolio(draft)) is not None]
    apart: set[tuple[str | None, str]] = set()
    for (a, one), (b, other) in combinations(held, 2):
        if one != other and a.holder.party == b.holder.party and _contradict(a, b):
            apart |= {(a.holder.party, one), (a.holder.party, other)}
    for draft, portfolio in held:
        theirs = {p for t in draft.sentence if t.i in draft.frame.span and (p := _of_ministry(t)) is not None}
        if draft.frame.stance in _AGAINST and theirs - {portfolio}:
            apart |= {(draft.holder.party, p) for p in (portfolio, *theirs)}
    for draft, portfolio in held:
        party = draft.holder.party
        if (party, portfolio) in apart:
            adjective = f"{cast.known.adjective(party)} " if party in cast.known.demonym else ""
            name = f"{adjective}{portfolio} ministry"
            draft.holder = replace(draft.holder, party=name, name=name, known=True)


def _portfolio(draft: Draft) -> str | None:
    """Give what the ministry is for whose position a draft is, where it is a ministry's."""
    own = draft.frame.holder
    named = _of_ministry(own) if own is not None and not draft.by_speaker else None
    if named is not None or (own is not None and own.tag_ != "PRP" and not draft.by_speaker):
        return named
    subjects = (layer.subject for layer in reversed(draft.layers) if layer.subject is not None)
    return next((p for t in subjects if (p := _of_ministry(t)) is not None), None)


def _of_ministry(token: Token) -> str | None:
    if lemma(token) not in ("ministry", "department"):
        return None
    words = [c.lower_ for c in token.children if c.i < token.i and c.lower_ in PORTFOLIOS - _FOR_THE_STATE]
    return words[-1] if words else None


def _contradict(a: Draft, b: Draft) -> bool:
    """Tell whether of two positions close to each other one is for and one against the same thing."""
    stances = {a.frame.stance, b.frame.stance}
    if not (stances & _AGAINST and stances & _FOR) or abs(a.number - b.number) > 1:
        return False
    return a.number == b.number or bool(_words(a.proposal) & _words(b.proposal))


def _words(proposal: str) -> set[str]:
    return set(re.findall(r"\w{4,}", proposal.lower()))
