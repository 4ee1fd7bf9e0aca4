"""The English pipeline, and reports parsed by it with offsets that are those of the report's body.

Only the blocks asked for (paragraphs, unless told otherwise) are parsed, each by itself and without its
dateline, so that a heading never runs into a sentence. What lies between them stays in the document as one
token apiece with the part of speech ``SPACE``; hence ``doc.text == report.body`` and ``token.idx`` is an
offset into it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from modusvivendi.reports.report import Block, BlockKind, Report
from modusvivendi.reports.sentences import NEVER_LAST
from modusvivendi.statements.embedding import embed_once
from modusvivendi.statements.entities import LAYERS as ENTITY_LAYERS
from modusvivendi.statements.entities import recognise
from modusvivendi.statements.lemmas import REMEMBERED, RememberedLemmas, remember_lemmas
from modusvivendi.statements.models import SMALL, chosen_model, load_model
from modusvivendi.statements.slogans import merge_slogans
from modusvivendi.statements.stepwise import RECOGNISER, parse_stepwise
from modusvivendi.statements.tagging import remember
from modusvivendi.statements.unknown_names import tag_unknown_names

MODEL = SMALL
"""Name of the installed pipeline package that is used unless another is asked for."""

READ = (BlockKind.PARAGRAPH,)

ALONE = threading.RLock()
"""Held while a thread parses where others may, too: two cannot change at once what one pipeline knows."""


def words(text: str) -> frozenset[str]:
    """Give the set of the blank-separated words of a text; how word lists are written here."""
    return frozenset(text.split())


_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
"""What the pipeline sees in place of characters it was hardly trained on, one for one."""

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,30}(?:,? ?[A-Z][\w.]+){0,3}(?:, [A-Za-z]+\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([^()]{2,30}\))? ?(?:—|–|--| - ) ?"
)
"""``GENEVA, March 3 (Reuters) —`` at the start of a paragraph."""

_LAYERS = ("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP")

_TERMINALS = frozenset({".", "!", "?", "?!", "!?", "!!", "…", "...", "....", ". . ."})
_MARKS = frozenset({'"', "“", "”", "„", "''", "``", "'", "‘", "’", "«", "»"})
_CLOSING = frozenset({")", "]", "}", "”", "»"})
"""What closes wherever it stands; another mark does where no space sets it off from what is before it."""

_SPEAKS = re.compile(
    r"(?:said|says|say|asked|asks|added|adds|replied|replies|told|tells|wrote|writes|tweeted|shouted|yelled|cried|"
    r"exclaimed|declared|continued|responded|answered|joked|quipped|recalled|demanded|insisted|noted|chanted)$"
)
"""Speech verbs that can follow a question or an exclamation in quotation marks."""

_AFTER_SPEAKS = words(
    ". , ; in on at to of as with when after before during while from by via about — – - ( monday tuesday "
    "wednesday thursday friday saturday sunday recently later then this last"
)
"""What follows such a verb where the quotation before it is its object, and not something after it."""


def _may_open_sentence(text: str) -> bool:
    return text[0].isupper() or text[0].isdigit() or text in _MARKS or text[0] in "([$€£—–-@#¿¡‘“"


_FOREIGN_OUTLETS = (
    "Welt am Sonntag|Bild am Sonntag|Die Welt|Die Zeit|Der Spiegel|Der Standard|Der Tagesspiegel|Die Presse|"
    "Süddeutsche Zeitung|Frankfurter Allgemeine Sonntagszeitung|Frankfurter Allgemeine Zeitung|"
    "Frankfurter Allgemeine|Neue Zürcher Zeitung|Neue Osnabrücker Zeitung|Deutsche Welle|Berliner Zeitung|"
    "Le Monde|Le Figaro|Le Soir|Le Temps|Le Parisien|Les Echos|Agence France-Presse|La Repubblica|La Stampa|"
    "Corriere della Sera|Il Sole 24 Ore|El País|El Mundo|El Universal|La Vanguardia|La Nación|O Globo|"
    "Folha de S.Paulo|De Telegraaf|De Volkskrant|De Standaard|Het Nieuwsblad|Jyllands-Posten|Dagens Nyheter|"
    "Svenska Dagbladet|Helsingin Sanomat|Gazeta Wyborcza|Ukrainska Pravda|Novaya Gazeta|Komsomolskaya Pravda|"
    "Rossiyskaya Gazeta|Yedioth Ahronoth|Asharq Al-Awsat|Al Jazeera|Al Arabiya|Al-Ahram|Yomiuri Shimbun|"
    "Asahi Shimbun|Yonhap News Agency|Anadolu Agency"
)
_WHOLE = re.compile(rf"\b(?:{_FOREIGN_OUTLETS}|[Cc]o-op(?:erat(?:e[ds]?|ing|ion|ives?))?s?)\b")


@Language.component("kept_whole")
def _kept_whole(doc: Doc) -> Doc:
    """Make one token of an outlet's foreign name, whose small words pass for English ones, and of *co-op*."""
    spans = [doc.char_span(*match.span()) for match in _WHOLE.finditer(doc.text)]
    if spans:
        with doc.retokenize() as retokenizer:
            for span in spans:
                if span is not None and len(span) > 1:
                    retokenizer.merge(span)
    for small in doc[1:-1]:
        if small.text == "do" and _is_in_name(small):
            small.norm_ = "de"  # "Jornal do Cubango" does nothing
    return doc


