"""What the page *Reports* lists: a part of the reports, the latest first, and what is said above them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

PER_PAGE = 50
"""Reports on one page; the twin has them all."""

ENDINGS = ".txt,.md,.markdown,.mdown,.mkd,.html,.htm,.xhtml,.mhtml,.mht,.pdf,.docx,.eml,.rss,.atom,.rdf,.xml"
"""Those of `modusvivendi.reports.SUFFIXES`, for the browser; written out, so that a page need not load it."""


class Listed(Protocol):
    """What of a report the list is sorted and searched by."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def date(self) -> dt.date | None:
        """When."""


R = TypeVar("R", bound=Listed)


def chosen(reports: Sequence[R], find: str = "") -> list[R]:
    """Give the reports whose title, outlet and name together have all words, the latest first."""
    words = find.casefold().split()

    def has_all(report: R) -> bool:
        told = f"{report.title or ''} {report.outlet or ''} {report.name}".casefold()
        return all(word in told for word in words)

    some = [report for report in reports if has_all(report)] if words else reports
    return sorted(some, key=lambda report: (str(report.date or ""), report.name), reverse=True)


def listing(
    reports: Sequence[R],
    found: Sequence[R],
    row: Callable[[R], Mapping[str, Any]],
    *,
    statements: int,
    undecided: int,
    number: int = 1,
) -> dict[str, Any]:
    """Give what the page shows of the reports.

    Parameters
    ----------
    reports, found
        All, and those that are listed; see `chosen`.
    row
        Says of one what the list shows.
    statements, undecided
        How many there are in all.
    number
        Of the part that is shown, from 1.
    """
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(number, pages)
    return {
        "reports": [row(report) for report in found[(number - 1) * PER_PAGE : number * PER_PAGE]],
        "every": len(reports),
        "found": len(found),
        "number": number,
        "pages": pages,
        "statements": statements,
        "undecided": undecided,
        "endings": ENDINGS,
        "unknown_dates": sum(report.date is None for report in reports),
    }
