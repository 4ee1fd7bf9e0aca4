"""Compose the document of a brief from its contents: the sections of the page, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from modusvivendi import english
from modusvivendi.brief import page, wording
from modusvivendi.brief.contents import (
    Contents,
    HistoryEntry,
    PositionEntry,
)
from modusvivendi.brief.documents.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Line,
    Paragraph,
    Part,
    code,
    line,
    plain,
    quiet,
    strong,
)
from modusvivendi.brief.documents.handling import caveat_lines, caveat_of
from modusvivendi.brief.documents.model import model_blocks
from modusvivendi.brief.documents.results import arrangements, breaks, decisions, questions
from modusvivendi.brief.documents.setting import Setting
from modusvivendi.dossier.grading import grade_words


def compose(contents: Contents) -> Document:
    """Give the document of a brief. The same contents always give the same document."""
    s = Setting(contents)
    # Statements are numbered in this order, so the annex comes after all that uses them.
    blocks = (
        *_masthead(s),
        *_answer(s),
        *_positions(s),
        *_changes(s),
        *_origins(s),
        *arrangements(s),
        *breaks(s),
        *questions(s),
        *decisions(s),
        *model_blocks(contents, s.annex),
        *s.annex.blocks(),
        *_made(s),
    )
    return Document(
        title=s.title,
        kicker=f"Brief · case {plain(s.case)}",
        caveats=caveat_lines(contents.reports),
        blocks=blocks,
        made_by=f"Modus Vivendi {contents.made_with.version}",
    )


def _masthead(s: Setting) -> Iterator[Block]:
    c = s.c
    yield Paragraph(
        line(
            f"{page.standfirst(c)} What follows is what the parties are reported to hold, and what would "
            "follow from it. It is not a prediction."
        ),
        "intro",
    )
    caveated = any(caveat_of(report) for report in c.reports)
    if c.reports:
        rows = tuple(
            (
                line(report.outlet or "Outlet unknown"),
                line(report.title or report.report),
                line(english.date_words(report.date)),
                line(str(report.statements)),
                *((line(caveat_of(report)),) if caveated else ()),
            )
            for report in c.reports
        )
        columns = ("Outlet", "Title", "Published", "Statements", *(("Handling",) if caveated else ()))
        widths = (2.2, 4.4, 2.0, 2.0, *((2.0,) if caveated else ()))
        yield Grid("Reports read", columns, rows, widths, centred=frozenset({3}))
    warnings = [*page.other_warnings(c), *(f"{r.report}: {w}" for r in c.reports for w in r.warnings)]
    if warnings:
        yield Paragraph(line(strong("To be noted")))
        yield Items(tuple(line(warning) for warning in warnings))


def _answer(s: Setting) -> Iterator[Block]:
    s.annex.enter("The answer")
    yield Heading("The answer", anchor="answer")
    asked = page.asked_first(s.c)
    for entry in s.c.answer[:1]:
        yield s.sentence(entry, "lead")
    for decision in asked:
        yield Paragraph(line(strong(decision.question)))
        yield s.answered(decision)
    if asked and s.c.answer[1:]:
        yield Heading(page.RESTING, 2)
    for entry in s.c.answer[1:]:
        yield s.sentence(entry)
    if not s.c.answer:
        yield Paragraph(line("The reports give nothing from which an answer could be drawn."))
    else:
        if s.c.conflict is not None:
            yield Paragraph(line(wording.HOLDING), "intro")
        yield Paragraph(line("Numbers lead to the sentence a claim rests on, in the annex."), "intro")


def _positions(s: Setting) -> Iterator[Block]:
    s.annex.enter("Who would accept what")
    yield Heading("Who would accept what", anchor="positions")
    if not s.c.positions:
        yield Paragraph(line("No position of any party was found in these reports."))
        return
    yield Paragraph(
        line(
            "What each party is currently reported to hold. Conditions are quoted from the reports. "
            "Witnesses are independent origins: reports that rest on the same source are one, and where "
            "that cannot be told a least and a greatest number is given."
        ),
        "intro",
    )
    rows = []
    before = None
    for actor in dict.fromkeys(p.actor for p in s.c.positions):
        for p in (p for p in s.c.positions if p.actor == actor):
            rows.append(_position(s, p, first=actor != before))
            before = actor
    yield Grid(
        "Positions",
        ("Party", "Is reported to", "On the condition", "Witnesses"),
        tuple(rows),
        (1.8, 4.2, 3.4, 2.4),
    )


def _position(s: Setting, p: PositionEntry, first: bool) -> tuple[Line, ...]:
    stance = f"{wording.SIGNS.get(p.stance, '◇')} {wording.stance_words(p.stance)}"
    earlier: list[Part | str] = []
    for step in _earlier(p):
        when = english.date_words(step.date) if step.date else "undated"
        told = f" – earlier ({when}): {wording.stance_words(step.stance)} "
        earlier += [quiet(told), s.marks(step.statements, 3)]
    witnesses = wording.witness_words(p.least, p.greatest) + (", unnamed" if p.anonymous else "")
    return (
        line(strong(p.actor)) if first else (),
        line(strong(stance), f" {p.proposal}", *earlier),
        line(plain(english.quoted(p.conditions))) if p.conditions else (),
        line(f"{witnesses} ", s.marks(p.statements, 5)),
    )


def _changes(s: Setting) -> Iterator[Block]:
    c = s.c
    if not (c.changes or c.contradictions or c.statements):
        return
    s.annex.enter("What changed, what contradicts")
    yield Heading("What changed, and what contradicts", anchor="changes")
    if not c.changes:
        yield Paragraph(line("No change of a party’s position can be told from these reports."))
    else:
        yield Items(
            tuple(
                line(change.text, " ", *_step(s, change.before), " → ", *_step(s, change.after))
                for change in c.changes
            )
        )
    if not c.contradictions:
        yield Paragraph(line("No statements were found that contradict each other."))
    for clash in c.contradictions:
        yield Heading(english.capital(plain(clash.topic)), 2)
        settled = clash.settled or "Nothing in the record settles it."
        yield Paragraph(line(clash.text, " ", quiet(settled)))
        for place, ids in enumerate((clash.a, clash.b)):
            if place:
                yield Paragraph(line(quiet("against")))
            yield from s.quotations(ids)


def _step(s: Setting, step: HistoryEntry) -> Line:
    when = english.date_words(step.date)
    return line(quiet(f"{wording.stance_words(step.stance)}, {when} "), s.marks(step.statements, 4))


def _origins(s: Setting) -> Iterator[Block]:
    if not s.c.origins:
        return
    s.annex.enter("Where it comes from")
    yield Heading("Where it comes from", anchor="origins")
    yield Paragraph(line("Reports that rest on one origin are one witness, not two."), "intro")
    rows = []
    for origin in s.c.origins:
        unnamed = origin.anonymous and "(unnamed)" not in origin.origin
        count = english.count_words(len(origin.reports), "report")
        where = f"{count}, one witness" if len(origin.reports) > 1 else count
        if origin.same_text:
            where += f"; {english.count_words(len(origin.same_text), 'report')} in the same words"
        if origin.grade:
            where += f"; graded {origin.grade} ({grade_words(origin.grade)})"
        rows.append(
            (
                line(strong(origin.origin), quiet(" (unnamed)") if unnamed else None),
                line(where),
                line(s.marks(origin.statements, 10)),
            )
        )
    yield Grid("Origins", ("Origin", "Carried by", "Statements"), tuple(rows), (3.6, 2.4, 5.0))


def _made(s: Setting) -> Iterator[Block]:
    c = s.c
    yield Heading("How this was made", anchor="made")
    with_model = f", with {c.made_with.language_model}" if c.made_with.language_model else ""
    lines = [
        line(strong("Program: "), f"Modus Vivendi {c.made_with.version}"),
        line(strong("Reader: "), f"{c.made_with.reader}{with_model}"),
    ]
    if c.conflict is not None:
        how = "edited by hand" if c.made_with.model_edited else "as drafted"
        lines.append(line(strong("Model: "), how))
        for concept in wording.concept_order(c.made_with.concepts):
            means = wording.CONCEPTS.get(concept, ("", ""))[1]
            lines.append(line(strong(f"{wording.concept_label(concept)}: "), means))
    found = english.count_words(len(c.statements), "statement")
    read = english.count_words(len(c.reports), "report")
    lines.append(line(strong("Record: "), f"{read}, {found}; digest of the reports ", code(page.digest(c))))
    cited = f"“{s.title}”, brief made with Modus Vivendi {c.made_with.version} from {read}"
    lines.append(line(strong("To cite: "), f"{cited} ({page.digest(c)})."))
    yield Items(tuple(lines))


def _earlier(position: PositionEntry) -> list[HistoryEntry]:
    """Give the steps of a position's history that differ from what is currently held."""
    current = set(position.statements)
    return [
        step
        for step in position.history
        if step.stance != position.stance and not current >= set(step.statements)
    ]
