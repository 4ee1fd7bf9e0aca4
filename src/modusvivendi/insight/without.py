"""With and without a party: what its joining changes.

The same conflict is solved three times: with the party never taking some of its options (it stays away), with
these options free, as they are, and with them always taken (it is in for good). What the others do in the
arrangements that hold then is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, Interpretation, NoneOf, Not
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, number_words
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.insight.arrangements import SHOWN, threatened
from modusvivendi.insight.interpretations import Ensemble, looked_at
from modusvivendi.insight.solving import holds_under
from modusvivendi.publish.tables import Column, Section, Table
from modusvivendi.stability.lattice import Bool, build

MOST_ROWS = 40
"""Arrangements listed in the table; all are in the data."""

AWAY, FREE, IN = "away", "free", "in"
"""The party stays away; does as it likes; is in for good."""


@dataclass(frozen=True)
class Part:
    """What the others do in some arrangement.

    Attributes
    ----------
    code
        Of it, the party's options not taken.
    taken
        Full names of the others' options taken.
    holds
        In which interpretations some arrangement with it holds: ids, by whether the party is away, free or
        in.
    """

    code: int
    taken: tuple[str, ...]
    holds: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Without:
    """What a party's joining changes.

    Attributes
    ----------
    conflict
        The conflict.
    party, options
        Who, and the full names of the options that mean joining.
    concepts
        An arrangement holds if it is an equilibrium under one of these.
    parts
        What the others do in the arrangements that hold in some case, most in them first.
    possible
        Which of the three cases there are: being away, or in, may not be feasible.
    interpretations
        How many were solved, and of how many.
    """

    conflict: Conflict
    party: str
    options: tuple[str, ...]
    concepts: tuple[str, ...]
    parts: tuple[Part, ...]
    possible: tuple[str, ...]
    interpretations: tuple[int, int]

    @property
    def gained(self) -> tuple[Part, ...]:
        """What holds with the party in, in some interpretation, and in none with it away."""
        return tuple(part for part in self.parts if part.holds[IN] and not part.holds[AWAY])

    @property
    def lost(self) -> tuple[Part, ...]:
        """What holds with the party away, in some interpretation, and in none with it in."""
        return tuple(part for part in self.parts if part.holds[AWAY] and not part.holds[IN])

    @cached_property
    def does(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """For each option of the others, by case the interpretations in which some arrangement has it."""
        return {
            option: {
                case: tuple(
                    dict.fromkeys(
                        found for part in self.parts if option in part.taken for found in part.holds[case]
                    )
                )
                for case in (AWAY, FREE, IN)
            }
            for option in self.conflict.options
            if option not in self.options
        }

    @property
    def brings(self) -> tuple[str, ...]:
        """Options of others that are taken in some arrangement with the party in, and in none without it."""
        return tuple(option for option, cases in self.does.items() if cases[IN] and not cases[AWAY])

    @property
    def costs(self) -> tuple[str, ...]:
        """Options of others that are taken in some arrangement with the party away, and in none with it."""
        return tuple(option for option, cases in self.does.items() if cases[AWAY] and not cases[IN])

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements on which others' preferences hang on the party's options."""
        own = set(self.options)
        return tuple(
            dict.fromkeys(
                found
                for dm, statement, _, _ in self.conflict.statements()
                if dm.key != self.party and own & set(statement.formula.options())
                for found in statement.evidence
            )
        )

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        words = Words(self.conflict)
        name = words.name(self.party)
        if IN not in self.possible:
            return f"{capital(name)} cannot do all this for good: {words.options(self.options)}."
        if AWAY not in self.possible:
            return f"{capital(name)} cannot stay away."
        text = f"Without {name}, {_count(self, AWAY)}; with it in, {_count(self, IN)}."
        if self.brings:
            where = self._where(IN, self.brings)
            text += f" What can hold only with {name} in: {words.state(self.brings)}{where}."
        if self.costs:
            text += f" What can hold only without {name}: {words.state(self.costs)}."
        if not self.brings and not self.costs:
            text += " What the others do in some arrangement that holds, they do with it and without it."
        return text

    def _where(self, case: str, options: Iterable[str]) -> str:
        solved = self.interpretations[0]
        found = {each for option in options for each in self.does[option][case]}
        if len(found) == solved:
            return ""
        return f" (in {number_words(len(found))} of {count_words(solved, 'interpretation')})"

    def tables(self) -> tuple[Table, ...]:
        """Give what others do, and in how many interpretations it holds: the party away, free, in."""
        words = Words(self.conflict)
        headings = (Column("away", "party"), Column("free", "party"), Column("in", "party"))

        def cells(holds: Mapping[str, tuple[str, ...]]) -> tuple[str | int, ...]:
            return tuple(len(holds[c]) if c in self.possible else "–" for c in (AWAY, FREE, IN))

        name = words.name(self.party)
        solved, count = self.interpretations
        notes = [f"in how many of {count_words(solved, 'interpretation')} it holds"]
        if solved < count:
            notes.append(f"a sample of {count:,} interpretations")
        parts = tuple((words.state(part.taken), *cells(part.holds)) for part in self.parts[:MOST_ROWS])
        more = len(self.parts) - len(parts)
        left_out = (f"{count_words(more, 'more arrangement')} left out",) if more > 0 else ()
        options = tuple(
            (words.state([option]), *cells(cases))
            for option, cases in self.does.items()
            if any(cases.values())
        )
        done = Table(
            "joining",
            f"What can hold with and without {name}",
            (Column("what others do", is_text=True), *headings),
            (Section(options),),
            notes=tuple(notes),
        )
        whole = Table(
            "without",
            f"Arrangements of the others with and without {name}",
            (Column("arrangement", is_text=True), *headings),
            (Section(parts),),
            notes=(*notes, *left_out),
        )
        return (done, whole)

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "decision_maker": self.party,
            "options": list(self.options),
            "concepts": list(self.concepts),
            "possible": list(self.possible),
            "interpretations": self.interpretations[0],
            "of": self.interpretations[1],
            "sentence": self.sentence,
            "brings": list(self.brings),
            "costs": list(self.costs),
            "others_do": {
                option: {case: list(found) for case, found in cases.items()}
                for option, cases in self.does.items()
            },
            "arrangements": [
                {
                    "code": part.code,
                    "taken": list(part.taken),
                    "holds": {case: list(found) for case, found in part.holds.items()},
                }
                for part in self.parts
            ],
            "statements": list(self.evidence),
        }


