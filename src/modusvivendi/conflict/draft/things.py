"""Whose act a phrase is that names only a thing: "opposes the store", "if drilling began", "the write-off".

A reader sees a phrase; the record tells who would build the store, drill, or write something off.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from modusvivendi.conflict.draft.acts import acts_of, base_of
from modusvivendi.conflict.draft.sameness import about_the_same, base_form, kind_of_verb
from modusvivendi.conflict.draft.some_members import body_of
from modusvivendi.conflict.draft.synonyms import VERB_OF
from modusvivendi.dossier.giving_up import is_giving_up
from modusvivendi.dossier.proposals import content_words
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.groups import is_group
from modusvivendi.statements.acts.lexicon import class_of

_WANTS = frozenset({Stance.DEMANDS, Stance.OPPOSES, Stance.SUPPORTS})
_OWN = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.DENIES, Stance.WARNS})
_UNDOING = frozenset({"stop", "close down", "leave", "take down", "cut", "forbid", "dispute", "alter"})
"""Kinds of verbs that do away with a thing or change it: who opposes a levy is not against dropping it."""
_GOING_ALONG = re.compile(r"^(?:accept|agree to|consent to|let|allow|tolerate|take)\b", re.IGNORECASE)
_ALONG = re.compile(r"^(?:accept|agree to|consent to|let|allow|tolerate|take|bring about) ", re.IGNORECASE)
_PERMITTED = re.compile(
    r"\b(?:is|are|was|were|be|been) (?:allowed|permitted|let|free) (?:to |into )?(?P<what>.+)$", re.IGNORECASE
)
_COMING_ABOUT = re.compile(
    r"^(?:the |any |an? |such (?:an? )?|its |their )?(?P<thing>[\w’' -]+?) "
    r"(?:(?:has|have|had|is|are|was|were|be|been|would|will|ever|still) )*"
    r"(?P<verb>[a-z]+)(?: (?:ahead|place|through))?"
    r"(?: (?:by|in|on|at|before|after|this|next) .+)?$",
    re.IGNORECASE,
)
_LET_GO = re.compile(
    r"^(?:the |its |their |his |her |any |all )?(?P<who>[\w’' -]+?)"
    r" (?:(?:has|have|had|is|are|was|were|be|been) )+"
    r"(?:let go|set free|freed|released|returned|handed over|sent (?:back|home)|extradited)$",
    re.IGNORECASE,
)
_FREEING = frozenset("release free return hand send let extradite swap exchange".split())
"""Verbs of letting somebody go."""
_PAID = re.compile(
    r"^(?:the |its |their |any |all )?(?P<thing>[\w’' -]+?) (?:(?:has|have|had|is|are|was|were|be|been) )+"
    r"(?:fully )?(?:paid|funded|financed|covered)(?: for)?$",
    re.IGNORECASE,
)
_SOMEBODY_DOES = re.compile(
    r"^(?:the|its|their|an?|any|some) [a-z][\w’' -]*? (?:(?:would|will|could|first) )?(?P<verb>[a-z]+)"
    r" (?P<what>(?:the|its|their|an?|all|any) .+)$"
)
"""Conditions that somebody told by a description does something to a thing."""
_GETS = re.compile(
    r"^(?:the |its |their )?[\w' -]+? (?:gets?|got|receives?|received|wins?|won|obtain(?:s|ed)?"
    r"|(?:is|are|was|were|be) (?:given|granted|allotted|awarded)) (?P<what>.+)$"
)
_OF_WHAT = re.compile(r" (?:of|for|to|in|on|at|from|by|with|per|a (?:day|week|month|year))\b")
_PRONOUNS = frozenset("they them it he she him her this that these those".split())
_SENT_BY = re.compile(
    r"^bring about (?:[a-z-]+ )*?(?P<noun>[a-z]+) from (?:the )?(?P<who>[A-Z][\w-]*(?: [A-Z][\w-]*)*)"
)
"""Things or people told with where they come from: "observers from the Coastal League"."""
_GIVING = frozenset({"give", "permit", "pay", "send"})
"""Kinds of verbs of giving."""
_BEGINNING = frozenset(
    """
    begin began begun begins start starts started go goes went proceed proceeds take takes took happen
    """.split()
)


@dataclass(frozen=True)
class _Doing:
    """An act that a party is reported to consider, offer or refuse, or that others count on."""

    party: str
    act: Act
    report: str
    told: str = ""
    """The words it is told in."""

    @property
    def words(self) -> tuple[str, ...]:
        return content_words(self.act.label)

    @property
    def along(self) -> bool:
        """Whether it is going along with others."""
        return self.act.action.startswith("accept:") or bool(_GOING_ALONG.match(self.act.label))


def with_things_linked(statements: Sequence[Statement]) -> list[Statement]:
    """Say whose act it is that a phrase names by its thing only, and merge bare with full phrases.

    "Opposes the store" is about whoever would build the store, "if drilling began" about whoever would drill;
    "if Tessaly lends three back" is the lending that Tessaly speaks of.
    """
    statements = _completed(statements)
    doing = [
        _Doing(act.agents[0], act, s.report, s.proposal if act is s.act else s.condition or "")
        for s in sorted(statements, key=lambda s: (s.report, s.start, s.id, s.actor))
        for act in _doing(s)
        if len(act.agents) == 1 and not act.negated and not is_group(act.agents[0])
    ]
    wanted = [
        _Doing(s.act.agents[0], s.act, s.report)
        for s in statements
        if s.act and s.stance is Stance.DEMANDS and len(s.act.agents) == 1 and not s.act.negated
    ]
    statements = [_against_what_is_asked(_whose(s, doing), wanted) for s in statements]
    rules = (_paid_for, _come_about, _by_whoever, _received, _permitted, _employers, _judged)
    for rule in rules:
        statements = [rule(s, doing) for s in statements]
    return list(statements)


def _doing(s: Statement) -> list[Act]:
    acts = list(s.condition_acts)
    if s.act and s.stance in _OWN and s.stance is not Stance.WARNS:
        acts.append(s.act)
    return acts


def _whose(s: Statement, doing: Sequence[_Doing]) -> Statement:
    """Find the act that a want without an agent is about, by the thing it names."""
    if s.act is None or s.act.agents or s.stance not in _WANTS or class_of(base_of(s.act)):
        return s
    thing = _thing(s.act)
    if thing and re.search(rf"\b{re.escape(thing.capitalize())}", s.proposal):
        return s  # a name, not a thing
    own = thing and s.stance is Stance.OPPOSES and _own_acceptance(thing, s, doing)
    if own:
        return s.model_copy(update={"stance": Stance.RULES_OUT, "act": own})
    meant = thing and (
        _bringing_about(thing, s, doing, set(content_words(s.proposal))) or _done_as(s.act, s, doing)
    )
    # What several would each go along with is asked of them all.
    along = [d for d in doing if d.along and d.party != s.actor and thing and _goes_along_with(d, thing)]
    if along and s.stance is not Stance.OPPOSES and (not meant or meant.along):
        agents, meant = tuple(sorted({d.party for d in along})), meant or along[0]
    elif meant:
        agents = meant.act.agents
    else:
        return s
    told = {"agents": agents, "action": meant.act.action, "label": meant.act.label}
    return s.model_copy(update={"act": s.act.model_copy(update=told)})


def _against_what_is_asked(s: Statement, wanted: Sequence[_Doing]) -> Statement:
    """Read "rejects observers" as an objection to whoever is asked to send observers."""
    if s.act is None or s.act.agents or s.stance is not Stance.OPPOSES or class_of(base_of(s.act)):
        return s
    thing = _thing(s.act)
    meant = _bringing_about(thing, s, wanted, set(content_words(s.proposal))) if thing else None
    if meant is None or meant.party == s.actor:
        return s
    told = {"agents": meant.act.agents, "action": meant.act.action, "label": meant.act.label}
    return s.model_copy(update={"act": s.act.model_copy(update=told)})


def _own_acceptance(thing: str, s: Statement, doing: Sequence[_Doing]) -> Act | None:
    """Find a party's own going along with what it opposes: "Marn opposes exile", which it might agree to."""
    own = {
        d.act.action: d.act for d in doing if d.party == s.actor and d.along and _goes_along_with(d, thing)
    }
    return next(iter(own.values())) if len(own) == 1 else None


