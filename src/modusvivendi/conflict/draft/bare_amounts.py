"""What a bare number is a number of: who "would settle for 45" speaks of the posts that are offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import base_of
from modusvivendi.conflict.draft.amount_words import (
    THAT_SIZE,
    amount_of,
    amounts_of_conditions,
    fraction_in,
    unit_named,
    with_figure,
)
from modusvivendi.dossier.matters import names_another_number
from modusvivendi.dossier.proposals import content_words
from modusvivendi.dossier.quantities import unit_of
from modusvivendi.statements import Act, Quantity, Stance, Statement
from modusvivendi.statements.acts.fill import WISH_DROPPED
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import with_article

_NUMBER = (
    r"(?:[£$€¥]?\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|a hundred|half)"
)
_VERB = (
    r"(?:to )?(?:(?:go|move|come|rise)(?: (?:up|down|back|further|as (?:far|high|low) as))*(?: to)?"
    r"|(?:take|accept|settle for|live with|be content with|make do with|agree to)) "
)
"""Verbs that say of an amount only that a party would come to it, or take it."""
_COMING_TO = re.compile(rf"^{_VERB}(?=.*\d|.*\b{_NUMBER}\b)", re.IGNORECASE)
_GOING_UP_TO = re.compile(r"^(?:to )?(?:go|move|come|rise) up to ", re.IGNORECASE)
_SHARES = re.compile(r"^(?:to )?(?:pay|give|offer|grant) (?=[\d.,]+ ?(?:per cent|percent|%)$)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"^(?:(?:an?|the|about|around|some|up to|at least|at most|no more than|no less than|over) )*{_NUMBER}"
    r" (?P<what>[a-z].*)$",
    re.IGNORECASE,
)
"""An amount of something: "60 cubic metres from the dam", "thirty prisoners"."""
_BARE = re.compile(
    r"^(?:(?:an?|the|about|around|some|up to|at least|at most|no more than|no less than|as much as|over"
    r"|anything|nothing|more|less|fewer|longer|shorter|above|below|beyond|under|than"
    r"|within|raise (?:its|their|the) (?:offer|bid) to) )*"
    rf"{_NUMBER}(?:[ -](?:per cent|percent|%|thousand|million|billion|euros?|dollars?|pounds?|crowns?"
    r"|tonnes?|cubic metres?|years?|months?|weeks?|days?|hours?))*"
    r"(?:,? (?:over|for|a|per(?! cent)|each) .{1,20})?$",
    re.IGNORECASE,
)
_OFFER_OF = re.compile(
    rf"^(?:an?|the) (?:[a-z]+ )?(?:offer|bid) of (?:at least |more than |no less than |about )?{_NUMBER}",
    re.I,
)
_TAKING = re.compile(
    r"\b(?:settle for|accept|be content with|live with|take|make do with)(?: an?| the| some)?$", re.IGNORECASE
)
_TAKING_AT_HEAD = re.compile(
    r"^(?:to )?(?:settle for|accept|be content with|live with|take|make do with) ", re.IGNORECASE
)
_MANY_TIMES = 12
_OWN = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT})
_WANTS = frozenset({Stance.DEMANDS, Stance.SUPPORTS, Stance.OPPOSES})


def with_bare_amounts_settled(statements: Sequence[Statement]) -> list[Statement]:
    """Say of what the amounts are that statements name without a thing.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    told: list[Statement] = []
    settled = list(statements)
    in_order = sorted(
        enumerate(statements),
        key=lambda told: (str(told[1].date or ""), told[1].report, told[1].start, told[1].id, told[1].actor),
    )
    for place, s in in_order:
        one = _of_that_size(_moved(s, told), told)
        if one is s and is_bare(s):
            one = _of_what(s, told, statements)
        settled[place] = one
        if (
            one.act
            and (one.quantity or _counts(one.proposal) or _counts(one.condition or ""))
            and (one is not s or not is_bare(s) or _counted(s) or _names_its_thing(s))
            and not WISH_DROPPED.match(one.proposal)  # no amount is one of a halt no longer called for
        ):
            told.append(one)
    return settled


