"""Silence as an open question: what others count on, and the party that would do it says nothing of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from modusvivendi.conflict.conjunction import conjuncts
from modusvivendi.conflict.decision_maker import OpenPreference, Preference
from modusvivendi.conflict.draft.amounts import without_amount
from modusvivendi.conflict.draft.assumptions import veto_on
from modusvivendi.conflict.draft.formulas import none_of
from modusvivendi.conflict.draft.record import UNWILLING, Deed, is_acceptance, leaning
from modusvivendi.conflict.draft.sameness import share_a_thing
from modusvivendi.conflict.draft.working import Drafting
from modusvivendi.conflict.formula import And, Formula, Iff, Not, Option
from modusvivendi.english import is_plural, listed
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import with_article

_MORE = "another amount is offered"
_SILENT = "no position of its own was found"
_NEAR = "nothing was found on it in these words, only on something near it"
_REFUSALS = (Stance.RULES_OUT, Stance.DENIES, Stance.OPPOSES)
_NEXT = 40
"""Characters between a condition and the reply to it."""
_TAKEN = "this answer takes it to do what is asked of it"


def ask_the_silent(drafting: Drafting) -> None:
    """Ask about options on which others' conditions hang, but their own party is not heard."""
    counted_on: dict[str, list[Deed]] = defaultdict(list)
    for deed, option in drafting.options.items():
        if deed in drafting.questioned or drafting.found[deed].own:
            continue
        drafting.questioned.add(deed)
        calls = _calls_for(drafting, deed)
        if calls:
            drafted = drafting.by_party[option.decision_maker]
            drafted.offered.append(Preference(option, calls, rule="calls for what takes two"))
            continue
        against = _asked_not_to(drafting, deed)
        if against:
            _silent_on_stopping(drafting, deed, against)
            continue
        terms, evidence, why = _terms(drafting, deed, option)
        demanded = any(s.stance is Stance.DEMANDS for s in drafting.found[deed].wanted)
        known, said = _heard(drafting, deed)
        if terms is None and not demanded and not said and not _threatened_over(drafting, deed):
            counted_on[deed.party].append(deed)
            continue
        asked = _asked(drafting, deed)
        going_along = Preference(option, asked, assumption=f"{known}; {_TAKEN}", rule="silence")
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
        taken = [
            Preference(
                drafting.options[d],
                _asked(drafting, d),
                assumption=f"{_SILENT}; {_TAKEN}",
                rule="silence",
            )
            for d in deeds
        ]
        _silent(drafting, deeds, tuple(taken))


def _asked_not_to(drafting: Drafting, deed: Deed) -> tuple[str, ...]:
    """Give what others say if all of it asks a party not to do something: "a deal if nobody is laid off"."""
    c = drafting.found[deed]
    asking = [
        s.stance in _REFUSALS or a.negated is (s.stance is Stance.WARNS)  # no cover without a guarantee
        for s in c.in_conditions
        for a in s.condition_acts
        if a.action == deed.action and (deed.party in a.agents or not a.agents)
    ]
    if any(asking) or c.wanted or c.effects or not (asking or (c.opposed and not c.in_conditions)):
        return ()
    return tuple(dict.fromkeys(s.id for s in (*c.in_conditions, *c.opposed)))


def _silent_on_stopping(drafting: Drafting, deed: Deed, against: tuple[str, ...]) -> None:
    """Ask a party about what others ask it not to do, and it says nothing of."""
    option, (known, said) = drafting.options[deed], _heard(drafting, deed)
    would = tuple(s.id for s in said if leaning(s) > 0)
    drafting.ask(
        drafting.by_party[option.decision_maker],
        OpenPreference(
            question=f"Would {with_article(option.decision_maker)} {drafting.found[deed].label}?",
            answers={
                "yes": (Preference(option, would, assumption=known, rule="asked not to"),),
                "no": (
                    Preference(Not(option), against, assumption=f"{known}; {_TAKEN}", rule="asked not to"),
                ),
            },
            evidence=tuple(dict.fromkeys((*against, *(s.id for s in said)))),
            rule="silence",
            note="not reported" if known == _SILENT else known,
        ),
    )


def _calls_for(drafting: Drafting, deed: Deed) -> tuple[str, ...]:
    """Give a party's calls for an act that takes two, such as talks: who calls for talks would take part."""
    kind = class_of(deed.action)
    if kind is None or not kind.two_sided:
        return ()
    return tuple(
        dict.fromkeys(
            s.id
            for s in drafting.record.live
            if s.actor == deed.party
            and s.act
            and s.act.action == deed.action
            and s.stance in (Stance.DEMANDS, Stance.SUPPORTS)
            and leaning(s) > 0
            and not s.condition_acts
        )
    )


