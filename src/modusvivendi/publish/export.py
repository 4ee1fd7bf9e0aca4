"""From an analysis to a file of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from modusvivendi.conflict.files import write_whole
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.publish.csv import csv
from modusvivendi.publish.html import html
from modusvivendi.publish.latex import latex
from modusvivendi.publish.markdown import markdown
from modusvivendi.publish.ranking import ranking_table
from modusvivendi.publish.results import equilibria_table, moves_table, stability_table, states_table
from modusvivendi.publish.states import LIMIT
from modusvivendi.publish.tableau import tableau_table
from modusvivendi.publish.tables import Table
from modusvivendi.publish.xlsx import xlsx
from modusvivendi.stability import Analysis

FORMATS = ("tex", "md", "html", "csv", "xlsx")

_MADE: dict[str, Callable[[Analysis, int], Table]] = {
    "equilibria": equilibria_table,
    "stability": stability_table,
    "states": states_table,
    "ranking": lambda analysis, limit: ranking_table(analysis, None, limit),
    "moves": moves_table,
}
NAMES = ("states", "ranking", "moves", "stability", "tableau", "equilibria")
"""The tables there are, in the order in which a paper has them."""


def make_tables(
    analysis: Analysis,
    names: str | Iterable[str] = NAMES,
    limit: int = LIMIT,
    tableaux: Sequence[str] | None = None,
) -> list[Table]:
    """Make tables of an analysis.

    Parameters
    ----------
    analysis
        A solved conflict, in option form or graph form.
    names
        Any of ``states, ranking, moves, stability, tableau, equilibria``; a string may name several,
        separated by commas; ``all`` is all.
    limit
        States shown at most; tables of larger conflicts show the equilibria and say how many states they
        leave out.
    tableaux
        The concepts for which a tableau is made. None: SEQ, as in the literature, or the last concept solved
        for where SEQ was not.

    Raises
    ------
    UnknownName
        If there is no such table, or the conflict was not solved for a concept.

    Examples
    --------
    >>> from modusvivendi.conflict import Conflict
    >>> from modusvivendi.stability import solve
    >>> dilemma = Conflict.from_ranks(
    ...     options={"A": ["silent"], "B": ["silent"]},
    ...     ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]},
    ... )
    >>> (tableau,) = make_tables(solve(dilemma), "tableau")
    >>> for row in tableau.sections[0].rows:
    ...     print(*("." if cell is None else cell for cell in row))
    overall X E E X
    stability r s r u
    state 3 4 1 2
    improvements . 3 . 1
    """
    wanted = [name.strip() for name in (names.split(",") if isinstance(names, str) else names)]
    if "all" in wanted:
        wanted = list(NAMES)
    if tableaux is None:
        tableaux = ["seq"] if "seq" in analysis.concepts else analysis.concepts[-1:]
    found = []
    for name in dict.fromkeys(wanted):
        if name == "tableau":
            found += [tableau_table(analysis, key, limit) for key in tableaux]
        elif name in _MADE:
            found.append(_MADE[name](analysis, limit))
        else:
            hint = nearest(name, NAMES) or f"there are {', '.join(NAMES)}, and all"
            raise UnknownName(f"there is no table called {name!r}", hint=hint)
    return found


def render(tables: Sequence[Table], form: str, heading: str = "", standalone: bool = False) -> bytes:
    """Write tables in a format.

    Parameters
    ----------
    tables
        One at least; for ``csv`` exactly one.
    form
        One of ``tex, md, html, csv, xlsx``.
    heading
        Of an HTML page.
    standalone
        Whether LaTeX is a whole document.

    Raises
    ------
    ConflictError
        If several tables are asked for in a CSV file, which holds one.
    UnknownName
        If there is no such format.
    """
    match form:
        case "tex":
            text = latex(tables, standalone)
        case "md":
            text = markdown(tables)
        case "html":
            text = html(tables, heading or "Tables")
        case "csv":
            if len(tables) != 1:
                names = ", ".join(table.name for table in tables)
                raise ConflictError(
                    f"a CSV file holds one table, not {names}", hint="name one, or write .xlsx"
                )
            text = csv(tables[0])
        case "xlsx":
            return xlsx(tables)
        case _:
            hint = nearest(form, FORMATS) or f"there are {', '.join(FORMATS)}"
            raise UnknownName(f"there is no format called {form!r}", hint=hint)
    # Spreadsheets take CSV for something else than UTF-8 unless it says so.
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    return text.encode(encoding, errors="replace")


def form_of(path: Path) -> str:
    """Tell the format of a file by its name.

    Raises
    ------
    UnknownName
        If it has none of the endings.
    """
    form = {"markdown": "md", "htm": "html", "latex": "tex"}.get(ending := path.suffix[1:].lower(), ending)
    if form not in FORMATS:
        raise UnknownName(
            f"{path.name} tells no format", hint=f"the endings are {', '.join('.' + f for f in FORMATS)}"
        )
    return form


def export(
    analysis: Analysis,
    path: str | Path,
    names: str | Iterable[str] | None = None,
    limit: int = LIMIT,
    standalone: bool = False,
) -> list[Table]:
    """Write tables of an analysis to a file, whole or not at all; its name decides on the format.

    Parameters
    ----------
    analysis
        A solved conflict.
    path
        ``.tex``, ``.md``, ``.html``, ``.csv`` or ``.xlsx``.
    names, limit
        As for :func:`make_tables`; by default all, and the equilibria where only one table fits.
    standalone
        Whether LaTeX is a whole document.

    Returns
    -------
    list of Table
        What was written.

    Raises
    ------
    ConflictError
        If the file cannot be written.
    UnknownName
        If there is no such table or format.
    """
    place = Path(path)
    form = form_of(place)
    tables = make_tables(analysis, names or ("equilibria" if form == "csv" else "all"), limit)
    data = render(tables, form, analysis.conflict.title or "Stability analysis", standalone)
    write_whole(place, data)
    return tables
