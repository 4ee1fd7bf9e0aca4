"""Word lists: the common nouns by which news English names people, offices, groups and media."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Give the set of the blank-separated words of a text."""
    return frozenset(text.split())


SPOKES = words("spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen")
"""People who speak on the record for whom they speak for."""

OFFICIALS = words(
    "official diplomat source insider aide adviser advisor person people member negotiator envoy "
    "representative deputy delegate officer executive staffer participant circle counterpart figure "
    "veteran politician expert commander soldier mediator engineer worker individual attendee "
    "informant interlocutor someone somebody lawyer banker lobbyist consultant witness confidant "
    "operative strategist attorney solicitor counsel barrister"
)
"""People who stay unnamed unless a name follows."""

LAWMAKERS = words("lawmaker legislator mp senator parliamentarian congressman congresswoman")
"""Public office-holders who speak as a body when in the plural."""

HOLDERS = words(
    "president minister chancellor premier king queen prince princess emir sultan sheikh secretary "
    "chief head leader director chair chairman chairwoman chairperson governor mayor commissioner "
    "ambassador general admiral colonel judge pope ayatollah speaker secretary-general undersecretary "
    "treasurer captain marshal founder owner boss foreign defence defense finance interior "
    "vice-president taoiseach rapporteur convener coordinator ceo prelate archbishop bishop cardinal "
    "imam patriarch mufti organiser organizer strongman warlord steward co-chair co-leader prefect "
    "consul attaché provost alderman "
    "headmaster headmistress headteacher dean vicar "
    "coach rector abbot comptroller superintendent regent administrator principal counsellor"
)
"""Offices that one person holds at a time."""

TITLES = words(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir lord lady dame professor prof prof. sen sen. rep rep. gov "
    "gov. gen gen. col col. lt lt. maj maj. capt capt. sgt adm adm. president minister prime foreign "
    "defence defense finance interior chancellor premier secretary secretary-general general king "
    "queen prince princess emir sultan sheikh ayatollah pope judge justice senator congressman "
    "congresswoman governor mayor commissioner ambassador chief deputy vice speaker state trade "
    "energy transport economy justice health agriculture environment crown acting former then special "
    "envoy imam rabbi archbishop bishop cardinal father reverend chairman chairwoman director admiral "
    "cllr councillor colonel major captain high representative spokesman spokeswoman spokesperson "
    "negotiator adviser "
    "advisor leader head first brigadier lieutenant sergeant commander comandante commandant marshal sheriff "
    "mp mps mep msp td congressperson assemblyman assemblywoman councilman councilwoman alderman sheikh "
    "principal permanent baroness count grand monsignor sister brother"
)
"""Words before a personal name that are not part of it."""

BODIES = words(
    "ministry office embassy mission department parliament army military court commission board "
    "executive council cabinet presidency secretariat delegation treasury committee bank consulate "
    "chancellery navy senate assembly bureau police coastguard legislature judiciary directorate "
    "inspectorate prosecutor chancery regulator ombudsman"
)
"""Offices and organs that speak for a party."""

STATE_NOUNS = words(
    "government administration authority leadership state regime side camp republic kingdom nation "
    "country team force forces troop soldier member negotiator people representative delegation "
    "leader ruler diplomat official lawmaker"
)
"""Nouns that, with an owner, stand for the owner itself."""

PARTY_NOUNS = words("government administration authority leadership regime side camp republic kingdom")
"""Of these, the ones that are the party itself and not somebody speaking for it."""

CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december morning afternoon evening night midnight noon weekend "
    "christmas easter ramadan"
)
"""Words of dates and times, whose names are nobody's."""

CLERGY = words("bishop archbishop cardinal patriarch mufti imam abbot")
"""Who speaks for a church, and for no town."""

SAYING = words("say add tell warn announce insist stress repeat write concede admit explain note")
"""Verbs that people say things with."""

REGIONAL = words("provincial regional local municipal cantonal state")
"""What tells a part of a state's government from its own."""

CREED_WORDS = words(
    "right left conservative liberal socialist centrist green populist nationalist leftist rightist communist"
)
"""What stands before names of parties (*the far-right Homeland*)."""

POLITICAL = words(
    "Liberals Conservatives Socialists Democrats Republicans Greens Unionists Nationalists Centrists "
    "Communists Progressives Radicals Independents Moderates Labour Tories Christian-Democrats Agrarians"
)
"""Names of political parties that are one word."""

CREEDS = words(
    "Democratic Liberal Conservative Socialist Green Labour Nationalist Republican Communist "
    "Progressive Agrarian"
)
"""Adjectives by which a political party is known from its leader."""

CREEDS_OPEN = words("Social Christian Liberal National Free New")

