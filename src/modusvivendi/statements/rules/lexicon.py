"""The stance lexicon: verbs, adjectives, nouns and fixed phrases that state a position, and which.

Each entry says which complements make it one (``x`` infinitive or gerund, ``c`` clause, ``d`` object, ``w`` a
*whether* clause, or a preposition), what it means, and what it means when negated.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.statement import Stance

OFFERS, SUPPORTS, CONSIDERS = Stance.OFFERS, Stance.SUPPORTS, Stance.CONSIDERS
DEMANDS, OPPOSES, RULES_OUT = Stance.DEMANDS, Stance.OPPOSES, Stance.RULES_OUT
DENIES, WARNS, ASSESSES = Stance.DENIES, Stance.WARNS, Stance.ASSESSES


@dataclass(frozen=True)
class Sense:
    """What a word says of its holder: a stance, its complements, and the stance when negated (None: nothing).

    ``about`` tells whose act the complement is: the ``own`` or ``others'``; ``event`` marks words that as a
    completed act on another matter say nothing (*accepted 140 members*).
    """

    stance: Stance
    takes: frozenset[str]
    negated: Stance | None
    particle: str = ""
    event: bool = False


def _table(rows: str) -> dict[str, list[Sense]]:
    """Read rows of ``words | complements | stance | negated | flags``."""
    table: dict[str, list[Sense]] = {}
    for row in rows.strip().splitlines():
        lemmas, takes, stance, negated, flags = (part.strip() for part in row.split("|"))
        for entry in lemmas.split():
            lemma, _, particle = entry.partition("+")
            sense = Sense(
                stance=Stance(stance),
                takes=frozenset(takes.split()),
                negated=Stance(negated) if negated else None,
                particle=particle,
                event="event" in flags,
            )
            table.setdefault(lemma, []).append(sense)
    return table


VERBS = _table("""
offer | x d | offers | rules_out | event
agree | x c to on with bare | offers | rules_out | event
accept | x d c bare | offers | rules_out | event
pledge promise undertake vow swear volunteer consent | x c d to | offers | rules_out |
commit | x to d | offers | rules_out |
aim intend mean | x | offers | rules_out |
plan | x | offers | denies |
settle | for | offers | rules_out |
acquiesce accede | to in | offers | rules_out |
concur | in with bare | supports | opposes | event
go+along | with | offers | rules_out |
sign+up | to for | offers | rules_out |
sign+on | to | offers | rules_out |
compromise budge yield bend | on | offers | rules_out |
live | with | offers | opposes |
waive forgo | d x | offers | rules_out |
assent | to | offers | rules_out |
guarantee | d c x | offers | rules_out | event
refrain desist abstain | from | offers | rules_out |
back support favour favor endorse approve | d x c of | supports | opposes | event
embrace champion applaud hail | d x c | supports | opposes | event
welcome praise commend | d c | supports | opposes | event
like | d | supports | opposes |
dislike hate detest loathe abhor | d x | opposes | supports |
challenge dare | o | demands | |
contradict rebut | d | denies | | event
warm | to | supports | |
bristle bridle | at | opposes | |
frown | on upon | opposes | |
recoil flinch shrink | at from | rules_out | |
prefer | d x c | supports | |
sympathise sympathize side | with | supports | |
hope | c x for | supports | |
vote | x | offers | rules_out |
stand+behind stand+by | d | supports | |
consider | d x w c | considers | rules_out |
weigh mull contemplate ponder explore study examine evaluate debate eye | d x w up | considers | |
picture imagine envisage envision | d x | considers | rules_out |
reconsider rethink | d w x bare | considers | rules_out |
weigh+up mull+over think+over chew+over talk+over think+through | d w x | considers | |
hint | at | considers | |
hesitate waver dither | x over on bare | considers | |
look | into at x | considers | |
think | about of | considers | |
toy flirt | with | considers | |
sound+out | d | considers | |
lean | toward towards | considers | |
reserve | d | considers | |
demand | d c x | demands | offers |
want | c d o | demands | opposes |
ask | o for c | demands | offers |
call | for on x | demands | offers |
urge press push implore exhort beg pressure lobby | o for c | demands | |
insist | on upon c | demands | offers |
require | d o c | demands | |
seek request | d x c o | demands | offers |
covet crave | d | demands | |
appeal plead petition | to for c x with | demands | |
propose | c d x | demands | |
recommend suggest | x | demands | |
recommend | c | demands | |
advise counsel recommend | against | opposes | |
invite advise counsel | x | demands | |
wish | o | demands | |
instruct direct command summon enjoin admonish | o | demands | |
condition predicate | on upon | demands | |
recommend | d | supports | | event
hold+out | for | demands | |
advocate campaign | for d c | demands | |
stick | to by | demands | |
oppose resist | d x c | opposes | supports | event
object | to c bare | opposes | supports |
reject | d x c | opposes | considers | event
veto | d | opposes | | event
protest | d against at | opposes | | event
disapprove | of | opposes | |
balk baulk | at | rules_out | |
tolerate | d c x | supports | opposes |
allow permit let | d o x c | offers | opposes |
rule+out | d x c | rules_out | considers |
discount preclude | d x | rules_out | considers |
refuse | x d bare | rules_out | |
decline | x d | rules_out | | event
turn+down | d | rules_out | | event
exclude | d x c | rules_out | considers |
rebuff spurn | d | rules_out | | event
renounce forswear | d x | rules_out | |
deny dispute refute rebut disavow disown | d c x | denies | offers |
threaten | x d c with | warns | offers |
believe think expect anticipate predict reckon suspect | c o x | assesses | |
estimate forecast foresee speculate assume | c o x | assesses | |
fear | c d o | assesses | |
doubt question | c d w | assesses | |
worry | c about | assesses | |
caution | c about against | assesses | |
warn | c of about | assesses | |
warn | against | opposes | |
""")

ADJECTIVES = _table("""
ready willing prepared happy glad content eager keen poised determined | x for | offers | rules_out |
willing ready agreeable amenable | bare | offers | rules_out |
anxious impatient desperate | x for | offers | |
available | x for | offers | |
uneasy apprehensive | about over at | opposes | |
hesitant slow disinclined | x | rules_out | |
delighted pleased | x | offers | rules_out |
glad | of | supports | |
content satisfied happy | with | offers | opposes |
unhappy dissatisfied displeased uncomfortable | with about at by over | opposes | |
amenable receptive | to | considers | opposes |
tempted | by x | considers | |
agreeable | to | offers | opposes |
sympathetic favourable favorable | to | supports | opposes |
unwilling reluctant loath unprepared mad crazy foolish stupid insane | x | rules_out | offers |
inclined | x | considers | rules_out |
open | to x | considers | rules_out |
interested | in x bare | considers | rules_out |
undecided | on about w | considers | |
opposed hostile averse resistant allergic | to | opposes | supports |
set | against | opposes | |
scathing dismissive contemptuous disdainful scornful disparaging | about of over on bare | opposes | |
unimpressed unconvinced unmoved unpersuaded underwhelmed | by with at bare | opposes | |
supportive | of | supports | opposes |
committed | to x | offers | |
adamant insistent | c on | demands | |
sceptical skeptical doubtful concerned worried fearful wary | c about of that over by | assesses | |
confident optimistic pessimistic convinced afraid | c about of that | assesses | |
hopeful | c of that | supports | |
""")

NOUNS = _table("""
readiness willingness preparedness | x for | offers | rules_out |
veto | on over of | opposes | |
wish | x for c that | demands | |
commitment pledge promise vow | x to c | offers | |
undertaking assurance guarantee word | x c | offers | |
offer | x of on c | offers | |
interest | in | considers | rules_out |
openness | to x | considers | |
flexibility | on over about | considers | |
opposition objection resistance | to | opposes | supports |
reservation | about | opposes | |
support backing endorsement | for | supports | opposes |
refusal | x | rules_out | |
demand call appeal insistence request plea | for c x on | demands | |
suggestion proposal | c x | demands | |
need | for x | demands | |
threat | x of | warns | |
concern worry fear doubt scepticism skepticism unease alarm | about over c that | assesses | |
belief expectation confidence optimism assessment view | c that in | assesses | |
danger risk possibility likelihood prospect | c of that | assesses | |
hope | c that for of | supports | |
intention intent desire | x of | offers | rules_out |
plan | x for of | offers | denies |
""")

LIGHT = words(
    "have express signal declare voice show state indicate announce confirm reaffirm repeat reiterate "
    "underline underscore stress emphasise emphasize make give issue renew maintain communicate "
    "convey demonstrate affirm proclaim profess register raise restate suggest see display publicise "
    "publicize harden share publish uphold defend press"
)
"""Verbs that say no more than that somebody has the readiness or objection their object names."""

HAVING = words("have see hold maintain")

NEEDS_OWN_YES = words(
    "offer bid demand ultimatum term compromise proposal deal invitation request condition draft text "
    "agreement package settlement concession"
)
"""What one rejects by not giving one's own yes."""

