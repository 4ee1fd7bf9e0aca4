"""Drafting anew: what people changed stays, and what the draft has in its stead is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modusvivendi.conflict.draft import draft
from modusvivendi.conflict.draft.file import LAST_DRAFT
from modusvivendi.conflict.draft.merging import merge
from modusvivendi.dossier.review import Decision
from modusvivendi.errors import CaseError, ConflictError
from modusvivendi.workbench.failures import StalePage
from modusvivendi.workbench.modelling.effects import Effect, effect
from modusvivendi.workbench.modelling.plain import conflict_of
from modusvivendi.workbench.modelling.writing import look
from modusvivendi.workbench.snapshot import ModelSnapshot

if TYPE_CHECKING:
    from modusvivendi.workbench.workplace import Workplace


@dataclass(frozen=True)
class Anew:
    """What drafting anew would give.

    Attributes
    ----------
    draft
        The new draft alone.
    merged
        The model with it.
    disagreements
        Where what people changed contradicts it; theirs stays.
    is_same
        Nothing would change.
    effect
        What it would do; None where there is no model to compare with.
    """

    draft: str
    merged: str
    disagreements: tuple[str, ...]
    is_same: bool
    effect: Effect | None


def drafted_anew(place: Workplace, now: ModelSnapshot) -> Anew:
    """Draft the model anew without writing anything.

    Raises
    ------
    CaseError
        If there is nothing that could be modelled.
    ConflictError
        If the model cannot be used as it is.
    """
    conflict = draft(place.record(), title=place.title)
    if conflict is None:
        raise CaseError(
            "no statement speaks of anybody doing anything",
            hint="read reports first, or begin a model by hand",
        )
    new = conflict.dumps()
    if now.text is None:
        return Anew(new, new, (), is_same=False, effect=None)
    if now.conflict is None:
        raise now.error or ConflictError("the model cannot be used")
    merged, disagreements = new, tuple[str, ...]()
    if now.as_drafted:
        is_same = now.text.endswith(new)
        merged = now.text if is_same else new
    else:
        last = place.model_path.with_name(LAST_DRAFT)
        base = last.read_text(encoding="utf-8") if last.exists() else None
        found = merge(base, now.text, new)
        merged, disagreements = found.text, tuple(found.disagreements)
        is_same = merged == now.text
    return Anew(new, merged, disagreements, is_same, effect(now.conflict, conflict_of(merged)))


def take_draft(place: Workplace, *, seen: str, who: str) -> tuple[str, ...]:
    """Draft the model anew, as ``modus draft --merge`` does; give what people and the draft disagree on.

    Raises
    ------
    StalePage
        If the model was changed since it was seen; nothing is written.
    CaseError, ConflictError
        As of `drafted_anew`.
    """
    from modusvivendi.brief.making import draft_case

    with place.writing:
        now, history = look(place)
        if now.version != seen:
            raise StalePage(
                "somebody changed the model since you loaded the page",
                hint="load the page again, and look at what drafting would change now",
            )
        found = draft_case(place.case, merge=True)
        after = history.keep(place.model_path.read_bytes())
        if after != now.version:
            history.add(who=who, what="drafted it anew from the record", before=now.version, after=after)
    place.prepare()
    return found.disagreements


def without_mark(text: str) -> str:
    r"""Give a model without the lines that tell a draft nobody has changed, which each draft has of its own.

    Examples
    --------
    >>> without_mark("# Drafted by modus 1.0 …\n# digest 0a1b: …\ntitle: Ferry\n")
    'title: Ferry\n'
    """
    lines = text.splitlines(keepends=True)
    marked = lines[:1] and lines[0].startswith("# Drafted by modus")
    return "".join(lines[2:]) if marked else text


def decided_since(place: Workplace) -> int:
    """Count the statements that somebody corrected, rejected or added since the model was last drafted."""
    last = place.model_path.with_name(LAST_DRAFT)
    try:
        drafted = dt.datetime.fromtimestamp(last.stat().st_mtime, dt.UTC)
    except OSError:
        return 0
    return len(
        {
            review.subject
            for review in place.record().reviews
            if review.decision is not Decision.ACCEPT and review.when > drafted
        }
    )
