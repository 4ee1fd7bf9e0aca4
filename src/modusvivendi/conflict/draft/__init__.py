"""Drafting: from the statements of a dossier to a conflict model that explains itself.

Drafting the same dossier twice gives the same model. Every preference carries the ids of its statements or is
marked as an assumption with its reason; what is left out is listed with the reason.
"""

from modusvivendi.conflict.draft.drafting import draft
from modusvivendi.conflict.draft.file import is_as_drafted, merge_draft, write_draft

__all__ = ["draft", "is_as_drafted", "merge_draft", "write_draft"]
