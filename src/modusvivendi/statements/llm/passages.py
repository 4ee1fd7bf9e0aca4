"""The passages of a report that are sent, and finding what is quoted from them, character by character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from modusvivendi.reports.report import Block, Report
from modusvivendi.statements.statement import Span

LONGEST = 24_000
"""Characters of a report that are sent in one request; longer reports go in several."""

_TYPEWRITER = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})
"""Characters that a model may write as on a typewriter, one for one; nothing else may differ in a quote."""


@dataclass(frozen=True)
class Passage:
    r"""Some paragraphs of a report as they are sent: runs of white space are one blank, paragraphs one line.

    Each character of ``text`` has its offset in the report's body, so what is found is an exact span of it.

    Examples
    --------
    >>> passage = Passage("We  will\nsign.", ((0, 14),))
    >>> passage.text, passage.find("“We will sign.”".strip("“”"))
    ('We will sign.', [(0, 14)])
    """

    body: str
    blocks: tuple[Span, ...]

    @cached_property
    def _view(self) -> tuple[str, list[int]]:
        chars: list[str] = []
        places: list[int] = []
        for start, end in self.blocks:
            if chars:
                chars.append("\n")
                places.append(start)
            before = len(chars)
            for at in range(start, end):
                char = self.body[at]
                if char.isspace():
                    if len(chars) == before or chars[-1] == " ":
                        continue
                    char = " "
                chars.append(char)
                places.append(at)
            while len(chars) > before and chars[-1] == " ":
                chars.pop()
                places.pop()
        return "".join(chars), places

    @property
    def text(self) -> str:
        """The text that is sent."""
        return self._view[0]

    @cached_property
    def _folded(self) -> str:
        return self.text.translate(_TYPEWRITER).replace("\n", " ")

    def find(self, quote: str) -> list[Span]:
        """Find all places of a quote, as spans of the report's body, in order.

        A quote has to be there word for word: only runs of white space and the form of quotation marks and
        apostrophes may differ, and it may not begin or end within a word.
        """
        wanted = " ".join(quote.translate(_TYPEWRITER).split())
        if not wanted:
            return []
        places = self._view[1]
        return [(places[at], places[at + len(wanted) - 1] + 1) for at in _occurrences(wanted, self._folded)]

    def halves(self) -> tuple[Passage, ...]:
        """Cut into two of about the same length; one that is a single paragraph stays whole."""
        if len(self.blocks) < 2:
            return (self,)
        middle = (self.blocks[0][0] + self.blocks[-1][1]) / 2
        cut = min(range(1, len(self.blocks)), key=lambda n: abs(self.blocks[n][0] - middle))
        return Passage(self.body, self.blocks[:cut]), Passage(self.body, self.blocks[cut:])


def _occurrences(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        cuts_before = at > 0 and text[at - 1].isalnum() and wanted[0].isalnum()
        cuts_after = end < len(text) and text[end].isalnum() and wanted[-1].isalnum()
        # Scripts without blanks between words have no edges to look for.
        if not ((cuts_before and text[at].isascii()) or (cuts_after and text[end - 1].isascii())):
            yield at
        at = text.find(wanted, at + 1)


def passages(report: Report, longest: int = LONGEST) -> tuple[Passage, ...]:
    """Give the passages of a report that are sent, each of whole paragraphs as far as these are not too long.

    Parameters
    ----------
    report
        The report; only its paragraphs are sent.
    longest
        Characters of a passage.
    """
    found: list[Passage] = []
    group: list[Span] = []
    for span in (piece for block in report.paragraphs() for piece in _pieces(report.body, block, longest)):
        if group and span[1] - group[0][0] > longest:
            found.append(Passage(report.body, tuple(group)))
            group = []
        group.append(span)
    if group:
        found.append(Passage(report.body, tuple(group)))
    return tuple(p for p in found if p.text)


def _pieces(body: str, block: Block, longest: int) -> Iterator[Span]:
    """Cut a paragraph that is too long by itself, after a full stop where there is one."""
    start = block.start
    while block.end - start > longest:
        stop = body.rfind(". ", start + longest // 2, start + longest)
        end = stop + 2 if stop >= 0 else start + longest
        yield start, end
        start = end
    yield start, block.end


def nearest_to(spans: Sequence[Span], within: Span) -> Span | None:
    """Choose among the places of a quote: within a span, else the last before it, else the first after it."""
    inside = [s for s in spans if within[0] <= s[0] and s[1] <= within[1]]
    if inside:
        return inside[0]
    before = [s for s in spans if s[0] < within[0]]
    return before[-1] if before else spans[0] if spans else None
