"""Stage 5: stability. Which states would hold for whom, which are equilibria, and why.

Heavy parts are loaded when something is solved: small conflicts never load the compiler.
"""

from modusvivendi.stability.analysis import Analysis, solve, solve_each
from modusvivendi.stability.arcs import stability_of_arcs
from modusvivendi.stability.coalitions import CoalitionAnalysis, explain_coalition, solve_coalitions
from modusvivendi.stability.concepts import COALITION, CONCEPTS, Concept, chosen, concept
from modusvivendi.stability.engine import stability
from modusvivendi.stability.explanation import Answer, Explanation, Step, Verdict
from modusvivendi.stability.many import Analyses, solve_many
from modusvivendi.stability.symbolic import SearchResult, Witness, search, witness

__all__ = [
    "COALITION",
    "CONCEPTS",
    "Analyses",
    "Analysis",
    "Answer",
    "CoalitionAnalysis",
    "Concept",
    "Explanation",
    "SearchResult",
    "Step",
    "Verdict",
    "Witness",
    "chosen",
    "concept",
    "explain_coalition",
    "search",
    "solve",
    "solve_coalitions",
    "solve_each",
    "solve_many",
    "stability",
    "stability_of_arcs",
    "witness",
]