def _is_in_name(small: Token) -> bool:
    """Tell whether a small word stands between two with a capital, as in Portuguese names."""
    before, after = small.nbor(-1), small.nbor()
    opens_question = before.is_stop or before.text.endswith("s")  # "How do Poles vote?", "Poles do"
    return before.text.istitle() and after.text.istitle() and not opens_question


@Language.component("sentence_edges")
def _sentence_edges(doc: Doc) -> Doc:
    """Settle the sentence boundaries that punctuation settles; the parser decides the remaining ones.

    A boundary needs a terminal mark before it, so nothing is cut after a comma, colon or dash; closing
    quotation marks stay with the sentence they close, and ``“Why?” asked the envoy`` stays whole.
    """
    after: Token | None = None  # the last token that was neither space nor closing mark
    closed = False  # a closing quotation mark stands between it and here
    set_off = True  # whether a space or nothing stands before here
    starts = [-1] * len(doc)
    for place, token in enumerate(doc):
        text = token.text
        closes = text in _CLOSING or (text in _MARKS and not set_off)
        set_off = bool(token.whitespace_)
        if not place:
            after, starts[0] = token, 0
        elif text.isspace():
            continue
        elif closes:
            closed = closed or text in _MARKS
            continue
        elif after is not None and not (closed and _reports_quote(after, token)):
            starts[place] = {True: 1, None: 0, False: -1}[_boundary(after, token, closed)]
        after, closed = token, False
    if starts:
        column: Any = np.array(starts, dtype=np.int32).astype(np.uint64)
        doc.from_array(["SENT_START"], column)
    return doc


def _reports_quote(before: Token | None, token: Token) -> bool:
    """Tell whether ``Mr. Lee said.`` starts here, so that the question quoted before it belongs to it."""
    if before is None or before.text == ".":
        return False
    doc = token.doc
    for other in doc[token.i : min(token.i + 14, len(doc) - 1)]:
        if other.text in _TERMINALS or other.text in _MARKS:
            return False
        if _SPEAKS.match(other.text):
            return other.i > token.i and other.nbor().lower_ in _AFTER_SPEAKS
    return False


def _boundary(before: Token | None, token: Token, closed: bool) -> bool | None:
    """Say whether a sentence starts at ``token``; None where the parser has to decide."""
    if before is None or not _may_open_sentence(token.text):
        return False
    text = before.text
    if text in _TERMINALS:
        if text == ".":
            numbered = token.text[0].isdigit() and before.i > 0 and before.nbor(-1).lower_ in ("no", "nos")
            return not (numbered and not before.nbor(-1).whitespace_)
        if text in ("!", "?", "?!", "!?", "!!") and not closed:
            return True
        return None
    if not text.endswith(".") or len(text) == 1:
        return False
    if text.lower() in NEVER_LAST:
        return False
    if len(text) == 2 and text[0].isupper() and not closed:  # the initial in a name
        return False
    return None


def pipeline(model: str | None = None) -> Language:
    """Load the spaCy pipeline once a process and give it its rules for sentence boundaries.

    Its entity recogniser is switched off: `parse` and `add_entities` make the same entities faster, and
    phrases need none.

    Parameters
    ----------
    model
        Name of an installed spaCy pipeline package with tagger, parser, lemmatizer and entity recogniser
        whose dependency labels are those of spaCy's English models. By default the one that
        `modusvivendi.statements.models.chosen_model` names.
    """
    return _loaded(model or chosen_model())


@lru_cache(maxsize=2)
def _loaded(model: str) -> Language:
    nlp = load_model(model)
    nlp.add_pipe("kept_whole", first=True)
    nlp.add_pipe("sentence_edges", before="parser")
    nlp.disable_pipe(RECOGNISER)
    parse_stepwise(nlp)
    embed_once(nlp)
    merge_slogans(nlp)
    tag_unknown_names(nlp)
    remember(nlp)
    remember_lemmas(nlp)
    nlp.max_length = 4_000_000
    return nlp


@contextmanager
def bounded_memory(model: str | None = None) -> Iterator[None]:
    """Forget at the end what the pipeline learned of new words, so that it does not grow with what it reads.

    Nothing parsed within may be used after it; what was made of it, such as statements, may. Where the
    pipeline is not loaded yet, what it reads this first time stays with it.
    """
    with ALONE:
        if not _loaded.cache_info().currsize:
            yield
            return
        nlp = pipeline(model)
        with nlp.memory_zone():
            yield
        lemmas = nlp.get_pipe(REMEMBERED) if nlp.has_pipe(REMEMBERED) else None
        if isinstance(lemmas, RememberedLemmas):
            lemmas.forget()


