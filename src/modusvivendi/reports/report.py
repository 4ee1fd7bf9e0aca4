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
        dropped, line ends kept.
    sha256
        Digest of the original bytes: the report's identity.
    outlet, title, date, url
        As far as the text, its front matter or the user tells; None is unknown and is shown so.
    date_from
        How the date is known: ``"option"``, ``"front matter"`` or ``"date line"``; None if unknown.
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

    def paragraphs(self) -> tuple[Block, ...]:
        """Give the blocks that carry content, in order."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.PARAGRAPH)
