"""What stands after people's reviews, however the reports were read since.

A review is about a statement as it was read then. When the report is read again, or another version of it,
the statement may have another id and other offsets, be worded differently, or not be found any more. It is
therefore found again by its sentence, its actor and its stance. What a person rejected is left out; what they
put right is given as they put it, also where a reader does not find it any more; and what they added stands
in place of what a reader finds of the same party in the same sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from modusvivendi.dossier.passages import find_passage
from modusvivendi.dossier.review import Decision, Review, edited
from modusvivendi.errors import CaseError
from modusvivendi.statements.statement import Statement


class Place(NamedTuple):
    """What of a report tells whether it is another version of the same, and where a sentence is in it."""

    name: str
    sha256: str
    url: str | None
    body: str

    @property
    def stem(self) -> str:
        """The stem of its name, without the digits that tell versions apart."""
        return _stem(self.name, self.sha256)


@lru_cache(maxsize=65_536)
def _stem(name: str, sha256: str) -> str:
    stem = PurePath(name).stem
    cut, dash, end = stem.rpartition("-")
    return (cut if dash and len(end) >= 6 and sha256.startswith(end) else stem).casefold()


@dataclass(frozen=True)
class Subject:
    """A statement that people decided about, with all they decided, in order."""

    reviews: tuple[Review, ...]

    @property
    def number(self) -> int:
        """The number of the first review."""
        return self.reviews[0].subject

    @property
    def current(self) -> Review | None:
        """The latest decision that was not undone; None where all were."""
        left: list[Review] = []
        for review in self.reviews:
            if review.decision is not Decision.UNDO:
                left.append(review)
            elif left:
                left.pop()
        return left[-1] if left else None


@dataclass(frozen=True)
class Standing:
    """What stands.

    Attributes
    ----------
    statements
        By report and place: as read, as put right, and as added.
    decided
        By the id of a statement that stands, what was decided about it.
    rejected
        By the id of a statement as read that does not stand, who decided that.
    read
        By the number of a subject, the statement as it is read now, where it is.
    lost
        Decisions that rest on a sentence which is in no report any more.
    """

    statements: tuple[Statement, ...]
    decided: dict[str, Subject] = field(default_factory=dict)
    rejected: dict[str, Subject] = field(default_factory=dict)
    read: dict[int, Statement] = field(default_factory=dict)
    lost: tuple[Subject, ...] = ()

    def subject_of(self, statement: str) -> Subject | None:
        """Give what was decided about the statement with this id, if anything was."""
        return self.decided.get(statement) or self.rejected.get(statement)


def subjects(reviews: Iterable[Review]) -> tuple[Subject, ...]:
    """Put the reviews of the same statement together, in the order of the first."""
    grouped: dict[int, list[Review]] = {}
    by_id: dict[str, int] = {}
    for review in reviews:
        number = review.subject
        if review.anchor is None:  # of old, when they went by ids
            number = by_id.setdefault(review.statement, number)
        grouped.setdefault(number, []).append(review)
    return tuple(
        Subject(tuple(review.model_copy(update={"subject": number}) for review in found))
        for number, found in grouped.items()
    )


def resolve(
    reviews: Sequence[Review],
    read: Sequence[Statement],
    places: Mapping[str, Place],
    sentences: Sentences | None = None,
) -> Standing:
    """Work out what stands.

    Parameters
    ----------
    reviews
        All reviews, in the order they were made.
    read
        All statements as they are read now.
    places
        All reports, by name.
    sentences
        Those of all of this, where they are known already.

    Returns
    -------
    Standing
        The same for the same reviews, whatever the order in which reports were added.
    """
    decided = {s.number: s for s in subjects(reviews) if s.current is not None}
    if not decided:
        return Standing(tuple(read))
    matches = _matches(decided.values(), read, sentences or Sentences(read, places))
    claimed = {statement.id: decided[number] for number, found in matches.items() for statement in found}
    standing = Standing((), read={number: found[0] for number, found in matches.items()})
    kept: list[Statement] = []
    for statement in read:
        subject = claimed.get(statement.id)
        changed = statement if subject is None else _applied(statement, subject, places)
        if changed is not None:
            kept.append(changed)
            if subject is not None:
                standing.decided[changed.id] = subject
        elif subject is not None:
            standing.rejected[statement.id] = subject
    taken = {statement.id for statement in read}
    lost = []
    for subject in decided.values():
        if not _stands_alone(subject, subject.number in matches):
            continue
        own = _placed(subject, places, taken)
        if own is None:
            lost.append(subject)
            continue
        taken.add(own.id)
        kept.append(own)
        standing.decided[own.id] = subject
    kept.sort(key=lambda statement: (statement.report, statement.start, statement.id))
    return Standing(tuple(kept), standing.decided, standing.rejected, standing.read, tuple(lost))


def letter_from_the_end(start: str, taken: Iterable[str]) -> str:
    """Give an id for a person's statement, ``start`` and a letter; readers take theirs from the beginning.

    Examples
    --------
    >>> letter_from_the_end("gazette-12", {"gazette-12a", "gazette-12z"})
    'gazette-12y'
    """
    used = set(taken)
    for length in range(1, 9):
        for letter in "zyxwvutsrqponmlkjihgfedcba":
            if (name := f"{start}{letter * length}") not in used:
                return name
    raise CaseError(f"there is no room for another statement at {start}")  # pragma: no cover


# -- finding statements again --


def _matches(
    decided: Iterable[Subject], read: Sequence[Statement], here_or_there: Sentences
) -> dict[int, list[Statement]]:
    """Give, by the number of a subject, the statements that it is about, at most one in a report."""
    by_id = {statement.id: statement for statement in read}
    pairs: list[tuple[float, int, Statement]] = []
    for subject in decided:
        review = subject.current
        assert review is not None
        if review.anchor is None:
            if review.statement in by_id:
                pairs.append((100.0, subject.number, by_id[review.statement]))
            continue
        for statement in here_or_there.of(review.anchor):
            score = _likeness(statement, review, review.anchor)
            if score:
                pairs.append((score, subject.number, statement))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2].id))
    found: dict[int, list[Statement]] = {}
    claimed: set[str] = set()
    for _, number, statement in pairs:
        here = found.setdefault(number, [])
        if statement.id not in claimed and all(other.report != statement.report for other in here):
            claimed.add(statement.id)
            here.append(statement)
    anchors = {s.number: s.current.anchor for s in decided if s.current is not None}
    for number, here in found.items():
        anchor = anchors[number]
        here.sort(key=lambda s: (anchor is not None and s.report != anchor.report, s.report))
    return {number: here for number, here in found.items() if here}


class Sentences:
    """Statements by their sentences, in a report and in other versions of it (see `_is_version`)."""

    def __init__(self, read: Iterable[Statement], places: Mapping[str, Place]) -> None:
        self._places = places
        self._found: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
        for statement in read:
            sentence, place = _bare(statement.sentence), places.get(statement.report)
            self._found["name", statement.report, sentence].append(statement)
            if place is not None:
                self._found["stem", place.stem, sentence].append(statement)
                if place.url is not None:
                    self._found["url", place.url, sentence].append(statement)

    def of(self, anchor: Statement) -> Iterable[Statement]:
        """Give the statements that rest on a sentence of a report or of another version of it."""
        sentence, was = _bare(anchor.sentence), self._places.get(anchor.report)
        keys = [("name", anchor.report, sentence)]
        stems = {was.stem} if was is not None else anchored_stems(anchor.report)
        keys += [("stem", stem, sentence) for stem in stems]
        if was is not None and was.url is not None:
            keys.append(("url", was.url, sentence))
        return {s.id: s for key in keys for s in self._found.get(key, ())}.values()


def _likeness(statement: Statement, review: Review, anchor: Statement) -> float:
    """Tell how surely a statement is the one that a review is about; 0: it is not."""
    forms = [anchor]
    if review.changes:
        forms.append(anchor.model_copy(update=_simple(review)))
    best = 0.0
    for form in forms:
        alike = _alike(statement.proposal, form.proposal)
        if statement.actor.casefold() == form.actor.casefold():
            if statement.stance == form.stance:
                best = max(best, 10 + 5 * alike + 3 * (statement.id == anchor.id))
            elif review.decision in (Decision.EDIT, Decision.ADD):
                best = max(best, 5 + 4 * alike)
        elif review.decision is Decision.EDIT and statement.stance == form.stance and alike >= 0.5:
            best = max(best, 1 + alike)
    return best


def _simple(review: Review) -> dict[str, str]:
    """Give the new actor, stance and proposal of an edit, as far as it changes them."""
    return {name: review.changes[name] for name in ("actor", "stance", "proposal") if name in review.changes}


def _alike(one: str, other: str) -> float:
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(a & b) / len(a | b) if a | b else 1.0


def _bare(text: str) -> str:
    return " ".join(text.split())


def _is_version(name: str, anchored: str, places: Mapping[str, Place]) -> bool:
    """Tell whether a report is the one that a review was made on, or another version of it."""
    if name == anchored:
        return True
    place, was = places.get(name), places.get(anchored)
    if place is None:
        return False
    if was is None:  # taken out since; its name is all that is left of it
        return place.stem in anchored_stems(anchored)
    return place.stem == was.stem or (place.url is not None and place.url == was.url)


def anchored_stems(name: str) -> frozenset[str]:
    """Give the stems that a report of this name, which is not there any more, may have had."""
    stem = PurePath(name).stem
    return frozenset({stem.casefold(), re.sub(r"-[0-9a-f]{6}(?:[0-9a-f]{6})?$", "", stem).casefold()})


# -- what comes of them --


def _applied(statement: Statement, subject: Subject, places: Mapping[str, Place]) -> Statement | None:
    """Give a statement as read with the decision about it applied; None where it does not stand."""
    review = subject.current
    assert review is not None
    if review.decision in (Decision.REJECT, Decision.ADD):
        return None
    if review.decision is Decision.ACCEPT:
        return statement
    place = places.get(statement.report)
    try:
        return edited(statement, review.changes, place.body if place else None)
    except CaseError:  # the passage that a person quoted is not in this version
        return statement


def _stands_alone(subject: Subject, found: bool) -> bool:
    """Tell whether a person's word is all there is: added, or not found any more by a reader."""
    review = subject.current
    assert review is not None
    if review.decision is Decision.ADD:
        return True
    return not found and review.anchor is not None and review.decision is not Decision.REJECT


