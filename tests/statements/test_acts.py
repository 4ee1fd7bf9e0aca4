"""What phrases of negotiations amount to: the class of action, whose act it is, whether it is to be done."""

from __future__ import annotations

import pytest

from modusvivendi.statements import Act, Effect, Stance, Statement
from modusvivendi.statements.actors.mentions import finder
from modusvivendi.statements.acts import action_classes, belongs, with_acts
from modusvivendi.statements.acts.classify import generic_act, main_act
from modusvivendi.statements.acts.groups import group_mentions, groups
from modusvivendi.statements.language import pipeline

FIND = finder(["Aldania", "Borsk", "Dockers' Union", "Harbour Board", "Hamas"])


def statement(
    actor: str,
    stance: str,
    proposal: str,
    condition: str | None = None,
    target: str | None = None,
    start: int = 0,
) -> Statement:
    return Statement(
        id=f"a-{start}a",
        report="a.txt",
        start=start,
        end=start + 1,
        sentence="s",
        actor=actor,
        stance=Stance(stance),
        proposal=proposal,
        condition=condition,
        target=target,
    )


def filled(*given: str | None) -> Statement:
    return with_acts([statement(*given)], FIND)[0]  # type: ignore[arg-type]


def short(act: Act | None) -> str:
    """Write an act as ``not ceasefire: Russia, Ukraine``."""
    if act is None:
        return "none"
    return f"{'not ' if act.negated else ''}{act.action}: {', '.join(act.agents)}".rstrip(": ")


