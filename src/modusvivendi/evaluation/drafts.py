"""How well models are drafted: held against what a person took each statement to be about.

``options.json`` in an annotated folder lists, for each story, the options of a model and which of them each
statement and each condition is about. A draft is right where it puts statements together in the same way,
under options of the same parties; what the options are called does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from modusvivendi.conflict.draft import draft
from modusvivendi.conflict.model import Conflict
from modusvivendi.errors import ReportError
from modusvivendi.evaluation import positions
from modusvivendi.evaluation.gold import Gold, GoldReport, GoldStatement, load_entries
from modusvivendi.evaluation.names import Aliases
from modusvivendi.evaluation.pairing import best_pairs
from modusvivendi.evaluation.rates import Rate, share
from modusvivendi.reports.load import load
from modusvivendi.statements.read import with_acts_filled
from modusvivendi.statements.statement import Source, SourceKind, Statement

FILE = "options.json"


class GoldOption(BaseModel):
    """Something that one party could do."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    party: str
    act: str = ""


class GoldCircumstance(BaseModel):
    """Something that nobody decides."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str = ""


Link = tuple[str, str]
"""An option or circumstance, and ``+`` or ``-``: whether it is to be, or not to be."""


class GoldLinks(BaseModel):
    """What a statement is about, and what its condition is about."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    position: tuple[Link, ...] = ()
    condition: tuple[Link, ...] = ()


class GoldModel(BaseModel):
    """The options of a story, and which of them its statements are about, by their ids."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    story: str
    options: tuple[GoldOption, ...]
    circumstances: tuple[GoldCircumstance, ...] = ()
    statements: Mapping[str, GoldLinks]

    def about(self) -> dict[str, set[str]]:
        """Give the ids of the statements that are about each option, or have a condition that is."""
        found: dict[str, set[str]] = {option.id: set() for option in self.options}
        for name, links in self.statements.items():
            for thing, _ in (*links.position, *links.condition):
                if thing in found:
                    found[thing].add(name)
        return found


@dataclass
class Drafts:
    """Counts over stories.

    Attributes
    ----------
    links
        Pairs of a statement and an option that it is about: right, drafted and to be drafted.
    shared
        Options that statements of more than one party are about: drafted, and to be drafted.
    by_story
        The links of each story.
    """

    links: Rate = field(default_factory=lambda: Rate(0, 0, 0))
    shared: tuple[int, int] = (0, 0)
    by_story: dict[str, Rate] = field(default_factory=dict)

    def __add__(self, other: Drafts) -> Drafts:
        """Give the counts over the stories of both."""
        shared = (self.shared[0] + other.shared[0], self.shared[1] + other.shared[1])
        return Drafts(self.links + other.links, shared, self.by_story | other.by_story)

    def figures(self) -> dict[str, float]:
        """Give all figures by name."""
        return {
            "drafts_precision": self.links.precision,
            "drafts_recall": self.links.recall,
            "drafts_f1": self.links.f1,
            "drafts_shared_options": share(*self.shared),
            "drafts": float(len(self.by_story)),
        }


def load_models(gold: Gold) -> tuple[GoldModel, ...]:
    """Read what the statements of an annotated folder are about; nothing where nobody has said.

    Raises
    ------
    ReportError
        The file is not of the form described, or speaks of statements or options that there are not.
    """
    file = gold.folder / FILE
    if not file.exists():
        return ()
    known = {one.id for report in gold.reports for one in report.statements}
    models = tuple(load_entries(file, GoldModel, "story"))
    for model in models:
        _check(model, known, file)
    return models


def _check(model: GoldModel, known: set[str], file: Path) -> None:
    things = {one.id for one in model.options} | {one.id for one in model.circumstances}
    for name, links in model.statements.items():
        if name not in known:
            raise ReportError(f"{model.story}: there is no statement {name!r}", file=str(file))
        for thing, _ in (*links.position, *links.condition):
            if thing not in things:
                raise ReportError(f"{model.story}: {name}: there is no option {thing!r}", file=str(file))


def evaluate(gold: Gold, models: Iterable[GoldModel], found: Mapping[str, Iterable[Statement]]) -> Drafts:
    """Draft a model of each story and hold it against what a person made of it.

    Parameters
    ----------
    gold
        The annotated reports.
    models
        What their statements are about.
    found
        By file name, what a reader found in them. What answers no statement to be found is left out of the
        count, since the figures of reading have it.
    """
    total = Drafts()
    for model in models:
        reports = [r for r in gold.reports if any(s.id in model.statements for s in r.statements)]
        said = {r.report: tuple(found.get(r.report, ())) for r in reports}
        answered = answers(Gold(gold.folder, tuple(reports), gold.aliases), said)
        conflict = draft([s for some in said.values() for s in some], title=model.story)
        total += _held_against(model, reports, conflict, answered, gold.aliases)
    return total


def answers(gold: Gold, found: Mapping[str, Iterable[Statement]]) -> dict[str, str]:
    """Give, by the id of each statement found, the id of the one to be found that it answers."""
    return {pair.found.id: pair.gold.id for pair in positions.evaluate(gold, found).pairs}


def _held_against(
    model: GoldModel,
    reports: Sequence[GoldReport],
    conflict: Conflict | None,
    answered: Mapping[str, str],
    aliases: Aliases,
) -> Drafts:
    wanted = {option: names for option, names in model.about().items() if names}
    drafted = about(conflict, answered) if conflict is not None else {}
    members = {dm.key: (dm.key, *dm.members) for dm in conflict.decision_makers} if conflict else {}
    party = {option.id: option.party for option in model.options}
    worth = {
        (option, mine): float(len(names & drafted[mine]))
        for option, names in wanted.items()
        for mine in drafted
        if names & drafted[mine] and aliases.same_party(party[option], members[mine[0]])
    }
    pairs = best_pairs(worth)
    actor = {s.id: s.actor for report in reports for s in report.statements}
    shared = {option for option, names in wanted.items() if len({actor[name] for name in names}) > 1}
    rate = Rate(
        sum(len(wanted[option] & drafted[mine]) for option, mine in pairs.items()),
        sum(map(len, drafted.values())),
        sum(map(len, wanted.values())),
    )
    return Drafts(rate, (len(shared & pairs.keys()), len(shared)), {model.story: rate})


def about(conflict: Conflict, answered: Mapping[str, str]) -> dict[tuple[str, str], set[str]]:
    """Give the annotated statements that a draft has under each option, its evidence or a preference's."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for dm in conflict.decision_makers:
        for key, note in dm.option_notes.items():
            found[dm.key, key] |= {answered[e] for e in note.evidence if e in answered}
    names = {f"{dm.key}.{key}": (dm.key, key) for dm in conflict.decision_makers for key in dm.options}
    for dm in conflict.decision_makers:
        for preference, _, _ in dm.every_statement():
            for option in preference.formula.options():
                found[names[option]] |= {answered[e] for e in preference.evidence if e in answered}
    return dict(found)


