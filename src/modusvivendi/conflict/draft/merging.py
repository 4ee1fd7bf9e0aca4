"""Three-way merging: what a person changed in a drafted model is kept when a new draft brings something new.

The three are the last draft the model was made from, the model as it is now, and the new draft. What only one
side changed is taken from it. Where both changed the same, the person's stays, and the disagreement is named.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

from modusvivendi.conflict.amending import amended, comments
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.model_file import read_model, read_plain
from modusvivendi.conflict.writing import dump, fresh, plain_model
from modusvivendi.errors import ConflictError

_ABSENT = object()
_OWN_NAMES = ("decision_makers", "options", "circumstances")
"""Parts of a model that others refer to by name."""

Path = tuple[str, ...]


@dataclass
class Merged:
    """A merged model.

    Attributes
    ----------
    text
        The model file: the person's text, comments included, with what is new put in.
    disagreements
        Where the person's version and the new draft contradict each other, and what was done.
    """

    text: str
    disagreements: list[str] = field(default_factory=list)


def merge(base: str | None, mine: str, theirs: str | Conflict) -> Merged:
    """Merge a new draft into a model that a person has changed.

    Parameters
    ----------
    base
        Text of the draft the model was made from. None: unknown; then all that the model says counts as the
        person's, and what was struck out of it comes back.
    mine
        Text of the model as it is.
    theirs
        The new draft, or its text.

    Raises
    ------
    ConflictError
        If the model as it is cannot be read.
    """
    ours = plain_model(read_model(mine))
    new = plain_model(read_model(theirs) if isinstance(theirs, str) else theirs)
    old = plain_model(read_model(base)) if base is not None else {}
    for keep_names in (False, True):
        merging = _Merging(keep_names)
        plain = merging.value((), old, ours, new)
        # In a model that nobody has changed no formula is a person's, to come to mean something else.
        if _is_model(plain) and (_equal(old, ours) or not _renames(ours, plain)):
            return Merged(_text(mine, ours, plain), merging.disagreements)
    plain = _one_by_one(ours, plain, merging)
    return Merged(_text(mine, ours, plain), merging.disagreements)


def _text(mine: str, ours: Any, plain: Any) -> str:
    text = amended(mine, ours, plain, dump)
    try:
        if plain_model(read_model(text)) == plain_model(read_plain(plain)):
            return text
    except ConflictError:
        pass
    return "".join(f"{comment}\n" for comment in comments(mine)) + fresh(plain)


def _is_model(plain: Any) -> bool:
    try:
        read_plain(plain)
    except ConflictError:
        return False
    return True


def _renames(mine: Any, merged: Any) -> bool:
    """Whether what is an option in a person's model would become a circumstance of the same name."""
    parties = mine.get("decision_makers", {}).values()
    options = {key for party in parties for key in party.get("options") or ()}
    new = set(merged.get("circumstances") or ()) - set(mine.get("circumstances") or ())
    return bool(options & new)


