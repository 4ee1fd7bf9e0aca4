"""Silence as an open question: what others count on, and the party that would do it says nothing of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from modusvivendi.conflict.decision_maker import OpenPreference, Preference
from modusvivendi.conflict.draft.amounts import without_amount
from modusvivendi.conflict.draft.assumptions import veto_on
from modusvivendi.conflict.draft.formulas import none_of
from modusvivendi.conflict.draft.record import Deed, is_acceptance, leaning
from modusvivendi.conflict.draft.working import Drafting
from modusvivendi.conflict.formula import And, Formula, Iff, Option
from modusvivendi.english import is_plural, listed
from modusvivendi.statements import Stance
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import with_article

_MORE = "another amount is offered; this answer takes it to do what is asked of it"
_WILLING = "no position of its own is reported; this answer takes it to do what is asked of it"


def ask_the_silent(drafting: Drafting) -> None:
    """Ask about options on which others' conditions hang, but their own party is not heard."""
    counted_on: dict[str, list[Deed]] = defaultdict(list)
    for deed, option in drafting.options.items():
        if deed in drafting.questioned or drafting.found[deed].own:
            continue
        drafting.questioned.add(deed)
        terms, evidence, why = _terms(drafting, deed, option)
        demanded = any(s.stance is Stance.DEMANDS for s in drafting.found[deed].wanted)
        if terms is None and not demanded:
            counted_on[deed.party].append(deed)
            continue
        asked = _asked(drafting, deed)
        less = _offered_instead(drafting, deed)
        going_along = Preference(option, asked, assumption=_MORE if less else _WILLING, rule="silence")
        if terms is None:
            _silent(drafting, [deed], (going_along,))
            continue
        if evidence:  # of terms that are assumed, what is asked of it says nothing
            evidence = tuple(dict.fromkeys((*evidence, *asked)))
        on_terms = Preference(Iff(option, terms), evidence, assumption=why, rule="silence")
        # As with an offer: on these terms, and further down at all, where somebody asks it.
        _silent(drafting, [deed], (on_terms, going_along) if asked else (on_terms,))
    for deeds in counted_on.values():
        # What others merely count on is asked of a party once, however much it is.
        _silent(
            drafting,
            deeds,
            tuple(
                Preference(
                    drafting.options[d],
                    _asked(drafting, d),
                    assumption=_MORE if _offered_instead(drafting, d) else _WILLING,
                    rule="silence",
                )
                for d in deeds
            ),
        )


def _silent(drafting: Drafting, deeds: Sequence[Deed], yes: tuple[Preference, ...]) -> None:
    """Ask a party about deeds of its own that it says nothing of."""
    party = with_article(deeds[0].party)
    labels = [drafting.found[d].label for d in deeds]
    what = labels[0] if len(labels) == 1 else f"do what is counted on: {listed(labels)}"
    ids = [s.id for d in deeds for s in drafting.found[d].in_conditions]
    asked = [i for d in deeds for i in _asked(drafting, d)]
    no = none_of([drafting.options[d] for d in deeds])
    less = tuple(i for d in deeds for i in _offered_instead(drafting, d))
    silent = "another amount is offered" if less else "no position of its own is reported"
    drafting.ask(
        drafting.by_party[drafting.options[deeds[0]].decision_maker],
        OpenPreference(
            question=f"Would {party} {what}?",
            answers={
                "yes": yes,
                "no": (Preference(no, less, assumption=silent),),
            },
            evidence=tuple(dict.fromkeys((*ids, *asked, *less))),
            rule="silence",
            note=silent if less else "not reported",
        ),
    )


def _offered_instead(drafting: Drafting, deed: Deed) -> tuple[str, ...]:
    """Give the statements in which a party offers another amount of what is asked of it."""
    other = Deed(deed.party, without_amount(deed.action))
    if other == deed or other not in drafting.found:
        return ()
    return tuple(s.id for s in drafting.found[other].own if leaning(s) > 0)


def _asked(drafting: Drafting, deed: Deed) -> tuple[str, ...]:
    """Give the statements that ask a deed of a silent party: demands, and offers in return for it.

    They say what it would do if it went along, not that it will; the answer says so.
    """
    c = drafting.found[deed]
    # Who would settle for an amount that nobody offers asks for it.
    asks = (
        (Stance.DEMANDS, Stance.SUPPORTS) if deed.action != without_amount(deed.action) else (Stance.DEMANDS,)
    )
    wanted = [s for s in c.wanted if s.stance in asks]
    asking = (Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.SUPPORTS)
    in_return = [s for s in c.in_conditions if s.stance in asking and s.actor != deed.party]
    return tuple(dict.fromkeys(s.id for s in (*wanted, *in_return)))


def _terms(drafting: Drafting, deed: Deed, option: Option) -> tuple[Formula | None, tuple[str, ...], str]:
    """Say on which terms a silent party would do what others' conditions ask of it."""
    veto = veto_on(deed.party, deed.action)
    if veto:
        consents = {
            d.party: o
            for d, o in drafting.options.items()
            if d.party in veto.holders and is_acceptance(d.action)
        }
        if consents:
            holders = listed(sorted(consents))
            return And.of(list(consents.values())), (), veto.reason.format(holder=holders)
    accepts = [
        o
        for d, o in drafting.options.items()
        if d.party == deed.party
        and is_acceptance(d.action)
        and o != option
        and (d.action == "accept" or class_of(d.action.removeprefix("accept:")))
        and not drafting.found[d].own  # what it has itself said it would take is no settlement yet
    ]
    if accepts:
        return And.of(accepts), (), _taken(deed.party, "under a settlement {it} accept{s}")
    demanded = drafting.by_party[option.decision_maker].demanded
    if demanded:
        terms = And.of(list(dict.fromkeys(p.formula for p in demanded)))
        evidence = tuple(dict.fromkeys(e for p in demanded for e in p.evidence))
        return terms, evidence, _taken(deed.party, "if what {it} demand{s} is given")
    return None, (), _WILLING


def _taken(party: str, terms: str) -> str:
    """Say on which terms a party is taken to act, in the number that its name has."""
    many = is_plural(party)
    said = terms.format(it="they" if many else "it", s="" if many else "s")
    return f"{with_article(party)} {'are' if many else 'is'} taken to do so only {said}"
