"""The conflict stage: decision makers, options, feasible states, preferences, and open questions.

::

    model                    the conflict itself
    decision_maker, graph,   what it is made of, and the checks on it
    interpretation, checks,
    states, arrays,
    rankings, citations
    comparisons, pairs       states compared two by two
    formula, truth           formulas and what they are evaluated over
    language                 formulas are read
    feasible, patterns       sets of states
    prioritisation,          from preference statements to ranks, and all of what is
    preferences              preferred
    model_file, model_keys,  a model file is read
    yaml_text
    writing, amending        and written, comments and all
    ranked, gmcr, json_text  other formats
    files, places            which format a file is in, and where errors stand in it

>>> conflict = Conflict.loads('''
... decision_makers:
...   Farm:
...     options: {pump: pump from the river}
...     preferences: [pump if not drought]
... circumstances: {drought: no rain in spring}
... ''')
>>> [conflict.ranks(interpretation).tolist() for interpretation in conflict.interpretations()]
[[[0, 1]], [[0, 0]]]
"""

from modusvivendi.conflict.decision_maker import (
    Comparison,
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
    "Comparison",
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
