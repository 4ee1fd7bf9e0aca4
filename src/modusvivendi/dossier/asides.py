"""Asides: sentences in which a report tells what is open, or which rule binds; nobody's positions.

*It is unclear whether the guards would stay* and *the vote is valid only if a third of the members take part*
say nothing of who would accept what. They matter all the same to whoever asks what to find out, and what it
takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from modusvivendi.reports import Report
from modusvivendi.reports.sentences import sentences
from modusvivendi.statements import Statement


class AsideKind(StrEnum):
    """What a report tells in passing."""

    OPEN = "open"
    RULE = "rule"


class Aside(BaseModel):
    """A sentence of a report that tells what is open, or which rule binds.

    Attributes
    ----------
    id
        Tells it apart from every statement and every other aside of a record.
    report, start, end
        Where it stands, with the sentence before or after where it is not understood without.
    sentence
        Its words, exactly as stored.
    kind
        Whether it says that something is open, or what a rule, law or agreement asks for or forbids.
    statements
        Ids of the statements that were read from it.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    report: str
    start: int
    end: int
    sentence: str
    kind: AsideKind
    statements: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """What to cite: the statements it holds, which say more; else itself."""
        return self.statements or (self.id,)


_YET = r"(?:yet |so far |publicly |immediately |directly |clearly )*"
_TOLD = (
    r"(?:said|say|decided|decide|announced|announce|answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|confirm(?:ed)?|"
    r"indicated?|disclosed?|explain(?:ed)?|specif(?:y|ied)|spell(?:ed)? out|comment(?:ed)?)"
)
_SETTLED = r"(?:agreed|decided|settled|fixed|set|named|taken|made|given|worked out)"
_ASKING = r"(?:whether|if|how|when|which|who|what|where|why)"
_DOES = r"(?:has|have|had|did|does|do|would|could|is|are|was|were)"

_OPEN = re.compile(
    r"\b(?:unclear|uncertain|not clear|not known|unknown|undecided|an open question)\b"
    r"|\b(?:remains?|yet) to be seen\b"
    rf"|\b{_DOES}(?: not|n['’]t) {_YET}{_TOLD}\b[^.;]{{0,40}}?\b(?:{_ASKING}|on)\b"
    rf"|\b(?:has|have|had) (?:yet|still) to (?:be {_SETTLED}|{_TOLD})\b"
    rf"|\b(?:declined|refused) to (?:say|comment|confirm|be drawn|discuss)\b[^.;]{{0,20}}\b(?:{_ASKING}|on)\b"
    rf"|\b(?:has|have|had) not (?:yet )?been (?:put to|confirmed|announced|{_SETTLED})\b"
    r"|\bconfirm(?:s|ed)?\b[^.;]{0,60}\bbut not\b|\b(?:did|does|would)(?: not|n['’]t) confirm\b"
    r"|\brests? on (?:a single|one (?:unnamed|memo|document|report|source))\b"
    r"|\b(?:left|leaves?|leaving) (?:it )?open\b"
    rf"|\bstill (?:deciding|considering|weighing|debating|discussing|working out) {_ASKING}\b"
    r"|\b[Nn]o (?:date|place|decision|venue|timetable|figure|sum|mandate) (?:has|have|had|was|is) "
    rf"(?:yet )?(?:been )?(?:yet )?{_SETTLED}\b"
    rf"|\b(?:nobody|no one|no-one) (?:yet )?(?:knows|(?:could|can|would) say) {_ASKING}\b",
)
"""How a report says that something is open, or that somebody was asked and has not said."""

_CONSENT = (
    r"(?:majority|majorities|two[- ]thirds|three[- ]quarters|quorum|ratif\w+|approval|consent|assent|votes?|"
    r"ballot|referendum|clearance|unanim\w+|signatures?|licen[cs]es?|permits?|confirmation|"
    r"decision (?:by|of))"
)
_TEXT = (
    r"(?:articles?|clauses?|treaty|laws?|act|statutes?|constitution|charter|rules?|by-?laws?|regulations?|"
    r"agreement|contract|accord|convention|licen[cs]e|resolution|code|ceiling)"
)
_NEEDS = (
    r"(?:requires?|needs?|must have|must win|must obtain|subject to|takes|would (?:need|require)|will need)"
)

