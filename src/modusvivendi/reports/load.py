"""Reading a report from a file."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
from pathlib import Path

from modusvivendi.errors import ReportError, nearest
from modusvivendi.reports.decoding import decode
from modusvivendi.reports.front_matter import front_matter
from modusvivendi.reports.layout import lay_out
from modusvivendi.reports.markdown import MARKDOWN_SUFFIXES, blanked, markdown_units
from modusvivendi.reports.report import Report
from modusvivendi.reports.units import text_units

LARGEST = 2_000_000
"""The largest report that is read, in bytes."""

_NOT_READ = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".doc": "Word",
    ".odt": "OpenDocument",
    ".rtf": "Rich Text",
    ".html": "HTML",
    ".htm": "HTML",
    ".xhtml": "HTML",
    ".epub": "EPUB",
    ".xlsx": "Excel",
    ".pptx": "PowerPoint",
}


def load(
    path: str | os.PathLike[str],
    *,
    outlet: str | None = None,
    title: str | None = None,
    date: dt.date | None = None,
) -> Report:
    """Read a report from a text or Markdown file.

    Outlet, title and date come from the arguments, else from YAML front matter, else from the page's own
    layout; what none of them tells stays None. A date in running text never becomes the publication date.

    Parameters
    ----------
    path
        A ``.txt`` or ``.md`` file of at most 2 MB; other names are read as plain text.
    outlet, title, date
        What the user knows better than the page.

    Raises
    ------
    ReportError
        The file is missing, empty, too large, a folder, or no text; the message says what to do about it.
    """
    data, name = _bytes(path)
    return parse(data, name, outlet=outlet, title=title, date=date)


def parse(
    data: bytes,
    name: str,
    *,
    outlet: str | None = None,
    title: str | None = None,
    date: dt.date | None = None,
) -> Report:
    r"""Read a report from the bytes of a file called ``name``; see `load`.

    Examples
    --------
    >>> page = b"Valley Record\n3 May 2024\n\nFishermen end strike\n\nThe strike is over, they say."
    >>> report = parse(page, "a.txt")
    >>> report.outlet, report.date.isoformat(), report.title
    ('Valley Record', '2024-05-03', 'Fishermen end strike')
    """
    suffix = Path(name).suffix.casefold()
    if suffix in _NOT_READ:
        raise ReportError(
            f"{_NOT_READ[suffix]} files are not read",
            file=name,
            hint="save the report as .txt or .md (UTF-8)",
        )
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    decoded = decode(data, name)
    body = decoded.text
    front = front_matter(body)
    units = (markdown_units if suffix in MARKDOWN_SUFFIXES else text_units)(body, front.end)
    shown = blanked(body) if suffix in MARKDOWN_SUFFIXES else body
    page = lay_out(shown, units, title=title or front.title)
    warnings = [*decoded.warnings, *front.warnings, *([] if date or front.date else page.warnings)]
    date_from: str | None
    if date is not None:
        date_from = "option"
    elif front.date is not None:
        date, date_from = front.date, "front matter"
    else:
        date, date_from = page.date, "date line" if page.date else None
    report = Report(
        name=name,
        body=body,
        sha256=hashlib.sha256(data).hexdigest(),
        outlet=outlet or front.outlet or page.outlet,
        title=title or front.title or page.title,
        date=date,
        date_from=date_from,
        url=front.url or page.url,
        blocks=tuple(block for block in page.blocks if block.end > block.start),
        warnings=tuple(warnings),
    )
    if report.paragraphs():
        return report
    return report.model_copy(
        update={"warnings": (*report.warnings, "no running text was found in this report")}
    )


def _bytes(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    """Give a file's bytes and its name without folders."""
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
        if state.st_size > LARGEST:
            raise _too_large(shown, state.st_size)
        return place.read_bytes(), place.name
    except FileNotFoundError:
        raise ReportError("there is no such file", file=shown, hint=_neighbour(shown)) from None
    except NotADirectoryError:
        raise ReportError(
            "there is no such file", file=shown, hint="a part of the path is not a folder"
        ) from None
    except PermissionError:
        raise ReportError("the file may not be read", file=shown, hint="check its permissions") from None
    except (OSError, ValueError) as error:
        raise ReportError("the file cannot be read", file=shown, hint=str(error)) from error


def _neighbour(shown: str) -> str | None:
    """Give the hint that names similar files in the same folder."""
    try:
        place = Path(shown)
        known = [entry.name for entry in place.parent.iterdir()]
    except (OSError, ValueError):
        return "check the path"
    return nearest(place.name, known) or "check the path"


def _too_large(name: str, size: int) -> ReportError:
    """Build the refusal of a text that is too large."""
    return ReportError(
        f"the file is too large for one report ({size / 1e6:.1f} MB; the limit is {LARGEST / 1e6:.0f} MB)",
        file=name,
        hint="a report is one published text; split the file",
    )
