"""What is newly reported of parties, quoted: objections, new steps, and what they come forward with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from modusvivendi.brief.comparison import Comparison
from modusvivendi.brief.contents import PositionEntry, Sentence
from modusvivendi.brief.reported import Reported
from modusvivendi.dossier.change_words import held_words
from modusvivendi.dossier.matters import Nearness, nearness
from modusvivendi.english import capital, is_plural, listed, number_words
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.naming import possessive, with_article

Statements = Mapping[str, Statement]
"""The statements of a record by their ids."""

MOST_NEW = 3
"""New parties that are named without a quotation."""

MOST_FURTHER = 4
"""Parties of whom new positions are quoted, of those that stand in the way and of those that come forward."""

MOST_BELIEVED = 2
"""Sentences that tell only what one party believes of another."""

STANDING_IN_THE_WAY = (Stance.OPPOSES, Stance.RULES_OUT, Stance.WARNS)
COMING_FORWARD = (Stance.OFFERS, Stance.CONSIDERS, Stance.DEMANDS)
"""Stances of what is told as new, in this order."""

ONE_BREATH = 300
"""Characters between two sentences, or two halves of one, that are told together."""

_BELIEVING = re.compile(
    r"\b(?:believe[ds]?|believing|thought|thinks?|expect(?:s|ed)|assume[ds]?|suspect(?:s|ed)|guess(?:es|ed)"
    r"|(?:was|is|were|are) (?:sure|certain|convinced|confident))\b",
    re.IGNORECASE,
)

_Held = tuple[str, PositionEntry]


def newly_reported(
    found: Comparison, shown: Collection[str], reported: Reported, statements: Statements
) -> list[Sentence]:
    """Quote what is new: first what stands in the way, then new steps, then what parties come forward with.

    Parameters
    ----------
    found
        The case as it is, compared with what it was.
    shown
        Ids of statements that have been told already.
    reported
        Quotes the record.
    statements
        The record.
    """
    if found.is_empty:
        return [Sentence(text=found.sentence, statements=found.evidence)]
    new = [
        (c.actor, c.after)
        for c in found.positions
        if c.before is None and c.after is not None and not set(shown).issuperset(c.after.statements)
    ]
    # What is only said again in other words is no news.
    known = [statements[i] for p in found.before.positions for i in p.statements if i in statements]
    new = [each for each in new if not _said_before(each, known, statements)]
    believed = [each for each in new if _believer(each, statements)]
    further = [each for each in new if each not in believed and not reported.is_belief(each[1].statements)]
    steps = {id(held): step for _, held in further if (step := _step(held, found, statements))}
    said: list[Sentence] = []
    told: set[str] = set()
    quoted: set[str] = set()
    for stances in (STANDING_IN_THE_WAY, COMING_FORWARD):
        if stances is COMING_FORWARD:
            for actor, held in further:
                if id(held) in steps:
                    said.append(_as_a_step(actor, held, steps[id(held)], reported, statements))
                    told.add(actor)
        some = [each for each in further if Stance(each[1].stance) in stances and id(each[1]) not in steps]
        for names, ids in _alike(some, reported)[:MOST_FURTHER]:
            quotes = _quoted(ids, known, reported, statements)
            if quotes not in quoted:
                text = f"Newly reported of {listed(map(with_article, names))}: {quotes}."
                said.append(Sentence(text=text, statements=ids))
            quoted.add(quotes)
            told.update(names)
    said += _beliefs(believed, reported, statements, quoted)
    return [*said, *_first_heard(found, further, told)] or [
        Sentence(text=found.sentence, statements=found.evidence)
    ]


def _said_before(each: _Held, known: Sequence[Statement], statements: Statements) -> bool:
    """Whether all of a position is what its party held before, of the same acts of the same parties."""
    some = [statements[i] for i in each[1].statements if i in statements]
    return bool(some) and all(any(_same(s, t) for t in known) for s in some)


def _same(s: Statement, t: Statement) -> bool:
    if s.act is None or t.act is None or s.condition or (s.actor, s.stance) != (t.actor, t.stance):
        return False
    return (s.act.action, set(s.act.agents)) == (t.act.action, set(t.act.agents)) and bool(s.act.agents)


def _quoted(
    ids: Sequence[str], known: Sequence[Statement], reported: Reported, statements: Statements
) -> str:
    """Quote statements; of a sentence that says again what was known, only the words that are new."""
    some = [statements[i] for i in ids if i in statements]
    again = {s.sentence for s in statements.values() if s not in some and any(_same(s, t) for t in known)}
    new = [f"“{s.proposal}”" for s in some if s.sentence in again]
    rest = [s.id for s in some if s.sentence not in again]
    return "; ".join([*new, *([reported.quotes(rest)] if rest else [])])


def _alike(some: Iterable[_Held], reported: Reported) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Put what is new of one party together, and parties of whom the same is; first what is on terms."""
    own: dict[str, dict[str, None]] = {}
    for actor, held in sorted(some, key=lambda each: each[1].condition is None):
        own.setdefault(actor, {}).update(dict.fromkeys(held.statements))
    groups: dict[str, tuple[list[str], dict[str, None]]] = {}
    for actor, ids in own.items():
        names, evidence = groups.setdefault(reported.quotes(ids), ([], {}))
        names.append(actor)
        evidence.update(ids)
    return [(tuple(names), tuple(ids)) for names, ids in groups.values()]