_OF_EMPLOYERS = frozenset({"cut-jobs", "raise-pay", "guarantee-jobs", "freeze-lay-offs"})


def _employers(s: Statement, doing: Sequence[_Doing]) -> Statement:
    """Find who would lay people off in "provided there are no redundancies": who pays, and gives the jobs."""
    if s.stance is Stance.ASSESSES or not any(_lays_off(a) for a in s.condition_acts):
        return s
    paying = {d.party for d in doing if base_of(d.act) in _OF_EMPLOYERS and not d.along} - {s.actor}
    employers = {body_of(party) or party for party in paying}
    if len(employers) != 1:
        return s
    acts = tuple(
        a.model_copy(update={"agents": tuple(employers)}) if _lays_off(a) else a for a in s.condition_acts
    )
    return s.model_copy(update={"condition_acts": acts})


def _lays_off(act: Act) -> bool:
    """Whether it is an employer's act, nobody being named."""
    return not act.agents and base_of(act) in _OF_EMPLOYERS


def _goes_along_with(d: _Doing, thing: str | None) -> bool:
    """Whether what a party would go along with is the thing itself: "agree to a cap on output" to a cap."""
    done_to = _OF_WHAT.split(_ALONG.sub("", d.act.label), maxsplit=1)[0]
    return content_words(done_to)[-1:] == (thing,)


