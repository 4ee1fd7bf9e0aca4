"""Solve every interpretation of the record, or a seeded sample where there are too many."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.frames import SHOWN, shown
from modusvivendi.executors import Executor, Serial
from modusvivendi.insight.solving import alike, holds_under
from modusvivendi.stability import Analysis, concept, solve
from modusvivendi.stability.ground import moves_of

if TYPE_CHECKING:
    from pandas import DataFrame

MOST = 1024
"""Interpretations solved unless asked otherwise."""

FEWEST = 256
"""Interpretations looked at of any model where each is solved several times over; of a small one more."""

AFFORDABLE = 2**22
"""States times interpretations that are looked at likewise."""

AT_MOST = 2**30
"""Bytes the verdicts and preferences of an ensemble may take."""

SHARE, FAR_SHARE = 64, 256
"""Interpretations solved together at most: here, and by others, whom the conflict is sent with each share."""

AT_ONCE = 2**24
"""Verdicts per concept worked out together: bounds the memory a large model takes."""

Bool = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ensemble:
    """A conflict solved in several interpretations.

    Attributes
    ----------
    conflict
        The conflict.
    interpretations
        Those that were solved; ``M`` in number. The first is the base interpretation.
    count
        How many there are in all. More than ``M`` where a sample was taken.
    concepts
        Keys of the concepts solved for.
    holds
        For each concept a bool array of shape (M, N): is the state an equilibrium in the interpretation?
    against_status_quo
        Int8, shape (M, n, N): 1 where the decision maker prefers the state to the status quo, -1 where it
        prefers the status quo, 0 where it is indifferent. None where the conflict has no status quo.
    """

    conflict: Conflict
    interpretations: tuple[Interpretation, ...]
    count: int
    concepts: tuple[str, ...]
    holds: dict[str, Bool]
    against_status_quo: NDArray[np.int8] | None
    _analyses: dict[int, Analysis] = field(default_factory=dict, repr=False)

    @property
    def exhaustive(self) -> bool:
        """Whether every interpretation was solved."""
        return len(self.interpretations) == self.count

    @cached_property
    def choices(self) -> tuple[dict[str, str], ...]:
        """The answers of each interpretation, by the id of the question (``q1``) or circumstance (``c1``)."""
        return tuple(
            dict(interpretation.answers)
            | {
                f"c{k}": "yes" if obtains else "no"
                for k, obtains in enumerate(interpretation.circumstances.values(), start=1)
            }
            for interpretation in self.interpretations
        )

    @cached_property
    def coded(self) -> NDArray[np.intp]:
        """The same as numbers, shape (M, choices): equal numbers in a column are equal answers."""
        seen: list[dict[str, int]] = [{} for _ in self.choices[0]]
        rows = [
            [
                numbers.setdefault(value, len(numbers))
                for numbers, value in zip(seen, choice.values(), strict=True)
            ]
            for choice in self.choices
        ]
        return np.array(rows, dtype=np.intp).reshape(len(self.choices), len(seen))

    def analysis(self, number: int) -> Analysis:
        """Give the full analysis of interpretation ``number``, with witnesses on demand."""
        if number not in self._analyses:
            self._analyses[number] = solve(self.conflict, self.concepts, self.interpretations[number])
        return self._analyses[number]

    def to_frame(self) -> DataFrame:
        """Give as a pandas DataFrame in which interpretations which states hold.

        Columns are ``("answer", "q1")`` … and ``(concept, number of the state)``, bool, for the states that
        hold in some interpretation; the index has the ids of the interpretations.
        """
        import pandas as pd

        columns: dict[tuple[str, str | int], Any] = {
            ("answer", key): [choice[key] for choice in self.choices] for key in self.choices[0]
        }
        for key, held in self.holds.items():
            columns |= {(key, int(place) + 1): held[:, place] for place in np.flatnonzero(held.any(axis=0))}
        index = pd.Index([found.id for found in self.interpretations], name="interpretation")
        return pd.DataFrame(columns, index=index)

    def __repr__(self) -> str:
        title = f" of {self.conflict.title!r}" if self.conflict.title else ""
        solved = f"{len(self.interpretations):,} of {self.count:,} interpretations"
        return f"<Ensemble{title}: {solved}; {', '.join(self.concepts)}>"

    def _repr_html_(self) -> str:
        """Show in a notebook the equilibria of the first interpretations, by number."""
        import pandas as pd

        some = self.interpretations[:SHOWN]
        columns = {
            concept(key).label: [
                ", ".join(str(place + 1) for place in np.flatnonzero(held[row])) for row in range(len(some))
            ]
            for key, held in self.holds.items()
        }
        frame = pd.DataFrame(columns, index=pd.Index([found.id for found in some], name="interpretation"))
        rest = self.count - len(some)
        return shown(repr(self)[1:-1], frame, f"{rest:,} more interpretations are not shown." if rest else "")

    def holding(self, place: int, concepts: Sequence[str]) -> Bool:
        """Tell in which interpretations, shape (M,), a state holds under any of the concepts."""
        found: Bool = np.any([self.holds[c][:, place] for c in concepts if c in self.holds], axis=0)
        return found


def solve_interpretations(
    conflict: Conflict,
    concepts: Sequence[str] = ("nash", "gmr", "smr", "seq"),
    *,
    most: int = MOST,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    executor: Executor | None = None,
) -> Ensemble:
    """Solve a conflict in all its interpretations.

    Parameters
    ----------
    conflict
        The conflict; its open questions and circumstances span the interpretations.
    concepts
        Keys of the stability concepts.
    most
        Beyond this many, a sample of that size is drawn (always with the base interpretation in it); a
        smaller one where the results would not fit into ``AT_MOST`` bytes.
    seed
        Of the sample.
    progress
        Called with how many are done and how many there are to do.
    executor
        Where the work is done, such as a Dask cluster; None: in this process, on all its processors.

    Returns
    -------
    Ensemble

    Notes
    -----
    Interpretations that leave everybody the same preferences are solved once.
    """
    states, makers = len(conflict.codes), len(conflict.names)
    room = AT_MOST // (states * (len(concepts) + makers))
    chosen = all_or_sample(conflict, max(1, min(most, room)), seed)
    holds = {key: np.zeros((len(chosen), states), dtype=np.bool_) for key in concepts}
    now = None if conflict.status_quo is None else conflict.position(conflict.status_quo)
    against = None
    if now is not None:
        against = np.zeros((len(chosen), makers, states), dtype=np.int8)
    share = max(1, min(SHARE if executor is None else FAR_SHARE, AT_ONCE // (makers * states)))
    firsts, kind = alike(conflict, chosen)
    jobs = ([chosen[n] for n in firsts[at : at + share].tolist()] for at in range(0, len(firsts), share))
    work = partial(_solve_share, conflict, tuple(concepts), now)
    done = 0
    for held, signs in (executor or Serial()).run(work, jobs):
        here = np.flatnonzero((kind >= done) & (kind < done + len(signs)))
        of = kind[here] - done
        for key, packed in zip(concepts, held, strict=True):
            holds[key][here] = np.unpackbits(packed, axis=1, count=states)[of]
        if against is not None:
            against[here] = _signs(signs, states)[of]
        done += len(signs)
        if progress:
            progress(int((kind < done).sum()), len(chosen))
    return Ensemble(conflict, tuple(chosen), conflict.interpretation_count, tuple(concepts), holds, against)


def _solve_share(
    conflict: Conflict, concepts: tuple[str, ...], now: int | None, share: list[Interpretation]
) -> tuple[list[NDArray[np.uint8]], NDArray[np.uint8]]:
    """Solve some: for each concept what holds, as bits, and who prefers what to the status quo."""
    if not conflict.is_ranked:
        return _solve_compared(conflict, concepts, now, share)
    ranks: NDArray[np.int32] = np.stack([conflict.ranks(interpretation) for interpretation in share])
    holds = holds_under(moves_of(conflict), ranks, concepts)
    held = [np.packbits(holds[key], axis=1) for key in concepts]
    if now is None:
        return held, np.zeros((len(share), 0, 0, 0), dtype=np.uint8)
    return held, _packed(ranks - ranks[:, :, now : now + 1])


def _solve_compared(
    conflict: Conflict, concepts: tuple[str, ...], now: int | None, share: list[Interpretation]
) -> tuple[list[NDArray[np.uint8]], NDArray[np.uint8]]:
    """Do the same where states are compared two by two; there are few of them then."""
    solved = [solve(conflict, concepts, interpretation) for interpretation in share]
    held = [np.packbits(np.stack([found.holds(key) for found in solved]), axis=1) for key in concepts]
    if now is None:
        return held, np.zeros((len(share), 0, 0, 0), dtype=np.uint8)
    tables = [conflict.compared(interpretation) for interpretation in share]
    return held, _packed(np.stack([np.stack([table[now] for table in each]) for each in tables]))


def _packed(compared: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Keep of comparisons, shape (share, n, N), whether better and whether worse: an eighth to be sent."""
    return np.packbits(np.stack([compared > 0, compared < 0], axis=1), axis=-1)


