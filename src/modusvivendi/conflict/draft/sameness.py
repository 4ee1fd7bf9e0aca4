"""Which acts outside the shipped classes mean the same: a verb of the same kind, of the same object.

Only for grouping. A phrase and its opposite are never put together: verbs of opposite kinds differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_KINDS = {
    "stop": "stop halt suspend pause freeze end cease discontinue interrupt terminate abort",
    "close down": "dissolve disband abolish wind scrap dismantle liquidate",
    "prolong": "extend renew prolong continue maintain keep preserve uphold",
    "leave": "leave quit exit withdraw pull abandon",
    "conclude": "sign initial conclude seal strike reach finalise finalize ratify",
    "permit": "allow clear approve permit authorise authorize enable license okay greenlight",
    "give": "give provide grant supply offer furnish",
    "take down": "remove lift drop cancel scrap waive ease",
    "raise": "raise increase lift boost up hike",
    "cut": "cut reduce lower slash trim curb shrink decrease",
    "begin": "begin start launch open commence initiate",
    "resume": "resume restart reopen relaunch revive restore",
    "hand over": "hand transfer cede surrender return relinquish",
    "send": "send dispatch ship deliver",
    "build": "build construct erect develop",
    "buy": "buy purchase acquire",
    "forbid": "forbid ban prohibit outlaw bar",
    "join": "join enter accede",
    "publish": "publish release disclose reveal",
    "accept": "accept agree consent tolerate",
    "dispute": "oppose reject refuse contest challenge appeal fight",
    "alter": "change amend alter rewrite revise review delay postpone defer",
}
"""Verbs by the kind of thing they do to an object. A verb in two kinds is placed by the first."""
_KIND_OF: dict[str, str] = {}
for _kind, _verbs in _KINDS.items():
    for _verb in _verbs.split():
        _KIND_OF.setdefault(_verb, _kind)
_NOISE = frozenset(
    """
    a an the of to in on at for by with from into and or its their his her our any all some this that these
    those up down out off over be about bring agree accept as
    """.split()
)


def same_actions(labels: Mapping[str, str]) -> dict[str, str]:
    """Put together actions whose words say the same.

    Parameters
    ----------
    labels
        Label of each action, by its slug.

    Returns
    -------
    dict
        For each action that has a fellow, the first of them in alphabetical order; the others are left out.

    Examples
    --------
    >>> same_actions({"halt-work": "halt work on the dam", "suspend-work": "suspend the work on the dam",
    ...     "resume-work": "resume work on the dam"})
    {'suspend-work': 'halt-work'}
    """
    found: dict[str, str] = {}
    heads: list[str] = []
    for action, label in sorted(labels.items()):
        fellow = next((h for h in heads if _mean_the_same(labels[h], label)), None)
        if fellow is None:
            heads.append(action)
        else:
            found[action] = fellow
    return found


def _mean_the_same(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    kind, objects = _parts(one)
    other_kind, other_objects = _parts(other)
    if kind is None or kind != other_kind or not objects or not other_objects:
        return False
    fewer, more = sorted((objects, other_objects), key=len)
    alike = [any(fuzz.ratio(a, b) >= 85 for b in more) for a in fewer]
    # "allow the link" and "clear the bank link" share what they are about, the last of the nouns.
    return all(alike) and (len(fewer) > 1 or any(fuzz.ratio(fewer[0], w) >= 85 for w in _heads(more)))


def _heads(objects: list[str]) -> list[str]:
    return objects[:2]


def kind_of_verb(verb: str) -> str | None:
    """Give the kind of thing that a verb, in whatever form, does to its object; None for one unknown.

    Examples
    --------
    >>> kind_of_verb("scrapped"), kind_of_verb("agreeing"), kind_of_verb("frob")
    ('close down', 'accept', None)
    """
    return next((k for form in _plain(verb.lower()) if (k := _KIND_OF.get(form))), None)


def _parts(label: str) -> tuple[str | None, list[str]]:
    """Give the kind of verb a label begins with, and the other words that count."""
    words = re.findall(r"[a-z][a-z'-]*", label.lower())
    if not words:
        return None, []
    verb = words[0]
    kind = kind_of_verb(verb) or verb
    objects = [re.sub(r"(?:'s|s')?$", "", w).removesuffix("s") for w in words[1:] if w not in _NOISE]
    return kind, objects


def base_form(verb: str) -> str | None:
    """Give the plain form of a verb, as far as it is one drafting knows.

    Examples
    --------
    >>> base_form("dissolved"), base_form("accepts"), base_form("stopped"), base_form("frobbed")
    ('dissolve', 'accept', 'stop', None)
    """
    return next((form for form in _plain(verb.lower()) if form in _KIND_OF or form in _FURTHER), None)


_FURTHER = frozenset(
    """
    accept agree drop recognise recognize support back reject guarantee protect share pay lend fund hold host
    move sell vote admit respect honour honor change amend adopt pass settle talk negotiate invite join meet
    """.split()
)


def _plain(verb: str) -> list[str]:
    forms = [verb]
    for ending in ("ing", "ed", "es", "s", "d"):
        if verb.endswith(ending):
            stem = verb.removesuffix(ending)
            forms += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms
