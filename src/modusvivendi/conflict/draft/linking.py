"""Whose act a condition is that names a party by its kind or by a pronoun: "if the town agreed".

A reader sees a phrase; the record tells that Orrin is the town.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from modusvivendi.conflict.draft.act_names import named_after
from modusvivendi.conflict.draft.acts import acts_of, base_of
from modusvivendi.conflict.draft.sameness import base_form
from modusvivendi.dossier.parties import same_parties
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import with_article

_OWN = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.DENIES, Stance.WARNS})
_GOING_ALONG = re.compile(r"^(?:accept|agree to|consent to|let|allow|tolerate|take)\b", re.IGNORECASE)
_CONSENTS = re.compile(
    r"^(?P<who>[\w’' -]+?) (?:(?:has|have|had|would|will|does|do|did|is|are|were|was|first) )*"
    r"(?:agree[sd]?|consent(?:s|ed)?|approve[sd]?|accept(?:s|ed)?|(?:say|said|says|vot(?:e|es|ed)) yes"
    r"|vot(?:e|es|ed) in favou?r|(?:give|gives|gave|given) (?:its|their|his|her) (?:consent|approval"
    r"|agreement|assent|blessing|permission))"
    r"(?: (?:to |with )?(?:it|this|that|them|so"
    r"|(?:the|such an?) (?:plan|idea|proposal|move|project|deal)))?$",
    re.IGNORECASE,
)
"""Conditions that somebody consents, told without what to or with a word that only refers to it."""
_CLAUSE = re.compile(
    r"^(?P<who>(?:the |its |their )?[\w’' -]+?) (?:(?:would|will|could|first|has|have|had) )?"
    r"(?P<verb>[a-z]+) (?P<what>.+)$"
)
_ALONE = re.compile(
    r"^(?P<who>(?:the |its |their )?[\w’'-]+(?: [\w’'-]+){0,3}?)"
    r" (?:(?:would|will|could|first|has|have|had|is|are|was|were) )*(?P<verb>[a-z]+)$"
)
"""Conditions that somebody does what is told with a verb alone: "if the festival moved"."""
_ADJECTIVES = re.compile(
    r"^(?:(?:government|authorities|leaders(?:hip)?) (?:of|in) "
    r"|(?:(?!(?:of|in|from|to|by|with|against|near|for|on|at)\b)[a-z]+ )+)(?=[A-Z])"
)
"""What stands before a name and changes nothing: "downstream Osland", "the government of Kesh"."""
_BY = re.compile(
    r"^(?P<what>[\w’' -]+?) (?:(?:is|are|was|were|be|been|has|have|had|first|also) )+(?P<verb>[a-z]+)"
    r" by (?P<who>(?:the |its |their )?[\w’' -]+)$"
)
"""Conditions that something is done by somebody: "if the payments were guaranteed by the bank"."""
_LIKEWISE = re.compile(
    r"^(?P<who>[\w’' -]+?) (?:(?:also|would|will|has|have|had) )*"
    r"(?:(?:do|does|did|done)(?: so| the same| likewise| that)?(?: too| as well)?"
    r"|follow(?:s|ed)? suit|act(?:s|ed)? likewise)$"
)
"""Conditions that somebody does what the statement itself speaks of: "if the union did"."""
_THAT_OF = re.compile(r"^(?:[a-z]+ (?:on|upon) )?(?:that|those) of (?P<who>[\w’' -]+)$", re.IGNORECASE)
"""Conditions of what another does of the same kind: its own signature, "dependent on that of Tavia"."""
_OTHERS = re.compile(
    r"^(?:all )?(?:the )?(?:others?|other (?:side|sides|party|parties)|rest)$", re.IGNORECASE
)
_AND_VERB = re.compile(r",? and (?=[a-z]+ )(?!(?:the|an?|its|their|his|her|all|no|any|both|other|some) )")
_IT = frozenset({"it", "they", "he", "she"})
_OF = r"\b[Tt]he (?P<kind>[a-z]+) of {name}\b"
_OPENING = re.compile(
    r"^The (?P<kind>[a-z]+) (?:(?:also|now|then|later) )?"
    r"(?:has|had|would|will|wants?|wanted|offer(?:s|ed)|reject(?:s|ed)|demand(?:s|ed)|ruled)\b"
)
"""How a sentence begins whose party is told by its kind."""
_BEING = r"\b{name}, (?:an?|the) (?:[a-z-]+ ){{0,2}}?(?P<kind>[a-z]+)(?= of\b| in\b| on\b| with\b|,)"


def with_parties_linked(statements: Sequence[Statement]) -> list[Statement]:
    """Say whose acts conditions are that name a party by its kind, or by a pronoun.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    names, kinds = names_and_kinds(statements)
    own: dict[str, list[Act]] = defaultdict(list)
    willing: dict[str, list[Act]] = defaultdict(list)
    for s in statements:
        if s.act and s.stance in _OWN and s.act.agents == (s.actor,):
            own[s.actor].append(s.act)
            if s.stance in (Stance.OFFERS, Stance.CONSIDERS):
                willing[s.actor].append(s.act)

    spoken_of: dict[str, list[Act]] = defaultdict(list)
    for s in statements:
        if s.act and len(s.act.agents) == 1:
            spoken_of[s.act.agents[0]].append(s.act)

    def party(who: str, s: Statement) -> str | None:
        if who.strip().lower() in _IT:
            told = [n for n in names if n != s.actor and re.search(rf"\b{re.escape(n)}\b", s.proposal)]
            return told[0] if len(told) == 1 else None
        return party_called(who, names, kinds)

    def linked(s: Statement, act: Act) -> tuple[Act, ...]:
        if s.stance is Stance.ASSESSES or len(s.condition_acts) != 1:
            return (act,)
        whole = MARKER.sub("", s.condition or "").strip()
        known = act.agents and class_of(base_of(act))  # what "does" stands for has been settled
        likewise = None if known else _LIKEWISE.match(whole) or _THAT_OF.match(whole)
        if likewise and (same := _likewise(s, act, likewise["who"], party(likewise["who"], s))):
            return (same,)
        if known:
            return (act, *_further(act, MARKER.sub("", s.condition or "").strip()))
        if act.agents:
            return _told_apart(act, base_form(act.label.split()[0]) or "", act.label.partition(" ")[2])
        bare = MARKER.sub("", s.condition or "").strip()
        consents = _CONSENTS.match(bare)
        if consents and (who := party(consents["who"], s)) and who != s.actor:
            return (_consent(s, act, who, willing[who], own[who]),)
        done = _BY.match(bare)
        if done and (verb := base_form(done["verb"])) and (who := party(done["who"], s)) and who != s.actor:
            return (_done_by(act, who, verb, done["what"]),)
        told = _CLAUSE.match(bare)
        verb = base_form(told["verb"]) if told else None
        alone = _ALONE.match(bare)
        if alone and class_of(base_of(act)) is None and (who := party(alone["who"], s)) and who != s.actor:
            return (_with_that_verb(act, who, base_form(alone["verb"]), spoken_of[who]),)
        if not told or not verb or not (who := party(told["who"], s)) or who == s.actor:
            return (act,)
        if class_of(base_of(act)):
            return (act.model_copy(update={"agents": (who,)}),)
        return _told_apart(act.model_copy(update={"agents": (who,)}), told["verb"], told["what"])

    return [
        s.model_copy(
            update={"condition_acts": tuple(one for act in s.condition_acts for one in linked(s, act))}
        )
        for s in statements
    ]


