"""Conditions that are no option of anybody in the model: circumstances, analysed both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from modusvivendi.conflict.formula import KEYWORDS, Circumstance, Formula
from modusvivendi.statements import Act, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import with_article

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


def _text(statement: Statement, act: Act, whole: bool) -> str:
    """Say what would come about: the condition's own words where it names nothing else."""
    words = " ".join(MARKER.sub("", statement.condition or "").split())
    if act.negated:
        words = _NEGATION.sub("", words)
    if whole and words and len(statement.condition_acts) == 1:
        return words
    who = " and ".join(map(with_article, act.agents))
    return f"{who} {act.label}".strip() or act.action.replace("-", " ")
