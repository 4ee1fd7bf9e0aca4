"""Reports at odds as open questions: what a party is said to do and not to do, to want and not to want."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from modusvivendi.conflict.decision_maker import OpenPreference, Preference
from modusvivendi.conflict.draft.formulas import none_of
from modusvivendi.conflict.draft.record import ON_OTHERS, Deed, leaning, on_record
from modusvivendi.conflict.draft.some_members import body_of
from modusvivendi.conflict.draft.working import Drafting, parties_of
from modusvivendi.conflict.formula import Formula, Iff, Not
from modusvivendi.conflict.remarks import EARLIER_DENIED
from modusvivendi.english import listed
from modusvivendi.statements import SourceKind, Stance, Statement
from modusvivendi.statements.naming import with_article


def ask_about_contradictions(drafting: Drafting) -> None:
    """Ask where willing and unwilling statements about one deed stand against each other."""
    for deed, option in drafting.options.items():
        own = drafting.found[deed].own
        willing = [s for s in own if leaning(s) > 0]
        unwilling = [s for s in own if leaning(s) < 0]
        if not willing or not unwilling or deed in drafting.questioned:
            continue
        condition = next((c for s in willing if (c := drafting.condition(s)) is not None), None)
        formula = Iff(option, condition) if condition is not None else option
        yes, no = tuple(s.id for s in willing), tuple(s.id for s in unwilling)
        disowned = any(map(on_record, unwilling)) and not all(map(on_record, willing))
        doubt = _as_it_says(deed.party) if disowned else ", or not, as other reports have it"
        note = "contradictory reports"
        if _denied_before(willing, unwilling):
            doubt, note = ", as is reported since it denied an earlier report", EARLIER_DENIED
        drafting.ask(
            drafting.by_party[option.decision_maker],
            OpenPreference(
                question=f"Would {with_article(deed.party)} {drafting.found[deed].label}{doubt}?",
                answers={
                    "yes": (Preference(formula, yes, rule="offers or considers"),),
                    "no": (Preference(Not(option), no, rule="rules out or denies"),),
                },
                evidence=(*yes, *no),
                rule="contradiction",
                note=note,
            ),
        )
        drafting.settle((*willing, *unwilling))
        drafting.questioned.add(deed)


def _denied_before(willing: Sequence[Statement], unwilling: Sequence[Statement]) -> bool:
    """Whether all that stands against what is reported is a denial of something reported before."""
    firm = [s for s in willing if s.stance is not Stance.CONSIDERS] or willing
    days = [s.date for s in firm if s.date is not None]
    denials = [s.date for s in unwilling if s.stance is Stance.DENIES and s.date is not None]
    known = len(days) == len(firm) and len(denials) == len(unwilling)
    return bool(days) and bool(denials) and known and max(denials) < min(days)


_LINK = re.compile(
    r"\b(?:link|connection|condition|linkage|precondition|string|tie)s?\b|\b(?:linked|connected|tied)\b", re.I
)


def ask_about_denied_terms(drafting: Drafting) -> None:
    """Ask whether a party's act hangs on what a report says, where the party denies any such link."""
    for t in drafting.record.live:
        s = _terms_denied(drafting, t)
        condition = drafting.condition(s) if s is not None else None
        if s is None or s.act is None or condition is None:
            continue
        deed = Deed(s.actor, s.act.action)
        option, label = drafting.options[deed], drafting.found[deed].label
        on_terms = Preference(Iff(option, condition), (s.id,), rule="offers, with a condition")
        drafting.ask(
            drafting.by_party[option.decision_maker],
            OpenPreference(
                question=f"Would {with_article(s.actor)} {label} on the reported terms only, or is there no "
                "such link, as it says?",
                answers={"yes": (on_terms, Preference(option, (s.id,), rule="offers")), "no": ()},
                evidence=(s.id, t.id),
                rule="contradiction",
                note="contradictory reports",
            ),
        )
        drafting.settle([s, t])
        drafting.questioned.add(deed)


def _terms_denied(drafting: Drafting, t: Statement) -> Statement | None:
    """Find the reported offer on terms that a denial of "any such link" is about: the last one before it."""
    if t.stance is not Stance.DENIES or not _LINK.search(t.proposal):
        return None
    told = [
        s
        for s in drafting.record.live
        if s.actor == t.actor
        and s.report == t.report
        and 0 < t.start - s.start <= _NEAR
        and s.stance is Stance.OFFERS
        and s.act
        and Deed(s.actor, s.act.action) in drafting.options
        and not on_record(s)
    ]
    return max(told, key=lambda s: s.start, default=None)


