"""Compose the document of a brief from its contents: the same sections as the page has, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modusvivendi import english
from modusvivendi.brief import page, wording
from modusvivendi.brief.contents import (
    ArrangementEntry,
    Contents,
    DecisionEntry,
    HistoryEntry,
    PositionEntry,
    QuestionEntry,
    Sentence,
    TableEntry,
)
from modusvivendi.brief.documents.annex import Annex
from modusvivendi.brief.documents.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Line,
    Marks,
    Paragraph,
    Part,
    Reference,
    code,
    line,
    plain,
    quiet,
    strong,
)
from modusvivendi.brief.documents.handling import caveat_lines, caveat_of
from modusvivendi.brief.documents.model import model_blocks

IN_FULL = 8
"""Arrangements described one by one; the others are named in a table."""

NAMED = 24
"""Arrangements that hold under a weaker concept alone and are named."""

WIDE = 100.0
"""Characters on a line of a table."""

COLUMNS = 10
"""Arrangements beside each other in the table of options."""


def compose(contents: Contents) -> Document:
    """Give the document of a brief. The same contents always give the same document."""
    return _Composer(contents).document()


class _Composer:
    def __init__(self, contents: Contents) -> None:
        self.c = contents
        self.annex = Annex(contents)
        self.shown = [a for a in contents.arrangements if not a.gmr_only]
        self.folded = [a for a in contents.arrangements if a.gmr_only]
        ordered = [*self.shown, *self.folded]
        self.letters = {a.number: page.letters(place) for place, a in reversed(list(enumerate(ordered)))}

    def document(self) -> Document:
        c = self.c
        name = page_title(c)
        blocks = (
            *self.masthead(),
            *self.answer(),
            *self.positions(),
            *self.changes(),
            *self.origins(),
            *self.arrangements(),
            *self.breaks(),
            *self.questions(),
            *self.decisions(),
            *model_blocks(c, self.annex),
            *self.annex.blocks(),
            *self.made(),
        )
        return Document(
            title=name,
            kicker=f"Brief · case {plain(_case(c))}",
            caveats=caveat_lines(c.reports),
            blocks=blocks,
            made_by=f"Modus Vivendi {c.made_with.version}",
        )

    # -- pieces --

    def marks(self, ids: Iterable[str], most: int = 12) -> Marks:
        return self.annex.marks(ids, most)

    def sentence(self, entry: Sentence, kind: str = "body") -> Paragraph:
        return Paragraph(
            line(entry.text, " ", self.marks(entry.statements)), "lead" if kind == "lead" else "body"
        )

    def parties(self, keys: Iterable[str]) -> str:
        names = self.c.conflict.names if self.c.conflict else {}
        return english.listed(names.get(key, key) for key in keys)

    def taken(self, options: Iterable[str]) -> str:
        groups = page.taken_words(options, self.c.conflict)
        if not groups:
            return "nothing is undertaken"
        return "; ".join(f"{maker}: {', '.join(labels)}" for maker, labels in groups)

    def called(self, a: ArrangementEntry) -> str:
        name = plain(english.capital(a.name))
        return f"{self.letters[a.number]} · {name}" if name else self.letters[a.number]

    def given(self, answers: Iterable[tuple[str, str, str]]) -> str:
        return "; ".join(f"{question} – {answer}" for _, question, answer in answers)

    # -- sections --

    def masthead(self) -> Iterator[Block]:
        c = self.c
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
            widths = (2.2, 4.8, 2.0, 1.7, *((2.0,) if caveated else ()))
            yield Grid("Reports read", columns, rows, widths, centred=frozenset({3}))
        warnings = [*page.other_warnings(c), *(f"{r.report}: {w}" for r in c.reports for w in r.warnings)]
        if warnings:
            yield Paragraph(line(strong("To be noted")))
            yield Items(tuple(line(warning) for warning in warnings))

    def answer(self) -> Iterator[Block]:
        self.annex.enter("The answer")
        yield Heading("The answer", anchor="answer")
        for place, entry in enumerate(self.c.answer):
            yield self.sentence(entry, "lead" if place == 0 else "body")
        if not self.c.answer:
            yield Paragraph(line("The reports give nothing from which an answer could be drawn."))
        else:
            yield Paragraph(line("Numbers lead to the sentence a claim rests on, in the annex."), "intro")

    def positions(self) -> Iterator[Block]:
        self.annex.enter("Who would accept what")
        yield Heading("Who would accept what", anchor="positions")
        if not self.c.positions:
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
        for actor in dict.fromkeys(p.actor for p in self.c.positions):
            for p in (p for p in self.c.positions if p.actor == actor):
                rows.append(self._position(p, first=actor != before))
                before = actor
        yield Grid(
            "Positions",
            ("Party", "Is reported to", "On the condition", "Witnesses"),
            tuple(rows),
            (1.8, 4.2, 3.4, 2.4),
        )

    def _position(self, p: PositionEntry, first: bool) -> tuple[Line, ...]:
        stance = f"{wording.SIGNS.get(p.stance, '◇')} {wording.stance_words(p.stance)}"
        earlier: list[Part | str] = []
        for step in _earlier(p):
            when = english.date_words(step.date) if step.date else "undated"
            told = f" – earlier ({when}): {wording.stance_words(step.stance)} "
            earlier += [quiet(told), self.marks(step.statements, 3)]
        witnesses = wording.witness_words(p.least, p.greatest) + (", unnamed" if p.anonymous else "")
        return (
            line(strong(p.actor)) if first else (),
            line(strong(stance), f" {p.proposal}", *earlier),
            line(f"“{plain(p.condition)}”") if p.condition else (),
            line(f"{witnesses} ", self.marks(p.statements, 5)),
        )

    def changes(self) -> Iterator[Block]:
        c = self.c
        if not (c.changes or c.contradictions or c.statements):
            return
        self.annex.enter("What changed, what contradicts")
        yield Heading("What changed, and what contradicts", anchor="changes")
        if not c.changes:
            yield Paragraph(line("No change of a party’s position can be told from these reports."))
        else:
            yield Items(
                tuple(
                    line(change.text, " ", *self._step(change.before), " → ", *self._step(change.after))
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
                yield from self._quotations(ids)

    def _step(self, step: HistoryEntry) -> Line:
        when = english.date_words(step.date)
        return line(quiet(f"{wording.stance_words(step.stance)}, {when} "), self.marks(step.statements, 4))

    def _quotations(self, ids: Iterable[str], most: int = 3) -> Iterator[Block]:
        known = self.annex.known(ids)
        for id_ in known[:most]:
            yield Paragraph(self.annex.quotation(id_), "quotation")
        if known[most:]:
            yield Paragraph(line("and ", self.marks(known[most:])))

    def origins(self) -> Iterator[Block]:
        if not self.c.origins:
            return
        self.annex.enter("Where it comes from")
        yield Heading("Where it comes from", anchor="origins")
        yield Paragraph(line("Reports that rest on one origin are one witness, not two."), "intro")
        rows = []
        for origin in self.c.origins:
            unnamed = origin.anonymous and "(unnamed)" not in origin.origin
            count = english.count_words(len(origin.reports), "report")
            where = f"{count}, one witness" if len(origin.reports) > 1 else count
            if origin.same_text:
                where += f"; {english.count_words(len(origin.same_text), 'report')} in the same words"
            rows.append(
                (
                    line(strong(origin.origin), quiet(" (unnamed)") if unnamed else None),
                    line(where),
                    line(self.marks(origin.statements, 10)),
                )
            )
        yield Grid("Origins", ("Origin", "Carried by", "Statements"), tuple(rows), (3.6, 2.4, 5.0))

    def arrangements(self) -> Iterator[Block]:
        c = self.c
        self.annex.enter("What would hold")
        yield Heading("Which arrangements would hold", anchor="arrangements")
        if c.conflict is None:
            yield Paragraph(
                line(
                    "No model could be drafted from these reports, so nothing can be said about which "
                    "arrangements would hold."
                )
            )
            return
        yield Paragraph(line(self._what_holding_means()), "intro")
        if not c.arrangements:
            yield Paragraph(line("No arrangement holds in any interpretation: some party would leave each."))
        for a in self.shown[:IN_FULL]:
            yield from self._arrangement(a)
        if self.shown:
            yield from self._options()
        rest = [*self.shown[IN_FULL:], *self.folded[:NAMED]]
        if rest:
            rows = tuple(
                (
                    line(strong(self.called(a))),
                    line(english.capital(self.taken(a.taken)), " ", self.marks(a.statements, 3)),
                    line("; ".join(f"{h.labels} {h.words}" for h in page.holdings(a, c.questions))),
                )
                for a in rest
            )
            left = len(self.folded) - NAMED
            yield Grid(
                "Further arrangements",
                ("Arrangement", "What is done", "Where it holds"),
                rows,
                (2.2, 6.0, 3.2),
                notes=(f"{left} more hold under a weaker concept alone",) if left > 0 else (),
            )

    def _what_holding_means(self) -> str:
        made = self.c.made_with
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

    def _arrangement(self, a: ArrangementEntry) -> Iterator[Block]:
        c = self.c
        yield Heading(self.called(a), 2, f"arrangement-{a.number}")
        if a.summary:
            yield Paragraph(line(a.summary.text, " ", self.marks(a.summary.statements or a.statements)))
        facts = [line(strong("What is done: "), self.taken(a.taken))]
        for h in page.holdings(a, c.questions):
            joint = " if " if len(h.interpretations) == 1 else ", all of these if "
            given = f"{joint}{self.given(h.answers)}" if h.answers else ""
            facts.append(line(strong(f"{h.labels}: "), f"{h.words}{given}"))
        for label, keys in (
            ("Better for: ", a.acceptable_to),
            ("Worse for: ", a.not_acceptable_to),
            ("The same for: ", a.indifferent),
            ("Depends for: ", a.depends),
        ):
            if keys:
                facts.append(line(strong(label), self.parties(keys)))
        if a.reached:
            facts.append(line(strong("The way there: "), a.reached))
        yield Items(tuple(facts))

    def _options(self) -> Iterator[Block]:
        c = self.c
        assert c.conflict is not None
        for start in range(0, len(self.shown), COLUMNS):
            part = self.shown[start : start + COLUMNS]
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
                ("Option", *(self.letters[a.number] for a in part)),
                tuple(rows),
                (5.0, *(1.0 for _ in part)),
                centred=frozenset(range(1, len(part) + 1)),
                notes=("The last rows count interpretations",) if part[0].of > 1 else (),
            )

    def breaks(self) -> Iterator[Block]:
        c = self.c
        if c.breaks:
            self.annex.enter("Who would break the others")
            yield Heading("Who would break the others, and how", anchor="breaks")
            lines = []
            for b in c.breaks:
                shared = (
                    page.shared_answers(b.interpretations, c.questions)
                    if len(b.interpretations) < b.of
                    else ()
                )
                where = english.capital(page.in_interpretations(len(b.interpretations), b.of))
                given = f", if {self.given(shared)}" if shared else ""
                lines.append(
                    line(
                        strong(f"{english.capital(b.name)}: "),
                        f"{b.text} ",
                        self.marks(b.statements, 6),
                        quiet(f" {where}{given}."),
                    )
                )
            yield Items(tuple(lines))
        if c.ways:
            self.annex.enter("The way there")
            yield Heading("The way there", anchor="ways")
            for entry in c.ways:
                yield self.sentence(entry)

    def questions(self) -> Iterator[Block]:
        c = self.c
        if not (c.questions or c.not_known):
            return
        self.annex.enter("What is not known")
        yield Heading("What is not known, and which answer would decide", anchor="questions")
        for entry in c.not_known:
            yield self.sentence(entry)
        for q in (q for q in c.questions if q.kind != "not reported"):
            yield from self._question(q)
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
                    line(
                        strong(f"{q.question} "), f"{q.text} ", *self._decides(q), self.marks(q.statements, 4)
                    )
                    for q in silent
                )
            )

    def _question(self, q: QuestionEntry) -> Iterator[Block]:
        yield Heading(plain(q.question), 2)
        kind = wording.QUESTION_KINDS.get(q.kind, english.capital(q.kind) or "Open question")
        whose = f" · {self.parties([q.actor])}" if q.actor else ""
        yield Paragraph(line(quiet(f"{kind}{whose}. "), f"{q.text} ", *self._decides(q)))
        sided = {id_ for group in q.by_answer.values() for id_ in group}
        for answer in q.answers if sided else ():
            ids = self.annex.known(q.by_answer.get(answer, ()))
            none = "" if ids else " – no statement speaks for this answer"
            yield Paragraph(line(strong(answer), quiet(none)))
            yield from self._quotations(ids)
        if q.answers and not sided:
            told = f"The answers are {english.listed(q.answers, 'or')}. No statement speaks for any of them."
            yield Paragraph(line(quiet(told)))
        rest = [id_ for id_ in q.statements if id_ not in sided]
        if self.annex.known(rest):
            yield Paragraph(line(quiet("Bearing on the question: "), self.marks(rest)))

    def _decides(self, q: QuestionEntry) -> Line:
        known = {a.number: a for a in [*self.shown, *self.folded]}
        decided = sorted((known[n] for n in dict.fromkeys(q.decides) if n in known), key=lambda a: a.gmr_only)
        if not decided:
            return line("No arrangement’s verdict hangs on it alone. ") if not q.text else ()
        in_full = {a.number for a in self.shown[:IN_FULL]}
        parts: list[str | Part] = ["Decides whether "]
        for place, a in enumerate(decided[:6]):
            name = self.called(a)
            parts.append(", " if place else "")
            parts.append(Reference(name, f"arrangement-{a.number}") if a.number in in_full else name)
        more = f", and {len(decided) - 6} more," if len(decided) > 6 else ""
        return line(*parts, f"{more} {'holds' if len(decided) == 1 else 'hold'}. ")

    def decisions(self) -> Iterator[Block]:
        if not self.c.decisions:
            return
        self.annex.enter("What follows")
        yield Heading("What follows", anchor="decisions")
        if self.c.questions:
            yield Paragraph(
                line(
                    "What depends on open questions is told for an interpretation in which the fullest "
                    "arrangement holds. Each answer can be had for any other, and in full, from the command "
                    "under it."
                ),
                "intro",
            )
        for d in self.c.decisions:
            yield from self._decision(d)

    def _decision(self, d: DecisionEntry) -> Iterator[Block]:
        yield Heading(plain(d.question), 2)
        yield self.sentence(d.answer)
        for table in d.tables:
            yield from _grid(table).pieces(WIDE)
        yield Paragraph(line(quiet("All of it: "), code(d.command.replace("{case}", _case(self.c)))))

    def made(self) -> Iterator[Block]:
        c = self.c
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
        lines.append(
            line(strong("Record: "), f"{read}, {found}; digest of the reports ", code(page.digest(c)))
        )
        cited = f"“{page_title(c)}”, brief made with Modus Vivendi {c.made_with.version} from {read}"
        lines.append(line(strong("To cite: "), f"{cited} ({page.digest(c)})."))
        yield Items(tuple(lines))


def _case(contents: Contents) -> str:
    """Give the name of the case: its folder's, without the way there."""
    from modusvivendi.brief.html import case_name

    return case_name(contents)


def page_title(contents: Contents) -> str:
    """Give what the brief is about, on one line."""
    return plain(contents.title) or plain(_case(contents)) or "Brief"


def _times(a: ArrangementEntry, concept: str) -> str:
    times = len(a.holds_in.get(concept, ()))
    if times and a.of <= 1:
        return "yes"
    return f"{times} of {a.of}" if times else "no"


def _earlier(position: PositionEntry) -> list[HistoryEntry]:
    """Give the steps of a position's history that differ from what is currently held."""
    current = set(position.statements)
    return [
        step
        for step in position.history
        if step.stance != position.stance and not current >= set(step.statements)
    ]


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
