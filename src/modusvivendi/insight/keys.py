"""Keys: what has to be so before parties do their part of an arrangement, with those whose term it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from modusvivendi.conflict import Conflict, Formula, Not, OpenPreference, Option, Preference
from modusvivendi.conflict.conjunction import conjuncts
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, is_plural, listed
from modusvivendi.insight.insight import Point
from modusvivendi.insight.needs import (
    ABOUT_ITSELF,
    CONSIDERS,
    CONTRADICTION,
    SILENCE,
    UNHEARD,
    UNHEARD_OF_SEVERAL,
    about_circumstance,
    near_to,
    nearest_offer,
    said_on,
)
from modusvivendi.insight.terms import ASKED, Term, clause, terms_on
from modusvivendi.statements import Stance, Statement

MOST_TOLD = 7
"""Keys that are told."""

MOST_IN_HEADLINE = 3
"""Sentences of a headline."""


_BEFORE = 8
"""Characters before a condition in which an "only" stands."""

READY = "it is reported to be ready for it"
ON_TERMS = "it is reported to be ready for it on terms of its own"

_REFUSING = (Stance.RULES_OUT, Stance.DENIES)
_POINTING = re.compile(r"\b(?:do|does|did|it|so|this|such)\b", re.IGNORECASE)
"""Words that only what was said before explains."""


_STRICT = re.compile(
    r"\b(?:only|unless|without|until|before|outside|provided|long as|condition|depend\w*|need\w*|must)\b",
    re.IGNORECASE,
)
"""Words by which a condition is said to be needed."""


@dataclass(frozen=True)
class Key:
    """What has to be so, and whose terms that meets.

    Attributes
    ----------
    on
        What has to be so, all of it.
    terms
        The terms it meets, each once.
    """

    on: tuple[Formula, ...]
    terms: tuple[Term, ...]

    @property
    def is_judged(self) -> bool:
        """Whether it is others who judge that this would be enough."""
        return all(term.is_judged for term in self.terms)

    @property
    def is_disputed(self) -> bool:
        """Whether the record contradicts itself on whether anybody has made it a term."""
        return all(term.is_disputed for term in self.terms)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements the terms rest on."""
        return tuple(dict.fromkeys(i for term in self.terms for i in term.evidence))


