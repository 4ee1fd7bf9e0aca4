"""Modus Vivendi: who would accept what, on which condition, on whose word, and what would hold.

The stages stand here in the order data flows through them; each is imported when it is first used.

>>> import modusvivendi as mv
>>> print(*mv.__all__)
load Report read Statement Attribution Dossier Conflict load_conflict draft solve Analysis
solve_many solve_coalitions search state_graph save_graph solve_interpretations Ensemble arrangements
pivotal ways_from_status_quo breaks zopa cascade defection ways evolution unlock inverse
joint_inverse coalitions without joining blocking find_out make_brief __version__
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from modusvivendi.version import __version__

_HOME = {
    "load": "reports",
    "Report": "reports",
    "read": "statements.read",
    "Statement": "statements",
    "Attribution": "statements",
    "Dossier": "dossier",
    "Conflict": "conflict",
    "load_conflict": "conflict",
    "draft": "conflict.draft",
    "solve": "stability",
    "Analysis": "stability",
    "solve_many": "stability",
    "solve_coalitions": "stability",
    "search": "stability",
    "state_graph": "publish.graph",
    "save_graph": "publish.graph_files",
    "solve_interpretations": "insight.interpretations",
    "Ensemble": "insight.interpretations",
    "arrangements": "insight.arrangements",
    "pivotal": "insight.questions",
    "ways_from_status_quo": "insight.ways",
    "breaks": "insight.breaking",
    "zopa": "insight.zopa",
    "cascade": "insight.cascade",
    "defection": "insight.defection",
    "ways": "insight.routes",
    "evolution": "insight.evolution",
    "unlock": "insight.unlock",
    "inverse": "insight.inverse",
    "joint_inverse": "insight.joint",
    "coalitions": "insight.coalitions",
    "without": "insight.without",
    "joining": "insight.joining",
    "blocking": "insight.blocking",
    "find_out": "insight.finding_out",
    "make_brief": "brief.making",
}

__all__ = [  # noqa: RUF022 - in the order data flows
    "load",
    "Report",
    "read",
    "Statement",
    "Attribution",
    "Dossier",
    "Conflict",
    "load_conflict",
    "draft",
    "solve",
    "Analysis",
    "solve_many",
    "solve_coalitions",
    "search",
    "state_graph",
    "save_graph",
    "solve_interpretations",
    "Ensemble",
    "arrangements",
    "pivotal",
    "ways_from_status_quo",
    "breaks",
    "zopa",
    "cascade",
    "defection",
    "ways",
    "evolution",
    "unlock",
    "inverse",
    "joint_inverse",
    "coalitions",
    "without",
    "joining",
    "blocking",
    "find_out",
    "make_brief",
    "__version__",
]

if TYPE_CHECKING:
    from modusvivendi.brief.making import make_brief
    from modusvivendi.conflict import Conflict, load_conflict
    from modusvivendi.conflict.draft import draft
    from modusvivendi.dossier import Dossier
    from modusvivendi.insight.arrangements import arrangements
    from modusvivendi.insight.blocking import blocking
    from modusvivendi.insight.breaking import breaks
    from modusvivendi.insight.cascade import cascade
    from modusvivendi.insight.coalitions import coalitions
    from modusvivendi.insight.defection import defection
    from modusvivendi.insight.evolution import evolution
    from modusvivendi.insight.finding_out import find_out
    from modusvivendi.insight.interpretations import Ensemble, solve_interpretations
    from modusvivendi.insight.inverse import inverse
    from modusvivendi.insight.joining import joining
    from modusvivendi.insight.joint import joint_inverse
    from modusvivendi.insight.questions import pivotal
    from modusvivendi.insight.routes import ways
    from modusvivendi.insight.unlock import unlock
    from modusvivendi.insight.ways import ways_from_status_quo
    from modusvivendi.insight.without import without
    from modusvivendi.insight.zopa import zopa
    from modusvivendi.publish.graph import state_graph
    from modusvivendi.publish.graph_files import save_graph
    from modusvivendi.reports import Report, load
    from modusvivendi.stability import Analysis, search, solve, solve_coalitions, solve_many
    from modusvivendi.statements import Attribution, Statement
    from modusvivendi.statements.read import read


def __getattr__(name: str) -> Any:
    """Import a stage when it is first asked for, so that ``import modusvivendi`` costs nothing."""
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, without importing what they stand for."""
    return sorted(__all__)
