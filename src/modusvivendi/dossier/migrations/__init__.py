"""How the tables of a dossier became what they are: one step a version.

They are run by `modusvivendi.dossier.upgrading`. A step is never changed once it was published, and describes
the tables as they were then, not as they are now.
"""
