"""A report about a strait, what a model may answer about it, and how reports are built in these tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from modusvivendi.reports.report import Block, BlockKind, Report
from modusvivendi.statements.statement import Statement
from tests.statements.endpoint import (
    Handler,
    Response,
    completion,
    listing,
    statement,
)

OFFER = "Norway will reopen the strait if Iceland withdraws its ships, the Norwegian Foreign Ministry said."
DENIAL = "“There is no such plan,” Iceland’s prime minister said on Friday."
HEARD = "Two EU diplomats told the Lake Post that Denmark might send 300 observers."
TEXT = f"{OFFER}\n{DENIAL}\n\n{HEARD} Boats were seen off the coast. Boats were seen off the coast."

GOOD = listing(
    statement(
        OFFER,
        "Norway",
        "offers",
        "reopen the strait",
        condition="if Iceland withdraws its ships",
        sources=[
            {
                "quote": "the Norwegian Foreign Ministry",
                "name": "Norwegian Foreign Ministry",
                "kind": "body",
                "party": "Norway",
            }
        ],
    ),
    statement(
        DENIAL,
        "Iceland",
        "denies",
        "such a plan",
        direct_quotation=True,
        when={"quote": "on Friday", "of": "said"},
        sources=[
            {
                "quote": "Iceland’s prime minister",
                "name": "Prime Minister",
                "kind": "person",
                "party": "Iceland",
            }
        ],
    ),
    statement(
        HEARD,
        "Denmark",
        "considers",
        "send 300 observers",
        sources=[
            {"quote": "Lake Post", "name": "Lake Post", "kind": "medium", "party": None},
            {"quote": "Two EU diplomats", "name": "EU diplomats", "kind": "unnamed", "party": "EU"},
        ],
    ),
)


def report_of(text: str, name: str = "strait.txt", **known: Any) -> Report:
    """Build a report; paragraphs are set apart by empty lines."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(start=at, end=at + len(part), kind=BlockKind.PARAGRAPH))
        at += len(part) + 2
    known.setdefault("date", dt.date(2024, 5, 6))
    return Report(name=name, body=text, sha256=f"{name}-{hash(text)}", blocks=tuple(blocks), **known)


REPORT = report_of(TEXT, outlet="Valley Record", title="Talks on the strait")


def only(mode: str, answer: object, refusal: Response) -> Handler:
    """Answer in one mode, and refuse all others."""
    return lambda request: completion(answer) if request.mode == mode else refusal


def checked(report: Report, found: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Make sure of the contract's spans."""
    for s in found:
        assert report.body[s.start : s.end] == s.sentence
        if s.condition is not None:
            assert report.body[s.condition_start : s.condition_end] == s.condition
        for link in s.chain:
            assert link.start is not None and link.end is not None and link.start < link.end
    return found
