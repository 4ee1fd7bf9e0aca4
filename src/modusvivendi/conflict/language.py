"""Reading formulas from text: grammar, names in scope, and errors with line, column and nearest name.

>>> names = Names({"China": ["troops"], "UN": ["mandate"]}, circumstances=["war_resumes"])
>>> print(parse("troops iff (UN.mandate and not war_resumes)", names, decision_maker="China"))
China.troops iff (UN.mandate and not war_resumes)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from modusvivendi.conflict.formula import (
    KEYWORDS,
    AllOf,
    And,
    AtLeast,
    AtMost,
    Circumstance,
    Exactly,
    Formula,
    If,
    Iff,
    Implies,
    NoneOf,
    Not,
    Option,
    Or,
    Xor,
    write_name,
)
from modusvivendi.errors import FormulaError, nearest

if TYPE_CHECKING:
    from lark import Lark, Token, Tree
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

MAX_DEPTH = 100
"""How deeply formulas may be nested; nobody reads more, and evaluation is recursive."""

_SYMBOLS = {
    "&": "and",
    "|": "or",
    "!": "not",
    "~": "not",
    "¬": "not",
    "∧": "and",
    "∨": "or",
    "-": "not",
    ">": "implies",
    "→": "implies",
    "=": "iff",
    "<": "iff",
    "↔": "iff",
}


def _same(name: str) -> str:
    """Bring composed and decomposed accents to one form, so that names that look alike are alike."""
    return unicodedata.normalize("NFC", name)


class Names:
    """What can be named in the formulas of a model.

    Parameters
    ----------
    options
        Keys of the options of each decision maker, by its key.
    circumstances
        Names of the circumstances.
    """

    def __init__(self, options: Mapping[str, Iterable[str]], circumstances: Iterable[str] = ()) -> None:
        self._options = {
            _same(dm): {_same(key): Option(dm, key) for key in keys} for dm, keys in options.items()
        }
        self._circumstances = {_same(name): Circumstance(name) for name in circumstances}

    def _written(self, decision_maker: str | None) -> list[str]:
        own = self._options.get(_same(decision_maker), {}) if decision_maker is not None else {}
        every = [str(option) for options in self._options.values() for option in options.values()]
        return [*map(write_name, own), *map(str, self._circumstances.values()), *every]

    def dotted(self, decision_maker: str, option: str) -> Option:
        """Find an option by its decision maker's key and its own.

        Raises
        ------
        FormulaError
            Where there is none, naming the nearest.
        """
        options = self._options.get(_same(decision_maker))
        written = f"{write_name(decision_maker)}.{write_name(option)}"
        if options is None:
            hint = nearest(written, self._written(None)) or nearest(decision_maker, self._options)
            raise FormulaError(f"there is no decision maker {write_name(decision_maker)}", hint=hint)
        if _same(option) not in options:
            known = [str(known) for known in options.values()]
            hint = nearest(written, known) or nearest(written, self._written(None))
            listed = f"its options are {', '.join(known)}" if known else "it has no options"
            raise FormulaError(
                f"{write_name(decision_maker)} has no option {write_name(option)}", hint=hint or listed
            )
        return options[_same(option)]

    def bare(self, name: str, decision_maker: str | None = None) -> Option | Circumstance:
        """Find a circumstance, or an option of ``decision_maker``, by its bare name.

        Raises
        ------
        FormulaError
            Where there is none, or one of each.
        """
        name = _same(name)
        own = self._options.get(_same(decision_maker), {}) if decision_maker is not None else {}
        if name in own and name in self._circumstances:
            raise FormulaError(
                f"{write_name(name)} is both an option of {decision_maker} and a circumstance",
                hint="give one of them another name",
            )
        if name in own:
            return own[name]
        if name in self._circumstances:
            return self._circumstances[name]
        elsewhere = [str(options[name]) for options in self._options.values() if name in options]
        if elsewhere:
            hint: str | None = f"options of others are written in full: {' or '.join(elsewhere)}"
        elif name in self._options:
            hint = f"it is a decision maker; an option of it is written {write_name(name)}.option"
        elif name.casefold() in KEYWORDS:
            hint = f"keywords are lower case: {name.casefold()}"
        else:
            hint = nearest(name, self._written(decision_maker))
        raise FormulaError(f"unknown name {write_name(name)}", hint=hint)

    def option(self, written: str, decision_maker: str | None = None) -> Option:
        """Find an option as it stands in lists (``UN.mandate``, ``"United Kingdom".troops``, or bare).

        Lists take names with spaces without quotation marks too (``United Kingdom.troops``).

        Raises
        ------
        FormulaError
            Where there is none.
        """
        plain = _same(written)
        for dm, options in self._options.items():
            if plain.startswith(dm + "."):
                found = options.get(plain[len(dm) + 1 :])
                if found is not None:
                    return found
        if decision_maker is not None:
            own = self._options.get(_same(decision_maker), {})
            if plain in own:
                return own[plain]
        if '"' not in written:
            dm, dot, key = written.partition(".")
            if dot:
                return self.dotted(dm.strip(), key.strip())
        formula = parse(written, self, decision_maker)
        if not isinstance(formula, Option):
            raise FormulaError(f"{written!r} is not the name of an option")
        return formula


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    from lark import Lark

    text = files("modusvivendi.conflict").joinpath("grammar.lark").read_text(encoding="utf-8")
    # The basic lexer knows keywords everywhere, so that no keyword is ever taken for a name.
    return Lark(text, parser="lalr", lexer="basic", maybe_placeholders=False)


@lru_cache(maxsize=16_384)  # a model that is changed is read again and again, and few of its formulas change
def _tree(text: str) -> Tree[Token]:
    return _grammar().parse(text)


def _unquoted(token: Token) -> str:
    if token.type != "QUOTED":
        return str(token)
    body, out, escaped = str(token)[1:-1], [], False
    for char in body:
        if char == "\\" and not escaped:
            escaped = True
            continue
        out.append(char)
        escaped = False
    return "".join(out)


class _Builder:
    """Makes the formula bottom-up while the parser reduces, so no recursion is needed."""

    def __init__(self, names: Names | None, decision_maker: str | None) -> None:
        self.names = names
        self.decision_maker = decision_maker
        self.depth: dict[int, int] = {}
        self.kept: list[Formula] = []

    def _made(self, formula: Formula, token: Token | None = None) -> Formula:
        depth = 1 + max((self.depth[id(part)] for part in formula.parts), default=0)
        if depth > MAX_DEPTH:
            raise FormulaError("the formula is nested too deeply", line=1, column=1)
        self.depth[id(formula)] = max(depth, self.depth.get(id(formula), 0))
        self.kept.append(formula)  # so that no id is used twice
        return formula

    def part(self, children: list[Any]) -> Token:
        token: Token = children[0]
        return token

    def members(self, children: list[Any]) -> list[Formula]:
        return children

    def bare(self, children: list[Any]) -> Formula:
        token: Token = children[0]
        name = _unquoted(token)
        if self.names is None:
            return self._made(Circumstance(name))
        return self._made(self._at(token, lambda names: names.bare(name, self.decision_maker)))

    def dotted(self, children: list[Any]) -> Formula:
        first, second = map(_unquoted, children)
        if self.names is None:
            return self._made(Option(first, second))
        return self._made(self._at(children[0], lambda names: names.dotted(first, second)))

    def _at(self, token: Token, find: Any) -> Formula:
        try:
            found: Formula = find(self.names)
        except FormulaError as error:
            raise FormulaError(error.message, line=token.line, column=token.column, hint=error.hint) from None
        return found

    def _count(self, token: Token) -> int:
        if len(token) > 9:
            raise FormulaError(f"the number {token[:9]}… is too large", line=token.line, column=token.column)
        return int(token)

    def iff(self, children: list[Any]) -> Formula:
        return self._made(Iff(*children))

    def if_(self, children: list[Any]) -> Formula:
        return self._made(If(*children))

    def implies(self, children: list[Any]) -> Formula:
        return self._made(Implies(*children))

    def or_(self, children: list[Any]) -> Formula:
        return self._made(Or(*children))

    def xor(self, children: list[Any]) -> Formula:
        return self._made(Xor(*children))

    def and_(self, children: list[Any]) -> Formula:
        return self._made(And(*children))

    def not_(self, children: list[Any]) -> Formula:
        return self._made(Not(children[0]))

    def at_least(self, children: list[Any]) -> Formula:
        return self._made(AtLeast(self._count(children[0]), *children[1]))

    def at_most(self, children: list[Any]) -> Formula:
        return self._made(AtMost(self._count(children[0]), *children[1]))

    def exactly(self, children: list[Any]) -> Formula:
        return self._made(Exactly(self._count(children[0]), *children[1]))

    def none_of(self, children: list[Any]) -> Formula:
        return self._made(NoneOf(*children[0]))

    def all_of(self, children: list[Any]) -> Formula:
        return self._made(AllOf(*children[0]))


def _expected(error: UnexpectedToken, text: str) -> tuple[str, str | None]:
    """Say what is wrong where the parser met a token it could not use, and what to do about it."""
    token = str(error.token)
    wanted = set(error.accepts or error.expected)
    bound = "as in: at least 2 of (A.x, B.x, C.x), none of (A.x, B.x)"
    if error.token.type == "$END":
        if wanted & {"COUNT", "OF", "LEAST"} or wanted == {"LPAR"}:
            return "the formula ends too early", bound
        what = "the formula is empty" if not text.strip() else "the formula ends too early"
        return what, "a parenthesis is not closed" if "RPAR" in wanted else "a name is missing"
    if wanted == {"COUNT"}:
        return f"a number was expected, not {token!r}", "as in: at least 2 of (A.x, B.x, C.x)"
    if wanted in ({"OF"}, {"LPAR"}, {"LEAST", "MOST"}):
        return f"{token!r} was not expected here", bound
    if error.token.type in {"IF", "IMPLIES"} and "IFF" in wanted:
        return f"{token!r} cannot follow another if or implies", "they do not chain: put parentheses"
    if error.token.type == "DOT":
        return "a second dot in a name", 'names with dots are quoted: "U.S.".troops'
    if "IFF" in wanted:  # it can follow every complete formula
        if error.token.type == "RPAR":
            return "a parenthesis is closed that was never opened", None
        if token.casefold() in KEYWORDS and token not in KEYWORDS:
            return f"{token!r} was not expected here", f"keywords are lower case: {token.casefold()}"
        if error.token.type in {"NAME", "QUOTED"}:
            return (
                f"{token!r} was not expected here; and, or, if, iff … or the end of the formula was",
                'names with spaces are quoted: "United Kingdom".troops',
            )
        return f"{token!r} was not expected here", "and, or, xor, if, implies, iff or the end was"
    hint = "a name, not or a parenthesis was"
    if token in KEYWORDS:
        hint += f'; quote it if it is a name: "{token}"'
    return f"{token!r} was not expected here", hint


def _strange(error: UnexpectedCharacters, text: str) -> tuple[str, str | None]:
    """Say what to write in place of a character that formulas do not have."""
    char = text[error.pos_in_stream] if error.pos_in_stream is not None else ""
    if char == '"':
        return "a quotation mark is not closed", None
    if char in "'‘’“”":
        return f"{char} does not quote names", 'use straight double quotes: "United Kingdom".troops'
    hint = (
        f"write {_SYMBOLS[char]!r}" if char in _SYMBOLS else "quote names that have such characters in them"
    )
    return f"formulas have no {char!r}", hint


def parse(text: str, names: Names | None = None, decision_maker: str | None = None) -> Formula:
    """Read a formula.

    Parameters
    ----------
    text
        The formula, such as ``troops iff (UN.mandate and Russia.ceasefire)``.
    names
        What can be named. Without it every dotted name is taken for an option and every bare one for a
        circumstance.
    decision_maker
        Key of the decision maker whose own options may be written bare.

    Raises
    ------
    FormulaError
        Where it does not parse or names something unknown; ``line`` and ``column`` are places in ``text``,
        from 1.

    Examples
    --------
    >>> parse("a if b if c")
    Traceback (most recent call last):
    modusvivendi.errors.FormulaError: 1:8: 'if' cannot follow another if or implies; they do not chain: ...
    """
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    try:
        tree = _tree(text)
    except UnexpectedToken as error:
        message, hint = _expected(error, text)
        line, column = error.line, error.column
        if error.token.type == "$END":  # the parser names the last token, we the place after it
            line, column = place_after(text, len(text.rstrip()))
        raise FormulaError(message, line=line, column=column, hint=hint) from None
    except UnexpectedCharacters as error:
        message, hint = _strange(error, text)
        raise FormulaError(message, line=error.line, column=error.column, hint=hint) from None
    builder = _Builder(names, decision_maker)
    made: dict[int, Any] = {}
    for subtree in tree.iter_subtrees():  # from the leaves to the root
        children = [made.get(id(child), child) for child in subtree.children]
        made[id(subtree)] = getattr(builder, subtree.data)(children)
    formula: Formula = made[id(tree)]
    return formula


def place_after(text: str, offset: int) -> tuple[int, int]:
    r"""Line and column, from 1, of the character at ``offset``.

    >>> place_after("troops\nif", 8)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
