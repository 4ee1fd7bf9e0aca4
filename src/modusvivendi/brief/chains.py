"""The picture of who has it from whom, as nodes and links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from modusvivendi.brief.contents import ChainLink, ChainNode, Chains
from modusvivendi.dossier.provenance import medium_key
from modusvivendi.english import shortened
from modusvivendi.giving_way import giving_way
from modusvivendi.reports import Report
from modusvivendi.statements import SourceKind, Statement


def report_label(report: Report) -> str:
    """Name a report for people: its outlet, else its title in quotation marks, else its file."""
    if report.outlet:
        return report.outlet
    return f"“{shortened(report.title, 40)}”" if report.title else report.name


def chains_of(reports: Sequence[Report], statements: Iterable[Statement]) -> Chains:
    """Draw the chains of all statements together: report, cited media, sources, party.

    A source that two reports cite is one node: that is where the same witness shows. Unnamed sources of one
    group stand apart by the medium they spoke to, since through different media they may be different people.
    """
    labels = {r.name: report_label(r) for r in reports}
    nodes: dict[str, tuple[str, str, dict[str, None]]] = {}
    links: dict[tuple[str, str], dict[str, None]] = {}

    def node(key: str, label: str, kind: str, statement: str) -> str:
        nodes.setdefault(key, (label, kind, {}))[2].setdefault(statement)
        return key

    for s in giving_way(statements, 200):
        teller = node(f"report:{s.report}", labels.get(s.report, s.report), "report", s.id)
        medium = labels.get(s.report, s.report)
        for link in s.chain:
            group = link.group or link.name
            if link.kind is SourceKind.UNNAMED:
                group = group.removesuffix(" (unnamed)")
                key, label = f"unnamed:{group}@{medium}", f"{group} (unnamed)"
            else:
                key, label = f"{link.kind.value}:{group.casefold()}", link.name
            if link.kind is SourceKind.MEDIUM:
                # "Die Welt" and "Welt" are one paper, as where witnesses are counted.
                medium = medium_key(link.name)
                key = f"medium:{medium}"
            source = node(key, label, link.kind.value, s.id)
            if source != teller:
                links.setdefault((teller, source), {}).setdefault(s.id)
            teller = source
        party = node(f"party:{s.actor}", s.actor, "party", s.id)
        links.setdefault((teller, party), {}).setdefault(s.id)
    return Chains(
        nodes=tuple(
            ChainNode(key=key, label=label, kind=kind, statements=tuple(ids))
            for key, (label, kind, ids) in nodes.items()
        ),
        links=tuple(
            ChainLink(teller=teller, source=source, statements=tuple(ids))
            for (teller, source), ids in links.items()
        ),
    )