# -- another step --


def _refusals(actor: str, positions: Iterable[PositionEntry], statements: Statements) -> list[Statement]:
    """Give what a party is reported to refuse."""
    return [
        statements[i]
        for p in positions
        if p.actor == actor and Stance(p.stance) is Stance.RULES_OUT
        for i in p.statements
        if i in statements
    ]


def _step(held: PositionEntry, found: Comparison, statements: Statements) -> Statement | None:
    """Give what a party refused before that something new, of which the reports tell beside it, comes near.

    Who would send no soldiers, and now weighs help from the air, has taken a step, though no position of its
    own has become another.
    """
    if Stance(held.stance) not in (Stance.OFFERS, Stance.CONSIDERS):
        return None
    refused, refuses = (
        _refusals(held.actor, positions, statements)
        for positions in (found.before.positions, found.after.positions)
    )
    new = [statements[i] for i in held.statements if i in statements]
    near = any(nearness(s, t) is not Nearness.APART for s in new for t in refused)
    beside = any(s.report == t.report and _apart(s, t) <= ONE_BREATH for s in new for t in refuses)
    return refused[-1] if refused and (near or beside) else None


def _apart(one: Statement, other: Statement) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _as_a_step(
    actor: str, held: PositionEntry, refused: Statement, reported: Reported, statements: Statements
) -> Sentence:
    """Tell what is new of a party beside what it refused before."""
    now = next(statements[i] for i in held.statements if i in statements)
    are = "are" if is_plural(actor) else "is"
    before = held_words(refused.stance, refused)
    text = (
        f"{with_article(actor)}, reported before to {before}, {are} newly reported to "
        f"{held_words(now.stance, now)}: {reported.quotes(held.statements)}."
    )
    return Sentence(text=capital(text), statements=(*held.statements, refused.id))


# -- beliefs --


def _believer(each: _Held, statements: Statements) -> str | None:
    """Name the party whose belief it is that another wants something; None where that one is heard itself."""
    actor, held = each
    known = [statements[i] for i in held.statements if i in statements]
    parties = {_told_by(s) for s in known}
    if not known or not all(_BELIEVING.search(s.sentence) for s in known):
        return None
    party = next(iter(parties)) if len(parties) == 1 else None
    return party if party not in (None, actor, *(s.actor for s in known)) else None


def _told_by(s: Statement) -> str | None:
    return s.chain[-1].party if s.chain else None


def _beliefs(
    believed: Sequence[_Held], reported: Reported, statements: Statements, quoted: Collection[str]
) -> list[Sentence]:
    """Tell what parties are newly reported to believe of others: that is no news of those."""
    said: dict[str, Sentence] = {}
    for actor, held in believed:
        quotes = reported.quotes(held.statements)
        believer = _believer((actor, held), statements)
        if believer and quotes not in quoted:
            of = with_article(actor)
            text = f"Newly reported is {possessive(believer)} belief about {of}, no word of {of}: {quotes}."
            said.setdefault(quotes, Sentence(text=text, statements=held.statements))
    return list(said.values())[:MOST_BELIEVED]


# -- parties heard for the first time --


def _first_heard(found: Comparison, further: Sequence[_Held], told: Collection[str]) -> list[Sentence]:
    """Name the parties of whom nothing was reported before, and nothing has been quoted."""
    heard = {p.actor for p in found.before.positions}
    new: dict[str, list[str]] = {}
    for actor, held in further:
        if actor not in heard and actor not in told:
            new.setdefault(with_article(actor), []).extend(held.statements)
    if not new:
        return []
    left = len(new) - MOST_NEW
    names = [*list(new)[:MOST_NEW], *([f"{number_words(left)} more"] if left > 0 else [])]
    ids = [i for name in list(new)[:MOST_NEW] for i in new[name]]
    text = f"Of {listed(names)}, positions are reported for the first time."
    return [Sentence(text=text, statements=tuple(dict.fromkeys(ids)))]
