"""Parties named in a bare phrase, without the context of a report, or with what the report makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from modusvivendi.statements.actors.gazetteer import NameKind, fold, gazetteer

Mention = tuple[int, int, str]
"""Start and end in the text, and the canonical name of the party."""

_WORDS = re.compile(r"[A-Za-zÀ-ž](?:\.[A-Z])+\.?|[\w’']+(?:-\w+)*|[^\w\s]")
_OWNER = re.compile(r"(?:'s|’s|'|’)$")


@dataclass(frozen=True)
class Meant:
    """A phrase of a condition and the party that the report means by it: *the union*, *its*.

    *Both sides* are two of them, with the same place.

    Attributes
    ----------
    condition
        The words of the condition.
    start, end
        Where in them the phrase stands.
    party
        Canonical name of the party.
    """

    condition: str
    start: int
    end: int
    party: str


def knowing(find: Callable[[str], list[Mention]], meant: Sequence[Meant]) -> Callable[[str], list[Mention]]:
    """Let a finder also find what a reader has made of the phrases of conditions.

    Parameters
    ----------
    find
        Finds names.
    meant
        The phrases. They are found in the conditions they stand in and in pieces of these, and nowhere else.
    """

    def found(text: str) -> list[Mention]:
        named = list(find(text))
        for one in meant:
            at = one.condition.find(text)
            start, end = one.start - at, one.end - at
            if at < 0 or start < 0 or end > len(text):
                continue
            # Two parties of one phrase, "both sides", have the same place.
            if not any(s < end and start < e and (s, e) != (start, end) for s, e, _ in named):
                named.append((start, end, one.party))
        return sorted(named)

    return found


def finder(more: Iterable[str] = ()) -> Callable[[str], list[Mention]]:
    """Give a function that finds the parties a text names.

    Parameters
    ----------
    more
        Further canonical names, such as those a report introduces.
    """
    known = gazetteer()
    extra = {fold(name): name for name in more}

    def find(text: str) -> list[Mention]:
        found: list[Mention] = []
        tokens = list(_WORDS.finditer(text))
        at = 0
        while at < len(tokens):
            for length in range(min(7, len(tokens) - at), 0, -1):
                start, end = tokens[at].start(), tokens[at + length - 1].end()
                form = text[start:end]
                owner = _OWNER.search(form)
                bare = form if owner is None else form[: owner.start()]
                end = start + len(bare)
                key = fold(bare)
                if key in extra:
                    found.append((start, end, extra[key]))
                else:
                    name = known.get(bare) if bare != bare.lower() else None
                    if name is None or name.kind is NameKind.MEDIUM:
                        continue
                    if length > 1 and tokens[at].group().lower() in ("the", "a", "an"):
                        continue
                    found.append((start, end, name.party))
                at += length - 1
                break
            at += 1
        return found

    return find
