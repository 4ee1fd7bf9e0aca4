"""``modus explain``: what a stability concept means, or why a state of a conflict is stable or not."""

from __future__ import annotations

import datetime as dt
import json
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modusvivendi.cli.case import AsOf, open_case
from modusvivendi.cli.options import AsJson

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.stability import Analysis, Concept, Explanation


def explain(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[CONCEPT|CONFLICT]",
            help="A concept such as SMR, or a conflict file; else they are listed.",
        ),
    ] = None,
    state: Annotated[
        str | None,
        typer.Argument(
            metavar="[STATE]",
            help="A number as in modus solve, code:12, options as in A.x,B.y, status-quo, none or all.",
        ),
    ] = None,
    party: Annotated[
        str | None,
        typer.Argument(metavar="[PARTY]", help='One decision maker, or a coalition as in "A,B"; else all.'),
    ] = None,
    concepts: Annotated[
        str | None,
        typer.Option(
            "--concept",
            metavar="LIST",
            help="Under which concepts; nash,gmr,smr,seq unless told otherwise, and cnash … of a coalition.",
        ),
    ] = None,
    interpretation: Annotated[
        str | None, typer.Option(metavar="ID", help="Which answers and circumstances to assume.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Say what a stability concept means, or why a state is stable or not.

    Examples:  modus explain SMR   or   modus explain conflict.yaml 3   or
    modus explain conflict.yaml Russia.ceasefire,China.troops Russia --concept seq   or
    modus explain conflict.yaml 3 "Russia,China" --concept cseq
    """
    if what is None:
        _list_concepts(as_json)
    elif state is None:
        if concepts is not None or interpretation is not None or as_of is not None or _is_file(what):
            raise typer.BadParameter(
                "say which state: a number as in modus solve, code:12, options as in A.x,B.y, status-quo, "
                "none or all",
                param_hint="STATE",
            )
        _explain_concept(what, as_json)
    else:
        _explain_state(what, state, party, concepts, interpretation, as_of, as_json)


def _is_file(what: str) -> bool:
    """Whether a lone argument means a conflict; a concept's name does even where a file is called so."""
    from modusvivendi.errors import UnknownName
    from modusvivendi.stability.definitions import any_concept

    try:
        any_concept(what)
    except UnknownName:
        endings = {".yaml", ".yml", ".json", ".gmcr", ".csv", ".tsv", ".xlsx"}
        return Path(what).exists() or "/" in what or Path(what).suffix in endings
    return False


def _width() -> int:
    from rich.console import Console

    return min(Console().width, 100)


def _wrapped(text: str, indent: str = "  ", first: str | None = None) -> str:
    return textwrap.fill(
        text,
        _width(),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


# Concepts


def _list_concepts(as_json: bool) -> None:
    from modusvivendi.stability.definitions import every_concept

    if as_json:
        typer.echo(json.dumps([_concept_record(found) for found in every_concept()], ensure_ascii=False))
        return
    for found in every_concept():
        typer.echo(f"{found.label:12}{found.name}")
    typer.echo(f"{'L1, L2 …':12}Limited-move stability, so many moves ahead")
    typer.echo(f"{'GMR@3 …':12}General metarationality at degree 3, and so on, also SMR and SEQ")
    typer.echo("\nnext: modus explain SMR, or modus explain CONFLICT STATE", err=True)


def _concept_record(found: Concept) -> dict[str, Any]:
    from modusvivendi.stability.definitions import definition, implied_by, symbols

    defined = definition(found.key)
    return {
        "key": found.key,
        "label": found.label,
        "name": found.name,
        "meaning": found.meaning,
        "definition": defined.text,
        "symbols": symbols(defined.text),
        "variant": found.variant,
        "implies": list(defined.implies),
        "implied_by": list(implied_by(found.key)),
        "note": defined.note,
        "reference": found.reference,
    }


def _explain_concept(name: str, as_json: bool) -> None:
    from modusvivendi.stability.concepts import COALITION
    from modusvivendi.stability.definitions import any_concept

    found = any_concept(name)
    record = _concept_record(found)
    if as_json:
        typer.echo(json.dumps(record, ensure_ascii=False))
        return
    typer.echo(f"{found.label}: {found.name}\n")
    typer.echo(_wrapped(found.meaning, ""))
    whom = "coalition H" if found.key in COALITION else "decision maker i"
    typer.echo(f"\nDefinition: a state s is stable for {whom} where\n{_wrapped(record['definition'])}")
    for symbol, meaning in record["symbols"].items():
        typer.echo(_wrapped(meaning, " " * 18, f"    {symbol:14}"))
    typer.echo(f"\nAs it is computed here\n{_wrapped(found.variant[:1].upper() + found.variant[1:] + '.')}")
    relations = _relations(record)
    if relations:
        typer.echo(f"\nBeside other concepts\n{_wrapped(relations)}")
    typer.echo(f"\nSource\n{_wrapped(found.reference)}")


def _relations(record: dict[str, Any]) -> str:
    from modusvivendi.stability.definitions import any_concept
    from modusvivendi.stability.explanation import joined

    def labels(keys: Iterable[str]) -> str:
        return joined([any_concept(key).label for key in keys])

    parts = []
    if record["implies"]:
        parts.append(f"What is stable under {record['label']} is so under {labels(record['implies'])} too.")
    if record["implied_by"]:
        parts.append(f"What is stable under {labels(record['implied_by'])} is stable under it.")
    if record["note"]:
        parts.append(record["note"])
    return " ".join(parts)


# States


def _explain_state(
    path: str,
    state: str,
    party: str | None,
    concepts: str | None,
    interpretation: str | None,
    as_of: dt.date | None,
    as_json: bool,
) -> None:
    from modusvivendi.cli.coalitions import explain_coalition, find_members
    from modusvivendi.errors import UnknownName
    from modusvivendi.stability import chosen
    from modusvivendi.stability import solve as solved
    from modusvivendi.stability.concepts import COALITION, DEFAULT

    of_coalitions = concepts is not None and any(
        part.strip().casefold() in COALITION for part in concepts.split(",")
    )
    if of_coalitions and party is None:
        raise typer.BadParameter(f'{concepts} is of coalitions: name one, as in "A,B"', param_hint="PARTY")
    try:
        keys = DEFAULT if concepts is None or of_coalitions else chosen(concepts)
    except UnknownName as error:
        raise typer.BadParameter(str(error), param_hint="--concept") from None
    conflict = open_case(Path(path), as_of).conflict
    code = find_state(conflict, state)
    names = conflict.names if party is None else find_members(conflict, party)
    if party is not None and (of_coalitions or len(names) > 1):
        explain_coalition(conflict, code, names, concepts, interpretation, as_json)
        return
    analysis = solved(conflict, keys, interpretation)
    explained = {name: [analysis.explain(code, name, key) for key in keys] for name in names}
    if as_json:
        typer.echo(json.dumps(_state_record(analysis, code, explained), ensure_ascii=False))
    else:
        _print_state(analysis, code, explained)


def find_party(conflict: Conflict, written: str) -> str:
    """Find a decision maker by its key or its name, in any case, and give its key.

    Raises
    ------
    UnknownName
        If there is none; the nearest are named.
    """
    from modusvivendi.errors import UnknownName, nearest

    known = {dm.name.casefold(): dm.key for dm in conflict.decision_makers}
    known |= {dm.key.casefold(): dm.key for dm in conflict.decision_makers}
    found = written if written in conflict.names else known.get(written.strip().casefold())
    if found is None:
        shown = dict.fromkeys([*conflict.names, *(dm.name for dm in conflict.decision_makers)])
        hint = nearest(written, shown) or f"there are {', '.join(conflict.names)}"
        raise UnknownName(f"there is no decision maker called {written!r}", hint=hint)
    return found


def find_state(conflict: Conflict, written: str) -> int:
    """Find a feasible state as a person writes it, and give its code.

    Parameters
    ----------
    conflict
        In option form or graph form.
    written
        A number as ``modus solve`` shows it, ``code:12``, ``status-quo``, in option form the options taken
        separated by commas, ``none`` or ``all``, and in graph form a state's name.

    Raises
    ------
    ConflictError
        If it is no feasible state.
    FormulaError
        If it names an option the conflict does not have; the nearest are named.
    UnknownName
        If it names a state the conflict does not have.
    """
    from modusvivendi.errors import ConflictError, UnknownName, nearest

    asked = written.strip()
    if asked.casefold() in {"status-quo", "status_quo", "status quo"}:
        if conflict.status_quo is None:
            raise ConflictError("the conflict does not tell its status quo")
        return conflict.status_quo
    if re.fullmatch(r"[0-9]+", asked):
        count = len(conflict.codes)
        if not 1 <= int(asked[:12]) <= count:
            raise ConflictError(f"there is no state {asked[:30]}", hint=f"they count from 1 to {count:,}")
        return int(conflict.codes[int(asked) - 1])
    coded = re.fullmatch(r"code:\s*([0-9]+)", asked, flags=re.I)
    if coded:
        return _feasible(conflict, int(coded[1][:30]))
    if conflict.graph is not None:
        if asked not in conflict.graph.numbers:
            hint = nearest(asked, conflict.graph.states) or "give its name or its number as in modus solve"
            raise UnknownName(f"there is no state called {asked!r}", hint=hint)
        return conflict.graph.code(asked)
    if asked.casefold() == "all":
        return _feasible(conflict, (1 << len(conflict.options)) - 1)
    if asked.casefold() in {"none", "", "[]", "nothing taken"}:
        return _feasible(conflict, 0)
    if asked.startswith("[") and asked.endswith("]"):
        asked = asked[1:-1]
    parts = re.findall(r'(?:"[^"]*"|[^,"])+', asked)
    return _feasible(conflict, conflict.code(part.strip() for part in parts if part.strip()))


def _feasible(conflict: Conflict, code: int) -> int:
    from modusvivendi.errors import ConflictError

    highest = len(conflict.codes) if conflict.graph is not None else 1 << len(conflict.options)
    if code >= highest:
        raise ConflictError(f"there is no state with the code {code}", hint=f"they are below {highest}")
    reason = conflict.why_infeasible(code)
    if reason is not None:
        raise ConflictError(f"the state {conflict.describe(code)} is infeasible", hint=reason)
    return code


def _state_record(analysis: Analysis, code: int, explained: dict[str, list[Explanation]]) -> dict[str, Any]:
    from modusvivendi.stability import records

    (record,) = records.records(analysis, [code])
    return {
        "state": state_members(analysis.conflict, code),
        "interpretation": analysis.interpretation.id,
        "concepts": list(analysis.concepts),
        "equilibrium": record["equilibrium"],
        "explanations": [
            {
                "decision_maker": found.decision_maker,
                "concept": found.concept,
                "stable": found.stable,
                "why": found.verdict.value if found.stable else None,
                "moves": found.moves,
                "undeterred": list(found.undeterred),
                "answers": [
                    {"improvement": answer.improvement, "steps": _steps(answer.steps)}
                    for answer in found.answers
                ],
                "expected": _steps(found.expected),
                "sentence": found.sentence,
            }
            for each in explained.values()
            for found in each
        ],
        "variants": analysis.variants,
        "version": analysis.version,
    }


def _steps(steps: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"decision_maker": step.decision_maker, "state": step.state} for step in steps]


def print_heading(conflict: Conflict, code: int, interpretation: str) -> None:
    """Print which state of which conflict is explained."""
    if conflict.title:
        typer.echo(conflict.title)
    state = state_members(conflict, code)
    shown = state.get("name") or ", ".join(state["taken"]) or "nothing taken"
    now = ", the status quo" if code == conflict.status_quo else ""
    typer.echo(_wrapped(shown, "  ", f"State {state['number']} (code {code}){now}: "))
    if conflict.interpretation_count > 1:
        typer.echo(f"Interpretation {interpretation}")


def state_members(conflict: Conflict, code: int) -> dict[str, Any]:
    """Give a state as the JSON of ``modus solve`` has it."""
    state: dict[str, Any] = {"number": (conflict.position(code) or 0) + 1, "code": code}
    if conflict.graph is not None:
        return {**state, "taken": [], "name": conflict.describe(code)}
    return {**state, "taken": conflict.taken(code)}


def print_alike(explained: Iterable[tuple[str, bool, str]]) -> None:
    """Print explanations, each a concept's label, whether it holds, and why; those alike only once."""
    alike: dict[tuple[bool, str], list[str]] = {}
    for label, stable, sentence in explained:
        alike.setdefault((stable, sentence), []).append(label)
    for (stable, sentence), labels in alike.items():
        typer.echo(_wrapped(f"{', '.join(labels)}: {'stable' if stable else 'not stable'}. {sentence}"))


def _print_state(analysis: Analysis, code: int, explained: dict[str, list[Explanation]]) -> None:
    from modusvivendi.stability import concept

    conflict = analysis.conflict
    print_heading(conflict, code, analysis.interpretation.id)
    place = conflict.position(code)
    holding = [concept(key).label for key in analysis.concepts if analysis.holds(key)[place]]
    asked = ", ".join(concept(key).label for key in analysis.concepts)
    verdict = f"an equilibrium under {', '.join(holding)}" if holding else "no equilibrium"
    rest = "" if len(holding) == len(analysis.concepts) else f" (asked: {asked})"
    typer.echo(f"It is {verdict}{rest}.")
    names = {dm.key: dm.name for dm in conflict.decision_makers}
    for key, each in explained.items():
        typer.echo(f"\n{names[key]}")
        print_alike((concept(found.concept).label, found.stable, found.sentence) for found in each)
