"""On what it rests that a decision maker likes one state better than another: the statement that decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from modusvivendi.conflict import Conflict, Interpretation, Preference
from modusvivendi.conflict.formula import Circumstance, Formula, Option
from modusvivendi.conflict.words import Words


@dataclass(frozen=True)
class Ground:
    """Why a decision maker prefers one state to another.

    Attributes
    ----------
    decision_maker
        Whose preference it is.
    preferred
        1 where it likes the first state better, -1 where the second, 0 where neither. A ranking says nothing
        about an infeasible state: 0.
    preference
        The preference statement that decides: the most important one that is true in only one of the two
        states. None where it is indifferent, or where its preferences are a ranking of states.
    """

    decision_maker: str
    preferred: int
    preference: Preference | None = None

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements the preference rests on."""
        return self.preference.evidence if self.preference is not None else ()

    @property
    def formula(self) -> Formula | None:
        """What the preference that decides asks for."""
        return self.preference.formula if self.preference is not None else None

    @property
    def assumption(self) -> str | None:
        """The analyst's reason, where no report says so."""
        return self.preference.assumption if self.preference is not None else None


def ground(
    conflict: Conflict,
    decision_maker: str,
    first: int,
    second: int,
    interpretation: Interpretation | None = None,
) -> Ground:
    """Find the preference statement that decides between two states.

    Parameters
    ----------
    conflict
        The conflict; its states need not be listed.
    decision_maker
        Key.
    first, second
        Codes of the states.
    interpretation
        Which answers and circumstances to assume; None: the base interpretation.

    Returns
    -------
    Ground

    Notes
    -----
    Under option prioritisation (Hipel, Kilgour, Fang & Peng 1997) the most important statement on which the
    states differ decides alone.
    """
    assumed = interpretation or conflict.interpretation()
    maker = next(dm for dm in conflict.decision_makers if dm.key == decision_maker)
    if maker.preferences:
        answers = {q.text: assumed.answers[q.id] for q in conflict.questions}
        for preference in maker.statements(answers):
            one, other = (_holds(conflict, preference, code, assumed) for code in (first, second))
            if one != other:
                return Ground(decision_maker, 1 if one else -1, preference)
        return Ground(decision_maker, 0)
    places = [conflict.position(code) for code in (first, second)]
    if None in places:  # a ranking says nothing about infeasible states
        return Ground(decision_maker, 0)
    ranks = conflict.ranks(assumed)[conflict.names.index(decision_maker)]
    one_rank, other_rank = (int(ranks[place]) for place in places)
    return Ground(decision_maker, (one_rank > other_rank) - (one_rank < other_rank))


def _holds(conflict: Conflict, preference: Preference, code: int, assumed: Interpretation) -> bool:
    def value(atom: Option | Circumstance) -> np.bool_:
        if isinstance(atom, Option):
            return np.bool_(code >> conflict.bits[atom.name] & 1)
        return np.bool_(assumed.circumstances[atom.name])

    return bool(preference.formula.evaluate(value))


def wish(words: Words, found: Ground) -> str:
    """Say what the preference that decides asks for; empty where there is none."""
    if found.formula is None:
        return ""
    who = "they prefer" if words.is_several(found.decision_maker) else "it prefers"
    return f"{who} that {words.formula(found.formula)}"


def evidence_of(grounds: Iterable[Ground]) -> tuple[str, ...]:
    """Ids of the statements several preferences rest on, in order of first mention."""
    return tuple(dict.fromkeys(i for each in grounds for i in each.evidence))
