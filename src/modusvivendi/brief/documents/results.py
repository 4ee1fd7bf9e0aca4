"""What follows from the model as parts of a document: arrangements, breaks, questions, decisions."""

from __future__ import annotations

from collections.abc import Iterator

from modusvivendi import english
from modusvivendi.brief import page, wording
from modusvivendi.brief.contents import (
    ArrangementEntry,
    DecisionEntry,
    QuestionEntry,
    TableEntry,
)
from modusvivendi.brief.documents.document import (
    Block,
    Grid,
    Heading,
    Items,
    Line,
    Paragraph,
    Part,
    Picture,
    Reference,
    code,
    line,
    plain,
    quiet,
    strong,
)
from modusvivendi.brief.documents.setting import Setting

IN_FULL = 8
"""Arrangements described one by one; the others are named in a table."""

NAMED = 24
"""Further arrangements that are named, and as many that hold under a weaker concept alone."""

WIDE = 100.0
"""Characters on a line of a table."""

COLUMNS = page.COMPARED
"""Arrangements beside each other in the table of options."""


def arrangements(s: Setting) -> Iterator[Block]:
    """Say which arrangements hold, where and for whom."""
    c = s.c
    s.annex.enter("What would hold")
    yield Heading("Which arrangements would hold", anchor="arrangements")
    if c.conflict is None:
        yield Paragraph(
            line(
                "No model could be drafted from these reports, so nothing can be said about which "
                "arrangements would hold."
            )
        )
        return
    yield Paragraph(line(_what_holding_means(s)), "intro")
    if not c.arrangements:
        yield Paragraph(line("No arrangement holds in any interpretation: some party would leave each."))
    for a in s.shown[:IN_FULL]:
        yield from _arrangement(s, a)
    if s.shown:
        yield from _options(s)
    rest = [*s.shown[IN_FULL : IN_FULL + NAMED], *s.folded[:NAMED]]
    if rest:
        rows = tuple(
            (
                line(strong(s.called(a))),
                line(english.capital(s.taken(a.taken)), " ", s.marks(a.statements, 3)),
                line("; ".join(f"{h.labels} {h.words}" for h in page.holdings(a, c.questions))),
            )
            for a in rest
        )
        unnamed = len(s.shown) - IN_FULL - NAMED
        notes = [f"{unnamed} more hold as well"] if unnamed > 0 else []
        left = len(s.folded) - NAMED
        notes += [f"{left} more hold under a weaker concept alone"] if left > 0 else []
        yield Grid(
            "Further arrangements",
            ("Arrangement", "What is done", "Where it holds"),
            rows,
            (2.2, 6.0, 3.2),
            notes=tuple(notes),
        )


def _what_holding_means(s: Setting) -> str:
    made = s.c.made_with
    ways = "The record leaves no question open that would give it more than one interpretation."
    if made.interpretations > 1:
        ways = (
            f"The record can be read in {english.number_words(made.interpretations)} ways, one for each "
            "set of answers to what is not known; each of these interpretations is a complete model"
        )
        if made.interpretations_solved < made.interpretations:
            ways += f", and {made.interpretations_solved} of them were worked out"
        ways += "."
    return (
        "An arrangement holds, under a concept, if no party would leave it by itself. "
        f"{ways} Acceptable means better for the party than the status quo."
    )


def _arrangement(s: Setting, a: ArrangementEntry) -> Iterator[Block]:
    c = s.c
    yield Heading(s.called(a), 2, f"arrangement-{a.number}")
    if a.summary:
        yield Paragraph(line(a.summary.text, " ", s.marks(a.summary.statements or a.statements)))
    facts = [line(strong("What is done: "), s.taken(a.taken))]
    for h in page.holdings(a, c.questions):
        joint = " if " if len(h.interpretations) == 1 else ", all of these if "
        given = f"{joint}{s.given(h.answers)}" if h.answers else ""
        facts.append(line(strong(f"{h.labels}: "), f"{h.words}{given}"))
    for label, keys in (
        ("Better for: ", a.acceptable_to),
        ("Worse for: ", a.not_acceptable_to),
        ("The same for: ", a.indifferent),
        ("Depends for: ", a.depends),
    ):
        if keys:
            facts.append(line(strong(label), s.parties(keys)))
    if a.reached:
        facts.append(line(strong("The way there: "), a.reached))
    yield Items(tuple(facts))


def _options(s: Setting) -> Iterator[Block]:
    c = s.c
    assert c.conflict is not None
    beside = s.shown[: page.COMPARED]
    for start in range(0, len(beside), COLUMNS):
        part = beside[start : start + COLUMNS]
        rows: list[tuple[Line, ...]] = []
        for maker in page.makers(c.conflict, c.questions):
            for option in maker.options:
                cells = (line("●") if option.key in a.taken else line("–") for a in part)
                rows.append((line(strong(maker.name), f" {option.label}"), *cells))
        for concept in wording.concept_order(c.made_with.concepts):
            label = f"holds under {wording.concept_label(concept)}"
            rows.append((line(quiet(label)), *(line(_times(a, concept)) for a in part)))
        yield Grid(
            "Option by option" if start == 0 else "Option by option (continued)",
            ("Option", *(s.letters[a.number] for a in part)),
            tuple(rows),
            (5.0, *(1.0 for _ in part)),
            centred=frozenset(range(1, len(part) + 1)),
            notes=("The last rows count interpretations",) if part[0].of > 1 else (),
        )


