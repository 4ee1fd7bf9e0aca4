"""Packages that somebody proposes to others: what each side would do, each part in return for the others.

A mediator's package is nobody's offer. Its parts are asked of those who would do them, each on condition of
the others; who studies "the idea" considers its own part, on that condition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modusvivendi.conflict.draft.act_names import act_told
from modusvivendi.conflict.draft.linking import names_and_kinds, party_called
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.naming import with_article
from modusvivendi.statements.rules.quantities import quantity

_NOUN = (
    r"(?:package|deal|settlement|compromise|plan|proposal|formula|swap|bargain|outline|arrangement|framework"
    r"|scheme|idea|text|offer)"
)
_THE = r"(?:the|this|that|his|her|its|their)"
_SPELT_OUT = re.compile(
    rf"\b{_NOUN}\b[^.:;]{{0,60}}?(?::|,? (?:under|in|by|according to) which|,? whereby) (?P<parts>.+)$"
)
_UNDER = re.compile(rf"^Under (?:an?|{_THE}) (?:[\w-]+ )*?{_NOUN}\b[^,]*, (?P<parts>.+)$")
_WOULD = r"(?:would|will|should|must|shall|could)"
_AND = re.compile(
    rf"(?:;|,)? (?:and|while|whereas|but)(?:,? in (?:return|exchange),?)?"
    rf" (?=(?:the |its |their )?[\w’' -]{{2,40}}? {_WOULD} )"
)
_PART = re.compile(
    rf"^(?P<who>(?:the |its |their )?[\w’' -]{{2,40}}?) {_WOULD}"
    r" (?:in (?:return|exchange) )?(?P<do>[a-z]+ .+)$",
    re.IGNORECASE,
)
_TAKING_AN_AMOUNT = re.compile(
    r"^(?:accept|take|settle for|live with|agree to|be content with) (?:an? (?:rise|offer|sum) of )?[£$€]?\d",
    re.IGNORECASE,
)
_AND_IN_RETURN = re.compile(r",? and (?:that )?in (?:return|exchange),? (?:that )?(?P<rest>.+)$")
_DECIDING = (
    r"(?:members?|vote|ballot|referendum|cabinet|parliament|assembly|council|board|people|voters|delegates"
    r"|shareholders|committee|executive|congress|senate|court|leaders?|commanders|elders|owners)"
)
"""Those who decide on a package that is put to them."""
_REFERS = re.compile(
    rf"^(?:agree to |accept |bring about |back |support )?(?:{_THE}|such an?|an?|[\w’' ]+?['’]s?)"
    rf" (?:(?:whole|new|mediator['’]s|latest|proposed) )*{_NOUN}$",
    re.IGNORECASE,
)
"""Proposals that name a package told before."""
_NAMED = re.compile(rf"^an? (?:[a-z-]+ ){{0,2}}?{_NOUN}\b", re.IGNORECASE)
_PUT_TO = re.compile(
    rf"^put (?:{_THE} {_NOUN} to\b|(?:it|them) to (?:an? |{_THE} )?(?:[a-z]+ )?{_DECIDING}\b)", re.IGNORECASE
)
_IN_EXCHANGE = re.compile(r"^in (?:exchange|return) for\b", re.IGNORECASE)
_IDEA = re.compile(
    rf"\b(?:the|this|that|his|her|its|their) {_NOUN}\b|\b(?:back|support|study|consider|accept) it\b"
)
_PROPOSING = frozenset({Stance.DEMANDS, Stance.SUPPORTS, Stance.OFFERS, Stance.CONSIDERS})
_READY = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.SUPPORTS})
_AGAINST = frozenset({Stance.RULES_OUT, Stance.DENIES, Stance.OPPOSES})


@dataclass(frozen=True)
class _Package:
    """What somebody proposes: who would do what, in the words of the report."""

    proposal: Statement
    parts: tuple[tuple[Act, str], ...]

    @property
    def parties(self) -> set[str]:
        return {a for act, _ in self.parts for a in act.agents}

    def of(self, party: str) -> list[tuple[Act, str]]:
        """Give the parts of one party."""
        return [part for part in self.parts if party in part[0].agents]

    def of_others(self, party: str) -> list[tuple[Act, str]]:
        """Give the parts of all others that are something to do, and not an amount to take."""
        others = [part for part in self.parts if party not in part[0].agents]
        return [part for part in others if not _TAKING_AN_AMOUNT.match(part[1])]


def with_packages_taken_apart(statements: Sequence[Statement]) -> list[Statement]:
    """Say of a package what it asks of each side, in return for what.

    Parameters
    ----------
    statements
        With the parties under one name each; in any order, which the result keeps.
    """
    proposals = [s for s in statements if _may_be_a_package(s)]
    names, kinds = names_and_kinds(statements) if proposals else ([], {})
    packages = [p for s in proposals if (p := _package(s, names, kinds) or _asked_in_return(s, names))]
    tied = [_tied(s, statements) for s in statements]
    if not packages:
        return tied
    out: list[Statement] = []
    for s in tied:
        told = next((p for p in packages if p.proposal.id == s.id and p.proposal.actor == s.actor), None)
        beside = next((p for p in packages if _is_spelt_out_in(s, p)), None)
        answered = _answered(s, packages)
        if told:
            out += _parts(s, told)
        elif beside:
            continue  # its words are those of a part
        elif answered:
            out += _answer(s, answered)
        else:
            out.append(s)
    return out


def _may_be_a_package(s: Statement) -> bool:
    """Whether a proposal's words could be those of a package."""
    if s.stance not in _PROPOSING:
        return False
    return _is_told_in_parts(s) or bool(
        _REFERS.match(s.proposal) or _NAMED.match(s.proposal) or _AND_IN_RETURN.search(s.proposal)
    )


