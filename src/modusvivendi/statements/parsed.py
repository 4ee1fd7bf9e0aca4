"""A parsed report as plain objects, which are asked much faster than spaCy's.

spaCy makes a token anew at every access and looks its words up in a table each time, and rules ask for the
same tokens hundreds of times. Here every token is made once, with its words and its place in the tree. Names
and meanings are spaCy's; only what the rules use is there, and nothing may be changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, cast, overload

from spacy.tokens import Doc as SpacyDoc

_LAYERS = ("ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "IDX", "HEAD", "SENT_START", "SPACY", "LOWER")
_FLAGS = ("IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_DIGIT", "IS_STOP", "LIKE_NUM")

_BEYOND = 5
"""So many empty tokens can be asked for after the last one, as in spaCy."""


class Token:
    """A token; see ``spacy.tokens.Token``.

    Attributes
    ----------
    lefts, rights, children
        The tokens of which it is the head: those before it, those after it, and all, in order.
    sent
        The sentence it is in.
    """

    __slots__ = (
        "_ancestors", "_edges", "_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx",
        "is_alpha", "is_digit", "is_punct", "is_sent_start", "is_space", "is_stop", "lefts", "lemma_",
        "like_num", "lower_", "pos_", "rights", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip

    def __init__(self, doc: Doc, i: int, lexeme: _Lexeme) -> None:
        self.doc = doc
        self.i = i
        self.idx = 0
        self.head = self
        self.text, self.lower_, self.is_space, self.is_punct = lexeme[:4]
        self.is_alpha, self.is_digit, self.is_stop, self.like_num = lexeme[4:]
        self.lemma_ = self.pos_ = self.tag_ = self.dep_ = self.ent_type_ = self.whitespace_ = ""
        self.is_sent_start: bool | None = None
        self.lefts: tuple[Token, ...] = ()
        self.rights: tuple[Token, ...] = ()
        self.children: tuple[Token, ...] = ()
        self.sent = doc.nothing
        self._subtree: tuple[Token, ...] | None = None
        self._ancestors: tuple[Token, ...] | None = None
        self._edges: tuple[Token, Token] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __hash__(self) -> int:
        return self.i

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def subtree(self) -> tuple[Token, ...]:
        """Itself and all below it."""
        if self._subtree is None:
            below: list[Token] = []
            for child in self.lefts:
                below += child.subtree
            below.append(self)
            for child in self.rights:
                below += child.subtree
            self._subtree = tuple(below)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return (self._edges or self._find_edges())[0]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return (self._edges or self._find_edges())[1]

    def _find_edges(self) -> tuple[Token, Token]:
        self._edges = min(self.subtree, key=_place), max(self.subtree, key=_place)
        return self._edges

    @property
    def ancestors(self) -> tuple[Token, ...]:
        """Its head, the head of that and so on."""
        if self._ancestors is None:
            head = self.head
            self._ancestors = () if head is self else (head, *head.ancestors)
        return self._ancestors

    def is_ancestor(self, descendant: Token) -> bool:
        """Tell whether another token is below it."""
        return self in descendant.ancestors

    def nbor(self, offset: int = 1) -> Token:
        """Give the token so many places on."""
        place = self.i + offset
        if place < 0:
            raise IndexError(place)
        return self.doc.tokens[place]


_place = attrgetter("i")


_Lexeme = tuple[str, str, bool, bool, bool, bool, bool, bool]
"""What is the same for all tokens of one spelling, in the order of `Token`."""

_NOTHING: _Lexeme = ("", "", False, False, False, False, False, False)


class Span:
    """Some tokens in a row; see ``spacy.tokens.Span``."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(self.end - self.start)
            return Span(self.doc, self.start + start, self.start + max(start, end))
        place = (self.start if at >= 0 else self.end) + at
        if not self.start <= place < self.end:
            raise IndexError(at)
        return self.doc.tokens[place]

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Span)
            and self.doc is other.doc
            and (self.start, self.end) == (other.start, other.end)
        )

    @property
    def start_char(self) -> int:
        """Where its text begins."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Where its text ends."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as they stand in the text."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Span:
        """The sentence in which it begins."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token highest in the tree."""
        root = next((token for token in self if token.head is token), None)
        if root is not None:
            return root
        outward = [token for token in self if not self.start <= token.head.i < self.end]
        return min(outward, key=_depth, default=self[0])


