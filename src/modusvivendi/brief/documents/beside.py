"""Files that lie beside an exported brief: the pictures of formats that only refer to them."""

from __future__ import annotations

import re
import unicodedata


class Beside:
    """Files to be written beside a document, by name.

    Parameters
    ----------
    document
        Name of the document without its ending; the files are called after it.

    Examples
    --------
    >>> beside = Beside("Talks in Ålesund")
    >>> beside.add(b"...", "svg"), list(beside.files)
    ('talks-in-alesund-1.svg', ['talks-in-alesund-1.svg'])
    """

    def __init__(self, document: str) -> None:
        bare = unicodedata.normalize("NFKD", document).encode("ascii", "ignore").decode("ascii")
        # What refers to a file has to need no escapes, neither in LaTeX nor in Markdown.
        self.stem = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-") or "brief"
        self.files: dict[str, bytes] = {}

    def add(self, data: bytes, ending: str) -> str:
        """Keep a file and give the name by which the document refers to it."""
        name = f"{self.stem}-{len(self.files) + 1}.{ending}"
        self.files[name] = data
        return name