class Keys:
    """Finds what has to be so for what is done in an arrangement, and says it.

    Parameters
    ----------
    conflict
        The model.
    options
        Full names of the options that are asked about, without what is only threatened.
    statements
        The statements of the record by id, for their days and to quote what comes near to what is open.
    """

    def __init__(
        self, conflict: Conflict, options: Sequence[str], statements: Mapping[str, Statement] | None = None
    ) -> None:
        self._statements = statements or {}
        self._conflict = conflict
        self._options = tuple(options)
        self._words = Words(conflict)
        every = terms_on(conflict, self._options)
        self.keys = _keys([term for term in every if not term.assumption], conflict, self._statements)
        """What has to be so by the terms that are reported or judged: first what most parties ask."""
        known = {(term.decision_maker, term.act) for term in every if not term.assumption}
        self.assumed = tuple(
            term for term in every if term.assumption and (term.decision_maker, term.act) not in known
        )
        """Terms that are assumed, of parties of which none is reported on the same act."""

    # -- what follows from what --

    def moved_by(self, options: Collection[str]) -> tuple[str, ...]:
        """Give the options that hang, by reported or judged terms, on some options, or on what these move."""
        return _moved(self.keys, options)

    def whose(self, options: Collection[str]) -> tuple[str, ...]:
        """Give the keys of those who are reported to have just some options as a term of theirs."""
        return tuple(
            dict.fromkeys(
                term.decision_maker
                for key in self.keys
                if any(option in each.options() for each in key.on for option in options)
                for term in key.terms
                if not term.rule
            )
        )

    def avoided(self, options: Collection[str]) -> bool:
        """Whether all that terms ask about some options is that they are not taken."""
        asked = [part for key in self.keys for on in key.on for part in conjuncts(on)]
        about = [part for part in asked if any(name in options for name in part.options())]
        return bool(about) and all(isinstance(part, Not) for part in about)

    def holding(self, label: str) -> tuple[str, ...]:
        """Give the keys of those who have a circumstance, by its label or name, as a term of theirs."""
        called = {name for name, text in self._conflict.circumstances.items() if label in (text, name)}
        terms = (
            t
            for key in self.keys
            for t in key.terms
            if called & {c for on in key.on for c in on.circumstances()}
        )
        return tuple(dict.fromkeys(term.decision_maker for term in terms if not term.rule))

    # -- in words --

    def headline(self) -> tuple[Point, ...]:
        """Say in a few sentences who would do what only on which terms; what others judge comes last."""
        judged = [key for key in self.keys if key.is_judged]
        asked = [term for key in self.keys for term in key.terms if term.rule == ASKED]
        no_word = {*asked, *(term for key in self.keys for term in key.terms if self._is_proposed(term))}
        reported = [key for key in self.keys if key not in judged and set(key.terms) - no_word]
        reported = reported[: MOST_IN_HEADLINE - bool(judged) - bool(asked)]
        said: list[Point] = []
        for key in reported:
            # Beside terms that are reported, one that is in dispute is told below.
            some = [term for term in key.terms if key.is_disputed or not term.is_disputed]
            weighed = [term for term in some if is_own(term) and term.is_weighed]
            own = [term.act for term in some if is_own(term) and term not in weighed]
            others = [term for term in some if not is_own(term)]
            done = [self._words.state(dict.fromkeys(own))] if own else []
            done += [
                f"{self._words.name(party)} might {self._words.options(acts)}"
                for party, acts in _acts_of_each(weighed).items()
            ]
            done += [
                f"{self._words.name(term.decision_maker)} would {self._accepting(term)}" for term in others
            ]
            # Of a refusal, "not unless they pay", the terms without the "not" would say the reverse.
            quoted = "" if self._is_refusal(key) else self._in_their_words(key)
            only = "" if quoted.startswith("“only ") or not self._is_strict(key) else "only "
            text = f"{listed(done)} {only}{quoted or f'if {clause(self._conflict, key.on)}'}"
            if key.is_disputed:
                text += f", {self._open_by(some)}"
            elif disputed := [term.act for term in key.terms if term.rule == CONTRADICTION]:
                also = self._words.state(dict.fromkeys(disputed))
                text += f"; that {also} only then is reported, and in dispute"
            text += "."
            said.append(Point(capital(text) if said else f"As reported, {text}", key.evidence))
        for hanging in _alike(asked)[: MOST_IN_HEADLINE - len(said)]:
            acts = self._words.state(dict.fromkeys(term.act for term in hanging))
            ids = tuple(dict.fromkeys(i for term in hanging for i in term.evidence))
            said.append(Point(f"{capital(acts)} only {self._open_by(hanging)}.", ids))
        for key in judged[: MOST_IN_HEADLINE - len(said)]:
            said.append(Point(f"That {self._judged(key)} is the judgement of others only.", key.evidence))
        return tuple(said)

    def _in_their_words(self, key: Key) -> str:
        """Quote the condition of which a key is all that is asked, where there is one only; else empty."""
        whose = {(term.decision_maker, term.act) for term in key.terms}
        alone = all(
            other is key or not whose & {(t.decision_maker, t.act) for t in other.terms}
            for other in self.keys
        )
        conditions = {s.condition for i in key.evidence if (s := self._statements.get(i))} - {None}
        if not alone or len(conditions) != 1:
            return ""
        (condition,) = conditions
        return "" if condition is None or _POINTING.search(condition) else f"“{condition}”"

    def _is_refusal(self, key: Key) -> bool:
        """Whether a term is told as what a party will not do without it."""
        said = (self._statements.get(i) for i in key.evidence)
        return any(s.condition and s.stance in _REFUSING for s in said if s is not None)

    def _is_strict(self, key: Key) -> bool:
        """Whether it is reported that without it nothing is done, and not just that with it something is."""
        said = [s for i in key.evidence if (s := self._statements.get(i)) and s.condition]
        strict = [_STRICT.search(_with_what_leads_to_it(s)) is not None for s in said]
        # Of several parties it is said only where all of them do; of one, where any report of it does.
        one = len({term.decision_maker for term in key.terms}) == 1
        return not said or (any(strict) if one else all(strict))

    def _judged(self, key: Key) -> str:
        judged = dict.fromkeys(self._words.answer(term.question, "yes") for term in key.terms)
        return listed(judged)

    def told(self, against: Mapping[str, Sequence[str]] | None = None) -> tuple[Point, ...]:
        """Say of each key whose term it is, and what is known of whether it would be so.

        Parameters
        ----------
        against
            Who objects to which options, by their full names.
        """
        said = []
        for key in self.keys[:MOST_TOLD]:
            point = self._key(key)
            options = [option for on in key.on for option in on.options()]
            end = "" if key.is_judged else self._against(options, against or {})
            said.append(Point(point.text + end, point.evidence))
        rest = self.keys[MOST_TOLD:]
        if rest:
            text = f"Terms besides are that {clause(self._conflict, [on for key in rest for on in key.on])}."
            said.append(Point(text, tuple(dict.fromkeys(i for key in rest for i in key.evidence))))
        return tuple(said)

    def _against(self, options: Sequence[str], against: Mapping[str, Sequence[str]]) -> str:
        """Say who objects to what of a key: to that, or to some of it only."""
        alike: dict[tuple[str, ...], list[str]] = {}
        for name in dict.fromkeys(name for option in options for name in against.get(option, ())):
            to = tuple(option for option in options if name in against.get(option, ()))
            alike.setdefault(to, []).append(name)
        text = ""
        for to, names in alike.items():
            verb = "object" if len(names) > 1 or is_plural(names[0]) or " and " in names[0] else "objects"
            what = "to that" if set(to) == set(options) else f"that {self._words.state(to)}"
            text += f" {capital(listed(names))} {verb} {what}."
        return text

    def _key(self, key: Key) -> Point:
        if key.is_judged:
            names = listed(dict.fromkeys(self._words.name(term.decision_maker) for term in key.terms))
            text = f"That {self._judged(key)} is a judgement of others, not the word of {names}."
            known, ids = self._known(key.on)
            return Point(text + known, tuple(dict.fromkeys((*key.evidence, *ids))))
        reported = self._in_their_words(key) if any(on.options() for on in key.on) else ""
        needed = f"That {clause(self._conflict, key.on)}{f' ({reported})' if reported else ''}"
        firm = [term for term in key.terms if not term.is_disputed]
        proposed = [term for term in firm if self._is_proposed(term)]
        firm = [term for term in firm if term not in proposed]
        told = [f"a term of {self._whose(firm)}"] if firm else []
        if proposed:
            told.append(f"what is proposed in return to {self._whose(proposed)}")
        for hanging in _alike(term for term in key.terms if term.is_disputed):
            reported = "reported to be " if hanging[0].rule == CONTRADICTION else ""
            told.append(
                f"{reported}{'one' if told else 'a term'} of {self._whose(hanging)}, {self._open_by(hanging)}"
            )
        text = f"{needed} is {'; and is '.join(told)}."
        known, ids = self._known(key.on)
        return Point(text + known, tuple(dict.fromkeys((*key.evidence, *ids))))

    def _is_proposed(self, term: Term) -> bool:
        """Whether a party only considers what somebody proposes in return, and has named no terms itself."""
        said = [s for i in term.evidence if (s := self._statements.get(i))]
        return bool(said) and all(s.stance is Stance.CONSIDERS and not s.condition for s in said)

    def _whose(self, terms: Iterable[Term]) -> str:
        """Name those whose term something is, with the acts: "A and B (pay) and C (open the road)"."""
        acts: dict[str, dict[str, None]] = {}
        for term in terms:
            what = self._words.options([term.act]) if is_own(term) else self._accepting(term)
            acts.setdefault(term.decision_maker, {}).setdefault(what)
        alike: dict[tuple[str, ...], list[str]] = {}
        for party, what_all in acts.items():
            alike.setdefault(tuple(what_all), []).extend(self._words.parties.get(party, [party]))
        return listed(f"{listed(names)} ({listed(what)})" for what, names in alike.items())

    def _open_by(self, terms: Sequence[Term]) -> str:
        """Say on what it hangs that something is a term of those who all hang on the same."""
        if terms[0].rule == CONTRADICTION:
            return "on which the record contradicts itself"
        return (
            f"if {self._words.answer(terms[0].question, terms[0].answer)}" if terms[0].question else "perhaps"
        )

    def _accepting(self, term: Term) -> str:
        return f"accept that {self._words.state([term.act])}"

    def _known(self, on: Iterable[Formula]) -> tuple[str, tuple[str, ...]]:
        """Say what is known of whether those would do it of whom it is asked."""
        alike: dict[str, list[str]] = {}
        ids: dict[str, None] = {}
        asked = [name for each in on for name in each.options()]
        for name in asked:
            how, said = self.how_open(name)
            if not how and self._is_offered(name):
                how = READY
            elif not how and self._has_terms(name):
                how = ON_TERMS
            if how:
                alike.setdefault(how, []).append(name)
                ids.update(dict.fromkeys(said))
        for circumstance in [c for each in on for c in each.circumstances()]:
            ids.update(dict.fromkeys(about_circumstance(self._conflict, circumstance)))
        return "".join(self._of(names, asked, how) for how, names in alike.items()), tuple(ids)

    def _of(self, names: Sequence[str], asked: Sequence[str], how: str) -> str:
        """Say what is known of those whose options some are; of a party that is asked more, also on what."""
        parties = dict.fromkeys(name.rpartition(".")[0] for name in names)
        doing = [name for name in asked if name.rpartition(".")[0] in parties]
        about = "" if len(doing) == len(names) else f", on whether it would {self._words.options(names)},"
        who = [each for party in parties for each in self._words.parties.get(party, [party])]
        return f" {_of(who, how, about)}."

    def _has_terms(self, option: str) -> bool:
        """Whether a party has terms of its own for an act of its own, as reported and not as others judge."""
        return any(
            term.act == option and is_own(term) and not term.rule for key in self.keys for term in key.terms
        )

    def _is_offered(self, option: str) -> bool:
        """Whether a party is reported to be ready for an act of its own, on no terms."""
        if option in self.with_terms:
            return False
        dm = next((dm for dm in self._conflict.decision_makers if option in dm.option_names), None)
        return dm is not None and any(
            isinstance(place, Preference)
            and isinstance(place.formula, Option)
            and place.formula.name == option
            and place.evidence
            and not place.assumption
            for place in dm.preferences
        )

    def how_open(self, option: str) -> tuple[str, tuple[str, ...]]:
        """Say what is known of whether a party would take an option that is open, and on which statements."""
        party = option.rpartition(".")[0]
        dm = next((dm for dm in self._conflict.decision_makers if dm.key == party), None)
        if dm is None:
            return "", ()
        for place in dm.preferences:
            if not isinstance(place, OpenPreference) or place.rule not in ABOUT_ITSELF:
                continue
            every = [p for some in place.answers.values() for p in some]
            if not any(option in p.formula.options() for p in every):
                continue
            ids = tuple(dict.fromkeys(i for p in every for i in p.evidence))
            if place.rule == SILENCE:
                near, quoted = near_to(self._conflict, place.question, self._statements)
                return near or UNHEARD, (*ids, *quoted)
            if place.rule == CONSIDERS and (near := nearest_offer(self._statements, ids, (dm.key, dm.name))):
                return near, ids
            if place.rule == CONTRADICTION and (said := said_on(place, self._statements)):
                return said, ids
            return _KNOWN[place.rule], ids
        return "", ()

    def assumptions(self) -> Point | None:
        """Say what is assumed of on what parties make their acts hang."""
        alike: dict[tuple[str, Formula], list[str]] = {}
        for term in self.assumed:
            alike.setdefault((term.assumption or "", term.on), []).append(term.act)
        by_acts: dict[tuple[str, ...], list[Formula]] = {}
        for (_, on), acts in alike.items():
            by_acts.setdefault(tuple(acts), []).append(on)
        said = [
            f"{self._words.state(acts)} only if {clause(self._conflict, on)}" for acts, on in by_acts.items()
        ]
        if not said:
            return None
        return Point(f"Assumed besides, and not reported, is that {'; that '.join(said)}.")

    @property
    def needed(self) -> frozenset[str]:
        """Full names of the options that somebody's reported term is about."""
        return frozenset(name for key in self.keys for on in key.on for name in on.options())

    @property
    def with_terms(self) -> frozenset[str]:
        """Full names of the options whose own party has terms, reported or judged."""
        return frozenset(term.act for key in self.keys for term in key.terms if is_own(term))


