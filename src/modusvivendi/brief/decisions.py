"""The questions people bring to a case, each answered in a sentence and a table that the model gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from modusvivendi.brief.answer import Findings
from modusvivendi.brief.beside import Beside
from modusvivendi.brief.contents import DecisionEntry, PictureEntry, Sentence, TableEntry
from modusvivendi.dossier import Record
from modusvivendi.insight.agreement_picture import agreement_svg
from modusvivendi.insight.arrangements import SHOWN, Arrangement
from modusvivendi.insight.blocking import blocking
from modusvivendi.insight.cascade_picture import cascade_svg
from modusvivendi.insight.coalitions import coalitions
from modusvivendi.insight.commitments import Commitments, commitments
from modusvivendi.insight.defection import defection
from modusvivendi.insight.evolution import NARROW, WIDE, evolution, evolution_of, evolution_svg
from modusvivendi.insight.finding_out import find_out
from modusvivendi.insight.insight import Insight, Pointed
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations
from modusvivendi.insight.joining import joining
from modusvivendi.insight.routes import Routes, ways
from modusvivendi.insight.tripwires import tripwires
from modusvivendi.insight.unlock import MOST_STEPS, MOST_TRIES, least, unlock
from modusvivendi.insight.withdrawal import Dependence, Sources, rests_on, sources_of
from modusvivendi.insight.zopa import Zopa, zopa
from modusvivendi.publish.tables import Cell, Table

ORDER = (
    "joining",
    "blocks",
    "unlock",
    "step",
    "questions",
    "changed",
    "ways",
    "zopa",
    "cascade",
    "coalitions",
)
"""What people ask first, by key; the rest follows as it is."""

MOST_ROWS = 12
"""Rows of a table that the brief shows; the commands show all."""

MOST_STATES = 1 << 12
"""States of a model for which everything about one interpretation is worked out in the brief."""

MOST_SOLVED = 1 << 20
"""States times interpretations that are looked at where each is solved many times over; else a sample."""

FEWEST = 64
"""Interpretations that such a sample has at least."""

MOST_PARTIES = 4
"""Parties whose joining the brief looks at."""

MOST_DRAWN = 5
"""Shortest ways that the brief draws."""

MOST_WAYS = 40
"""Ways that the brief looks for."""


class _Part(NamedTuple):
    """A question, how it is answered, and the command that gives all of it."""

    key: str
    question: str
    command: str
    answer: Callable[[], Insight]
    takes_long: bool = True
    pictures: Callable[[Insight], tuple[PictureEntry, ...]] = lambda _: ()


Progress = Callable[[int, int], None]
"""Is told how many questions are answered, of how many."""


def decision_entries(
    found: Findings, record: Record, progress: Progress | None = None
) -> tuple[DecisionEntry, ...]:
    """Answer what people ask about a solved case.

    Parameters
    ----------
    found
        The case, solved. What depends on the interpretation is told for one in which the fullest arrangement
        holds, else for the base interpretation.
    record
        The reports and statements, to look sources up in.
    progress
        Is told after each answer how far it is.

    Notes
    -----
    What takes long grows with states and interpretations. Where there are many interpretations, some answers
    are of a seeded sample and say so; of a model with too many states it is said that an answer was left out,
    and which command gives it. How long the machine takes decides nothing.
    """
    is_large = len(found.conflict.codes) > MOST_STATES
    beside = Beside(found.conflict, record, found.ensemble)
    parts = [
        *_about_the_arrangement(found, beside),
        *_about_parties(found, beside),
        *_about_the_record(found, record, beside),
    ]
    entries = []
    for done, part in enumerate(parts):
        if progress is not None:
            progress(done, len(parts))
        entries.append(_left_out(part) if is_large and part.takes_long else _entry(part))
    return in_order(entries)


def _sampled(found: Findings) -> Ensemble:
    """Give the case solved in so many interpretations as can be solved many times over."""
    most = max(FEWEST, MOST_SOLVED // len(found.conflict.codes))
    if len(found.ensemble.interpretations) <= most:
        return found.ensemble
    return solve_interpretations(found.conflict, most=most)


def in_order(entries: Iterable[DecisionEntry]) -> tuple[DecisionEntry, ...]:
    """Put answers in the order in which people ask."""
    places = {key: place for place, key in enumerate(ORDER)}
    return tuple(sorted(entries, key=lambda entry: places.get(entry.key, len(places))))


def _about_the_arrangement(found: Findings, beside: Beside) -> Iterator[_Part]:
    """Ask who blocks the fullest arrangement, what would unlock it, and how it could come about."""
    conflict, full = found.conflict, found.fullest
    if full is None:
        return
    number = full.place + 1
    assumed = found.ensemble.interpretations[_where(full)]
    yield _Part(
        "blocks",
        "Who blocks what?",
        f"modus blocks {{case}} --arrangement {number}",
        lambda: beside.blocks(
            blocking(conflict, full.code, ensemble=found.ensemble, statements=found.statements)
        ),
    )
    yield _Part(
        "unlock",
        "What is the least that would unlock it?",
        f"modus unlock {{case}} --arrangement {number}",
        lambda: beside.unlock(least(conflict, full.code)),
    )
    if conflict.status_quo is None:
        return
    yield _Part(
        "step",
        "Once that is so, what would bring it within one step?",
        f"modus unlock {{case}} --arrangement {number} --reachable --interpretation {assumed.id}",
        lambda: unlock(
            conflict,
            full.code,
            interpretation=assumed,
            reachable=True,
            most=MOST_STEPS,
            limit=4,
            tries=MOST_TRIES,
        ),
    )
    if full.code != conflict.status_quo:
        yield _Part(
            "ways",
            "How could it come about?",
            f"modus ways {{case}} --arrangement {number} --interpretation {assumed.id}",
            lambda: ways(conflict, full.code, interpretation=assumed, limit=MOST_WAYS),
            pictures=_evolution_pictures,
        )


def _about_parties(found: Findings, beside: Beside) -> Iterator[_Part]:
    """Ask whose joining matters, what all could agree to, who would follow, upset it, or leave."""
    conflict, full = found.conflict, found.fullest
    assumed = found.ensemble.interpretations[_where(full)]
    yield _Part(
        "joining",
        "Whose joining would change what the others do?",
        f"modus without {{case}} --most {MOST_PARTIES}",
        lambda: beside.joining(joining(conflict, most=MOST_PARTIES, ensemble=_sampled(found))),
    )
    if conflict.status_quo is not None:
        yield _Part(
            "zopa",
            "What could all agree to?",
            f"modus zopa {{case}} --interpretation {assumed.id}",
            lambda: zopa(conflict, interpretation=assumed),
            takes_long=False,
            pictures=_agreement_pictures,
        )
        yield _Part(
            "cascade",
            "Who would follow whom?",
            f"modus cascade {{case}} --interpretation {assumed.id}",
            lambda: commitments(conflict, interpretation=assumed),
            takes_long=False,
            pictures=_cascade_pictures,
        )
    if full is None:
        return
    yield _Part(
        "coalitions",
        "Who together could upset it?",
        f"modus coalitions {{case}} --state {full.place + 1} --interpretation {assumed.id}",
        lambda: coalitions(conflict, equilibria=[full.code], interpretation=assumed),
    )
    # What the arrangement presupposes cannot turn true later.
    later = [each for each in conflict.circumstances.items() if not assumed.circumstances[each[0]]]
    for number, (name, label) in enumerate(later):
        yield _Part(
            "defection" if number == 0 else f"defection-{number + 1}",
            f"Who would leave, should this come about: {label or name}?",
            f"modus defection {{case}} {full.place + 1} {name}",
            lambda name=name: defection(conflict, full.code, name, interpretation=assumed),  # type: ignore[misc]
            takes_long=False,
        )


def _about_the_record(found: Findings, record: Record, beside: Beside) -> Iterator[_Part]:
    """Ask what to find out, what could yet be said, and what rests on one source."""
    conflict, full = found.conflict, found.fullest
    yield _Part(
        "questions",
        "What should be found out next, and from whom?",
        "modus questions {case}",
        lambda: beside.questions(find_out(conflict, statements=found.statements, ensemble=found.ensemble)),
        takes_long=False,
    )
    if full is not None:
        yield _Part(
            "tripwires",
            "What could yet be said that would end it?",
            "modus tripwires {case}",
            lambda: tripwires(conflict, about=full.code, own_only=True, ensemble=found.ensemble),
            takes_long=False,
        )
    sources = sources_of(record)
    if sources.statements:
        yield _Part(
            "dependence",
            "What rests on one source alone?",
            "modus withdraw {case}",
            lambda: _dependence(found, sources),
            takes_long=False,
        )


def _where(full: Arrangement | None) -> int:
    """Give the number of an interpretation in which the fullest arrangement holds, else of the base one."""
    if full is None:
        return 0
    return next((n for concept in SHOWN for n in full.holds_in.get(concept, ())), 0)


def _dependence(found: Findings, sources: Sources) -> Dependence:
    """Find which verdicts rest on one source alone."""
    solved = _sampled(found)
    return Dependence(
        found.conflict,
        rests_on(found.conflict, sources.statements, ensemble=solved),
        len(sources.statements),
        sources.unnamed,
        (len(solved.interpretations), solved.count),
    )


def _entry(part: _Part) -> DecisionEntry:
    insight = part.answer()
    said = insight.points if isinstance(insight, Pointed) else ()
    points = tuple(Sentence(text=point.text, statements=point.evidence) for point in said)
    return DecisionEntry(
        key=part.key,
        question=part.question,
        answer=Sentence(text=insight.sentence, statements=tuple(dict.fromkeys(insight.evidence))),
        points=points if len(points) > 1 else (),
        tables=tuple(entry_of(table) for table in insight.tables() if any(True for _ in table.rows())),
        command=part.command,
        pictures=part.pictures(insight),
    )


def _left_out(part: _Part) -> DecisionEntry:
    """Say that a large model's answer takes a while, and which command gives it."""
    text = "Left out here, as the model is large; the command below works it out."
    return DecisionEntry(
        key=part.key, question=part.question, answer=Sentence(text=text), command=part.command, left_out=True
    )


