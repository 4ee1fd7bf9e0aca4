"""XLSX workbooks: read within limits, and written so that text stays text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from modusvivendi.errors import ConflictError

MOST_UNPACKED = 200_000_000
"""Bytes a workbook may unpack to."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Cell = str | int | float | bool | None


def new_workbook() -> Any:
    """Give an empty workbook, without a sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    return book


def put(sheet: Any, row: int, column: int, value: Cell, *, bold: bool = False) -> Any:
    """Write a value into a cell and give the cell; text is never a formula, whatever it begins with."""
    from openpyxl.styles import Font

    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        cell.value = _UNWRITABLE.sub("\ufffd", value)
        cell.data_type = "s"
        if value[:1] in ("=", "+", "-", "@", "'") and len(value) > 1:
            cell.quotePrefix = True
    else:
        cell.value = value
    if bold:
        cell.font = Font(bold=True)
    return cell


def saved(book: Any) -> bytes:
    """Give the bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_workbook(data: bytes, file: str) -> list[tuple[str, list[list[Cell]]]]:
    """Read the values of a workbook, sheet by sheet.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        What to call it in errors.

    Returns
    -------
    list of (name, rows)
        Of each sheet. Formulas give the value that was last worked out.

    Raises
    ------
    ConflictError
        If it is no workbook, cut off, protected or far too large.
    """
    from openpyxl import load_workbook

    hint = "save it as .xlsx"
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise ConflictError("the workbook is too large to be read", file=file)
            if "xl/workbook.xml" not in packed.namelist():
                raise ConflictError("this is no XLSX workbook", file=file, hint=hint)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        found = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a file says about its size need not be so
            found.append((sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]))
        return found
    except ConflictError:
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook fails in the reader in many ways
        hint = "is the file complete? open it in a spreadsheet and save it again"
        raise ConflictError("the workbook cannot be read", file=file, hint=hint) from None
