"""The workbench: a local web application in which a case is read, put right, modelled and understood.

::

    settings, serving     who may use it, and how it is started
    application           the application: pages, guards and error pages put together
    guarding, sessions    hosts, headers, forged forms, logging in, how often
    workplace             the case at work: what pages ask for, kept until the case changes
    snapshot, substance   the record and the model as they are at one moment, and what follows
    background            what takes long is worked out beside the clicks
    opening, remembering  the first page at once; what was sent is kept as long as it is true
    intake                reports that were handed in are read, and not lost when the program is killed
    twins, rendering      every page has an address, and a JSON twin at the same address with ``.json``
    modelling             the model is changed, checked, and kept in all its versions
    pages                 one module a page

Everything a page says comes from the functions that the command line uses. Text from reports is hostile: it
reaches a page through escaping only, and the content security policy lets nothing run or load but this
package's own style sheet and script.
"""

from modusvivendi.workbench.application import create_app
from modusvivendi.workbench.settings import Settings

__all__ = ["Settings", "create_app"]
