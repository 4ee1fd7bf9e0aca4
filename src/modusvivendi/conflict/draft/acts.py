"""The acts that a statement speaks of, and statements beside others of the same report."""

from __future__ import annotations

from collections.abc import Sequence

from modusvivendi.statements import Act, Statement

ACCEPTING = "accept:"
"""What an act of going along with others' acts begins with."""


def acts_of(s: Statement) -> tuple[Act, ...]:
    """Give the acts of a statement's conditions, and its own last."""
    return (*s.condition_acts, *((s.act,) if s.act else ()))


def base_of(act: Act) -> str:
    """Give what is done, or what going along is with."""
    return act.action.removeprefix(ACCEPTING)


def by_report(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Give the statements of each report in the order in which they stand."""
    found: dict[str, list[Statement]] = {}
    for s in sorted(statements, key=lambda s: (s.report, s.start, s.id, s.actor)):
        found.setdefault(s.report, []).append(s)
    return found


def by_party(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Give the statements of each party, in the order given."""
    found: dict[str, list[Statement]] = {}
    for s in statements:
        found.setdefault(s.actor, []).append(s)
    return found