def _depth(token: Token) -> tuple[bool, int]:
    """Order tokens by their way to the root; marks and blanks come last."""
    return (token.is_punct or token.is_space) and not token.children, len(token.ancestors)


class Doc:
    """A parsed report; see ``spacy.tokens.Doc``.

    Parameters
    ----------
    doc
        What spaCy made of the report. It is read at once, and not held.
    """

    def __init__(self, doc: SpacyDoc) -> None:
        self.user_data = dict(doc.user_data)
        self._length = len(doc)
        self.nothing = Span(self, 0, 0)
        self.tokens = _tokens(self, doc)
        self.text = "".join(token.text + token.whitespace_ for token in self.tokens)
        self.tokens += [Token(self, self._length + i, _NOTHING) for i in range(_BEYOND)]
        self._divide()
        self.grow()

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens[: self._length])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(self._length)
            return Span(self, start, max(start, end))
        if at >= 0:
            return self.tokens[at]
        if at < -self._length:
            raise IndexError(at)
        return self.tokens[at + self._length]

    @property
    def sents(self) -> Iterator[Span]:
        """Its sentences."""
        return iter(dict.fromkeys(token.sent for token in self))

    def grow(self) -> None:
        """Find the children of all tokens from their heads."""
        children: dict[int, list[Token]] = {}
        for token in self.tokens:
            token.lefts = token.rights = token.children = ()
            if token.head is not token:
                children.setdefault(token.head.i, []).append(token)
        for place, found in children.items():
            head = self.tokens[place]
            before = sum(token.i < place for token in found)
            head.lefts, head.rights = tuple(found[:before]), tuple(found[before:])
            head.children = tuple(found)

    def _divide(self) -> None:
        """Find the sentences of all tokens."""
        starts = [token.i for token in self if token.is_sent_start is True or not token.i]
        for start, end in zip(starts, [*starts[1:], self._length], strict=False):
            sentence = Span(self, start, end)
            for token in self.tokens[start:end]:
                token.sent = sentence


def plain(doc: SpacyDoc) -> SpacyDoc:
    """Give a parsed report as plain objects, for whoever takes spaCy's."""
    return cast(SpacyDoc, Doc(doc))


def regrown(doc: SpacyDoc) -> SpacyDoc:
    """Give such a report again whose tokens were given other heads, with the children that go with them."""
    cast(Doc, doc).grow()
    return doc


class _Words(dict[int, str]):
    """The strings of a document by their numbers."""

    def __init__(self, doc: SpacyDoc) -> None:
        super().__init__({0: ""})
        self._strings = doc.vocab.strings

    def __missing__(self, key: int) -> str:
        word = self[key] = self._strings[key]
        return word


def _tokens(whole: Doc, doc: SpacyDoc) -> list[Token]:
    """Make the tokens of a document, each with its words and head."""
    rows: Any = doc.to_array([*_LAYERS, *_FLAGS])
    words = _Words(doc)
    lexemes: dict[int, _Lexeme] = {}
    tokens: list[Token] = []
    heads: list[int] = rows[:, 7].astype("int32").tolist() if len(doc) else []
    starts: list[int] = rows[:, 8].astype("int32").tolist() if len(doc) else []
    for i, (orth, lemma, pos, tag, dep, entity, idx, _, _, space, lower, *flags) in enumerate(rows.tolist()):
        lexeme = lexemes.get(orth)
        if lexeme is None:
            is_space, is_punct, is_alpha, is_digit, is_stop, like_num = map(bool, flags)
            lexeme = lexemes[orth] = (
                words[orth], words[lower], is_space, is_punct, is_alpha, is_digit, is_stop, like_num
            )  # fmt: skip
        token = Token(whole, i, lexeme)
        token.idx = idx
        token.lemma_, token.pos_, token.tag_ = words[lemma], words[pos], words[tag]
        token.dep_, token.ent_type_ = words[dep], words[entity]
        token.whitespace_ = " " if space else ""
        token.is_sent_start = _SENTENCE_START[starts[i]]
        tokens.append(token)
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[token.i + head]
    return tokens


_SENTENCE_START = {-1: False, 0: None, 1: True}