def _count(found: Without, case: str) -> str:
    parts = [part for part in found.parts if part.holds[case]]
    verb = "holds" if len(parts) == 1 else "hold"
    return f"{count_words(len(parts), 'arrangement')} of the others {verb}"


def without(
    conflict: Conflict,
    party: str,
    options: Iterable[str] | None = None,
    *,
    concepts: tuple[str, ...] = SHOWN,
    interpretation: Interpretation | str | None = None,
    ensemble: Ensemble | None = None,
) -> Without:
    """Find what a party's joining changes in what can hold.

    Parameters
    ----------
    conflict
        In option form.
    party
        Key of a decision maker.
    options
        Full names of its options that mean joining; None: all of them but what it only warns of, and of those
        that exclude each other the most that go together, first what most of the others' preferences name.
    concepts
        An arrangement holds if it is an equilibrium under one of these.
    interpretation
        Which; None: all, or a seeded sample where there are too many.
    ensemble
        The conflict solved in its interpretations, where that has been done: these are then looked at.

    Returns
    -------
    Without

    Raises
    ------
    ConflictError
        In graph form, or where the party has no options.
    UnknownName
        If there is no such decision maker, option, concept or interpretation.

    Examples
    --------
    >>> three = Conflict.loads('''
    ... decision_makers:
    ...   Guard: {options: {come: send observers}, preferences: [not come]}
    ...   A: {options: {leave: leave the valley}, preferences: [leave iff Guard.come]}
    ... ''')
    >>> found = without(three, "Guard")
    >>> found.brings, found.does["A.leave"]["free"]
    (('A.leave',), ())
    """
    if conflict.graph is not None:
        raise ConflictError("with and without a party needs a model in option form")
    own = _own(conflict, party, options)
    every, count = list(looked_at(conflict, ensemble)), conflict.interpretation_count
    if interpretation is not None:
        chosen = (
            conflict.interpretation(interpretation) if isinstance(interpretation, str) else interpretation
        )
        every, count, ensemble = [chosen], 1, None
    mask = sum(1 << conflict.bits[option] for option in own)
    ranks = np.stack([conflict.ranks(found) for found in every])
    cases = {
        AWAY: (conflict.codes & mask) == 0,
        FREE: np.ones(len(conflict.codes), dtype=np.bool_),
        IN: (conflict.codes & mask) == mask,
    }
    known = {} if ensemble is None else ensemble.holds
    holding = {
        case: np.any([known[key] for key in concepts], axis=0)
        if case == FREE and set(concepts) <= known.keys()
        else _holding(conflict, kept, ranks, concepts)
        for case, kept in cases.items()
        if kept.any()
    }
    rest = conflict.codes & ~mask
    holds: dict[int, dict[str, tuple[str, ...]]] = {}
    for case, held in holding.items():
        for code in np.unique(rest[held.any(axis=0)]).tolist():
            where = held[:, rest == code].any(axis=1)
            found = holds.setdefault(code, {AWAY: (), FREE: (), IN: ()})
            found[case] = tuple(every[n].id for n in np.flatnonzero(where).tolist())
    codes = sorted(holds, key=lambda code: (-code.bit_count(), code))
    return Without(
        conflict=conflict,
        party=party,
        options=own,
        concepts=concepts,
        parts=tuple(Part(code, tuple(conflict.taken(code)), holds[code]) for code in codes),
        possible=tuple(holding),
        interpretations=(len(every), count),
    )


