"""The record and the model of a case as they are at one moment."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.dossier.handling import Handling
from modusvivendi.dossier.record import Record
from modusvivendi.dossier.review import Decision, Review
from modusvivendi.dossier.standing import Place, Sentences, Standing, Subject, resolve
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.giving_way import give_way
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement
from modusvivendi.workbench.folder import told_title
from modusvivendi.workbench.substance import Substance

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.dossier import Change, Contradiction, Dossier, Origin, Position


class RecordSnapshot(Record):
    """A record held in memory, with what people decided.

    Parameters
    ----------
    reports, read
        All reports, and all statements as they were read.
    reviews
        All that was ever decided.
    handling
        How reports are to be handled, by name, where anything has been said.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        read: Sequence[Statement],
        reviews: Sequence[Review],
        handling: Mapping[str, Handling] | None = None,
    ) -> None:
        self._reports = tuple(reports)
        self.read = tuple(read)
        self.reviews = tuple(reviews)
        self._handling = dict(handling or {})

    @classmethod
    def of(cls, dossier: Dossier, before: RecordSnapshot | None = None) -> RecordSnapshot:
        """Take it from a dossier; what was worked out ``before`` is kept where it says the same."""
        found = cls(
            dossier.reports(), dossier.statements(as_read=True), dossier.reviews(), dossier.handling()
        )
        return found._like(before) if before else found

    @property
    def last_review(self) -> int:
        """The number of the last decision; 0 where there is none."""
        return self.reviews[-1].number if self.reviews else 0

    @cached_property
    def last_change(self) -> int:
        """The number of the last decision that was more than an acceptance; 0 where there is none."""
        return max((r.number for r in self.reviews if r.decision is not Decision.ACCEPT), default=0)

    def with_reviews(
        self, reviews: Sequence[Review], handling: Mapping[str, Handling] | None = None
    ) -> RecordSnapshot:
        """Give the same reports with further decisions, and with another handling where one is given."""
        handling = self._handling if handling is None else handling
        found = RecordSnapshot(self._reports, self.read, (*self.reviews, *reviews), handling)
        found._places, found._sentences = self._places, self._sentences
        return found._like(self)

    def _like(self, before: RecordSnapshot) -> RecordSnapshot:
        if before.substance.says_the_same(self._reports, self.statements()):
            self.substance = before.substance
        return self

    @cached_property
    def substance(self) -> Substance:
        """What it says, and what follows from that."""
        return Substance(self._reports, self.statements())

    def reports(self) -> tuple[Report, ...]:
        """Give the reports, by name."""
        return self._reports

    def handling(self) -> Mapping[str, Handling]:
        """Give how reports are to be handled, so that every page and export says so."""
        return self._handling

    def statements(self) -> tuple[Statement, ...]:
        """Give the statements as they stand."""
        return self.standing.statements

    def positions(self) -> tuple[Position, ...]:
        """Give what each actor is currently reported to hold."""
        return self.substance.positions()

    def origins(self) -> tuple[Origin, ...]:
        """Give the innermost sources."""
        return self.substance.origins()

    def changes(self) -> tuple[Change, ...]:
        """Give the changes of positions over time."""
        return self.substance.changes()

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Give the statements that do not go together."""
        return self.substance.contradictions()

    @cached_property
    def standing(self) -> Standing:
        """What stands after all reviews."""
        return resolve(self.reviews, self.read, self._places, self._sentences if self.reviews else None)

    def get_ready(self) -> None:
        """Work out what the first look at a report, and the first decision, ask for."""
        _ = self.by_report, self.decided
        give_way()
        _ = self._sentences

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {r.name: Place(r.name, r.sha256, r.url, r.body) for r in self._reports}

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.read, self._places)

    @cached_property
    def by_name(self) -> dict[str, Report]:
        """The reports by their names."""
        return {report.name: report for report in self._reports}

    @cached_property
    def by_report(self) -> dict[str, tuple[Statement, ...]]:
        """The statements as they stand, by the name of their report."""
        found: dict[str, list[Statement]] = {report.name: [] for report in self._reports}
        for statement in self.statements():
            found.setdefault(statement.report, []).append(statement)
        return {name: tuple(sorted(here, key=lambda s: (s.start, s.id))) for name, here in found.items()}

    @cached_property
    def decided(self) -> Counter[str]:
        """How many statements of each report somebody decided about."""
        standing = self.standing
        counts = Counter(s.report for s in standing.statements if s.id in standing.decided)
        return counts + Counter(s.report for s, _ in self.rejected)

    @cached_property
    def rejected(self) -> tuple[tuple[Statement, Subject], ...]:
        """What was rejected: the statements as they were read, with what was decided."""
        found = []
        for id_, subject in self.standing.rejected.items():
            current = subject.current
            if current is not None and current.decision.value == "reject":
                read = next((s for s in self.read if s.id == id_), current.anchor)
                if read is not None:
                    found.append((read, subject))
        return tuple(found)

    def report(self, name: str) -> Report:
        """Find a report by its name.

        Raises
        ------
        UnknownName
            There is none.
        """
        if name not in self.by_name:
            raise UnknownName(f"there is no report {name!r} in this case", hint=nearest(name, self.by_name))
        return self.by_name[name]


@dataclass(frozen=True)
class ModelSnapshot:
    """A model file.

    Attributes
    ----------
    path
        Where it is.
    text
        What it says; None where there is no file.
    version
        Digest of its bytes; empty where there is no file.
    data
        Its bytes.
    """

    path: Path
    text: str | None
    version: str
    data: bytes = field(default=b"", repr=False)

    @classmethod
    def of(cls, path: Path) -> ModelSnapshot:
        """Take it from a file, which need not exist."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return cls(path, None, "")
        return cls(path, data.decode("utf-8-sig", "replace"), hashlib.sha256(data).hexdigest()[:20], data)

    @cached_property
    def as_drafted(self) -> bool:
        """Whether it is, to the byte, as drafting wrote it."""
        from modusvivendi.conflict.draft.file import is_drafted

        return is_drafted(self.data)

    @cached_property
    def title(self) -> str:
        """What it says it is about; found without reading all of it where that can be told from a line."""
        plain = told_title(self.text or "")
        if plain is not None:
            return plain
        return self.conflict.title if self.conflict is not None else ""

    @cached_property
    def _read(self) -> Conflict | ConflictError | None:
        if self.text is None:
            return None
        from modusvivendi.workbench.modelling.plain import conflict_of

        try:
            return conflict_of(self.text)
        except ConflictError as error:
            return error

    @property
    def conflict(self) -> Conflict | None:
        """The model; None where there is none, or one that cannot be used."""
        return None if isinstance(self._read, ConflictError) else self._read

    @property
    def error(self) -> ConflictError | None:
        """What is wrong with the file, if anything is."""
        return self._read if isinstance(self._read, ConflictError) else None
