"""YAML front matter at the head of a report: outlet, title, date and address as somebody noted them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from modusvivendi.reports.dates import find_dates

_FENCE = re.compile(
    r"\A\s*---[ \t]*(?:\r\n|\r|\n)(?P<yaml>.{0,20000}?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.S,
)

_KEYS = {
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "site", "site_name", "medium"),
    "title": ("title", "headline"),
    "date": ("date", "published", "publication_date", "pubdate", "publish_date", "date_published", "issued"),
    "url": ("url", "link", "permalink", "canonical", "address"),
}


@dataclass(frozen=True)
class FrontMatter:
    """What the front matter says, and where the report goes on after it (``end``)."""

    end: int = 0
    outlet: str | None = None
    title: str | None = None
    date: dt.date | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


def front_matter(body: str) -> FrontMatter:
    """Read the front matter of a body; without any, ``end`` is 0.

    A block that is no YAML mapping is left where it is and read as text. Every value is read as the text it
    is, so that ``outlet: NO`` stays "NO".
    """
    match = _FENCE.match(body)
    if match is None:
        return FrontMatter()
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data = YAML(typ="base", pure=True).load(match["yaml"])
    except (YAMLError, ValueError, RecursionError, KeyError, TypeError, AttributeError, IndexError):
        return FrontMatter(warnings=("the front matter is not valid YAML and was read as text",))
    if not isinstance(data, dict) or not data:
        return FrontMatter()
    values = {str(key).strip().casefold().replace("-", "_"): value for key, value in data.items()}

    def text(field: str) -> str | None:
        for key in _KEYS[field]:
            value = values.get(key)
            if isinstance(value, str) and value.strip():
                return " ".join(value.split())
        return None

    warnings: tuple[str, ...] = ()
    date = None
    written = text("date")
    if written is not None:
        found = find_dates(written)
        date = found[0].date if found else None
        if date is None:
            warnings = (f"the date in the front matter, {written!r}, is not a full and unambiguous date",)
    return FrontMatter(match.end(), text("outlet"), text("title"), date, text("url"), warnings)
