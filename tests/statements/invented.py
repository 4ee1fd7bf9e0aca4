"""The invented reports of ``tests/statements/reports``: written for this project, with what they state.

Each sentence of a file may have ``holds``: ``actor | stance | condition | innermost source``; a slash
separates answers that are all right, ``*`` stands for anything. Sentences without it state no position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from modusvivendi.reports.report import Block, BlockKind, Report
from modusvivendi.statements.statement import Statement

FOLDER = Path(__file__).parent / "reports"


@dataclass(frozen=True)
class Expected:
    """One position that a sentence states."""

    actors: tuple[str, ...]
    stances: tuple[str, ...]
    condition: str
    source: str


@dataclass(frozen=True)
class Sentence:
    """A sentence's span and what it states."""

    start: int
    end: int
    expected: tuple[Expected, ...] = ()


@dataclass
class Outcome:
    """How the statements read compare with those expected."""

    right: int = 0
    spurious: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    stances: int = 0
    conditions: int = 0
    sources: int = 0

    @property
    def f1(self) -> float:
        total = 2 * self.right + len(self.spurious) + len(self.missed)
        return 2 * self.right / total if total else 1.0

    def add(self, other: Outcome) -> None:
        self.right += other.right
        self.spurious += other.spurious
        self.missed += other.missed
        self.stances += other.stances
        self.conditions += other.conditions
        self.sources += other.sources


def report_of(data: dict[str, Any], name: str = "invented.txt") -> tuple[Report, list[Sentence]]:
    """Build a report and its expectations from a file's content."""
    body, sentences = f"{data['title']}\n\n", []
    blocks = [Block(start=0, end=len(data["title"]), kind=BlockKind.TITLE)]
    for paragraph in data["paragraphs"]:
        first = len(body)
        for number, one in enumerate(paragraph):
            body += " " if number else ""
            held = tuple(_expected(line) for line in one.get("holds", []))
            sentences.append(Sentence(len(body), len(body) + len(one["text"]), held))
            body += one["text"]
        blocks.append(Block(start=first, end=len(body), kind=BlockKind.PARAGRAPH))
        body += "\n\n"
    report = Report(
        name=name,
        body=body,
        sha256="",
        outlet=data["outlet"],
        title=data["title"],
        date=data["date"],
        blocks=tuple(blocks),
    )
    return report, sentences


def plain(text: str, *, title: str = "Talks go on", **known: Any) -> Report:
    """Build a report of one paragraph about talks, so that it is read as one about a negotiation."""
    body = f"{title}\n\n{text}"
    blocks = (
        Block(start=0, end=len(title), kind=BlockKind.TITLE),
        Block(start=len(title) + 2, end=len(body), kind=BlockKind.PARAGRAPH),
    )
    return Report(name="note.txt", body=body, sha256="", title=title, blocks=blocks, **known)


def invented() -> dict[str, tuple[Report, list[Sentence]]]:
    """Load all invented reports by the name of their file."""
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        found[path.stem] = report_of(data, f"{path.stem}.txt")
    return found


def compare(statements: tuple[Statement, ...], sentences: list[Sentence]) -> Outcome:
    """Match statements with expectations, sentence by sentence and actor by actor."""
    outcome = Outcome()
    for sentence in sentences:
        left = [s for s in statements if s.start < sentence.end and sentence.start < s.end]
        for wanted in sentence.expected:
            fits = [s for s in left if _folded(s.actor) in wanted.actors]
            fits.sort(key=lambda s: s.stance.value not in wanted.stances)
            if not fits:
                outcome.missed.append(f"{wanted.actors[0]} {wanted.stances[0]} at {sentence.start}")
                continue
            found = fits[0]
            left.remove(found)
            outcome.right += 1
            outcome.stances += found.stance.value in wanted.stances
            outcome.conditions += wanted.condition in ("*", found.condition or "")
            outcome.sources += _same_source(wanted.source, found.sources[-1] if found.sources else "")
        outcome.spurious += [f"{s.actor} {s.stance.value}: {s.sentence}" for s in left]
    return outcome


def _expected(line: str) -> Expected:
    actor, stance, condition, source = (part.strip() for part in line.split("|"))
    return Expected(tuple(_folded(a) for a in actor.split("/")), tuple(stance.split("/")), condition, source)


def _folded(name: str) -> str:
    return re.sub(r"^the ", "", re.sub(r"[^\w ]", "", name.lower()).strip())


def _same_source(wanted: str, found: str) -> bool:
    if wanted == "*":
        return True
    a = set(_folded(wanted).split())
    b = set(_folded(found.replace("(unnamed)", "")).split())
    return a == b or bool(a and b and (a <= b or b <= a))
