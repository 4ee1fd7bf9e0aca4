"""The symbolic search: Nash equilibria of conflicts with too many states to be listed, with a SAT solver."""

from modusvivendi.stability.symbolic.result import SearchResult, Witness
from modusvivendi.stability.symbolic.search import search, witness

__all__ = ["SearchResult", "Witness", "search", "witness"]
