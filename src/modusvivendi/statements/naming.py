"""How parties' names stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.english import is_plural

_BODY = re.compile(
    r"\b(?:Union|Federation|Council|Authority|Republic|Agency|Bank|Commission|Court|Party|Alliance|Front|Movement|"
    r"Islands|Emirates|states|countries|government|operators|coalition|bloc|union|Congo|Programme|Organization|"
    r"Organisation|League|Committee|Association|Ministry|Army|Group|Guild|Society|Chamber|Confederation|"
    r"Board|Assembly|Parliament|Consortium|Tribunal|Co-?operative)(?: (?:of|for) (?:the )?[A-Z][\w .'’-]*)?$"
)
_ARTICLE = re.compile(
    r"^(?:United |European |African |Arab |Gulf |Baltic |Holy See|Philippines|Netherlands|Maldives|Gambia|"
    rf"Bahamas|Coalition|Kremlin|Taliban|Vatican|EU |E3$|G7$|G20$|IAEA$)|{_BODY.pattern}"
)
_DETERMINED = re.compile(
    r"(?:[Tt]he|an?|some|several|many|most|few|all|both|no|other|around|about|nearly|almost|over|more|fewer|at|up|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|\d+) "
)
_OF_ANOTHER = re.compile(r"[A-Z][\w-]+['’]s (?=[a-z])")
"""A name that begins with whose it is: "Norland's farmers' union"."""
_BETWEEN = re.compile(r"(,? and |, )")


def parties_in(name: str, members: Sequence[str] = ()) -> tuple[str, ...]:
    """Take a name that lists several parties apart; the name of one party stays whole.

    Parameters
    ----------
    name
        Of one party, or a list such as "France, Italy and United Kingdom".
    members
        Those of the list, where they are known.

    Notes
    -----
    Of a list nobody has given the members of, a part counts as a party where it is a known name, ends as
    bodies do ("Council"), or stands before a known name; any other belongs to what follows it.

    Examples
    --------
    >>> parties_in("France and United Kingdom")
    ('France', 'United Kingdom')
    >>> parties_in("Harbour and Allied Workers' Union")
    ("Harbour and Allied Workers' Union",)
    >>> parties_in("Orrin and Norvik Power", ["Orrin", "Norvik Power"])
    ('Orrin', 'Norvik Power')
    """
    pieces = _BETWEEN.split(name)
    if len(pieces) == 1:
        return (name,)
    if members and sorted(_BETWEEN.split(", ".join(members))[::2]) == sorted(pieces[::2]):
        return tuple(members)
    from modusvivendi.statements.actors.gazetteer import gazetteer

    known = gazetteer()
    found: list[str] = []
    while pieces:
        # What is known as a whole ("Bosnia and Herzegovina") is not taken for two.
        heads = ["".join(pieces[:count]) for count in range(1, len(pieces) + 1, 2)]
        whole = next((head for head in reversed(heads) if known.get(head)), None)
        ends = [head for head, after in zip(heads, pieces[2::2], strict=False) if known.get(after)]
        bodies = [head for head in heads if (end := _BODY.search(head)) and " " not in end.group()]
        first = whole or min([*ends, *bodies, heads[-1]], key=len)
        found.append(first)
        del pieces[: 2 * heads.index(first) + 2]
    return tuple(found)


def with_article(name: str) -> str:
    """Give a party's name, or a list of them, as a sentence has it.

    Examples
    --------
    >>> with_article("United Kingdom"), with_article("China"), with_article("France and United Kingdom")
    ('the United Kingdom', 'China', 'France and the United Kingdom')
    >>> with_article("Harbour and Allied Workers' Union")
    "the Harbour and Allied Workers' Union"
    >>> with_article("Norland's farmers' union")
    "Norland's farmers' union"
    >>> [with_article(name) for name in ("Farmers' League of Keth", "theatre", "residents of Mill Lane")]
    ["the Farmers' League of Keth", 'the theatre', 'residents of Mill Lane']
    """
    if _DETERMINED.match(name):
        return name
    said, rest = "", name
    for party in parties_in(name):
        before, rest = rest.split(party, 1)
        of_another = _OF_ANOTHER.match(party) is not None
        alone = party[:1].islower() and not is_plural(party)
        said += before + (f"the {party}" if (alone or _ARTICLE.search(party)) and not of_another else party)
    return said + rest


def possessive(name: str) -> str:
    """Give the possessive of a party's name.

    Examples
    --------
    >>> possessive("Russia"), possessive("United States")
    ("Russia's", "the United States'")
    """
    name = with_article(name)
    return f"{name}'" if name.endswith("s") else f"{name}'s"