_KNOWN: Mapping[str, str] = {
    CONSIDERS: "it is reported as under consideration only",
    CONTRADICTION: "the record contradicts itself on that",
}


def _of(names: list[str], how: str, about: str = "") -> str:
    """Say of whom what is known: "Of A and B it is not reported whether they would"."""
    if how.startswith(UNHEARD) and (len(names) > 1 or is_plural(names[0])):
        how = UNHEARD_OF_SEVERAL + how.removeprefix(UNHEARD)
    return f"Of {listed(names)}{about} {how}"


def _with_what_leads_to_it(s: Statement) -> str:
    """Give a condition with the few words before it: "only ‘if"."""
    at = max(0, s.sentence.find(s.condition or ""))
    return f"{s.sentence[max(0, at - _BEFORE) : at]}{s.condition}"


def _alike(terms: Iterable[Term]) -> list[list[Term]]:
    """Group terms by what it hangs on that they are some."""
    found: dict[tuple[str, str, str], list[Term]] = {}
    for term in terms:
        hangs = ("", "") if term.rule == CONTRADICTION else (term.question, term.answer)
        found.setdefault((term.rule, *hangs), []).append(term)
    return list(found.values())


def _acts_of_each(terms: Iterable[Term]) -> dict[str, list[str]]:
    """List the acts of each party that some terms are about, each once."""
    found: dict[str, dict[str, None]] = {}
    for term in terms:
        found.setdefault(term.decision_maker, {}).setdefault(term.act)
    return {party: list(acts) for party, acts in found.items()}


