"""Briefs' contents written by hand: a peace force for an invented country, everything awkward, and silence."""

# ruff: noqa: E501 - the reports' lines are as long as those of reports

from __future__ import annotations

import hashlib
from typing import Any

from modusvivendi.brief.contents import (
    ArrangementEntry,
    BreakEntry,
    ChainLink,
    ChainNode,
    Chains,
    ChangeEntry,
    ConflictEntry,
    Contents,
    ContradictionEntry,
    HistoryEntry,
    InterpretationEntry,
    MadeWith,
    OmissionEntry,
    OptionEntry,
    OriginEntry,
    PositionEntry,
    PreferenceEntry,
    QuestionEntry,
    ReportEntry,
    Sentence,
    SourceEntry,
    StatementEntry,
)

LEDGER = """Tashan weighs a part in a peace force for Veldania

14 March 2026

Tashan is considering taking part in the peace force that a group of northern states wants to send to Veldania, according to the Abendpost.
The paper, citing diplomats of the League, wrote on 11 March that envoys of Tashan had asked in private how such a force would be led.
Diplomats of the League told the Abendpost that Tashan's joining could make Karsia readier to accept foreign soldiers at all.
Karsia has so far turned down any force with northern soldiers in it. "We will not have them on our border under any flag," Foreign Minister Anton Reshko said on 9 March.
Northmark and Aldoria said they would deploy troops if both sides laid down their arms.
President Ilona Marsh of Veldania demanded guarantees that would hold before her country stopped fighting.
The Meridian States have ruled out sending soldiers of their own, though Secretary Paul Dane said they were open to other guarantees.
More than thirty nations stand behind the plan, the government of Northmark said.
"""

COURIER = """Tashan ready to send peacekeepers to Veldania, Abendpost reports

Tashan has told diplomats of the League that it is ready to send peacekeepers to Veldania in the event of a ceasefire, the Abendpost reported, citing unnamed League diplomats.
It would do so only "if the force stood on a mandate from the United Nations", the sources told the paper.
Some diplomats warned that Tashan might use its soldiers to watch Veldania and take Karsia's side.
Northmark, Aldoria, Lethe and Estmark have declared themselves ready to put troops on the ground once a ceasefire holds.
Around ten states are willing to send troops, the Meridian Wire reported on 19 August.
Karsia rejected the idea again. Foreign soldiers in Veldania would be "an intervention by another name", Reshko said on 21 August.
The Karsian foreign ministry denied that it had ever discussed a force that included Tashan.
Ready to contribute under a League command, Ostmark's defence minister told reporters, his country would not go in alone.
"""


def _report(name: str, body: str, statements: int, **fields: Any) -> ReportEntry:
    given = {"outlet": None, "title": None, "date": None, **fields}
    digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
    return ReportEntry(report=name, body=body, statements=statements, sha256=digest, **given)


def _statement(body: str, report: str, sentence: str, letter: str = "a", **fields: Any) -> StatementEntry:
    start = body.index(sentence)
    condition = fields.pop("condition", None)
    at = body.index(condition) if condition else None
    given: dict[str, Any] = {
        "speaker": None,
        "target": None,
        "sources": (),
        "anonymous": False,
        "quote": False,
        "quantity": None,
        "date": None,
        "reader": "rules 0.1",
        "rule": "verb of saying",
        **fields,
    }
    return StatementEntry(
        id=f"{report.rsplit('.', 1)[0]}-{start}{letter}",
        report=report,
        start=start,
        end=start + len(sentence),
        sentence=sentence,
        condition=condition,
        condition_start=at,
        condition_end=at + len(condition) if condition and at is not None else None,
        **given,
    )


def _ledger(sentence: str, letter: str = "a", **fields: Any) -> StatementEntry:
    return _statement(LEDGER, "northern-ledger.txt", sentence, letter, **fields)


def _courier(sentence: str, letter: str = "a", **fields: Any) -> StatementEntry:
    return _statement(COURIER, "strait-courier.txt", sentence, letter, **fields)


LEAGUE = "League diplomats (unnamed)"
FORCE = "sending peacekeepers to Veldania"


