"""The public types of this stage: attributions, acts and statements."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

Span = tuple[int, int]
"""Start and end (exclusive) in Unicode code points of a report's body."""


class Stance(StrEnum):
    """How an actor stands to a proposal. ``assesses`` is a judgement, never a position."""

    OFFERS = "offers"
    SUPPORTS = "supports"
    CONSIDERS = "considers"
    DEMANDS = "demands"
    OPPOSES = "opposes"
    RULES_OUT = "rules_out"
    DENIES = "denies"
    WARNS = "warns"
    ASSESSES = "assesses"


class Record(BaseModel):
    """Base of the frozen records of this stage."""

    model_config = ConfigDict(frozen=True)


class Attribution(Record):
    """Somebody is said to say, think or want something (source, cue and content, as in PARC3 and PolNeAR).

    Each part is a tuple of spans, since parts can be discontinuous. ``source`` and ``cue`` may be empty;
    ``content`` is not. ``quoted`` tells whether the content's words stand in quotation marks, ``rule`` which
    rule made it.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    quoted: bool = False
    rule: str = ""


class SourceKind(StrEnum):
    """What kind of source a link of a chain is."""

    MEDIUM = "medium"
    PERSON = "person"
    BODY = "body"  # a ministry, an office, a spokesman on the record, an organisation
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Source(Record):
    """One link of a chain of sources.

    Attributes
    ----------
    name
        As shown; unnamed ones end in ``(unnamed)``.
    kind
        What it is.
    group
        For an unnamed source, whom it belongs to as far as told, normalised so that two mentions of the
        same kind of people compare equal (``EU diplomats``); else the canonical name.
    party
        The party the source belongs to or speaks for, if known.
    start, end
        Where the report names it, if it does.
    """

    name: str
    kind: SourceKind
    group: str
    party: str | None = None
    start: int | None = None
    end: int | None = None


class Quantity(Record):
    """A number that is part of a position, with its bounds (inclusive; None is unbounded)."""

    text: str
    min: float | None = None
    max: float | None = None


class Act(Record):
    """An agent who would do something: what positions, conditions and options are made of.

    Attributes
    ----------
    agents
        Canonical names of the parties or groups that would act. Empty: it is nobody's act, a circumstance.
    action
        Slug of the class of action (``contribute-forces``, ``ceasefire``): two phrases with the same slug
        mean the same thing to do.
    label
        The action in a few words, as an option is labelled.
    negated
        True where the phrase speaks of *not* acting.
    """

    agents: tuple[str, ...] = ()
    action: str
    label: str
    negated: bool = False


class Effect(Record):
    """What an assessment says: that ``cause`` makes ``effect`` more likely, or less (``raises`` False)."""

    cause: Act
    effect: Act
    raises: bool = True


class Statement(Record):
    """One reported position or judgement, with the exact sentence it rests on.

    The fields up to ``date`` are those of ``modus read --json``.

    Attributes
    ----------
    id
        ``<file stem>-<start offset><letter>``; the letter tells apart statements on one sentence.
    report
        File name of the report, no folders.
    start, end, sentence
        Span of the sentence in the report's body and exactly that text.
    actor
        Canonical name of the party whose position it is.
    speaker
        The person, spokesman or office speaking for it.
    stance, proposal
        What it holds, about what.
    target
        Whose action it is about, when not the actor's own.
    condition, condition_start, condition_end
        Exact substring of the report stating the condition, and its span.
    sources, anonymous
        Chain from the outermost source after the outlet to the innermost; whether that one is unnamed.
    quote, quantity
        Direct quotation; a number that is part of the position.
    date
        When it was said or reported.
    date_kind
        Which of the three dates ``date`` is: ``"said"``, ``"cited"`` or ``"published"``.
    date_inferred
        The year was worked out, not read.
    earlier
        The text itself presents it as a past position.
    chain
        ``sources`` with what is known of each.
    act
        What the proposal amounts to; None where it is not about anybody doing something.
    condition_acts
        What the condition amounts to.
    effect
        For an assessment of the form *X would make Y do Z*.
    reader, rule
        Name and version of the reader, and what in it made the statement.
    """

    id: str
    report: str
    start: int
    end: int
    sentence: str
    actor: str
    speaker: str | None = None
    stance: Stance
    proposal: str
    target: str | None = None
    condition: str | None = None
    condition_start: int | None = None
    condition_end: int | None = None
    sources: tuple[str, ...] = ()
    anonymous: bool = False
    quote: bool = False
    quantity: Quantity | None = None
    date: dt.date | None = None
    date_kind: str | None = None
    date_inferred: bool = False
    earlier: bool = False
    chain: tuple[Source, ...] = ()
    act: Act | None = None
    condition_acts: tuple[Act, ...] = ()
    effect: Effect | None = None
    reader: str = ""
    rule: str = ""

    def __hash__(self) -> int:
        # Records of thousands are told apart again and again; what differs elsewhere, comparing finds.
        return hash((self.id, self.actor, self.proposal))
