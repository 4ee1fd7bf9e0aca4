"""Run the notebooks and give each as a page of the site; the notebooks in the repository have no outputs."""

from __future__ import annotations

import base64
import os
import re
import tempfile
from itertools import groupby
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient


def run(path: Path, folder: Path) -> Any:
    """Run a notebook in an empty folder and give it with its outputs.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env={**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"})
    return notebook


def write_notebook_pages(folder: Path, *, execute: bool) -> None:
    """Write a page beside each notebook, with what its cells give where they are to be run."""
    for path in sorted(folder.glob("*.ipynb")):
        if execute:
            with tempfile.TemporaryDirectory() as empty:
                notebook = run(path, Path(empty))
        else:
            notebook = nbformat.read(path, as_version=4)
        page = "\n\n".join(part for cell in notebook.cells for part in _cell(cell, folder, path.stem))
        target = path.with_suffix(".md")
        if not target.exists() or target.read_text(encoding="utf-8") != page + "\n":
            target.write_text(page + "\n", encoding="utf-8")


def _cell(cell: Any, folder: Path, name: str) -> list[str]:
    if cell.cell_type == "markdown":
        return [cell.source]
    parts = [f"```python\n{cell.source}\n```"]
    # What a cell prints comes in pieces, as the kernel sends it.
    outputs = [output for output in cell.get("outputs", []) if output.get("name") != "stderr"]
    for kind, group in groupby(enumerate(outputs), key=lambda item: item[1].output_type):
        if kind == "stream":
            parts.append(_text("".join(output.text for _, output in group)))
        else:
            parts += [_shown(output.get("data", {}), folder / f"{name}-{cell.id}-{n}") for n, output in group]
    return parts


def _shown(data: Any, picture: Path) -> str:
    if "image/svg+xml" in data:
        picture = picture.with_suffix(".svg")
        picture.write_text(data["image/svg+xml"], encoding="utf-8")
    elif "image/png" in data:
        picture = picture.with_suffix(".png")
        picture.write_bytes(base64.b64decode(data["image/png"]))
    elif "text/markdown" in data:
        return str(data["text/markdown"])
    else:
        return _text(data.get("text/plain", ""))
    return f"![What the cell shows]({picture.name})"


def _text(text: str) -> str:
    return f"```text\n{re.sub(r'`{3,}', '', text).rstrip()}\n```"
