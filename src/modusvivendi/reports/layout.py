"""The layout of a page: title, date line, outlet and furniture told apart from what is to be read.

A page is read in three parts. The *head* goes to the first running text; in it outlet, section, date, by-line
and title are told apart. In the *body* every piece of running text is a paragraph, and short lines are
headings or furniture. After the last paragraph there is furniture only.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from modusvivendi.reports import outlets
from modusvivendi.reports.dateline import DateLine, Prefix, read_date_line, read_prefix
from modusvivendi.reports.dates import DateKind, FoundDate, find_dates, without_date_words
from modusvivendi.reports.furniture import (
    TEASER_HEAD,
    cells,
    is_byline,
    is_furniture,
    is_navigation,
    is_section,
)
from modusvivendi.reports.report import Block, BlockKind
from modusvivendi.reports.units import Unit

_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
_ENDS_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b(?:Inc|Jr|Sr|Co|Ltd|vs|etc|a\.m|p\.m)\.)$")
_INNER_SENTENCE = re.compile(r"[a-z0-9\"”’)]{2}[.!?][\"”’)]*\s+[\"“‘(]?[A-ZÀ-Þ]")
_LABEL = re.compile(
    r"^\W*(?P<label>title|headline|outlet|source|publication|publisher|newspaper"
    r"|date|published|author|byline|by|url|link|subject|from|to|cc)"
    r"[*_]*\s*:[*_]*\s*(?P<value>\S.*)$",
    re.I,
)
_LONGEST_HEAD = 80
"""How many lines may stand above the text."""

_GOOD_TITLE = 3.0
"""The score from which a line of the head is taken for the title though a better one may follow."""

_URL = re.compile(r"https?://[^\s<>)\]]+")


@dataclass
class Layout:
    """What the layout of a page tells."""

    blocks: list[Block] = field(default_factory=list)
    outlet: str | None = None
    title: str | None = None
    date: dt.date | None = None
    url: str | None = None
    warnings: list[str] = field(default_factory=list)


def lay_out(shown: str, units: list[Unit], *, title: str | None = None) -> Layout:
    """Tell what each unit of a page is.

    Parameters
    ----------
    shown
        The report's body, markup blanked.
    units
        Its units, in order (``text_units``, ``markdown_units``).
    title
        The title, where front matter or the user tells it; it is then looked for on the page.
    """
    return _Reader(shown, units, title).read()


def is_running_text(text: str) -> bool:
    """Tell whether a unit is made of sentences rather than being a headline or a label.

    Examples
    --------
    >>> is_running_text("The two sides met in Oslo on Monday.")
    True
    >>> is_running_text("Two sides to meet in Oslo")
    False
    """
    words = len(text.split())
    if words >= 30 or (words >= 10 and text.endswith(":")):
        return True
    if _ENDS_ABBREVIATION.search(text) and words <= 16:
        return False
    if _ENDS_SENTENCE.search(text):
        return words >= 6
    return words >= 10 and _INNER_SENTENCE.search(text) is not None


class _Reader:
    """Goes through the units of one page from top to bottom."""

    def __init__(self, shown: str, units: list[Unit], title: str | None) -> None:
        self.shown = shown
        self.units = units
        self.known_title = title
        self.layout = Layout()
        self.kinds: dict[int, BlockKind] = {}
        self.spans: dict[int, tuple[int, int]] = {}
        self.dates: list[FoundDate] = []
        self.outlet_candidates: list[tuple[int, int, str]] = []

    def text(self, place: int) -> str:
        """Give the text of a unit as it is judged: at the unit's offsets, markup blanked."""
        unit = self.units[place]
        return self.shown[unit.start : unit.end].rstrip()

    def read(self) -> Layout:
        first = self._first_running_text()
        self._head(first)
        self._rest(first)
        self._choose_outlet()
        blocks = self._blocks()
        if self.layout.date is None:
            self._choose_date()
        self.layout.blocks = blocks
        return self.layout

    # -- the head --

    def _first_running_text(self) -> int:
        """Give the place of the first running text, past a headline that ends like a sentence."""
        for place, unit in enumerate(self.units[:_LONGEST_HEAD]):
            text = self.text(place)
            if unit.role.startswith("h") or unit.role == "other" or is_furniture(text):
                continue
            date_line = read_date_line(text)
            if date_line is not None or not is_running_text(text) or _LABEL.match(text):
                continue
            if self._is_headline_all_the_same(place):
                continue
            return place
        return min(len(self.units), _LONGEST_HEAD)

    def _is_headline_all_the_same(self, place: int) -> bool:
        """Tell whether running text at the head is a headline: a question, or followed by a date line."""
        text = self.text(place)
        if len(text.split()) > 18 or _INNER_SENTENCE.search(text) or place + 1 == len(self.units):
            return False
        if any(self._could_be_title(self.text(other)) for other in range(place)):
            return False
        after = self.text(place + 1)
        if (
            read_date_line(after) is not None
            or is_byline(after)
            or outlets.likelihood(after) >= outlets.LIKELY
        ):
            return any(is_running_text(self.text(other)) for other in range(place + 2, len(self.units)))
        return re.search(r"[?!][\"'”’]*$", text) is not None and len(after) > len(text)

    def _could_be_title(self, text: str) -> bool:
        """Tell whether a line in the head reads like a headline."""
        words = len(text.split())
        return (
            3 <= words <= 30
            and not is_furniture(text)
            and read_date_line(text) is None
            and not is_byline(text)
            and outlets.likelihood(text) < outlets.LIKELY
        )

    def _head(self, end: int) -> None:
        """Tell apart what stands before the first running text."""
        open_places: list[int] = []
        for place in range(end):
            if self._labelled(place) or self._simple(place):
                continue
            open_places.append(place)
        title = None if self.layout.title else self._choose_title(open_places)
        if title is not None:
            self.kinds[title] = BlockKind.TITLE
            self.layout.title = self._trim_title(title)
            open_places.remove(title)
        for place in open_places:
            self._remaining(place, title, end)

    def _simple(self, place: int) -> bool:
        """Settle a unit of the head that its own words tell about."""
        text, unit = self.text(place), self.units[place]
        if unit.role == "other":
            self.kinds[place] = BlockKind.FURNITURE
            return True
        if unit.role == "text" and self._date_line(place, text):
            return True
        desk = re.fullmatch(r"(?P<name>.+?)\s+(?:reporters?|staff|newsroom|correspondents?|writers?)", text)
        if desk and outlets.likelihood(desk["name"]) >= outlets.LIKELY:
            self.kinds[place] = BlockKind.FURNITURE
            self._candidate(place, desk["name"], first=False)
            return True
        if is_furniture(text) or is_byline(text):
            self.kinds[place] = BlockKind.FURNITURE
            if unit.role == "text":
                self._names_in_cells(place, text)
            found = _URL.fullmatch(text.strip())
            if found:
                self.layout.url = self.layout.url or found.group()
            return True
        return False

    def _date_line(self, place: int, text: str, *, counts: bool = True) -> bool:
        """Settle a date line, noting its dates and what in it may name the outlet."""
        line: DateLine | None = read_date_line(text)
        if line is None:
            return False
        self.kinds[place] = BlockKind.DATE_LINE
        if counts:
            self.dates += line.dates
            for start, end in line.names:
                self._candidate(place, text[start:end], first=place == 0 and start == 0)
        return True

    def _names_in_cells(self, place: int, text: str) -> None:
        """Note what in a line of several cells may name the outlet."""
        spans = cells(text)
        for start, end in spans if len(spans) > 1 else []:
            self._candidate(place, text[start:end], first=place == 0 and start == 0)

    def _candidate(self, place: int, name: str, *, first: bool) -> None:
        """Note a possible name of the outlet."""
        score = outlets.likelihood(name, first=first)
        if score:
            self.outlet_candidates.append((score, -place, name))

    def _labelled(self, place: int) -> bool:
        """Settle lines such as ``Headline: ...`` and ``Source: ...``."""
        text = self.text(place)
        match = _LABEL.match(text)
        if match is None or self.units[place].role.startswith("h"):
            return False
        label, value = match["label"].casefold(), match["value"].strip(" *_")
        start = self.units[place].start + match.start("value")
        if label in {"title", "headline", "subject"}:
            if self.layout.title:
                return False
            self.kinds[place] = BlockKind.TITLE
            self.spans[place] = (start, self.units[place].end)
            self.layout.title = value
            return True
        if label in {"outlet", "source", "publication", "publisher", "newspaper"}:
            name = without_date_words(value).strip(" ,;|")
            if 0 < len(name.split()) <= 6:
                self.kinds[place] = BlockKind.FURNITURE
                self.outlet_candidates.append((outlets.SURE + 1, -place, name))
                self.dates += find_dates(value)
                return True
        if label in {"url", "link"} and _URL.search(value):
            self.kinds[place] = BlockKind.FURNITURE
            self.layout.url = self.layout.url or _URL.search(value).group()  # type: ignore[union-attr]
            return True
        if label in {"author", "byline", "by", "from", "to", "cc"} and len(value.split()) <= 12:
            self.kinds[place] = BlockKind.FURNITURE
            return True
        return False

    def _choose_title(self, places: list[int]) -> int | None:
        """Choose the title among the open units of the head."""
        if self.known_title is not None:
            wanted = _plain(self.known_title)
            return next((place for place in places if _plain(self.text(place)) == wanted), None)
        headings = [place for place in places if self.units[place].role.startswith("h")]
        for level in ("h1", "h2", "h3"):
            for place in headings:
                if self.units[place].role == level and not self._is_masthead(place, places):
                    return place
        best, best_score = None, 0.0
        for place in places:
            score = self._title_score(place, places)
            if score >= _GOOD_TITLE:
                return place
            if score > best_score + 0.5:
                best, best_score = place, score
        return best

    def _is_masthead(self, place: int, places: list[int]) -> bool:
        """Tell whether a heading names the outlet rather than the report."""
        text = self.text(place)
        others = [other for other in places if other != place and len(self.text(other).split()) >= 3]
        return outlets.likelihood(text, first=place == 0) >= (outlets.LIKELY if others else outlets.SURE)

    def _title_score(self, place: int, places: list[int]) -> float:
        """Say how much a unit reads like the title; 0 and less is not at all."""
        text = self.text(place)
        spans = [span for span in cells(text) if len(text[slice(*span)].split()) > 1]
        if any(is_section(text[slice(*span)]) for span in cells(text)) and len(cells(text)) > 1:
            return 0  # a masthead or a breadcrumb
        words = max((text[slice(*span)].split() for span in spans), key=len, default=text.split())
        others = any(other != place and len(self.text(other).split()) >= 4 for other in places)
        outlet = outlets.likelihood(text, first=place == 0)
        if is_section(text) or len(words) > 40:
            return 0
        if outlet >= outlets.LIKELY or (outlet == outlets.POSSIBLE and others):
            return 0
        score = min(len(words), 8) / 2
        if any(word.islower() and len(word) > 3 for word in words[1:]):
            score += 1  # a verb or noun in lower case: a sentence, not a name
        if len(words) <= 2:
            score -= 1.5
        if (
            _ENDS_SENTENCE.search(text)
            and not re.search(r"[?!…][\"'”’]*$", text)
            and not _ENDS_ABBREVIATION.search(text)
        ):
            score -= 1.5
        if self.units[place].role == "item":
            score -= 2
        if re.fullmatch(r"[\w .'’-]+(?:\s*[/,]\s*[\w .'’-]+){1,4}", text) and all(
            word[0].isupper() for word in re.findall(r"\w+", text)
        ):
            score -= 3 if "/" in text else 0.5  # a list of places
        return score

    def _trim_title(self, place: int) -> str:
        """Give the title, without the outlet's name that web pages append to it."""
        text, unit = self.text(place), self.units[place]
        parts = cells(text)
        start, end = 0, len(text)
        while len(parts) > 1:
            beside = next(
                (part for part in (parts[-1], parts[0]) if self._goes_beside_a_title(place, text, part)), None
            )
            rest = [part for part in parts if part != beside]
            if beside is None or sum(len(text[slice(*part)].split()) for part in rest) < 3:
                break
            parts, start, end = rest, rest[0][0], rest[-1][1]
        if (start, end) != (0, len(text)):
            self.spans[place] = (unit.start + start, unit.start + end)
        return " ".join(text[start:end].split())

    def _goes_beside_a_title(self, place: int, text: str, part: tuple[int, int]) -> bool:
        """Tell whether a cell at the edge of a title is the outlet's name or a date, and note it."""
        cell = text[slice(*part)]
        if outlets.likelihood(cell) >= outlets.LIKELY:
            self._candidate(place, cell, first=False)
            return True
        line = read_date_line(cell)
        if line is None or not line.dates:
            return False
        self.dates += line.dates
        return True

    def _remaining(self, place: int, title: int | None, end: int) -> None:
        """Settle a unit of the head that is neither date, furniture nor title."""
        text = self.text(place)
        words = len(text.split())
        same = self.layout.title is not None and _plain(text) == _plain(self.layout.title)
        sentence_like = words >= 4 and sum(word.islower() and len(word) > 2 for word in text.split()[1:]) >= 2
        self.kinds[place] = BlockKind.FURNITURE
        if same:
            return
        known = self.layout.title is not None
        if self.units[place].role.startswith("h"):
            self._candidate(place, text, first=place == 0)
            return
        if known and sentence_like and (title is None or place > title):
            self.kinds[place] = BlockKind.PARAGRAPH  # a standfirst without a full stop
        elif title is None and end == len(self.units) and words >= 4 and not known:
            self.kinds[place] = BlockKind.PARAGRAPH
        elif len(cells(text)) > 1:
            self._names_in_cells(place, text)
        else:
            self._candidate(place, text, first=place == 0)

    # -- body and tail --

    def _rest(self, first: int) -> None:
        """Settle everything from the first running text on."""
        last = max((place for place in range(first, len(self.units)) if self._reads(place)), default=-1)
        in_teasers = False
        for place in range(first, len(self.units)):
            text, role = self.text(place), self.units[place].role
            if role == "other":
                self.kinds[place] = BlockKind.FURNITURE
            elif self._reads(place):
                prose = len(text.split()) >= 12 and _ENDS_SENTENCE.search(text) is not None
                in_teasers = in_teasers and not prose
                self.kinds[place] = BlockKind.FURNITURE if in_teasers else BlockKind.PARAGRAPH
            elif is_furniture(text):
                self.kinds[place] = BlockKind.FURNITURE
                in_teasers = in_teasers or TEASER_HEAD.match(text) is not None
                self._copyright(text)
                self._agencies(text)
            elif read_date_line(text) is not None:
                # Below the head only a labelled date says when the report was published.
                labelled = any(
                    found.kind in {DateKind.PUBLISHED, DateKind.UPDATED} for found in find_dates(text)
                )
                self._date_line(place, text, counts=labelled)
            elif is_byline(text) or in_teasers or place > last:
                self.kinds[place] = BlockKind.FURNITURE
            else:
                self.kinds[place] = BlockKind.HEADING
        for place in range(first):
            self._copyright(self.text(place))

    def _reads(self, place: int) -> bool:
        """Tell whether a unit of the body is content."""
        text, role = self.text(place), self.units[place].role
        if role.startswith("h") or role == "other" or is_furniture(text) or is_navigation(text):
            return False
        words = len(text.split())
        if read_date_line(text) is not None or (is_byline(text) and words <= 12):
            return False
        if is_running_text(text) or _ENDS_SENTENCE.search(text):
            return True
        if role in {"item", "quote"}:
            return words >= 4
        return words >= 14 or (words >= 5 and re.search(r"[:;,”\"—–-]$", text) is not None)

    def _copyright(self, text: str) -> None:
        """Note what a copyright line says about the outlet."""
        holder = outlets.copyright_holder(text) if len(text) < 300 else None
        if holder is None:
            return
        for score, place, name in list(self.outlet_candidates):
            if outlets.same_outlet(holder, name):
                self.outlet_candidates.append((max(score, outlets.SURE) + 1, place, name))
        if outlets.likelihood(holder) >= outlets.LIKELY:
            self.outlet_candidates.append((outlets.POSSIBLE, -len(self.units), holder))

    def _agencies(self, text: str) -> None:
        """Note what a line such as ``Source: ...`` below the text says about the outlet."""
        match = re.match(r"^\W*source\s*:\s*(?P<name>[^,;.]{2,40}?)(?:\s+and\b.*|[,;.].*)?$", text, re.I)
        if match and outlets.likelihood(match["name"]) >= outlets.LIKELY:
            self.outlet_candidates.append((outlets.POSSIBLE, -len(self.units), match["name"]))

    def _choose_outlet(self) -> None:
        """Choose the outlet among what may name it: the likeliest, and of those the first on the page."""
        if not self.outlet_candidates:
            return
        if self.layout.title is None and self.known_title is None:
            wanted = outlets.LIKELY
        else:
            wanted = outlets.POSSIBLE
        score, _, name = max(self.outlet_candidates, key=lambda candidate: candidate[:2])
        if score >= wanted:
            self.layout.outlet = outlets.display_name(name)

    # -- results --

    def _blocks(self) -> list[Block]:
        """Build the blocks, with datelines at the head of paragraphs cut off from them."""
        blocks: list[Block] = []
        paragraphs = 0
        for place, unit in enumerate(self.units):
            kind = self.kinds.get(place, BlockKind.FURNITURE)
            start, end = self.spans.get(place, (unit.start, unit.end))
            if start > unit.start:
                blocks.append(Block(start=unit.start, end=start, kind=BlockKind.FURNITURE))
            if kind is BlockKind.PARAGRAPH:
                start, prefix = self._prefix(start, end) if paragraphs < 3 else (start, None)
                paragraphs += 1
                if prefix is not None:
                    blocks.append(Block(start=start, end=start + prefix.length, kind=BlockKind.DATE_LINE))
                    start += prefix.length
                    if prefix.date is not None and paragraphs <= 2:
                        self.dates.append(prefix.date)
                    if prefix.agency is not None and self.layout.outlet is None and paragraphs <= 2:
                        self.layout.outlet = outlets.display_name(prefix.agency.split("/")[0])
            blocks.append(Block(start=start, end=end, kind=kind))
            if end < unit.end:
                blocks.append(Block(start=end, end=unit.end, kind=BlockKind.FURNITURE))
        return blocks

    def _prefix(self, start: int, end: int) -> tuple[int, Prefix | None]:
        """Read the dateline at the head of a paragraph; give where its text begins, past blanked markup."""
        text = self.shown[start:end]
        return start + len(text) - len(text.lstrip()), read_prefix(text.lstrip())

    def _choose_date(self) -> None:
        """Choose the publication date: labelled so, else bare, else of an update; never of retrieval."""
        dates = [found for found in self.dates if found.kind is not DateKind.RETRIEVED]
        known = [found for found in dates if found.date is not None]
        if known:
            self.layout.date = min(known, key=lambda found: found.kind).date
            return
        for found in dates:
            if found.ambiguous:
                one, other = (f"{date:%Y-%m-%d}" for date in found.ambiguous)
                self.layout.warnings.append(
                    f"the page's date can be read as {one} or as {other}; it was left unknown"
                )
                return


def _plain(text: str) -> str:
    """Give a text's letters and digits in lower case, for comparison."""
    return re.sub(r"[\W_]+", " ", text).casefold().strip()
