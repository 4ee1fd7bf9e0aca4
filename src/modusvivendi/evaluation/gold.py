"""Annotated reports: the texts of a folder with the statements to be found in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from modusvivendi.errors import ReportError
from modusvivendi.evaluation.names import Aliases
from modusvivendi.statements.statement import Span, Stance

Entry = TypeVar("Entry", bound=BaseModel)


class GoldStatement(BaseModel):
    """A statement to be found; fields as in ``tests/reading_corpus/README.md``.

    ``also`` are further mentions of it, ``stance_also``, ``actor_also`` and ``source_also`` other right
    answers, ``conditions_extra`` other ways to delimit its condition.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    sentence: str
    start: int
    end: int
    actor: str
    speaker: str | None = None
    stance: Stance
    proposal: str = ""
    earlier: bool = False
    condition: str | None = None
    conditions_extra: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    anonymous: bool = False
    also: tuple[str, ...] = ()
    stance_also: tuple[Stance, ...] = ()
    actor_also: tuple[str, ...] = ()
    source_also: tuple[str, ...] = ()

    @property
    def stances(self) -> tuple[Stance, ...]:
        """All stances that are right."""
        return self.stance, *self.stance_also

    @property
    def actors(self) -> tuple[str, ...]:
        """All actors that are right."""
        return self.actor, *self.actor_also

    @property
    def conditions(self) -> tuple[str, ...]:
        """All ways to state its condition; none if it has none."""
        return tuple(c for c in (self.condition, *self.conditions_extra) if c and c.strip())

    def mentions(self, text: str) -> list[Span]:
        """Give where it is stated, the main place first."""
        others = ((text.find(piece), len(piece)) for piece in self.also)
        return [(self.start, self.end), *((at, at + length) for at, length in others if at >= 0)]


class GoldReport(BaseModel):
    """A report with the statements to be found, and those that may be."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    report: str
    outlet: str | None = None
    statements: tuple[GoldStatement, ...] = ()
    optional_statements: tuple[GoldStatement, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Gold:
    """An annotated folder."""

    folder: Path
    reports: tuple[GoldReport, ...]
    aliases: Aliases

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of its reports."""
        return tuple(self.folder / report.report for report in self.reports)


def annotated_folders(folder: Path) -> tuple[Path, ...]:
    """Give the folders to be read for a folder: itself, or those of its folders that are annotated.

    Sets whose names of parties must not be mixed (the *ministry* of one is not that of the other) lie side by
    side in one folder and are scored as one set.
    """
    if (folder / "gold.json").exists() or not folder.is_dir():
        return (folder,)
    within = tuple(sorted(one for one in folder.iterdir() if (one / "gold.json").exists()))
    return within or (folder,)


def load_gold(folder: Path) -> Gold:
    """Read an annotated folder.

    Raises
    ------
    ReportError
        There is no ``gold.json``, it is not of the form described, or a text is missing or is not the one
        that was annotated.
    """
    file = folder / "gold.json"
    reports = []
    for report in load_entries(file, GoldReport, "report"):
        text = _text(folder / report.report)
        for statement in (*report.statements, *report.optional_statements):
            if text[statement.start : statement.end] != statement.sentence:
                raise ReportError(
                    f"statement {statement.id} does not quote the text at {statement.start}",
                    file=str(folder / report.report), hint="this is not the text that was annotated",
                )  # fmt: skip
        reports.append(report.model_copy(update={"text": text}))
    aliases = folder / "aliases.json"
    table: Any = load_json(aliases) if aliases.exists() else {}
    return Gold(folder, tuple(reports), Aliases(table.get("actors", table)))


def load_entries(file: Path, form: type[Entry], each: str) -> list[Entry]:
    """Read a file that lists annotations of one form; ``each`` is what one of them is called.

    Raises
    ------
    ReportError
        It is not there, no JSON, or an entry is not of that form; which, and what of it, is told.
    """
    found = []
    for number, entry in enumerate(load_json(file), start=1):
        try:
            found.append(form.model_validate(entry))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise ReportError(f"{each} {number}: {place}: {first['msg']}", file=str(file)) from None
    return found


def load_json(file: Path) -> Any:
    """Read a file of annotations.

    Raises
    ------
    ReportError
        It is not there, or no JSON.
    """
    try:
        loaded = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReportError("there is no such file", file=str(file), hint="name an annotated folder") from None
    except (OSError, ValueError) as error:
        raise ReportError("this cannot be read as JSON", file=str(file), hint=str(error)) from None
    return loaded.get("reports", loaded) if isinstance(loaded, dict) and file.name == "gold.json" else loaded


def _text(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return opened.read().removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    except (OSError, ValueError) as error:
        raise ReportError("the annotated text cannot be read", file=str(file), hint=str(error)) from None
