"""How far two readers agree on the same reports: what both found, what only one did, where they differ.

A statement of one reader is matched with one of the other where both rest on overlapping sentences and have
the same actor; each is matched at most once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from modusvivendi.statements.statement import Statement

_OVERLAP = 0.5
"""Share of the shorter of two spans that has to be common to both."""


@dataclass(frozen=True)
class Pair:
    """Two statements that are one position, as two readers found it."""

    one: Statement
    other: Statement

    @property
    def differs_in(self) -> tuple[str, ...]:
        """Names of the parts in which they differ: ``stance``, ``condition``, ``source``."""
        found = {
            "stance": self.one.stance is not self.other.stance,
            "condition": not _same_condition(self.one, self.other),
            "source": _innermost(self.one) != _innermost(self.other),
        }
        return tuple(name for name, different in found.items() if different)


@dataclass(frozen=True)
class Counts:
    """Figures of a comparison, for one report or all.

    Attributes
    ----------
    matched
        Pairs.
    only_one, only_other
        Statements that the other reader did not find.
    stance, condition, source
        Pairs that differ in it.
    """

    matched: int = 0
    only_one: int = 0
    only_other: int = 0
    stance: int = 0
    condition: int = 0
    source: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add up the figures of two reports."""
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def share(self) -> float | None:
        """Matched statements of all, from 0 to 1 (F1 of one reader against the other); None without any."""
        every = 2 * self.matched + self.only_one + self.only_other
        return 2 * self.matched / every if every else None


@dataclass(frozen=True)
class Agreement:
    """The comparison of two readers on one report."""

    pairs: tuple[Pair, ...]
    only_one: tuple[Statement, ...]
    only_other: tuple[Statement, ...]

    @property
    def counts(self) -> Counts:
        """Its figures."""
        differing = [name for pair in self.pairs for name in pair.differs_in]
        return Counts(
            len(self.pairs),
            len(self.only_one),
            len(self.only_other),
            differing.count("stance"),
            differing.count("condition"),
            differing.count("source"),
        )


def compare(one: Iterable[Statement], other: Iterable[Statement]) -> Agreement:
    """Compare what two readers found in the same report.

    As many pairs as possible are made (augmenting paths, Berge 1957), better ones first: those that agree in
    more parts, then those whose sentences overlap more.

    Parameters
    ----------
    one, other
        The statements of one report.
    """
    ours, theirs = list(one), list(other)
    ranked = sorted(
        (len(Pair(a, b).differs_in), -_overlap(a, b), i, j)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if _may_be_one(a, b)
    )
    choices: dict[int, list[int]] = {}
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in ranked:
        choices.setdefault(i, []).append(j)
        if i not in taken and j not in partner:
            partner[j] = i
            taken.add(i)
    for i in choices:
        if i not in taken:
            _augment(i, choices, partner, set())
    found = sorted((i, j) for j, i in partner.items())
    left = {i for i, _ in found}
    return Agreement(
        tuple(Pair(ours[i], theirs[j]) for i, j in found),
        tuple(s for i, s in enumerate(ours) if i not in left),
        tuple(s for j, s in enumerate(theirs) if j not in partner),
    )


def _augment(i: int, choices: dict[int, list[int]], partner: dict[int, int], tried: set[int]) -> bool:
    """Find a partner for ``i``, letting others change theirs."""
    for j in choices[i]:
        if j in tried:
            continue
        tried.add(j)
        if j not in partner or _augment(partner[j], choices, partner, tried):
            partner[j] = i
            return True
    return False


def total(found: Sequence[Agreement]) -> Counts:
    """Give the figures of all reports together."""
    return sum((agreement.counts for agreement in found), Counts())


def _may_be_one(a: Statement, b: Statement) -> bool:
    return a.actor.casefold() == b.actor.casefold() and _overlap(a, b) >= _OVERLAP


def _overlap(a: Statement, b: Statement) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(common, 0) / max(min(a.end - a.start, b.end - b.start), 1)


def _same_condition(a: Statement, b: Statement) -> bool:
    """Tell whether both have no condition, or conditions that share some of their words."""
    if a.condition_start is None or b.condition_start is None:
        return a.condition is None and b.condition is None
    return max(a.condition_start, b.condition_start) < min(a.condition_end or 0, b.condition_end or 0)


def _innermost(s: Statement) -> str | None:
    """Give whom a statement comes from, a named person by the surname and an unnamed one by the group."""
    if not s.chain:
        return s.sources[-1].casefold() if s.sources else None
    inner = s.chain[-1]
    name = inner.group or inner.name
    return (name.split()[-1] if inner.kind == "person" and name.split() else name).casefold()
