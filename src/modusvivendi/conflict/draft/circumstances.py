"""Conditions that are no option of anybody in the model: circumstances, analysed both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable

from modusvivendi.conflict.formula import KEYWORDS, Circumstance, Formula
from modusvivendi.statements import Act, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.naming import with_article

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
        self._texts: dict[str, str] = {}

    def term(self, statement: Statement, act: Act, *, whole: bool = True) -> Circumstance:
        """Give the circumstance that an act in a statement's condition comes about.

        ``whole`` is False where the act is that of some only of those the condition names.
        """
        words = re.findall(r"\w+", " ".join((*act.agents, act.action)).lower())
        name = "_".join(words) or "something"
        if name in self._taken or name[0].isdigit():
            name = f"event_{name}"
        self._texts.setdefault(name, _text(statement, act, whole))
        return Circumstance(name)

    def used_in(self, formulas: Iterable[Formula]) -> dict[str, str]:
        """Give the circumstances that occur in formulas, in alphabetical order, with what they are."""
        used = {name for formula in formulas for name in formula.circumstances()}
        return {name: self._texts[name] for name in sorted(used)}


def _text(statement: Statement, act: Act, whole: bool) -> str:
    """Say what would come about: the condition's own words where it names nothing else."""
    words = " ".join(MARKER.sub("", statement.condition or "").split())
    if act.negated:
        words = _NEGATION.sub("", words)
    if whole and words and len(statement.condition_acts) == 1:
        return words
    who = " and ".join(map(with_article, act.agents))
    return f"{who} {act.label}".strip() or act.action.replace("-", " ")
