# ruff: noqa: E501  (a pattern reads best in one line)
"""Page furniture: what stands on a page around a report and must not be read as part of it."""

from __future__ import annotations

import re
from functools import lru_cache

from modusvivendi.reports.lexicon import NAVIGATION, PLACES_AS_SECTIONS, SECTION_NOUNS, SECTIONS

SEPARATOR = re.compile(r"\s+[|·•›»>/–—\\-]+\s+|\s*[|·•›»]+\s*|\t+| {2,}")
"""What divides the cells of a line such as ``Home > Europe > Security``."""

_TEASER = re.compile(
    r"(?:read\s+(?:more|also|next|on|the\s+full)|also\s+(?:read|interesting|in\s+the\s+news|on\s+the\s+web)|see\s+also|more\s+on"
    r"|most\s+(?:read|viewed|popular|shared|recent|commented)|related(?:\s+(?:stories|articles?|content|links?|news|topics?))?"
    r"|recommended(?:\s+(?:for\s+you|stories|reading))?|you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in)"
    r"|don['’]t\s+miss|in\s+other\s+news|watch(?:\s+(?:now|live|also|more))?|listen(?:\s+(?:now|to\s+this.*))?|explore\s+more"
    r"|in\s+pictures|gallery|trending(?:\s+now)?|top\s+stories|editors?['’]?s?\s+(?:picks?|choice)|what\s+to\s+read\s+next"
    r"|further\s+reading|must\s+read|up\s+next|next\s+article|previous\s+article|next\s+story"
    r"|more\s+from(?:\s+[^:]{1,40})?|more\s+(?:stories|news|headlines)|learn\s+more|find\s+out\s+more|go\s+deeper"
    r"|lesen\s+sie\s+(?:auch|mehr)|mehr\s+zum\s+thema|à\s+lire\s+aussi|lire\s+aussi|lea\s+también)",
    re.I,
)
TEASER_LINE = re.compile(rf"^[\W_]*{_TEASER.pattern}\s*(?::|»|›|>|→|\||–|—|-\s).*$", re.I | re.S)
TEASER_HEAD = re.compile(
    rf"^[\W_]*(?:{_TEASER.pattern}|more\s+on\s+(?:this|the)\s+(?:story|topic|subject).*|read\s+more|comments)\W*$",
    re.I,
)

_CAPTION = re.compile(
    r"^\W*(?:(?:file|archive|stock|handout|cover|lead|main)?\s*"
    r"(?:photos?|photographs?|pictures?|pics?|images?|illustrations?|graphics?|maps?|videos?|captions?|credits?|cartoon|foto|bild)"
    r"(?:\s+(?:by|credit|credits|courtesy|source|caption|of))?(?:\s+\d+\s*(?:/|of)\s*\d+)?\s*[:—–]|FILE\s*(?:PHOTO)?\s*[-–—:]"
    r"|(?:photos?|pictures?|images?)\s+by\s+[A-Z])",
    re.I,
)
_AGENCIES = r"(?:AP|AFP|Reuters|Getty(?:\s+Images)?|EPA(?:-EFE)?|dpa|Shutterstock|iStock|Alamy|Xinhua|TASS|Sputnik|Anadolu|PA|Bloomberg|ANP|TT|NTB|Keystone)"
_CREDIT_FIRST = re.compile(r"^(?:Getty Images|Reuters|EPA|AFP|PA Media|AP Photo|Shutterstock)\s+[A-Z]")
_CREDIT = re.compile(
    rf"(?:[/\[]\s*{_AGENCIES}(?:\s+(?:Photo|Images|File|Pool|via\s+[\w ]+))?\s*[\])]?|\bvia\s+{_AGENCIES}\s*[\])]?"
    rf"|\(\s*(?:AP\s+Photo|Photo|Image|Photograph|Picture)\b[^)]*\)|\[\s*File(?:\s*:)?[^\]]*\]|\(archive\)|\(file(?:\s+photo)?\))\.?$"
)

