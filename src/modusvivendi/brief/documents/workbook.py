"""The brief as an XLSX workbook: a table each for reports, statements, positions, origins and results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from modusvivendi import english
from modusvivendi.brief import page, wording
from modusvivendi.brief.contents import Contents
from modusvivendi.brief.documents.document import plain
from modusvivendi.brief.documents.handling import caveat_lines, caveat_of
from modusvivendi.brief.documents.pixels import png

Value = str | int | float | bool | dt.date | None

LONGEST = 32_000
"""Characters in a cell; spreadsheets take 32,767."""

WIDEST = 60
"""Columns are no wider, in characters."""

PICTURE_WIDTH = 760
"""Of a picture on its sheet, in pixels."""

ROW_HEIGHT = 20
"""Of an empty row, in pixels."""


@dataclass(frozen=True)
class Sheet:
    """A sheet as plain data: a name, headings, rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def workbook(contents: Contents) -> bytes:
    """Give the contents of a brief as the bytes of an XLSX workbook; text is never a formula."""
    from modusvivendi.conflict.workbook import new_workbook, saved

    book = new_workbook()
    book.properties.title = plain(contents.title)[:255]
    book.properties.creator = f"Modus Vivendi {contents.made_with.version}"
    caveats = "; ".join(caveat_lines(contents.reports))
    for sheet in sheets(contents):
        _write(book.create_sheet(sheet.name), sheet, caveats)
    _draw(book, contents)
    return saved(book)


def sheets(contents: Contents) -> tuple[Sheet, ...]:
    """Arrange the contents of a brief as sheets."""
    return (
        _about(contents),
        *((_answers(contents),) if contents.decisions else ()),
        _reports(contents),
        _statements(contents),
        _positions(contents),
        _origins(contents),
        _arrangements(contents),
        _questions(contents),
    )


def _about(c: Contents) -> Sheet:
    rows: list[tuple[Value, ...]] = [("title", c.title), ("what it is", page.standfirst(c))]
    rows.append(
        ("", "What the parties are reported to hold, and what would follow from it. It is not a prediction.")
    )
    rows += [("handling", caveat) for caveat in caveat_lines(c.reports)]
    rows += [("the answer", sentence.text) for sentence in c.answer]
    rows += [("to be noted", warning) for warning in page.other_warnings(c)]
    rows += [("not known", sentence.text) for sentence in c.not_known]
    rows += [("made with", f"Modus Vivendi {c.made_with.version}, reader {c.made_with.reader}")]
    rows += [("digest of the reports", page.digest(c))]
    return Sheet("about", ("what", "text"), tuple(rows))


def _answers(c: Contents) -> Sheet:
    """Give what people ask about a case, point by point, in the order in which they ask."""
    rows = tuple(
        (d.question, said.text, ", ".join(said.statements), d.command.replace("{case}", c.case))
        for d in c.decisions
        for said in (d.points or (d.answer,))
    )
    return Sheet("answers", ("question", "answer", "statements", "command"), rows)


def _reports(c: Contents) -> Sheet:
    headings = (
        "report",
        "outlet",
        "title",
        "published",
        "date from",
        "statements",
        "handling",
        "address",
        "sha256",
        "warnings",
    )
    rows = tuple(
        (
            r.report,
            r.outlet,
            r.title,
            _day(r.date),
            r.date_from,
            r.statements,
            caveat_of(r),
            r.url,
            r.sha256,
            "; ".join(r.warnings),
        )
        for r in c.reports
    )
    return Sheet("reports", headings, rows)


def _statements(c: Contents) -> Sheet:
    reports = {r.report: r for r in c.reports}
    headings = (
        "id",
        "report",
        "outlet",
        "published",
        "actor",
        "speaker",
        "stance",
        "proposal",
        "target",
        "condition",
        "date",
        "date kind",
        "date inferred",
        "sources",
        "unnamed",
        "in quotation marks",
        "quantity",
        "least",
        "greatest",
        "sentence",
        "start",
        "end",
        "handling",
        "found by",
    )
    rows: list[tuple[Value, ...]] = []
    for s in c.statements:
        report = reports.get(s.report)
        quantity = s.quantity or {}
        rows.append(
            (
                s.id,
                s.report,
                report.outlet if report else None,
                _day(report.date if report else None),
                s.actor,
                s.speaker,
                wording.stance_words(s.stance),
                s.proposal,
                s.target,
                s.condition,
                _day(s.date),
                s.date_kind,
                s.date_inferred,
                " → ".join(s.sources),
                s.anonymous,
                s.quote,
                quantity.get("text"),
                quantity.get("min"),
                quantity.get("max"),
                s.sentence,
                s.start,
                s.end,
                caveat_of(report) if report else None,
                ", ".join(filter(None, (s.reader, s.rule))),
            )
        )
    return Sheet("statements", headings, tuple(rows))


