"""What the templates show, arranged from a brief's contents: tables, groups, phrases; nothing is computed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from modusvivendi.brief.contents import (
    ArrangementEntry,
    ConflictEntry,
    Contents,
    DecisionEntry,
    OptionEntry,
    PositionEntry,
    PreferenceEntry,
    QuestionEntry,
)
from modusvivendi.brief.wording import concept_label, concept_order
from modusvivendi.english import capital, count_words, listed, number_words

MOST_COLUMNS = 5
"""Topics that get a column of their own in the table of positions."""

ASKED_FIRST = ("joining", "blocks", "unlock", "questions", "changed")
"""Keys of the questions that people ask first, in that order."""

RESTING = "What is in it, and on whose word"
"""Heading over the rest of the answer, below what people ask first."""

COMPARED = 10
"""Arrangements that stand beside each other option by option."""


@dataclass(frozen=True)
class PartyRow:
    """One party's row: its positions by topic column, and those on other matters."""

    actor: str
    cells: tuple[tuple[PositionEntry, ...], ...]
    others: tuple[PositionEntry, ...]


@dataclass(frozen=True)
class PositionTable:
    """Who would accept what: topics shared by several parties as columns, parties as rows."""

    topics: tuple[str, ...]
    rows: tuple[PartyRow, ...]
    has_others: bool


def _topic(position: PositionEntry) -> str:
    return position.topic or position.proposal


def position_table(positions: Sequence[PositionEntry]) -> PositionTable:
    """Arrange positions as a table of parties by topics.

    A topic gets a column if at least two parties are reported on it; at most ``MOST_COLUMNS`` do, those with
    most parties first. Everything else stands in a last column, so that the table stays readable.
    """
    actors: dict[str, set[str]] = {}
    weight: dict[str, int] = {}
    for position in positions:
        actors.setdefault(_topic(position), set()).add(position.actor)
        weight[_topic(position)] = weight.get(_topic(position), 0) + len(position.statements)
    first = {topic: place for place, topic in enumerate(actors)}
    shared = [topic for topic, found in actors.items() if len(found) > 1]
    shared.sort(key=lambda topic: (-len(actors[topic]), -weight[topic], first[topic]))
    topics = tuple(shared[:MOST_COLUMNS])
    rows = []
    for actor in dict.fromkeys(position.actor for position in positions):
        own = [position for position in positions if position.actor == actor]
        rows.append(
            PartyRow(
                actor,
                tuple(tuple(p for p in own if _topic(p) == topic) for topic in topics),
                tuple(p for p in own if _topic(p) not in topics),
            )
        )
    return PositionTable(topics, tuple(rows), any(row.others for row in rows))


@dataclass(frozen=True)
class Holding:
    """Under which concepts an arrangement holds in the same interpretations, and in which."""

    labels: str
    words: str
    answers: tuple[tuple[str, str], ...]  # anchor of the question, what is so
    interpretations: tuple[str, ...]


def answers_in(interpretation: str) -> dict[str, str]:
    """Read an interpretation's id.

    Examples
    --------
    >>> answers_in("q1=yes, but late,c1=no")
    {'q1': 'yes, but late', 'c1': 'no'}
    """
    found: dict[str, str] = {}
    for part in re.split(r",(?=[qc]\d+=)", interpretation):
        key, equals, value = part.partition("=")
        if equals:
            found[key.strip()] = value
    return found


def shared_answers(
    interpretations: Iterable[str], questions: Sequence[QuestionEntry]
) -> tuple[tuple[str, str], ...]:
    """Give the answers that all these interpretations have in common, of questions that have several."""
    read = [answers_in(id_) for id_ in interpretations]
    found = []
    for question in questions:
        values = {answers.get(question.id) for answers in read}
        value = next(iter(values), None) if len(values) == 1 else None
        if question.id and value is not None and len(question.answers) > 1:
            said = question.clauses.get(value, f"the answer to “{question.question}” is “{value}”")
            found.append((question_anchor(question, questions), said))
    return tuple(found)


def question_anchor(question: QuestionEntry, questions: Sequence[QuestionEntry]) -> str:
    """Give the anchor of a question; its own id never becomes one, since a person may have written it."""
    return f"q{next(place for place, other in enumerate(questions, 1) if other is question)}"


def in_interpretations(count: int, of: int) -> str:
    """Say in how many interpretations something is so.

    Examples
    --------
    >>> in_interpretations(2, 2), in_interpretations(1, 1), in_interpretations(3, 8)
    ('in both interpretations', 'in the only interpretation', 'in 3 of 8 interpretations')
    """
    if count < of:
        return f"in {count} of {of} interpretations"
    if of <= 1:
        return "in the only interpretation"
    return "in both interpretations" if of == 2 else f"in all {number_words(of)} interpretations"


