"""What is told of who blocks an arrangement: who would leave it, who objects to what in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from modusvivendi.conflict import Preference
from modusvivendi.insight.grounds import Ground


@dataclass(frozen=True)
class Block:
    """A party that would leave an arrangement.

    Attributes
    ----------
    decision_maker
        Its key.
    becomes
        Code of the state it would rather make.
    interpretations
        Ids of those in which it would.
    ground
        The preference that decides, in the first of them.
    near
        Ids of statements: where the preference is assumed, those that come nearest to saying so, what the
        party is reported to hold on the options it would change, or else what others ask of them.
    """

    decision_maker: str
    becomes: int
    interpretations: tuple[str, ...]
    ground: Ground
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leaving:
    """In which interpretations a party would leave an arrangement.

    Attributes
    ----------
    decision_maker
        Its key.
    times
        In how many.
    needs
        Answers that all of these have and not all interpretations: by id of the question or circumstance.
    enough
        Whether it would in every interpretation with these answers.
    unless
        Answers with which it would not, and without one of which it would; empty where there are none such.
    own
        The answers about itself alone without which it mostly leaves; what ``needs`` and ``enough`` say is of
        the interpretations that have them, where it leaves in any of these.
    within
        In how many of these it would leave, and how many they are; None where that is not told apart.
    """

    decision_maker: str
    times: int
    needs: Mapping[str, str]
    enough: bool
    unless: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict)
    within: tuple[int, int] | None = None

    @property
    def is_divided(self) -> bool:
        """Whether its own part is told apart from the rest it would leave over."""
        return bool(self.own) and not self.unless

    @property
    def is_over_itself(self) -> bool:
        """Whether it would never leave where it does its own part, though that is not all it takes."""
        return self.is_divided and self.within is not None and self.within[0] == self.times


@dataclass(frozen=True)
class Objection:
    """What a party is reported, or assumed, not to want others to do in an arrangement.

    Attributes
    ----------
    decision_maker
        Its key.
    options
        Full names of others' options.
    preference
        The statement of the model that says so.
    """

    decision_maker: str
    options: tuple[str, ...]
    preference: Preference


@dataclass(frozen=True)
class Voice:
    """Somebody in the record who objects to something in an arrangement and decides nothing in the model.

    Attributes
    ----------
    actor
        Canonical name.
    options
        Full names of the options it is reported to object to.
    statements
        Ids of the statements that say so.
    """

    actor: str
    options: tuple[str, ...]
    statements: tuple[str, ...]
