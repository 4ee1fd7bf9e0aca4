"""Groups named by an adjective or a phrase ("European troops"), and who belongs to them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field


class Group(BaseModel):
    """A named group of parties.

    ``members`` lists who belongs; where it is None everybody does who is not in the group ``excluded``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str
    pattern: str
    members: tuple[str, ...] | None = None
    excluded: str | None = Field(default=None, alias="not")


@cache
def groups() -> dict[str, Group]:
    """Load the shipped groups by name."""
    from ruamel.yaml import YAML

    text = resources.files(__package__).joinpath("groups.yaml").read_text(encoding="utf-8")
    return {entry["group"]: Group.model_validate(entry) for entry in YAML(typ="safe").load(text)}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(group.pattern)) for name, group in groups().items())


def is_group(name: str) -> bool:
    """Whether a name stands for a group rather than for one party."""
    return name in groups()


def group_members(name: str) -> tuple[str, ...] | None:
    """Give the members of a group, or None where membership is by exclusion or the name is no group."""
    group = groups().get(name)
    return group.members if group else None


def belongs(party: str, name: str) -> bool:
    """Whether a party belongs to a group. Every party belongs to itself.

    Examples
    --------
    >>> belongs("France", "European countries"), belongs("China", "European countries")
    (True, False)
    >>> belongs("China", "non-Western countries"), belongs("China", "foreign countries")
    (True, True)
    """
    if party == name:
        return True
    group = groups().get(name)
    if group is None:
        return False
    if group.members is not None:
        return party in group.members
    return not (group.excluded and belongs(party, group.excluded))


def group_mentions(text: str) -> list[tuple[int, int, str]]:
    """Find where a text names groups: start, end, name of the group; the first match at a place wins.

    Examples
    --------
    >>> group_mentions("stationing European or NATO troops")
    [(11, 19, 'European countries'), (23, 27, 'NATO members')]
    """
    return list(_found(text))


@lru_cache(maxsize=1024)
def _found(text: str) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    for name, pattern in _patterns():
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), name))
    return tuple(sorted(found))
