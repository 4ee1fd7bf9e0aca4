"""Scores position statements that were read against annotated ones.

A statement that was read matches an annotated one of the same report if their spans overlap (Dice
coefficient of the characters, 2 · common / (length + length), of at least one half, with the annotated
sentence or another of its mentions) and the actors agree (the same once spelling is set aside, aliases
of one another, or among the answers that also count). Pairs are one to one: as many as possible, and
among those as many equal stances as possible. What is left over is wrong, unless it repeats another
mention of a matched statement or is optional.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from modusvivendi.statements import Statement

_AFTER = re.compile(r" (?:government|officials|authorities|administration)$")
_SMALL = frozenset(
    {"a", "an", "and", "at", "for", "from", "in", "of", "on", "s", "the", "to", "unnamed", "with"}
)


def plain(name: str) -> str:
    """Set case, accents, punctuation, a leading article and a trailing *government* aside."""
    bare = unicodedata.normalize("NFKD", name.replace("’", "'"))
    lowered = "".join(c for c in bare if not unicodedata.combining(c)).lower()
    return _AFTER.sub("", " ".join(re.findall(r"\w+", lowered)).removeprefix("the ")) or lowered


@dataclass
class Corpus:
    """A folder of reports with ``gold.json`` and ``aliases.json``."""

    folder: Path
    reports: dict[str, dict[str, Any]] = field(init=False)
    canonical: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        loaded = json.loads((self.folder / "gold.json").read_text(encoding="utf-8"))
        self.reports = {report["report"]: report for report in loaded}
        self.canonical = {}
        aliases = json.loads((self.folder / "aliases.json").read_text(encoding="utf-8"))["actors"]
        for name, others in aliases.items():
            for form in (name, *others):
                self.canonical.setdefault(plain(form), set()).add(plain(name))

    def names(self, form: str) -> set[str]:
        return self.canonical.get(plain(form), set()) | {plain(form)}

    def same_actor(self, read: Statement, gold: dict[str, Any]) -> bool:
        wanted = {name for form in (gold["actor"], *gold.get("actor_also", ())) for name in self.names(form)}
        return bool(self.names(read.actor) & wanted)

    def mentions(self, report: str, gold: dict[str, Any]) -> list[tuple[int, int]]:
        """Give the spans of an annotated statement, the main one first."""
        text = (self.folder / report).read_text(encoding="utf-8")
        others = [(text.index(a), text.index(a) + len(a)) for a in gold.get("also", ())]
        return [(gold["start"], gold["end"]), *others]


def dice(a: tuple[int, int], b: tuple[int, int]) -> float:
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * common / (a[1] - a[0] + b[1] - b[0])


def same_source(read: Statement, gold: dict[str, Any], outlet: str) -> bool:
    """Tell whether the innermost sources agree; the actor itself and the outlet count as none."""

    def inner(chain: Iterable[str]) -> frozenset[str]:
        last = next(iter(reversed(list(chain))), "")
        found = frozenset(plain(last).split()) - _SMALL
        none = (plain(read.actor), plain(gold["actor"]), plain(outlet))
        return frozenset() if plain(last) in none else found

    def agree(a: frozenset[str], b: frozenset[str]) -> bool:
        return a == b or bool(a and b and (a <= b or b <= a or len(a & b) / len(a | b) >= 0.5))

    answers = [gold["sources"], *([form] for form in gold.get("source_also", ()))]
    return any(agree(inner(read.sources), inner(answer)) for answer in answers)


def pairs(fits: dict[int, dict[int, tuple[int, ...]]]) -> list[tuple[int, int]]:
    """Choose the best one-to-one pairs; ``fits`` has for each annotated one what fits, and how well."""
    order = sorted(fits)
    used_later = [{j for i in order[k:] for j in fits[i]} for k in range(len(order))]

    @cache
    def best(k: int, taken: frozenset[int]) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        if k == len(order):
            return (0, 0, 0), ()
        found = [best(k + 1, taken)] if k + 1 == len(order) else [best(k + 1, taken & used_later[k + 1])]
        for j, value in fits[order[k]].items():
            if j not in taken:
                rest = (taken | {j}) & (used_later[k + 1] if k + 1 < len(order) else frozenset())
                worth, chosen = best(k + 1, frozenset(rest))
                total = tuple(a + b for a, b in zip(value, worth, strict=True))
                found.append((total, ((order[k], j), *chosen)))
        return max(found, key=lambda one: one[0])

    return list(best(0, frozenset())[1])


@dataclass
class Scores:
    """Counts over a corpus, and the shares made of them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    stances: int = 0
    conditions: int = 0
    sources: int = 0
    anonymous: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def of_pairs(self, count: int) -> float:
        return count / max(1, self.right)

    def add(self, corpus: Corpus, report: str, read: list[Statement]) -> None:
        """Count one report."""
        page = corpus.reports[report]
        gold: list[dict[str, Any]] = page["statements"]
        spans = [corpus.mentions(report, one) for one in gold]
        fits: dict[int, dict[int, tuple[int, ...]]] = {}
        for i, one in enumerate(gold):
            fits[i] = {}
            for j, statement in enumerate(read):
                hit = [dice((statement.start, statement.end), span) >= 0.5 for span in spans[i]]
                if any(hit) and corpus.same_actor(statement, one):
                    stance = str(statement.stance) in (one["stance"], *one.get("stance_also", ()))
                    fits[i][j] = (1, int(stance), int(hit[0]))
        chosen = pairs(fits)
        for i, j in chosen:
            one, statement = gold[i], read[j]
            self.stances += fits[i][j][1]
            self.conditions += (one["condition"] is None) == (statement.condition is None)
            self.sources += same_source(statement, one, page["outlet"] or "")
            self.anonymous += one["anonymous"] == statement.anonymous
        self.right += len(chosen)
        self.missed += len(gold) - len(chosen)
        free = {(i, k) for i in range(len(gold)) for k in range(len(spans[i]))}
        free -= {(i, _hit(read[j], spans[i])) for i, j in chosen}
        for j in set(range(len(read))) - {j for _, j in chosen}:
            again = next(
                (
                    (i, k)
                    for i, k in sorted(free)
                    if dice((read[j].start, read[j].end), spans[i][k]) >= 0.5
                    and corpus.same_actor(read[j], gold[i])
                    and (k > 0 or i not in {x for x, _ in chosen})
                ),
                None,
            )
            if again is not None:
                free.discard(again)
            elif not any(
                dice((read[j].start, read[j].end), (o["start"], o["end"])) >= 0.5
                and (o["actor"] == "outlet" or corpus.same_actor(read[j], o))
                for o in page["optional_statements"]
            ):
                self.wrong += 1


def _hit(statement: Statement, spans: list[tuple[int, int]]) -> int:
    return max(range(len(spans)), key=lambda k: dice((statement.start, statement.end), spans[k]))