def _permitted(s: Statement, doing: Sequence[_Doing]) -> Statement:
    """Find who would permit what "if its commanders are allowed to go into exile" is about."""
    told = _PERMITTED.search(s.condition or "") if len(s.condition_acts) == 1 else None
    if told is None or s.stance is Stance.ASSESSES or s.condition_acts[0].agents:
        return s
    if class_of(base_of(s.condition_acts[0])):
        return s
    words = set(content_words(told["what"]))
    meant = {
        (d.party, d.act.action): d.act
        for d in doing
        if d.party != s.actor
        and d.along
        and (about := content_words(_ALONG.sub("", d.act.label)))
        and about[0] in words
    }
    return _on_the_one(s, meant.values())


def _on_the_one(s: Statement, meant: Collection[Act]) -> Statement:
    """Put in the one act that a statement's condition can mean; it stays where there are more, or none."""
    if len(meant) != 1:
        return s
    act = next(iter(meant)).model_copy(update={"negated": s.condition_acts[0].negated})
    return s.model_copy(update={"condition_acts": (act,)})


def _come_about(s: Statement, doing: Sequence[_Doing]) -> Statement:
    """Find the act that "if drilling began", "once the hall is built" is about."""
    if s.stance is Stance.ASSESSES or len(s.condition_acts) != 1 or s.condition_acts[0].agents:
        return s
    act = s.condition_acts[0]
    freed = _LET_GO.match(MARKER.sub("", s.condition or "").strip())
    if freed:
        return _let_go(s, freed["who"], doing)
    told = _COMING_ABOUT.match(MARKER.sub("", s.condition or "").strip())
    words = content_words(told["thing"]) if told else ()
    if class_of(base_of(act)) or not told or not words:
        return s
    verb = told["verb"].lower()
    kind = kind_of_verb(verb)
    if verb not in _BEGINNING and kind is None:
        return s
    if verb in _BEGINNING:
        meant = _bringing_about(words[-1], s, doing, set(words))
    else:
        some = [
            d
            for d in doing
            if kind_of_verb(d.act.label.split()[0]) == kind
            or (is_giving_up(f"{verb} it") and is_giving_up(d.act.label))
        ]
        meant = _bringing_about(words[-1], s, some, set(words)) or _just_that(words[-1], s, some)
    if not meant:
        return s
    update = {"agents": meant.act.agents, "action": meant.act.action, "label": meant.act.label}
    return s.model_copy(update={"condition_acts": (act.model_copy(update=update),)})


def _let_go(s: Statement, who: str, doing: Sequence[_Doing]) -> Statement:
    """Find who would release, or give back, whom "if the captain was let go" is about."""
    words = content_words(who)
    meant = [
        d
        for d in doing
        if words
        and d.party != s.actor
        and any(words[-1] in content_words(_OF_WHAT.split(x, maxsplit=1)[0]) for x in (d.act.label, d.told))
        and (base_of(d.act) == "release-captives" or d.act.label.split()[0].lower() in _FREEING)
    ]
    if len({d.party for d in meant}) != 1:
        return s
    plainest = min((d.act for d in meant), key=lambda act: (len(act.label), act.action))
    act = plainest.model_copy(update={"negated": s.condition_acts[0].negated})
    return s.model_copy(update={"condition_acts": (act,)})


