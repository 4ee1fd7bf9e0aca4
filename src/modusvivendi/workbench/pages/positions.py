"""*Positions*: who would accept what, on which condition; what changed; what contradicts what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from modusvivendi.english import capital, count_words
from modusvivendi.errors import UnknownName, nearest
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.forms import Sent, fields
from modusvivendi.workbench.joining import check_names, join_of, joins, matters
from modusvivendi.workbench.rendering import go
from modusvivendi.workbench.substance import Substance
from modusvivendi.workbench.twins import BRIEFLY, At, Shown, page
from modusvivendi.workbench.wishes import Wish

if TYPE_CHECKING:
    from modusvivendi.brief.contents import ContradictionEntry, PositionEntry

router = APIRouter(tags=["Positions"])

MOST_PARTIES = 40
"""Parties in one part of the table."""

MOST_CHANGES = 60
"""Changes, and contradictions, on the page; the rest is in the data."""


def _compared(substance: Substance) -> Substance:
    """Work out who holds what, and what changed."""
    _ = substance.position_table, substance.change_entries
    return substance


def _contradicting(substance: Substance) -> tuple[ContradictionEntry, ...]:
    return substance.contradiction_entries


@page(router, "/positions", "positions.html.j2", "Who would accept what, what changed, what contradicts what")
def positions(at: At, part: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Shown:
    """Give positions, changes and contradictions as ``modus brief --json`` does, always all of them.

    The page shows the table of parties in parts. While a change is worked in, it shows what was known before,
    and says so.
    """
    record, is_late = at.lately("comparing what is said", _compared)
    try:
        clashes, are_late = at.lately("looking for contradictions", _contradicting)
    except StillWorking:
        if at.as_data:
            raise
        clashes, are_late = None, True
    table = record.position_table
    reading = not table.rows and at.place.inbox.is_busy
    parts = -(-len(table.rows) // MOST_PARTIES)
    first = (min(part, max(parts, 1)) - 1) * MOST_PARTIES
    return Shown(
        lambda: {
            "positions": record.position_entries,
            "changes": record.change_entries,
            "contradictions": record.contradiction_entries,
        },
        {
            "table": table,
            "rows": table.rows[first : first + MOST_PARTIES],
            "first": first + 1,
            "part": first // MOST_PARTIES + 1,
            "parts_count": parts,
            "changes": record.change_entries,
            "clashes": clashes,
            "most": MOST_CHANGES,
            "by_id": record.by_id,
            "is_late": is_late,
            "wishes": at.place.wishes.joins(),
            "reading": at.place.inbox.is_busy,
            "poll": 1 if is_late or are_late or reading or at.place.wishes.is_busy else None,
        },
    )


@page(router, "/positions/party", "party.html.j2", "What one party was reported to hold, over time")
def party(at: At, name: Annotated[str, Query(max_length=300)]) -> Shown:
    """Give all statements of a party in the order of their dates, by what they are about."""
    record, is_late = at.lately("comparing what is said", _compared)
    own = [p for p in record.position_entries if p.actor == name]
    parties = sorted({p.actor for p in record.position_entries})
    if not own:
        raise UnknownName(f"no position of {name!r} is reported", hint=nearest(name, parties))
    changes = [c for c in record.change_entries if c.actor == name]
    at.place.expect_corrections()
    return Shown(
        {"party": name, "timeline": _timeline(record, own), "changes": changes},
        {
            "name": name,
            "positions": own,
            "changes": changes,
            "by_id": record.by_id,
            "parties": parties,
            "joins": [j for j in joins(at.place.record()) if j.kind == "party" and j.other == name],
            "is_late": is_late,
            "wishes": at.place.wishes.joins(),
            "poll": 1 if is_late or at.place.wishes.is_busy else None,
        },
    )


@router.post(
    "/positions/join",
    summary="Take two parties for one",
    openapi_extra=fields(party="Whose statements are corrected", other="The party that it is"),
)
def join(at: At, form: Sent) -> Response:
    """Correct all statements of a party, and those on what it would do, to be those of another."""
    party, other = form.line("party"), form.line("other")
    check_names(at.place.record().substance, "party", party, other)
    try:
        count = at.place.wishes.ask(Wish("join", "party", party, other, at.session.who), BRIEFLY)
    except StillWorking:
        return go("/positions/matters", f"{party} becomes {other}.")
    told = capital(f"{count_words(count, 'statement')} of {party} now of {other}.")
    return go(f"/positions/party?{urlencode({'name': other})}", told)


@page(router, "/positions/matters", "matters.html.j2", "What is one matter, and what people took for one")
def all_matters(at: At) -> Shown:
    """Give the matters that parties hold something on, and what matters and parties were joined."""
    record, is_late = at.lately("comparing what is said", _compared)
    at.place.expect_corrections()
    known, made = matters(record), joins(at.place.record())
    return Shown(
        {
            "matters": [{"matter": name, "parties": who} for name, who in known.items()],
            "joined": [{"key": join.key, **asdict(join)} for join in made],
            "wanted": [{"key": key, **asdict(wish)} for key, wish in at.place.wishes.joins().items()],
        },
        {
            "matters": known,
            "joins": made,
            "is_late": is_late,
            "wishes": at.place.wishes.joins(),
            "poll": 1 if is_late or at.place.wishes.is_busy else None,
        },
    )


@router.post(
    "/positions/matters",
    summary="Take two matters for one",
    openapi_extra=fields(matter="Whose statements are corrected", other="The matter that it is"),
)
def join_two_matters(at: At, form: Sent) -> Response:
    """Correct all statements on a matter to be about the same act as those on another."""
    matter, other = form.line("matter"), form.line("other")
    known, is_late = at.lately("comparing what is said", _compared)
    if not is_late:
        check_names(known, "matter", matter, other)
    try:
        count = at.place.wishes.ask(Wish("join", "matter", matter, other, at.session.who), BRIEFLY)
    except StillWorking:
        return go("/positions/matters", f"“{matter}” becomes “{other}”.")
    told = capital(f"{count_words(count, 'statement')} on “{matter}” now on “{other}”.")
    return go("/positions/matters", told)


@router.post(
    "/positions/split",
    summary="Take apart what was taken for one",
    openapi_extra=fields(key="Which join, as its key in /positions/matters.json"),
)
def split(at: At, form: Sent) -> Response:
    """Take back the corrections by which two parties, or two matters, became one."""
    found = join_of(at.place.record(), form.line("key"))
    wish = Wish("split", found.kind, found.one, found.other, at.session.who, found.key)
    try:
        at.place.wishes.ask(wish, BRIEFLY)
    except StillWorking:
        return go("/positions/matters", "They become two again.")
    return go("/positions/matters", f"“{found.one}” and “{found.other}” are two again.")


@router.post(
    "/positions/matters/seen",
    summary="Say no more about a join that could not be made",
    openapi_extra=fields(key="Which, as its key in /positions/matters.json"),
)
def seen(at: At, form: Sent) -> Response:
    """Take off the page what could not be done."""
    at.place.wishes.forget(form.line("key"))
    return go("/positions/matters")


def _timeline(record: Substance, own: list[PositionEntry]) -> list[dict[str, Any]]:
    """Give what was said at each date, what it holds now with what it held before; undated last."""
    by_id = record.by_id

    def step(date: str | None, stance: str, proposal: str, ids: Sequence[str]) -> dict[str, Any]:
        condition = next((by_id[i].condition for i in ids if i in by_id), None)
        return {
            "date": date,
            "stance": stance,
            "proposal": proposal,
            "condition": condition,
            "statements": list(ids),
        }

    steps = []
    for position in own:
        steps += [step(h.date, h.stance, position.proposal, h.statements) for h in position.history]
        now: dict[str | None, list[str]] = {}
        for key in position.statements:
            said = by_id[key].date if key in by_id else None
            now.setdefault(str(said) if said else None, []).append(key)
        steps += [step(date, position.stance, position.proposal, ids) for date, ids in now.items()]
    return sorted(steps, key=lambda one: (one["date"] is None, str(one["date"]), one["proposal"]))
