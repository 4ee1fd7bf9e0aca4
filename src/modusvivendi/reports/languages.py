"""Which language a text is in. The offline reader reads English; of anything else it must say so."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

ENGLISH = "en"

_FUNCTION_WORDS = frozenset(
    """the of and to in that is was for on with as it be by at from this have has had not are were which or an
    said says its their they he she his her would will could who after but if been over under between while
    into there than also when what about against before such no any more other we you our i can may should
    must do does did""".split()
)
_SAMPLE = 5000
"""Characters that are looked at."""

_FEWEST_LETTERS = 60
"""With fewer letters no language is told: a headline is too little."""

_NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish",
    "gl": "Galician", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh",
    "ko": "Korean", "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """Tell the language of a text as an ISO 639-1 code; None where there is too little to tell.

    A text with the function words of English is English whatever names fill the rest: taking an English
    report for another would lose all it says. Only for the others the statistical model is asked.

    Examples
    --------
    >>> language_of("The ministry said that it would open the border if the fishermen were released.")
    'en'
    >>> language_of("Das Ministerium erklärte, es werde die Grenze öffnen, wenn die Fischer freikommen.")
    'de'
    >>> language_of("Talks") is None
    True
    """
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    if letters < _FEWEST_LETTERS / (3 if _is_dense(sample) else 1):
        return None
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    share = sum(word in _FUNCTION_WORDS for word in words) / len(words)
    if share >= 0.2:
        return ENGLISH
    code, probability = _model().classify(sample)
    if code == ENGLISH:
        return ENGLISH
    if share >= 0.12 or float(probability) < 0.9:
        return None
    return str(code)


def language_name(code: str) -> str:
    """Give the English name of a language, or its code where it is a rare one."""
    return _NAMES.get(code, f"the language {code!r}")


def _is_dense(text: str) -> bool:
    """Tell whether a text is in a script that needs few characters (Chinese, Japanese, Korean)."""
    return sum("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" for char in text) * 2 > len(text)


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Among all its languages are many dialects that no report is written in and that only draw doubt.
    model.set_languages([code for code in model.labels if code == ENGLISH or code in _NAMES])
    return model