def _silent(drafting: Drafting, deeds: Sequence[Deed], yes: tuple[Preference, ...]) -> None:
    """Ask a party about deeds of its own that it says nothing of."""
    party = with_article(drafting.options[deeds[0]].decision_maker)
    labels = listed([drafting.found[d].label for d in deeds])
    what = labels if len(deeds) == 1 else f"{labels}, as others count on"
    ids = [s.id for d in deeds for s in drafting.found[d].in_conditions]
    asked = [i for d in deeds for i in _asked(drafting, d)]
    no = none_of([drafting.options[d] for d in deeds])
    known, said = _heard(drafting, deeds[0])  # several are asked together only if nothing like it is heard
    # What only its sentence has in common with the deed is no word against it.
    firm = [
        s for s in said if known == _MORE or (leaning(s) < 0 and not _by_sentence_only(drafting, deeds[0], s))
    ]
    unwilling = tuple(s.id for s in firm)
    drafting.ask(
        drafting.by_party[drafting.options[deeds[0]].decision_maker],
        OpenPreference(
            question=f"Would {party} {what}?",
            answers={
                "yes": yes,
                "no": (Preference(no, unwilling, assumption=known),),
            },
            evidence=tuple(dict.fromkeys((*ids, *asked, *(s.id for s in said)))),
            rule="silence",
            note="not reported" if known == _SILENT else known,
        ),
    )


def _threatened_over(drafting: Drafting, deed: Deed) -> bool:
    """Whether others say what they would do against a deed: that is not counting on it."""
    asking = drafting.found[deed].in_conditions
    return bool(asking) and all(s.stance is Stance.WARNS for s in asking)


def _heard(drafting: Drafting, deed: Deed) -> tuple[str, list[Statement]]:
    """Say what is known of a party's mind on a deed it is silent on, with the statements of its own.

    It may offer another amount. Or it speaks of something like it in other words, perhaps of the deed itself:
    then nobody can say that nothing is reported.
    """
    other = Deed(deed.party, without_amount(deed.action))
    if other != deed and other in drafting.found:
        less = [s for s in drafting.found[other].own if leaning(s) > 0]
        if less:
            return _MORE, less
    near = [*_alike(drafting, deed), *_turned_down(drafting, deed), *_in_reply(drafting, deed)]
    return (_NEAR, list(dict.fromkeys(near))) if near else (_SILENT, [])


def _alike(drafting: Drafting, deed: Deed) -> Iterator[Statement]:
    """Give what a party says of something like a deed of its own, without anybody else's doing it."""
    label = drafting.found[deed].label
    for s in drafting.record.live:
        own = s.actor == deed.party and s.stance is not Stance.ASSESSES
        # "It favours a new one": what a phrase only points to, its sentence names.
        near = s.act and (share_a_thing(label, s.act.label) or share_a_thing(label, s.sentence))
        if own and s.act and near and set(s.act.agents) <= {deed.party}:
            yield s


def _by_sentence_only(drafting: Drafting, deed: Deed, s: Statement) -> bool:
    """Whether a statement is near a deed by other words of its sentence than those of its act."""
    alike = s.act is not None and share_a_thing(drafting.found[deed].label, s.act.label)
    return not alike and s not in (*_turned_down(drafting, deed), *_in_reply(drafting, deed))


def _turned_down(drafting: Drafting, deed: Deed) -> Iterator[Statement]:
    """Give a party's refusals of what it was offered in return for a deed, as far as they can answer that."""
    offers = [s for s in drafting.found[deed].in_conditions if s.act and s.actor != deed.party]
    for action in sorted({s.act.action for s in offers if s.act}):
        taking = drafting.found.get(Deed(deed.party, f"accept:{action}"))
        made = [s for s in offers if s.act and s.act.action == action]
        for s in taking.own if taking else ():
            if leaning(s) < 0 and any(_may_answer(s, offer) for offer in made):
                yield s


def _may_answer(reply: Statement, offer: Statement) -> bool:
    """Whether a refusal can be about an offer: told in the same report, or not before it."""
    if reply.report == offer.report:
        return True
    return reply.date is not None and offer.date is not None and reply.date >= offer.date


def _in_reply(drafting: Drafting, deed: Deed) -> Iterator[Statement]:
    """Give a party's refusals told in the sentence after somebody made its act a condition.

    "Tanwei would write off a part if the bank did. The bank ruled out taking losses": one act, other words.
    """
    asking = drafting.found[deed].in_conditions
    if not asking:
        return
    reports = {t.report for t in asking}
    for s in drafting.record.live:
        if s.report not in reports:
            continue
        own = s.actor == deed.party and s.act and s.act.agents == (s.actor,) and s.stance in UNWILLING
        if own and leaning(s) < 0 and any(_follows(s, t) for t in asking):
            yield s


