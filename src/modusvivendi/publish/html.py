"""Tables as one HTML page that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from modusvivendi.publish.tables import Cell, Row, Table

STYLE = """
:root { color-scheme: light dark; --paper: #fdfcf9; --tint: #f3f1eb; --line: #dcd8ce; --strong: #8a857a;
  --ink: #1c1d20; --soft: #585a5f; --accent: #1d4e79; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --tint: #23272c; --line: #363b41;
  --strong: #7e858d; --ink: #e8e6e1; --soft: #adb0b3; --accent: #9cc4ea; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
h1 { margin: 0 0 1.5rem; font: 600 clamp(1.5rem, 1.1rem + 1.8vw, 2.2rem)/1.2 Georgia, serif; }
.scroll { overflow-x: auto; margin: 2.5rem 0 0.6rem; }
.scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
table { border-collapse: collapse; border-bottom: 2px solid var(--strong); font-size: 0.9375rem; }
caption { text-align: left; font-weight: 600; font-size: 1.0625rem; padding-bottom: 0.5rem; }
caption span { position: sticky; left: 0; display: inline-block; max-width: min(100%, calc(100vw - 3rem)); }
th, td { padding: 0.28rem 0.6rem; text-align: center; vertical-align: top; }
thead tr:first-child > * { border-top: 2px solid var(--strong); }
thead tr:last-child > * { border-bottom: 1px solid var(--strong); vertical-align: bottom; }
thead th[scope=colgroup] { border-bottom: 1px solid var(--line); }
thead th { font-weight: 600; }
.text, .long, tbody th { text-align: left; }
tbody th { font-weight: 400; }
tbody th:first-child, thead th:first-child { position: sticky; left: 0; background: var(--paper); }
.long { min-width: 10rem; }
tbody th[scope=rowgroup] { font-weight: 600; padding-top: 0.7rem; }
tbody + tbody tr:first-child > * { border-top: 1px solid var(--line); }
tbody tr:hover > * { background: var(--tint); }
.notes { margin: 0; padding: 0; list-style: none; max-width: 48rem; color: var(--soft); font-size: 0.875rem; }
.mark { color: var(--accent); }
@media print { body { padding: 0; } .scroll { overflow: visible; } thead { display: table-header-group; } }
"""

_MARK = '<span class="mark" role="img" aria-label="yes">●</span>'


def html(tables: Iterable[Table], heading: str) -> str:
    """Write tables as a page.

    Parameters
    ----------
    tables
        One below the other.
    heading
        Of the page.
    """
    body = "\n".join(_table(table, number) for number, table in enumerate(tables, start=1))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(heading)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _cell(cell: Cell) -> str:
    if isinstance(cell, bool) or cell is None:
        return _MARK if cell else ""
    return escape(str(cell))


def _table(table: Table, number: int) -> str:
    kinds = _kinds(table)
    rows = "".join([f"<thead>\n{''.join(_head(table, kinds))}</thead>\n", *_bodies(table, kinds)])
    notes = "".join(f"<li>{escape(note)}</li>" for note in table.notes)
    under = f'\n<ul class="notes">{notes}</ul>' if notes else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="t{number}">\n<table>\n'
        f'<caption><span id="t{number}">{escape(table.title)}</span></caption>\n'
        f"{rows}</table>\n</div>{under}"
    )


def _kinds(table: Table) -> list[str]:
    """Give the class of each column, as an attribute."""
    kinds = []
    for number in range(len(table.columns)):
        longest = max((len(str(row[number])) for row in table.rows()), default=0)
        text = number < table.stub or table.is_text(number)
        kinds.append(f' class="{"long" if longest > 16 else "text"}"' if text else "")
    return kinds


def _head(table: Table, kinds: list[str]) -> Iterator[str]:
    if table.grouped:
        cells = [
            f'<th scope="colgroup" colspan="{span}">{escape(group)}</th>' if group else "<td></td>" * span
            for group, span in table.groups()
        ]
        yield f"<tr>{''.join(cells)}</tr>\n"
    headings = [escape(str(column.heading)) for column in table.columns]
    cells = [
        f'<th scope="col"{kind}>{heading}</th>' if heading else "<td></td>"
        for heading, kind in zip(headings, kinds, strict=True)
    ]
    yield f"<tr>{''.join(cells)}</tr>\n"


def _bodies(table: Table, kinds: list[str]) -> Iterator[str]:
    for section in table.sections:
        rows = "".join(_row(row, table.stub, kinds) for row in section.rows)
        if section.heading:
            span = len(table.columns)
            head = f'<tr><th scope="rowgroup" colspan="{span}">{escape(section.heading)}</th></tr>\n'
            rows = head + rows
        yield f"<tbody>\n{rows}</tbody>\n"


def _row(row: Row, stub: int, kinds: list[str]) -> str:
    cells = []
    for number, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
        tag = 'th scope="row"' if number < stub and cell not in ("", None) else "td"
        cells.append(f"<{tag}{kind}>{_cell(cell)}</{tag[:2]}>")
    return f"<tr>{''.join(cells)}</tr>\n"
