"""Changes of position in words, claiming no more than is reported."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum

from modusvivendi.dossier.matters import is_acceptance, names_another_number
from modusvivendi.dossier.positions import HistoryEntry
from modusvivendi.dossier.proposals import alike, content_words, direction
from modusvivendi.english import capital, date_words, is_plural, quoted
from modusvivendi.statements.naming import with_article
from modusvivendi.statements.statement import Stance, Statement


class Shift(StrEnum):
    """Which way a position moved."""

    SOFTER = "softer"
    HARDER = "harder"
    TURNED = "turned"
    CONDITION = "condition"
    NUMBER = "number"


_SHIFTS = {
    Shift.SOFTER: "That is a step towards agreement.",
    Shift.HARDER: "That is a step away from agreement.",
    Shift.NUMBER: "The number has moved.",
    Shift.CONDITION: "The condition is new.",
}

_VERBS = {
    Stance.OFFERS: "offer",
    Stance.SUPPORTS: "support",
    Stance.CONSIDERS: "consider",
    Stance.DEMANDS: "demand",
    Stance.OPPOSES: "oppose",
    Stance.RULES_OUT: "rule out",
    Stance.DENIES: "deny",
    Stance.WARNS: "threaten",
    Stance.ASSESSES: "judge",
}
_TO_DO = {
    Stance.OFFERS: "be ready to",
    Stance.CONSIDERS: "consider whether to",
    Stance.RULES_OUT: "refuse to",
    Stance.WARNS: "threaten to",
}
"""With a proposal that begins with a verb."""
_GAVE_UP = {
    Stance.DEMANDS: "demanded it",
    Stance.OPPOSES: "opposed it",
    Stance.RULES_OUT: "refused it",
    Stance.SUPPORTS: "supported it",
    Stance.WARNS: "threatened it",
}
_DOING = frozenset(
    """
    abandon abide accept admit allow amend approve attend back be bear become begin block bring build buy
    call cancel carry cede change clear close come commit compensate continue contribute cooperate cover cut
    delay deliver demolish deploy destroy disarm discuss dissolve do double drop ease end enter evacuate
    examine exchange explore extend fell fill fund freeze give go grant guarantee halt halve hand hear help
    hold host impose increase join keep launch lease leave lend let lift limit look lower maintain make meet
    move negotiate open pause pay permit play postpone protect provide publish pull put quit raise ratify
    recognise recognize reduce release rent reopen repair replace respect restore resume return review run
    scrap sell send set settle share ship sign sit slow spread start stay stop study supply support suspend
    take talk tolerate train transfer use vacate vote wait waive wind withdraw work
    """.split()
)

APART = "Whether all of it is one and the same matter the reports do not say."
"""What is said of a refusal that may be of another matter than what was considered."""


def change_text(
    one: Statement, other: Statement, sides: tuple[HistoryEntry, HistoryEntry], shift: Shift | None
) -> str:
    """Say a change in a sentence or two.

    Parameters
    ----------
    one, other
        The statements that lead before and after.
    sides
        The positions before and after.
    shift
        Which way it moved; None where the order is not known.
    """
    same = alike(one.proposal, other.proposal) and shift is not Shift.NUMBER
    head = f"{other.proposal}: " if same else ""
    first, then = (
        f"{held_words(entry.stance, s, same=same)}{_asked(entry.conditions, s)} ({_told_when(entry.date, s)})"
        for entry, s in zip(sides, (one, other), strict=True)
    )
    who, verb, past = _who(other.actor)
    if shift is None:
        said = f"{head}{who} {verb} reported to {first} and to {then}; which came first cannot be told."
    elif one.report == other.report and one.earlier and sides[1].date is None:
        it = "them" if verb == "are" else "it"
        said = f"{head}{who} {verb} reported to {then}; the same report has {it} {first} before."
    else:
        # Whether a party has moved is not to be said on the word of somebody without a name.
        unsure = shift in (Shift.SOFTER, Shift.HARDER) and (other.anonymous or _is_harsh(other))
        end = f" {_SHIFTS[shift]}" if shift in _SHIFTS and not unsure else ""
        said = f"{head}{who} {past} reported to {first} and {verb} later reported to {then}.{end}"
    return said if same else capital(said)


def chain_text(steps: Sequence[tuple[Stance, dt.date | None, Statement]]) -> str:
    """Say in one sentence what a party held one after the other, and whether that is back where it began.

    Parameters
    ----------
    steps
        The stance, the day and the statement that leads of each, in order; three at least.
    """
    first, last = steps[0][2], steps[-1][2]
    alike_all = all(alike(s.proposal, last.proposal) for _, _, s in steps)
    held = [
        f"{held_words(stance, s, same=alike_all)}{_asked(_condition(s), s)} ({_told_when(day, s)})"
        for stance, day, s in steps
    ]
    who, verb, past = _who(last.actor)
    then = "".join(f", then to {each}" for each in held[1:-1])
    said = f"{who} {past} reported to {held[0]}{then}, and {verb} later reported to {held[-1]}."
    if (steps[0][0], direction(first)) == (steps[-1][0], direction(last)):
        back = f"That is back towards what {'they' if verb == 'are' else 'it'} first held."
        same = content_words(first.proposal) == content_words(last.proposal)
        said += f" {back if same else APART}"
    return f"{last.proposal}: {said}" if alike_all else capital(said)


def _who(actor: str) -> tuple[str, str, str]:
    """Name a party as a sentence has it, with its verb in the present and in the past."""
    many = is_plural(actor)
    return with_article(actor), "are" if many else "is", "were" if many else "was"


def told_text(statement: Statement, held: Stance | None, number: str | None, shift: Shift) -> str:
    """Say a change that one statement tells.

    Parameters
    ----------
    statement
        The statement.
    held
        What the party held before, if that is what it tells.
    number
        The number before, if that is.
    shift
        Which way it moved.
    """
    when = date_words(statement.date.isoformat()) if statement.date else "undated"
    now = held_words(statement.stance, statement, same=False)
    who, verb, _ = _who(statement.actor)
    it = "they" if verb == "are" else "it"
    before = f"before, it was {number}" if held is None else f"before, {it} {_GAVE_UP[held]}"
    end = f" {_SHIFTS[shift]}" if shift in _SHIFTS else ""
    return capital(f"{who} {verb} reported to {now} ({when}); by the same report, {before}.{end}")


def held_words(stance: Stance, statement: Statement, *, same: bool = False) -> str:
    """Say in the infinitive what a party holds; ``same``: the proposal has been named.

    Examples
    --------
    >>> one = Statement(id="a-0a", report="a.txt", start=0, end=30, actor="Norland", stance="rules_out",
    ...     sentence="Norland will not open the road.", proposal="open the road")
    >>> held_words(one.stance, one)
    'refuse to open the road'
    """
    if same:
        if stance is Stance.OFFERS and is_acceptance(statement):
            return "accept it"
        return "rule it out" if stance is Stance.RULES_OUT else f"{_VERBS[stance]} it"
    what = statement.proposal
    if stance is Stance.OFFERS and (names_another_number(statement) or _is_given_up(what)):
        return what
    if stance in _TO_DO and _begins_with_a_verb(statement):
        return f"{_TO_DO[stance]} {what}"
    if _CLAUSE.search(what):
        return f"{_VERBS[stance]} {'whether' if stance is Stance.CONSIDERS else 'that'} {what}"
    if stance is Stance.OFFERS and is_acceptance(statement):
        return f"accept {what}"
    return f"{_VERBS[stance]} {what}"


def _begins_with_a_verb(statement: Statement) -> bool:
    """Tell whether a proposal is to do something: its act is then told in the same words."""
    first = statement.proposal.split(maxsplit=1)[0].lower()
    if first in _DOING:
        return True
    # Of a thing, or of somebody else's doing, the act is to agree to it, or to bring it about.
    label = statement.act.label.lower() if statement.act is not None else ""
    verb = re.match(r"[a-z]+(?=-|$)", statement.act.action) if statement.act is not None else None
    return verb is not None and first == verb[0] and label.startswith(f"{first} ") and first.isalpha()


_CLAUSE = re.compile(
    r"^(?!no longer|.*\b(?:that|which|who|whose|what|where)\b).+?"
    r" (?:was|were|is|are|(?<! to )be|could|would|might|should|must|may) "
)
"""Proposals told as a clause: "the road must remain open"."""


def _is_given_up(what: str) -> bool:
    """Tell whether a proposal is to do something no longer."""
    return content_words(what)[:1] == ("longer",) or what.startswith("no longer ")


def _asked(conditions: Sequence[str], lead: Statement) -> str:
    """Give the number, where the words leave it out, and the condition."""
    number = lead.quantity.text if lead.quantity is not None else ""
    amount = f", {number}" if number and number not in lead.proposal else ""
    return amount + (f", {quoted(conditions)}" if conditions else "")


def _condition(s: Statement) -> tuple[str, ...]:
    return (s.condition,) if s.condition else ()


_HARSH = re.compile(
    r"^(?:to )?(?:clos(?:e|ing)|block(?:ing)?|ban(?:ning)?|bar(?:ring)?|boycott(?:ing)?|su(?:e|ing)"
    r"|seiz(?:e|ing)|expel(?:ling)?|strik(?:e|ing)|impos(?:e|ing)|cut(?:ting)? off"
    r"|shut(?:ting)?|attack(?:ing)?)\b",
    re.IGNORECASE,
)


def _is_harsh(statement: Statement) -> bool:
    """Tell whether an act is one against others: to refuse it is no step away from agreement."""
    action = statement.act.action if statement.act is not None else ""
    return action in _AGAINST_OTHERS or _HARSH.match(statement.proposal) is not None


_AGAINST_OTHERS = frozenset({"impose-sanctions", "resume-hostilities", "close-border", "strike"})


def _told_when(day: dt.date | None, lead: Statement) -> str:
    if day is not None:
        return date_words(day.isoformat())
    return "told as past" if lead.earlier else "undated"