PHRASES = {
    "contribute-forces": """
        send a battalion of infantry to the border zone
        put boots on the ground
        take part in a stabilisation mission
        deploy around 400 peacekeepers along the ceasefire line
        lead a multinational force
        commit ground forces to the mission
        provide soldiers for the monitoring force
        join the coalition of the willing
        the deployment of French troops
        the presence of foreign soldiers on its soil
    """,
    "withdraw-forces": """
        pull its troops out of the valley
        withdraw its army from the northern provinces
        a full withdrawal from the occupied hills
        move its heavy weapons back from the front line
        leave the occupied districts
    """,
    "ceasefire": """
        stop fighting for thirty days
        a truce between Aldania and Borsk
        halt its offensive
        an end to the shelling
        agree to a humanitarian pause
        cease hostilities
        suspend air strikes
    """,
    "give-mandate": """
        give the mission a mandate
        authorise the force
        pass a resolution of the Security Council
    """,
    "guarantee-security": """
        offer binding security guarantees
        act as guarantor of the accord
        defend Borsk if it is attacked
        come to Borsk's aid if it is attacked
    """,
    "release-captives": """
        free all hostages
        hand over the bodies of captives
        release political prisoners
        a swap of prisoners of war
    """,
    "lift-sanctions": """
        ease the oil embargo
        remove tariffs on steel
        unfreeze assets held abroad
        relief from sanctions
    """,
    "impose-sanctions": """
        impose new sanctions on the shipping sector
        reimpose tariffs
        freeze the regime's assets
        punish the junta with an arms embargo
    """,
    "sign-agreement": """
        sign the treaty before the end of the year
        ratify the border pact
        initial the text
        conclude a peace agreement
        reach a deal with the rebels
        accept the peace plan
    """,
    "admit-inspectors": """
        let inspectors back in
        allow unannounced inspections
        grant the agency access to the sites
    """,
    "verify": """
        independent monitoring of the truce
    """,
    "limit-enrichment": """
        cap enrichment at four per cent
    """,
    "ship-stockpile": """
        give up its stockpile of enriched uranium
        ship its uranium abroad
        export its highly enriched uranium
    """,
    "end-enrichment": """
        stop enriching uranium
        an end to all enrichment on its soil
        dismantle its centrifuges
    """,
    "keep-agreement": """
        extend the grain deal by six months
        return to the agreement
        honour the accord
        abide by the treaty
    """,
    "leave-agreement": """
        withdraw from the treaty
        quit the pact
    """,
    "host-talks": """
        host a summit
        mediate between the two sides
    """,
    "hold-talks": """
        return to the negotiating table
        hold direct talks with Borsk
        meet the rebel leader in person
        open negotiations
    """,
    "recognise": """
        recognise the breakaway republic
        establish diplomatic relations
    """,
    "grant-autonomy": """
        grant the province autonomy
        more self-rule for the islands
    """,
    "grant-independence": """
        let the region secede
        grant independence to the islands
        declare independence
    """,
    "amend-constitution": """
        change its constitution
    """,
    "change-law": """
        change the law on museums
        amend the legislation
    """,
    "hold-vote": """
        hold early elections
        call a snap poll
        a referendum on independence
        postpone the presidential election
    """,
    "open-border": """
        reopen the border crossings
        lift the blockade of the port
        let aid convoys through
        allow humanitarian aid into the enclave
    """,
    "close-border": """
        close the strait to tankers
        blockade the port
    """,
    "strike": """
        walk out for three days
        go on strike from Monday
        begin industrial action
        call off the strike
        suspend the walkout
        return to work
    """,
    "guarantee-jobs": """
        rule out compulsory redundancies
        guarantee all jobs until 2030
    """,
    "cut-jobs": """
        cut 400 jobs
        close the shipyard
    """,
    "raise-pay": """
        raise wages by 6 per cent
        a pay rise of 9 per cent
        a higher pay offer
        improve its pay offer
    """,
    "arm": """
        supply long-range missiles
        deliver fighter jets to Borsk
        arms deliveries to the rebels
    """,
    "disarm": """
        lay down its weapons
        hand its arsenal over to the army
        dismantle its missile sites
        the disarmament of the militias
    """,
    "pay": """
        provide 3 billion dollars in climate finance
        contribute to the loss and damage fund
        pay reparations for the war
        compensate the farmers
        double its funding for adaptation
        lend Borsk two billion euros
    """,
    "step-down": """
        resign as prime minister
        leave office
        the president's resignation
    """,
    "cut-emissions": """
        cut emissions by half by 2035
        phase out coal
        a phase-out of fossil fuels
    """,
    "release-water": """
        release more water from the dam
        guarantee a minimum flow downstream
    """,
    "fill-dam": """
        fill the reservoir
        build the dam
        the filling of the dam
    """,
    "limit-fishing": """
        cut its cod quota
        accept lower quotas for mackerel
    """,
    "grant-access": """
        grant its boats access to fishing grounds
    """,
    "cede-territory": """
        cede the two provinces
        give up the peninsula
        territorial concessions
        hand over control of the corridor
        swap land
    """,
    "amnesty": """
        grant an amnesty to the fighters
        pardon the rebels
    """,
    "form-government": """
        enter a coalition with the Greens
        join the government
        form a coalition government
        support a minority government
    """,
    "merge": """
        merge with its rival
        sell its stake
        the takeover of the yard
        approve the merger
    """,
    "join-alliance": """
        join NATO
        membership of the European Union
    """,
    "stay-neutral": """
        neutrality
    """,
    "resume-hostilities": """
        resume the war
        attack the port
    """,
    "strike-targets": """
        launch strikes on the depots
    """,
    "take-part": """
        take part
    """,
}
NOT_DOING = {
    "call off the strike",
    "suspend the walkout",
    "return to work",
    "postpone the presidential election",
}


@pytest.mark.parametrize(
    ("phrase", "action"), [(p.strip(), a) for a, many in PHRASES.items() for p in many.strip().splitlines()]
)
def test_a_phrase_is_of_its_class(phrase: str, action: str) -> None:
    act = main_act(pipeline()(phrase), FIND)
    assert act is not None, phrase
    assert act.action == action
    assert act.negated == (phrase in NOT_DOING)


@pytest.mark.parametrize(
    "phrase", ["shell a convoy of trucks", "thank the ambassador", "buy a newspaper", "wait and see"]
)
def test_what_is_no_act_of_negotiations_is_of_no_class(phrase: str) -> None:
    assert main_act(pipeline()(phrase), FIND) is None


