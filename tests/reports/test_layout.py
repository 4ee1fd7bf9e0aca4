"""What a page prints around a report is told apart from the report; all pages here are invented."""

import datetime as dt
import textwrap

import pytest

from modusvivendi import reports
from modusvivendi.reports import BlockKind, Report
from modusvivendi.reports.dateline import read_prefix

OFFER = "The ferry union would return to work on Monday if the owners agreed to hire more deckhands, it said."
REFUSAL = (
    "Owners have refused so far. “We cannot pay for people who stand around,” a spokeswoman told reporters."
)
OUTLOOK = "Talks are to resume next week, and neither side expects them to be short."
TITLE = "Ferry union offers return to work"


def read(page: str, name: str = "page.txt") -> Report:
    return reports.parse(page.encode(), name)


def of_kind(report: Report, kind: BlockKind) -> list[str]:
    return [report.body[block.start : block.end] for block in report.blocks if block.kind is kind]


HEADS = {
    "masthead, section and date": (
        "Lindhaven Wire\nWorld | Europe\nFriday, 3 May 2024\n\n{t}\n\n",
        "Lindhaven Wire",
    ),
    "masthead in capitals": (
        "THE LINDHAVEN RECORD\nSign in | Subscribe\n3 May 2024 · Transport\n\n{t}\n\n",
        "Lindhaven Record",
    ),
    "outlet below the title": (
        "{t}\n\nLindhaven Courier\nBy our staff in Oslo\n3 May 2024\n\n",
        "Lindhaven Courier",
    ),
    "edition and breadcrumb": (
        "Lindhaven Tidende | English edition\nHome > Europe > Shipping\nShare   Print   Comments (14)\n"
        "Published: 03.05.2024, 14:05\n\n{t}\n\n",
        "Lindhaven Tidende",
    ),
    "place and date": ("NORTH SEA MONITOR\nLindhaven, Fri 3 May 2024\n\n{t}\n\n", "North Sea Monitor"),
    "places by themselves": (
        "Coastal Dispatch\nLindhaven / Oslo / Bergen\n03.05.2024\n\n{t}\n\n",
        "Coastal Dispatch",
    ),
    "last updated": ("Lindhaven Ledger\nLast updated 3 May 2024, 19:40 GMT\n\n{t}\n\n", "Lindhaven Ledger"),
    "published before updated": (
        "Lindhaven Ledger\nUpdated 5 May 2024\nFirst published: 3 May 2024\n\n{t}\n\n",
        "Lindhaven Ledger",
    ),
    "day of retrieval beside the date": ("Today : Jun 10, 2024\nWorld News\n3 May 2024\n\n{t}\n\n", None),
    "wire dateline": ("{t}\n\nBy Ana Petrov and Tom Reyes\n\nLINDHAVEN, May 3, 2024 (Reuters) - ", "Reuters"),
    "newspaper dateline": ("{t}\n\nLindhaven Post\n\nLINDHAVEN, May 3, 2024 -- ", "Lindhaven Post"),
    "agency without a date in the dateline": (
        "{t}\nBy JOHN DOE\nMay 3, 2024\n\nLINDHAVEN, Norland (AP) — ",
        "AP",
    ),
    "German page": (
        "Lindhavener Tagblatt\nFreitag, 3. Mai 2024, 14:05 Uhr\n\n{t}\n\n",
        "Lindhavener Tagblatt",
    ),
    "machine date": (
        "2024-05-03T14:05:00+02:00\nLindhaven Herald Online\n{t}\n\n",
        "Lindhaven Herald Online",
    ),
    "American numeric date": (
        "Politico\nExclusive\n{t}\nBy Jane Doe\n05/03/2024 04:32 PM EDT\n\n",
        "Politico",
    ),
    "title and outlet in one line": ("{t} - Lindhaven Gazette\n3 May 2024\n\n", "Lindhaven Gazette"),
    "labelled lines": (
        "HEADLINE: {t}\nSOURCE: Lindhaven Gazette\nDATE: 3 May 2024\nLENGTH: 214 words\n\n",
        "Lindhaven Gazette",
    ),
    "archive line": (
        "The Baltic Observer\nArchive | 3 May 2024 | 06:45 CET\nReading time: 3 minutes\n\n{t}\n\n"
        "From our correspondent in Lindhaven\n\n",
        "Baltic Observer",
    ),
    "page reference": ("HARBOUR POST, 3 May 2024, p. 3\n\n{t}\n\n", "Harbour Post"),
    "outlet, title and date in one line": (
        "(c) Harbour Post 2024\nHarbour Post - {t} - 3.5.2024\n\n",
        "Harbour Post",
    ),
    "source line below the title": ("{t}\n\nSource: Harbour Post, 3 May 2024\n\n", "Harbour Post"),
    "late edition": (
        "Lindhaven Evening Star\nFriday, 3 May 2024 - Late edition\n\n{t}\n\n",
        "Lindhaven Evening Star",
    ),
    "volume and text size": (
        "NORDIC WIRE SERVICE\nVol. 12, No. 5\nText size A A A\n\n{t}\nStory by Ana Petrov\n3 May 2024\n\n",
        "Nordic Wire Service",
    ),
    "live page": ("LIVE\n{t}\nHarbour Post reporters\nUpdated 3 May 2024, 4:15pm\nFollow\n", "Harbour Post"),
    "published on the next line": (
        "Ferries\n\n{t}\n\nPublished 7 hours ago\non May 3, 2024\nBy Jane Doe\n\n",
        None,
    ),
    "breadcrumb and staff": (
        "Harbour Post\nWorld » Norland\n{t}\n3 May 2024 | by Harbour Post staff\n",
        "Harbour Post",
    ),
    "mail": ("Date: Fri, 03 May 2024 14:05:33 +0000\nFrom: Press <press@f.example>\nSubject: {t}\n\n", None),
    "updated some hours ago": ("{t}\nBy Jane Doe\nMay 3, 2024 2:05 PM UTC · Updated 3 hours ago\n\n", None),
    "by-line and date in one line": (
        "{t}\nby Jane Doe May 3, 2024 2:05 PM (Updated: May 4, 2024 6:31 PM) 2 min read\n",
        None,
    ),
    "breadcrumb with the outlet": (
        "Retrieved 12 June 2024\nLindhaven Gazette » News » Shipping\n3rd May 2024\n{t}\n",
        "Lindhaven Gazette",
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_title_outlet_and_date_are_found_and_only_sentences_are_read(name: str) -> None:
    head, outlet = HEADS[name]
    report = read(head.format(t=TITLE) + f"{OFFER}\n\n{REFUSAL}\n\n{OUTLOOK}\n")
    assert report.title == TITLE
    assert report.outlet == outlet
    assert report.date == dt.date(2024, 5, 3)
    assert report.date_from == "date line"
    assert of_kind(report, BlockKind.PARAGRAPH) == [OFFER, REFUSAL, OUTLOOK]
    assert of_kind(report, BlockKind.TITLE) == [TITLE]


TAIL = [
    "Read more: Owners ask for a subsidy",
    "Also interesting: A storm warning for the coast",
    "Most read: Ferry company offers half-price tickets",
    "Photo: The harbour at dawn (archive)",
    "Pictures: Jane Doe. More photographs on page 6.",
    "© The Lindhaven Record. All rights reserved.",
    "Copyright 2024 Lindhaven Media Group",
    "Sign up to our newsletter and get the harbour in your inbox every morning.",
    "Advertisement",
    "Advertisement: Would you accept less? Vell & Sons offer the best price for old silver, and pay in cash.",
    "Follow us on Telegram and X",
    "(Reporting by Ana Petrov; Editing by Lou Chen)",
    "Subscribe to unlock the rest.",
    "Share   Print   Comments (14)",
    "We use cookies to improve your experience.",
    "Associated Press writer Jane Roe in Oslo contributed to this report.",
    "Related topics",
    "#ferry #union",
    "4 min read",
    "https://lindhaven.example/ferries",
    "By Jane Doe, transport correspondent",
]


@pytest.mark.parametrize("line", TAIL)
@pytest.mark.parametrize("place", ["inside", "at the end"])
def test_furniture_is_not_read_wherever_it_stands(line: str, place: str) -> None:
    rest = f"\n{line}\n\n{OUTLOOK}\n" if place == "inside" else f"\n{OUTLOOK}\n\n{line}\n"
    report = read(f"Lindhaven Wire\n3 May 2024\n\n{TITLE}\n\n{OFFER}\n\n{REFUSAL}\n" + rest)
    assert of_kind(report, BlockKind.PARAGRAPH) == [OFFER, REFUSAL, OUTLOOK]
    assert report.date == dt.date(2024, 5, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "By law a union must give ten days' notice of a strike.",
        "Sign in the harbour basin, the owners said, or there will be no deal.",
        "Follow the money, the chairman said, and you will find the owners.",
        "Both sides will sign up to the plan if the minister signs first.",
        "The owners published the offer on 2 May 2024.",
        "Photo opportunities will not be granted unless the strike ends, the owners said.",
        "Comments made in 2023 still rankle with the union, which demands an apology.",
        "He left.",
        "“We will copy no plan from the north,” she said.",
        "Norland will share the cost in return for a say.",
    ],
)
def test_sentences_that_begin_like_furniture_are_read(sentence: str) -> None:
    report = read(f"Lindhaven Wire\n3 May 2024\n\n{TITLE}\n\n{OFFER}\n\n{sentence}\n\n{OUTLOOK}\n")
    assert sentence in of_kind(report, BlockKind.PARAGRAPH)


def test_dates_in_running_text_are_not_the_publication_date() -> None:
    report = read(
        f"{TITLE}\n\n{OFFER} The walkout began on 12 April 2024.\n\nOn 3 May 2024 the owners refused.\n"
    )
    assert report.date is None
    assert report.date_from is None


def test_the_day_of_retrieval_alone_leaves_the_date_unknown() -> None:
    assert read(f"Today is Monday, June 10, 2024\n\n{TITLE}\n\n{OFFER}\n").date is None
    assert read(f"Retrieved on 10 June 2024\n\n{TITLE}\n\n{OFFER}\n").date is None


def test_a_date_line_without_a_year_leaves_the_date_unknown() -> None:
    report = read(f"{TITLE}\n\nLINDHAVEN, May 3 (Reuters) - {OFFER}\n")
    assert report.date is None
    assert of_kind(report, BlockKind.PARAGRAPH) == [OFFER]


def test_a_date_that_can_be_read_two_ways_is_left_unknown_with_a_warning() -> None:
    report = read(f"{TITLE}\n04/05/2024\n\n{OFFER}\n")
    assert report.date is None
    assert "2024-05-04" in report.warnings[0]
    assert "2024-04-05" in report.warnings[0]


@pytest.mark.parametrize(
    "line",
    [
        "25/12/2024",
        "12/25/2024",
        "25.12.2024",
        "25-12-2024",
        "2024/12/25",
        "Dec. 25, 2024",
        "25th of December, 2024",
        "Wed, 25 Dec 2024 10:00:00 +0100",
        "25 décembre 2024",
        "Wednesday December 25 2024",
        "10:30, 25 December 2024",
        "25.12.24",
        "2024年12月25日",
    ],
)
def test_date_lines_are_read_in_many_forms(line: str) -> None:
    report = read(f"{TITLE}\n{line}\n\n{OFFER}\n")
    assert report.date == dt.date(2024, 12, 25)
    assert of_kind(report, BlockKind.PARAGRAPH) == [OFFER]


def test_a_standfirst_is_read_and_a_by_line_is_not() -> None:
    standfirst = "Chairman says the walkout can end if owners hire, but they refuse"
    report = read(
        f"Lindhaven Wire\n{TITLE}\n{standfirst}\nJane Doe in Lindhaven\n3 May 2024\n{OFFER}\n{REFUSAL}\n"
    )
    assert of_kind(report, BlockKind.PARAGRAPH) == [standfirst, OFFER, REFUSAL]


def test_a_page_of_paragraphs_without_blank_lines_is_read_line_by_line() -> None:
    report = read("\n".join([TITLE, "", OFFER, REFUSAL, OUTLOOK]))
    assert of_kind(report, BlockKind.PARAGRAPH) == [OFFER, REFUSAL, OUTLOOK]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("width", [50, 65, 78])
def test_wrapped_lines_are_put_together_to_paragraphs(end: str, width: int) -> None:
    paragraphs = [
        textwrap.fill(text, width) for text in (OFFER + " " + OUTLOOK, REFUSAL, OUTLOOK + " " + REFUSAL)
    ]
    body = "\n\n".join(["Lindhaven Wire\n3 May 2024", TITLE, *paragraphs]).replace("\n", end)
    report = read(body)
    assert of_kind(report, BlockKind.PARAGRAPH) == [text.replace("\n", end) for text in paragraphs]


def test_items_of_a_list_are_read_without_their_marks() -> None:
    items = [
        "- The union demands more deckhands",
        "• The owners want an end to night work",
        "2. The minister would pay for it all",
    ]
    lead = "Both sides have told the mediator in writing what they want from each other:"
    report = read(f"Lindhaven Wire\n3 May 2024\n{TITLE}\n{lead}\n" + "\n".join(items) + f"\n{OUTLOOK}\n")
    assert of_kind(report, BlockKind.PARAGRAPH) == [
        lead,
        *(item.split(maxsplit=1)[1] for item in items),
        OUTLOOK,
    ]


def test_headings_between_paragraphs_are_not_read() -> None:
    report = read(f"{TITLE}\n\n{OFFER}\n\nWhat the owners say\n\n{REFUSAL}\n")
    assert of_kind(report, BlockKind.HEADING) == ["What the owners say"]


def test_titles_of_other_reports_below_the_text_are_not_read() -> None:
    links = "Related articles\nOwners ask for a subsidy\nMinister would back a longer ferry season, aides say"
    report = read(f"{TITLE}\n\n{OFFER}\n\n{REFUSAL}\n\n{links}\n")
    assert of_kind(report, BlockKind.PARAGRAPH) == [OFFER, REFUSAL]


def test_a_page_without_title_has_none() -> None:
    report = read(f"{OFFER}\n\n{REFUSAL}\n")
    assert (report.title, report.outlet, report.date) == (None, None, None)
    assert of_kind(report, BlockKind.PARAGRAPH) == [OFFER, REFUSAL]


@pytest.mark.parametrize("title", ["Will the ferries sail again by Monday?", "Chairman: “We will not sail.”"])
def test_a_title_may_end_like_a_sentence(title: str) -> None:
    assert read(f"{title}\n\nLindhaven Herald, 3 May 2024\n\n{OFFER}\n\n{REFUSAL}\n").title == title


def test_a_page_without_running_text_says_so() -> None:
    assert any("no running text" in warning for warning in read("Lindhaven Wire\n3 May 2024\n").warnings)


@pytest.mark.parametrize(
    "head",
    [
        "LINDHAVEN, 4 June (WPA) -- ",
        "LINDHAVEN, 4 June (WPA): ",
        "LINDHAVEN, June 4 (WPA) ",
        "LINDHAVEN (WPA) ",
        "LINDHAVEN/ORREL, 4 June (WPA) — ",
        "LINDHAVEN, Norra, 4 June (WPA) -- ",
    ],
)
def test_a_dateline_is_cut_off_with_or_without_a_year_and_a_dash(head: str) -> None:
    prefix = read_prefix(f"{head}The crews of both ferries went home.")
    assert prefix is not None
    assert (prefix.length, prefix.agency) == (len(head), "WPA")


@pytest.mark.parametrize(
    "line",
    [
        "The Theatre Guild (TDA): demands a contract of three years.",
        "Theatre Guild (TDA) - wants a contract of three years.",
        "Norra (pop. 4,000) – a port in the north.",
    ],
)
def test_what_goes_on_in_small_letters_has_no_dateline(line: str) -> None:
    assert read_prefix(line) is None