def peace_force() -> Contents:
    """Give a brief like that of the hand-made peacekeeping case: six parties, seven options, two interpretations."""
    weighs = _ledger(
        LEDGER.splitlines()[4],
        actor="Tashan",
        stance="considers",
        proposal="taking part in the peace force",
        sources=("Abendpost", LEAGUE),
        anonymous=True,
        date="2026-03-11",
        date_kind="cited",
        chain=(SourceEntry(name="Abendpost", kind="medium"), SourceEntry(name=LEAGUE, kind="unnamed")),
    )
    asked = _ledger(
        LEDGER.splitlines()[5],
        actor="Tashan",
        speaker="envoys of Tashan",
        stance="considers",
        proposal="taking part in the peace force",
        sources=("Abendpost", LEAGUE),
        anonymous=True,
        date="2026-03-11",
        date_kind="cited",
    )
    readier = _ledger(
        LEDGER.splitlines()[6],
        actor="League",
        stance="assesses",
        proposal="Tashan’s joining could make Karsia readier to accept foreign soldiers",
        sources=("Abendpost", LEAGUE),
        anonymous=True,
        date="2026-03-14",
        date_kind="published",
    )
    turned_down = _ledger(
        "Karsia has so far turned down any force with northern soldiers in it.",
        actor="Karsia",
        stance="opposes",
        proposal="a force with northern soldiers",
        target="Coalition",
        date="2026-03-14",
        date_kind="published",
    )
    flag = _ledger(
        '"We will not have them on our border under any flag," Foreign Minister Anton Reshko said on 9 March.',
        actor="Karsia",
        speaker="Foreign Minister Anton Reshko",
        stance="opposes",
        proposal="northern soldiers on its border",
        target="Coalition",
        sources=("Anton Reshko",),
        quote=True,
        date="2026-03-09",
        date_kind="said",
        date_inferred=True,
    )
    deploy = [
        _ledger(
            LEDGER.splitlines()[8],
            letter,
            actor=actor,
            stance="offers",
            proposal="deploying troops",
            condition="if both sides laid down their arms",
            date="2026-03-14",
            date_kind="published",
        )
        for letter, actor in (("a", "Northmark"), ("b", "Aldoria"))
    ]
    guarantees = _ledger(
        LEDGER.splitlines()[9],
        actor="Veldania",
        speaker="President Ilona Marsh",
        stance="demands",
        proposal="guarantees that would hold",
        target="Coalition and Meridian States",
        date="2026-03-14",
        date_kind="published",
        sources=("Ilona Marsh",),
    )
    ruled_out = _ledger(
        LEDGER.splitlines()[10],
        "a",
        actor="Meridian States",
        stance="rules_out",
        proposal="sending its own soldiers",
        date="2026-03-14",
        date_kind="published",
    )
    open_to = _ledger(
        LEDGER.splitlines()[10],
        "b",
        actor="Meridian States",
        speaker="Secretary Paul Dane",
        stance="offers",
        proposal="guarantees other than troops",
        sources=("Paul Dane",),
        date="2026-03-14",
        date_kind="published",
    )
    thirty = _ledger(
        LEDGER.splitlines()[11],
        actor="Northmark",
        stance="supports",
        proposal="the peace force",
        quantity={"text": "More than thirty nations", "min": 30.0, "max": None},
        sources=("government of Northmark",),
        date="2026-03-14",
        date_kind="published",
    )
    ready = _courier(
        COURIER.splitlines()[2],
        actor="Tashan",
        stance="offers",
        proposal=FORCE,
        condition="in the event of a ceasefire",
        sources=("Abendpost", LEAGUE),
        anonymous=True,
    )
    mandate = _courier(
        COURIER.splitlines()[3],
        actor="Tashan",
        stance="offers",
        proposal=FORCE,
        condition="if the force stood on a mandate from the United Nations",
        sources=("Abendpost", LEAGUE),
        anonymous=True,
        quote=True,
    )
    watch = _courier(
        COURIER.splitlines()[4],
        actor="League",
        stance="assesses",
        proposal="Tashan might watch Veldania and take Karsia’s side",
        sources=("Abendpost", "League diplomats, others (unnamed)"),
        anonymous=True,
    )
    ground = [
        _courier(
            COURIER.splitlines()[5],
            letter,
            actor=actor,
            stance="offers",
            proposal="putting troops on the ground",
            condition="once a ceasefire holds",
        )
        for letter, actor in zip("abcd", ("Northmark", "Aldoria", "Lethe", "Estmark"), strict=True)
    ]
    ten = _courier(
        COURIER.splitlines()[6],
        actor="Coalition",
        stance="offers",
        proposal="sending troops",
        quantity={"text": "Around ten states", "min": 8.0, "max": 12.0},
        sources=("Meridian Wire",),
        date="2026-08-19",
        date_kind="cited",
        date_inferred=True,
    )
    rejected = _courier(
        'Foreign soldiers in Veldania would be "an intervention by another name", Reshko said on 21 August.',
        actor="Karsia",
        speaker="Foreign Minister Anton Reshko",
        stance="opposes",
        proposal="foreign soldiers in Veldania",
        target="Coalition",
        sources=("Anton Reshko",),
        quote=True,
        date="2026-08-21",
        date_kind="said",
        date_inferred=True,
    )
    denied = _courier(
        COURIER.splitlines()[8],
        actor="Karsia",
        speaker="foreign ministry",
        stance="denies",
        proposal="having discussed a force with Tashan in it",
        sources=("Karsian foreign ministry",),
    )
    ostmark = _courier(
        COURIER.splitlines()[9],
        actor="Ostmark",
        speaker="defence minister",
        stance="offers",
        proposal="contributing to the force",
        condition="under a League command",
        sources=("defence minister of Ostmark",),
    )
    statements = (
        *(weighs, asked, readier, turned_down, flag, *deploy, guarantees, ruled_out, open_to, thirty),
        *(ready, mandate, watch, *ground, ten, rejected, denied, ostmark),
    )

    def ids(*entries: StatementEntry) -> tuple[str, ...]:
        return tuple(entry.id for entry in entries)

    karsia_against = ids(turned_down, flag, rejected)
    held = (
        PositionEntry(
            actor="Karsia",
            proposal="a foreign force in Veldania",
            stance="opposes",
            condition=None,
            statements=karsia_against,
            topic="foreign force",
            greatest=2,
            least=2,
            history=(
                HistoryEntry(date="2026-03-09", stance="opposes", statements=ids(flag)),
                HistoryEntry(date="2026-08-21", stance="opposes", statements=ids(rejected)),
            ),
        ),
        PositionEntry(
            actor="Karsia",
            proposal="having discussed a force with Tashan in it",
            stance="denies",
            condition=None,
            statements=ids(denied),
            topic="talks about Tashan’s part",
        ),
        PositionEntry(
            actor="Veldania",
            proposal="guarantees that would hold",
            stance="demands",
            condition=None,
            statements=ids(guarantees),
            topic="security guarantees",
        ),
        *(
            PositionEntry(
                actor=actor,
                proposal="deploying troops",
                stance="offers",
                condition="once a ceasefire holds",
                conditions=("once a ceasefire holds",),
                statements=ids(*entries),
                topic="foreign force",
                least=1,
                greatest=2 if len(entries) > 1 else 1,
            )
            for actor, entries in (
                ("Northmark", (deploy[0], ground[0])),
                ("Aldoria", (deploy[1], ground[1])),
                ("Lethe", (ground[2],)),
                ("Estmark", (ground[3],)),
            )
        ),
        PositionEntry(
            actor="Northmark",
            proposal="the peace force",
            stance="supports",
            condition=None,
            statements=ids(thirty),
            topic="the plan",
        ),
        PositionEntry(
            actor="Ostmark",
            proposal="contributing to the force",
            stance="offers",
            condition="under a League command",
            conditions=("under a League command",),
            statements=ids(ostmark),
            topic="foreign force",
        ),
        PositionEntry(
            actor="Tashan",
            proposal=FORCE,
            stance="offers",
            condition="if the force stood on a mandate from the United Nations",
            conditions=("if the force stood on a mandate from the United Nations",),
            statements=ids(ready, mandate),
            topic="foreign force",
            anonymous=True,
            greatest=2,
            history=(
                HistoryEntry(date="2026-03-11", stance="considers", statements=ids(weighs, asked)),
                HistoryEntry(date=None, stance="offers", statements=ids(ready, mandate)),
            ),
        ),
        PositionEntry(
            actor="Meridian States",
            proposal="sending its own soldiers",
            stance="rules_out",
            condition=None,
            statements=ids(ruled_out),
            topic="foreign force",
        ),
        PositionEntry(
            actor="Meridian States",
            proposal="guarantees other than troops",
            stance="offers",
            condition=None,
            statements=ids(open_to),
            topic="security guarantees",
        ),
    )
    question = "Does Tashan’s taking part win Karsia’s consent?"
    yes, no = "q1=yes", "q1=no"
    concepts = ("nash", "gmr", "smr", "seq")
    parties = ("Karsia", "Veldania", "Coalition", "Tashan", "UN", "Meridian")
    everything = (
        *("Karsia.ceasefire", "Karsia.consent", "Veldania.ceasefire", "Coalition.deploy"),
        *("Tashan.troops", "UN.mandate", "Meridian.guarantee"),
    )
    all_stable = {party: dict.fromkeys(concepts, True) for party in parties}
    deadlock = ArrangementEntry(
        number=69,
        code=68,
        taken=("Veldania.ceasefire", "Meridian.guarantee"),
        stable=all_stable,
        equilibrium=dict.fromkeys(concepts, True),
        holds_in=dict.fromkeys(concepts, (yes, no)),
        of=2,
        acceptable_to=("Veldania", "Meridian"),
        not_acceptable_to=(),
        indifferent=("Karsia", "Coalition", "Tashan", "UN"),
        name="deadlock",
        summary=Sentence(
            text="Veldania is ready for a ceasefire and the Meridian States give their guarantee; nobody else moves.",
            statements=ids(guarantees, open_to),
        ),
        reached="Improvements from the status quo lead here, and stop.",
        statements=(*ids(guarantees, open_to), *karsia_against),
    )
    package = ArrangementEntry(
        number=128,
        code=127,
        taken=everything,
        stable=all_stable,
        equilibrium=dict.fromkeys(concepts, True),
        holds_in=dict.fromkeys(concepts, (yes,)),
        of=2,
        acceptable_to=("Veldania", "Coalition", "Tashan", "Meridian"),
        not_acceptable_to=(),
        indifferent=("Karsia", "UN"),
        name="package",
        summary=Sentence(
            text=(
                "A ceasefire on both sides, Karsia’s consent, a force with the Coalition and Tashan in it under a "
                "mandate from the United Nations, and a Meridian guarantee."
            ),
            statements=ids(ready, mandate, readier, *deploy),
        ),
        reached="No chain of improvements from the status quo leads here: it takes a joint step.",
        statements=(
            *ids(weighs, readier, ready, mandate, *deploy, *ground, guarantees, open_to),
            *karsia_against,
        ),
    )
    weak = tuple(
        ArrangementEntry(
            number=number,
            code=number - 1,
            taken=taken,
            stable=all_stable,
            equilibrium={**dict.fromkeys(concepts, False), "gmr": True},
            holds_in={"nash": (), "seq": (), "smr": (), "gmr": where},
            of=2,
            acceptable_to=(),
            not_acceptable_to=("Karsia",),
            indifferent=(),
            depends=("Veldania",),
            name=name,
            statements=(ready.id, *karsia_against),
            gmr_only=True,
        )
        for number, taken, where, name in (
            (67, ("Karsia.consent", "Meridian.guarantee"), (yes,), "consent without a force"),
            (101, ("Veldania.ceasefire", "UN.mandate", "Meridian.guarantee"), (yes, no), "mandate alone"),
        )
    )
    options = (
        ("Karsia", "ceasefire", "accept a ceasefire", ()),
        ("Karsia", "consent", "consent to a foreign force", ids(readier)),
        ("Veldania", "ceasefire", "accept a ceasefire", ids(ready)),
        ("Coalition", "deploy", "deploy peacekeeping troops", ids(*deploy, *ground, ten)),
        ("Tashan", "troops", "contribute troops to the force", ids(weighs, asked, ready, mandate)),
        ("UN", "mandate", "give the force a mandate", ids(mandate)),
        ("Meridian", "guarantee", "give guarantees other than troops", ids(open_to)),
    )
    veto = "Karsia holds a veto in the Security Council"
    settles = "Karsia stops fighting only under a settlement it consents to"
    conflict = ConflictEntry(
        decision_makers={
            "Karsia": ("ceasefire", "consent"),
            "Veldania": ("ceasefire",),
            "Coalition": ("deploy",),
            "Tashan": ("troops",),
            "UN": ("mandate",),
            "Meridian": ("guarantee",),
        },
        names={"UN": "United Nations", "Meridian": "Meridian States"},
        members={"Coalition": ("Northmark", "Aldoria", "Lethe", "Estmark")},
        feasible_states=128,
        preferences=12,
        with_evidence=8,
        options=tuple(
            OptionEntry(key=f"{maker}.{key}", decision_maker=maker, label=label, statements=found)
            for maker, key, label, found in options
        ),
        preference_statements=(
            PreferenceEntry(
                decision_maker="Karsia",
                formula="consent iff (Tashan.troops and UN.mandate and ceasefire)",
                text="to consent exactly when Tashan takes part, there is a mandate and it has accepted a ceasefire",
                statements=ids(readier),
                question=question,
                answer="yes",
            ),
            PreferenceEntry(
                decision_maker="Karsia",
                formula="not consent",
                text="not to consent to a foreign force",
                statements=karsia_against,
                question=question,
                answer="no",
            ),
            PreferenceEntry(
                decision_maker="Karsia",
                formula="not Coalition.deploy",
                text="that the Coalition does not deploy",
                statements=karsia_against,
                question=question,
                answer="no",
            ),
            PreferenceEntry(
                decision_maker="Karsia",
                formula="ceasefire iff consent",
                text="a ceasefire exactly under a settlement it consents to",
                assumption=settles,
            ),
            PreferenceEntry(
                decision_maker="Veldania",
                formula="ceasefire iff (Coalition.deploy or Meridian.guarantee)",
                text="a ceasefire exactly when the Coalition deploys or the Meridian States give a guarantee",
                statements=ids(guarantees),
            ),
            PreferenceEntry(
                decision_maker="Veldania",
                formula="Coalition.deploy",
                text="that the Coalition deploys",
                assumption="Foreign troops are among the guarantees it asks for",
            ),
            PreferenceEntry(
                decision_maker="Coalition",
                formula="deploy iff (Karsia.ceasefire and Veldania.ceasefire)",
                text="to deploy exactly when both sides have accepted a ceasefire",
                statements=ids(*deploy, *ground),
            ),
            PreferenceEntry(
                decision_maker="Tashan",
                formula="troops iff (UN.mandate and Karsia.ceasefire and Veldania.ceasefire)",
                text="to contribute troops exactly under a mandate and a ceasefire on both sides",
                statements=ids(ready, mandate),
            ),
            PreferenceEntry(
                decision_maker="UN",
                formula="mandate iff Karsia.consent",
                text="to give a mandate exactly when Karsia consents",
                assumption=veto,
            ),
            PreferenceEntry(
                decision_maker="Meridian",
                formula="guarantee",
                text="to give guarantees other than troops",
                statements=ids(open_to),
            ),
        ),
        omitted=(
            OmissionEntry(
                what="contributing to the force, by Ostmark",
                reason="occurs in nobody’s condition, and only one statement speaks of it",
                statements=ids(ostmark),
            ),
        ),
    )
    nodes = (
        ("r1", "The Northern Ledger, 14 March 2026", "report", statements[:11]),
        ("r2", "strait-courier.txt", "report", statements[11:]),
        ("m1", "Abendpost", "medium", (weighs, asked, readier, ready, mandate, watch)),
        ("m2", "Meridian Wire", "medium", (ten,)),
        ("u1", LEAGUE, "unnamed", (weighs, asked, readier, ready, mandate)),
        ("u2", "League diplomats, others (unnamed)", "unnamed", (watch,)),
        ("p1", "Anton Reshko", "person", (flag, rejected)),
        ("b1", "Karsian foreign ministry", "body", (denied,)),
        ("p2", "Ilona Marsh", "person", (guarantees,)),
        ("p3", "Paul Dane", "person", (open_to,)),
        ("a1", "Karsia", "party", (turned_down, flag, rejected, denied)),
        ("a2", "Tashan", "party", (weighs, asked, ready, mandate)),
        ("a3", "Veldania", "party", (guarantees,)),
        ("a4", "Meridian States", "party", (ruled_out, open_to)),
        ("a5", "Coalition", "party", (*deploy, *ground, ten)),
    )
    links = (
        *(
            ("r1", "m1", (weighs, asked, readier)),
            ("r2", "m1", (ready, mandate, watch)),
            ("r2", "m2", (ten,)),
        ),
        *(("m1", "u1", (weighs, asked, readier, ready, mandate)), ("m1", "u2", (watch,))),
        *(
            ("r1", "p1", (flag,)),
            ("r2", "p1", (rejected,)),
            ("r2", "b1", (denied,)),
            ("r1", "p2", (guarantees,)),
        ),
        *(("r1", "p3", (open_to,)), ("p1", "a1", (flag, rejected)), ("b1", "a1", (denied,))),
        *(
            ("u1", "a2", (weighs, asked, ready, mandate)),
            ("p2", "a3", (guarantees,)),
            ("p3", "a4", (open_to,)),
        ),
        *(("r1", "a5", tuple(deploy)), ("r2", "a5", tuple(ground)), ("m2", "a5", (ten,))),
        ("r1", "a1", (turned_down,)),
    )
    return Contents(
        case="cases/peace-force",
        title="A peace force for Veldania",
        made_with=MadeWith(
            version="0.1.0",
            reader="rules 0.1",
            language_model="en_core_web_sm 3.8.0",
            concepts=concepts,
            interpretations=2,
            interpretations_solved=2,
            model_file="conflict.yaml",
        ),
        answer=(
            Sentence(
                text=(
                    "An arrangement with foreign troops holds only if Tashan’s taking part under a mandate from the "
                    "United Nations wins Karsia’s consent."
                ),
                statements=ids(ready, mandate),
            ),
            Sentence(
                text="That it might is the judgement of unnamed diplomats of the League, reported by one newspaper.",
                statements=ids(readier),
            ),
            Sentence(
                text="Karsia is reported to reject any force with foreign soldiers, three times.",
                statements=karsia_against,
            ),
            Sentence(
                text=(
                    "Even then nobody gets there alone: from the deadlock it takes a joint step by Karsia, Veldania, "
                    "the Coalition, Tashan and the Security Council."
                ),
            ),
            Sentence(
                text="What would decide: whether Karsia has said that it would accept a force with Tashan in it.",
                statements=ids(denied, readier),
            ),
            Sentence(text=f"Assumed, not reported: that {veto}, and that {settles}."),
        ),
        reports=(
            _report(
                "northern-ledger.txt",
                LEDGER,
                11,
                outlet="The Northern Ledger",
                title="Tashan weighs a part in a peace force for Veldania",
                date="2026-03-14",
                date_from="date line",
                url="https://ledger.example/tashan-weighs",
            ),
            _report(
                "strait-courier.txt",
                COURIER,
                11,
                title="Tashan ready to send peacekeepers to Veldania, Abendpost reports",
                warnings=("It names days in August without a year; give --date to place it.",),
            ),
        ),
        statements=statements,
        positions=held,
        changes=(
            ChangeEntry(
                actor="Tashan",
                proposal=FORCE,
                text="Tashan is reported to have gone from considering a part in the force to being ready to send peacekeepers.",
                before=HistoryEntry(date="2026-03-11", stance="considers", statements=ids(weighs, asked)),
                after=HistoryEntry(date=None, stance="offers", statements=ids(ready, mandate)),
            ),
        ),
        contradictions=(
            ContradictionEntry(
                kind="denial",
                topic="Karsia and a force with Tashan in it",
                text="Diplomats judge that Tashan’s part could win Karsia over; Karsia denies having discussed it.",
                a=ids(readier),
                b=ids(denied, rejected),
            ),
            ContradictionEntry(
                kind="quantity",
                topic="how many states would take part",
                text="The number of states is given as more than thirty and as around ten.",
                a=ids(thirty),
                b=ids(ten),
                settled="They may count different things: standing behind the plan, and sending troops.",
            ),
        ),
        origins=(
            OriginEntry(
                origin=LEAGUE,
                anonymous=True,
                reports=("northern-ledger.txt", "strait-courier.txt"),
                statements=ids(weighs, asked, readier, ready, mandate),
            ),
            OriginEntry(
                origin="Anton Reshko",
                anonymous=False,
                reports=("northern-ledger.txt", "strait-courier.txt"),
                statements=ids(flag, rejected),
            ),
            OriginEntry(
                origin="Ilona Marsh",
                anonymous=False,
                reports=("northern-ledger.txt",),
                statements=ids(guarantees),
            ),
            OriginEntry(
                origin="The Northern Ledger",
                anonymous=False,
                reports=("northern-ledger.txt",),
                statements=ids(turned_down, *deploy, ruled_out),
            ),
        ),
        chains=Chains(
            nodes=tuple(
                ChainNode(key=key, label=label, kind=kind, statements=ids(*found))
                for key, label, kind, found in nodes
            ),
            links=tuple(ChainLink(teller=a, source=b, statements=ids(*found)) for a, b, found in links),
        ),
        conflict=conflict,
        arrangements=(deadlock, package, *weak),
        breaks=(
            BreakEntry(
                name="status quo",
                taken=(),
                breaker="Meridian",
                becomes=("Meridian.guarantee",),
                text="The Meridian States would give their guarantee, which they are reported to be open to.",
                interpretations=(yes, no),
                of=2,
                statements=ids(open_to),
            ),
            BreakEntry(
                name="force without Tashan",
                taken=("Karsia.ceasefire", "Veldania.ceasefire", "Coalition.deploy"),
                breaker="Karsia",
                becomes=("Veldania.ceasefire", "Coalition.deploy"),
                text="Karsia would end its ceasefire: it is reported to reject northern soldiers.",
                interpretations=(no,),
                of=2,
                statements=karsia_against,
            ),
        ),
        ways=(
            Sentence(
                text="From the status quo, improvements lead to the deadlock: first the Meridian guarantee, then Veldania.",
                statements=ids(open_to, guarantees),
            ),
            Sentence(text="No chain of improvements leads on from there to the package."),
        ),
        questions=(
            QuestionEntry(
                question=question,
                actor="Karsia",
                answers=("yes", "no"),
                statements=(*ids(readier, denied), *karsia_against),
                decides=(128, 67),
                kind="assessment",
                id="q1",
                text="If yes, the package holds as well as the deadlock; if no, only the deadlock does.",
                by_answer={"yes": ids(readier), "no": (*karsia_against, denied.id)},
            ),
            QuestionEntry(
                question="Does the United Nations give the force a mandate of its own accord?",
                actor="UN",
                answers=("yes", "no"),
                statements=(),
                decides=(),
                kind="not reported",
                id="",
            ),
        ),
        interpretations=(
            InterpretationEntry(
                id=yes, answers={"q1": "yes"}, equilibria={"nash": (69, 128), "gmr": (67, 69, 101, 128)}
            ),
            InterpretationEntry(id=no, answers={"q1": "no"}, equilibria={"nash": (69,), "gmr": (69, 101)}),
        ),
        not_known=(
            Sentence(
                text="When the second report was written cannot be told, so the order of the two is not certain."
            ),
        ),
        warnings=("One report carries no date; positions from it stand apart from the ordered history.",),
    )


