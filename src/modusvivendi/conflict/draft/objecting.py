"""What a party is against, or for, where its words name no act: "would block the road", "rejects the deal".

Who would block a road is against whoever would build it; who wants a mission withdrawn is against its
staying; an outsider that rejects a whole package does not want those to sign it whose package it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import ACCEPTING, acts_of, base_of, by_report
from modusvivendi.conflict.draft.sameness import kind_of_verb, share_a_thing
from modusvivendi.dossier.parties import same_parties
from modusvivendi.dossier.proposals import content_words
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.groups import group_mentions
from modusvivendi.statements.acts.lexicon import class_of

_OWN = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.DENIES, Stance.WARNS})
_ACTING = frozenset({Stance.OFFERS, Stance.CONSIDERS})
_NEAR = 600
"""Characters back to what "its withdrawal" is the withdrawal of."""
_BLOCKING = re.compile(
    r"\b(?:block|prevent|obstruct|thwart|derail|torpedo|frustrate|foil|hinder|veto)(?:ing|s|ed)?"
    r" (?:the|any|this|that|such an?|its|their) (?P<thing>[a-z-]+(?: [a-z-]+){0,4})",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:object(?:s|ed|ing)? to|oppos(?:e|es|ed|ing)|(?:is|are|was|were) against|reject(?:s|ed|ing)?)"
    r" (?:the|any|this|that|such an?|its|their|an?) (?P<thing>[a-z-]+(?: [a-z-]+){0,4})",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:with|by|if|unless|until|in|on|at|for|from|to|through|across|along|of|and|or|when|as|after|before|"
    r"would|will|is|was)\b",
    re.IGNORECASE,
)
"""Where the words for a thing end."""
_ALONG = re.compile(r"^(?:agree to|bring about|accept|consent to) ", re.IGNORECASE)
_LEAVING = re.compile(
    r"^(?:(?:bring about|agree to) )?(?:its|their) (?:[a-z]+ )?"
    r"(?:withdrawal|departure|removal|exit|recall|expulsion|pull-?out)$",
    re.IGNORECASE,
)
_STAYING = re.compile(
    r"(?:^|\b)(?:let (?:its |the |their )?[\w' -]+ )?"
    r"(?:stay|remain|keep|go on|carry on|continue|extend|prolong)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"^(?:the|this|that) (?:(?:whole|entire|proposed|planned|new|draft|peace|trade|final|joint|latest) )*"
    r"(?:package|deal|accord|agreement|treaty|pact|settlement|compromise)(?: as (?:it stands|a whole))?$",
    re.IGNORECASE,
)
_SIGNING = "sign-agreement"
_MERGING = "merge"
_JUDGING = frozenset({Stance.OPPOSES, Stance.SUPPORTS, Stance.DEMANDS})
_BUYING = re.compile(r"^(?:buy|acquire|take over|purchase) (?:the )?[A-Z]")
_MERGER = re.compile(r"\bmerg(?:e|es|ed|er|ers|ing)\b", re.IGNORECASE)
_VOTE = "hold-vote"
_VOTERS = re.compile(r"\b(?:voters?|electorate|referendum|plebiscite|people)\b", re.IGNORECASE)
_UNDER = re.compile(
    r"^(?:to )?(?:put|plac|bring)(?:e|ing)? .+ under an? (?P<who>[A-Z][\w. ]*?) (?:mandate|resolution)$"
)
_COMING_FROM = re.compile(
    r"\b(?:should|must|would have to|ha(?:s|ve) to|ought to|needs? to) (?:only )?come from (?P<who>.+)$",
    re.IGNORECASE,
)
_NAMING = re.compile(
    r",? ?(?:naming|such as|including|like|for example|notably|above all|namely) (?P<who>.+)$"
)
_APPROVING = re.compile(
    r"\b(?:will|would|could|may|might|can|to) (?:only |then |also )?"
    r"(?P<verb>approve|clear|tolerate|ratify|endorse|recommend|authori[sz]e|sanction|back|support)$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:an?|the) (?:new|different|better|revised|amended|modern|fresh) one\b")


def with_objections_settled(statements: Sequence[Statement]) -> list[Statement]:
    """Say which act of others a position is about whose words name only what it would stop, or a whole deal.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    beside = by_report(statements)
    asked = [_of_a_group(_asked_for_by_giver(_not_accepting(s), statements)) for s in statements]
    asked = [_wants_stopped(_takeover(s, asked), asked) for s in asked]
    placed = [_put_to_voters(_placed_under(s), beside[s.report]) for s in asked]
    threats = [_threatened(_blocked(s, statements), statements) for s in placed]
    stopped = [_left(s, beside[s.report]) for s in threats]
    whole = [_whole_deal(_another(s, beside[s.report], statements), statements) for s in stopped]
    return [_approving(s, whole) for s in whole]


