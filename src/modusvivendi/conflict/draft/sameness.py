"""Which acts outside the shipped classes mean the same: a verb of the same kind, of the same object.

Only for grouping. A phrase and its opposite are never put together: verbs of opposite kinds differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from modusvivendi.conflict.draft.synonyms import FURTHER_VERBS, IRREGULAR, VERBS, same_thing

_KIND_OF: dict[str, str] = {}
for _kind, _verbs in VERBS.items():
    for _verb in _verbs.split():
        _KIND_OF.setdefault(_verb, _kind)
_NOISE = frozenset(
    """
    a an the of to in on at for by with from into and or its their his her our any all some this that these
    those up down out off over be about bring agree accept as more another new further least
    half third thirds quarter quarters fifth fifths sixth tenth tenths
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred dozen
    """.split()
)


_FURTHER = re.compile(
    r"\b(?:of|to|in|on|at|for|by|with|from|into|over|between|under|after|before|until|per"
    r"|an? (?:day|week|month|year))\b"
)
"""What ends the words for what an act is done to."""
_GIVING_UP = frozenset({"drop", "withdraw", "abandon", "waive", "retract"})
_CLAIMS = frozenset(
    "lawsuit suit claim complaint case charge appeal objection demand petition challenge".split()
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
        For each action that has a fellow, the first of them in alphabetical order, where "agree to" do it
        comes after doing it; the others are left out.

    Examples
    --------
    >>> same_actions({"halt-work": "halt work on the dam", "suspend-work": "suspend the work on the dam",
    ...     "resume-work": "resume work on the dam"})
    {'suspend-work': 'halt-work'}
    """
    found: dict[str, str] = {}
    heads: list[str] = []
    # What is done names an act better than the consent to do it.
    for action, label in sorted(labels.items(), key=lambda told: (without_consent(told[1]) != told[1], told)):
        fellow = next((h for h in heads if _mean_the_same(labels[h], label)), None)
        if fellow is None:
            heads.append(action)
        else:
            found[action] = fellow
    return found


def share_a_thing(one: str, other: str) -> bool:
    """Tell whether two labels are about a thing in common, whatever is done to it.

    Examples
    --------
    >>> share_a_thing("open the border", "keep the border closed"), share_a_thing("sell fish", "fish")
    (True, False)
    """
    return any(_alike(a, b) for a in _parts(one)[1] for b in _parts(other)[1])


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(one, other) >= 85) or same_thing(one, other)


def _mean_the_same(one: str, other: str) -> bool:
    kind, other_kind = _parts(one)[0], _parts(other)[0]
    return kind is not None and kind == other_kind and about_the_same(one, other)


def about_the_same(one: str, other: str) -> bool:
    """Tell whether two labels, with a verb each, are about the same thing, whatever is done to it.

    Examples
    --------
    >>> about_the_same("scrap its scheme", "abandon the scheme"), about_the_same("end a toll", "end a ban")
    (True, False)
    """
    objects, other_objects = _parts(one)[1], _parts(other)[1]
    if not objects or not other_objects:
        return False
    fewer, more = sorted((objects, other_objects), key=len)
    # "allow the link" and "clear the bank link" share what they are about, the last of the nouns.
    longer = one if objects is more else other
    return all(any(_alike(a, b) for b in more) for a in fewer) and (
        len(fewer) > 1 or any(_alike(fewer[0], w) for w in (*more[:2], *_head(longer)))
    )


def _head(label: str) -> list[str]:
    """Give the noun that an act is done to: of "approve four night flights a day" the flights."""
    done_to = _FURTHER.split(without_consent(label).partition(" ")[2], maxsplit=1)[0]
    return _objects(re.findall(r"[a-z][a-z'-]*", done_to.lower()))[-1:]


def kind_of_verb(verb: str) -> str | None:
    """Give the kind of thing that a verb, in whatever form, does to its object; None for one unknown.

    Examples
    --------
    >>> kind_of_verb("scrapped"), kind_of_verb("agreeing"), kind_of_verb("frob")
    ('close down', 'accept', None)
    """
    return next((k for form in _plain(verb.lower()) if (k := _KIND_OF.get(form))), None)


_CONSENT = re.compile(
    r"^(?:agree|consent|accept|undertake|promise|pledge|commit(?: itself| themselves)?|be (?:ready|willing)"
    r"|choose|decide) to (?=(?P<verb>[a-z]+)\b)",
    re.IGNORECASE,
)


def without_consent(label: str) -> str:
    """Take off the consent before what is consented to: to agree to buy power is to buy it.

    Examples
    --------
    >>> without_consent("agree to buy its power"), without_consent("agree to a truce")
    ('buy its power', 'agree to a truce')
    """
    told = _CONSENT.match(label)
    known = told and (told["verb"].lower() in _KIND_OF or told["verb"].lower() in FURTHER_VERBS)
    # Of "agree to support" nobody can tell whether it is a verb; with something after it, it is.
    return label[told.end() :] if told and known and " " in label[told.end() :] else label


@lru_cache(maxsize=4096)
def _parts(label: str) -> tuple[str | None, tuple[str, ...]]:
    """Give the kind of verb a label begins with, and the other words that count."""
    words = re.findall(r"[a-z][a-z'-]*", without_consent(label).lower())
    if not words:
        return None, ()
    verb = words[0]
    kind, objects = kind_of_verb(verb) or verb, _objects(words[1:])
    if base_form(verb) in _GIVING_UP and any(w in _CLAIMS for w in objects):
        kind = "give up a claim"
    return kind, tuple(objects)


def _objects(words: list[str]) -> list[str]:
    return [re.sub(r"(?:'s|s')?$", "", w).removesuffix("s") for w in words if w not in _NOISE]


def base_form(verb: str) -> str | None:
    """Give the plain form of a verb, as far as it is one drafting knows.

    Examples
    --------
    >>> base_form("dissolved"), base_form("accepts"), base_form("stopped"), base_form("frobbed")
    ('dissolve', 'accept', 'stop', None)
    """
    return next((form for form in _plain(verb.lower()) if form in _KIND_OF or form in FURTHER_VERBS), None)


def _plain(verb: str) -> list[str]:
    forms = [verb, *([IRREGULAR[verb]] if verb in IRREGULAR else [])]
    for ending in ("ing", "ed", "es", "s", "d"):
        if verb.endswith(ending):
            stem = verb.removesuffix(ending)
            forms += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms
