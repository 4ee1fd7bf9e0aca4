"""The classes of action, as shipped in ``actions.yaml``."""

from __future__ import annotations

from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field


class Pattern(BaseModel):
    """A head word and, optionally, one word that has to depend on it (all lemmas).

    ``negated`` marks a phrase of not acting, ``vague`` one that counts only where it stands under no other
    act, ``of`` the words of which one has to follow where the head has a phrase with *of* at all. ``verb``
    tells that the heads are verbs, and as nouns inside a phrase mean something else (*a fund*). ``beside``
    are further words of which one has to depend on the head, ``about`` words of which one has to be spoken
    of near it (a *guarantee* is one of security only where there is talk of war). ``object`` tells that the
    word under ``with`` has to be what it is done to, ``doer`` that it has to be who does it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    heads: tuple[str, ...]
    with_: tuple[str, ...] = Field(default=(), alias="with")
    of: tuple[str, ...] = ()
    negated: bool = False
    vague: bool = False
    verb: bool = False
    beside: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    object: bool = False
    doer: bool = False


class ActionClass(BaseModel):
    """Phrases that mean the same thing to do.

    Attributes
    ----------
    action
        The slug.
    option
        Short key an option of this class gets in a drafted model.
    label
        How it reads after the party's name.
    two_sided
        Whether it takes two sides, as a ceasefire does.
    received
        Whether it is done for or to others, who may accept it, as a guarantee is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: str
    option: str
    label: str
    sides: str = "one"
    received: bool = False
    patterns: tuple[Pattern, ...]

    @property
    def two_sided(self) -> bool:
        """Whether the act takes two sides."""
        return self.sides == "two"


@cache
def action_classes() -> tuple[ActionClass, ...]:
    """Load the shipped classes of action, earlier ones winning over later ones.

    Examples
    --------
    >>> [c.label for c in action_classes() if c.action == "give-mandate"]
    ['give a mandate']
    """
    from ruamel.yaml import YAML

    text = resources.files(__package__).joinpath("actions.yaml").read_text(encoding="utf-8")
    return tuple(ActionClass.model_validate(entry) for entry in YAML(typ="safe").load(text))


@cache
def class_of(action: str) -> ActionClass | None:
    """Give the class with this slug, or None for an action outside the shipped classes."""
    return next((c for c in action_classes() if c.action == action), None)
