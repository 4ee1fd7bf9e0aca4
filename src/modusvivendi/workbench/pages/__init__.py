"""The pages: one module each, with its router.

Those that the first page needs are there at once; the others bring numbers and solvers with them and are
opened beside the first click.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from modusvivendi.workbench.rendering import Place

if TYPE_CHECKING:
    from fastapi import APIRouter

NAVIGATION = (
    Place("/reports", "Reports", "r"),
    Place("/read", "Read", "a"),
    Place("/positions", "Positions", "p"),
    Place("/sources", "Sources", "s"),
    Place("/model", "Model", "m"),
    Place("/results", "Results", "o"),
    Place("/questions", "Questions", "q"),
    Place("/brief", "Brief", "b"),
)
"""The pages there are, in the order of the work."""

FIRST = ("access", "reports")
"""Modules of the pages somebody can come to first."""

FIRST_PATHS = frozenset({"/", "/login", "/reports"})
"""Their addresses."""

LATER = (
    "reading",
    "positions",
    "sources",
    "model",
    "results",
    "questions",
    "brief",
    "agreement",
    "tables",
    "arranging",
    "further",
    "comparing",
    "stopping",
)
"""Modules of the other pages."""


def routers(modules: tuple[str, ...]) -> Iterator[APIRouter]:
    """Give the routers of some modules; the first that fits an address answers."""
    for name in modules:
        yield import_module(f"modusvivendi.workbench.pages.{name}").router
