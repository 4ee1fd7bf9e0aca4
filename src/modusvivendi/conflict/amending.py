"""Changing parts of a YAML text and leaving everything else as it stands, comments and layout included.

Changes are made where they are: a new entry is put below the one before it, a changed value in the place of
the old, and lines that did not change are not touched. What is written in brackets is replaced whole.
Comments that would go with a part that is taken out are put at the end.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Protocol

from modusvivendi.conflict.places import ModelPath, Positions
from modusvivendi.conflict.yaml_text import read_yaml


class Dump(Protocol):
    """Writes lists and mappings of texts as YAML."""

    def __call__(
        self, plain: Any, path: tuple[str, ...] = (), *, flow: bool = False, width: int = 110
    ) -> str:
        """Write ``plain``, which stands at ``path`` of a model, on one line (``flow``) or several."""
        ...


def amended(text: str, base: Any, new: Any, dump: Dump) -> str:
    """Change a YAML text so that it says ``new`` where it said ``base``.

    Parameters
    ----------
    text
        The text.
    base
        What it says now, as the writer would put it (which may differ from what stands there: defaults are
        filled in, short forms written out).
    new
        What it is to say.
    dump
        Writes what is new.

    Returns
    -------
    str
        The changed text. Whether it says what it should is for the caller to check: a layout may be too
        unusual for this.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    plain, positions = read_yaml(text)
    edits = _Edits(text, positions, dump)
    edits.value((), plain, base, new)
    changed = edits.applied()
    kept = comments(changed)
    lost = []
    for comment in comments(text):
        if comment in kept:
            kept.remove(comment)
        else:
            lost.append(comment)
    if lost:
        changed = changed.rstrip("\n") + "\n" + "".join(f"{comment}\n" for comment in lost)
    return changed.replace("\n", line_end)


def same(one: Any, other: Any) -> bool:
    """Whether two things are the same, order included: that of options is the order of their bits."""
    return repr(one) == repr(other)


def comments(text: str) -> list[str]:
    r"""Give the comments of a YAML text, in order.

    >>> comments("title: '# 1'  # the first\n# the end\n")
    ['# the first', '# the end']
    """
    positions = read_yaml(text)[1]
    spans = [*positions.key_spans.values(), *((start, end) for start, end, _ in positions.scalars.values())]
    inside = bytearray(len(text) + 1)
    for start, end in spans:
        inside[start:end] = b"\1" * (end - start)
    matches = re.finditer(r"(?<![^ \t\n])#[^\n]*", text)
    return [match.group().rstrip(" \t") for match in matches if not inside[match.start()]]


