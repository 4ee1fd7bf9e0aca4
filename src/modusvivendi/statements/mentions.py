"""Whether a text speaks of a party: by its name, an adjective made of it, its capital or its seat."""

from __future__ import annotations

import re
from functools import lru_cache

from modusvivendi.statements.actors.gazetteer import gazetteer


def mentions(text: str, party: str) -> bool:
    """Tell whether a text speaks of a party.

    Parameters
    ----------
    text
        A sentence or a part of one.
    party
        Canonical name.

    Examples
    --------
    >>> mentions("Bringing the Chinese in might help", "China"), mentions("It hinges on Oslo", "Norway")
    (True, True)
    >>> mentions("The chinaware was sold", "China")
    False
    """
    return _forms(party).search(text) is not None


@lru_cache(maxsize=512)
def _forms(party: str) -> re.Pattern[str]:
    forms = {party, *(form for form, name in gazetteer().names.items() if name.party == party)}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
