"""Cases that ship with the program: one with reports, and a catalogue of published conflicts.

The reports were written for the program, after public reporting; no news. Each conflict of the catalogue is
a ``conflict.yaml`` that starts with a comment: where it comes from, what was published and what could be
verified, and what is computed here.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from modusvivendi.errors import CaseError, UnknownName, nearest

_ABOUT = {
    "peacekeeping": "three short reports on a peacekeeping force, for 'modus brief'",
    "prisoners-dilemma": "two suspects questioned apart (Tucker 1950)",
    "stag-hunt": "the stag together or a hare each (Rousseau 1755, Jervis 1978)",
    "chicken": "two cars on one lane (Rapoport and Guyer 1966)",
    "battle-of-the-sexes": "an evening together, but where (Luce and Raiffa 1957)",
    "penalty-kick": "kicker and keeper: no Nash equilibrium (matching pennies)",
    "commons": "three herders on one pasture (Hardin 1968)",
    "chain-store": "a newcomer and a threat of a price war (Selten 1978)",
    "sustainable-development": "an agency and a developer (Hipel and others)",
    "elmira": "polluted groundwater, in graph form (Hipel and others 1993)",
    "gisborne": "export of water, with an open question (Li and others 2004)",
    "gisborne-unknown": "the same, with unknown preferences; for nash-a, gmr-b and the like",
    "garrison": "an irrigation project at a border (Hipel and Fraser 1980)",
    "cuban-missile-crisis": "October 1962 (Fraser and Hipel 1982)",
    "peacekeeping-model": "the peacekeeping force as a model made by hand, for 'modus solve'",
}


def examples() -> dict[str, str]:
    """Name the examples, each with what it is.

    Examples
    --------
    >>> list(examples())[:3]
    ['peacekeeping', 'prisoners-dilemma', 'stag-hunt']
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
