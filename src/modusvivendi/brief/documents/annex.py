"""The annex of a document: every statement as a numbered note, with its sentence and on whose word it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modusvivendi import english
from modusvivendi.brief import passages, wording
from modusvivendi.brief.contents import AsideEntry, Contents, StatementEntry
from modusvivendi.brief.documents.document import (
    Block,
    Heading,
    Items,
    Line,
    Marks,
    Note,
    Paragraph,
    Text,
    code,
    line,
    plain_keeping_edges,
    quiet,
    strong,
)
from modusvivendi.brief.documents.handling import caveat_of
from modusvivendi.brief.evidence import Evidence, Told


class Annex:
    """Numbers statements by first use and gives them as notes at the end."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._evidence = Evidence([*contents.statements, *contents.asides])
        self._reports = {report.report: report for report in contents.reports}

    def enter(self, section: str) -> None:
        """Say which section the marks that follow stand in."""
        self._evidence.enter(section)

    def known(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give those of ``ids`` that are statements of the record, each once."""
        return self._evidence.known(ids)

    def marks(self, ids: Iterable[str], most: int) -> Marks:
        """Give the marks of statements, at most so many: the annex says of each where it is used."""
        return Marks(tuple(mark.number for mark in self._evidence.marks(ids))[:most])

    def quotation(self, id_: str) -> Line:
        """Quote a statement's sentence, with its mark and on whose word it is."""
        entry = self._evidence.statement(id_)
        day = entry.date if isinstance(entry, StatementEntry) else None
        whose = f" {self._chain(entry)}, {english.date_words(day)}"
        return line(
            Text(plain_keeping_edges(entry.sentence), "said"), " ", self.marks([id_], 1), quiet(whose)
        )

    def blocks(self) -> Iterator[Block]:
        """Give the annex."""
        self.enter("Annex")
        yield Heading("Annex: the sentences", anchor="sources")
        if not self._contents.statements:
            yield Paragraph(
                line(
                    "No statement was found in these reports. That need not mean that there is none: the "
                    "reader looks for reported positions of parties, and says so when it finds nothing."
                )
            )
        else:
            yield Paragraph(
                line("Every statement, numbered by first use, with the sentence it rests on."), "intro"
            )
        for number, entry in self._evidence.numbered():
            yield self._note(number, entry)
        if self._contents.reports:
            yield Heading("The reports", 2)
            yield Items(tuple(self._reports_line(name) for name in self._reports))

    def _chain(self, entry: Told) -> str:
        report = self._reports.get(entry.report)
        outlet = (report.outlet if report else None) or entry.report
        return " → ".join([outlet, *(entry.sources if isinstance(entry, StatementEntry) else ())])

    def _note(self, number: int, entry: Told) -> Note:
        if isinstance(entry, AsideEntry):
            return self._passing(number, entry)
        concerns = f" (concerns {entry.target})" if entry.target and entry.target != entry.actor else ""
        stance = f"{wording.SIGNS.get(entry.stance, '◇')} {wording.stance_words(entry.stance)}"
        speaking = f"; speaking: {entry.speaker}" if entry.speaker else ""
        quoted = "; in quotation marks" if entry.quote else ""
        when = english.date_words(entry.date)
        if entry.date and entry.date_kind:
            inferred = ", year inferred" if entry.date_inferred else ""
            when += f" ({wording.DATE_KINDS.get(entry.date_kind, entry.date_kind)}{inferred})"
        told = "; told as past" if entry.earlier else ""
        used = [use.section for use in self._evidence.uses(entry.id)]
        report = self._reports.get(entry.report)
        caveat = caveat_of(report) if report else ""
        facts = [
            line(quiet("On whose word: "), f"{self._chain(entry)}{speaking}{quoted}"),
            line(
                quiet("When: "),
                f"{when}{told}. ",
                quiet("Place: "),
                f"characters {entry.start}–{entry.end} of {entry.report}. "
                if entry.end
                else entry.report + ". ",
                quiet("Statement: "),
                code(entry.id),
            ),
        ]
        if caveat:
            facts.append(line(quiet("Handling: "), caveat))
        facts.append(line(quiet(f"Used in: {', '.join(used)}" if used else "Not used above")))
        claim = line(strong(f"{entry.actor} "), f"{stance} {entry.proposal}{concerns}")
        return Note(number, claim, self._sentence(entry), tuple(facts))

    def _passing(self, number: int, entry: AsideEntry) -> Note:
        """Note what a report tells in passing."""
        used = [use.section for use in self._evidence.uses(entry.id)]
        report = self._reports.get(entry.report)
        place = f"characters {entry.start}–{entry.end} of {entry.report}. " if entry.end else entry.report
        facts = [
            line(quiet("On whose word: "), self._chain(entry)),
            line(quiet("Place: "), place, quiet("Passage: "), code(entry.id)),
            *([line(quiet("Handling: "), caveat)] if report and (caveat := caveat_of(report)) else []),
            line(quiet(f"Used in: {', '.join(used)}" if used else "Not used above")),
        ]
        claim = line(strong(wording.ASIDES.get(entry.kind, entry.kind)), " (told by the report)")
        return Note(number, claim, self._sentence(entry), tuple(facts))

    def _sentence(self, entry: Told) -> Line:
        report = self._reports.get(entry.report)
        place = passages.passage(report.body if report else "", entry, context=0)
        parts = [
            Text(plain_keeping_edges(run.text), "condition" if run.condition else "said")
            for run in place.sentence
        ]
        apart = [
            part
            for run in place.apart
            for part in (quiet(" [condition: "), Text(plain_keeping_edges(run.text), "condition"), quiet("]"))
        ]
        return line(*parts, *apart)

    def _reports_line(self, name: str) -> Line:
        report = self._reports[name]
        caveat = f" Handling: {caveat_of(report)}." if caveat_of(report) else ""
        where = f"{report.outlet or 'Outlet unknown'}, {english.date_words(report.date)}"
        return line(
            strong(report.title or report.report),
            f" {where}. {report.report}, SHA-256 ",
            code(report.sha256[:16] + "…"),
            strong(caveat) if caveat else None,
        )
