# ruff: noqa: E501  (the texts read best in one line)
"""Real files of every format, made here, that tell of a quarrel about an invented strait."""

import io
from collections.abc import Sequence

TITLE = "Island offers to open its waters"
OFFER = (
    "Norland is ready to open its border if Sudmark releases the fishermen it holds, "
    "the ministry in Ålesund said on Friday."
)
REST = (
    "The two sides have been quarrelling about the strait since 2019, and their last talks broke down in spring.",
    "A spokesman for the harbour towns told the Gazette that the boats would stay in port until then.",
    "Both governments will meet in Oslo next week, and they have agreed to say nothing before that.",
)
HIDDEN = "Sudmark rules out any talks with Norland, its prime minister said on Monday."

PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>{TITLE} | Strait Gazette</title>
<meta property="og:site_name" content="Strait Gazette">
<link rel="canonical" href="https://gazette.example/waters">
<script type="application/ld+json">
{{"@context": "https://schema.org", "@graph": [{{"@type": "WebSite", "name": "Gazette"}},
 {{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2024-05-03T23:30:00-04:00",
  "dateModified": "2024-06-01T00:00:00Z", "publisher": {{"@type": "Organization", "name": "Strait Gazette"}}}}]}}
</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>{TITLE}</h1>
<p>{OFFER}</p><p>{REST[0]}</p>
<p style="display:none">{HIDDEN}</p><p hidden>{HIDDEN}</p><div aria-hidden="true"><p>{HIDDEN}</p></div>
<!-- {HIDDEN} --><noscript>{HIDDEN}</noscript>
<h2>What is next</h2><p>{REST[1]}</p><p>{REST[2]}</p>
<script>document.write("{HIDDEN}")</script><style>p::after {{content: "{HIDDEN}"}}</style>
</article></main>
<footer><p>© 2024 Strait Gazette. All rights reserved.</p><p><a href="/privacy">Privacy</a></p></footer>
</body></html>
"""


def feed(*entries: str, title: str = "Strait Gazette") -> bytes:
    """Give an RSS feed with these elements in it."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title><link>https://gazette.example/</link>\n"
        + "\n".join(entries)
        + "\n</channel></rss>\n"
    ).encode()


def item(title: str, text: str, day: str = "Fri, 03 May 2024 10:00:00 GMT", number: int = 1) -> str:
    """Give an entry of an RSS feed."""
    return (
        f"<item><title>{title}</title><link>https://gazette.example/{number}</link><pubDate>{day}</pubDate>"
        f"<description>In short.</description><content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
    )


def word(*paragraphs: tuple[str, str]) -> bytes:
    """Give a Word document of paragraphs, each with its style."""
    from docx import Document

    document = Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style or None)
    return saved(document)


def saved(document: object) -> bytes:
    """Give the bytes of a Word document."""
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]]], *, info: str = "", extra: str = ""
) -> bytes:
    """Give a PDF whose pages are lines of text: left, height and size in points, and the words (Latin-1)."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for page in pages:
        drawn = "\n".join(
            f"BT /F1 {size} Tf {left} {height} Td ({_escaped(text)}) Tj ET"
            for left, height, size, text in page
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {extra} >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode("latin-1")
    return bytes(out)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def set_in_lines(
    paragraphs: Sequence[str], *, left: float = 72, top: float = 700, width: int = 60
) -> list[tuple[float, float, float, str]]:
    """Set paragraphs in lines of 11 points, a word divided at a line end where it does not fit."""
    lines: list[tuple[float, float, float, str]] = []
    height = top
    for paragraph in paragraphs:
        words, line = paragraph.split(), ""
        for word_ in words:
            room = width - len(line) - 1
            if len(line) + 1 + len(word_) > width and line:
                if len(word_) > 7 and room > 4 and word_.isalpha():
                    lines.append((left, height, 11, f"{line} {word_[:4]}-"))
                    line = word_[4:]
                else:
                    lines.append((left, height, 11, line))
                    line = word_
                height -= 14
            else:
                line = f"{line} {word_}".strip()
        lines.append((left, height, 11, line))
        height -= 24
    return lines