def _follows(s: Statement, t: Statement) -> bool:
    return s.report == t.report and 0 < s.start - t.end <= _NEXT


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
        bound = {s.act.action for s in drafting.found[deed].in_conditions if s.act}
        accepted = [
            (d, o) for d, o in drafting.options.items() if d.party in veto.holders and is_acceptance(d.action)
        ]
        # A mandate is for what others would do under it, whatever else its holder may come to accept.
        under_it = [(d, o) for d, o in accepted if d.action.removeprefix("accept:") in bound]
        consents = {d.party: o for d, o in under_it or accepted}
        if consents:
            holders = listed(sorted(consents))
            return And.of(list(consents.values())), (), veto.reason.format(holder=holders)
    package = _terms_of_a_package(drafting, deed)
    if package:
        return package
    less = _terms_of_less(drafting, deed)
    if less:
        terms = And.of(list(less))
        evidence = tuple(dict.fromkeys(i for ids in less.values() for i in ids))
        return terms, evidence, f"{with_article(deed.party)} would do less on these terms only"
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
    # It is held back for what it wants of those who count on it, not of others.
    counting = _counting_on(drafting, deed)
    drafted = drafting.by_party[option.decision_maker]
    # What it wants in return for something else is no term of this.
    elsewhere = {
        term for p in drafted.conditional if isinstance(p.formula, Iff) for term in conjuncts(p.formula.right)
    }
    demanded = [
        p
        for p in drafted.demanded
        if _is_wanted_of(p.formula, counting)
        and not set(conjuncts(p.formula)) <= elsewhere
        and _fits_the_bargain(drafting, deed, p.formula)
    ]
    if demanded:
        terms = And.of(list(dict.fromkeys(p.formula for p in demanded)))
        evidence = tuple(dict.fromkeys(e for p in demanded for e in p.evidence))
        return terms, evidence, _taken(deed.party, "if what {it} demand{s} is given")
    return None, (), ""


def _is_wanted_of(wish: Formula, parties: Collection[str]) -> bool:
    """Whether a wish is one for what some parties do, and not for what just anybody might do."""
    doers = {o.decision_maker for o in _options(wish)}
    several = any(len({o.decision_maker for o in _options(term)}) > 1 for term in conjuncts(wish))
    return bool(doers & set(parties)) and not several


def _fits_the_bargain(drafting: Drafting, deed: Deed, wish: Formula) -> bool:
    """Whether a wish for something in return leaves a reported bargain as it is reported.

    Where somebody would do a thing in return for a deed, that is the bargain: what its silent party wants of
    the same one besides is reported as a wish, and nowhere as a term.
    """
    c = drafting.found[deed]
    wanted = set(_options(wish))
    for s in (*c.in_conditions, *(s for s in c.wanted if s.condition_acts)):
        if s.act is None or s.stance not in (Stance.OFFERS, Stance.CONSIDERS, Stance.SUPPORTS):
            continue
        given = {o for d in drafting.record.deeds(s.act, drafting.found) if (o := drafting.options.get(d))}
        if drafting.key(s.actor) in {o.decision_maker for o in wanted} and not wanted & given:
            return False
    return True


def _options(formula: Formula) -> list[Option]:
    return [atom for atom in formula.atoms() if isinstance(atom, Option)]


def _terms_of_a_package(drafting: Drafting, deed: Deed) -> tuple[Formula, tuple[str, ...], str] | None:
    """Give what somebody proposes that others do in return for a deed: so it would be done, if at all."""
    for s in drafting.found[deed].wanted:
        others = [a for act in s.condition_acts for a in act.agents]
        if s.stance is not Stance.DEMANDS or s.actor in others or deed.party in others:
            continue
        condition = drafting.condition(s) if others else None
        if condition is not None:
            why = f"{with_article(s.actor)} proposes it as one bargain; nobody is reported to have accepted"
            return condition, (s.id,), why
    return None


def _terms_of_less(drafting: Drafting, deed: Deed) -> dict[Formula, list[str]]:
    """Give the terms on which alone a party would give another amount of the same, with the statements."""
    base = Deed(deed.party, without_amount(deed.action))
    if base == deed:
        return {}
    # Whoever would come to some of it on terms would not come to more on fewer.
    offered = [c for d, c in sorted(drafting.found.items()) if d.party == deed.party and c.own and d != deed]
    lesser = [c for c in offered if without_amount(c.deed.action) == base.action]
    found: dict[Formula, list[str]] = {}
    for c in lesser:
        willing = [s for s in c.own if leaning(s) > 0]
        terms = [(condition, s.id) for s in willing if (condition := drafting.condition(s)) is not None]
        if len(terms) == len(willing):
            for condition, said in terms:
                found.setdefault(condition, []).append(said)
    return found


def _counting_on(drafting: Drafting, deed: Deed) -> set[str]:
    """Name the decision makers that ask a deed of its party, or would do it with that party."""
    c = drafting.found[deed]
    with_it = {d.party for d in drafting.options if d.action == deed.action and d.party != deed.party}
    kind = class_of(deed.action)
    asking = {s.actor for s in (*c.in_conditions, *c.wanted)}
    parties = asking | with_it if kind and kind.two_sided else asking
    return {key for party in parties if (key := drafting.key(party))}


def _taken(party: str, terms: str) -> str:
    """Say on which terms a party is taken to act, in the number that its name has."""
    many = is_plural(party)
    said = terms.format(it="they" if many else "it", s="" if many else "s")
    return f"{with_article(party)} {'are' if many else 'is'} taken to do so only {said}"
