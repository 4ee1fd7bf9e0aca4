"""Whether a report is about a negotiation at all, and whether a sentence belongs to its matter."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.language import paragraphs

NEGOTIATING = words(
    "talk negotiation negotiator treaty accord ceasefire cease-fire truce peace sanction mediator "
    "mediation mediate envoy diplomat diplomatic deal settlement compromise concession dispute "
    "conflict hostage tariff walkout strike takeover merger bid bidder proposal summit resolution "
    "veto coalition ultimatum deadline guarantee pact quota crisis ministry minister sovereignty "
    "embargo withdrawal troop peacekeeper peacekeeping referendum ratify ratification negotiate "
    "agreement stalemate deadlock impasse standoff protest bargaining arbitration arbitrator ransom "
    "prisoner lender creditor debt bailout shareholder union federation employer demand offer "
    "condition blockade border reopen crossing checkpoint ban compensation closure lawsuit boycott "
    "opposition parliament cabinet portfolio minority disagree disagreement feud rift wrangle haggle "
    "injunction "
    "eviction reparation swap amnesty disarm disarmament autonomy secession annexation restitution "
    "moratorium "
    "objection lockout picket ballot wage layoff redundancy severance "
    "facilitator delegation delegate conciliation conciliator non-paper counter-offer counteroffer armistice "
    "hostility repatriation extradition"
)


_AS_NOUNS = words(
    "talk talks talked talking deal deals dealt dealing ban bid border borders guarantee guarantees dispute"
)
_LOOSE = frozenset(
    {
        "demand",
        "offer",
        "condition",
        "union",
        "strike",
        "agreement",
        "protest",
        "swap",
        "ballot",
        "wage",
        "objection",
    }
)


def negotiating(doc: Doc) -> int:
    """Count how much a text speaks of parties negotiating: the different words of `NEGOTIATING` it uses.

    Words that anybody uses of anything (*offer*, *demand*, *condition*) count for half.
    """
    found = {
        t.lemma_.lower()
        for t in doc
        if t.pos_ in ("NOUN", "VERB", "ADJ")
        and t.lower_ != "according"
        and (t.pos_ == "NOUN" or t.lower_ not in _AS_NOUNS)
    } & NEGOTIATING
    return 2 * len(found - _LOOSE) + len(found & _LOOSE)


def may_be_negotiation(doc: Doc) -> bool:
    """Tell whether a text is worth reading: whether it speaks of negotiating, or of wanting and refusing.

    A long text does so in several words; a note of a few lines may not. What is found in it decides; see
    `is_negotiation`.
    """
    length = sum(1 for t in doc if t.is_alpha)
    score = negotiating(doc)
    if score >= (4 if length >= 150 else 2 if length >= 40 else 0):
        return True
    minded = sum(1 for t in doc if t.lemma_.lower() in _MINDED)
    return 100 * minded >= (1.0 if score >= 2 else 1.5) * length


_MINDED = words(
    "want refuse reject oppose offer accept agree demand insist threaten sign deal ask back propose "
    "consent object "
    "unless provided ready willing prepared warn plan deny call opposed condition compromise consider support"
)


@dataclass(frozen=True)
class Dealings:
    """What the positions found in a text show of parties dealing with one another.

    Attributes
    ----------
    found
        How many there are.
    owned
        Those of parties, and not of people who stand for nobody or of people as described.
    engaged
        How many parties hold more than one.
    facing
        Those in whose sentence another party is named as well, or which answer what another wants.
    holders
        How many parties hold any.
    contrary
        Those that demand, refuse, oppose, deny or threaten something.
    conditional
        Those of parties that hang on a condition, as what is offered in an exchange does.
    """

    found: int
    owned: int
    engaged: int
    facing: int
    holders: int
    contrary: int
    conditional: int


_OF_A_LIFE = words(
    "bear die survive aged obituary memoir biography widow childhood school schooling educate marry "
    "retire retirement "
    "career grandson granddaughter grandchild funeral burial buried posthumously baptise baptism "
    "graduate upbringing "
    "schoolboy schoolgirl autobiography pension honour knighthood nephew"
)


def is_life(doc: Doc) -> bool:
    """Tell whether a text tells somebody's life, whose offers and refusals are no positions any more."""
    return len({t.lemma_.lower() for t in doc} & _OF_A_LIFE) >= 7


_OF_PLAY = words(
    "match goal penalty striker coach referee cup league header defender midfielder midfield goalkeeper "
    "scorer "
    "season squad tournament final semi-final offside fixture half-time kick-off racket innings wicket lap "
    "podium medal knockout pitch stadium champion championship quarterback touchdown"
)


def is_play(doc: Doc) -> bool:
    """Tell whether a text tells of a game, in which teams refuse, offer and reject without dealing."""
    return len({t.lemma_.lower() for t in doc} & _OF_PLAY) >= 6


_OF_SCIENCE = words(
    "study researcher species experiment laboratory journal finding hypothesis specimen colony genome sample "
    "professor biologist physicist telescope fossil insect mammal"
)


def is_science(doc: Doc) -> bool:
    """Tell whether a text tells of research, on what fights, agrees and retreats without knowing it."""
    return len({t.lemma_.lower() for t in doc} & _OF_SCIENCE) >= 4


_LONG_AGO = re.compile(r"\b[Ii]n (?:[a-z]+ )?(?:[A-Z][a-z]+ )?1(?:[0-8]\d\d|9[0-3]\d)\b")
_OPENING = 400


_OF_A_BOOK = words(
    "book author publisher historian chapter biography paperback hardback reader page novel volume scholar "
    "thesis"
)


