"""What a record has in dispute, and what parties deny, quoted; what all that quotes a record builds on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from modusvivendi.brief.held import held_today
from modusvivendi.brief.quotes import Quotes
from modusvivendi.conflict.draft.some_members import with_some_members_apart
from modusvivendi.dossier.parties import LARGEST_LIST
from modusvivendi.insight.insight import Point
from modusvivendi.insight.quoting import quoted
from modusvivendi.insight.unplaced import stems
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.acts.groups import group_members
from modusvivendi.statements.naming import with_article

if TYPE_CHECKING:
    import datetime as dt

    from modusvivendi.dossier import Record
    from modusvivendi.dossier.contradictions import Contradiction

MOST_DENIALS = 3
"""Parties whose denials are quoted."""

_BELIEVED = re.compile(r"\b(?:believe[ds]?|thought|thinks?|expect(?:s|ed)|assume[ds]?)\b")

_YET = re.compile(r"\b(?:however|but|nonetheless|nevertheless|still|yet)\b", re.IGNORECASE)
_BORNE_OUT = re.compile(r"\b(?:same|heard|confirmed?|seen|saw|bore? out|witness\w*|documents?|minutes)\b")
"""With what a report tells, behind a denial, that others have it so as well."""


class Denials:
    """Quotes a record: what is reported of a party and denied by it.

    Parameters
    ----------
    record
        The record.
    near
        Ids of the statements a model rests on, the likeliest to matter: these come first.
    about
        What a model is about: labels of its options. Refusals of what shares no word with them, and on which
        it does not rest, are in the table only.
    labels
        What statements are about as a model says it, by their ids: in full, where they only point to it.
    """

    def __init__(
        self,
        record: Record,
        near: Iterable[str] = (),
        about: Iterable[str] = (),
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self._record = record
        self._labels = labels or {}
        self._near = frozenset(near)
        self._about_words = stems(about)
        quotes = Quotes(record.reports(), self._statements.values())
        self._quotes, self._order, self._beside = quotes.of, quotes.order, quotes.beside

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {s.id: s for s in self._record.statements()}

    @cached_property
    def _held(self) -> Sequence[tuple[str, Statement]]:
        """What is held today, and by whom: parties by the names under which positions are kept.

        What a small group holds whose members speak for themselves, too, is held by each of them; what only
        some members of a body hold is not the body's.
        """
        today = held_today(self._record)
        apart = with_some_members_apart([s.model_copy(update={"actor": actor}) for actor, s in today])
        every = [(named.actor, s) for named, (_, s) in zip(apart, today, strict=True)]
        speaking = {actor for actor, _ in every}
        of_each = {actor: group_members(actor) for actor in speaking}
        members = {
            actor: sorted(some)
            for actor, some in of_each.items()
            if some and len(some) <= LARGEST_LIST and speaking & set(some)
        }
        return [(name, s) for actor, s in every for name in members.get(actor, [actor])]

    @cached_property
    def _parties(self) -> frozenset[str]:
        return frozenset(actor for actor, _ in self._held)

    def quote(self, text: str, ids: Iterable[str]) -> Point:
        """Quote statements after some words."""
        known = tuple(i for i in ids if i in self._statements)
        return Point(f"{text}: {self.quotes(known)}.", known)

    def quotes(self, ids: Iterable[str]) -> str:
        """Quote statements in one line."""
        return self._quotes([self._statements[i] for i in ids if i in self._statements])

    def disputed(self, since: dt.date | None = None) -> tuple[Point, ...]:
        """Quote what is reported of a party and denied by it, with both sides; ``since``: denied after it."""
        said = []
        for each in self._denials:
            claim, denial = (
                [self._statements[i] for i in ids if i in self._statements] for ids in (each.a, each.b)
            )
            if any(s.stance is Stance.DENIES for s in claim):
                claim, denial = denial, claim
            # What is told as past is not what is denied today.
            is_new = since is None or any(s.date is not None and s.date > since for s in denial)
            if denial and is_new and any(not s.earlier for s in claim):
                denies = f"{with_article(denial[0].actor)} denies it: {self._quotes(denial)}"
                however, speaking = self._however(denial)
                text = f"Disputed: {self._quotes(claim)}; {denies}{however}."
                said.append(Point(text, ids_of([*claim, *denial, *speaking])))
        return tuple(said)

    def _however(self, denial: Sequence[Statement]) -> tuple[str, list[Statement]]:
        """Quote the words right behind a denial that speak for what is denied, and give what was read there.

        Where nothing was read in them, the note of the denial shows them in their place.
        """
        behind = ((self._beside(s, 1), s.report) for s in denial)
        borne_out = ((text, r) for text, r in behind if _YET.search(text) and _BORNE_OUT.search(text))
        said, report = next(borne_out, ("", ""))
        speaking = [s for s in self._statements.values() if s.report == report and s.sentence in said]
        return (f"; for it speaks “{quoted(said)}”" if said else ""), speaking

    @cached_property
    def _denials(self) -> Sequence[Contradiction]:
        return [c for c in self._record.contradictions() if c.kind == "denial" and not c.settled]

    @cached_property
    def _denying(self) -> Mapping[str, Sequence[Statement]]:
        """The denials of what is reported of a party, by the ids of the statements they are of."""
        found: dict[str, list[Statement]] = {}
        for each in self._denials:
            denials = [self._statements[i] for i in each.b if i in self._statements]
            for i in each.a:
                found.setdefault(i, []).extend(denials)
        return found

    def denied_between(self, actor: str, first: str | None, last: str | None) -> Point | None:
        """Quote what a party denied from one day to another; None where it did not, or no day is known."""
        if first is None or last is None:
            return None
        some = [
            s
            for s in self._statements.values()
            if s.actor == actor
            and s.stance is Stance.DENIES
            and s.date
            and first <= s.date.isoformat() <= last
        ]
        return Point(f"In between it denied: {self._quotes(some)}.", ids_of(some)) if some else None

    def is_belief(self, ids: Iterable[str]) -> bool:
        """Whether statements only tell what somebody else believes of a party."""
        known = [self._statements[i] for i in ids if i in self._statements]
        return bool(known) and all(_BELIEVED.search(s.sentence) and not s.speaker for s in known)

    def denied(self) -> tuple[Point, ...]:
        """Quote what is in dispute, and what else parties deny by name."""
        every = self.disputed()
        said = every[:MOST_DENIALS]
        known = {i for point in every for i in point.evidence}
        denying: dict[str, list[Statement]] = {}
        for actor, s in self._held:
            near = s.id in self._near or not self._about_words or self._about_words & stems([s.proposal])
            if s.stance is Stance.DENIES and s.id not in known and not s.anonymous and near:
                denying.setdefault(actor, []).append(s)
        more = [
            Point(f"Denied by {with_article(actor)}: {self._quotes(some)}.", ids_of(some))
            for actor, some in list(denying.items())[: MOST_DENIALS - len(said)]
        ]
        return (*said, *more)


def ids_of(some: Iterable[Statement]) -> tuple[str, ...]:
    """Give the ids of statements, each once."""
    return tuple(dict.fromkeys(s.id for s in some))
