"""The model as it is worked on: changed by forms or as a file, kept in all its versions, never lost unseen.

::

    plain         the parts of a model that people change, as nested lists and mappings
    changing      what the forms do: a changed model's text, comments and layout kept
    renaming      names change in every formula at once
    keeping       every version is kept: who changed what when, undo, edits that came too late
    writing       a change is written whole, or set beside what somebody else wrote meanwhile
    effects       what a change does to what holds
    checking      a formula or a file is checked while it is typed
    showing       what the page shows
    comparing     two versions side by side
"""
