"""Results as pandas DataFrames, and as notebooks show them. Imports pandas only when used."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.frames import SHOWN, marked, shown, state_index
from modusvivendi.stability.concepts import COALITION, concept

if TYPE_CHECKING:
    from pandas import DataFrame

    from modusvivendi.conflict import Conflict
    from modusvivendi.stability.analysis import Analysis
    from modusvivendi.stability.coalitions import CoalitionAnalysis
    from modusvivendi.stability.explanation import Answer, Explanation
    from modusvivendi.stability.many import Analyses

NAMED = 3
"""Up to how many coalitions a cell of a notebook names."""

EQUILIBRIUM = "equilibrium"
"""The column beside those of the decision makers."""

Places = NDArray[np.int64]
Verdicts = dict[str, NDArray[np.bool_]]


def analysis_frame(analysis: Analysis, *, reasons: bool = False, places: Places | None = None) -> DataFrame:
    """Tell for each state which decision makers it is stable for, under each concept.

    Parameters
    ----------
    analysis
        What was found.
    reasons
        Whether to give the reason (``not_wanted``, ``no_move``, ``feared``, ``unstable``) instead of True and
        False.
    places
        Which states; None: all.

    Returns
    -------
    pandas.DataFrame
        Columns ``(concept, decision maker)`` and ``(concept, "equilibrium")``, bool; index of the states'
        numbers with their codes or names.
    """
    import pandas as pd

    kept = slice(None) if places is None else places
    columns: dict[tuple[str, str], NDArray[np.generic]] = {}
    for key in analysis.concepts:
        stable = analysis.stable(key)[:, kept]
        cells = analysis.why(key)[:, kept] if reasons else stable
        columns |= {(key, name): cells[row] for row, name in enumerate(analysis.names)}
        columns[key, EQUILIBRIUM] = analysis.holds(key)[kept]
    frame = pd.DataFrame(columns, index=state_index(analysis.conflict, places))
    frame.columns.names = ["concept", "decision maker"]
    return frame


def coalition_frame(found: CoalitionAnalysis, places: Places | None = None) -> DataFrame:
    """Tell for each state which coalitions would not leave it, under each concept.

    Returns
    -------
    pandas.DataFrame
        Columns ``(concept, "A + B")`` and ``(concept, "equilibrium")``, bool.
    """
    import pandas as pd

    kept = slice(None) if places is None else places
    columns: dict[tuple[str, str], NDArray[np.generic]] = {}
    for key in found.concepts:
        stable = found.stable(key)[:, kept]
        columns |= {(key, " + ".join(who)): stable[row] for row, who in enumerate(found.coalitions)}
        columns[key, EQUILIBRIUM] = np.asarray(stable.all(axis=0))
    frame = pd.DataFrame(columns, index=state_index(found.conflict, places))
    frame.columns.names = ["concept", "coalition"]
    return frame


def analyses_frame(found: Analyses) -> DataFrame:
    """Count for each state under how many of the preferences it is an equilibrium.

    Returns
    -------
    pandas.DataFrame
        One column a concept, int.
    """
    import pandas as pd

    columns = {key: found.holds(key).sum(axis=0) for key in found.concepts}
    frame = pd.DataFrame(columns, index=state_index(found.conflict))
    frame.columns.name = "concept"
    return frame


def analysis_text(analysis: Analysis) -> str:
    """Say in a line what was found."""
    counts = {key: len(analysis.equilibria(key)) for key in analysis.concepts}
    which = f", {analysis.interpretation.id}" if analysis.conflict.interpretation_count > 1 else ""
    return f"<Analysis{_of(analysis.conflict)}{which}; equilibria: {_counted(counts)}>"


def coalition_text(found: CoalitionAnalysis) -> str:
    """Say in a line what was found."""
    counts = {key: len(found.equilibria(key)) for key in found.concepts}
    who = f"{len(found.coalitions):,} coalitions"
    return f"<CoalitionAnalysis{_of(found.conflict)}, {who}; equilibria: {_counted(counts)}>"


def analyses_text(found: Analyses) -> str:
    """Say in a line what was found."""
    concepts = ", ".join(found.concepts)
    return f"<Analyses{_of(found.conflict)}, {len(found):,} preferences; {concepts}>"


def _of(conflict: Conflict) -> str:
    title = f" of {conflict.title!r}" if conflict.title else ""
    return f"{title}: {len(conflict.codes):,} states"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{key} {count:,}" for key, count in counts.items()) or "none asked for"


def analysis_html(analysis: Analysis) -> str:
    """Show an analysis in a notebook: all states where there are few, else the equilibria."""
    verdicts = {key: analysis.holds(key) for key in analysis.concepts}
    places, rest = _to_show(analysis.conflict, verdicts)
    frame = analysis_frame(analysis, places=places)
    return shown(analysis_text(analysis)[1:-1], _labelled(frame), rest)


def coalition_html(found: CoalitionAnalysis) -> str:
    """Show in a notebook which coalitions would leave which states, those that the fewest would leave."""
    import pandas as pd

    count = len(found.conflict.codes)
    leaving = np.sum([(~found.stable(key)).sum(axis=0) for key in found.concepts], axis=0)
    places = np.sort(np.argsort(leaving, kind="stable")[:SHOWN])
    rest = f"{count - SHOWN:,} more states, which more would leave, are not shown." if count > SHOWN else ""
    columns = {
        COALITION[key].label: [_leaving(found, key, place) for place in places.tolist()]
        for key in found.concepts
    }
    frame = pd.DataFrame(columns, index=state_index(found.conflict, places))
    frame.columns.name = "who would leave, under"
    return shown(coalition_text(found)[1:-1], frame, rest)


def _leaving(found: CoalitionAnalysis, key: str, place: int) -> str:
    who = [" + ".join(found.coalitions[row]) for row in np.flatnonzero(~found.stable(key)[:, place])]
    more = f" and {len(who) - NAMED:,} more" if len(who) > NAMED else ""
    return ", ".join(who[:NAMED]) + more or "nobody"


def analyses_html(found: Analyses) -> str:
    """Show in a notebook which states are equilibria under how many of the preferences, the most first."""
    frame = analyses_frame(found)
    some = frame[(frame > 0).any(axis=1)].sort_values(list(found.concepts)[:1], ascending=False)
    rest = len(frame) - min(len(some), SHOWN)
    line = f"{rest:,} more states are not shown." if rest else ""
    return shown(analyses_text(found)[1:-1], some.head(SHOWN), line)


def _to_show(conflict: Conflict, verdicts: Verdicts) -> tuple[Places, str]:
    """Choose the states to show, and say what is left out."""
    count = len(conflict.codes)
    if count <= SHOWN:
        return np.arange(count, dtype=np.int64), ""
    places = np.flatnonzero(np.any(list(verdicts.values()), axis=0)).astype(np.int64)
    kind = "equilibria" if len(places) <= SHOWN else f"first {SHOWN} of {len(places):,} equilibria"
    rest = count - min(len(places), SHOWN)
    return places[:SHOWN], f"Only the {kind} are shown; {rest:,} more states are not."


def _labelled(frame: DataFrame) -> DataFrame:
    labels = {key: concept(key).label for key in frame.columns.get_level_values(0)}
    return marked(frame.rename(columns=labels, level=0), "●", "")


def explanation_html(found: Explanation) -> str:
    """Show in a notebook why a state is stable or not, with the answers to each improvement."""
    verdict = f"{'stable' if found.stable else 'not stable'} ({found.verdict.value})"
    heading = (
        f"{found.decision_maker}, {concept(found.concept).label}, state of code {found.state}: {verdict}"
    )
    rows = [(code, "not deterred") for code in found.undeterred[:SHOWN]]
    rows += [(answer.improvement, _answer(answer)) for answer in found.answers[: SHOWN - len(rows)]]
    rest = len(found.undeterred) + len(found.answers) - len(rows)
    lines = [f"<p>{escape(found.sentence)}</p>"]
    if rows:
        cells = "".join(f"<tr><td>{code}</td><td>{escape(text)}</td></tr>" for code, text in rows)
        head = "<tr><th>improvement (code)</th><th>answer of the others</th></tr>"
        lines.append(f"<table><thead>{head}</thead><tbody>{cells}</tbody></table>")
    lines += [f"<p>{rest:,} more improvements are not shown.</p>"] if rest else []
    return f"<div><p><strong>{escape(heading)}</strong></p>{''.join(lines)}</div>"


def _answer(answer: Answer) -> str:
    return ", then ".join(f"{step.decision_maker} to {step.state}" for step in answer.steps) or "none needed"
