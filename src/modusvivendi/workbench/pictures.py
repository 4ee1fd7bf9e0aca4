"""Pictures that other stages draw, put into a page: their colours come from a style sheet of their own.

A picture made to stand alone carries its colours for dark screens in itself. In a page the policy allows no
style but files of this package, and the reader may have chosen light or dark; so the same rules are served as
a file.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from modusvivendi.workbench.own_files import FOLDER

if TYPE_CHECKING:
    from markupsafe import Markup

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SIZE = re.compile(r'(<svg[^>]*?) width="(\d+)" height="(\d+)"([^>]*?) style="[^"]*"', re.DOTALL)


def in_page(svg: str, zoom: float = 1.0) -> Markup:
    """Give a picture of ours as part of a page.

    Parameters
    ----------
    svg
        As `modusvivendi.publish.sheet.Sheet` writes it: everything in it that is not ours is escaped.
    zoom
        How much larger than drawn.
    """
    from markupsafe import Markup

    def sized(found: re.Match[str]) -> str:
        wide, high = (round(int(size) * zoom) for size in found.group(2, 3))
        return f'{found[1]} width="{wide}" height="{high}"{found[4]}'

    return Markup(_SIZE.sub(sized, _STYLE.sub("", svg, count=1), count=1))


@cache
def style() -> str:
    """Give the style sheet of all pictures, for readers who chose dark and for machines set to it."""
    return (FOLDER / "pictures.css").read_text(encoding="utf-8")


def drawn_style() -> str:
    """Take that style sheet from what draws pictures, which takes long to be loaded.

    A test sees to it that the file says the same; `python -m modusvivendi.workbench.pictures` writes it.
    """
    from modusvivendi.publish.sheet import Sheet

    found = _STYLE.search(Sheet().text(1, 1, 0, title="", description=""))
    assert found is not None, "a picture has its colours in a style element"
    rules = found[1].partition("{")[2].rpartition("}")[0].replace("&gt;", ">")
    return (
        f':root[data-theme="dark"] {{ {rules} }}\n'
        f'@media (prefers-color-scheme: dark) {{ :root[data-theme="auto"] {{ {rules} }} }}\n'
    )


if __name__ == "__main__":
    (FOLDER / "pictures.css").write_text(drawn_style(), encoding="utf-8", newline="\n")
