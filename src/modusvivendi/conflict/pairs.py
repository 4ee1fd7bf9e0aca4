"""Decision makers made from states compared two by two, as they are put down in a program.

::

    {"North": {"options": ["open"], "prefers": [(1, 0)], "much_prefers": [(2, 3, 3)], "unknown": [(1, 2)]},
     "South": {"options": ["pay"], "prefers": [(["South.pay"], [])], "unknown": "rest"}}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from modusvivendi.conflict.decision_maker import Comparison, DecisionMaker, State
from modusvivendi.errors import ConflictError, nearest

DEGREES: Mapping[str, int | None] = {"prefers": 1, "much_prefers": 2, "equal": 0, "unknown": None}
"""What is said of the pairs under each key."""

_KEYS = ("name", "options", "moves", *DEGREES)


def makers_of_pairs(
    preferences: Mapping[str, Mapping[str, Any]], *, graph_form: bool = False
) -> list[DecisionMaker]:
    """Make decision makers from comparisons.

    Parameters
    ----------
    preferences
        By key of the decision maker a mapping with its ``name``, its ``options`` (keys, or labels by key) or
        in graph form its ``moves``, and any of ``prefers`` and ``much_prefers`` (pairs, the better first;
        under ``prefers`` a third member is the degree), ``equal`` (pairs), and ``unknown`` (pairs, or
        ``"rest"``: all that are not compared). States are given by their codes, by the options taken in them,
        or in graph form by name.
    graph_form
        States are given by name.

    Raises
    ------
    ConflictError
        Where something is no pair, or a key means nothing.
    """
    options = {key: _labelled(given.get("options", ())) for key, given in preferences.items()}
    names = [f"{key}.{option}" for key, own in options.items() for option in own]
    made = []
    for key, given in preferences.items():
        for part in given:
            if part not in _KEYS:
                hint = nearest(part, _KEYS, 1) or f"known are {', '.join(_KEYS)}"
                raise ConflictError(f"{key} has the unknown key {part}", hint=hint)
        rest = given.get("unknown") == "rest"
        comparisons = [
            _comparison(key, pair, degree, names, graph_form)
            for part, degree in DEGREES.items()
            if not (part == "unknown" and rest)
            for pair in given.get(part, ())
        ]
        moves = tuple((str(a), str(b)) for a, b in given.get("moves", ())) if graph_form else None
        made.append(
            DecisionMaker(
                key,
                options[key],
                name=given.get("name", ""),
                comparisons=tuple(comparisons),
                rest_unknown=rest,
                moves=moves,
            )
        )
    return made


def _labelled(options: Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    return dict(options) if isinstance(options, Mapping) else {option: option for option in options}


def _comparison(
    key: str, pair: Sequence[Any], degree: int | None, names: Sequence[str], graph_form: bool
) -> Comparison:
    if isinstance(pair, str) or len(pair) not in ((2, 3) if degree == 1 else (2,)):
        raise ConflictError(f"{pair!r} is no pair of states that {key} compares")
    if len(pair) == 3:
        degree = int(pair[2])
    first, second = (_state(state, names, graph_form) for state in pair[:2])
    return Comparison(first, second, degree)


def _state(given: Any, names: Sequence[str], graph_form: bool) -> State:
    if graph_form or not hasattr(given, "__index__"):
        return str(given) if isinstance(given, str) else tuple(given)
    code = int(given)
    if not 0 <= code < 1 << len(names):
        raise ConflictError(f"{code} is not the code of a state", hint=f"there are {len(names)} options")
    return tuple(name for bit, name in enumerate(names) if code >> bit & 1)
