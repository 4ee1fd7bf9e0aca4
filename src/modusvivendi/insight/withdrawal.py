"""Withdraw a source: what changes when a report, a source or a statement is dropped.

A preference that rests on nothing else goes with its statements; an answer to an open question that only they
gave is no answer any more, and a question with one answer left is none. What the analyst assumed stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, DecisionMaker, OpenPreference, Preference
from modusvivendi.conflict.words import Words
from modusvivendi.english import count_words, listed, number_words
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import SHOWN
from modusvivendi.insight.interpretations import Ensemble, sample_note, solve_interpretations
from modusvivendi.publish.tables import Column, Row, Section, Table

if TYPE_CHECKING:
    from modusvivendi.dossier import Record

EVERY, SOME, NONE = "every", "some", "none"

ALL_UNNAMED = "all unnamed sources together"


@dataclass(frozen=True)
class Verdict:
    """In how many interpretations an arrangement holds under Nash, SEQ or SMR.

    Attributes
    ----------
    times, of
        In so many of so many.
    """

    times: int
    of: int

    @property
    def reach(self) -> str:
        """``"every"``, ``"some"`` or ``"none"`` of the interpretations."""
        if not self.times:
            return NONE
        return EVERY if self.times == self.of else SOME

    def __str__(self) -> str:
        return f"{self.times} of {self.of}"


@dataclass(frozen=True)
class Changed:
    """An arrangement whose verdict is another one.

    Attributes
    ----------
    code
        The state.
    before, after
        The verdicts.
    """

    code: int
    before: Verdict
    after: Verdict


@dataclass(frozen=True, eq=False)
class Withdrawal:
    """What changes when some statements are dropped.

    Attributes
    ----------
    what
        What is dropped, for people.
    statements
        Ids of the statements that are dropped.
    conflict
        The model they are dropped from.
    without
        The model without them.
    gone
        Preferences that rest on nothing else, with whose they are.
    changed
        Arrangements whose verdict changes in kind: from every to some or no interpretation, and so on.
    """

    what: str
    statements: tuple[str, ...]
    conflict: Conflict
    without: Conflict
    gone: tuple[tuple[str, Preference], ...]
    changed: tuple[Changed, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements that are dropped and that the model rests on."""
        cited = self.conflict.evidence()
        return tuple(i for i in self.statements if i in cited)

    @property
    def lost(self) -> tuple[int, ...]:
        """Codes of the arrangements that would hold nowhere without them."""
        return tuple(c.code for c in self.changed if c.after.reach == NONE)

    @property
    def gained(self) -> tuple[int, ...]:
        """Codes of the arrangements that hold only without them."""
        return tuple(c.code for c in self.changed if c.before.reach == NONE)

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        start = f"Without {self.what}, "
        if not self.gone:
            return f"{start}no preference of the model changes: each rests on something else as well."
        count = count_words(len(self.gone), "preference")
        if not self.changed:
            return f"{start}{count} would go, and every verdict would stay as it is."
        said = [
            f"{count_words(len(codes), noun)} {what}"
            for codes, noun, what in (
                (self.lost, "arrangement", "would hold no more"),
                (self.gained, "other" if self.lost else "more arrangement", "would hold"),
            )
            if codes
        ]
        other = len(self.changed) - len(self.lost) - len(self.gained)
        if other:
            said.append(f"{count_words(other, 'arrangement')} would hold in other interpretations")
        return f"{start}{count} would go, and {listed(said)}."

    def tables(self) -> tuple[Table, ...]:
        """Give the arrangements whose verdict changes, and the preferences that would go."""
        words = Words(self.conflict)
        states: list[Row] = [
            (words.state(self.conflict.taken(c.code)), str(c.before), str(c.after)) for c in self.changed
        ]
        wishes: list[Row] = [(words.name(key), str(preference.formula)) for key, preference in self.gone]
        return (
            _table(
                "changed",
                "Arrangements that hold in other interpretations",
                "arrangement before after",
                states,
            ),
            _table("gone", "Preferences that rest on nothing else", "party preference", wishes),
        )

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "withdrawn": self.what,
            "statements": list(self.statements),
            "gone": [{"decision_maker": key, "formula": str(p.formula)} for key, p in self.gone],
            "changed": [
                {
                    "code": c.code,
                    "taken": self.conflict.taken(c.code),
                    "before": {"holds_in": c.before.times, "of": c.before.of, "reach": c.before.reach},
                    "after": {"holds_in": c.after.times, "of": c.after.of, "reach": c.after.reach},
                }
                for c in self.changed
            ],
            "sentence": self.sentence,
        }


