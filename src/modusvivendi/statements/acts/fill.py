"""Fill in the acts of statements that a reader found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from modusvivendi.statements.actors.kinds import OF_NOUN
from modusvivendi.statements.actors.nouns import is_agentive, is_agentive_suffix
from modusvivendi.statements.acts.agents import Mentions, PartyFinder, agents_of, parties_named
from modusvivendi.statements.acts.classify import (
    Topic,
    acts_in,
    generic_act,
    is_negated,
    main_act,
    root_of,
)
from modusvivendi.statements.acts.effects import effect_in, won_over
from modusvivendi.statements.acts.groups import group_mentions
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.past_tense import as_clause
from modusvivendi.statements.statement import Act, Effect, Stance, Statement
from modusvivendi.statements.verb_lists import clauses_of_verb_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OWN = {Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.DENIES, Stance.WARNS}
"""Stances on the actor's own act; the others are about what somebody else does."""

EXCEPTIVE = re.compile(
    r"^(?:but |and |though )?(?:unless|without|until|till|outside|short of|other than|before|"
    r"not (?:before|until|unless|without))\b",
    re.IGNORECASE,
)
"""Conditions that name what has to be the case for the statement *not* to apply."""
_NOT_BEFORE = re.compile(r"^(?:but |and |though )?not (?:before|until|unless|without)\b", re.IGNORECASE)
_AGAINST = (Stance.RULES_OUT, Stance.DENIES, Stance.OPPOSES)

ACCEPTS = re.compile(
    r"^(?:to )?(?:accept|agree(?:ing)? (?:to|on)|consent|tolerat|allow|admit|welcom|receiv|settl)", re.I
)
"""Proposals of going along with what others would do."""

LIKEWISE = re.compile(
    r"\b(?:do(?:es)?|did|has|have|will) (?:so|too|the same|likewise|as well)\b|\b(?:follows?|followed) suit\b"
    r"|\b(?:do(?:es)?|did)(?: not|n't)?\W*$|\bin kind\b|\breciprocat",
    re.IGNORECASE,
)
"""Conditions that others do the same."""

MARKER = re.compile(
    r"^(?:but |and |though )?(?:only |even )?"
    r"(?:if|when|once|unless|until|provided(?: that)?|providing(?: that)?|"
    r"(?:for )?as long as|so long as|on (?:the )?condition that|in the event (?:of|that)|in case(?: of)?|"
    r"not (?:before|until|unless|without)|after|before|without|with|as soon as|the moment|"
    r"dependent on|depending on|subject to|under|"
    r"would (?:need|require)|in (?:return|exchange) for|on the basis of|should|were|outside|pending)\s+",
    re.IGNORECASE,
)
"""What introduces a condition and is no part of the act in it."""


_OPENS_CLAUSE = re.compile(
    r"(?:but |and |though )?(?:only |even )?(?:if|when|once|unless|until|provided|providing|as soon as"
    r"|the moment|(?:for )?(?:as|so) long as|on (?:the )?condition that|in the event that)\s",
    re.IGNORECASE,
)


def with_acts(statements: Iterable[Statement], find_parties: PartyFinder) -> tuple[Statement, ...]:
    """Fill in ``act``, ``condition_acts`` and ``effect`` of the statements of one report.

    Parameters
    ----------
    statements
        Statements as a reader found them.
    find_parties
        Finds the parties a text names: start, end and canonical name of each.

    Returns
    -------
    tuple of Statement
        The same statements in the same order. A vague "take part" becomes what the same report says the
        party would take part in.
    """
    return all_with_acts([(tuple(statements), find_parties)])[0]


def all_with_acts(
    reports: Sequence[tuple[Sequence[Statement], PartyFinder]],
) -> list[tuple[Statement, ...]]:
    """Fill in the acts of several reports, as `with_acts` does; their phrases are parsed together."""
    every = [s for statements, _ in reports for s in statements]
    conditions = {c for s in every if s.condition for c in (s.condition, *_clauses(s.condition))}
    docs = _parse({s.proposal for s in every} | conditions | {_bare(c) for c in conditions})
    listed = {part for c in conditions for part in clauses_of_verb_list(docs[c])} - conditions
    docs |= _parse({text for part in listed for text in (part, _bare(part))} - docs.keys())
    for condition in conditions | listed:
        if _OPENS_CLAUSE.match(condition):
            docs[_bare(condition)] = as_clause(docs[_bare(condition)])
    return [
        tuple(_settle_taking_part([_fill(s, docs, find_parties, topic) for s in statements]))
        for statements, find_parties in reports
        for topic in [_topic(statements)]
    ]


