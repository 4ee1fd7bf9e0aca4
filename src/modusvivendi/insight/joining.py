"""Whose joining changes what the others do: each party away and in, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from modusvivendi.conflict import Conflict, NoneOf, Not, Preference
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, listed
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import FIRM, threatened
from modusvivendi.insight.insight import Point, told
from modusvivendi.insight.interpretations import Ensemble, sample_note
from modusvivendi.insight.needs import CONTRADICTION, clauses, rule_of, together
from modusvivendi.insight.without import AWAY, IN, Without, without
from modusvivendi.publish.tables import Column, Row, Section, Table

MOST_PARTIES = 12
"""Parties that are tried, where it is not said which."""

MOST_BROUGHT = 3
"""Things that others do only with a party in, told of each."""

MOST_TOLD = 2
"""Parties whose joining is told in a sentence each, where nobody has judged of any that it matters."""


@dataclass(frozen=True)
class Brought:
    """What others do only with a party in, and what the record has to answer for it.

    Attributes
    ----------
    options
        Full names of others' options.
    needs
        Answers that all interpretations have in which it holds, and not all have: question or circumstance to
        answer.
    times
        In how many interpretations it holds.
    """

    options: tuple[str, ...]
    needs: tuple[tuple[str, str], ...]
    times: int


@dataclass(frozen=True, eq=False)
class Joining:
    """Whose joining changes what the others do.

    Attributes
    ----------
    conflict
        The model.
    found
        For each party that was tried what its joining changes; first those of whom somebody has judged that
        it would change something, then those with whom most changes.
    judged
        Keys of the former.
    """

    conflict: Conflict
    found: tuple[Without, ...]
    judged: frozenset[str]

    @property
    def bringing(self) -> tuple[Without, ...]:
        """Give those with whom others do what they do in nothing that holds without them."""
        return tuple(each for each in self.found if each.brings)

    @cached_property
    def brought(self) -> Mapping[str, tuple[Brought, ...]]:
        """What others do only with a party in, by its key; what needs fewest answers first."""
        return {each.party: tuple(self._brought(each)) for each in self.bringing}

    @cached_property
    def eased(self) -> Mapping[str, tuple[Brought, ...]]:
        """What others do with a judged party in, in interpretations in which they would not without it."""
        return {each.party: tuple(self._eased(each)) for each in self.found if each.party in self.judged}

    def _eased(self, found: Without) -> Iterable[Brought]:
        groups: dict[tuple[str, ...], list[str]] = {}
        for option, where in found.does.items():
            if option not in found.brings:
                apart = tuple(id_ for id_ in where[IN] if id_ not in set(where[AWAY]))
                if apart:
                    groups.setdefault(apart, []).append(option)
        made = [
            Brought(tuple(options), self._common(ids, found.interpretations[0]), len(ids))
            for ids, options in groups.items()
        ]
        return sorted(made, key=lambda each: (-len(each.needs), -each.times))

    def _brought(self, found: Without) -> Iterable[Brought]:
        groups: dict[tuple[str, ...], list[str]] = {}
        for option in found.brings:
            groups.setdefault(found.does[option][IN], []).append(option)
        made = [
            Brought(tuple(options), self._common(ids, found.interpretations[0]), len(ids))
            for ids, options in groups.items()
        ]
        return sorted(made, key=lambda each: (not self._hangs_on(found, each), len(each.needs), -each.times))

    def _direct(self, found: Without) -> list[Brought]:
        return [each for each in self.brought[found.party] if self._hangs_on(found, each)]

    def _hangs_on(self, found: Without, brought: Brought) -> bool:
        """Whether a preference of those who act says itself that what they do hangs on the party."""
        return bool(self._tied(found, [brought]))

    def _tied(self, found: Without, brought: Iterable[Brought]) -> set[str]:
        """Give the options of a party that reported preferences on what others are brought to name."""
        done = {option for each in brought for option in each.options}
        return {
            option
            for dm, statement, _, _ in self.conflict.statements()
            if not statement.assumption and done & set(dm.option_names) & set(statement.formula.options())
            for option in statement.formula.options()
            if option in found.options
        }

    def _common(self, ids: Iterable[str], solved: int) -> tuple[tuple[str, str], ...]:
        each = [self.conflict.interpretation(found) for found in ids]
        if len(each) == solved:
            return ()
        given = [
            {
                **found.answers,
                **{name: "yes" if obtains else "no" for name, obtains in found.circumstances.items()},
            }
            for found in each
        ]
        return tuple((key, value) for key, value in given[0].items() if all(g[key] == value for g in given))

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements on which others' preferences hang on what these parties do."""
        return tuple(dict.fromkeys(i for each in self.bringing for i in each.evidence))

    @property
    def points(self) -> tuple[Point, ...]:
        """What others do only with a party in: the parties first whom somebody has judged to matter."""
        if not self.found:
            return (Point("Nobody's preferences hang on what another party does."),)
        words = Words(self.conflict)
        judged = [each for each in self.found if each.party in self.judged and not each.brings]
        eased = [each for each in judged if self.eased[each.party]]
        without_effect = [each.party for each in judged if each not in eased]
        first = [each for each in self.bringing if each.party in self.judged]
        tied = {each.party for each in self.bringing if self._direct(each)}
        others = [each for each in self.bringing if each.party not in self.judged]
        others.sort(key=lambda each: each.party not in tied)
        both = [
            each
            for each in first
            if self.eased[each.party] and self._hangs_on(each, self.eased[each.party][0])
        ]
        said = [*map(self._told, first), *map(self._told_eased, [*both, *eased])]
        if not first:
            more = min(max(0, MOST_TOLD - len(eased)), sum(each.party in tied for each in others))
            said += map(self._told, others[:more])
            others = others[more:]
        if others:
            names = listed(words.name(each.party) for each in others)
            what = f"Some of what others do hangs on {names} as well."
            said.append(Point(what, tuple(dict.fromkeys(i for each in others for i in each.evidence))))
        if without_effect:
            names = listed(words.name(party) for party in without_effect)
            said.append(Point(f"The joining of {names} alone brings nobody to do anything."))
        if not said:
            said = [Point("No single party's joining brings others to do what they would not do without it.")]
        note = sample_note(*self.found[0].interpretations)
        return (*said, Point(note)) if note else tuple(said)

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        return told(self.points)

    def _told(self, found: Without) -> Point:
        words = Words(self.conflict)
        # What others' preferences do not tie to it themselves only comes along: the table has it.
        brought = (self._direct(found) or self.brought[found.party])[:MOST_BROUGHT]
        solved = found.interpretations[0]
        said = [words.state(each.options) for each in brought]
        ends = [self._if(each, solved) for each in brought]
        if len(set(ends)) > 1:
            said, ends = [text + end for text, end in zip(said, ends, strict=True)], [""]
        also = [f"that {text}" for text in said[1:-1]] + [f"and that {text}" for text in said[1:][-1:]]
        told_in_turn = "; ".join([said[0], *also])
        part = self._part(found, self._tied(found, brought))
        joined = f"With {words.name(found.party)} in ({part}), and never without"
        return Point(f"{joined}, it can hold that {told_in_turn}{ends[0]}.", found.evidence)

    def _told_eased(self, found: Without) -> Point:
        first, words = self.eased[found.party][0], Words(self.conflict)
        texts = {question.id: question.text for question in self.conflict.questions}
        done = tuple(words.state([option]) for option in first.options)
        conditions = self._conditions(first)
        # The judgement itself is said as what it is, not as one more condition.
        others = [clause for clause in conditions if not clause.startswith(done)]
        part = self._part(found, self._tied(found, [first]))
        text = f"With {words.name(found.party)} in ({part}), it can hold that"
        text += f" {words.state(first.options)}"
        text += f" also where {together(others)}" if others else " where it could not without"
        if len(others) < len(conditions):
            rules = {rule_of(self.conflict, texts[key]) for key, _ in first.needs if key in texts}
            disputed = CONTRADICTION in rules and "assessment" not in rules
            text += (
                ", if it is as reported, which is disputed"
                if disputed
                else ", if those are right who judge so"
            )
        return Point(f"{text}; without it, not there." if others else f"{text}.", found.evidence)

    def _part(self, found: Without, tied: Collection[str] = ()) -> str:
        """Say what a party would do in it, and what of this it is reported not to want.

        Where others' preferences name some of it, only that.
        """
        maker = next(dm for dm in self.conflict.decision_makers if dm.key == found.party)
        unwanted = {
            option
            for statement in maker.preferences
            if isinstance(statement, Preference) and isinstance(statement.formula, Not | NoneOf)
            for option in statement.formula.options()
        }
        words = Words(self.conflict)
        done = [option for option in found.options if option in tied] or list(found.options)
        against = [option for option in done if option in unwanted]
        said = words.options(option for option in done if option not in unwanted)
        if against:
            told_of = f"against what is reported of it, {words.options(against)}"
            said = f"{said}; and, {told_of}" if said else told_of
        return said

    def _if(self, brought: Brought, solved: int) -> str:
        if brought.times == solved:
            return ""
        conditions = self._conditions(brought)
        if conditions:
            return f", but only if {together(conditions)}"
        return f" (in {brought.times} of {solved} interpretations)"

    def _conditions(self, brought: Brought) -> list[str]:
        """Say what has to be so; that a party would do what it is said to do goes without saying."""
        words = Words(self.conflict)
        done = {words.state([option]) for option in brought.options}
        return [clause for clause in clauses(self.conflict, brought.needs) if clause not in done]

    def tables(self) -> tuple[Table, ...]:
        """Give for each party what others do only with it in, and what has to be so for that."""
        words = Words(self.conflict)
        rows: list[Row] = []
        for each in self.found:
            name = capital(words.name(each.party))
            if not each.brings:
                rows.append((name, "nothing that would not hold without it", "", 0))
            for brought in self.brought.get(each.party, ()):
                needs = listed(self._conditions(brought))
                rows.append((name, words.state(brought.options), needs, brought.times))
        solved = self.found[0].interpretations[0] if self.found else 0
        columns = (
            Column("with", is_text=True),
            Column("others would, and not without it", is_text=True),
            Column("only if", is_text=True),
            Column("interpretations"),
        )
        notes = [f"of {count_words(solved, 'interpretation')}"]
        if self.found:
            notes += filter(None, [sample_note(*self.found[0].interpretations)])
        return (
            Table(
                "joining", "What hangs on whose joining", columns, (Section(tuple(rows)),), notes=tuple(notes)
            ),
        )

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "parties": [
                {
                    "decision_maker": each.party,
                    "options": list(each.options),
                    "judged": each.party in self.judged,
                    "brings": [
                        {"options": list(b.options), "needs": dict(b.needs), "holds_in": b.times}
                        for b in self.brought.get(each.party, ())
                    ],
                    "eases": [
                        {"options": list(b.options), "needs": dict(b.needs), "holds_in": b.times}
                        for b in self.eased.get(each.party, ())
                    ],
                    "of": each.interpretations[0],
                }
                for each in self.found
            ],
            "points": [point.record() for point in self.points],
            "evidence": list(self.evidence),
            "sentence": self.sentence,
        }


