"""What an act is called that the words of a record tell: by its class, or by its verb and object."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.sameness import base_form
from modusvivendi.dossier.proposals import content_words
from modusvivendi.statements import Act
from modusvivendi.statements.acts.lexicon import ActionClass, action_classes

_DONE_TO = re.compile(r" (?:of|to|in|on|at|for|by|with|from|until|after|before)\b")


def named_after(verb: str, what: str) -> str:
    """Name an act outside the classes after its verb and the first words for what it is done to.

    Examples
    --------
    >>> named_after("lower", "its dam by three metres")
    'lower-dam-three'
    """
    return "-".join([verb, *[w for w in re.findall(r"[a-z]+", what.lower()) if content_words(w)][:2]])


def class_told_by(verbs: Sequence[str], what: str) -> ActionClass | None:
    """Give the class of an act whose verb stands before what it is done to: "guarantee", then "the jobs".

    Examples
    --------
    >>> told = class_told_by(["free"], "40 prisoners of war")
    >>> told.action if told else None
    'release-captives'
    >>> class_told_by(["lower"], "the dam") is None
    True
    """
    verb = base_form(verbs[0]) if verbs else None
    words = {w.removesuffix("s") for w in re.findall(r"[a-z]+", _DONE_TO.split(what.lower(), maxsplit=1)[0])}
    return next(
        (
            kind
            for kind in action_classes()
            for p in kind.patterns
            if verb in p.heads and words & set(p.with_) and not (p.negated or p.vague)
        ),
        None,
    )


def act_told(party: str, words: str) -> Act:
    """Give a party's act that is told with a verb first: "release 40 prisoners".

    Examples
    --------
    >>> act_told("Orlan", "lower its dam").action
    'lower-dam'
    """
    verb, _, what = words.strip().partition(" ")
    plain = base_form(verb) or verb
    kind = class_told_by([plain], what)
    if kind is not None:
        return Act(agents=(party,), action=kind.action, label=kind.label)
    return Act(agents=(party,), action=named_after(plain, what), label=f"{plain} {what}".strip())
