"""How parties' names stand in a sentence."""

from __future__ import annotations

import re

_ARTICLE = re.compile(
    r"^(?:United |European |African |Arab |Gulf |Baltic |Holy See|Philippines|Netherlands|Maldives|Gambia|"
    r"Bahamas|Coalition|Kremlin|Taliban|Vatican|EU |E3$|G7$|G20$|IAEA$)"
    r"|\b(?:Union|Federation|Council|Authority|Republic|Agency|Bank|Commission|Court|Party|Alliance|Front|Movement|"
    r"Islands|Emirates|states|countries|government|operators|coalition|bloc|union|Congo|Programme|Organization|"
    r"Organisation|League|Committee|Association|Ministry|Army|Group)$"
)


def with_article(name: str) -> str:
    """Give a party's name as a sentence has it.

    Examples
    --------
    >>> with_article("United Kingdom"), with_article("China"), with_article("France and United Kingdom")
    ('the United Kingdom', 'China', 'France and the United Kingdom')
    """
    if name.startswith(("the ", "The ", "a ", "an ", "two ", "several ", "some ")):
        return name
    parts = re.split(r"(, | and )", name)
    return "".join(f"the {part}" if _ARTICLE.search(part) else part for part in parts)


def possessive(name: str) -> str:
    """Give the possessive of a party's name.

    Examples
    --------
    >>> possessive("Russia"), possessive("United States")
    ("Russia's", "the United States'")
    """
    name = with_article(name)
    return f"{name}'" if name.endswith("s") else f"{name}'s"
