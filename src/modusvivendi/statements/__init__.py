"""Stage 2: statements. Who is reported to hold what, on which condition, on whose word."""

from modusvivendi.statements.statement import (
    Act,
    Attribution,
    Effect,
    Quantity,
    Source,
    SourceKind,
    Stance,
    Statement,
)

__all__ = ["Act", "Attribution", "Effect", "Quantity", "Source", "SourceKind", "Stance", "Statement"]
