"""Bargains: what hangs together by the parties' terms, and what can be had without the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from modusvivendi.conflict import Conflict, Not, Option
from modusvivendi.conflict.conjunction import conjuncts
from modusvivendi.conflict.words import Words
from modusvivendi.english import number_words
from modusvivendi.insight.insight import Point
from modusvivendi.insight.terms import Term, clause

MOST = 3
"""Bargains that are told apart; more would be a list of everybody's wishes."""


def bargains(conflict: Conflict, terms: Iterable[Term]) -> tuple[tuple[str, ...], ...]:
    """Group options so that no term of a party on an option of one group is about one of another.

    Parameters
    ----------
    conflict
        The model.
    terms
        Terms of parties, reported or judged. What hangs on disputed terms alone is no bargain of its own.

    Returns
    -------
    tuple of tuple of str
        Full names of the options: of each group in the order of the model, the groups by size. What several
        parties would do alike goes together, and what hangs on nobody's act is in no group of its own.
    """
    order = [name for dm in conflict.decision_makers for name in dm.option_names]
    labels = {
        name: label or name
        for dm in conflict.decision_makers
        for name, label in zip(dm.option_names, dm.options.values(), strict=True)
    }
    group = {name: name for name in order}

    def top(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    told: set[str] = set()
    linked: set[str] = set()
    for term in terms:
        on = term.on.options()
        told.update((term.act, *on))
        linked.update((term.act, *on) if on and not term.is_disputed else ())
        for option in on:
            group[top(option)] = top(term.act)
    alike: dict[str, str] = {}
    for name in order:
        if name in told:
            group[top(name)] = top(alike.setdefault(labels[name], name))
    found: dict[str, list[str]] = {}
    for name in order:
        if name in told:
            found.setdefault(top(name), []).append(name)
    kept = [tuple(some) for some in found.values() if linked.intersection(some)]
    return tuple(sorted(kept, key=lambda some: -len(some)))


def apart(conflict: Conflict, terms: Iterable[Term]) -> Point | None:
    """Say that there are several bargains, and what each is about; None where there is one, or too many."""
    terms = tuple(terms)
    found = bargains(conflict, terms)
    if not 1 < len(found) <= MOST:
        return None
    asked = [formula for term in terms for formula in conjuncts(term.on)]
    avoided = {name for f in asked if isinstance(f, Not) for name in f.options()}
    avoided -= {name for f in asked if isinstance(f, Option) for name in f.options()}
    avoided -= {term.act for term in terms}
    neither = "neither hangs on the other" if len(found) == 2 else "none hangs on another"
    parts = "; ".join(f"({number}) {_done(conflict, some, avoided)}" for number, some in enumerate(found, 1))
    count = number_words(len(found))
    return Point(f"By these terms there are in the model {count} bargains, of which {neither}: {parts}.")


def _done(conflict: Conflict, some: Iterable[str], avoided: Collection[str]) -> str:
    """Say what is done in a bargain, and what by its terms must not be."""
    options = {
        name: Option(dm.key, key)
        for dm in conflict.decision_makers
        for key, name in zip(dm.options, dm.option_names, strict=True)
    }
    done = Words(conflict).state([name for name in some if name not in avoided])
    left = [Not(options[name]) for name in some if name in avoided]
    return f"{done}; and {clause(conflict, left)}" if left else done
