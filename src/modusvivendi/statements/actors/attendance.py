"""Who is there for whom: *Present: for the County, Ms Holm and Mr Rowe; for Norra, Mr Vaan (Dock Guild)*."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.first_names import first_names
from modusvivendi.statements.actors.kinds import OF_NAME_WORD
from modusvivendi.statements.actors.names import is_name_word

_LISTS = nouns.words("present attending attendance participants delegates attendees panel")

_ADDRESSES = nouns.words("mr mr. mrs mrs. ms ms. miss dr dr. sir lady prof prof. professor cllr cllr.")


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


def beside_names(sentence: Span) -> Iterator[tuple[Token, list[Token]]]:
    """Read the brackets behind people's names: *Ms Holm (Norra Water Board)*.

    Outside a list of those present only names that tell by a word of theirs that they are bodies' count: in
    *Ada Holm (Norra)* the bracket may be where she is from.

    Parameters
    ----------
    sentence
        A sentence of a report.

    Yields
    ------
    Token, list of Token
        The last word of the name of a body, and that of the person who is there for it.
    """
    listed = len(sentence) > 0 and sentence[0].lower_ in _LISTS
    for token in sentence[1:]:
        if token.text != "(" or not _is_persons(token.nbor(-1)):
            continue
        inside: list[Token] = []
        for t in sentence.doc[token.i + 1 : min(token.i + 9, sentence.end)]:
            if t.text == ")":
                break
            inside.append(t)
        else:
            continue
        small = ("'s", "’s", "'", "’", "of", "and", "for", "the", "&", "-")
        named = [t for t in inside if is_name_word(t)]
        told = any(t.text in nouns.ORGANISATIONS or t.text in OF_NAME_WORD for t in named)
        whole = all(is_name_word(t) or t.text in small for t in inside)
        if named and whole and inside[-1] is named[-1] and (told or (listed and len(named[-1]) > 2)):
            yield named[-1], [token.nbor(-1)]


def _is_persons(name: Token) -> bool:
    """Tell whether a name ends a person's: with a title or a first name before it."""
    if not is_name_word(name) or name.i == name.sent.start:
        return False
    before = name.nbor(-1)
    return before.lower_ in _ADDRESSES or (is_name_word(before) and before.text in first_names())


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
