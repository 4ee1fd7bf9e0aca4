"""What a statement's acts are in the light of the whole record.

A reader sees one phrase at a time. Drafting sees the statements beside each other, and can say what "without
such steps" refers to, whose consent "if they let them in" is, and that two phrases mean the same thing to do.
Nothing here decides a stance: it only says which acts are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from modusvivendi.conflict.draft.act_names import class_told_by
from modusvivendi.conflict.draft.acts import acts_of, base_of, by_report
from modusvivendi.conflict.draft.bare_amounts import with_bare_amounts_settled
from modusvivendi.conflict.draft.giving_up import with_giving_up_settled
from modusvivendi.conflict.draft.left_out import with_objects_filled_in
from modusvivendi.conflict.draft.levels import with_levels_told_apart
from modusvivendi.conflict.draft.linking import with_parties_linked
from modusvivendi.conflict.draft.objecting import with_objections_settled
from modusvivendi.conflict.draft.open_or_closed import with_openings_as_no_closings
from modusvivendi.conflict.draft.own_refusal import with_own_refusals_told
from modusvivendi.conflict.draft.plain_words import told_plainly
from modusvivendi.conflict.draft.referring import (
    with_references_settled,
    with_returns_settled,
    with_terms_filled_in,
)
from modusvivendi.conflict.draft.sameness import base_form, kind_of_verb, same_actions
from modusvivendi.conflict.draft.things import with_things_linked
from modusvivendi.dossier.parties import same_parties
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import with_article

_REFERRING = re.compile(
    r"^(?:without|with|if|in|under|after|given|failing|absent|unless|should)?\s*"
    r"(?:such (?:an? )?\w+|this|that|these|those(?: \w+)?|these \w+|otherwise|so|not)"
    r"(?: (?:step|move|event|case|action|happen|happens|is done|be done|is met|are met|is the case)s?)?$",
    re.IGNORECASE,
)
"""Conditions that only refer to one told before: "without such steps", "otherwise", "if not"."""
_FAILING = re.compile(r"^(?:without|otherwise|failing|absent|unless|if not)\b", re.IGNORECASE)
_NONE = re.compile(r"^no (?=[a-z])", re.IGNORECASE)
_NEAR = 600
"""How many characters back what "such steps" refers to may stand."""

_CONSENTING = re.compile(
    r"(?<!\ba )(?<!\bthe )(?<!\bno )"  # "a permit" is a thing
    r"\b(?:want|wish|ask|request|accept|allow|permit|approve|tolerate|welcome|invite|let|agree|consent|like)s?"
    r"(?:ed)?(?: to| with| for)?(?: (?:it|them|him|her|us|this|that|so))?"
    r"(?: (?:in|through|to|to stay|to come|to do so|pass))?$",
    re.IGNORECASE,
)
"""Conditions of somebody's wanting what the statement itself is about: "for as long as its host wants it"."""
_LET_BY_NOBODY = re.compile(r"\b(?:is|are|was|were|be|been) let (?:in|out|go|off|through)$", re.IGNORECASE)
"""Conditions that somebody is let in or let go, by whomever."""
_WANTING = re.compile(r"\b(?:want|wish|like)(?:s|es|ed)?(?: (?:it|them|this|that|so|to))?$", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?!(?:It|They|He|She|We|You|The)\b)([A-Z]\w+(?: [A-Z]\w+)*) [a-z]+")
_TAKING = re.compile(
    r"\b(?:settle for|accept|be content with|live with|take|make do with)(?: an?| the| some)?$", re.I
)
_THEIR_OFFER = re.compile(
    r"^(?:to )?(?:accept|take|agree to) (?:the|their|this|that|such an?)"
    r" (?:idea|offer|proposal|plan|suggestion)\b",
    re.IGNORECASE,
)
_AGREEING = re.compile(r"\b(?:agree|consent|say yes|be open|open) to(?: such| the| any| some)?$", re.I)
_HAVING_A_SAY = re.compile(
    r"\b(?:have|has|had|get|gets|got|be given|be granted|want|wants|demand) (?:a|an|some|no|its|their) "
    r"(?:[a-z]+ )?(?:say|voice|vote|role|seat|veto|part|place) (?:in|on|over|at)\b",
    re.IGNORECASE,
)
_INSPECTING = re.compile(
    r"\b(?P<verb>keep up|carry out|conduct|continue|go on with|step up|speed up)(?:s|ed|ing)?"
    r" (?:(?:its|their|the|all|joint|more) )*(?P<what>inspections|checks|searches)\b",
    re.IGNORECASE,
)
_LET = re.compile(
    r"^(?P<who>(?:the|an?|its|their|this) [\w' -]+?) (?:would|will|could|may|might|can|must) (?P<do>.+)$"
)
_TOPIC = re.compile(r"^(?:As for|As to|Regarding|Concerning|On) (?P<what>(?:the |its |their )?[^,]{3,60}),")
_OFFERING = re.compile(r"\b(?:offer|promise|pledge|guarantee)(?:s|ed|d|ing)?(?: to give)?$", re.IGNORECASE)
_GUARANTEEING = re.compile(r"\b(?:would|will|to|could|can|may|might) guarantee$", re.IGNORECASE)
_COUNTED = re.compile(r"\bof (?:at least |up to |about )?\d")
"""What is offered of a number of things: "a guarantee of 30 weeks" is none of security."""
_DOING = re.compile(
    r"\b(?:would|will|to|could|can|may|might|is|are)(?: \w+ly)? (?P<verb>[a-z]+)"
    r"(?: (?P<particle>over|up|out|off|down|back|away))?$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^(?:to )?(?:be back|come back|go back|return|rejoin|take part|join in|carry on|continue|stay on)"
    r"(?: (?:at once|again|soon|immediately))?$",
    re.IGNORECASE,
)
"""Proposals to return to what the same report says the party left."""
_AHEAD = re.compile(
    r"^(?:.{1,40} )?(?:to )?(?:go ahead|proceed|do so|do it|do that|do the same)(?: with (?:it|this|that))?$",
    re.IGNORECASE,
)
"""Proposals to do what has just been told."""
_IN_PUBLIC = re.compile(
    r"\b(?:through|via|in) (?:the )?(?:newspapers?|papers?|press|media|public|headlines|television)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\bbehind [\w .]+['’]s? backs?\b|\bover [\w .]+['’]s? heads?\b", re.IGNORECASE)
