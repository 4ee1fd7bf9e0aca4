"""Figures for attributions, on corpora in PolNeAR's format (Newell, Margolin and Ruths 2018).

Everything is counted in words, so that quotation marks, commas and blanks at the edge of a span do not
matter. An attribution that was found answers an annotated one if their contents share at least half of their
words (Jaccard index), one to one. Where several people annotated a text, each of them counts for their part.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from modusvivendi.errors import ReportError
from modusvivendi.evaluation.pairing import best_pairs
from modusvivendi.evaluation.rates import Rate, share
from modusvivendi.statements.statement import Attribution, Span

ROLES = ("source", "cue", "content")
LEVELS = ("attribution", "with_source", "with_source_and_cue", "exact")
KINDS = ("direct", "mixed", "indirect")

_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"E\d+\t(\S.*)$")
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


@dataclass(frozen=True)
class GoldText:
    """A text, and the attributions that each of its annotators marked."""

    name: str
    text: str
    versions: tuple[tuple[Attribution, ...], ...]


def load_texts(folder: Path) -> tuple[GoldText, ...]:
    """Read a folder with ``text/`` and ``attributions/``.

    Raises
    ------
    ReportError
        One of the folders is missing, or there is no annotated text.
    """
    texts, annotations = folder / "text", folder / "attributions"
    for place in (texts, annotations):
        if not place.is_dir():
            raise ReportError("there is no such folder", file=str(place), hint="name an annotated folder")
    versions: dict[str, list[tuple[Attribution, ...]]] = {}
    for file in sorted(annotations.glob("*.ann")):
        name = file.stem if (texts / f"{file.stem}.txt").exists() else _ANNOTATOR.sub("", file.stem)
        versions.setdefault(name, []).append(read_annotations(_read(file)))
    found = tuple(
        GoldText(file.stem, _read(file), tuple(versions[file.stem]))
        for file in sorted(texts.glob("*.txt"))
        if file.stem in versions
    )
    if not found:
        raise ReportError("no text in it is annotated", file=str(folder))
    return found


def read_annotations(text: str) -> tuple[Attribution, ...]:
    r"""Read the attributions of an annotation file; those without a content are left out.

    Examples
    --------
    >>> marked = "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsays\nT3\tContent 9 14\tit is\n"
    >>> found = read_annotations(marked + "E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3\n")
    >>> found[0].source, found[0].content
    (((0, 3),), ((9, 14),))
    """
    spans: dict[str, list[Span]] = {}
    events: list[str] = []
    for line in text.split("\n"):
        if found := _SPAN.match(line):
            pairs = [part.split() for part in found[3].split(";")]
            spans[found[1]] = [(int(start), int(end)) for start, end in pairs]
        elif found := _EVENT.match(line):
            events.append(found[1])
    read: dict[Attribution, None] = {}
    for event in events:
        parts: dict[str, set[Span]] = {role: set() for role in ROLES}
        for argument in event.split():
            role, _, name = argument.partition(":")
            kind = role.rstrip("0123456789").lower()
            if kind in parts:
                parts[kind] |= set(spans.get(name, ()))
        if parts["content"]:
            read[Attribution(**{role: tuple(sorted(found)) for role, found in parts.items()})] = None
    return tuple(read)


@dataclass
class Attributions:
    """Counts over annotated texts, and the figures made of them."""

    counts: dict[tuple[str, ...], float] = field(default_factory=lambda: defaultdict(float))

    def rate(self, *key: str) -> Rate:
        """Give how many were right for a level, for a role's words (``"words", role``) or a kind."""
        return Rate(*(self.counts[(*key, what)] for what in ("right", "found", "wanted")))

    def figures(self) -> dict[str, float]:
        """Give all figures by name, between 0 and 1 except for the counts."""
        found = {f"{level}_f1": self.rate(level).f1 for level in LEVELS}
        found |= {f"{role}_words_f1": self.rate("words", role).f1 for role in ROLES}
        whole = self.rate("attribution")
        found |= {"precision": whole.precision, "recall": whole.recall}
        found["source"] = share(self.counts["right source",], whole.right)
        for kind in KINDS:
            counts = self.counts
            found[f"{kind}_precision"] = share(
                counts["kind", kind, "right of found"], counts["kind", kind, "found"]
            )
            found[f"{kind}_recall"] = share(
                counts["kind", kind, "right of wanted"], counts["kind", kind, "wanted"]
            )
        return {**found, "attributions": whole.wanted, "found": whole.found}


