"""Nouns by which a report refers again to a body it has named."""

BODIES = frozenset(
    """
    union federation association government ministry bloc alliance council committee agency commission party
    movement army cartel consortium confederation league company airline bank county province region district
    town city village museum foundation university club church court parliament senate assembly trust
    authority fund institute society hospital clinic school college theatre orchestra brewery port airport
    railway board network studio team library
    """.split()
)
