"""Which reports a decision about one of them can touch: the same one, and other versions of it.

What stands of a statement follows from the statements and the reviews of these alone; so a decision need not
look at the whole record, however large it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modusvivendi.dossier.standing import Place, anchored_stems

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


_ASKED_AT_ONCE = 500
"""Statements that are looked up in one go; databases limit how many values a question may hold."""


@dataclass(frozen=True)
class Kin:
    """Reports that are versions of one another, directly or by way of others.

    Attributes
    ----------
    names
        Their names.
    stems
        The stems of their names, by which those that were taken out since are known.
    present
        The names of all reports there are.
    """

    names: frozenset[str]
    stems: frozenset[str]
    present: frozenset[str]

    def has(self, anchored: str) -> bool:
        """Tell whether what was decided about a report with this name can be about one of these."""
        if anchored in self.present:
            return anchored in self.names
        return bool(anchored_stems(anchored) & self.stems)


def kin_of(these: Iterable[str], places: Mapping[str, Place]) -> Kin:
    """Give the reports with these names, with all that are versions of them."""
    names = set(these) & places.keys()
    stems = {places[n].stem for n in names}
    stems.update(*(anchored_stems(name) for name in set(these) - names))
    addresses = {places[n].url for n in names} - {None}
    while True:
        more = {n for n, p in places.items() if n not in names and (p.stem in stems or p.url in addresses)}
        if not more:
            return Kin(frozenset(names), frozenset(stems), frozenset(places))
        names |= more
        stems |= {places[n].stem for n in more}
        addresses |= {places[n].url for n in more} - {None}


def reports_of(session: Session, statements: Iterable[str]) -> Collection[str]:
    """Give the names of the reports in which something with these ids is, or was decided about."""
    from sqlalchemy import select

    from modusvivendi.dossier.schema import StoredReport, StoredReview, StoredStatement

    wanted, found = list(statements), dict[str, None]()
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        ids = wanted[start : start + _ASKED_AT_ONCE]
        read = (
            select(StoredStatement.statement, StoredReport.name)
            .join(StoredStatement, StoredStatement.report_id == StoredReport.id)
            .where(StoredStatement.statement.in_(ids))
        )
        here = session.execute(read).all()
        found |= dict.fromkeys(name for _, name in here)
        missing = set(ids) - {id_ for id_, _ in here}
        if missing:
            anchors = select(StoredReview.anchor).where(StoredReview.statement.in_(missing))
            found |= {anchor["report"]: None for anchor in session.scalars(anchors) if anchor is not None}
    return found