def _takeover(s: Statement, statements: Sequence[Statement]) -> Statement:
    """Find whose buying "any takeover" is, where one party of the record would buy another."""
    if s.act is None or s.act.agents or s.act.action != _MERGING or s.stance not in _JUDGING:
        return s
    if s.stance is Stance.SUPPORTS and s.condition_acts:
        return s  # who approves it on terms does so itself
    merging = any(t.act and t.act.action == _MERGING and t.act.agents for t in statements)
    if merging and _MERGER.search(s.proposal):
        return s  # those who would merge are known
    bought = _bought(statements)
    return s.model_copy(update={"act": bought}) if bought else s


def _bought(statements: Sequence[Statement]) -> Act | None:
    """Give the one act of buying that a record speaks of."""
    buying = {
        act.action: act
        for t in statements
        if t.act and t.act.agents == (t.actor,) and not t.act.negated and t.stance in _ACTING
        for act in [t.act]
        if _BUYING.match(act.label)
    }
    return next(iter(buying.values())) if len(buying) == 1 else None


def _of_a_group(s: Statement) -> Statement:
    """Find whose soldiers "western soldiers", at the head of a sentence, are."""
    if s.act is None or s.act.agents or s.stance not in _JUDGING or class_of(s.act.action) is None:
        return s
    phrase = s.proposal[:1].upper() + s.proposal[1:]
    named = [group for start, _, group in group_mentions(phrase) if start == 0]
    return s.model_copy(update={"act": s.act.model_copy(update={"agents": tuple(named)})}) if named else s


def _wants_stopped(s: Statement, statements: Sequence[Statement]) -> Statement:
    """Read being against what somebody does as wanting the end of it that the record speaks of."""
    if s.act is None or s.stance is not Stance.OPPOSES or len(s.act.agents) != 1 or s.condition_acts:
        return s
    if class_of(s.act.action) or not s.act.label.startswith("bring about "):
        return s
    stopping = {
        act.action: act
        for t in statements
        if t.actor != s.actor
        for act in acts_of(t)
        if act.agents == s.act.agents
        and not act.negated
        and kind_of_verb(act.label.split()[0]) in ("stop", "close down")
        and share_a_thing(act.label, s.act.label)
    }
    if len(stopping) != 1:
        return s
    return s.model_copy(update={"stance": Stance.DEMANDS, "act": next(iter(stopping.values()))})


def _not_accepting(s: Statement) -> Statement:
    """Read an objection to accepting something oneself as refusing it: "rejected the bid" made to it."""
    own = s.act is not None and s.act.action.startswith(ACCEPTING) and s.act.agents == (s.actor,)
    return s.model_copy(update={"stance": Stance.RULES_OUT}) if own and s.stance is Stance.OPPOSES else s


def _blocked(s: Statement, statements: Sequence[Statement]) -> Statement:
    """Read "would block the road" as an objection to whoever would build, or agrees to, the road."""
    told = _BLOCKING.search(s.proposal)
    if s.act is None or told is None or s.act.negated or s.stance not in (*_ACTING, Stance.WARNS):
        return s
    if s.condition_acts:
        return s  # a threat for a case has its own place
    act = _act_for(told["thing"], s, statements)
    return s.model_copy(update={"stance": Stance.OPPOSES, "act": act}) if act else s


def _threatened(s: Statement, statements: Sequence[Statement]) -> Statement:
    """Find what a threat is made against: who "objects to the weir and would block the road", to the weir."""
    if s.act is None or s.act.negated or s.condition_acts or s.stance not in (*_ACTING, Stance.WARNS):
        return s
    before = s.sentence.partition(s.proposal)[0] if s.proposal in s.sentence else ""
    told = _AGAINST.search(before)
    act = (_act_for(told["thing"], s, statements) or _opposed_beside(s, statements)) if told else None
    if told is None or act is None or s.act.action == act.action:
        return s
    condition = f"if it came to the {_END.split(told['thing'], maxsplit=1)[0].strip()}"
    return s.model_copy(update={"stance": Stance.WARNS, "condition": condition, "condition_acts": (act,)})


