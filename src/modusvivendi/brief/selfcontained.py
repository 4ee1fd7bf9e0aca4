"""What self-contained pages have in common: templates, own files, policy digests, writing as a whole."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.files import put_in_place

if TYPE_CHECKING:
    import jinja2

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def environment() -> jinja2.Environment:
    """Give the environment of this package's templates: everything is escaped, nothing may be undefined."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("modusvivendi.brief", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def digest(text: str) -> str:
    """Give what a content security policy calls a style sheet or script in the page by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def own_file(name: str) -> str:
    """Read one of this package's files that go into a page as they are."""
    text = (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")
    assert "</" not in text, f"{name} would end its own element"
    return text


def writable(text: str) -> str:
    """Replace the characters that cannot stand in a page."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def write_whole(text: str, path: Path) -> None:
    """Write a page, whole or not at all; one already there is replaced.

    Raises
    ------
    OSError
        If the folder cannot be written to; a page already there is then untouched.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        draft.chmod(0o644)
        put_in_place(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
