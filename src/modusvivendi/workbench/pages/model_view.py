"""What the page *Model* shows."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, ModusError
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.modelling import changing, writing
from modusvivendi.workbench.modelling.drafting import decided_since
from modusvivendi.workbench.modelling.effects import Effect, effect, is_quick
from modusvivendi.workbench.modelling.keeping import History, Step
from modusvivendi.workbench.modelling.plain import conflict_of
from modusvivendi.workbench.modelling.ranking import rankable
from modusvivendi.workbench.modelling.showing import names_to_complete, shown_model
from modusvivendi.workbench.twins import BRIEFLY, Shown, Visit

RECENT = 6
"""Changes that the page itself lists."""

MOST_OFFERED = 600
"""Statements offered as evidence."""


def shown(at: Visit, failed: Mapping[str, Any] | None = None) -> Shown:
    """Give what the page shows; ``failed`` is a form that could not be kept, with what was typed."""
    now, history = writing.look(at.place)
    steps = history.steps()
    conflict, error = _read(now.text)
    record = at.place.record()
    last = steps[-1] if steps and steps[-1].after == now.version else None
    done, poll = _effect_of(at, history, last)
    undo = history.to_undo()
    model = shown_model(conflict) if conflict is not None else None
    ranked = rankable(conflict) if conflict is not None else {}
    found = {
        "version": now.version,
        "text": now.text,
        "as_drafted": now.as_drafted,
        "error": _told(error),
        "model": model,
        "last_change": last,
        "effect": done,
        "changes": list(reversed(steps))[:RECENT],
        "late": history.attempts(),
    }
    view = {
        "undo": undo if undo is not None and undo.before else None,
        "by_id": record.substance.by_id,
        "names": names_to_complete(conflict) if conflict is not None else [],
        "directions": changing.DIRECTIONS,
        "offered": record.statements()[:MOST_OFFERED],
        "more_changes": len(steps) > RECENT,
        "since_draft": decided_since(at.place),
        "rankable": ranked,
        "party_keys": _keys(at, model, ranked, failed) if model is not None else [],
        "offered_key": ("offered", record.substance.number),
        "failed": failed,
        "reading": at.place.inbox.is_busy,
        "poll": poll or (2 if not now.version and at.place.inbox.is_busy else None),
    }
    return Shown(found, view)


def _keys(
    at: Visit, model: Mapping[str, Any], ranked: Mapping[str, Any], failed: Mapping[str, Any] | None
) -> list[Hashable]:
    """Give, of each decision maker, all that the page shows of it, so that it is rendered only if it changed.

    None stands for what is not to be kept: what was typed and could not be used is shown only once.
    """
    if failed is not None:
        return [None for _ in model["decision_makers"]]
    number, (graded, _) = at.place.record().substance.number, at.place.graded()
    return [
        (
            "party",
            number,
            repr(_without_lines(party)),
            ranked.get(party["key"]),
            tuple((id_, graded[id_]) for id_ in _evidence(party) if id_ in graded),
        )
        for party in model["decision_makers"]
    ]


def _without_lines(shown: Any) -> Any:
    """Leave out where something stands in the file: the page does not say it."""
    if isinstance(shown, dict):
        return {name: _without_lines(value) for name, value in shown.items() if name != "line"}
    return [_without_lines(value) for value in shown] if isinstance(shown, list) else shown


def _evidence(shown: Any) -> Iterator[str]:
    """Give the statements that something, or anything in it, rests on."""
    if isinstance(shown, dict):
        yield from shown.get("evidence", ())
        shown = list(shown.values())
    if isinstance(shown, list):
        for value in shown:
            yield from _evidence(value)


def _told(error: ModusError | None) -> dict[str, Any] | None:
    names = ("message", "line", "column", "hint")
    return {name: getattr(error, name) for name in names} if error is not None else None


def _effect_of(at: Visit, history: History, step: Step | None) -> tuple[Effect | None, int | None]:
    """Give what a change has done, and in how many seconds to ask again where that is not known yet."""
    if step is None:
        return None, None
    (before, _), (after, _) = (_read(history.text(version)) for version in (step.before, step.after))
    if before is None or after is None:
        return None, None
    # What takes longer is begun when the page is sent, rather than both at once.
    patience = min(BRIEFLY, at.patience) if is_quick(before) and is_quick(after) else 0.0
    try:
        found = at.place.background.get(
            "comparing the model with the one before",
            (step.before, step.after),
            lambda: effect(before, after),
            at.patience if at.as_data else patience,
        )
    except StillWorking:
        return None, 1
    return found, None


def _read(text: str | None) -> tuple[Conflict | None, ConflictError | None]:
    """Give the model that a file holds, or what is wrong with it; neither where there is none."""
    try:
        return (conflict_of(text) if text else None), None
    except ConflictError as error:
        return None, error
