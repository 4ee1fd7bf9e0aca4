"""How the site is built: ``python tasks.py docs``."""

import re
import sys
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.highlighting import lexers

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from generated import write  # noqa: E402
from notebook_pages import write_notebook_pages  # noqa: E402

from modusvivendi.version import __version__  # noqa: E402

project = "Modus Vivendi"
author = "The Modus Vivendi developers"
project_copyright = author
release = version = __version__
language = "en"
smartquotes = False

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "notebooks/*.ipynb"]
root_doc = "index"

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 4
lexers["csv"] = TextLexer()
# Code of other kinds than Python is not coloured: a command is not a program of one language.
highlight_language = "python"

autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_ivar = True

html_theme = "furo"
html_title = f"Modus Vivendi {version}"
html_copy_source = False
html_show_sourcelink = False
html_static_path: list[str] = []


def setup(app: object) -> None:
    """Write the pages that are made from the code before any is read."""
    app.add_config_value("execute_notebooks", True, "env")  # type: ignore[attr-defined]
    app.connect("builder-inited", _write)  # type: ignore[attr-defined]
    app.connect("source-read", _without_ways_out)  # type: ignore[attr-defined]


def _write(app: object) -> None:
    write()
    write_notebook_pages(HERE / "notebooks", execute=app.config.execute_notebooks)  # type: ignore[attr-defined]


def _without_ways_out(_app: object, _page: str, source: list[str]) -> None:
    """Take the link from what lies outside the site, in the repository; its name stays."""
    source[0] = re.sub(r"(?<!!)\[([^\]]+)\]\(\.\./(?!formats)[^)]*\)", r"\1", source[0])
