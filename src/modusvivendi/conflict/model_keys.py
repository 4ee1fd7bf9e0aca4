"""The words of the model file: keys by what they belong to, and what stands in rankings between states."""

from __future__ import annotations

from modusvivendi.conflict.pairs import DEGREES

NOTE = ("evidence", "assumption", "rule", "note")
"""What can be said of where something comes from."""

KEYS: dict[str, tuple[str, ...]] = {
    "the model": (
        *("version", "title", "status_quo", "decision_makers", "circumstances", "infeasible"),
        *("irreversible", "omitted", "states", "patterns", "drafted", "gmcr"),
    ),
    "a decision maker": (
        *("name", "options", "preferences", "ranking", *DEGREES),
        *("members", "moves", "note"),
    ),
    "an option": ("label", *NOTE),
    "a circumstance": ("label", *NOTE),
    "a preference": ("formula", *NOTE),
    "an open question": ("question", "answers", "evidence", "rule", "note"),
    "an infeasible formula": ("formula", *NOTE),
    "an irreversible option": ("option", "direction"),
    "an omission": ("what", "reason", "label", "evidence", "rule"),
    "a tie": ("tie",),
    "what is kept for GMCR+": (
        *("misperceptions", "preferences", "coalitions", "keys", "option_keys", "decision_maker_keys"),
    ),
    "a compound condition": ("any of",),
    "a fall": ("worse_by",),
    "a preferred state": ("better", "worse", "degree", *NOTE),
    "a pair of states": ("states", *NOTE),
}
"""The keys a model file may have, by what they belong to."""

FALL = "much worse"
"""Stands in a ranking between entries where those below are much worse than those above."""

REST = "rest"
"""Stands for all pairs of states that are not compared."""
