"""Positions without a stance word: what a clause with *will*, *would*, *might* or *must* amounts to."""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.denials import is_denial, nothing_to
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import (
    child,
    indices,
    is_hedged,
    is_negated,
    is_passive,
    is_to,
    lemma,
    modal,
    none_of,
    own_subject,
    rather_than,
    subject,
)
from modusvivendi.statements.rules.modal_turns import (
    DESPERATE,
    HINDERING,
    METAPHORS,
    NO_ACT,
    advances,
    be_no,
    compelled,
    denied_to,
    doer_is_named,
    either_way,
    elsewhere,
    forced,
    harms,
    hinders,
    in_kind,
    is_available,
    is_cleft,
    is_enough,
    is_loose,
    is_there,
    is_told,
    not_a,
    or_else,
    or_we_go,
    settles,
    sooner,
    to_court,
    will_rue,
    would_like,
)
from modusvivendi.statements.statement import Stance

_STATIVE = frozenset(
    "be have become feature face lose gain benefit mean know remain cost belong need seem appear look "
    "rise fall grow"
    "represent attend host take likely "
    "signify signal mark show reflect prove shape reshape bring spell".split()
)
_STAYING = frozenset(
    "stay continue begin resume remain open reopen proceed return come start last hold run go follow "
    "leave end arrive"
    "release lift send deliver extend deploy sign pay stand apply".split()
)
_REQUIRED = frozenset(
    "vote decision majority time year month week day consent approval agreement effort courage miracle "
    "change mandate amendment law money".split()
)
_SAYING = frozenset("say tell add comment".split())
_PRESENT = frozenset(("back", "there", "ready", "part", "party", "willing"))
_NO_ROOM = frozenset(
    "question chance way room scope place appetite alternative option going need reason".split()
)
_REPRISALS = frozenset("consequence reprisal retaliation repercussion war strike".split())
_CONCEDING = frozenset(
    "find pay offer accept agree go talk live give provide spare discuss negotiate sign wait manage supply "
    "deliver send host lend release lift open reopen restore contribute ship extend grant guarantee".split()
)
"""What somebody who *can* do it is thereby willing to do."""


def modal_clauses(sentence: Span, skip: set[int], lexical: list[Frame]) -> list[Frame]:
    """Find clauses that may be positions by their modal; what they are is settled by `settle`."""
    taken = {f.trigger.i for f in lexical}
    covered = set().union(*(f.cover for f in lexical)) if lexical else set()
    found: list[Frame] = []
    for token in sentence:
        if token.i in skip or token.i in taken or token.i in covered or token.pos_ not in ("VERB", "AUX"):
            continue
        if token.dep_ in ("aux", "auxpass", "amod", "compound", "xcomp", "pcomp") or (
            (token.dep_ == "acl" and not is_told(token)) or is_loose(token)
        ):
            continue
        if any(c.lemma_ == "have" and c.dep_ == "aux" for c in token.children) and modal(token) is not None:
            continue  # "they could have signed": they did not
        if any(
            c.i in taken
            for c in token.children
            if c.dep_ in ("acomp", "attr", "xcomp", "prep", "oprd", "dobj")
        ):
            continue
        if token.dep_ in ("advcl",) and any(
            m.dep_ in ("mark", "advmod") and m.lower_ in _TIME for m in token.children
        ):
            continue
        own = own_subject(token)
        if (
            token.dep_ == "relcl"
            and not is_cleft(token)
            and (own is None or own.lower_ in ("who", "which", "that", "they", "it"))
        ):
            continue
        if token.dep_ in ("ccomp", "pcomp") and any(c.tag_ == "WP" and c.dep_ == "dobj" for c in token.lefts):
            continue  # "told them what it would take"
        if token.i > 1 and token.nbor(-1).lower_ == "than" and token.nbor(-2).lower_ in ("rather", "sooner"):
            continue  # "would withdraw rather than fight"
        if token.tag_ == "MD" and token.i and token.nbor(-1).lower_ in ("so", "neither", "nor"):
            continue  # "neither will Norvane"
        helper = modal(token) or or_we_go(token)
        if helper is None or (helper in ("would", "will") and lemma(token) in ("have", "need")):
            helper = _obligation(token) or helper
        if helper in ("can", "may") and lemma(token) in _POWERS and is_negated(token):
            continue  # "can advise its members but not bind them": what it may do by its rules
        doer = None if is_there(token) else subject(token)
        if helper is None and not is_denial(token, doer):
            continue
        span = indices(token) - {c.i for c in token.children if c.dep_ == "punct"}
        for c in token.children:
            if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX"):
                span -= {t.i for t in c.subtree}
        found.append(
            Frame(
                trigger=token,
                stance=Stance.ASSESSES,
                holder=doer,
                content=[token],
                rule=f"modal:{helper or 'denial'}",
                strong=False,
                span=span,
                cover=set(),
            )
        )
    return found