_AS = {
    "guarantor": "guarantee-security",
    "mediator": "host-talks",
    "host": "host-talks",
    "peacekeeper": "contribute-forces",
    "observer": "verify",
    "monitor": "verify",
}
"""What somebody taken as this would do."""
_BODY = re.compile(
    r"^(?:the )?(?P<who>(?:[a-z]+s['’] )?[a-z]+) (?:would |will |could )?(?P<verb>[a-z]+) (?P<what>.+)$"
)
_OPPOSITES = {"leave-agreement": "keep-agreement"}
"""Acts that are the undoing of another, where one party has both."""
_ARTICLES = frozenset({"the", "its", "their", "a", "an"})
_READY = (Stance.OFFERS, Stance.CONSIDERS)
_PRONOUN = re.compile(r"\b(?:it|them|that|this)\b")


def with_acts_settled(statements: Sequence[Statement]) -> list[Statement]:
    """Settle the acts of all statements of a record.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    rules: list[Callable[[Statement, Sequence[Statement]], Statement]] = [
        _taken,
        _taken_as,
        _referring_act,
        _in_public,
        _having_a_say,
        _inspecting,
        _topic,
        _let,
        told_plainly,
        _given,
        _consent,
        _own_affair,
        _referring,
    ]
    out = with_objects_filled_in(with_parties_linked(_bodies(statements)))
    for rule in rules:  # each sees what those before it settled
        beside = by_report(out)
        out = [rule(s, beside[s.report]) for s in out]
    out = with_returns_settled(with_terms_filled_in(_undone(with_references_settled(out))))
    out = with_objections_settled(with_things_linked(with_own_refusals_told(out)))
    same = _same(with_bare_amounts_settled(out))
    return with_levels_told_apart(with_openings_as_no_closings(with_giving_up_settled(same)))


def _with_act(s: Statement, **changes: object) -> Statement:
    return s.model_copy(update={"act": s.act and s.act.model_copy(update=changes)})


def _taken(s: Statement, report: Sequence[Statement]) -> Statement:
    """Tell accepting what others give from giving it: who would "settle for a rise" does not pay it."""
    kind = class_of(s.act.action) if s.act else None
    if s.act and kind and s.act.agents == (s.actor,) and _THEIR_OFFER.match(s.proposal):
        doing = f"would not {kind.label}" if s.act.negated else f"would {kind.label}"
        return _with_act(
            s, action=f"accept:{kind.action}", label=f"accept that others {doing}", negated=False
        )
    if s.act is None or kind is None or not kind.received or s.stance not in _READY:
        return s
    before = s.sentence.partition(s.proposal)[0].rstrip() if s.proposal in s.sentence else ""
    # Who would "agree to guarantees provided that Borsk gave them" gives none.
    others = any(a.action == s.act.action and s.actor not in a.agents != () for a in s.condition_acts)
    # Who "could live with 350 million" that others ask it to pay would pay them.
    if any(_asks_for(t, s.act) for t in report if t.actor != s.actor):
        return s
    if not _TAKING.search(before) and not (others and _AGREEING.search(before)):
        return s
    act = s.act.model_copy(
        update={"action": f"accept:{kind.action}", "label": f"accept that others {kind.label}"}
    )
    return s.model_copy(update={"act": act})


def _asks_for(t: Statement, act: Act) -> bool:
    """Whether a statement demands an act, or makes it a condition."""
    asked = [*t.condition_acts, *([t.act] if t.act and t.stance is Stance.DEMANDS else [])]
    return any(a.agents == act.agents and a.action == act.action for a in asked)


def _taken_as(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read an objection to somebody "as a guarantor" as one to its guarantee."""
    if s.act is None or class_of(base_of(s.act)) or s.act.agents in ((), (s.actor,)):
        return s
    role = re.search(rf"{re.escape(s.proposal)} as (?:an? |the )?(\w+?)s?\b", s.sentence)
    kind = class_of(_AS.get(role[1].lower(), "")) if role else None
    return s if kind is None else _with_act(s, action=kind.action, label=kind.label)


