"""Parts of pages are kept as they were rendered, as long as what they show is the same.

Most of a long page stays as it is when somebody changes one thing on it: only what shows that thing is
rendered anew. In a template: ``{% call kept(key, form_token) %} … {% endcall %}``.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from markupsafe import Markup

MOST_CHARACTERS = 24_000_000
"""Of all that is kept together; what was not asked for longest goes first."""


class Fragments:
    """Rendered parts of pages, by what they show.

    Parameters
    ----------
    most
        Characters that are kept.

    Examples
    --------
    >>> fragments = Fragments()
    >>> fragments.kept(("boat", 1), "t-ann", caller=lambda: Markup("<i>t-ann</i>"))
    Markup('<i>t-ann</i>')
    >>> fragments.kept(("boat", 1), "t-bob", caller=lambda: Markup("never asked"))
    Markup('<i>t-bob</i>')
    """

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        self._most = most
        self._size = 0
        self._known: OrderedDict[Hashable, Markup] = OrderedDict()
        self._lock = threading.Lock()
        self._mark = secrets.token_hex(12)  # nobody's text can hold it

    def kept(self, key: Hashable, *passing: str, caller: Callable[[], Markup]) -> Markup:
        """Give a part of a page.

        Parameters
        ----------
        key
            All that it shows; None: it is not to be kept.
        passing
            Texts in it that are another each time and that nothing else is like: tokens, versions.
        caller
            Renders it.
        """
        if key is None or not all(passing):
            return caller()
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
        if found is None:
            made = str(caller())
            for number, text in enumerate(passing):
                made = made.replace(text, self._place(number))
            found = self._keep(key, Markup(made))
        shown = str(found)
        for number, text in enumerate(passing):
            shown = shown.replace(self._place(number), text)
        return Markup(shown)

    def _place(self, number: int) -> str:
        return f"{self._mark}{number}."

    def _keep(self, key: Hashable, made: Markup) -> Markup:
        with self._lock:
            if key not in self._known:
                self._known[key] = made
                self._size += len(made)
            while self._size > self._most:
                self._size -= len(self._known.popitem(last=False)[1])
        return made
