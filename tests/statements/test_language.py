"""Parsing: offsets are those of the body, and sentences end where they end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.reports.report import Block, BlockKind, Report
from modusvivendi.statements.language import paragraphs, parse, parse_all


def sentences(text: str) -> list[str]:
    block = Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH)
    doc = parse(Report(name="test.txt", body=text, sha256="", blocks=(block,)))
    return [sentence.text for sentence in doc.sents]


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. envoy left on Aug. 3.", "The U.K. stayed."],
        ["No. 10 declined to comment.", "So did the port."],
        ["“We will go,” she said.", "“They stay.”"],
        ["“Is it over?” asked Ms. Kim.", "Nobody knew."],
        ["“Never!” Mr. Lee said.", "He left."],
        ["He wrote: “We go.", "We stay.”", "Then he left."],
        ['"It leaks," he said.', '"It always has."'],
        ["Gen. J. K. Moon met Dr. Ray.", "They agreed."],
        ["Prices rose by 3.5 percent.", "Wages fell."],
    ],
)
def test_sentences_end_at_their_ends_and_not_at_abbreviations_or_quotation_marks(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_what_is_no_paragraph_is_kept_as_one_token_and_not_parsed() -> None:
    body = "A heading.\n\nThe ferry left.\n\nMore furniture\n\nIt’s late.\n"
    spans = [(12, 27), (45, 55)]
    blocks = [Block(start=0, end=10, kind=BlockKind.TITLE)]
    blocks += [Block(start=a, end=b, kind=BlockKind.PARAGRAPH) for a, b in spans]
    doc = parse(Report(name="test.txt", body=body, sha256="", blocks=tuple(blocks)))
    assert doc.text == body
    assert [p.text for p in paragraphs(doc)] == ["The ferry left.", "It’s late."]
    assert [t.text for t in doc if t.pos_ == "SPACE"] == ["A heading.\n\n", "\n\nMore furniture\n\n", "\n"]
    assert all(body[t.idx : t.idx + len(t)] == t.text for t in doc)
    assert [t.text for t in doc[-5:-1]] == ["It", "’s", "late", "."]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=25), st.booleans()),
        max_size=6,
    )
)
def test_offsets_are_those_of_the_body_whatever_its_blocks(parts: list[tuple[str, bool]]) -> None:
    body, blocks, at = "", [], 0
    for text, is_paragraph in parts:
        if text and is_paragraph:
            blocks.append(Block(start=at, end=at + len(text), kind=BlockKind.PARAGRAPH))
        body += text
        at += len(text)
    doc = parse(Report(name="test.txt", body=body, sha256="", blocks=tuple(blocks)))
    assert doc.text == body
    texts = [body[b.start : b.end] for b in blocks]  # of a lone space nothing is taken off
    assert [p.text for p in paragraphs(doc)] == [text.removesuffix(" ") or text for text in texts]
    assert [p.start_char for p in paragraphs(doc)] == [b.start for b in blocks]


@pytest.mark.parametrize(
    "line",
    ["GENEVA, March 3 (Reuters) — ", "LA PAZ, Aug. 21, 2025 -- ", "QUITO — ", "LIMA, Peru (AP) — "],
)
def test_a_dateline_is_no_part_of_the_first_sentence(line: str) -> None:
    assert sentences(line + "Peru will not sign. It said so.") == [line, "Peru will not sign.", "It said so."]


def test_many_reports_come_back_in_order_and_empty_ones_too() -> None:
    bodies = ["The ferry left.", "", "It came back.\n\nIt left again."]
    given_reports = []
    for number, body in enumerate(bodies):
        blocks, at = [], 0
        for part in body.split("\n\n"):
            if part:
                blocks.append(Block(start=at, end=at + len(part), kind=BlockKind.PARAGRAPH))
            at += len(part) + 2
        given_reports.append(Report(name=f"{number}.txt", body=body, sha256="", blocks=tuple(blocks)))
    read = list(parse_all(given_reports, batch_size=2))
    assert [(report.name, doc.text) for report, doc in read] == [
        (f"{number}.txt", body) for number, body in enumerate(bodies)
    ]