def _referring_act(s: Statement, report: Sequence[Statement]) -> Statement:
    """Put in what "come back" returns to, and with what somebody should "go ahead"."""
    if s.act is None or class_of(base_of(s.act)):
        return s
    near = [
        t
        for t in report
        if t.act
        and class_of(base_of(t.act))
        and t.start <= s.start
        and s.start - t.end <= _NEAR
        and t.id != s.id
    ]
    if _BACK.match(s.proposal):
        near = [t for t in near if t.actor == s.actor and t.stance in (Stance.RULES_OUT, Stance.WARNS)]
        near = [t for t in near if t.sentence == s.sentence] or near
    elif not _AHEAD.match(s.proposal):
        return s
    if not near or near[-1].act is None:
        return s
    # "It would take no further part" and "would come back" are about the same part.
    act = near[-1].act
    return _with_act(s, action=act.action, label=act.label)


def _in_public(s: Statement, report: Sequence[Statement]) -> Statement:
    """Tell talking through newspapers, or behind somebody's back, which nobody wants, from talking."""
    if s.act is None or s.stance not in (Stance.RULES_OUT, Stance.OPPOSES):
        return s
    apart = _IN_PUBLIC.search(s.proposal) or _BEHIND.search(s.proposal)
    if not apart and not re.search(rf"\bwithout (?:the )?{re.escape(s.actor)}\b", s.proposal):
        return s
    words = re.findall(r"\w+", s.proposal.lower())
    agents = s.act.agents if s.stance is Stance.RULES_OUT else ()
    return _with_act(s, action="-".join(words[:4]) or "act", label=s.proposal, agents=agents)


def _having_a_say(s: Statement, report: Sequence[Statement]) -> Statement:
    """Tell having a say in what is done from doing it: "Borsk must have a say in any guarantees"."""
    if s.act is None or class_of(base_of(s.act)) is None or not _HAVING_A_SAY.search(s.proposal):
        return s
    return _with_act(s, action="have-say", label=s.proposal)


def _inspecting(s: Statement, report: Sequence[Statement]) -> Statement:
    """Tell inspecting from letting inspectors in: "if the port authority keeps up its inspections"."""

    def told(act: Act, phrase: str) -> Act:
        found = _INSPECTING.search(phrase) if act.action == "admit-inspectors" else None
        if not found:
            return act
        label = f"{found['verb'].lower()} {found['what'].lower()}"
        return act.model_copy(update={"action": "carry-out-inspections", "label": label})

    acts = tuple(told(act, s.condition or "") for act in s.condition_acts)
    return s.model_copy(update={"condition_acts": acts, "act": s.act and told(s.act, s.proposal)})


def _given(s: Statement, report: Sequence[Statement]) -> Statement:
    """Say what a party offers with the verb before it: "offered the town a hall", "hand over the port"."""
    if s.act is None or class_of(base_of(s.act)) or s.stance not in _READY:
        return s
    before = s.sentence.partition(s.proposal)[0].rstrip() if s.proposal in s.sentence else ""
    if not s.act.label.startswith("agree to "):
        return s
    what = s.act.label.removeprefix("agree to ")
    known = None if _COUNTED.search(what) else class_told_by(before.split()[-1:], what)
    if known and known.action != "pay":  # "provide money" would not say for what
        return _with_act(s, action=known.action, label=known.label)
    if _OFFERING.search(before) and not _GUARANTEEING.search(before):
        return _with_act(s, label=f"give {what}")
    doing = _DOING.search(before)
    verb = base_form(doing["verb"]) if doing else None
    if not doing or not verb or kind_of_verb(verb) == "accept":
        return s
    particle = f" {doing['particle']}" if doing["particle"] else ""
    return _with_act(s, action=f"{verb}-{s.act.action}", label=f"{verb}{particle} {what}")


