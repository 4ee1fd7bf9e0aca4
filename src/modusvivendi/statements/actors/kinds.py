"""What kind of party somebody is, as far as the words around a name tell.

A report that has named *Stonecrest Minerals* goes on to say *the company*, *its chief executive*, *the firm's
lawyers*. Which party such a phrase means depends on what each party is, and that is seldom said outright: it
is told by the noun beside the name, by a word in it, by who holds which office there and by what it owns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import words


class Kind(StrEnum):
    """Kinds of parties that are spoken of, and hold offices, in ways of their own."""

    STATE = "state"
    REGION = "region"
    COMPANY = "company"
    UNION = "union"
    POLITICAL = "political"
    ARMED = "armed"
    PUBLIC = "public"  # councils, regulators, courts, authorities
    SOCIETY = "society"  # associations, foundations, museums, clubs
    PEOPLE = "people"  # tribes, first nations, communities


_NOUNS = {
    Kind.STATE: (
        "state country nation kingdom republic island sultanate emirate monarchy junta duchy principality"
    ),
    Kind.REGION: (
        "province region county city town municipality district canton territory prefecture borough village "
        "island archipelago metropolis commune parish hamlet"
    ),
    Kind.COMPANY: (
        "company firm group corporation carrier airline bank operator retailer supplier developer utility "
        "manufacturer producer publisher broadcaster chain suitor bidder target maker carmaker shipbuilder "
        "brewer refiner smelter insurer lender builder contractor miner exporter importer processor "
        "shipper conglomerate multinational subsidiary startup network studio platform employer steelmaker "
        "drugmaker planemaker chipmaker distributor wholesaler grocer supermarket hauler haulier owner buyer "
        "seller business concern enterprise partnership consortium fund investor agency line hotel farm "
        "resort dairy airport harbour refinery brewery dockyard hospital "
        "label streamer estate port railway ferry shipyard yard plant mill mine utility trader landlord"
    ),
    Kind.UNION: "union guild federation local brotherhood syndicate",
    Kind.POLITICAL: "party league coalition list bloc alliance faction movement caucus opposition grouping",
    Kind.ARMED: (
        "movement front militia faction gang army brigade rebel guerrilla insurgent separatist militant "
        "gunman "
        "kidnapper captor hijacker group insurgency rebellion fighter warlord hostage-taker pirate "
        "paramilitary "
        "cell jihadist extremist outfit organisation organization"
    ),
    Kind.PUBLIC: (
        "council board commission authority agency regulator watchdog court tribunal inspectorate committee "
        "assembly parliament ombudsman office administration service corporation body secretariat panel "
        "executive trust police department university school hospital airport port harbour clinic hospice "
        "observatory laboratory archive library college museum"
    ),
    Kind.SOCIETY: (
        "association foundation museum society charity club league federation trust institute lobby campaign "
        "network confederation chamber cooperative "
        "co-operative co-op organisation organization group body church "
        "university college gallery library academy theatre orchestra diocese team coalition alliance "
        "observatory philharmonic opera ballet choir zoo stadium festival hospital airport monastery abbey "
        "cathedral mosque temple synagogue archive charity "
        "committee forum syndicate side franchise ballclub convent priory squad"
    ),
    Kind.PEOPLE: "tribe nation band clan people community chiefdom elder villager islander settlement",
}
_NAME_WORDS = {
    Kind.COMPANY: (
        "PLC plc Inc Inc. Ltd Ltd. Corp Corp. Corporation Company Co Holdings Group Industries Energy "
        "Motors Steel "
        "Minerals Mining Resources Airlines Airways Air Lines Shipping Marine Maritime Foods Pharma "
        "Bancorp Bank "
        "Capital Partners Telecom Power Electric Oil Gas Petroleum Logistics Freight Rail Railways Media "
        "Studios "
        "Systems Technologies Software Robotics Aerospace Aviation Construction Cement Chemicals Textiles "
        "Stores "
        "Supermarkets Hotels Ferries Ports Terminals Shipyards AG SA GmbH ASA AB Oy NV SpA LLC Brothers & "
        "Sons "
        "Ventures Investments Properties Estates Works Brewery Breweries Dairies Farms Homes "
        "Developments Housing "
        "Builders Realty Lettings Leisure Entertainment Games Labs Laboratories Biotech Therapeutics "
        "Genetics "
        "Plastics Paper Timber Forestry Fisheries Seafood Salmon Meat Grain Sugar Tea Coffee Cocoa "
        "Solar Wind "
        "Renewables Nuclear Uranium Lithium Gold Copper Coal Diamonds Aluminium Aluminum Metals "
        "Materials Glass "
        "Tyres Rubber Cars Trucks Buses Coaches Tramways Transit Bus Taxis Cabs Ferry Cruises Jet Jets Aero "
        "Satellite Communications Mobile Cable Broadband Pictures Films Records Publishing Books Insurance "
        "Assurance Savings Credit Finance Financial Securities Equity Asset Consulting Solutions Dynamics "
        "Engineering Machinery Turbines Instruments Electronics Semiconductor Semiconductors Devices Digital "
        "Interactive Tankers Graphite Cement Brick Timber Quarries Mines Smelting Refining Foundry "
        "Packers Canners Canning Bottlers Distillers Distilleries Brewers Mills Garments Apparel Dredging "
        "Salvage Towage Stevedoring Haulage Couriers Armaments Munitions Avionics Wines Vineyards Fruits"
    ),
    Kind.UNION: (
        "Union Unions Workers Nurses Teachers Drivers Staff Brotherhood Teamsters Guild Miners Dockers "
        "Steelworkers Railwaymen Pilots Mineworkers Seafarers Employees"
    ),
    Kind.POLITICAL: (
        "Party League List Rally Greens Democrats Republicans Liberals Conservatives Socialists Labour Bloc "
        "Coalition Unionists Nationalists Centrists Communists Progressives Tories Agrarians Left Right "
        "Alliance "
        "Front Movement Forum Dawn"
    ),
    Kind.ARMED: (
        "Army Front Movement Liberation Brigade Brigades Resistance Forces Force Freedom Fighters Militia "
        "Jihad Guard Guards Command Legion Faction"
    ),
    Kind.PUBLIC: (
        "Council Board Commission Authority Agency Court Tribunal Inspectorate Committee Assembly Office "
        "Regulator Administration Service Department Ministry Parliament Bureau Directorate"
    ),
    Kind.SOCIETY: (
        "Association Foundation Museum Society Trust Club Institute Confederation Chamber "
        "Cooperative Co-operative Congress "
        "Federation League University College Church Gallery Academy United Athletic City Rovers FC Network "
        "Initiative Forum Campaign Diocese Fund Observatory Philharmonic Symphony Orchestra Opera Ballet "
        "Theatre Hospital Infirmary Hospice Clinic Airport Zoo Aquarium Abbey Cathedral Monastery Archive "
        "Library Division Premiership"
    ),
    Kind.PEOPLE: "Nation Tribe Band Elders People Community Clan Peoples Islanders",
    Kind.REGION: "Province County Region Territory Canton District City Town Village Borough",
}
_OFFICES = {
    Kind.COMPANY: (
        "executive ceo director manager owner boss chairman chairwoman chair chairperson founder officer "
        "shareholder treasurer president head investor chief"
    ),
    Kind.UNION: ("secretary organiser organizer convener steward president leader delegate treasurer chair"),
    Kind.POLITICAL: (
        "leader whip deputy chairman chairwoman chair co-leader candidate lawmaker spokesman spokeswoman "
        "spokesperson secretary treasurer president senator mp founder"
    ),
    Kind.ARMED: ("commander general leader spokesman colonel chief major warlord captain fighter emir"),
    Kind.PUBLIC: (
        "chairman chairwoman chair chairperson commissioner president director head councillor judge member "
        "leader "
        "chief speaker secretary-general regulator"
    ),
    Kind.SOCIETY: (
        "president chairman chairwoman chair chairperson director treasurer curator manager owner "
        "coach head trustee founder coordinator convener patron captain vice-chancellor rector dean provost"
    ),
    Kind.PEOPLE: "chief elder speaker leader councillor chairman chairwoman spokesman spokeswoman",
    Kind.REGION: "governor premier mayor minister leader president councillor administrator",
    Kind.STATE: (
        "minister president premier chancellor king queen ambassador envoy general diplomat "
        "emir sultan "
        "prince lawmaker senator"
    ),
}
_PEOPLE_OF = {
    Kind.COMPANY: (
        "share shareholder stock customer worker profit chairman chairwoman ceo subsidiary brand offer "
        "bid board "
        "lawyer banker plant factory director supplier creditor bondholder store"
    ),
    Kind.UNION: "member strike picket steward ballot",
    Kind.POLITICAL: (
        "mp voter lawmaker deputy manifesto candidate whip leader leadership leftwing supporter executive"
    ),
    Kind.ARMED: (
        "fighter gunman guerrilla commander militant combatant rebel stronghold hideout captive hostage "
        "insurgent "
        "ceasefire"
    ),
    Kind.PEOPLE: "elder reserve reservation ancestor chief",
    Kind.SOCIETY: "member trustee curator",
    Kind.STATE: (
        "army border capital parliament embassy minister ambassador airspace coast coastline king "
        "economy currency constitution"
    ),
}


def _index(table: dict[Kind, str]) -> dict[str, frozenset[Kind]]:
    found: defaultdict[str, set[Kind]] = defaultdict(set)
    for kind, row in table.items():
        for word in words(row):
            found[word].add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


OF_NOUN = _index(_NOUNS)
"""Which kinds of party a common noun can mean."""

OF_NAME_WORD = _index(_NAME_WORDS)
"""Which kinds of party a word in a name speaks for."""

OF_OFFICE = _index(_OFFICES)
"""Which kinds of party have such an office."""

OF_POSSESSION = _index(_PEOPLE_OF)
"""Of which kinds of party something is said to be."""


@dataclass
class Kinds:
    """What is known of the kinds of a report's parties."""

    evidence: defaultdict[str, Counter[Kind]] = field(default_factory=lambda: defaultdict(Counter))

    def note(self, party: str, kinds: frozenset[Kind] | set[Kind], weight: float = 1.0) -> None:
        """Count a hint that a party is of one of some kinds; it is worth less the more they are."""
        for kind in kinds:
            self.evidence[party][kind] += weight / len(kinds)  # type: ignore[assignment]

    def of(self, party: str) -> frozenset[Kind]:
        """Give the kinds a party may well be, by what speaks for them; empty where nothing does."""
        found = self.evidence.get(party)
        if not found:
            return frozenset()
        most = max(found.values())
        return frozenset(kind for kind, n in found.items() if 2 * n >= most)

    def fits(self, party: str, wanted: frozenset[Kind]) -> bool:
        """Tell whether a party may be of one of the kinds wanted; of an unknown one nothing is certain."""
        return bool(self.of(party) & wanted)

    def share(self, party: str, wanted: frozenset[Kind]) -> float:
        """Give how much of what is known of a party speaks for one of the kinds wanted."""
        found = self.evidence.get(party)
        total = sum(found.values()) if found else 0
        return sum(n for kind, n in found.items() if kind in wanted) / total if found and total else 0.0

    def unsure(self, party: str) -> bool:
        """Tell whether all that is known of a party could be said of many kinds (*its spokesman*)."""
        return max(self.evidence.get(party, Counter()).values(), default=0) < 1

    def unknown(self, party: str) -> bool:
        """Tell whether nothing is known of a party."""
        return not self.evidence.get(party)


def is_description(token: Token) -> bool:
    """Tell whether a party is named by what it is (*the company*), so that only the context tells which."""
    return (
        token.pos_ == "NOUN"
        and token.text.islower()
        and token.lower_ in OF_NOUN
        and not any(c.dep_ in ("amod", "compound", "nmod", "poss") for c in token.children)
    )
