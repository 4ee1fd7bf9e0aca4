"""Tables as Markdown, with pipes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from modusvivendi.publish.tables import Cell, Row, Table

MARK = "●"


def markdown(tables: Iterable[Table]) -> str:
    """Write tables as Markdown, one after the other, each under its title."""
    return "\n".join(_table(table) for table in tables)


def escaped(text: str) -> str:
    r"""Write text so that Markdown shows it as it is, within a cell.

    Examples
    --------
    >>> print(escaped("a|b *c* <d>"))
    a\|b \*c\* \<d\>
    """
    plain = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", plain)


def _cell(cell: Cell) -> str:
    if isinstance(cell, bool) or cell is None:
        return MARK if cell else ""
    return escaped(str(cell))


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _table(table: Table) -> str:
    several = len({column.group for column in table.columns} - {""}) > 1
    headings = [
        escaped(f"{column.group}: {column.heading}" if several and column.group else str(column.heading))
        for column in table.columns
    ]
    sides = [
        "---" if number < table.stub or table.is_text(number) else ":-:"
        for number in range(len(table.columns))
    ]
    lines = [f"### {escaped(table.title)}\n\n", _line(headings), _line(sides)]
    for section in table.sections:
        if section.heading:
            lines.append(_line([f"**{escaped(section.heading)}**", *[""] * (len(table.columns) - 1)]))
        lines += [_row(row) for row in section.rows]
    notes = "".join(f"\n{escaped(note)}\n" for note in table.notes)
    return "".join(lines) + notes


def _row(row: Row) -> str:
    return _line(_cell(cell) for cell in row)
