"""*Results*: which arrangements would hold, why, and what if."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

import numpy as np
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from modusvivendi.brief.contents import ArrangementEntry
from modusvivendi.brief.page import letters
from modusvivendi.brief.wording import concept_label, concept_order
from modusvivendi.conflict import Conflict
from modusvivendi.conflict.words import Words
from modusvivendi.english import listed
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.evolution import Branch
from modusvivendi.stability import Analysis
from modusvivendi.workbench.choosing import Choice
from modusvivendi.workbench.modelling.drafting import decided_since
from modusvivendi.workbench.pictures import in_page
from modusvivendi.workbench.twins import At, Shown, page

if TYPE_CHECKING:
    from modusvivendi.publish.graph import StateGraph

router = APIRouter(tags=["Results"])

MOST_TRIED = 400
"""States up to which it is tried whether all that matters of the state graph can be drawn."""

MOST_STEPS = 3
"""Improvements in a row to both sides of a state, where only what is near it is drawn."""

MOST_ARROWS = 80
"""Improvements around a state, of which a picture shows all; of more it shows only the state's own."""

MOST_AHEAD, MOST_BEHIND = 9, 6
"""Improvements from and to the state in the middle that it shows then."""

MOST_BEGINNINGS = 12
"""Arrangements from which to look at what is near them."""

MOST_LINES = 250
"""States in the evolution tree on the page; the whole is in the data."""

MOST_ROWS = 25
"""Arrangements in the table; the rest is in the data."""

_REACHED = {
    "improvements by one party at a time lead there from the status quo": "single steps lead there",
    "improvements by one party at a time lead there in some interpretations only": "at times single steps do",
    "no chain of improvements leads there from the status quo": "single steps do not lead there",
}
"""What a brief says at length."""

REASONS = {
    "no_move": "cannot move",
    "not_wanted": "does not want to",
    "feared": "fears the answer",
    "unstable": "would leave",
}


def choice(at: At, request: Request) -> Choice:
    """Give what the address supposes, such as ``?q1=yes&c1=no``."""
    return Choice(at.place.ensemble(at.patience), request.query_params)


Supposed = Annotated[Choice, Depends(choice)]


@page(router, "/results", "results.html.j2", "Arrangements, under which concept and supposition each holds")
def results(
    at: At,
    supposed: Supposed,
    under: Annotated[str, Query(max_length=20)] = "",
    party: Annotated[str, Query(max_length=200)] = "",
    taken: Annotated[str, Query(max_length=200)] = "",
    weak: bool = False,
    everything: bool = False,
) -> Shown:
    """Give the arrangements as ``modus brief --json`` does, counted in the interpretations supposed.

    Further questions and circumstances are supposed by their ids, as in ``?q1=yes&c1=no``.
    """
    entries = at.place.arrangements(at.patience)
    conflict = supposed.ensemble.conflict
    names = letters_of(entries)
    rows: list[dict[str, Any]] = []
    for entry in entries:
        if entry.gmr_only and not weak and under != "gmr":
            continue
        verdicts, likings = supposed.verdicts(entry.number - 1), supposed.likings(entry.number - 1)
        if not _passes(entry, verdicts, likings, under, party, taken):
            continue
        reached = _REACHED.get(entry.reached, entry.reached)
        rows.append(
            {
                "reached": reached,
                "entry": entry,
                "letter": names[entry.code],
                "verdicts": verdicts,
                "likings": likings,
            }
        )
    concepts = concept_order(supposed.ensemble.concepts)
    return Shown(
        lambda: {
            "supposed": supposed.chosen,
            "interpretations": supposed.count,
            "of": supposed.ensemble.count,
            "arrangements": [
                row["entry"].model_dump(mode="json")
                | {
                    "holds": {c: v.times for c, v in row["verdicts"].items()},
                    "against_status_quo": row["likings"],
                }
                for row in rows
            ],
        },
        {
            "rows": rows if everything else rows[:MOST_ROWS],
            "more": 0 if everything else max(0, len(rows) - MOST_ROWS),
            "choice": supposed,
            "concepts": concepts,
            "conflict": conflict,
            "words": Words(conflict),
            "groups": _groups(conflict),
            "under": under,
            "party": party,
            "wanted": taken,
            "weak": weak,
            "weak_only": sum(e.gmr_only for e in entries),
            "status_quo": conflict.status_quo,
            "now": _now(supposed, [row["entry"].code for row in rows]),
            "since_draft": decided_since(at.place),
            "filtered": bool(under or party or taken),
            "by_id": _by_id(at),
        },
    )


