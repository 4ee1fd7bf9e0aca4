"""Formulas over options and circumstances: what they mean and how they are written.

A formula is a frozen tree. :mod:`modusvivendi.conflict.language` reads one from text; ``str`` writes it in
canonical text that reads back as the same tree. Formulas can be put together in code as well:

>>> troops, mandate = Option("China.troops"), Option("UN.mandate")
>>> print(Iff(troops, And(mandate, Option("United Kingdom", "guard the border"))))
China.troops iff (UN.mandate and "United Kingdom"."guard the border")
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_, xor
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.truth import T, at_least

KEYWORDS = frozenset("and or not xor implies if iff at least most exactly none all of".split())
"""Words that are no names unless quoted. They are lower case."""

_PLAIN_NAME = re.compile(r"[^\W\d][\w-]*")


class Formula(ABC):
    """A statement that is true or false in every state.

    Equal trees compare equal; ``a and b`` and ``b and a`` are different trees.
    """

    joined: ClassVar[bool] = False
    """Whether the text is two or more formulas joined by a word."""

    @property
    @abstractmethod
    def parts(self) -> tuple[Formula, ...]:
        """The formulas this one is made of, in the order in which they are written."""

    @abstractmethod
    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Work out the truth value from those of the options and circumstances.

        Parameters
        ----------
        value
            Gives the truth value of an option or circumstance: a NumPy boolean, an array of them, or
            :class:`Possibly`.
        """

    @abstractmethod
    def write(self, inside: str | None = None) -> str:
        """Write canonical text, with parentheses that spare the reader the rules of precedence.

        Parameters
        ----------
        inside
            Key of a decision maker whose own options are written bare.
        """

    def __str__(self) -> str:
        return self.write()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self}>"

    def _part(self, inside: str | None) -> str:
        """Text as part of another formula: what is joined by a word goes into parentheses."""
        return f"({self.write(inside)})" if self.joined else self.write(inside)

    def atoms(self) -> Iterator[Option | Circumstance]:
        """Give every option and circumstance mentioned, in order, with repetitions."""
        for part in self.parts:
            yield from part.atoms()

    def options(self) -> list[str]:
        """Names of the options mentioned, in order of first mention.

        >>> Iff(Option("A.x"), Or(Option("B.y"), Not(Option("A.x")))).options()
        ['A.x', 'B.y']
        """
        return list(dict.fromkeys(atom.name for atom in self.atoms() if isinstance(atom, Option)))

    def circumstances(self) -> list[str]:
        """Names of the circumstances mentioned, in order of first mention."""
        return list(dict.fromkeys(atom.name for atom in self.atoms() if isinstance(atom, Circumstance)))

    def holds(self, taken: Collection[str]) -> bool:
        """Tell whether the formula is true in one state.

        Parameters
        ----------
        taken
            Names of the options taken (``"Russia.ceasefire"``) and of the circumstances that obtain; nothing
            else is or does.

        Examples
        --------
        >>> If(Option("A.x"), Circumstance("drought")).holds({"drought"})
        False
        """
        return bool(self.evaluate(lambda atom: np.bool_(atom.name in taken)))

    def over(
        self, codes: NDArray[np.int64], bits: Mapping[str, int], circumstances: Collection[str] = ()
    ) -> NDArray[np.bool_]:
        """Tell in which of many states the formula is true.

        Parameters
        ----------
        codes
            States, shape (N,); bit ``k`` tells whether option ``k`` is taken.
        bits
            The bit of each option, by name.
        circumstances
            Names of the circumstances that obtain.

        Returns
        -------
        numpy.ndarray
            bool, shape (N,).
        """
        columns: dict[str, NDArray[np.bool_]] = {}

        def value(atom: Option | Circumstance) -> NDArray[np.bool_]:
            if isinstance(atom, Circumstance):
                return np.asarray(atom.name in circumstances)
            if atom.name not in columns:
                columns[atom.name] = (codes & np.int64(1 << bits[atom.name])) != 0
            return columns[atom.name]

        return np.broadcast_to(self.evaluate(value), codes.shape)

    def __hash__(self) -> int:
        return hash((type(self).__name__, str(self)))