def test_slugs_and_option_keys_are_unique_and_words() -> None:
    classes = action_classes()
    assert len({c.action for c in classes}) == len(classes)
    assert len({c.option for c in classes}) == len(classes)
    assert all(c.option.isidentifier() and c.label for c in classes)


CONDITIONS = [
    ("if Borsk does too", "contribute-forces: Borsk"),
    ("only if Poland and Norway send soldiers as well", "contribute-forces: Poland, Norway"),
    ("unless Borsk withdraws its army", "not withdraw-forces: Borsk"),
    ("without a mandate from the United Nations", "not give-mandate: United Nations"),
    ("until Borsk frees all hostages", "not release-captives: Borsk"),
    ("before Borsk has disarmed", "not disarm: Borsk"),
    ("as long as no European troops are deployed", "not contribute-forces: European countries"),
    ("if a truce between Aldania and Borsk holds", "ceasefire: Aldania, Borsk"),
    ("if a ceasefire agreement between Aldania and Borsk is reached", "ceasefire: Aldania, Borsk"),
    ("if the ceasefire collapses", "not ceasefire"),
    ("if Borsk's parliament ratifies the treaty", "sign-agreement: Borsk"),
    ("if sanctions are lifted by the European Union", "lift-sanctions: European Union"),
    ("in the event of renewed fighting", "resume-hostilities"),
    ("provided that Moscow and Kyiv stop fighting", "ceasefire: Russia, Ukraine"),
    ("if the Harbour Board withdraws its compulsory redundancies", "not cut-jobs: Harbour Board"),
    (
        "once Israel withdraws its troops and Hamas releases the hostages",
        "withdraw-forces: Israel; release-captives: Hamas",
    ),
    ("if the United States guarantees its security", "guarantee-security: United States"),
    ("in return for an amnesty", "amnesty"),
    ("if Turkey drops its objections", "drop-objection: Turkey"),
    ("unless there is a referendum in Borsk", "not hold-vote"),
    ("not before all Borsk's troops had gone", "withdraw-forces: Borsk"),
    ("if Borsk took its battalions out of the valley", "withdraw-forces: Borsk"),
    ("if prices fall", "fall"),
    ("unless a fund for the poorer regions is written into the law", "not write-fund"),
    ("if a fund of 80 million is set up", "pay"),
    ("only if all the taxes, value added tax included, were collected by Borsk", "collect-taxis: Borsk"),
    ("once the owners have signed the agreement", "owner-sign-agreement"),
    ("if shareholders sign the treaty", "shareholder-sign-treaty"),
    ("once the treaty is signed", "sign-agreement"),
    ("if the sanctions come back", "impose-sanctions"),
    ("if the terminals pay", "terminal-pay"),
    ("once the terminals had signed", "terminal-sign"),
    ("as long as the talks lasted", "last"),
    ("while negotiations go on", "go"),
    ("as long as Aldania takes part in the talks", "take-part: Aldania; hold-talks: Aldania"),
]


@pytest.mark.parametrize(("condition", "acts"), CONDITIONS)
def test_a_condition_is_acts_of_those_it_names(condition: str, acts: str) -> None:
    found = filled("Aldania", "offers", "send troops", condition)
    assert "; ".join(map(short, found.condition_acts)) == acts
    assert short(found.act) == "contribute-forces: Aldania"


