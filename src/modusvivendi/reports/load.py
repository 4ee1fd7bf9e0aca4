"""Reading reports from files."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
from dataclasses import replace
from pathlib import Path, PurePath

from modusvivendi.errors import ReportError, nearest
from modusvivendi.reports.decoding import decode
from modusvivendi.reports.encodings import decode_declared
from modusvivendi.reports.extracted import Extracted
from modusvivendi.reports.fetched import Fetched, fetched_from, is_address
from modusvivendi.reports.formats import SUFFIXES, TEXTS, Format, recognise
from modusvivendi.reports.front_matter import front_matter
from modusvivendi.reports.languages import ENGLISH, language_name
from modusvivendi.reports.layout import lay_out
from modusvivendi.reports.limits import LARGEST, LARGEST_FILE, too_large
from modusvivendi.reports.markdown import blanked, markdown_units
from modusvivendi.reports.report import Block, BlockKind, Report
from modusvivendi.reports.units import text_units


def load(
    path: str | os.PathLike[str],
    *,
    outlet: str | None = None,
    title: str | None = None,
    date: dt.date | None = None,
) -> Report:
    """Read a report from a file: text, Markdown, HTML, PDF, Word or e-mail, told by its content.

    Outlet, title and date come from the arguments, else from YAML front matter or the file's metadata, else
    from the page's own layout; what none of them tells stays None. A date in running text never becomes the
    publication date.

    Parameters
    ----------
    path
        A file of at most 2 MB of text, and at most 10 MB in all.
    outlet, title, date
        What the user knows better than the page.

    Raises
    ------
    ReportError
        The file is missing, empty, too large, a folder, damaged, protected, no text, or a feed with several
        reports in it; the message says what to do about it.
    """
    data, name, fetched = raw(path)
    return parse(data, name, outlet=outlet, title=title, date=date, fetched=fetched)


def load_all(
    path: str | os.PathLike[str],
    *,
    outlet: str | None = None,
    date: dt.date | None = None,
) -> tuple[Report, ...]:
    """Read all reports in a file: the entries of a feed, the one report of any other; see `load`.

    The reports of a feed are called after it and their titles: ``news-talks-resume.xml`` from ``news.xml``.
    """
    data, name, fetched = raw(path)
    return parse_all(data, name, outlet=outlet, date=date, fetched=fetched)


def parse(
    data: bytes,
    name: str,
    *,
    outlet: str | None = None,
    title: str | None = None,
    date: dt.date | None = None,
    fetched: Fetched | None = None,
) -> Report:
    r"""Read a report from the bytes of a file called ``name``; see `load`.

    Examples
    --------
    >>> page = b"Valley Record\n3 May 2024\n\nFishermen end strike\n\nThe strike is over, they say."
    >>> report = parse(page, "a.txt")
    >>> report.outlet, report.date.isoformat(), report.title
    ('Valley Record', '2024-05-03', 'Fishermen end strike')
    """
    reports = parse_all(data, name, outlet=outlet, title=title, date=date, fetched=fetched)
    if len(reports) > 1:
        raise ReportError(
            f"this is a feed with {len(reports)} reports, not one report", file=name, hint="use load_all"
        )
    return reports[0]


def parse_all(
    data: bytes,
    name: str,
    *,
    outlet: str | None = None,
    title: str | None = None,
    date: dt.date | None = None,
    fetched: Fetched | None = None,
) -> tuple[Report, ...]:
    """Read all reports from the bytes of a file called ``name``; see `load_all`."""
    kind = recognise(data, name)
    _check_size(len(data), kind, name)
    charset, url = (fetched.charset, fetched.url) if fetched else (None, None)
    digest = hashlib.sha256(data).hexdigest()
    notes = _misnamed(kind, name)
    if kind is Format.FEED:
        from modusvivendi.reports.feeds import read_feed

        return tuple(
            _report(entry.extracted, entry_name(name, entry.name), entry.sha256, outlet, title, date, notes)
            for entry in read_feed(data, name, charset=charset)
        )
    if kind in TEXTS:
        return (_text(data, name, kind, digest, outlet, title, date, fetched, notes),)
    return (_report(_extract(data, name, kind, charset, url), name, digest, outlet, title, date, notes),)


def entry_name(feed: str, entry: str) -> str:
    """Give the name of a report that is one entry of a feed.

    Examples
    --------
    >>> entry_name("news.rss", "talks-resume")
    'news-talks-resume.rss'
    """
    path = PurePath(feed)
    return f"{path.stem}-{entry}{path.suffix}"


def _extract(data: bytes, name: str, kind: Format, charset: str | None, url: str | None) -> Extracted:
    """Take the text out of a file that holds one report."""
    if kind is Format.ARCHIVED_PAGE:
        from modusvivendi.reports.mail import archived_page

        data, inner, address = archived_page(data, name)
        kind, charset, url = Format.HTML, inner, url or address
    if kind is Format.HTML:
        from modusvivendi.reports.html import read_html

        return read_html(data, name, charset=charset, url=url)
    if kind is Format.PDF:
        from modusvivendi.reports.pdf import read_pdf

        found = read_pdf(data, name)
    elif kind is Format.DOCX:
        from modusvivendi.reports.docx import read_docx

        found = read_docx(data, name)
    else:
        from modusvivendi.reports.mail import read_mail

        found = read_mail(data, name)
    return found if found.url or url is None else replace(found, url=url)


def _report(
    found: Extracted,
    name: str,
    digest: str,
    outlet: str | None,
    title: str | None,
    date: dt.date | None,
    notes: tuple[str, ...],
) -> Report:
    """Lay out an extracted text and make the report."""
    if len(found.body) > LARGEST:
        raise too_large(name, len(found.body), LARGEST)
    page = lay_out(found.body, found.units, title=title or found.title)
    blocks = [block for block in page.blocks if block.end > block.start]
    blocks += [Block(start=start, end=end, kind=BlockKind.FURNITURE) for start, end in found.aside]
    known = date or found.date
    shown = page.date or found.fallback_date
    return _with_notes(
        Report(
            name=name,
            body=found.body,
            sha256=digest,
            outlet=outlet or found.outlet or page.outlet or found.fallback_outlet,
            title=title or found.title or page.title or found.fallback_title,
            date=known or shown,
            date_from="option" if date else "metadata" if known else "date line" if shown else None,
            url=found.url or page.url,
            blocks=tuple(sorted(blocks, key=lambda block: block.start)),
            warnings=(*notes, *found.warnings, *(() if known else page.warnings)),
        )
    )


def _text(
    data: bytes,
    name: str,
    kind: Format,
    digest: str,
    outlet: str | None,
    title: str | None,
    date: dt.date | None,
    fetched: Fetched | None,
    notes: tuple[str, ...],
) -> Report:
    """Read a file that is the text itself."""
    decoded = decode_declared(data, name, fetched.charset) if fetched else decode(data, name)
    body = decoded.text
    front = front_matter(body)
    is_marked = kind is Format.MARKDOWN
    units = (markdown_units if is_marked else text_units)(body, front.end)
    shown = blanked(body) if is_marked else body
    page = lay_out(shown, units, title=title or front.title)
    date_from: str | None
    if date is not None:
        date_from = "option"
    elif front.date is not None:
        date, date_from = front.date, "front matter"
    else:
        date, date_from = page.date, "date line" if page.date else None
    return _with_notes(
        Report(
            name=name,
            body=body,
            sha256=digest,
            outlet=outlet or front.outlet or page.outlet,
            title=title or front.title or page.title,
            date=date,
            date_from=date_from,
            url=front.url or page.url or (fetched.url if fetched else None),
            blocks=tuple(block for block in page.blocks if block.end > block.start),
            warnings=(
                *notes,
                *decoded.warnings,
                *front.warnings,
                *(() if date_from in {"option", "front matter"} else page.warnings),
            ),
        )
    )


def _with_notes(report: Report) -> Report:
    """Add what has to be said about a report as a whole."""
    notes = []
    if report.language not in (None, ENGLISH):
        notes.append(not_english(report.language))
    elif not report.paragraphs():
        notes.append("no running text was found in this report")
    return report.model_copy(update={"warnings": (*report.warnings, *notes)}) if notes else report


def not_english(language: str | None) -> str:
    """Say that a report is in a language the offline reader does not read.

    Examples
    --------
    >>> not_english("fr")
    'this report is in French; the rules reader reads English only and finds nothing in it'
    """
    return (
        f"this report is in {language_name(language or '')}; "
        "the rules reader reads English only and finds nothing in it"
    )


def _misnamed(kind: Format, name: str) -> tuple[str, ...]:
    """Say so where a file's name says it is something else than it is."""
    suffix = PurePath(name).suffix.casefold()
    named = SUFFIXES.get(suffix)
    if named is None or named is kind or {named, kind} <= TEXTS:
        return ()
    if {named, kind} <= {Format.HTML, Format.ARCHIVED_PAGE} or (suffix == ".xml" and kind is Format.HTML):
        return ()
    return (f"named {suffix}, but it is {kind.value} and was read as such",)


