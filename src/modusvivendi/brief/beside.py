"""Answers as people get them: what the reports say, quoted, and then what follows from the model."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from modusvivendi.brief.passing import Passing
from modusvivendi.brief.reported import Reported
from modusvivendi.conflict import Formula, If, Iff, Not, Option, Preference
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, listed
from modusvivendi.insight.blocked import Blocking
from modusvivendi.insight.finding_out import FindingOut
from modusvivendi.insight.insight import Insight, Point, Pointed, Supplemented
from modusvivendi.insight.joining import Joining
from modusvivendi.insight.parts import parts
from modusvivendi.insight.unlocking import Unlock
from modusvivendi.insight.unplaced import Unplaced, disputed, placed, quoting, unplaced
from modusvivendi.statements import Stance, Statement

if TYPE_CHECKING:
    from modusvivendi.conflict import Conflict
    from modusvivendi.conflict.decision_maker import DecisionMaker
    from modusvivendi.dossier import Record
    from modusvivendi.insight.interpretations import Ensemble


MOST_CONFIRMED = 2
"""Parties of which it is said that they have to confirm what is reported of them."""

MOST_ASKING = 3
"""Parties of which it is quoted what they ask for themselves."""

_READY = (Stance.OFFERS, Stance.SUPPORTS)

_LEVEL = re.compile(r"(?P<what>.+) \((?P<amount>[^()]*\d[^()]*)\)$")
"""The label of an option that is one amount of something."""


class Beside:
    """Sets beside an answer that follows from a model what the record itself has on it.

    Parameters
    ----------
    conflict
        The model.
    record
        The record it was drafted from.
    ensemble
        The model solved in its interpretations, where that has been done.
    """

    def __init__(self, conflict: Conflict, record: Record, ensemble: Ensemble | None = None) -> None:
        self._conflict = conflict
        self._record = record
        self._ensemble = ensemble

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The statements of the record, by id."""
        return {s.id: s for s in self._record.statements()}

    @cached_property
    def left_out(self) -> Unplaced:
        """What is reported and no part of the model."""
        return unplaced(self._conflict, self.statements.values())

    @cached_property
    def passing(self) -> Passing:
        """What the reports tell in passing."""
        return Passing(self._conflict, self._record)

    @cached_property
    def reported(self) -> Reported:
        """What the record says, first that on which the model rests."""
        labels = [label for dm in self._conflict.decision_makers for label in dm.options.values() if label]
        used = placed(self._conflict)
        said = [self.statements[i].proposal for i in used if i in self.statements]
        about = [*labels, *filter(None, self._conflict.circumstances.values()), *said]
        return Reported(self._record, used, about, self._option_labels())

    def _option_labels(self) -> Mapping[str, str]:
        """Give for statements of what a party would do itself which option that is, in words."""
        return {
            i: label
            for dm in self._conflict.decision_makers
            for preference in dm.preferences
            if isinstance(preference, Preference) and not preference.assumption
            for option, label in zip(dm.option_names, dm.options.values(), strict=True)
            if label and _taken(preference.formula) == option
            for i in preference.evidence
        }

    def joining(self, found: Joining) -> Insight:
        """Quote first who is judged to bring whom to what, and who would do what on which terms."""
        said = self.reported.bringing()
        if not said:
            return found
        tables = self.reported.tables("Who would do what on which terms", self.reported.terms)
        return Supplemented(found, (*said, *_in_the_model(found.points)), more=tables)

    def blocks(self, found: Blocking) -> Insight:
        """Quote first who objects, refuses or warns, and who would come in on terms only."""
        said = (*self._clashing(), *self._apart(), *self.reported.against())
        if not said:
            return found
        tables = self.reported.tables("Who objects, refuses or warns", self.reported.objections)
        return Supplemented(found, (*said, *_in_the_model(found.departures)), more=tables)

    def _clashing(self) -> list[Point]:
        """Quote first what one party demands of another, and that one refuses whatever others do."""
        return [Point(f"{text}: {quoted}.", ids) for text, quoted, ids in self._clashes()]

    def _clashes(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Give what one party demands and another refuses, in words, with the sentences and their ids."""
        words = Words(self._conflict)
        for dm in self._conflict.decision_makers:
            for key, option in zip(dm.options, dm.option_names, strict=True):
                wanted = Option(dm.key, key)
                refusing = _evidence(dm, Not(wanted))
                others = (other for other in self._conflict.decision_makers if other is not dm)
                asking = {other.key: ids for other in others if (ids := _evidence(other, wanted))}
                if refusing and asking:
                    several = len(asking) > 1 or words.is_several(next(iter(asking)))
                    names = capital(listed(map(words.name, asking)))
                    demand = "demand" if several else "demands"
                    text = f"{names} {demand} what {words.name(dm.key)} refuses ({words.options([option])})"
                    every = tuple(dict.fromkeys(i for ids in asking.values() for i in ids))
                    refused = f"{words.name(dm.key)}: {self.reported.quotes(refusing)}"
                    yield text, f"{self.reported.quotes(every)}; {refused}", (*every, *refusing)

    def _neither_moved(self) -> list[Point]:
        """Ask those who demand and those who refuse the same whether they would settle for less."""
        return [
            Point(f"{text}: whether either would settle for less is to be asked of both.", ids)
            for text, _, ids in self._clashes()
        ]

    def _apart(self) -> list[Point]:
        """Say where several amounts of one thing are named: what one offers is not what another asks."""
        said = []
        for dm in self._conflict.decision_makers:
            levels: dict[str, list[str]] = {}
            for key, label in dm.options.items():
                if (found := _LEVEL.match(label or "")) is not None:
                    levels.setdefault(found["what"], []).append(key)
            for what, keys in levels.items():
                if len(keys) > 1:
                    notes = [dm.option_notes.get(key) for key in keys]
                    ids = dict.fromkeys(i for note in notes if note for i in note.evidence)
                    some = [self.statements[i] for i in ids if i in self.statements]
                    text = (
                        f"Apart in the amount, on whether {Words(self._conflict).name(dm.key)} would {what}"
                    )
                    said.append(self.reported.amounts(text, some))
        return said

    def unlock(self, found: Unlock) -> Insight:
        """Say first what each part of it takes; all of it at once only where it takes more than answers."""
        made = parts(self._conflict, found.code, ensemble=self._ensemble, statements=self.statements)
        # Each part may hold where all of them together do not.
        whole = [] if made.holds and made.points else _all_at_once(found)
        count = self.left_out.count
        left = self._wished_besides()
        if count:
            left = (*left, Point(f"It takes no account of what the model leaves out, such as {count}."))
        some = (*self.left_out.terms, *self.left_out.demands, *self.left_out.refusals)
        reported = self.reported.terms_last_reported()
        return Supplemented(
            found,
            (
                *reported,
                *made.points,
                *self.passing.rules([point.text for point in (*reported, *made.points)]),
                *whole,
                *self._asked_for(made.keys.needed, {name for part in made.parts for name in part.against}),
                *left,
            ),
            first=made.tables(),
            more=[self.left_out.table(some, "Reported, but not in the model")] if some else (),
            data={"parts": made.record()["parts"]},
        )

    def _wished_besides(self) -> tuple[Point, ...]:
        """Quote what is asked for, or weighed, and that the model leaves out."""
        ids = dict.fromkeys(s.id for s in self.left_out.demands)
        start = "Asked for, or weighed, besides, and not in the model"
        return (self.reported.quote(start, ids),) if ids else ()

    def _to_confirm(self) -> list[Point]:
        """Say what parties are reported to be ready to do by unnamed sources only: to be confirmed."""
        said = []
        for dm in self._conflict.decision_makers:
            own = {dm.key, dm.name, *dm.members}
            unnamed: dict[str, None] = {}
            for preference in dm.preferences:
                if not isinstance(preference, Preference) or preference.assumption:
                    continue
                some = [self.statements[i] for i in preference.evidence if i in self.statements]
                ready = [s for s in some if s.actor in own and s.stance in _READY]
                if ready and all(s.anonymous for s in ready):
                    unnamed.update(dict.fromkeys(s.id for s in ready))
            if unnamed:
                who = Words(self._conflict).name(dm.key)
                text = f"To be confirmed by {who}, as it rests on unnamed sources alone"
                said.append(self.reported.quote(text, unnamed))
        return said[:MOST_CONFIRMED]

    def _asked_for(self, needed: Collection[str], against: Collection[str]) -> list[Point]:
        """Quote what those ask for themselves of whom something is asked, or who object."""
        words = Words(self._conflict)
        said = []
        for dm in self._conflict.decision_makers:
            name = words.name(dm.key)
            if name not in against and not any(option in needed for option in dm.option_names):
                continue
            wanted = [
                i
                for preference in dm.preferences
                if isinstance(preference, Preference) and preference.rule == "demands"
                for i in preference.evidence
                if i in self.statements
            ]
            if wanted:
                said.append(self.reported.quote(f"Asked for by {name}", dict.fromkeys(wanted)))
        return said[:MOST_ASKING]

    def questions(self, found: Insight) -> Insight:
        """Add what is disputed in the record and not asked about."""
        splits = [each for each in self._record.contradictions() if each.kind != "denial"]
        besides = (
            *self._neither_moved(),
            *self._apart(),
            *self._to_confirm(),
            *self.reported.voices(),
            *self.reported.denied(),
            *disputed(self._conflict, splits),
        )
        own = found.points if isinstance(found, Pointed) else (Point(found.sentence, tuple(found.evidence)),)
        if isinstance(found, FindingOut) and not found.asked and self.left_out.count:
            # A model that asks nothing may only have no place for what there is to ask.
            start = "The model asks nothing, and has no place for this, on which to ask those who say it"
            left = (*self.left_out.terms, *self.left_out.demands, *self.left_out.refusals)
            own = quoting(start, left)
        said = (*own, *besides)
        left_open = self.passing.open_points([point.text for point in said])
        return Supplemented(found, (*said, *left_open)) if besides or left_open else found


def _in_the_model(points: Iterable[Point]) -> list[Point]:
    """Mark what follows from the model, and is not reported, as that."""
    return [
        point
        if point.text.startswith(SAMPLED)
        else Point(f"In the model, {_inner(point.text)}", point.evidence)
        for point in points
    ]


def _taken(formula: Formula) -> str | None:
    """Give the option that a preference is about, come what may or on terms; None where it is another."""
    match formula:
        case Option():
            return formula.name
        case Iff(left=Option() as option) | If(consequence=Option() as option):
            return option.name
    return None


def _evidence(dm: DecisionMaker, formula: Formula) -> tuple[str, ...]:
    """Give the statements by which a party prefers something come what may; none where that is assumed."""
    return tuple(
        i
        for preference in dm.preferences
        if isinstance(preference, Preference) and preference.formula == formula and not preference.assumption
        for i in preference.evidence
    )


SAMPLED = "This was worked out"
"""How the remark begins that not all interpretations were looked at."""

_STARTS = re.compile(r"(?:With|Some|No|Nobody|The|A|An|It|Even)\b")
"""Words with which a sentence of ours begins that are no names."""


def _inner(text: str) -> str:
    """Give a sentence as it goes on after some words."""
    return text[:1].lower() + text[1:] if _STARTS.match(text) else text


def _all_at_once(found: Unlock) -> list[Point]:
    first, *rest = found.points
    return [Point(f"All of it at once: {_inner(first.text)}", first.evidence), *rest]
