"""Text tables as spreadsheets write them: CSV with any separator and encoding, and without formulas."""

from __future__ import annotations

import csv
import re
from io import StringIO

from modusvivendi.errors import ConflictError

SEPARATORS = (",", ";", "\t")
"""A spreadsheet uses the one its country uses."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    r"""Put an apostrophe before what a spreadsheet would take for a formula; :func:`unguarded` undoes it.

    Examples
    --------
    >>> guarded("=1+1"), guarded("plain"), unguarded(guarded("'=x"))
    ("'=1+1", 'plain', "'=x")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take away the apostrophe that :func:`guarded` put there."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def read_delimited(data: bytes, file: str) -> tuple[list[list[str]], list[str]]:
    """Read a CSV file as spreadsheets write them.

    UTF-8 and UTF-16 are told apart by their marks; what is neither is taken for the Windows encoding of
    Western Europe, with a warning. The separator is the one of ``, ; TAB`` that the first lines use most.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        What to call it in errors.

    Returns
    -------
    rows, warnings
        The cells, from top to bottom; and what a user should know.

    Raises
    ------
    ConflictError
        If it is no text, or a quotation mark opens and never closes.
    """
    text, warnings = _decoded(data, file)
    told = re.match(r"sep=(.)\r?\n", text)
    start = told.end() if told else 0
    separator = told[1] if told else _separator(text)
    reader = csv.reader(StringIO(text[start:], newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = [[]] if told else []  # so that rows keep the numbers a spreadsheet gives them
    try:
        rows.extend(reader)
    except csv.Error:
        raise ConflictError(
            "a quotation mark opens here and does not close, or a cell is too long",
            file=file,
            line=len(rows) + 1,
            column=1,
            hint="is the file complete?",
        ) from None
    return rows, warnings


def _decoded(data: bytes, file: str) -> tuple[str, list[str]]:
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16"), []
        text, warnings = data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        warnings = ["this is not UTF-8; it was read as Windows-1252, as old spreadsheets write it"]
    if "\0" in text:
        raise ConflictError("this is binary data, not a table", file=file, line=1, column=1)
    return text, warnings


def _separator(text: str) -> str:
    head = text[:20_000].splitlines()[:12]
    return max(SEPARATORS, key=lambda separator: sum(line.count(separator) for line in head))
