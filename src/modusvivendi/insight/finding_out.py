"""What to find out next, and from whom: the open questions on which verdicts hang, and who could tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.remarks import EARLIER_DENIED, REFUSED_NEAR_IT
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, date_words, is_plural, listed
from modusvivendi.insight.arrangements import Arrangement, arrangements, fullest
from modusvivendi.insight.blocking import objections, voices
from modusvivendi.insight.insight import Point, told
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations
from modusvivendi.insight.nearest import nearest_said
from modusvivendi.insight.needs import (
    ABOUT_ITSELF,
    CONSIDERS,
    SILENCE,
    WEIGHTIER,
    about_circumstance,
    heard_nearby,
    nearest_offer,
    obtaining,
    rule_of,
    together,
)
from modusvivendi.insight.parted import Parts
from modusvivendi.insight.parts import parts
from modusvivendi.insight.questions import Decides, pivotal
from modusvivendi.insight.quoting import quoted_around
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.naming import with_article

JUDGING = frozenset({Stance.ASSESSES, Stance.SUPPORTS, Stance.DENIES})
"""Stances of those who judge, and do not say what they would do."""

MOST_TO_ASK = 2
"""Parties that are named as those who would know whether something is enough for them."""

MOST_SAID = 5
"""Questions that the sentence names."""


@dataclass(frozen=True)
class Asked:
    """An open question, and who could answer it.

    Attributes
    ----------
    decides
        What hangs on it.
    text
        The question, or what a circumstance is about.
    rule
        By which rule of drafting it is open: ``assessment, contradiction, considers, silence``; empty for a
        circumstance, and where a person has asked it.
    parties
        Keys of the decision makers it is about; none of a circumstance.
    sources
        Who has said something about it so far: the innermost sources, unnamed ones too.
    statements
        Ids of what they said; where nobody has, of what asks it of the parties.
    asking
        Who asks it of a party that is silent.
    needed
        Whether the fullest arrangement hangs on it.
    remark
        What drafting remarks on it.
    speaking_for, against
        Who of these speaks for a yes, and who for a no, where that can be told.
    moved
        Keys of the decision makers on whose part in the fullest arrangement the answer tells.
    opposed
        Names of others who object to what is asked of the parties.
    holders
        Keys of those whose own reported term it is.
    """

    decides: Decides
    text: str
    rule: str
    parties: tuple[str, ...]
    sources: tuple[str, ...]
    statements: tuple[str, ...]
    asking: tuple[str, ...]
    needed: bool
    remark: str = ""
    speaking_for: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    opposed: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()

    @property
    def is_circumstance(self) -> bool:
        """Whether it is in nobody's hands."""
        return not self.parties


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
            said.append(Point(text, tuple(dict.fromkeys(i for each in alike for i in each.statements))))
        return tuple(said)

    @property
    def _groups(self) -> list[list[Asked]]:
        """Put together what is asked of several parties that are silent on the same act."""
        found: dict[tuple[str, tuple[str, ...]], list[Asked]] = {}
        for each in self.asked:
            act = self.clause(each).partition(" would ")[2]
            is_silent = each.rule == SILENCE and not self._nearest(each)
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
        return Words(self.conflict).answer(asked.text, "yes")

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
            text = f"{capital(names)} would know; it is not reported whether they would"
            asking = dict.fromkeys(name for each in alike for name in each.asking)
            return f"{text}; it is asked for by {listed(asking)}." if asking else f"{text}."
        (asked,) = alike
        if asked.is_circumstance:
            named = [Words(self.conflict).name(dm.key) for dm in self.conflict.decision_makers]
            told_of = [name for name in named if name.removeprefix("the ") in asked.text]
            if told_of:
                return f"It is no option in the model; {listed(told_of)} would know."
            return "In the model, no party decides that; watch for it."
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
        text = f"{capital(text)}; {self._nearest(asked) or 'it is not reported whether it would'}"
        return f"{text}; it is asked for by {listed(asked.asking)}." if asked.asking else f"{text}."

    def _nearest(self, asked: Asked) -> str:
        """Say what a silent party is reported to hold that comes nearest to what it is asked; else empty."""
        if asked.rule != SILENCE:
            return ""
        if nearby := heard_nearby(self.conflict, asked.text, self.statements):
            return nearby
        near = nearest_said(self.conflict, asked.text, self.statements)
        return (
            f"it is not reported whether it would; nearest to it is “{quoted_around(near)}”" if near else ""
        )

    def _own(self, asked: Asked) -> str:
        """Say what the parties a judgement is about are reported to hold themselves, in a word."""
        own = {
            s.stance
            for s in self.statements.values()
            if s.actor in asked.parties
            and not s.earlier
            and (s.id in asked.statements or (s.condition and s.stance is Stance.OFFERS))
        }
        if not own:
            return ""
        objecting = own <= {Stance.OPPOSES, Stance.RULES_OUT, Stance.WARNS}
        said = "only objections are reported" if objecting else "other terms are reported"
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
    asked = [_asked(conflict, each, full, statements or {}) for each in decides if each.decides]
    if full is not None:
        made = parts(conflict, full.code, ensemble=ensemble)
        asked = [
            replace(
                each,
                moved=_moved(made, each),
                opposed=_opposed(conflict, each, made, statements or {}),
                holders=made.keys.whose(made.asked(each.decides.id)) if each.rule in ABOUT_ITSELF else (),
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


def _moved(made: Parts, asked: Asked) -> tuple[str, ...]:
    """Give those whose part hangs on an answer; that a party's own does, where it is asked, says nothing."""
    own = () if asked.rule == "assessment" else asked.parties
    return tuple(name for name in made.moved_by(asked.decides.id) if name not in own)


def _opposed(
    conflict: Conflict, asked: Asked, made: Parts, statements: Mapping[str, Statement]
) -> tuple[str, ...]:
    """Name those who object to what a party is asked for, and are not asked themselves."""
    if asked.rule == "assessment":
        return ()
    options = made.asked(asked.decides.id)
    words = Words(conflict)
    said = [
        words.name(each.decision_maker)
        for each in objections(conflict, frozenset(options))
        if each.preference.evidence and not each.preference.assumption
    ]
    said += [with_article(voice.actor) for voice in voices(conflict, options, statements)]
    own = {words.name(party) for party in asked.parties}
    return tuple(name for name in dict.fromkeys(said) if name not in own)


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


def _asked(
    conflict: Conflict, decides: Decides, full: Arrangement | None, statements: Mapping[str, Statement]
) -> Asked:
    needed = full is not None and full.place in decides.decides
    question = next((q for q in conflict.questions if q.id == decides.id), None)
    if question is None:
        names = list(conflict.circumstances)
        name = names[int(decides.id[1:]) - 1]
        spoken = about_circumstance(conflict, name)
        return Asked(decides, conflict.circumstances[name] or name, "", (), (), spoken, (), needed)
    places = [
        preference
        for dm in conflict.decision_makers
        for preference in dm.preferences
        if isinstance(preference, OpenPreference) and preference.question == question.text
    ]
    ids = [i for place in places for answer in place.answers.values() for p in answer for i in p.evidence]
    known = [statements[i] for i in dict.fromkeys(ids) if i in statements]
    rule = rule_of(conflict, question.text)
    # What asks it of a silent party says nothing about the answer.
    is_silent = rule == SILENCE
    asking = dict.fromkeys(with_article(s.actor) for s in known if s.actor not in question.decision_makers)
    named = [name for name in asking if not _COUNTED.match(name)]
    return Asked(
        decides,
        question.text,
        rule,
        tuple(question.decision_makers),
        () if is_silent else _sources(known),
        tuple(dict.fromkeys(ids)),
        tuple(named or asking) if is_silent else (),
        needed,
        next((place.note for place in places if place.note), "") or "",
        *(((), ()) if is_silent else _sides(places, statements, rule)),
    )


def _sides(
    places: Sequence[OpenPreference], statements: Mapping[str, Statement], rule: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say who speaks for a yes and who for a no.

    To consider something speaks for neither; what is cited on both sides, such as an objection that would
    fall, speaks for a no. What a party is reported to consider in whatever words is on both sides, too.
    """
    cited: dict[str, list[Statement]] = {"yes": [], "no": []}
    for place in places:
        for answer, preferences in place.answers.items():
            ids = [i for preference in preferences for i in preference.evidence if i in statements]
            decided = [statements[i] for i in ids if statements[i].stance is not Stance.CONSIDERS]
            cited.setdefault(answer, []).extend(decided)
    if rule == "assessment":  # what its party holds so far speaks neither for a judgement of it nor against
        cited = {answer: [s for s in some if s.stance in JUDGING] for answer, some in cited.items()}
    if rule == CONSIDERS:
        both = [s for s in cited["yes"] if s in cited["no"]]
        cited = {answer: [s for s in some if s not in both] for answer, some in cited.items()}
    against = cited["no"]
    # What is said for and against on different days need not clash: the later may have overtaken the other.
    days = {s.date for some in cited.values() for s in some}
    dated = bool(against) and len(days) > 1
    return (
        _sources([s for s in cited["yes"] if s not in against], dated=dated),
        _sources(against, dated=dated),
    )


_COUNTED = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|several|some|\d+) ")
"""How the name of parties begins of which it is only told how many they are."""


def _sources(statements: Sequence[Statement], *, dated: bool = False) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for s in statements:
        day = f" ({date_words(s.date.isoformat())})" if dated and s.date else ""
        name = s.sources[-1] if s.sources else (s.speaker or with_article(s.actor))
        # Each hand it went through is told, the nearest to the source first.
        hands = f" by way of {listed(s.sources[-2::-1])}" if len(s.sources) > 1 else ""
        names.setdefault(name, hands + day)
    return tuple(name + rest for name, rest in names.items())
