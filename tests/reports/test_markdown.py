"""Markdown reports: structure from the markup, spans in the source."""

import datetime as dt

from modusvivendi import reports
from modusvivendi.reports import BlockKind, Report, readable

PAGE = """---
title: "Ferry union: a return"
outlet: Lindhaven Gazette
date: 2024-05-03
url: https://lindhaven.example/x
---

# Ferry union: a return

*By Jane Doe*

The ferry union would return on Monday if the [owners](https://o.example/a_(b)) hired **twenty** deckhands.

## The owners

> “We will wait,” said the owner
> of the largest ferry.

- The union demands twenty deckhands.
- The owners want an *end* to night work

![A ferry](ferry.jpg)

| a | b |
|---|---|
| 1 | 2 |

[Home](/) | [News](/news)

```
not for reading, this is code.
```

Talks are to resume next week.
"""


def paragraphs(report: Report) -> list[str]:
    return [report.body[block.start : block.end] for block in report.paragraphs()]


def test_front_matter_tells_outlet_title_date_and_address() -> None:
    report = reports.parse(PAGE.encode(), "page.md")
    assert (report.outlet, report.title) == ("Lindhaven Gazette", "Ferry union: a return")
    assert (report.date, report.date_from) == (dt.date(2024, 5, 3), "front matter")
    assert report.url == "https://lindhaven.example/x"


def test_paragraphs_quotations_and_items_are_read_and_pictures_tables_code_and_links_are_not() -> None:
    report = reports.parse(PAGE.encode(), "page.md")
    assert paragraphs(report) == [
        "The ferry union would return on Monday "
        "if the [owners](https://o.example/a_(b)) hired **twenty** deckhands.",
        "“We will wait,” said the owner\n> of the largest ferry.",
        "The union demands twenty deckhands.",
        "The owners want an *end* to night work",
        "Talks are to resume next week.",
    ]
    kinds = {report.body[block.start : block.end]: block.kind for block in report.blocks}
    assert kinds["Ferry union: a return"] is BlockKind.TITLE
    assert kinds["The owners"] is BlockKind.HEADING
    assert kinds["By Jane Doe"] is BlockKind.FURNITURE


def test_the_readable_text_has_the_offsets_of_the_body_and_no_markup() -> None:
    report = reports.parse(PAGE.encode(), "page.md")
    text = readable(report)
    assert len(text) == len(report.body)
    first = report.paragraphs()[0]
    assert "".join(text[first.start : first.end].split()) == (
        "TheferryunionwouldreturnonMondayiftheownershiredtwentydeckhands."
    )
    assert all(new in (old, " ") for old, new in zip(report.body, text, strict=True))
    assert text[text.index("said the owner") :].split()[3:5] == ["of", "the"]


def test_without_front_matter_the_page_tells() -> None:
    page = """# The Lindhaven Gazette

**Friday, 3 May 2024** | Shipping

## Ferry union offers *return* to work

**LINDHAVEN, May 3, 2024** — The ferry union would return on Monday if the owners hired deckhands.

### Read more

- [Owners ask for a subsidy](x)
"""
    report = reports.parse(page.encode(), "page.md")
    assert (report.outlet, report.title) == ("Lindhaven Gazette", "Ferry union offers return to work")
    assert report.date == dt.date(2024, 5, 3)
    assert paragraphs(report) == ["The ferry union would return on Monday if the owners hired deckhands."]


def test_front_matter_serves_plain_text_too_and_options_win() -> None:
    head = b"---\nsource: Gulf Post\npublished: 3 May 2024\n---\nShips will sail\n\n"
    data = head + b"The ships will sail on Monday, owners said.\n"
    report = reports.parse(data, "a.txt")
    assert (report.outlet, report.date, report.title) == ("Gulf Post", dt.date(2024, 5, 3), "Ships will sail")
    told = reports.parse(data, "a.txt", outlet="Port News", title="Ships", date=dt.date(2024, 6, 1))
    assert (told.outlet, told.title, told.date, told.date_from) == (
        "Port News",
        "Ships",
        dt.date(2024, 6, 1),
        "option",
    )


def test_what_is_no_yaml_mapping_is_text() -> None:
    for head in ("---\n[unclosed\n---\n", "---\njust words\n---\n", "---\n", "---\n: : :\n---\n"):
        report = reports.parse((head + "The ships will sail on Monday, the owners said.\n").encode(), "a.md")
        assert any("ships will sail" in text for text in paragraphs(report))


def test_front_matter_keeps_country_codes_and_doubts_half_dates() -> None:
    report = reports.parse(
        b"---\noutlet: NO\ndate: May 2024\n---\nThe ships will sail on Monday, owners said.\n", "a.txt"
    )
    assert report.outlet == "NO"
    assert report.date is None
    assert "May 2024" in report.warnings[0]
