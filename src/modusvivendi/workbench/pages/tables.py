"""*Results*, in tables: states, rankings, moves, stability, equilibria as papers print them, and files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup, escape

from modusvivendi.errors import UnknownName
from modusvivendi.giving_way import giving_way
from modusvivendi.workbench.pages.results import Supposed
from modusvivendi.workbench.twins import At, Shown, Visit, page

if TYPE_CHECKING:
    from modusvivendi.publish.tables import Table
    from modusvivendi.workbench.choosing import Choice

router = APIRouter(tags=["Results"])

FILES = {
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "tex": ("LaTeX", "application/x-tex"),
    "md": ("Markdown", "text/markdown"),
    "html": ("Web page", "text/html"),
}
"""Formats that hold all tables: what they are called, and their media types."""


@page(router, "/results/tables", "tables.html.j2", "States, rankings, moves and stability as tables")
def tables(at: At, supposed: Supposed) -> Shown:
    """Give the tables of a paper, as ``modus export`` writes them, in the first interpretation supposed."""
    found, bodies = _made(at, supposed)
    return Shown(
        lambda: {
            "interpretation": supposed.ensemble.interpretations[supposed.first].id,
            "tables": [_record(table) for table in found],
        },
        {
            "tables": found,
            "bodies": bodies,
            "choice": supposed,
            "files": [(form, name) for form, (name, _) in FILES.items()],
            "taken_first": supposed.told_first,
        },
    )


@router.get("/results/tables/{form}", summary="The tables as a file: xlsx, tex, md or html")
def tables_file(at: At, form: str, supposed: Supposed) -> Response:
    """Give all tables as one file."""
    from modusvivendi.publish.export import render

    if form not in FILES:
        raise UnknownName(f"there is no format called {form!r}", hint=f"there are {', '.join(FILES)}")
    title = at.place.shown_title()
    name = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:60] or "model"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-tables.{form}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    body = render(_made(at, supposed)[0], form, title, standalone=True)
    return Response(body, media_type=FILES[form][1], headers=headers)


def _made(at: Visit, supposed: Choice) -> tuple[Sequence[Table], list[Markup]]:
    """Give the tables, and what stands below their headings as the page shows it."""
    from modusvivendi.publish.export import make_tables

    analysis = supposed.ensemble.analysis(supposed.first)

    def work() -> tuple[Sequence[Table], list[Markup]]:
        found = make_tables(analysis)
        return found, [body(table) for table in giving_way(found)]

    return at.place.background.get(
        "setting the tables", (supposed.ensemble, supposed.first), work, at.patience
    )


def body(table: Table) -> Markup:
    """Write the rows of a table for the page.

    They are many thousand cells, for which a template takes ten times as long.
    """
    columns = len(table.columns)
    opening = ["<td>" if table.is_text(n) else '<td class="mid">' for n in range(columns)]
    lines: list[str] = []
    for part in table.sections:
        lines.append("<tbody>")
        if part.heading:
            lines.append(
                f'<tr><th scope="rowgroup" colspan="{columns}" class="part">{escape(part.heading)}</th></tr>'
            )
        for row in part.rows:
            cells = []
            for number, cell in enumerate(row):
                if cell is True:
                    cells.append(f'{opening[number]}●<span class="vh">yes</span></td>')
                elif cell is False or cell is None or cell == "":
                    cells.append(f"{opening[number]}</td>")
                elif number < table.stub:
                    cells.append(f'<th scope="row">{escape(cell)}</th>')
                else:
                    cells.append(f"{opening[number]}{escape(cell)}</td>")
            lines.append(f"<tr>{''.join(cells)}</tr>")
        lines.append("</tbody>")
    return Markup("\n".join(lines))


def _record(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "columns": [{"heading": column.heading, "group": column.group} for column in table.columns],
        "sections": [{"heading": part.heading, "rows": part.rows} for part in table.sections],
        "notes": table.notes,
    }
