"""Transcripts: labels before paragraphs (*QUESTION: …*, *MS HOLM: …*) are no part of what is said."""

from __future__ import annotations

import re
from collections import Counter

from modusvivendi.reports.report import BlockKind, Report

_LABEL = re.compile(
    r"[ \t]*(?P<who>[A-Z][\w.'’-]*(?: (?:of|the|for|and|de|van|von|[A-Z(][\w.'’()-]*)){0,7}) ?:"
    r"[ \t]+(?=[^\s\"“'‘])"
)
_ASKS = re.compile(
    r"(?:Q|Question|Interviewer|Presenter|Host|Moderator|Reporter|Journalist)s?", re.IGNORECASE
)
_ANSWERS = re.compile(r"(?:A|Answer)", re.IGNORECASE)


def asks(label: str) -> bool:
    """Tell the label of who asks from that of who answers."""
    return _ASKS.fullmatch(label) is not None


def answers(label: str) -> bool:
    """Tell whether a label only says that an answer follows."""
    return _ANSWERS.fullmatch(label) is not None


def unlabelled(report: Report) -> tuple[Report, dict[int, str]]:
    """Give a transcript with its paragraphs cut to what is said, and the label before each of them.

    Returns
    -------
    Report, dict of int to str
        The report as it is, and no labels, where it is no transcript; labels by where what is said begins.
    """
    found = {}
    for number, block in enumerate(report.blocks):
        label = _LABEL.match(report.body, block.start, block.end)
        if label is not None and block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            found[number] = label
    spoken = Counter(label["who"] for label in found.values())
    if len(spoken) < 2 or max(spoken.values()) < 2:
        return report, {}
    spoken_from = {
        number: {"start": label.end(), "kind": BlockKind.PARAGRAPH} for number, label in found.items()
    }
    blocks = tuple(
        block.model_copy(update=spoken_from.get(number, {})) for number, block in enumerate(report.blocks)
    )
    return report.model_copy(update={"blocks": blocks}), {x.end(): x["who"] for x in found.values()}
