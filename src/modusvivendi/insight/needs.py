"""Answers and circumstances on which something hangs, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.words import Words
from modusvivendi.english import date_words, listed
from modusvivendi.insight.nearest import nearest_said, quoting_nearest
from modusvivendi.insight.quoting import quoted_around
from modusvivendi.statements import Stance, Statement

SILENCE = "silence"
"""The rule of questions on which a party is asked for what it says nothing of."""

WEIGHTIER = ("assessment", "contradiction", "considers", SILENCE, "")
"""Rules of questions, those first that are to be found out first: silence weighs least."""

ABOUT_ITSELF = ("contradiction", "considers", SILENCE)
"""Rules of questions on whether a party would do what it is asked for."""

ASKED_NOT_TO = "asked not to"
"""The rule of what a party would do that others only ask it not to do, and on which it is silent."""

CONTRADICTION = "contradiction"
"""The rule of questions on which what is reported of a party and what it says itself differ."""

CONSIDERS = "considers"
"""The rule of questions on whether a party does what it is reported to consider."""

UNHEARD = "it is not reported whether it would"
"""What is said of a silent party."""
UNHEARD_OF_SEVERAL = UNHEARD.replace(" it would", " they would")

NEARBY = ("nothing was found on it in these words", "another amount is offered")
"""How the remark of a question begins on which its party is heard, but not in these words or this amount."""


_WHOLE = re.compile(
    r"(?:accept |agree to |take )?(?:the|this|that|such an?) (?:\w+ )?"
    r"(?:idea|offer|proposal|plan|deal|package)\b",
    re.IGNORECASE,
)
"""How a proposal begins that is of what is offered as a whole."""

_NO_STATEMENTS: Mapping[str, Statement] = {}


Told = tuple[str, tuple[str, ...]]
"""What is told, and the ids of the statements that are quoted in it; nothing where the words are empty."""


def heard_nearby(conflict: Conflict, text: str, statements: Mapping[str, Statement] = _NO_STATEMENTS) -> Told:
    """Give what is known of a silent party's mind on a question, if anything is, and what that quotes.

    Who refuses to buy power cannot be said to have no position on buying electricity, as a draft knows. With
    the statements of the record by id, what it has said is quoted.
    """
    for dm in conflict.decision_makers:
        for preference in dm.preferences:
            if not isinstance(preference, OpenPreference) or preference.question != text:
                continue
            if preference.note is None or not preference.note.startswith(NEARBY):
                continue
            own = {dm.key, dm.name, *dm.members}
            said = [statements[i] for i in preference.evidence if i in statements]
            cited = next((s for s in reversed(said) if s.actor in own), None)
            nearest = nearest_said(conflict, text, statements) or cited
            if nearest is None or preference.note == NEARBY[1]:
                return preference.note, ()
            quotation, ids = quoting_nearest(nearest, statements)
            if _WHOLE.match(nearest.proposal):
                return f"{UNHEARD}; on what asks it for that, {quotation}", ids
            return f"the nearest to it that is reported is {quotation}", ids
    return "", ()


def near_to(conflict: Conflict, text: str, statements: Mapping[str, Statement]) -> Told:
    """Give what comes near to a question on which its party is silent, whether or not the draft knew of it.

    As `heard_nearby` does; else with what is nearest of all that the party is reported to hold.
    """
    heard = heard_nearby(conflict, text, statements)
    if heard[0]:
        return heard
    nearest = nearest_said(conflict, text, statements)
    if nearest is None:
        return "", ()
    quotation, ids = quoting_nearest(nearest, statements)
    return f"{UNHEARD}; nearest to it is {quotation}", ids


def nearest_offer(statements: Mapping[str, Statement], ids: Iterable[str], parties: Iterable[str]) -> str:
    """Quote what a party has offered towards what it is else only reported to consider; empty if nothing."""
    own = set(parties)
    offers = [s for i in ids if (s := statements.get(i)) and s.stance is Stance.OFFERS and s.actor in own]
    return f"the nearest to it that is reported is “{quoted_around(offers[-1])}”" if offers else ""


MOST_SAID = 2
"""Sentences that are quoted where a record contradicts itself."""


def said_on(place: OpenPreference, statements: Mapping[str, Statement]) -> str:
    """Quote what is said on either side where a record contradicts itself; empty if nothing is known."""
    sides = [[i for p in some for i in p.evidence] for some in place.answers.values()]
    newest = [_newest([statements[i] for i in ids if i in statements]) for ids in sides]
    every = [_newest([statements[i] for i in place.evidence if i in statements]), *newest]
    told: dict[str, str] = {}
    for s in sorted((s for s in every if s is not None), key=_day):
        day = f" ({date_words(s.date.isoformat())})" if s.date else ""
        told.setdefault(s.sentence, f"“{quoted_around(s)}”{day}")
    return "is reported " + " and ".join(list(told.values())[-MOST_SAID:]) if told else ""


def _newest(some: Iterable[Statement]) -> Statement | None:
    return max(some, key=_day, default=None)


def _day(s: Statement) -> int:
    return s.date.toordinal() if s.date else 0


def rule_of(conflict: Conflict, text: str) -> str:
    """Give the rule of drafting by which a question is open; empty where a person has asked it."""
    places = (
        preference
        for dm in conflict.decision_makers
        for preference in dm.preferences
        if isinstance(preference, OpenPreference) and preference.question == text
    )
    return next((place.rule for place in places if place.rule), "")


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
            said.append(obtaining(conflict.circumstances[name] or name, obtains=value == "yes"))
    return said


_FINITE = re.compile(
    r"^(?!(?:if|when|once|which|who|to|by|in|on|for|under|after|before) )"
    r"(?P<who>[^,;“”]+?) (?P<verb>is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\b"
    r"(?! not\b)"
)
"""A clause with a verb that can be negated by a "not" behind it."""


def obtaining(label: str, *, obtains: bool = True) -> str:
    """Say as a clause that a circumstance comes about, or that it does not.

    What is a clause already is said in its own words.

    Examples
    --------
    >>> obtaining("a truce has been agreed"), obtaining("a truce has been agreed", obtains=False)
    ('a truce has been agreed', 'a truce has not been agreed')
    >>> obtaining("a vote in parliament")
    '“a vote in parliament” comes about'
    """
    found = _FINITE.match(label)
    if found is None or found["who"] == "that":
        return f"“{label}” {'comes' if obtains else 'does not come'} about"
    return label if obtains else f"{found[0]} not{label[found.end() :]}"


def stated(label: str) -> str:
    """Give a circumstance as it stands after "that": its own words where these are a clause, else quoted.

    Examples
    --------
    >>> stated("a truce has been agreed"), stated("a vote in parliament")
    ('a truce has been agreed', '“a vote in parliament”')
    """
    return f"“{label}”" if obtaining(label) != label else label


def about_circumstance(conflict: Conflict, name: str) -> tuple[str, ...]:
    """Give ids of statements on a circumstance: its own, else those of preferences that hang on it."""
    note = conflict.circumstance_notes.get(name)
    if note is not None and note.evidence:
        return note.evidence
    hanging = [
        i
        for _, statement, _, _ in conflict.statements()
        if name in statement.formula.circumstances()
        for i in statement.evidence
    ]
    return tuple(dict.fromkeys(hanging))


def together(said: Iterable[str]) -> str:
    """Join clauses: what one party would do in one, what several would do in one.

    Examples
    --------
    >>> together(["A would pay", "B would pay", "“the snow melts” comes about"])
    'A and B would pay and “the snow melts” comes about'
    >>> together(["A would open the road", "A would pay"])
    'A would open the road and pay'
    >>> together(["A would not open the road", "A would pay"])
    'A would not open the road and A would pay'
    """
    acts: dict[tuple[str, bool], list[str]] = {}
    others = []
    for clause in said:
        subject, would, act = clause.partition(" would ")
        if would:
            # "Would not open and pay" would deny both.
            acts.setdefault((subject, act.startswith("not ")), []).append(act)
        else:
            others.append(clause)
    doers: dict[tuple[str, ...], list[str]] = {}
    for (subject, _), done in acts.items():
        doers.setdefault(tuple(done), []).append(subject)
    merged = [f"{listed(subjects)} would {listed(done)}" for done, subjects in doers.items()]
    return listed([*merged, *others])
