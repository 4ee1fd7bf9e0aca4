"""What one would leave off in return: *would stop the night lorries if the parish dropped its lawsuit*."""

from __future__ import annotations

import re

from spacy.tokens import Token

from modusvivendi.statements.actors.gazetteer import gazetteer
from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.rules.conditions import Condition
from modusvivendi.statements.rules.grammar import lemma

_LEFT_OFF = words("stop lift end drop suspend halt cancel withdraw freeze pause shelve call pull")
_WANTED = words(
    "talk negotiation dialogue delivery supply shipment export payment funding aid work production service "
    "cooperation co-operation flight ferry trade evacuation exchange release contribution support subsidy "
    "membership participation investment programme program project pension wage salary"
)
"""What the others would miss if it stopped."""

_GIVING_WAY = re.compile(
    r"\b(?:dropp?(?:s|ed)?|withdr[ae]ws?|withdrew|lift(?:s|ed)?|stop(?:s|ped)?|end(?:s|ed)?|ceas(?:es|ed)|"
    r"halt(?:s|ed)?|call(?:s|ed)? off|accept(?:s|ed)?|agree[sd]?|sign(?:s|ed)?|releas(?:es|ed)|free[sd]?|"
    r"return(?:s|ed)?|pa(?:ys|id)|g[ai]ves?|grant(?:s|ed)?|recogni[sz](?:es|ed)|lets?|reopen(?:s|ed)?|"
    r"settle[sd]?|back(?:s|ed)?|approve[sd]?|guarantee[sd]?|promise[sd]?|pull(?:s|ed)? (?:back|out)|"
    r"gave up|share[sd]?|compensate[sd]?|apologi[sz]e[sd]?|restore[sd]?|reinstate[sd]?|resume[sd]?)\b"
)
_AGAINST = re.compile(r"\b(?:not|n't|never|refus\w+|fail\w*|reject\w*|no longer|unless)\b")


_ONCE = words("once when after the as")
"""How the markers open by which something is waited for, as what is feared is not."""

_PLACES = words(
    "town city village valley hill mountain island bridge quarter position area region zone district "
    "province "
    "territory coast border post base camp building site plain strip ridge heights crossing airport harbour "
    "harbor port station school hospital mine field square road street"
)


def _vacates(verb: Token) -> bool:
    """Tell whether somebody would go from a place it holds: *would quit the valley*."""
    if lemma(verb) not in ("leave", "quit", "vacate", "evacuate", "abandon"):
        return False
    return any(c.dep_ == "dobj" and (lemma(c) in _PLACES or _is_unknown_place(c)) for c in verb.children)


def _is_unknown_place(name: Token) -> bool:
    """Tell whether a bare name is no state or bloc, which one would leave as a member."""
    bare = name.tag_ == "NNP" and not name.text.isupper() and not any(name.children)
    return bare and gazetteer().get(name.text) is None


def trades(verb: Token, condition: Condition) -> bool:
    """Tell an offer to leave off for something in return from a threat to withhold what others want.

    *Would stop the night lorries if the parish dropped its lawsuit* offers; *would stop deliveries if the
    parish went to court*, or *signed*, threatens.

    Parameters
    ----------
    verb
        What would be done.
    condition
        What it hangs on.
    """
    text = condition.text.lower()
    if condition.marker in ("in return for", "in exchange for"):
        return True
    if _vacates(verb) and _AGAINST.search(text) is None:
        return _GIVING_WAY.search(text) is not None or condition.marker.split()[0] in _ONCE
    if lemma(verb) in ("leave", "withdraw", "go") and text.startswith("only "):
        return True  # "will leave only once a council is elected"
    off = lemma(verb) != "call" or any(c.lower_ == "off" for c in verb.children)
    things = [c for c in verb.children if c.dep_ == "dobj"]
    if lemma(verb) not in _LEFT_OFF or not off or not things:
        return False
    if any(lemma(t) in _WANTED for thing in things for t in thing.subtree):
        return False
    return _AGAINST.search(text) is None and _GIVING_WAY.search(text) is not None
