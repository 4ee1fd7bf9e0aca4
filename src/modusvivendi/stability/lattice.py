"""Who can move where: the feasible states sorted into groups and cells, without lists of moves.

The states that differ only in options of one decision maker form a *group*: where every option can be taken
and dropped at will, each member can be reached from each other in one move. Irreversible options split a
group into *cells*, one for each set of them that has been used up, and a move leads from a cell only to
cells in which at least the same are used up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modusvivendi.errors import ConflictError

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

MOST_OPTIONS = 62
MOST_ENTRIES = 2**31 - 1


@dataclass(frozen=True)
class Lattice:
    """The moves of a conflict in option form.

    ``n`` is the number of *movers*, the decision makers with at least one option that can change; ``N`` the
    number of states; ``C`` the number of cells of all movers together. The arrays are described in
    :mod:`modusvivendi.stability.kernels`.

    Parameters
    ----------
    codes
        Shape (N,), ascending.
    controls
        Shape (number of decision makers,): the bits each of them can change at all.
    forward, back
        Bits that can only be set, and bits that can only be cleared.
    movers
        Their positions among the decision makers, ascending.
    first_cell
        Shape (n + 1,): the cells of mover ``j`` are ``first_cell[j]`` to ``first_cell[j + 1] - 1``.
    cell_of
        Shape (n, N).
    start
        Shape (C + 1,).
    pattern, group_first, group_end
        Shape (C,).
    """

    codes: Int64
    controls: Int64
    forward: int
    back: int
    movers: tuple[int, ...]
    first_cell: tuple[int, ...]
    cell_of: Int32
    start: Int32
    pattern: Int64
    group_first: Int32
    group_end: Int32

    @property
    def states(self) -> int:
        """How many feasible states there are."""
        return len(self.codes)

    @property
    def reversible(self) -> bool:
        """Whether every option can be taken and dropped at will."""
        return not self.forward | self.back

    @property
    def decision_makers(self) -> int:
        """How many decision makers there are, movers or not."""
        return len(self.controls)

    def moves(self, decision_maker: int, state: int) -> Int64:
        """Places of the states the decision maker can move to from the one at place ``state``, ascending."""
        mask, code = int(self.controls[decision_maker]), int(self.codes[state])
        group = np.flatnonzero((self.codes & ~mask) == (code & ~mask))
        to = self.codes[group]
        may = (to != code) & ((code & self.forward & ~to) == 0) & ((~code & self.back & to) == 0)
        reach: Int64 = group[may]
        return reach

    def can_move(self) -> Bool:
        """Tell for each decision maker and state whether it has a feasible move there, shape (all, N)."""
        able = np.zeros((self.decision_makers, self.states), dtype=np.bool_)
        sizes = np.diff(self.start.astype(np.int64)) - 1
        for j, mover in enumerate(self.movers):
            first, last = self.first_cell[j], self.first_cell[j + 1]
            cells = np.arange(first, last)
            free = sizes[first:last] > 1
            # Otherwise the way out is a cell further on in the group in which more is used up.
            stuck, ahead = cells[~free], 0
            while len(stuck):
                ahead += 1
                stuck = stuck[stuck + ahead < self.group_end[stuck]]
                out = (self.pattern[stuck] & ~self.pattern[np.minimum(stuck + ahead, last - 1)]) == 0
                free[stuck[out] - first] = True
                stuck = stuck[~out]
            able[mover] = free[self.cell_of[j] - first]
        return able


def whole(given: ArrayLike, what: str) -> NDArray[Any]:
    """Give whole numbers as an array, without a copy where it is one.

    Raises
    ------
    ConflictError
        If there is anything else among them; a fraction cut off would be a wrong result.

    Examples
    --------
    >>> whole([[1, 2], [3, 4]], "ranks").shape
    (2, 2)
    """
    try:
        found = np.asarray(given)
    except (ValueError, TypeError, OverflowError):
        found = np.array("ragged")
    if found.size == 0:
        return found.astype(np.int64)
    if found.dtype.kind not in "iu":
        raise ConflictError(
            f"{what} are no array of whole numbers", hint="lists of equal length, without fractions"
        )
    return found


def check(codes: Int64, controls: Int64) -> None:
    """Refuse what the engine cannot work on.

    Raises
    ------
    ConflictError
        If there are no states, codes are not ascending and non-negative, two decision makers control one
        option, or the conflict is too large for states to be listed.
    """
    if codes.ndim != 1 or len(codes) == 0:
        raise ConflictError(
            "the conflict has no feasible state", hint="look for a formula that excludes everything"
        )
    if codes[0] < 0 or (len(codes) > 1 and not bool((codes[1:] > codes[:-1]).all())):
        raise ConflictError("the codes of the states must be ascending, each once, and not negative")
    if 2 * len(codes) * max(1, len(controls)) > MOST_ENTRIES:
        raise ConflictError(
            f"{len(codes):,} states for {len(controls)} decision makers are too many to be listed",
            hint="exclude states by infeasibility, or drop options",
        )
    seen = 0
    for mask in (int(mask) for mask in controls):
        if mask & seen or mask < 0 or mask >> MOST_OPTIONS:
            raise ConflictError(
                f"every option belongs to one decision maker, and there are at most {MOST_OPTIONS}"
            )
        seen |= mask


def build(codes: Int64, controls: Int64, forward: int = 0, back: int = 0) -> Lattice:
    """Sort the states into groups and cells.

    Parameters
    ----------
    codes
        The feasible states, shape (N,), ascending; bit ``k`` says that option ``k`` is taken.
    controls
        For each decision maker the bits of its options, shape (number of decision makers,).
    forward, back
        Options that stay taken once taken, and those that stay dropped once dropped. One that is in both
        never changes.

    Raises
    ------
    ConflictError
        As :func:`check`.
    """
    codes = np.ascontiguousarray(codes, dtype=np.int64)
    controls = np.ascontiguousarray(controls, dtype=np.int64)
    check(codes, controls)
    fixed = forward & back
    one_way = (forward | back) & ~fixed
    able = [int(mask) & ~fixed for mask in controls]
    movers = tuple(i for i, mask in enumerate(able) if mask)
    # After this every irreversible option can only go from 0 to 1.
    used_up = codes ^ (back & ~fixed)
    everything = (1 << max(int(codes[-1]).bit_length(), max((m.bit_length() for m in able), default=0))) - 1

    cell_of = np.empty((len(movers), len(codes)), dtype=np.int32)
    starts: list[Int64] = []
    patterns: list[Int64] = []
    firsts: list[Int64] = []
    ends: list[Int64] = []
    first_cell = [0]
    for j, mover in enumerate(movers):
        irreversible = able[mover] & one_way
        others = everything & ~able[mover]
        bits = irreversible.bit_count()
        label = compress(codes, others)
        if bits:
            label = label << bits | compress(used_up, irreversible)
        labels, index, counts = distinct(label, others.bit_count() + bits)
        cell_of[j] = index
        cell_of[j] += first_cell[-1]
        # One more than its members for each cell: the sentinel.
        ends_at = np.cumsum(counts + 1)
        starts.append(ends_at - counts - 1 + j * len(codes) + first_cell[-1])
        patterns.append(labels & ((1 << bits) - 1))
        group = labels >> bits
        opens = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
        sizes = np.diff(np.append(opens, len(group)))
        firsts.append(np.repeat(opens, sizes) + first_cell[-1])
        ends.append(np.repeat(opens + sizes, sizes) + first_cell[-1])
        first_cell.append(first_cell[-1] + len(labels))
    starts.append(np.array([len(movers) * len(codes) + first_cell[-1]]))

    def joined(parts: list[Int64]) -> Int64:
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)

    return Lattice(
        codes=codes,
        controls=np.array(able, dtype=np.int64),
        forward=forward & ~fixed & sum(able),
        back=back & ~fixed & sum(able),
        movers=movers,
        first_cell=tuple(first_cell),
        cell_of=cell_of,
        start=joined(starts).astype(np.int32),
        pattern=joined(patterns),
        group_first=joined(firsts).astype(np.int32),
        group_end=joined(ends).astype(np.int32),
    )


def compress(codes: Int64, mask: int) -> Int64:
    """Keep the bits of ``mask`` and move them together, lowest first.

    Examples
    --------
    >>> [int(c) for c in compress(np.array([0b1101, 0b0110]), 0b1010)]
    [2, 1]
    """
    kept = np.zeros(len(codes), dtype=np.int64)
    width = 0
    position = 0
    while mask >> position:
        rest = mask >> position
        position += (rest & -rest).bit_length() - 1
        run = ((mask >> position) ^ ((mask >> position) + 1)).bit_length() - 1
        kept |= ((codes >> position) & ((1 << run) - 1)) << width
        width += run
        position += run
    return kept


def distinct(labels: Int64, bits: int) -> tuple[Int64, Int64, Int64]:
    """Give the different labels ascending, for each label its position among them, and how often each occurs.

    ``bits`` bounds the labels; where that many fit a table, nothing is sorted.
    """
    if 1 << bits > 8 * len(labels) + 1024:
        found, index, counts = np.unique(labels, return_inverse=True, return_counts=True)
        return found, index.reshape(-1), counts
    tally = np.bincount(labels, minlength=1)
    found = np.flatnonzero(tally)
    position = np.cumsum(tally > 0) - 1
    return found, position[labels], tally[found]
