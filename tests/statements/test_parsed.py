"""Plain objects say what spaCy's say, and attributes looked up once are those of spaCy's own ruler."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from modusvivendi.reports import load
from modusvivendi.statements.language import MODEL, parse_all, pipeline
from modusvivendi.statements.parsed import Doc, plain
from modusvivendi.statements.stepwise import PARSER, RECOGNISER, STEPWISE, annotate
from modusvivendi.statements.tagging import REMEMBERED, RULER, RememberedAttributes

OWN = Path(__file__).resolve().parents[1] / "reading_corpus"
WORDS = (
    "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ whitespace_ is_sent_start is_space is_punct is_alpha "
    "is_digit is_stop like_num"
).split()
ODD = ["", " ", "It ain't gonna happen, y'all gotta go.  Let's c'm on", "There's  two   of them.\n\n Let's."]


@pytest.fixture(scope="module")
def parsed() -> list[SpacyDoc]:
    reports = [load(file) for file in sorted((OWN / "dev").glob("*.txt"))]
    return [doc for _, doc in parse_all(reports)]


def test_every_token_says_what_spacys_says(parsed: list[SpacyDoc]) -> None:
    for theirs in parsed:
        ours = Doc(theirs)
        assert (ours.text, len(ours)) == (theirs.text, len(theirs))
        for one, other in zip(ours, theirs, strict=True):
            assert [getattr(one, name) for name in WORDS] == [getattr(other, name) for name in WORDS]
            assert len(one) == len(other)


def test_the_tree_is_spacys(parsed: list[SpacyDoc]) -> None:
    for theirs in parsed:
        for one, other in zip(Doc(theirs), theirs, strict=True):
            for way in ("lefts", "rights", "children", "subtree", "ancestors"):
                assert [t.i for t in getattr(one, way)] == [t.i for t in getattr(other, way)]
            for end in ("head", "left_edge", "right_edge"):
                assert getattr(one, end).i == getattr(other, end).i
            assert (one.sent.start, one.sent.end) == (other.sent.start, other.sent.end)
            assert all(one.is_ancestor(t) for t in one.subtree if t is not one)


def test_spans_are_spacys(parsed: list[SpacyDoc]) -> None:
    for theirs in parsed:
        ours = Doc(theirs)
        assert [(s.start, s.end) for s in ours.sents] == [(s.start, s.end) for s in theirs.sents]
        for start in range(len(ours)):
            one, other = ours[start : start + 7], theirs[start : start + 7]
            assert (one.text, one.start_char, one.end_char) == (other.text, other.start_char, other.end_char)
            assert (one.root.i, one.sent.start, len(one)) == (other.root.i, other.sent.start, len(other))
            assert [t.i for t in one[1:-1]] == [t.i for t in other[1:-1]]
            assert one[-1].i == other[-1].i
            assert one == ours[start : start + 7]


def test_one_place_has_one_token(parsed: list[SpacyDoc]) -> None:
    doc = plain(parsed[0])
    assert doc[3] is doc[1:5][2]
    assert doc[3].nbor() is doc[4]
    assert doc[-1] is doc[len(doc) - 1]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)


def test_attributes_looked_up_once_are_the_rulers(parsed: list[SpacyDoc]) -> None:
    nlp = spacy.load(MODEL, disable=["ner", "lemmatizer", RULER])
    ruler = nlp.get_pipe(RULER)
    ours = RememberedAttributes(nlp)
    layers: list[str | int] = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]
    texts = [*ODD, *(sentence.text for doc in parsed for sentence in doc.sents)]
    for doc in nlp.pipe(texts):
        assert np.array_equal(ours(doc.copy()).to_array(layers), ruler(doc.copy()).to_array(layers))


def test_the_stepwise_searches_find_what_spacys_find(parsed: list[SpacyDoc]) -> None:
    nlp = spacy.load(MODEL, disable=["lemmatizer", RULER])
    layers: list[str | int] = ["HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
    texts = [*ODD, *(sentence.text for doc in parsed[:4] for sentence in doc.sents)]
    theirs = list(nlp.pipe(texts))
    ours = list(nlp.pipe(texts, disable=[PARSER, RECOGNISER]))
    for name in (PARSER, RECOGNISER):
        annotate(nlp.get_pipe(name), ours)
    for one, other in zip(ours, theirs, strict=True):
        assert np.array_equal(one.to_array(layers), other.to_array(layers))


def test_the_pipeline_uses_them() -> None:
    names = pipeline().pipe_names
    assert {REMEMBERED, STEPWISE} <= set(names)
    assert not {RULER, PARSER, RECOGNISER} & set(names)
