"""Open questions with those who could answer them: who is asked, on whose word it stands, who objects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.words import Words
from modusvivendi.english import date_words, listed
from modusvivendi.insight.arrangements import Arrangement
from modusvivendi.insight.blocking import objections, voices
from modusvivendi.insight.needs import CONSIDERS, SILENCE, about_circumstance, rule_of
from modusvivendi.insight.parted import Parts
from modusvivendi.insight.questions import Decides
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.naming import with_article

JUDGING = frozenset({Stance.ASSESSES, Stance.SUPPORTS, Stance.DENIES})
"""Stances of those who judge, and do not say what they would do."""


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
    avoided
        Whether what others ask of its parties is not to do it.
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
    avoided: bool = False

    @property
    def is_circumstance(self) -> bool:
        """Whether it is in nobody's hands."""
        return not self.parties


def asked_of(
    conflict: Conflict, decides: Decides, full: Arrangement | None, statements: Mapping[str, Statement]
) -> Asked:
    """Say who could answer an open question, and who has said something on it so far."""
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
    asking = dict.fromkeys(
        with_article(s.actor) for s in known if s.actor not in question.decision_makers and not _gives(s)
    )
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


def _gives(s: Statement) -> bool:
    """Whether somebody offers something without terms: that asks nothing of anybody."""
    accepts = s.act is not None and s.act.action.startswith("accept:")
    return s.stance is Stance.OFFERS and not s.condition and not accepts


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
    # The day on which a source is first heard: what is repeated later is no newer.
    for s in sorted(statements, key=lambda s: (s.date is None, s.date.toordinal() if s.date else 0)):
        day = f" ({date_words(s.date.isoformat())})" if dated and s.date else ""
        name = s.sources[-1] if s.sources else (s.speaker or with_article(s.actor))
        # Each hand it went through is told, the nearest to the source first.
        hands = f" by way of {listed(s.sources[-2::-1])}" if len(s.sources) > 1 else ""
        names.setdefault(name, hands + day)
    return tuple(name + rest for name, rest in names.items())


def moved_by(made: Parts, asked: Asked) -> tuple[str, ...]:
    """Give those whose part hangs on an answer; that a party's own does, where it is asked, says nothing."""
    own = () if asked.rule == "assessment" else asked.parties
    return tuple(name for name in made.moved_by(asked.decides.id) if name not in own)


def opposed_to(
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
