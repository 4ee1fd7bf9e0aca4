"""Reports that carry the same text: one agency's story in two papers, word for word or rewritten in part.

Two reports are compared by the runs of five words that they have in common (shingles; Broder 1997), without
what stands in quotation marks, since two papers that quote one speech have the quotation in common and may
still have been there both. Two sentences are compared by their longest common subsequence of words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations

from rapidfuzz.distance import LCSseq

from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Statement

RUN = 5
"""Words in a run."""

STORY = 0.25
"""Share of the shorter report's runs that the other has where one was made from the other."""

SENTENCE = 0.8
"""Share of the shorter sentence's words that stand in the other in the same order where one was copied."""

_TOUCHING = 4  # runs in common below which two reports have no sentence in common
_LEAST_RUNS = 15  # in common, for a story
_LEAST_WORDS = 8  # in a sentence that can be told from others
_EVERYWHERE = 50  # reports that have a run which is then nobody's own, such as a paper's standing lines

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|„[^“”\n]*[“”]|«[^»\n]*»")

_AGENCIES = {
    "AFP": "AFP", "Agence France-Presse": "AFP", "AP": "AP", "Associated Press": "AP", "ANSA": "ANSA",
    "Anadolu Agency": "Anadolu", "Anadolu": "Anadolu", "Bloomberg": "Bloomberg",
    "Bloomberg News": "Bloomberg", "dpa": "dpa", "DPA": "dpa", "EFE": "EFE", "Interfax": "Interfax",
    "Kyodo": "Kyodo", "Kyodo News": "Kyodo", "NTB": "NTB", "PA": "PA Media", "PA Media": "PA Media",
    "Press Association": "PA Media", "Reuters": "Reuters", "Ritzau": "Ritzau", "TASS": "TASS",
    "UPI": "UPI", "Xinhua": "Xinhua", "Yonhap": "Yonhap",
}  # fmt: skip
"""News agencies as they are credited, and what they are called here."""

_AGENCY = rf"(?:the |The )?(?P<agency>{'|'.join(sorted(map(re.escape, _AGENCIES), key=len, reverse=True))})"
_CREDITS = tuple(
    re.compile(form, re.MULTILINE)
    for form in (
        rf"^[A-Z][^.\n()]{{0,60}}\({_AGENCY}\) ?[—–-]",  # NORDHAVN, March 3 (Reuters) —
        rf"^\W*(?:(?:[Ss]ource|[Bb]y|[Ff]rom):? )?{_AGENCY}\W*$",  # a line of its own
        rf"\b{_AGENCY}(?: and [^.\n]{{2,40}})? (?:has )?contributed (?:reporting )?to th(?:is|e) "
        r"(?:report|story|article)",
        rf"\b(?:[Aa]dditional |[Ww]ith )+(?:reporting|material|files|input|copy) (?:by|from) {_AGENCY}\b",
    )
)


def credited_agency(text: str) -> str | None:
    r"""Give the agency that a report says it has its text or part of it from, or None.

    Examples
    --------
    >>> credited_agency("The ferry stays in port.\n\nAgence France-Presse contributed to this report.")
    'AFP'
    >>> credited_agency("Reuters reported on Monday that the ferry stays in port.") is None
    True
    """
    found = next((match for form in _CREDITS if (match := form.search(text))), None)
    return _AGENCIES[found["agency"]] if found else None


def copied(one: str, other: str) -> bool:
    """Tell whether one sentence was made from the other: most of its words stand there in the same order.

    Examples
    --------
    >>> copied("The port would accept a later deadline if the fees stay as they are, officials said.",
    ...        "The city's port would accept a later deadline if fees stay as they are, two officials said.")
    True
    >>> copied("The board accepts a later deadline.", "The board accepts a later deadline.")
    False
    """
    words, others = _words(one), _words(other)
    shorter = min(len(words), len(others))
    if shorter < _LEAST_WORDS:
        return False  # too short to be anybody's own
    return LCSseq.similarity(words, others) >= SENTENCE * shorter


@dataclass(frozen=True, eq=False)
class Copies:
    """What some reports have in common; one that was worked out anew is another.

    Attributes
    ----------
    shares
        By the names of two reports that have some text in common: the share of the shorter one's text.
    agencies
        The agency that each report credits.
    """

    shares: Mapping[frozenset[str], float] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)

    def beside(self, report: str) -> frozenset[str]:
        """Give the names of the reports that have some text in common with one."""
        return self._neighbours.get(report, frozenset())

    @cached_property
    def _neighbours(self) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in self.shares:
            found[one].add(other)
            found[other].add(one)
        return {name: frozenset(others) for name, others in found.items()}

    def same_story(self, one: str, other: str) -> bool:
        """Tell whether one of two reports, by name, was made from the other or both from a third."""
        return self.shares.get(frozenset((one, other)), 0.0) >= STORY

    def same_agency(self, one: str, other: str) -> bool:
        """Tell whether two reports credit the same agency."""
        return one != other and one in self.agencies and self.agencies[one] == self.agencies.get(other)

    def same_text(self, one: Statement, other: Statement) -> bool:
        """Tell whether two statements of different reports rest on the same sentence."""
        return frozenset((one.report, other.report)) in self.shares and copied(one.sentence, other.sentence)


NO_COPIES = Copies()


def copies(reports: Iterable[Report]) -> Copies:
    """Compare reports with one another.

    Time grows with the text and with the pairs that have text in common, not with all pairs.

    Parameters
    ----------
    reports
        The reports of a record.
    """
    return _copies(tuple((report.name, report.body) for report in reports))


@lru_cache(maxsize=4)  # positions and origins of a record both ask
def _copies(texts: tuple[tuple[str, str], ...]) -> Copies:
    runs = {name: _runs(body) for name, body in texts}
    having: defaultdict[int, list[str]] = defaultdict(list)
    for name, own in runs.items():
        for run in own:
            having[run].append(name)
    common: Counter[frozenset[str]] = Counter()
    for names in having.values():
        if 1 < len(names) <= _EVERYWHERE:
            common.update(frozenset(pair) for pair in combinations(names, 2))
    shares = {}
    for pair, number in common.items():
        if number >= _TOUCHING:
            one, other = pair
            shares[pair] = number / min(len(runs[one]), len(runs[other])) if number >= _LEAST_RUNS else 0.0
    agencies = {name: agency for name, body in texts if (agency := credited_agency(body))}
    return Copies(shares, agencies)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=4096)
def _runs(body: str) -> frozenset[int]:
    """Give the runs of words of a text, as numbers, without what is quoted."""
    words = _words(_QUOTED.sub(" ", body))
    return frozenset(hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1))
