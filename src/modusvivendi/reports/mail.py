"""E-mails and web archives, which are built the same way: a header, and parts of which one is the text."""

from __future__ import annotations

import datetime as dt
import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from modusvivendi.errors import ReportError
from modusvivendi.reports import outlets
from modusvivendi.reports.dates import find_dates
from modusvivendi.reports.encodings import declared_in_page, decode_declared
from modusvivendi.reports.extracted import Extracted, cleaned, put_together
from modusvivendi.reports.markup import fragment_pieces
from modusvivendi.reports.units import Unit, text_units

_REPLIED_TO = re.compile(
    r"^(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht)\s*-{2,}"
    r"|(?:on|am|le)\b[^\n]{6,200}\b(?:wrote|schrieb|écrit)\s*(?:[^\n]{0,80})?:)\s*$",
    re.I | re.M,
)
_SIGNATURE = re.compile(r"^-- ?\r?$", re.M)
_SUBJECT_MARKS = re.compile(r"^(?:(?:re|aw|fw|fwd|wg|tr)\s*:\s*)+", re.I)


def read_mail(data: bytes, name: str) -> Extracted:
    """Read an e-mail.

    The plain text is taken, or the HTML where there is no plain text. Subject, sender and date come from the
    header. Older messages quoted below, and the signature, stay in the body but are not read as the report's.

    Raises
    ------
    ReportError
        The message is damaged, encrypted, or has no text.
    """
    message = _parsed(data, name)
    part, kind = _text_part(message)
    if part is None:
        if message.get_content_type() in {"multipart/encrypted", "application/pkcs7-mime"}:
            raise ReportError("this e-mail is encrypted", file=name, hint="open it and save its text as .txt")
        raise ReportError("there is no text in this e-mail", file=name, hint="name its attachments instead")
    content, charset = _content(part, name)
    warnings: tuple[str, ...] = ()
    units: list[Unit]
    if kind == "html":
        decoded = decode_declared(content, name, charset, declared_in_page(content))
        body, units = put_together(fragment_pieces(decoded.text))
        aside: tuple[tuple[int, int], ...] = ()
    else:
        decoded = decode_declared(content, name, charset)
        body = decoded.text.lstrip("\ufeff")
        aside = _aside(body)
        units = [
            unit
            for start, end in _between(aside, len(body))
            for unit in (_shifted(found, start) for found in text_units(body[start:end]))
        ]
    if not body.strip():
        raise ReportError("there is no text in this e-mail", file=name, hint="name its attachments instead")
    attached = [
        _line(str(found.get_filename() or found.get_content_type())) for found in _attachments(message)
    ]
    warnings = decoded.warnings
    if attached:
        warnings += (f"attachments were not read: {', '.join(attached[:5])}",)
    subject = _header(message, "subject")
    sender = _sender(message)
    known = sender is not None and outlets.likelihood(sender) >= outlets.LIKELY
    return Extracted(
        body,
        units,
        aside=aside,
        title=_SUBJECT_MARKS.sub("", subject).strip() or None if subject else None,
        outlet=outlets.display_name(sender) if known and sender else None,
        fallback_outlet=sender,
        date=_date(message),
        url=_header(message, "archived-at"),
        warnings=warnings,
    )


def archived_page(data: bytes, name: str) -> tuple[bytes, str | None, str | None]:
    """Give the page kept in a web archive (MHTML), its encoding and its address.

    Raises
    ------
    ReportError
        There is no page in it.
    """
    message = _parsed(data, name)
    for part in _leaves(message):
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            content, charset = _content(part, name)
            address = _header(message, "snapshot-content-location") or _header(part, "content-location")
            return content, charset, address if address and address.startswith("http") else None
    raise ReportError("there is no page in this web archive", file=name, hint="save the page as .html")


def _parsed(data: bytes, name: str) -> EmailMessage:
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    try:
        return BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ReportError(
            "this e-mail is damaged and cannot be read", file=name, hint="save its text as .txt"
        ) from error


def _leaves(message: EmailMessage) -> list[EmailMessage]:
    """Give the parts that have no parts, those of attached messages left out."""
    found: list[EmailMessage] = []
    waiting: list[Any] = [message]
    while waiting and len(found) < 1000:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting = [*part.iter_parts(), *waiting]
        else:
            found.append(part)
    return found


def _text_part(message: EmailMessage) -> tuple[EmailMessage | None, str]:
    """Give the part that holds the text, and whether it is ``plain`` or ``html``."""
    texts = [part for part in _leaves(message) if not _is_attachment(part)]
    for kind in ("plain", "html"):
        for part in texts:
            if part.get_content_type() == f"text/{kind}" and cleaned(str(part.get_payload())[:2000]):
                return part, kind
    return None, ""


def _is_attachment(part: EmailMessage) -> bool:
    return "attachment" in str(part.get("content-disposition", "")).casefold()


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    return [
        part
        for part in _leaves(message)
        if _is_attachment(part) or part.get_content_maintype() in {"application", "message"}
    ]


def _content(part: EmailMessage, name: str) -> tuple[bytes, str | None]:
    """Give the bytes of a part and the encoding it says it has."""
    try:
        content = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise ReportError(
            "this e-mail is damaged and cannot be read", file=name, hint="save its text as .txt"
        ) from error
    return (content if isinstance(content, bytes) else b""), charset


def _header(message: EmailMessage, field: str) -> str | None:
    """Give a field of the header as a line of text."""
    try:
        value = message.get(field)
    except (ValueError, TypeError, LookupError, AttributeError, IndexError):
        return None
    return _line(str(value)) or None if value is not None else None


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())[:500]


def _sender(message: EmailMessage) -> str | None:
    """Give who sent it: the name, or the address where there is none."""
    shown, address = parseaddr(_header(message, "from") or "")
    return shown or address or None


def _date(message: EmailMessage) -> dt.date | None:
    """Give the day on which it was sent, by the sender's clock."""
    found = find_dates(_header(message, "date") or "")
    return found[0].date if found else None


def _aside(body: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of quoted older messages and of the signature."""
    spans: list[tuple[int, int]] = []
    signature = _SIGNATURE.search(body)
    end = signature.start() if signature else len(body)
    for match in _REPLIED_TO.finditer(body, 0, end):
        if body[: match.start()].strip():
            end = match.start()
            break
    if end < len(body):
        spans.append((end, len(body)))
    spans += [
        (match.start(), match.end())
        for match in re.finditer(r"(?:^>[^\n]*(?:\n|\Z))+", body[:end], re.M)
        if body[: match.start()].strip() or body[match.end() : end].strip()
    ]
    return tuple(sorted(spans))


def _between(spans: tuple[tuple[int, int], ...], end: int) -> list[tuple[int, int]]:
    """Give what lies between spans."""
    edges = [0, *(place for span in spans for place in span), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _shifted(unit: Unit, by: int) -> Unit:
    return Unit(unit.start + by, unit.end + by, unit.role, unit.alone)
