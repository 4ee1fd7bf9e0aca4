"""The nearest that a party is reported to have said to what it is not reported to have said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.draft.some_members import with_some_members_apart
from modusvivendi.insight.quoting import quoted_around
from modusvivendi.statements import Stance, Statement

BESIDE = 450
"""Characters between what is asked of a party in a report and what that party says to it."""

RIGHT_BEHIND = 20
"""Characters between what is reported and a denial that is about nothing else."""

LEAST = 1
"""What has to speak for it that something is near: a word that both share counts two, one like it one."""

_EVADING = re.compile(
    r"\b(?:(?:did|does|would|has|have|had|could)(?: not|n['’]t) (?:\w+ )?"
    r"(?:answer\w*|say|said|commit\w*|respond\w*|repl\w+|be drawn)|declined to|sidestepped|dodged|evaded|"
    r"avoided|when asked|asked whether|asked if)\b"
)
"""How it is told that somebody was asked, and gave no answer."""

_OF_OTHERS = frozenset({Stance.OPPOSES, Stance.DEMANDS})
"""Stances to what others do: they say nothing of what a party would do, but where it evades an answer."""

_COMING = frozenset({Stance.OFFERS, Stance.CONSIDERS})
"""Stances of who comes some way: that bears more on whether it would than what it warns of."""

_GENERAL = frozenset(
    "about accept after again against agree allow already also among amount another because before "
    "being billion both cent could country deal does during eight every first five four from give given "
    "government have having higher hundred into itself keep last later less lower made make meet "
    "million month more most much must need next nine number offer only open other over part party "
    "percent plan raise reach ready report rise said same say says seven should side some such support "
    "take talk than that their them then there these they this those thousand three time under until "
    "week what when where which while will willing with within without would year your".split()
)
"""Words that say nothing of what something is about."""


def nearest_said(conflict: Conflict, question: str, statements: Mapping[str, Statement]) -> Statement | None:
    """Find what comes nearest to what a party is asked, of all it is reported to hold itself.

    Parameters
    ----------
    conflict
        The model.
    question
        The text of an open question on which its party is silent.
    statements
        Those of the record by id.

    Returns
    -------
    Statement or None
        One that speaks of the same things, in words that look alike, or that is told right beside what others
        ask; None where nothing is near.
    """
    for dm in conflict.decision_makers:
        for preference in dm.preferences:
            if not isinstance(preference, OpenPreference) or preference.question != question:
                continue
            answers = [p for some in preference.answers.values() for p in some]
            ids = dict.fromkeys([*preference.evidence, *(i for p in answers for i in p.evidence)])
            names = {dm.key, dm.name, *dm.members}
            cited = [statements[i] for i in ids if i in statements]
            asking = [s for s in cited if s.actor not in names]
            options = {name for p in answers for name in p.formula.options() if name in dm.option_names}
            labels = [dm.options[key] for key, name in zip(dm.options, dm.option_names, strict=True)
                      if name in options]  # fmt: skip
            own = [
                s
                for s in with_some_members_apart([s for s in statements.values() if s.actor in names])
                if s.actor in names and not s.earlier and s.stance is not Stance.ASSESSES
            ]
            return _nearest(own, asking, [label for label in labels if label], conflict)
    return None


def quoting_nearest(said: Statement, statements: Mapping[str, Statement]) -> tuple[str, tuple[str, ...]]:
    """Quote what comes nearest, with its denial where its party denies it; also give their ids.

    Examples
    --------
    >>> def told(stance, sentence, start):
    ...     return Statement(id=f"a-{start}a", report="a.txt", start=start, end=start + len(sentence),
    ...         sentence=sentence, actor="Fen", stance=stance, proposal="pay", speaker="Lind")
    >>> offer, denial = told("offers", "Fen would pay.", 0), told("denies", "That is untrue, Lind said.", 15)
    >>> quoting_nearest(offer, {s.id: s for s in (offer, denial)})[0]
    '“Fen would pay”, denied by it: “That is untrue, Lind said”'
    """
    denials = [
        s
        for s in statements.values()
        if s.stance is Stance.DENIES and s.actor == said.actor and s.report == said.report
    ]
    denial = next((s for s in denials if 0 <= s.start - said.end <= RIGHT_BEHIND), None)
    quotation = f"“{quoted_around(said)}”"
    if denial is None or denial is said:
        return quotation, (said.id,)
    return f"{quotation}, denied by it: “{quoted_around(denial)}”", (said.id, denial.id)


def _nearest(
    own: Iterable[Statement], asking: list[Statement], labels: list[str], conflict: Conflict
) -> Statement | None:
    names = _beginnings(
        name
        for dm in conflict.decision_makers
        for name in (dm.key, dm.name, *dm.members)
        if name[:1].isupper()
    )
    asked = _words([*labels, *(f"{s.proposal} {s.condition or ''}" for s in asking)], names)
    best = (0, False, 0)
    found = None
    for s in own:
        said = _words([s.proposal, s.condition or ""], names)
        beside = any(s.report == o.report and _apart(s, o) <= BESIDE for o in asking)
        shared = {word[:6] for word in asked} & {word[:6] for word in said}
        alike = {word[:4] for word in asked} & {word[:4] for word in said} - {word[:4] for word in shared}
        near = 2 * len(shared) + len(alike)
        evades = beside and _EVADING.search(s.sentence) is not None
        if s.stance in _OF_OTHERS and not evades:
            continue
        if near or evades:
            near += 2 * beside + 2 * (s.stance in _COMING)
        key = (near, s.stance in _COMING, s.date.toordinal() if s.date else 0)
        if near >= LEAST and key > best:
            best, found = key, s
    return found


def _words(texts: Iterable[str], without: set[str]) -> set[str]:
    """Give the longer words of some texts, but names of parties and what says nothing."""
    found = {word for text in texts for word in re.findall(r"[a-z]{4,}", text.casefold())}
    return {word for word in found if word not in _GENERAL and word[:5] not in without}


def _beginnings(names: Iterable[str]) -> set[str]:
    return {word[:5] for name in names for word in re.findall(r"[a-z]{4,}", name.casefold())}


def _apart(one: Statement, other: Statement) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
