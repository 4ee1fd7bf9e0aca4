"""Stage 1: reports. One published text: outlet, title, date (or unknown), body.

The stored text is never altered; every span elsewhere in the program indexes into ``Report.body``.
"""

from modusvivendi.reports.fetched import is_address
from modusvivendi.reports.formats import SUFFIXES
from modusvivendi.reports.languages import ENGLISH
from modusvivendi.reports.load import load, load_all, parse, parse_all
from modusvivendi.reports.readable import readable
from modusvivendi.reports.report import Block, BlockKind, Report

__all__ = [
    "ENGLISH",
    "SUFFIXES",
    "Block",
    "BlockKind",
    "Report",
    "is_address",
    "load",
    "load_all",
    "parse",
    "parse_all",
    "readable",
]