class _Edits:
    """Collects replacements of parts of a text."""

    def __init__(self, text: str, positions: Positions, dump: Dump) -> None:
        self.text = text
        self.positions = positions
        self.dump = dump
        self.replacements: list[tuple[int, int, str]] = []

    def applied(self) -> str:
        """Give the text with all replacements made."""
        out, done = [], 0
        for start, end, replacement in sorted(self.replacements, key=lambda edit: edit[:2]):
            if start < done:
                continue  # within something already replaced
            out += [self.text[done:start], replacement]
            done = end
        return "".join([*out, self.text[done:]])

    # Places in the text

    def column(self, offset: int) -> int:
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def alone(self, offset: int) -> bool:
        """Whether only spaces stand before ``offset`` on its line."""
        return not self.text[offset - self.column(offset) : offset].strip()

    def begin(self, path: ModelPath) -> int:
        """Where the entry at ``path`` begins: its key, or the dash of a list."""
        if path in self.positions.key_spans:
            return self.positions.key_spans[path][0]
        return self.text.rindex("-", 0, self.positions.spans[path][0])

    def stop(self, path: ModelPath) -> int:
        """Where the last line of the entry at ``path`` ends."""
        stop = self.text.find("\n", self.positions.spans[path][1])
        return stop if stop >= 0 else len(self.text)

    def in_brackets(self, path: ModelPath) -> bool:
        return any(path[:length] not in self.positions.blocks for length in range(len(path)))

    # Changes

    def value(self, path: ModelPath, plain: Any, base: Any, new: Any) -> None:
        """Make the value at ``path`` say ``new``."""
        if same(base, new):
            return
        alike = type(plain) is type(base) is type(new) and bool(plain and base and new)
        before = len(self.replacements)
        done = False
        if alike and path in self.positions.blocks:
            change = self.mapping if isinstance(plain, dict) else self.sequence
            done = change(path, plain, base, new)
        if not done:
            del self.replacements[before:]
            self.replace(path, new)

    def replace(self, path: ModelPath, new: Any) -> None:
        """Replace the value at ``path`` as a whole."""
        start, end = self.positions.spans[path]
        on_one_line = not isinstance(new, dict | list) or not new
        if isinstance(new, list) and path not in self.positions.blocks:
            on_one_line |= all(isinstance(item, str) for item in new)
        if on_one_line or self.in_brackets(path):
            text = self.one_line(new)
            if start and self.text[start - 1] in ":-":
                text = " " + text
            if path in self.positions.key_spans and self.column(start) <= self.column(self.begin(path)):
                text = "  " + text  # a list may stand as far left as its key, other values may not
            self.replacements.append((start, end, text))
            return
        if path and isinstance(path[-1], str) and not self.alone(start):
            # A value beside its key goes below it.
            start = self.text.index(":", self.positions.key_spans[path][1]) + 1
            column = self.column(self.begin(path)) + 2
            self.replacements.append((start, end, "\n" + " " * column + self.lines(path, new, column)))
            return
        column = self.column(start)
        text = ""
        if path in self.positions.key_spans and column <= self.column(self.begin(path)):
            text, column = "  ", column + 2
        self.replacements.append((start, end, text + self.lines(path, new, column)))

    def mapping(
        self, path: ModelPath, plain: dict[str, Any], base: dict[str, Any], new: dict[str, Any]
    ) -> bool:
        """Change the entries of a mapping; False where that takes writing it anew."""
        common = [key for key in plain if key in new]
        if not common or common != [key for key in new if key in plain]:
            return False
        for key in common:
            self.value((*path, key), plain[key], base.get(key), new[key])
        column = self.column(self.begin((*path, common[0])))
        order = list(new)
        for place, key in enumerate(order):
            if key in plain or (key in base and same(base[key], new[key])):
                continue
            text = self.lines(path, {key: new[key]}, column)
            above = [other for other in order[:place] if other in plain]
            self.insert((*path, above[-1]) if above else None, (*path, common[0]), text)
        return self.delete(path, list(plain), [key for key in plain if key in base and key not in new])

    def sequence(self, path: ModelPath, plain: list[Any], base: list[Any], new: list[Any]) -> bool:
        """Change the items of a list; False where that takes writing it anew."""
        if len(plain) != len(base):
            return False
        matcher = SequenceMatcher(None, [repr(i) for i in base], [repr(i) for i in new], autojunk=False)
        column = self.column(self.begin((*path, 0)))
        gone: list[int] = []
        for tag, old_start, old_stop, new_start, new_stop in matcher.get_opcodes():
            if tag == "equal":
                continue
            paired = min(old_stop - old_start, new_stop - new_start)
            for offset in range(paired):
                old = old_start + offset
                self.value((*path, old), plain[old], base[old], new[new_start + offset])
            gone += range(old_start + paired, old_stop)
            anchor = old_start + paired - 1
            added = [
                "- " + self.lines((*path, "-"), item, column + 2)
                for item in new[new_start + paired : new_stop]
            ]
            if added:
                text = ("\n" + " " * column).join(added)
                self.insert((*path, anchor) if anchor >= 0 else None, (*path, 0), text)
        return len(gone) < len(plain) and self.delete(path, list(range(len(plain))), gone)

    def insert(self, above: ModelPath | None, first: ModelPath, text: str) -> None:
        """Put new lines below the entry ``above``, or above the ``first``."""
        begin = self.begin(first)
        indent = " " * self.column(begin)
        if above is not None:
            stop = self.stop(above)
            self.replacements.append((stop, stop, "\n" + indent + text))
        else:
            self.replacements.append((begin, begin, text + "\n" + indent))

    def delete(self, path: ModelPath, entries: list[Any], gone: list[Any]) -> bool:
        """Take out entries; False where one cannot go without its neighbour."""
        following = dict(pairwise(entries))
        for entry in gone:
            at = (*path, entry)
            begin = self.begin(at)
            if self.alone(begin):
                # With the line end before it, not the one after: below it something may be put in.
                start = max(begin - self.column(begin) - 1, 0)
                self.replacements.append((start, self.stop(at), ""))
            elif entry in following and following[entry] not in gone:
                # It stands beside the dash of a list: the next one takes its place.
                self.replacements.append((begin, self.begin((*path, following[entry])), ""))
            else:
                return False
        return True

    # Writing

    def one_line(self, new: Any) -> str:
        """Write a value on one line."""
        return self.dump({"-": new}, ("-",), flow=True).strip(" \n")[1:-1].partition(":")[2].strip(" ")

    def lines(self, path: ModelPath, new: Any, column: int) -> str:
        """Write lists and mappings at ``column``; the first line is for the caller to indent."""
        names = tuple(str(part) if isinstance(part, str) else "-" for part in path)
        if not isinstance(new, dict | list):
            return self.one_line(new)
        text = self.dump(new, names, width=max(40, 110 - column)).rstrip("\n")
        if text.startswith("  - "):
            text = "\n".join(line.removeprefix("  ") for line in text.split("\n"))
        return text.replace("\n", "\n" + " " * column)