_TIME = frozenset(
    "when while before after as since whereas because until once if unless where although though so".split()
)


_POWERS = frozenset("bind compel oblige overrule enforce".split())
_UNMEANT = frozenset("imagine picture overstate blame miss compare tell help count predict argue".split())
"""What *you cannot* do, without anybody forbidding it."""


def _obligation(token: Token) -> str | None:
    """*Has to*, *needs to*, *is for A to*."""
    if (
        token.lemma_ == "be" and token.tag_ in ("VBZ", "VBP") and is_there(token) and not is_negated(token)
    ) and any(
        c.dep_ == "attr" and lemma(c) in lexicon.MATTERS and not any(g.lower_ == "no" for g in c.children)
        for c in token.children
    ):
        return "there is"
    if token.lemma_ in ("have", "need", "ought") and any(
        c.dep_ == "xcomp" and any(a.lower_ == "to" for a in c.children) for c in token.children
    ):
        return "must"
    if (
        is_passive(token)
        and lemma(token) in ("need", "require")
        and modal(token) is None
        and token.tag_ == "VBN"
    ):
        return "must"
    if token.lemma_ == "be" and token.tag_ in ("VBZ", "VBD"):
        for c in token.children:
            if (
                c.dep_ in ("advcl", "xcomp", "ccomp", "prep")
                and any(m.lower_ == "for" for m in [*c.children, c])
                and c.i > token.i
            ):
                if is_negated(token) or any(t.lower_ in ("us", "me") for t in c.subtree):
                    continue
                if any(t.lower_ == "to" and t.tag_ == "TO" for t in c.subtree):
                    return "is for"
    return None


def _deeply_negated(verb: Token) -> bool:
    """Tell whether a *no* stands in the verb's object or adverb (*take no part*, *go no higher*)."""
    return is_negated(verb) or any(
        (t.lower_ in ("nothing", "none", "neither", "nobody") and t.dep_ == "dobj" and t.head.i == verb.i)
        or (t.lower_ == "not" and t.i == verb.i + 1 and t.nbor().lower_ in ("a", "an", "one"))
        or (
            t.lower_ == "no"
            and t.i == verb.i + 1
            and t.nbor().lower_ in ("further", "higher", "lower", "farther")
        )
        or (
            t.lower_ == "no"
            and t.head.lower_ not in ("more", "less", "doubt", "time", "longer")
            and t.dep_ in ("det", "neg")
            and t.head.head.i == verb.i
            and t.head.i > verb.i
        )
        for t in verb.subtree
    )