_WHOLE_LINE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"^\W*(?:advert|advertisement|advertisements|ad|ads|sponsored(?:\s+content)?|promoted(?:\s+content)?|paid\s+content|anzeige|publicité)\b.{0,60}$",
        r"^\W*(?:advert|advertisement|advertorial|promotion|sponsored(?:\s+(?:by|content|message)\b[^:]{0,40})?)\s*:.{0,400}$",
        r"^\W*(?:article|story)\s+continues\s+(?:below|after).*$",
        r"^.{0,30}(?:©|\(c\)\s|\bcopyright\b).{0,160}$",
        r"^.{0,120}\ball\s+rights\s+reserved\b.{0,80}$",
        r"^.{0,60}\bno\s+part\s+of\s+this\s+(?:publication|article|page)\b.*$",
        r"^\W*(?:sign\s+up|signup|subscribe|register|log\s+in|sign\s+in|join)\b(?=.{0,160}$)"
        r".*\b(?:newsletters?|inbox|e-?mail|account|subscri\w+|free|read|access|briefing|alerts?|channel|whatsapp|telegram|now|today|here|million|readers)\b.*$",
        r"^\W*(?:get|receive)\b.{0,80}\b(?:newsletters?|inbox|by\s+e-?mail|alerts?|app)\b.*$",
        r"^\W*(?:our|the|this|a|daily|weekly|free|morning|evening)?\s*(?:\w+\s+){0,3}newsletters?\b.{0,60}$",
        r"^.{0,200}\bnewsletter\b.{0,120}\b(?:sign\s+up|subscribe|inbox)\b.{0,60}$",
        r"^\W*subscribe\s+(?:to|for|now|today|here)\b.{0,140}$",
        r"^\W*thanks?\s+(?:you\s+)?for\s+(?:reading|subscribing|your\s+support)\b.{0,160}$",
        r"^\W*source\s*:.{0,80}$",
        r"^(?:\s*#[\w]+)+\s*$",
        r"^\W*(?:text|font)\s+size\b.{0,40}$",
        r"^\W*turn\s+to\s+page\b.{0,20}$",
        r"^\W*(?:follow|find|like|join)\s+(?:us|@\w+|\w+\s+on\s+(?:twitter|facebook|x|telegram|whatsapp|instagram))\b.{0,140}$",
        r"^\W*click\s+(?:here|to|on)\b.{0,140}$",
        r"^\W*(?:tap|press)\s+here\b.{0,100}$",
        r"^\W*(?:support|help)\s+(?:us|our|independent|quality|free)\b.{0,30}\b(?:journalism|reporting|work|newsroom|donat\w+)\b.{0,120}$",
        r"^\W*(?:donate|become\s+a\s+(?:member|subscriber|supporter))\b.{0,120}$",
        r"^.{0,60}\b(?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b.*$",
        r"^\W*(?:accept|reject|manage)\s+(?:all\s+)?(?:cookies|preferences|consent)\W*$",
        r"^\W*(?:you\s+have|only)\s+\w+\s+(?:free\s+)?articles?\s+(?:left|remaining).*$",
        r"^\W*this\s+(?:article|content|story|page|piece)\s+(?:is|was|has|first|originally|may)\b.{0,60}"
        r"\b(?:subscribers?|behind|amended|corrected|updated|translated|appeared|published|contains|premium|available|generated)\b.*$",
        r"^\W*(?:correction|clarification|editor['’]s\s+note|notes?\s+to\s+editors?|disclaimer|disclosure)\s*[:(–—-].*$",
        r"^\W*(?:the\s+)?(?:views|opinions)\s+expressed\b.*$",
        r"^\W*(?:additional\s+|with\s+)?(?:reporting|editing|writing|written|edited|compiled|translated|translation|produced)\s+by\b(?!\s+(?:the|a|an|his|her|its|their)\b).{0,200}$",
        r"^\W*(?:with\s+)?(?:additional\s+)?(?:reporting|material|contributions?|inputs?)\s+from\b.{0,120}$",
        r"^.{3,120}\bcontributed\s+(?:to\s+this\s+(?:report|article|story)|reporting)\W*$",
        r"^\W*our\s+standards\s*:.*$",
        r"^\W*(?:tags?|topics?|keywords?|filed\s+under|categor(?:y|ies)|in\s+this\s+(?:article|story)|about\s+the\s+author|section|language|length|document-type"
        r"|publication-type|subject|geographic|industry|person|byline|load-date|isbn|issn|doi|volume|issue)\s*:.{0,300}$",
        r"^\W*\d[\d.,]*\s*(?:k\s+)?(?:comments?|views?|shares?|likes?|reads?|replies|min(?:ute)?s?\s+(?:read|ago)|hours?\s+ago|days?\s+ago|words)\b\W*$",
        r"^\W*(?:comments?|views?|shares?|likes?|replies)\s*[:(]?\s*\d[\d.,]*\s*\)?\W*$",
        r"^\W*(?:reading\s+time|time\s+to\s+read|estimated\s+reading)\b.{0,40}$",
        r"^\W*(?:page|seite|p\.)\s*[A-Z]?\d+(?:\s*(?:of|/)\s*\d+)?\W*$",
        r"^\W*(?:back\s+to\s+(?:top|home|overview)|skip\s+to\s+\w+(?:\s+\w+)?|go\s+to\s+\w+|scroll\s+(?:down|to)\b.{0,40}|show\s+(?:more|less|comments)"
        r"|view\s+(?:comments|all|original|more)|load\s+more|leave\s+a\s+(?:comment|reply)|post\s+a\s+comment|join\s+the\s+(?:conversation|discussion)"
        r"|copy\s+link|gift\s+(?:this\s+)?article|save\s+(?:article|for\s+later)|report\s+(?:an?\s+)?(?:error|typo)|buy\s+(?:now|tickets).{0,40})\W*$",
        r"^\W*more\s+(?:photographs?|pictures?|photos?|images?|stories|news|details)\s+(?:on|at|in)\b.{0,80}$",
        r"^\s*(?:https?://|www\.)\S+\s*$",
        r"^\s*[\w.+-]+@[\w-]+\.[\w.-]+\s*$",
        r"^\W*(?:contact|contact\s+us|press\s+contact|tel|phone|fax|e-?mail|media\s+(?:contact|enquiries|inquiries))\s*[:.].{0,140}$",
        r"^\W*(?:for\s+immediate\s+release|embargoed\b.{0,60}|end|ends|-30-|###+|to\s+be\s+continued)\W*$",
        r"^\W*(?:powered|hosted|sponsored|brought\s+to\s+you)\s+by\b.{0,80}$",
        r"^\W*(?:terms\s+(?:of|and)\b.{0,80}|privacy\s+(?:policy|notice)\b.{0,80}|cookie\s+policy\b.{0,60})$",
    )
)

