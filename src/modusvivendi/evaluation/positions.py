"""Figures for position statements: what was found of what was to be found, and how much of it is right.

A statement that was found answers one to be found if their spans overlap (Dice coefficient of the characters
at least one half, with any of its mentions) and the actors agree. Pairs are one to one: as many as possible,
among these as many right stances as possible. What is left over is wrong, unless it repeats another mention
of a statement of the same actor, or is optional.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from modusvivendi.evaluation.gold import Gold, GoldReport, GoldStatement
from modusvivendi.evaluation.names import Aliases, plain
from modusvivendi.evaluation.pairing import best_pairs
from modusvivendi.evaluation.rates import Rate, share
from modusvivendi.statements.statement import Span, Stance, Statement

OVERLAP = 0.5
"""Least Dice coefficient of two spans that are about the same sentence."""

GROUPS: dict[Stance, str] = {
    Stance.OFFERS: "for", Stance.SUPPORTS: "for", Stance.CONSIDERS: "for",
    Stance.OPPOSES: "against", Stance.RULES_OUT: "against", Stance.DENIES: "against",
    Stance.DEMANDS: "other", Stance.WARNS: "other", Stance.ASSESSES: "other",
}  # fmt: skip
"""Stances that are taken together where it is enough to know which way one leans."""


@dataclass(frozen=True)
class Pair:
    """A statement that was found and the one that it answers.

    Attributes
    ----------
    found, gold
        The two.
    main
        Whether it was found at the main mention.
    outlet, aliases
        The outlet of the report and the names that count as one, to tell whether the source is right.
    """

    found: Statement
    gold: GoldStatement
    main: bool = True
    outlet: str | None = None
    aliases: Aliases = field(default_factory=lambda: Aliases({}), repr=False)

    @property
    def right_stance(self) -> bool:
        """Whether the stance is one of the right ones."""
        return self.found.stance in self.gold.stances

    @property
    def right_group(self) -> bool:
        """Whether the stance leans the right way."""
        return GROUPS[self.found.stance] in {GROUPS[stance] for stance in self.gold.stances}

    @property
    def right_condition(self) -> bool:
        """Whether there is a condition where there is to be one, and none where there is not."""
        return bool(self.found.condition) == bool(self.gold.conditions)

    @property
    def right_source(self) -> bool:
        """Whether the innermost source is right."""
        actors = self.gold.actors
        wanted = self.aliases.cited(self.gold.sources, actors, self.outlet)
        said = self.aliases.cited(self.found.sources, actors, self.outlet)
        if not wanted or not said:
            return not wanted and not said
        return any(self.aliases.same_source(said[-1], one) for one in (wanted[-1], *self.gold.source_also))

    @property
    def condition_f1(self) -> float:
        """How many of the condition's words are right; 0 where one of the two has none."""
        said = Counter(plain(self.found.condition or "").split())
        best = 0.0
        for condition in self.gold.conditions:
            wanted = Counter(plain(condition).split())
            best = max(best, share(2 * (said & wanted).total(), said.total() + wanted.total()))
        return best


@dataclass
class Positions:
    """Counts over annotated reports, and the figures made of them."""

    gold: int = 0
    found: int = 0
    pairs: list[Pair] = field(default_factory=list)
    loose: Rate = field(default_factory=lambda: Rate(0, 0, 0))
    in_empty: int = 0
    by_report: dict[str, Rate] = field(default_factory=dict)
    missed: dict[str, list[GoldStatement]] = field(default_factory=dict)
    wrong: dict[str, list[Statement]] = field(default_factory=dict)

    def __add__(self, other: Positions) -> Positions:
        """Give the counts over the reports of both."""
        return Positions(
            self.gold + other.gold,
            self.found + other.found,
            self.pairs + other.pairs,
            self.loose + other.loose,
            self.in_empty + other.in_empty,
            self.by_report | other.by_report,
            self.missed | other.missed,
            self.wrong | other.wrong,
        )

    def figures(self) -> dict[str, float]:
        """Give all figures by name, between 0 and 1 except for the counts.

        ``stance``, ``stance_group``, ``condition``, ``source`` and ``anonymous`` are shares of the statements
        that were found; ``condition_span`` is the mean over those of which either side has a condition.
        """
        pairs = self.pairs
        of = len(pairs)
        either = [p.condition_f1 for p in pairs if p.found.condition or p.gold.conditions]
        rate = Rate(of, self.found, self.gold)
        return {
            "precision": rate.precision,
            "recall": rate.recall,
            "f1": rate.f1,
            "span_f1": self.loose.f1,
            "stance": share(sum(p.right_stance for p in pairs), of),
            "stance_group": share(sum(p.right_group for p in pairs), of),
            "condition": share(sum(p.right_condition for p in pairs), of),
            "condition_span": share(sum(either), len(either)) if either else float(of > 0),
            "source": share(sum(p.right_source for p in pairs), of),
            "anonymous": share(sum(p.found.anonymous == p.gold.anonymous for p in pairs), of),
            "statements": self.gold,
            "found": self.found,
            "found_in_reports_without": self.in_empty,
        }

    def by_stance(self) -> dict[Stance, Rate]:
        """Give, for each stance, how often it was right; another right answer counts as the one asked for."""
        right: Counter[Stance] = Counter()
        wanted: Counter[Stance] = Counter()
        said: Counter[Stance] = Counter()
        for pair in self.pairs:
            answer = pair.gold.stance if pair.right_stance else pair.found.stance
            right[pair.gold.stance] += pair.right_stance
            said[answer] += 1
            wanted[pair.gold.stance] += 1
        for missed in self.missed.values():
            wanted.update(statement.stance for statement in missed)
        for wrong in self.wrong.values():
            said.update(statement.stance for statement in wrong)
        return {s: Rate(right[s], said[s], wanted[s]) for s in Stance if said[s] or wanted[s]}


