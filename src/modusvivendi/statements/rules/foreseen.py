"""What a party says *will* or *would* be, where nobody named in the clause would do it.

*The pilots will be tried* is a threat of who says so, *the fee could be halved* something it thinks about,
*this would ruin the harbour* its view. What is none of these (*the letter would go out on Monday*) was on
annotated reports five times in six no view of the speaker's: it is then not stated at all.
"""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.kinds import OF_NAME_WORD, OF_NOUN, Kind
from modusvivendi.statements.actors.nouns import is_agentive
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules import lexicon, sifting
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.conditions import Condition
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import child, is_negated, is_passive, lemma, modal, none_of
from modusvivendi.statements.rules.modal_turns import is_cleft, is_there
from modusvivendi.statements.statement import Stance

_JUDGING = frozenset(
    "believe think reckon suspect warn caution fear predict expect argue estimate forecast doubt hope "
    "calculate judge assume guess concede maintain contend anticipate worry".split()
)
"""Words by which somebody gives a view of what will or would be."""

_EFFECTS = frozenset(
    "help hurt harm make turn put cost end mean bring lead cause swap save kill destroy ease damage benefit "
    "add suit pave sow contribute".split()
)
"""What somebody's act does to something, whoever acts."""

_NO_EFFECT = frozenset(
    "need require find take have get want like see know stay remain go come continue begin start".split()
)
"""What a thing does to nothing."""

_REACHED = frozenset(
    "reach conclude sign agree achieve seal expect see find say know hear complete announce need require "
    "describe call consider explain understand settle".split()
)
"""What *could be done* by nobody in particular, or by both sides together."""

_GIVEN_BACK = frozenset("release free return repatriate reinstate lift reopen hand".split())
"""What those who say that it would be done on a condition have it in their hands to do."""

_PROVIDED = frozenset(
    "staff man build keep maintain pay fund finance restore repair supply deliver provide guarantee extend "
    "guard grant admit waive reduce raise share protect".split()
)
"""What somebody would do for the others, named in the passive: *the wards would be staffed*."""

_BEFALLS = frozenset(
    "work hold last pay lose suffer die starve collapse fail fall rise drown shrink vanish drop grow "
    "face benefit".split()
)
"""What befalls people or things, with nobody doing it."""

_ONLY = frozenset("only hardly barely scarcely".split())

_RULED = frozenset({Kind.STATE, Kind.REGION})
_JOINED = frozenset({Kind.UNION, Kind.SOCIETY, Kind.COMPANY, Kind.POLITICAL})
_OWN_BODIES = {
    **dict.fromkeys(("army", "navy", "military", "parliament", "cabinet", "government", "state"), _RULED),
    **dict.fromkeys(("committee", "board", "executive", "leadership"), _JOINED),
}


def own_body(doer: Token | None, speaker: Who | None, cast: Cast) -> bool:
    """Tell whether a subject is the body of who speaks: *the union would call it off*, its secretary said.

    Parameters
    ----------
    doer
        The subject of the clause.
    speaker
        Who says it.
    cast
        Knows what kind of party the speaker's is.
    """
    if doer is None or doer.tag_ not in ("NN", "NNP") or speaker is None or speaker.party is None:
        return False
    if not any(c.lower_ == "the" for c in doer.children):
        return False
    if any(c.dep_ in ("amod", "compound", "nmod", "poss", "relcl", "appos") for c in doer.children):
        return False
    noun = doer.lemma_.lower()
    wanted = frozenset(_OWN_BODIES.get(noun) or OF_NOUN.get(noun) or ())
    if Kind.UNION in wanted:
        wanted |= {Kind.SOCIETY}
    if Kind.STATE in wanted and cast.now.is_state(speaker.party):
        return True
    named = frozenset[Kind]().union(*(OF_NAME_WORD.get(word, ()) for word in speaker.party.split()))
    return bool(wanted & (cast.kinds.of(speaker.party) or named))


def foreseen(
    frame: Frame, around: list[Speech], conditions: list[Condition], *, nobodys: bool
) -> Stance | None:
    """Tell what a clause about things, or about others, amounts to where a party says it.

    Parameters
    ----------
    frame
        The clause, by its modal.
    around
        The attributions around it.
    conditions
        What hangs on it.
    nobodys
        Its subject is no party.

    Returns
    -------
    Stance or None
        None where it is more likely nothing than a view.
    """
    verb = frame.trigger
    helper = modal(verb)
    cue = min(around, key=lambda layer: len(layer.content)).cue if around else None
    if cue is not None and lemma(cue) in _JUDGING:
        return Stance.ASSESSES
    negated = is_negated(verb) or none_of(frame.holder)
    only = any(t.lower_ in _ONLY for t in verb.subtree if t.i < verb.i)
    if nobodys and is_passive(verb) and not negated and not only:
        if helper in ("will", "would", "shall") and any(map(_fails, conditions)):
            return Stance.WARNS
        struck = frame.holder is not None and lemma(frame.holder) in lexicon.HARM
        if helper in ("will", "would") and struck and lemma(verb) in ("answer", "meet", "punish", "repay"):
            return Stance.WARNS
        if helper in ("will", "would") and lemma(verb) in _GIVEN_BACK:
            return Stance.OFFERS
        if helper in ("will", "would") and conditions and lemma(verb) in _PROVIDED:
            return Stance.OFFERS
        if helper == "could" and lemma(verb) not in _REACHED | lexicon.ADVERSE:
            return Stance.CONSIDERS
    if is_there(verb):
        return None
    if (
        frame.holder is None
        or is_cleft(verb)
        or lemma(verb) in _BEFALLS
        or (none_of(frame.holder) and is_passive(verb))
    ):
        return Stance.ASSESSES
    if lemma(verb) == "get" and any(c.lower_ in ("nothing", "less", "more") for c in verb.children):
        return Stance.ASSESSES
    if lemma(verb) in ("stay", "remain") and _is_open_door(frame):
        return Stance.CONSIDERS
    doer = frame.holder
    people = doer is not None and (is_agentive(doer.lemma_) or doer.tag_ == "PRP")
    of_things = not people or (doer is not None and doer.lower_ == "it")
    effect = lemma(verb) in _EFFECTS or (of_things and lemma(verb) not in _NO_EFFECT)
    affected = ("dobj", "dative", "oprd", "ccomp", *(("prep", "xcomp") if lemma(verb) in _EFFECTS else ()))
    brings = effect and not is_passive(verb) and child(verb, *affected) is not None
    is_so = lemma(verb) == "be" and any(c.dep_ in ("acomp", "attr", "prep") for c in verb.children)
    return Stance.ASSESSES if brings or (is_so and of_things and not only) else None


def _is_open_door(frame: Frame) -> bool:
    """Recognise *the door will stay open*, which says that one may yet be moved."""
    doer = frame.holder
    opened = any(c.lower_ == "open" for c in frame.trigger.children)
    return opened and doer is not None and lemma(doer) == "door"


def _fails(condition: Condition) -> bool:
    """Tell whether a condition is that what is wanted does not come about."""
    return condition.marker.split()[0] in ("unless", "without", "failing") or sifting.withheld(condition)