def _topic(statements: Iterable[Statement]) -> frozenset[str]:
    """Give the words that the statements of a report speak in."""
    told = (text for s in statements for text in (s.sentence, s.proposal, s.condition or ""))
    return frozenset(word for text in told for word in re.findall(r"[a-z]+", text.lower()))


_AND_IF = re.compile(
    r",? and (?=(?:only |even )?(?:if|when|once|unless|provided|as long as|so long as|on condition)\b)",
    re.IGNORECASE,
)


def _clauses(condition: str) -> list[str]:
    """Take apart what is two conditions: "if a study is done and if the town keeps its veto"."""
    return _AND_IF.split(condition)


def _bare(condition: str) -> str:
    """Give a condition without what introduces it."""
    return MARKER.sub("", condition) or condition


def _parse(texts: set[str]) -> dict[str, Doc]:
    from modusvivendi.statements.language import ALONE, pipeline
    from modusvivendi.statements.parsed import plain

    if not texts:
        return {}
    ordered = sorted(texts)
    with ALONE:
        return {text: plain(doc) for text, doc in zip(ordered, pipeline().pipe(ordered), strict=True)}


def _fill(statement: Statement, docs: dict[str, Doc], find_parties: PartyFinder, topic: Topic) -> Statement:
    doc = docs[statement.proposal]
    effect = None
    act = None
    if statement.stance is Stance.ASSESSES:
        effect = effect_in(doc, find_parties) or _conditional_effect(statement, docs, find_parties, topic)
    else:
        act = _main_act(statement, doc, find_parties, topic)
    condition_acts: tuple[Act, ...] = ()
    if statement.condition:
        condition_acts = _condition_acts(statement, docs, act, find_parties, topic)
    return statement.model_copy(update={"act": act, "condition_acts": condition_acts, "effect": effect})


_GRANTING = frozenset({"approve", "authorise", "authorize", "license", "licence", "clear"})
_MERGING = frozenset({"merge"})
"""Acts that a body which only approves them does not do."""


WISH_DROPPED = re.compile(
    r"^(?:(?:make )?do without|dispense with|no longer (?:insist|demand|ask|call|require|press)"
    r"|(?:drop|abandon|give up|withdraw|waive) (?:its|their|his|her|the|a) (?:[\w-]+ )?"
    r"(?:demand|insistence|request|condition|call|requirement|objection))\b",
    re.IGNORECASE,
)
"""What is given up is a wish: the act in it is not the party's own, but was asked of others."""


def _main_act(statement: Statement, doc: Doc, find_parties: PartyFinder, topic: Topic) -> Act:
    own = statement.stance in OWN
    dropped = own and WISH_DROPPED.match(statement.proposal)
    found = None if dropped else main_act(doc, find_parties, topic)
    granted = own and statement.stance is Stance.OFFERS and doc[0].lemma_ in _GRANTING
    if found is None or (granted and found.action in _MERGING):  # who approves a merger merges with nobody
        action, root = generic_act(doc, statement.proposal)
        subjects = tuple(agents_of(root, Mentions(doc, find_parties)))
        label = _labelled(statement.proposal, doc, "agree to" if own else "bring about")
        found = Act(agents=subjects, action=action, label=label)
    agents = (statement.actor,) if own else _targets(statement, found, find_parties)
    kind = class_of(found.action)
    given_by_others = _is_noun_phrase(doc) and statement.actor not in found.agents
    refused = statement.stance is Stance.RULES_OUT
    if (
        own
        and kind
        and kind.received
        and (ACCEPTS.match(statement.proposal) or (given_by_others and refused))
    ):
        # To accept what others give is another act than to give it.
        found = found.model_copy(
            update={"action": f"accept:{kind.action}", "label": f"accept that others {kind.label}"}
        )
    return found.model_copy(update={"agents": agents})


def _targets(statement: Statement, found: Act, find_parties: PartyFinder) -> tuple[str, ...]:
    """Name whose act a demand, an objection or support is about."""
    # "European or NATO forces", "any foreign presence": the phrase itself says whose.
    agents = [a for a in found.agents if a != statement.actor]
    if not agents and statement.target:
        agents = [name for _, _, name in group_mentions(statement.target)]
        agents += [
            n
            for _, _, n in parties_named(statement.target, find_parties)
            if n not in agents and n != statement.actor
        ]
        if not agents:
            agents = [statement.target]
    return tuple(dict.fromkeys(agents))


