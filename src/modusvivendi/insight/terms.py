"""Terms: on what a party makes an act of its own hang, or another's that it would accept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from modusvivendi.conflict import (
    Circumstance,
    Conflict,
    Formula,
    If,
    Iff,
    Implies,
    Not,
    OpenPreference,
    Option,
    Or,
    Preference,
)
from modusvivendi.conflict.conjunction import conjuncts
from modusvivendi.conflict.remarks import EARLIER_DENIED
from modusvivendi.conflict.words import Words
from modusvivendi.english import listed
from modusvivendi.insight.needs import ABOUT_ITSELF, CONSIDERS, CONTRADICTION, obtaining, together

ASSESSMENT = "assessment"
"""The rule of questions on whether somebody's judgement of another is right."""

ASKED = "asked"
"""Instead of a rule, where a person asks something, and a party acts with one answer only, on these terms."""

OPEN = "open"
"""Instead of a rule, where a party may act on other terms, or on none."""

ON_TERMS_ONLY = "supports, on terms only"
"""The rule by which a party would accept what another does on terms only."""


@dataclass(frozen=True)
class Term:
    """One thing without which a party would not do an act, or not accept one of another.

    Attributes
    ----------
    decision_maker
        Key of the party whose term it is.
    act
        Full name of the option: one of its own, or one of another's that it would accept.
    on
        What has to be so: an option, its negation, a circumstance, or several of which one would do.
    evidence
        Ids of the statements it rests on.
    rule
        The rule by which it is open whether it is a term; empty where that is not open.
    assumption
        Why it is taken to be one, where no report says so.
    question, answer
        The question on whose answer it hangs that it is a term, and that answer; empty where that is not
        open.
    is_weighed
        Whether it is only reported that its party considers the act: on these terms it might do it.
    """

    decision_maker: str
    act: str
    on: Formula
    evidence: tuple[str, ...]
    rule: str = ""
    assumption: str | None = None
    question: str = ""
    answer: str = ""
    is_weighed: bool = False

    @property
    def is_judged(self) -> bool:
        """Whether it is others who judge that this would be enough for it."""
        return self.rule == ASSESSMENT

    @property
    def is_disputed(self) -> bool:
        """Whether it is open whether it is a term: the record contradicts itself, or nobody has said."""
        return self.rule in (CONTRADICTION, ASKED, OPEN)


def terms_on(conflict: Conflict, acts: Collection[str]) -> tuple[Term, ...]:
    """Find on which terms parties would do some acts, or accept them of others.

    A preference ``act iff C``, or ``act implies C``, says that the act takes C. Of one party the statement
    that stands first decides: below one that settles whether it acts, nothing is a term any more.

    Parameters
    ----------
    conflict
        With preference statements; who has a ranking of states instead has no terms.
    acts
        Full names of options.

    Returns
    -------
    tuple
        In the order of the decision makers and of their preferences. A term that is reported and assumed as
        well is reported.

    Examples
    --------
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {open: open the road}, preferences: [open iff (B.pay and thaw), open]}
    ...   B: {options: {pay: pay the toll}, preferences: [pay]}
    ... circumstances: {thaw: the snow melts}
    ... ''')
    >>> [str(term.on) for term in terms_on(road, ["A.open", "B.pay"])]
    ['B.pay', 'thaw']
    """
    found: dict[tuple[str, str, Formula], Term] = {}
    for dm in conflict.decision_makers:
        own = frozenset(dm.option_names)
        for act in acts:
            for term in _walk(dm.key, act, own, dm.preferences):
                known = found.get((dm.key, act, term.on))
                if known is None or _how_sure(term) < _how_sure(known):
                    found[dm.key, act, term.on] = term
    return tuple(_instead(term, found) for term in found.values())


def _how_sure(term: Term) -> int:
    """Put what is reported before what is open, and that before what is assumed."""
    return 2 if term.assumption else 1 if term.rule else 0


def _instead(term: Term, known: Collection[tuple[str, str, Formula]]) -> Term:
    """Leave out of what others judge to be enough what is one of the party's own terms anyway."""
    if not term.is_judged or not isinstance(term.on, Or):
        return term
    rest = [part for part in term.on.parts if (term.decision_maker, term.act, part) not in known]
    return replace(term, on=Or.of(rest)) if rest else term


