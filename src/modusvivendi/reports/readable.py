"""A report's body with the markup blanked out, for reading; spans in it are spans of the body."""

from __future__ import annotations

from modusvivendi.reports.markdown import MARKDOWN_SUFFIXES, blanked
from modusvivendi.reports.report import Report


def readable(report: Report) -> str:
    """Give the body for a reader of sentences: as long as the body itself, inline markup blanked.

    What is quoted from a report is cut from ``report.body`` with the same offsets.
    """
    if not report.name.casefold().endswith(MARKDOWN_SUFFIXES):
        return report.body
    return blanked(report.body)
