"""Conflicts whose state graphs are awkward to draw."""

from __future__ import annotations

import random

import modusvivendi as mv
from modusvivendi.conflict import Conflict, DecisionMaker

LONG = (
    "everything stays exactly as it is now and nobody does anything about it at all",
    "合意",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "e & f <g>",
    'quote " and \\ back \\n',
)


def in_graph_form(states: list[str], parties: list[str], share: float, seed: int = 0) -> Conflict:
    """Moves and rankings drawn at random; the first state is the status quo."""
    draw = random.Random(seed)
    made = []
    for party in parties:
        moves = tuple((a, b) for a in states for b in states if a != b and draw.random() < share)
        ranking = tuple((state,) for state in draw.sample(states, len(states)))
        made.append(DecisionMaker(party, moves=moves, ranking=ranking))
    return Conflict(made, states=states, status_quo=states[0])


def in_option_form(parties: int, *, irreversible: bool = False) -> Conflict:
    """Each has one option and wants it if the next takes its own."""
    text = "decision_makers:\n" + "".join(
        f"  P{k}: {{options: {{x: do thing {k}}}, preferences: [x iff P{(k + 1) % parties}.x, x]}}\n"
        for k in range(parties)
    )
    one_way = ", ".join(f"P{k}.x" for k in range(parties))
    return mv.Conflict.loads(text + f"irreversible: [{one_way}]\n" if irreversible else text)


SPECIMENS = {
    "one state": in_graph_form(["here"], ["A"], 0),
    "no moves": in_graph_form(list("abcde"), ["A", "B"], 0),
    "long names": in_graph_form(
        list(LONG), ["The Federal Ministry of Environmental Protection", "日本政府"], 0.3, 1
    ),
    "all can do the same": in_graph_form(list("abc"), ["A", "B", "C"], 0.8),
    "many parties": in_graph_form([f"s{n}" for n in range(12)], [f"Party {n}" for n in range(10)], 0.03, 2),
    "tangled": in_graph_form([f"s{n}" for n in range(9)], ["A", "B", "C"], 0.3, 3),
    "thirty": in_graph_form([f"s{n}" for n in range(30)], ["A", "B", "C"], 0.015, 4),
    "two options": in_option_form(2),
    "four options": in_option_form(4),
    "five options": in_option_form(5),
    "irreversible": in_option_form(4, irreversible=True),
    "twelve options": in_option_form(12),
}