POSITIONS = [
    ("demands", "Aldania withdraw its troops", "withdraw-forces: Aldania"),
    ("demands", "the withdrawal of Aldania's army", "withdraw-forces: Aldania"),
    ("demands", "troops be withdrawn by Aldania", "withdraw-forces: Aldania"),
    ("demands", "a mandate from the UN", "give-mandate: United Nations"),
    ("demands", "European or NATO troops", "contribute-forces: European countries, NATO members"),
    ("demands", "security guarantees by France", "guarantee-security: France"),
    ("demands", "France and Germany to disarm", "disarm: France, Germany"),
    ("demands", "the release of prisoners held by Aldania", "release-captives: Aldania"),
    ("opposes", "any foreign presence on its soil", "contribute-forces: foreign countries"),
    ("opposes", "the deployment of troops from NATO countries", "contribute-forces: NATO members"),
    ("opposes", "dropping the plan to deploy French troops", "not contribute-forces: France"),
    ("supports", "Western sanctions on Aldania", "impose-sanctions: Western countries"),
    ("offers", "accept European troops", "accept:contribute-forces: Borsk"),
    ("rules_out", "European troops on its soil", "accept:contribute-forces: Borsk"),
    ("offers", "accept security guarantees from France", "accept:guarantee-security: Borsk"),
    ("offers", "drop its claim to the islands", "cede-territory: Borsk"),
    ("rules_out", "drop plans to deploy troops", "not contribute-forces: Borsk"),
    ("denies", "plans to send soldiers", "contribute-forces: Borsk"),
    ("considers", "the idea of joining the mission", "contribute-forces: Borsk"),
    ("offers", "call off the strike", "not strike: Borsk"),
    ("rules_out", "lifting the blockade", "open-border: Borsk"),
    ("offers", "put off the return of sanctions on the port", "not impose-sanctions: Borsk"),
    ("offers", "postpone the tariffs by a year", "not impose-sanctions: Borsk"),
    ("offers", "ease the tariffs", "lift-sanctions: Borsk"),
    ("considers", "a two-year freeze on lay-offs", "freeze-lay-offs: Borsk"),
    ("offers", "guarantee all jobs until 2030", "guarantee-jobs: Borsk"),
]


@pytest.mark.parametrize(("stance", "proposal", "act"), POSITIONS)
def test_a_position_is_about_the_actors_own_act_or_that_of_whom_it_names(
    stance: str, proposal: str, act: str
) -> None:
    assert short(filled("Borsk", stance, proposal).act) == act


def test_a_demand_that_names_nobody_is_of_its_target() -> None:
    found = with_acts([statement("Borsk", "demands", "an end to sanctions", target="United States")], FIND)
    assert short(found[0].act) == "lift-sanctions: United States"


@pytest.mark.parametrize("marker", ["but not before", "not until", "though not without"])
def test_an_offer_not_before_an_act_is_one_on_that_condition(marker: str) -> None:
    for stance in ("offers", "considers"):
        found = filled("Dorne", stance, "enter talks", f"{marker} Borsk withdrew its army")
        assert [short(a) for a in found.condition_acts] == ["withdraw-forces: Borsk"]
        found = filled("Dorne", stance, "enter talks", f"{marker} Borsk published the map")
        assert [a.negated for a in found.condition_acts] == [False]
    refused = filled("Dorne", "rules_out", "enter talks", f"{marker} Borsk withdrew its army")
    assert [a.negated for a in refused.condition_acts] == [True]


def test_a_noun_taken_for_a_verb_is_still_a_thing() -> None:
    act = filled("Dorne", "considers", "a long-term loan of some of the Tessaly bronzes").act
    assert act is not None
    assert act.label == "agree to a long-term loan of some of the Tessaly bronzes"
    assert act.action.startswith("loan")


def test_two_conditions_are_two_acts() -> None:
    found = filled(
        "Dorne",
        "offers",
        "sign",
        "if Borsk withdrew its army and if the museum kept its name, and once a vote is held",
    )
    withdrawing, keeping, voting = found.condition_acts
    assert short(withdrawing) == "withdraw-forces: Borsk"
    assert keeping.label == "the museum kept its name"
    assert voting.action == "hold-vote"


def written(effect: Effect | None) -> str:
    if effect is None:
        return "none"
    return f"{short(effect.cause)} {'->' if effect.raises else '-|'} {short(effect.effect)}"


