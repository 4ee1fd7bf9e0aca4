"""How much is read: a report is one published text."""

from __future__ import annotations

from modusvivendi.errors import ReportError

LARGEST = 2_000_000
"""The largest text that is read: bytes of a text file, characters of what is taken out of another."""

LARGEST_FILE = 10_000_000
"""The largest file that is read, in bytes, of the formats that hold more than text."""


def too_large(name: str, size: int, limit: int) -> ReportError:
    """Build the refusal of a text or file that is too large."""
    return ReportError(
        f"the file is too large for one report ({size / 1e6:.1f} MB; the limit is {limit / 1e6:.0f} MB)",
        file=name,
        hint="a report is one published text; split the file",
    )
