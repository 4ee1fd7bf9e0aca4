"""Names that no dictionary has are names, whatever the tagger makes of them."""

import pytest

from modusvivendi.statements.language import pipeline


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sarmen had never named a figure, a spokesman said.", "Sarmen"),
        ("Oriane would pay a third of it.", "Oriane"),
        ("Corvane agreed on Thursday to show them the list.", "Corvane"),
    ],
)
def test_a_capital_on_no_english_word_makes_a_name(text: str, name: str) -> None:
    token = next(t for t in pipeline()(text) if t.text == name)
    assert (token.tag_, token.pos_, token.lemma_) == ("NNP", "PROPN", name)


@pytest.mark.parametrize(
    "text",
    [
        "Growers object to it.",
        "Everybody wants a deal.",
        "Vaccinations will go on.",
        "Nobody knows.",
    ],
)
def test_english_words_stay_what_they_are(text: str) -> None:
    assert pipeline()(text)[0].tag_ != "NNP"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Keep Our Nights, a group of parents, rejects it.", "Keep Our Nights"),
        ("The residents of Hands Off Tarn would go to court.", "Hands Off Tarn"),
        ("Stop The Weir is looking into it.", "Stop The Weir"),
    ],
)
def test_a_call_with_a_capital_on_a_small_word_is_a_name(text: str, name: str) -> None:
    token = next(t for t in pipeline()(text) if t.text == name)
    assert token.pos_ == "PROPN"


@pytest.mark.parametrize(
    "text",
    ["They want to keep our nights free.", "Council to Keep Our Nights Open", "Stop the weir, they said."],
)
def test_a_call_in_small_letters_or_in_a_headline_is_none(text: str) -> None:
    assert not any(" " in t.text for t in pipeline()(text))
