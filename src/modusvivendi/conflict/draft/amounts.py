"""Amounts: another amount of the same thing is another option, and an offer of less does not meet a demand.

An option is taken or not. Where a report has one party ask for 18 per cent and the other offer 9, a single
option "raise pay" would have them agree. So what a party would give is one option, an amount asked of it
which that does not reach is another, and of the two it takes one at most.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from modusvivendi.conflict.draft.acts import ACCEPTING, base_of
from modusvivendi.conflict.draft.amount_words import (
    FIGURE,
    THAT_SIZE,
    amount_of,
    amounts_of_conditions,
    fraction_in,
    is_deadline,
    unit_named,
    with_figure,
    with_year,
)
from modusvivendi.conflict.draft.labels import paying, paying_in
from modusvivendi.dossier.matters import names_another_number
from modusvivendi.dossier.quantities import apart
from modusvivendi.statements import Act, Quantity, Stance, Statement
from modusvivendi.statements.acts.groups import is_group
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.rules.quantities import quantity

_MONEY = "provide money"
_PRONOUN = re.compile(r"\b(?:them|it)\b")
OF = "~"
"""What stands between an action and the amount that sets it apart, as in ``raise-pay~18``."""

_OWN = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.DENIES, Stance.WARNS})
_AGAINST = frozenset({Stance.RULES_OUT, Stance.DENIES, Stance.OPPOSES})
_AT_ALL = re.compile(r"\bat all\b", re.IGNORECASE)
"""What refuses every amount of a thing."""
_GIVING = frozenset(
    """
    raise pay give provide keep maintain guarantee send contribute release free build supply deliver fund
    finance buy increase offer grant add allow run hire restore return accept hand lend spend invest
    """.split()
)
"""Verbs of acts of which more is more of what is asked: 20 meets a demand for 18."""


@dataclass(frozen=True)
class _Mention:
    """One act that a statement speaks of: its own (``part`` 0), or that of its n-th condition."""

    place: int
    part: int
    statement: Statement
    act: Act
    quantity: Quantity | None
    unit: str | None

    @property
    def own(self) -> bool:
        """Whether it is what a party says of its own act."""
        s = self.statement
        return self.part == 0 and s.stance in _OWN and not self.accepting

    @property
    def accepting(self) -> bool:
        """Whether it is about taking what another gives."""
        return self.act.action.startswith(ACCEPTING)

    @property
    def against(self) -> bool:
        """Whether the statement is against the act; "unless it hires 60" is not against hiring."""
        if self.part:
            return False
        return (self.statement.stance in _AGAINST) is not self.act.negated

    @property
    def impersonal(self) -> bool:
        """Whether its words name whoever would do it in a way of their own: "the house hired 12 players"."""
        return self.part > 0 and not self.act.agents and self.act.label != _MONEY

    @property
    def giving(self) -> bool:
        """Whether more of it is more of what is asked."""
        verb = self.act.label.lower().removeprefix("to ").split()[:1]
        return bool(verb) and verb[0] in _GIVING

    @property
    def range(self) -> Quantity | None:
        """What would meet it: of what is given, also more; who refuses an amount would not give more."""
        q = self.quantity
        if q is None or q.max is None or q.min != q.max:
            return q
        exact = self.against if not self.own else not self.against
        if not exact and is_deadline(q):
            return q.model_copy(update={"min": None})
        return q if exact or not self.giving else q.model_copy(update={"max": None})


@dataclass
class _Level:
    """One amount of an act of one party; of what is offered, all amounts that reports give."""

    amounts: list[Quantity] = field(default_factory=list)
    more_is_better: bool = False
    further: bool = False
    """Whether its party would come to it, on terms or perhaps, beside another amount that it offers."""

    def within(self, wanted: Quantity) -> bool:
        """Whether it is, or may be, what is wanted."""
        return any(not apart(amount, wanted) for amount in self.amounts)

    @property
    def text(self) -> str:
        """The amount as it is told; of what is offered, the last one told, with its unit if it has one."""
        return max(enumerate(self.amounts), key=lambda told: (" " in told[1].text, told[0]))[1].text

    @property
    def least(self) -> float:
        """What it comes to at least."""
        return min(-math.inf if q.min is None else q.min for q in self.amounts)


@dataclass(frozen=True)
class Amounts:
    """Statements whose acts are told apart by their amounts.

    Attributes
    ----------
    statements
        In the order they were given in; behind them, what refuses every amount, once more for each
        of the others.
    more
        For an act of a party, as party and action, the acts that give more of the same: they meet a demand
        for it as well.
    labels
        What each of the acts that are told apart is, with its amount.
    """

    statements: list[Statement]
    more: dict[tuple[str, str], list[tuple[str, str]]]
    labels: dict[tuple[str, str], str]


def with_amounts_told_apart(statements: Sequence[Statement]) -> Amounts:
    """Give an act another action for each amount of it that what its party would give does not meet.

    Parameters
    ----------
    statements
        Those that count, later ones of a party having overtaken earlier ones; in any order.
    """
    out = list(statements)
    more, labels = {}, {}
    for (party, base), mentions in sorted(_by_act(statements).items()):
        levels = _levels(mentions)
        if len(levels) < 2:
            continue
        actions = [base if n == 0 else _action(base, level) for n, level in enumerate(levels)]
        telling = next((w for m in mentions if (w := _words(m, party)) != _MONEY), _MONEY)
        own = sorted((m for m in mentions if m.own), key=lambda m: m.quantity is None)
        giving = own[0].act.label if own else mentions[0].act.label
        for m in mentions:
            n = _level_of(m, mentions, levels)
            whole = out[m.place]
            out[m.place] = _placed(whole, m, party, actions[n])
            if m.own and m.part == 0 and m.against and _AT_ALL.search(m.statement.proposal):
                out += [_placed(whole, m, party, action) for action in actions if action != actions[n]]
            if m.quantity or (party, actions[n]) not in labels:
                said = _words(m, party)
                said = giving if m.accepting or m.impersonal or _PRONOUN.search(said) else said
                said = telling if said == _MONEY else said
                labels[party, actions[n]] = _label(said, levels[n], actions[n])
        for level, action in zip(levels, actions, strict=True):
            greater = [
                a
                for x, a in zip(levels, actions, strict=True)
                if level.more_is_better and x.least > level.least
            ]
            if greater:
                more[party, action] = [(party, a) for a in greater]
    return Amounts(out, more, labels)


def overtaken_amounts(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Find statements whose amount the same party has replaced by another since, with that statement.

    Who asked for 18 per cent and would later take 12 no longer asks for 18.
    """
    by_act = defaultdict(list)
    for s in statements:
        if s.act and s.stance is not Stance.ASSESSES and amount_of(s):
            base = base_of(s.act)
            own = s.stance in _OWN and base == s.act.action
            by_act[s.actor, base, s.act.negated, own, s.stance in _AGAINST].append(s)
    found = []
    for group in by_act.values():
        for s in group:
            later = [t for t in group if s.date and t.date and t.date > s.date and _differ(s, t)]
            # Who raises an offer made on a condition still makes it on that condition.
            later = [t for t in later if t.condition or not s.condition or not names_another_number(t)]
            # Who might go further still offers what it has offered.
            later = [t for t in later if t.stance is not Stance.CONSIDERS or s.stance is not Stance.OFFERS]
            later = later or _asks_less(s, statements)
            if later:
                found.append((s, max(later, key=lambda t: (t.date or dt.date.min, t.id))))
    return found


