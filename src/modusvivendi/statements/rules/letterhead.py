"""Who publishes a text: the body its head names (*Ministry of Fish, Norvane*, *Bulletin of the Guild*)."""

from __future__ import annotations

import re

from spacy.tokens import Span

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.nouns import ORGANISATIONS
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind

_BODY = re.compile(
    r"\b([A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|and|&|of|the|for))* (?:Union|Association|Federation|Council|League"
    r"|Alliance|Confederation|Party|Committee|Front|Movement|Guild|Chamber|Congress|Trust|Co-?operative"
    r"|Commission|Society|Assembly|Coalition|Forum|Syndicate|Brotherhood))\b"
)
_PAPER = re.compile(r"^(?:Bulletin|Newsletter|News|Journal|Voice|Circular|Office) (?:of|for|from) (?:the )?")
_PIECES = re.compile(
    r"\n|, | – | — | - |\||\((?=[A-Z])|\)|"
    r"\b(?:Bulletin|[Nn]ewsletter|Office|Ministry|Embassy|Government) (?:of|for) (?:the )?"
)
_WORDY = re.compile(r"(?:[A-Z][\w'’.-]*|&|of|and|the|for)(?: (?:[A-Z][\w'’.-]*|&|of|and|the|for))*")
_OFFICE = re.compile(
    r"\b(?:Office|Press|Ministry|Department|Service|Spokesperson|Affairs|Briefing|Conference)\b"
)
_OF_STATE = re.compile(
    r"(?:the )?(?:ministry|embassy|department|office|government|permanent mission)\b[^,]*, "
    r"(?:(?:kingdom|republic|principality|federation|state) of )?(?:the )?(?P<state>(?-i:[A-Z])[\w'’. -]*)",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    r"\b(?:bulletin|news for members|ministry|government of|office of|embassy"
    r"|spokes(?:person|man|woman)|briefing|our members|circular"
    r"|communiqu[eé]|statement|press release|media release|open letter|plc|inc|ltd|gmbh)\b"
    r"|\b(?:union|association|federation|confederation|league|guild|council|alliance|co-?operative|committee)\b"
    r"(?! of)",
    re.IGNORECASE,
)


def speaks_for_itself(head: str) -> bool:
    """Tell whether the head of a text is that of a body which speaks in it, and not of a newspaper."""
    return _OWN_WORDS.search(head) is not None


def publisher(head: str, paragraphs: list[Span], cast: Cast) -> Who | None:
    """Give the party named in the head of a text.

    Parameters
    ----------
    head
        What stands before its first paragraph.
    paragraphs
        Its paragraphs; a name of the head that is a party there is that party.
    cast
        The cast of the report.
    """
    pieces = [p.strip(" .:'\"") for p in _PIECES.split(head)]
    named = [m.group() for p in pieces if p and (m := _WORDY.fullmatch(p)) and not _OFFICE.search(p)]
    for name in named:
        for part in dict.fromkeys((name, name.split()[-1])):
            who = _known(part, paragraphs, cast)
            if who is not None and who.party == part != name and part in ORGANISATIONS:
                return cast.party(name, paragraphs[0][0])  # the text says only "the League"
            if who is not None:
                return who
    government = re.search(r"\bGovernment of (?:the )?([A-Z][\w'’-]+)", head)
    if government is not None:
        return cast.party(government[1], paragraphs[0][0])
    state = next((m["state"] for line in head.splitlines() if (m := _OF_STATE.fullmatch(line.strip()))), None)
    if state is not None:
        return cast.party(state, paragraphs[0][0])
    body = _BODY.search(head)
    return cast.party(_PAPER.sub("", body[1]), paragraphs[0][0]) if body is not None else None


def _known(name: str, paragraphs: list[Span], cast: Cast) -> Who | None:
    """Give the party that a name is in the text itself."""
    size = len(name.split())
    for paragraph in paragraphs:
        for token in paragraph:
            if not name.endswith(token.text) or token.text == "&" or not token.text[0].isupper():
                continue
            if not token.doc[: token.i + 1].text.endswith(name) or size > 6:
                continue
            found = [w for w in cast.refer(token) if w.party and w.known]
            if found and found[0].kind is not SourceKind.MEDIUM and not found[0].is_person:
                return cast.party(found[0].party or "", token)
    return None