_RULE = re.compile(
    r"\b(?:is|are|be|becomes?|remains?) (?:legally )?(?:valid|binding|lawful|legal|effective|void|passed) "
    r"(?:only )?(?:if|when|once|unless|after|with)\b"
    r"|\b(?:takes? effect|(?:enters?|comes?) into (?:force|effect)) (?:only )?(?:if|when|once|after|with)\b"
    rf"|\b{_NEEDS}\b[^.;]{{0,45}}\b{_CONSENT}\b"
    r"|\b(?:must|has to|have to) (?:first |still )?be (?:ratified|approved|confirmed|endorsed|passed|cleared|"
    r"put to|submitted to)\b"
    r"|\b(?:cannot|can not|can|may|may not) be [^.;]{0,40}\b(?:without|only by|only with)\b[^.;]{0,30}\b"
    rf"(?:{_CONSENT}|consensus)\b"
    rf"|\b{_TEXT}\b[^.;]{{0,45}}\b(?:bars?|forbids?|prohibits?|excludes?|obliges?|do(?:es)? not allow|"
    r"limits?|caps?)\b"
    rf"|\b(?:[Bb]y law|[Uu]nder (?:the|its|their|[A-Z]\w+) (?:[\w-]+ ){{0,2}}{_TEXT})\b[^.;]{{0,80}}"
    r"\b(?:may|must|cannot|needs?|has to|have to)\b"
    r"|\b(?:lapses?|lapsed|expires?|runs out|run out) (?:on|at|by|in|unless|if|when|after|before|next)\b"
)
"""How a report tells what a rule asks for or forbids."""

_GOING_ON = re.compile(r"(?:That|This|It|They|These|Those|Otherwise|If not|If [^.]{5,80} then)\b")
"""How the sentence begins that only goes on about the one before."""

_NO_NEWS = re.compile(
    r"\b(?:requests?|emails?|calls?|questions?|messages?|letters?)\b[^.;]{0,30}\bcomment\b"
    r"|\b(?:does|do|could|can|will|did) (?:not|n['’]t)? ?comment\b(?! on (?:whether|how|when|if))"
    r"|\bnot? respond (?:well|badly)\b"
)
"""That a paper got no answer to its questions says nothing of what is open between parties."""

_ELLIPTIC = re.compile(
    r"\b(?:would|will|could|can|did|does|that|it|this|them|so|reply|replied|answer(?:ed)?|respond(?:ed)?)"
    r"[.!?\"”’]*$"
)
"""How a sentence ends that is not to be understood without the one before it."""

SHORTEST = 40
"""Characters of a sentence that is understood by itself, as far as its length tells."""

LONGEST = 320
"""Characters of an aside with the sentence that goes on about it."""


def asides(reports: Iterable[Report], statements: Iterable[Statement]) -> tuple[Aside, ...]:
    """Find what reports tell of open points and of rules.

    Parameters
    ----------
    reports
        Their texts.
    statements
        Those of the same reports, to say which stand in the same sentences.

    Returns
    -------
    tuple of Aside
        By report and place in it.
    """
    by_report: dict[str, list[Statement]] = {}
    for s in statements:
        by_report.setdefault(s.report, []).append(s)
    return tuple(aside for report in reports for aside in _in_report(report, by_report.get(report.name, [])))


def _in_report(report: Report, statements: list[Statement]) -> Iterable[Aside]:
    paragraphs = tuple((block.start, block.end) for block in report.paragraphs())
    for low, high, kind in _found(report.body, paragraphs):
        yield Aside(
            id=f"{report.stem}-aside-{low}",
            report=report.name,
            start=low,
            end=high,
            sentence=report.body[low:high],
            kind=kind,
            statements=tuple(s.id for s in statements if s.start < high and s.end > low),
        )


@lru_cache(maxsize=2048)
def _found(body: str, paragraphs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int, AsideKind], ...]:
    """Give where a report has asides, and of which kind: it is looked through once."""
    return tuple(_looked_for(body, paragraphs))


def _looked_for(body: str, paragraphs: tuple[tuple[int, int], ...]) -> Iterable[tuple[int, int, AsideKind]]:
    for first, last in paragraphs:
        text = body[first:last]
        spans = sentences(text)
        for place, span in enumerate(spans):
            kind = _kind(text[slice(*span)])
            if kind is None:
                continue
            low, high = _with_what_it_needs(text, spans, place, kind)
            yield first + low, first + high, kind


def _with_what_it_needs(
    text: str, spans: list[tuple[int, int]], place: int, kind: AsideKind
) -> tuple[int, int]:
    """Give where an aside stands, with the sentence that goes on about it, or that it goes on about."""
    start, end = spans[place]
    if kind is AsideKind.RULE and place + 1 < len(spans):
        low, high = spans[place + 1]
        if _GOING_ON.match(text[low:]) and high - start <= LONGEST:
            end = high
    elif kind is AsideKind.OPEN and place and _is_short(text[start:end]):
        before = spans[place - 1][0]
        start = before if end - before <= LONGEST else start
    return start, end


def _is_short(sentence: str) -> bool:
    """Whether only the sentence before tells what one is about."""
    return len(sentence) < SHORTEST or _ELLIPTIC.search(sentence) is not None


def _kind(sentence: str) -> AsideKind | None:
    if _NO_NEWS.search(sentence):
        return None
    if _OPEN.search(sentence):
        return AsideKind.OPEN
    return AsideKind.RULE if _RULE.search(sentence) else None
