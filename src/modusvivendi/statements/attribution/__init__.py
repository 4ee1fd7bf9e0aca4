"""Attribution: who is said to say, think, want or decide what.

`attributions` reads them off a parsed document by rules that can be explained: a lexicon of cue words with
the constructions in which each introduces its content, and the grammar of direct quotation. Every
attribution names its rule. The task and the notions of source, cue and content follow the corpora PARC3
(Pareti 2016) and PolNeAR (Newell, Margolin and Ruths 2018); nothing was trained on or taken from either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from modusvivendi.statements.statement import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from modusvivendi.reports.report import Report


def attributions(doc: Doc, *, nested: bool = True) -> list[Attribution]:
    """Find the attributions of a document parsed by `modusvivendi.statements.language.parse`.

    Parameters
    ----------
    doc
        The parsed report.
    nested
        Whether attributions within the content of another are given as well (*the paper reported that sources
        said …*). The corpora of attribution mark the outermost only.

    Returns
    -------
    list of Attribution
        In the order of their contents, spans as offsets into the report's body.
    """
    from modusvivendi.statements.attribution.reading import find
    from modusvivendi.statements.parsed import plain

    return find(plain(doc), nested=nested)


def attribution_records(report: Report, *, nested: bool = False) -> Iterator[dict[str, object]]:
    """Give a report's attributions in the shape of ``modus read --attributions --json``.

    The title is read as well as the paragraphs.

    Yields
    ------
    dict
        ``doc`` (the file's stem) and the lists of ``[start, end]`` under ``source``, ``cue`` and ``content``.
    """
    from modusvivendi.reports.report import BlockKind
    from modusvivendi.statements.language import parse

    doc = parse(report, (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH))
    for found in attributions(doc, nested=nested):
        yield {
            "doc": report.stem,
            "source": [list(span) for span in found.source],
            "cue": [list(span) for span in found.cue],
            "content": [list(span) for span in found.content],
        }


__all__ = ["attribution_records", "attributions"]
