"""Parties named in a bare phrase, without the context of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from modusvivendi.statements.actors.gazetteer import NameKind, fold, gazetteer

Mention = tuple[int, int, str]
"""Start and end in the text, and the canonical name of the party."""

_WORDS = re.compile(r"[A-Za-zÀ-ž](?:\.[A-Z])+\.?|[\w’']+(?:-\w+)*|[^\w\s]")
_OWNER = re.compile(r"(?:'s|’s|'|’)$")


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