def _condition_acts(
    statement: Statement, docs: dict[str, Doc], act: Act | None, find_parties: PartyFinder, topic: Topic
) -> tuple[Act, ...]:
    found: dict[Act, None] = {}
    for clause in _clauses(statement.condition or ""):
        for part in clauses_of_verb_list(docs[clause]):
            found.update(dict.fromkeys(_clause_acts(part, statement, docs, act, find_parties, topic)))
    return tuple(found)


def _clause_acts(
    condition: str,
    statement: Statement,
    docs: dict[str, Doc],
    act: Act | None,
    find_parties: PartyFinder,
    topic: Topic,
) -> tuple[Act, ...]:
    # "They would talk, but not before a truce" is on that condition; "no talks before a truce" excepts it.
    not_before = bool(_NOT_BEFORE.match(condition))
    doc = docs[_bare(condition) if not_before else condition]
    exceptive = bool(EXCEPTIVE.match(condition)) and (not not_before or statement.stance in _AGAINST)
    acts = [] if _GOING_ON.match(condition) else acts_in(doc, find_parties, without=act, topic=topic)
    same = act if act and LIKEWISE.search(doc.text) else None
    if not acts and same:
        others = tuple(dict.fromkeys(n for _, _, n in find_parties(doc.text) if n != statement.actor))
        negated = same.negated != any(t.dep_ == "neg" for t in doc)
        acts = [same.model_copy(update={"agents": others, "negated": negated})] if others else []
    stranger = None if any(a.agents for a in acts) else _stranger(doc, acts)
    if not acts or stranger is not None:
        generic = _generic_condition(docs[_bare(condition)], find_parties)
        if stranger is not None and not generic.agents and (acts or class_of(generic.action)):
            # "Once the owners had signed": no other party's signature is meant.
            generic = generic.model_copy(update={"action": f"{stranger.lemma_.lower()}-{generic.action}"})
        acts = [generic]
    return tuple(a.model_copy(update={"negated": a.negated != exceptive}) for a in acts)


def _stranger(doc: Doc, acts: Sequence[Act]) -> Token | None:
    """Give who would act in a condition, where that is some people or body and no party that is known."""
    verb = next((t for t in doc if t.head.i == t.i), None)
    clause = next((c for c in verb.children if c.dep_ in ("advcl", "ccomp")), verb) if verb else None
    doer = next((c for c in clause.children if c.dep_ == "nsubj"), None) if clause else None
    if doer is None or doer.pos_ != "NOUN" or not doer.is_alpha:
        return None
    lemma = doer.lemma_.lower()
    some = doer.tag_ == "NNS" and any(c.lower_ == "the" for c in doer.children)
    if is_agentive(lemma) or lemma in OF_NOUN or (doer.tag_ == "NNS" and is_agentive_suffix(lemma)):
        return doer
    # "The terminals signed", but not "the sanctions came back": that is the act itself.
    kinds = [kind for act in acts if (kind := class_of(act.action))]
    own = {
        word
        for kind in kinds
        for p in kind.patterns
        for head in (*p.heads, *p.with_)
        for word in head.split()
    }
    fighting = any(act.action in ("ceasefire", "resume-hostilities") for act in acts)  # "the guns"
    return doer if some and lemma not in own and not fighting else None


_GOING_ON = re.compile(
    r"^(?:while|as long as|so long as|for as long as) (?:the )?(?:talks|negotiations|discussions) "
    r"(?:last|go on|went on|continue|proceed|are|were)(?:s|ed)?\b",
    re.IGNORECASE,
)
"""Talks that go on are when something holds, and nobody's entering them."""


def _generic_condition(bare: Doc, find_parties: PartyFinder) -> Act:
    """Read a condition outside the shipped classes; its first party, if any, would act."""
    action, root = generic_act(bare, bare.text)
    mentions = Mentions(bare, find_parties)
    verb = next((t for t in bare if t.head.i == t.i), root)
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    agents = (
        [] if passive and not any(c.dep_ == "agent" for c in verb.children) else agents_of(root, mentions)
    )
    label = _labelled(bare.text, bare, "bring about") if agents else _short(bare.text)
    return Act(
        agents=tuple(dict.fromkeys(agents)),
        action=action,
        label=(_in_the_active(verb) if passive and agents else None) or label,
        negated=is_negated(root),
    )


