"""Evidence marks: the small numbers that lead from what a brief says to the sentence it rests on.

Statements are numbered in the order in which the page first uses them, as notes are. Each use is remembered,
so that a note can say where it is used and lead back there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from modusvivendi.brief.contents import AsideEntry, StatementEntry

Told = StatementEntry | AsideEntry
"""What a note shows: a statement, or what a report tells in passing."""


@dataclass(frozen=True)
class Mark:
    """One use of a statement as evidence: its number, the anchor of this use, and the statement."""

    number: int
    anchor: str
    statement: Told


@dataclass(frozen=True)
class Use:
    """Where a statement is used: the section, in words, and the anchor of the mark there."""

    section: str
    anchor: str


class Evidence:
    """Hands out the numbers of statements in the order of first use.

    Parameters
    ----------
    statements
        Every statement of the record, and what else is cited from its reports. Ids that are not among them
        are not evidence and get no mark.
    """

    def __init__(self, statements: Iterable[Told]) -> None:
        self._by_id = {entry.id: entry for entry in statements}
        self._numbers: dict[str, int] = {}
        self._uses: dict[str, list[Use]] = {}
        self._section = ""

    def enter(self, section: str) -> str:
        """Say which section the marks that follow stand in; gives an empty string, for use in a template."""
        self._section = section
        return ""

    def number(self, statement: str) -> int:
        """Give the number of a statement, the next free one if it has none yet."""
        return self._numbers.setdefault(statement, len(self._numbers) + 1)

    def known(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give those of ``ids`` that are statements of the record, each once."""
        return tuple(dict.fromkeys(id_ for id_ in ids if id_ in self._by_id))

    def unknown(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give those of ``ids`` that resolve to no statement."""
        return tuple(dict.fromkeys(id_ for id_ in ids if id_ not in self._by_id))

    def marks(self, ids: Iterable[str]) -> list[Mark]:
        """Give a mark for each statement, in the order of their numbers, and remember the use."""
        marks = []
        for id_ in self.known(ids):
            number = self.number(id_)
            uses = self._uses.setdefault(id_, [])
            anchor = f"m{number}-{len(uses) + 1}"
            uses.append(Use(self._section, anchor))
            marks.append(Mark(number, anchor, self._by_id[id_]))
        return sorted(marks, key=lambda mark: mark.number)

    def statement(self, id_: str) -> Told:
        """Give the statement with this id."""
        return self._by_id[id_]

    def uses(self, id_: str) -> list[Use]:
        """Give where a statement is used, the first use in each section."""
        first: dict[str, Use] = {}
        for use in self._uses.get(id_, []):
            first.setdefault(use.section, use)
        return list(first.values())

    def numbered(self) -> list[tuple[int, Told]]:
        """Give all statements by number; those not used are numbered now, in the order of the record."""
        for id_ in self._by_id:
            self.number(id_)
        return [(number, self._by_id[id_]) for id_, number in self._numbers.items() if id_ in self._by_id]
