"""Words that mean the same in what parties do: verbs by the kind of act, nouns by the thing.

General English, for grouping acts only. A word may be in several sets of nouns; a verb has one kind.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

VERBS = {
    "stop": "stop halt suspend pause freeze end cease discontinue interrupt terminate abort",
    "close down": "dissolve disband abolish wind scrap dismantle liquidate",
    "prolong": "extend renew prolong continue maintain keep preserve uphold",
    "leave": "leave quit exit withdraw pull abandon vacate evacuate",
    "conclude": "sign initial conclude seal strike reach finalise finalize ratify",
    "permit": "allow clear approve permit authorise authorize enable license okay greenlight",
    "give": "give provide grant supply offer furnish",
    "pay": "pay fund finance subsidise subsidize bankroll",
    "take down": "remove lift drop cancel scrap waive ease",
    "raise": "raise increase lift boost up hike",
    "cut": "cut reduce lower slash trim curb shrink decrease limit cap restrict",
    "begin": "begin start launch open commence initiate",
    "resume": "resume restart reopen relaunch revive restore",
    "hand over": "hand transfer cede surrender return relinquish",
    "set free": "free release liberate",
    "send": "send dispatch ship deliver",
    "build": "build construct erect develop",
    "buy": "buy purchase acquire",
    "sell": "sell divest",
    "forbid": "forbid ban prohibit outlaw bar",
    "join": "join enter accede",
    "publish": "publish release disclose reveal",
    "accept": "accept agree consent tolerate",
    "dispute": "oppose reject refuse contest challenge appeal fight",
    "alter": "change amend alter rewrite revise review delay postpone defer",
    "destroy": "destroy demolish raze bulldoze",
    "repair": "repair mend fix refurbish renovate",
    "protect": "protect safeguard defend shield",
    "employ": "hire employ recruit",
    "dismiss": "dismiss fire sack",
    "compensate": "compensate reimburse indemnify recompense",
    "inspect": "inspect monitor verify supervise",
}
"""Verbs by the kind of thing they do to an object. A verb in two kinds is placed by the first."""

FURTHER_VERBS = frozenset(
    """
    accept agree drop recognise recognize support back reject guarantee protect share pay lend fund hold host
    move sell vote admit respect honour honor change amend adopt pass settle talk negotiate invite join meet
    buy use take make run visit train arm feed treat store carry cross cover limit divert pump move relocate
    put close lose expand waive retract replace privatise privatize annex deport play fly
    resettle register hear try punish pardon extradite apologise apologize nominate appoint elect elaborate
    """.split()
)
"""Verbs that are known to be verbs, beside those of a kind."""

IRREGULAR = {
    form: verb
    for verb, forms in {
        "begin": "began begun",
        "build": "built",
        "buy": "bought",
        "cut": "cut",
        "fight": "fought",
        "find": "found",
        "forbid": "forbade forbidden",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "hold": "held",
        "keep": "kept",
        "leave": "left",
        "lend": "lent",
        "let": "let",
        "make": "made",
        "meet": "met",
        "pay": "paid",
        "put": "put",
        "sell": "sold",
        "send": "sent",
        "spend": "spent",
        "strike": "struck",
        "take": "took taken",
        "withdraw": "withdrew withdrawn",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
"""Plain forms of verbs that change within."""

VERB_OF = {
    "closure": "close",
    "sale": "sell",
    "purchase": "buy",
    "removal": "remove",
    "dismissal": "dismiss",
    "expansion": "expand",
    "extension": "extend",
    "construction": "build",
    "demolition": "demolish",
    "payment": "pay",
    "withdrawal": "withdraw",
    "reduction": "reduce",
    "reopening": "reopen",
    "renewal": "renew",
    "replacement": "replace",
    "relocation": "relocate",
    "delivery": "deliver",
    "publication": "publish",
    "privatisation": "privatise",
    "privatization": "privatize",
    "takeover": "take",
    "annexation": "annex",
    "deportation": "deport",
    "suspension": "suspend",
    "abolition": "abolish",
    "loss": "lose",
    "transfer": "transfer",
    "return": "return",
    "release": "release",
    "merger": "merge",
    "match": "play",
    "game": "play",
    "fixture": "play",
    "flight": "fly",
}
"""Verbs of nouns that name an act: who rejects the closure is against closing."""

_NOUNS = """
    electricity power energy
    money fund cash funding
    salary wage pay
    soldier troop force contingent
    prisoner captive detainee inmate
    hostage captive
    border frontier boundary crossing
    port harbour harbor dock
    ship vessel boat
    plane aircraft jet
    road highway motorway
    rail railway railroad
    train locomotive
    dam barrage reservoir
    factory plant mill works
    mine pit
    land territory soil
    area zone region
    weapon arm armament munition
    rocket missile
    deal agreement accord pact treaty settlement compact
    plan scheme project blueprint
    proposal offer
    law act statute legislation bill
    rule regulation
    tax levy duty tariff
    fee charge toll
    loan credit
    debt liability arrears
    grant subsidy aid
    help assistance aid support
    job post position
    worker employee staff workforce
    strike walkout stoppage
    election poll vote ballot
    referendum plebiscite vote ballot
    council board
    committee panel commission
    inquiry enquiry investigation probe
    inspector monitor observer
    inspection monitoring verification
    mission operation
    embassy consulate mission
    diplomat envoy
    mediator broker go-between
    talk negotiation dialogue
    ceasefire truce armistice
    refugee displaced
    settler settlement
    home house housing
    school academy
    doctor physician
    hospital clinic
    medicine drug
    vaccine jab
    food grain
    fish catch
    quota allocation
    timetable schedule calendar
    deadline cut-off
    date day
    share stake holding
    firm company business
    pension retirement
    compensation damage reparation
    apology regret
    amnesty pardon
    charge indictment
    court tribunal
    lawsuit suit complaint
    sanction embargo
    ban moratorium
    licence license permit
    permit permission authorisation authorization
    data information
    record file document archive
    relic artefact artifact
    statue sculpture
    flow discharge
    emission pollution
    waste refuse rubbish
    oil petroleum crude
    gas methane
    pipeline pipe
    control operation operated steering
    cable line
    bridge crossing
    base garrison outpost
    camp settlement
    checkpoint roadblock
    corridor passage route
    flight overflight
    guard escort
    police officer
    minister cabinet
    seat place
    language tongue
    flag banner
    name title
    price cost
    discount rebate
    hour time
    shift rota roster
    holiday leave
    contract agreement
    patent licence
    forest wood woodland
    river stream
    well borehole
"""


@cache
def things(noun: str) -> frozenset[int]:
    """Give the sets of nouns, by number, that a word is in; a plural ending may have been taken off.

    Examples
    --------
    >>> bool(things("electricity") & things("power")), bool(things("power") & things("money"))
    (True, False)
    """
    return frozenset(_sets().get(noun, ()))


def same_thing(one: str, other: str) -> bool:
    """Tell whether two nouns may name the same thing, as far as this vocabulary knows.

    Examples
    --------
    >>> same_thing("captive", "hostage"), same_thing("captive", "captain")
    (True, False)
    """
    return one == other or bool(things(one) & things(other))


@cache
def _sets() -> dict[str, set[int]]:
    sets: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(filter(None, map(str.strip, _NOUNS.splitlines()))):
        for noun in line.split():
            sets[noun].add(number)
    return sets
