"""Make the pictures of the documentation anew: ``.venv/bin/python docs/make_images.py`` (needs Chromium)."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from modusvivendi.brief.making import make_brief
from modusvivendi.examples import write_example

IMAGES = Path(__file__).parent / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Take a picture of the first page of the example's brief."""
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
        IMAGES.mkdir(exist_ok=True)
        page.screenshot(path=IMAGES / "brief.png")
        browser.close()


if __name__ == "__main__":
    main()
