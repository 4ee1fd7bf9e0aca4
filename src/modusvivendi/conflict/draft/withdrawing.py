"""Offers that their party has withdrawn, or that have lapsed: nobody makes them any more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import by_party
from modusvivendi.conflict.draft.sameness import share_a_thing
from modusvivendi.statements import Stance, Statement

_OFFER = r"(?:offer|bid|proposal|pledge|promise|suggestion)"
_WITHDRAWN = re.compile(
    r"\b(?:withdr[ae]w(?:n|s|ing)?|retract(?:ed|s|ing)?|rescind(?:ed|s|ing)?|revok(?:ed|es|ing)"
    r"|t(?:ook|aken|akes|aking) back|pull(?:ed|s|ing)?(?: back)?|scrap(?:ped|s|ping)?|drop(?:ped|s|ping)?"
    r"|went back on|walked away from) (?:the|its|their|his|her|an?) (?:[\w-]+ ){0,2}?" + _OFFER + r"\b"
    r"(?: (?:of|for|to|on) (?P<what>[^,.;]{2,60}?)(?=,|\.|;| but\b| and\b| last\b| on \w+day\b|$))?",
    re.IGNORECASE,
)
_LAPSED = re.compile(
    r"\b" + _OFFER + r"(?: (?:of|for|to) (?P<what>[^,.;]{2,60}?))? (?:has |had )?(?:since )?"
    r"(?:lapsed|expired|run out|ran out|fallen through|is off the table|is no longer on the table)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:not|never|no|if|unless|would|could|may|might|will|to|refused|should|must|denied|threatened)\b"
    r"[^,.;]{0,20}$",
    re.IGNORECASE,
)
"""What makes of a withdrawal something that has not happened."""
_ITS_OFFER = re.compile(rf"^(?:its|their|the|that) (?:[\w-]+ ){{0,2}}?{_OFFER}\b", re.IGNORECASE)


def withdrawn(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Find offers that a later report tells their party has taken back, each with the statement that tells.

    The statement that tells it is no refusal of anything else: where its own words are "its offer of a hall",
    it goes with the offer.

    Parameters
    ----------
    statements
        Those that count, in any order.
    """
    parties = by_party(statements)
    found = []
    for actor, own in parties.items():
        offers = [s for s in own if s.stance in (Stance.OFFERS, Stance.CONSIDERS) and s.act and s.date]
        for t in own:
            told = _taken_back(t, [name for name in parties if name != actor]) if t.date else None
            gone = _meant(t, told, offers) if told is not None else []
            found += [(s, t) for s in gone]
            if gone and t.stance is Stance.RULES_OUT and _ITS_OFFER.match(t.proposal):
                found.append((t, t))
    return found


def _taken_back(t: Statement, others: Sequence[str]) -> str | None:
    """Give what a statement's sentence tells its party has taken back; empty where it does not say what."""
    for pattern in (_WITHDRAWN, _LAPSED):
        for told in pattern.finditer(t.sentence):
            before = re.split(r"[;:]|\bwhile\b|\bbut\b", t.sentence[: told.start()])[-1].casefold()
            by_others = any(re.search(rf"\b{re.escape(name.casefold())}\b", before) for name in others)
            if not by_others and not _NOT_YET.search(t.sentence[: told.start()]):
                return told["what"] or ""
    return None


def _meant(t: Statement, what: str, offers: Sequence[Statement]) -> list[Statement]:
    """Give the offers of a party, made before, that it has taken back."""
    before = [s for s in offers if s.date and t.date and s.date < t.date]
    if not what:
        return before if len({s.act.action for s in before if s.act}) == 1 else []
    numbers = set(re.findall(r"\d[\d.,]*", what))
    return [
        s
        for s in before
        if s.act
        and (
            share_a_thing(f"give {what}", s.act.label)
            or share_a_thing(f"give {what}", f"give {s.proposal}")
            or numbers & set(re.findall(r"\d[\d.,]*", s.proposal))
        )
    ]