def _opposed_beside(s: Statement, statements: Sequence[Statement]) -> Act | None:
    """Give what a party is against in the very sentence of its threat."""
    opposed = [
        t.act
        for t in statements
        if t.act
        and (t.actor, t.report, t.start) == (s.actor, s.report, s.start)
        and t.stance is Stance.OPPOSES
        and class_of(t.act.action)
    ]
    return opposed[0] if len(opposed) == 1 else None


def _act_for(thing: str, s: Statement, statements: Sequence[Statement]) -> Act | None:
    """Give what others would do to bring a thing about, whoever of them, if it is one act."""
    words = content_words(_END.split(thing, maxsplit=1)[0])
    meant = _acts_about(words[-1], s, statements) if words else []
    if not meant:
        return None
    agents = tuple(sorted({a for act in meant for a in act.agents}))
    return meant[0].model_copy(update={"agents": agents})


def _acts_about(thing: str, s: Statement, statements: Sequence[Statement]) -> list[Act]:
    """Give other parties' acts that bring a thing about: one act, whoever would do it."""
    found = [
        ((not _is_about(thing, t.act), t.report != s.report), t.act)
        for t in statements
        if t.act
        and t.actor != s.actor
        and t.stance in _ACTING
        and not t.act.negated
        and t.act.agents == (t.actor,)
        and thing in content_words(t.act.label)
        and kind_of_verb(t.act.label.split()[0]) not in ("stop", "close down", "leave", "forbid")
    ]
    nearest = [act for far, act in found if far == min(f for f, _ in found)]
    # One thing of which two different acts are told could be either.
    return nearest if len({act.action for act in nearest}) == 1 else []


def _is_about(thing: str, act: Act) -> bool:
    """Whether an act is done to a thing itself: "agree to a transit road through the hills" to a road."""
    done_to = _END.split(_ALONG.sub("", act.label), maxsplit=1)[0]
    return content_words(done_to)[-1:] == (thing,)