def settle(
    frame: Frame,
    *,
    own: bool,
    party_holder: bool,
    has_speaker: bool,
    owned: bool,
    conditional: bool,
    threatened: bool = False,
) -> Stance | None:
    """Decide what a modal clause says; None where it is no position.

    Parameters
    ----------
    frame
        From `modal_clauses`.
    own
        The holder is the party that speaks, or there is no other party speaking.
    party_holder
        The subject of the clause is a party.
    has_speaker
        A party, or somebody speaking for one, says it.
    owned
        The subject is something of the speaker's party (*our troops*, *Italian soldiers*).
    conditional
        A condition hangs on the clause.
    threatened
        It is that something wanted does not come.
    """
    verb = frame.trigger
    laid_down = frame.rule == "modal:shall"
    helper = frame.rule.split(":", 1)[1].replace("shall", "will")
    negated = _deeply_negated(verb)
    word = lemma(verb)
    thing = frame.holder.lemma_.lower() if frame.holder is not None else ""
    if party_holder and negated and lexicon.is_silence(word, {t.lower_ for t in verb.subtree}):
        return None
    if is_there(verb) and helper in ("can", "will", "could", "would", "shall") and is_denial(verb, None):
        return Stance.RULES_OUT if has_speaker else None
    if helper == "denial":
        if is_there(verb) and any(
            lemma(c) in _NO_ROOM for c in verb.children if c.dep_ in ("attr", "dobj", "nsubj")
        ):
            if not has_speaker:
                return None
            if any(hinders(c) for c in verb.children):
                return Stance.OFFERS  # "there is no reason to stand in the way"
            unlikely = any(lemma(c) == "chance" for c in verb.children)
            return Stance.ASSESSES if unlikely else Stance.RULES_OUT
        if nothing_to(verb) is not None:
            return Stance.RULES_OUT if has_speaker else None
        if has_speaker and none_of(frame.holder) and is_to(verb) is not None:
            return Stance.RULES_OUT
        return Stance.DENIES if has_speaker else None
    if helper == "there is":
        if has_speaker and not conditional and any(lemma(c) == "room" for c in verb.children):
            return Stance.CONSIDERS
        return Stance.OFFERS if has_speaker and conditional else None
    if helper == "is for":
        return Stance.DEMANDS if has_speaker else None
    if helper in ("must", "should", "shall", "need"):
        if helper == "must" and party_holder and own and has_speaker and compelled(verb):
            return Stance.WARNS
        if not has_speaker:
            return None
        done = child(verb, "xcomp") if word in ("have", "need") else None
        if party_holder and own and done is not None and lemma(done) in ("see", "wait", "look", "know"):
            return None  # "we have to see what they offer"
        if party_holder and own and word not in ("have", "get", "receive", "be", "remain", "obtain"):
            return None
        return Stance.OPPOSES if negated else Stance.DEMANDS
    if (
        word in ("take", "need", "require")
        and frame.holder is not None
        and frame.holder.lower_ in ("it", "that", "this")
        and any(lemma(c) in _REQUIRED for c in verb.children if c.dep_ == "dobj")
    ):
        return None  # "it would take a vote of all members"
    if (
        party_holder
        and is_passive(verb)
        and own
        and word in ("persuade", "talk", "win", "bring", "convince", "sway")
    ):
        said = Stance.RULES_OUT if negated else Stance.CONSIDERS
        return said if has_speaker else None  # the writer's own view
    if (
        party_holder
        and is_passive(verb)
        and own
        and negated
        and helper in ("will", "would", "can", "could", "shall")
    ):
        return Stance.RULES_OUT
    if helper in ("will", "would") and party_holder and own and not negated and or_else(verb):
        return Stance.WARNS
    if not own and has_speaker and not negated and helper == "will" and will_rue(verb):
        return Stance.WARNS
    if has_speaker and denied_to(frame.holder, verb):
        return Stance.RULES_OUT
    if party_holder and not is_passive(verb):
        return _of_party(
            verb, word, helper, negated=negated, own=own, conditional=conditional, has_speaker=has_speaker
        )
    if thing == "you" and has_speaker and negated and helper == "can" and word not in NO_ACT | _UNMEANT:
        return Stance.RULES_OUT  # "you cannot buy an island with promises"
    if not has_speaker or thing == "you":
        return None
    if laid_down:
        return Stance.DEMANDS  # "reaffirmed that the level shall not fall"
    if helper in ("will", "would") and is_enough(verb, word):
        return Stance.OPPOSES if negated else Stance.OFFERS
    if conditional and not negated and is_available(verb):
        return Stance.OFFERS
    if negated and helper == "will" and frame.holder is not None and frame.holder.tag_ == "VBG":
        return Stance.OPPOSES
    if is_passive(verb) and not negated and word in _DONE_TO:
        return Stance.WARNS
    if is_passive(verb) and threatened and word in lexicon.ADVERSE:
        return Stance.WARNS
    if is_passive(verb) and conditional and not negated and helper != "can" and lexicon.eases(verb):
        return Stance.OFFERS  # "the lawsuit would be withdrawn as soon as there was …"
    if conditional and not negated and not is_passive(verb) and thing in lexicon.HARM and word in _AGAIN:
        return Stance.WARNS  # "the blockade would return"
    ours = owned or thing in lexicon.THINGS_DONE or thing in ("it", "offer", "proposal")
    if is_passive(verb) and conditional and not negated and ours and word in lexicon.ADVERSE:
        return Stance.WARNS
    never = helper in ("will", "would", "shall") or (helper in ("can", "could") and word in _TAKEN)
    if negated and is_passive(verb) and never and child(verb, "agent") is None:
        return Stance.RULES_OUT
    if helper in ("will", "would", "shall") and not_a(frame.holder):
        return Stance.RULES_OUT
    if helper == "can" and word in _BEGINNING and not negated and thing in lexicon.THINGS_DONE:
        return Stance.OFFERS
    if conditional and helper in ("will", "would", "can") and word in _BEGINNING:
        if negated:
            return Stance.RULES_OUT
        if helper == "can" and not is_passive(verb):
            return Stance.OFFERS
    if negated and helper in ("will", "would", "can", "may"):
        if owned or (conditional and none_of(frame.holder) and helper != "may"):
            return Stance.RULES_OUT
        return Stance.OPPOSES if thing in lexicon.THINGS_DONE else Stance.ASSESSES
    if is_there(verb) and any(
        lemma(c) in _REPRISALS or (conditional and lemma(c) in ("response", "answer", "price", "trouble"))
        for c in verb.children
    ):
        return Stance.WARNS
    if is_there(verb) and any(c.lemma_.lower() in lexicon.MATTERS for c in verb.children):
        return Stance.OFFERS if conditional else Stance.CONSIDERS
    if (thing in lexicon.THINGS_DONE or owned) and helper in ("will", "would", "shall"):
        if word in lexicon.ADVERSE and conditional:
            return Stance.WARNS
        if word in _STAYING:
            return Stance.OFFERS
    if (
        (helper in ("will", "shall") or (helper == "would" and has_speaker))
        and not is_passive(verb)
        and not negated
        and (
            (word in ("proceed", "continue", "resume") and helper != "would")
            or (word == "go" and "ahead" in {c.lower_ for c in verb.children})
        )
    ):
        return Stance.OFFERS
    if (
        (thing in lexicon.THINGS_DONE or owned)
        and helper in ("might", "may", "could")
        and not is_passive(verb)
        and word not in _STATIVE
        and child(verb, "dobj") is None
    ):
        return Stance.CONSIDERS
    if helper in ("could", "might", "may", "would", "will"):
        return Stance.ASSESSES
    return None


