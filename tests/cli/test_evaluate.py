"""``modus evaluate``: figures and floors from the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_command_prints_all_figures_and_fails_below_a_floor(modus: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    text = "Gazette\n3 May 2031\n\nNorland is ready to open its border to all, its ministry said.\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    start = text.index("Norland")
    one = {
        "sentence": text[start:-1],
        "start": start,
        "end": len(text) - 1,
        "actor": "Norland",
        "stance": "offers",
    }
    (folder / "gold.json").write_text(
        json.dumps([{"report": "a.txt", "statements": [one]}]), encoding="utf-8"
    )
    done = modus("evaluate", folder, "--floors", "f.toml", "--raise-floors", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["figures"]["f1"] == 1
    assert json.loads(done.stdout)["by_stance"]["offers"]["f1"] == 1
    before = (tmp_path / "f.toml").read_text()
    (folder / "gold.json").write_text(
        json.dumps([{"report": "a.txt", "statements": [one | {"actor": "Sudland"}]}]), encoding="utf-8"
    )
    low = modus("evaluate", folder, "--floors", "f.toml", "--raise-floors")
    assert low.returncode == 1
    assert "below its floor" in low.stderr
    assert (tmp_path / "f.toml").read_text() == before
    assert modus("evaluate", folder, "--floors", "f.toml", "--lower-floors").returncode == 0
    assert (tmp_path / "f.toml").read_text() != before
