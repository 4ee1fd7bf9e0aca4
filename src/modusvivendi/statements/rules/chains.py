"""Chains of sources: outermost first, completed from neighbouring sentences."""

from __future__ import annotations

from collections.abc import Iterable

from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.speech import Speech
from modusvivendi.statements.statement import Source, SourceKind


def chain(layers: Iterable[Speech], holder: Who | None) -> list[Who]:
    """Order who is cited for a statement, outermost first.

    Parameters
    ----------
    layers
        The layers of speech around it, outermost first.
    holder
        Who takes the stance, where it is somebody who speaks for a party rather than the party itself.
    """
    found: list[Who] = []
    for layer in layers:
        spoke = layer.who
        if holder is not None and len(spoke) > 1 and any(_same(holder, w) for w in spoke):
            spoke = [w for w in spoke if _same(holder, w)]
        for who in [*layer.media, *spoke, *layer.cited]:
            if who.kind is not None and not any(_same(who, other) for other in found):
                found.append(who)
    media = [w for w in found if w.kind is SourceKind.MEDIUM]
    rest = [w for w in found if w.kind is not SourceKind.MEDIUM]
    ordered = [*media, *rest]
    if holder is not None and holder.kind is not None and not rest:
        ordered.append(holder)
    return ordered


def _same(a: Who, b: Who) -> bool:
    return a.name == b.name or (a.anonymous and b.anonymous and a.group == b.group)


def sources(links: Iterable[Who]) -> tuple[Source, ...]:
    """Give the chain in its public form."""
    return tuple(s for s in (who.source() for who in links) if s is not None)
