"""The formats: what a table is in each of them, and that nothing in it means more than it says."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.examples import write_example
from modusvivendi.publish import Column, Section, Table, export, form_of, make_tables, render
from modusvivendi.publish.latex import SPECIAL
from modusvivendi.publish.latex import escaped as latex_escaped
from modusvivendi.publish.markdown import escaped as markdown_escaped
from modusvivendi.stability import Analysis
from tests.publish.conftest import Run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AWKWARD = (
    r"\input{x} 50% & $x_1$ #2 {a} ~b ^c",
    "a|b *c* _d_ `e` [f](g) <h> &amp;",
    *("=1+1", "+x", "-x", "@x", "--- ---", "'=y"),
    "<script>alert(1)</script>",
    "Åland – “quoted” … Côte d'Ivoire",
    *("\\", '"q"', "?`!`", "line\nbreak"),
)

TABLE = Table(
    "awkward",
    AWKWARD[0],
    (Column("row"), Column("left & right", "group_1"), Column("x|y", "group_1"), Column(3, "group_2")),
    (
        Section(tuple((text, True, text, number) for number, text in enumerate(AWKWARD)), AWKWARD[1]),
        Section((("plain", False, None, -4),), "second"),
    ),
    1,
    "=section",
    AWKWARD,
)


@pytest.fixture
def elmira(tmp_path: Path) -> Analysis:
    write_example("elmira", tmp_path / "elmira")
    return mv.solve(mv.Conflict.load(tmp_path / "elmira" / "conflict.yaml"))


# CSV and XLSX


def test_csv_has_a_line_of_headings_and_a_line_a_row_and_no_formula() -> None:
    data = render([TABLE], "csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["'=section", "row", "group_1: left & right", "group_1: x|y", "group_2: 3"]
    assert rows[3][1:] == ["'=1+1", "TRUE", "'=1+1", "2"]
    assert rows[-1] == ["second", "plain", "FALSE", "", "-4"]
    assert not [cell for row in rows for cell in row if re.match(r"[=+@]|-\D", cell)]


def test_a_workbook_has_a_sheet_a_table_with_real_numbers_and_marks(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(render([TABLE, TABLE], "xlsx"))
    book = load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["awkward", "awkward 2", "notes"]
    sheet = book["awkward"]
    assert sheet.freeze_panes == "C2"
    assert [cell.value for cell in sheet[4]] == [AWKWARD[1], "=1+1", True, "=1+1", 2]
    assert sheet["B4"].data_type == "s"
    assert sheet["E4"].data_type == "n"
    assert sheet["C4"].data_type == "b"
    assert [cell.value for cell in sheet[sheet.max_row]] == ["second", "plain", False, None, -4]
    assert all(2 < column.width <= 62 for column in sheet.column_dimensions.values())
    assert [row[1].value for row in book["notes"]][1:16] == [TABLE.title, *TABLE.notes]


def test_control_characters_and_long_names_do_not_break_a_workbook() -> None:
    table = Table("a/b:c*" * 9, "T", (Column("\x01"),), (Section((("\x0b\ufffe",),)),))
    name, _ = load_workbook(io.BytesIO(render([table], "xlsx"))).sheetnames
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\")


def test_a_csv_file_holds_one_table() -> None:
    with pytest.raises(
        ConflictError, match=r"holds one table, not awkward, awkward; name one, or write .xlsx"
    ):
        render([TABLE, TABLE], "csv")


# Markdown


def test_markdown_rows_have_as_many_cells_as_the_head() -> None:
    lines = [line for line in render([TABLE], "md").decode().splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {5}
    assert len(lines) == 2 + 2 + len(AWKWARD) + 1


@settings(deadline=None)
@given(st.text(max_size=30))
def test_escaped_markdown_is_one_line_of_plain_text(text: str) -> None:
    from markdown_it import MarkdownIt

    shown = markdown_escaped(text)
    assert "\n" not in shown
    table = MarkdownIt().enable("table").parse(f"| a | b |\n| --- | --- |\n| x{shown}x | c |\n")
    cells = [token.content for token in table if token.type == "inline"]
    assert len(cells) == 4
    words = "".join(
        child.content for token in table if token.content.startswith("x") for child in token.children or ()
    )
    assert words.split() == f"x{' '.join(text.split())}x".replace("\0", "\ufffd").split()


# HTML


class Outline(HTMLParser):
    """Checks that elements are closed in order, and collects tags with their attributes and all text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_page_is_well_formed_escaped_and_says_what_heads_what() -> None:
    page = Outline(render([TABLE], "html", "T & <co>").decode())
    tags = [tag for tag, _ in page.seen]
    assert tags.count("script") == 0
    assert tags.count("caption") == 1
    heads = [attributes for tag, attributes in page.seen if tag == "th"]
    assert all(attributes["scope"] in {"col", "row", "colgroup", "rowgroup"} for attributes in heads)
    assert {attributes["scope"] for attributes in heads} == {"col", "row", "colgroup", "rowgroup"}
    for text in AWKWARD:
        assert page.words.count(text) >= 3
    assert "T & <co>" in page.words
    assert not [
        value for _, attributes in page.seen for value in attributes.values() if "http" in (value or "")
    ]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_the_screen_and_can_be_read(
    browser: Browser, tmp_path: Path, elmira: Analysis, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    export(elmira, tmp_path / "tables.html")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((tmp_path / "tables.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert violations == []
    page.close()


# LaTeX


@given(st.text(max_size=40))
def test_escaped_latex_has_no_special_character_left(text: str) -> None:
    shown = latex_escaped(text)
    for known in SPECIAL.values():
        shown = shown.replace(known, "")
    shown = re.sub(r"\\[&%$#_{}]", "", shown)
    assert not re.search(r"[\\&%$#_{}~^<>|`\n]", shown)


def test_latex_is_of_booktabs_and_says_what_it_needs(elmira: Analysis) -> None:
    (tableau,) = make_tables(elmira, "tableau")
    text = render([tableau], "tex").decode()
    assert text.startswith(
        "% In the preamble of the paper: \\usepackage{booktabs,longtable,array,graphicx}\n"
    )
    assert text.count("\\toprule") == text.count("\\bottomrule") == 1
    assert "\\caption{Stability analysis, SEQ: The groundwater of Elmira}\\label{tab:tableau}" in text
    assert "state & 7 & 3 & 4 & 8 & 5 & 1 & 2 & 6 & 9 \\\\" in text
    assert "\\hline" not in text
    assert "|" not in text


def lines_of(text: str) -> list[tuple[int, str]]:
    """Count the cells of each line of a tabular, multicolumns for as many as they span."""
    found = []
    for line in text.splitlines():
        if line.endswith(("\\\\", "\\\\*")):
            spans = [int(span) - 1 for span in re.findall(r"\\multicolumn\{(\d+)\}", line)]
            found.append((len(re.findall(r"(?<!\\)&", line)) + 1 + sum(spans), line))
    return found


def test_every_line_of_a_tabular_has_as_many_cells_as_the_tabular_has_columns(elmira: Analysis) -> None:
    for table in [*make_tables(elmira), TABLE]:
        text = render([table], "tex").decode().replace("\\caption", "\n\\caption")
        for piece in re.findall(
            r"\\begin\{(?:tabular|longtable)\}(.*?)\\end\{(?:tabular|longtable)\}", text, re.S
        ):
            counts = {count for count, line in lines_of(piece) if "\\caption" not in line}
            assert len(counts) == 1, counts


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs LaTeX")
def test_latex_compiles_and_no_table_is_wider_than_the_page(tmp_path: Path, elmira: Analysis) -> None:
    options = {"A": [f"option {k}" for k in range(4)], "B & co": ["a_b", "50%"]}
    wide = Conflict.from_ranks(
        options, {"A": list(range(64)), "B & co": [k % 5 for k in range(64)]}, title="W_{1}"
    )
    tables = [*make_tables(elmira), TABLE, *make_tables(mv.solve(wide))]
    inside = render(tables, "tex").decode()
    (tmp_path / "tables.tex").write_text(inside, encoding="utf-8")
    (tmp_path / "paper.tex").write_text(
        "\\documentclass{article}\n\\usepackage{booktabs,longtable,array,graphicx}\n"
        "\\begin{document}\n\\input{tables}\n\\end{document}\n",
        encoding="utf-8",
    )
    (tmp_path / "alone.tex").write_bytes(render(tables, "tex", standalone=True))
    for name in ("paper", "alone"):
        done = subprocess.run(
            ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"],
            cwd=tmp_path, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        log = done.stdout.decode(errors="replace")
        assert done.returncode == 0, log[-2000:]
        over = [float(width) for width in re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\)", log)]
        assert max(over, default=0) < 20


# Files


def test_the_name_of_a_file_tells_its_format() -> None:
    assert [form_of(Path(name)) for name in ("a.tex", "a.MD", "a.htm", "a.csv", "a.xlsx")] == [
        "tex", "md", "html", "csv", "xlsx",
    ]  # fmt: skip
    with pytest.raises(
        UnknownName, match=r"a.pdf tells no format; the endings are .tex, .md, .html, .csv, .xlsx"
    ):
        form_of(Path("a.pdf"))
    with pytest.raises(UnknownName, match="no format called 'doc'"):
        render([TABLE], "doc")


@pytest.mark.parametrize("form", ["tex", "md", "html", "csv", "xlsx"])
def test_the_command_writes_every_format_of_every_table(modus: Run, tmp_path: Path, form: str) -> None:
    write_example("garrison", tmp_path)
    done = modus("export", tmp_path / "conflict.yaml", "-o", tmp_path / f"tables.{form}")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert (tmp_path / f"tables.{form}").stat().st_size > 200


def test_a_file_that_cannot_be_written_leaves_the_old_one(modus: Run, tmp_path: Path) -> None:
    write_example("elmira", tmp_path)
    (tmp_path / "old.csv").write_text("old", encoding="utf-8")
    done = modus("export", tmp_path / "conflict.yaml", "-o", tmp_path / "old.csv", "--table", "states,moves")
    assert done.returncode == 1
    assert "a CSV file holds one table" in done.stderr
    assert (tmp_path / "old.csv").read_text(encoding="utf-8") == "old"
    gone = modus("export", tmp_path / "conflict.yaml", "-o", tmp_path / "no" / "x.md")
    assert gone.returncode == 1
    assert "x.md" in gone.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["conflict.yaml", "old.csv"]


def test_wrong_usage_is_wrong_usage(modus: Run, tmp_path: Path) -> None:
    write_example("elmira", tmp_path)
    model = tmp_path / "conflict.yaml"
    for arguments in (
        ("-o", "x.pdf"),
        ("--format", "xlsx"),
        ("--format", "pdf"),
        ("--table", "none"),
        ("--concepts", "nish"),
        ("--limit", "0"),
    ):
        done = modus("export", model, *arguments)
        assert done.returncode == 2, (arguments, done.stderr)
        assert "Traceback" not in done.stderr


def test_what_is_left_out_is_said_on_stderr_too(modus: Run, tmp_path: Path) -> None:
    write_example("garrison", tmp_path)
    done = modus("export", tmp_path / "conflict.yaml", "--table", "states", "--limit", "5")
    assert "modus: states: 19 states left out; see --limit" in done.stderr
    assert "19 are left out" in done.stdout.replace("\\", "")


@settings(max_examples=10)
@given(st.sampled_from(["tex", "md", "html", "csv", "xlsx"]))
def test_a_table_without_rows_is_written_all_the_same(form: str) -> None:
    pennies = Conflict.from_ranks({"A": ["x"], "B": ["y"]}, {"A": [1, 0, 0, 1], "B": [0, 1, 1, 0]})
    assert render(make_tables(mv.solve(pennies, "nash"), "equilibria"), form)