def write_name(name: str) -> str:
    """Write one name as formulas have it, in quotation marks where it is not a plain word.

    >>> print(write_name("UN"), write_name("United Kingdom"), write_name("all"))
    UN "United Kingdom" "all"
    """
    if _PLAIN_NAME.fullmatch(name) and name not in KEYWORDS:
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True, repr=False, init=False, eq=True)
class Option(Formula):
    """An option of a decision maker is taken.

    Parameters
    ----------
    decision_maker, option
        Their keys. With one argument, ``"Russia.ceasefire"``, the decision maker's ends at the first dot.
    """

    decision_maker: str
    option: str

    def __init__(self, decision_maker: str, option: str | None = None) -> None:
        if option is None:
            decision_maker, dot, option = decision_maker.partition(".")
            if not dot:
                raise ValueError(f"{decision_maker!r} is not of the form decision_maker.option")
        object.__setattr__(self, "decision_maker", decision_maker)
        object.__setattr__(self, "option", option)

    @property
    def name(self) -> str:
        """``Russia.ceasefire``, without quotation marks."""
        return f"{self.decision_maker}.{self.option}"

    @property
    def parts(self) -> tuple[Formula, ...]:
        """None: an option is not made of formulas."""
        return ()

    def atoms(self) -> Iterator[Option | Circumstance]:
        """Give the option itself."""
        yield self

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Look the option up."""
        return value(self)

    def write(self, inside: str | None = None) -> str:
        """Write canonical text."""
        option = write_name(self.option)
        return option if self.decision_maker == inside else f"{write_name(self.decision_maker)}.{option}"

    __hash__ = Formula.__hash__


@dataclass(frozen=True, repr=False)
class Circumstance(Formula):
    """A circumstance, which no decision maker controls, obtains."""

    name: str

    @property
    def parts(self) -> tuple[Formula, ...]:
        """None: a circumstance is not made of formulas."""
        return ()

    def atoms(self) -> Iterator[Option | Circumstance]:
        """Give the circumstance itself."""
        yield self

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Look the circumstance up."""
        return value(self)

    def write(self, inside: str | None = None) -> str:
        """Write canonical text."""
        return write_name(self.name)

    __hash__ = Formula.__hash__


@dataclass(frozen=True, repr=False)
class Not(Formula):
    """The operand is false."""

    operand: Formula

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The operand."""
        return (self.operand,)

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Negate."""
        result: T = ~self.operand.evaluate(value)
        return result

    def write(self, inside: str | None = None) -> str:
        """Write canonical text."""
        return f"not {self.operand._part(inside)}"

    __hash__ = Formula.__hash__


@dataclass(frozen=True, repr=False, init=False)
class _Several(Formula):
    """Two or more formulas joined by one word."""

    joined: ClassVar[bool] = True
    word: ClassVar[str]
    join: ClassVar[Callable[[Any, Any], Any]]
    members: tuple[Formula, ...]

    def __init__(self, *members: Formula) -> None:
        if len(members) < 2:
            raise ValueError(
                f"{type(self).__name__} joins two formulas or more; use {type(self).__name__}.of"
            )
        object.__setattr__(self, "members", members)

    @classmethod
    def of(cls, members: Iterable[Formula]) -> Formula:
        """Join any number of formulas but none; a single one is given back as it is.

        >>> print(And.of([Option("A.x")]))
        A.x
        """
        several = tuple(members)
        return several[0] if len(several) == 1 else cls(*several)

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The formulas joined."""
        return self.members

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Join the truth values."""
        result: T = reduce(type(self).join, (member.evaluate(value) for member in self.members))
        return result

    def write(self, inside: str | None = None) -> str:
        """Write canonical text."""
        return f" {self.word} ".join(member._part(inside) for member in self.members)

    __hash__ = Formula.__hash__


class And(_Several):
    """All members are true."""

    word = "and"
    join = and_


class Xor(_Several):
    """An odd number of members is true; of two, exactly one."""

    word = "xor"
    join = xor


class Or(_Several):
    """At least one member is true."""

    word = "or"
    join = or_