_BYLINE_BY = re.compile(
    r"^\W*(?:(?:Story|Words|Text|Analysis|Report|Opinion|Comment|Interview)\s+)?(?:[Bb][Yy]|From|Von|Par|Por)\s*:?\s+"
    r"(?:(?:our|a|the|staff|an)\s+(?:own\s+|special\s+|foreign\s+|diplomatic\s+|chief\s+|political\s+|staff\b\s*|\w+\s+){0,3}"
    r"(?:staff|correspondents?|reporters?|writers?|editors?|team|desk|newsroom|agency|agencies|bureau|office)\b.{0,60}"
    r"|(?:staff|agencies|agency|news\s+desk|newsroom|correspondent)\b.{0,60}"
    r"|[A-ZÀ-Þ][\w.'’-]*(?:(?:\s*,\s*|\s*/\s*|\s*\|\s*|\s*&\s*|\s+)(?:and|in|at|for|with|of|de|van|von|der|den|al|el|bin|del|della|la|le|und|et"
    r"|[A-ZÀ-Þ][\w.'’-]*|correspondent|editor|reporter|staff|chief|political|diplomatic|foreign|security|europe|defence|defense))*)\W*$"
)
_BYLINE_ROLE = re.compile(
    r"^[A-ZÀ-Þ][\w.'’-]+(?:\s+[A-ZÀ-Þ][\w.'’-]*){0,3}"
    r"(?:\s*[,|–—-]\s*|\s+)(?:(?:[\w-]+\s+){0,3}(?:correspondent|editor|reporter|columnist|bureau\s+chief|staff\s+writer|analyst)\b.{0,40}"
    r"|in\s+[A-ZÀ-Þ][\w-]+(?:\s+(?:and\s+)?[A-ZÀ-Þ][\w-]+){0,3}|reporting\s+from\s+[A-ZÀ-Þ].{0,30})$"
)
_ENDING = re.compile(r"[.!?…][\"'”’»)\]]*$")