HOSTILE = (
    "</script><script>window.stolen = 1</script><img src=x onerror='window.stolen = 2'>"
    "<svg onload=window.stolen=3>\u202ereversed\u202c {{ 7 * 7 }} {% raw %} </style> \x07 &amp; \"'`"
)
ARABIC = "قالت الحكومة إنها مستعدة لإرسال قوات إذا توقف القتال."


def awkward() -> Contents:
    """Give a brief of everything that is hard to show: hostile text, no dates, thirty parties, no model."""
    names = [
        f"Party {number} of the Very Long Confederation of Unpronounceable Lands" for number in range(27)
    ]
    names += [HOSTILE, "حكومة الساحل", "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller" * 2]
    lines = [f"{name} would agree if the others did, {HOSTILE} said." for name in names]
    body = f"{HOSTILE}\r\n\r\n" + "\r\n".join(lines) + f"\r\n{ARABIC}\r\n"
    report = "hostile <b>name</b>.txt"
    statements = tuple(
        _statement(
            body,
            report,
            line,
            actor=name,
            stance=stance,
            proposal="agreeing " + HOSTILE if place % 7 == 0 else "agreeing",
            condition="if the others did" if place == 0 else None,
            sources=(HOSTILE,),
            speaker=HOSTILE,
        )
        for place, (name, line, stance) in enumerate(
            zip(
                names,
                lines,
                ["offers", "rules_out", "warns", "denies", "assesses", "no such stance"] * 5,
                strict=True,
            )
        )
    )
    arabic = _statement(
        body,
        report,
        ARABIC,
        actor="حكومة الساحل",
        stance="offers",
        proposal="إرسال قوات",
        condition="إذا توقف القتال",
        conditions=("إذا توقف القتال",),
    )
    gone = statements[0].model_copy(
        update={"id": "gone-1a", "start": 10**6, "end": 10**6 + 5, "report": "gone.txt"}
    )
    return Contents(
        case="/somewhere/else/awkward",
        title=HOSTILE,
        made_with=MadeWith(
            version="0.1.0",
            reader="rules 0.1",
            language_model="",
            concepts=("nash", "seq"),
            interpretations=1,
            interpretations_solved=1,
            model_file="conflict.yaml",
            model_edited=True,
        ),
        answer=(
            Sentence(text=f"Nothing is known. {HOSTILE}", statements=("no-such-statement", statements[0].id)),
        ),
        reports=(
            _report(
                report, body, 31, title=HOSTILE, outlet=HOSTILE, url="javascript:window.stolen=4", date="soon"
            ),
        ),
        statements=(*statements, arabic, gone),
        positions=tuple(
            PositionEntry(
                actor=entry.actor,
                proposal=entry.proposal,
                stance=entry.stance,
                condition=entry.condition,
                statements=(entry.id,),
                topic="agreeing" if place % 2 else f"matter {place % 12}",
                least=0,
                greatest=place % 3,
            )
            for place, entry in enumerate((*statements, arabic))
        ),
        chains=Chains(
            nodes=(
                ChainNode(key="a:b,c", label=HOSTILE, kind="report", statements=(statements[0].id,)),
                ChainNode(key='x"y', label="حكومة الساحل", kind="party", statements=(arabic.id,)),
            ),
            links=(
                ChainLink(teller="a:b,c", source='x"y', statements=(arabic.id,)),
                ChainLink(teller="a:b,c", source="missing", statements=()),
                ChainLink(teller="a:b,c", source="a:b,c", statements=()),
            ),
        ),
        warnings=(HOSTILE,),
    )