EFFECTS = [
    (
        "China's joining would make Russia more willing to accept a force",
        "take-part: China -> accept: Russia",
    ),
    (
        "a French contingent would harden Moscow's resistance",
        "contribute-forces: France -| accept:contribute-forces: Russia",
    ),
    (
        "soldiers from the Global South would be easier for Moscow to accept",
        "contribute-forces: non-Western countries -> accept:contribute-forces: Russia",
    ),
    (
        "lifting sanctions would make Iran more likely to admit inspectors",
        "lift-sanctions -> admit-inspectors: Iran",
    ),
    (
        "Turkey's participation could lower Russia's opposition to the mission",
        "take-part: Turkey -> accept: Russia",
    ),
    (
        "NATO troops would be unacceptable to Russia",
        "contribute-forces: NATO members -| accept:contribute-forces: Russia",
    ),
    (
        "a write-off by Aldania would bring Borsk to accept 35 per cent",
        "write-off: Aldania -> accept: Borsk",
    ),
    (
        "Aldania's consent would lead Borsk to drop its veto",
        "consent: Aldania -> drop-veto: Borsk",
    ),
    (
        "a promise on jobs would win the Dockers' Union's support",
        "promise -> accept: Dockers' Union",
    ),
    (
        "lower fees would lure Borsk back to the port",
        "fee -> come-back: Borsk",
    ),
    (
        "a road fund would drive Aldania out of the talks",
        "pay -| hold-talks: Aldania",
    ),
    (
        "a higher pay offer would bring the Dockers' Union back to the table",
        "raise-pay -> hold-talks: Dockers' Union",
    ),
    (
        "US guarantees would persuade Ukraine to accept a ceasefire",
        "guarantee-security: United States -> ceasefire: Ukraine",
    ),
    ("an amnesty would encourage the rebels in Borsk to disarm", "amnesty -> disarm: Borsk"),
    (
        "deploying European troops would deter Russia from signing",
        "contribute-forces: European countries -| sign-agreement: Russia",
    ),
    ("Beijing's involvement would ease Moscow's reluctance", "take-part: China -> accept: Russia"),
    (
        "Aldania's taking part would reduce Borsk's willingness to sign",
        "take-part: Aldania -| sign-agreement: Borsk",
    ),
    ("a Chinese contribution might not change Russia's position", "none"),
    ("Norway's withdrawal would weaken the coalition", "none"),
    ("the talks were held in a hotel", "none"),
]


@pytest.mark.parametrize(("judgement", "effect"), EFFECTS)
def test_a_judgement_says_what_would_make_whom_do_what(judgement: str, effect: str) -> None:
    assert written(filled("Dorne", "assesses", judgement).effect) == effect


@pytest.mark.parametrize(
    ("judgement", "condition", "effect"),
    [
        (
            "Russia might agree to a truce",
            "if the United States lifted sanctions",
            "lift-sanctions: United States -> ceasefire: Russia",
        ),
        (
            "Israel could withdraw its army",
            "if Hamas released the hostages",
            "release-captives: Hamas -> withdraw-forces: Israel",
        ),
        (
            "Russia could be coaxed back within months",
            "if China opened a clearing house",
            "open-clearing-house: China -> come-back: Russia",
        ),
        (
            "Israel might be talked round",
            "if the United States lifted sanctions",
            "lift-sanctions: United States -> accept:lift-sanctions: Israel",
        ),
    ],
)
def test_a_judgement_with_a_condition_is_an_effect_of_the_condition(
    judgement: str, condition: str, effect: str
) -> None:
    assert written(filled("Dorne", "assesses", judgement, condition).effect) == effect


@pytest.mark.parametrize(
    ("phrase", "no_class"),
    [
        ("the region gave its approval", "cede-territory"),
        ("cut its landing fees", "limit-fishing"),
        ("suspend the toll for the duration of talks", "hold-talks"),
        ("pause the searches during negotiations", "hold-talks"),
        ("dismiss all talk of a toll", "hold-talks"),
        ("halt the extension of its quays", "keep-agreement"),
        ("approve the takeover of the mill", "merge"),
        ("bring next year's tariff review forward", "impose-sanctions"),
        ("accept a mediator and offer to pay for one", "raise-pay"),
        ("accept any arrangement struck with one region alone", "strike"),
        ("write a solidarity fund into the law", "pay"),
    ],
)
def test_a_word_beside_an_act_does_not_make_it_another(phrase: str, no_class: str) -> None:
    act = filled("Aldania", "offers", phrase).act
    assert act is not None
    assert act.action != no_class


