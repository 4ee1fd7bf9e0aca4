"""What to find out next, and from whom: the open questions on which verdicts hang, and who could tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.remarks import EARLIER_DENIED, REFUSED_NEAR_IT
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, is_plural, listed
from modusvivendi.insight.arrangements import arrangements, fullest
from modusvivendi.insight.asked import Asked, asked_of, moved_by, opposed_to
from modusvivendi.insight.insight import Point, told
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations
from modusvivendi.insight.needs import (
    ABOUT_ITSELF,
    CONSIDERS,
    SILENCE,
    UNHEARD,
    UNHEARD_OF_SEVERAL,
    WEIGHTIER,
    Told,
    near_to,
    nearest_offer,
    obtaining,
    together,
)
from modusvivendi.insight.parted import Parts
from modusvivendi.insight.parts import parts
from modusvivendi.insight.questions import pivotal
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.statements import Stance, Statement

MOST_TO_ASK = 2
"""Parties that are named as those who would know whether something is enough for them."""

MOST_SAID = 5
"""Questions that the sentence names."""

_OTHER_SIDE = re.compile(
    r"\b(?:(?:the )?other (?:side|party|camp)|both (?:sides|parties)|(?:the )?two sides)\b"
)
"""Who decides a circumstance, told without a name."""


@dataclass(frozen=True, eq=False)
class FindingOut:
    """What to find out next.

    Attributes
    ----------
    conflict
        The model.
    asked
        The questions on which some verdict hangs, what matters most first.
    idle
        How many open questions there are on which none does.
    statements
        Those of the record by id, to be quoted.
    """

    conflict: Conflict
    asked: tuple[Asked, ...]
    idle: int
    statements: Mapping[str, Statement] = field(default_factory=dict)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements that speak for either answer of the first questions."""
        return tuple(dict.fromkeys(i for point in self.points for i in point.evidence))

    @property
    def points(self) -> tuple[Point, ...]:
        """What to find out, what hangs on it, whom to ask and whose word there is: one question at a time."""
        if not self.asked:
            if self.idle:
                text = "Nothing would have to be found out: no verdict hangs on what the record leaves open."
            else:
                text = "Nothing would have to be found out: the model leaves no question open."
            return (Point(text),)
        said = []
        for number, alike in enumerate(self._groups[:MOST_SAID]):
            start = f"{'Next' if number else 'First'}, whether {self._clauses(alike)}"
            asked = f"{self._whom(alike)}{self._enough(alike)}{_objecting(alike)}"
            text = f"{start}: {self._hanging(alike)}. {asked}"
            cited = (i for each in alike for i in (*each.statements, *self._nearest(each)[1]))
            said.append(Point(text, tuple(dict.fromkeys(cited))))
        return tuple(said)

    @property
    def _groups(self) -> list[list[Asked]]:
        """Put together what is asked of several parties that are silent on the same act."""
        found: dict[tuple[str, tuple[str, ...]], list[Asked]] = {}
        for each in self.asked:
            act = self.clause(each).partition(" would ")[2]
            is_silent = each.rule == SILENCE and not self._nearest(each)[0]
            key = act if act and is_silent else each.decides.id
            found.setdefault((key, each.opposed), []).append(each)
        return list(found.values())

    def _enough(self, alike: Sequence[Asked]) -> str:
        """Say who would know whether it is enough: the few whose own term it is."""
        own = {party for each in alike for party in each.parties}
        holders = list(dict.fromkeys(name for each in alike for name in each.holders if name not in own))
        if not holders or len(holders) > MOST_TO_ASK or not own:
            return ""
        names = listed(map(Words(self.conflict).name, holders))
        return f" Whether that is enough, {names} would know."

    def _clauses(self, alike: Sequence[Asked]) -> str:
        return together(map(self.clause, alike)) if len(alike) > 1 else self.clause(alike[0])

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        return told(self.points)

    def clause(self, asked: Asked) -> str:
        """Say what is to be found out, as it stands after "whether"."""
        if asked.is_circumstance:
            return obtaining(asked.text)
        return Words(self.conflict).answer(asked.text, "no" if asked.avoided else "yes")

    def _hanging(self, alike: Sequence[Asked]) -> str:
        own = {party for each in alike for party in each.parties} if len(alike) > 1 else set()
        moved = [name for each in alike for name in each.moved if name not in own]
        if moved:
            names = listed(map(Words(self.conflict).name, dict.fromkeys(moved)))
            return f"in the model, on it hangs what {names} would do"
        decides = {place for each in alike for place in each.decides.decides}
        count = count_words(len(decides), "arrangement")
        verb = "hangs" if len(decides) == 1 else "hang"
        needed = any(each.needed for each in alike)
        return f"{count} {verb} on it{', the fullest among them' if needed else ''}"

    def _whom(self, alike: Sequence[Asked]) -> str:
        if len(alike) > 1:
            names = listed(
                dict.fromkeys(Words(self.conflict).name(p) for each in alike for p in each.parties)
            )
            parties = {p for each in alike for p in each.parties}
            several = len(parties) > 1 or is_plural(names)
            text = f"{capital(names)} would know; {UNHEARD_OF_SEVERAL if several else UNHEARD}"
            asking = dict.fromkeys(name for each in alike for name in each.asking)
            return f"{text}; it is asked for by {listed(asking)}." if asking else f"{text}."
        (asked,) = alike
        if asked.is_circumstance:
            named = [Words(self.conflict).name(dm.key) for dm in self.conflict.decision_makers]
            told_of = [name for name in named if name.removeprefix("the ") in asked.text]
            if told_of:
                return f"It is no option in the model; {listed(told_of)} would know."
            meant = ""
            if asked.holders and len(asked.holders) <= MOST_TO_ASK:
                names = listed(map(Words(self.conflict).name, asked.holders))
                meant = f" What would meet it, {names} would know."
            if _OTHER_SIDE.search(asked.text):
                return f"Those on the other side would know.{meant}"
            return f"In the model, no party decides that; watch for it.{meant}"
        words = Words(self.conflict)
        text = f"{listed(words.name(party) for party in asked.parties)} would know"
        if asked.rule == CONSIDERS and not asked.speaking_for and not asked.against:
            nearest = nearest_offer(self.statements, asked.statements, asked.parties)
            return f"{capital(text)}; {nearest or 'it is reported as under consideration'}."
        if asked.rule == "assessment" and asked.speaking_for:
            judging = f"so far it is the judgement of {listed(asked.speaking_for)}"
            return f"{capital(text)}; {judging}{self._own(asked)}."
        if asked.sources:
            sides = [f"for it stands the word of {listed(asked.speaking_for)}"] if asked.speaking_for else []
            if asked.against and asked.remark == EARLIER_DENIED:
                sides.append(f"an earlier report was denied by {listed(asked.against)}")
            elif asked.against and asked.remark == REFUSED_NEAR_IT:
                sides.append(f"a later refusal near it is the word of {listed(asked.against)}")
            elif asked.against:
                sides.append(f"against it stands the word of {listed(asked.against)}")
            sides = sides or [f"so far it rests on the word of {listed(asked.sources)}"]
            return f"{capital(text)}; {', '.join(sides)}."
        if asked.statements and asked.rule != SILENCE:  # it is not known here who has said it
            return f"{capital(text)}."
        text = f"{capital(text)}; {self._nearest(asked)[0] or UNHEARD}"
        if len(asked.parties) > 1 or any(is_plural(words.name(party)) for party in asked.parties):
            text = text.replace(UNHEARD, UNHEARD_OF_SEVERAL)
        return f"{text}; it is asked for by {listed(asked.asking)}." if asked.asking else f"{text}."

    def _nearest(self, asked: Asked) -> Told:
        """Say what comes nearest of what a silent party is reported to hold, with what that quotes."""
        return near_to(self.conflict, asked.text, self.statements) if asked.rule == SILENCE else ("", ())

    def _own(self, asked: Asked) -> str:
        """Say what the parties a judgement is about are reported to hold themselves, in a word."""
        every = [s for s in self.statements.values() if s.actor in asked.parties and not s.earlier]
        # What it says to just that, before what it says of anything.
        on_it = {s.stance for s in every if s.id in asked.statements and s.stance is not Stance.ASSESSES}
        terms = {s.stance for s in every if s.condition and s.stance is Stance.OFFERS}
        if not on_it and not terms:
            return ""
        objecting = (on_it or terms) <= {Stance.OPPOSES, Stance.RULES_OUT, Stance.WARNS}
        if objecting:
            said = (
                "objections are reported, and terms on other things"
                if terms
                else "only objections are reported"
            )
        else:
            said = "other terms are reported"
        return f"; of {listed(map(Words(self.conflict).name, asked.parties))} itself {said}"

    def tables(self) -> tuple[Table, ...]:
        """Give the questions, how many verdicts hang on each, whom to ask, and whose word there is."""
        words = Words(self.conflict)
        rows: list[Row] = [
            (
                f"whether {self.clause(each)}",
                len(each.decides.decides),
                each.needed,
                listed(words.name(party) for party in each.parties) or "nobody: watch for it",
                listed(each.sources) or "nobody's",
            )
            for each in self.asked
        ]
        columns = (
            Column("to be found out", is_text=True),
            Column("arrangements that hang on it"),
            Column("the fullest too"),
            Column("whom to ask", is_text=True),
            Column("whose word there is", is_text=True),
        )
        table = Table("questions", "What to find out, and from whom", columns, (Section(tuple(rows)),))
        return (table,) if rows else ()

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "questions": [
                {
                    "id": each.decides.id,
                    "question": each.text,
                    "rule": each.rule,
                    "decision_makers": list(each.parties),
                    "decides": [place + 1 for place in each.decides.decides],
                    "fullest": each.needed,
                    "weight": each.decides.weight,
                    "moves": list(each.moved),
                    "sources": list(each.sources),
                    "asked_by": list(each.asking),
                    "statements": list(each.statements),
                }
                for each in self.asked
            ],
            "idle": self.idle,
            "points": [point.record() for point in self.points],
            "evidence": list(self.evidence),
            "sentence": self.sentence,
        }