def _asked_in_return(s: Statement, names: Sequence[str]) -> _Package | None:
    """Read "that Orlan lower its dam, and that in return Sanda reopen the pass" as two parts."""
    told = _AND_IN_RETURN.search(s.proposal) if s.act and s.stance is Stance.DEMANDS else None
    if s.act is None or told is None or len(s.act.agents) != 1:
        return None
    rest = re.sub(r"^the ", "", told["rest"])
    who = max((n for n in names if rest.startswith(f"{n} ")), key=len, default=None)
    words = re.sub(r"^(?:should|would|must|to) ", "", rest[len(who) :].strip()) if who else ""
    if who is None or who in (s.actor, *s.act.agents) or " " not in words:
        return None
    first = s.proposal[: told.start()].rstrip(", ")
    short = _AND_IN_RETURN.split(s.act.label, maxsplit=1)[0].rstrip(", ")
    short = re.sub(r",? and(?: that)?(?: in)? …$", "", short)
    own = s.act.model_copy(update={"label": short})
    return _Package(s, ((own, first), (act_told(who, words), words)))


def _package(s: Statement, names: Sequence[str], kinds: Mapping[str, str]) -> _Package | None:
    """Read a package from the sentence of a proposal, where at least two parties of the record would act."""
    if s.stance not in _PROPOSING or not (
        _REFERS.match(s.proposal) or re.match(rf"^an? {_NOUN}\b", s.proposal) or _is_told_in_parts(s)
    ):
        return None
    told = _spelt_out(s)
    parts = []
    for words in _AND.split(told["parts"]) if told else ():
        part = _PART.match(words.strip().rstrip(","))
        who = party_called(part["who"], names, kinds) if part else None
        if part is None or who is None:
            return None
        parts.append((act_told(who, part["do"]), part["do"]))
    whole = _Package(s, tuple(parts))
    return whole if len(whole.parties) > 1 else None


def _spelt_out(s: Statement) -> re.Match[str] | None:
    """Find where a sentence says what a package is."""
    sentence = s.sentence.strip().rstrip('.”"')
    return _SPELT_OUT.search(sentence) or _UNDER.match(sentence)


def _is_told_in_parts(s: Statement) -> bool:
    """Whether the words of a proposal are those that spell a package out."""
    told = _spelt_out(s)
    return told is not None and s.proposal.rstrip(".") == told["parts"].rstrip(".")


