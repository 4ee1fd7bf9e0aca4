"""What follows for a statement where a person changes it: what it amounts to, and what its sources are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from modusvivendi.statements.statement import Source, SourceKind, Statement

UNNAMED = "(unnamed)"

_DOCUMENT = re.compile(
    r"\b(?:document|report|memo|letter|paper|draft|text|statement|e-?mail|leak|cable)s?$", re.I
)
_BODY = re.compile(
    r"\b(?:ministry|office|government|spokes(?:man|woman|person)|department|council|commission|agency|embassy|"
    r"committee|union|association|party|army|court|bank|delegation|authority|board)s?$",
    re.I,
)


def source(name: str) -> Source:
    """Make a link of a chain from its name as a person writes it; unnamed ones end in ``(unnamed)``.

    Examples
    --------
    >>> source("two EU diplomats (unnamed)").kind.value, source("Foreign Ministry").kind.value
    ('unnamed', 'body')
    """
    from modusvivendi.statements.actors.gazetteer import gazetteer
    from modusvivendi.statements.actors.phrases import group_of
    from modusvivendi.statements.llm.parties import known_party, medium

    name = " ".join(name.split())
    party = known_party(name.removesuffix(UNNAMED).strip())
    if name.endswith(UNNAMED):
        bare = name.removesuffix(UNNAMED).strip()
        group = group_of(party, bare, bare, gazetteer())
        return Source(name=f"{bare} {UNNAMED}", kind=SourceKind.UNNAMED, group=group, party=party)
    paper = medium(name)
    if paper is not None:
        return Source(name=paper, kind=SourceKind.MEDIUM, group=paper)
    kind = (
        SourceKind.BODY if _BODY.search(name)
        else SourceKind.DOCUMENT if _DOCUMENT.search(name)
        else SourceKind.PERSON
    )  # fmt: skip
    return Source(name=name, kind=kind, group=name, party=party)


def party(name: str) -> str:
    """Give the canonical name of a party as a person writes it, or the name itself.

    Examples
    --------
    >>> party("the Kremlin"), party("Ferrymen's Guild")
    ('Russia', "Ferrymen's Guild")
    """
    from modusvivendi.statements.llm.parties import known_party

    return known_party(name) or " ".join(name.split())


def get_ready() -> None:
    """Load what `derived` works with, which takes longest the first time."""
    from modusvivendi.giving_way import give_way
    from modusvivendi.statements.actors.mentions import finder

    give_way()
    finder([])
    give_way()
    from modusvivendi.statements.acts import all_with_acts

    told = Statement.model_validate(
        {"id": "a-0a", "report": "a", "start": 0, "end": 1, "sentence": "x", "actor": "Nordia",
         "stance": "offers", "proposal": "reopen the harbour"}
    )  # fmt: skip
    all_with_acts([([told], finder([told.actor]))])


def derived(
    changed: Statement, fields: Collection[str], others: Sequence[Statement], parties: Iterable[str] = ()
) -> dict[str, Any]:
    """Give the fields that follow from those a person changed.

    Parameters
    ----------
    changed
        The statement with the change in it.
    fields
        What the person changed; none of these is given back.
    others
        The report's other statements.
    parties
        Names of parties that may be meant, besides the actors of these and those everybody knows.

    Returns
    -------
    dict
        New values by field, as in JSON.
    """
    return derived_together([changed], fields, {changed.report: others}, parties)[0]


def derived_together(
    changed: Sequence[Statement],
    fields: Collection[str],
    others: Mapping[str, Sequence[Statement]],
    parties: Iterable[str] = (),
) -> list[dict[str, Any]]:
    """Give what follows where a person changes the same fields of several statements; see `derived`.

    Parameters
    ----------
    changed
        The statements with the change in them.
    fields, parties
        As for `derived`.
    others
        By the names of their reports, the statements that are not changed.
    """
    filled: Sequence[Statement] = changed
    if {"stance", "proposal", "actor", "target", "condition"} & set(fields):
        filled = _filled(changed, others, parties)
    return [_following(one, whole, fields) for one, whole in zip(changed, filled, strict=True)]


_REPORTS_AT_ONCE = 20
"""Reports whose statements are worked out before others may go first."""


def _filled(
    changed: Sequence[Statement], others: Mapping[str, Sequence[Statement]], parties: Iterable[str]
) -> list[Statement]:
    """Give statements with what they amount to."""
    from modusvivendi.giving_way import give_way
    from modusvivendi.statements.actors.mentions import finder
    from modusvivendi.statements.acts import all_with_acts

    of: dict[str, list[Statement]] = {}
    for statement in changed:
        of.setdefault(statement.report, []).append(statement)
    actors = (s.actor for report, here in of.items() for s in (*others.get(report, ()), *here))
    find = finder([*parties, *actors])
    by_id: dict[str, Statement] = {}
    groups = list(of.items())
    for start in range(0, len(groups), _REPORTS_AT_ONCE):
        give_way()
        batch = groups[start : start + _REPORTS_AT_ONCE]
        for (report, here), alone in zip(
            batch, all_with_acts([(here, find) for _, here in batch]), strict=True
        ):
            found = alone
            if any(map(_is_vague, alone)):  # what that means, the rest of the report tells
                (found,) = all_with_acts([((*others.get(report, ()), *here), find)])
            by_id |= {s.id: s for s in found}
    return [by_id[statement.id] for statement in changed]


def _is_vague(statement: Statement) -> bool:
    """Tell whether a statement is about taking part in something and does not say in what."""
    acts = [statement.act, statement.effect.cause if statement.effect else None]
    return any(act is not None and act.action == "take-part" for act in acts)


def _with_doers_kept(filled: Statement, before: Statement) -> Statement:
    """Leave the acts of an unchanged condition to whom the reader knew by a phrase: "the union"."""
    old, new = before.condition_acts, filled.condition_acts
    if len(old) != len(new):
        return filled
    kept = tuple(
        was.model_copy(update={"negated": now.negated})
        if was.agents and not now.agents and filled.actor not in was.agents
        else now
        for was, now in zip(old, new, strict=True)
    )
    return filled.model_copy(update={"condition_acts": kept})


def _following(changed: Statement, filled: Statement, fields: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if filled is not changed:
        if "condition" not in fields:
            filled = _with_doers_kept(filled, changed)
        found |= filled.model_dump(mode="json", include={"act", "condition_acts", "effect"})
    if "proposal" in fields:
        from modusvivendi.statements.rules.quantities import quantity

        amount = quantity(changed.proposal)
        found["quantity"] = amount.model_dump(mode="json") if amount else None
    if "sources" in fields:
        chain = [source(name) for name in changed.sources]
        found["chain"] = [link.model_dump(mode="json") for link in chain]
        found["anonymous"] = bool(chain) and chain[-1].kind is SourceKind.UNNAMED
    if "date" in fields:
        found |= {"date_kind": "said" if changed.date else None, "date_inferred": False}
    return {name: value for name, value in found.items() if name not in fields}