def _paid_for(s: Statement, doing: Sequence[_Doing]) -> Statement:
    """Find who would pay for what "if rehearsals were paid" is about: whoever speaks of paying for it."""
    if s.stance is Stance.ASSESSES or len(s.condition_acts) != 1 or s.condition_acts[0].agents:
        return s
    told = _PAID.match(MARKER.sub("", s.condition or "").strip())
    words = content_words(told["thing"]) if told else ()
    meant = {
        (d.party, d.act.action): d.act
        for d in doing
        if words
        and d.party != s.actor
        and base_of(d.act) == "pay"
        and not d.along
        and words[-1] in content_words(d.told)
    }
    return _on_the_one(s, meant.values())


def _by_whoever(s: Statement, doing: Sequence[_Doing]) -> Statement:
    """Find the one party that would do what "the joint house keeps its ward open" tells of somebody."""
    if s.stance is Stance.ASSESSES or len(s.condition_acts) != 1 or s.condition_acts[0].agents:
        return s
    act = s.condition_acts[0]
    told = _SOMEBODY_DOES.match(MARKER.sub("", s.condition or "").strip())
    verb = base_form(told["verb"]) if told else None
    if class_of(base_of(act)) or told is None or verb is None:
        return s
    words = f"{verb} {told['what']}"
    fitting = {
        (d.party, d.act.action): d.act
        for d in doing
        if d.party != s.actor
        and class_of(base_of(d.act)) is None
        and base_form(d.act.label.split()[0].lower()) == verb
        and about_the_same(d.act.label, words)
    }
    if len(fitting) != 1:
        return s
    meant = next(iter(fitting.values()))
    update = {"agents": meant.agents, "action": meant.action, "label": words}
    return s.model_copy(update={"condition_acts": (act.model_copy(update=update),)})


def _just_that(thing: str, s: Statement, doing: Sequence[_Doing]) -> _Doing | None:
    """Find the one act with the verb of a condition: withdrawing the reform that "is withdrawn"."""
    fitting = [d for d in doing if d.party != s.actor and thing in d.words]
    return fitting[0] if len({(d.party, d.act.action) for d in fitting}) == 1 else None


def _received(s: Statement, doing: Sequence[_Doing]) -> Statement:
    """Find who would give what "unless it gets six slots" is about: whoever grants slots."""
    told = _GETS.match(MARKER.sub("", s.condition or "").strip()) if len(s.condition_acts) == 1 else None
    if told is None or s.stance is Stance.ASSESSES or class_of(base_of(s.condition_acts[0])):
        return s
    words = content_words(_OF_WHAT.split(told["what"], maxsplit=1)[0])
    giving = [
        d
        for d in doing
        if d.party != s.actor
        and kind_of_verb(d.act.label.split()[0]) in _GIVING
        and words
        and words[-1] in d.words
    ]
    if len({(d.party, d.act.action) for d in giving}) != 1:
        return s
    meant = giving[0].act
    label = f"{meant.label.split()[0]} {told['what']}"
    act = s.condition_acts[0].model_copy(
        update={"agents": meant.agents, "action": meant.action, "label": label}
    )
    return s.model_copy(update={"condition_acts": (act,)})


def _bringing_about(thing: str, s: Statement, doing: Sequence[_Doing], about: set[str]) -> _Doing | None:
    """Find who would bring a thing about, rather than go along with it; None where its own party is meant."""
    fitting = [d for d in doing if thing in d.words and _brings_about(d.act, thing)]
    sent_by = _SENT_BY.search(s.act.label) if s.act and s.stance in _WANTS and not s.act.agents else None
    if sent_by and sent_by["noun"] not in VERB_OF:  # "a withdrawal from Borsk" is not Borsk's
        name = sent_by["who"]
        fitting = [d for d in fitting if name in d.party or d.party in name]
    if not fitting or any(d.party == s.actor for d in fitting):
        return None

    def rank(d: _Doing) -> tuple[object, ...]:
        return d.along, -len(about & set(d.words)), d.report != s.report, -frequency[d.party, d.act.action]

    frequency = Counter((d.party, d.act.action) for d in fitting)
    best, *others = sorted(fitting, key=lambda d: (*rank(d), d.party, d.act.action))
    rivals = [d for d in others if rank(d)[:2] == rank(best)[:2] and d.act.action == best.act.action]
    return best if all(d.party == best.party for d in rivals) else None