def _check_size(size: int, kind: Format, name: str) -> None:
    """Refuse what is too large for its format."""
    limit = LARGEST if kind in TEXTS else LARGEST_FILE
    if size > limit:
        raise too_large(name, size, limit)


def raw(path: str | os.PathLike[str]) -> tuple[bytes, str, Fetched | None]:
    """Give a file's bytes, its name without folders, and what is known of how it was fetched.

    Raises
    ------
    ReportError
        The file is missing, too large, a folder, or cannot be opened.
    """
    shown = os.fspath(path)
    try:
        place = Path(path)
        state = place.stat()
        if stat.S_ISDIR(state.st_mode):
            raise ReportError("this is a folder, not a report", file=shown, hint="name the files in it")
        if not stat.S_ISREG(state.st_mode):
            raise ReportError(
                "this is not a regular file", file=shown, hint="save the report as a text file first"
            )
        if state.st_size > LARGEST:  # refused before it is read, where its beginning tells that it will be
            with place.open("rb") as file:
                kind = recognise(file.read(8192), place.name) if state.st_size <= LARGEST_FILE else None
            _check_size(state.st_size, kind or SUFFIXES.get(place.suffix.casefold(), Format.TEXT), shown)
        return place.read_bytes(), place.name, fetched_from(place)
    except FileNotFoundError:
        if is_address(shown):
            raise not_fetched(shown) from None
        raise ReportError("there is no such file", file=shown, hint=_neighbour(shown)) from None
    except NotADirectoryError:
        raise ReportError(
            "there is no such file", file=shown, hint="a part of the path is not a folder"
        ) from None
    except PermissionError:
        raise ReportError("the file may not be read", file=shown, hint="check its permissions") from None
    except (OSError, ValueError) as error:
        raise ReportError("the file cannot be read", file=shown, hint=str(error)) from error


def not_fetched(address: str) -> ReportError:
    """Build the refusal of an address that nobody asked to fetch."""
    return ReportError(
        "this is a web address, and nothing is fetched unless asked for", file=address, hint="add --fetch"
    )


def _neighbour(shown: str) -> str | None:
    """Give the hint that names similar files in the same folder."""
    try:
        place = Path(shown)
        known = [entry.name for entry in place.parent.iterdir()]
    except (OSError, ValueError):
        return "check the path"
    return nearest(place.name, known) or "check the path"