def is_own(term: Term) -> bool:
    """Whether a term is about what its party does itself, and not about what it would accept of another."""
    return term.act.rpartition(".")[0] == term.decision_maker


def _keys(terms: Sequence[Term], conflict: Conflict, statements: Mapping[str, Statement]) -> tuple[Key, ...]:
    """Group what has to be so by whose terms it is: first that on which most hang, of alike the newest."""
    on: dict[Formula, dict[tuple[str, str, str], Term]] = {}
    for term in terms:
        on.setdefault(term.on, {}).setdefault((term.decision_maker, term.act, term.rule), term)
    alike: dict[frozenset[tuple[str, str, str]], tuple[list[Formula], dict[Term, None]]] = {}
    for formula, whose in on.items():
        # What is judged is no term that its party has named.
        for judged in dict.fromkeys(term.is_judged for term in whose.values()):
            some = {key: term for key, term in whose.items() if term.is_judged == judged}
            formulas, kept = alike.setdefault(frozenset(some), ([], {}))
            formulas.append(formula)
            kept.update(dict.fromkeys(some.values()))
    members = {dm.key: max(1, len(dm.members)) for dm in conflict.decision_makers}
    found = [Key(tuple(formulas), tuple(kept)) for formulas, kept in alike.values()]

    # What others judge of, or make a term of theirs, matters to more than its party.
    central = {term.act for key in found if key.is_judged for term in key.terms}
    central |= {name for key in found for on in key.on for name in on.options()}

    def order(key: Key) -> tuple[int, bool, bool, int]:
        acts = [term.act for term in key.terms]
        reached = {act.rpartition(".")[0] for act in _moved(found, acts)}
        reached |= {term.decision_maker for term in key.terms}
        days = [s.date.toordinal() for i in key.evidence if (s := statements.get(i)) and s.date]
        is_central = any(act in central for act in acts)
        weight = sum(members.get(party, 1) for party in reached)
        return -weight, not key.is_judged, not is_central, -max(days, default=0)

    return tuple(sorted(found, key=order))


def _moved(keys: Iterable[Key], options: Collection[str]) -> tuple[str, ...]:
    """Give the options that hang by terms on some options, or on what these move."""
    moved: dict[str, None] = {}
    left = list(options)
    while left:
        cause = left.pop()
        for key in keys:
            if any(cause in each.options() for each in key.on):
                new = [t.act for t in key.terms if t.act not in moved and t.act not in options]
                moved.update(dict.fromkeys(new))
                left += new
    return tuple(moved)
