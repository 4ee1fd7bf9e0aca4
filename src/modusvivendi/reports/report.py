"""The public type of this stage: a report and the blocks its body is made of."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property
from pathlib import PurePath

from pydantic import BaseModel, ConfigDict


class BlockKind(StrEnum):
    """What a block of a report's body is; only paragraphs are read for statements."""

    TITLE = "title"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    DATE_LINE = "date line"
    FURNITURE = "furniture"


class Block(BaseModel):
    """A run of the body, ``body[start:end]``, and what it is."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    kind: BlockKind


class Report(BaseModel):
    """One published text.

    Attributes
    ----------
    name
        File name without folders; unique within a case.
    body
        The text as stored. For ``.txt`` and ``.md`` the decoded file itself, a byte-order mark
        dropped, line ends kept; for other formats the text taken out of the file.
    sha256
        Digest of the original bytes: the report's identity. An entry of a feed has that of its element.
    outlet, title, date, url
        As far as the text, its front matter or the user tells; None is unknown and is shown so.
    date_from
        How the date is known: ``"option"``, ``"front matter"``, ``"metadata"`` or ``"date line"``; None if
        unknown.
    blocks
        Non-overlapping, in order. What lies between them is white space or markup.
    warnings
        What a reader of the result should know, such as a guessed encoding.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    body: str
    sha256: str
    outlet: str | None = None
    title: str | None = None
    date: dt.date | None = None
    date_from: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()

    @cached_property
    def stem(self) -> str:
        """The file name without its extension, used in statement ids."""
        return PurePath(self.name).stem

    @cached_property
    def language(self) -> str | None:
        """The language of the running text (ISO 639-1); None where there is too little to tell.

        It follows from the text alone, so that it need not be stored with it.
        """
        from modusvivendi.reports.languages import language_of

        texts, size = [], 0
        for block in self.paragraphs():
            texts.append(self.body[block.start : block.end])
            size += block.end - block.start
            if size > 5000:
                break
        return language_of("\n".join(texts) or self.body)

    def paragraphs(self) -> tuple[Block, ...]:
        """Give the blocks that carry content, in order."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.PARAGRAPH)