@dataclass(frozen=True, eq=False)
class Dependence:
    """Which conclusions rest on one source alone.

    Attributes
    ----------
    conflict
        The model.
    withdrawals
        Of the sources on which some verdict rests, the most consequential first.
    tried
        How many sources were withdrawn in turn.
    unnamed
        What those are called that are not named.
    interpretations
        In how many it was tried, and of how many; None: in all.
    """

    conflict: Conflict
    withdrawals: tuple[Withdrawal, ...]
    tried: int
    unnamed: frozenset[str] = frozenset()
    interpretations: tuple[int, int] | None = None

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements of these sources that the model rests on."""
        return tuple(dict.fromkeys(i for w in self.withdrawals for i in w.evidence))

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        note = sample_note(*self.interpretations) if self.interpretations else ""
        return " ".join(filter(None, [self._said, note]))

    @property
    def _said(self) -> str:
        if not self.withdrawals:
            return f"No verdict rests on one of the {self.tried} sources alone."
        names = [w.what for w in self.withdrawals]
        return (
            f"Some verdict rests on the word of {count_words(len(names), 'source')} of "
            f"{number_words(self.tried)}: {listed(names[:5])}{' and others' if len(names) > 5 else ''}. "
            f"{self.withdrawals[0].sentence}{self._unnamed()}"
        )

    def _unnamed(self) -> str:
        """Say what rests on sources that are not named, where that has not been said."""
        hidden = [w for w in self.withdrawals if w.what in self.unnamed]
        if not hidden:
            return " None of these is unnamed." if self.unnamed else ""
        if hidden[0] is self.withdrawals[0]:
            return ""
        return f" {hidden[0].sentence}"

    def tables(self) -> tuple[Table, ...]:
        """Give what changes without each source."""
        headings = (
            "without", "unnamed", "preferences gone", "hold no more", "hold newly", "verdicts changed"
        )  # fmt: skip
        rows: list[Row] = [
            (w.what, w.what in self.unnamed, len(w.gone), len(w.lost), len(w.gained), len(w.changed))
            for w in self.withdrawals
        ]
        columns = tuple(map(Column, headings))
        return (Table("dependence", "Sources some verdict rests on", columns, (Section(tuple(rows)),)),)

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        found = [w.record() for w in self.withdrawals]
        return {"sentence": self.sentence, "tried": self.tried, "sources": found}


@dataclass(frozen=True)
class Sources:
    """The innermost sources of a record, to be withdrawn in turn.

    Attributes
    ----------
    statements
        By what a source is called, the ids of what goes back to it.
    unnamed
        Which of them are not named. Where there are several, all of them together are one more: nobody can
        tell whether they are different people.
    """

    statements: Mapping[str, tuple[str, ...]]
    unnamed: frozenset[str]


def sources_of(record: Record) -> Sources:
    """Give the innermost sources of a record."""
    found: dict[str, tuple[str, ...]] = {}
    unnamed: dict[str, None] = {}
    for origin in record.origins():
        name = origin.origin
        if origin.anonymous:
            name = name if "unnamed" in name else f"{name} (unnamed)"
            unnamed.setdefault(name)
        found[name] = (*found.get(name, ()), *origin.statements)
    if len(unnamed) > 1:
        together = tuple(i for name in unnamed for i in found[name])
        found[ALL_UNNAMED] = together
        unnamed.setdefault(ALL_UNNAMED)
    return Sources(found, frozenset(unnamed))


def withdraw(
    conflict: Conflict, statements: Collection[str], *, what: str = "", ensemble: Ensemble | None = None
) -> Withdrawal:
    """Find what changes when some statements are dropped from what a model rests on.

    Parameters
    ----------
    conflict
        In option form, with preference statements.
    statements
        Ids of the statements to drop.
    what
        What they are, for people; their ids if not given.
    ensemble
        The conflict solved in its interpretations, where that has been done.

    Returns
    -------
    Withdrawal

    Examples
    --------
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {x: open the road}, preferences: [{formula: x, evidence: [r-1a]}]}
    ... ''')
    >>> found = withdraw(road, ["r-1a"])
    >>> [road.taken(code) for code in found.gained]
    [[]]
    >>> print(found.sentence)
    Without r-1a, one preference would go, and one more arrangement would hold.
    """
    dropped = tuple(dict.fromkeys(statements))
    without, gone = without_statements(conflict, frozenset(dropped))
    before = ensemble or solve_interpretations(conflict)
    after = solve_interpretations(without, most=len(before.interpretations)) if gone else before
    return Withdrawal(
        what or listed(dropped), dropped, conflict, without, gone, changes_between(before, after)
    )


def changes_between(before: Ensemble, after: Ensemble) -> tuple[Changed, ...]:
    """List the states whose verdict differs in kind between two models of the same options.

    Parameters
    ----------
    before, after
        Both solved, over the same feasible states.
    """
    if before is after:
        return ()
    of = len(before.interpretations), len(after.interpretations)
    found = kinds_changed(before.conflict.codes, (_times(before), _times(after)), of)
    return tuple(sorted(found, key=lambda each: (-each.before.times, -each.after.times, each.code)))


def kinds_changed(
    codes: NDArray[np.int64], times: tuple[NDArray[np.intp], NDArray[np.intp]], of: tuple[int, int]
) -> tuple[Changed, ...]:
    """List the states that hold in every, some or no interpretation before, and in another of these after.

    Parameters
    ----------
    codes
        Of the states, shape (N,).
    times
        In how many interpretations each of them holds before and after, shape (N,).
    of
        Of how many.
    """
    kinds = [
        np.where(count == 0, 0, np.where(count == whole, 2, 1))
        for count, whole in zip(times, of, strict=True)
    ]
    return tuple(
        Changed(int(codes[k]), Verdict(int(times[0][k]), of[0]), Verdict(int(times[1][k]), of[1]))
        for k in np.flatnonzero(kinds[0] != kinds[1]).tolist()
    )


def _times(ensemble: Ensemble) -> NDArray[np.intp]:
    """Count in how many interpretations each state holds under Nash, SEQ or SMR, shape (N,)."""
    held = np.any([ensemble.holds[key] for key in SHOWN if key in ensemble.holds], axis=0)
    counted: NDArray[np.intp] = held.sum(axis=0)
    return counted


def rests_on(
    conflict: Conflict,
    sources: Mapping[str, Collection[str]],
    *,
    ensemble: Ensemble | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Withdrawal, ...]:
    """Withdraw one source after the other, and give those whose word some conclusion rests on.

    Parameters
    ----------
    conflict
        The model.
    sources
        Ids of the statements of each source (an origin, a report, …), by what it is called.
    ensemble
        The conflict solved in its interpretations, where that has been done.
    progress
        Called with how many are done and how many there are.

    Returns
    -------
    tuple of Withdrawal
        Those that change a verdict, the most consequential first.
    """
    before = ensemble or solve_interpretations(conflict)
    found = []
    for number, (what, statements) in enumerate(sources.items(), start=1):
        withdrawn = withdraw(conflict, statements, what=what, ensemble=before)
        if withdrawn.changed:
            found.append(withdrawn)
        if progress:
            progress(number, len(sources))
    return tuple(sorted(found, key=lambda w: (-len(w.lost), -len(w.changed), w.what)))


def without_statements(
    conflict: Conflict, dropped: frozenset[str]
) -> tuple[Conflict, tuple[tuple[str, Preference], ...]]:
    """Give the model without some statements, and the preferences that went with them."""
    if not dropped & conflict.evidence().keys():
        return conflict, ()
    gone: list[tuple[str, Preference]] = []
    makers = []
    for dm in conflict.decision_makers:
        for comparison in dm.comparisons:
            if dropped & set(comparison.note.evidence):
                raise ConflictError(
                    f"that {dm.key} prefers {comparison} rests on what is to be withdrawn",
                    hint="withdrawing is worked out for preference statements, not for states compared",
                )
        kept: list[Preference | OpenPreference] = []
        for preference in dm.preferences:
            if isinstance(preference, Preference):
                kept += _kept(dm, (preference,), dropped, gone)
            else:
                kept.append(_question(dm, preference, dropped, gone))
        makers.append(replace(dm, preferences=tuple(kept)))
    return conflict.replace(decision_makers=_agreed(makers), source=None), tuple(gone)


def _kept(
    dm: DecisionMaker,
    preferences: tuple[Preference, ...],
    dropped: frozenset[str],
    gone: list[tuple[str, Preference]],
) -> tuple[Preference, ...]:
    """Give those that rest on something else as well, or on an assumption, and note the others."""
    kept = []
    for preference in preferences:
        left = tuple(i for i in preference.evidence if i not in dropped)
        if left or not preference.evidence or preference.assumption:
            kept.append(replace(preference, evidence=left))
        else:
            gone.append((dm.key, preference))
    return tuple(kept)


def _question(
    dm: DecisionMaker,
    question: OpenPreference,
    dropped: frozenset[str],
    gone: list[tuple[str, Preference]],
) -> OpenPreference:
    """Give a question with the answers that something still speaks for, however few."""
    answers = {}
    for answer, preferences in question.answers.items():
        kept = _kept(dm, preferences, dropped, gone)
        if kept or not preferences:
            answers[answer] = kept
    return replace(question, answers=answers)


def _agreed(makers: list[DecisionMaker]) -> list[DecisionMaker]:
    """Settle questions with fewer than two answers left; where several share one, left to all of them."""
    answers: dict[str, list[str]] = {}
    for dm in makers:
        for p in dm.preferences:
            if isinstance(p, OpenPreference):
                answers[p.question] = [a for a in answers.get(p.question, p.answers) if a in p.answers]
    agreed = []
    for dm in makers:
        kept: list[Preference | OpenPreference] = []
        for p in dm.preferences:
            if isinstance(p, Preference):
                kept.append(p)
            elif len(answers[p.question]) > 1:
                kept.append(replace(p, answers={a: p.answers[a] for a in answers[p.question]}))
            else:
                kept += [each for a in answers[p.question] for each in p.answers[a]]
        agreed.append(replace(dm, preferences=tuple(kept)))
    return agreed


def _table(name: str, title: str, headings: str, rows: list[Row]) -> Table:
    return Table(name, title, tuple(map(Column, headings.split())), (Section(tuple(rows)),))