def names_and_kinds(statements: Sequence[Statement]) -> tuple[list[str], dict[str, str]]:
    """Give the names of a record's parties, and of what kind each is said to be: "the town" is Orrin."""
    names = sorted(
        {s.actor for s in statements} | {a for s in statements for x in acts_of(s) for a in x.agents}
    )
    return names, _kinds(statements, names)


def party_called(who: str, names: Sequence[str], kinds: Mapping[str, str]) -> str | None:
    """Find the party of a record that a phrase names, as it is called or by what it is.

    Examples
    --------
    >>> party_called("upstream Orlan", ["Orlan"], {}), party_called("the town", ["Orrin"], {"town": "Orrin"})
    ('Orlan', 'Orrin')
    """
    bare = re.sub(r"^(?:the|its|their) ", "", who.strip(), flags=re.IGNORECASE)
    told_more_of = _ADJECTIVES.sub("", bare)
    if told_more_of in names:
        return told_more_of
    if bare[:1].isupper():  # "the Front" is the Northern Front
        short = [n for n in names if n.endswith(f" {bare}")]
        return short[0] if len(short) == 1 else None
    return kinds.get(bare) or same_parties(sorted({*names, bare})).get(bare) or _ending(bare, names)


def _likewise(s: Statement, act: Act, who: str, party: str | None) -> Act | None:
    """Give the statement's own act as that of whoever is to do likewise; None where nobody knows who."""
    if s.act is None or s.act.agents != (s.actor,):
        return None
    agents = act.agents or ((party,) if party else ())
    if s.actor in agents or not (agents or _OTHERS.match(who.strip())):
        return None
    return s.act.model_copy(update={"agents": agents, "negated": act.negated})


def _done_by(act: Act, who: str, verb: str, what: str) -> Act:
    """Say in the active what somebody is to do: "guarantee the payments"."""
    if class_of(base_of(act)):
        return act.model_copy(update={"agents": (who,)})
    told = {"agents": (who,), "action": named_after(verb, what), "label": f"{verb} {what}"}
    return act.model_copy(update=told)