def _signs(packed: NDArray[np.uint8], states: int) -> NDArray[np.int8]:
    """Give the signs of comparisons, shape (share, n, N)."""
    better, worse = np.unpackbits(packed, axis=-1, count=states).astype(np.int8).swapaxes(0, 1)
    signs: NDArray[np.int8] = better - worse
    return signs


def all_or_sample(conflict: Conflict, most: int, seed: int = 0) -> list[Interpretation]:
    """Give all interpretations, the base interpretation first, or a seeded sample with it of ``most``."""
    if conflict.interpretation_count <= most:
        return list(conflict.interpretations())
    # Numbered like the digits of a number with mixed bases, the base interpretation being 0; drawing numbers
    # draws interpretations. Their count may be too large for a range.
    rng = random.Random(seed)
    drawn = {0}
    while len(drawn) < most:
        drawn.add(rng.randrange(conflict.interpretation_count))
    return [_numbered(conflict, number) for number in sorted(drawn)]


def looked_at(conflict: Conflict, ensemble: Ensemble | None = None) -> Sequence[Interpretation]:
    """Give the interpretations in which a question is answered that takes solving each several times over.

    Parameters
    ----------
    conflict
        The model.
    ensemble
        The conflict solved, where that has been done: then those that were.

    Returns
    -------
    sequence of Interpretation
        All of them, or a seeded sample: at most ``MOST``, of a model with many states fewer.
    """
    if ensemble is not None:
        return ensemble.interpretations
    return all_or_sample(conflict, max(FEWEST, min(MOST, AFFORDABLE // len(conflict.codes))))


def sample_note(looked_at: int, count: int) -> str:
    """Say that not every interpretation was looked at; empty where all were.

    Examples
    --------
    >>> sample_note(64, 64), sample_note(64, 2048)
    ('', 'This was worked out for a seeded sample of 64 of the 2,048 interpretations.')
    """
    if looked_at == count:
        return ""
    return f"This was worked out for a seeded sample of {looked_at:,} of the {count:,} interpretations."


def _numbered(conflict: Conflict, number: int) -> Interpretation:
    """Give an interpretation by its place among all of them, counted from 0."""
    choices = [(q.id, q.answers) for q in conflict.questions]
    choices += [(f"c{k}", ("no", "yes")) for k in range(1, len(conflict.circumstances) + 1)]
    parts = []
    for key, values in reversed(choices):
        number, place = divmod(number, len(values))
        parts.append(f"{key}={values[place]}")
    return conflict.interpretation(",".join(parts))
