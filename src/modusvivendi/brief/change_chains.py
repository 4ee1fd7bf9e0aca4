"""Changes of one party that follow each other, told as one: refused, then weighed, then refused again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modusvivendi.brief.contents import ChangeEntry, HistoryEntry
from modusvivendi.dossier.change_words import chain_text
from modusvivendi.dossier.holdings import standing
from modusvivendi.statements import Stance, Statement


@dataclass(frozen=True)
class ChangeChain:
    """Changes of which each begins with what the one before it ended with; mostly it is only one.

    Attributes
    ----------
    changes
        In order; at least one.
    """

    changes: tuple[ChangeEntry, ...]

    @property
    def actor(self) -> str:
        """Whose position changed."""
        return self.changes[-1].actor

    @property
    def sides(self) -> tuple[HistoryEntry, ...]:
        """What the party held one after the other."""
        return (self.changes[0].before, *(change.after for change in self.changes))

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of all statements it rests on, each once."""
        return tuple(dict.fromkeys(i for side in self.sides for i in side.statements))

    def text(self, statements: Mapping[str, Statement]) -> str:
        """Say it in a sentence or two."""
        if len(self.changes) == 1:
            return self.changes[0].text
        steps = []
        for side in self.sides:
            known = [statements[i] for i in side.statements if i in statements]
            if not known:  # of somebody else's brief there may be no statements
                return " ".join(change.text for change in self.changes)
            day = dt.date.fromisoformat(side.date) if side.date else None
            lead = min(known, key=standing).model_copy(update={"actor": self.actor})
            steps.append((Stance(side.stance), day, lead))
        return chain_text(steps)


def chained(changes: Sequence[ChangeEntry]) -> tuple[ChangeChain, ...]:
    """Put changes that follow each other together, in the order of the first of each.

    Parameters
    ----------
    changes
        Of any parties, in any order.
    """
    followed: dict[int, int] = {}

    def ends_in(place: int) -> int:
        while place in followed:
            place = followed[place]
        return place

    for place, change in enumerate(changes):
        if change.before.statements == change.after.statements:
            continue  # one sentence tells both sides; nothing else ends where it begins
        for other, earlier in enumerate(changes):
            free = earlier.actor == change.actor and other not in followed and ends_in(place) != other
            if free and set(earlier.after.statements) & set(change.before.statements):
                followed[other] = place
                break
    taken = set(followed.values())
    found = []
    for place in range(len(changes)):
        if place in taken:
            continue
        places = [place]
        while (following := followed.get(places[-1])) is not None:
            places.append(following)
        found.append(ChangeChain(tuple(changes[n] for n in places)))
    return tuple(found)
