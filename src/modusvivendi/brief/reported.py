"""What the reports themselves say on what people ask, quoted: it comes before what follows from a model."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from modusvivendi.brief.denials import Denials, ids_of
from modusvivendi.brief.quotes import MOST_QUOTED, day_of
from modusvivendi.dossier.change_words import held_words
from modusvivendi.english import capital, date_words, is_plural, listed
from modusvivendi.insight.insight import Point
from modusvivendi.insight.unplaced import stems
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.mentions import mentions
from modusvivendi.statements.naming import with_article

MOST_PARTIES = 6
"""Parties that an answer quotes; its table has all."""

FEW = 3
"""Objecting parties; where there are fewer, those who object to what is less to the point are quoted, too."""

MOST_JUDGED = 3
"""Pairs of parties of which it is told that one is judged to move the other."""

MOST_TERMS = 5
"""Parties whose terms an answer quotes."""

ONE_BREATH = 300
"""Characters between two sentences that are told together."""

MOST_NEW = 8
"""Parties of whom it is quoted what only a report without a date tells."""

_AGAINST = {
    Stance.OPPOSES: ("objects", "object"),
    Stance.RULES_OUT: ("refuses", "refuse"),
    Stance.WARNS: ("warns", "warn"),
}
_WILLING = frozenset({Stance.OFFERS, Stance.SUPPORTS, Stance.CONSIDERS})


class Reported(Denials):
    """Quotes a record: who objects to what, who would do what on which terms, and who judges what of whom.

    Parameters
    ----------
    record, near, about, labels
        As in `Denials`.
    """

    # -- who would bring whom --

    def bringing(self) -> tuple[Point, ...]:
        """Quote who is judged to bring whom to what, what these say themselves, and who has which terms."""
        judged = self._judged()
        said = [point for pair, some in judged.items() for point in self._about(*pair, some)]
        causes = {cause for cause, _ in judged}
        known = {i for point in said for i in point.evidence}
        told: dict[str, list[Statement]] = {}
        for actor, s in sorted(self.terms, key=lambda each: each[0] not in causes):
            if s.id not in known:
                told.setdefault(actor, []).append(s)
        for actor, s in self._held:
            if s.id not in known and _IN_RETURN.search(s.sentence) and not s.condition:
                told.setdefault(actor, []).append(s)
        groups = _alike(told)
        for actors in groups[:MOST_TERMS]:
            held = [s for actor in actors for s in told[actor]]
            quotes = self._quotes(held, MOST_QUOTED + 1)
            denied = [s for one in held for s in self._denying.get(one.id, ())]
            if denied:
                quotes += f"; denied by {with_article(denied[0].actor)}: {self._quotes(denied)}"
            said.append(Point(f"On terms, {_named(actors)}: {quotes}.", ids_of([*held, *denied])))
        if len(groups) > MOST_TERMS:
            rest = [actor for actors in groups[MOST_TERMS:] for actor in actors]
            held = [s for actor in rest for s in told[actor]]
            said.append(Point(f"On terms, too, as in the table: {_named(rest)}.", ids_of(held)))
        return tuple(said)

    def _judged(self) -> dict[tuple[str, str], list[Statement]]:
        """Give the judgements that what one party does would move another, by the two."""
        every = [s for s in self._statements.values() if not s.earlier]
        named: dict[tuple[str, str], list[Statement]] = {}
        others: list[tuple[str, str, Statement]] = []
        for s in every:
            if s.stance is not Stance.ASSESSES or s.effect is None:
                continue
            for cause in s.effect.cause.agents:
                for moved in s.effect.effect.agents:
                    if cause != moved and moved in self._parties:
                        if cause in self._parties:
                            named.setdefault((cause, moved), []).append(s)
                        else:
                            others.append((cause, moved, s))
        for cause, moved, s in others:
            # What is judged of a group stands with what is judged of a party by name.
            alike = next((pair for pair in named if pair[1] == moved), (cause, moved))
            named.setdefault(alike, []).append(s)
        first = dict(sorted(named.items(), key=lambda each: -len(each[1]))[:MOST_JUDGED])
        hoping = [s for s in every if _hopes(s)]
        for (_, moved), some in first.items():
            known = set(ids_of(some))
            some += [s for s in hoping if s.id not in known and s.actor != moved and _speaks_of(s, moved)]
        return first

    def _about(self, cause: str, moved: str, judging: Sequence[Statement]) -> list[Point]:
        who, whom = with_article(cause), with_article(moved)
        effects = [s.effect for s in judging if s.effect is not None]
        first = effects[0]
        by_itself = all(s.actor == moved for s in judging)
        whose = (
            f"what {whom} says itself" if by_itself else f"the judgement of others, not the word of {whom}"
        )
        done = f"could bring {whom} to {first.effect.label}" if first.raises else f"could keep {whom} from it"
        text = f"That what {who} does ({first.cause.label}) {done} is {whose}: {self._quotes(judging)}."
        said = [Point(text, ids_of(judging))]
        about = {effect.effect.action.removeprefix("accept:") for effect in effects}
        held = [s for actor, s in self._held if actor == moved]
        judges = set(ids_of(judging))
        of_it = [s for s in held if s.id not in judges and s.condition and mentions(s.sentence, cause)]
        own = [s for s in held if _action(s) in about] or [s for s in held if s.stance in _AGAINST]
        known = set(ids_of(own))
        own += [s for s in of_it if s.id not in known]
        if own and not by_itself:
            every = [s for s in self._statements.values() if s.actor == moved and not s.earlier]
            silent = "" if any(mentions(s.sentence, cause) for s in every) else f", with no word of {who}"
            said.append(Point(f"Of {whom} itself is reported{silent}: {self._quotes(own)}.", ids_of(own)))
        besides = [
            s
            for s in self._statements.values()
            if s.stance is Stance.ASSESSES and not s.earlier and s.id not in judges and _speaks_of(s, cause)
        ]
        if besides:
            said.append(Point(f"Judged of {who} besides: {self._quotes(besides)}.", ids_of(besides)))
        return said

    @cached_property
    def terms(self) -> tuple[tuple[str, Statement], ...]:
        """What a party would do on a condition, or not without one; first what is on others' part."""
        some = [
            (actor, s)
            for actor, s in self._held
            if s.condition and (s.stance in _WILLING or s.stance is Stance.RULES_OUT)
        ]
        return tuple(sorted(some, key=lambda each: (not self._on_others(*each), *self._order(each[1]))))

    def _on_others(self, actor: str, s: Statement) -> bool:
        """Whether a condition is about what another party does."""
        agents = {agent for act in s.condition_acts for agent in act.agents} - {actor, s.actor}
        named = (name for name in self._parties if name != actor)
        return bool(agents) or any(mentions(s.condition or "", name) for name in named)

    # -- who is against what --

    def against(self) -> tuple[Point, ...]:
        """Quote who objects, refuses or warns, and say who would come in on terms only."""
        parties: dict[str, list[Statement]] = {}
        others: list[tuple[str, Statement]] = []
        for actor, s in self.objections:
            if s.id in self._near or not self._about_words or self._about_words & stems([s.proposal]):
                parties.setdefault(actor, []).append(s)
            else:
                others.append((actor, s))
        if len(parties) < FEW:
            for actor, s in [each for each in others if each[0] not in parties]:
                parties.setdefault(actor, []).append(s)
            others = [each for each in others if each[1] not in parties[each[0]]]
        ordered = sorted(parties, key=lambda name: self._weight(parties[name]))
        groups = _alike({actor: parties[actor] for actor in ordered})
        said = [
            self._objecting(actors, [s for a in actors for s in parties[a]])
            for actors in groups[:MOST_PARTIES]
        ]
        others += [(a, s) for actors in groups[MOST_PARTIES:] for a in actors for s in parties[a]]
        told = {actor for actors in groups[:MOST_PARTIES] for actor in actors}
        besides = {actor: None for actor, _ in others if actor not in told}
        if besides:
            text = f"On other matters, as the table has it: {_named(besides)}."
            said.append(Point(text, ids_of(s for actor, s in others if actor in besides)))
        split = [
            self.quote(f"{capital(with_article(actor))} speaks with more than one voice", ids_of(voices))
            for actor, voices in self.divided.items()
        ]
        return (*self._held_back(), *said, *split, *self._on_terms_only())

    def _held_back(self) -> list[Point]:
        """Quote first who makes something hang on what another refuses or denies."""
        clashes: dict[tuple[str, tuple[str, ...]], tuple[list[Statement], list[Statement]]] = {}
        # What somebody denies having offered is no refusal of what another asks.
        denials = {s.id for some in self._denying.values() for s in some}
        for actor, s in self.terms:
            words = stems([s.condition])
            against = [
                other
                for name, other in self._held
                if name != actor
                and other.id not in denials
                and _may_answer(other, s)
                and other.stance in (*_AGAINST, Stance.DENIES)
                and mentions(s.condition or "", name)
                and words & stems([other.proposal])
            ]
            if against:
                clashes.setdefault((actor, ids_of(against)), ([], against))[0].append(s)
        said = []
        for (actor, _), (asking, against) in clashes.items():
            name = with_article(against[0].actor)
            terms = f"{capital(with_article(actor))}, on terms: {self._quotes(asking)}"
            said.append(Point(f"{terms}; {name}: {self._quotes(against)}.", ids_of([*asking, *against])))
        return said[:MOST_QUOTED]

    @cached_property
    def divided(self) -> Mapping[str, tuple[Statement, ...]]:
        """Parties of which one report tells in one breath that one voice is for, and another against."""
        pairs: dict[str, list[tuple[Statement, Statement]]] = {}
        for actor, yes in self._held:
            if yes.stance in _WILLING and not yes.condition:
                pairs.setdefault(actor, []).extend(
                    (yes, no)
                    for other, no in self._held
                    if other == actor and no.stance in _AGAINST and _in_one_breath(yes, no)
                )
        return {
            actor: min(found, key=lambda pair: (pair[1].stance is Stance.WARNS, _apart(*pair)))
            for actor, found in pairs.items()
            if found
        }

    def voices(self) -> tuple[Point, ...]:
        """Ask who speaks for parties that speak with more than one voice."""
        return tuple(
            self.quote(f"To be asked as well is who speaks for {with_article(actor)}", ids_of(said))
            for actor, said in self.divided.items()
        )

    def without_date(self, shown: Collection[str]) -> tuple[Point, ...]:
        """Quote what only reports without a date tell of parties: it may be later, or earlier, than the rest.

        Parameters
        ----------
        shown
            Ids of the statements that have been told; what else their sentences tell is left out as well.
        """
        undated = {report.name for report in self._record.reports() if report.date is None}
        if not undated or len(undated) == len(self._record.reports()):
            return ()
        told = {self._statements[i].sentence for i in shown if i in self._statements}
        found: dict[str, list[Statement]] = {}
        # What a report with a date says of the same party in other words is no news of that one.
        known = {(actor, _side(s), _action(s)) for actor, s in self._held if s.report not in undated}
        for stances in (_AGAINST, _WILLING, (Stance.DEMANDS,)):
            for actor, s in self._held:
                same = _action(s) and (actor, _side(s), _action(s)) in known
                if s.report in undated and s.stance in stances and s.sentence not in told and not same:
                    found.setdefault(actor, []).append(s)
        said = []
        groups = _alike(found)
        groups.sort(key=lambda actors: not any(s.id in self._near for a in actors for s in found[a]))
        for actors in groups[:MOST_NEW]:
            some = [s for actor in actors for s in found[actor]]
            text = f"Only in the report without a date, of {_named(actors)}: {self._quotes(some)}."
            said.append(Point(text, ids_of(some)))
        return tuple(said)

    def terms_last_reported(self) -> tuple[Point, ...]:
        """Say in one point what each party is reported to hold on which terms: what is still asked for."""
        asking = [(actor, s) for actor, s in self._held if s.condition and s.stance is Stance.DEMANDS]
        own: dict[tuple[str, str], dict[str, None]] = {}
        some = [*self.terms, *asking]
        for actor, s in some:
            held = held_words(s.stance, self._in_full(s)).replace("refuse to", "not to", 1)
            if s.stance is Stance.DEMANDS and _PROPOSING.search(s.sentence):
                held = held.replace("demand", "propose", 1)
            what = held if held.startswith("not to") else f"to {held}"
            own.setdefault((actor, what), {}).setdefault(f"“{s.condition}”{self._denied_by(s)}")
        alike: dict[str, list[str]] = {}
        for (actor, what), conditions in own.items():
            alike.setdefault(f"{what}, {' and '.join(conditions)}", []).append(actor)
        if not alike:
            return ()
        shown = list(alike.items())[: MOST_TERMS + 1]
        said = [f"{_named(actors)} {held}" for held, actors in shown]
        told = {actor for _, actors in shown for actor in actors}
        text = f"Terms, as reported: {'; '.join(said)}."
        return (Point(text, ids_of(s for actor, s in some if actor in told)),)

    def _in_full(self, s: Statement) -> Statement:
        """Give a statement with what its words only point to, where the model or the record knows it."""
        if not _POINTING.search(s.proposal):
            return s
        label = self._labels.get(s.id) or (s.act.label if s.act is not None else None)
        if label is None or _POINTING.search(label):
            return s
        return s.model_copy(update={"proposal": label})

    def _denied_by(self, s: Statement) -> str:
        """Say in few words that what is reported has been denied; else empty."""
        denied = self._denying.get(s.id, ())
        return f", denied by {with_article(denied[0].actor)}" if denied else ""

    def _on_terms_only(self) -> list[Point]:
        """Say in the words of the reports on which terms parties would do their part."""
        own: dict[str, dict[str, None]] = {}
        for actor, s in self.terms:
            condition = f"“{s.condition}”{self._denied_by(s)}"
            own.setdefault(actor, {}).setdefault(
                f"refusing {condition}" if s.stance is Stance.RULES_OUT else condition
            )
        alike: dict[str, list[str]] = {}
        for actor, conditions in own.items():
            # "Not before a truce" and an "if" would read as one condition, joined by "and".
            alike.setdefault("; ".join(conditions), []).append(actor)
        if not alike:
            return []
        shown = list(alike.items())[:MOST_PARTIES]
        said = [f"{_named(actors)} ({conditions})" for conditions, actors in shown]
        told_of = {actor for _, actors in shown for actor in actors}
        return [
            Point(
                f"On terms only: {', '.join(said)}.",
                ids_of(s for actor, s in self.terms if actor in told_of),
            )
        ]

    @cached_property
    def objections(self) -> tuple[tuple[str, Statement], ...]:
        """What parties object to, refuse or warn of, whatever others do."""
        return tuple(
            (actor, s)
            for actor, s in self._held
            if s.stance in _AGAINST and not (s.condition and s.stance is Stance.RULES_OUT)
        )

    def _weight(self, some: Sequence[Statement]) -> tuple[bool, int, int]:
        """Put those first on whom the model hangs, and who object most."""
        near = sum(s.id in self._near for s in some)
        return (not near, -near, -len(some))

    def _objecting(self, actors: Sequence[str], some: Sequence[Statement]) -> Point:
        several = len(actors) > 1 or is_plural(actors[0])
        order = list(_AGAINST)
        stances = sorted({s.stance for s in some}, key=order.index)
        verbs = listed(_AGAINST[stance][several] for stance in stances)
        each = [min((s for s in some if s.stance is stance), key=self._order) for stance in stances]
        quoted = self._quotes(
            [*each, *(s for s in some if s not in each)], max(MOST_QUOTED, len(each)), first=each
        )
        text = f"{capital(_named(actors))} {verbs}: {quoted}."
        said = max((s.date for s in some if s.date), default=None)
        since = [
            s.date
            for name, s in self._held
            if name in actors and s.stance in _WILLING and s.condition and s.date
        ]
        if said is not None and all(s.date for s in some) and since and max(since) > said:
            text += f" Its terms above are later ({date_words(max(since).isoformat())})."
        return Point(text, ids_of(some))

    def amounts(self, text: str, some: Iterable[Statement]) -> Point:
        """Quote what is held today of some statements in which different amounts are named."""
        today = {s.id for _, s in self._held}
        return Point(
            f"{text}: {self._quotes([s for s in some if s.id in today and s.quantity])}.", ids_of(some)
        )

    def tables(self, title: str, some: Iterable[tuple[str, Statement]]) -> tuple[Table, ...]:
        """List statements, if there are any: whose, what is reported, when."""
        rows: list[Row] = [
            (with_article(actor), " ".join(s.sentence.split()), day_of(s).strip(" ()"), s.id)
            for actor, s in some
        ]
        headings = ("whose", "what is reported", "when", "evidence")
        columns = tuple(Column(text, is_text=True) for text in headings)
        return (Table("reported", title, columns, (Section(tuple(rows)),)),) if rows else ()


