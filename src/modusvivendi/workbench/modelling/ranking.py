"""Rankings state by state, as forms give them: for small models, and for those who teach with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.words import Words
from modusvivendi.errors import ConflictError
from modusvivendi.workbench.forms import Form
from modusvivendi.workbench.modelling.plain import Model

MOST_RANKED = 32
"""Feasible states up to which a ranking can be given on the page; more are ranked in the file."""


@dataclass(frozen=True)
class Placed:
    """A state with its place in somebody's ranking.

    Attributes
    ----------
    number
        Of the state, as everywhere.
    taken
        The options taken in it, one a line.
    words
        What is done in it.
    place
        Its place: 1 is best, states as good as each other have the same.
    """

    number: int
    taken: str
    words: str
    place: int


def rankable(conflict: Conflict) -> Mapping[str, tuple[Placed, ...]]:
    """Give each decision maker's states with their places; nothing for models that are ranked in the file."""
    from modusvivendi.publish.ranking import ranking_of

    if conflict.graph is not None or len(conflict.options) > 16 or len(conflict.codes) > MOST_RANKED:
        return {}
    words = Words(conflict)
    states = [conflict.taken(int(code)) for code in conflict.codes]
    found = {}
    for dm in conflict.decision_makers:
        if dm.comparisons or dm.rest_unknown:
            continue
        places = {
            p: level.place for level in ranking_of(conflict, dm.key).levels for p in level.places.tolist()
        }
        found[dm.key] = tuple(
            Placed(number + 1, "\n".join(taken), words.state(taken), places[number])
            for number, taken in enumerate(states)
        )
    return found


def set_ranking(model: Model, form: Form) -> str:
    """Rank the states by the places the form gives them, instead of by preferences."""
    party = form.text("party")
    said = model.party(party)
    states, places = form.lines("state"), form.lines("place")
    if len(states) != len(places) or not all(place.isdigit() and int(place) for place in places):
        raise ConflictError(
            "each state needs a place", hint="1 is best; states as good as each other share one"
        )
    groups: dict[int, list[list[str]]] = {}
    for state, place in zip(states, places, strict=True):
        groups.setdefault(int(place), []).append(state.splitlines())
    ranking: list[Any] = [
        group[0] if len(group) == 1 else {"tie": group} for _, group in sorted(groups.items())
    ]
    kept = {key: value for key, value in said.items() if key not in ("preferences", "ranking")}
    model.plain["decision_makers"][party] = kept | {"ranking": ranking}
    return f"ranked the states for {party}"


def drop_ranking(model: Model, form: Form) -> str:
    """Take a ranking out, so that preferences can be said instead."""
    party = form.text("party")
    model.party(party).pop("ranking", None)
    return f"took out the ranking of {party}"
