"""How well changes of position are found: against stories whose changes a person has written down.

A story is a few reports on one matter. ``stories.json`` in their folder lists, for each, the changes of
position to be found, and what looks like one and is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from modusvivendi.dossier import changes
from modusvivendi.dossier.change import Change
from modusvivendi.errors import ReaderError, ReportError
from modusvivendi.evaluation.gold import load_entries, load_json
from modusvivendi.evaluation.names import Aliases
from modusvivendi.evaluation.pairing import best_pairs
from modusvivendi.evaluation.positions import GROUPS
from modusvivendi.evaluation.rates import Rate
from modusvivendi.reports.load import load
from modusvivendi.reports.report import Report
from modusvivendi.statements.read import read_all
from modusvivendi.statements.statement import Stance, Statement

NONE = "no change"
"""A note that begins so marks an entry as a trap: what looks like a change and is none."""


class Mention(BaseModel):
    """Where a position is told: some words of a report, or a statement of ``gold.json`` by its id."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    report: str
    words: str | None = None
    statement: str | None = None


class Side(BaseModel):
    """A position before or after a change."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stance: Stance
    mentions: tuple[Mention, ...]


class GoldChange(BaseModel):
    """A change to be found; the fields as in ``tests/changing_stories/README.md``."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    actor: str
    topic: str
    before: Side = Field(alias="from")
    after: Side = Field(alias="to")
    note: str = ""

    @property
    def is_change(self) -> bool:
        """Whether it is one, and not a trap."""
        return not self.note.casefold().startswith(NONE)


