"""What drafting takes for granted because institutions work that way, never because it seems likely.

Each becomes a preference marked as an assumption, with its reason, for a person to keep or strike out.
"""

from __future__ import annotations

from dataclasses import dataclass

from modusvivendi.statements.acts.groups import group_members


@dataclass(frozen=True)
class Veto:
    """A body that cannot do a deed against the will of any of these parties."""

    body: str
    action: str
    holders: tuple[str, ...]
    reason: str


def vetoes() -> tuple[Veto, ...]:
    """Give the vetoes drafting knows of.

    The Security Council decides on other than procedural matters with the concurring votes of its permanent
    members (Charter of the United Nations, Article 27(3)).
    """
    permanent = group_members("permanent members of the Security Council") or ()
    return (
        Veto(
            body="United Nations",
            action="give-mandate",
            holders=permanent,
            reason="{holder} holds a veto in the Security Council",
        ),
    )


def veto_on(body: str, action: str) -> Veto | None:
    """Give the veto on a body's deed, if there is one."""
    return next((v for v in vetoes() if v.body == body and v.action == action), None)
