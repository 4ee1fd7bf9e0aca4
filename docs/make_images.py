"""Make the pictures of the documentation anew: ``.venv/bin/python docs/make_images.py``.

The state graphs come first; the picture of a brief needs Chromium.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import modusvivendi as mv
from modusvivendi.brief.making import make_brief
from modusvivendi.examples import write_example
from modusvivendi.insight.agreement_picture import WIDE, agreement_svg
from modusvivendi.insight.cascade_picture import cascade_svg
from modusvivendi.insight.commitments import commitments

IMAGES = Path(__file__).parent / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


GRAPHS = {"elmira": "elmira", "cuba": "cuban-missile-crisis", "peace": "peacekeeping-model"}
"""Names of the pictures of state graphs, and the examples they are of."""


def draw_graphs(images: Path) -> None:
    """Draw state graphs of examples."""
    with tempfile.TemporaryDirectory() as folder:
        for name, example in GRAPHS.items():
            write_example(example, Path(folder) / example)
            conflict = mv.Conflict.load(Path(folder) / example)
            mv.save_graph(mv.solve(conflict), images / f"{name}-graph.svg")


def draw_decisions(images: Path) -> None:
    """Draw what all could agree to in an example, and who follows whom once Russia begins."""
    with tempfile.TemporaryDirectory() as folder:
        write_example("peacekeeping-model", Path(folder) / "peace")
        model = mv.Conflict.load(Path(folder) / "peace")
        zone = agreement_svg(mv.zopa(model), WIDE)
        waves = cascade_svg(commitments(model, ["Russia.ceasefire", "Russia.consent"]), WIDE)
    (images / "peace-zone.svg").write_text(zone, encoding="utf-8", newline="\n")
    (images / "peace-waves.svg").write_text(waves, encoding="utf-8", newline="\n")


def main() -> None:
    """Draw the state graphs, and take a picture of the first page of the example's brief."""
    IMAGES.mkdir(exist_ok=True)
    draw_graphs(IMAGES)
    draw_decisions(IMAGES)
    browser_path = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        sys.exit("no Chromium found")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        case = Path(folder) / "peacekeeping"
        write_example("peacekeeping", case)
        make_brief(case, [], title="Peacekeepers for Ukraine")
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 900}, color_scheme="light")
        page.goto((case / "brief.html").as_uri())
        page.screenshot(path=IMAGES / "brief.png")
        browser.close()


if __name__ == "__main__":
    main()
