"""Statements built by hand or drawn at random, for the tests of drafting; all matters are invented."""

from __future__ import annotations

import datetime as dt
from itertools import count

from hypothesis import strategies as st

from modusvivendi.statements import Act, Effect, Source, SourceKind, Stance, Statement
from modusvivendi.statements.acts.lexicon import class_of

_starts = count(1)

OWN = ("offers", "considers", "rules_out", "denies", "warns")


def act(action: str, *agents: str, negated: bool = False, label: str = "") -> Act:
    """An act of a class, or of none, by these agents."""
    kind = class_of(action)
    label = label or (kind.label if kind else action.replace("-", " "))
    return Act(agents=agents, action=action, label=label, negated=negated)


def says(
    actor: str,
    stance: str,
    what: Act | str | None = None,
    *,
    of: str | tuple[str, ...] = (),
    given: Act | tuple[Act, ...] = (),
    condition: str | None = None,
    effect: Effect | None = None,
    on: str | None = None,
    report: str = "north.txt",
    start: int | None = None,
    via: SourceKind | None = None,
    earlier: bool = False,
    letter: str = "a",
) -> Statement:
    """A statement; ``of`` names whose act it is if not the actor's, ``via`` the kind of an inner source."""
    start = next(_starts) * 10 if start is None else start
    agents = (of,) if isinstance(of, str) else of
    if isinstance(what, str):
        what = act(what, *((actor,) if stance in OWN and not agents else agents))
    conditions = (given,) if isinstance(given, Act) else given
    if conditions and condition is None:
        condition = "if " + " and ".join(f"{' and '.join(c.agents)} {c.label}".strip() for c in conditions)
    chain = () if via is None else (Source(name="somebody", kind=via, group="somebody"),)
    return Statement(
        id=f"{report.removesuffix('.txt')}-{start}{letter}",
        report=report,
        start=start,
        end=start + 5,
        sentence="words",
        actor=actor,
        stance=Stance(stance),
        proposal=what.label if what else "something",
        condition=condition,
        anonymous=via is SourceKind.UNNAMED,
        date=dt.date.fromisoformat(on) if on else None,
        earlier=earlier,
        chain=chain,
        act=what,
        condition_acts=conditions,
        effect=effect,
        sources=tuple(s.name for s in chain),
    )


PARTIES = ("Aldania", "Borsk", "Republic of Cerro", "Dockers' Union", "France", "United Nations")
GROUPS = ("European countries", "NATO members", "non-Western countries", "Western allies")
ACTIONS = (
    *("ceasefire", "contribute-forces", "give-mandate", "guarantee-security", "raise-pay", "take-part"),
    *(
        "accept:contribute-forces",
        "accept",
        "resume-hostilities",
        "close-border",
        "publish-ledger",
        "if",
        "2031-summit",
    ),
)


@st.composite
def records(draw: st.DrawFn, most: int = 14) -> list[Statement]:
    """Records of up to 14 statements by up to 6 parties and some groups, on all sides of some acts."""
    parties = draw(st.lists(st.sampled_from(PARTIES), min_size=1, max_size=6, unique=True))
    actions = draw(st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=5, unique=True))
    action = st.sampled_from(actions)
    anyone = st.sampled_from([*parties, *GROUPS[: draw(st.integers(0, 4))]])
    acts = st.builds(
        lambda a, who, negated: act(a, *who, negated=negated),
        action,
        st.lists(anyone, max_size=2, unique=True),
        st.booleans() if draw(st.booleans()) else st.just(False),
    )
    effects = st.builds(Effect, cause=acts, effect=acts, raises=st.booleans())
    dates = st.none() | st.sampled_from(["2031-03-01", "2031-03-09", "2031-04-20"])
    found = []
    for number in range(draw(st.integers(1, most))):
        stance = draw(st.sampled_from([s.value for s in Stance]))
        what = draw(st.none() | acts) if draw(st.booleans()) else draw(acts)
        actor = draw(anyone)
        if what and stance in OWN:
            what = what.model_copy(update={"agents": (actor,)})
        found.append(
            says(
                actor,
                stance,
                None if stance == "assesses" else what,
                given=tuple(draw(st.lists(acts, max_size=2))),
                effect=draw(st.none() | effects) if stance == "assesses" else None,
                on=draw(dates),
                report=draw(st.sampled_from(["north.txt", "south.txt"])),
                start=number * 7,
                via=draw(st.sampled_from([None, SourceKind.UNNAMED, SourceKind.MEDIUM, SourceKind.PERSON])),
                earlier=draw(st.sampled_from([False, False, False, True])),
            )
        )
    return found