class _Merging:
    """Merges nested lists and mappings, and collects what the two sides disagree on."""

    def __init__(self, keep_names: bool) -> None:
        self.keep_names = keep_names
        self.disagreements: list[str] = []

    def value(self, path: Path, base: Any, mine: Any, theirs: Any) -> Any:
        """Merge what stands at a path; ``_ABSENT`` where one side has nothing there."""
        if _equal(mine, theirs) or _equal(base, theirs):
            return mine
        if _equal(base, mine):
            gone = theirs is _ABSENT and self.keep_names and path[-2:-1] and path[-2] in _OWN_NAMES
            return mine if gone else theirs
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self._mapping(path, base if isinstance(base, dict) else {}, mine, theirs)
        if isinstance(mine, list) and isinstance(theirs, list):
            return self._list(path, base if isinstance(base, list) else [], mine, theirs)
        self._disagree(path, mine, theirs)
        return mine

    def _disagree(self, path: Path, mine: Any, theirs: Any) -> None:
        yours = "you took it out" if mine is _ABSENT else f"yours stays: {_shown(mine)}"
        drafts = "is gone from the new draft" if theirs is _ABSENT else f"the new draft has: {_shown(theirs)}"
        self.disagreements.append(f"{' / '.join(path) or 'the model'}: {yours}; {drafts}")

    def _mapping(
        self, path: Path, base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
    ) -> dict[str, Any]:
        out = {}
        for key in _in_order(list(mine), list(theirs)):
            merged = self.value(
                (*path, key), base.get(key, _ABSENT), mine.get(key, _ABSENT), theirs.get(key, _ABSENT)
            )
            if merged is not _ABSENT:
                out[key] = merged
        return out

    def _list(self, path: Path, base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
        was, ours, new = _by_identity(base), _by_identity(mine), _by_identity(theirs)
        rewritten = self._rewritten(path, was, ours, new)
        out = []
        for identity in _in_order(list(ours), [i for i in new if i not in rewritten]):
            merged = self.value(
                (*path, _shown(identity[0])),
                *(side.get(identity, _ABSENT) for side in (was, ours, new)),
            )
            if merged is not _ABSENT:
                out.append(merged)
        return out

    def _rewritten(self, path: Path, was: _Items, ours: _Items, new: _Items) -> set[_Identity]:
        """Find what the new draft says otherwise of statements whose preference a person has rewritten."""
        out = set()
        dropped = [item for i, item in was.items() if i not in ours and i not in new and _evidence(item)]
        for identity, item in new.items():
            if identity in was or identity in ours or not _evidence(item):
                continue
            old = next((d for d in dropped if _evidence(d) & _evidence(item)), None)
            if old is not None:
                out.add(identity)
                self.disagreements.append(
                    f"{' / '.join(path)}: you changed {_shown(old)}; the new draft has there: {_shown(item)}"
                )
        return out


_Identity = tuple[Hashable, int]
_Items = dict[_Identity, Any]


def _equal(one: Any, other: Any) -> bool:
    if one is _ABSENT or other is _ABSENT:
        return one is other
    return bool(one == other)


def _by_identity(items: list[Any]) -> _Items:
    """Name each entry of a list by what makes it that entry: its formula, question or text."""
    out: _Items = {}
    for item in items:
        name: Hashable = repr(item)
        if isinstance(item, dict):
            told = ("formula", "question", "what", "option")
            name = next((str(item[key]) for key in told if key in item), repr(item))
        elif isinstance(item, str):
            name = item
        number = 0
        while (name, number) in out:
            number += 1
        out[name, number] = item
    return out


def _evidence(item: Any) -> set[str]:
    return set(item.get("evidence", ())) if isinstance(item, dict) else set()


def _in_order(mine: list[Any], theirs: list[Any]) -> Iterator[Any]:
    """Give all entries in the person's order, new ones after the one they follow in the draft."""
    known = set(mine)
    after: dict[Any, list[Any]] = {}
    last = _ABSENT
    for entry in theirs:
        if entry in known:
            last = entry
        else:
            after.setdefault(last, []).append(entry)
    yield from after.get(_ABSENT, ())
    for entry in mine:
        yield entry
        yield from after.get(entry, ())


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        value = next((value[key] for key in ("formula", "question", "what", "label") if key in value), value)
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"


def _one_by_one(mine: Any, merged: Any, merging: _Merging) -> Any:
    """Take over parts of a merged model as long as the whole stays a model; name those that cannot be."""
    plain = mine
    for path, part in _parts(merged):
        if _at(plain, path) is not _ABSENT and _equal(_at(plain, path), part):
            continue
        tried = _put(plain, path, part)
        if _is_model(tried) and not _renames(mine, tried):
            plain = tried
        else:
            merging.disagreements.append(
                f"{' / '.join(path)}: the new draft does not fit your model there; yours stays"
            )
    return plain


def _parts(merged: dict[str, Any]) -> Iterator[tuple[Path, Any]]:
    """Give the parts of a model, those that others refer to first."""
    makers: dict[str, Any] = merged.get("decision_makers", {})
    if "circumstances" in merged:
        yield ("circumstances",), merged["circumstances"]
    for key, party in makers.items():
        for what in ("options", "preferences", "members"):
            if what in party:
                yield ("decision_makers", key, what), party[what]
    for key, value in merged.items():
        if key not in ("decision_makers", "circumstances"):
            yield (key,), value


def _at(plain: Any, path: Path) -> Any:
    for key in path:
        if not isinstance(plain, dict) or key not in plain:
            return _ABSENT
        plain = plain[key]
    return plain


def _put(plain: Any, path: Path, part: Any) -> Any:
    if not path:
        return part
    inner = plain.get(path[0], {}) if isinstance(plain, dict) else {}
    return {**plain, path[0]: _put(inner, path[1:], part)}