@pytest.mark.parametrize(
    ("stance", "proposal", "label"),
    [
        ("demands", "Borsk reverse its decision", "reverse its decision"),
        ("demands", "the committee that sat for years", "bring about the committee that sat for years"),
        ("offers", "winding up the committee", "wind up the committee"),
        ("offers", "publish the ledgers", "publish the ledgers"),
        ("offers", "a quiet word", "agree to a quiet word"),
    ],
)
def test_an_act_of_no_class_is_labelled_as_something_to_do(stance: str, proposal: str, label: str) -> None:
    # Labels stand after "would": "Borsk would winding up the committee" was once a sentence of a brief.
    act = filled("Aldania", stance, proposal).act
    assert act is not None
    assert act.label == label


def test_taking_part_is_in_what_the_report_says_the_party_would_take_part_in() -> None:
    found = with_acts(
        [
            statement("Dorne", "assesses", "China's joining would ease Moscow's reluctance"),
            statement("China", "offers", "send peacekeepers", start=9),
        ],
        FIND,
    )
    assert written(found[0].effect) == "contribute-forces: China -> accept:contribute-forces: Russia"


def test_statements_keep_their_order_and_everything_but_their_acts() -> None:
    given = [statement("Aldania", "offers", "send troops", "if Borsk signs", start=k) for k in (3, 1, 2)]
    found = with_acts(given, FIND)
    assert [s.start for s in found] == [3, 1, 2]
    for before, after in zip(given, found, strict=True):
        assert after.model_copy(update={"act": None, "condition_acts": ()}) == before


# Groups


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("European troops", ["European countries"]),
        ("the European Union", []),
        ("soldiers from NATO states", ["NATO members"]),
        ("non-Western powers", ["non-Western countries"]),
        ("partners from beyond the Western camp", ["non-Western countries"]),
        ("Western capitals", ["Western countries"]),
        ("the foreign minister", []),
        ("foreign soldiers", ["foreign countries"]),
        ("the Baltic states and the G7", ["Baltic states", "G7"]),
    ],
)
def test_groups_are_named_by_adjectives_and_phrases(text: str, names: list[str]) -> None:
    assert [name for _, _, name in group_mentions(text)] == names


def test_who_belongs_to_a_group() -> None:
    assert belongs("Latvia", "Baltic states")
    assert not belongs("Poland", "Baltic states")
    assert belongs("India", "non-Western countries")
    assert not belongs("Canada", "non-Western countries")
    assert belongs("Borsk", "foreign countries")
    assert belongs("Borsk", "Borsk")
    assert not belongs("Borsk", "Aldania")


def test_groups_within_groups_are_consistent() -> None:
    known = groups()
    for name in ("Baltic states", "E3"):
        members = known[name].members or ()
        assert all(belongs(m, "European countries") and belongs(m, "NATO members") for m in members)
        assert not any(belongs(m, "non-Western countries") for m in members)
    for group in known.values():
        assert group.members is None or list(group.members) == list(dict.fromkeys(group.members))
        assert not group.excluded or group.excluded in known


def test_each_verb_of_a_list_in_a_condition_is_an_act_of_its_subject() -> None:
    condition = "if Aldania resumes talks, readmits inspectors and returns the boats"
    acts = filled("Borsk", "offers", "lift sanctions", condition).condition_acts
    assert [short(a) for a in acts] == [
        "hold-talks: Aldania",
        "admit-inspectors: Aldania",
        "return-boat: Aldania",
    ]


def test_a_list_of_things_in_a_condition_is_one_act() -> None:
    condition = "if Aldania restores trade, travel and mail"
    assert len(filled("Borsk", "offers", "lift sanctions", condition).condition_acts) == 1


@pytest.mark.parametrize(
    ("phrase", "action"),
    [
        ("repaint the towers by Easter", "repaint-tower"),
        ("an agreed timetable by 15 December", "timetable"),
        ("the deckhands come down by Easter", "come"),
        ("a verdict by a third country", "verdict-country"),
        ("driver-only trams by day", "tram-day"),
    ],
)
def test_a_deadline_is_no_part_of_what_is_done(phrase: str, action: str) -> None:
    assert generic_act(pipeline()(phrase), phrase)[0] == action
