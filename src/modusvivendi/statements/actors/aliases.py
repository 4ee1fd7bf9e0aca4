"""A case's own names: what its parties are called besides, and who speaks for whom.

The file is YAML::

    Stonecrest Minerals: [Stonecrest, the quarry firm]
    Vale council: [Vale of Orrin community council]
    persons:
      Moira Pettigrew: Vale council
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from modusvivendi.errors import CaseError, nearest
from modusvivendi.statements.actors.gazetteer import Name, NameKind, fold
from modusvivendi.statements.actors.spots import Spot

FILE = "aliases.yaml"
"""Name of the file in a case's folder."""

_PERSONS = "persons"


@dataclass(frozen=True)
class Aliases:
    """Names that a person knows better than the reader.

    Attributes
    ----------
    parties
        Canonical names of parties by every form that means them, their own name included.
    persons
        Canonical names of parties by the names of people who speak for them.
    """

    parties: Mapping[str, str] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Aliases:
        """Read the file.

        Raises
        ------
        CaseError
            The file cannot be read, is no YAML, or says something else than names of parties and persons;
            with line and column where that can be told.
        """
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise CaseError(f"cannot be read: {error.strerror}", file=str(path)) from None
        except UnicodeDecodeError:
            raise CaseError("is not UTF-8 text", file=str(path)) from None
        try:
            loaded = YAML(typ="rt").load(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark
            raise CaseError(
                f"is not valid YAML: {error.problem}",
                file=str(path),
                line=mark.line + 1 if mark else None,
                column=mark.column + 1 if mark else None,
            ) from None
        except YAMLError as error:
            raise CaseError(f"is not valid YAML: {error}", file=str(path)) from None
        return _Checked(path).aliases(loaded)

    @property
    def digest(self) -> str:
        """A short digest: readings with other names are other readings."""
        told = repr((sorted(self.parties.items()), sorted(self.persons.items())))
        return hashlib.sha256(told.encode()).hexdigest()[:8]


class _Checked:
    """Checks the content of a file of names."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def aliases(self, loaded: Any) -> Aliases:
        if loaded is None:
            return Aliases()
        if not isinstance(loaded, Mapping):
            raise self._wrong(
                "must be a mapping of party names to their aliases", hint="Party name: [alias, …]"
            )
        parties: dict[str, str] = {}
        for key, forms in loaded.items():
            if key == _PERSONS:
                continue
            party = self._name(loaded, key, key)
            if forms is None:
                forms = []  # noqa: PLW2901 -- a party whose name alone is worth listing
            if isinstance(forms, str) or not isinstance(forms, list):
                raise self._wrong(
                    f"aliases of {party} must be a list", loaded, key, hint=f"{party}: [alias, …]"
                )
            for form in (party, *(self._name(loaded, key, f) for f in forms)):
                other = parties.setdefault(fold(form), party)
                if other != party:
                    raise self._wrong(f"{form!r} is said to mean both {other} and {party}", loaded, key)
        return Aliases(parties, self._persons(loaded, parties))

    def _persons(self, loaded: Any, parties: Mapping[str, str]) -> dict[str, str]:
        persons = loaded.get(_PERSONS) or {}
        if not isinstance(persons, Mapping):
            raise self._wrong(
                "persons must be a mapping of names to parties", loaded, _PERSONS, hint="Name: Party"
            )
        names = sorted(set(parties.values()))
        found = {}
        for key, value in persons.items():
            party = self._name(persons, key, value)
            if fold(party) not in parties:
                raise self._wrong(
                    f"{key} is said to speak for {party}, which is no party of this file",
                    persons,
                    key,
                    hint=nearest(party, names) or f"add a line {party}: []",
                )
            found[self._name(persons, key, key)] = parties[fold(party)]
        return found

    def _name(self, within: Any, key: Any, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(f"{value!r} is no name", within, key, hint="put it in quotation marks")
        return value.strip()

    def _wrong(self, message: str, within: Any = None, key: Any = None, hint: str | None = None) -> CaseError:
        line = column = None
        if within is not None and key in within:
            line, column = (n + 1 for n in within.lc.key(key))
        return CaseError(message, file=str(self.path), line=line, column=column, hint=hint)


def spot_aliases(
    doc: Doc, spots: dict[int, Spot], aliases: Aliases, states: frozenset[str]
) -> frozenset[str]:
    """Find a case's own names in a document and let them go before all others.

    Parameters
    ----------
    doc
        The parsed report.
    spots
        The names found so far; changed in place.
    aliases
        The case's names. One in small letters (*the quarry firm*) counts where *the* stands before it.
    states
        Names that are those of states.

    Returns
    -------
    frozenset of str
        The parties that are states.
    """
    of_states = {party for form, party in aliases.parties.items() if form in states or party in states}
    longest = (
        max((len(form.split()) + form.count("'") + form.count("-") for form in aliases.parties), default=0)
        + 2
    )
    at = 0
    while at < len(doc):
        step = 1
        for length in range(min(longest, len(doc) - at), 0, -1):
            piece = doc[at : at + length]
            party = aliases.parties.get(fold(piece.text)) if not piece[0].is_punct else None
            if party is None or piece[0].lower_ in ("the", "a", "an"):
                continue
            if piece[0].text.islower() and (not at or doc[at - 1].lower_ != "the"):
                continue
            kind = NameKind.COUNTRY if party in of_states else NameKind.BLOC
            for i in range(at, at + length):
                spots[i] = Spot(at, at + length, Name(party, kind))
            step = length
            break
        at += step
    return frozenset(of_states)
