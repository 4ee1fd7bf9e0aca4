"""The answer in a few sentences: what would hold, what it hangs on, on whose word, and what is assumed.

Sentences of ours say what is reported and what follows from the model, never what is going to happen. Each
carries the ids of the statements it rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from modusvivendi.brief.contents import Sentence
from modusvivendi.brief.page import in_interpretations
from modusvivendi.brief.sourced import Sourced, word_on
from modusvivendi.conflict import OpenPreference
from modusvivendi.english import count_words, listed
from modusvivendi.insight.arrangements import FIRM, SHOWN, Arrangement, fullest, needs_of
from modusvivendi.insight.interpretations import Ensemble
from modusvivendi.insight.needs import heard_nearby, obtaining
from modusvivendi.insight.parted import Parts
from modusvivendi.insight.parts import parts
from modusvivendi.insight.questions import Decides
from modusvivendi.insight.unplaced import unplaced
from modusvivendi.insight.ways import Ways, movers_between


@dataclass(frozen=True)
class Findings(Sourced):
    """What the answer is made from."""

    ensemble: Ensemble
    arrangements: Sequence[Arrangement]
    decides: Sequence[Decides]
    ways: Mapping[int, Ways | None]
    """Improvements from the status quo, by the number of the interpretation they were followed in."""

    @cached_property
    def strong(self) -> list[Arrangement]:
        """The arrangements that hold under more than GMR."""
        return [a for a in self.arrangements if not a.gmr_only]

    @cached_property
    def fullest(self) -> Arrangement | None:
        """The arrangement with most in it."""
        return fullest(self.arrangements)

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """Those under which the fullest arrangement is said to hold: the firm ones, where it does."""
        full = self.fullest
        return FIRM if full is not None and self.ensemble.holding(full.place, FIRM).any() else SHOWN

    @cached_property
    def needs(self) -> dict[str, str]:
        """The answers without which the fullest arrangement does not hold under these."""
        full = self.fullest
        if full is None:
            return {}
        return needs_of(self.ensemble, self.ensemble.holding(full.place, self.concepts))[0]

    @cached_property
    def parts(self) -> Parts:
        """On what each part of the fullest arrangement hangs; there has to be one."""
        assert self.fullest is not None
        return parts(self.conflict, self.fullest.code, ensemble=self.ensemble, statements=self.statements)

    @cached_property
    def likeliest_stop(self) -> Arrangement | None:
        """The arrangement at which improvements from the status quo stop in most interpretations."""
        stops = [code for ways in self.ways.values() if ways for code in ways.stops]
        known = {a.code: a for a in self.strong}
        counted = Counter(code for code in stops if code in known)
        return known[min(counted, key=lambda code: (-counted[code], code))] if counted else None


def answer(findings: Findings, *, deciding: bool = True) -> tuple[Sentence, ...]:
    """Answer in a few sentences; the first one says most.

    Parameters
    ----------
    findings
        The case, solved.
    deciding
        Whether to name the question whose answer decides.
    """
    if not findings.strong:
        return (_nothing_holds(findings),)
    parts = [
        *_beginning(findings),
        *_whose_word(findings),
        _way(findings),
        _deciding(findings) if deciding else None,
        _assumed(findings),
    ]
    return tuple(part for part in parts if part is not None)


def _beginning(findings: Findings) -> list[Sentence]:
    """Open, and say in the same breath how much of what is reported the model has no place for."""
    left_out = unplaced(findings.conflict, findings.statements.values()).sentence
    opening = _opening(findings, "model" if left_out else "record")
    if not opening or not left_out:
        return opening
    first = opening[0]
    return [first.model_copy(update={"text": f"{first.text} {left_out}"}), *opening[1:]]


def _nothing_holds(findings: Findings) -> Sentence:
    states = len(findings.conflict.codes)
    return Sentence(
        text=f"On this record none of the {states} arrangements that can be formed would hold under Nash, "
        f"SEQ or SMR stability: from each, some party would move on."
    )


def _opening(findings: Findings, source: str) -> list[Sentence]:
    """Say first on what most hangs of what is done in the fullest arrangement, then what all of it is."""
    full = findings.fullest
    if full is None:
        return []
    words = findings.words
    done = [option for option in full.taken if option not in full.threats]
    evidence = arrangement_evidence(findings, full)
    headline = findings.parts.keys.headline()
    ids = dict.fromkeys(i for point in headline for i in point.evidence)
    told = [Sentence(text=" ".join(p.text for p in headline), statements=tuple(ids))] if headline else []
    threatened = ""
    if full.threats:
        where = "the fullest found" if told else "it"
        threatened = f" In {where} what is threatened comes about as well: {words.state(full.threats)}."
    if not told:
        return [Sentence(text=_whole(findings, full, done, source) + threatened, statements=evidence)]
    times, under = findings.parts.whole
    among = in_interpretations(times, len(findings.ensemble.interpretations))
    how = f" under {'Nash' if under == 'nash' else under.upper()}" if under else ""
    text = f"The fullest arrangement found, in which {words.state(done)}, holds{how} {among}.{threatened}"
    return [*told, Sentence(text=text, statements=evidence)]


def _whole(findings: Findings, full: Arrangement, done: list[str], source: str) -> str:
    """Say on what the fullest arrangement hangs where no part of it hangs on another's doing."""
    if not done:
        return f"Nothing was found that would hold in the {source} in which anybody would do anything new."
    state = findings.words.state(done)
    solved = len(findings.ensemble.interpretations)
    if full.times == solved:
        anyhow = "on this record" if source == "record" else "in the model"
        how = f"under every interpretation of the {source}" if solved > 1 else anyhow
    elif findings.needs:
        needed = _first_of(_grouped_needs(findings, findings.needs))
        if not _needs_apart(findings, findings.needs)[0]:
            # That it holds if those do it who would do it says nothing.
            return f"The fullest arrangement found hangs on whether {needed}: in it, {state}."
        how = f"only if {needed}"
    else:
        how = f"in {full.times} of {solved} interpretations of the {source}"
    return f"An arrangement in which {state} holds {how}."


