"""What all sections of a document share: the contents, the annex, and how things are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modusvivendi import english
from modusvivendi.brief import page
from modusvivendi.brief.contents import (
    ArrangementEntry,
    Contents,
    DecisionEntry,
    Sentence,
)
from modusvivendi.brief.documents.annex import Annex
from modusvivendi.brief.documents.document import (
    Block,
    Items,
    Marks,
    Paragraph,
    line,
    plain,
)


class Setting:
    """One brief's contents while its document is composed.

    Attributes
    ----------
    c
        The contents.
    annex
        Numbers the statements in the order in which the sections use them.
    shown, folded
        The arrangements, and those that hold under a weaker concept alone.
    letters
        By which the document calls them, by number.
    """

    def __init__(self, contents: Contents) -> None:
        self.c = contents
        self.annex = Annex(contents)
        self.shown = [a for a in contents.arrangements if not a.gmr_only]
        self.folded = [a for a in contents.arrangements if a.gmr_only]
        ordered = [*self.shown, *self.folded]
        self.letters = {a.number: page.letters(place) for place, a in reversed(list(enumerate(ordered)))}

    def marks(self, ids: Iterable[str], most: int = 12) -> Marks:
        """Give the marks of statements."""
        return self.annex.marks(ids, most)

    def sentence(self, entry: Sentence, kind: str = "body") -> Paragraph:
        """Give a sentence of the brief with its marks."""
        return Paragraph(
            line(entry.text, " ", self.marks(entry.statements)), "lead" if kind == "lead" else "body"
        )

    def answered(self, decision: DecisionEntry) -> Block:
        """Give the answer to a question with its marks, one thing at a time where it says several."""
        if not decision.points:
            return self.sentence(decision.answer)
        return Items(tuple(line(point.text, " ", self.marks(point.statements)) for point in decision.points))

    def parties(self, keys: Iterable[str]) -> str:
        """List decision makers by name."""
        names = self.c.conflict.names if self.c.conflict else {}
        return english.listed(names.get(key, key) for key in keys)

    def taken(self, options: Iterable[str]) -> str:
        """Say what is done where options are taken."""
        groups = page.taken_words(options, self.c.conflict)
        if not groups:
            return "nothing is undertaken"
        return "; ".join(f"{maker}: {', '.join(labels)}" for maker, labels in groups)

    def called(self, a: ArrangementEntry) -> str:
        """Give the letter and the name of an arrangement."""
        name = plain(english.capital(a.name))
        return f"{self.letters[a.number]} · {name}" if name else self.letters[a.number]

    def given(self, answers: Iterable[tuple[str, str]]) -> str:
        """List what is so where questions are answered in some way."""
        return english.listed(clause for _, clause in answers)

    @property
    def case(self) -> str:
        """The name of the case: its folder's, without the way there."""
        from modusvivendi.brief.html import case_name

        return case_name(self.c)

    @property
    def title(self) -> str:
        """What the brief is about, on one line."""
        return plain(self.c.title) or plain(self.case) or "Brief"

    def quotations(self, ids: Iterable[str], most: int = 3) -> Iterator[Block]:
        """Quote the sentences of statements, at most so many in full."""
        known = self.annex.known(ids)
        for id_ in known[:most]:
            yield Paragraph(self.annex.quotation(id_), "quotation")
        if known[most:]:
            yield Paragraph(line("and ", self.marks(known[most:])))
