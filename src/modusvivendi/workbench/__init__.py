"""The workbench: a local web application in which a case is read, put right, modelled and understood.

::

    settings, serving     who may use it, and how it is started
    front, glance         the first page at once, before anything else is loaded
    application           the application: pages, guards and error pages put together
    guarding, sessions    hosts, headers, forged forms, logging in, how often
    folder, listing       what a case is called, and how its reports are listed
    workplace             the case at work: what pages ask for, kept until the case changes
    snapshot, substance   the record and the model as they are at one moment, and what follows
    background            what takes long is worked out beside the clicks
    opening, ahead        other pages a moment later, each looked at before anybody asks for it
    remembering           what was sent is kept as long as it is true
    intake                reports that were handed in are read, and not lost when the program is killed
    twins, rendering      every page has an address, and a JSON twin at the same address with ``.json``
    compiled, fragments   templates as they were compiled, and parts of pages as they were rendered
    own_files, pictures   style sheets and the script
    modelling             the model is changed, checked, and kept in all its versions
    pages                 one module a page

Everything a page says comes from the functions that the command line uses. Text from reports is hostile: it
reaches a page through escaping only, and the content security policy lets nothing run or load but this
package's own style sheet and script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from modusvivendi.workbench.settings import Settings

if TYPE_CHECKING:
    from modusvivendi.workbench.application import create_app

__all__ = ["Settings", "create_app"]


def __getattr__(name: str) -> Any:
    if name == "create_app":  # what the application needs takes long to be loaded
        from modusvivendi.workbench.application import create_app

        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