def holdings(arrangement: ArrangementEntry, questions: Sequence[QuestionEntry]) -> list[Holding]:
    """Say under which concepts and interpretations an arrangement holds, concepts that agree together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for concept in concept_order(arrangement.holds_in):
        ids = tuple(arrangement.holds_in[concept])
        if ids:
            groups.setdefault(ids, []).append(concept)
    return [
        Holding(
            labels=listed(concept_label(concept) for concept in concepts),
            words=in_interpretations(len(ids), arrangement.of),
            answers=shared_answers(ids, questions) if len(ids) < arrangement.of else (),
            interpretations=ids,
        )
        for ids, concepts in groups.items()
    ]


@dataclass(frozen=True)
class Block:
    """Preference statements of a decision maker that stand together: plain ones, or a question's answers."""

    question: str | None
    answers: tuple[tuple[str, tuple[PreferenceEntry, ...]], ...] = ()
    preferences: tuple[PreferenceEntry, ...] = ()


@dataclass(frozen=True)
class Maker:
    """A decision maker of the model: its options and preferences, most important first."""

    key: str
    name: str
    members: tuple[str, ...]
    options: tuple[OptionEntry, ...]
    blocks: tuple[Block, ...] = field(default=())


def makers(conflict: ConflictEntry, questions: Sequence[QuestionEntry]) -> list[Maker]:
    """Arrange the model by decision maker. Answers without preference statements of their own are kept."""
    known = {question.question: question.answers for question in questions}
    by_key = {option.key: option for option in conflict.options}
    found = []
    for key, options in conflict.decision_makers.items():
        own = [p for p in conflict.preference_statements if p.decision_maker == key]
        blocks: list[Block] = []
        seen: set[str] = set()
        for preference in own:
            if preference.question is None:
                if blocks and blocks[-1].question is None:
                    blocks[-1] = Block(None, preferences=(*blocks[-1].preferences, preference))
                else:
                    blocks.append(Block(None, preferences=(preference,)))
            elif preference.question not in seen:
                seen.add(preference.question)
                same = [p for p in own if p.question == preference.question]
                answers = dict.fromkeys(
                    [*known.get(preference.question, ()), *(p.answer or "" for p in same)], ()
                )
                grouped = tuple((a, tuple(p for p in same if (p.answer or "") == a)) for a in answers)
                blocks.append(Block(preference.question, answers=grouped))
        found.append(
            Maker(
                key=key,
                name=conflict.names.get(key, key),
                members=conflict.members.get(key, ()),
                options=tuple(_option(key, name, by_key) for name in options),
                blocks=tuple(blocks),
            )
        )
    return found


def _option(maker: str, name: str, by_key: dict[str, OptionEntry]) -> OptionEntry:
    """Find an option listed bare (``ceasefire``) or in full (``Russia.ceasefire``)."""
    full = f"{maker}.{name}"
    return by_key.get(name) or by_key.get(full) or OptionEntry(key=full, decision_maker=maker, label=name)


def taken_words(taken: Iterable[str], conflict: ConflictEntry | None) -> list[tuple[str, list[str]]]:
    """Give options taken as decision makers with what each does, in the model's order."""
    by_key = {option.key: option for option in conflict.options} if conflict else {}
    names = conflict.names if conflict else {}
    order = {key: place for place, key in enumerate(by_key)}
    found: dict[str, list[str]] = {}
    for key in sorted(taken, key=lambda key: order.get(key, len(order))):
        option = by_key.get(key)
        maker, _, bare = key.rpartition(".")
        owner = option.decision_maker if option else maker
        found.setdefault(names.get(owner, owner), []).append(option.label if option else bare)
    return list(found.items())


def assumptions(conflict: ConflictEntry | None) -> list[PreferenceEntry]:
    """Give the preference statements that rest on an assumption, each once a decision maker."""
    found: dict[tuple[str, str, str | None], PreferenceEntry] = {}
    for preference in conflict.preference_statements if conflict else ():
        if preference.assumption is not None:
            found.setdefault((preference.decision_maker, preference.formula, preference.answer), preference)
    return list(found.values())


def letters(place: int) -> str:
    """Give the letters by which the page calls its arrangements.

    Examples
    --------
    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def asked_first(contents: Contents) -> list[DecisionEntry]:
    """Give the answers to what people ask first, which the first page tells."""
    by_key = {decision.key: decision for decision in contents.decisions}
    return [by_key[key] for key in ASKED_FIRST if key in by_key]


def standfirst(contents: Contents) -> str:
    """Say what was read and how much was found in it."""
    read = count_words(len(contents.reports), "report")
    found = count_words(len(contents.statements), "statement")
    parties = count_words(len({position.actor for position in contents.positions}), "party", "parties")
    if not contents.statements:
        return f"{capital(read)} read; no statement of a position was found."
    return f"{capital(read)} read, {found} found, positions of {parties}."


def other_warnings(contents: Contents) -> list[str]:
    """Give the warnings that do not already stand beside the report they are about."""
    said = {f"{report.report}: {warning}" for report in contents.reports for warning in report.warnings}
    return [warning for warning in dict.fromkeys(contents.warnings) if warning not in said]


def digest(contents: Contents) -> str:
    """Give a short digest of what was read, by which a brief can be told from one made of other reports."""
    whole = hashlib.sha256()
    for sha256 in sorted(report.sha256 for report in contents.reports):
        whole.update(sha256.encode())
    return whole.hexdigest()[:12]