MATTER_NOUNS = (
    NEEDS_OWN_YES
    | words(
        "plan idea package move step decision announcement suggestion initiative formula swap extension "
        "pact call request appeal"
    )
) - words("invitation draft text agreement package") | words("package")
"""Nouns for what is proposed in any negotiation."""

ALLEGATIONS = words(
    "allegation claim report accusation suggestion story rumour rumor charge assertion notion "
    "insinuation account reports speculation article"
)

WILLED = words("will would can could shall")
OPENINGS = words("door option possibility window path channel")
"""What is open, left open or not closed to something one has not excluded."""

UNTRUE = words(
    "untrue false baseless unfounded groundless fabricated wrong fake nonsense fiction invented "
    "incorrect inaccurate fabrication lie invention misinformation disinformation fantasy gossip "
    "fairytale fable "
    "misunderstanding misleading wishful myth mischief mischievous hoax canard bunk hogwash tosh "
    "claptrap rubbish spin scaremongering "
    "slander smear speculative exaggerated overblown exaggeration"
)

DROPPING = words(
    "drop abandon withdraw relinquish soften shelve scrap lift renounce waive forgo lower surrender retract "
    "moderate"
)
DROPPED = words(
    "demand claim objection insistence opposition threat condition veto call request resistance precondition "
    "reservation requirement"
)
RAISING = words("raise improve increase sweeten lift up cut lower reduce revise trim better top hike")
RAISED = words("offer bid demand claim ask price proposal")

