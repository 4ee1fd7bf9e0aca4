"""``modus read --compare A,B``: where two readers agree on the same reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from modusvivendi.errors import EndpointError, ReaderError

if TYPE_CHECKING:
    from modusvivendi.reports import Report
    from modusvivendi.statements.agreement import Agreement, Counts, Pair
    from modusvivendi.statements.statement import Statement

Compared = Sequence[tuple["Report", "Agreement"]]


def two_readers(text: str, option: str = "--compare") -> list[str]:
    """Read the names of two readers.

    Raises
    ------
    typer.BadParameter
        If there are not exactly two different ones.
    """
    names = [name.strip() for name in text.split(",")]
    if len(names) != 2 or not all(names) or names[0] == names[1]:
        raise typer.BadParameter(
            f"{text!r} are not two readers; they are given as rules,llm", param_hint=option
        )
    return names


def as_record(names: Sequence[str], compared: Compared) -> dict[str, Any]:
    """Give the comparison as one JSON object."""
    from modusvivendi.statements.agreement import total

    return {
        "readers": list(names),
        "reports": [
            {
                "report": report.name,
                **_figures(agreement.counts),
                "pairs": [_pair(pair) for pair in agreement.pairs],
                "only": [_listed(agreement.only_one), _listed(agreement.only_other)],
            }
            for report, agreement in compared
        ],
        "total": _figures(total([agreement for _, agreement in compared])),
    }


def show(names: Sequence[str], compared: Compared) -> None:
    """Print the comparison for people: a table, and below it where they differ."""
    from rich import box
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from modusvivendi.statements.agreement import total

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("report", overflow="fold")
    for heading in ("both", f"only {names[0]}", f"only {names[1]}", "stance", "condition", "source", "agree"):
        table.add_column(heading, justify="right")
    for report, agreement in compared:
        table.add_row(Text(report.name), *_cells(agreement.counts))
    if len(compared) > 1:
        table.add_section()
        table.add_row("together", *_cells(total([agreement for _, agreement in compared])))
    console = Console(highlight=False)
    console.print(table)
    for report, agreement in compared:
        lines = list(_differences(names, agreement))
        if lines:
            console.print(Text(report.name, style="bold"))
        for line in lines:
            console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def run(
    reports: Sequence[Report], read_with: Sequence[Any], dates: Any
) -> tuple[Compared, list[ReaderError]]:
    """Read reports with two readers; those that one of them could not read are left out and told."""
    from modusvivendi.cli.progress import steps
    from modusvivendi.statements.agreement import compare
    from modusvivendi.statements.read import ask_ahead, read

    compared: list[tuple[Report, Agreement]] = []
    problems: list[ReaderError] = []
    for reader in read_with:
        ask_ahead(reader, reports)
    with steps(len(reports), "reading") as done:
        for report in reports:
            others = [other for other in reports if other is not report]
            try:
                one, other = (read(report, reader=r, others=others, dates=dates) for r in read_with)
            except EndpointError:
                raise
            except ReaderError as problem:
                problems.append(problem)
            else:
                compared.append((report, compare(one, other)))
            done()
    return compared, problems


def print_comparison(names: Sequence[str], compared: Compared, *, as_json: bool) -> None:
    """Print a comparison as it was asked for."""
    if as_json:
        typer.echo(json.dumps(as_record(names, compared), ensure_ascii=False))
    elif compared:
        show(names, compared)


def _figures(counts: Counts) -> dict[str, Any]:
    figures = asdict(counts)
    differing = {name: figures.pop(name) for name in ("stance", "condition", "source")}
    only = [figures.pop("only_one"), figures.pop("only_other")]
    return {**figures, "only_counts": only, "differing": differing, "agreement": counts.share}


def _cells(counts: Counts) -> list[str]:
    figures = [
        counts.matched, counts.only_one, counts.only_other, counts.stance, counts.condition, counts.source,
    ]  # fmt: skip
    return [*map(str, figures), "-" if counts.share is None else f"{counts.share:.2f}"]


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "statements": _listed((pair.one, pair.other)),
        "differs_in": list(pair.differs_in),
    }


def _listed(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    names = {"id", "start", "end", "actor", "stance", "proposal", "condition", "sources", "reader"}
    return [s.model_dump(mode="json", include=names) for s in statements]


def _differences(names: Sequence[str], agreement: Agreement) -> Iterable[str]:
    for pair in agreement.pairs:
        for part in pair.differs_in:
            one, other = _part(pair.one, part), _part(pair.other, part)
            yield f"{pair.one.actor} at {pair.one.start}: {part}: {names[0]} {one}, {names[1]} {other}"
    for name, left in zip(names, (agreement.only_one, agreement.only_other), strict=True):
        for s in left:
            yield f"{s.actor} at {s.start}: only {name}: {s.stance.value.replace('_', ' ')} {s.proposal}"


def _part(s: Statement, part: str) -> str:
    if part == "stance":
        return s.stance.value.replace("_", " ")
    if part == "condition":
        return f"“{s.condition}”" if s.condition else "none"
    return s.sources[-1] if s.sources else "none"
