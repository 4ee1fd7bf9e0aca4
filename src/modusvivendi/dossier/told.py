"""Changes of position told in a sentence: "no longer asks for", "which had insisted on 10, would take 7".

A report often says itself that a party has moved. What it says of the earlier position is then as good as an
earlier report, though nobody knows its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from modusvivendi.statements.statement import Stance, Statement

_GIVING_UP = (
    "drop drops dropped abandon abandons abandoned withdraw withdraws withdrew withdrawn waive waived shelve "
    "shelved give@up gives@up gave@up given@up retreat@from retreated@from back@away@from backed@away@from "
    "back@down@from backed@down@from backed@off walk@back walked@back climbed@down@from move@away@from "
    "moved@away@from let@go@of relented@on softened relaxed lifted eased"
)
_WHOSE = (
    r"(?:(?:its|their|his|her|the|an?|any|all|earlier|former|previous|long-standing|own) )*(?:[\w'-]+ ){0,2}?"
)
_HELD = {
    Stance.DEMANDS: (
        "asks? insists? demands? wants? seeks? requires? calls? press(?:es)? push(?:es)?",
        "demands? insistence claims? calls? requirements? conditions?",
    ),
    Stance.OPPOSES: ("objects? opposes? resists? rejects?", "objections? opposition resistance veto"),
    Stance.RULES_OUT: ("rules?@out refuses? excludes?", "refusal reluctance"),
    Stance.WARNS: ("threatens? threatening warns? warning", "threats? warnings?"),
    Stance.SUPPORTS: ("supports? backs? favou?rs? welcomes?", "support backing"),
}
"""For each position given up, the verbs after *no longer*, and the nouns after *dropped its*."""


def _any_of(words: str) -> str:
    return "(?:" + "|".join(words.split()).replace("@", " ") + ")"


_TOLD = tuple(
    (
        re.compile(
            rf"\bno longer {_any_of(verbs)}\b|\b{_any_of(_GIVING_UP)} {_WHOSE}{_any_of(nouns)}\b",
            re.IGNORECASE,
        ),
        stance,
    )
    for stance, (verbs, nouns) in _HELD.items()
)

_PAST_CLAUSE = re.compile(
    r"\b(?:which|who|that|having)\s+(?:(?:had|have|has)\s+(?!said\b|now\b|just\b)"
    r"|(?:until|till) (?:now|recently|then|last|this|yesterday|\w+day)\b"
    r"|once\b|formerly\b|previously\b|initially\b|originally\b|at first\b|earlier\b|used to\b|long\b"
    r"|started (?:at|with|out)\b|began (?:at|with|by)\b)[^,;]*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\bfrom (?:around |about |over |under )?(?P<number>[£$€]?\d[\d.,]*)(?=[^.;,]{0,30}? to [£$€]?\d)",
    re.IGNORECASE,
)

_DOWN_FROM = re.compile(
    r"\b(?:down|up) from (?:the |an? |its |their )?(?:earlier |initial |previous |original )*"
    r"(?:around |about |over |under )?(?P<number>[£$€]?\d[\d.,]*)"
    r"|\binstead of the (?P<instead>[£$€]?\d[\d.,]*)(?: [\w-]+){0,2}? (?:that |which )?"
    r"(?:it|they|he|she|(?:its|their|his|her) predecessors?) (?:had|previously|originally|first)\b",
    re.IGNORECASE,
)
"""The number before one: "10 per cent, down from the 12 it had asked for"."""

_REMEMBERED = 65_536
"""Sentences of which is remembered what they tell: each decision of a person asks about all again."""


def given_up(statement: Statement) -> Stance | None:
    """Give what a party held before, where the statement itself tells that it holds it no more.

    Examples
    --------
    >>> one = Statement(id="a-0a", report="a.txt", start=0, end=60, actor="Norland", stance="offers",
    ...     sentence="Norland has dropped its demand for a toll on the new road.",
    ...     proposal="drop its demand for a toll on the new road")
    >>> given_up(one)
    <Stance.DEMANDS: 'demands'>
    """
    return _told_given_up(_about(statement.sentence, statement.proposal))


@lru_cache(maxsize=_REMEMBERED)
def _told_given_up(text: str) -> Stance | None:
    return next((stance for pattern, stance in _TOLD if pattern.search(text)), None)


def number_before(statement: Statement) -> str | None:
    """Give the number that one is said to have been raised or lowered from: "from 3 to 5 per cent".

    Examples
    --------
    >>> one = Statement(id="a-0a", report="a.txt", start=0, end=60, actor="Norland", stance="offers",
    ...     sentence="Norland raised its toll from 3 to 5 crowns.",
    ...     proposal="raise its toll from 3 to 5 crowns")
    >>> number_before(one)
    '3'
    >>> said = "Norland would take 10 per cent, down from the 12 per cent it had asked for."
    >>> number_before(one.model_copy(update={"sentence": said, "proposal": "take 10 per cent"}))
    '12'
    """
    about = _about(statement.sentence, statement.proposal)
    found = _BEFORE.search(about)
    if found is not None:
        return found["number"]
    aside = re.match(
        r",? (?:which is )?(?:down|up) from [^,;.]*", statement.sentence.partition(statement.proposal)[2]
    )
    lower = _DOWN_FROM.search(about + (aside[0] if aside else ""))
    return (lower["number"] or lower["instead"]).rstrip(".,") if lower else None


@lru_cache(maxsize=_REMEMBERED)
def _about(sentence: str, proposal: str) -> str:
    """Give the words of the sentence a statement is about: its proposal with what leads to it."""
    at = sentence.find(proposal)
    if at < 0:
        return proposal
    before = re.split(r"[,;:]|\band\b|\bbut\b", sentence[:at])[-1]
    return before + proposal


_UNLESS = re.compile(
    r"^unless (?P<who>.+?) (?:withdr[ae]ws?|drops?|abandons?|gives? up|scraps?|shelves?|stops?|halts?"
    r"|cancels?|calls? off|ends?|lifts?) (?:(?:its|their|his|her|the|any) )?(?:plans?|idea|proposal)?"
    r"(?: (?:for|of|to))? ?(?P<what>\S.+)$",
    re.IGNORECASE,
)


def threatened_over(statement: Statement) -> Statement | None:
    """Give a threat as what it is directed against: "unless they drop their plans for X" opposes X.

    Examples
    --------
    >>> one = Statement(id="a-0a", report="a.txt", start=0, end=60, actor="Norland", stance="warns",
    ...     sentence="x", proposal="stop work",
    ...     condition="unless Sudland withdraws its plan for a toll bridge")
    >>> threatened_over(one).stance.value, threatened_over(one).proposal
    ('opposes', 'a toll bridge')
    """
    found = _UNLESS.match(statement.condition or "")
    if statement.stance is not Stance.WARNS or found is None:
        return None
    changes = {"stance": Stance.OPPOSES, "proposal": found["what"], "act": None}
    return statement.model_copy(update={**changes, "condition": None, "condition_acts": (), "quantity": None})


def with_past_settled(statements: Iterable[Statement]) -> list[Statement]:
    """Mark as past what a sentence tells in passing of a party whose present position it reports.

    "The union, which had insisted on ten, would take seven" holds two positions of the union, and the one in
    the relative clause is the earlier.
    """
    everything = list(statements)
    together: dict[tuple[str, int, str], list[Statement]] = {}
    for statement in everything:
        together.setdefault((statement.report, statement.start, statement.actor), []).append(statement)
    return [_as_past(s) if _is_past(s, together[s.report, s.start, s.actor]) else s for s in everything]


def _is_past(statement: Statement, fellows: Sequence[Statement]) -> bool:
    if statement.earlier or not _in_past_clause(statement.sentence, statement.proposal):
        return False
    return any(
        not _in_past_clause(other.sentence, other.proposal) for other in fellows if other.id != statement.id
    )


@lru_cache(maxsize=_REMEMBERED)
def _in_past_clause(sentence: str, proposal: str) -> bool:
    at = sentence.find(proposal)
    return at > 0 and _PAST_CLAUSE.search(sentence[:at]) is not None


def _as_past(statement: Statement) -> Statement:
    return statement.model_copy(update={"earlier": True})