@dataclass(frozen=True, repr=False)
class If(Formula):
    """``consequence if condition``: false only where the condition holds and the consequence does not."""

    joined: ClassVar[bool] = True
    consequence: Formula
    condition: Formula

    @property
    def parts(self) -> tuple[Formula, ...]:
        """Consequence and condition."""
        return (self.consequence, self.condition)

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Material implication."""
        result: T = self.consequence.evaluate(value) | ~self.condition.evaluate(value)
        return result

    def write(self, inside: str | None = None) -> str:
        """Write canonical text."""
        return f"{self.consequence._part(inside)} if {self.condition._part(inside)}"

    __hash__ = Formula.__hash__


@dataclass(frozen=True, repr=False)
class Implies(Formula):
    """``condition implies consequence``: ``consequence if condition``, written the other way round."""

    joined: ClassVar[bool] = True
    condition: Formula
    consequence: Formula

    @property
    def parts(self) -> tuple[Formula, ...]:
        """Condition and consequence."""
        return (self.condition, self.consequence)

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Material implication."""
        result: T = ~self.condition.evaluate(value) | self.consequence.evaluate(value)
        return result

    def write(self, inside: str | None = None) -> str:
        """Write canonical text."""
        return f"{self.condition._part(inside)} implies {self.consequence._part(inside)}"

    __hash__ = Formula.__hash__


@dataclass(frozen=True, repr=False)
class Iff(Formula):
    """Both sides are true or both are false. ``a iff b iff c`` reads ``(a iff b) iff c``."""

    joined: ClassVar[bool] = True
    left: Formula
    right: Formula

    @property
    def parts(self) -> tuple[Formula, ...]:
        """Left and right side."""
        return (self.left, self.right)

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Compare the truth values."""
        result: T = ~(self.left.evaluate(value) ^ self.right.evaluate(value))
        return result

    def write(self, inside: str | None = None) -> str:
        """Write canonical text."""
        return f"{self.left._part(inside)} iff {self.right._part(inside)}"

    __hash__ = Formula.__hash__


@dataclass(frozen=True, repr=False, init=False)
class _Of(Formula):
    """A bound on how many of a list of formulas hold."""

    words: ClassVar[str]
    members: tuple[Formula, ...]

    def __init__(self, *members: Formula) -> None:
        if not members:
            raise ValueError(f"{self.words} needs at least one formula")
        object.__setattr__(self, "members", members)

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The formulas counted."""
        return self.members

    def write(self, inside: str | None = None) -> str:
        """Write canonical text."""
        return f"{self.words} of ({', '.join(member.write(inside) for member in self.members)})"

    __hash__ = Formula.__hash__


class NoneOf(_Of):
    """No member is true."""

    words = "none"

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Negate the disjunction."""
        result: T = ~reduce(or_, (member.evaluate(value) for member in self.members))
        return result


class AllOf(_Of):
    """Every member is true."""

    words = "all"

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Conjunction."""
        result: T = reduce(and_, (member.evaluate(value) for member in self.members))
        return result


@dataclass(frozen=True, repr=False, init=False)
class _Counted(_Of):
    """A bound given by a number."""

    count: int

    def __init__(self, count: int, *members: Formula) -> None:
        super().__init__(*members)
        if count < 0:
            raise ValueError("a number of formulas is not negative")
        object.__setattr__(self, "count", count)

    def _reaches(self, count: int, value: Callable[[Option | Circumstance], Any]) -> Any:
        return at_least(count, [member.evaluate(value) for member in self.members])

    def write(self, inside: str | None = None) -> str:
        """Write canonical text."""
        return f"{self.words} {self.count} of ({', '.join(member.write(inside) for member in self.members)})"

    __hash__ = Formula.__hash__

    @classmethod
    def of(cls, count: int, members: Iterable[Formula]) -> Self:
        """Count the members of any collection of formulas."""
        return cls(count, *members)


class AtLeast(_Counted):
    """``count`` or more members are true."""

    words = "at least"

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Count the true members."""
        result: T = self._reaches(self.count, value)
        return result


class AtMost(_Counted):
    """``count`` or fewer members are true."""

    words = "at most"

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Count the true members."""
        result: T = ~self._reaches(self.count + 1, value)
        return result


class Exactly(_Counted):
    """``count`` members are true, no more and no fewer."""

    words = "exactly"

    def evaluate(self, value: Callable[[Option | Circumstance], T]) -> T:
        """Count the true members."""
        result: T = self._reaches(self.count, value) & ~self._reaches(self.count + 1, value)
        return result
