"""Tables as a workbook: one sheet each, and one with what a reader has to know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from modusvivendi.conflict.workbook import new_workbook, put, saved
from modusvivendi.publish.tables import Table

LONGEST = 60
"""Columns are no wider, in characters."""


def xlsx(tables: Iterable[Table]) -> bytes:
    """Write tables as an XLSX workbook, numbers as numbers and marks as TRUE and FALSE."""
    book = new_workbook()
    told: list[tuple[str, str]] = []
    for table in tables:
        sheet = book.create_sheet(_sheet_name(table.name, book.sheetnames))
        _fill(sheet, table)
        told += [(sheet.title, text) for text in (table.title, *table.notes)]
    notes = book.create_sheet(_sheet_name("notes", book.sheetnames))
    for row, (name, text) in enumerate([("sheet", "note"), *told], start=1):
        put(notes, row, 1, name, bold=row == 1)
        put(notes, row, 2, text, bold=row == 1)
    notes.column_dimensions["A"].width = 18
    notes.column_dimensions["B"].width = 100
    notes.freeze_panes = "A2"
    return saved(book)


def _sheet_name(name: str, taken: Iterable[str]) -> str:
    """Make a name fit for a sheet: 31 characters, none that Excel refuses, none twice."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name)[:28].strip() or "table"
    known = {other.casefold() for other in taken}
    again, number = plain, 2
    while again.casefold() in known:
        again, number = f"{plain} {number}", number + 1
    return again


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    headings, rows = table.flat()
    widths = [len(str(heading)) for heading in headings]
    for column, heading in enumerate(headings, start=1):
        put(sheet, 1, column, heading, bold=True).alignment = Alignment(wrap_text=True, vertical="bottom")
    for number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row, start=1):
            put(sheet, number, column, cell)
            widths[column - 1] = max(widths[column - 1], len(str(cell)) if cell is not None else 0)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width, LONGEST) + 2
    stub = table.stub + table.sectioned
    sheet.freeze_panes = sheet.cell(row=2, column=stub + 1)
