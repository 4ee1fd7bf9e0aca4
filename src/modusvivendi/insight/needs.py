"""Answers and circumstances on which something hangs, in words."""

from __future__ import annotations

from collections.abc import Iterable

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.words import Words
from modusvivendi.english import listed


def clauses(conflict: Conflict, needs: Iterable[tuple[str, str]]) -> list[str]:
    """Say answers to open questions and values of circumstances, each as a clause.

    Parameters
    ----------
    conflict
        The model.
    needs
        Ids of questions (``q1``), or of circumstances (``c1``) or their names, each with the answer.

    Examples
    --------
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A:
    ...     options: {open: open the road}
    ...     preferences:
    ...       - question: Would A open the road?
    ...         answers: {"yes": [open if thaw], "no": [not open]}
    ... circumstances: {thaw: the snow melts}
    ... ''')
    >>> clauses(road, [("q1", "no"), ("c1", "yes"), ("thaw", "no")])
    ['A would not open the road', '“the snow melts” comes about', '“the snow melts” does not come about']
    """
    words = Words(conflict)
    texts = {question.id: question.text for question in conflict.questions}
    named = {f"c{number}": name for number, name in enumerate(conflict.circumstances, start=1)}
    said = []
    for key, value in needs:
        if key in texts:
            said.append(words.answer(texts[key], value))
        else:
            name = named.get(key, key)
            label = conflict.circumstances[name] or name
            said.append(f"“{label}” {'comes' if value == 'yes' else 'does not come'} about")
    return said


def together(said: Iterable[str]) -> str:
    """Join clauses: what one party would do in one, what several would do in one.

    Examples
    --------
    >>> together(["A would pay", "B would pay", "“the snow melts” comes about"])
    'A and B would pay and “the snow melts” comes about'
    >>> together(["A would open the road", "A would pay"])
    'A would open the road and pay'
    """
    acts: dict[str, list[str]] = {}
    others = []
    for clause in said:
        subject, would, act = clause.partition(" would ")
        if would:
            acts.setdefault(subject, []).append(act)
        else:
            others.append(clause)
    doers: dict[tuple[str, ...], list[str]] = {}
    for subject, done in acts.items():
        doers.setdefault(tuple(done), []).append(subject)
    merged = [f"{listed(subjects)} would {listed(done)}" for done, subjects in doers.items()]
    return listed([*merged, *others])
