"""The pages: one module each, with its router and its place in the navigation."""

from modusvivendi.workbench.pages import (
    access,
    agreement,
    brief,
    model,
    positions,
    questions,
    reading,
    reports,
    results,
    sources,
)

_IN_ORDER = (reports, reading, positions, sources, model, results, questions, brief)

NAVIGATION = tuple(module.place for module in _IN_ORDER)
"""The pages there are, in the order of the work."""

ROUTERS = (access.router, *(module.router for module in _IN_ORDER), agreement.router)
"""All pages; the first that fits an address answers."""