def _walk(
    party: str, act: str, own: frozenset[str], preferences: Iterable[Preference | OpenPreference]
) -> Iterator[Term]:
    """Go down a party's preferences to the one that settles whether it does, or accepts, an act."""
    refused, settled_before = Not(Option(*act.rsplit(".", 1))), False
    for place in preferences:
        ways = place.answers if isinstance(place, OpenPreference) else {"": (place,)}
        found = {answer: _along(some, act, own) for answer, some in ways.items()}
        for answer, (taken, _) in found.items():
            for on, preference in taken:
                asked = place if isinstance(place, OpenPreference) else None
                rule = _open_by(asked, answer, on, refused, found) if asked else ""
                rule = rule or (OPEN if settled_before else "")
                hangs = (asked.question, answer) if asked and rule else ()
                weighed = asked is not None and asked.rule == CONSIDERS
                term = Term(party, act, on, preference.evidence, rule, preference.assumption, *hangs)
                yield replace(term, is_weighed=weighed)
        if all(settled is not None for _, settled in found.values()):
            return
        # With an answer that lets it act already, what stands below is no term.
        settled_before |= any(settled not in (None, refused) for _, settled in found.values())


_Along = tuple[list[tuple[Formula, Preference]], Formula | None]
"""What an act takes by some preferences, each with the one that says so, and the one that settles it."""


def _along(some: Iterable[Preference], act: str, own: frozenset[str]) -> _Along:
    taken: list[tuple[Formula, Preference]] = []
    for preference in some:
        on, is_settled = _taken(preference, act, act in own)
        if not _in_its_own_hands(on, own):
            taken += [(each, preference) for each in on]
        if is_settled:
            return taken, preference.formula
    return taken, None


def _open_by(
    place: OpenPreference, answer: str, on: Formula, refused: Formula, found: Mapping[str, _Along]
) -> str:
    """Give the rule by which it is open whether something is a term; empty where with each answer it is."""
    if place.rule == CONTRADICTION and place.note != EARLIER_DENIED:
        return CONTRADICTION
    if place.rule == ASSESSMENT:
        return "" if answer == "no" else ASSESSMENT
    others = [along for other, along in found.items() if other != answer]
    if all(any(on == each for each, _ in taken) for taken, _ in others):
        return ""
    if all(settled == refused for _, settled in others):
        # That a party which acts acts on these terms is certain; what a person asks is told with its answer.
        return "" if place.rule in ABOUT_ITSELF else ASKED
    return OPEN


def _in_its_own_hands(on: Iterable[Formula], own: frozenset[str]) -> bool:
    """Whether all that an act takes is what its party does itself."""
    return all(each.options() and set(each.options()) <= own for each in on)


def _taken(preference: Preference, act: str, is_own: bool) -> tuple[Sequence[Formula], bool]:
    """Give what an act takes by one preference, and whether that settles it."""
    if not is_own and preference.rule != ON_TERMS_ONLY:
        return (), False
    formula = preference.formula
    option = Option(*act.rsplit(".", 1))
    match formula:
        case Iff(left=left, right=right) if is_own and option in (left, right):
            return conjuncts(right if left == option else left), True
        case Implies() | If() if formula.condition == option:
            return conjuncts(formula.consequence), False
        case Option() | Not() if formula in (option, Not(option)):
            return (), True
    return (), False


def clause(conflict: Conflict, some: Iterable[Formula]) -> str:
    """Say what has to be so as a clause: "A and B would pay and the snow melts".

    Examples
    --------
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {pay: pay the toll}}
    ...   B: {options: {pay: pay the toll}}
    ... ''')
    >>> a, b = Option("A.pay"), Option("B.pay")
    >>> clause(road, [a, b]), clause(road, [Or(a, b)]), clause(road, [Not(a)])
    ('A and B would pay the toll', 'A or B would pay the toll', 'A would not pay the toll')
    """
    words = Words(conflict)
    return together(_clause(words, each) for each in some)


def _clause(words: Words, formula: Formula) -> str:
    match formula:
        case Option():
            return words.state([formula.name])
        case Not(operand=Option() as option):
            subject, _, act = words.state([option.name]).partition(" would ")
            return f"{subject} would not {act}"
        case Circumstance():
            return obtaining(words.formula(formula))
        case Not(operand=Circumstance() as circumstance):
            return obtaining(words.formula(circumstance), obtains=False)
        case Or():
            alike: dict[str, list[str]] = {}
            for each in formula.parts:
                subject, would, act = _clause(words, each).partition(" would ")
                alike.setdefault(act if would else "", []).append(subject)
            said = [f"{listed(names, 'or')} would {act}" for act, names in alike.items() if act]
            return listed([*said, *alike.get("", [])], "or")
        case _:
            return f"it would be so that {words.formula(formula)}"
