"""Passages of reports, found again as people quote them."""

from __future__ import annotations

import re


def find_passage(body: str, passage: str, near: int = 0) -> tuple[int, int] | None:
    r"""Find a passage in a text, the occurrence nearest to an offset; blanks and line ends may differ.

    Examples
    --------
    >>> find_passage("They met. They\n met again.", "They met again.")
    (10, 26)
    """
    words = passage.split()
    if not words:
        return None
    pattern = r"\s+".join(map(re.escape, words))
    found = [match.span() for match in re.finditer(pattern, body)]
    return min(found, key=lambda span: (abs(span[0] - near), span[0])) if found else None