def evaluate(texts: Iterable[GoldText], found: Mapping[str, Sequence[Attribution]]) -> Attributions:
    """Hold what was found in texts, by their names, against what people marked."""
    counts: dict[tuple[str, ...], float] = defaultdict(float)
    for text in texts:
        words = _Words(text.text)
        said = [words.of_all(one) for one in found.get(text.name, ())]
        for version in text.versions:
            wanted = [marked for one in version if (marked := words.of_all(one))["content"]]
            for key, value in _count(wanted, said, words).items():
                counts[key] += value / len(text.versions)
    return Attributions(counts)


Marked = dict[str, frozenset[int]]
"""The words of an attribution, by number, for each role."""


class _Words:
    """The words of a text by number, and which of them stand in quotation marks."""

    def __init__(self, text: str) -> None:
        self._at: list[int | None] = [None] * len(text)
        for number, word in enumerate(re.finditer(r"\w+", text)):
            self._at[word.start() : word.end()] = [number] * len(word[0])
        self._quoted = self._in_quotation_marks(text)

    def _in_quotation_marks(self, text: str) -> frozenset[int]:
        inside = False
        found = set()
        for place, character in enumerate(text):
            number = self._at[place]
            if character in "“„«":
                inside = True
            elif character in "”»\n":  # one that runs on is opened again in the next paragraph
                inside = False
            elif character == '"':
                inside = not inside
            elif inside and number is not None:
                found.add(number)
        return frozenset(found)

    def of_all(self, one: Attribution) -> Marked:
        return {role: self._of(getattr(one, role)) for role in ROLES}

    def _of(self, spans: Iterable[Span]) -> frozenset[int]:
        return frozenset(n for a, b in spans for n in self._at[a:b] if n is not None)

    def kind(self, content: frozenset[int]) -> str:
        quoted = len(content & self._quoted)
        return "direct" if quoted == len(content) else "mixed" if quoted else "indirect"


def _count(wanted: Sequence[Marked], said: Sequence[Marked], words: _Words) -> Counter[tuple[str, ...]]:
    counts: Counter[tuple[str, ...]] = Counter()
    for role in ROLES:
        marked = frozenset().union(*(one[role] for one in wanted))
        found = frozenset().union(*(one[role] for one in said))
        counts["words", role, "right"] = len(marked & found)
        counts["words", role, "found"] = len(found)
        counts["words", role, "wanted"] = len(marked)
    for level in LEVELS:
        pairs = _pairs(wanted, said, level)
        counts[level, "right"] = len(pairs)
        counts[level, "found"] = len(said)
        counts[level, "wanted"] = len(wanted)
        if level == "attribution":
            counts["right source",] = sum(
                _shares(wanted[i]["source"], said[j]["source"]) for i, j in pairs.items()
            )
            answering = set(pairs.values())
            for i, one in enumerate(wanted):
                kind = words.kind(one["content"])
                counts["kind", kind, "wanted"] += 1
                counts["kind", kind, "right of wanted"] += i in pairs
            for j, one in enumerate(said):
                kind = words.kind(one["content"])
                counts["kind", kind, "found"] += 1
                counts["kind", kind, "right of found"] += j in answering
    return counts


def _pairs(wanted: Sequence[Marked], said: Sequence[Marked], level: str) -> dict[int, int]:
    worth: dict[tuple[int, int], float] = {}
    for i, one in enumerate(wanted):
        for j, other in enumerate(said):
            common = len(one["content"] & other["content"])
            if not common:
                continue
            alike = common / (len(one["content"]) + len(other["content"]) - common)
            if alike < 0.5 or (level == "exact" and alike < 1):
                continue
            same_source = _shares(one["source"], other["source"])
            if "source" in level and not same_source:
                continue
            if "cue" in level and not _shares(one["cue"], other["cue"]):
                continue
            worth[i, j] = 1000 + 10 * alike + same_source
    return best_pairs(worth)


def _shares(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(one & other) or not (one or other)


def find_attributions(texts: Iterable[GoldText]) -> dict[str, list[Attribution]]:
    """Read the attributions of texts with the project's own reader."""
    from modusvivendi.reports.load import parse
    from modusvivendi.statements.attribution import attribution_records

    return {
        text.name: [
            Attribution.model_validate({role: record[role] for role in ROLES})
            for record in attribution_records(parse(text.text.encode(), f"{text.name}.txt"))
        ]
        for text in texts
    }


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return opened.read()
    except (OSError, ValueError) as error:
        raise ReportError("this cannot be read", file=str(file), hint=str(error)) from None
