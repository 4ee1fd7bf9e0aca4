"""Which statements a model rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modusvivendi.conflict.decision_maker import OpenPreference

if TYPE_CHECKING:
    from modusvivendi.conflict.model import Conflict


def citations(conflict: Conflict) -> dict[str, list[str]]:
    """Give the places of a model that cite a statement, by the statement's id; see ``Conflict.evidence``."""
    cited: dict[str, list[str]] = {}

    def cite(ids: Iterable[str], place: str) -> None:
        for identifier in ids:
            places = cited.setdefault(identifier, [])
            if place not in places:
                places.append(place)

    for dm in conflict.decision_makers:
        for key, note in dm.option_notes.items():
            cite(note.evidence, f"{dm.key}.{key}")
        for preference in dm.preferences:
            if isinstance(preference, OpenPreference):
                cite(preference.evidence, preference.question)
        for statement, _, _ in dm.every_statement():
            cite(statement.evidence, f"{dm.key}: {statement.formula.write(dm.key)}")
        for comparison in dm.comparisons:
            cite(comparison.note.evidence, f"{dm.key}: {comparison}")
    for number, note in conflict.infeasible_notes.items():
        cite(note.evidence, f"infeasible: {conflict.infeasible[number]}")
    for name, note in conflict.circumstance_notes.items():
        cite(note.evidence, name)
    for omission in conflict.omitted:
        cite(omission.evidence, omission.what)
    return cited
