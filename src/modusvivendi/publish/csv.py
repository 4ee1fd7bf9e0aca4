"""A table as CSV: one line of headings, one line a row, nothing a spreadsheet would take for a formula."""

from __future__ import annotations

import csv as standard
from io import StringIO

from modusvivendi.conflict.delimited import guarded
from modusvivendi.publish.tables import Cell, Table


def csv(table: Table) -> str:
    """Write a table as CSV, separated by commas; True and False as spreadsheets write them."""
    headings, rows = table.flat()
    out = StringIO()
    writer = standard.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(heading) for heading in headings])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(cell: Cell) -> str | int | None:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return guarded(cell) if isinstance(cell, str) else cell
