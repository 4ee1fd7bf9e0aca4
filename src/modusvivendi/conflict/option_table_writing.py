"""Writing an option table; see :mod:`modusvivendi.conflict.option_table` for what one looks like."""

from __future__ import annotations

import csv
from io import StringIO

from modusvivendi.conflict.decision_maker import DecisionMaker
from modusvivendi.conflict.delimited import guarded
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.option_table import read_option_table
from modusvivendi.conflict.workbook import new_workbook, put, saved
from modusvivendi.errors import ConflictError

MOST_WRITTEN = 16_000
"""States a table holds at most; a sheet has 16,384 columns."""

RANK = "rank (larger is better)"

Row = list[str | int]


def write_option_table(conflict: Conflict, file: str) -> bytes:
    """Write the base interpretation of a conflict as an option table.

    What an option table cannot hold is left out: statements, questions, circumstances, notes, evidence.

    Parameters
    ----------
    conflict
        In option form or graph form.
    file
        Its ending tells the format, ``.csv``, ``.tsv`` or ``.xlsx``.

    Raises
    ------
    ConflictError
        If there are too many states, or names that a table would take for something else.
    """
    if len(conflict.codes) > MOST_WRITTEN:
        raise ConflictError(
            f"the conflict has {len(conflict.codes):,} states; an option table holds {MOST_WRITTEN:,}",
            file=file,
            hint="save it as .json",
        )
    if conflict.is_graded:
        raise ConflictError("an option table has no degrees of preference", file=file, hint="save it as yaml")
    rows, stub = _rows(conflict)
    data = _workbook(rows, stub) if file.lower().endswith(".xlsx") else _delimited(rows, stub, file)
    try:
        again = read_option_table(data, file)
    except ConflictError:
        again = None
    if again is None or not _same(again, conflict):
        hint = "save it as .yaml"
        raise ConflictError("an option table cannot hold names like these", file=file, hint=hint)
    return data


def _same(again: Conflict, conflict: Conflict) -> bool:
    def parts(one: Conflict) -> object:
        arcs = None if one.graph is None else (one.graph.states, [arcs.tolist() for arcs in one.graph.arcs])
        makers = [(dm.key, dm.name, list(dm.options.items())) for dm in one.decision_makers]
        named = (one.title, makers, one.status_quo, one.forward, one.back, arcs, one.patterns)
        return (*named, one.codes.tolist(), one.ranks().tolist())

    return parts(again) == parts(conflict)


def _rows(conflict: Conflict) -> tuple[list[Row], int]:
    """Give the rows of the table, and how many columns stand before the states."""
    makers = conflict.decision_makers
    named = any(dm.name != dm.key for dm in makers)
    labelled = any(label != key for dm in makers for key, label in dm.options.items())
    one_way = bool(conflict.irreversible)

    def head(dm: DecisionMaker | None, what: str, label: str = "", direction: str = "") -> Row:
        row: Row = [dm.key if dm else "status quo"]
        row += [dm.name if dm and dm.name != dm.key else ""] if named else []
        row.append(what)
        row += [label] if labelled else []
        return row + ([direction] if one_way else [])

    headings: Row = ["decision maker", *(["name"] if named else []), "option"]
    headings += [*(["label"] if labelled else []), *(["irreversible"] if one_way else [])]
    stub = len(headings)
    codes = conflict.codes.tolist()
    states = [str(number) for number in range(1, len(codes) + 1)]
    if conflict.graph is not None:
        states = list(conflict.graph.states)
    rows: list[Row] = [["title", conflict.title]] if conflict.title else []
    rows.append([*headings, *(states if conflict.graph is not None else range(1, len(codes) + 1))])
    for row, dm in enumerate(makers):
        for option, letters in conflict.patterns.get(dm.key, {}).items():
            rows.append([*head(dm, option), *letters])
        if conflict.graph is not None:
            rows.append([*head(dm, "moves"), *_moves(conflict, row)])
        for name, (key, label) in zip(dm.option_names, dm.options.items(), strict=True):
            direction = conflict.irreversible.get(name, "")
            taken = ["Y" if code >> conflict.bits[name] & 1 else "N" for code in codes]
            rows.append([*head(dm, key, label if label != key else "", direction), *taken])
        if conflict.graph is None and not dm.options:
            rows.append(head(dm, ""))
    for dm, ranks in zip(makers, conflict.ranks().tolist(), strict=True):
        rows.append([*head(dm, RANK), *(rank + 1 for rank in ranks)])
    rows.append([*head(None, ""), *("x" if code == conflict.status_quo else "" for code in codes)])
    return rows, stub


def _moves(conflict: Conflict, row: int) -> list[str]:
    """Give for each state the numbers of the states one can move to; names where numbers are names."""
    graph = conflict.graph
    if graph is None:
        return []
    by_name = any(name.isdigit() for name in graph.states)
    cells: list[list[str]] = [[] for _ in graph.states]
    for start, end in graph.arcs[row].tolist():
        cells[start].append(graph.states[end] if by_name else str(end + 1))
    return [("; " if by_name else " ").join(cell) for cell in cells]


def _delimited(rows: list[Row], stub: int, file: str) -> bytes:
    out = StringIO()
    tab = file.lower().endswith(".tsv")
    writer = csv.writer(out, delimiter="\t" if tab else ",", lineterminator="\r\n")
    # A hyphen by itself is no formula; it is what a state has where an option is taken or not.
    for row in rows:
        writer.writerow(
            guarded(cell) if isinstance(cell, str) and (cell != "-" or at < stub) else cell
            for at, cell in enumerate(row)
        )
    # Spreadsheets take it for something else than UTF-8 unless it says so.
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _workbook(rows: list[Row], stub: int) -> bytes:
    from openpyxl.utils import get_column_letter

    book = new_workbook()
    sheet = book.create_sheet("conflict")
    head = next(number for number, row in enumerate(rows, start=1) if row[0] == "decision maker")
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if cell != "":
                put(sheet, number, column, cell, bold=number == head)
    for column in range(1, stub + 1):
        widest = max(len(str(row[column - 1])) for row in rows[head - 1 :])
        sheet.column_dimensions[get_column_letter(column)].width = min(widest, 50) + 2
    sheet.freeze_panes = sheet.cell(row=head + 1, column=stub + 1)
    return saved(book)