def parse(
    report: Report, kinds: Collection[BlockKind] = READ, *, model: str | None = None, entities: bool = True
) -> Doc:
    """Parse a report's blocks of the given kinds into one document with the body's own offsets.

    Parameters
    ----------
    report
        The report to parse.
    kinds
        Kinds of blocks that are parsed; all else becomes ``SPACE`` tokens.
    model
        See `pipeline`.
    entities
        Whether to recognise named entities at once; else `add_entities` does it later.

    Returns
    -------
    Doc
        ``doc.text == report.body``. `paragraphs` gives its parsed blocks.
    """
    return next(parsed for _, parsed in parse_all([report], kinds, model=model, entities=entities))


def parse_all(
    reports: Iterable[Report],
    kinds: Collection[BlockKind] = READ,
    *,
    model: str | None = None,
    entities: bool = True,
    batch_size: int = 64,
) -> Iterator[tuple[Report, Doc]]:
    """Parse many reports in batches of paragraphs, in order; otherwise as `parse`."""
    nlp = pipeline(model)

    def pieces() -> Iterator[tuple[str, tuple[int, Report, Block | None]]]:
        for number, report in enumerate(reports):
            yield "", (number, report, None)  # so that a report without such blocks is not lost
            for block in report.blocks:
                if block.kind in kinds and block.start < block.end:
                    text = report.body[block.start : block.end]
                    dateline = _DATELINE.match(text)
                    if dateline is not None and dateline.end() < len(text):
                        block = block.model_copy(update={"start": block.start + dateline.end()})  # noqa: PLW2901
                        text = text[dateline.end() :]
                    yield text.translate(_PLAIN), (number, report, block)

    parsed = nlp.pipe(pieces(), as_tuples=True, batch_size=batch_size)
    for _, group in groupby(parsed, key=lambda pair: pair[1][0]):
        parts = list(group)
        report = parts[0][1][1]
        blocks = [(doc, block) for doc, (_, _, block) in parts if block is not None]
        whole = _joined(report.body, blocks, nlp)
        whole.user_data["pieces"] = (nlp, tuple(doc for doc, _ in blocks))
        if entities:
            add_entities(whole)
        yield report, whole


def _joined(body: str, parts: list[tuple[Doc, Block]], nlp: Language) -> Doc:
    """Put parsed blocks back into the body, what lies between them as one token each."""
    texts: list[str] = []
    spaces: list[bool] = []
    layers: list[Any] = []
    found: list[tuple[int, int, str]] = []
    add = nlp.vocab.strings.add
    gap = np.array(
        [[add("_SP"), add("SPACE"), 0, add(" "), 0, add("ROOT")]], dtype=np.uint64
    )  # one token, in the order of the layers
    at = 0
    for doc, block in [*parts, (None, None)]:
        start = len(body) if block is None else block.start
        if at < start:
            texts.append(body[at:start])
            spaces.append(False)
            layers.append(gap)
        if doc is None or block is None:
            break
        found.append((len(texts), len(texts) + len(doc), block.kind.value))
        edges: Any = doc.to_array(["IDX", "LENGTH", "SPACY"])
        for first, length, space in edges.tolist():
            texts.append(body[block.start + first : block.start + first + length])
            spaces.append(bool(space))
        layers.append(doc.to_array(list(_LAYERS)))
        at = block.end
    whole = Doc(nlp.vocab, words=texts, spaces=spaces)
    if texts:
        stacked: Any = np.vstack(layers)
        whole.from_array(list(_LAYERS), stacked)
    whole.user_data["paragraphs"] = tuple(found)
    return whole


def add_entities(*docs: Doc) -> None:
    """Recognise the named entities of documents that `parse` made without them; they are done together."""
    waiting = [(doc, *doc.user_data.pop("pieces")) for doc in docs if "pieces" in doc.user_data]
    if not waiting:
        return
    recogniser = waiting[0][1].get_pipe(RECOGNISER)
    found = iter(recognise(recogniser, [piece for _, _, pieces in waiting for piece in pieces]))
    for doc, _, _ in waiting:
        layers: Any = np.zeros((len(doc), len(ENTITY_LAYERS)), dtype=np.uint64)
        layers[:, 0] = 2  # outside
        for start, end, _ in doc.user_data["paragraphs"]:
            layers[start:end] = next(found)
        doc.from_array(list(ENTITY_LAYERS), layers)


def paragraphs(doc: Doc) -> list[Span]:
    """Give the blocks of a document made by `parse`, in order (all of any other document)."""
    known = doc.user_data.get("paragraphs")
    if known is None:
        return [doc[:]] if len(doc) else []
    return [doc[start:end] for start, end, _ in known]
