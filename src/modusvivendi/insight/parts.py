"""On what each part of an arrangement hangs: which open answers something takes, and who is against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.words import Words
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import FIRM, SHOWN, arrangements, holding_with, needs_of, threatened
from modusvivendi.insight.blocking import objections, voices
from modusvivendi.insight.interpretations import Bool, Ensemble, solve_interpretations
from modusvivendi.insight.needs import rule_of
from modusvivendi.insight.parted import Part, Parts
from modusvivendi.statements import Statement
from modusvivendi.statements.naming import with_article

NASH = "nash"

MOST_EITHER = 3
"""Sets of answers, any of which would do, that are looked for."""

MOST_BEYOND = 3
"""Answers in such a set beyond those that all of them share."""


def parts(
    conflict: Conflict,
    want: int | Iterable[str],
    *,
    ensemble: Ensemble | None = None,
    statements: Mapping[str, Statement] | None = None,
) -> Parts:
    """Find on what each part of an arrangement hangs.

    The whole of an arrangement may take much that has nothing to do with what people ask about. Part by part
    it shows: this option is taken in something that holds if, and only if, those answers are given. What is
    said of it begins with the terms of its parties.

    Parameters
    ----------
    conflict
        In option form.
    want
        The arrangement: its code, or the full names of the options taken in it.
    ensemble
        The conflict solved in its interpretations, where that has been done.
    statements
        The statements of the record by id: those who object and have nothing to decide in the model are then
        named as well.

    Raises
    ------
    ConflictError
        If there is no such state, or in graph form.

    Notes
    -----
    Something holds where it is an equilibrium under Nash: nobody would rather do otherwise, as things are.
    Where the arrangement is one under Nash nowhere, SEQ counts as well, and SMR where it is one under
    neither. What is only threatened is no part.

    Examples
    --------
    >>> import textwrap
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A:
    ...     options: {open: open the road}
    ...     preferences:
    ...       - question: Does paying win A's consent?
    ...         rule: assessment
    ...         answers: {"yes": [open iff B.pay], "no": [not open]}
    ...   B: {options: {pay: pay the toll}, preferences: [pay]}
    ... ''')
    >>> print(textwrap.fill(parts(road, ["A.open", "B.pay"]).sentence, 105))
    That paying wins A's consent is a judgement of others, not the word of A. The fullest
    arrangement found holds under Nash in 1 of 2 interpretations in the model.
    """
    if conflict.graph is not None:
        raise ConflictError("on what parts hang can be told of a model in option form only")
    code = want if isinstance(want, int) else conflict.code(want)
    if conflict.position(code) is None:
        raise ConflictError(f"{conflict.describe(code)} is not feasible", hint=conflict.why_infeasible(code))
    ensemble = ensemble or solve_interpretations(conflict)
    found = arrangements(ensemble)
    place = conflict.codes.tolist().index(code)
    concepts = next((c for c in ((NASH,), FIRM) if ensemble.holding(place, c).any()), SHOWN)
    warned_of = threatened(conflict)
    groups: dict[bytes, tuple[Bool, list[str]]] = {}
    for option in conflict.taken(code):
        if option not in warned_of:
            holding = holding_with(ensemble, found, [option], concepts)
            groups.setdefault(holding.tobytes(), (holding, []))[1].append(option)
    made = [
        Part(
            tuple(options),
            *_either(ensemble, holding),
            int(holding.sum()),
            _against(conflict, options, statements or {}),
        )
        for holding, options in groups.values()
    ]
    made.sort(key=lambda part: _rank(conflict, part))
    return Parts(
        conflict,
        code,
        tuple(made),
        (len(ensemble.interpretations), ensemble.count),
        whole=_whole(ensemble, place),
        statements=statements or {},
    )


def _whole(ensemble: Ensemble, place: int) -> tuple[int, str]:
    """Tell in how many interpretations a state holds, under the first concept that it does under."""
    for concept in SHOWN:
        if concept in ensemble.holds and (times := int(ensemble.holding(place, (concept,)).sum())):
            return times, concept
    return 0, ""


def _rank(conflict: Conflict, part: Part) -> tuple[bool, bool, bool, int]:
    """Put first what hangs on a judgement, then what is objected to, then what hangs on others."""
    texts = {q.id: q for q in conflict.questions}
    asked = [texts[key] for answers in part.either for key in answers if key in texts]
    judged = any(rule_of(conflict, question.text) == "assessment" for question in asked)
    doers = {option.rpartition(".")[0] for option in part.options}
    on_others = any(doers - set(question.decision_makers) for question in asked)
    return (not judged, not part.against, not on_others, -len(part.options))


def _against(
    conflict: Conflict, options: Sequence[str], statements: Mapping[str, Statement]
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Name those who object to some options, with these and what they say."""
    words = Words(conflict)
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    said = [
        (words.name(each.decision_maker), each.options, each.preference.evidence)
        for each in objections(conflict, frozenset(options))
        if each.preference.evidence
    ]
    said += [(with_article(v.actor), v.options, v.statements) for v in voices(conflict, options, statements)]
    for name, against, ids in said:
        known = found.setdefault(name, ({}, {}))
        known[0].update(dict.fromkeys(against))
        known[1].update(dict.fromkeys(ids))
    return {
        name: (tuple(o for o in options if o in about), tuple(ids)) for name, (about, ids) in found.items()
    }


def _either(ensemble: Ensemble, holding: Bool) -> tuple[tuple[Mapping[str, str], ...], bool]:
    """Find the smallest sets of answers with any of which it holds; else only what it always takes.

    Returns the sets, and whether it holds nowhere without one of them.
    """
    if not holding.any():
        return (), False
    if holding.all():
        return ({},), True
    needs, enough = needs_of(ensemble, holding)
    if enough:
        return (needs,), True
    keys = list(ensemble.choices[0])
    free = [column for column, key in enumerate(keys) if key not in needs]
    matching = np.array([all(choice[key] == needs[key] for key in needs) for choice in ensemble.choices])
    primes: list[tuple[dict[int, int], Bool]] = []
    for size in range(1, MOST_BEYOND + 1):
        for columns in combinations(free, size):
            for values in np.unique(ensemble.coded[holding][:, columns], axis=0).tolist():
                given = dict(zip(columns, values, strict=True))
                if any(prime.items() <= given.items() for prime, _ in primes):
                    continue
                rows = matching & (ensemble.coded[:, columns] == values).all(axis=1)
                if holding[rows].all():
                    primes.append((given, rows))
    chosen: list[Bool] = []
    left = holding.copy()
    while left.any() and len(chosen) < MOST_EITHER:
        most = max(primes, key=lambda prime: int((prime[1] & left).sum()), default=None)
        if most is None or not (most[1] & left).any():
            break
        chosen.append(most[1])
        left &= ~most[1]
    if left.any():
        return ((needs,) if needs else ({},)), False
    return tuple(_given(ensemble, rows, needs, primes) for rows in chosen), True


def _given(
    ensemble: Ensemble, rows: Bool, needs: Mapping[str, str], primes: Sequence[tuple[dict[int, int], Bool]]
) -> dict[str, str]:
    columns = next(prime for prime, found in primes if found is rows)
    choice = ensemble.choices[int(np.flatnonzero(rows)[0])]
    keys = list(choice)
    wanted = {*needs, *(keys[column] for column in columns)}
    return {key: value for key, value in choice.items() if key in wanted}
