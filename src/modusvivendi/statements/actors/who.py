"""Whom a phrase refers to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from modusvivendi.statements.statement import Source, SourceKind


@dataclass(frozen=True)
class Who:
    """Somebody a phrase names: a party, somebody who speaks for one, a medium, a document.

    Attributes
    ----------
    party
        Canonical name of the party it is or speaks for; None where that is not known.
    name
        As it is shown in a chain of sources.
    kind
        What it is; None for a party as such, which is no source of its own.
    group
        See `modusvivendi.statements.statement.Source`.
    start, end
        Where the report names it.
    plural, expert, known
        Whether it is several people, an outsider, and whether the party is a name rather than a description.
    role
        The noun it was named by, for later *the same sources*, *the minister*.
    """

    party: str | None
    name: str
    kind: SourceKind | None = None
    group: str = ""
    start: int = 0
    end: int = 0
    plural: bool = False
    expert: bool = False
    known: bool = True
    role: str = ""

    @property
    def party_view(self) -> bool:
        """Whether an unnamed source gives the view of the party it belongs to."""
        return self.party is not None

    @property
    def anonymous(self) -> bool:
        """Whether nobody is told who this is."""
        return self.kind is SourceKind.UNNAMED

    @property
    def is_person(self) -> bool:
        """Whether it is a named person."""
        return self.kind is SourceKind.PERSON

    def at(self, start: int, end: int) -> Who:
        """Give the same somebody as named elsewhere."""
        return replace(self, start=start, end=end)

    def source(self) -> Source | None:
        """Give it as a link of a chain of sources, or None where it is a party as such."""
        if self.kind is None:
            return None
        name = f"{self.name} (unnamed)" if self.anonymous and "unnamed" not in self.name else self.name
        return Source(
            name=name,
            kind=self.kind,
            group=self.group or self.name,
            party=self.party,
            start=self.start,
            end=self.end,
        )
