"""What a brief says, as data: the page, the terminal summary and ``modus brief --json`` all show this.

Nothing here is computed. Every text that claims something about the world carries the ids of the
statements it rests on, so that each rendering can lead from it to the sentence.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    """Base of the parts of a brief."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Sentence(Entry):
    """One sentence of ours and the statements it rests on; with none it says what follows from the model."""

    text: str
    statements: tuple[str, ...] = ()


class ReportEntry(Entry):
    """One report that was read. ``body`` is the stored text, so that evidence can be shown in its place.

    ``handling`` are the caveats under which it was given; ``redact`` says that its text is not for others.
    """

    report: str
    outlet: str | None
    title: str | None
    date: str | None
    date_from: str | None = None
    url: str | None = None
    statements: int
    sha256: str
    body: str = Field(repr=False)
    warnings: tuple[str, ...] = ()
    handling: tuple[str, ...] = ()
    redact: bool = False


class SourceEntry(Entry):
    """One link of a chain of sources; ``group`` is what witnesses are told apart by."""

    name: str
    kind: str
    party: str | None = None
    group: str = ""


class StatementEntry(Entry):
    """A statement: the fields of ``modus read --json`` with the id, what made it, and its chain."""

    id: str
    report: str
    start: int
    end: int
    sentence: str
    actor: str
    speaker: str | None
    stance: str
    proposal: str
    target: str | None
    condition: str | None
    condition_start: int | None
    condition_end: int | None
    sources: tuple[str, ...]
    anonymous: bool
    quote: bool
    quantity: dict[str, str | float | None] | None
    date: str | None
    date_kind: str | None = None
    date_inferred: bool = False
    earlier: bool = False
    chain: tuple[SourceEntry, ...] = ()
    reader: str = ""
    rule: str = ""


class AsideEntry(Entry):
    """What a report tells in passing, and is nobody's position: ``open`` points, or a ``rule``."""

    id: str
    report: str
    start: int
    end: int
    sentence: str
    kind: str

    @property
    def condition_start(self) -> int | None:
        """None: it has no condition."""
        return None

    @property
    def condition_end(self) -> int | None:
        """None: it has no condition."""
        return None


class HistoryEntry(Entry):
    """What an actor was reported to hold at one date (None: undated, shown apart from the order)."""

    date: str | None
    stance: str
    statements: tuple[str, ...]


class PositionEntry(Entry):
    """What an actor is currently reported to hold on a proposal.

    ``topic`` groups the columns of the party-by-proposal table: positions of different actors about the
    same kind of act share it. ``least`` and ``greatest`` count independent witnesses.
    """

    actor: str
    proposal: str
    stance: str
    condition: str | None
    conditions: tuple[str, ...] = ()
    statements: tuple[str, ...]
    history: tuple[HistoryEntry, ...] = ()
    topic: str = ""
    least: int = 1
    greatest: int = 1
    anonymous: bool = False


class ChangeEntry(Entry):
    """A change of an actor's position between two dates; ``text`` says it in a sentence."""

    actor: str
    proposal: str
    text: str
    before: HistoryEntry
    after: HistoryEntry


class ContradictionEntry(Entry):
    """Two groups of statements that do not go together; ``settled`` says why recency decides, if it does."""

    kind: str
    topic: str
    text: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    settled: str | None = None


class OriginEntry(Entry):
    """An innermost source; reports that share one are one witness; ``same_text`` have the same words.

    ``grade`` is how people graded it by the NATO Admiralty code; None where nobody has.
    """

    origin: str
    anonymous: bool
    reports: tuple[str, ...]
    statements: tuple[str, ...]
    same_text: tuple[str, ...] = ()
    grade: str | None = None


class ChainLink(Entry):
    """An edge of the picture of chains: ``teller`` passes on what ``source`` said, in these statements."""

    teller: str
    source: str
    statements: tuple[str, ...]


class ChainNode(Entry):
    """A node of the picture of chains: a report, a medium, a source, or the party a claim is about."""

    key: str
    label: str
    kind: str  # report, medium, person, body, document, unnamed, party
    statements: tuple[str, ...]


class Chains(Entry):
    """The picture of chains and origins as data."""

    nodes: tuple[ChainNode, ...] = ()
    links: tuple[ChainLink, ...] = ()


class OptionEntry(Entry):
    """An option of the model: its key (``Russia.ceasefire``), what it is in words, and what it rests on."""

    key: str
    decision_maker: str
    label: str
    statements: tuple[str, ...] = ()


class PreferenceEntry(Entry):
    """One preference statement of the model in words, backed by statements or marked as an assumption.

    ``question`` and ``answer`` are set where the preference is part of an answer to an open question.
    """

    decision_maker: str
    formula: str
    text: str
    statements: tuple[str, ...] = ()
    assumption: str | None = None
    question: str | None = None
    answer: str | None = None


class OmissionEntry(Entry):
    """What drafting left out of the model, and why."""

    what: str
    reason: str
    statements: tuple[str, ...] = ()


