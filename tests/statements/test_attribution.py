"""Attributions: each construction on a sentence of its own, and what holds for any text."""

from __future__ import annotations

import json
import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.reports.report import Block, BlockKind, Report
from modusvivendi.statements.attribution import attribution_records, attributions
from modusvivendi.statements.language import parse
from modusvivendi.statements.statement import Attribution, Span


def report(text: str) -> Report:
    blocks = []
    at = 0
    for part in text.split("\n\n"):
        blocks.append(Block(start=at, end=at + len(part), kind=BlockKind.PARAGRAPH))
        at += len(part) + 2
    return Report(name="test.txt", body=text, sha256="", blocks=tuple(b for b in blocks if b.start < b.end))


def said(text: str, spans: tuple[Span, ...]) -> str:
    return " // ".join(text[a:b] for a, b in spans)


def read(text: str, *, nested: bool = False) -> list[tuple[str, str]]:
    """Source and content of each attribution, as text."""
    found = attributions(parse(report(text)), nested=nested)
    return [(said(text, a.source), said(text, a.content)) for a in found]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # direct
        ("“We will sign on Friday,” the envoy said.", "the envoy", "We will sign on Friday"),
        ('"We will sign on Friday," said the envoy.', "the envoy", "We will sign on Friday"),
        ("''We will sign on Friday,'' Ms. Oduya said.", "Ms. Oduya", "We will sign on Friday"),
        ("The envoy said: “We will sign on Friday.”", "The envoy", "We will sign on Friday"),
        ("The envoy replied, “We will sign on Friday.”", "The envoy", "We will sign on Friday"),
        ("“Will they sign on Friday?” Mr. Lund asked.", "Mr. Lund", "Will they sign on Friday"),
        ("“They will never sign!” shouted a deputy.", "a deputy", "They will never sign"),
        (
            "“We will sign,” said Mira Holt, who leads the delegation. “The rest can wait.”",
            "Mira Holt, who leads the delegation",
            "We will sign // The rest can wait",
        ),
        ("“The ferry,” she said, “will sail on time.”", "she", "The ferry // will sail on time"),
        # unbalanced and mixed marks
        ('"We will sign on Friday,” the envoy said.', "the envoy", "We will sign on Friday"),
        ('“We will sign on Friday," the envoy said.', "the envoy", "We will sign on Friday"),
        # indirect
        (
            "The ministry said that the dam would stay closed.",
            "The ministry",
            "that the dam would stay closed",
        ),
        ("The ministry said the dam would stay closed.", "The ministry", "the dam would stay closed"),
        (
            "Officials told the newspaper that the dam would stay closed.",
            "Officials",
            "that the dam would stay closed",
        ),
        (
            "The dam would stay closed, the ministry said on Monday.",
            "the ministry",
            "The dam would stay closed",
        ),
        ("The dam, the ministry said, would stay closed.", "the ministry", "The dam // would stay closed"),
        # mixed
        (
            "The minister said the dam was “a danger to everyone downstream.”",
            "The minister",
            "the dam was “a danger to everyone downstream",
        ),
        ("She called the draft “a trap.”", "She", "the draft “a trap"),
        # beliefs, wishes, plans, decrees
        ("The union wants to reopen the mine.", "The union", "to reopen the mine"),
        ("The two provinces plan to share the river.", "The two provinces", "to share the river"),
        ("The company refused to pay the levy.", "The company", "to pay the levy"),
        ("The council urged both sides to leave the port.", "The council", "both sides to leave the port"),
        ("Fishermen fear that the quota will shrink.", "Fishermen", "that the quota will shrink"),
        ("Parliament approved the fishing accord.", "Parliament", "the fishing accord"),
        ("The governor rejected the fishing accord.", "The governor", "the fishing accord"),
        # set phrases
        (
            "According to two port officials, the ferry will sail on time.",
            "two port officials",
            "the ferry will sail on time",
        ),
        (
            "The ferry will sail on time, according to two port officials.",
            "two port officials",
            "The ferry will sail on time",
        ),
        (
            "The ferry will sail on time, as Reuters first reported.",
            "Reuters",
            "The ferry will sail on time",
        ),
        ("The envoy made clear that the ferry would sail.", "The envoy", "that the ferry would sail"),
        ("The union took issue with the new quota.", "The union", "the new quota"),
        # nouns and adjectives
        ("The governor’s pledge to reopen the mine won applause.", "The governor’s", "to reopen the mine"),
        (
            "The claim that the dam was leaking was never proved.",
            "",
            "that the dam was leaking",
        ),
        ("The governor is willing to reopen the mine.", "The governor", "to reopen the mine"),
    ],
)
def test_each_construction_gives_its_source_and_content(text: str, source: str, content: str) -> None:
    assert (source, content) in read(text)