def _alike(parties: Mapping[str, Sequence[Statement]]) -> list[list[str]]:
    """Group parties of which the same sentences tell."""
    together: dict[tuple[str, ...], list[str]] = {}
    for actor, some in parties.items():
        together.setdefault(tuple(dict.fromkeys(s.sentence for s in some)), []).append(actor)
    return list(together.values())


def _named(actors: Iterable[str]) -> str:
    return listed(map(with_article, actors))


_IN_RETURN = re.compile(r"\b[Ii]n (?:return|exchange)\b|\bin turn for\b")
_PROPOSING = re.compile(r"\bpropos|\bsuggest")
_POINTING = re.compile(r"\b(?:it|them|so)\b")


def _in_one_breath(yes: Statement, no: Statement) -> bool:
    """Whether a report tells next to each other that one voice of a party is for, and another against.

    Both have to be somebody's: what is told of the party itself is no other voice.
    """
    together = yes.report == no.report and yes.sentence != no.sentence and _apart(yes, no) <= ONE_BREATH
    if yes.sources[-1:] == no.sources[-1:] != ():
        return False  # an offer and its limit, in one person's words
    return together and _voice(yes) != _voice(no) and all(map(_voice, (yes, no)))


def _may_answer(reply: Statement, s: Statement) -> bool:
    """Whether something can be an answer to what is said: told in the same report, or no earlier."""
    if reply.report == s.report:
        return True
    return reply.date is not None and s.date is not None and reply.date >= s.date


def _apart(one: Statement, other: Statement) -> int:
    return min(abs(one.start - other.end), abs(other.start - one.end))


def _voice(s: Statement) -> str:
    return s.speaker or (s.sources[-1] if s.sources else "")


def _side(s: Statement) -> bool:
    """Whether a statement is against what it is about."""
    return s.stance in _AGAINST


def _action(s: Statement) -> str:
    return s.act.action.removeprefix("accept:") if s.act else ""


def _speaks_of(s: Statement, party: str) -> bool:
    """Whether a statement speaks of a party: by its name, an adjective made of it, or its capital."""
    return mentions(s.sentence if s.actor == party else s.proposal, party)


_MOVING = re.compile(
    r"\b(?:accept\w*|agree\w*|consent\w*|easier|persuade\w*|win|wins|soften\w*|tolerat\w*|live with"
    r"|bring|brings|reconsider\w*|come round)\b"
)
"""Words in which it is said that somebody would be moved to something."""


def _hopes(s: Statement) -> bool:
    """Whether somebody judges, or hopes, that something would move somebody."""
    judges = s.stance in (Stance.ASSESSES, Stance.SUPPORTS) and not s.condition
    return judges and _MOVING.search(s.proposal) is not None
