"""How restricted material is to be handled: the caveats that every export shows."""

from __future__ import annotations

from collections.abc import Sequence

from modusvivendi.brief.contents import ReportEntry


def caveat_of(report: ReportEntry) -> str:
    """Give the handling caveats of a report in a line, empty where it has none."""
    return "; ".join(report.handling)


def caveat_lines(reports: Sequence[ReportEntry]) -> tuple[str, ...]:
    """Give the caveats that a document takes over from its reports, each once."""
    return tuple(dict.fromkeys(caveat for report in reports for caveat in report.handling))
