"""The brief as it was put together last, kept across starts: answering what people ask takes long.

It lies in the case's folder ``prepared`` and is used as long as all that it follows from is the same, and the
program, too. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from modusvivendi.files import put_in_place
from modusvivendi.version import __version__

if TYPE_CHECKING:
    from modusvivendi.brief.contents import Contents
    from modusvivendi.dossier.handling import Handling
    from modusvivendi.workbench.snapshot import ModelSnapshot
    from modusvivendi.workbench.substance import Substance

FOLDER = "prepared"


def digest_of(
    case: Path, substance: Substance, model: ModelSnapshot, handling: Mapping[str, Handling], grades: str
) -> str:
    """Tell all that a brief follows from by a digest."""
    told = hashlib.sha256(repr((__version__, str(case), model.version, model.as_drafted, grades)).encode())
    for report in substance.reports():
        told.update(repr((report.name, report.sha256, report.outlet, report.title, report.date)).encode())
    for statement in substance.statements():
        told.update(statement.model_dump_json().encode())
    told.update(repr(sorted((name, care.caveats, care.redact) for name, care in handling.items())).encode())
    return told.hexdigest()


def kept_brief(case: Path, digest: str) -> Contents | None:
    """Give the brief that was kept, where it follows from what this digest tells."""
    from modusvivendi.brief.contents import Contents

    path = case / FOLDER / "brief.json"
    # What cannot be read is put together anew.
    with suppress(OSError, ValueError), path.open(encoding="utf-8") as file:
        if file.readline().strip() == digest:
            return Contents.model_validate_json(file.read())
    return None


def keep_brief(case: Path, digest: str, contents: Contents) -> None:
    """Keep a brief for the next start; where it cannot be written, that start takes longer."""
    path = case / FOLDER / "brief.json"
    draft = path.with_name(f".{path.name}.part")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        draft.write_text(f"{digest}\n{contents.model_dump_json()}", encoding="utf-8", newline="\n")
        put_in_place(draft, path)
