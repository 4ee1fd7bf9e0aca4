"""The reader ``rules.v1``: puts speech, stance, conditions and the cast of a report together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from modusvivendi.reports.readable import readable
from modusvivendi.reports.report import Report
from modusvivendi.statements import language
from modusvivendi.statements.actors.aliases import Aliases
from modusvivendi.statements.actors.mentions import Meant
from modusvivendi.statements.parsed import plain
from modusvivendi.statements.rules.belonging import dealings
from modusvivendi.statements.rules.matter import is_negotiation, may_be_negotiation
from modusvivendi.statements.rules.mending import mended
from modusvivendi.statements.rules.reading import Reading, sentences
from modusvivendi.statements.rules.transcripts import unlabelled
from modusvivendi.statements.statement import Statement


def read_by_rules(
    report: Report,
    published: dt.date | None,
    near: tuple[dt.date, ...],
    aliases: Aliases | None = None,
) -> tuple[Statement, ...]:
    """Read a report's statements.

    Parameters
    ----------
    report
        The report.
    published
        Its date, if known.
    near
        Dates of the case's other reports.
    aliases
        The case's own names.
    """
    return read_all_by_rules([(report, published, near)], aliases)[0]


@dataclass(frozen=True)
class ReadReport:
    """The statements of a report, and whom phrases of their conditions mean."""

    statements: tuple[Statement, ...] = ()
    meant: tuple[Meant, ...] = ()


def read_all_by_rules(
    wanted: Sequence[tuple[Report, dt.date | None, tuple[dt.date, ...]]],
    aliases: Aliases | None = None,
    regardless: Callable[[Report], bool] = lambda _: False,
) -> list[tuple[Statement, ...]]:
    """Read the statements of several reports, as `read_by_rules` does; they are parsed together.

    Those for which ``regardless`` holds are read whatever they seem to be about.
    """
    return [found.statements for found in read_in_context(wanted, aliases, regardless)]


def read_in_context(
    wanted: Sequence[tuple[Report, dt.date | None, tuple[dt.date, ...]]],
    aliases: Aliases | None = None,
    regardless: Callable[[Report], bool] = lambda _: False,
) -> list[ReadReport]:
    """Read as `read_all_by_rules` does, and tell what the reports make of phrases that name nobody."""
    # Markup is blanked for the parse only: offsets and what is quoted stay those of the body.
    unmarked = [unlabelled(report.model_copy(update={"body": readable(report)})) for report, _, _ in wanted]
    docs = [doc for _, doc in language.parse_all((report for report, _ in unmarked), entities=False)]
    matters = [
        bool(language.paragraphs(doc)) and (regardless(report) or may_be_negotiation(doc))
        for (report, _, _), doc in zip(wanted, docs, strict=True)
    ]
    language.add_entities(*(doc for doc, matter in zip(docs, matters, strict=True) if matter))
    return [
        _read_parsed(mended(plain(doc)), *one, aliases, labels, regardless=regardless(one[0]))
        if matter
        else ReadReport()
        for one, doc, matter, (_, labels) in zip(wanted, docs, matters, unmarked, strict=True)
    ]


def _read_parsed(
    doc: Doc,
    report: Report,
    published: dt.date | None,
    near: tuple[dt.date, ...],
    aliases: Aliases | None,
    labels: dict[int, str],
    *,
    regardless: bool,
) -> ReadReport:
    reading = Reading(doc, report, published, near, aliases, labels)
    for paragraph in language.paragraphs(doc):
        reading.open_paragraph(paragraph)
        for sentence in sentences(paragraph):
            if _CORRECTION.match(sentence.text):
                break
            reading.read(sentence)
    found = dealings(reading.drafts)
    if regardless or is_negotiation(doc, found, spoken=reading.spoken):
        return ReadReport(reading.statements(), reading.meant())
    return ReadReport()


_CORRECTION = re.compile(
    r"(?:An|The) (?:earlier|previous|original) version of this|Corrections?\b|Clarification\b"
)
