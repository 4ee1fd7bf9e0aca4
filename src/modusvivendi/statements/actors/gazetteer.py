"""Names known before a report is read: countries, seats of government, blocs, leaders, news media.

Countries, demonyms and capitals come from the ``countryinfo`` package, the rest from the tables in
``data/`` beside this module, which say where they come from and may be edited.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from modusvivendi.giving_way import give_way


class NameKind(StrEnum):
    """How a name stands for a party, or that it is no party's."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"
    BLOC = "bloc"
    PERSON = "person"
    MEDIUM = "medium"


@dataclass(frozen=True)
class Name:
    """What a surface form means: the party it belongs to (a medium's own name), and how."""

    party: str
    kind: NameKind
    person: str | None = None
    since: int | None = None
    until: int | None = None

    def held_in(self, year: int | None) -> bool:
        """Tell whether the person was in the public role in ``year`` (True where that is not known)."""
        if year is None:
            return True
        return (self.since or 0) <= year <= (self.until or 9999) + 1


@lru_cache(maxsize=1 << 16)
def fold(form: str) -> str:
    """Bring a name into the form in which it is looked up."""
    text = form.replace("’", "'").replace("\u00a0", " ").strip()
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"^(?:the|The|a|A|an|An)\s+(?=\S)", "", text)


def _unaccented(text: str) -> str:
    """Give a text without accents (*Tórshavn* is listed as *Torshavn*)."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_ARTICLES = frozenset({"the", "a", "an"})


@dataclass
class Gazetteer:
    """Looks names up by their surface form."""

    names: dict[str, Name] = field(default_factory=dict)
    demonym: dict[str, str] = field(default_factory=dict)
    beside: dict[str, Name] = field(default_factory=dict)
    """Names that are also another's, and mean their party only where a text names it otherwise."""
    longest: int = 1
    _openings: set[str] = field(default_factory=set)
    """With what the first words of the names begin, up to the whole word."""

    def add(self, form: str, name: Name, *, replace: bool = True) -> None:
        """Let ``form`` mean ``name``; with ``replace`` False an earlier meaning stays."""
        key = fold(form)
        if not key or key.isdigit() or (not replace and key in self.names):
            return
        self.names[key] = name
        if not key.isascii():
            self.names.setdefault(_unaccented(key), name)
        for word in {key.split(" ", 1)[0], _unaccented(key).split(" ", 1)[0]}:
            self._openings.update(word[:end] for end in range(1, len(word) + 1))
        self.longest = max(self.longest, len(re.findall(r"\w+|[^\w\s]", key)))

    def get(self, form: str) -> Name | None:
        """Look a surface form up, article and kind of apostrophe apart."""
        key = fold(form)
        return self.names.get(key) or self.names.get(_unaccented(key))

    def may_open(self, word: str) -> bool:
        """Tell whether a name can begin with a word, or with what comes after it where it is an article."""
        opening = word.replace("’", "'").split(" ", 1)[0]
        return (
            opening in self._openings
            or _unaccented(opening) in self._openings
            or opening.lower() in _ARTICLES
        )

    def adjective(self, party: str) -> str:
        """Give the adjective of a party for the names of its offices (``Iranian``, else the name)."""
        return self.demonym.get(party, party)


def _table(name: str) -> Mapping[str, Any]:
    give_way()
    source = files("modusvivendi.statements.actors").joinpath("data", name)
    loaded: Mapping[str, Any] = YAML(typ="safe").load(source.read_text(encoding="utf-8"))
    return loaded


def _countries() -> Iterator[tuple[str, str, str]]:
    """Give name, demonyms and capital of every country that can be a party."""
    from countryinfo import all_countries

    for country in all_countries():
        info = country.info()
        capital = info.get("capital") or ""
        yield info["name"], info.get("demonym") or "", capital if isinstance(capital, str) else ""


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Load the tables once a process.

    Returns
    -------
    Gazetteer
        Shared; treat as read-only.
    """
    known = Gazetteer()
    table = _table("countries.yaml")
    rename, skip, ambiguous = table["rename"], set(table["skip"]), set(table["ambiguous_capitals"])
    for party, forms in table["capitals_beside_their_country"].items():
        known.beside.update((fold(form), Name(party, NameKind.CAPITAL)) for form in forms)
    for party, forms in table["capitals"].items():
        for form in forms:
            known.add(form, Name(party, NameKind.CAPITAL))
    for raw, demonyms, capital in sorted(_countries()):
        if raw in skip:
            continue
        name = rename.get(raw, raw)
        if capital and capital not in ambiguous and fold(capital) not in known.beside:
            known.add(capital, Name(name, NameKind.CAPITAL), replace=False)
        for demonym in re.split(r"[,/]| and ", demonyms):
            if demonym.strip() and demonym.strip() not in known.names and demonym.strip() != name:
                known.add(demonym.strip(), Name(name, NameKind.DEMONYM), replace=False)
                known.demonym.setdefault(name, demonym.strip())
    for raw, _, _ in sorted(_countries()):
        if raw not in skip:
            known.add(rename.get(raw, raw), Name(rename.get(raw, raw), NameKind.COUNTRY))
    for name, forms in table["names"].items():
        for form in [name, *forms]:
            known.add(form, Name(name, NameKind.COUNTRY))
    for name, forms in table["demonyms"].items():
        for form in forms:
            if form != name:
                known.add(form, Name(name, NameKind.DEMONYM))
        known.demonym[name] = forms[0]
    for form, name in list(known.names.items()):
        if (
            name.kind is NameKind.DEMONYM
            and form.endswith(("an", "i", "k", "ot", "ard", "on", "ander"))
            and not form.endswith("man")
        ):
            known.add(f"{form}s", name, replace=False)  # "the Greeks", "Iraqis"
    known.demonym |= {"United Kingdom": "British", "United States": "US", "European Union": "EU"}
    known.demonym |= {"United Nations": "UN", "France": "French", "China": "Chinese"}
    _more_tables(known)
    return known


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """Give the well-known provinces and federal states, which are parties of their own."""
    return frozenset(name for names in _table("regions.yaml").values() for name in names)


def _more_tables(known: Gazetteer) -> None:
    for party, forms in _table("seats.yaml").items():
        for form in forms:
            known.add(form, Name(party, NameKind.SEAT))
    for party, forms in _table("blocs.yaml").items():
        for form in [party, *forms]:
            known.add(form, Name(party, NameKind.BLOC))
    for media in _table("media.yaml").values():
        for form in media:
            known.add(form, Name(fold(form), NameKind.MEDIUM), replace=False)
    for party, people in _table("leaders.yaml").items():
        for person in people:
            name = Name(party, NameKind.PERSON, person["name"], person.get("since"), person.get("until"))
            for form in [person["name"], *person.get("also", [])]:
                known.add(form, name)
                if person.get("surname", True) and "family" not in person:
                    known.add(form.split()[-1], name, replace=False)
            if "family" in person:
                known.add(person["family"], name, replace=False)