ACTS_PROPOSED = words(
    "patrol withdrawal pause freeze cut rise increase reduction extension delay vote referendum inquiry "
    "audit "
    "review study fund levy cap quota moratorium swap exchange transfer release inspection commission panel "
    "committee zone corridor buffer line route timetable schedule calendar formula clause guarantee scheme "
    "pilot trial lease discount price wage stake sale merger mediator mediation arbitration amnesty "
    "ceasefire "
    "truce summit meeting date sum figure division split model mechanism arrangement solution mission force "
    "observer monitor tribunal federation autonomy rota bonus pension ballot tariff rebate ceiling floor "
    "deadline postponement adjournment concession compensation settlement compromise body council court "
    "surcharge premium allowance fee toll fine penalty subsidy exemption waiver licence permit"
)
"""What parties propose to do or to set up, named by its noun."""

PROPOSALS = words(
    "scheme project merger takeover quay berth reform offer proposal plan idea demand condition "
    "suggestion term bid deal draft package move step "
    "decision claim"
)
SCORN = words(
    "unacceptable blackmail non-starter nonstarter insulting insult unrealistic absurd unworkable "
    "inadequate insufficient illegal unlawful provocation provocative dangerous reckless ultimatum "
    "extortion capitulation surrender trap"
)

SCORNED = words(
    "blackmail surrender capitulation ultimatum provocation insult trap sell-out sellout betrayal charade "
    "sham farce "
    "extortion non-starter nonstarter madness folly robbery theft mistake disaster disgrace outrage"
)
"""What one calls a step that one is against."""

REPRISALS = words(
    "retaliation reprisal response consequence countermeasure counter-measure revenge action war sanction "
    "boycott strike walkout fight lawsuit blockade"
)
"""What one threatens by promising it."""

STUDYING = words(
    "study examine consider review reflect look think weigh explore assess analyse analyze discuss"
)
"""What one undertakes to do who has not made up one's mind."""

LEAVING = words("walk quit retaliate strike sue veto fight boycott resign escalate attack bomb invade shoot")
"""What one threatens by being ready to do it."""

SILENT = words(
    "comment draw elaborate respond reply answer disclose confirm name specify speculate say tell discuss "
    "identify reveal explain detail"
)
"""What somebody declines or will not do who takes no position by it."""

ADVERSE = words(
    "treat regard retaliate respond fight strike attack block close cut suspend withdraw leave quit walk "
    "sue veto impose punish target reimpose trigger expel boycott seize shut fire bomb blockade "
    "default terminate escalate seek resume reinstate destroy annex mobilise mobilize disrupt ban "
    "halt stop dissolve resign consider view down sever freeze intercept sink kill execute evict "
    "storm shell raid scuttle bombard picket occupy lapse shoot prosecute invoke activate "
    "set evacuate pull abandon lock barricade "
    "demobilise demobilize dismiss revoke recall cancel sack withhold detain relocate vote mine ram "
    "rest bench burn torch raze loot"
)
"""What one would do to somebody as a consequence."""

PROMISED = words("commitment promise pledge offer word agreement deal obligation accord treaty guarantee")
"""What one sticks to by doing as one said."""

