"""*Positions*: who would accept what, on which condition; what changed; what contradicts what."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from modusvivendi.brief.contents import Contents, PositionEntry
from modusvivendi.brief.contract import payload
from modusvivendi.brief.page import position_table
from modusvivendi.errors import UnknownName, nearest
from modusvivendi.workbench.rendering import Place
from modusvivendi.workbench.twins import At, Shown, page

router = APIRouter(tags=["Positions"])
place = Place("/positions", "Positions", "p")

LEANINGS = ("for", "open", "asks", "against", "neutral")


@page(router, "/positions", "positions.html.j2", "Who would accept what, what changed, what contradicts what")
def positions(at: At) -> Shown:
    """Give positions, changes and contradictions as ``modus brief --json`` does."""
    contents = at.place.record_contents(at.patience)
    whole = payload(contents)
    return Shown(
        {name: whole[name] for name in ("positions", "changes", "contradictions")},
        {
            "table": position_table(contents.positions),
            "contents": contents,
            "by_id": {s.id: s for s in contents.statements},
            "parties": sorted({p.actor for p in contents.positions}),
        },
    )


@page(router, "/positions/party", "party.html.j2", "What one party was reported to hold, over time")
def party(at: At, name: Annotated[str, Query(max_length=300)]) -> Shown:
    """Give all statements of a party in the order of their dates, by what they are about."""
    contents = at.place.record_contents(at.patience)
    own = [p for p in contents.positions if p.actor == name]
    parties = sorted({p.actor for p in contents.positions})
    if not own:
        raise UnknownName(f"no position of {name!r} is reported", hint=nearest(name, parties))
    timeline = _timeline(contents, own)
    changes = [c for c in contents.changes if c.actor == name]
    return Shown(
        {"party": name, "timeline": timeline, "changes": [c.model_dump(mode="json") for c in changes]},
        {
            "name": name,
            "positions": own,
            "changes": changes,
            "by_id": {s.id: s for s in contents.statements},
            "parties": parties,
        },
    )


def _timeline(contents: Contents, own: list[PositionEntry]) -> list[dict[str, Any]]:
    """Give what was said at each date, undated last."""
    by_id = {s.id: s for s in contents.statements}
    steps = [
        {
            "date": step.date,
            "stance": step.stance,
            "proposal": position.proposal,
            "condition": next((by_id[i].condition for i in step.statements if i in by_id), None),
            "statements": list(step.statements),
        }
        for position in own
        for step in position.history
    ]
    return sorted(steps, key=lambda step: (step["date"] is None, str(step["date"]), step["proposal"]))