def silent() -> Contents:
    """Give a brief of one report in which no statement was found."""
    return Contents(
        case="case",
        title="",
        made_with=MadeWith(
            version="0.1.0",
            reader="rules 0.1",
            language_model="",
            concepts=("nash", "gmr", "smr", "seq"),
            interpretations=1,
            interpretations_solved=0,
            model_file="conflict.yaml",
        ),
        answer=(),
        reports=(_report("timetable.txt", "The train leaves at nine.\n", 0),),
        statements=(),
        positions=(),
    )


def crowded() -> Contents:
    """Give the peace force's brief with far more of everything than a page was drawn for."""
    small = peace_force()
    assert small.conflict is not None
    package = small.arrangements[1]
    many = tuple(
        package.model_copy(
            update={
                "number": 1000 + number,
                "code": 999 + number,
                "name": f"package without part {number}",
                "of": 64,
                "holds_in": {
                    c: tuple(f"q1=yes,q2={n % 2},q3={n}" for n in range(number + 1))
                    for c in ("nash", "seq", "gmr")
                },
                "depends": ("Karsia",),
                "not_acceptable_to": ("UN",),
            }
        )
        for number in range(20)
    )
    silent_parties = tuple(
        QuestionEntry(
            question=f"Would party {number} give its part to the settlement?",
            actor=f"Party {number}",
            answers=("yes", "no"),
            statements=(),
            decides=(1000, 1001) if number % 2 else (),
            kind="not reported",
            id=f"q{number + 10}",
        )
        for number in range(12)
    )
    nodes = tuple(
        ChainNode(
            key=f"x{number}",
            label=f"Spokesman for ministry number {number}",
            kind="body",
            statements=(small.statements[number % 20].id,),
        )
        for number in range(40)
    )
    links = tuple(
        ChainLink(
            teller=("r1", "r2", "m1")[number % 3],
            source=node.key,
            statements=(small.statements[number % 20].id,),
        )
        for number, node in enumerate(nodes)
    )
    return small.model_copy(
        update={
            "arrangements": (*small.arrangements, *many),
            "contradictions": small.contradictions * 6,
            "questions": (*small.questions, *silent_parties),
            "chains": Chains(nodes=small.chains.nodes + nodes, links=small.chains.links + links),
            "positions": tuple(
                position.model_copy(update={"actor": f"{position.actor} {number}"})
                for number in range(4)
                for position in small.positions
            ),
        }
    )
