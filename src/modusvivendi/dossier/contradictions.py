"""Contradictions: statements that do not go together, and whether a later date settles which one counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from modusvivendi.dossier import opposition
from modusvivendi.dossier.assessments import opposite_assessments
from modusvivendi.dossier.differing import differing_numbers
from modusvivendi.dossier.parties import with_names_settled
from modusvivendi.dossier.proposals import (
    Direction,
    Proposal,
    Side,
    base_action,
    claims_denied,
    direction,
    in_order,
    is_position,
    is_second_hand,
    proposals,
)
from modusvivendi.giving_way import give_way
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import SourceKind, Stance, Statement


class Contradiction(BaseModel):
    """Two groups of statements that do not go together.

    Attributes
    ----------
    kind
        ``denial`` (of what is reported of a party), ``opposed positions`` (of two parties), ``numbers``,
        ``inner split`` (within one party), ``attributed versus own position``, ``risk assessment``.
    topic
        What it is about, in a few words.
    a, b
        Ids of the statements on both sides; for a denial ``b`` denies.
    settled
        Why a later date decides, where it does; None where it stays open.
    text
        The contradiction in a sentence.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    topic: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    settled: str | None = None
    text: str = ""


@dataclass(frozen=True)
class _Found:
    kind: str
    topic: str
    a: tuple[Statement, ...]
    b: tuple[Statement, ...]
    settled: str | None = None


def contradictions(reports: Iterable[Report], statements: Iterable[Statement]) -> tuple[Contradiction, ...]:
    """Find the statements that do not go together.

    What a text presents as past is left out, denials apart: that an actor held something else before is a
    change, not a contradiction.

    Parameters
    ----------
    reports
        The reports of the record, as for the other questions to it; only statements matter here.
    statements
        The record, in any order.

    Returns
    -------
    tuple of Contradiction
        By kind, then by place in the record; each pair of groups once.
    """
    everything = in_order(with_names_settled(statements))
    present = [statement for statement in everything if not statement.earlier]
    found: list[_Found] = []
    found += _denials(everything)
    give_way()
    found += _within_one_party(present)
    give_way()
    found += [_Found("opposed positions", o.topic, o.a, o.b) for o in opposition.opposed(present)]
    give_way()
    found += [
        _Found("numbers" if n.of_fact else "opposed positions", n.topic, n.a, n.b)
        for n in differing_numbers(present)
    ]
    give_way()
    found += [_Found("risk assessment", r.topic, r.a, r.b) for r in opposite_assessments(present)]
    result: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Contradiction] = {}
    for one in found:
        a, b = (tuple(sorted(s.id for s in side)) for side in (one.a, one.b))
        if (one.kind, b, a) in result or set(a) & set(b):
            continue
        result[one.kind, a, b] = Contradiction(
            kind=one.kind, topic=one.topic, a=a, b=b, settled=one.settled, text=_text(one)
        )
    order = {kind: place for place, kind in enumerate(KINDS)}
    return tuple(sorted(result.values(), key=lambda c: (order[c.kind], c.a, c.b)))


KINDS = (
    "denial",
    "inner split",
    "attributed versus own position",
    "opposed positions",
    "numbers",
    "risk assessment",
)


def _denials(statements: list[Statement]) -> list[_Found]:
    """Find denials and what they deny. A denial older than the claim does not answer it."""
    found = []
    grouped: dict[tuple[str, tuple[str, ...]], list[Statement]] = {}
    for denial in statements:
        if denial.stance is Stance.DENIES:
            claims = tuple(claim.id for claim in claims_denied(denial, statements))
            if claims:
                grouped.setdefault((denial.actor, claims), []).append(denial)
    by_id = {statement.id: statement for statement in statements}
    for (_, claims), denials in grouped.items():
        claimed = tuple(by_id[name] for name in claims)
        # That a party denies what unnamed people say of it settles nothing, whichever is later.
        found.append(_Found("denial", claimed[0].proposal, claimed, tuple(denials)))
    return found


_SPLIT_WITHIN_DAYS = 14


def _within_one_party(statements: list[Statement]) -> list[_Found]:
    """Find one party reported to hold opposite things: by two voices, or by others and by itself."""
    return [found for proposal in proposals(statements) for found in _within(proposal)]


