"""Which arrangements hold in some interpretation of the record, and who prefers them to the status quo."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from modusvivendi.conflict import Conflict, Formula, Iff, NoneOf, Not
from modusvivendi.insight.interpretations import Bool, Ensemble
from modusvivendi.insight.needs import ASKED_NOT_TO, SILENCE

SHOWN = ("nash", "seq", "smr")
"""Concepts under which an arrangement counts as one that holds; GMR alone is too weak a reason."""

FIRM = ("nash", "seq")
"""Concepts under which nothing rests on answers that those who answer would not want to give."""

Names = tuple[str, ...]


@dataclass(frozen=True)
class Arrangement:
    """A state that is an equilibrium under some concept in some interpretation.

    Attributes
    ----------
    place, code
        Position among the feasible states, counted from 0, and the state's code.
    taken
        Options taken in it.
    holds_in
        For each concept the numbers of the interpretations in which it is an equilibrium.
    acceptable_to, not_acceptable_to, indifferent, depends
        Decision makers that prefer it to the status quo, prefer the status quo, or are indifferent in every
        interpretation in which it holds; those for whom that differs between them.
    needs
        Answers without which it does not hold under Nash, SEQ or SMR: question or circumstance id to answer,
        where only one answer ever goes with its holding.
    enough
        Whether those answers are all it takes.
    threats
        Options taken in it that their party only warns of, or that others only warn against.
    wanted
        How many options taken in it others want taken, by themselves or for what they do in return.
    """

    place: int
    code: int
    taken: tuple[str, ...]
    holds_in: dict[str, tuple[int, ...]]
    acceptable_to: tuple[str, ...]
    not_acceptable_to: tuple[str, ...]
    indifferent: tuple[str, ...]
    depends: tuple[str, ...]
    needs: dict[str, str]
    enough: bool
    threats: tuple[str, ...] = ()
    wanted: int = 0

    @property
    def gmr_only(self) -> bool:
        """Whether it holds under GMR alone."""
        return not any(self.holds_in.get(concept) for concept in SHOWN)

    @property
    def times(self) -> int:
        """In how many interpretations it holds under Nash, SEQ or SMR."""
        return len({n for concept in SHOWN for n in self.holds_in.get(concept, ())})


def arrangements(ensemble: Ensemble) -> tuple[Arrangement, ...]:
    """List the arrangements that hold somewhere: the most robust first, then those with most in them.

    Parameters
    ----------
    ensemble
        A conflict solved in its interpretations.

    Returns
    -------
    tuple of Arrangement
        Those under GMR alone come last.
    """
    conflict = ensemble.conflict
    anywhere = np.any([held.any(axis=0) for held in ensemble.holds.values()], axis=0)
    found = []
    warned_of = threatened(conflict)
    wanted = _wanted(conflict) - warned_of
    for place in np.flatnonzero(anywhere).tolist():
        holds_in = {c: tuple(np.flatnonzero(held[:, place]).tolist()) for c, held in ensemble.holds.items()}
        holding = ensemble.holding(place, SHOWN)
        if not holding.any():
            holding = ensemble.holding(place, ensemble.concepts)
        better, worse, same, varies = _acceptance(ensemble, place, holding)
        needs, enough = needs_of(ensemble, holding)
        code = int(conflict.codes[place])
        found.append(
            Arrangement(
                place=place,
                code=code,
                taken=tuple(conflict.taken(code)),
                holds_in=holds_in,
                acceptable_to=better,
                not_acceptable_to=worse,
                indifferent=same,
                depends=varies,
                needs=needs,
                enough=enough,
                threats=tuple(option for option in conflict.taken(code) if option in warned_of),
                wanted=len(wanted.intersection(conflict.taken(code))),
            )
        )
    return tuple(sorted(found, key=_first))


def fullest(found: Sequence[Arrangement]) -> Arrangement | None:
    """Give the arrangement with most in it: of those that hold under Nash somewhere, else SEQ or SMR.

    What parties only warn of, or against, is no part of what could be arranged: it does not count. Of
    arrangements as full that comes first in which most is done that others want: the 12 per cent that are
    asked for, not the 11 that are offered.
    """
    strong = [a for a in found if not a.gmr_only]
    nash = [a for a in strong if a.holds_in.get("nash")]
    return max(nash or strong, key=_how_full, default=None)


def _how_full(arrangement: Arrangement) -> tuple[int, int, int, int, int]:
    threats = len(arrangement.threats)
    size = len(arrangement.taken) - threats
    return size, arrangement.wanted, -threats, arrangement.times, -arrangement.code


def _wanted(conflict: Conflict) -> frozenset[str]:
    """Give the options that preferences of others name otherwise than to rule them out, by full name."""
    return frozenset(
        option
        for dm, statement, _, _ in conflict.statements()
        if not isinstance(statement.formula, Not | NoneOf)
        for option in statement.formula.options()
        if option not in dm.option_names
    )


def _undone(formula: Formula) -> set[str]:
    """Give the options that a formula asks not to be taken: "not sanctions iff Iran.talks"."""
    asked = formula.left if isinstance(formula, Iff) else formula
    return set(asked.options()) if isinstance(asked, Not | NoneOf) else set()


def threatened(conflict: Conflict) -> frozenset[str]:
    """Give the options that are no part of what could be arranged, by full name.

    These are what their own party is reported to warn of, and not to offer, and what others warn against, or
    ask not to be done, while nobody is reported to offer or to want it ("would go to court if drilling
    began", "a deal if nobody is laid off").
    """
    threats: set[str] = set()
    offered: set[str] = set()
    warned_against: set[str] = set()
    sought: set[str] = set()
    for dm, statement, _, _ in conflict.statements():
        rule, options = statement.rule or "", set(statement.formula.options())
        own, others = options & set(dm.option_names), options - set(dm.option_names)
        negative = isinstance(statement.formula, Not | NoneOf)
        if rule.startswith("warns") or rule == ASKED_NOT_TO:
            threats |= own
        if rule.startswith("warns"):
            if negative:
                warned_against |= others
            elif not rule.endswith("the answer"):
                sought |= others
        elif rule.startswith("offers"):
            offered |= own - _undone(statement.formula)
        if not negative and rule not in (SILENCE, ASKED_NOT_TO) and not rule.startswith("warns"):
            sought |= options
    return frozenset((threats - offered) | (warned_against - sought))


def _first(arrangement: Arrangement) -> tuple[bool, int, int, int, int]:
    nash = len(arrangement.holds_in.get("nash", ()))
    return (arrangement.gmr_only, -nash, -arrangement.times, -len(arrangement.taken), arrangement.code)


def _acceptance(ensemble: Ensemble, place: int, holding: Bool) -> tuple[Names, Names, Names, Names]:
    names = ensemble.conflict.names
    if ensemble.against_status_quo is None:
        return (), (), (), ()
    signs = ensemble.against_status_quo[holding, :, place]
    groups: tuple[list[str], ...] = ([], [], [], [])
    for name, least, most in zip(names, signs.min(axis=0).tolist(), signs.max(axis=0).tolist(), strict=True):
        which = 3 if least != most else {1: 0, -1: 1, 0: 2}[most]
        groups[which].append(name)
    return tuple(groups[0]), tuple(groups[1]), tuple(groups[2]), tuple(groups[3])


def needs_of(ensemble: Ensemble, holding: Bool, among: Bool | None = None) -> tuple[dict[str, str], bool]:
    """Find the answers common to all interpretations in which it holds, and whether they suffice.

    ``among``: only these interpretations count, shape (M,); all if not given.
    """
    rows = np.ones(len(holding), dtype=bool) if among is None else among
    coded = ensemble.coded[rows]
    inside = coded[holding[rows]]
    common = (inside == inside[0]).all(axis=0) & (coded != coded[0]).any(axis=0)
    matching = (coded[:, common] == inside[0, common]).all(axis=1)
    choice = ensemble.choices[int(np.flatnonzero(holding & rows)[0])]
    needs = {key: value for (key, value), needed in zip(choice.items(), common, strict=True) if needed}
    return needs, int(matching.sum()) == len(inside)


def holding_with(
    ensemble: Ensemble,
    found: Sequence[Arrangement],
    options: Collection[str],
    concepts: Sequence[str] = SHOWN,
) -> Bool:
    """Tell in which interpretations, shape (M,), any arrangement with all these options holds.

    Parameters
    ----------
    ensemble
        A conflict solved in its interpretations.
    found
        What `arrangements` gives for it.
    options
        Full names of options that have to be taken in the arrangement.
    concepts
        Holds means: is an equilibrium under one of these.
    """
    wanted = set(options)
    places = [a.place for a in found if not a.gmr_only and wanted <= set(a.taken)]
    holding: Bool = np.zeros(len(ensemble.interpretations), dtype=np.bool_)
    for place in places:
        holding |= ensemble.holding(place, concepts)
    return holding
