"""Who a name given by a model is: the same parties, by the same gazetteer, as the offline reader names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from modusvivendi.statements.actors.gazetteer import NameKind, fold, gazetteer
from modusvivendi.statements.actors.mentions import finder
from modusvivendi.statements.actors.nouns import BODIES, PARTY_NOUNS, STATE_NOUNS, TITLES
from modusvivendi.statements.actors.phrases import bare_text

_OF_A_STATE = (
    BODIES | PARTY_NOUNS | STATE_NOUNS | TITLES | {"of", "the", "affairs", "external", "national", "'s"}
)


def known_party(name: str) -> str | None:
    """Give the canonical name of the party a name stands for, or None where the gazetteer does not know it.

    Examples
    --------
    >>> known_party("the Kremlin"), known_party("Chinese government"), known_party("Farmers' Union")
    ('Russia', 'China', None)
    """
    found = gazetteer().get(name)
    if found is not None and found.kind is not NameKind.MEDIUM:
        return found.party
    mentions = finder()(name)
    if len({party for _, _, party in mentions}) != 1:
        return None
    rest = name
    for start, end, _ in reversed(mentions):
        rest = rest[:start] + rest[end:]
    words = re.findall(r"[\w-]+|'s", rest.lower().replace("’", "'"))
    return mentions[0][2] if all(word in _OF_A_STATE for word in words) else None


def is_party_as_such(mention: str) -> bool:
    """Tell whether a mention names a party itself (*Spain*, *Brussels*), which is no source of its own."""
    found = gazetteer().get(mention)
    return found is not None and found.kind not in (NameKind.MEDIUM, NameKind.PERSON)


def medium(mention: str) -> str | None:
    """Give the name of a news medium the gazetteer knows, or None."""
    found = gazetteer().get(mention)
    return found.party if found is not None and found.kind is NameKind.MEDIUM else None


@dataclass(frozen=True)
class Cast:
    """The parties of one report, so that a name can be held against what the report says.

    Attributes
    ----------
    text
        What of the report was read.
    """

    text: str

    @cached_property
    def _parties(self) -> frozenset[str]:
        return frozenset(party for _, _, party in finder()(self.text))

    def words(self, name: str) -> str | None:
        """Give a name as the report writes it, or None where it has not these very words.

        Article and kind of apostrophe may differ, capitals where it is nowhere written with the same.

        Examples
        --------
        >>> cast = Cast("Shipowners met. The shipowners’ guild and most shipowners agreed.")
        >>> cast.words("the shipowners' guild"), cast.words("most Shipowners"), cast.words("shipowners")
        ('shipowners’ guild', 'most shipowners', 'shipowners')
        """
        wanted = r"\s+".join(re.escape(word).replace("'", "['’ʼ]") for word in fold(name).split())
        if not wanted:
            return None
        pattern = rf"(?<!\w){wanted}(?!\w)"
        found = re.search(pattern, self.text) or re.search(pattern, self.text, re.IGNORECASE)
        return " ".join(found.group().split()) if found else None

    def party(self, name: str, quote: str) -> str | None:
        """Give the canonical name of a party that a model named and backed by words of the report.

        Parameters
        ----------
        name
            The model's name for it.
        quote
            Words of the report that, it says, name it; they are known to be there.

        Returns
        -------
        str or None
            A name the gazetteer knows; else the model's, if the report has it; else the report's own words.
            None where these words name somebody else.
        """
        named = {party for _, _, party in finder()(quote)}
        party = known_party(name)
        if party is not None:
            if party in named or (not named and (party in self._parties or _has_a_name(quote))):
                return party
            return party if fold(name).casefold() in fold(quote).casefold() else None
        own = known_party(quote)
        written = self.words(name)
        if written is not None and (own is None or _share_a_word(written, quote)):
            return written
        return own or bare_text(fold(quote))


def _has_a_name(quote: str) -> bool:
    """Tell whether words could name a party in a script or language the gazetteer does not know."""
    return any(c.isupper() or (c.isalpha() and not c.islower()) for c in quote)


def _share_a_word(one: str, other: str) -> bool:
    return bool(set(re.findall(r"\w+", one.casefold())) & set(re.findall(r"\w+", other.casefold())))