MOST_NEEDS = 2
"""Conditions that the first sentence names; what would unlock the arrangement names all."""


def _first_of(clauses: Sequence[str]) -> str:
    """Join the first of several conditions, and say how many there are besides."""
    if len(clauses) <= MOST_NEEDS + 1:
        return listed(clauses)
    more = count_words(len(clauses) - MOST_NEEDS, "more thing")
    return f"{listed([*clauses[:MOST_NEEDS], f'{more} come about'])} (told below)"


def _needs_apart(findings: Findings, needs: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Part the answers needed: those that decide, and those that only say a party does its own part."""
    own = {
        key: value
        for key, value in needs.items()
        if findings.question(key)[1] in ("not reported", "considers") and value == "yes"
    }
    return {k: v for k, v in needs.items() if k not in own}, own


def _grouped_needs(findings: Findings, needs: Mapping[str, str]) -> list[str]:
    """Say the answers an arrangement needs as clauses, judgements first."""
    order = {"assessment": 0, "contradiction": 1, "considers": 2, "not reported": 3, "circumstance": 4}
    items = [(*findings.question(key), answer) for key, answer in needs.items()]
    items.sort(key=lambda item: order.get(item[1], 2))
    together: dict[str, list[str]] = {}
    clauses: list[str] = []
    for text, kind, given in items:
        if kind == "circumstance":
            clauses.append(obtaining(text, obtains=given == "yes"))
            continue
        clause = findings.words.answer(text, given)
        subject, would, rest = clause.partition(" would ")
        if would:
            together.setdefault(rest, []).append(subject)
        else:
            clauses.append(clause)
    doers: dict[tuple[str, ...], list[str]] = {}
    for act, subjects in together.items():
        key = (*subjects, "not") if act.startswith("not ") else tuple(subjects)
        doers.setdefault(key, []).append(act)
    clauses += [
        f"{listed(name for name in subjects if name != 'not')} would {listed(acts)}"
        for subjects, acts in doers.items()
    ]
    return clauses


def _whose_word(findings: Findings) -> list[Sentence]:
    """Say, for each judgement or contradiction an arrangement needs, whose word stands on either side."""
    needs = findings.needs
    said = [word for word in (word_on(findings, *need) for need in needs.items()) if word is not None]
    unheard = [findings.question(key) for key in needs if findings.question(key)[1] == "not reported"]
    silent = [(text, kind) for text, kind in unheard if not heard_nearby(findings.conflict, text)[0]]
    for text, _ in unheard:
        nearby, quoted = heard_nearby(findings.conflict, text, findings.statements)
        if nearby:
            places = findings.open_preferences(text)
            cited = [*(i for p in places for i in p.evidence), *quoted]
            near = dict.fromkeys(i for i in cited if i in findings.statements)
            clause = findings.words.answer(text, "yes")
            said.append(Sentence(text=f"Whether {clause} is open: {nearby}.", statements=tuple(near)))
    if silent:
        whether = _grouped([findings.words.answer(text, "yes") for text, _ in silent])
        ids = [i for text, _ in silent for p in findings.open_preferences(text) for i in p.evidence]
        said.append(
            Sentence(
                text=f"No position of theirs was found on whether {listed(whether, 'or')}, "
                "on which others depend.",
                statements=tuple(dict.fromkeys(i for i in ids if i in findings.statements)),
            )
        )
    return said


def _grouped(clauses: Sequence[str]) -> list[str]:
    together: dict[str, list[str]] = {}
    for clause in clauses:
        subject, _, rest = clause.partition(" would ")
        together.setdefault(rest, []).append(subject)
    return [
        f"{listed(subjects, 'or')} would {rest}" if rest else subjects[0]
        for rest, subjects in together.items()
    ]


def _way(findings: Findings) -> Sentence | None:
    """Say whether anybody gets there alone."""
    full = findings.fullest
    if full is None or not full.taken:
        return None
    number = next((n for concept in SHOWN for n in full.holds_in.get(concept, ())), None)
    ways = findings.ways.get(number) if number is not None else None
    if ways is None:
        return None
    path = ways.path(full.code)
    if path is not None:
        movers = list(dict.fromkeys(findings.words.name(s.decision_maker) for s in path))
        order = ", in that order" if len(movers) > 1 else ""
        return Sentence(
            text=f"Where it would hold, single improvements lead there: by {listed(movers)}{order}."
        )
    stop = ways.stops[0] if ways.stops else findings.conflict.status_quo
    if stop is None:
        return None
    together = [findings.words.name(name) for name in movers_between(findings.conflict, stop, full.code)]
    where = findings.words.state(findings.conflict.taken(stop))
    if len(together) == 1:
        text = f"Even then improvements by one party at a time stop where {where}; "
        return Sentence(text=f"{text}from there {together[0]} would have to move without improving on it.")
    return Sentence(
        text=f"Even then nobody gets there alone: improvements by one party at a time stop where {where}; "
        f"from there it takes a joint step by {listed(together)}."
    )


def _deciding(findings: Findings) -> Sentence | None:
    """Name the question whose answer decides: one the fullest arrangement needs, else the weightiest."""
    full = findings.fullest
    needed = _needs_apart(findings, findings.needs)[0]
    weighty = [d for d in findings.decides if d.decides]
    top = next((d for d in weighty if d.id in needed), next(iter(weighty), None))
    if top is None:
        return None
    text, kind = findings.question(top.id)
    asked = f"whether {obtaining(text)}" if kind == "circumstance" else f"the answer to “{text}”"
    others = len(top.decides) - (full is not None and full.place in top.decides)
    hangs = f"{count_words(others, 'other arrangement')} that would hold" if others else "nothing else"
    if full is not None and full.place in top.decides:
        sentence = f"What would decide is {asked}: that arrangement hangs on it, and {hangs}."
    else:
        sentence = f"What would decide most is {asked}: {hangs} hang on it."
    places = findings.open_preferences(text) if kind != "circumstance" else []
    ids = [i for place in places for i in (*place.evidence, *_sides(place)) if i in findings.statements]
    return Sentence(text=sentence, statements=tuple(dict.fromkeys(ids)))


def _sides(place: OpenPreference) -> list[str]:
    return [i for preferences in place.answers.values() for p in preferences for i in p.evidence]


def _assumed(findings: Findings) -> Sentence | None:
    """Say what is assumed rather than reported where the fullest arrangement would hold."""
    full = findings.fullest
    if full is None:
        return None
    given = {findings.question(key)[0]: value for key, value in findings.needs.items()}
    reasons: dict[str, None] = {}
    for dm in findings.conflict.decision_makers:
        for preference, question, side in dm.every_statement():
            relevant = question is None or given.get(question) == side
            if preference.assumption and relevant and "no position of its own" not in preference.assumption:
                reasons.setdefault(preference.assumption)
    if not reasons:
        return None
    return Sentence(text=f"Assumed, not reported: {'; '.join(reasons)}.")


def arrangement_evidence(findings: Findings, arrangement: Arrangement) -> tuple[str, ...]:
    """Ids of the statements behind the preferences that speak of the options taken in an arrangement."""
    taken = set(arrangement.taken)
    given = {findings.question(key)[0]: value for key, value in arrangement.needs.items()}
    found: dict[str, None] = {}
    for dm in findings.conflict.decision_makers:
        for preference, question, side in dm.every_statement():
            if question is not None and given.get(question, side) != side:
                continue
            if taken & set(preference.formula.options()):
                found.update(dict.fromkeys(i for i in preference.evidence if i in findings.statements))
    return tuple(found)
