"""From drafts to statements: spans, ids, dates and chains in their public form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from modusvivendi.reports.report import Report
from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.mentions import Meant
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.read import rules_name
from modusvivendi.statements.rules import chains
from modusvivendi.statements.rules.around import is_in_aside
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.conditions import Condition
from modusvivendi.statements.rules.dates import Dated, days, undated
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import in_quotes, indices
from modusvivendi.statements.rules.quantities import quantity
from modusvivendi.statements.statement import SourceKind, Stance, Statement


@dataclass
class Draft:
    """A statement in the making: the frame, whose it is, who is cited, and in which sentence."""

    frame: Frame
    holder: Who
    links: list[Who]
    condition: Condition | None
    sentence: Span
    number: int
    layers: list[Speech] = field(default_factory=list)
    proposal: str = ""
    earlier: bool = False
    target: str | None = None
    by_speaker: bool = False
    facing: bool = False
    voiced: bool = False  # said outside quotation marks by whose paragraph it is
    beside: Draft | None = None  # the position that a sentence takes part of back with this one
    meant: tuple[Meant, ...] = ()  # whom phrases of its condition mean
    said_on: Dated | None = None  # the day of the speech that the sentence goes on with


@dataclass(frozen=True)
class Setting:
    """What is known of the report a statement stands in.

    ``near`` are dates of the case's other reports, which fix a year that this one leaves out.
    """

    report: Report
    cast: Cast
    published: dt.date | None
    near: tuple[dt.date, ...] = ()


def assemble(drafts: list[Draft], setting: Setting) -> tuple[Statement, ...]:
    """Give the statements of a report in the order of its text, each once."""
    built: list[Statement] = []
    letters: dict[int, int] = {}
    seen: set[tuple[int, str, str, str, str]] = set()
    for draft in sorted(drafts, key=lambda d: (d.sentence.start, d.frame.trigger.i)):
        actor = setting.cast.settled(draft.holder.party or draft.holder.name)
        text = draft.condition.text if draft.condition else ""
        word = "; ".join([text, *(w.name for w in draft.links)])
        key = (draft.sentence.start, actor, draft.frame.stance.value, draft.proposal, word)
        if key not in seen:
            seen.add(key)
            built.append(_statement(draft, actor, setting, letters))
    return tuple(built)


def _statement(draft: Draft, actor: str, setting: Setting, letters: dict[int, int]) -> Statement:
    report, doc = setting.report, setting.cast.doc
    start, end = _trim(draft.sentence)
    number = letters.get(start, 0)
    letters[start] = number + 1
    links = chains.sources(draft.links)
    inner = links[-1] if links else None
    speaker = next(
        (s.name for s in reversed(links) if s.party == actor and s.kind is not SourceKind.MEDIUM), None
    )
    if speaker is None and draft.holder.is_person:
        speaker = draft.holder.name
    day, kind, inferred, past = _date(draft, setting)
    condition = draft.condition
    quoted = [
        i for i in draft.frame.span or {draft.frame.trigger.i} if in_quotes(doc[i]) and not doc[i].is_punct
    ]
    return Statement(
        id=f"{report.stem}-{start}{letter(number)}",
        report=report.name,
        start=start,
        end=end,
        sentence=report.body[start:end],
        actor=actor,
        speaker=speaker,
        stance=draft.frame.stance,
        proposal=draft.proposal,
        target=draft.target if draft.target != actor else None,
        condition=report.body[condition.start_char : condition.end_char] if condition else None,
        condition_start=condition.start_char if condition else None,
        condition_end=condition.end_char if condition else None,
        sources=tuple(s.name for s in links),
        anonymous=inner.kind is SourceKind.UNNAMED if inner else draft.holder.anonymous,
        quote=len(quoted) > 1 or (len(quoted) == 1 and in_quotes(draft.frame.trigger)),
        quantity=quantity(draft.proposal) or quantity(_holder_text(draft)),
        date=day,
        date_kind=kind,
        date_inferred=inferred,
        earlier=draft.earlier or past,
        chain=links,
        reader=rules_name(),
        rule=draft.frame.rule,
    )


def _date(draft: Draft, setting: Setting) -> tuple[dt.date | None, str | None, bool, bool]:
    """Give when it was said, else when the cited medium reported it, else when the report appeared.

    Where the text says when, but not on which day (*in March*, *last week*), there is no date. The last value
    tells whether it says that the position is one of an earlier time.
    """
    base = draft.sentence.start_char
    said_of = set(draft.frame.span).union(*(layer.content for layer in draft.layers))
    for dated in days(draft.sentence.text, setting.published, setting.near):
        token = next((t for t in draft.sentence if t.idx - base >= dated.start), None)
        if token is None or (setting.published is not None and dated.day > setting.published):
            continue
        governing = next(
            (
                x
                for x in draft.layers
                if (token.i in indices(x.cue) and token.i not in x.content)
                or x.cue.i < token.i <= x.cue.i + 3
            ),
            None,
        )
        if governing is None and (token.i in said_of or token.i not in indices(draft.frame.trigger)):
            continue
        medium = governing is not None and any(w.kind is SourceKind.MEDIUM for w in governing.who)
        return dated.day, "cited" if medium else "said", dated.inferred, False
    for loose in undated(draft.sentence.text, setting.published):
        token = next((t for t in draft.sentence if t.idx - base >= loose.start), None)
        if token is None or (token.i in said_of and not _dates_a_cue(token, draft)):
            if token is not None and loose.past and _is_narrated(token, draft):
                return None, None, False, True
            continue
        cues = [draft.frame.trigger, *(layer.cue for layer in draft.layers)]
        opens = token.i <= draft.sentence.start + 2
        below = (c in token.ancestors and not is_in_aside(token, c) for c in cues)
        if opens or any(below) or any(c.i < token.i <= c.i + 3 for c in cues):
            return None, None, False, loose.past
    if draft.said_on is not None:
        return draft.said_on.day, "said", draft.said_on.inferred, False
    if setting.published is not None:
        return setting.published, "published", False, False
    return None, None, False, False


def _is_narrated(token: Token, draft: Draft) -> bool:
    """Whether a sentence of the report's own opens with a time: *In February it would have none of it*."""
    verb = draft.frame.trigger
    past = verb.tag_ == "VBD" or any(c.lower_ == "would" and c.dep_ == "aux" for c in verb.children)
    return token.i <= draft.sentence.start + 1 and not draft.layers and past


def _dates_a_cue(token: Token, draft: Draft) -> bool:
    """Whether a time stands right behind a verb of saying: *…, he said, although it declared in May that*."""
    return any(x.cue.i < token.i <= x.cue.i + 3 and token.i not in x.content for x in draft.layers)


def _holder_text(draft: Draft) -> str:
    """Give the words of the holder, where a number of actors stands (*around ten states*)."""
    token = draft.frame.holder
    if token is None or draft.frame.stance is Stance.ASSESSES:
        return ""
    if any(c.lower_ in ("the", "these", "those") for c in token.children) or (
        token.like_num and token.is_digit
    ):
        return ""
    return " ".join(
        t.text
        for t in token.subtree
        if t.i <= token.i + 4 and t.dep_ not in ("relcl", "appos") and not t.is_punct
    )


def _trim(sentence: Span) -> tuple[int, int]:
    text = sentence.text
    lead = len(text) - len(text.lstrip())
    return sentence.start_char + lead, sentence.start_char + len(text.rstrip())


def letter(number: int) -> str:
    """Give ``a``, ``b`` … ``z``, ``aa`` …, which tell apart statements on one sentence.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    return letter(number // 26 - 1) + chr(97 + number % 26) if number >= 26 else chr(97 + number)
