"""Which statements of one actor are about the same proposal.

"Joining the coalition" and "sending peacekeepers" are one proposal: where a statement's act is known, its
class of action tells; where it is not, proposals are compared as phrases. Whether an actor speaks of doing
something itself, of what others should do, or of a threat is kept apart, for these are different positions.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from modusvivendi.dossier.giving_up import are_opposite
from modusvivendi.giving_way import giving_way
from modusvivendi.statements.acts import belongs
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.statement import SourceKind, Stance, Statement

OWN_STANCES = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.DENIES})


class Side(StrEnum):
    """Whose doing a position is about."""

    OWN = "own"
    OTHERS = "others"
    THREAT = "threat"


class Direction(StrEnum):
    """Which way a stance points."""

    FOR = "for"
    UNDECIDED = "undecided"
    AGAINST = "against"


_DIRECTIONS = {
    Stance.OFFERS: Direction.FOR,
    Stance.SUPPORTS: Direction.FOR,
    Stance.DEMANDS: Direction.FOR,
    Stance.CONSIDERS: Direction.UNDECIDED,
    Stance.OPPOSES: Direction.AGAINST,
    Stance.RULES_OUT: Direction.AGAINST,
    Stance.DENIES: Direction.AGAINST,
    Stance.WARNS: Direction.FOR,
}


def direction(statement: Statement) -> Direction:
    """Tell which way a position points, an act of *not* doing something turned round.

    Examples
    --------
    >>> from modusvivendi.statements import Act
    >>> no = Statement(id="a-0a", report="a.txt", start=0, end=1, sentence="x", actor="Norland",
    ...     stance="offers", proposal="not to sail",
    ...     act=Act(agents=("Norland",), action="sail", label="sail", negated=True))
    >>> direction(no)
    <Direction.AGAINST: 'against'>
    """
    plain = _DIRECTIONS[statement.stance]
    if statement.act is not None and statement.act.negated and plain is not Direction.UNDECIDED:
        return Direction.AGAINST if plain is Direction.FOR else Direction.FOR
    return plain


def is_position(statement: Statement) -> bool:
    """Tell whether a statement reports a position; an assessment is a judgement and never one."""
    return statement.stance is not Stance.ASSESSES


def side(statement: Statement) -> Side:
    """Tell whose doing a position is about."""
    if statement.stance is Stance.WARNS:
        return Side.THREAT
    if statement.stance in OWN_STANCES:
        return Side.OWN
    if statement.act is not None and statement.act.agents == (statement.actor,):
        return Side.OWN
    return Side.OTHERS


@dataclass(frozen=True)
class Proposal:
    """What one actor's statements are about, and these statements, in order.

    ``topic`` is shared by the proposals of different actors that are about the same kind of act.
    """

    actor: str
    side: Side
    topic: str
    statements: tuple[Statement, ...]


def known_date(statement: Statement) -> dt.date | None:
    """Give the date of a position; of one that a text presents as past, the day of that text is not it."""
    if statement.earlier and statement.date_kind not in {"said", "cited"}:
        return None
    return statement.date


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Sort statements by date, the undated last, then by report and place."""
    return sorted(statements, key=lambda s: (known_date(s) or dt.date.max, s.report, s.start, s.id))


def proposals(statements: Iterable[Statement]) -> tuple[Proposal, ...]:
    """Group the positions among some statements by actor and proposal.

    Every position is in exactly one proposal. The result depends on the statements only, not on their order.
    """
    return _proposals(tuple(statements))