class ConflictEntry(Entry):
    """The model in numbers and in words."""

    decision_makers: dict[str, tuple[str, ...]]
    names: dict[str, str] = {}
    members: dict[str, tuple[str, ...]] = {}
    circumstances: tuple[str, ...] = ()
    circumstance_labels: dict[str, str] = {}
    feasible_states: int
    preferences: int
    with_evidence: int
    options: tuple[OptionEntry, ...] = ()
    preference_statements: tuple[PreferenceEntry, ...] = ()
    infeasible: tuple[str, ...] = ()
    irreversible: tuple[str, ...] = ()
    status_quo: tuple[str, ...] = ()
    omitted: tuple[OmissionEntry, ...] = ()


class ArrangementEntry(Entry):
    """A state that is an equilibrium under some concept in some interpretation.

    ``number, code, taken, stable, equilibrium, why`` are those of ``modus solve --json`` in the base
    interpretation. ``holds_in`` gives, by concept, the ids of the interpretations in which it is an
    equilibrium, of ``of`` interpretations in all. ``name`` and ``summary`` are for people; ``reached``
    says whether improvements from the status quo lead there. ``statements`` are those the preferences that
    bear on it rest on.
    """

    number: int
    code: int
    taken: tuple[str, ...]
    stable: dict[str, dict[str, bool]]
    equilibrium: dict[str, bool]
    why: dict[str, dict[str, str | None]] = {}
    holds_in: dict[str, tuple[str, ...]]
    of: int
    acceptable_to: tuple[str, ...]
    not_acceptable_to: tuple[str, ...]
    indifferent: tuple[str, ...]
    depends: tuple[str, ...] = ()
    name: str = ""
    summary: Sentence | None = None
    reached: str = ""
    statements: tuple[str, ...] = ()
    gmr_only: bool = False


class BreakEntry(Entry):
    """A notable arrangement that does not hold: who would leave it, how, and on what that rests."""

    name: str
    taken: tuple[str, ...]
    breaker: str
    becomes: tuple[str, ...]
    text: str
    interpretations: tuple[str, ...]
    of: int
    statements: tuple[str, ...] = ()


class QuestionEntry(Entry):
    """An open question. ``decides`` numbers the arrangements whose verdict hangs on the answer."""

    question: str
    actor: str
    answers: tuple[str, ...]
    statements: tuple[str, ...]
    decides: tuple[int, ...]
    kind: str = ""  # considers, not reported, assessment, contradiction, circumstance
    id: str = ""  # q1, c1 …
    text: str = ""  # what follows from the answer, in a sentence
    by_answer: dict[str, tuple[str, ...]] = {}  # answer -> statements on that side
    clauses: dict[str, str] = {}  # answer -> what is so then: "Russia would accept a ceasefire"


class TableEntry(Entry):
    """A table of a decision; ``groups`` are headings over columns, with how many columns each spans."""

    title: str
    columns: tuple[str, ...]
    groups: tuple[tuple[str, int], ...] = ()
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


class PictureEntry(Entry):
    """A picture as SVG, ``wide`` for a page and ``narrow`` for a phone; ``alt`` says what it shows."""

    alt: str
    wide: str
    narrow: str


class DecisionEntry(Entry):
    """A question people bring, answered; ``command`` gives all of it (``{case}`` is the case's folder).

    ``points`` are the answer, one thing at a time, each with its own statements; empty where it is one
    sentence. Where ``left_out`` the model is too large for a brief to work it out, and the command does.
    """

    key: str
    question: str
    answer: Sentence
    points: tuple[Sentence, ...] = ()
    tables: tuple[TableEntry, ...] = ()
    command: str = ""
    pictures: tuple[PictureEntry, ...] = ()
    left_out: bool = False


class InterpretationEntry(Entry):
    """One interpretation and the numbers of its equilibria by concept."""

    id: str
    answers: dict[str, str]
    equilibria: dict[str, tuple[int, ...]]


class MadeWith(Entry):
    """With what the brief was made, so that it can be made again."""

    version: str
    reader: str
    language_model: str
    concepts: tuple[str, ...]
    interpretations: int
    interpretations_solved: int
    model_file: str
    model_edited: bool = False


class Contents(Entry):
    """Everything a brief shows."""

    case: str
    title: str
    made_with: MadeWith
    answer: tuple[Sentence, ...]
    reports: tuple[ReportEntry, ...]
    statements: tuple[StatementEntry, ...]
    asides: tuple[AsideEntry, ...] = ()
    positions: tuple[PositionEntry, ...]
    changes: tuple[ChangeEntry, ...] = ()
    contradictions: tuple[ContradictionEntry, ...] = ()
    origins: tuple[OriginEntry, ...] = ()
    chains: Chains = Chains()
    conflict: ConflictEntry | None = None
    arrangements: tuple[ArrangementEntry, ...] = ()
    breaks: tuple[BreakEntry, ...] = ()
    ways: tuple[Sentence, ...] = ()
    questions: tuple[QuestionEntry, ...] = ()
    decisions: tuple[DecisionEntry, ...] = ()
    interpretations: tuple[InterpretationEntry, ...] = ()
    not_known: tuple[Sentence, ...] = ()
    warnings: tuple[str, ...] = ()
