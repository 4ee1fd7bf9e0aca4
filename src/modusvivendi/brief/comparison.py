"""What is different between two briefs: two days, two cases, or before and after a report arrived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from modusvivendi.brief.contents import ArrangementEntry, ChangeEntry, Contents, PositionEntry, QuestionEntry
from modusvivendi.brief.wording import MARKING, stance_words
from modusvivendi.english import count_words, listed


@dataclass(frozen=True)
class PositionChange:
    """A position that one brief has and the other has not, or has differently.

    Attributes
    ----------
    actor, proposal
        Whose, on what.
    before, after
        The position in either brief; None where there is none.
    """

    actor: str
    proposal: str
    before: PositionEntry | None
    after: PositionEntry | None

    @property
    def text(self) -> str:
        """Say it in a sentence."""
        if self.before is None:
            return f"{self.actor} is newly reported: {_held(self.after)}."
        if self.after is None:
            return f"{self.actor} is reported no more: {_held(self.before)}."
        return f"{self.actor}: {_held(self.before)}; then {_held(self.after)}."

    def between(self, one: str, other: str) -> str:
        """Say it of two sides that are not earlier and later, such as two readers."""
        if self.before is None:
            return f"Only {other}: {self.actor} {_held(self.after)}."
        if self.after is None:
            return f"Only {one}: {self.actor} {_held(self.before)}."
        return f"{self.actor}: {one} {_held(self.before)}; {other} {_held(self.after)}."


@dataclass(frozen=True)
class VerdictChange:
    """An arrangement that holds in other interpretations.

    Attributes
    ----------
    taken, text
        Options taken in it, by name and in words.
    before, after
        In how many of how many interpretations it holds under Nash, SEQ or SMR.
    before_of, after_of
        How many there are.
    """

    taken: tuple[str, ...]
    text: str
    before: int
    before_of: int
    after: int
    after_of: int

    @property
    def kinds(self) -> tuple[str, str]:
        """Whether it holds in ``every``, ``some`` or ``no`` interpretation, in either brief."""
        return _kind(self.before, self.before_of), _kind(self.after, self.after_of)


@dataclass(frozen=True)
class Comparison:
    """What is different between two briefs.

    Attributes
    ----------
    moved
        Changes of a party's position, as they are reported, that only the later one tells.
    positions
        Positions that are new, gone, or of another stance or condition.
    contradictions
        Contradictions only the later one has.
    settled
        Contradictions only the earlier one has.
    verdicts
        Arrangements whose verdict is of another kind; those of the same kind are left out.
    opened, answered
        Questions only the later, and only the earlier one has.
    reports
        Reports only the later one has.
    """

    before: Contents
    after: Contents
    moved: tuple[ChangeEntry, ...]
    positions: tuple[PositionChange, ...]
    contradictions: tuple[str, ...]
    settled: tuple[str, ...]
    verdicts: tuple[VerdictChange, ...]
    opened: tuple[str, ...]
    answered: tuple[str, ...]
    reports: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of consequence is different."""
        return not (
            self.positions
            or self.contradictions
            or self.settled
            or self.verdicts
            or self.opened
            or self.answered
        )

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements the changed positions rest on."""
        found = [p for change in self.positions for p in (change.before, change.after) if p is not None]
        return tuple(dict.fromkeys(i for p in found for i in p.statements))

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        if self.is_empty:
            return "Nothing of consequence is different: the same positions, contradictions and verdicts."
        parts = [
            count_words(len(items), *nouns)
            for items, nouns in (
                (self.positions, ("position is different", "positions are different")),
                (self.contradictions, ("new contradiction", "new contradictions")),
                (self.settled, ("contradiction is gone", "contradictions are gone")),
                (self.verdicts, ("verdict has changed", "verdicts have changed")),
                (self.opened, ("question is newly open", "questions are newly open")),
                (self.answered, ("question is open no more", "questions are open no more")),
            )
            if items
        ]
        text = listed(parts)
        return f"{text[0].upper()}{text[1:]}."

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "sentence": self.sentence,
            "reports": list(self.reports),
            "changes": [
                {
                    "actor": c.actor,
                    "text": c.text,
                    "before": list(c.before.statements),
                    "after": list(c.after.statements),
                }
                for c in self.moved
            ],
            "positions": [
                {
                    "actor": c.actor,
                    "proposal": c.proposal,
                    "before": _position(c.before),
                    "after": _position(c.after),
                    "text": c.text,
                }
                for c in self.positions
            ],
            "contradictions": {"new": list(self.contradictions), "gone": list(self.settled)},
            "verdicts": [
                {
                    "taken": list(v.taken),
                    "before": {"holds_in": v.before, "of": v.before_of},
                    "after": {"holds_in": v.after, "of": v.after_of},
                }
                for v in self.verdicts
            ],
            "questions": {"new": list(self.opened), "gone": list(self.answered)},
        }


def compare(before: Contents, after: Contents) -> Comparison:
    """Find what is different between two briefs.

    Parameters
    ----------
    before, after
        What they say. Positions are matched by actor and what they are about, arrangements by the options
        taken, contradictions by the statements on either side, questions by their text.
    """
    fights = [{(c.kind, c.a, c.b): c.text for c in contents.contradictions} for contents in (before, after)]
    asked = [{_asked(q): q.question for q in contents.questions} for contents in (before, after)]
    known = {report.sha256 for report in before.reports}
    told = {_told(change) for change in before.changes}
    return Comparison(
        before=before,
        after=after,
        moved=tuple(change for change in after.changes if _told(change) not in told),
        positions=tuple(_positions(before.positions, after.positions)),
        contradictions=tuple(text for key, text in fights[1].items() if key not in fights[0]),
        settled=tuple(text for key, text in fights[0].items() if key not in fights[1]),
        verdicts=tuple(_verdicts(before, after)),
        opened=tuple(text for key, text in asked[1].items() if key not in asked[0]),
        answered=tuple(text for key, text in asked[0].items() if key not in asked[1]),
        reports=tuple(report.report for report in after.reports if report.sha256 not in known),
    )


def _told(change: ChangeEntry) -> tuple[object, ...]:
    return change.actor, change.before.statements, change.after.statements


def _positions(before: Iterable[PositionEntry], after: Iterable[PositionEntry]) -> list[PositionChange]:
    """Match positions of one actor: the same ones first, then the closest; give those that differ."""
    left, new = list(before), list(after)
    changes = []
    for alike in (_same, _on_shared_statements, _in_the_same_words, _on_the_same_topic):
        for later in list(new):
            earlier = next((p for p in left if p.actor == later.actor and alike(p, later)), None)
            if earlier is None:
                continue
            left.remove(earlier)
            new.remove(later)
            if (earlier.stance, earlier.condition) != (later.stance, later.condition):
                changes.append(PositionChange(later.actor, later.proposal, earlier, later))
    changes += [PositionChange(p.actor, p.proposal, None, p) for p in new]
    changes += [PositionChange(p.actor, p.proposal, p, None) for p in left]
    return sorted(changes, key=lambda c: (c.actor, c.proposal))


def _same(one: PositionEntry, other: PositionEntry) -> bool:
    mine, theirs = ((p.proposal, p.stance, p.condition) for p in (one, other))
    return mine == theirs


def _on_shared_statements(one: PositionEntry, other: PositionEntry) -> bool:
    return bool(set(one.statements) & set(other.statements))


def _in_the_same_words(one: PositionEntry, other: PositionEntry) -> bool:
    return one.proposal == other.proposal


def _on_the_same_topic(one: PositionEntry, other: PositionEntry) -> bool:
    return bool(one.topic) and one.topic == other.topic


def _verdicts(before: Contents, after: Contents) -> list[VerdictChange]:
    found = [_times(contents.arrangements) for contents in (before, after)]
    of = [contents.made_with.interpretations_solved for contents in (before, after)]
    changes = []
    for key, (_, entry) in (found[0] | found[1]).items():
        text = entry.summary.text if entry.summary is not None else ", ".join(entry.taken)
        times = [side[key][0] if key in side else 0 for side in found]
        changes.append(VerdictChange(entry.taken, text.rstrip("."), times[0], of[0], times[1], of[1]))
    changes = [c for c in changes if c.kinds[0] != c.kinds[1]]
    return sorted(changes, key=lambda c: (-len(c.taken), c.taken))


def _times(entries: Iterable[ArrangementEntry]) -> dict[frozenset[str], tuple[int, ArrangementEntry]]:
    return {
        frozenset(a.taken): (len({i for c in MARKING for i in a.holds_in.get(c, ())}), a)
        for a in entries
        if not a.gmr_only
    }


def _asked(question: QuestionEntry) -> str:
    return f"{question.actor}: {question.question}"


def _kind(times: int, of: int) -> str:
    return "no" if not times else "every" if times == of else "some"


def _held(position: PositionEntry | None) -> str:
    if position is None:
        return "nothing"
    condition = f", {position.condition}" if position.condition else ""
    return f"{stance_words(position.stance)} {position.proposal}{condition}"


def _position(position: PositionEntry | None) -> dict[str, object] | None:
    if position is None:
        return None
    return {
        "stance": position.stance,
        "condition": position.condition,
        "statements": list(position.statements),
    }
