"""The conflict stage: decision makers, options, feasible states, preferences, and open questions."""

from modusvivendi.conflict.decision_maker import (
    DecisionMaker,
    Note,
    Omission,
    OpenPreference,
    Preference,
)
from modusvivendi.conflict.files import load_conflict, read_conflict, save_conflict
from modusvivendi.conflict.formula import (
    AllOf,
    And,
    AtLeast,
    AtMost,
    Circumstance,
    Exactly,
    Formula,
    If,
    Iff,
    Implies,
    NoneOf,
    Not,
    Option,
    Or,
    Xor,
)
from modusvivendi.conflict.graph import Graph
from modusvivendi.conflict.interpretation import Interpretation, Question
from modusvivendi.conflict.language import Names, parse
from modusvivendi.conflict.model import Conflict

__all__ = [
    "AllOf",
    "And",
    "AtLeast",
    "AtMost",
    "Circumstance",
    "Conflict",
    "DecisionMaker",
    "Exactly",
    "Formula",
    "Graph",
    "If",
    "Iff",
    "Implies",
    "Interpretation",
    "Names",
    "NoneOf",
    "Not",
    "Note",
    "Omission",
    "OpenPreference",
    "Option",
    "Or",
    "Preference",
    "Question",
    "Xor",
    "load_conflict",
    "parse",
    "read_conflict",
    "save_conflict",
]