@lru_cache(maxsize=8)  # positions, changes and contradictions all begin with these
def _proposals(statements: tuple[Statement, ...]) -> tuple[Proposal, ...]:
    by_actor: dict[tuple[str, Side], list[Statement]] = {}
    attached: dict[str, list[Statement]] = {}
    everything = in_order(filter(is_position, statements))
    for statement in giving_way(everything, 200):
        claim = _denied_claim(statement, everything) if statement.stance is Stance.DENIES else None
        if claim is not None:
            attached.setdefault(claim.id, []).append(statement)
        else:
            by_actor.setdefault((statement.actor, side(statement)), []).append(statement)
    found: list[Proposal] = []
    for (actor, whose), group in giving_way(by_actor.items(), 50):
        denials = [(claim.id, denial) for claim in group for denial in attached.get(claim.id, ())]
        found += _grouped(actor, whose, tuple(group), tuple(denials))
    return tuple(sorted(found, key=lambda proposal: (proposal.actor, proposal.statements[0].id)))


@lru_cache(maxsize=8192)  # of most parties nothing changes when one statement does
def _grouped(
    actor: str, whose: Side, group: tuple[Statement, ...], denials: tuple[tuple[str, Statement], ...]
) -> tuple[Proposal, ...]:
    """Group what one party is reported to hold on one side, with the denials of claims among it, by id."""
    attached: dict[str, list[Statement]] = {}
    for claim, denial in denials:
        attached.setdefault(claim, []).append(denial)
    return tuple(
        Proposal(
            actor,
            whose,
            _topic(members),
            tuple(in_order([*members, *(d for member in members for d in attached.get(member.id, ()))])),
        )
        for members in _clusters(group)
    )


def same_proposal(one: Statement, other: Statement) -> bool:
    """Tell whether two statements are about the same kind of act, whoever makes them.

    Two known classes of action are the same or they are not. Otherwise the same action, or the same phrase,
    do.
    """
    if are_opposite(one, other):
        return False
    if one.act is not None and other.act is not None:
        if one.act.action == other.act.action:
            return True
        if class_of(base_action(one)) is not None and class_of(base_action(other)) is not None:
            return base_action(one) == base_action(other)
    return alike(one.proposal, other.proposal)


def base_action(statement: Statement) -> str:
    """Give the action a statement is about; accepting a thing done by others counts as that thing."""
    return statement.act.action.removeprefix("accept:") if statement.act is not None else ""


