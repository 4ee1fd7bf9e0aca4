"""Whose a clause with *will*, *would* or *must* is: its subject's, or that of who says it."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules import lexicon, modality, sifting, stance
from modusvivendi.statements.rules.around import is_any
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.conditions import Condition
from modusvivendi.statements.rules.foreseen import foreseen, own_body
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import is_negated, lemma, modal
from modusvivendi.statements.rules.leaving_off import trades
from modusvivendi.statements.rules.modal_turns import stays_put
from modusvivendi.statements.statement import Stance


def held(
    cast: Cast,
    frame: Frame,
    holders: list[Who],
    speakers: list[Who],
    found: list[Condition],
    around: list[Speech],
) -> tuple[list[Who], bool]:
    """Settle what a clause with a modal says, and whose position that is.

    Parameters
    ----------
    cast
        The cast of the report.
    frame
        From `modusvivendi.statements.rules.modality.modal_clauses`; its stance is set.
    holders
        Whom the subject of the clause stands for.
    speakers
        Who says it.
    found
        Conditions of the sentence.
    around
        The attributions around the clause.

    Returns
    -------
    list of Who, bool
        Who holds it, none where it is no position; and whether that is who says it.
    """
    parties = [
        w
        for w in holders
        if w.party
        and (w.known or not is_any(frame.holder))
        and (w.known or nouns.is_agentive(w.role) or (w.plural and nouns.is_agentive_suffix(w.role)))
    ]
    speaker = speakers[0] if speakers else None
    speaker_party = speaker.party if speaker is not None else None
    has_speaker = speaker is not None and (speaker_party is not None or speaker.anonymous)
    things = lexicon.THINGS_DONE - {"minister", "delegation"}
    if frame.holder is not None and frame.holder.lemma_.lower() in things and not _are_armed(frame.holder):
        parties = []
    believed = (
        bool(parties)
        and bool(around)
        and min(around, key=lambda x: len(x.content)).cue.lemma_.lower() in stance.BELIEVING
        and modal(frame.trigger) == "would"
    )
    if (
        speaker is not None
        and frame.rule in _WILLED
        and (own_body(frame.holder, speaker, cast) or _is_speaker(frame.holder, holders, speaker))
    ):
        parties = [speaker]
    adopted = _takes_office_of(speaker, parties)
    if adopted and speaker is not None:
        cast.appoint(speaker, parties[0].party or "")
    own = (
        speaker is None
        or believed
        or adopted
        or _speaks_for_them(cast, speaker, parties)
        or speaker_party is None
        or speaker.anonymous
        or any(w.party == speaker_party for w in parties)
    )
    owned = False
    if frame.holder is not None and speaker_party is not None:
        owner = cast.owner(frame.holder)
        owned = owner is not None and owner.party == speaker_party
        for c in frame.holder.children:
            if c.tag_ == "PRP$" and c.lower_ in ("our", "my", "its", "his", "her", "their"):
                owned = True
    if speaker is not None and speaker.name.lower().startswith("few "):
        return [], False  # "few experts believe" says that most do not
    hanging = [c for c in found if sifting.hangs(c, frame)]
    members = speaker_party is not None and _are_members(frame.holder, speaker_party)
    settled = modality.settle(
        frame,
        own=own or members,
        party_holder=bool(parties) or members,
        has_speaker=has_speaker,
        owned=owned,
        conditional=bool(hanging),
        threatened=any(sifting.withheld(c) for c in hanging),
    )
    if settled is Stance.WARNS and any(trades(frame.trigger, c) for c in hanging):
        settled = Stance.OFFERS
    if settled is not None and any(map(_lasts, hanging)) and stays_put(frame.trigger):
        settled = Stance.RULES_OUT  # "would keep its levy until the debt was paid"
    if members and speaker is not None:
        frame.stance = settled or Stance.ASSESSES  # "growers would lose", and cannot will it
        return [speaker], settled in (None, Stance.ASSESSES, Stance.DEMANDS, Stance.DENIES)
    if settled is None:
        return [], False
    if settled is Stance.ASSESSES and not parties and around and _grants(frame, around):
        settled = Stance.CONSIDERS
    elif settled is Stance.ASSESSES and speaker is not None and not believed:
        named = frame.holder is not None and frame.holder.pos_ == "PROPN" and bool(parties)
        if frame.rule in _FORETOLD and (not named or (speaker_party or "").islower()):
            nobodys = not any(w.known and w.party != speaker_party for w in parties)
            settled = foreseen(frame, around, hanging, nobodys=nobodys)
            frame.doubtful = settled is None
            parties = []
            settled = settled or Stance.ASSESSES
    frame.stance = settled
    theirs = (
        settled in (Stance.ASSESSES, Stance.DEMANDS, Stance.DENIES)
        or not parties
        or (settled is Stance.OPPOSES)
        or (settled is Stance.WARNS and not own)
    )
    if theirs and speaker is not None:
        if settled is Stance.DEMANDS:
            frame.target = frame.holder
        together = min(around, key=lambda x: len(x.content)).who if around else []
        if len({w.party for w in together}) > 2 and all(w.kind is None for w in together):
            return together, True  # "the three states reaffirmed that"
        return [speaker], True
    return parties, False


def _lasts(condition: Condition) -> bool:
    """Tell whether a condition says until when something goes on."""
    return condition.marker.split()[0] in ("until", "till", "unless", "as", "so", "while")


def is_belief(
    cast: Cast, around: list[Speech], holders: list[Who], speakers: list[Who], claimants: Collection[str]
) -> bool:
    """Tell what one side believes of another, which is its own view: *Quell would sign, its rivals think*.

    What a mediator, or who else has no claim in the matter, believes of the sides tells where these stand.

    Parameters
    ----------
    cast
        The cast of the report.
    around
        The attributions around the clause.
    holders
        Whose position the clause would be by itself.
    speakers
        Who believes it.
    claimants
        The parties that have been told to want, offer or refuse something.
    """
    if not around or not holders or not speakers:
        return False
    cue = min(around, key=lambda layer: len(layer.content)).cue
    party = speakers[0].party
    alone = speakers[0].is_person and party == speakers[0].name
    between = party is None or party in cast.mediators or not (alone or party in claimants)
    others = all(w.party not in (None, party) for w in holders)
    return lemma(cue) in _BELIEVING and others and not between


_BELIEVING = stance.BELIEVING | {"assume", "guess", "expect"}


def _are_armed(doer: Token) -> bool:
    """Tell *the armed forces*, who act for their state, from forces that are sent somewhere."""
    return any(c.lower_ in ("armed", "security", "defence", "defense") for c in doer.children)


_FORETOLD = tuple(f"modal:{helper}" for helper in ("will", "would", "shall", "can", "could", "may", "might"))
_WILLED = ("modal:will", "modal:would", "modal:shall")

_GRANTING = frozenset("concede acknowledge admit allow hint signal indicate intimate accept grant".split())


def _grants(frame: Frame, around: list[Speech]) -> bool:
    """Recognise *conceded that the third gate could be opened*: one considers what one grants."""
    cue = min(around, key=lambda x: len(x.content)).cue.lemma_.lower()
    verb = frame.trigger
    granted = cue in _GRANTING and modal(verb) in ("could", "might", "may", "would")
    return granted and not is_negated(verb) and verb.lemma_.lower() not in _ILL


_ILL = lexicon.ADVERSE | frozenset("fail collapse hurt harm delay cost lose suffer die take need".split())


def _is_speaker(doer: Token | None, holders: list[Who], speaker: Who) -> bool:
    """Tell whether *they* are the unnamed people who speak, or *he* its manager for a club.

    *Clinic owners said they would stay open*, *their manager has said he will rest his team*.
    """
    if doer is None or doer.tag_ != "PRP":
        return False
    if doer.lower_ in ("he", "she"):
        return speaker.party is not None and not any(w.is_person for w in holders)
    alone = speaker.party is None and speaker.plural
    return alone and any(w.name == speaker.name for w in holders)


def _takes_office_of(speaker: Who | None, parties: list[Who]) -> bool:
    """Recognise an office that the report gives no owner in *Norvane would pay, the prime minister said*."""
    together = speaker is not None and speaker.name.startswith(("two ", "both "))
    alone = speaker is not None and speaker.party == speaker.name and speaker.role in nouns.HOLDERS
    owned = speaker is not None and speaker.party != "government" and not together and not alone
    return not owned and len(parties) == 1 and parties[0].known


def _speaks_for_them(cast: Cast, speaker: Who | None, parties: list[Who]) -> bool:
    """Tell whether a mediator tells what one of the sides would do, which is that side's position."""
    between = speaker is not None and speaker.party in cast.mediators
    return between and len(parties) == 1 and parties[0].party not in cast.mediators


def _are_members(doer: Token | None, party: str) -> bool:
    """Tell whether a subject names those whom a party is named after: *the growers* of a growers' council."""
    if doer is None or doer.tag_ != "NNS" or len(doer) < 5:
        return False
    return any(word.startswith(doer.lower_) for word in party.lower().split()[:-1])
