"""What is known about a file that came from the network, kept beside it.

A fetched page is kept as it came, and some of what belongs to it is not in its bytes: the address, the day
it was fetched, the encoding the server named. That goes into ``NAME.fetched.json`` beside the file.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

SUFFIX = ".fetched.json"


class Fetched(BaseModel):
    """Where and when a file was fetched.

    Attributes
    ----------
    url
        The address it came from, after redirects.
    asked
        The address that was asked for.
    when
        The moment it was fetched, in UTC.
    charset
        The encoding the server named, if any.
    """

    model_config = ConfigDict(frozen=True)

    url: str
    asked: str
    when: dt.datetime
    charset: str | None = None


def is_address(text: str | os.PathLike[str]) -> bool:
    """Tell whether an argument looks like an ``http`` or ``https`` address rather than a file.

    Examples
    --------
    >>> is_address("https://gazette.example/a"), is_address("reports/a.html")
    (True, False)
    """
    return re.match(r"https?:/", os.fspath(text), re.I) is not None  # a Path has folded the second slash


def beside(path: Path) -> Path:
    """Give where the note about a fetched file lies."""
    return path.with_name(path.name + SUFFIX)


def fetched_from(path: Path) -> Fetched | None:
    """Read the note beside a file; None where there is none, or none that can be read."""
    try:
        return Fetched.model_validate_json(beside(path).read_bytes())
    except (OSError, ValidationError, ValueError):
        return None


def write_note(path: Path, fetched: Fetched) -> None:
    """Write the note about a file beside it."""
    beside(path).write_text(fetched.model_dump_json(indent=1) + "\n", encoding="utf-8")
