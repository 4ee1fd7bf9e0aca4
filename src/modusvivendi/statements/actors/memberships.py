"""Of which body *most member states* or *several members* are: the one that is spoken of, not any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.gazetteer import NameKind
from modusvivendi.statements.actors.spots import Spot
from modusvivendi.statements.actors.who import Who

_SOME = nouns.words("most several many some other all few certain numerous smaller larger") | {"the"}
_STATES = nouns.words("state country nation government")
_JOINED = nouns.words("Union League Community Alliance Confederation Organisation Organization Bloc Pact")
_PEOPLE = nouns.words("diplomat official envoy minister leader ambassador member source capital")


def members_of(
    token: Token,
    spots: Mapping[int, Spot],
    spoken_of: Iterable[Who],
    governors: Sequence[Who],
    unnamed: Sequence[Who],
) -> Who | None:
    """Give the members of a body by a name that says of which: *most EU member states*.

    Parameters
    ----------
    token
        The noun.
    spots
        The names of the text that are known.
    spoken_of
        The parties last spoken of, most recent first.
    governors
        Who says it.
    unnamed
        The unnamed people last cited, most recent first.
    """
    noun = _noun(token)
    if noun is None:
        return None
    blocs = {s.name.party for s in spots.values() if s.name.kind is NameKind.BLOC}
    people = [w.party for w in (*governors, *unnamed[:1]) if w.party in blocs]
    told = people or [party for party in _before(token, spots) if party in blocs]
    invented = [w.party for w in spoken_of if w.party and w.party.split()[-1] in _JOINED]
    body = next(iter((*told, *(invented if noun != "members" else ()))), None)
    if body is None:
        return None
    how_many = next((c.lower_ for c in token.children if c.lower_ in _SOME - {"the"} or c.like_num), "")
    name = " ".join(word for word in (how_many, _short(body, spots, token), noun) if word)
    first = token.doc[token.left_edge.i]
    role = "state" if noun != "members" else "member"
    end = token.idx + len(token)
    return Who(
        party=name, name=name, group=name, known=False, start=first.idx, end=end, plural=True, role=role
    )


def _noun(token: Token) -> str | None:
    """Give *member states* or *members*, where nothing else says of what."""
    if token.tag_ != "NNS" or any(c.dep_ in ("poss", "relcl") or c.lower_ == "of" for c in token.children):
        return None
    before = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod", "det", "nummod")]
    rest = {c.lower_ for c in before} - _SOME - {c.lower_ for c in before if c.like_num}
    if token.lemma_.lower() in _STATES and rest == {"member"}:
        return f"member {token.lower_}"
    some = any(c.lower_ in _SOME - {"the", "smaller", "larger"} for c in before)
    return "members" if token.lower_ == "members" and some and not rest else None


def _before(token: Token, spots: Mapping[int, Spot]) -> list[str]:
    """Give whose seat or people, then which bodies at all, are named before, the last first."""
    earlier = sorted((s for s in spots.values() if s.end <= token.i), key=lambda s: -s.start)
    doc = token.doc
    own = [
        s.name.party
        for s in earlier
        if s.name.kind is NameKind.SEAT
        or doc[s.start].dep_ in ("nsubj", "nsubjpass")
        or doc[s.end - 1].dep_ in ("nsubj", "nsubjpass")
        or (s.end < len(doc) and doc[s.end].lemma_.lower() in _PEOPLE)
    ]
    return [*own, *(s.name.party for s in earlier)]


def _short(body: str, spots: Mapping[int, Spot], token: Token) -> str:
    """Give the letters by which the text calls a body, else its name."""
    called = {token.doc[s.start : s.end].text for s in spots.values() if s.name.party == body}
    letters = sorted((name for name in called if name.isupper() and len(name) <= 6), key=len)
    return letters[0] if letters else body
