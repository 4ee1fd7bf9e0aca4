"""The text of a report in a format that has to be unpacked: its body put together from pieces."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from modusvivendi.reports.units import Unit, text_units


@dataclass(frozen=True)
class Piece:
    """A paragraph, heading or list item; ``role`` as in `Unit`. Line feeds are those of the original."""

    text: str
    role: str = "text"


@dataclass(frozen=True)
class Extracted:
    """What was taken out of a file.

    Attributes
    ----------
    body, units
        The text, which becomes ``Report.body``, and what it is made of.
    aside
        Spans of the body that are not the report's own words, such as an older message quoted in a mail.
    title, outlet, date, url
        What the file's metadata tell; None where they do not.
    fallback_title, fallback_outlet, fallback_date
        What is known less surely than the layout of the text tells it, or stands outside the text.
    warnings
        What a reader should know about how the text was got.
    """

    body: str
    units: list[Unit]
    aside: tuple[tuple[int, int], ...] = ()
    title: str | None = None
    outlet: str | None = None
    date: dt.date | None = None
    url: str | None = None
    fallback_title: str | None = None
    fallback_outlet: str | None = None
    fallback_date: dt.date | None = None
    warnings: tuple[str, ...] = field(default=())


# Invisible characters hide words from people or show them in another order: soft hyphens, zero-width spaces,
# marks of direction. The zero-width joiners stay, some scripts are misspelt without them.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BREAK = re.compile(r"[ \t]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])[ \t]*")


def cleaned(text: str) -> str:
    r"""Take out what nobody sees and fold white space; line feeds stay.

    Examples
    --------
    >>> cleaned("  Nor\u00adland\u00a0 agreed\u202e. \r\n Then it left. ")
    'Norland agreed.\nThen it left.'
    """
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = re.sub(r"[^\S\r\n\x0b\x0c\x85\u2028\u2029]+", " ", text)
    text = _BREAK.sub("\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def put_together(pieces: Iterable[Piece]) -> tuple[str, list[Unit]]:
    r"""Give a body, a blank line between its pieces, and its units.

    Examples
    --------
    >>> body, units = put_together([Piece("Talks resume", "h1"), Piece(" The sides met. ")])
    >>> body
    'Talks resume\n\nThe sides met.\n'
    >>> [(unit.role, body[unit.start : unit.end]) for unit in units]
    [('h1', 'Talks resume'), ('text', 'The sides met.')]
    """
    texts: list[str] = []
    units: list[Unit] = []
    place = 0
    for piece in pieces:
        text = cleaned(piece.text)
        if piece.role.startswith("h"):
            text = " ".join(text.split())
        if not text:
            continue
        if "\n" in text:
            found = [
                Unit(unit.start + place, unit.end + place, piece.role if piece.role != "text" else unit.role)
                for unit in text_units(text)
            ]
        else:
            found = [Unit(place, place + len(text), piece.role, alone=True)]
        units += found
        texts.append(text)
        place += len(text) + 2
    return ("\n\n".join(texts) + "\n" if texts else ""), units