def _topic(s: Statement, report: Sequence[Statement]) -> Statement:
    """Put in what "it" is where the sentence opens with it: "As for the fund, she would wind it up"."""
    topic = _TOPIC.match(s.sentence)
    if s.act is None or class_of(base_of(s.act)) or not topic or not _PRONOUN.search(s.proposal):
        return s
    what = topic["what"]
    label = _PRONOUN.sub(what, s.act.label, count=1)
    words = [w for w in re.findall(r"[a-z]+", what.lower()) if w not in _ARTICLES]
    verb = s.act.action.split("-")[0]
    return s.model_copy(
        update={"act": s.act.model_copy(update={"action": "-".join([verb, *words]), "label": label})}
    )


def _let(s: Statement, report: Sequence[Statement]) -> Statement:
    """Say an offer about a thing as something to do: "the mission would stay" is letting it stay."""
    let = _LET.match(s.proposal)
    if s.act is None or class_of(base_of(s.act)) or not let or s.stance not in _READY:
        return s
    words = [
        w for w in re.findall(r"[a-z]+", let["who"].lower()) if w not in ("the", "its", "their", "a", "an")
    ]
    action = "-".join(["let", *words[-2:], let["do"].split()[0].lower()])
    return s.model_copy(
        update={"act": s.act.model_copy(update={"action": action, "label": f"let {let['who']} {let['do']}"})}
    )


