"""Files that hold a conflict: which format one is in, and writing one whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from modusvivendi.conflict.gmcr import read_gmcr, write_gmcr
from modusvivendi.conflict.json_text import read_json
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.model_file import read_model
from modusvivendi.conflict.option_table import read_option_table
from modusvivendi.conflict.option_table_writing import write_option_table
from modusvivendi.conflict.ranked import read_ranked, write_ranked
from modusvivendi.conflict.writing import write_model
from modusvivendi.errors import ConflictError
from modusvivendi.files import put_in_place

MAX_MODEL_CHARACTERS = 2_000_000
"""Longest model file that is read; ranked JSON may be of any length."""

TABLES = (".csv", ".tsv", ".xlsx")
"""Endings of option tables."""


def load_conflict(path: str | Path) -> Conflict:
    """Read a conflict from a model file, ranked JSON, a ``.gmcr`` file, an option table, or a case folder.

    What a file holds decides, not its name: JSON with ``decisionMakers`` is a GMCR+ file, JSON with ranks is
    ranked JSON, a workbook is an option table, everything else is a model file; but ``.csv`` and ``.tsv`` are
    option tables.

    Parameters
    ----------
    path
        The file, or a folder that has a ``conflict.yaml``.

    Raises
    ------
    ConflictError
        Where it cannot be read or is no model; with line and column.
    """
    place = Path(path)
    name = str(path)
    try:
        if place.is_dir():
            place = place / "conflict.yaml"
            name = str(place)
        data = place.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        reason = getattr(error, "strerror", None) or "it cannot be read"
        hint = "a conflict.yaml, a ranked .json, a .gmcr file or an option table was expected"
        raise ConflictError(reason, file=name, hint=hint) from None
    if data[:4] == b"PK\3\4" or place.suffix.lower() in TABLES:
        return read_option_table(data, name)
    return read_conflict(_decoded(data, name), name)


def read_conflict(text: str, file: str | None = None) -> Conflict:
    """Read a conflict from the text of a file in any of the formats.

    Raises
    ------
    ConflictError
        Where it is no model.
    """
    if text.lstrip().startswith("{") and (file is None or not file.endswith((".yaml", ".yml"))):
        found = read_json(text, file)
        if "decisionMakers" in found:
            return read_gmcr(text, file)
        if "version" not in found and isinstance(found.get("decision_makers"), list):
            return read_ranked(text, file)
        if not isinstance(found.get("decision_makers"), dict):
            raise ConflictError(
                "this JSON is no conflict",
                file=file,
                line=1,
                column=1,
                hint="decision_makers with ranks (ranked JSON) or decisionMakers (GMCR+) were expected",
            )
    if len(text) > MAX_MODEL_CHARACTERS:
        raise ConflictError(
            f"the model file has {len(text):,} characters, more than {MAX_MODEL_CHARACTERS:,}",
            file=file,
            line=1,
            column=1,
            hint="give large rankings as ranked JSON",
        )
    return read_model(text, file)


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        hint = "save it as UTF-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:1000]:
            hint = "it is no text, or text in another encoding; save it as UTF-8"
        raise ConflictError(
            "this is not UTF-8 text",
            file=name,
            line=before.count(b"\n") + 1,
            column=error.start - (before.rfind(b"\n") + 1) + 1,
            hint=hint,
        ) from None
    if "\0" in text:
        offset = text.index("\0")
        raise ConflictError(
            "this is binary data, not a model",
            file=name,
            line=text.count("\n", 0, offset) + 1,
            column=offset - text.rfind("\n", 0, offset),
        )
    return text


def save_conflict(conflict: Conflict, path: str | Path, header: str | None = None) -> None:
    """Write a conflict to a file, whole or not at all; the file's name decides on the format.

    Parameters
    ----------
    conflict
        The conflict.
    path
        Where to; ``.json`` is ranked JSON, ``.gmcr`` is for GMCR+, ``.csv``, ``.tsv`` and ``.xlsx`` are
        option tables, anything else is a model file.
    header
        A comment to put on top of a new model file.

    Raises
    ------
    ConflictError
        Where it cannot be written, or the format cannot hold the conflict.
    """
    place = Path(path)
    if place.suffix.lower() in TABLES:
        write_whole(place, write_option_table(conflict, str(path)))
        return
    match place.suffix.lower():
        case ".json":
            text = write_ranked(conflict)
        case ".gmcr":
            text = write_gmcr(conflict)
        case _:
            text = write_model(conflict, header)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise ConflictError("the model has characters that cannot be written", file=str(path)) from None
    write_whole(place, data)


def write_whole(place: Path, data: bytes) -> None:
    """Write a file beside its place and move it there, so that a reader sees the old or the new, never half.

    Raises
    ------
    ConflictError
        Where it cannot be written.
    """
    try:
        _write_beside(place, data)
    except OSError as error:
        raise ConflictError(error.strerror or "it cannot be written", file=str(place)) from None


def _write_beside(place: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        mode = place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        put_in_place(Path(temporary), place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
