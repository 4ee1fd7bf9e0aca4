"""Which encoding a page or a mail says it has, and what to do where that is not true."""

from __future__ import annotations

import codecs
import re

from modusvivendi.reports.decoding import Decoded, decode, marked

_WINDOWS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
"""What browsers take a declared encoding for (WHATWG Encoding Standard)."""

# Python's registry also holds what is no encoding of texts (rot13, zlib) or hides characters (utf-7).
_KNOWN = frozenset(
    """utf-8 utf-16 utf-16-le utf-16-be utf-32 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258
    cp866 cp874 cp932 cp949 cp950 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8
    iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic gbk gb2312
    gb18030 big5
    big5hkscs euc_jp euc-jp shift_jis iso2022_jp euc_kr""".split()
)

_META = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*(?P<charset>[\w.:-]{2,40})""",
    re.I,
)
_XML = re.compile(rb"""\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["'](?P<charset>[\w.:-]{2,40})["']""", re.I)


def declared_in_page(data: bytes) -> str | None:
    """Give the encoding that the head of a page names, in a ``meta`` element or the XML declaration.

    Examples
    --------
    >>> declared_in_page(b'<html><head><meta charset="koi8-r"></head>')
    'koi8-r'
    """
    head = data[:4096]
    match = _XML.search(head) or _META.search(head)
    return match["charset"].decode("ascii", "replace") if match else None


def codec_of(label: str | None) -> str | None:
    """Give the codec for a declared encoding; None for what is unknown or no encoding of texts.

    Examples
    --------
    >>> codec_of("ISO-8859-1"), codec_of("rot13"), codec_of("x-nonsense")
    ('cp1252', None, None)
    """
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    name = _WINDOWS.get(name, name)
    return name if name in _KNOWN else None


def decode_declared(data: bytes, file: str, *labels: str | None) -> Decoded:
    """Decode a text whose encoding was declared: mark, declarations in order, else as any text.

    Parameters
    ----------
    data, file
        The bytes, and the name for messages.
    labels
        Declared encodings, the most trusted first (HTTP before ``meta``).

    Raises
    ------
    ReportError
        The bytes are no text.
    """
    if marked(data):
        return decode(data, file)
    for label in labels:
        codec = codec_of(label)
        if codec is None:
            continue
        if codec.startswith(("cp125", "iso8859")) and _is_utf8(data):
            # Bytes of another encoding hardly ever make up valid UTF-8: the declaration is a leftover.
            return Decoded(data.decode("utf-8"), (f"said to be {label}, but it is UTF-8 and was read so",))
        try:
            return Decoded(data.decode(codec))
        except (UnicodeDecodeError, ValueError):
            text = data.decode(codec, "replace")
            bad = text.count("\ufffd")
            # UTF-8 with nothing but faults beyond ASCII is another encoding.
            is_sound = codec != "utf-8" or any(char > "\x7f" and char != "\ufffd" for char in text)
            if bad <= max(3, len(text) // 500) and is_sound and not _is_utf8(data):
                return Decoded(
                    text, (f"{bad} characters could not be read as {label} and are shown as \ufffd",)
                )
    decoded = decode(data, file)
    wrong = [label for label in labels if label]
    if wrong and not decoded.warnings and codec_of(wrong[0]) not in {"utf-8", None}:
        return Decoded(decoded.text, (f"said to be {wrong[0]}, but it is not; read as UTF-8",))
    return decoded


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 with more in it than ASCII."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
