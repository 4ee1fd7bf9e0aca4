"""What a proposal or a condition amounts to: acts, the stuff that options and preferences are made of.

A reader finds phrases; this package says which of them mean the same thing to do (``actions.yaml``), whose
doing it would be (parties, and the groups of ``groups.yaml``), and what an assessment claims to bring about.
"""

from modusvivendi.statements.acts.fill import all_with_acts, with_acts
from modusvivendi.statements.acts.groups import belongs, group_members, is_group
from modusvivendi.statements.acts.lexicon import ActionClass, action_classes

__all__ = [
    "ActionClass",
    "action_classes",
    "all_with_acts",
    "belongs",
    "group_members",
    "is_group",
    "with_acts",
]
