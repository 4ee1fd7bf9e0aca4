"""From bytes to text: UTF-8 first, then a guess that is called one; what is no text is refused."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from modusvivendi.errors import ReportError

_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAVE_AS_TEXT = "save the report as plain text (UTF-8)"

_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
)

_WESTERN_PUNCTUATION = frozenset("“”‘’‚„–—…€£§©®™°·«»•›‹\u00a0¿¡½¼¾²³")


@dataclass(frozen=True)
class Decoded:
    """A text and what there is to say about how it was decoded."""

    text: str
    warnings: tuple[str, ...] = ()


def marked(data: bytes) -> bool:
    """Tell whether a byte-order mark says how the bytes are encoded."""
    return data.startswith(codecs.BOM_UTF8) or any(data.startswith(mark) for mark, _ in _MARKS)


def decode(data: bytes, file: str) -> Decoded:
    """Decode the bytes of a report.

    Parameters
    ----------
    data
        All bytes of the file.
    file
        The file's name, for messages.

    Raises
    ------
    ReportError
        The bytes are no text: empty, a known binary format, unmatched halves of UTF-16, control characters.
    """
    if not data:
        raise ReportError(
            "the file is empty", file=file, hint="a report is a text file with at least a sentence"
        )
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise ReportError(f"this is {what}, not a text file", file=file, hint=_SAVE_AS_TEXT)
    decoded = _by_mark(data, file) or _utf8(data) or _guess(data, file)
    _check_is_text(decoded.text, file)
    return decoded


def _by_mark(data: bytes, file: str) -> Decoded | None:
    """Decode by the byte-order mark of UTF-16 or UTF-32, if there is one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            name = encoding[:6].upper()
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise ReportError(
                    f"the file begins as {name} text but breaks off at byte {len(mark) + error.start}",
                    file=file,
                    hint="it may have been cut off; " + _SAVE_AS_TEXT,
                ) from error
            return Decoded(text, (f"read as {name}, not UTF-8",))
    return None


def _utf8(data: bytes) -> Decoded | None:
    """Decode as UTF-8; a last character that was cut in half is left out and said to be."""
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        cut_off = error.reason == "unexpected end of data" and error.start > 0
        if (cut_off and any(byte >= 0x80 for byte in data[: error.start])) or (
            cut_off and len(data) - error.start > 1
        ):
            text = data[: error.start].decode("utf-8-sig")
            return Decoded(text, ("the file ends in the middle of a character; it may have been cut off",))
    return None


def _guess(data: bytes, file: str) -> Decoded:
    """Decode bytes that are not UTF-8, with a warning that says what they were taken for."""
    if b"\0" in data:
        raise ReportError("this is not a text file", file=file, hint=_SAVE_AS_TEXT)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    # On short texts statistics confuse the Western code page with its neighbours; plain evidence goes first.
    if text and _is_western(text):
        return Decoded(text, ("not UTF-8; read as Western European (Windows-1252)",))
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ReportError(
            "this is not a text file, or its encoding is unknown", file=file, hint=_SAVE_AS_TEXT
        )
    return Decoded(str(best), (f"not UTF-8; read as {best.encoding}, which is a guess",))


def _is_western(text: str) -> bool:
    """Tell whether what is not ASCII is typographic punctuation or Latin letters inside words."""
    odd = [place for place, char in enumerate(text) if ord(char) > 0x7F]
    if len(odd) > len(text) / 8:
        return False
    for place in odd:
        char = text[place]
        if char in _WESTERN_PUNCTUATION:
            continue
        beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
        if not char.isalpha() or not any(other.isascii() and other.isalpha() for other in beside):
            return False
    return True


def _check_is_text(text: str, file: str) -> None:
    """Refuse what decodes but is not text."""
    if not text.strip():
        raise ReportError(
            "the file holds nothing but white space",
            file=file,
            hint="a report is a text file with at least a sentence",
        )
    if "\0" in text:
        raise ReportError("this is not a text file (it contains null bytes)", file=file, hint=_SAVE_AS_TEXT)
    sample = text[:200_000]
    controls = sum(1 for char in sample if unicodedata.category(char) == "Cc" and not char.isspace())
    if controls > 2 and controls > len(sample) / 100:
        raise ReportError(
            "this is not a text file (it contains control characters)", file=file, hint=_SAVE_AS_TEXT
        )
    if not any(char.isalpha() for char in text):
        raise ReportError(
            "there is not a single word in this file", file=file, hint="a report is a text in words"
        )
