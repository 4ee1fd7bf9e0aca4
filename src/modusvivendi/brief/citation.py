"""One statement with all that somebody needs to cite it and to find it again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from modusvivendi import english
from modusvivendi.brief import wording
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement


def as_text(statement: Statement, report: Report) -> str:
    """Give a citation as plain text."""
    s = statement
    place = f"characters {s.start}–{s.end} of {report.name}"
    head = ", ".join([report.outlet or report.name, *_quoted(report.title), _date(report), place])
    lines = [f"“{_single(s.sentence)}”", f"{head}.", f"{_said(s)}.", f"Source: {_chain(s, report)}."]
    return "\n".join([*lines, *([report.url] if report.url else []), f"[{s.id}]"])


def as_markdown(statement: Statement, report: Report) -> str:
    """Give a citation as Markdown: the sentence as a quotation, below it where it is from."""
    s = statement
    outlet = _escaped(report.outlet or report.name)
    url = report.url
    if url and re.match(r"https?://[^\s<>()]+$", url):
        outlet = f"[{outlet}]({url})"
    head = [outlet, *([f"*{_escaped(_single(report.title))}*"] if report.title else []), _date(report)]
    place = f"characters {s.start}–{s.end} of {_escaped(report.name)}"
    return (
        f"> {_escaped(_single(s.sentence))}\n\n"
        f"{', '.join([*head, place])}. {_escaped(_said(s))}. Source: {_escaped(_chain(s, report))}. "
        f"({_escaped(s.id)})"
    )


def as_bibtex(statement: Statement, report: Report) -> str:
    """Give a citation as a BibLaTeX entry, the sentence in its note."""
    s = statement
    fields = {
        "title": _single(report.title) if report.title else report.name,
        "author": report.outlet,
        "date": report.date.isoformat() if report.date else None,
        "url": report.url,
        "note": f"“{_single(s.sentence)}” (characters {s.start}–{s.end}); {_said(s)}; {_chain(s, report)}",
    }
    key = re.sub(r"[^A-Za-z0-9:.-]+", "-", s.id).strip("-")
    lines = [
        f"  {name} = {{{{{_tex(value)}}}}}," if name == "author" else f"  {name} = {{{_tex(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@online{{{key},", *lines, "}"])


def as_json(statement: Statement, report: Report) -> str:
    """Give a citation as one JSON object."""
    names = (
        "id report start end sentence actor speaker stance proposal target condition sources anonymous date"
    )
    record: dict[str, Any] = {
        **statement.model_dump(mode="json", include=set(names.split())),
        "chain": [report.outlet or report.name, *statement.sources],
        "outlet": report.outlet,
        "title": report.title,
        "published": report.date.isoformat() if report.date else None,
        "url": report.url,
        "sha256": report.sha256,
    }
    return json.dumps(record, ensure_ascii=False)


FORMS: dict[str, Callable[[Statement, Report], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "bibtex": as_bibtex,
    "json": as_json,
}
"""The forms of a citation by name."""


def _said(s: Statement) -> str:
    stance = wording.stance_words(s.stance.value)
    condition = f" (condition: “{_single(s.condition)}”)" if s.condition else ""
    return f"{s.actor} {stance}: {_single(s.proposal)}{condition}"


def _chain(s: Statement, report: Report) -> str:
    return " → ".join([report.outlet or report.name, *s.sources])


def _date(report: Report) -> str:
    return english.date_words(report.date.isoformat() if report.date else None)


def _quoted(title: str | None) -> list[str]:
    return [f"“{_single(title)}”"] if title else []


def _single(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Give a text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~])", r"\\\1", text)


_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "→": r"$\rightarrow$",
}  # fmt: skip


def _tex(text: str) -> str:
    """Give a text that LaTeX sets as it is."""
    return "".join(_TEX.get(character, character) for character in text)