def threats_for_more(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Find threats made for more of a thing than their party has said since that it would take."""
    found = []
    for s in statements:
        if s.stance is not Stance.WARNS or not s.date:
            continue
        for act, wanted in zip(s.condition_acts, amounts_of_conditions(s), strict=True):
            later = [
                t
                for t in statements
                if t.actor == s.actor
                and t.date
                and t.date > s.date
                and t.act
                and t.act.action == ACCEPTING + act.action
                and t.stance in (Stance.OFFERS, Stance.CONSIDERS, Stance.SUPPORTS)
                and (least := amount_of(t)) is not None
                and _is_less(least, wanted)
            ]
            if later:
                found.append((s, min(later, key=lambda t: (str(t.date), t.id))))
                break
    return found


def _is_less(one: Quantity, other: Quantity | None) -> bool:
    return other is not None and None not in (one.min, other.min) and (one.min or 0) < (other.min or 0)


def _asks_less(s: Statement, statements: Sequence[Statement]) -> list[Statement]:
    """Find what the party of a demand has said since of doing its own part for less than that."""
    wanted = amount_of(s)
    if s.stance is not Stance.DEMANDS or s.act is None or not s.date or wanted is None or wanted.min is None:
        return []
    base, agents = base_of(s.act), s.act.agents
    return [
        t
        for t in statements
        if t.actor == s.actor
        and t.date
        and t.date > s.date
        and t.stance in (Stance.OFFERS, Stance.CONSIDERS)
        and any(
            act.action == base and act.agents == agents and q and q.min is not None and q.min < wanted.min
            for act, q in zip(t.condition_acts, amounts_of_conditions(t), strict=True)
        )
    ]


def _differ(one: Statement, other: Statement) -> bool:
    amounts = [amount_of(s) for s in (one, other)]
    told = [(q, s) for q, s in zip(amounts, (one, other), strict=True) if q is not None]
    units = {unit_named(q, s.sentence) for q, s in told}
    return len(told) == 2 and len(units - {None}) < 2 and apart(told[0][0], told[1][0])


def _by_act(statements: Sequence[Statement]) -> dict[tuple[str, str], list[_Mention]]:
    """Collect what is said of each act of one party; those of groups and of two sides have none."""
    mentions = [m for place, s in enumerate(statements) for m in _mentions(place, s)]
    doers: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        if not m.accepting:
            doers[m.act.action].update(m.act.agents)
    found: dict[tuple[str, str], list[_Mention]] = defaultdict(list)
    for m in mentions:
        base = base_of(m.act)
        agents: Iterable[str] = m.act.agents
        if m.accepting or not agents:
            agents = doers[base] - {m.statement.actor}
        if len(set(agents)) == 1:
            found[next(iter(agents)), base].append(m)
    return found


def _mentions(place: int, s: Statement) -> list[_Mention]:
    if s.stance is Stance.ASSESSES:
        return []
    acts = [(0, s.act, amount_of(s))] if s.act else []
    amounts = amounts_of_conditions(s)
    acts += [(n, act, amounts[n - 1]) for n, act in enumerate(s.condition_acts, 1)]
    out = []
    for part, act, amount in acts:
        kind = class_of(base_of(act))
        if (kind and kind.two_sided) or any(map(is_group, act.agents)):
            continue
        unit = unit_named(amount, s.sentence) if amount else None
        out.append(_Mention(place, part, s, act, amount, unit))
    return out


def _levels(mentions: Sequence[_Mention]) -> list[_Level]:
    """Find the amounts to be told apart; first the one that is offered, which also has what has no amount."""
    offered = [m.quantity for m in _earlier_first(mentions) if m.own and not m.against and m.quantity]
    if not offered or len({m.unit for m in mentions if m.quantity} - {None}) > 1:
        return []
    giving = any(m.giving for m in mentions)
    firm, further = _firm_and_further(mentions)
    levels = [_Level(firm, giving), *([_Level(further, giving, True)] if further else [])]
    for m in _earlier_first(mentions):
        if m.quantity is None or m.range is None or (m.against if not m.own else not m.against):
            continue
        if not levels[0].within(m.range) and not any(x.within(m.quantity) for x in levels):
            levels.append(_Level([m.quantity], giving))
    return levels


def _firm_and_further(mentions: Sequence[_Mention]) -> tuple[list[Quantity], list[Quantity]]:
    """Give the amounts that a party offers, and apart from them those it would only come to.

    Who has offered 3 per cent and would go to 5 if somebody else pays a part makes two offers; so does who
    has offered 45 posts and might go to 50. Terms for all of them, or for none, make one offer, in the words
    of several reports.
    """
    offers = [m for m in _earlier_first(mentions) if m.own and not m.against and m.quantity]
    offered = [m for m in offers if m.statement.stance is Stance.OFFERS]
    for firm in ([m for m in offered if not m.statement.condition_acts], offered):
        first = [m.quantity for m in firm if m.quantity]
        further = [m.quantity for m in offers if m.quantity and m not in firm]
        if first and further:
            apart_from_it = all(apart(one, other) for one in first for other in further)
            return (first, further) if apart_from_it else ([*first, *further], [])
    return [m.quantity for m in offers if m.quantity], []


def _earlier_first(mentions: Sequence[_Mention]) -> list[_Mention]:
    return sorted(
        mentions,
        key=lambda m: (
            *(m.statement.date.toordinal() if m.statement.date else 0, m.statement.report, m.statement.start),
            *(m.statement.id, m.statement.actor, m.part),
        ),
    )


def _level_of(m: _Mention, mentions: Sequence[_Mention], levels: Sequence[_Level]) -> int:
    """Say which amount a mention is about; one without an amount is about that of the same party."""
    if m.own and not m.against:
        come_to = [n for n, x in enumerate(levels) if x.further and m.quantity and x.within(m.quantity)]
        return come_to[0] if come_to else 0
    if m.accepting and m.against and m.quantity is None:  # who turns an offer down turns down what is offered
        return 0
    if m.quantity is not None and m.range is not None:
        if not m.own and levels[0].within(m.range):
            return 0
        further = range(1, len(levels))
        exactly = [n for n in further if levels[n].within(m.quantity)]
        return next(iter(exactly or [n for n in further if levels[n].within(m.range)]), 0)
    # A party that would give less refuses what is asked; one that asks for more means that.
    wanted = [
        (w.statement.report == m.statement.report, -abs(w.statement.start - m.statement.start), n)
        for w in mentions
        if w.quantity
        and not w.own
        and (m.own or w.statement.actor == m.statement.actor)
        and not (m.own and _is_later(w.statement, m.statement))  # nobody refuses what is asked later
        and (n := _level_of(w, mentions, levels))
    ]
    return max(wanted)[2] if wanted else 0


def _is_later(one: Statement, other: Statement) -> bool:
    return bool(one.date and other.date and one.date > other.date)


def _placed(s: Statement, m: _Mention, party: str, action: str) -> Statement:
    """Put a statement's act, or the act of its condition, at an amount."""
    if m.accepting:
        if action == without_amount(action):
            return s
        # To settle for what nobody offers yet is to want it.
        act = m.act.model_copy(update={"agents": (party,), "action": action})
        return s.model_copy(update={"act": act, "stance": Stance.SUPPORTS})
    agents = m.act.agents or ((party,) if action != without_amount(action) else ())
    act = m.act.model_copy(update={"action": action, "agents": agents})
    if m.part == 0:
        return s.model_copy(update={"act": act})
    acts = list(s.condition_acts)
    acts[m.part - 1] = act
    return s.model_copy(update={"condition_acts": tuple(acts)})


def _words(m: _Mention, party: str) -> str:
    """Say in a mention's own words what would be done: "provide money" does not say for what."""
    s = m.statement
    if m.act.label != _MONEY or (m.part == 0 and THAT_SIZE.search(s.proposal)):
        return m.act.label
    return (paying_in(s.condition or "", party) if m.part else paying(s.proposal)) or m.act.label


def _label(told: str, level: _Level, action: str) -> str:
    """Say an act with its amount, put in where a phrase has another one."""
    kind = class_of(without_amount(action))
    kind = None if kind and kind.label == _MONEY != told else kind
    label = kind.label if kind else told
    if level.text.lower() in label.lower():
        return label
    if dated := with_year(label, level.text):
        return dated
    if kind or fraction_in(level.text):
        return f"{label} ({level.text})"
    other = with_figure(label, level.text)
    return other if other != label else f"{label} ({level.text})"


def _action(base: str, level: _Level) -> str:
    """Name an act of an amount: ``raise-pay~18``, ``release-water~40bn``."""
    if fraction_in(level.text):
        return OF.join([base, re.sub(r"^(?:an?|one)-", "", "-".join(level.text.lower().split()))])
    figure = FIGURE.search(level.text)
    if figure is None:
        return f"{base}{OF}all"
    told = figure[0].lower()
    number = quantity(f"{re.sub('[a-z ]+$', '', told) or told} tonnes")
    plain = format(number.min, ".10g") if number is not None and number.min is not None else "1"
    scale = next((short for word, short in _SHORT.items() if told.endswith(word)), "")
    return f"{base}{OF}{plain}{scale}"


_SHORT = {"thousand": "k", "million": "m", "billion": "bn", "trillion": "tn"}


def without_amount(action: str) -> str:
    """Give the action that an amount of it belongs to.

    Examples
    --------
    >>> without_amount("raise-pay~18"), without_amount("raise-pay")
    ('raise-pay', 'raise-pay')
    """
    return action.partition(OF)[0]
