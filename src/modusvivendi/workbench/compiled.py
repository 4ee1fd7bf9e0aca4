"""Templates are kept as they were compiled, where Python keeps what it compiles.

To compile all of them takes more than half a second, which whoever clicks first would wait for.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from pickle import PickleError

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from modusvivendi.files import put_in_place


class Compiled(BytecodeCache):
    """Keeps compiled templates beside compiled modules; nothing where Python was told to keep nothing.

    Whether what was kept is still that of a template is told by digests, and by the versions of Python and
    of Jinja.

    Parameters
    ----------
    folder
        Of the templates.
    maker
        The module that says how they are compiled.
    """

    def __init__(self, folder: Path, maker: Path) -> None:
        self._folder = folder
        self._maker = hashlib.sha256(maker.read_bytes()).hexdigest()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Give the name of a template."""
        return name

    def get_source_checksum(self, source: str) -> str:
        """Give a digest of all that compiling follows from."""
        told = (jinja2.__version__, self._maker, source)
        return hashlib.sha256("\0".join(told).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template as it was compiled, if it was."""
        # What was cut short is compiled anew.
        with suppress(OSError, EOFError, PickleError), self._path(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; where that cannot be, it is compiled at the next start again."""
        if sys.dont_write_bytecode:
            return
        path = self._path(bucket)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                bucket.write_bytecode(file)
            put_in_place(draft, path)

    def _path(self, bucket: Bucket) -> Path:
        return Path(cache_from_source(str(self._folder.with_name(f"{self._folder.name}.{bucket.key}"))))
