"""A report's body with the markup blanked out, for reading; spans in it are spans of the body."""

from __future__ import annotations

import re

from modusvivendi.reports.markdown import MARKDOWN_SUFFIXES, blanked
from modusvivendi.reports.report import Report


def readable(report: Report) -> str:
    """Give the body for a reader of sentences: as long as the body itself, inline markup blanked.

    What is quoted from a report is cut from ``report.body`` with the same offsets.
    """
    if not report.name.casefold().endswith(MARKDOWN_SUFFIXES):
        return _BOLD.sub(lambda m: f"  {m[1]}  ", report.body)  # newsletters are saved as plain text, too
    return blanked(report.body)


_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
