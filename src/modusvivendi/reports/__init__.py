"""Stage 1: reports. One published text: outlet, title, date (or unknown), body.

The stored text is never altered; every span elsewhere in the program indexes into ``Report.body``.
"""

from modusvivendi.reports.load import load, parse
from modusvivendi.reports.readable import readable
from modusvivendi.reports.report import Block, BlockKind, Report

__all__ = ["Block", "BlockKind", "Report", "load", "parse", "readable"]