_HOW_LONG = re.compile(
    r"\b(?:for|of|until|by) (?:(?!(?:of|for|by|until)\b)[\w-]+ ){1,3}(?:hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
"""Words for how long something is done, which two acts may share that are about different things."""


def _done_as(act: Act, s: Statement, doing: Sequence[_Doing]) -> _Doing | None:
    """Find the act that a noun of doing names: "the closure", where one party's closing is spoken of."""
    verb = VERB_OF.get(act.action.split("-")[0])
    if verb is None:
        return None
    about = set(content_words(_HOW_LONG.sub("", s.proposal))) - set(content_words(act.action.split("-")[0]))
    fitting = [
        d
        for d in doing
        if d.party != s.actor
        and (base_form(d.act.label.split()[0].lower()) == verb)
        and (not about or about & set(d.words))
    ]
    here = [d for d in fitting if d.report == s.report] or fitting
    return here[0] if len({(d.party, d.act.action) for d in here}) == 1 else None


def _thing(act: Act) -> str | None:
    """Give the thing that a noun phrase names: of "an independent study of the water" that is a study."""
    bare = re.sub(r"^(?:agree to|bring about) ", "", act.label)
    if bare == act.label:
        return None  # a phrase with a verb says itself what would be done
    words = content_words(bare)
    head = content_words(act.action.split("-")[0])
    return head[0] if head and head[0] in words else None


def _brings_about(act: Act, thing: str) -> bool:
    """Whether an act brings its thing about or gives it, rather than doing away with it."""
    verb = act.label.split()[0].lower()
    if thing in content_words(verb):
        return True
    return kind_of_verb(verb) not in _UNDOING


def _judged(s: Statement, doing: Sequence[_Doing]) -> Statement:
    """Find the acts that a judgement is about: whose write-off would have whom accept what."""
    if s.effect is None:
        return s
    cause, effect = s.effect.cause, s.effect.effect
    if class_of(base_of(cause)) is None and cause.label.startswith("bring about "):
        own = [d for d in doing if (d.party,) == cause.agents and _shares_a_word(d.act, cause)]
        words = content_words(cause.action)
        meant = own[0] if len({d.act.action for d in own}) == 1 else None
        if not cause.agents and words:
            meant = _bringing_about(words[-1], s, doing, set(content_words(cause.label)))
        cause = meant.act if meant else cause
    if effect.action == "accept":
        along = {d.act.action: d.act for d in doing if (d.party,) == effect.agents and d.along}
        effect = next(iter(along.values())) if len(along) == 1 else effect
    told = s.effect.model_copy(update={"cause": cause, "effect": effect})
    return s if told == s.effect else s.model_copy(update={"effect": told})


def _shares_a_word(act: Act, cause: Act) -> bool:
    """Whether an act is what a noun of doing names: writing off loans, and "a write-off"."""
    told = set(content_words(cause.label.replace("-", " "))) - {a.lower() for a in cause.agents}
    verbs = {base_form(w) or w for w in re.findall(r"[a-z]+", cause.action)}
    first = act.label.lower().split()[0]
    return bool(told & set(content_words(act.label))) or first in verbs


def _begins_with(label: str, verb: str) -> bool:
    first = label.split(maxsplit=1)[0].lower()
    return (base_form(first) or first) == (base_form(verb) or verb)


def _completed(statements: Sequence[Statement]) -> list[Statement]:
    """Give a bare act of a party ("lends three back", "employ them") the name of its one full act with it.

    Amounts in its own words stay: "employ them for 34 weeks" is employing the actors, for 34 weeks.
    """
    full: dict[tuple[str, str], set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for s in statements:
        for act in acts_of(s):
            verb, _, rest = act.action.partition("-")
            if rest and rest not in _PRONOUNS and class_of(base_of(act)) is None:
                labels.setdefault(act.action, act.label)
                for agent in act.agents:
                    full[agent, verb].add(act.action)

    def named(act: Act) -> Act:
        verb, _, rest = act.action.partition("-")
        if (rest and rest not in _PRONOUNS) or class_of(base_of(act)) or len(act.agents) != 1:
            return act
        if act.label.split() and kind_of_verb(act.label.split()[0]) and not _begins_with(act.label, verb):
            return act  # the one word of its name is a thing, and what is done to it its verb tells
        some = full.get((act.agents[0], verb), set())
        if len(some) != 1:
            return act
        action = min(some)
        label = act.label if re.search(r"\d", act.label) else labels[action]
        return act.model_copy(update={"action": action, "label": label})

    return [
        s.model_copy(
            update={"act": s.act and named(s.act), "condition_acts": tuple(map(named, s.condition_acts))}
        )
        for s in statements
    ]