def cells(text: str) -> list[tuple[int, int]]:
    """Give the spans of the cells of a line, as divided by bars, dots, arrows or wide gaps.

    Examples
    --------
    >>> [ "Home > Europe"[a:b] for a, b in cells("Home > Europe") ]
    ['Home', 'Europe']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in SEPARATOR.finditer(text):
        if match.start() > start:
            spans.append((start, match.start()))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def _plain_words(text: str) -> list[str]:
    """Give the words of a line in lower case, punctuation and counts in brackets taken off."""
    text = re.sub(r"\(\s*\d[\d.,]*\s*\)", " ", text)
    return [
        word for word in (raw.strip(".,:;()[]{}<>|»›…!*_#'\"’-").casefold() for raw in text.split()) if word
    ]


def is_section(text: str) -> bool:
    """Tell whether a cell names a section of a paper or a control of a page (``World News``, ``Comments (14)``).

    Examples
    --------
    >>> is_section("World News"), is_section("Share   Print   Comments (14)"), is_section("Meridian Wire")
    (True, True, False)
    """
    words = _plain_words(text)
    if not words or len(words) > 14:
        return False
    places = sum(word in PLACES_AS_SECTIONS for word in words)
    if places:
        # A bare country, or a country and the word "war", heads a section; more than that is a headline.
        return len(words) <= 3 and all(
            word in PLACES_AS_SECTIONS or word in SECTION_NOUNS or word in SECTIONS for word in words
        )
    return all(word in SECTIONS or word in NAVIGATION for word in words)


def is_navigation(text: str) -> bool:
    """Tell whether a whole line is navigation: a breadcrumb, a bar of sections or of buttons."""
    if len(text) > 200 or _ENDING.search(text):
        return False
    if re.match(r"^\W*home\s*[>›»/|]", text, re.I) or len(re.findall(r"\s[>›»]\s", text)) >= 2:
        return True
    parts = [text[start:end] for start, end in cells(text)]
    return bool(parts) and all(is_section(part) for part in parts)


def is_byline(text: str) -> bool:
    """Tell whether a line says who wrote the report.

    Examples
    --------
    >>> is_byline("By our staff in Kyiv"), is_byline("By Jane Doe and John Roe")
    (True, True)
    >>> is_byline("By law a union must give ten days' notice of a strike.")
    False
    """
    if len(text.split()) > 16 or (_ENDING.search(text) and len(text.split()) > 8):
        return False
    if _BYLINE_ROLE.match(text):
        return True
    match = _BYLINE_BY.match(text if not text.isupper() else text.title())
    return match is not None


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Tell whether a line or paragraph is page furniture wherever on the page it stands.

    Examples
    --------
    >>> is_furniture("Read more: Ministers meet in Oslo"), is_furniture("Photo: A harbour (archive)")
    (True, True)
    >>> is_furniture("Sign in | Subscribe"), is_furniture("The parties will sign in Oslo.")
    (True, False)
    """
    text = text.strip()
    if len(text) > 500:
        return False
    if is_navigation(text) or TEASER_HEAD.match(text) or _CAPTION.match(text):
        return True
    if TEASER_LINE.match(text) and (len(text.split()) <= 25):
        # "Watch: ..." heads a teaser only where no sentence follows
        return not (re.match(r"^\W*(?:watch|gallery)\b", text, re.I) and _ENDING.search(text))
    if _CREDIT_FIRST.match(text) and not _ENDING.search(text) and len(text.split()) <= 30:
        return True
    if _CREDIT.search(text) and len(text.split()) <= 45:
        return True
    return any(pattern.match(text) for pattern in _WHOLE_LINE)