def entry_of(table: Table) -> TableEntry:
    """Give a table as the brief shows it, with its first rows."""
    rows = [tuple(_cell(cell) for cell in row) for row in table.rows()]
    notes = list(table.notes)
    if len(rows) > MOST_ROWS:
        notes.append(f"{len(rows) - MOST_ROWS} more rows are left out here")
    return TableEntry(
        title=table.title,
        columns=tuple(str(column.heading) for column in table.columns),
        groups=tuple(table.groups()) if table.grouped else (),
        rows=tuple(rows[:MOST_ROWS]),
        notes=tuple(notes),
    )


def _cell(cell: Cell) -> str:
    if isinstance(cell, bool) or cell is None:
        return "●" if cell else ""
    return str(cell)


def _evolution_pictures(found: Insight) -> tuple[PictureEntry, ...]:
    """Draw the ways to an arrangement; where there is none, what improvements lead to."""
    if not isinstance(found, Routes) or found.start == found.goal:
        return ()
    if found.ways:
        tree = evolution_of(replace(found, ways=found.shortest[:MOST_DRAWN]))
    else:
        tree = evolution(found.conflict, interpretation=found.analysis.interpretation)
    if not tree.root.branches:
        return ()
    said = found.sentence if found.ways else "What improvements from the status quo lead to."
    return (PictureEntry(alt=said, wide=evolution_svg(tree, WIDE), narrow=evolution_svg(tree, NARROW)),)


def _agreement_pictures(found: Insight) -> tuple[PictureEntry, ...]:
    """Draw who prefers which arrangement to the status quo."""
    if not isinstance(found, Zopa) or len(found.analysis.codes) < 2:
        return ()
    said = f"Who prefers which arrangement to the status quo. {found.sentence}"
    wide, narrow = agreement_svg(found, WIDE), agreement_svg(found, NARROW)
    return (PictureEntry(alt=said, wide=wide, narrow=narrow),)


def _cascade_pictures(found: Insight) -> tuple[PictureEntry, ...]:
    """Draw who comes in wave by wave; where nobody does there is nothing to draw."""
    if not isinstance(found, Commitments) or not found.cascade.waves:
        return ()
    said = f"Who follows whom, wave by wave. {found.cascade.sentence}"
    wide, narrow = cascade_svg(found, WIDE), cascade_svg(found, NARROW)
    return (PictureEntry(alt=said, wide=wide, narrow=narrow),)
