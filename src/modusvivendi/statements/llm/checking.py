"""From what a model returned to statements: every quote is looked up in the report, or it is dropped."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from modusvivendi.reports.report import Report
from modusvivendi.statements import language
from modusvivendi.statements.actors.gazetteer import fold, gazetteer
from modusvivendi.statements.actors.phrases import bare_text, group_of
from modusvivendi.statements.llm.account import Reason
from modusvivendi.statements.llm.answer import Cited, Item, Named, When
from modusvivendi.statements.llm.parties import Cast, is_party_as_such, known_party, medium
from modusvivendi.statements.llm.passages import Passage, nearest_to
from modusvivendi.statements.rules.assembly import letter
from modusvivendi.statements.rules.dates import days
from modusvivendi.statements.rules.quantities import quantity
from modusvivendi.statements.rules.reading import sentences
from modusvivendi.statements.statement import Source, SourceKind, Span, Statement

_SHORTEST = 10
"""Letters and digits that a quote needs to stand for its sentence."""

_MOST_SENTENCES = 3

_ENDS = re.compile(r"(?:\w{4,}|[\d)\]\"”’»])[.!?…。！？][\"”’»)\]']*$|[!?…。！？][\"”’»)\]']*$")
"""What a sentence ends with; after a short word a full stop may be that of an abbreviation."""

_QUOTATION_MARKS = re.compile(r"[\"“”„«»‹›「」『』]|(?<!\w)['‘]\w|''|``")


class _Dropped(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass
class Checker:
    """Holds what a model returned for one report against the report.

    Attributes
    ----------
    report
        The report.
    reader
        Name and version of the reader.
    published, near
        The report's date, and those of the case's other reports.
    dropped
        What was dropped so far, by reason.
    """

    report: Report
    reader: str
    published: dt.date | None = None
    near: tuple[dt.date, ...] = ()
    dropped: Counter[Reason] = field(default_factory=Counter)
    _kept: list[tuple[int, Statement]] = field(default_factory=list)
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    @cached_property
    def _sentences(self) -> list[Span]:
        found = []
        for paragraph in language.paragraphs(language.parse(self.report)):
            for sentence in sentences(paragraph):
                text = sentence.text
                start = sentence.start_char + len(text) - len(text.lstrip())
                end = sentence.start_char + len(re.sub(r"(?:\s+[\"“„«(]*)+$", "", text))
                if start < end:
                    found.append((start, end))
        return found

    @cached_property
    def _cast(self) -> Cast:
        return Cast("\n".join(self.report.body[b.start : b.end] for b in self.report.paragraphs()))

    def take(self, passage: Passage, items: Iterable[Item], faults: int = 0) -> None:
        """Check what was returned for a passage.

        Parameters
        ----------
        passage
            What was sent; quotes are looked for nowhere else.
        items
            What was returned.
        faults
            How many more entries were not of the right form.
        """
        if faults:
            self.dropped[Reason.NOT_A_STATEMENT] += faults
        for item in items:
            try:
                self._kept.append((len(self._kept), self._statement(passage, item)))
            except _Dropped as dropped:
                self.dropped[dropped.reason] += 1

    def statements(self) -> tuple[Statement, ...]:
        """Give what is kept, in the order of the text, with ids."""
        letters: Counter[int] = Counter()
        found = []
        for _, statement in sorted(self._kept, key=lambda pair: (pair[1].start, pair[0])):
            number = letters[statement.start]
            letters[statement.start] += 1
            name = f"{self.report.stem}-{statement.start}{letter(number)}"
            found.append(statement.model_copy(update={"id": name}))
        return tuple(found)

    def _statement(self, passage: Passage, item: Item) -> Statement:
        choices = self._places(passage, item.sentence)
        actor = self._party(passage, item.actor, Reason.ACTOR_NOT_FOUND, Reason.ACTOR_DIFFERS)
        target = None
        if item.target is not None:
            target = self._party(passage, item.target, Reason.TARGET_NOT_FOUND, Reason.TARGET_DIFFERS)
        start, end = self._unused(choices, actor, item)
        sentence = self.report.body[start:end]
        condition = self._condition(passage, item.condition, (start, end)) if item.condition else None
        stated = sentence if condition is None else f"{sentence} {self.report.body[slice(*condition)]}"
        if not _numbers(item.proposal) <= _numbers(stated):
            raise _Dropped(Reason.NUMBER_NOT_FOUND)
        chain = self._chain(passage, item.sources, (start, end))
        inner = chain[-1] if chain else None
        day, kind, inferred = self._date(passage, item.when, (start, end))
        speaker = next(
            (s.name for s in reversed(chain) if s.party == actor and s.kind is not SourceKind.MEDIUM), None
        )
        return Statement(
            id="",
            report=self.report.name,
            start=start,
            end=end,
            sentence=sentence,
            actor=actor,
            speaker=speaker,
            stance=item.stance,
            proposal=item.proposal,
            target=target if target != actor else None,
            condition=self.report.body[slice(*condition)] if condition else None,
            condition_start=condition[0] if condition else None,
            condition_end=condition[1] if condition else None,
            sources=tuple(s.name for s in chain),
            anonymous=inner is not None and inner.kind is SourceKind.UNNAMED,
            quote=item.direct_quotation and _QUOTATION_MARKS.search(sentence) is not None,
            quantity=quantity(item.proposal),
            date=day,
            date_kind=kind,
            date_inferred=inferred,
            earlier=item.earlier,
            chain=chain,
            reader=self.reader,
            rule="model",
        )

    def _places(self, passage: Passage, quote: str) -> list[Span]:
        """Find the sentences that a quote is, or lies in; several only where these are the same words."""
        found = passage.find(quote)
        if not found:
            raise _Dropped(Reason.SENTENCE_NOT_FOUND)
        spans: list[Span] = []
        for start, end in found:
            within = [s for s in self._sentences if s[0] < end and start < s[1]]
            if not within:
                continue
            if len(within) > _MOST_SENTENCES:
                raise _Dropped(Reason.SENTENCE_TOO_LONG)
            span = self._whole(within, start, end)
            if span not in spans:
                spans.append(span)
        if not spans:
            raise _Dropped(Reason.SENTENCE_NOT_FOUND)
        texts = {" ".join(self.report.body[a:b].split()) for a, b in spans}
        if len(texts) > 1:
            raise _Dropped(Reason.SENTENCE_AMBIGUOUS)
        if sum(c.isalnum() for c in quote) < min(_SHORTEST, sum(c.isalnum() for c in next(iter(texts)))):
            raise _Dropped(Reason.SENTENCE_TOO_SHORT)
        return spans

    def _whole(self, within: Sequence[Span], start: int, end: int) -> Span:
        """Give the sentences a quote lies in; an end of its own is kept where the text shows one there."""
        body = self.report.body
        first, last = min(start, within[0][0]), max(end, within[-1][1])
        begins = _ENDS.search(body[max(first, start - 40) : start].rstrip()) if start > first else None
        ends = _ENDS.search(body[max(start, end - 40) : end]) if end < last else None
        return (
            start if begins and body[start - 1].isspace() and not body[start].islower() else first,
            end if ends and body[end].isspace() else last,
        )

    def _unused(self, choices: Sequence[Span], actor: str, item: Item) -> Span:
        """Give the first of some places at which this is not yet stated."""
        for span in choices:
            condition = " ".join((item.condition or "").split())
            key = (span, actor, item.stance, item.proposal.casefold(), condition)
            if key not in self._seen:
                self._seen.add(key)
                return span
        raise _Dropped(Reason.TWICE)

    def _party(self, passage: Passage, named: Named, missing: Reason, differs: Reason) -> str:
        if not _mentions(passage, named.quote):
            raise _Dropped(missing)
        party = self._cast.party(named.name, named.quote)
        if not party:
            raise _Dropped(differs)
        return party

    def _condition(self, passage: Passage, quote: str, within: Span) -> Span:
        found = passage.find(quote.strip().rstrip(".,;")) if any(c.isalnum() for c in quote) else []
        if not found:
            raise _Dropped(Reason.CONDITION_NOT_FOUND)
        inside = [s for s in found if within[0] <= s[0] and s[1] <= within[1]]
        if not inside and len(found) > 1:
            raise _Dropped(Reason.CONDITION_AMBIGUOUS)
        return (inside or found)[0]

    def _chain(self, passage: Passage, cited: Sequence[Cited], within: Span) -> tuple[Source, ...]:
        links: list[Source] = []
        for each in cited:
            place = nearest_to(_mentions(passage, each.quote), within)
            if place is None:
                raise _Dropped(Reason.SOURCE_NOT_FOUND)
            link = self._link(each, place)
            if link is not None and all(link.name != other.name for other in links):
                links.append(link)
        return tuple(links)

    def _link(self, cited: Cited, place: Span) -> Source | None:
        mention = " ".join(self.report.body[slice(*place)].split())
        if is_party_as_such(mention):
            return None
        kind = SourceKind.MEDIUM if medium(mention) else cited.kind
        if kind is SourceKind.MEDIUM:
            name = medium(mention) or bare_text(mention)
            outlet = self.report.outlet
            if outlet is not None and bare_text(outlet).casefold() == name.casefold():
                return None
            return Source(name=name, kind=kind, group=name, start=place[0], end=place[1])
        party = self._party_of(cited, mention)
        full = bare_text(self._cast.words(cited.name) or mention)
        source = Source(name=full, kind=kind, group=full, party=party, start=place[0], end=place[1])
        if kind is not SourceKind.UNNAMED:
            return source
        bare = re.sub(r"\s*\(unnamed\)$", "", bare_text(mention))
        return source.model_copy(
            update={"name": f"{bare} (unnamed)", "group": group_of(party, bare, bare, gazetteer())}
        )

    def _party_of(self, cited: Cited, mention: str) -> str | None:
        """Give the party a source belongs to, where the report bears it out."""
        if cited.party is None:
            return known_party(mention)
        party = known_party(cited.party) or bare_text(cited.party)
        quote = mention if known_party(mention) else cited.party
        return party if self._cast.words(cited.party) or self._cast.party(party, quote) == party else None

    def _date(
        self, passage: Passage, when: When | None, within: Span
    ) -> tuple[dt.date | None, str | None, bool]:
        """Give when it was said, else when the cited medium reported it, else when the report appeared."""
        if when is not None:
            place = nearest_to(passage.find(when.quote), within)
            if place is None:
                raise _Dropped(Reason.DATE_NOT_FOUND)
            for dated in days(self.report.body[slice(*place)], self.published, self.near):
                if self.published is None or dated.day <= self.published:
                    return dated.day, when.of, dated.inferred
        if self.published is not None:
            return self.published, "published", False
        return None, None, False


def _mentions(passage: Passage, quote: str) -> list[Span]:
    """Find the places of a mention; the case of its first letter and its article may differ."""
    bare = fold(quote)
    for words in (quote, quote[:1].swapcase() + quote[1:], bare if bare[:1].isupper() else ""):
        if any(c.isalnum() for c in words) and (found := passage.find(words)):
            return found
    return []


def _numbers(text: str) -> set[str]:
    """Give the numbers written in figures, without the marks between thousands."""
    return {found.replace(",", "").rstrip(".") for found in re.findall(r"\d[\d,.]*", text)}
