"""Where a single statement comes from: its innermost source, and the way from there to the report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from modusvivendi.statements.statement import SourceKind, Stance, Statement

_GENERIC = frozenset(
    """
    the a an der die das le la les el il lo newspaper daily paper agency news magazine broadcaster am on
    sunday sonntag online website group media tv
    """.split()
)


def medium_key(name: str) -> str:
    """Give what two spellings of a medium's name have in common: articles and generic words are left out.

    Examples
    --------
    >>> medium_key("Die Welt") == medium_key("the newspaper Welt am Sonntag")
    True
    """
    words = [word for word in re.findall(r"[^\W_]+", name.casefold()) if word not in _GENERIC]
    return " ".join(words) or name.casefold()


def same_medium(one: str, other: str) -> bool:
    """Tell whether two media are the same, or one is an edition of the other."""
    words, others = medium_key(one).split(), medium_key(other).split()
    shorter, longer = sorted((words, others), key=len)
    return longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter


@dataclass(frozen=True)
class Provenance:
    """Where one statement comes from, in the terms that decide whether two are the same.

    ``name`` is the innermost source as shown, ``key`` what it is known by; ``media`` are those it passed
    through on its way, and ``unnamed`` the groups of unnamed sources, each with the medium it spoke to.
    """

    statement: Statement
    kind: str
    name: str
    key: str
    medium: str | None
    media: tuple[str, ...]
    unnamed: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        """The origin as it is shown: an unnamed source with the way it took."""
        if self.kind != "unnamed":
            return self.name
        way = [link.name for link in reversed(self.statement.chain[:-1])]
        return " via ".join([self.name, *way]) if way else f"{self.name}, to {self.medium}"


_SPOKE = re.compile(
    r"\b(?:"
    r"said|says?|saying|told|tells|declared?|declares|declaring|announced?|announces|announcing|"
    r"stated?|states|stating|signal+ed|signals|indicated|indicates|offered|promised|pledged|vowed|"
    r"agreed|accepted|welcomed|insists?|insisted|demand(?:s|ed)|call(?:s|ed)|urged|urges|asked|asks|"
    r"proposed|warned|warns|threatened|denied|denies|dismissed|rejected|rejects|refused|refuses|"
    r"ruled out|rules out|turned down|objected|objects?|repeated|stressed|stresses|reiterated|"
    r"made (?:clear|plain)|publicly|confirmed|replied|added|accused|opposed|opposes|vetoed|protested|"
    r"want(?:s|ed)?"
    r")\b",
    re.IGNORECASE,
)


def provenance(statement: Statement, outlets: Mapping[str, str | None]) -> Provenance:
    """Work out where a statement comes from.

    Parameters
    ----------
    statement
        Any statement.
    outlets
        The outlet of each report, None where it is unknown.
    """
    return _provenance(statement, outlets.get(statement.report) or f"the outlet of {statement.report}")


@lru_cache(maxsize=16_384)  # positions, changes and origins ask for the same, and again after each decision
def _provenance(statement: Statement, outlet: str) -> Provenance:
    media: list[str] = []
    unnamed: list[tuple[str, str]] = []
    for link in statement.chain:
        if link.kind is SourceKind.MEDIUM:
            media.append(link.name)
        elif link.kind is SourceKind.UNNAMED:
            unnamed.append((group_key(link.group or link.name), media[-1] if media else outlet))
    if statement.chain:
        inner = statement.chain[-1]
        kind, name = inner.kind.value, inner.name
        medium = (media[-1] if media else outlet) if inner.kind is SourceKind.UNNAMED else None
        key = medium_key(name) if inner.kind is SourceKind.MEDIUM else (inner.group or name).casefold()
    elif statement.speaker:
        kind, name, key, medium = "person", statement.speaker, statement.speaker.casefold(), None
    elif statement.anonymous:
        kind, name, key, medium = (
            "unnamed",
            f"{statement.actor} (unnamed)",
            statement.actor.casefold(),
            outlet,
        )
        unnamed.append((group_key(statement.actor), outlet))
    elif statement.stance is not Stance.ASSESSES and _SPOKE.search(statement.sentence):
        kind, name, key, medium = "actor", statement.actor, statement.actor.casefold(), None
    else:
        kind, name, key, medium = "outlet", outlet, medium_key(outlet), None
    return Provenance(statement, kind, name, key, medium, tuple(media), tuple(unnamed))


@lru_cache(maxsize=16_384)
def group_key(group: str) -> str:
    """Give what two descriptions of the same kind of unnamed people have in common."""
    words = re.findall(r"[^\W\d_]+", group.casefold().replace("(unnamed)", ""))
    numbers = {
        "one",
        "two",
        "three",
        "four",
        "five",
        "several",
        "some",
        "senior",
        "a",
        "an",
        "the",
        "anonymous",
        "top",
        "unnamed",
    }
    return " ".join(re.sub(r"s$", "", word) for word in words if word not in numbers)
