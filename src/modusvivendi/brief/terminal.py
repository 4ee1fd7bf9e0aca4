"""The brief in a terminal: what a person wants to know first, readable at 80 columns and without colour."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi import english
from modusvivendi.brief import page, wording
from modusvivendi.brief.contents import ArrangementEntry, Contents, QuestionEntry

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"for": "green", "open": "yellow", "asks": "cyan", "against": "red", "neutral": ""}
_WIDEST = 96
_PLAINER = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "→": "->"})

_MOST_POSITIONS = 30
_MOST_LETTERS = 6
_MOST_ARRANGEMENTS = 6
_MOST_QUESTIONS = 6
_MOST_ASSUMPTIONS = 8


def show(contents: Contents, console: Console, brief: Path | None = None) -> None:
    """Print a summary of a brief.

    Parameters
    ----------
    contents
        What the brief says.
    console
        Where to. Text from reports is printed as text: neither markup nor control characters in it act.
    brief
        Where the page is; by default ``brief.html`` in the case's folder.
    """
    _Summary(contents, console).show(brief or Path(contents.case) / "brief.html")


class _Summary:
    def __init__(self, contents: Contents, console: Console) -> None:
        self.contents = contents
        self.console = console
        self.width = min(console.width, _WIDEST)
        shown = [a for a in contents.arrangements if not a.gmr_only]
        folded = [a for a in contents.arrangements if a.gmr_only]
        self.letters = {a.number: page.letters(place) for place, a in enumerate([*shown, *folded])}
        self.shown, self.folded = shown, folded
        names = contents.conflict.names if contents.conflict else {}
        self.names = names

    def show(self, brief: Path) -> None:
        self._head()
        self._answer()
        self._positions()
        self._arrangements()
        self._questions()
        self._assumptions()
        for warning in self.contents.warnings:
            self._say(f"Note: {warning}", style="yellow")
        self.console.print()
        self._say("Every claim with its sentences, sources and dates:", bold=True)
        self.console.print(
            self.plain(str(brief)), style="cyan", soft_wrap=True, markup=False, highlight=False
        )

    def plain(self, text: str) -> str:
        """Give a text that a terminal can only show: one line, with no control character in it."""
        text = " ".join(text.split())
        text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
        if self.console.options.ascii_only:
            text = text.translate(_PLAINER)
        return text.encode(self.console.encoding, "replace").decode(self.console.encoding)

    def _say(
        self, text: str, *, indent: int = 0, first: str = "", style: str = "", bold: bool = False
    ) -> None:
        """Print a paragraph, its lines after the first hanging under the text that follows ``first``."""
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        said = Text(self.plain(text), style=f"bold {style}".strip() if bold else style, overflow="fold")
        if first:
            grid = Table.grid(padding=(0, 1, 0, 0))
            grid.add_column(no_wrap=True)
            grid.add_column(overflow="fold")
            grid.add_row(Text(self.plain(first)), said)
            self.console.print(Padding(grid, (0, 0, 0, indent)), width=self.width)
        else:
            self.console.print(Padding(said, (0, 0, 0, indent)), width=self.width)

    def _heading(self, text: str) -> None:
        self.console.print()
        self._say(text, bold=True)

    def _more(self, number: int, noun: str, plural: str | None = None) -> None:
        if number > 0:
            self._say(
                f"and {english.count_words(number, 'more ' + noun, plural)} in the brief",
                indent=2,
                style="dim",
            )

    def _party(self, keys: Iterable[str]) -> str:
        return english.listed(self.names.get(key, key) for key in keys)

    def _head(self) -> None:
        contents = self.contents
        self._say(contents.title or contents.case, bold=True)
        self._say(page.standfirst(contents))
        for report in contents.reports:
            outlet = report.outlet or "Outlet unknown"
            self._say(
                f"{outlet}, {english.date_words(report.date)}: {report.title or report.report}",
                indent=2,
                first="-",
            )

    def _answer(self) -> None:
        self._heading("The answer")
        for sentence in self.contents.answer[:1]:
            self._say(sentence.text, indent=2)
        if not self.contents.answer:
            self._say("The reports give nothing from which an answer could be drawn.", indent=2)
        for decision in page.asked_first(self.contents):
            self._say(decision.question, indent=2, bold=True)
            for point in decision.points:
                self._say(point.text, indent=4, first="-")
            if not decision.points:
                self._say(decision.answer.text, indent=4)
        if self.contents.answer[1:] and self.contents.decisions:
            self._say(page.RESTING, indent=2, bold=True)
        for sentence in self.contents.answer[1:]:
            self._say(sentence.text, indent=2)

    def _positions(self) -> None:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        found = self.contents.positions
        actors = list(dict.fromkeys(position.actor for position in found))
        positions = sorted(found, key=lambda position: actors.index(position.actor))
        self._heading("Who is reported to accept what")
        if not positions:
            self._say("No position of any party was found.", indent=2)
            return
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, width=self.width)
        table.add_column("Party", overflow="fold", max_width=16)
        table.add_column("Stance", no_wrap=True)
        table.add_column("On what, on which condition", ratio=1, overflow="fold")
        table.add_column("Witnesses", justify="right", no_wrap=True)
        signs = not self.console.options.ascii_only
        last = None
        for position in positions[:_MOST_POSITIONS]:
            word = wording.stance_words(position.stance)
            sign = wording.SIGNS.get(position.stance, "·") + " " if signs else ""
            what = Text(self.plain(position.proposal))
            if position.conditions:
                what.append("\n" + self.plain(english.quoted(position.conditions)), style="italic")
            least, greatest = position.least, position.greatest
            count = str(greatest) if least >= greatest else self.plain(f"{least}–{greatest}")
            table.add_row(
                Text("" if position.actor == last else self.plain(position.actor), style="bold"),
                Text(
                    sign + self.plain(word), style=_STYLES[wording.LEANINGS.get(position.stance, "neutral")]
                ),
                what,
                Text(count + (" unnamed" if position.anonymous else "")),
            )
            last = position.actor
        self.console.print(table)
        self._more(len(positions) - _MOST_POSITIONS, "position")
        for change in self.contents.changes:
            self._say(change.text, indent=2, first="*")

    def _arrangements(self) -> None:
        self._heading("Which arrangements would hold")
        contents = self.contents
        if contents.conflict is None:
            self._say("No model could be drafted, so nothing can be said about that.", indent=2)
            return
        if not contents.arrangements:
            self._say("None, under the concepts that were worked out.", indent=2)
        for arrangement in self.shown[:_MOST_ARRANGEMENTS]:
            self._arrangement(arrangement)
        self._more(len(self.shown) - _MOST_ARRANGEMENTS, "arrangement")
        if self.folded:
            number = english.count_words(len(self.folded), "further one")
            self._say(f"{english.capital(number)} under a weaker concept alone", indent=2, style="dim")

    def _arrangement(self, arrangement: ArrangementEntry) -> None:
        name = english.capital(arrangement.name or f"Arrangement {arrangement.number}")
        self._say(name, indent=2, first=self.letters[arrangement.number], bold=True)
        done = [
            f"{maker}: {', '.join(what)}"
            for maker, what in page.taken_words(arrangement.taken, self.contents.conflict)
        ]
        self._say("; ".join(done) or "Nothing is undertaken.", indent=4)
        for holding in page.holdings(arrangement, self.contents.questions):
            given = english.listed(clause for _, clause in holding.answers)
            joint = ", all of these" if len(holding.interpretations) > 1 else ""
            where = f"{joint} if {given}" if given else ""
            self._say(f"Holds under {holding.labels} {holding.words}{where}.", indent=4)
        verdicts = (
            ("better for", arrangement.acceptable_to),
            ("worse for", arrangement.not_acceptable_to),
            ("the same for", arrangement.indifferent),
            ("depends for", arrangement.depends),
        )
        said = "; ".join(f"{word} {self._party(parties)}" for word, parties in verdicts if parties)
        if said:
            self._say(english.capital(said) + ".", indent=4)

    def _questions(self) -> None:
        questions = sorted(self.contents.questions, key=lambda question: not question.decides)
        if not questions and not self.contents.not_known:
            return
        self._heading("What is not known, and what would decide")
        for question in questions[:_MOST_QUESTIONS]:
            self._question(question)
        self._more(len(questions) - _MOST_QUESTIONS, "question")
        for sentence in self.contents.not_known:
            self._say(sentence.text, indent=2, first="-")

    def _question(self, question: QuestionEntry) -> None:
        decided = [self.letters[number] for number in question.decides if number in self.letters]
        more = len(decided) - _MOST_LETTERS
        named = [*decided[:_MOST_LETTERS], f"{more} more"] if more > 0 else decided
        tail = f" (decides on {english.listed(named)})" if decided else ""
        self._say(question.question + tail, indent=2, first="?")
        if question.text:
            self._say(question.text, indent=4, style="dim")

    def _assumptions(self) -> None:
        found = page.assumptions(self.contents.conflict)
        if not found:
            return
        self._heading("Assumed, not reported")
        for preference in found[:_MOST_ASSUMPTIONS]:
            who = self._party([preference.decision_maker])
            self._say(f"{who}: {preference.assumption or preference.text}", indent=2, first="-")
        self._more(len(found) - _MOST_ASSUMPTIONS, "assumption")
