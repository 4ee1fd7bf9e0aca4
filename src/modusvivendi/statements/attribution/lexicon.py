"""Cue words of saying, thinking, wanting and deciding, with the constructions that introduce a content.

The lists are general English, sorted by meaning. A *frame* says what the content looks like:

===========  ===================================================================================
``that``     a finite clause, with or without *that*, or an indirect question
``to``       an infinitive, with or without a subject of its own (*wants them to leave*)
``ing``      a gerund (*denied taking part*)
``it``       a noun phrase as the object (*rejected the draft*)
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
    quote: bool
    prepositions: frozenset[str]
    kinds: frozenset[str]


_VERBS: tuple[tuple[str, str, str], ...] = (
    # saying
    (
        "say",
        "that quote",
        """
        say tell state declare claim assert allege maintain contend insist argue note add remark
        observe comment explain stress emphasize emphasise underline underscore reiterate repeat
        recount relate report admit concede acknowledge confess confirm affirm testify swear attest
        proclaim profess opine posit boast brag joke quip jest complain lament grumble write tweet
        retweet post blog text email e-mail cable conclude continue caution inform notify assure
        reassure remind brief counter retort rejoin reply respond answer interject chime reason
        theorize speculate muse mention elaborate summarize intone deadpan gush rave fume vent sneer
        scoff crow enthuse volunteer announce reveal disclose divulge recall warn predict forecast
        suggest hint imply signal indicate intimate insinuate moan preach pronounce venture chide
        scold admonish clarify specify
        """,
    ),
    (
        "voice",
        "quote",
        """
        shout yell scream whisper mutter murmur mumble cry exclaim bellow roar chant sing sigh laugh
        smile grin beam blurt bark snap growl groan thunder boom rant begin start open close end
        finish go read agree offer order scribble type recite utter plead beg pray urge demand ask
        wonder inquire enquire query press prod propose protest object promise pledge vow threaten
        think concur declaim demur interrupt advise recommend deny reflect shrug nod fret tell
        """,
    ),
    (
        "ask",
        "that ~about ~whether",
        """
        ask wonder inquire enquire question query
        """,
    ),
    (
        "particles",
        "that quote",
        """
        point_out go_on spell_out chime_in fire_back shoot_back hit_back write_back cry_out call_out
        """,
    ),
    (
        "object",
        "it",
        """
        point_out lay_out spell_out call_out rule_out play_down sum_up take_back bring_up float_out
        """,
    ),
    (
        "reveal",
        "it",
        """
        announce reveal disclose divulge unveil report confirm declare proclaim reiterate repeat
        recount outline describe detail explain mention cite quote invoke tout trumpet hail
        highlight emphasize emphasise stress underline underscore discuss debate address question
        express voice articulate convey acknowledge admit concede allege claim assert predict
        forecast suggest
        """,
    ),
    # judging
    (
        "judge",
        "it ing",
        """
        criticize criticise blast slam denounce condemn decry deplore assail attack lambaste rebuke
        chastise castigate fault blame accuse mock ridicule deride belittle disparage scorn dismiss
        reject rebuff rebut refute dispute contest deny challenge oppose protest bemoan lament bash
        rip skewer pillory vilify praise applaud commend laud salute welcome endorse support back
        favor favour embrace champion defend advocate promote condone justify approve disavow disown
        renounce repudiate bless thank congratulate credit
        """,
    ),
    (
        "object to",
        "~to",
        """
        object allude refer admit confess react respond
        """,
    ),
    (
        "against",
        "~against ~back",
        """
        rail inveigh argue warn campaign protest lobby push_back
        """,
    ),
    (
        "about",
        "~about ~of ~on",
        """
        complain warn speak talk worry joke boast brag lie tweet write
        """,
    ),
    (
        "call",
        "~for ~on ~upon",
        """
        call
        """,
    ),
    (
        "argue for",
        "~for",
        """
        argue push press lobby plead beg ask advocate
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
        deem gather calculate estimate determine decide resolve rule judge hold pretend trust
        bet pray ponder consider sense see agree disagree accept conclude deduce infer contemplate
        """,
    ),
    (
        "think it",
        "it ing",
        """
        consider contemplate doubt fear regret expect anticipate envision envisage foresee weigh
        mull ponder eye regard view prefer favor reconsider rethink imagine dread resent
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
        want wish hope plan intend aim seek expect desire yearn long vow pledge promise swear
        threaten offer agree consent refuse decline decide choose elect opt resolve propose
        volunteer undertake ask demand claim pretend profess prefer hesitate vote prepare look
        """,
    ),
    (
        "make others",
        "to",
        """
        tell ask urge beg implore beseech advise encourage exhort order command instruct direct warn
        caution remind request require expect want call_on challenge press pressure persuade
        convince invite permit allow authorize authorise forbid compel mandate
        """,
    ),
    (
        "want that",
        "that",
        """
        demand request require propose recommend urge promise pledge vow threaten order decree
        mandate stipulate advise swear ask prefer show prove demonstrate
        """,
    ),
    (
        "want it",
        "it",
        """
        want demand request propose recommend seek urge promise pledge plan oppose reject prefer
        """,
    ),
    (
        "plan",
        "~on ~for",
        """
        plan insist decide bet count
        """,
    ),
    (
        "decree",
        "it",
        """
        approve ban outlaw prohibit authorize authorise ratify veto decree mandate impose enact
        adopt pass overturn uphold
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
        "that to ~of ~about ~by",
        """
        claim assertion allegation statement declaration announcement argument contention suggestion
        remark comment warning prediction forecast admission acknowledgment acknowledgement
        confession accusation complaint denial insistence report rumor rumour hint charge assurance
        reminder explanation testimony notion revelation disclosure message
        """,
    ),
    (
        "thinking",
        "that ~of ~about",
        """
        belief view opinion conviction idea thought impression feeling sense assumption presumption
        expectation hope fear worry concern doubt suspicion speculation conclusion finding judgment
        judgement perception theory hypothesis question understanding realization recognition
        consensus
        """,
    ),
    (
        "wanting",
        "to that ~for",
        """
        plan pledge promise vow decision intention desire wish offer proposal threat refusal
        willingness call demand request bid effort push vote order goal ambition aim commitment
        determination recommendation reluctance readiness agreement resolve appeal plea invitation
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
