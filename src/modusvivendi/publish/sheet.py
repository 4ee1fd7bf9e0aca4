"""What a picture is drawn on: shapes and text as SVG, in colours for light, dark and print."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from modusvivendi.publish.graph_layout import Point
from modusvivendi.publish.graph_routes import Route
from modusvivendi.publish.lettering import plain

LIGHT = ("#0067a8", "#c24a00", "#00775a", "#a33b80", "#4d4d4d", "#8a6400", "#5b4bb5", "#9b1c31")
DARK = ("#6cb8f0", "#ff9c59", "#4fcfa4", "#ee9fd0", "#c9c9c9", "#e8c35a", "#b3a7ff", "#ff8f9c")
DASHES = ("", "9 4", "2.5 3", "12 3.5 2.5 3.5", "5 3", "12 3 2.5 3 2.5 3", "18 4", "8 3 8 3 2.5 3")
"""Colours in light and in dark, and dashes; told apart without colour, and each readable on its ground."""

_INKS = {
    "ink": ("#1c1d20", "#e8e6e1"),
    "soft": ("#585a5f", "#adb0b3"),
    "line": ("#c9c5bb", "#454b52"),
    "paper": ("#ffffff", "#16181b"),
}
_FONT = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', 'Noto Sans', 'DejaVu Sans Condensed', sans-serif"
_SVG = "http://www.w3.org/2000/svg"


def colour_of(party: int) -> int:
    """Give the number of a decision maker's colour; with its dash it is its own up to 64 of them."""
    return (party + party // len(DASHES)) % len(LIGHT)


def dash_of(party: int) -> str:
    """Give a decision maker's dash, empty for a solid line."""
    return DASHES[party % len(DASHES)]


class Sheet:
    """An SVG picture that is being drawn; lengths are CSS pixels."""

    def __init__(self) -> None:
        from lxml import etree

        self._etree = etree
        self._root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})
        self._body = self.group(None, self._root)

    def add(self, into: Any, tag: str, **attributes: str | float) -> Any:
        """Add an element; numbers are written with two digits at most."""
        element = self._etree.SubElement(into, f"{{{_SVG}}}{tag}")
        for key, value in attributes.items():
            text = value if isinstance(value, str) else _number(value)
            element.set(key.rstrip("_").replace("_", "-"), text)
        return element

    def group(self, kind: str | None, into: Any = None, title: str | None = None) -> Any:
        """Add a group, with a text that shows where the pointer rests on it."""
        group = self.add(self._body if into is None else into, "g")
        if kind is not None:
            group.set("class", kind)
        if title is not None:
            self.add(group, "title").text = plain(title)
        return group

    def link(self, address: str, into: Any, label: str) -> Any:
        """Add a group that leads to an address of a page; ``label`` is what it is called."""
        return self.add(into, "a", href=address, aria_label=plain(label))

    def party(self, party: int | None, into: Any) -> Any:
        """Add a group in the colour of a decision maker; None: in ink."""
        if party is None:
            return self.add(into, "g", class_="pen", stroke=_INKS["ink"][0], fill=_INKS["ink"][0])
        number = colour_of(party)
        return self.add(into, "g", class_=f"c{number}", stroke=LIGHT[number], fill=LIGHT[number])

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        kind: str = "ink",
        weight: int = 400,
        anchor: str = "start",
        into: Any = None,
    ) -> None:
        """Write a line of text; ``x`` and ``y`` are where its base line starts, or its middle."""
        element = self.add(
            self._body if into is None else into,
            "text",
            x=x,
            y=y,
            font_size=size,
            class_=kind,
            fill=_INKS[kind][0],
        )
        if weight != 400:
            element.set("font-weight", str(weight))
        if anchor != "start":
            element.set("text-anchor", anchor)
        element.text = plain(text)

    def rule(self, x1: float, x2: float, y: float, into: Any = None) -> None:
        """Draw a thin line from left to right."""
        self.add(
            self._body if into is None else into,
            "path",
            d=f"M{_number(x1)},{_number(y)}H{_number(x2)}",
            class_="line",
            stroke=_INKS["line"][0],
            fill="none",
        )

    def dot(self, x: float, y: float, radius: float, kind: str = "ink", into: Any = None) -> None:
        """Draw a filled circle."""
        place = self._body if into is None else into
        self.add(place, "circle", cx=x, cy=y, r=radius, class_=kind, fill=_INKS[kind][0])

    def outline(
        self, into: Any, x: float, y: float, half: Point, box: bool, kind: str, dash: str = ""
    ) -> None:
        """Draw the border of a state: ``state`` and ``ring`` on paper, ``now`` filled."""
        ink, paper = _INKS["ink"][0], _INKS["paper"][0]
        fill = ink if kind == "now" else paper
        shared: dict[str, str | float] = {"class_": kind, "stroke": ink, "fill": fill, "stroke_width": 1.4}
        if dash:
            shared["stroke_dasharray"] = dash
        if box:
            self.add(
                into,
                "rect",
                x=x - half[0],
                y=y - half[1],
                width=2 * half[0],
                height=2 * half[1],
                rx=8,
                **shared,
            )
        else:
            self.add(into, "circle", cx=x, cy=y, r=half[0], **shared)

    def arrow(self, into: Any, route: Route, shift: Point, party: int, *, bold: bool, title: str) -> None:
        """Draw a move, with its head at the end."""
        group = self.group(None, into, title)
        dx, dy = shift
        (x0, y0), (x1, y1), (x2, y2), (ux, uy) = route.start, route.control, route.end, route.heading
        long, half = (10.0, 4.4) if bold else (7.5, 3.2)
        neck = (x2 + dx - ux * long * 0.8, y2 + dy - uy * long * 0.8)
        curve = f"M{_pair(x0 + dx, y0 + dy)}Q{_pair(x1 + dx, y1 + dy)} {_pair(*neck)}"
        self._line(group, curve, party, bold)
        tail = (x2 + dx - ux * long, y2 + dy - uy * long)
        corners = [
            (x2 + dx, y2 + dy),
            (tail[0] - uy * half, tail[1] + ux * half),
            (tail[0] + uy * half, tail[1] - ux * half),
        ]
        self.add(group, "path", d=f"M{'L'.join(_pair(*corner) for corner in corners)}Z", stroke="none")

    def sample(self, into: Any, x: float, y: float, party: int | None, *, bold: bool) -> None:
        """Draw a piece of a move for the legend, 42 pixels long."""
        long, half = (10.0, 4.4) if bold else (7.5, 3.2)
        group = self.party(party, into)
        self._line(group, f"M{_pair(x, y)}H{_number(x + 42 - long * 0.8)}", party, bold)
        self.add(
            group,
            "path",
            d=f"M{_pair(x + 42, y)}L{_pair(x + 42 - long, y + half)}L{_pair(x + 42 - long, y - half)}Z",
            stroke="none",
        )

    def _line(self, into: Any, d: str, party: int | None, bold: bool) -> None:
        line = self.add(into, "path", d=d, fill="none", stroke_width=2.6 if bold else 1.1)
        dash = "" if party is None else dash_of(party)
        if dash:
            line.set("stroke-dasharray", dash)

    def text(
        self, wide: float, high: float, margin: float, *, title: str, description: str, role: str = "img"
    ) -> str:
        """Finish the picture and give its text; its role is ``group`` where there are links in it."""
        root, etree = self._root, self._etree
        self._body.set("transform", f"translate({_number(margin)} {_number(margin)})")
        mark = sha256(etree.tostring(root) + description.encode()).hexdigest()[:10]
        w, h = round(wide + 2 * margin), round(high + 2 * margin)
        root.set("viewBox", f"0 0 {w} {h}")
        root.set("width", str(w))
        root.set("height", str(h))
        root.set("class", "mv-graph")
        root.set("role", role)
        root.set("aria-labelledby", f"t{mark} d{mark}")
        root.set("font-family", _FONT)
        root.set("style", "max-width:100%;height:auto")
        head = [self.add(root, tag) for tag in ("title", "desc", "style", "rect")]
        head[0].set("id", f"t{mark}")
        head[0].text = plain(title)
        head[1].set("id", f"d{mark}")
        head[1].text = plain(description)
        head[2].text = _dark()
        for key, value in {
            "width": str(w),
            "height": str(h),
            "class": "paper",
            "fill": _INKS["paper"][0],
        }.items():
            head[3].set(key, value)
        for place, element in enumerate(head):
            root.insert(place, element)
        etree.indent(root, " ")
        text: str = etree.tostring(root, encoding="unicode")
        return text + "\n"


def _dark() -> str:
    """Colours on a dark screen; everything else, print too, has the light ones that the elements name."""
    dark = {kind: pair[1] for kind, pair in _INKS.items()}
    rules = [f".{kind}{{fill:{dark[kind]}}}" for kind in ("ink", "soft", "paper")]
    rules += [
        f".line{{stroke:{dark['line']}}}",
        f".pen{{stroke:{dark['ink']};fill:{dark['ink']}}}",
        f".state,.ring{{stroke:{dark['ink']};fill:{dark['paper']}}}",
        f".now{{stroke:{dark['ink']};fill:{dark['ink']}}}",
    ]
    rules += [f".c{number}{{stroke:{colour};fill:{colour}}}" for number, colour in enumerate(DARK)]
    scoped = "".join(f".mv-graph {rule}".replace(",.", ",.mv-graph .") for rule in rules)
    return f"@media screen and (prefers-color-scheme:dark){{{scoped}}}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def _pair(x: float, y: float) -> str:
    return f"{_number(x)},{_number(y)}"