def _consent(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read "if they let us in" as their consent to the statement's own act."""
    if s.act is None or not s.condition_acts or s.stance in (Stance.ASSESSES, Stance.WARNS):
        return s  # nobody waits for others to let it harm them
    parts = re.split(r",? and ", s.condition or "")
    if not all(_CONSENTING.search(p.strip()) and not _LET_BY_NOBODY.search(p.strip()) for p in parts):
        return s
    named = [a for act in s.condition_acts for a in act.agents]
    named += [subject[1] for p in parts if (subject := _SUBJECT.match(MARKER.sub("", p.strip())))]
    named = [a for a in named if a not in (s.actor, *s.act.agents)]
    if not named or any(class_of(a.action) for a in s.condition_acts):
        return s
    if all(_WANTING.search(p.strip()) for p in parts):
        if all(any(t.actor == agent for t in report) for agent in named):
            # Whoever is heard would say so: nobody is asked whether a party wants what it has.
            return s.model_copy(update={"condition_acts": ()})
        acts = tuple(a.model_copy(update={"agents": ()}) for a in s.condition_acts)
        return s.model_copy(update={"condition_acts": acts})  # what it wants is nobody's act
    base = base_of(s.act)
    doer = with_article(s.actor)
    acts = tuple(
        Act(
            agents=(agent,),
            action=f"accept:{base}",
            label=s.act.label if s.act.label.startswith("let ") else f"let {doer} {s.act.label}",
            negated=s.condition_acts[0].negated,
        )
        for agent in dict.fromkeys(named)
    )
    return s.model_copy(update={"condition_acts": acts})


def _referring(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read "without such steps" as the condition told just before, not given."""
    if not s.condition or not _REFERRING.match(s.condition.strip()):
        return s
    before = [
        t
        for t in report
        if t.start < s.start and s.start - t.end <= _NEAR and t.condition_acts and t.actor == s.actor
    ] or [t for t in report if t.start < s.start and s.start - t.end <= _NEAR // 2 and t.condition_acts]
    if not before:
        return s
    told = before[-1].condition_acts
    if not _FAILING.match(s.condition.strip()):
        return s.model_copy(update={"condition_acts": told})
    acts = tuple(a.model_copy(update={"negated": not a.negated}) for a in told)
    bare = MARKER.sub("", before[-1].condition or "").strip()
    # "No guard was dismissed" has failed if any guard was.
    words = f"if {_NONE.sub('any ', bare)}" if _NONE.match(bare) else f"unless {bare}"
    return s.model_copy(update={"condition_acts": acts, "condition": words})


def _bodies(statements: Sequence[Statement]) -> list[Statement]:
    """Find whose act "if the union accepted the cranes" is, where one party of the record fits."""
    names = {s.actor for s in statements} | {a for s in statements if s.act for a in s.act.agents}
    out = []
    for s in statements:
        acts = s.condition_acts
        bare = MARKER.sub("", s.condition or "")
        told = _BODY.match(bare)
        # The reader found nobody: the first act of a condition is what its subject would do.
        if told and acts and not acts[0].agents and s.stance is not Stance.ASSESSES:
            party = same_parties(sorted({*names, told["who"]})).get(told["who"])
            verb = base_form(told["verb"])
            if party and verb and party != s.actor:
                first = acts[0].model_copy(update={"agents": (party,)})
                if class_of(first.action) is None:
                    first = first.model_copy(update={"label": f"{verb} {told['what']}"})
                s = s.model_copy(update={"condition_acts": (first, *acts[1:])})  # noqa: PLW2901
        out.append(s)
    return out


def _undone(statements: list[Statement]) -> list[Statement]:
    """Read leaving an agreement as not keeping to it, of a party of which both are reported."""
    done = {(agent, act.action) for s in statements for act in acts_of(s) for agent in act.agents}

    def turned(act: Act) -> Act:
        other = _OPPOSITES.get(act.action)
        kind = class_of(other) if other else None
        if kind is None or not act.agents or not all((a, kind.action) in done for a in act.agents):
            return act
        return act.model_copy(update={"action": kind.action, "label": kind.label, "negated": not act.negated})

    return [
        s.model_copy(
            update={
                "act": s.act and turned(s.act),
                "condition_acts": tuple(map(turned, s.condition_acts)),
            }
        )
        for s in statements
    ]


def is_vague(label: str) -> bool:
    """Tell whether a label does not say what would be done: a bare verb, or one of "it", "them", "so".

    Examples
    --------
    >>> is_vague("let them in"), is_vague("go ahead"), is_vague("let the ships in")
    (True, True, False)
    """
    return bool(_VAGUE.match(label.strip()))


_VAGUE = re.compile(
    r"^(?:(?:agree to|bring about|want|do|help|say|exist|stay|go|come|be|keep|get|let|wind|call|put|take|"
    r"make|see|accept|treat|play|have)\b ?)?"
    r"(?:(?:it|them|this|that|so|one|us|him|her|such (?:an? )?\w+|the same|something|anything|nothing"
    r"|(?:the |that |this )?(?:thing|step|move|idea|plan|story|matter|offer|proposal|report)s?"
    r"|(?:an? |the )?(?:\w+ )?deal(?: to be had(?: here)?)?"
    r"|in|out|up|down|on|off|back|ahead|further|higher|lower|here|there)\b ?){0,3}$",
    re.IGNORECASE,
)


def _own_affair(s: Statement, report: Sequence[Statement]) -> Statement:
    """Leave what a party must settle within itself a circumstance: "that needs a vote of our parliament"."""
    if s.stance is Stance.ASSESSES or not any(s.actor in a.agents for a in s.condition_acts):
        return s
    acts = tuple(
        a.model_copy(update={"agents": ()}) if a.agents == (s.actor,) and class_of(base_of(a)) is None else a
        for a in s.condition_acts
    )
    return s.model_copy(update={"condition_acts": acts})


def _telling(labels: Counter[str]) -> str:
    """Choose the label that says best what is done: one with a verb of its own before "bring about"."""
    return max(labels, key=lambda label: (not label.startswith("bring about "), labels[label]))


def _same(statements: list[Statement]) -> list[Statement]:
    """Give acts outside the classes that mean the same thing to do one name."""
    labels: dict[str, Counter[str]] = {}
    for s in statements:
        effects = (s.effect.cause, s.effect.effect) if s.effect else ()
        for act in (*acts_of(s), *effects):
            if class_of(base_of(act)) is None:
                labels.setdefault(base_of(act), Counter())[act.label] += 1
    known = same_actions({action: _telling(found) for action, found in sorted(labels.items())})
    if not known:
        return statements

    def renamed(act: Act) -> Act:
        base = base_of(act)
        if base not in known:
            return act
        accepting = "accept:" if act.action.startswith("accept:") else ""
        return act.model_copy(update={"action": accepting + known[base]})

    return [
        s.model_copy(
            update={
                "act": s.act and renamed(s.act),
                "condition_acts": tuple(map(renamed, s.condition_acts)),
                "effect": s.effect
                and s.effect.model_copy(
                    update={"cause": renamed(s.effect.cause), "effect": renamed(s.effect.effect)}
                ),
            }
        )
        for s in statements
    ]