def _own(conflict: Conflict, party: str, options: Iterable[str] | None) -> tuple[str, ...]:
    maker = next((dm for dm in conflict.decision_makers if dm.key == party), None)
    if maker is None:
        hint = nearest(party, conflict.names) or f"there are {', '.join(conflict.names)}"
        raise UnknownName(f"there is no decision maker called {party!r}", hint=hint)
    if not maker.options:
        raise ConflictError(f"{party} has no options, so that it makes no difference whether it joins")
    warned_of = threatened(conflict)
    joining = tuple(option for option in maker.option_names if option not in warned_of)
    if options is None:
        return _together(conflict, party, joining or maker.option_names)
    own = tuple(dict.fromkeys(options))
    for option in own:
        if option not in maker.option_names:
            hint = nearest(option, maker.option_names) or f"there are {', '.join(maker.option_names)}"
            raise UnknownName(f"{party} has no option {option!r}", hint=hint)
    return own


def _together(conflict: Conflict, party: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """Give the most of some options that can be taken at once: 11 per cent and 12 per cent cannot."""
    named = Counter(
        option
        for dm, statement, _, _ in conflict.statements()
        if dm.key != party and not isinstance(statement.formula, Not | NoneOf)
        for option in statement.formula.options()
    )
    mask = sum(1 << conflict.bits[option] for option in options)
    possible = [
        tuple(option for option in options if taken >> conflict.bits[option] & 1)
        for taken in np.unique(conflict.codes & mask).tolist()
    ]
    # Where none can be taken ever, that its joining is impossible is said of all of them.
    return max(possible, key=lambda some: (len(some), sum(named[option] for option in some))) or options


def _holding(conflict: Conflict, kept: Bool, ranks: NDArray[np.int32], concepts: tuple[str, ...]) -> Bool:
    """Tell in which interpretations which states hold if only some are left, shape (M, N)."""
    lattice = build(conflict.codes[kept], conflict.controls, conflict.forward, conflict.back)
    found = holds_under(lattice, np.ascontiguousarray(ranks[:, :, kept]), concepts)
    held = np.zeros((len(ranks), len(kept)), dtype=np.bool_)
    held[:, kept] = np.any(list(found.values()), axis=0)
    return held
