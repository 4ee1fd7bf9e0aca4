"""Plain objects say what spaCy's say, and attributes looked up once are those of spaCy's own ruler."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Span

from modusvivendi.reports import load
from modusvivendi.statements.embedding import EMBEDDING, remembered
from modusvivendi.statements.entities import LAYERS as ENTITY_LAYERS
from modusvivendi.statements.entities import recognise
from modusvivendi.statements.language import MODEL, parse_all, pipeline
from modusvivendi.statements.lemmas import LEMMATIZER, RememberedLemmas
from modusvivendi.statements.lemmas import REMEMBERED as LEMMAS
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


def test_entities_found_at_once_are_the_recognisers(parsed: list[SpacyDoc]) -> None:
    nlp = spacy.load(MODEL)
    texts = [
        *ODD,
        *(doc.text for doc in parsed),
        *(sentence.text for doc in parsed for sentence in doc.sents),
    ]
    theirs = list(nlp.pipe(texts))
    ours = recognise(nlp.get_pipe(RECOGNISER), list(nlp.pipe(texts, disable=[RECOGNISER])))
    assert sum(len(doc.ents) for doc in theirs) > 100
    for layers, doc in zip(ours, theirs, strict=True):
        assert np.array_equal(layers, doc.to_array(list(ENTITY_LAYERS)))


def test_entities_that_a_text_has_already_are_left_to_the_recogniser() -> None:
    nlp = spacy.load(MODEL, disable=[RECOGNISER])
    ours, theirs = nlp("Anna Lind met Bo in Oslo."), nlp("Anna Lind met Bo in Oslo.")
    for doc in (ours, theirs):
        doc.set_ents([Span(doc, 3, 4, "ORG")], default="missing")
    recogniser = nlp.get_pipe(RECOGNISER)
    [layers] = recognise(recogniser, [ours])
    assert np.array_equal(layers, recogniser(theirs).to_array(list(ENTITY_LAYERS)))
    assert recognise(recogniser, []) == []


def test_words_are_embedded_as_the_model_does(parsed: list[SpacyDoc]) -> None:
    nlp = spacy.load(MODEL)
    docs = [nlp.make_doc(text) for text in (*ODD, *(s.text for doc in parsed for s in doc.sents)) if text]
    for name in ("tok2vec", RECOGNISER):
        component: Any = nlp.get_pipe(name)
        model = component.model
        embed = (model if name == "tok2vec" else model.layers[0]).layers[0]
        while embed.layers[0].name != "extract_features":
            embed = embed.layers[0]
        ours = remembered(embed)
        for batch in (docs[:40], docs[20:60], docs[:1], docs):
            for one, other in zip(ours.predict(batch), embed.predict(batch), strict=True):
                assert np.array_equal(one, other)


def test_lemmas_looked_up_once_are_the_lemmatizers(parsed: list[SpacyDoc]) -> None:
    nlp = spacy.load(MODEL, disable=["ner", LEMMATIZER])
    ours = RememberedLemmas(nlp)
    theirs = nlp.get_pipe(LEMMATIZER)
    texts = [*ODD, *(sentence.text for doc in parsed for sentence in doc.sents)]
    for _ in range(2):
        for doc in nlp.pipe(texts):
            assert [t.lemma_ for t in ours(doc.copy())] == [t.lemma_ for t in theirs(doc.copy())]
        ours.forget()


def test_the_pipeline_uses_them() -> None:
    nlp = pipeline()
    assert {REMEMBERED, STEPWISE, LEMMAS} <= set(nlp.pipe_names)
    assert not {RULER, PARSER, RECOGNISER, LEMMATIZER} & set(nlp.pipe_names)
    for name in ("tok2vec", RECOGNISER):
        component: Any = nlp.get_pipe(name)
        assert any(node.name == EMBEDDING for node in component.model.walk())