def breaks(s: Setting) -> Iterator[Block]:
    """Say who would leave what does not hold, and where single steps lead."""
    c = s.c
    if c.breaks:
        s.annex.enter("Who would break the others")
        yield Heading("Who would break the others, and how", anchor="breaks")
        lines = []
        for b in c.breaks:
            shared = (
                page.shared_answers(b.interpretations, c.questions) if len(b.interpretations) < b.of else ()
            )
            where = english.capital(page.in_interpretations(len(b.interpretations), b.of))
            given = f", if {s.given(shared)}" if shared else ""
            lines.append(
                line(
                    strong(f"{english.capital(b.name)}: "),
                    f"{b.text} ",
                    s.marks(b.statements, 6),
                    quiet(f" {where}{given}."),
                )
            )
        yield Items(tuple(lines))
    if c.ways:
        s.annex.enter("The way there")
        yield Heading("The way there", anchor="ways")
        for entry in c.ways:
            yield s.sentence(entry)


def questions(s: Setting) -> Iterator[Block]:
    """Say what is not known and what hangs on it."""
    c = s.c
    if not (c.questions or c.not_known):
        return
    s.annex.enter("What is not known")
    yield Heading("What is not known, and which answer would decide", anchor="questions")
    for entry in c.not_known:
        yield s.sentence(entry)
    for q in (q for q in c.questions if q.kind != "not reported"):
        yield from _question(s, q)
    silent = [q for q in c.questions if q.kind == "not reported"]
    if silent:
        yield Heading("Not reported", 2)
        yield Paragraph(
            line(
                "Parties whose part others’ positions turn on, but who are not reported to have taken a "
                "position themselves. Silence is not taken for indifference."
            ),
            "intro",
        )
        yield Items(
            tuple(
                line(strong(f"{q.question} "), f"{q.text} ", *_decides(s, q), s.marks(q.statements, 4))
                for q in silent
            )
        )


def _question(s: Setting, q: QuestionEntry) -> Iterator[Block]:
    yield Heading(plain(q.question), 2)
    kind = wording.QUESTION_KINDS.get(q.kind, english.capital(q.kind) or "Open question")
    whose = f" · {s.parties([q.actor])}" if q.actor else ""
    yield Paragraph(line(quiet(f"{kind}{whose}. "), f"{q.text} ", *_decides(s, q)))
    sided = {id_ for group in q.by_answer.values() for id_ in group}
    for answer in q.answers if sided else ():
        ids = s.annex.known(q.by_answer.get(answer, ()))
        none = "" if ids else " – no statement speaks for this answer"
        yield Paragraph(line(strong(answer), quiet(none)))
        yield from s.quotations(ids)
    if q.answers and not sided:
        told = f"The answers are {english.listed(q.answers, 'or')}. No statement speaks for any of them."
        yield Paragraph(line(quiet(told)))
    rest = [id_ for id_ in q.statements if id_ not in sided]
    if s.annex.known(rest):
        yield Paragraph(line(quiet("Bearing on the question: "), s.marks(rest)))


def _decides(s: Setting, q: QuestionEntry) -> Line:
    known = {a.number: a for a in [*s.shown, *s.folded]}
    decided = sorted((known[n] for n in dict.fromkeys(q.decides) if n in known), key=lambda a: a.gmr_only)
    if not decided:
        return line("No arrangement’s verdict hangs on it alone. ") if not q.text else ()
    in_full = {a.number for a in s.shown[:IN_FULL]}
    parts: list[str | Part] = ["Decides whether "]
    for place, a in enumerate(decided[:6]):
        name = s.letters[a.number]
        parts.append(", " if place else "")
        parts.append(Reference(name, f"arrangement-{a.number}") if a.number in in_full else name)
    more = f", and {len(decided) - 6} more," if len(decided) > 6 else ""
    return line(*parts, f"{more} {'holds' if len(decided) == 1 else 'hold'}. ")


def decisions(s: Setting) -> Iterator[Block]:
    """Answer what people ask."""
    if not s.c.decisions:
        return
    s.annex.enter("What follows")
    yield Heading("What follows", anchor="decisions")
    if s.c.questions:
        yield Paragraph(
            line(
                "What depends on open questions is told for an interpretation in which the fullest "
                "arrangement holds. Each answer can be had for any other, and in full, from the command "
                "under it."
            ),
            "intro",
        )
    for d in s.c.decisions:
        yield from _decision(s, d)


def _decision(s: Setting, d: DecisionEntry) -> Iterator[Block]:
    yield Heading(plain(d.question), 2)
    if d in page.asked_first(s.c):
        yield Paragraph(line(quiet("Answered at the top.")))
    else:
        yield s.answered(d)
    for picture in d.pictures:
        yield Picture(picture.wide, plain(picture.alt))
    for table in d.tables:
        yield from _grid(table).pieces(WIDE)
    yield Paragraph(line(quiet("All of it: "), code(d.command.replace("{case}", s.case))))


def _times(a: ArrangementEntry, concept: str) -> str:
    times = len(a.holds_in.get(concept, ()))
    if times and a.of <= 1:
        return "yes"
    return f"{times} of {a.of}" if times else "no"


def _grid(table: TableEntry) -> Grid:
    """Set a table of a decision; a column is as wide as its text, but at least as its longest word."""
    cells = [[column, *(row[n] for row in table.rows)] for n, column in enumerate(table.columns)]
    words = [max((len(word) for cell in column for word in cell.split()), default=1) for column in cells]
    lengths = [max(map(len, column[1:]), default=1) for column in cells]
    return Grid(
        table.title,
        table.columns,
        tuple(tuple(line(cell) for cell in row) for row in table.rows),
        tuple(float(max(word + 3, min(length, 36))) for word, length in zip(words, lengths, strict=True)),
        centred=frozenset(n for n, length in enumerate(lengths) if length <= 2),
        groups=table.groups,
        notes=table.notes,
    )
