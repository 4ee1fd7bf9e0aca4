"""States that stand for several combinations of options, and the moves between them.

Papers print a state such as *the works is closed* with a hyphen for every option that no longer matters, and
count it as one state. Somebody can move from one such state to another if it could between some of the
combinations they stand for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

FORBIDDEN = {"forward": ("Y", "N"), "back": ("N", "Y")}
"""From what to what an irreversible option cannot go."""


def combined_moves(
    own: Mapping[str, str], others: Sequence[str], irreversible: Mapping[str, str], states: int
) -> Iterator[tuple[int, int]]:
    """Give the moves of one decision maker between combined states.

    Parameters
    ----------
    own
        For each of its options a letter a state: ``Y``, ``N``, or ``-`` for either.
    others
        The same for the options of the others.
    irreversible
        ``forward`` or ``back`` by its option.
    states
        How many there are; no two stand for the same combination.

    Yields
    ------
    tuple of int
        From which state to which, ascending. O(states^2) for each option.

    Examples
    --------
    Whoever closes the works closes it, whatever else was chosen; there is no way back:

    >>> list(combined_moves({"close": "NNY"}, ["NY-"], {"close": "forward"}, 3))
    [(0, 2), (1, 2)]
    """
    for start in range(states):
        for end in range(states):
            if start == end:
                continue
            alike = all({row[start], row[end]} != {"Y", "N"} for row in others)
            if alike and all(
                (row[start], row[end]) != FORBIDDEN.get(irreversible.get(option, ""))
                for option, row in own.items()
            ):
                yield start, end
