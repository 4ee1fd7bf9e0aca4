"""Stage 5: stability. Which states would hold for whom, which are equilibria, and why.

Heavy parts are loaded when something is solved: small conflicts never load the compiler.
"""

from modusvivendi.stability.analysis import Analysis, solve, solve_each
from modusvivendi.stability.arcs import stability_of_arcs
from modusvivendi.stability.concepts import CONCEPTS, Concept, chosen, concept
from modusvivendi.stability.engine import stability
from modusvivendi.stability.explanation import Answer, Explanation, Step, Verdict
from modusvivendi.stability.many import Analyses, solve_many

__all__ = [
    "CONCEPTS",
    "Analyses",
    "Analysis",
    "Answer",
    "Concept",
    "Explanation",
    "Step",
    "Verdict",
    "chosen",
    "concept",
    "solve",
    "solve_each",
    "solve_many",
    "stability",
    "stability_of_arcs",
]