DOCUMENTS = words(
    "memo document letter draft cable memorandum transcript minute email dossier "
    "communique communiqué note paper study statement report filing leak"
)

MEDIA_NOUNS = words(
    "newspaper daily weekly magazine broadcaster channel outlet website portal station tabloid "
    "gazette news media television radio agency paper press journal newswire wire publication site "
    "podcast bulletin newsletter"
)
MEDIA_NAMES = words(
    "Gazette Times Post Herald News Courier Tribune Journal Daily Television Radio TV Telegraph "
    "Chronicle Observer Mirror Examiner Dispatch Standard Bulletin Echo Argus Inquirer Register Star "
    "Globe Weekly Magazine Tidende Zeitung Nachrichten Gazetesi Pravda Wire Press Broadcasting Mail "
    "Advertiser Reporter Gazeta Shimbun Ledger Monitor Record Review Sentinel Clarion Mercury Enquirer "
    "Messenger Spectator Transcript Citizen Banner Bugle Beacon Chronik Bote Tageblatt Kurier Blad Bladet "
    "Avisen Posten Dagblad Diario Jornal Corriere Echos Affärer Newswire Businessweek Courrier Gazzetta "
    "Quotidien Nouvelles Matin Presse Dépêche Diário Correio Folha Notícias Periódico Heraldo Clarín "
    "Noticias Vanguardia Giornale Messaggero Stampa Tagblatt Anzeiger Allgemeine Rundschau Handelsblatt "
    "Krant Courant Dagbladet Aftenposten Tidning Gazetta Dziennik Vijesti Novosti Vesti"
)
"""Words in a name that make it a medium's."""

EXPERTS = words(
    "analyst researcher expert professor economist scholar historian academic lecturer fellow trader dealer "
    "commentator observer broker pundit columnist forecaster pollster scientist"
)
"""Outsiders, whose judgements are not a party's."""

ORGANISATIONS = words(
    "Union Federation Council Association Party Front Movement Bloc Alliance Company Corporation Corp "
    "Corp. Ltd Ltd. Inc Inc. Group Holdings plc PLC Programme Program Agency Authority Bank "
    "Commission Court Committee Congress Army League Society Guild Confederation Chamber Board "
    "Foundation Airlines Railways Energy Motors Steel Coalition Brotherhood Forces Force Organisation "
    "Organization Institute Fund Trust Assembly Network Forum Initiative Partnership Consortium "
    "Shipping Lines Industries Systems Capital Partners Brigade Brigades Resistance Syndicate "
    "Cooperative Co-operative Co-op Nation Tribe Pharma Bancorp Telecom Oil Gas Mining Airways Air "
    "Ministry Department Office Treasury Parliament Senate Greens Democrats Republicans Liberals "
    "Conservatives Socialists "
    "Unionists Labour Workers Farmers Alliance Rally List Centre Center Congress Nations Tribes Conference "
    "Port Museum Church College University Club Elders Bureau Tribunal Directorate Inspectorate Secretariat "
    "Collective Caucus Diocese Parish Residents Growers Fishers Bakers Tenants Ombudsman Lobby Pact "
    "Division Hospital Clinic School Academy Theatre Orchestra Opera Television Broadcasting Studios Foods "
    "Hotels Stores Logistics Ferries Breweries Insurance Chemicals Engineering Shipyards Minerals Metals "
    "Airport Airports Observatory Philharmonic Symphony Ballet Infirmary Hospice Zoo Aquarium Abbey "
    "Cathedral Monastery Shipyard Refinery Smelter Brewery Campaign Archive Laboratory Harbour"
)
"""Words in a proper name that make it an organisation's."""

