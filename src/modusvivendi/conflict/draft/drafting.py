"""Put a model together from what the record says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Protocol

from modusvivendi.conflict.decision_maker import DecisionMaker, Note, Omission, OpenPreference, Preference
from modusvivendi.conflict.draft.amount_words import amount_of
from modusvivendi.conflict.draft.amounts import OF, without_amount
from modusvivendi.conflict.draft.options import (
    MOST_BYSTANDERS,
    MOST_OPTIONS,
    MOST_PARTIES,
    Candidate,
    bystanders,
    candidates,
    choose,
    merge_alike,
)
from modusvivendi.conflict.draft.preferences import draw_up
from modusvivendi.conflict.draft.record import OWN, Deed, Record, is_acceptance
from modusvivendi.conflict.draft.working import Drafting
from modusvivendi.conflict.formula import KEYWORDS, And, Option
from modusvivendi.conflict.model import Conflict
from modusvivendi.dossier.proposals import content_words
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.acts.lexicon import class_of


class HasStatements(Protocol):
    """Anything with a record of statements, such as a dossier."""

    def statements(self) -> Sequence[Statement]:
        """Give all statements."""
        ...


def draft(
    dossier: HasStatements | Iterable[Statement], *, title: str = "", most_options: int = MOST_OPTIONS
) -> Conflict | None:
    """Draft a conflict model from a record of statements.

    Parameters
    ----------
    dossier
        A dossier, or the statements themselves in any order.
    title
        What the conflict is about.
    most_options
        How many options a draft has at most.

    Returns
    -------
    Conflict or None
        None where no statement speaks of anybody doing anything, so that there is nothing to model.

    Notes
    -----
    The rules are those of the design ("From statements to a model"): acts become options, positions become
    preference statements, and what the record leaves open becomes open questions. See ``docs/drafting.md``.
    """
    statements = dossier if isinstance(dossier, Iterable) else dossier.statements()
    record = Record(statements)
    found = candidates(record)
    together = merge_alike(record, found)
    stands = {deed: Deed(_joined(parties), deed.action) for deed, parties in together.items()}
    kept, left_out = choose(found, stands, most_options)
    if not kept:
        return None
    # Parties may be alike in what is kept that differ in what found no room.
    inside = {d: c for d, c in found.items() if stands.get(d, d) in kept}
    alike = merge_alike(record, inside)
    if alike != {d: members for d, members in together.items() if d in inside}:
        parties = {p for members in alike.values() for p in members}
        together, stands = alike, {d: Deed(_joined(m), d.action) for d, m in alike.items()}
        without = {d for d in found if d.party in parties and d not in alike}
        kept, left_out = choose(found, stands, most_options, without=without)
    options = _name_options(kept, stands, found)
    excluded = _opposites(options, record.more, {o: found[d].label for d, o in options.items()})
    drafting = Drafting(record, found, options, bystanders(record, found, options), excluded)
    preferences = draw_up(drafting)
    members = {_joined(parties): parties for parties in together.values()}
    makers = []
    for party in dict.fromkeys(deed.party for deed in kept):  # those most hangs on first
        own = {o.option: d for d, o in options.items() if o.decision_maker == party}
        makers.append(
            DecisionMaker(
                key=party,
                options={key: found[deed].label for key, deed in own.items()},
                preferences=preferences.get(party, ()),
                members=members.get(party, ()),
                option_notes={
                    key: Note(
                        evidence=_about(found, [d for d, o in options.items() if o == Option(party, key)])
                    )
                    for key in own
                },
            )
        )
    makers += _bystanders(drafting, preferences)[: max(0, min(MOST_BYSTANDERS, MOST_PARTIES - len(makers)))]
    formulas = [p.formula for dm in makers for p, _, _ in dm.every_statement()]
    conflict = Conflict(
        makers,
        title=title,
        circumstances=drafting.circumstances.used_in(formulas),
        infeasible=list(excluded),
        infeasible_notes={n: Note(rule=rule) for n, rule in enumerate(excluded.values())},
    )
    asked = {i for i, _ in drafting.settled}  # an open question has taken them up
    told = [o for o in left_out if not o.evidence or not set(o.evidence) <= asked]
    omitted = [*told, *_not_modelled(record, found, options, conflict), *_amounts(record, found, options)]
    return conflict.replace(omitted=omitted)


def _bystanders(
    drafting: Drafting, preferences: Mapping[str, Sequence[Preference | OpenPreference]]
) -> list[DecisionMaker]:
    """Make decision makers of the parties that only judge; those that judge alike are one."""
    alike: dict[object, list[str]] = {}
    for party in drafting.bystanders:
        own = preferences.get(party, ())
        if own:
            # A question is asked of a party by its name.
            settled = [(p.formula, p.rule) for p in own if isinstance(p, Preference)]
            alike.setdefault(tuple(settled) if len(settled) == len(own) else party, []).append(party)
    makers = []
    for parties in alike.values():
        members = tuple(sorted(parties))
        own = list(preferences[members[0]])
        for place, told in enumerate(zip(*(preferences[m] for m in members), strict=True)):
            evidence = tuple(dict.fromkeys(e for p in told for e in p.evidence))
            own[place] = replace(own[place], evidence=evidence)
        key = _joined(members) if len(members) > 1 else members[0]
        joint = members if len(members) > 1 else ()
        makers.append(DecisionMaker(key=key, options={}, preferences=tuple(own), members=joint))
    return makers


_UNDOING = (
    ("impose-sanctions", "lift-sanctions"),
    ("open-border", "close-border"),
    ("ceasefire", "resume-hostilities"),
    ("guarantee-jobs", "cut-jobs"),
    ("join-alliance", "stay-neutral"),
)
"""Pairs of acts of which a party does one at most."""


_KEEPING = re.compile(r"\b(?:keep|retain|hold on to) (?P<what>(?:the|its|their) [\w' -]{3,})$", re.IGNORECASE)
_STILL = re.compile(r" (?:open|running|going|in place|alive|in operation)$", re.IGNORECASE)
_PARTING = re.compile(
    r"^(?:sell|give up|hand over|close|close down|shut|divest|scrap|drop|part with|spin off)"
    r" (?P<what>(?:the|its|their) [\w' -]{3,})$",
    re.IGNORECASE,
)


def _kept_and_parted(labels: Mapping[Option, str]) -> list[And]:
    """Give the pairs of options of which one keeps what the other parts with, whoever takes them."""
    kept = [
        (o, _STILL.sub("", told["what"])) for o, label in labels.items() if (told := _KEEPING.search(label))
    ]
    parted = [(o, told["what"]) for o, label in labels.items() if (told := _PARTING.match(label))]
    return [
        And(one, other)
        for one, what in kept
        for other, gone in parted
        if content_words(what) == content_words(gone) != ()
    ]


def _opposites(
    options: dict[Deed, Option], more: Mapping[Deed, Sequence[Deed]], labels: Mapping[Option, str]
) -> dict[And, str]:
    """Give the pairs of options that no party can take together, with the reason."""
    parties = dict.fromkeys(deed.party for deed in options)
    pairs = [
        And(options[one], options[other])
        for party in parties
        for first, second in _UNDOING
        if (one := Deed(party, first)) in options and (other := Deed(party, second)) in options
    ]
    amounts: dict[Deed, dict[Option, None]] = {}
    for deed, option in options.items():
        amounts.setdefault(Deed(option.decision_maker, without_amount(deed.action)), {})[option] = None
    of_amounts = [And(one, other) for some in amounts.values() for one, other in combinations(some, 2)]
    of_levels = [
        And(options[part], options[whole])
        for part, some in more.items()
        for whole in some
        if part in options
        and whole in options
        and without_amount(part.action) != without_amount(whole.action)
    ]
    return (
        dict.fromkeys([*pairs, *_kept_and_parted(labels)], "the one undoes the other")
        | dict.fromkeys(of_levels, "the one is the whole of the other")
        | dict.fromkeys(of_amounts, "one amount at a time")
    )


def _joined(parties: Sequence[str]) -> str:
    return ", ".join(parties[:-1]) + " and " + parties[-1]


def _about(found: dict[Deed, Candidate], deeds: Iterable[Deed]) -> tuple[str, ...]:
    return tuple(sorted({i for d in deeds for i in found[d].statements}))


def _name_options(
    kept: Sequence[Deed], stands: dict[Deed, Deed], found: dict[Deed, Candidate]
) -> dict[Deed, Option]:
    """Give every chosen deed, and those it stands for, the name of its option."""
    named: dict[Deed, Option] = {}
    taken: set[tuple[str, str]] = set()
    for deed in kept:
        label = next((c.label for d, c in found.items() if stands.get(d, d) == deed), "")
        key = plain = _option_key(deed.action, label)
        number = 2
        while (deed.party, key) in taken:
            key = f"{plain}_{number}"
            number += 1
        taken.add((deed.party, key))
        option = Option(deed.party, key)
        members = [d for d, s in stands.items() if s == deed]
        named.update(dict.fromkeys(members or [deed], option))
    return named


_WEAK = frozenset(
    """
    it them they this that one so such the a an of to its their as be by on off over up out down back in
    half third quarter fifth sixth tenth thirds quarters fifths tenths
    """.split()
)


def _option_key(action: str, label: str) -> str:
    base, _, amount = action.removeprefix("accept:").partition(OF)
    kind = class_of(base)
    words = base.split("-")
    if _WEAK & set(words):  # "treat-it" says less than the label does
        words = [w for w in re.findall(r"[a-z]+", label.lower()) if len(w) > 1 and w not in _WEAK] or words
    key = kind.option if kind else "_".join(words[:3])
    if amount:
        key += f"_{amount}"
    key = "".join(c if c.isalnum() else "_" for c in key).strip("_") or "act"
    if is_acceptance(action):
        key = f"accept_{key}" if base != "accept" else "accept"
    if key in KEYWORDS or key[0].isdigit():
        key = f"do_{key}"
    return key


def _not_modelled(
    record: Record, found: dict[Deed, Candidate], options: dict[Deed, Option], conflict: Conflict
) -> list[Omission]:
    """List the statements the draft makes nothing of, with the reason."""
    out = [
        Omission(
            what=_what(x.statement),
            reason=f"overtaken by what {x.statement.actor} is reported to hold since",
            evidence=(x.statement.id, x.by.id),
            rule="recency",
        )
        for x in record.superseded
    ]
    out += [
        Omission(_what(s), "told as a past position", evidence=(s.id,), rule="past position")
        for s in record.past
    ]
    used = {i for question in conflict.questions for i in question.evidence}
    used |= {i for _, preference, _, _ in conflict.statements() for i in preference.evidence}
    for s in record.live:
        reason = None if s.id in used else _why_unused(s, record, found, options)
        if reason:
            out.append(Omission(_what(s), reason, evidence=(s.id,), rule="not modelled"))
    return out


def _amounts(record: Record, found: dict[Deed, Candidate], options: dict[Deed, Option]) -> list[Omission]:
    """Say of which acts different amounts are spoken of: an option is taken or not, whatever the amount."""
    spoken: dict[str, list[Statement]] = {}
    for deed in options:
        action = without_amount(deed.action.removeprefix("accept:"))
        about = [s for s in (*found[deed].own, *found[deed].wanted) if s.quantity and amount_of(s)]
        spoken.setdefault(action, []).extend(s for s in about if s not in spoken.get(action, []))
    out = []
    for action, statements in spoken.items():
        ordered = sorted(statements, key=lambda s: s.id)
        amounts = dict.fromkeys(f"{s.actor} {q.text}" for s in ordered if (q := amount_of(s)))
        if not amounts or any(without_amount(deed.action) == action for deed in record.labels):
            continue
        kind = class_of(action)
        label = kind.label if kind else action.replace("-", " ")
        out.append(
            Omission(
                what=f"amounts ({label}): {', '.join(amounts)}",
                reason="an option is taken or not; how much of it is not modelled",
                evidence=tuple(dict.fromkeys(s.id for s in ordered)),
                rule="amounts",
            )
        )
    return out


def _what(s: Statement) -> str:
    return f"{s.actor}: {s.proposal}"


def _why_unused(
    s: Statement, record: Record, found: dict[Deed, Candidate], options: dict[Deed, Option]
) -> str | None:
    """Say why a statement is in no preference and no question; None where its act is listed as left out."""
    if s.actor in record.groups:
        return f"stands for parties that are in the record by name ({record.groups[s.actor]})"
    if s.stance is Stance.ASSESSES:
        if s.effect is None:
            return "a judgement that is not of the form: one party's act would make another act"
        if not any(d in options for d in record.deeds(s.effect.effect, found)):
            return "a judgement about an act outside the model"
        if not any(d in options for d in record.deeds(s.effect.cause, found)):
            return "a judgement on what an act outside the model would bring about"
        return "a judgement on what the party itself is reported to offer"
    if s.act is None:
        return None
    if s.stance in OWN:
        return None if Deed(s.actor, s.act.action) not in options else "adds nothing to what is in the model"
    deeds = record.deeds(s.act, found, apart_from=s.actor)
    if not deeds:
        return "nobody in the record is reported to be the one who would do it"
    if not any(d in options for d in deeds):
        return "about an act outside the model"
    if all(d.party != s.actor for d in options):
        return f"{s.actor} does nothing in the model, and of such parties it has at most {MOST_BYSTANDERS}"
    return "adds nothing to what is in the model"