def _positions(c: Contents) -> Sheet:
    headings = (
        "actor",
        "stance",
        "proposal",
        "topic",
        "condition",
        "since",
        "witnesses at least",
        "at most",
        "unnamed",
        "statements",
    )
    rows = tuple(
        (
            p.actor,
            wording.stance_words(p.stance),
            p.proposal,
            p.topic,
            p.condition,
            _day(max((h.date for h in p.history if h.date and h.stance == p.stance), default=None)),
            p.least,
            p.greatest,
            p.anonymous,
            ", ".join(p.statements),
        )
        for p in c.positions
    )
    return Sheet("positions", headings, rows)


def _origins(c: Contents) -> Sheet:
    counted = ("number of reports", "reports", "number of statements", "statements")
    headings = ("origin", "unnamed", *counted, "grade")
    rows = tuple(
        (
            o.origin,
            o.anonymous,
            len(o.reports),
            ", ".join(o.reports),
            len(o.statements),
            ", ".join(o.statements),
            o.grade or "",
        )
        for o in c.origins
    )
    return Sheet("origins", headings, rows)


def _arrangements(c: Contents) -> Sheet:
    names = c.conflict.names if c.conflict else {}
    options = [option.key for option in c.conflict.options] if c.conflict else []
    concepts = wording.concept_order(c.made_with.concepts)
    labels = [wording.concept_label(concept) for concept in concepts]

    def listed(keys: Iterable[str]) -> str:
        return ", ".join(names.get(key, key) for key in keys)

    headings = (
        "state",
        "name",
        *options,
        *(f"{label}: interpretations" for label in labels),
        "of",
        "better for",
        "worse for",
        "the same for",
        "depends for",
        "the way there",
        "statements",
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            a.number,
            english.capital(a.name),
            *(key in a.taken for key in options),
            *(len(a.holds_in.get(concept, ())) for concept in concepts),
            a.of,
            listed(a.acceptable_to),
            listed(a.not_acceptable_to),
            listed(a.indifferent),
            listed(a.depends),
            a.reached,
            ", ".join(a.statements),
        )
        for a in c.arrangements
    )
    return Sheet("arrangements", headings, rows)


def _questions(c: Contents) -> Sheet:
    headings = ("id", "question", "actor", "kind", "answers", "what follows", "decides states", "statements")
    rows = tuple(
        (
            q.id,
            q.question,
            q.actor,
            wording.QUESTION_KINDS.get(q.kind, q.kind),
            ", ".join(q.answers),
            q.text,
            ", ".join(map(str, q.decides)),
            ", ".join(q.statements),
        )
        for q in c.questions
    )
    return Sheet("questions", headings, rows)


def _draw(book: Any, c: Contents) -> None:
    """Put what is drawn on a sheet of its own, one picture below the other; none where none can be made."""
    from openpyxl.drawing.image import Image

    from modusvivendi.conflict.workbook import put

    drawn = [(d.question, p) for d in c.decisions for p in d.pictures]
    made = [(question, picture, png(picture.wide)) for question, picture in drawn]
    if not any(pixels for _, _, pixels in made):
        return
    sheet, row = book.create_sheet("pictures"), 1
    sheet.column_dimensions["A"].width = PICTURE_WIDTH / 7
    for question, picture, pixels in made:
        put(sheet, row, 1, plain(question), bold=True)
        put(sheet, row + 1, 1, plain(picture.alt)[:LONGEST])
        row += 2
        if pixels is not None:
            image = Image(BytesIO(pixels))
            image.width, image.height = PICTURE_WIDTH, round(PICTURE_WIDTH * image.height / image.width)
            sheet.add_image(image, f"A{row}")
            row += image.height // ROW_HEIGHT + 2
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _day(date: str | None) -> dt.date | str | None:
    """Give a date as a spreadsheet knows it; what is no date stays what it is."""
    try:
        return dt.date.fromisoformat(date) if date else None
    except ValueError:
        return date


def _write(sheet: Any, data: Sheet, caveats: str) -> None:
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter

    from modusvivendi.conflict.workbook import put

    for column, heading in enumerate(data.headings, start=1):
        cell = put(sheet, 1, column, heading, bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        cell.fill = PatternFill("solid", fgColor="F3F1EB")
    for number, row in enumerate(data.rows, start=2):
        for column, value in enumerate(row, start=1):
            _cell(sheet, number, column, value).alignment = Alignment(wrap_text=True, vertical="top")
    for column, heading in enumerate(data.headings, start=1):
        longest = max([len(heading), *(len(str(row[column - 1] or "")) for row in data.rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest, 6), WIDEST) + 2
    sheet.freeze_panes = "B2" if len(data.headings) > 2 else "A2"
    if data.rows and len(data.headings) > 2:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(data.headings))}{len(data.rows) + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = (
        "landscape",
        1,
        0,
    )
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.right.text = "&P / &N"
    if caveats:
        # An ampersand begins a code in headers and footers.
        sheet.oddHeader.center.text = caveats[:200].replace("&", "&&")
        sheet.oddHeader.center.font = "Calibri,Bold"


def _cell(sheet: Any, row: int, column: int, value: Value) -> Any:
    from modusvivendi.conflict.workbook import put

    if isinstance(value, dt.date):
        cell = sheet.cell(row=row, column=column, value=value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    if isinstance(value, str):
        value = plain(value)[:LONGEST] or None
    return put(sheet, row, column, value)