def evaluate(gold: Gold, found: Mapping[str, Iterable[Statement]]) -> Positions:
    """Hold what a reader found against what was to be found.

    Parameters
    ----------
    gold
        The annotated reports.
    found
        By file name, what was found in them.
    """
    counts = Positions()
    loose: list[Rate] = []
    for report in gold.reports:
        said = list(found.get(report.report, ()))
        matching = _Matching(report, said, gold.aliases)
        pairs, left = matching.pairs(with_actor=True)
        loosely, left_loosely = matching.pairs(with_actor=False)
        loose.append(Rate(len(loosely), len(loosely) + len(left_loosely), len(report.statements)))
        answered = {id(pair.gold) for pair in pairs}
        counts.gold += len(report.statements)
        counts.found += len(pairs) + len(left)
        counts.pairs += pairs
        counts.in_empty += 0 if report.statements else len(left)
        counts.by_report[report.report] = Rate(len(pairs), len(pairs) + len(left), len(report.statements))
        counts.missed[report.report] = [one for one in report.statements if id(one) not in answered]
        counts.wrong[report.report] = left
    counts.loose = sum(loose, Rate(0, 0, 0))
    return counts


class _Matching:
    """What was found in one report, held against what was to be found in it."""

    def __init__(self, report: GoldReport, found: Sequence[Statement], aliases: Aliases) -> None:
        self._report = report
        self._found = found
        self._aliases = aliases
        self._mentions = [one.mentions(report.text) for one in report.statements]

    def pairs(self, *, with_actor: bool) -> tuple[list[Pair], list[Statement]]:
        """Give the pairs, and what was found and is wrong."""
        fits: dict[tuple[int, int], Pair] = {}
        worth: dict[tuple[int, int], float] = {}
        place: dict[tuple[int, int], int] = {}
        for j, said in enumerate(self._found):
            for i, gold in enumerate(self._report.statements):
                overlap, mention = self._nearest(said, i)
                same_actor = self._aliases.same_party(said.actor, gold.actors)
                if overlap < OVERLAP or (with_actor and not same_actor):
                    continue
                pair = Pair(said, gold, mention == 0, self._report.outlet, self._aliases)
                fits[i, j], place[i, j] = pair, mention
                worth[i, j] = 1e6 + self._likeness(pair, overlap) + 5000 * (same_actor and not with_actor)
        chosen = best_pairs(worth)
        used = {(i, place[i, j]) for i, j in chosen.items()}
        paired = set(chosen.values())
        over = [said for j, said in enumerate(self._found) if j not in paired]
        over = [said for said in over if not self._repeats(said, used, with_actor)]
        left = [said for said in over if not self._may_be(said, with_actor)]
        return [fits[pair] for pair in sorted(chosen.items())], left

    def _likeness(self, pair: Pair, overlap: float) -> float:
        """Tell how well a pair fits, finer points counting for less."""
        return (
            2000 * pair.right_stance
            + 500 * pair.right_group
            + 100 * (pair.found.stance is pair.gold.stance)
            + 50 * pair.main
            + 20 * overlap
            + 10 * pair.right_condition
            + 10 * pair.condition_f1
            + 5 * pair.right_source
        )

    def _nearest(self, said: Statement, i: int) -> tuple[float, int]:
        """Give the overlap with the mention of a statement that is nearest, and which that is."""
        overlaps = [dice((said.start, said.end), mention) for mention in self._mentions[i]]
        best = max(range(len(overlaps)), key=lambda k: (overlaps[k], -k))
        return overlaps[best], best

    def _repeats(self, said: Statement, used: set[tuple[int, int]], with_actor: bool) -> bool:
        """Tell whether it repeats a mention that nothing else has taken; then it takes it."""
        for i, gold in enumerate(self._report.statements):
            if len(self._mentions[i]) < 2 or (
                with_actor and not self._aliases.same_party(said.actor, gold.actors)
            ):
                continue
            for k, mention in enumerate(self._mentions[i]):
                if (i, k) not in used and dice((said.start, said.end), mention) >= OVERLAP:
                    used.add((i, k))
                    return True
        return False

    def _may_be(self, said: Statement, with_actor: bool) -> bool:
        """Tell whether it is optional."""
        return any(
            any(dice((said.start, said.end), m) >= OVERLAP for m in one.mentions(self._report.text))
            and (not with_actor or one.actor == "outlet" or self._aliases.same_party(said.actor, one.actors))
            for one in self._report.optional_statements
        )


def dice(one: Span, other: Span) -> float:
    """Give the Dice coefficient of two spans: twice what they share, of both their lengths.

    Examples
    --------
    >>> dice((0, 10), (5, 15)), dice((0, 3), (7, 9))
    (0.5, 0.0)
    """
    common = min(one[1], other[1]) - max(one[0], other[0])
    lengths = (one[1] - one[0]) + (other[1] - other[0])
    return 2 * common / lengths if common > 0 else 0.0


def read_gold(gold: Gold, reader: str = "rules") -> dict[str, tuple[Statement, ...]]:
    """Read all reports of an annotated folder, a few at a time.

    Raises
    ------
    ReaderError
        The reader could not read a report.
    """
    from modusvivendi.errors import ReaderError
    from modusvivendi.reports.load import load
    from modusvivendi.statements.read import read_all

    found: defaultdict[str, tuple[Statement, ...]] = defaultdict(tuple)
    for first in range(0, len(gold.paths), 16):
        reports = [load(path) for path in gold.paths[first : first + 16]]
        for report, statements in zip(reports, read_all(reports, reader), strict=True):
            if isinstance(statements, ReaderError):
                raise statements
            found[report.name] = statements
    return dict(found)
