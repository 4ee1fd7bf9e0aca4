"""First names and the pronoun each goes by."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from ruamel.yaml import YAML


class Gender(StrEnum):
    """Which pronoun somebody goes by."""

    SHE = "she"
    HE = "he"


@lru_cache(maxsize=1)
def first_names() -> dict[str, Gender]:
    """Load the first names and the pronoun each goes by."""
    source = files("modusvivendi.statements.actors").joinpath("data", "first_names.yaml")
    table = YAML(typ="safe").load(source.read_text(encoding="utf-8"))
    return {
        **dict.fromkeys(table["male"].split(), Gender.HE),
        **dict.fromkeys(table["female"].split(), Gender.SHE),
    }