GROUPS = words(
    "union federation group party bloc alliance coalition council committee board company firm bank "
    "court state country government nation power side leader member ally tribe community resident "
    "teacher staff crew faction movement militia rebel insurgent separatist junta opposition majority "
    "minority cabinet employer employee worker operator owner shareholder investor creditor lender "
    "bondholder insurer donor partner neighbour neighbor minister province region city municipality "
    "district island association guild confederation club league chamber executive management "
    "parliament senate assembly court tribunal army police navy agency authority commission fisherman "
    "seaman spokesman clan chief elder villager settler landowner landlord tenant student nurse "
    "doctor pilot driver farmer miner rancher fisher trawlerman docker docker's steelworker "
    "railwayman shipper airline shipowner refiner supplier buyer seller bidder suitor consortium "
    "rival regulator prosecutor church clergy bishop captor kidnapper guerrilla militant fighter "
    "hardliner moderate centrist conservative liberal green socialist democrat republican unionist "
    "nationalist loyalist delegation negotiator mediator family relative hostage activist campaigner "
    "environmentalist scientist institution institutions bloc secretariat trust foundation society "
    "cooperative co-operative co-op carrier manufacturer producer exporter importer retailer "
    "wholesaler utility "
    "publisher studio broadcaster player coach organiser lawmaker legislator deputy diplomat official "
    "fund fishery angler estate master retailer insurer trustee campaigner supporter fan "
    "monarchy ministry city-state emirate emirates captain skipper shipping-line line network "
    "conference congress caucus "
    "platform administration leadership regime camp capital capitals chain fleet lobby gang cartel "
    "widow widower mother father parent survivor victim veteran refugee migrant herder pastoralist nomad "
    "trader shopkeeper commuter passenger patient taxpayer ratepayer voter pensioner householder "
    "householders tribesman islander boatman boatmen porter trucker grower planter smallholder peasant "
    "businessman businesswoman industrialist hotelier restaurateur publican landowner homeowner squatter "
    "prisoner detainee inmate hunger-striker captive cleric monk nun bishop diocese parish congregation "
    "battalion brigade regiment warlord paramilitary detachment garrison coastguard crewman crew cabin-crew "
    "attendant steward stewardess paramedic midwife carer cleaner postman firefighter policeman "
    "officer judge "
    "lawyer barrister magistrate academic scientist professor researcher broadcaster journalist "
    "musician actor "
    "subsidiary affiliate parent "
    "wife husband spouse mother father parent grandparent sibling daughter neighbourhood "
    "writer translator taxi-driver courier rider tenant lodger leaseholder freeholder "
    "ballclub franchise resort convent priory "
    "school college academy "
    "town county borough hamlet airport port hospital clinic hospice university museum gallery "
    "archive theatre opera orchestra philharmonic choir ballet observatory laboratory zoo stadium "
    "refinery smelter brewery shipyard dockyard cathedral monastery abbey mosque temple "
    "synagogue charity campaign festival streamer director singer dancer stagehand supplier processor "
    "devotee guardian fund funder lessor lessee heir midwife curator trustee"
)
"""Nouns for groups and bodies that can hold a position of their own."""

ONE_PERSON = words(
    "elder villager islander rebel guerrilla insurgent separatist militant gunman kidnapper captor hijacker "
    "warlord pirate fighter worker farmer driver nurse doctor teacher resident shareholder lawyer negotiator "
    "fisherman skipper miner docker landowner landlord tenant student pilot widow activist campaigner"
)
"""Nouns that name one human being in the singular, and a party at most in the plural."""

PLACES_NOT_PARTIES = words("Geneva Davos Strasbourg Istanbul Minsk Oslo Camp David Dubai Sharm Shanghai")

PLURAL_PARTIES = words(
    "side camp leader country party neighbour neighbor government nation state president minister rival foe"
)
"""With *both*, *two* or the bare definite plural: the parties last spoken of."""

QUANTIFIERS = words(
    "one two three four five six several some many most both all few none other others half each any no"
)


def is_agentive(lemma: str) -> bool:
    """Tell whether a common noun can name people or a body that holds positions."""
    lower = lemma.lower()
    if lower in GROUPS or lower in OFFICIALS or lower in HOLDERS or lower in LAWMAKERS or lower in SPOKES:
        return True
    if lower in BODIES or lower in PARTY_NOUNS:
        return True
    return len(lower) > 5 and lower.endswith(
        ("worker", "owner", "maker", "holder", "grower", "keeper", "ists", "ist")
    )


_THINGS = words(
    "number order paper letter matter water power border river weather winter summer tower container "
    "computer center centre door floor factor sector error mirror tractor reactor corridor harbor "
    "harbour reservoir labor labour tanker freighter trawler carrier helicopter fighter missile plant "
    "restaurant grant warrant chapter quarter offer transfer career engine week fee committee degree "
    "guarantee referee coffee tree agreement dinner charter disaster theater theatre barrier drawer "
    "counter meter timber lumber fiber fibre copper silver filter server newsletter poster banner "
    "shelter pointer marker cluster register semester ledger laser tender gender calendar remainder "
    "holder folder reminder disorder murder thunder shoulder boulder feeder quarter former latter"
)


def is_agentive_suffix(lemma: str) -> bool:
    """Tell whether a noun looks like one for people (*haulier*, *inspector*, *lawyer*); for plurals only."""
    lower = lemma.lower()
    return (
        len(lower) > 4
        and lower.endswith(("er", "or", "ist", "ian", "ant", "man", "woman", "ee"))
        and lower not in _THINGS
    )


INDEPENDENT = words(
    "mayor governor councillor member former mediator arbitrator judge facilitator ombudsman rapporteur "
    "bishop archbishop priest imam cardinal pope rabbi monk abbot"
)
"""Offices that are of no party that is merely near."""

OF_UNIONS = words("secretary organiser organizer officer steward convener delegate")
"""Offices that are a union's where a district or county stands before them."""