def is_bare(s: Statement) -> bool:
    """Tell whether a statement names an amount and no thing: "9 per cent", "eight years", "about 4,000"."""
    if s.act is None:
        return False
    if base_of(s.act) == "pay" and not s.act.agents and _OFFER_OF.match(s.proposal):
        return True
    words = _amount_words(s)
    if base_of(s.act) == "pay" and _SHARES.match(s.proposal):  # nobody provides money by the hundred
        return True
    return class_of(base_of(s.act)) is None and bool(_BARE.match(words) or _COUNTED.match(words))


def _names_its_thing(s: Statement) -> bool:
    """Whether an amount that is asked for is of a thing by itself: "34 weeks", where nobody says of what."""
    return s.stance in _WANTS and re.search(r"\d (?:weeks|months|years|days|hours)$", s.proposal) is not None


def _has_what_is_counted(s: Statement, told: Statement) -> bool:
    """Tell whether what a statement counts, if it says so, is what the other speaks of."""
    spoken_of = set(content_words(f"{told.proposal} {told.act.label if told.act else ''}"))
    return _counted(s) <= spoken_of


def _counted(s: Statement) -> set[str]:
    """Give the words for what a statement counts; none where it names only an amount."""
    words = _amount_words(s)
    counted = None if _BARE.match(words) else _COUNTED.match(words)
    return set(content_words(counted["what"])) - {"per", "cent", "percent"} if counted else set()


def _amount_words(s: Statement) -> str:
    """Give a proposal without a verb that only says that a party would come to an amount, or take it."""
    return _SHARES.sub("", _COMING_TO.sub("", s.proposal))


def _counts(phrase: str) -> bool:
    return re.search(rf"\b{_NUMBER}\b", phrase, re.IGNORECASE) is not None


def _of_that_size(s: Statement, told: Sequence[Statement]) -> Statement:
    """Give "a fund of that size" the amount of the fund that the same report told of last."""
    if s.quantity or s.act is None or not THAT_SIZE.search(s.proposal):
        return s
    amounts = [
        amount
        for t in told
        if t.report == s.report and t.start < s.start
        for act, amount in (
            *zip(t.condition_acts, amounts_of_conditions(t), strict=True),
            (t.act, amount_of(t)),
        )
        if act and amount and base_of(act) == base_of(s.act)
    ]
    return s.model_copy(update={"quantity": amounts[-1]}) if amounts else s


def _moved(s: Statement, told: Sequence[Statement]) -> Statement:
    """Read "raise its offer to 55 million" as the offer that the same party has made before."""
    if s.stance is not Stance.OFFERS or s.act is None or not names_another_number(s):
        return s
    if class_of(base_of(s.act)) and s.act.action != "pay":  # the words say themselves what is raised
        return s
    before = [t for t in told if t.actor == s.actor and t.stance in (Stance.OFFERS, Stance.CONSIDERS)]
    before = [t for t in before if _comparable(s, t)]
    act, amount = before[-1].act if before else None, amount_of(s)
    if act is None:
        return s
    label = with_figure(act.label, amount.text) if amount else act.label
    return s.model_copy(update={"act": act.model_copy(update={"label": label})})


def _of_what(s: Statement, told: Sequence[Statement], statements: Sequence[Statement]) -> Statement:
    """Find the act whose amount is named, nearest in the same report, else in those before."""
    asked = _asked_of(s, statements)
    if asked and s.act:
        return s.model_copy(update={"act": asked.model_copy(update={"agents": (s.actor,), "negated": False})})
    s = _come_to(s)
    numbered = [t for t in told if _comparable(s, t) and not _takes_for_itself(t, s.actor)]
    # What is given names the thing; who would take some of it only refers to that.
    numbered = [t for t in numbered if t.act and t.act.action == base_of(t.act)] or numbered
    if numbered:
        same = [t for t in numbered if t.report == s.report]
        return _about(s, min(same, key=lambda t: s.start - t.start) if same else numbered[-1])
    later = [t for t in statements if t.report == s.report and t.start > s.start and not is_bare(t)]
    return next((_about(s, t) for t in sorted(later, key=lambda t: t.start) if _comparable(s, t)), s)