_ENDING = words(
    "suspend halt stop end lift drop cancel withdraw freeze abandon revoke recall cut pull shelve"
)
HARM = words(
    "stoppage go-slow work-to-rule sit-in fast "
    "strike ballot walkout sanction tariff ban blockade embargo lawsuit suit complaint threat objection "
    "boycott protest attack bombardment shelling raid offensive operation siege claim demand surcharge levy "
    "duty veto toll fee tax quota "
    "lockout eviction closure redundancy layoff hostility picket fighting enrichment test exercise advance "
    "weapon weaponry artillery missile tank armour armor howitzer rocket gun warship fleet drone checkpoint "
    "garrison militia fighter landmine barrier "
    "occupation opposition action case charge penalty fine curfew restriction troop soldier force settler "
    "warship gunboat police checkpoint garrison"
)


_GOING_ON = words("work talk negotiation duty service production delivery shipment supply payment dialogue")


_HARMING = words(
    "shell bomb attack fire raid block strike picket blockade shoot bombard seize detain boycott dump pollute"
)


def eases(verb: Token) -> bool:
    """Tell whether somebody would end what harms the others (*suspend its ballot*), which is no threat."""
    if verb.lemma_.lower() in ("resume", "restart") and any(
        c.dep_ == "dobj" and c.lemma_.lower() in _GOING_ON for c in verb.children
    ):
        return True
    if verb.lemma_.lower() in _ENDING | {"cease"} and any(
        c.tag_ == "VBG" and c.lemma_.lower() in _HARMING for c in verb.children
    ):
        return True
    off = verb.lemma_.lower() == "call" and any(c.lower_ == "off" for c in verb.children)
    return (off or verb.lemma_.lower() in _ENDING) and any(
        c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in HARM for c in verb.children
    )


_SOLDIERS = words(
    "troop soldier force man fighter army unit police tank weapon gun artillery militia guard convoy vessel "
    "ship boat navy settler"
)
_LEFT_BEHIND = words(
    "town city village station bridge island islet post base camp hill ridge valley port airport area zone "
    "region territory land house building checkpoint border river road field site line coast mine dam plant"
)


def pulls_back(verb: Token) -> bool:
    """Tell whether somebody would leave a place, or take soldiers from it, and no talks or alliance."""
    if verb.lemma_.lower() not in ("withdraw", "pull", "leave", "evacuate", "quit", "abandon"):
        return False
    objects = {c.lemma_.lower() for c in verb.children if c.dep_ in ("dobj", "nsubjpass")}
    places = {
        p.lemma_.lower()
        for c in verb.children
        if c.lower_ in ("from", "of", "to", "behind")
        for p in c.children
        if p.dep_ == "pobj"
    }
    return bool(objects & (_SOLDIERS | _LEFT_BEHIND) or places & _LEFT_BEHIND)


THINGS_DONE = words(
    "force troop soldier mission team personnel staff border talk meeting negotiation crossing "
    "embassy border ship vessel plant factory airport port inspector observer monitor minister "
    "delegation contribution payment ban embargo embargoes tariff sanction operation strike walkout "
    "shipment export delivery quota fund money aid ceasefire truce referendum vote signature "
    "ratification withdrawal release offer bid deal pact deadline gate dam turbine reservoir line "
    "flight road bridge tunnel tap pipeline"
)
"""Things of a party that stay, go, begin or end by its own decision."""

MATTERS = words(
    "meeting deal agreement talk compromise negotiation solution settlement room accord breakthrough "
    "summit truce"
)

PROCEDURE = words(
    "raise meet visit travel fly brief report present publish speak address chair attend arrive land "
    "convene announce update gather tour sit discuss"
)
"""What parties do in the course of a negotiation that is no position in it."""


def is_silence(verb: str, words_of_it: set[str]) -> bool:
    """Tell whether not doing something is merely keeping silent (*declined to comment*, *would not say*)."""
    if verb in ("give", "provide", "offer", "go"):
        return bool(
            words_of_it
            & words(
                "detail details explanation comment reason reasons name names sum figure number date numbers "
                "figures timetable specifics"
            )
        )
    if verb in ("respond", "reply", "answer"):
        return bool(
            words_of_it
            & {"request", "requests", "question", "questions", "comment", "email", "call", "calls"}
        )
    if verb in ("talk", "speak"):
        return bool(words_of_it & words("press media reporters journalists publicly record cameras"))
    if verb == "discuss":
        return bool(words_of_it & words("individual specific specifics details publicly cases"))
    return verb in SILENT - {"rule", "discuss"} and not (verb == "draw" and "into" in words_of_it)