def joining(
    conflict: Conflict,
    parties: Iterable[str] | None = None,
    *,
    most: int = MOST_PARTIES,
    ensemble: Ensemble | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Joining:
    """Find whose joining changes what the others do.

    Parameters
    ----------
    conflict
        In option form.
    parties
        Keys of those to try; None: those on whose options somebody else's preferences hang, and who could do
        more than they warn of.
    most
        How many are tried at most, where it is not said which: first those that somebody has judged to
        matter, then those on whom most preferences hang.
    ensemble
        The conflict solved in its interpretations, where that has been done: these are then looked at.
    progress
        Called with how many parties have been tried, and how many there are.

    Raises
    ------
    ConflictError
        In graph form.
    UnknownName
        If there is no such party.

    Examples
    --------
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {open: open the road}, preferences: [open iff B.pay]}
    ...   B: {options: {pay: pay the toll}, preferences: [pay]}
    ... ''')
    >>> print(joining(road).sentence)
    With B in (pay the toll), and never without, it can hold that A would open the road.
    """
    if conflict.graph is not None:
        raise ConflictError("what a party's joining changes can be told of a model in option form only")
    named = {
        dm.key: sum(
            any(option.startswith(f"{dm.key}.") for option in statement.formula.options())
            for other, statement, _, _ in conflict.statements()
            if other.key != dm.key
        )
        for dm in conflict.decision_makers
    }
    judged = frozenset(_judged(conflict))
    if parties is None:
        warned_of = threatened(conflict)
        acting = {dm.key for dm in conflict.decision_makers if set(dm.option_names) - warned_of}
        tried = sorted(
            (key for key in named if named[key] and key in acting),
            key=lambda key: (key not in judged, -named[key]),
        )
        parties = tried[:most]
    found = []
    asked = list(parties)
    for number, key in enumerate(asked, start=1):
        found.append(without(conflict, key, concepts=FIRM, ensemble=ensemble))
        if progress:
            progress(number, len(asked))
    found.sort(key=lambda each: (each.party not in judged, -len(each.brings)))
    return Joining(conflict, tuple(found), judged & {each.party for each in found})


def _judged(conflict: Conflict) -> Iterable[str]:
    """Give the parties whose acts, in a question the record leaves open, are said to bring another's.

    As drafting marks them, or, in a model written by hand, as the question names them.
    """
    names = {dm.key: {dm.key, dm.name} for dm in conflict.decision_makers}
    texts = {question.id: question.text for question in conflict.questions}
    for dm, statement, question, _ in conflict.statements():
        if question is None:
            continue
        for option in statement.formula.options():
            owner = next(key for key in names if option.startswith(f"{key}."))
            named = any(name in texts[question] for name in names[owner])
            if owner != dm.key and (named or statement.rule == "assesses"):
                yield owner
