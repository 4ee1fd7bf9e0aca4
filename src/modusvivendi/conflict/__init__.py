"""The conflict stage: decision makers, options, feasible states, preferences, and open questions.

::

    model_file, yaml_text     a model file is read          writing, amending     and written, comments and all
    ranked, gmcr, json_text   other formats                 files                 which format a file is in
    formula, language, truth  formulas: meaning, reading    places                where errors stand in the file
    model                     the conflict itself           checks, states,       what it is made of
    decision_maker, graph,                                  arrays, rankings,
    interpretation                                          citations
    feasible, patterns        sets of states                prioritisation        from statements to ranks

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
