"""Withhold the texts of restricted reports from a brief that goes to others; what was concluded stays.

Of a withheld report nobody learns its name, outlet, title, address or text, nor a sentence, condition,
speaker or source of it, wherever the brief repeats them; each source has another name, so that witnesses can
still be told apart. That there is such a report, and how many
statements rest on it, stays: a brief must not seem to rest on less than it does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from modusvivendi.brief.contents import Contents, ReportEntry, StatementEntry
from modusvivendi.dossier.redaction import WITHHELD
from modusvivendi.english import count_words, number_words

SHORTEST = 4
"""Texts of fewer characters are blanked where they stand, but not looked for elsewhere."""


def withheld(contents: Contents, reports: Collection[str]) -> Contents:
    """Give a brief without the texts of some of its reports.

    Parameters
    ----------
    contents
        The whole brief.
    reports
        Names of the reports whose texts are withheld; others are left out of account.

    Returns
    -------
    Contents
        In which these reports are called ``withheld-1`` and so on; a warning says how many they are.

    Notes
    -----
    Names of parties are not withheld, and neither is what an analyst wrote into the model by hand.
    """
    chosen = [report.report for report in contents.reports if report.report in reports]
    names = {name: f"withheld-{number}" for number, name in enumerate(chosen, start=1)}
    if not names:
        return contents
    ids = {}
    for number, statement in enumerate((s for s in contents.statements if s.report in names), start=1):
        ids[statement.id] = f"{names[statement.report]}-{number}"
    for number, aside in enumerate((a for a in contents.asides if a.report in names), start=1):
        ids[aside.id] = f"{names[aside.report]}-aside-{number}"
    sources: dict[str, str] = {}
    groups: dict[str, str] = {}
    for statement in contents.statements:
        for source in statement.sources if statement.report in names else ():
            unnamed = " (unnamed)" if source.endswith(" (unnamed)") else ""
            sources.setdefault(source, f"withheld source {len(sources) + 1}{unnamed}")
        for link in statement.chain if statement.report in names else ():
            groups.setdefault(link.group, sources.get(link.name, WITHHELD))
    secrets = _secrets(contents, names)
    renamed = {
        text: name
        for source, name in (*groups.items(), *sources.items())
        for text in (source, _bare(source))
        if text in secrets
    }
    bodies = [(report.body, report.report in names) for report in contents.reports]
    quotations = _Quotations(
        closed=[body for body, is_secret in bodies if is_secret],
        open_=[body for body, is_secret in bodies if not is_secret],
        kept=[s.proposal for s in contents.statements],
    )
    blank = _Blanking({**names, **ids, **renamed}, secrets, quotations)
    hidden = contents.model_copy(
        update={
            "reports": tuple(_report(r) if r.report in names else r for r in contents.reports),
            "statements": tuple(
                _statement(s, sources) if s.report in names else s for s in contents.statements
            ),
            "asides": tuple(
                a.model_copy(update={"start": 0, "end": 0, "sentence": WITHHELD}) if a.report in names else a
                for a in contents.asides
            ),
        }
    )
    count = f"{number_words(len(names))} of {count_words(len(contents.reports), 'report')}"
    told = f"The text of {count} is withheld; what was concluded from it stays."
    made = Contents.model_validate(blank.walk(hidden.model_dump()))
    return made.model_copy(update={"warnings": (told, *made.warnings)})


def _report(report: ReportEntry) -> ReportEntry:
    hidden = {"outlet": WITHHELD, "title": WITHHELD, "url": None, "body": "", "sha256": "", "warnings": ()}
    return report.model_copy(update=hidden)


def _statement(statement: StatementEntry, sources: Mapping[str, str]) -> StatementEntry:
    return statement.model_copy(
        update={
            "start": 0,
            "end": 0,
            "sentence": WITHHELD,
            "speaker": None,
            "condition": WITHHELD if statement.condition else None,
            "condition_start": None,
            "condition_end": None,
            "sources": tuple(sources[source] for source in statement.sources),
            "chain": (),
            "quantity": None,
        }
    )


def _texts(report: ReportEntry, statements: Collection[StatementEntry]) -> Iterator[str | None]:
    """Give what a report and its statements say that others need not say."""
    yield from (report.outlet, report.title, report.url, report.sha256, report.sha256[:16])
    for s in statements:
        yield from (
            s.sentence,
            s.condition,
            s.speaker,
            *s.sources,
            *(text for link in s.chain for text in (link.name, link.group)),
        )
        if s.quantity:
            yield str(s.quantity.get("text") or "")


def _secrets(contents: Contents, names: Mapping[str, str]) -> list[str]:
    """Give the texts that only withheld reports have, the longest first."""
    closed: set[str] = set()
    open_: set[str] = {s.actor for s in contents.statements} | {s.target or "" for s in contents.statements}
    for report in contents.reports:
        of_it = [s for s in contents.statements if s.report == report.report]
        found = {text.strip() for text in _texts(report, of_it) if text}
        found |= {" ".join(text.split()) for text in found}
        (closed if report.report in names else open_).update(found)
    # An unnamed group is told in the brief's own sentences without what marks it as unnamed.
    closed |= {_bare(text) for text in closed}
    open_ |= {_bare(text) for text in open_}
    return sorted((t for t in closed - open_ if len(t) >= SHORTEST), key=lambda text: (-len(text), text))


def _bare(source: str) -> str:
    return source.removesuffix(" (unnamed)")


_QUOTATION = re.compile(r"“([^“”]*)”")
_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(r"…|(?<=\w[.!?])\s")
"""Where a quotation may leave words out, or join two sentences."""


class _Quotations:
    """Tells which quotations only withheld reports have, also cut ones and those with other inner marks.

    Parameters
    ----------
    closed, open_
        Texts of reports that are withheld, and of the others.
    kept
        What may be quoted whatever report has it.
    """

    def __init__(self, closed: Collection[str], open_: Collection[str], kept: Collection[str]) -> None:
        self._closed = " ".join(map(_plain, closed))
        self._open = " ".join(map(_plain, open_))
        self._kept = frozenset(map(_plain, kept))

    def without(self, text: str) -> str:
        """Give a text with these quotations withheld."""
        return _QUOTATION.sub(lambda hit: f"“{WITHHELD}”" if self._is_secret(hit[1]) else hit[0], text)

    def _is_secret(self, quotation: str) -> bool:
        if _plain(quotation) in self._kept:
            return False
        parts = filter(str.strip, map(_plain, _CUT.split(quotation)))
        return any(part in self._closed and part not in self._open for part in parts)


def _plain(text: str) -> str:
    """Give the words of a text alone, each between blanks."""
    words = _WORD.findall(text.casefold())
    return f" {' '.join(words)} "


class _Blanking:
    """Replaces names and texts throughout, wherever they stand."""

    def __init__(self, exact: Mapping[str, str], secrets: Collection[str], quotations: _Quotations) -> None:
        self._exact = exact
        self._quotations = quotations
        found = [re.escape(text) for text in sorted({*exact, *secrets}, key=lambda text: (-len(text), text))]
        self._pattern = re.compile("|".join(f"(?<!\\w){text}(?!\\w)" for text in found))

    def walk(self, value: Any) -> Any:
        if isinstance(value, str):
            open_ = self._quotations.without(value)
            return self._pattern.sub(lambda hit: self._exact.get(hit[0], WITHHELD), open_)
        if isinstance(value, Mapping):
            return {self.walk(key): self.walk(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.walk(item) for item in value)
        return value
