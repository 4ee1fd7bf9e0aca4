"""Stage 3: the dossier. All statements of a case, their sources, their review, their change over time."""

from modusvivendi.dossier.change import Change
from modusvivendi.dossier.changes import changes
from modusvivendi.dossier.contradictions import Contradiction, contradictions
from modusvivendi.dossier.dossier import Dossier
from modusvivendi.dossier.handling import Handling
from modusvivendi.dossier.keeping import Added
from modusvivendi.dossier.origins import Origin, Witnesses, origins, witnesses
from modusvivendi.dossier.positions import HistoryEntry, Position, positions
from modusvivendi.dossier.record import Record, Selection
from modusvivendi.dossier.redaction import Redacted, redacted
from modusvivendi.dossier.review import Decision, Review

__all__ = [
    "Added",
    "Change",
    "Contradiction",
    "Decision",
    "Dossier",
    "Handling",
    "HistoryEntry",
    "Origin",
    "Position",
    "Record",
    "Redacted",
    "Review",
    "Selection",
    "Witnesses",
    "changes",
    "contradictions",
    "origins",
    "positions",
    "redacted",
    "witnesses",
]