class Story(BaseModel):
    """Reports on one matter, and the changes to be found in them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    story: str
    reports: tuple[str, ...]
    changes: tuple[GoldChange, ...] = ()


Place = tuple[str, int, int]
"""A report, and the start and end of some words in it."""


@dataclass(frozen=True)
class Stories:
    """The stories of a folder.

    Attributes
    ----------
    places
        Where each mention is.
    """

    folder: Path
    stories: tuple[Story, ...]
    aliases: Aliases
    places: Mapping[Mention, Place]


@dataclass
class Changes:
    """Counts over stories.

    Attributes
    ----------
    rate
        Changes found that were to be found, all that were found, and all that were to be found.
    missed, wrong
        By story, what was not found, and what was found and is none.
    trapped
        How many of the wrong ones are traps.
    """

    rate: Rate = field(default_factory=lambda: Rate(0, 0, 0))
    by_story: dict[str, Rate] = field(default_factory=dict)
    missed: dict[str, list[GoldChange]] = field(default_factory=dict)
    wrong: dict[str, list[Change]] = field(default_factory=dict)
    trapped: int = 0

    def figures(self) -> dict[str, float]:
        """Give all figures by name."""
        return {
            "changes": self.rate.wanted,
            "changes_found": self.rate.found,
            "changes_precision": self.rate.precision,
            "changes_recall": self.rate.recall,
            "changes_f1": self.rate.f1,
        }


def load_stories(folder: Path) -> Stories:
    """Read the stories of a folder.

    Raises
    ------
    ReportError
        There is no ``stories.json``, it is not of the form described, or what it quotes is not there.
    """
    file = folder / "stories.json"
    found = load_entries(file, Story, "story")
    aliases = folder / "aliases.json"
    table: Any = load_json(aliases) if aliases.exists() else {}
    annotated = folder / "gold.json"
    gold = {
        statement["id"]: (report["report"], statement["start"], statement["end"])
        for report in (load_json(annotated) if annotated.exists() else ())
        for statement in report["statements"]
    }
    texts = {name: load(folder / name).body for story in found for name in story.reports}
    mentions = {m for s in found for c in s.changes for side in (c.before, c.after) for m in side.mentions}
    places = {}
    for mention in sorted(mentions, key=repr):
        known = _place(mention, texts, gold)
        if known is None:
            what = mention.words or mention.statement
            raise ReportError(f"{what!r} is not in {mention.report}", file=str(file))
        places[mention] = known
    return Stories(folder, tuple(found), Aliases(table.get("actors", table)), places)


def _place(mention: Mention, texts: Mapping[str, str], gold: Mapping[str, Place]) -> Place | None:
    if mention.words is None:
        return gold.get(mention.statement or "")
    at = texts.get(mention.report, "").find(mention.words)
    return (mention.report, at, at + len(mention.words)) if at >= 0 else None


def read_stories(stories: Stories, reader: str = "rules") -> dict[str, tuple[list[Report], list[Statement]]]:
    """Read the reports of each story, each in the light of the others.

    Raises
    ------
    ReaderError
        The reader could not read a report.
    """
    found = {}
    for story in stories.stories:
        reports = [load(stories.folder / name) for name in story.reports]
        statements: list[Statement] = []
        for one in read_all(reports, reader):
            if isinstance(one, ReaderError):
                raise one
            statements += one
        found[story.story] = (reports, statements)
    return found


def evaluate(stories: Stories, read: Mapping[str, tuple[Sequence[Report], Sequence[Statement]]]) -> Changes:
    """Hold the changes found in what a reader read against those to be found.

    A change is right where it is one of the same party, its later side rests on a sentence that tells the
    later position, and its earlier side on one that tells the earlier position, or on another of the same
    leaning: a story need not list every place where the earlier position is told again. What is found twice
    counts once.

    Parameters
    ----------
    stories
        What is to be found.
    read
        By story, its reports and statements.
    """
    counts = Changes()
    for story in stories.stories:
        reports, statements = read[story.story]
        _count(counts, story, changes(reports, statements), _Matching(stories, statements))
    rates = counts.by_story.values()
    counts.rate = Rate(sum(r.right for r in rates), sum(r.found for r in rates), sum(r.wanted for r in rates))
    return counts


def _count(counts: Changes, story: Story, found: Sequence[Change], matching: _Matching) -> None:
    real = [change for change in story.changes if change.is_change]
    worth = {
        (i, j): 1000.0 + matching.on_both_sides(change, gold)
        for i, gold in enumerate(real)
        for j, change in enumerate(found)
        if matching.right(change, gold)
    }
    chosen = best_pairs(worth)
    repeated = {j for _, j in worth} - set(chosen.values())
    wrong = [c for j, c in enumerate(found) if j not in chosen.values() and j not in repeated]
    counts.by_story[story.story] = Rate(len(chosen), len(found) - len(repeated), len(real))
    counts.missed[story.story] = [gold for i, gold in enumerate(real) if i not in chosen]
    counts.wrong[story.story] = wrong
    traps = [change for change in story.changes if not change.is_change]
    counts.trapped += sum(any(matching.right(c, trap) for trap in traps) for c in wrong)


class _Matching:
    """Which changes found are which of those to be found."""

    def __init__(self, stories: Stories, statements: Iterable[Statement]) -> None:
        self._aliases = stories.aliases
        self._places = stories.places
        self._statements = {statement.id: statement for statement in statements}

    def right(self, change: Change, gold: GoldChange) -> bool:
        """Tell whether a change found is one to be found, the right way round where it has an order."""
        if not self._aliases.same_party(change.actor, [gold.actor]):
            return False
        if self._sides_fit(change, gold):
            return True
        return not change.ordered and self._sides_fit(
            change.model_copy(update={"before": change.after, "after": change.before}), gold
        )

    def on_both_sides(self, change: Change, gold: GoldChange) -> bool:
        """Tell whether the earlier side, too, rests on a sentence that the story names."""
        return self._rests_on(change.before.statements, gold.before)

    def _sides_fit(self, change: Change, gold: GoldChange) -> bool:
        same_leaning = GROUPS[change.before.stance] == GROUPS[gold.before.stance]
        return self._rests_on(change.after.statements, gold.after) and (
            same_leaning or self._rests_on(change.before.statements, gold.before)
        )

    def _rests_on(self, ids: Iterable[str], side: Side) -> bool:
        told = [self._statements[i] for i in ids if i in self._statements]
        return any(_meets(s, self._places[mention]) for s in told for mention in side.mentions)


def _meets(statement: Statement, place: Place) -> bool:
    """Tell whether a statement's sentence holds most of some words, or they most of it."""
    report, start, end = place
    common = min(end, statement.end) - max(start, statement.start)
    return statement.report == report and 2 * common >= min(end - start, statement.end - statement.start)