_TAKEN = frozenset("accept tolerate allow permit agree accommodate countenance justify".split())
_AGAIN = frozenset("return resume restart follow".split())
_BEGINNING = frozenset("begin start resume proceed restart reopen continue".split())


_DONE_TO = frozenset(
    "treat regard consider view target deem seize expel shoot sink intercept impound arrest attack "
    "prosecute evict "
    "deport fine jail punish penalise penalize ban expel sue".split()
)
"""What is done to somebody by whoever says that it will be done."""


def _of_party(
    verb: Token, word: str, helper: str, *, negated: bool, own: bool, conditional: bool, has_speaker: bool
) -> Stance | None:
    if negated and is_hedged(verb):
        return None
    if helper in ("can", "could") and negated:
        if word == "agree" and any(c.lower_ in ("on", "over", "about") for c in verb.children):
            return None  # "the two sides could not agree on a date"
        return Stance.RULES_OUT if own and (has_speaker or doer_is_named(verb)) else None
    if helper == "can":
        ours = (doer := own_subject(verb)) is not None and doer.lower_ not in ("they", "you", "he", "she")
        granted = word in _CONCEDING or (conditional and ours and word not in _STATIVE | lexicon.ADVERSE)
        return Stance.OFFERS if own and has_speaker and granted else None
    rather = rather_than(verb) or next(
        (c for c in verb.children if c.lower_ in ("rather", "sooner") and c.i < verb.i), None
    )
    if rather is not None and helper == "would":
        if word in DESPERATE and not any(t.lower_ == "than" for t in verb.subtree):
            return None  # "would rather eat the phone": than what was asked, and nobody means it
        if word in ("see", "have"):
            return Stance.DEMANDS if word == "see" else Stance.SUPPORTS
        return Stance.RULES_OUT if any(t.lower_ == "than" for t in verb.subtree) else Stance.SUPPORTS
    if word == "need" and helper in ("will", "would") and own and has_speaker and not negated:
        return Stance.DEMANDS if child(verb, "dobj") is not None else None
    if word in ("like", "love", "want") and helper == "would":
        return would_like(verb, negated=negated)
    if helper in ("will", "would", "shall"):
        if not own:
            return Stance.ASSESSES if has_speaker else None
        if negated and word == "be" and own_subject(verb) is not None and be_no(verb):
            return Stance.RULES_OUT
        if word == "be" and not any(c.lower_ in _PRESENT for c in verb.children):
            return None
        if negated and word in HINDERING and not any(c.lower_ in ("no", "anything") for c in verb.subtree):
            return Stance.OFFERS  # "would not block a vote"
        if word in ("force", "compel", "oblige") or forced(verb) or (in_kind(verb) and not negated):
            return Stance.WARNS
        if negated or any(
            c.lower_ == "no" for c in verb.subtree if c.dep_ in ("det", "neg") and c.head.head.i == verb.i
        ):
            return Stance.RULES_OUT
        if word == "be":
            return Stance.OFFERS
        if word in _SAYING or (word in ("confirm", "deny") and either_way(verb)):
            return None  # "would say only that", "would neither confirm nor deny"
        if helper == "would" and sooner(verb):
            return Stance.RULES_OUT
        if any(c.dep_ == "dobj" and c.lower_ in ("me", "us") for c in verb.children) and word in METAPHORS:
            return None
        if advances(verb):
            return Stance.WARNS  # "the army would take the hills"
        harmful = to_court(verb) or (conditional and (harms(verb) or elsewhere(verb)))
        if harmful and not lexicon.eases(verb):
            return Stance.WARNS
        if (word in _STATIVE and not (word == "attend" and conditional)) or (
            word in lexicon.PROCEDURE and not conditional
        ):
            return None if word not in ("take", "host") else Stance.OFFERS
        if helper == "would" and not has_speaker and not conditional and not settles(verb, word):
            return None
        if (
            word in lexicon.ADVERSE
            and not lexicon.eases(verb)
            and (
                conditional
                or word
                in (
                    "treat",
                    "regard",
                    "retaliate",
                    "fight",
                    "resist",
                    "strike",
                    "attack",
                    "block",
                    "walk",
                    "close",
                    "veto",
                )
            )
        ):
            return Stance.WARNS
        return Stance.OFFERS
    if helper in ("might", "may", "could"):
        if not own:
            return Stance.ASSESSES if has_speaker else None
        if not has_speaker:
            return None  # the report's own guess at what somebody might do
        return None if negated or word in _STATIVE else Stance.CONSIDERS
    return None
