"""Invented reports and statements: a quarrel between Norland, Sudland and others about a ferry crossing."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from hypothesis import strategies as st

from modusvivendi.reports import Block, BlockKind, Report
from modusvivendi.statements import Act, Effect, Quantity, Source, SourceKind, Stance, Statement

SENTENCES = 12


def report(
    name: str = "gazette.txt", outlet: str | None = "Gazette", date: dt.date | None = None, text: str = ""
) -> Report:
    """Make a report with enough numbered sentences to rest statements on."""
    body = text or "".join(f"Here stands sentence {n:02} of {name}. " for n in range(SENTENCES))
    return Report(
        name=name,
        body=body,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        outlet=outlet,
        date=date,
        date_from="date line" if date else None,
        blocks=(Block(start=0, end=len(body), kind=BlockKind.PARAGRAPH),),
    )


def day(text: str | None) -> dt.date | None:
    """Give a date written as ISO, or None."""
    return dt.date.fromisoformat(text) if text else None


def unnamed(group: str, medium: str | None = None, party: str | None = None) -> tuple[Source, ...]:
    """Give the chain of an unnamed source, through a medium or to the outlet itself."""
    source = Source(name=f"{group} (unnamed)", kind=SourceKind.UNNAMED, group=group, party=party)
    return (named(medium, SourceKind.MEDIUM)[0], source) if medium else (source,)


def named(name: str, kind: SourceKind = SourceKind.PERSON, party: str | None = None) -> tuple[Source, ...]:
    """Give the chain of one named source."""
    return (Source(name=name, kind=kind, group=name, party=party),)


def act(action: str, *agents: str, negated: bool = False) -> Act:
    """Make an act."""
    return Act(agents=agents, action=action, label=action.replace("-", " "), negated=negated)


def statement(
    where: Report,
    place: int,
    actor: str,
    stance: str,
    proposal: str,
    *,
    doing: Act | None = None,
    chain: tuple[Source, ...] = (),
    letter: str = "a",
    said: str | None = None,
    **fields: Any,
) -> Statement:
    """Make a statement resting on a numbered sentence of a report."""
    length = len(where.body) // SENTENCES
    start, end = place * length, (place + 1) * length - 1
    return Statement(
        id=f"{where.stem}-{start}{letter}",
        report=where.name,
        start=start,
        end=end,
        sentence=where.body[start:end],
        actor=actor,
        stance=Stance(stance),
        proposal=proposal,
        act=doing,
        chain=chain,
        sources=tuple(link.name for link in chain),
        anonymous=bool(chain) and chain[-1].kind is SourceKind.UNNAMED,
        date=day(said) if said else where.date,
        date_kind="said" if said else "published" if where.date else None,
        reader="specimen.v1",
        **fields,
    )


REPORTS = (
    report("gazette.txt", "Gazette", day("2031-03-01")),
    report("herald.txt", "Herald", day("2031-06-01")),
    report("letter.txt", None, None),
)

_CHAINS = st.sampled_from(
    [
        (),
        unnamed("harbour officials", "Ferry News"),
        unnamed("harbour officials", "The Ferry News"),
        unnamed("harbour officials"),
        unnamed("sailors", "Ferry News"),
        named("Ferry News", SourceKind.MEDIUM),
        named("Ida Holm", party="Norland"),
        named("Port Office", SourceKind.BODY, party="Sudland"),
        (*named("Ferry News", SourceKind.MEDIUM), *named("cargo memo", SourceKind.DOCUMENT)),
    ]
)
_ACTIONS = ["contribute-forces", "ceasefire", "open-crossing", "pay-toll", "accept:pay-toll"]
_PROPOSALS = [
    "open the crossing",
    "opening of the crossing",
    "a toll",
    "send guards",
    "the report",
    "stop firing",
]
_PARTIES = ["Norland", "Sudland", "France", "European countries"]


@st.composite
def statements(draw: st.DrawFn) -> tuple[Statement, ...]:
    """Draw a record: statements resting on different sentences of the three reports."""
    made = []
    for place in draw(st.lists(st.integers(0, len(REPORTS) * SENTENCES - 1), unique=True, max_size=9)):
        where = REPORTS[place // SENTENCES]
        made.append(_draw_statement(draw, where, place % SENTENCES))
    return tuple(made)


def _draw_statement(draw: st.DrawFn, where: Report, place: int) -> Statement:
    agents = draw(st.lists(st.sampled_from(_PARTIES), max_size=2, unique=True))
    condition = draw(st.sampled_from([None, None, where.body[:10], where.body[5:15]]))
    number = draw(st.sampled_from([None, None, (3, 3), (10, None), (None, 5)]))
    stance = draw(st.sampled_from(list(Stance)))
    cause = act(draw(st.sampled_from(_ACTIONS)), *agents)
    return statement(
        where,
        place,
        draw(st.sampled_from(_PARTIES)),
        stance.value,
        draw(st.sampled_from(_PROPOSALS)),
        doing=draw(st.sampled_from([None, cause, cause.model_copy(update={"negated": True})])),
        chain=draw(_CHAINS),
        said=draw(st.sampled_from([None, None, "2031-02-20", "2031-05-30"])),
        speaker=draw(st.sampled_from([None, "Ida Holm"])),
        condition=condition,
        condition_acts=draw(st.sampled_from([(), (cause,)])) if condition else (),
        earlier=draw(st.sampled_from([False, False, True])),
        quantity=Quantity(text="3 ships", min=number[0], max=number[1]) if number else None,
        effect=Effect(cause=cause, effect=cause, raises=draw(st.booleans()))
        if stance is Stance.ASSESSES
        else None,
    )
