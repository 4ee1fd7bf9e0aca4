"""Conditions that are no option of anybody in the model: circumstances, analysed both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from modusvivendi.conflict.draft.sameness import base_form
from modusvivendi.conflict.formula import KEYWORDS, Circumstance, Formula
from modusvivendi.english import is_plural
from modusvivendi.statements import Act, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import possessive, with_article

MOST_WORDS = 4
"""Words of a name."""

_EMPTY = frozenset(
    "a an the this that these those it its their his her is are was were be been being has have had do does "
    "did will would can could may might should must to of in on at by for with from as and or if when once "
    "there any some all such so".split()
)

_NEGATION = re.compile(r"\b(?:not|no|never)\s+|n['’]t\b", re.IGNORECASE)


class Circumstances:
    """Names circumstances, so that the same condition has the same name and no other has it.

    Parameters
    ----------
    options
        Keys of options, which no circumstance may share.
    """

    def __init__(self, options: Iterable[str]) -> None:
        self._taken = {*options, *KEYWORDS}
        self._names: dict[tuple[tuple[str, ...], str], str] = {}
        self._texts: dict[str, str] = {}

    def term(self, statement: Statement, act: Act, *, whole: bool = True) -> Circumstance:
        """Give the circumstance that an act in a statement's condition comes about.

        ``whole`` is False where the act is that of some only of those the condition names.
        """
        key = (act.agents, act.action)
        text = _text(statement, act, whole)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = self._new(_words(act, text))
            self._texts[name] = text
        return Circumstance(name)

    def _new(self, words: Sequence[str]) -> str:
        """Make a name that nothing else has."""
        name = "_".join(words) or "something"
        if name in self._taken or name[0].isdigit():
            name = f"event_{name}"
        plain, number = name, 2
        while name in self._texts:
            name = f"{plain}_{number}"
            number += 1
        return name

    def used_in(self, formulas: Iterable[Formula]) -> dict[str, str]:
        """Give the circumstances that occur in formulas, in alphabetical order, with what they are."""
        used = {name for formula in formulas for name in formula.circumstances()}
        return {name: self._texts[name] for name in sorted(used)}


def _words(act: Act, text: str) -> list[str]:
    """Choose the words of a short name: who would do what; instead of a single word, what the text says."""
    words = re.findall(r"\w+", " ".join((*act.agents, act.action)).lower())
    if class_of(act.action) is None and len(re.findall(r"\w+", act.action)) == 1:
        words = [w for w in re.findall(r"\w+", text.lower()) if w not in _EMPTY] or words
    elif len(words) > MOST_WORDS:
        words = re.findall(r"\w+", act.action.lower())
    return words[:MOST_WORDS]


_SUBJECT = re.compile(r"^(?P<thing>(?:the|its|their) [\w' -]{2,40}?) (?:would|will|could|can|may)\b")
_WANTS_IT = re.compile(r"\b(want(?:s|ed)?|wish(?:es|ed)?|like[sd]?) (?:it|them)$")
_OF_A_THING = re.compile(
    r"^(?:but |and |though )?(?:only |even |not )?(?:with|without|under|pending|subject to|outside|upon"
    r"|depend(?:ent|ing) on|following|failing|absent|in (?:return|exchange) for|on the basis of"
    r"|in the event of|in case of)\b",
    re.IGNORECASE,
)
"""What introduces a condition that names a thing and has no verb."""
_PERHAPS_OF_A_THING = re.compile(r"^(?:an?|another|some|any|no|further|more|new) ", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|do|did|will|would|can|could|may|might|must|shall|should)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"^(?:that|this|those|these|such(?! an? )) (?=[a-z]+ [a-z])(?![a-z]+(?:ed|s) (?:the|an?|its|their|all) )",
    re.IGNORECASE,
)


_THING = re.compile(
    r"^(?:to )?(?:[a-z]+ )?(?:an?|the|its|their) (?:[\w-]+ )*?(?P<noun>[a-z]+)"
    r"(?= (?:of|for|by|in|to|on|with|from|at|about|that|which)\b|$)",
    re.IGNORECASE,
)
"""What a proposal is about, where it names a single thing: "a study by the state"."""
_IT_IS = re.compile(r"^it (?=(?:is|was|were|has|have|had|can|could|would|will)\b)", re.IGNORECASE)


def as_clause(words: str, *, thing: bool = False) -> str:
    """Say what a condition names as a clause that can follow "whether", as far as the words tell.

    Parameters
    ----------
    words
        The condition without what introduces it.
    thing
        Whether what introduced it takes a thing, such as "with" or "pending".

    Examples
    --------
    >>> as_clause("a decision by the senate"), as_clause("the vote", thing=True), as_clause("a truce holds")
    ('there is a decision by the senate', 'it comes to the vote', 'a truce holds')
    >>> as_clause("that outline was agreed"), as_clause("guarantees from both sides", thing=True)
    ('the outline was agreed', 'there are guarantees from both sides')
    >>> as_clause("all tolls removed", thing=True)
    'all tolls are removed'
    >>> as_clause("such a guarantee", thing=True), as_clause("these included the captains")
    ('there is such a guarantee', 'these included the captains')
    """
    words = _POINTING.sub("the ", words)
    if _FINITE.search(words):
        return words
    first, *rest = words.split()
    done = rest and base_form(rest[-1]) not in (None, rest[-1]) and not rest[-1].endswith("ing")
    if thing and done:  # "in return for all tolls removed"
        what = " ".join((first, *rest[:-1]))
        return f"{what} {'are' if is_plural(what) else 'is'} {rest[-1]}"
    said = any(base_form(w) and w != base_form(w) and not w.endswith("ing") for w in rest)
    bare_noun = (
        _PERHAPS_OF_A_THING.match(words) and not said and re.search(r"\b(?:by|of|from|in|on|for|to)\b", words)
    )
    if not (thing or bare_noun):
        return words
    definite = first.lower() in ("the", "its", "their", "his", "her") or first.endswith(("'s", "’s"))
    there = "there are" if is_plural(words) else "there is"
    return f"{'it comes to' if definite else there} {words}"


def _affirmed(words: str) -> str:
    """Say what must not be, of words that say that it is not.

    Examples
    --------
    >>> _affirmed("no ship is stopped"), _affirmed("nobody stops its ships"), _affirmed("Borsk does not pay")
    ('any ship is stopped', 'somebody stops its ships', 'Borsk does pay')
    >>> _affirmed("none of its ships is stopped"), _affirmed("Borsk keeps from taxing it")
    ('any of its ships is stopped', 'Borsk resorts to taxing it')
    """
    words = re.sub(r"^no (?=[a-z]+ (?:is|are|was|were|has|have|had)\b)", "any ", words)
    words = re.sub(r"^(?:nobody|no one)\b", "somebody", words)
    words = re.sub(r"^none(?= of\b)", "any", words)
    words = _KEPT_FROM.sub("resorts to", words)
    return _NEGATION.sub("", words)


_KEPT_FROM = re.compile(r"\b(?:keeps?|kept|stays?|stayed|refrain(?:s|ed)?) from(?= [a-z]+ing\b)")


def _part_about(statement: Statement, act: Act, words: str) -> str | None:
    """Give the part of a condition that is about one of its acts; all of it if it has one for several."""
    parts = re.split(r",? and (?:that |if )?", words)
    if len(parts) == len(statement.condition_acts):
        return parts[statement.condition_acts.index(act)] if act in statement.condition_acts else None
    return words if class_of(act.action) and len(parts) == 1 else None


def _text(statement: Statement, act: Act, whole: bool) -> str:
    """Say what would come about: the condition's own words where it names nothing else."""
    condition = statement.condition or ""
    words = " ".join(MARKER.sub("", condition).split())
    if act.negated:
        words = _NEGATION.sub("", re.sub(r"^no (?=[a-z]+ (?:is|are|was|were|has|have)\b)", "any ", words))
    if whole and words and len(statement.condition_acts) == 1:
        thing_meant = _THING.match(statement.proposal)
        told_of = _SUBJECT.match(statement.proposal)
        if told_of:  # "the mission would stay for as long as its host wants it"
            words = _WANTS_IT.sub(rf"\1 {told_of['thing']}", words)
        if thing_meant:
            words = _IT_IS.sub(f"the {thing_meant['noun']} ", words)
        before, its, after = words.partition(" its ")
        if its and is_plural(
            re.split(r" (?:to|against)\b", before.lower())[0]
        ):  # "obstacles to its own exports" are not the obstacles' exports
            words = f"{before} {possessive(statement.actor)} {after}"
        return as_clause(words, thing=bool(_OF_A_THING.match(condition)))
    if not act.agents and (part := _part_about(statement, act, words)):
        return as_clause(part)
    who = " and ".join(map(with_article, act.agents))
    return f"{who} {act.label}".strip() or act.action.replace("-", " ")
