"""Cases that ship with the program. Their reports were written for it, after public reporting; no news."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from modusvivendi.errors import CaseError, UnknownName, nearest

_ABOUT = {
    "peacekeeping": "three short reports on a peacekeeping force, for 'modus brief'",
    "peacekeeping-model": "the same matter as a model made by hand, for 'modus solve'",
}


def examples() -> dict[str, str]:
    """Name the examples, each with what it is.

    Examples
    --------
    >>> sorted(examples())
    ['peacekeeping', 'peacekeeping-model']
    """
    return dict(_ABOUT)


def write_example(name: str, folder: Path) -> list[Path]:
    """Write an example to a folder.

    Parameters
    ----------
    name
        One of `examples`.
    folder
        Made if it does not exist.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    UnknownName
        If there is no such example.
    CaseError
        If a file of the example exists in the folder with other content: nothing of a person's is lost.
    """
    if name not in _ABOUT:
        hint = nearest(name, _ABOUT) or f"there are {', '.join(_ABOUT)}"
        raise UnknownName(f"there is no example called {name!r}", hint=hint)
    contents = dict(_files(resources.files(__package__).joinpath(name)))
    for place, data in contents.items():
        target = folder / place
        if target.exists() and (not target.is_file() or target.read_bytes() != data):
            raise CaseError("this is there already", file=str(target), hint="name another")
    try:
        for place, data in contents.items():
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    except OSError as error:
        raise CaseError(f"cannot write here: {error.strerror}", file=str(folder)) from None
    return [folder / place for place in contents]


def _files(folder: Traversable, under: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        place = f"{under}{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _files(entry, f"{place}/")
        elif not entry.name.endswith((".py", ".pyc")):
            found.append((place, entry.read_bytes()))
    return found