def _in_the_active(verb: Token) -> str | None:
    """Say what somebody is to do where it is told of the thing: "the costs are borne by Borsk", bear them."""
    thing = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    if thing is None or agent is None or thing.pos_ == "PRON":
        return None
    particle = "".join(f" {c.text}" for c in verb.children if c.dep_ == "prt")
    rest = [
        t.text for c in verb.rights if c.i > agent.i and c.dep_ in ("prep", "npadvmod") for t in c.subtree
    ]
    return _short(" ".join([verb.lemma_ + particle, *(t.text for t in thing.subtree), *rest]))


def _is_noun_phrase(doc: Doc) -> bool:
    return next((t.pos_ in ("NOUN", "PROPN") for t in doc if t.head.i == t.i), False)


_TALKED_ABOUT = re.compile(
    r" (?:(?:is|are|was|were|be|been|being|had|has|have|ever|even|already|currently) )+"
    r"(?:discussed|considered|contemplated|mooted|raised|under (?:discussion|consideration)|on the table)$"
)
"""What says of a thing only that it is talked about."""


def _labelled(text: str, doc: Doc, of_noun: str) -> str:
    """Say a phrase as something to do: "Russia reverse its decision" is "reverse its decision"."""
    root = root_of(doc)
    first = doc[0]
    has_subject = any(c.dep_ in ("nsubj", "mark") and c.i < root.i for c in root.children)
    if root.pos_ in ("VERB", "AUX") and has_subject:
        return _short(f"{root.lemma_}{text[root.idx + len(root) :]}")
    if root.pos_ in ("NOUN", "PROPN", "PRON", "NUM") or first.pos_ in ("DET", "PRON", "NUM", "PROPN"):
        return _short(f"{of_noun} {_TALKED_ABOUT.sub('', text)}")
    if first.tag_ == "VBG":
        return _short(f"{first.lemma_}{text[len(first) :]}")
    return _short(text)


def _conditional_effect(
    statement: Statement, docs: dict[str, Doc], find_parties: PartyFinder, topic: Topic
) -> Effect | None:
    """Read "Y might do Z if X did W" as an effect."""
    if not statement.condition:
        return None
    causes = [a for a in acts_in(docs[statement.condition], find_parties, topic=topic) if a.agents]
    effects = [a for a in acts_in(docs[statement.proposal], find_parties, topic=topic) if a.agents]
    won = won_over(docs[statement.proposal], find_parties)
    if won is not None:  # whom an act of any kind would win over is told by the words
        effects = [won]
        some = _condition_acts(statement, docs, None, find_parties, topic)
        causes = causes or [a for a in some if a.agents and not a.negated]
    if not causes or not effects or set(causes[0].agents) & set(effects[0].agents):
        return None
    return Effect(cause=causes[0], effect=effects[0])


def _settle_taking_part(statements: Sequence[Statement]) -> list[Statement]:
    """Say what "taking part" is about from what the report says of the same party, or of most."""
    by_party: dict[str, Counter[str]] = {}
    overall: Counter[str] = Counter()
    for s in statements:
        if s.act and s.act.action == "contribute-forces":
            overall[s.act.action] += 1
            for agent in s.act.agents:
                by_party.setdefault(agent, Counter())[s.act.action] += 1

    def settled(act: Act | None) -> Act | None:
        if act is None or act.action != "take-part":
            return act
        counts = next((by_party[a] for a in act.agents if a in by_party), overall)
        if not counts:
            return act
        action = counts.most_common(1)[0][0]
        return act.model_copy(update={"action": action, "label": "contribute troops"})

    out = []
    for s in statements:
        update: dict[str, object] = {"act": settled(s.act)}
        if s.effect:
            cause = settled(s.effect.cause) or s.effect.cause
            effect = s.effect.effect
            kind = class_of(cause.action)
            if effect.action == "accept" and kind and kind.action != "take-part":
                effect = effect.model_copy(
                    update={"action": f"accept:{kind.action}", "label": f"accept that others {kind.label}"}
                )
            update["effect"] = s.effect.model_copy(update={"cause": cause, "effect": effect})
        out.append(s.model_copy(update=update))
    return out


def _short(text: str, limit: int = 60) -> str:
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0] + " …"
