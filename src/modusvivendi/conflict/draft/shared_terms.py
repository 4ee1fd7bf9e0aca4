"""What several parties do on the same terms only is taken to be the same for those that name no terms.

"France and Britain would send troops once a truce holds; Norway is ready to take part": in one and the same
thing, which the record knows after a truce only. That is an assumption, and marked as one.
"""

from __future__ import annotations

from collections import defaultdict

from modusvivendi.conflict.conjunction import conjuncts
from modusvivendi.conflict.decision_maker import Preference
from modusvivendi.conflict.draft.record import Deed, leaning
from modusvivendi.conflict.draft.working import Drafting
from modusvivendi.conflict.formula import And, Formula, Implies
from modusvivendi.english import listed
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.naming import with_article

_FEWEST = 2
"""How many parties at least have to name the same terms."""


def assume_shared_terms(drafting: Drafting) -> None:
    """Put others' common terms into the preferences of parties that offer the same act without any."""
    by_action: dict[str, list[Deed]] = defaultdict(list)
    for deed in drafting.options:
        by_action[deed.action].append(deed)
    for deeds in by_action.values():
        terms = {deed: _terms(drafting, deed) for deed in deeds}
        bound = [deed for deed in deeds if terms[deed]]
        if len(bound) < _FEWEST:
            continue
        common = [term for term in terms[bound[0]] if all(term in terms[deed] for deed in bound)]
        reports = {s.report for deed in bound for some in terms[deed].values() for s in some}
        for deed in deeds:
            own = drafting.found[deed].own
            bare = own and not terms[deed] and all(s.stance is Stance.OFFERS and leaning(s) > 0 for s in own)
            told = [term for term in common if drafting.options[deed] not in term.atoms()]
            if bare and told and any(s.report in reports for s in own):
                evidence = tuple(dict.fromkeys(s.id for d in bound for t in told for s in terms[d][t]))
                others = listed(with_article(d.party) for d in bound)
                why = f"{others} would do so on these terms only; it is taken to be the same act"
                drafting.by_party[drafting.options[deed].decision_maker].conditional.append(
                    Preference(
                        Implies(drafting.options[deed], And.of(told)),
                        evidence,
                        assumption=why,
                        rule="shared terms",
                    )
                )


def _terms(drafting: Drafting, deed: Deed) -> dict[Formula, list[Statement]]:
    """Give the terms on which alone a party speaks of a deed of its own, each with the statements."""
    found: dict[Formula, list[Statement]] = defaultdict(list)
    for s in drafting.found[deed].own:
        condition = drafting.condition(s)
        if condition is not None:
            for term in conjuncts(condition):
                found[term].append(s)
    return dict(found)