def as_annotated(gold: Gold) -> dict[str, tuple[Statement, ...]]:
    """Give the statements of an annotated folder as a reader would that finds all of them.

    A draft of these shows what drafting makes of them, whatever the reader misses.
    """
    found = {}
    for report in gold.reports:
        date = load(gold.folder / report.report).date
        made = [
            _made(one, f"{Path(report.report).stem}-{one.start}-{number}").model_copy(
                update={"report": report.report, "date": date, "date_kind": "published" if date else None}
            )
            for number, one in enumerate(report.statements)
        ]
        found[report.report] = with_acts_filled(made)
    return found


def _made(one: GoldStatement, name: str) -> Statement:
    at = one.sentence.find(one.condition) if one.condition else -1
    start = one.start + at if at >= 0 else None
    return Statement(
        id=name,
        report="",
        start=one.start,
        end=one.end,
        sentence=one.sentence,
        actor=one.actor,
        speaker=one.speaker,
        stance=one.stance,
        proposal=one.proposal,
        condition=one.condition,
        condition_start=start,
        condition_end=start + len(one.condition) if start is not None and one.condition else None,
        sources=one.sources,
        anonymous=one.anonymous,
        earlier=one.earlier,
        chain=tuple(_source(name) for name in one.sources),
    )


def _source(name: str) -> Source:
    unnamed = name.endswith("(unnamed)")
    kind = SourceKind.UNNAMED if unnamed else SourceKind.BODY
    return Source(name=name, kind=kind, group=name.removesuffix("(unnamed)").strip())
