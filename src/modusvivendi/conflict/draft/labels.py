"""How an option reads after its party's name: "give a guarantee", not "bring about a Russian guarantee"."""

from __future__ import annotations

import re
from functools import cache

from modusvivendi.conflict.draft.sameness import base_form
from modusvivendi.dossier.giving_up import is_giving_up, is_keeping
from modusvivendi.statements.naming import possessive

_VERBS = {
    "give": "guarantee assurance mandate permit permission licence license loan grant answer reply amnesty",
    "make": "concession statement apology offer pledge commitment payment change gesture announcement",
    "hold": "vote referendum election summit meeting ballot poll ceremony",
    "order": "inquiry investigation probe study review audit",
    "sign": "deal agreement treaty accord pact contract",
}
"""What is done with a thing that is brought about."""
_BRING = re.compile(
    r"^bring about (?P<what>(?P<article>an?|the|its|their|such an?|any|some) (?:[\w'’-]+ )*?(?P<noun>[a-z]+))"
    r"(?= (?:of|for|on|in|to|by|with|from|about|that|which|between|at|before|after)\b|$)"
)

_NUMBERED = re.compile(r"^bring about (?:(?:[\w'’-]+ ){0,3}(?:of|for) )?(?:at least |up to |about )?[£$€]?\d")
"""Something of an amount that others want, as "contracts of 30 weeks"."""
_ALONG_WITH_A_CLAUSE = re.compile(
    r"^(?:agree to|accept) (?P<what>(?:the|its|their|an?|no|all) [\w' -]+?)"
    r" (?P<verb>is|are|was|were|has|have|would|will) (?P<rest>.+)$"
)
"""Consent told with a whole clause: "agree to the ward was closed"."""
_CONTRAST = re.compile(r",? but not (?:…|[a-z]+(?: …)?)$")
_TRAILING = re.compile(
    r"(?<=\w)(?:,? (?:to|be|been|being|for|of|in|on|at|with|by|from|into|under|over|and|or|but|the|an?|that"
    r"|which|who|its|their|as|is|are|was|were|last|first|if|when|than"
    r"|(?:until|till|since|before|after) the (?:end|start|beginning|middle)))+ …$"
)
"""What a shortened label ends with that says nothing."""


def plain_label(label: str, party: str) -> str:
    """Say what a party would do in the words one would use.

    Parameters
    ----------
    label
        As the reader took it from a phrase.
    party
        Whose act it is.

    Examples
    --------
    >>> plain_label("bring about a Russian safety guarantee", "Russia")
    'give a safety guarantee'
    >>> plain_label("agree to a road through the hills to be …", "Norway")
    'agree to a road through the hills'
    >>> plain_label("suspend its plan for the port until the end of …", "Port")
    'suspend its plan for the port'
    >>> plain_label("agree to the ward was closed at night, but not …", "Clinic")
    'accept that the ward is closed at night'
    >>> plain_label("bring about contracts of 30 weeks", "Theatre")
    'agree to contracts of 30 weeks'
    >>> plain_label("bring about 17 per cent of the catch", "Union")
    'agree to 17 per cent of the catch'
    >>> plain_label("dissolve the Union's fund", "Union"), plain_label("bring about a Danish vote", "Norway")
    ('dissolve its fund', 'bring about a Danish vote')
    """
    whole = re.compile(rf"\b(?:the )?{re.escape(possessive(party).removeprefix('the '))}(?= \w)")
    label = _TRAILING.sub("", whole.sub("its", label))
    brought = _BRING.match(label)
    if is_giving_up(label) or is_keeping(label):
        label = label.removeprefix("agree to ")
    clause = _ALONG_WITH_A_CLAUSE.match(label)
    if clause:
        now = {"was": "is", "were": "are"}.get(clause["verb"], clause["verb"])
        return f"accept that {clause['what']} {now} {_CONTRAST.sub('', clause['rest'])}"
    if _NUMBERED.match(label):
        return f"agree to {label.removeprefix('bring about ')}"
    if brought is None:
        return label
    what, adjective = brought["what"], _adjective(party)
    if adjective and adjective != party:
        what = re.sub(rf"\b{re.escape(adjective)} ", "", what)
    verb = next(
        (v for v, nouns in _VERBS.items() if brought["noun"].removesuffix("s") in nouns.split()), None
    )
    if verb is None or re.search(r" [A-Z]", what):  # whose it is, if somebody else's, is not to be hidden
        return label
    article = brought["article"]
    if article in ("a", "an"):
        rest = what.removeprefix(article).lstrip()
        what = f"{'an' if rest[:1].lower() in 'aeiou' else 'a'} {rest}"
    return f"{verb} {what}{label[brought.end() :]}"


_PAYS = re.compile(
    r"^(?:to )?(?:pay|provide|give|fund|finance|spend|contribute|raise|add|lend|grant|cover|offer|set up"
    r"|agree to|put up|donate|invest|advance|refund|compensate) .{4,70}$",
    re.IGNORECASE,
)
_GRANT = re.compile(r"^(?:an?|another|the|its|their) .{4,60}$", re.IGNORECASE)

_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|must|should|has|have)\b", re.IGNORECASE
)


def paying(words: str) -> str | None:
    """Say for what money would be provided, as far as the words tell.

    Examples
    --------
    >>> paying("pay for the study"), paying("a road fund of 300 million"), paying("200 million")
    ('pay for the study', 'give a road fund of 300 million', None)
    """
    if _PAYS.match(words):
        return words.removeprefix("to ")
    return f"give {words}" if _GRANT.match(words) and not _CLAUSE.search(words) else None


_SOMEBODY_PAYS = re.compile(
    r"\bthe (?:[a-z]+ ){1,3}?(?:(?:also|first|would|will|could) )*"
    r"(?P<verb>pay|pays|paid|provides?|provided|gives?|gave|funds?|funded|finances?|financed)"
    r"(?P<rest> (?:for |the |its |their |an? |new |\d).+)$"
)
"""What a party told by its kind would pay for: "the city paid for new meters"."""
_AND_PAYS = re.compile(
    r"\band (?P<verb>(?:pay|provide|fund|finance|cover)s?|paid|(?:provid|fund|financ|cover)ed)(?P<rest> .+)$"
)


def paying_in(condition: str, party: str) -> str | None:
    """Say for what a condition would have a party provide money: its own words, after the party's name.

    Examples
    --------
    >>> paying_in("provided that the Whigs agree to a road fund", "Whigs")
    'agree to a road fund'
    >>> paying_in("provided that the city paid for new meters", "city council")
    'pay for new meters'
    """
    name = re.escape(party)
    told = re.search(
        rf"\b{name} (?:(?:also|first|would|will|could) )*(?P<verb>[a-z]+)(?P<rest> .+)$", condition
    ) or _SOMEBODY_PAYS.search(condition)
    verb = base_form(told["verb"]) if told else None
    if told and verb and (first := paying(f"{verb}{told['rest']}")):
        return first
    # "withdraws its troops and pays for a bridge"
    further = _AND_PAYS.search(told["rest"]) if told else None
    verb = base_form(further["verb"]) if further else None
    return paying(f"{verb}{further['rest']}") if further and verb else None


@cache
def _adjective(party: str) -> str:
    from modusvivendi.statements.actors.gazetteer import gazetteer

    return gazetteer().adjective(party)
