"""When two names mean the same: parties, and sources, as annotators and readers write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_WITHOUT_PARTY = frozenset(
    """
    government governments official officials authorities leadership administration presidency state side
    ministry foreign defence defense diplomat diplomats negotiators delegation representatives spokesman
    spokeswoman spokesperson
    """.split()
)
"""Words at the end of a name that leave the party as it is: *Norwegian officials* are Norway's."""

_SMALL = frozenset(
    """
    a an the of in on to at for from by with and its his her their s who some one two three several other
    senior unnamed anonymous unidentified
    """.split()
)


@lru_cache(maxsize=1 << 14)
def plain(name: str) -> str:
    """Give a name's words without case, accents, punctuation, points of abbreviation and possessive.

    Examples
    --------
    >>> plain("The U.S. Côte’s  office")
    'the us cote office'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    text = bare.lower().replace("ı", "i").replace("’", "'")
    text = re.sub(r"\b(\w)\.(?=\w\b|\s|$)", r"\1", text)
    text = re.sub(r"'s\b", "", text)
    text = re.sub(r"s'(?=\s|$)", "s", text)
    return " ".join(re.findall(r"\w+", text))


class Aliases:
    """Which names mean the same party.

    Parameters
    ----------
    table
        The other names of each party, by its canonical name.
    """

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        self._canonical: dict[str, set[str]] = {}
        self._of_word: dict[str, str] = {}
        for name, others in table.items():
            key = plain(name)
            for form in (name, *others):
                self._canonical.setdefault(plain(form), set()).add(key)
            for form in others:
                if " " not in plain(form):
                    self._of_word.setdefault(plain(form), key)

    def same_party(self, name: str, others: Iterable[str]) -> bool:
        """Tell whether a name means one of the parties."""
        mine = self._meanings(name)
        return any(mine & self._meanings(other) for other in others)

    def _meanings(self, name: str) -> set[str]:
        form = plain(name).removeprefix("the ")
        found = {form} | self._canonical.get(form, set())
        words = form.split()
        while len(words) > 1 and words[-1] in _WITHOUT_PARTY:
            words.pop()
            shorter = " ".join(words)
            found |= {shorter} | self._canonical.get(shorter, set())
        return found

    def same_source(self, one: str, other: str) -> bool:
        """Tell whether two sources are the same: one's words are among the other's, or half are shared."""
        a, b = self._words(one), self._words(other)
        if not a or not b:
            return plain(one) == plain(other)
        return a <= b or b <= a or len(a & b) / len(a | b) >= 0.5

    def _words(self, name: str) -> set[str]:
        meant = (self._of_word.get(word, word) for word in plain(name).split() if word not in _SMALL)
        return {_singular(word) for words in meant for word in words.split()}

    def cited(self, sources: Iterable[str], parties: Sequence[str], outlet: str | None) -> list[str]:
        """Give a chain without the outlet itself and without the bare party: these are no sources."""
        own = {plain(party) for party in parties}
        for party in parties:
            keys = self._canonical.get(plain(party), {plain(party)})
            own |= {
                form
                for form, meant in self._canonical.items()
                if meant & keys and not set(form.split()) & _WITHOUT_PARTY
            }
        return [
            source
            for source in (s.strip() for s in sources)
            if source
            and not (outlet and plain(source) == plain(outlet))
            and (re.search(r"unnamed|anonym", source, re.I) or plain(source) not in own)
        ]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
