r"""Tables as LaTeX with booktabs, to be read into a paper with ``\input``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from modusvivendi.publish.tables import Cell, Row, Table

SPECIAL = {
    **{character: f"\\{character}" for character in "&%$#_{}"},
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    **{"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}"},
    **{'"': "''", "…": r"\ldots{}", "*": "{*}", "[": "{[}", "-": "-{}", "'": "{'}"},
}
"""What stands for a character; the last four would otherwise join with their neighbours."""

LINE = 80
"""Characters on a line of a paper in small print."""

NORMAL_LINE = 62
"""Characters on a line in normal print."""

GAP = 1.5
"""Characters between two columns in small print."""

WIDE_TEXT = 34
"""Text columns are no wider, in characters; longer text is broken into lines."""

LONG = 40
"""Tables of more rows may run over pages."""

PACKAGES = ("booktabs", "longtable", "array", "graphicx")


def latex(tables: Iterable[Table], standalone: bool = False) -> str:
    r"""Write tables as LaTeX.

    Parameters
    ----------
    tables
        Those wider than a page are split.
    standalone
        Whether to write a whole document; else what a paper reads in with ``\input``.
    """
    pieces = [(piece, at) for table in tables for at, piece in enumerate(_pieces(table))]
    body = "\n".join(_Setting(piece, continued=at > 0).text() for piece, at in pieces)
    packages = f"\\usepackage{{{','.join(PACKAGES)}}}"
    if not standalone:
        return f"% In the preamble of the paper: {packages}\n{body}"
    return (
        "\\documentclass[a4paper]{article}\n\\usepackage[margin=2.5cm]{geometry}\n\\usepackage{iftex}\n"
        "\\ifPDFTeX\\usepackage[T1]{fontenc}\\usepackage{lmodern}\\else\\usepackage{fontspec}\\fi\n"
        f"{packages}\n\\begin{{document}}\n{body}\\end{{document}}\n"
    )


def escaped(text: str) -> str:
    r"""Write text so that LaTeX prints it as it is.

    Examples
    --------
    >>> print(escaped("50% & more_or_less"))
    50\% \& more\_or\_less
    """
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+", " ", text)
    plain = "".join(SPECIAL.get(character, character) for character in plain)
    # A lone hyphen joins with nothing.
    return re.sub(r"(?<!-\{\})-\{\}(?!-)", "-", plain)


def _pieces(table: Table) -> Iterator[Table]:
    turned = sum(widths := _widths(table, turned=False)) + GAP * len(widths) > LINE
    return table.pieces([width + GAP for width in _widths(table, turned)], LINE)


def _widths(table: Table, turned: bool) -> list[int]:
    """Estimate the width of each column in characters; headings that are turned need none."""
    widths = []
    for number, column in enumerate(table.columns):
        width = max((len(_plain(row[number])) for row in table.rows()), default=1)
        if not turned or number < table.stub:
            width = max(width, len(str(column.heading)))
        widths.append(max(1, min(width, WIDE_TEXT)))
    last = -1
    for group, span in table.groups():
        last += span
        widths[last] += max(0, len(group) - sum(widths[last - span + 1 : last + 1]))
    return widths


def _plain(cell: Cell) -> str:
    if isinstance(cell, bool) or cell is None:
        return "x" if cell else ""
    return str(cell)


def _cell(cell: Cell) -> str:
    if isinstance(cell, bool) or cell is None:
        return r"\textbullet{}" if cell else ""
    return escaped(str(cell))


def _row(row: Row) -> str:
    return " & ".join(_cell(cell) for cell in row) + r" \\"


class _Setting:
    """Sets one table that is no wider than a page."""

    def __init__(self, table: Table, continued: bool) -> None:
        self.table = table
        self.continued = continued
        upright = _widths(table, turned=False)
        self.turned = sum(upright) + GAP * len(upright) > LINE
        self.widths = _widths(table, self.turned)
        self.small = sum(self.widths) + 2 * len(upright) > NORMAL_LINE

    def text(self) -> str:
        table = self.table
        label = "" if self.continued else f"\\label{{tab:{table.name.replace(' ', '-').lower()}}}"
        caption = f"\\caption{{{escaped(table.title)}}}{label}"
        notes = " ".join(escaped(note) for note in table.notes)
        size = "\\footnotesize\\setlength{\\tabcolsep}{3pt}" if self.small else ""
        columns = "".join(self.column(number) for number in range(len(table.columns)))
        head = "\n".join(self.head())
        body = "\n".join([*self.body(), r"\bottomrule"])
        if sum(1 for _ in table.rows()) > LONG:
            under = f"\\par\\noindent{{\\footnotesize {notes}\\par}}\n" if notes else ""
            return (
                f"{{{size}\\begin{{longtable}}{{{columns}}}\n{caption}\\\\\n"
                f"\\toprule\n{head}\n\\midrule\n\\endfirsthead\n\\toprule\n{head}\n\\midrule\n\\endhead\n"
                f"{body}\n\\end{{longtable}}}}\n{under}"
            )
        under = f"\\par\\smallskip\\parbox{{\\linewidth}}{{\\footnotesize {notes}}}\n" if notes else ""
        return (
            f"\\begin{{table}}[htbp]\n\\centering\n{caption}\n{size}\n\\begin{{tabular}}{{{columns}}}\n"
            f"\\toprule\n{head}\n\\midrule\n{body}\n\\end{{tabular}}\n{under}\\end{{table}}\n"
        )

    def column(self, number: int) -> str:
        if self.widths[number] >= WIDE_TEXT:
            return f">{{\\raggedright\\arraybackslash}}p{{{WIDE_TEXT / 2.1:.1f}em}}"
        return "l" if number < self.table.stub or self.table.is_text(number) else "c"

    def head(self) -> Iterator[str]:
        if self.table.grouped:
            cells, rules, start = [], [], 1
            for group, span in self.table.groups():
                cells.append(
                    f"\\multicolumn{{{span}}}{{c}}{{{escaped(group)}}}" if group else " & " * (span - 1)
                )
                rules.append(f"\\cmidrule(lr){{{start}-{start + span - 1}}}" if group else "")
                start += span
            yield " & ".join(cells) + r" \\"
            yield "".join(rules)
        headings = []
        for number, column in enumerate(self.table.columns):
            heading = escaped(str(column.heading))
            turn = self.turned and number >= self.table.stub and len(str(column.heading)) > 2
            headings.append(f"\\rotatebox{{90}}{{{heading}}}" if turn else heading)
        yield " & ".join(headings) + r" \\"

    def body(self) -> Iterator[str]:
        for number, section in enumerate(self.table.sections):
            if number:
                yield r"\midrule" if section.heading else r"\addlinespace"
            if section.heading:
                heading = f"\\textit{{{escaped(section.heading)}}}"
                yield f"\\multicolumn{{{len(self.table.columns)}}}{{l}}{{{heading}}} \\\\*"
            yield from (_row(row) for row in section.rows)
