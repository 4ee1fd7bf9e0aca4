"""Signs by which whose a position is has more often been mistaken than not; such readings are not stated.

Each was measured on all annotated development reports: of the statements that show it, fewer than half
had the right party and stance. ``docs/reading.md`` has the table.
"""

from __future__ import annotations

from collections.abc import Collection

from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import in_quotes, is_passive


def unsure_holder(frame: Frame, holders: list[Who], speakers: list[Who], near: Collection[str]) -> bool:
    """Tell whether it is too unsure whose a position is for it to be stated.

    Parameters
    ----------
    frame
        The position.
    holders
        Whose it would be.
    speakers
        Who says it.
    near
        The parties named in its sentence and the one before.
    """
    doer, verb = frame.holder, frame.trigger
    if doer is None or frame.by_speaker:
        return False
    if doer.lower_ in ("they", "them") and in_quotes(verb) and not is_passive(verb):
        return any(w.party is not None and w.party == s.party for w in holders for s in speakers)
    if doer.lower_ == "they":
        told = {w.party for w in speakers} | {w.name for w in speakers}
        begins = verb.sent.start_char
        return not any(
            w.party in near or w.party in told or w.name in told or w.start >= begins for w in holders
        )
    return _is_any_of_whom(frame)


def _is_any_of_whom(frame: Frame) -> bool:
    """Recognise *a buyer who undertook to keep it*, which says of whom, and not of anybody."""
    doer, verb = frame.holder, frame.trigger
    if doer is None or doer.pos_ != "NOUN" or doer.dep_ == "appos":
        return False
    clause = next((a for a in (verb, *verb.ancestors) if a.dep_ == "relcl"), None)
    indefinite = any(c.lower_ in ("a", "an", "any", "no") for c in doer.children)
    return clause is not None and clause.head.i == doer.i and indefinite
