"""Write a brief to a file in the format that the file's name tells, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from modusvivendi.brief.contents import Contents
from modusvivendi.brief.documents.beside import Beside
from modusvivendi.errors import CaseError, ConflictError, UnknownName, nearest


def _html(contents: Contents, _: Beside | None) -> bytes:
    from modusvivendi.brief import html

    return html.render(contents).encode("utf-8", "replace")


def _docx(contents: Contents, _: Beside | None) -> bytes:
    from modusvivendi.brief.documents.composing import compose
    from modusvivendi.brief.documents.docx import docx

    return docx(compose(contents))


def _pdf(contents: Contents, _: Beside | None) -> bytes:
    from modusvivendi.brief.documents.composing import compose
    from modusvivendi.brief.documents.pdf import pdf

    return pdf(compose(contents))


def _xlsx(contents: Contents, _: Beside | None) -> bytes:
    from modusvivendi.brief.documents.workbook import workbook

    return workbook(contents)


def _tex(contents: Contents, beside: Beside | None) -> bytes:
    from modusvivendi.brief.documents.composing import compose
    from modusvivendi.brief.documents.latex import latex

    return latex(compose(contents), beside).encode("utf-8", "replace")


def _md(contents: Contents, beside: Beside | None) -> bytes:
    from modusvivendi.brief.documents.composing import compose
    from modusvivendi.brief.documents.markdown import markdown

    return markdown(compose(contents), beside).encode("utf-8", "replace")


FORMATS: dict[str, Callable[[Contents, Beside | None], bytes]] = {
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "tex": _tex,
    "md": _md,
}
"""What gives the bytes of a brief in each format, by the ending of its files."""

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "tex": "application/x-tex; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
"""What a server calls each format."""


def form_of(path: Path) -> str:
    """Tell the format of a file by its name.

    Raises
    ------
    UnknownName
        If it has none of the endings.

    Examples
    --------
    >>> form_of(Path("talks.DOCX")), form_of(Path("talks.markdown"))
    ('docx', 'md')
    """
    ending = path.suffix[1:].lower()
    form = {"markdown": "md", "htm": "html", "latex": "tex"}.get(ending, ending)
    if form not in FORMATS:
        endings = ", ".join(f".{known}" for known in FORMATS)
        raise UnknownName(f"{path.name} tells no format of a brief", hint=f"the endings are {endings}")
    return form


def rendered(contents: Contents, form: str, beside: Beside | None = None) -> bytes:
    """Give a brief in a format.

    Parameters
    ----------
    contents
        What the brief says, of `modusvivendi.brief.looking.look_at` or a brief that was made.
    form
        One of `FORMATS`.
    beside
        Takes the pictures of formats that refer to files (``md``, ``tex``); None: these say what is drawn.

    Raises
    ------
    UnknownName
        If there is no such format.
    CaseError
        If it is ``pdf`` and what sets it is not installed.
    """
    if form not in FORMATS:
        hint = nearest(form, FORMATS) or f"there are {', '.join(FORMATS)}"
        raise UnknownName(f"there is no format called {form!r}", hint=hint)
    return FORMATS[form](contents, beside)


def for_others(contents: Contents) -> Contents:
    """Give a brief that can be handed on: texts of reports that are marked so are withheld, caveats stay.

    See Also
    --------
    modusvivendi.brief.documents.redaction.withheld : what exactly is withheld.
    """
    from modusvivendi.brief.documents.redaction import withheld

    return withheld(contents, {report.report for report in contents.reports if report.redact})


def export_brief(
    brief: Contents | str | Path, path: str | Path, form: str | None = None, *, redact: bool = False
) -> Path:
    """Write a brief to a file, whole or not at all; a file already there is replaced.

    The pictures of Markdown and LaTeX are files of their own beside it.

    Parameters
    ----------
    brief
        What it says, or the folder of a case: its record and its model as they stand, nothing is read anew.
    path
        Where to; its folder must exist.
    form
        One of `FORMATS`; if not given, the ending of the file's name tells.
    redact
        Withhold the texts of the reports that are not for others; see `for_others`.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UnknownName
        If there is no such format.
    CaseError
        If there is no case, the file cannot be written, or what a PDF needs is not installed.
    ConflictError
        If a person's model in the case is malformed.
    """
    from modusvivendi.brief.looking import look_at
    from modusvivendi.conflict.files import write_whole

    place = Path(path)
    wanted = form or form_of(place)
    contents = brief if isinstance(brief, Contents) else look_at(Path(brief))
    beside = Beside(place.stem)
    data = rendered(for_others(contents) if redact else contents, wanted, beside)
    try:
        for name, picture in beside.files.items():
            write_whole(place.with_name(name), picture)
        write_whole(place, data)
    except ConflictError as error:
        raise CaseError(error.message, file=error.file, hint=error.hint) from None
    return place