def find_out(
    conflict: Conflict,
    *,
    statements: Mapping[str, Statement] | None = None,
    ensemble: Ensemble | None = None,
) -> FindingOut:
    """Rank what the record leaves open by what hangs on it, and say who could tell.

    Parameters
    ----------
    conflict
        In option form.
    statements
        The statements of the record by id, to name whose word there is; None: nobody is named.
    ensemble
        The conflict solved in its interpretations, where that has been done.

    Notes
    -----
    First comes what the fullest arrangement hangs on: what somebody has judged, then what is contradicted,
    then what is considered, then what nobody has said, and of these first what it cannot hold without; then
    what most arrangements hang on. A count of arrangements is no probability.

    Examples
    --------
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A:
    ...     options: {open: open the road}
    ...     preferences:
    ...       - question: Would A open the road?
    ...         answers: {"yes": [open], "no": [not open]}
    ... ''')
    >>> print(find_out(road).sentence)
    First, whether A would open the road: two arrangements hang on it, the fullest among them. A would know;
    it is not reported whether it would.
    """
    ensemble = ensemble or solve_interpretations(conflict)
    found = arrangements(ensemble)
    decides = pivotal(ensemble, found)
    full = fullest(found)
    asked = [asked_of(conflict, each, full, statements or {}) for each in decides if each.decides]
    if full is not None:
        made = parts(conflict, full.code, ensemble=ensemble)
        asked = [
            replace(
                each,
                moved=moved_by(made, each),
                opposed=opposed_to(conflict, each, made, statements or {}),
                holders=_holders(made, each),
                avoided=not each.is_circumstance and made.keys.avoided(made.asked(each.decides.id)),
            )
            for each in asked
        ]
    place = full.place if full is not None else None
    asked.sort(
        key=lambda each: (
            not each.needed,
            each.needed and each.rule != "assessment",
            each.needed and each.is_circumstance,
            -len(each.moved) if each.needed else 0,
            _weight(each),
            place not in each.decides.needed_for,
            -len(each.decides.decides),
            -len(each.statements),
        )
    )
    return FindingOut(conflict, tuple(asked), len(decides) - len(asked), statements or {})


def _holders(made: Parts, asked: Asked) -> tuple[str, ...]:
    """Give the keys of those whose own reported term it is that is asked about."""
    if asked.is_circumstance:
        return made.keys.holding(asked.text)
    return made.keys.whose(made.asked(asked.decides.id)) if asked.rule in ABOUT_ITSELF else ()


def _objecting(alike: Sequence[Asked]) -> str:
    """Name those who object to what is asked for; empty where nobody does."""
    names = tuple(dict.fromkeys(name for each in alike for name in each.opposed))
    if not names:
        return ""
    several = len(names) > 1 or is_plural(names[0]) or " and " in names[0]
    return f" {capital(listed(names))} {'object' if several else 'objects'} to it."


def _weight(asked: Asked) -> int:
    """Of what the fullest arrangement hangs on, what somebody has judged comes first; else all are alike."""
    if not asked.needed:
        return 0
    return WEIGHTIER.index(asked.rule) if asked.rule in WEIGHTIER else len(WEIGHTIER)