@lru_cache(maxsize=8192)  # a decision about a statement touches few of them
def _within(proposal: Proposal) -> tuple[_Found, ...]:
    if proposal.side is Side.THREAT:
        return ()
    members = [s for s in proposal.statements if is_position(s) and s.stance is not Stance.DENIES]
    pro = [s for s in members if direction(s) is not Direction.AGAINST]
    contra = [s for s in members if direction(s) is Direction.AGAINST]
    return tuple(
        _Found(kind, other.proposal, (one,), (other,), _settled_within(kind, one, other))
        for one in pro
        for other in contra
        if (kind := _kind_within(one, other))
    )


def _kind_within(one: Statement, other: Statement) -> str | None:
    """Tell which kind of contradiction within one party two opposite statements make, if any."""
    attributed = [s for s in (one, other) if _by_another_party(s)]
    if len(attributed) == 1:
        return "attributed versus own position"
    voices = (_voice(one), _voice(other))
    if None in voices or voices[0] == voices[1]:
        return None
    if (
        one.date is not None
        and other.date is not None
        and abs((one.date - other.date).days) > _SPLIT_WITHIN_DAYS
    ):
        return None
    # "No talks with them", and "we will talk when they have a plan", are one refusal without the plan.
    return None if one.condition or other.condition else "inner split"


def _by_another_party(statement: Statement) -> bool:
    """Tell whether what an actor holds is said by somebody known to belong to another party."""
    inner = statement.chain[-1] if statement.chain else None
    return (
        inner is not None
        and inner.party is not None
        and inner.party != statement.actor
        and inner.kind in {SourceKind.PERSON, SourceKind.BODY}
    )


def _voice(statement: Statement) -> str | None:
    """Give who speaks for the actor in a statement; None where nobody is told."""
    for link in reversed(statement.chain):
        if link.kind is not SourceKind.MEDIUM:
            return link.group or link.name
    return statement.speaker


def _settled_within(kind: str, one: Statement, other: Statement) -> str | None:
    """Say whether recency settles it: where the party's own words are later than what others say of it."""
    if kind != "attributed versus own position" or one.date is None or other.date is None:
        return None
    own, attributed = (other, one) if _by_another_party(one) else (one, other)
    assert own.date is not None and attributed.date is not None
    if own.date > attributed.date and not is_second_hand(own):
        return f"the party's own statement is later ({own.date.isoformat()})"
    return None


def settle_by_recency(a: Iterable[Statement], b: Iterable[Statement]) -> str | None:
    """Say whether the later of two groups of statements of the same party replaces the other.

    Positions of different parties are not settled by dates.
    """
    first, second = list(a), list(b)
    if {s.actor for s in first} != {s.actor for s in second}:
        return None
    dates = [[s.date for s in group] for group in (first, second)]
    if any(date is None for group in dates for date in group):
        return None
    known: list[list[str]] = [[date.isoformat() for date in group if date is not None] for group in dates]
    if max(known[0]) < min(known[1]):
        return f"the later statement counts ({max(known[1])})"
    if max(known[1]) < min(known[0]):
        return f"the later statement counts ({max(known[0])})"
    return None


def _actors(statements: Iterable[Statement]) -> str:
    names = sorted({statement.actor for statement in statements})
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _text(found: _Found) -> str:
    """Say a contradiction in a sentence."""
    a, b = _actors(found.a), _actors(found.b)
    match found.kind:
        case "denial":
            return f"{b} denies what is reported of it: {found.topic}."
        case "inner split":
            return f"{a} is reported to speak with two voices on {found.topic}."
        case "attributed versus own position":
            return f"What others say of {a} on {found.topic} is not what it says itself."
        case "opposed positions":
            return f"{a} and {b} are reported to hold opposed positions on {found.topic}."
        case "numbers":
            return f"The numbers given differ on {found.topic}: {_number(found.a)} and {_number(found.b)}."
    return f"Assessments of {found.topic} point in opposite directions."


def _number(statements: Iterable[Statement]) -> str:
    return ", ".join(dict.fromkeys(s.quantity.text for s in statements if s.quantity is not None))


def topic_of(statement: Statement) -> str:
    """Name what a statement is about: the label of its act, else its proposal."""
    return statement.act.label if statement.act is not None else statement.proposal or base_action(statement)
