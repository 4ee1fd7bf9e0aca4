"""Words that tell page furniture from text: sections, navigation, what newspapers are called.

General vocabulary of news pages only; nothing in here belongs to a particular story.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """Give the white-space separated words of a text as a set."""
    return frozenset(text.split())


SECTIONS = _words(
    """
    home homepage start news world local national international global regional politics business economy
    economics markets market finance money companies industry industries energy climate environment science
    tech technology digital health education culture arts art books film music style life lifestyle travel
    food sport sports football weather opinion comment commentary analysis editorial editorials letters
    columns features feature special report reports exclusive exclusives interview interviews video videos
    audio podcast podcasts pictures photos gallery live latest breaking top stories story headlines archive
    archives magazine weekend investigations explainer explainers factcheck security defence defense
    diplomacy conflict conflicts war peace crime justice law society religion transport shipping trade
    commodities agriculture labour labor real estate jobs obituaries people elections election foreign
    affairs policy home uk us u.k. u.s. eu un europe european asia africa africas americas america latin
    north south east west central middle northern southern eastern western pacific oceania australia arab
    gulf balkans caucasus baltics nordic desk edition section sections page pages print online english
    german french spanish arabic russian chinese international in from the and of & + more all
    late early final first second third
    """
)

NAVIGATION = _words(
    """
    menu search share print comments comment email e-mail save copy link tweet post facebook twitter x
    linkedin whatsapp telegram reddit flipboard sign in out up log login logout register subscribe
    subscribers subscription account my profile settings help faq about us contact contacts advertise
    advertising careers privacy terms cookies cookie imprint impressum rss newsletter newsletters follow
    like gift listen bookmark back next previous top skip to main content navigation close open toggle
    account donate support shop app apps download e-paper epaper translate font size larger smaller reply
    report view views read min mins minute minutes
    """
)

PLACES_AS_SECTIONS = _words(
    """
    ukraine russia china iran israel gaza palestine syria lebanon iraq turkey türkiye egypt libya sudan
    ethiopia yemen afghanistan pakistan india taiwan japan korea myanmar germany france britain italy spain
    poland serbia kosovo georgia armenia azerbaijan moldova belarus cyprus greece venezuela colombia mexico
    brazil canada washington moscow beijing kyiv brussels london paris berlin
    """
)

SECTION_NOUNS = _words("war crisis conflict talks peace negotiations news updates update live blog process")

OUTLET_WORDS = _words(
    """
    times post herald courier wire ledger daily monitor report reporter record tribune gazette journal
    dispatch chronicle observer telegraph guardian mail express standard star sun mirror advertiser echo
    bulletin review press news newspaper agency radio television tv broadcasting broadcaster globe
    independent inquirer enquirer examiner sentinel argus weekly today register beacon voice mercury
    messenger argosy citizen leader banner recorder spectator economist insider outlook digest letter
    newsletter brief briefing network service newswire evening morning sunday saturday examiner
    intelligencer clarion packet pilot planet plain dealer zeitung tagblatt tageblatt blick tagesspiegel
    tagesschau blatt anzeiger kurier allgemeine presse rundschau nachrichten bote spiegel rundfunk figaro
    monde soir libération journal gazette echos quotidien stampa corriere repubblica giornale messaggero
    país mundo vanguardia diario prensa folha estado jornal público volkskrant telegraaf dagblad nyheter
    dagbladet aftenposten tidende posten sanomat gazetesi haber ajansı pravda izvestia kommersant gazeta
    novosti vedomosti agence agentur agenzia agencia
    """
)

KNOWN_OUTLETS = frozenset(
    name.strip()
    for name in """
    reuters; associated press; ap; ap news; afp; agence france-presse; dpa; ansa; efe; tass; interfax; ria
    novosti; xinhua; anadolu; anadolu agency; kyodo; yonhap; pti; ukrinform; interfax-ukraine; bbc; bbc
    news; cnn; cnbc; cbs news; nbc news; abc news; fox news; msnbc; npr; pbs; sky news; itv news; channel 4
    news; euronews; france 24; rfi; deutsche welle; dw; ard; zdf; ntv; al jazeera; al arabiya; al-monitor;
    voa; voice of america; rfe/rl; radio free europe; bloomberg; axios; politico; politico europe; semafor;
    vox; the hill; the economist; financial times; the new york times; the washington post; the wall street
    journal; the guardian; the times; the telegraph; the independent; daily mail; the sun; le monde; le
    figaro; libération; mediapart; die welt; welt; welt am sonntag; die zeit; der spiegel; spiegel; bild;
    süddeutsche zeitung; frankfurter allgemeine; faz; taz; tagesspiegel; handelsblatt; nzz; der standard;
    kurier; la repubblica; corriere della sera; la stampa; el país; el mundo; abc; público; gazeta wyborcza;
    rzeczpospolita; kyiv independent; kyiv post; ukrainska pravda; meduza; kommersant; izvestia; novaya
    gazeta; moscow times; the moscow times; haaretz; the jerusalem post; times of israel; ynet; the
    national; arab news; gulf news; tehran times; mehr; irna; isna; fars; press tv; hürriyet; daily sabah;
    dawn; the hindu; times of india; the indian express; the straits times; south china morning post; global
    times; china daily; people's daily; nikkei; nikkei asia; the japan times; the korea herald; the sydney
    morning herald; the age; abc; the globe and mail; toronto star; cbc; cbc news; time; newsweek; foreign
    policy; foreign affairs; the atlantic; the new yorker; euractiv; euobserver; eurasianet; oc media;
    civil.ge; jam-news; balkan insight; defense news; jane's; usa today; los angeles times; chicago tribune;
    the boston globe; yahoo news; msn; upi
    """.replace("\n", " ").split(";")
)

ACRONYMS = _words(
    "BBC CNN CNBC CBS NBC ABC PBS NPR AP AFP DPA ANSA EFE TASS RIA PTI UPI ITV RTÉ RTE DW ARD ZDF NTV RFI "
    "VOA RFE RL FAZ TAZ NZZ CBC MSN EU UN US UK USA TV FM NHK ORF SRF RT AFR WSJ IRNA ISNA OC"
)
