"""Who is there for whom: *Present: for the County, Ms Holm and Mr Rowe; for Norra, Mr Vaan*."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.names import is_name_word

_LISTS = nouns.words("present attending attendance participants delegates attendees panel")


def present_for(sentence: Span) -> Iterator[tuple[Token, list[Token]]]:
    """Read a list of those present.

    Parameters
    ----------
    sentence
        A sentence of a report.

    Yields
    ------
    Token, list of Token
        The last word of the name of a body, and of each person who is there for it.
    """
    if not len(sentence) or sentence[0].lower_ not in _LISTS:
        return
    for group in _groups(sentence):
        if not group or group[0].lower_ != "for":
            continue
        names = [t for t, after in zip(group, [*group[1:], None], strict=True) if _closes(t, after)]
        if len(names) > 1:
            yield names[0], names[1:]


def _groups(sentence: Span) -> Iterator[list[Token]]:
    """Give what stands between semicolons, brackets left out."""
    group: list[Token] = []
    bracket = False
    for token in sentence:
        bracket = token.text == "(" or (bracket and token.text != ")")
        if token.text == ";" or (token.text == ":" and len(group) < 2):
            yield group
            group = []
        elif not bracket and token.text != ")":
            group.append(token)
    yield group


def _closes(token: Token, after: Token | None) -> bool:
    """Tell whether a name ends with a token."""
    goes_on = after is not None and (is_name_word(after) or after.text in ("'s", "’s", "'", "’", "-"))
    return is_name_word(token) and token.lower_ not in nouns.TITLES and not goes_on