def _as_it_says(party: str) -> str:
    body = body_of(party)
    return f", as reported, or not, as {with_article(body) if body else 'it'} says"


def ask_about_divided_wishes(drafting: Drafting) -> None:
    """Ask where a party is reported both to want and not to want the same of others."""
    by_wish: dict[tuple[str, str, tuple[Formula, ...]], list[Statement]] = defaultdict(list)
    for s in drafting.record.live:
        if (
            s.act
            and s.stance in ON_OTHERS
            and (s.id, s.actor) not in drafting.settled
            and not s.condition_acts
        ):
            options = drafting.options_of(drafting.record.deeds(s.act, drafting.found, apart_from=s.actor))
            if options and s.actor not in drafting.record.groups and drafting.key(s.actor):
                by_wish[s.actor, s.act.action, tuple(options)].append(s)
    for (actor, _, wished), said in by_wish.items():
        wanted = [s for s in said if leaning(s) > 0]
        unwanted = [s for s in said if leaning(s) < 0]
        wish = drafting.wish(wanted[0]) if wanted else None
        key = drafting.key(actor)
        if not unwanted or wish is None or key is None:
            continue
        label = (said[0].act.label if said[0].act else "").strip()
        doers = listed([with_article(p) for p in parties_of(wished)])
        yes, no = tuple(s.id for s in wanted), tuple(s.id for s in unwanted)
        drafting.ask(
            drafting.by_party[key],
            OpenPreference(
                question=f"Does {with_article(actor)} want {doers} to {label}?",
                answers={
                    "yes": (Preference(wish, yes, rule="demands or supports"),),
                    "no": (Preference(none_of(wished), no, rule="opposes"),),
                },
                evidence=(*yes, *no),
                rule="contradiction",
                note="contradictory reports",
            ),
        )
        drafting.settle(said)


_NO_OFFICE = (
    r"(?:advis[eo]r|aide|confidant|lawmaker|legislator|parliamentarian|backbencher|senator|cleric|commander"
    r"|former|retired|ex-)"
)
_NEAR = 600
"""How many characters apart two voices on one matter may stand."""


def ask_about_inner_splits(drafting: Drafting) -> None:
    """Ask whether somebody without an office speaks for a party that elsewhere welcomes the same matter."""
    for s in drafting.record.live:
        key = drafting.key(s.actor)
        speaker = _voice_without_office(s)
        if key is None or speaker is None or s.act is None or (s.id, s.actor) in drafting.settled:
            continue
        others = [t for t in drafting.record.live if _welcomes_near(t, s, speaker)]
        wish = drafting.wish(s)
        if not others or wish is None:
            continue
        deeds = drafting.record.deeds(s.act, drafting.found, apart_from=s.actor)
        doers = listed([with_article(p) for p in parties_of(drafting.options_of(deeds))])
        label = next(drafting.found[d].label for d in deeds if d in drafting.options)
        against = f"in wanting {doers} not to {label}"
        drafting.ask(
            drafting.by_party[key],
            OpenPreference(
                question=f"Does {speaker} speak for {with_article(s.actor)} {against}?",
                answers={"yes": (Preference(wish, (s.id,), rule="opposes"),), "no": ()},
                evidence=(s.id, *(t.id for t in others)),
                rule="contradiction",
                note="contradictory reports",
            ),
        )
        drafting.settle([s])


def _voice_without_office(s: Statement) -> str | None:
    """Name the person whose objection it is, if its sentence tells that the person holds no office."""
    against = s.stance is Stance.OPPOSES and leaning(s) < 0 and not s.condition_acts
    if not against or not s.chain or s.chain[-1].kind is not SourceKind.PERSON:
        return None
    name = re.escape(s.chain[-1].name)
    told = re.search(
        rf"{name}, (?:an?|the|one of) [^,.]*\b{_NO_OFFICE}|\b{_NO_OFFICE} (?:[a-z]+ )?{name}", s.sentence
    )
    return s.chain[-1].name if told else None


def _welcomes_near(t: Statement, s: Statement, speaker: str) -> bool:
    """Whether a statement is another voice of the same party, told nearby, for what the matter is part of."""
    return (
        t.actor == s.actor
        and t.report == s.report
        and t.stance in (Stance.SUPPORTS, Stance.OFFERS)
        and leaning(t) > 0
        and abs(t.start - s.start) <= _NEAR
        and not any(link.name == speaker for link in t.chain)
        and (not t.chain or t.chain[-1].kind is SourceKind.BODY)
    )