def test_what_was_quoted_in_the_passive_belongs_to_its_subject() -> None:
    text = "The general was quoted as saying that the bridge would hold."
    assert ("The general", "that the bridge would hold") in read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A second ferry would help, a harbour pilot was quoted as saying, although it costs more.",
            ("a harbour pilot", "A second ferry would help // although it costs more"),
        ),
        (
            "The magazine quoted a retired judge as saying that the statute had expired.",
            ("a retired judge", "that the statute had expired"),
        ),
        (
            "The weekly had claimed in May, citing brewers in Lima, that the hop harvest was lost.",
            ("The weekly", "that the hop harvest was lost"),
        ),
        (
            "The bishop accused the mayor of hiding the ledger and asked him to publish it.",
            ("The bishop", "the mayor of hiding the ledger"),
        ),
        (
            "The bishop accused the mayor of hiding the ledger and asked him to publish it.",
            ("The bishop", "him to publish it"),
        ),
        (
            'Painting the old bridge, she said, "would be a waste of paint".',
            ("she", "Painting the old bridge // would be a waste of paint"),
        ),
        (
            "The guild is considering whether to admit weavers, a clerk told Reuters.",
            ("The guild", "whether to admit weavers"),
        ),
        ("The guild wants all tolls on the river removed.", ("The guild", "all tolls on the river removed")),
        ("The guild denied that the dam was leaking.", ("The guild", "that the dam was leaking")),
        ("Peru has called for the canal to be widened.", ("Peru", "for the canal to be widened")),
        (
            "Peru is ready to widen the canal, the newspaper Le Monde reports.",
            ("the newspaper Le Monde", "Peru is ready to widen the canal"),
        ),
        ("LIMA, May 3 (AP) — Peru will pay, the minister said.", ("the minister", "Peru will pay")),
        ("Asked whether Peru would pay, an aide laughed.", ("", "whether Peru would pay")),
    ],
)
def test_reports_of_reports_keep_their_parts_apart(text: str, expected: tuple[str, str]) -> None:
    assert expected in read(text, nested=True)


def test_citing_names_what_is_cited_as_content_of_who_cites() -> None:
    text = "The paper said the bridge would hold, citing a survey by engineers."
    found = read(text)
    assert ("The paper", "the bridge would hold") in found
    assert any(source == "The paper" and "survey" in content for source, content in found)


def test_a_quotation_over_paragraphs_stays_with_its_speaker() -> None:
    text = "“We came to talk,” said the mayor of Kelm. “We did.\n\n“Nobody listened to us.”"
    assert read(text) == [("the mayor of Kelm", "We came to talk // We did // Nobody listened to us")]


def test_a_quotation_after_a_colon_in_the_paragraph_before_has_its_speaker() -> None:
    text = "The mayor of Kelm issued this statement:\n\n“We came to talk. Nobody listened to us.”"
    assert read(text) == [("The mayor of Kelm", "We came to talk. Nobody listened to us")]


def test_a_source_in_an_earlier_sentence_carries_over_to_a_quotation() -> None:
    text = "The mayor said the talks had failed.\n\n“Nobody listened to us.”"
    assert ("The mayor", "Nobody listened to us") in read(text)


def test_labels_of_speakers_attribute_what_follows_them() -> None:
    assert read("Minister Oduya: The harbour tax will fall in spring.") == [
        ("Minister Oduya", "The harbour tax will fall in spring")
    ]


def test_nested_attributions_are_given_only_when_asked_for() -> None:
    text = "The Gazette reported that diplomats said the island would join the pact."
    assert [source for source, _ in read(text)] == ["The Gazette"]
    assert [source for source, _ in read(text, nested=True)] == ["The Gazette", "diplomats"]


def test_a_scare_quote_is_no_attribution() -> None:
    assert read("The so-called “iron road” runs along the coast.") == []


def test_plain_prose_has_no_attributions() -> None:
    assert read("The ferry left at noon. It carried forty lorries and a herd of sheep.") == []


def test_instructions_to_the_reader_are_no_attributions() -> None:
    assert read("Read the full text below.") == []


def test_every_attribution_names_its_rule_and_whether_it_is_quoted() -> None:
    text = "“We will sign,” the envoy said. The minister said the dam would stay closed."
    found = attributions(parse(report(text)))
    assert [(a.rule, a.quoted) for a in found] == [("direct.after", True), ("that", False)]


def test_records_have_the_shape_of_the_contract() -> None:
    text = "Dam to stay closed\n\nThe ministry said the dam would stay closed."
    records = list(attribution_records(report(text)))
    assert json.loads(json.dumps(records)) == [
        {"doc": "test", "source": [[20, 32]], "cue": [[33, 37]], "content": [[38, 63]]}
    ]


def overlap(first: tuple[Span, ...], second: tuple[Span, ...]) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)


def check(found: list[Attribution], text: str) -> None:
    for attribution in found:
        assert attribution.content
        assert attribution.rule
        for part in (attribution.source, attribution.cue, attribution.content):
            for start, end in part:
                assert 0 <= start < end <= len(text)
                assert not text[start].isspace()
                assert not text[end - 1].isspace()
            assert list(part) == sorted(part)
            assert all(a[1] <= b[0] for a, b in pairwise(part))
        assert not overlap(attribution.source, attribution.content)
        assert not overlap(attribution.cue, attribution.content)


MARKS = """“|”|"|''|‘|’|'|,|.|?|!|:| — | …|é|(|)| “ """
WORDS = " said| the envoy|We will go| that | to leave| wants| according to| No. 10| told| he| called it so"
MORE = " as | reported| plan| and| citing| Ms. Oduya"
PIECES = st.sampled_from([*MARKS.split("|"), *WORDS.split("|"), *MORE.split("|"), "\n\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30).map("".join))
def test_spans_are_sound_however_broken_the_text(text: str) -> None:
    doc = parse(report(text))
    assert doc.text == text
    for nested in (True, False):
        check(attributions(doc, nested=nested), text)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=string.printable + "“”‘’—é\u00a0\u2028", max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    check(attributions(parse(report(text))), text)


@pytest.mark.shared
def test_real_reports_give_sound_spans(shared) -> None:  # type: ignore[no-untyped-def]
    for path in sorted((shared / "data" / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = attributions(parse(report(text)))
        assert found
        check(found, text)