def _takes_for_itself(t: Statement, other: str) -> bool:
    """Tell whether a statement is of what its own party would take: each of several takes its own share."""
    own = t.actor != other and t.act is not None and t.act.agents == (t.actor,) and t.stance in _OWN
    return own and t.act is not None and re.match(r"^(?:to )?(?:take|get|receive) ", t.act.label) is not None


def _come_to(s: Statement) -> Statement:
    """Read "go up to 5 per cent" as 5 per cent, and not as anything up to it."""
    if s.quantity is None or s.quantity.max is None or not _GOING_UP_TO.match(s.proposal):
        return s
    text = re.sub(r"^up to ", "", s.quantity.text, flags=re.IGNORECASE)
    exactly = {"min": s.quantity.max, "max": s.quantity.max, "text": text}
    return s.model_copy(update={"quantity": s.quantity.model_copy(update=exactly)})


def _asked_of(s: Statement, statements: Sequence[Statement]) -> Act | None:
    """Find the act of its own that others make a condition, in another amount: "if it pays 300 million"."""
    if s.stance not in _OWN:
        return None
    unit, size = _unit(s), _size(amount_of(s))
    for t in sorted(statements, key=lambda t: (t.report != s.report, abs(t.start - s.start), t.id)):
        for act, amount in zip(t.condition_acts, amounts_of_conditions(t), strict=True):
            if amount is None or (unit is None and fraction_in(amount.text)):
                continue
            units = {unit, unit_of(amount.text, t.condition or "")} - {None}
            if act.agents == (s.actor,) and len(units) < 2 and _near(size, _size(amount)):
                return act
    return None


def _size(amount: Quantity | None) -> float:
    return abs(amount.min or amount.max or 0) if amount else 0


def _near(one: float, other: float) -> bool:
    return min(one, other) > 0 and max(one, other) <= _MANY_TIMES * min(one, other)


def _comparable(one: Statement, other: Statement) -> bool:
    """Tell whether two amounts can be of one thing: the same unit, and neither many times the other."""
    if other.act is None or len({_unit(s) for s in (one, other)} - {None}) > 1:
        return False
    if _unit(one) is None and fraction_in((amount_of(other) or Quantity(text="")).text):
        return False  # "50" is not one of halves
    return _near(_size(amount_of(one)), _size(amount_of(other))) and _has_what_is_counted(one, other)


def _about(s: Statement, told: Statement) -> Statement:
    """Say an amount as one of the act that another statement is about."""
    act = told.act
    if act is None or s.act is None:
        return s
    base = base_of(act)
    doer = act.agents[0] if len(act.agents) == 1 and base == act.action else None
    if doer is None and told.stance in _OWN and base == act.action:
        doer = told.actor
    mine = Act(agents=(s.actor,), action=base, label=_label(act))
    if s.stance in _WANTS:
        if doer == s.actor:  # who insists on five years of its own plan offers them
            return s.model_copy(update={"act": mine, "stance": Stance.OFFERS})
        return s.model_copy(update={"act": mine.model_copy(update={"agents": (doer,) if doer else ()})})
    before = s.sentence.partition(s.proposal)[0].rstrip() if s.proposal in s.sentence else ""
    taken = _TAKING.search(before) or _TAKING_AT_HEAD.match(s.proposal)
    taking = bool(taken) and told.actor == s.actor
    if doer == s.actor or (doer is None and not taking):
        return s.model_copy(update={"act": mine})
    whose = f"{with_article(doer)} would" if doer else "others"
    amount = amount_of(s)
    label = with_figure(_label(act), amount.text) if amount else _label(act)
    accepted = {"action": f"accept:{base}", "label": f"accept that {whose} {label}"}
    return s.model_copy(update={"act": mine.model_copy(update=accepted)})


def _label(act: Act) -> str:
    kind = class_of(base_of(act))
    return kind.label if kind else act.label


def _unit(s: Statement) -> str | None:
    amount = amount_of(s)
    return unit_named(amount, s.sentence) if amount else unit_of(s.proposal, s.sentence)
