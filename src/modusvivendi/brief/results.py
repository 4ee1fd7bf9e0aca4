"""The results of a solved conflict as parts of a brief: arrangements, breaks, ways, questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from modusvivendi.brief.answer import Findings, arrangement_evidence
from modusvivendi.brief.contents import (
    ArrangementEntry,
    BreakEntry,
    InterpretationEntry,
    QuestionEntry,
    Sentence,
)
from modusvivendi.english import capital, listed
from modusvivendi.insight.arrangements import SHOWN, Arrangement
from modusvivendi.insight.breaking import breaks, without
from modusvivendi.insight.needs import about_circumstance, clauses, stated
from modusvivendi.insight.questions import Decides
from modusvivendi.insight.ways import Step, Ways
from modusvivendi.reports import Report


def arrangement_entries(found: Findings) -> tuple[ArrangementEntry, ...]:
    """Give every arrangement that holds somewhere, the fullest first, then the most robust."""
    ensemble = found.ensemble
    base = ensemble.analysis(0)
    why = {concept: base.why(concept) for concept in ensemble.concepts}
    ids = [i.id for i in ensemble.interpretations]
    names = _names(found)
    entries = []
    first = found.fullest
    for a in sorted(found.arrangements, key=lambda a: a is not first):
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
    ordered = sorted(found.strong, key=lambda a: a is not found.fullest)
    full, stop = found.fullest, found.likeliest_stop
    names = {a.code: _difference(found, a.taken, full) for a in ordered}
    if full is not None and len(full.taken) > 1 and len(found.strong) > 1:
        names[full.code] = "The fullest arrangement"
    if stop is not None and stop is not full:
        names[stop.code] = f"Where single steps stop: {names[stop.code][0].lower()}{names[stop.code][1:]}"
    if found.conflict.status_quo is not None:
        names[found.conflict.status_quo] = "The status quo"
    return names


def _difference(found: Findings, taken: Sequence[str], full: Arrangement | None) -> str:
    """Name an arrangement by what sets it apart from the fullest, or by what alone is done in it."""
    if not taken:
        return "Nothing is done"
    whole = full.taken if full is not None else ()
    missing = [option for option in whole if option not in taken]
    added = [option for option in taken if option not in whole]
    if full is None or not missing or len(taken) <= len(missing) + len(added):
        return f"Only {_acts(found, taken)}"
    said = f"The fullest without {_acts(found, missing)}"
    return f"{said}, but with {_acts(found, added)}" if added else said


def _acts(found: Findings, options: Iterable[str]) -> str:
    """Say acts shortly, whose they are before what they are: "China and Russia (accept a ceasefire)"."""
    owners = {f"{dm.key}.{key}": dm.key for dm in found.conflict.decision_makers for key in dm.options}
    done: dict[str, list[str]] = {}
    for option in options:
        done.setdefault(owners[option], []).append(found.words.labels[option])
    together: dict[tuple[str, ...], list[str]] = {}
    for key, labels in done.items():
        together.setdefault(tuple(labels), []).extend(found.words.parties[key])
    return "; ".join(f"{listed(names)} ({listed(labels)})" for labels, names in together.items())


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


def break_entries(found: Findings) -> tuple[BreakEntry, ...]:
    """Say of notable arrangements that do not hold who would leave them and how."""
    conflict, ensemble = found.conflict, found.ensemble
    words = found.words
    holding = {a.code for a in found.strong}
    full = found.fullest
    notable: dict[int, str] = {}
    left_out: dict[int, str] = {}
    if conflict.status_quo is not None and conflict.status_quo not in holding:
        notable[conflict.status_quo] = "The status quo"
    if full is not None:
        if full.times < len(ensemble.interpretations):
            notable[full.code] = "The fullest arrangement, where it does not hold"
        for dm in conflict.decision_makers:
            code = without(ensemble, full.code, dm.key)
            if code is not None and code not in holding:
                notable.setdefault(code, f"The fullest arrangement without {words.name(dm.key)}")
                # That a party would rather be in it is no news; what the others would do without it is.
                left_out.setdefault(code, dm.key)
    entries = []
    full_holds = {n for c in SHOWN for n in full.holds_in.get(c, ())} if full else set()
    for code, name in notable.items():
        among = None
        if full is not None and code == full.code:
            among = [n for n in range(len(ensemble.interpretations)) if n not in full_holds]
        elif full is not None and code != conflict.status_quo and full_holds:
            among = sorted(full_holds)
        looked_at = len(among) if among is not None else len(ensemble.interpretations)
        leaving = [b for b in breaks(ensemble, code, among=among) if b.decision_maker != left_out.get(code)]
        for b in leaving[:2]:
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
    who = capital(words.name(breaker))
    return f"{who} would rather {listed(steps)}, and nothing the others would do deters it."


def _preference_evidence(found: Findings, breaker: str, number: int) -> tuple[str, ...]:
    conflict = found.conflict
    interpretation = found.ensemble.interpretations[number]
    texts = {q.text: interpretation.answers[q.id] for q in conflict.questions}
    dm = next(d for d in conflict.decision_makers if d.key == breaker)
    ids = [i for p in dm.statements(texts) for i in p.evidence if i in found.statements]
    return tuple(dict.fromkeys(ids))


def way_sentences(found: Findings) -> tuple[Sentence, ...]:
    """Say where improvements lead from the status quo in the base interpretation."""
    said: list[Sentence] = []
    base: Ways | None = found.ways.get(0)
    if base is None or found.conflict.status_quo is None:
        return ()
    for stop in base.stops[:2]:
        path = base.path(stop) or ()
        if not path:
            said.append(Sentence(text="From the status quo no party can improve its lot by moving alone."))
            continue
        steps = [_step(found, s) for s in path]
        said.append(
            Sentence(
                text=f"In the base interpretation, from the status quo: {'; then '.join(steps)}. "
                "There improvements stop."
            )
        )
    return tuple(said)


def _step(found: Findings, step: Step) -> str:
    """Say one improvement: what its mover would do, and no longer do."""
    before, after = set(found.conflict.taken(step.before)), set(found.conflict.taken(step.after))
    dm = next(d for d in found.conflict.decision_makers if d.key == step.decision_maker)
    label = {f"{dm.key}.{key}": text or key for key, text in dm.options.items()}
    acts = [label[o] for o in label if o in after - before]
    acts += [f"no longer {label[o]}" for o in label if o in before - after]
    return f"{found.words.name(dm.key)} would {listed(acts)}"


def question_entries(found: Findings) -> tuple[QuestionEntry, ...]:
    """Give the open questions and circumstances, those that decide most first."""
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
                text=_follows(found, decides),
                by_answer=sides,
                clauses=_clauses(found, question.id, question.answers),
            )
        )
    for k, (name, label) in enumerate(found.conflict.circumstances.items(), start=1):
        decides = by_id.get(f"c{k}")
        entries.append(
            QuestionEntry(
                question=f"Does it come about that {stated(label or name)}?",
                actor="",
                answers=("no", "yes"),
                statements=tuple(
                    i for i in about_circumstance(found.conflict, name) if i in found.statements
                ),
                decides=tuple(numbers[p] for p in decides.decides) if decides else (),
                kind="circumstance",
                id=f"c{k}",
                text=_follows(found, decides),
                clauses=_clauses(found, f"c{k}", ("no", "yes")),
            )
        )
    order = {d.id: k for k, d in enumerate(found.decides)}
    return tuple(sorted(entries, key=lambda e: order.get(e.id, len(order))))


def _clauses(found: Findings, key: str, answers: Iterable[str]) -> dict[str, str]:
    """Say for each answer to a question what is so then."""
    return {answer: clauses(found.conflict, [(key, answer)])[0] for answer in answers}


def _follows(found: Findings, decides: Decides | None) -> str:
    """Say what hangs on an answer."""
    if decides is None or not decides.decides:
        return "No verdict hangs on it."
    full = found.fullest
    if full is not None and full.place in decides.needed_for:
        given = decides.needed_for[full.place]
        (clause,) = clauses(found.conflict, [(decides.id, given)])
        return f"The fullest arrangement would hold only where {clause}."
    count = len(decides.decides)
    return f"{count} arrangement{'s' if count != 1 else ''} would hold or not depending on it."


def interpretation_entries(found: Findings) -> tuple[InterpretationEntry, ...]:
    """Give every interpretation solved with what holds in it."""
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


def not_known(found: Findings, reports: Sequence[Report]) -> tuple[Sentence, ...]:
    """Say what the brief could not know: dates, and interpretations that were not solved."""
    said = []
    undated = [r.outlet or r.name for r in reports if r.date is None]
    if undated:
        said.append(
            Sentence(
                text=f"The publication date of {listed(undated)} is not known, so its statements cannot be "
                f"placed in order with the others unless they carry a date of their own."
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
