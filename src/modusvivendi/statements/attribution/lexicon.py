"""Cue words of saying, thinking, wanting and deciding, with the constructions that introduce a content.

The lists are general English, sorted by meaning. A *frame* says what the content looks like:

===========  ===================================================================================
``that``     a finite clause, with or without *that*, or an indirect question
``to``       an infinitive, with or without a subject of its own (*wants them to leave*)
``ing``      a gerund (*denied taking part*)
``it``       a noun phrase as the object (*rejected the draft*)
``as``       a noun phrase and what it is called or taken for (*called the draft a trap*, *saw it as one*)
``quote``    a direct quotation
``~about``   the object of that preposition (*complained about the terms*)
===========  ===================================================================================
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from modusvivendi.statements.language import words


class Frame(NamedTuple):
    """The constructions in which a cue introduces its content, and the classes of meaning it belongs to."""

    that: bool
    to: bool
    ing: bool
    it: bool
    called: bool
    quote: bool
    prepositions: frozenset[str]
    kinds: frozenset[str]


_VERBS: tuple[tuple[str, str, str], ...] = (
    # saying
    (
        "say",
        "that quote",
        """
        say tell state deny dispute declare claim assert allege charge maintain contend insist argue
        note add remark observe comment explain stress emphasize emphasise underline underscore
        reiterate repeat recount relate report admit concede acknowledge confess confirm affirm
        reaffirm testify swear attest proclaim profess opine posit postulate boast brag joke quip
        jest complain lament grumble write tweet retweet post blog text email e-mail cable conclude
        continue caution inform notify assure reassure remind brief counter retort rejoin reply
        respond answer interject chime reason theorize theorise speculate muse mention elaborate
        summarize summarise intone deadpan gush rave fume vent sneer scoff crow enthuse volunteer
        announce reveal disclose divulge recall warn predict forecast foretell project suggest hint
        imply signal indicate intimate insinuate moan preach pronounce venture chide clarify specify
        stipulate whine carp gripe cry
        """,
    ),
    (
        "voice",
        "quote",
        """
        shout yell scream whisper mutter murmur mumble exclaim bellow roar chant sing sigh laugh
        chuckle smile grin beam blurt bark snap growl groan thunder boom rant begin start open close
        end finish go read agree offer order scribble type recite utter plead beg pray urge demand
        ask wonder inquire enquire query press prod propose protest object promise pledge vow
        threaten think concur declaim demur interrupt advise recommend deny reflect shrug nod fret
        tell scold admonish chide gasp sob hiss drawl croak holler pipe marvel
        """,
    ),
    (
        "ask",
        "that",
        """
        ask wonder inquire enquire question query
        """,
    ),
    (
        "particles",
        "that quote",
        """
        point_out go_on spell_out chime_in fire_back shoot_back hit_back write_back cry_out call_out
        blurt_out let_on
        """,
    ),
    (
        "particles with an object",
        "it",
        """
        point_out lay_out spell_out call_out rule_out play_down sum_up take_back bring_up float_out
        tick_off shoot_down brush_off brush_aside wave_off laugh_off shrug_off walk_back write_off
        turn_down talk_up hold_up single_out
        """,
    ),
    (
        "reveal",
        "it",
        """
        announce reveal disclose divulge unveil report confirm declare proclaim reiterate repeat
        recount outline describe detail explain mention cite quote invoke tout trumpet hail herald
        highlight emphasize emphasise stress underline underscore discuss debate address question
        express voice articulate convey acknowledge admit concede allege claim assert predict
        forecast suggest note recall clarify float reference rehash preview
        """,
    ),
    (
        "characterize",
        "as",
        """
        call label brand dub term describe portray depict cast paint characterize characterise
        nickname denounce decry hail regard view see consider deem judge declare proclaim pronounce
        find think believe dismiss deride mock ridicule tout rate rank perceive
        """,
    ),
    # judging
    (
        "judge",
        "it ing",
        """
        criticize criticise blast slam denounce condemn decry deplore assail attack lambaste rebuke
        chastise castigate fault blame accuse mock ridicule deride belittle disparage scorn dismiss
        reject rebuff rebut refute dispute contest deny oppose protest bemoan lament bash rip skewer
        pillory vilify excoriate savage pan trash malign berate upbraid reprimand censure reproach
        insult taunt downplay minimize minimise discredit debunk deprecate denigrate demonize
        demonise pummel hammer knock ding praise applaud commend laud salute welcome endorse support
        back favor favour embrace champion defend advocate promote condone justify approve disavow
        disown renounce repudiate thank congratulate credit extol celebrate bless cheer compliment
        caricature doubt
        """,
    ),
    (
        "object to",
        "~to",
        """
        object allude refer admit confess point agree subscribe
        """,
    ),
    (
        "against",
        "~against ~back",
        """
        rail inveigh argue warn campaign protest lobby push_back speak_out lash_out vote decide
        """,
    ),
    (
        "at",
        "~at",
        """
        hint lash lash_out scoff sneer
        """,
    ),
    (
        "with",
        "~with",
        """
        agree disagree concur side sympathize sympathise
        """,
    ),
    (
        "about",
        "~about ~of ~over",
        """
        complain warn boast brag worry
        """,
    ),
    (
        "on",
        "~on",
        """
        insist elaborate comment expand seize touch dwell opine
        """,
    ),
    (
        "call for",
        "~for ~on ~upon",
        """
        call
        """,
    ),
    (
        "argue for",
        "~for",
        """
        argue push press lobby plead beg ask advocate vote hope wish apologize apologise root pray
        opt
        """,
    ),
    # thinking
    (
        "think",
        "that",
        """
        think believe feel know realize realise understand recognize recognise learn discover find
        hear notice doubt suspect fear worry hope wish expect anticipate imagine dream envision
        envisage foresee remember forget regret guess surmise assume presume suppose figure reckon
        deem gather calculate estimate determine decide resolve rule judge hold pretend trust bet
        pray ponder consider sense see agree disagree accept deduce infer contemplate fret
        """,
    ),
    (
        "think it",
        "it ing",
        """
        consider contemplate doubt fear regret expect anticipate envision envisage foresee weigh
        mull ponder prefer favor favour reconsider rethink dread
        """,
    ),
    (
        "doing",
        "ing",
        """
        suggest propose recommend advise advocate deny admit report mention discuss rule_out
        acknowledge
        """,
    ),
    (
        "echo",
        "it",
        """
        echo parrot second amplify question retract rescind resist
        """,
    ),
    (
        "of",
        "~of",
        """
        approve disapprove
        """,
    ),
    (
        "commit",
        "~to",
        """
        commit pledge
        """,
    ),
    (
        "think of",
        "~of ~about",
        """
        think dream
        """,
    ),
    # wanting, planning, promising, refusing
    (
        "want",
        "to",
        """
        want wish hope plan intend aim seek expect mean desire yearn long vow pledge promise swear
        threaten offer agree consent refuse decline decide choose elect opt resolve propose
        volunteer undertake ask demand claim pretend profess prefer hesitate vote like love commit
        """,
    ),
    (
        "make others",
        "to",
        """
        tell ask urge beg implore beseech advise encourage exhort order command instruct direct warn
        caution remind request expect want call_on challenge press pressure persuade convince invite
        forbid plead lobby
        """,
    ),
    (
        "want that",
        "that",
        """
        demand request require propose recommend urge promise pledge vow threaten order decree
        mandate advise swear ask prefer show prove demonstrate
        """,
    ),
    (
        "want it",
        "it",
        """
        want demand propose recommend urge promise pledge oppose reject prefer request
        """,
    ),
    (
        "plan",
        "~on ~for",
        """
        plan decide count bank
        """,
    ),
    (
        "decree",
        "it",
        """
        approve ban outlaw prohibit ratify veto decree
        """,
    ),
    # evidence
    (
        "show",
        "that",
        """
        show prove demonstrate find illustrate reflect
        """,
    ),
    (
        "read",
        "quote",
        """
        read
        """,
    ),
)

_SEEMING = "seem appear look sound"

_NOUNS: tuple[tuple[str, str, str], ...] = (
    (
        "saying",
        "that to ~about ~over",
        """
        claim assertion allegation statement declaration announcement argument contention suggestion
        remark comment warning prediction forecast admission acknowledgment acknowledgement
        confession accusation complaint denial insistence report rumor rumour charge assurance
        reminder explanation testimony notion revelation disclosure talk
        """,
    ),
    (
        "saying that",
        "that",
        """
        refrain point line case narrative message hint sign word news
        """,
    ),
    (
        "judging",
        "~of",
        """
        criticism condemnation denunciation rebuke praise endorsement defense defence rejection
        dismissal description portrayal characterization accusation denial approval disapproval
        mention
        """,
    ),
    (
        "thinking",
        "that ~about ~over",
        """
        belief view opinion conviction idea thought impression feeling sense assumption presumption
        expectation hope fear worry concern doubt suspicion speculation conclusion finding judgment
        judgement perception theory hypothesis question understanding realization recognition
        consensus position stance skepticism scepticism misgiving reservation confidence
        """,
    ),
    (
        "wanting",
        "to that",
        """
        plan pledge promise vow decision intention desire wish offer proposal threat refusal
        willingness call demand request bid vote goal ambition aim commitment determination
        recommendation reluctance readiness agreement resolve appeal plea invitation push preference
        """,
    ),
    (
        "wanting it",
        "~for",
        """
        call demand wish desire hope plea appeal push proposal plan vote
        """,
    ),
    (
        "opposing",
        "~to ~against",
        """
        opposition objection resistance
        """,
    ),
    (
        "supporting",
        "~for",
        """
        support praise
        """,
    ),
)

_ADJECTIVES: tuple[tuple[str, str, str], ...] = (
    (
        "thinking",
        "that to ~of ~about",
        """
        confident sure certain hopeful optimistic pessimistic aware convinced skeptical sceptical
        doubtful worried concerned afraid fearful adamant unaware unsure uncertain mindful conscious
        """,
    ),
    (
        "wanting",
        "to ~to",
        """
        willing eager ready keen reluctant unwilling determined anxious loath prepared committed
        open opposed
        """,
    ),
    (
        "judging",
        "~of ~about",
        """
        critical dismissive supportive wary proud ashamed
        """,
    ),
)


_IDIOMS = """
take issue with · take aim at · take exception to · take umbrage at · take credit for · take offense at ·
take responsibility for · take stock of · take note of · pay tribute to · pay homage to ·
call attention to · draw attention to · cast doubt on|upon · cast aspersion on · shed light on ·
heap|pour|lavish praise on · heap|pour scorn on · throw support behind|to · throw weight behind ·
lend support to · make fun of · make light of · make mention of · make reference to ·
make case for|against · find fault with · express|voice|have|raise concern about|over ·
express|voice|have|raise doubt about|over · express|voice support for · express|voice opposition to ·
express|voice|have confidence in · express|have interest in · express|voice regret for|over|about ·
express|voice hope for|of · raise question about · raise alarm about|over ·
raise possibility|prospect|specter|issue of · level criticism|charge at|against ·
have reservation about · have intention of · hold responsible for · in favor|favour of · in support of ·
in opposition to · in defense|defence of · in praise of · lay blame on · place|put blame on ·
place|put emphasis on · place trust in · put faith in · issue call|appeal|ultimatum for ·
renew call for · deliver rebuke|defense|defence of · offer defense|defence|criticism|praise of ·
give endorsement|approval to
"""


@cache
def idioms() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Give for the noun of a set phrase the words that govern it and the prepositions that follow it."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for phrase in _IDIOMS.split("·"):
        governors, named, prepositions = (part.split("|") for part in phrase.split())
        for noun in named:
            entry = found.setdefault(noun, (set(), set()))
            entry[0].update(governors)
            entry[1].update(prepositions)
    return {noun: (frozenset(first), frozenset(last)) for noun, (first, last) in found.items()}


def _table(lists: tuple[tuple[str, str, str], ...]) -> dict[str, Frame]:
    found: dict[str, tuple[set[str], set[str]]] = {}
    for kind, frames, listed in lists:
        for word in words(listed):
            flags, kinds = found.setdefault(word, (set(), set()))
            flags.update(frames.split())
            kinds.add(kind)
    return {
        word: Frame(
            that="that" in flags,
            to="to" in flags,
            ing="ing" in flags,
            it="it" in flags,
            called="as" in flags,
            quote="quote" in flags,
            prepositions=frozenset(f[1:] for f in flags if f[0] == "~"),
            kinds=frozenset(kinds),
        )
        for word, (flags, kinds) in found.items()
    }


@cache
def verbs() -> dict[str, Frame]:
    """Give the frames of cue verbs by lemma; particle verbs as ``point_out``."""
    return _table(_VERBS)


@cache
def nouns() -> dict[str, Frame]:
    """Give the frames of cue nouns by lemma."""
    return _table(_NOUNS)


@cache
def adjectives() -> dict[str, Frame]:
    """Give the frames of cue adjectives by lemma."""
    return _table(_ADJECTIVES)


SEEMING = words(_SEEMING)
"""Verbs that present something as an impression of nobody in particular."""