def _now(supposed: Choice, shown: Sequence[int]) -> str | None:
    """Say whether the status quo holds, where the table does not show it."""
    conflict = supposed.ensemble.conflict
    if conflict.status_quo is None or conflict.status_quo in shown:
        return None
    place = conflict.position(conflict.status_quo)
    if place is None:
        return None
    verdicts = supposed.verdicts(place)
    under = [concept_label(c) for c, verdict in verdicts.items() if verdict.times]
    if not under:
        return "does not hold"
    everywhere = all(verdict.reach != "some" for verdict in verdicts.values())
    where = "" if everywhere else " in some interpretations"
    alone = " alone" if len(under) < len(verdicts) else ""
    return f"holds{where} under {listed(under)}{alone}"


def _by_id(at: At) -> dict[str, Any]:
    return at.place.record().substance.by_id


def name_of(conflict: Conflict, code: int, name: str | None, place: int) -> str:
    """Give what a state is called; how things are now is called that, whatever its number."""
    if name:
        return name
    return f"State {place + 1}" + (", how things are now" if code == conflict.status_quo else "")


def letters_of(entries: Iterable[ArrangementEntry]) -> dict[int, str]:
    """Give the letters by which the page names arrangements, by their codes."""
    shown = sorted(entries, key=lambda entry: entry.gmr_only)
    return {entry.code: letters(number) for number, entry in enumerate(shown)}