def is_history(doc: Doc) -> bool:
    """Tell whether a text is about a book on what is long ago, whose parties deal no more."""
    opening = next((p.text for p in paragraphs(doc)), "")[:_OPENING]
    return _LONG_AGO.search(opening) is not None and len({t.lemma_.lower() for t in doc} & _OF_A_BOOK) >= 3


def is_negotiation(doc: Doc, dealings: Dealings, *, spoken: bool = False) -> bool:
    """Tell whether a text is about parties dealing with one another, so that its statements are positions.

    The less it speaks of negotiating, the more its positions must be those of parties facing one another.

    Parameters
    ----------
    doc
        The parsed text.
    dealings
        What was found in it.
    spoken
        Whether a party speaks in it for itself: at a briefing, in an interview, in its own bulletin.
    """
    length = sum(1 for t in doc if t.is_alpha)
    score = negotiating(doc) + (3 if spoken else 0)
    if length < 40 or not dealings.found:
        return True
    if is_life(doc):
        return dealings.engaged >= 3 and dealings.facing >= 4
    if is_play(doc) and score < 7:
        return False
    if is_science(doc) and dealings.facing < 3:
        return False
    if is_history(doc):
        return dealings.engaged >= 3 and dealings.facing >= 6
    if _is_full_of_dealings(dealings, length):
        return True
    if length < 150:
        refused = dealings.facing >= 1 and dealings.contrary >= 2
        answered = dealings.holders >= 2 and dealings.facing >= 1 and dealings.contrary >= 1
        between = dealings.facing >= max(2, 0.6 * dealings.found) or answered
        parties = 4 * dealings.owned >= 3 * dealings.found and between
        # In a note, who refuses is often known by what it does alone: "the port operator".
        described = 1 <= dealings.owned < dealings.found <= 2 * dealings.facing and refused
        several = dealings.holders >= 2 or dealings.found <= max(2, 4 * dealings.facing)
        # A note that speaks of little but negotiating may be of one side, known by what it is alone.
        spoken_of = score >= 7 or (score >= 4 and dealings.owned >= 1 and several)
        exchanging = dealings.holders >= 2 and dealings.conditional >= 2
        # A few lines of nothing else than what one would do if another does its part; of a mere quarrel
        # long ago nobody would do anything.
        turned = score >= 4 and dealings.facing >= dealings.found >= 2 and dealings.contrary < dealings.found
        dense = 100 * dealings.found >= 6 * length
        two = dealings.holders + (dealings.found > dealings.owned) >= 2  # the other one may be described
        dense = dense and two and dealings.contrary >= 1 and dealings.conditional >= 1
        return turned or dense or spoken_of or (score >= 2 and (parties or described or exchanging))
    if score >= 7 + max(0, length - 600) / 150:
        owned = dealings.owned >= max(2, dealings.found / 4)
        faced = dealings.facing >= (1 if dealings.owned >= 3 else 2)
        return owned and (dealings.holders >= 2 or faced)
    between = dealings.engaged >= 2 and dealings.owned >= max(3, dealings.found / 3)
    return between and dealings.facing >= (1 if score >= 3 else 3)


def _is_full_of_dealings(dealings: Dealings, length: int) -> bool:
    """Tell whether several parties' wishes and refusals stand so close that a text is of little else."""
    several = dealings.holders >= 2 and dealings.contrary >= 2 and dealings.owned >= 3
    at_odds = 5 * dealings.contrary >= 2 * dealings.found  # notices and reports of business announce more
    if dealings.holders >= 3 and dealings.facing >= 4 and at_odds:
        return 5 * dealings.owned >= 3 * dealings.found and 100 * dealings.owned >= 2.4 * length
    return (
        several and at_odds and 2 * dealings.owned >= dealings.found and 100 * dealings.owned >= 2.7 * length
    )


_EMPTY = words(
    "say year day week month time people country part way thing government official make take get go "
    "come see give know monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december more other new last next "
    "first two three one many much such same own number report state president minister foreign prime "
    "european spokesman group party side region world million billion cent per member worker resident"
)


def _content(token: Token) -> str | None:
    if token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ") or token.is_stop or len(token.text) < 3:
        return None
    lemma = token.lemma_.lower()
    return None if lemma in _EMPTY or token.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORDINAL") else lemma


class Matter:
    """The words a report's matter is made of: those of its title, its opening and whatever recurs.

    Parameters
    ----------
    doc
        The parsed report.
    paragraphs
        Its paragraphs.
    names
        Positions of tokens that belong to names of parties, which every sentence shares.
    title
        The report's title, if any.
    year
        The year of the report, if known.
    """

    def __init__(
        self, doc: Doc, paragraphs: list[Span], names: set[int], title: str | None, year: int | None = None
    ) -> None:
        self._names = names
        self.year = year
        opening = [t for p in paragraphs[:2] for t in p]
        self.words = {w for t in opening if t.i not in names and (w := _content(t))}
        if title:
            self.words |= {w.lower().strip(",.:;'\"") for w in title.split() if len(w) > 3} - _EMPTY
        sentences: Counter[str] = Counter()
        for sentence in doc.sents:
            sentences.update({w for t in sentence if t.i not in names and (w := _content(t))})
        self.words |= {w for w, n in sentences.items() if n >= 3}

    def shares(self, tokens: list[Token], heads: list[Token]) -> bool:
        """Tell whether any of the tokens' words is one of the matter's, or a head points back to it."""
        for head in heads:
            for token in (head, *head.children):
                if (
                    token.lower_ in ("it", "this", "that", "such", "these", "those", "so", "them")
                    and token.dep_ != "mark"
                ):
                    return True
        for token in tokens:
            if token.i in self._names:
                continue
            word = _content(token)
            if word is not None and (word in self.words or word in NEGOTIATING):
                return True
        return False
