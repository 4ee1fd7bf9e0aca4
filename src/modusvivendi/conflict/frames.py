"""A conflict as a pandas DataFrame, and frames as notebooks show them. Imports pandas only when used."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pandas import DataFrame, MultiIndex

    from modusvivendi.conflict.interpretation import Interpretation
    from modusvivendi.conflict.model import Conflict

SHOWN = 30
"""Up to how many rows a notebook shows."""

Places = NDArray[np.int64]


def state_index(conflict: Conflict, places: Places | None = None) -> MultiIndex:
    """Give the index of states: the number from 1 and the code, or the name in graph form.

    Parameters
    ----------
    conflict
        Whose states they are.
    places
        Which, by their place among the feasible states; None: all.
    """
    import pandas as pd

    if places is None:
        places = np.arange(len(conflict.codes), dtype=np.int64)
    codes = conflict.codes[places].tolist()
    if conflict.graph is None:
        return pd.MultiIndex.from_arrays([places + 1, codes], names=["state", "code"])
    names = [conflict.graph.states[code] for code in codes]
    return pd.MultiIndex.from_arrays([places + 1, names], names=["state", "name"])


def conflict_frame(
    conflict: Conflict, interpretation: Interpretation | str | None = None, places: Places | None = None
) -> DataFrame:
    """Give the states of a conflict in option form with the rank of each for every decision maker.

    Parameters
    ----------
    conflict
        In option form or graph form.
    interpretation
        Of which the ranks are; None: the base interpretation.
    places
        Which states; None: all.

    Returns
    -------
    pandas.DataFrame
        Columns ``(decision maker, option)``, bool, and ``("rank", decision maker)``, int, larger is better;
        index as :func:`state_index`. In graph form options are those of the patterns, ``Y``, ``N`` or ``-``.
        There are no ranks where somebody's preferences are no ranking.
    """
    import pandas as pd

    kept = slice(None) if places is None else places
    codes = conflict.codes[kept]
    columns: dict[tuple[str, str], NDArray[np.generic]] = {}
    for key, options in conflict.patterns.items():
        for option, letters in options.items():
            columns[key, option] = np.array(list(letters))[kept]
    for dm in conflict.decision_makers:
        for option, name in zip(dm.options, dm.option_names, strict=True):
            columns[dm.key, option] = (codes >> conflict.bits[name] & 1).astype(np.bool_)
    if conflict.is_ranked:
        for name, row in zip(conflict.names, conflict.ranks(interpretation), strict=True):
            columns["rank", name] = row[kept]
    frame = pd.DataFrame(columns, index=state_index(conflict, places))
    frame.columns.names = ["decision maker", "option"]
    return frame


def conflict_html(conflict: Conflict) -> str:
    """Show a conflict in a notebook: what it is, and its first states."""
    heading = repr(conflict)[1:-1]
    if not conflict.lists_states:
        return shown(heading)
    count = len(conflict.codes)
    frame = conflict_frame(conflict, places=np.arange(min(count, SHOWN), dtype=np.int64))
    return shown(heading, marked(frame, "Y", "N"), _left_out(count - SHOWN, "states"))


def marked(frame: DataFrame, true: str, false: str) -> DataFrame:
    """Replace True and False by what a reader sees."""
    of = {True: true, False: false}
    return frame.apply(lambda column: column.map(of) if column.dtype == np.bool_ else column)


def shown(heading: str, frame: DataFrame | None = None, *lines: str) -> str:
    """Write a heading, a frame and lines of text as HTML for a notebook, everything escaped.

    Parameters
    ----------
    heading
        Over the frame.
    frame
        Of few rows; None: no frame.
    lines
        Under it; empty ones are dropped.
    """
    import pandas as pd

    with pd.option_context("display.max_colwidth", None):  # else long cells are cut
        table = "" if frame is None else frame.to_html(border=0, escape=True, na_rep="")
    under = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f"<div><p><strong>{escape(heading)}</strong></p>{table}{under}</div>"


def state_list_html(heading: str, conflict: Conflict, codes: Sequence[int], *lines: str) -> str:
    """Show some states in option form in a notebook; they need not be listed in the conflict.

    Parameters
    ----------
    heading
        Over them.
    conflict
        Whose states they are.
    codes
        Of the states; the first of them are shown.
    lines
        Of text under them.
    """
    import pandas as pd

    some = list(codes[:SHOWN])
    if conflict.graph is not None:
        frame = pd.DataFrame({"name": [conflict.graph.states[code] for code in some]}, index=some)
    else:
        taken = [["Y" if code >> bit & 1 else "N" for bit in range(len(conflict.options))] for code in some]
        frame = pd.DataFrame(taken, index=some, columns=list(conflict.options))
    frame.index.name = "code"
    return shown(heading, frame if some else None, _left_out(len(codes) - SHOWN, "states"), *lines)


def _left_out(count: int, what: str) -> str:
    return f"{count:,} more {what} are not shown." if count > 0 else ""
