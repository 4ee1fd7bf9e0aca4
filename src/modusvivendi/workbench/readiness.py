"""What a click would have to load the first time it is made is loaded before anybody makes it.

It is done beside the clicks, after what the first pages need, and lets them go first.
"""

from __future__ import annotations

import threading
from importlib import import_module
from typing import TYPE_CHECKING

from modusvivendi.giving_way import give_way, giving_way

if TYPE_CHECKING:
    from modusvivendi.workbench.workplace import Workplace

_LATER = (
    "modusvivendi.publish.export",
    "modusvivendi.publish.graph_svg",
    "modusvivendi.insight.agreement_picture",
    "modusvivendi.insight.cascade_picture",
    "modusvivendi.insight.evolution",
    "modusvivendi.insight.tripwires",
    "modusvivendi.insight.unlock",
    "modusvivendi.insight.withdrawal",
    "modusvivendi.brief.making",
    "modusvivendi.brief.looking",
    "modusvivendi.conflict.draft",
    "modusvivendi.dossier.corrections",
    "ruamel.yaml",
)
"""Modules that pages load only where they are asked for."""


_FIRST = (
    "modusvivendi.brief.assemble",
    "modusvivendi.brief.chains",
    "modusvivendi.brief.results",
    "modusvivendi.stability.compiled",
)
"""Modules that what is worked out for the first pages loads."""

_PAUSE, _PATIENCE = 0.4, 6.0
"""Seconds without a click in which the language model is loaded; seconds after which it is in any case."""

_is_loaded = threading.Event()
"""Set once this process has what corrections are told with."""


def load_first_modules() -> None:
    """Load what the pages that are opened now go on to load, before any of them is shown."""
    for name in _FIRST:
        import_module(name)


def wait_for_a_pause(place: Workplace) -> None:
    """Wait for a moment in which the language model can be loaded: that stops everything for a while."""
    if not _is_loaded.is_set():
        place.clicks.pause(_PAUSE, _PATIENCE)


def load_modules() -> None:
    """Load what pages load only where they are asked for."""
    for name in giving_way(_LATER):
        import_module(name)


def get_ready_to_correct(place: Workplace) -> None:
    """Load what tells what a corrected statement amounts to, and look up what a correction looks up."""
    from modusvivendi.statements.correcting import derived, get_ready

    get_ready()
    _is_loaded.set()
    for statement in place.record().statements()[:1]:
        derived(statement, {"actor", "stance", "proposal", "sources", "date"}, ())
        with place.dossier() as dossier:
            dossier.version(statement.id)
            give_way()
            dossier.report(statement.report)
            dossier.statements_of(statement.report)
            dossier.actors()