def _placed(subject: Subject, places: Mapping[str, Place], taken: set[str]) -> Statement | None:
    """Give a person's statement where its sentence is now; None where it is in no version of the report."""
    review = subject.current
    assert review is not None
    assert review.anchor is not None
    anchor = review.anchor
    versions = sorted(
        (place for name, place in places.items() if _is_version(name, anchor.report, places)),
        key=lambda place: (place.name != anchor.report, place.name),
    )
    for place in versions:
        span = find_passage(place.body, anchor.sentence, anchor.start)
        if span is None:
            continue
        start, end = span
        known = anchor.id if (place.name, start) == (anchor.report, anchor.start) else ""
        if not known or known in taken:
            known = letter_from_the_end(f"{PurePath(place.name).stem}-{start}", taken)
        moved = anchor.model_copy(
            update={
                "id": known,
                "report": place.name,
                "start": start,
                "end": end,
                "sentence": place.body[start:end],
            }
        )
        moved = _with_condition(moved, place.body)
        try:
            return edited(moved, review.changes, place.body)
        except CaseError:
            return moved
    return None


def _with_condition(statement: Statement, body: str) -> Statement:
    """Place a statement's condition anew; one that is not in the text any more is left out."""
    span = find_passage(body, statement.condition, statement.start) if statement.condition else None
    start, end = span or (None, None)
    return statement.model_copy(
        update={
            "condition": body[start:end] if span else None,
            "condition_start": start,
            "condition_end": end,
        }
    )
