"""Fetching a report from the network. Nothing here is even imported unless a person asks for it."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import httpcore
import httpx

from modusvivendi.errors import ReportError
from modusvivendi.reports.addresses import is_public
from modusvivendi.reports.encodings import codec_of
from modusvivendi.reports.fetched import Fetched, write_note
from modusvivendi.reports.formats import SUFFIXES, TEXTS, Format, recognise
from modusvivendi.reports.guarded import Allowed, GuardedTransport, TooSlow
from modusvivendi.reports.limits import LARGEST, LARGEST_FILE
from modusvivendi.version import __version__

MOST_REDIRECTS = 5
SECONDS = 30.0
"""How long one fetch may take in all."""

_SUFFIX = {
    Format.HTML: ".html",
    Format.PDF: ".pdf",
    Format.DOCX: ".docx",
    Format.MAIL: ".eml",
    Format.FEED: ".xml",
    Format.ARCHIVED_PAGE: ".mhtml",
    Format.TEXT: ".txt",
    Format.MARKDOWN: ".md",
}


def fetch(
    url: str,
    folder: Path,
    *,
    allowed: Allowed = is_public,
    seconds: float = SECONDS,
) -> Path:
    """Fetch a report and keep it in a folder, as it came, with a note of where it came from beside it.

    Parameters
    ----------
    url
        An ``http`` or ``https`` address.
    folder
        Where the file is put; its name is made from the address.
    allowed
        Which network addresses may be connected to; asked for every connection, at every redirect.
    seconds
        How long it may take in all.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ReportError
        The address is no web address or not a public one, the server answers with an error, too much, too
        slowly or with too many redirects, or what it sends is no report.
    """
    deadline = time.monotonic() + seconds
    try:
        with httpx.Client(
            transport=GuardedTransport(allowed, deadline),
            trust_env=False,
            timeout=min(10.0, seconds),
            headers={
                "user-agent": f"modusvivendi/{__version__}",
                "accept": "text/html, application/xhtml+xml, application/pdf, application/rss+xml, "
                "application/atom+xml, text/plain, */*;q=0.5",
                "accept-encoding": "identity",
            },
        ) as client:
            final, headers, data = _get(client, url, deadline)
    except ReportError as problem:
        raise ReportError(problem.message, file=url, hint=problem.hint) from problem
    except (TooSlow, httpx.TimeoutException, httpcore.TimeoutException):
        raise ReportError(f"the server did not answer within {seconds:.0f} seconds", file=url) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, httpcore.NetworkError, OSError) as error:
        raise _unreachable(url, error) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError) as error:
        raise ReportError("the server's answer cannot be understood", file=url, hint=str(error)) from error
    charset = httpx.Headers(headers).get("content-type", "")
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", charset, re.I)
    place = _free(folder, _name(final, data, charset))
    place.write_bytes(data)
    write_note(
        place,
        Fetched(
            url=final,
            asked=url,
            when=dt.datetime.now(dt.UTC).replace(microsecond=0),
            charset=named[1] if named and codec_of(named[1]) else None,
        ),
    )
    return place


def _get(client: httpx.Client, url: str, deadline: float) -> tuple[str, list[tuple[str, str]], bytes]:
    """Follow redirects to an answer and read it; give the last address, the header and the bytes."""
    here = _checked(url)
    for _ in range(MOST_REDIRECTS + 1):
        with client.stream("GET", here) as answer:
            if answer.is_redirect:
                here = _checked(str(here.join(answer.headers["location"])))
                client.cookies.clear()
                continue
            if answer.status_code != 200:
                raise ReportError(
                    f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip(),
                    hint="open the address in a browser and save the page",
                )
            return str(here), list(answer.headers.multi_items()), _body(answer, deadline)
    raise ReportError(f"the server redirects more than {MOST_REDIRECTS} times")


def _checked(url: str) -> httpx.URL:
    """Give an address that may be asked for."""
    try:
        here = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise ReportError("this is not a web address", hint=str(error)) from error
    if here.scheme not in {"http", "https"} or not here.host:
        raise ReportError("only http and https addresses are fetched")
    if here.userinfo:
        raise ReportError("an address with a name and password in it is not fetched")
    return here.copy_with(fragment=None)


def _body(answer: httpx.Response, deadline: float) -> bytes:
    """Read an answer as far as it is allowed to go."""
    said = answer.headers.get("content-length", "")
    if said.isdigit() and int(said) > LARGEST_FILE:
        raise _too_much()
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > LARGEST_FILE:
            raise _too_much()
        if time.monotonic() > deadline:
            raise TooSlow
        parts.append(part)
    data = b"".join(parts)
    if not data:
        raise ReportError("the server sent nothing")
    if size > LARGEST and recognise(data, "") in TEXTS:
        raise ReportError(
            f"what the server sends is too large for one report ({LARGEST / 1e6:.0f} MB of text)"
        )
    return data


def _too_much() -> ReportError:
    return ReportError(f"what the server sends is too large for one report ({LARGEST_FILE / 1e6:.0f} MB)")


def _unreachable(url: str, error: Exception) -> ReportError:
    reason = str(error) or type(error).__name__
    return ReportError("this address cannot be fetched", file=url, hint=reason)


def _name(url: str, data: bytes, content_type: str) -> str:
    """Make a file name from an address: its last part, or the server where there is none."""
    here = httpx.URL(url)
    path = PurePosixPath(unquote(here.path))
    suffix = path.suffix.casefold()
    kind = recognise(data, f"page{suffix}")
    if kind is Format.TEXT and "html" in content_type.casefold():
        kind = Format.HTML
    stem = path.stem if suffix in SUFFIXES or SUFFIXES.get(suffix) is kind else path.name
    stem = re.sub(r"[^\w-]+", "-", stem)[:80].strip("-_") or re.sub(r"[^\w-]+", "-", here.host)
    return stem + (suffix if SUFFIXES.get(suffix) is kind else _SUFFIX[kind])


def _free(folder: Path, name: str) -> Path:
    """Give a place of that name that is not taken."""
    place = folder / name
    number = 2
    while place.exists():
        place = folder / f"{PurePosixPath(name).stem}-{number}{PurePosixPath(name).suffix}"
        number += 1
    return place