def agents_meet(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether two lists of agents share a party, a group standing for its members.

    Examples
    --------
    >>> agents_meet(["European countries"], ["France", "China"]), agents_meet(["China"], ["France"])
    (True, False)
    """
    others = tuple(other)
    return any(a == b or belongs(a, b) or belongs(b, a) for a in one for b in others)


_NOISE = frozenset(
    """
    a an the of to in on at for by with from into and or that this these those its their his her it they
    he she which any some more other such as is are was were be been being will would could should can may
    might must have has had do does did not no idea plan proposal step possible own there about under over
    up out part also only all both each new further so than then if whether how what who when while
    """.split()
)


@lru_cache(maxsize=4096)
def content_words(phrase: str) -> tuple[str, ...]:
    """Give the words of a phrase that tell what it is about, endings taken off.

    Examples
    --------
    >>> content_words("the stationing of foreign troops")
    ('station', 'foreign', 'troop')
    """
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", phrase.casefold())
    return tuple(_stem(re.sub(r"['’]s?$", "", word)) for word in words if word not in _NOISE)


def _stem(word: str) -> str:
    """Take a regular ending off an English word."""
    for ending, least in (
        ("ations", 4),
        ("ation", 4),
        ("ings", 4),
        ("ing", 4),
        ("ies", 3),
        ("ed", 4),
        ("es", 4),
        ("s", 3),
    ):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= least
            and not word.endswith(("ss", "is", "us"))
        ):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> bool:
    """Tell whether two phrases mean the same proposal, as far as their words tell.

    Examples
    --------
    >>> alike("a deal on fishing quotas", "the fishing quota deal"), alike("a ferry subsidy", "night work")
    (True, False)
    """
    from rapidfuzz import fuzz

    words, others = content_words(one), content_words(other)
    if not words or not others:
        return False
    if set(words) == set(others):
        return True
    if min(len(words), len(others)) < 2:
        return False
    text, other_text = " ".join(words), " ".join(others)
    return fuzz.token_sort_ratio(text, other_text) >= 80 or (
        min(len(words), len(others)) >= 3 and fuzz.token_set_ratio(text, other_text) >= 92
    )


def _belong_together(one: Statement, other: Statement) -> bool:
    """Tell whether two statements of one actor on one side are about the same proposal."""
    if one.act is None or other.act is None or not same_proposal(one, other):
        return same_proposal(one, other)
    if side(one) is not Side.OTHERS:
        return True
    if not one.act.agents or not other.act.agents:
        # "demands guarantees" from nobody in particular does not meet "rejects Norland as guarantor"
        return direction(one) is direction(other)
    return agents_meet(one.act.agents, other.act.agents)


def _clusters(statements: tuple[Statement, ...]) -> tuple[list[Statement], ...]:
    """Divide statements of one actor on one side into proposals, by direct or indirect links."""
    clusters: list[list[Statement]] = []
    meanings: list[dict[object, Statement]] = []  # of each cluster, with one statement that has it
    met: dict[tuple[object, object], bool] = {}

    def meets(statement: Statement, meaning: object, among: dict[object, Statement]) -> bool:
        for known, other in among.items():
            if (meaning, known) not in met:
                met[meaning, known] = _belong_together(statement, other)
            if met[meaning, known]:
                return True
        return False

    for statement in statements:
        meaning = _meaning(statement)
        meeting = [n for n, among in enumerate(meanings) if meets(statement, meaning, among)]
        merged = [*(member for n in meeting for member in clusters[n]), statement]
        joined = {known: one for n in meeting for known, one in meanings[n].items()}
        joined.setdefault(meaning, statement)
        clusters = [cluster for n, cluster in enumerate(clusters) if n not in meeting] + [merged]
        meanings = [among for n, among in enumerate(meanings) if n not in meeting] + [joined]
    return tuple(part for cluster in clusters for part in _told_apart(cluster))


def _meaning(statement: Statement) -> object:
    """Give all that decides whether a statement of a party and side belongs together with another."""
    act = statement.act
    return statement.proposal, direction(statement), (act.action, act.agents) if act is not None else None


def _told_apart(cluster: list[Statement]) -> list[list[Statement]]:
    """Divide what one voice in one report says an actor will do from what it says the actor will not do.

    "It accepts limits but will not give up the technology" speaks of two deeds, however alike they look; that
    one voice would contradict itself is less likely.
    """
    against: list[Statement] = []
    rest: list[Statement] = []
    for s in cluster:
        no = direction(s) is Direction.AGAINST and s.stance is not Stance.DENIES
        (against if no else rest).append(s)
    breaths = {_breath(s) for s in rest if direction(s) is Direction.FOR}
    if any(_breath(s) in breaths for s in against):
        return [rest, against]
    return [cluster]


def _breath(statement: Statement) -> tuple[object, ...]:
    """Give what statements of one voice, of one day, in one report have in common."""
    s = statement
    return s.report, known_date(s), s.earlier, s.speaker, s.sources


def _topic(statements: Sequence[Statement]) -> str:
    """Name what a proposal is about, so that the proposals of different actors can be set side by side."""
    actions = sorted({base_action(statement) for statement in statements if statement.act is not None})
    known = [action for action in actions if class_of(action) is not None]
    if known or actions:
        return (known or actions)[0]
    return "-".join(content_words(statements[0].proposal)[:4]) or statements[0].proposal


def is_second_hand(statement: Statement) -> bool:
    """Tell whether a statement is what a medium, or somebody unnamed, says of the actor."""
    return statement.anonymous or any(link.kind.value == "medium" for link in statement.chain)


def claims_denied(denial: Statement, statements: Iterable[Statement]) -> list[Statement]:
    """Give the claims about an actor that its denial answers.

    They are about the same proposal and no later than the denial. Where the denial only speaks of "the
    report", they are the second-hand claims about the actor in the same report, the nearest first.
    """
    others = [other for other in statements if is_position(other) and other.stance is not Stance.DENIES]
    in_time = [o for o in others if _may_precede(o, denial)]
    # What is said of its members a federation may deny for them.
    direct = [
        claim
        for claim in in_time
        if same_proposal(claim, denial)
        and (claim.actor == denial.actor or (is_second_hand(claim) and _for_another(claim, denial)))
    ]
    here = [o for o in in_time if o.report == denial.report and is_second_hand(o)]
    own = [
        claim for claim in here if claim.actor == denial.actor and not _is_of_something_else(claim, denial)
    ]
    direct = direct or [
        claim
        for claim in in_time
        if _speaks_of_such(claim, denial) and (claim.actor == denial.actor or claim.report == denial.report)
    ]
    if direct or not (_is_vague(denial) or re.search(r"\bsuch\b", denial.proposal)):
        # Where one thing is reported of a party at second hand, that is what it denies in the same report.
        return direct or (own if len(own) == 1 else [])
    # Who denies may be named otherwise than who was spoken of: a ministry for its government.
    just_before = [o for o in here if 0 <= denial.start - o.end <= _JUST_BEFORE]
    return sorted(own or just_before, key=lambda claim: (abs(claim.start - denial.start), claim.id))[:1]


def _may_precede(claim: Statement, denial: Statement) -> bool:
    """Tell whether a denial can answer a claim: one no later, or of unknown day.

    What a party says itself, on record, in another report of which no day is known it does not deny. A denial
    told as past, such as "in March it called the story untrue", does not answer what its report tells now.
    """
    if claim.date is not None and denial.date is not None:
        return claim.date <= denial.date
    if denial.earlier and claim.report == denial.report and not claim.earlier:
        return False
    innermost = claim.chain[-1].kind if claim.chain else None
    own = claim.actor == denial.actor and innermost in {SourceKind.PERSON, SourceKind.BODY}
    return claim.report == denial.report or not own


def _speaks_of_such(claim: Statement, denial: Statement) -> bool:
    """Tell whether a denial of "such a guarantee" comes after a claim that speaks of one."""
    such = re.search(r"\bsuch (?:an? )?(\w+)", denial.proposal)
    words = set(content_words(such[1])) - _VAGUE if such else set()
    return bool(words & set(content_words(claim.proposal)))


_CLAUSE = re.compile(r"\b(?:had|has|have|was|were|is|are|been|did|does|would|could)\b")


def _is_of_something_else(claim: Statement, denial: Statement) -> bool:
    """Tell whether a denial is of an act of its own ("no plans to sell") that stands before the claim."""
    names_act = not _is_vague(denial) and _CLAUSE.search(denial.proposal) is None
    return names_act and denial.start < claim.start


_JUST_BEFORE = 250
"""How many characters before a denial that names nothing a claim may stand to be what is denied."""


def _for_another(claim: Statement, denial: Statement) -> bool:
    """Tell whether a denial in the same report is worded like a claim about another actor."""
    return claim.report == denial.report and alike(claim.proposal, denial.proposal)


_VAGUE = frozenset(
    content_words(
        """
        question matter thing case word report story claim allegation account article rumour rumor offer plan
        proposal idea basis fact truth untrue false true link such make made exist say news paper press
        """
    )
)


def _is_vague(denial: Statement) -> bool:
    """Tell whether a denial names nothing but the report it denies."""
    return all(word in _VAGUE for word in content_words(denial.proposal))


def _denied_claim(denial: Statement, statements: Iterable[Statement]) -> Statement | None:
    """Give the claim whose proposal a vague denial is about, if it is one of the actor's own doing."""
    if not _is_vague(denial):
        return None
    claims = [claim for claim in claims_denied(denial, statements) if side(claim) is Side.OWN]
    return claims[0] if claims else None
