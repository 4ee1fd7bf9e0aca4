import re
from pathlib import Path

import pytest

from modusvivendi.brief import html
from tests.brief.conftest import SPECIMENS
from tests.brief.specimens import awkward, peace_force


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_same_contents_give_the_same_page(name: str) -> None:
    assert html.render(SPECIMENS[name]()) == html.render(SPECIMENS[name]())


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_page_refers_to_nothing_outside_itself(name: str) -> None:
    text = html.render(SPECIMENS[name]())
    tags = re.findall(r"""<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>""", text)
    carried = re.compile(r"""\s(?:src|srcset)="data:image/svg\+xml;base64,[A-Za-z0-9+/=]+\"""")
    tags = [carried.sub("", tag) for tag in tags]
    bare = [re.sub(r"""="[^"]*"|='[^']*'""", "=", tag) for tag in tags]
    assert [tag for tag in bare if re.search(r"\s(?:src|srcset|poster|action|data)=", tag)] == []
    assert "@import" not in text and "url(" not in text
    assert all(
        address.startswith(("#", "data:,", "https://ledger.example/"))
        for address in re.findall(r'href="([^"]*)"', text)
    )


def test_report_text_never_becomes_markup() -> None:
    text = html.render(awkward())
    assert "<img" not in text
    assert text.count("<script") == text.count("</script>") == 1
    assert text.count("</style>") == 1
    assert "javascript:" not in re.sub(r">[^<]*<", "><", text)
    assert "\x07" not in text
    assert "{{ 7 * 7 }}" in text


def test_the_policy_of_the_page_allows_its_own_style_and_script_only() -> None:
    text = html.render(peace_force())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]


def test_a_section_without_content_is_left_out_or_says_what_was_not_found() -> None:
    text = html.render(SPECIMENS["silent"]())
    for gone in ('id="chains"', 'id="changes"', 'id="breaks"', 'id="ways"', 'id="questions"', 'id="model"'):
        assert gone not in text
    assert "No position of any party was found in this report." in text
    assert "No model could be drafted" in text
    assert "No statement was found in this report." in text


def test_an_unknown_date_or_outlet_is_said_to_be_unknown() -> None:
    text = html.render(peace_force())
    assert "Outlet unknown" in text
    assert "date unknown" in text


def test_our_own_sentences_claim_no_future_and_no_probability() -> None:
    """What the templates say, apart from what they are given to say."""
    templates = Path(html.__file__).parent / "templates"
    for file in templates.glob("*.j2"):
        words = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"\b(will|shall|probab\w*|likel\w*|chances?|odds)\b", words, re.IGNORECASE), (
            file.name
        )


def test_a_page_that_cannot_be_written_leaves_the_old_one_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "brief.html"
    html.write(peace_force(), path)
    before = path.read_text(encoding="utf-8")

    def refused(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OSError, match="no space"):
        html.write(SPECIMENS["silent"](), path)
    assert path.read_text(encoding="utf-8") == before
    assert list(tmp_path.iterdir()) == [path]
