"""The pages: one module each, with its router; their order is that of the navigation."""

from modusvivendi.workbench.pages import access, reports

ROUTERS = (access.router, reports.router)
"""All pages; the first that fits an address answers."""
