"""How wide text is, as far as that can be told without the font it will be shown in."""

from __future__ import annotations

import unicodedata

_WIDTHS = {
    0.22: "ijl'|",
    0.28: "tfI .,:;!/\\[]",
    0.34: "r(){}-`·’‘“”",
    0.5: "cksvxyzJ",
    0.67: "ABEKPSVXY&",
    0.73: "CDHNRUw",
    0.78: "GOQ",
    0.83: "mM",
    0.94: "W",
    1.02: "@…—→%",
}
"""Widths in Helvetica and the fonts cut to its measure, in parts of the font's size."""

_EM = {char: em for em, chars in _WIDTHS.items() for char in chars}


def plain(text: str) -> str:
    """Put a text on one line, without characters that XML or a reader cannot take."""
    kept = "".join(char if char.isprintable() and not "\ud800" <= char <= "\udfff" else " " for char in text)
    return " ".join(kept.split())


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a text in a sans-serif font, rather too wide than too narrow.

    Parameters
    ----------
    text
        One line.
    size
        Of the font; the width is in the same unit.
    bold
        Whether it is.

    Examples
    --------
    >>> width("ill", 10) < width("now", 10) < width("日本語", 10)
    True
    """
    return size * sum(map(_em, text)) * (1.08 if bold else 1.02)


def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.02
    return _EM.get(char, 0.65 if char.isupper() else 0.56)


def wrapped(text: str, room: float, size: float, most: int = 100, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit, the last one cut short where there would be too many.

    Parameters
    ----------
    text
        What to break; a word that is too long is broken too.
    room
        The width of a line, in the unit of ``size``.
    size
        Of the font.
    most
        How many lines there may be.
    bold
        Whether the font is.

    Examples
    --------
    >>> wrapped("accept and modify", 60, 12)
    ['accept', 'and', 'modify']
    >>> wrapped("accept and modify", 80, 12, 1)
    ['accept and …']
    """
    lines: list[str] = []
    for word in plain(text).split(" "):
        rest = word
        if lines and width(f"{lines[-1]} {rest}", size, bold=bold) <= room:
            lines[-1] += f" {rest}"
            continue
        while width(rest, size, bold=bold) > room and len(rest) > 1:
            fits = max(
                1,
                next(
                    n for n in range(len(rest), 0, -1) if n == 1 or width(rest[:n], size, bold=bold) <= room
                ),
            )
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    if len(lines) > most:
        lines = lines[:most]
        while lines[-1] and width(f"{lines[-1]} …", size, bold=bold) > room:
            lines[-1] = lines[-1][:-1].rstrip()
        lines[-1] = f"{lines[-1]} …".strip()
    return lines