def _is_spelt_out_in(s: Statement, package: _Package) -> bool:
    """Whether a statement only repeats a part of a package from the package's own sentence."""
    told = package.proposal
    same = s.report == told.report and s.sentence == told.sentence and s.actor == told.actor
    return same and s.id != told.id and any(words.rstrip(".") in s.proposal for _, words in package.parts)


def _on(s: Statement, act: Act, words: str, others: Sequence[tuple[Act, str]], stance: Stance) -> Statement:
    """Say of one act what a statement says, in return for others' acts."""
    condition = " and ".join(f"{with_article(a.agents[0])} would {told}" for a, told in others)
    condition = f"if {condition}" if others else ""
    if s.condition and s.condition_acts:  # "would put it to its members if the council paid"
        condition = f"{s.condition} and {condition}" if others else s.condition
    return s.model_copy(
        update={
            "stance": stance,
            "proposal": words,
            "quantity": quantity(words),
            "act": act,
            "condition": condition or None,
            "condition_acts": (*s.condition_acts, *(a for a, _ in others)),
        }
    )


def _parts(s: Statement, package: _Package) -> list[Statement]:
    """Tell a package as what its author asks of each side; of a side's own package, as its offer."""
    own = package.of(s.actor)
    if own:
        return [_on(s, act, words, package.of_others(s.actor), Stance.OFFERS) for act, words in own]
    return [
        _on(s, act, words, package.of_others(act.agents[0]), Stance.DEMANDS) for act, words in package.parts
    ]


def _answered(s: Statement, packages: Sequence[_Package]) -> _Package | None:
    """Find the package that a later word on "the proposal" is about, the last one told before it."""
    put_to = bool(_PUT_TO.match(s.proposal))
    if s.act is None or (s.condition_acts and not put_to):
        return None
    refers = put_to or bool(_REFERS.match(s.act.label))
    before = [
        p
        for p in packages
        if (refers or p.proposal.proposal == s.proposal) and _is_told_before(p.proposal, s)
    ]
    return max(before, key=lambda p: (p.proposal.report == s.report, p.proposal.start), default=None)


def _is_told_before(told: Statement, s: Statement) -> bool:
    if told.report == s.report:
        return told.start < s.start
    return bool(told.date and s.date and told.date < s.date)


def _answer(s: Statement, package: _Package) -> list[Statement]:
    """Say what a party's word on a package says of its own part, or what an outsider's says of every part."""
    own = package.of(s.actor)
    if own and s.stance in _AGAINST:
        return [_on(s, act, words, (), Stance.RULES_OUT) for act, words in own]
    if own and s.stance in _READY:
        # To welcome a package, or put it to a vote, is no promise.
        sure = s.stance is Stance.OFFERS and not _PUT_TO.match(s.proposal)
        stance = Stance.OFFERS if sure else Stance.CONSIDERS
        return [_on(s, act, words, package.of_others(s.actor), stance) for act, words in own]
    outside = {Stance.RULES_OUT: Stance.OPPOSES}.get(s.stance, s.stance)
    if own or outside not in (Stance.SUPPORTS, Stance.OPPOSES, Stance.DEMANDS):
        return [s]
    return [_on(s, act, words, (), outside) for act, words in package.parts]


def _tied(s: Statement, statements: Sequence[Statement]) -> Statement:
    """Put to "is studying the idea" what the idea would give for it: "a freeze in exchange for trials"."""
    if s.act is None or s.stance not in _READY or s.condition_acts or s.act.agents not in ((), (s.actor,)):
        return s
    if not _IDEA.search(s.sentence):
        return s
    told = [
        t
        for t in statements
        if t.act
        and t.report == s.report
        and t.start < s.start
        and t.actor != s.actor
        and t.stance is Stance.DEMANDS
        and t.act.action == s.act.action
        and _IN_EXCHANGE.match(t.condition or "")
        and not any(t.actor in a.agents for a in t.condition_acts)
    ]
    if not told or s.stance is Stance.SUPPORTS:
        return s
    last = max(told, key=lambda t: t.start)
    words = MARKER.sub("", last.condition or "")
    return s.model_copy(
        update={"condition": f"in exchange for {words}", "condition_acts": last.condition_acts}
    )