def _ending(kind: str, names: Sequence[str]) -> str | None:
    """Give the one party whose name ends with a noun: "the trust" is the Corbury Hospital Trust.

    Examples
    --------
    >>> _ending("trust", ["Marl Trust", "Trust"]), _ending("trust", ["North Trust", "South Trust"])
    ('Marl Trust', None)
    """
    some = [name for name in names if name.endswith(f" {kind.capitalize()}")] if kind.islower() else []
    return some[0] if len(some) == 1 else None


def _with_that_verb(act: Act, who: str, verb: str | None, spoken_of: Sequence[Act]) -> Act:
    """Give a party's act the object with which the record tells its verb elsewhere, if it is one act."""
    meant = {a.action: a for a in spoken_of if verb and base_form(a.label.split()[0]) == verb}
    told = {"agents": (who,)}
    if len(meant) == 1:
        one = next(iter(meant.values()))
        return act.model_copy(update={**told, "action": one.action, "label": one.label})
    return act.model_copy(update=told)


def _told_apart(act: Act, verb: str, what: str) -> tuple[Act, ...]:
    """Take an act of no class apart that is several: "kept the ward open and put its offer in writing"."""
    plain = base_form(verb)
    if plain is None or class_of(base_of(act)):
        return (act,)
    first, *others = _joined_acts(what)
    named = {"label": f"{plain} {first}", **({"action": named_after(plain, first)} if others else {})}
    further = (
        Act(agents=act.agents, action=named_after(v, w), label=f"{v} {w}", negated=act.negated)
        for v, w in others
    )
    return (act.model_copy(update=named), *further)


def _further(act: Act, condition: str) -> tuple[Act, ...]:
    """Give what a condition asks of a party after an act of a class: "withdraws and opens the pass"."""
    told = _CLAUSE.match(condition)
    if told is None or act.negated or base_form(told["verb"]) is None:
        return ()
    _, *others = _joined_acts(told["what"])
    return tuple(Act(agents=act.agents, action=named_after(v, w), label=f"{v} {w}") for v, w in others)


def _joined_acts(what: str) -> tuple[str, *tuple[tuple[str, str], ...]]:
    """Take "kept the ward open and put its offer in writing" apart: the first object, then verbs with theirs.

    Examples
    --------
    >>> _joined_acts("the ward open and puts its offer in writing")
    ('the ward open', ('put', 'its offer in writing'))
    >>> _joined_acts("the pit and the mill")
    ('the pit and the mill',)
    """
    first, *rest = _AND_VERB.split(what)
    parts: list[tuple[str, str]] = []
    for joined in rest:
        word, _, after = joined.partition(" ")
        plain = base_form(word)
        if plain is None or not after or word.endswith("ing"):
            return (what,)  # "and building costs" are two things
        parts.append((plain, after))
    return (first, *parts)


def _consent(s: Statement, act: Act, who: str, *own: Sequence[Act]) -> Act:
    """Say what a party's consent is to: what it speaks of accepting itself, else the statement's own act.

    What it is willing to accept comes before all it speaks of, refusals among it.
    """
    for acts in own:
        accepting = {
            a.action: a for a in acts if a.action.startswith("accept:") or _GOING_ALONG.match(a.label)
        }
        if len(accepting) == 1:
            meant = next(iter(accepting.values()))
            return act.model_copy(update={"agents": (who,), "action": meant.action, "label": meant.label})
    if s.act is None:
        return act.model_copy(update={"agents": (who,)})
    label = f"let {with_article(s.actor)} {s.act.label}"
    return act.model_copy(update={"agents": (who,), "action": f"accept:{base_of(s.act)}", "label": label})


def _kinds(statements: Iterable[Statement], names: Sequence[str]) -> dict[str, str]:
    """Learn from sentences what kind of party each is: "the town of Orrin", before "Skarn, a town nearby"."""
    text = "\n".join(dict.fromkeys(s.sentence for s in statements))
    kinds: dict[str, str] = {}
    for pattern in (_OF, _BEING):
        told: dict[str, set[str]] = defaultdict(set)
        for name in names:
            for found in re.finditer(pattern.format(name=re.escape(name)), text):
                told[found["kind"]].add(name)
        for kind, some in told.items():
            if len(some) == 1:
                kinds.setdefault(kind, min(some))
    speaking: dict[str, set[str]] = defaultdict(set)
    for s in statements:  # "The company has offered ...": the reader knows which
        opening = _OPENING.match(s.sentence)
        if opening and s.actor[:1].isupper():
            speaking[opening["kind"]].add(s.actor)
    for kind, some in speaking.items():
        if len(some) == 1:
            kinds.setdefault(kind, min(some))
    return kinds