def _groups(conflict: Conflict) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give decision makers with the full names and labels of their options."""
    return [
        (dm.name or dm.key, [(f"{dm.key}.{key}", label or key) for key, label in dm.options.items()])
        for dm in conflict.decision_makers
        if dm.options
    ]


def _passes(
    entry: ArrangementEntry,
    verdicts: Mapping[str, Any],
    likings: Mapping[str, str],
    under: str,
    party: str,
    taken: str,
) -> bool:
    if under and not (under in verdicts and verdicts[under].times):
        return False
    if not under and not any(verdict.times for verdict in verdicts.values()):
        return False
    if party and likings.get(party) == "worse":
        return False
    return not taken or taken in entry.taken


@page(
    router,
    "/results/state/{code}",
    "state.html.j2",
    "Why a state is stable or not, for whom, and what follows",
)
def state(at: At, supposed: Supposed, code: int, under: Annotated[str, Query(max_length=20)] = "") -> Shown:
    """Explain a state, as ``modus explain CASE STATE --json`` does, in the first interpretation supposed."""
    ensemble = supposed.ensemble
    conflict, analysis = ensemble.conflict, ensemble.analysis(supposed.first)
    places = {int(c): p for p, c in enumerate(conflict.codes)} if len(conflict.codes) < 100_000 else {}
    if code not in places:
        raise UnknownName(f"there is no feasible state with the code {code}")
    concepts = concept_order(ensemble.concepts)
    concept = under if under in concepts else next((c for c in ("seq", "nash") if c in concepts), concepts[0])
    entries = at.place.arrangements(at.patience)
    entry = next((e for e in entries if e.code == code), None)
    why = {c: analysis.why(c)[:, places[code]] for c in concepts}
    parties: list[dict[str, Any]] = [
        {
            "decision_maker": dm.key,
            "name": dm.name or dm.key,
            "verdicts": {c: str(why[c][row]) for c in concepts},
            "explanation": (explained := analysis.explain(code, dm.key, concept)),
            "sentence": with_labels(explained.sentence, conflict),
        }
        for row, dm in enumerate(conflict.decision_makers)
    ]
    return Shown(
        {
            "code": code,
            "number": places[code] + 1,
            "taken": conflict.taken(code),
            "interpretation": analysis.interpretation.id,
            "under": concept,
            "decision_makers": [
                {
                    "decision_maker": p["decision_maker"],
                    "why": p["verdicts"],
                    "sentence": p["explanation"].sentence,
                    "witness": p["explanation"].witness,
                }
                for p in parties
            ],
        },
        {
            "code": code,
            "entry": entry,
            "name": name_of(conflict, code, entry.name if entry else None, places[code]),
            "letter": letters_of(entries).get(code),
            "choice": supposed,
            "concepts": concepts,
            "under": concept,
            "parties": parties,
            "reasons": REASONS,
            "moves": _moves(analysis, code, places),
            "verdicts": supposed.verdicts(places[code]),
            "conflict": conflict,
            "groups": _groups(conflict),
            "taken": conflict.taken(code),
            "words": Words(conflict),
            "by_id": _by_id(at),
        },
    )


def with_labels(sentence: str, conflict: Conflict) -> str:
    """Put what options are called in place of their names in formulas.

    Examples
    --------
    >>> toll = Conflict.loads("decision_makers: {A: {options: {pay: pay the toll}, preferences: [pay]}}")
    >>> with_labels("A could improve on this state by taking A.pay.", toll)
    'A could improve on this state by taking “pay the toll”.'
    """
    labels = {name: f"“{label}”" for name, label in Words(conflict).labels.items()}
    if not labels:
        return sentence
    names = sorted(labels, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    return found.sub(lambda name: labels[name[0]], sentence)


def _moves(analysis: Analysis, code: int, places: Mapping[int, int]) -> list[dict[str, Any]]:
    """Give where each decision maker could go from a state, improvements first."""
    found, words = [], Words(analysis.conflict)
    for dm in analysis.conflict.decision_makers:
        better = {int(c) for c in analysis.improvements(code, dm.key)}
        to = sorted((int(c) for c in analysis.moves(code, dm.key)), key=lambda c: (c not in better, c))
        found.append(
            {
                "name": dm.name or dm.key,
                "moves": [
                    {
                        "code": c,
                        "number": places[c] + 1,
                        "better": c in better,
                        "words": _change(words, code, c),
                    }
                    for c in to[:16]
                ],
                "more": max(0, len(to) - 16),
            }
        )
    return found


def _change(words: Words, code: int, to: int) -> str:
    """Say what a move changes: what is begun, and what is given up."""
    conflict, labels = words.conflict, words.labels
    if conflict.graph is not None:
        return conflict.graph.states[to]
    before, after = conflict.taken(code), conflict.taken(to)
    begun = [labels[name] for name in after if name not in before]
    ended = [f"no longer {labels[name]}" for name in before if name not in after]
    return listed([*begun, *ended])


@page(router, "/results/graph", "graph.html.j2", "The state graph")
def graph(
    at: At,
    supposed: Supposed,
    under: Annotated[str, Query(max_length=20)] = "",
    zoom: Annotated[float, Query(ge=0.25, le=4)] = 1,
    around: Annotated[int | None, Query(description="Code of a state: what is near it, not all")] = None,
    steps: Annotated[int, Query(ge=1, le=MOST_STEPS, description="How many improvements away")] = 1,
) -> Shown:
    """Give states and moves as ``modus graph --json`` does, as many as can be read.

    Where they are too many, those near one of them are given: the status quo, or the one that is asked for.
    """
    from modusvivendi.publish.graph_svg import graph_svg

    ensemble = supposed.ensemble
    concepts = concept_order(ensemble.concepts)
    concept = under if under in concepts else ("seq" if "seq" in concepts else concepts[0])
    analysis, conflict = ensemble.analysis(supposed.first), ensemble.conflict

    def address(code: int, far: int = steps) -> str:
        asked = supposed.chosen | {"under": concept, "zoom": zoom, "around": code, "steps": far}
        return f"/results/graph?{urlencode(asked)}"

    def drawn() -> tuple[StateGraph, StateGraph, str]:
        found = _graph_of(analysis, concept, around, steps)
        reasons, picture = f"/results/state/{{}}{supposed.query}", _readable(found)
        return (
            found,
            picture,
            graph_svg(picture, address=reasons.format if found.centre is None else address),
        )

    found, picture, svg = at.place.background.get(
        f"drawing the graph under {concept}",
        (supposed.ensemble, supposed.first, supposed.query, around, steps, zoom),
        drawn,
        at.patience,
    )
    return Shown(
        found.to_dict(),
        {
            "svg": in_page(svg, zoom),
            "graph": found,
            "picture": picture,
            "words": {node.code: _state_words(conflict, node.code) for node in found.nodes},
            "choice": supposed,
            "zoom": zoom,
            "under": concept,
            "concepts": concepts,
            "address": address,
            "numbers": {node.code: node.number for node in found.nodes},
            "steps": steps,
            "most_steps": MOST_STEPS,
            "names": {dm.key: dm.name for dm in conflict.decision_makers},
            "begin": _beginnings(analysis, concept) if found.centre is not None else (),
        },
    )


def _graph_of(analysis: Analysis, concept: str, around: int | None, steps: int) -> StateGraph:
    """Give the state graph, or of one that is too large what is near one of its states."""
    from modusvivendi.publish.graph import fitting_graph, graph_around
    from modusvivendi.publish.graph_svg import MOST_DRAWN_ARCS, MOST_DRAWN_STATES

    if around is None and len(analysis.codes) <= MOST_TRIED:
        with suppress(ConflictError):
            return fitting_graph(analysis, concept, most_states=MOST_DRAWN_STATES, most_arcs=MOST_DRAWN_ARCS)
    centre = around if around is not None else _beginnings(analysis, concept)[0][0]
    return graph_around(analysis, centre, concept, steps=steps, most_states=MOST_DRAWN_STATES)


def _readable(found: StateGraph) -> StateGraph:
    """Give what of the surroundings of a state a picture can show: where moves are many, its own, the first.

    Hundreds of arrows tell nobody anything, and to lay them out takes many seconds.
    """
    centre = found.centre
    if centre is None or len(found.arcs) <= MOST_ARROWS:
        return found
    ahead = [arc for arc in found.arcs if arc.source == centre][:MOST_AHEAD]
    behind = [arc for arc in found.arcs if arc.target == centre][:MOST_BEHIND]
    near = {centre, *(arc.target for arc in ahead), *(arc.source for arc in behind)}
    nodes = tuple(node for node in found.nodes if node.code in near)
    return replace(found, nodes=nodes, arcs=(*ahead, *behind), steps=1, some=True)


def _beginnings(analysis: Analysis, concept: str) -> list[tuple[int, int, str]]:
    """Give where one would begin to look, the first state if nowhere else: codes, numbers, and why."""
    now = analysis.conflict.status_quo
    place = None if now is None else analysis.conflict.position(now)
    found = [(place, "now")] if place is not None else []
    held = [int(one) for one in np.flatnonzero(analysis.holds(concept))[:MOST_BEGINNINGS]]
    found += [(one, "holds") for one in held if one != place]
    return [(int(analysis.codes[one]), one + 1, why) for one, why in found or [(0, "the first")]]


def _state_words(conflict: Conflict, code: int) -> str:
    return (
        conflict.graph.states[code]
        if conflict.graph is not None
        else Words(conflict).state(conflict.taken(code))
    )


@page(router, "/results/evolution", "evolution.html.j2", "Where improvements lead from the status quo")
def evolution(
    at: At,
    supposed: Supposed,
    unfolded: Annotated[bool, Query(description="Whether all branches are unfolded")] = False,
) -> Shown:
    """Give the tree of improvements from the status quo, in the first interpretation supposed."""
    from modusvivendi.insight.evolution import evolution as grow

    conflict = supposed.ensemble.conflict
    if conflict.status_quo is None:
        raise UnknownName("the model does not tell the status quo", hint="add status_quo to it")
    interpretation = supposed.ensemble.interpretations[supposed.first]
    tree = at.place.background.get(
        "following improvements",
        (supposed.ensemble, interpretation.id),
        lambda: grow(conflict, interpretation=interpretation),
        at.patience,
    )
    places = {int(c): p for p, c in enumerate(conflict.codes)}
    return Shown(
        tree.record,
        {
            "shown": _nearest(tree.root),
            "lines": tree.states,
            "unfolded": unfolded,
            "tree": tree,
            "choice": supposed,
            "words": Words(conflict),
            "places": places,
        },
    )


def _nearest(root: Branch) -> set[Branch]:
    """Give as many states of a tree as a page shows, those nearest to its root."""
    found, ahead = {root}, [root]
    for branch in ahead:
        for one in branch.branches:
            if len(found) < MOST_LINES:
                found.add(one)
                ahead.append(one)
    return found


@router.get("/results/graph.svg", summary="The state graph as a picture for papers")
def graph_file(
    at: At,
    supposed: Supposed,
    around: Annotated[int | None, Query(description="Code of a state: what is near it, not all")] = None,
    steps: Annotated[int, Query(ge=1, le=MOST_STEPS, description="How many improvements away")] = 1,
) -> Response:
    """Give the picture as a file."""
    from modusvivendi.publish.graph_svg import graph_svg

    concepts = concept_order(supposed.ensemble.concepts)
    concept = "seq" if "seq" in concepts else concepts[0]
    found = _readable(_graph_of(supposed.ensemble.analysis(supposed.first), concept, around, steps))
    headers = {"Content-Disposition": 'attachment; filename="state-graph.svg"'}
    return Response(graph_svg(found), media_type="image/svg+xml", headers=headers)
