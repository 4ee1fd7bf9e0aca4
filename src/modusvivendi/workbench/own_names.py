"""What a case's parties are called besides: names that people joined are one party in later reports, too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modusvivendi.conflict.files import write_whole
from modusvivendi.errors import CaseError
from modusvivendi.reports.regardless import regardless

if TYPE_CHECKING:
    from modusvivendi.statements.read import Reader

FILE = "aliases.yaml"
"""Name of the file in a case's folder, as the command line reads it."""


def with_own_names(reader: str, case: Path) -> str | Reader:
    """Give a reader that knows the case's own names, and what is read all the same, where it can."""
    from modusvivendi.statements.read import DEFAULT_READER, RulesReader

    wanted, has_names = regardless(case), (case / FILE).is_file()
    if reader != DEFAULT_READER or not (wanted or has_names):
        return reader
    from modusvivendi.statements.actors.aliases import Aliases

    return RulesReader(Aliases.load(case / FILE) if has_names else None, wanted)


def call_besides(case: Path, party: str, name: str) -> None:
    """Keep that a party is called by another name as well; comments and layout of the file stay.

    Raises
    ------
    CaseError
        The file is no list of names.
    ConflictError
        It cannot be written.
    """
    with _changing(case) as known:
        own = known.pop(name, None) or []
        names = list(known.get(party) or [])
        names += [one for one in (name, *own) if one not in names and one != party]
        known[party] = names


def call_no_more(case: Path, party: str, name: str) -> None:
    """Keep that a name is no name of a party any more; errors as for `call_besides`."""
    with _changing(case) as known:
        names = [one for one in known.get(party) or [] if one != name]
        if names:
            known[party] = names
        else:
            known.pop(party, None)


@contextmanager
def _changing(case: Path) -> Iterator[Any]:
    """Give the names of a case's parties, to be changed and written."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml, path = YAML(), case / FILE
    try:
        known: Any = (yaml.load(path.read_text(encoding="utf-8")) if path.is_file() else None) or {}
    except (OSError, YAMLError):
        known = None
    if not isinstance(known, dict):
        raise CaseError("the case's own names cannot be read", file=str(path), hint="put the file right")
    yield known
    written = io.StringIO()
    yaml.dump(known, written)
    write_whole(path, written.getvalue().encode())
