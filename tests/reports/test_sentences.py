"""Sentences of a paragraph, as far as punctuation tells."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.reports.sentences import sentences


@given(st.text(alphabet="aB .!?“”\"'()\n1", max_size=60))
def test_nothing_is_lost_or_told_twice(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Gen. A. B. Kole met Mrs. Ide at the U.S. embassy. “No,” he said. (Nobody asked.) It rained."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Gen. A. B. Kole met Mrs. Ide at the U.S. embassy.",
        "“No,” he said.",
        "(Nobody asked.)",
        "It rained.",
    ]