def _left(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read "called for its withdrawal" as an objection to the staying that was told just before."""
    if s.act is None or s.stance not in (Stance.DEMANDS, Stance.SUPPORTS) or not _LEAVING.match(s.proposal):
        return s
    staying = [
        t
        for t in report
        if t.act
        and t.start < s.start
        and s.start - t.end <= _NEAR
        and t.stance in _ACTING
        and t.act.agents == (t.actor,)
        and t.actor != s.actor
        and _STAYING.search(t.act.label)
    ]
    if not staying or staying[-1].act is None:
        return s
    return s.model_copy(update={"stance": Stance.OPPOSES, "act": staying[-1].act})


def _whole_deal(s: Statement, statements: Sequence[Statement]) -> Statement:
    """Read an outsider's word on "the deal" as one on the signing of those who would sign."""
    if s.act is None or class_of(base_of(s.act)) or not _WHOLE.match(s.proposal):
        return s
    stance = {Stance.RULES_OUT: Stance.OPPOSES}.get(s.stance, s.stance)
    signing = {
        a
        for t in statements
        if t.act and t.act.action == _SIGNING and (t.stance in _OWN or t.stance is Stance.DEMANDS)
        for a in t.act.agents
    }
    if stance not in (Stance.SUPPORTS, Stance.OPPOSES, Stance.DEMANDS) or not signing or s.actor in signing:
        return s
    kind = class_of(_SIGNING)
    act = Act(agents=tuple(sorted(signing)), action=_SIGNING, label=kind.label if kind else s.act.label)
    return s.model_copy(update={"stance": stance, "act": act})


def _placed_under(s: Statement) -> Statement:
    """Read who would put a force under somebody's mandate as being for that mandate, or against it."""
    told = _UNDER.match(s.proposal)
    if s.act is None or told is None or s.condition_acts:
        return s
    stance = {Stance.RULES_OUT: Stance.OPPOSES, Stance.OFFERS: Stance.SUPPORTS}.get(s.stance, s.stance)
    if stance not in (Stance.SUPPORTS, Stance.OPPOSES, Stance.DEMANDS):
        return s
    kind = class_of("give-mandate")
    who = told["who"]
    known = same_parties(sorted({who, "United Nations"})).get(who, who)
    act = Act(agents=(known,), action="give-mandate", label=kind.label if kind else s.act.label)
    return s.model_copy(update={"stance": stance, "act": act})


def _asked_for_by_giver(s: Statement, statements: Sequence[Statement]) -> Statement:
    """Find whom "the guarantees should come from states such as Borsk" asks: those it names, or nobody."""
    told = _COMING_FROM.search(s.proposal) if s.stance is Stance.DEMANDS else None
    if s.act is None or s.act.agents or told is None:
        return s
    after = s.sentence.partition(told["who"])[2] if told["who"] in s.sentence else ""
    naming = _NAMING.search(told["who"]) or _NAMING.search(after)
    names = {t.actor for t in statements} | {a for t in statements for act in acts_of(t) for a in act.agents}
    listed = naming["who"] if naming else told["who"]
    words = [w.strip(" .").removeprefix("the ") for w in re.split(r",| and | or ", listed)]
    known = {w: _party_called(w) for w in words} | same_parties(sorted({*names, *filter(None, words)}))
    meant = dict.fromkeys(known.get(w, w) for w in words if w and known.get(w, w) in names - {s.actor})
    # "Borsk and other European partners" asks it of Europeans, too.
    meant |= dict.fromkeys(group for w in words if w not in meant for _, _, group in group_mentions(w))
    # Those meant are not everybody who might do it: where none of them is known, it is nobody's act.
    named = {"agents": tuple(meant)} if meant else {"action": "come-from", "label": s.proposal}
    return s.model_copy(update={"act": s.act.model_copy(update=named)})


def _party_called(name: str) -> str:
    """Give a country the name it has throughout: "Britain" is the United Kingdom."""
    from modusvivendi.statements.actors.gazetteer import gazetteer

    found = gazetteer().get(name)
    return found.party if found else name


def _put_to_voters(s: Statement, report: Sequence[Statement]) -> Statement:
    """Read "has promised a referendum" as a step to what others ask that party's voters for."""
    if s.act is None or s.act.action != _VOTE or s.act.agents != (s.actor,) or s.stance not in _ACTING:
        return s
    asked = [
        act
        for t in report
        if t.start < s.start and s.start - t.end <= _NEAR and _VOTERS.search(t.condition or "")
        for act in t.condition_acts
        if act.agents == (s.actor,) and act.action != _VOTE
    ]
    # Voters may say no.
    return s.model_copy(update={"stance": Stance.CONSIDERS, "act": asked[-1]}) if asked else s


def _approving(s: Statement, statements: Sequence[Statement]) -> Statement:
    """Read approving, on conditions, what nobody in the record would do as an act of whoever approves."""
    if s.act is None or s.act.agents or s.stance is not Stance.SUPPORTS or not s.condition_acts:
        return s
    before = s.sentence.partition(s.proposal)[0].rstrip() if s.proposal in s.sentence else ""
    told = _APPROVING.search(before)
    taken = any(
        t.act and t.act.action == s.act.action and t.act.agents and t.actor != s.actor for t in statements
    )
    if told is None or taken:
        return s
    words = content_words(s.proposal)
    bought = _bought(statements) if s.act.action == _MERGING else None
    slug = "-".join([told["verb"].lower(), *words[-1:]])
    act = Act(
        agents=(s.actor,),
        action=f"{ACCEPTING}{bought.action}" if bought else slug,
        label=f"{told['verb'].lower()} {s.proposal}",
    )
    return s.model_copy(update={"stance": Stance.OFFERS, "act": act})


def _another(s: Statement, report: Sequence[Statement], statements: Sequence[Statement]) -> Statement:
    """Find what "a new one" is one of: what others ask a party to change, if that was told just before."""
    if s.act is None or s.act.agents not in ((), (s.actor,)) or not _ANOTHER.search(s.proposal):
        return s
    before = [t for t in report if t.start < s.start and s.start - t.end <= _NEAR]
    asked = {
        act.action: act
        for t in statements
        if t.actor != s.actor
        for act in (*t.condition_acts, *([t.act] if t.act and t.stance is Stance.DEMANDS else []))
        if act.agents == (s.actor,)
    }
    for t in reversed(before):
        told = set(content_words(t.proposal)) | set(content_words(t.sentence))
        fitting = [a for a in asked.values() if set(content_words(a.label.partition(" ")[2])) & told]
        if fitting:
            stance = Stance.CONSIDERS if s.stance is Stance.SUPPORTS else s.stance
            return s.model_copy(update={"stance": stance, "act": fitting[0]}) if len(fitting) == 1 else s
    return s
