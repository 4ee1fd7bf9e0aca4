"""What may come back from a language model: its form, and how it is taken out of an answer's text."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from modusvivendi.statements.statement import SourceKind, Stance

MOST = 400
"""Statements of one answer that are looked at."""

_TRIES = 60
"""Places of an answer at which a JSON object is looked for."""


class AnswerFault(Exception):
    """An answer is not of the form asked for; the text says what is wrong, for the model to put right."""


def _plain(value: object) -> object:
    """Take control characters and the like out of words of the model's own, and make them one line."""
    if not isinstance(value, str):
        return value
    kept = "".join(
        " " if c.isspace() else c for c in value if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    return " ".join(kept.split())


def _named(value: object) -> object:
    """Read a bare name as one that is quoted."""
    return {"name": value, "quote": value} if isinstance(value, str) else value


def _nothing(value: object) -> object:
    """Read an empty text as nothing."""
    return None if value in ("", "null", "none", "None") else value


Words = Annotated[str, BeforeValidator(_plain)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Named(_Part):
    """A party, and the words by which the report names it."""

    name: Words = Field(
        min_length=1, max_length=120, description="the party's usual English name, as China, Farmers' Union"
    )
    quote: str = Field(
        min_length=1, max_length=300, description="exact words of the report that name it, not a pronoun"
    )


class Cited(_Part):
    """A link of a chain of sources."""

    quote: str = Field(min_length=1, max_length=300, description="exact words of the report that name it")
    name: Words = Field(
        default="", max_length=160, description="its full name if the report tells it, else the same words"
    )
    kind: SourceKind
    party: Words | None = Field(
        default=None, max_length=120, description="the party it belongs to or speaks for, if that is told"
    )


class When(_Part):
    """When something was said, in the report's words."""

    quote: str = Field(min_length=1, max_length=200, description="exact words of the report, as: on Friday")
    of: Literal["said", "cited"] = Field(
        default="said", description="said: when it was said; cited: when another medium reported it"
    )


class Item(_Part):
    """One statement as the model gives it: quotes and names, no offsets."""

    sentence: str = Field(min_length=1, max_length=4000, description="the exact whole sentence it rests on")
    actor: Annotated[Named, BeforeValidator(_named)]
    stance: Stance
    proposal: Words = Field(min_length=1, max_length=240, description="what it is about, in two to ten words")
    target: Annotated[Named | None, BeforeValidator(_named), BeforeValidator(_nothing)] = Field(
        default=None, description="whose action it is about, when not the actor's own"
    )
    condition: Annotated[str | None, BeforeValidator(_nothing)] = Field(
        default=None,
        max_length=2000,
        description="exact words of the report stating the condition, with its if",
    )
    sources: tuple[Cited, ...] = Field(
        default=(), max_length=8, description="who is cited, outermost first, without the outlet itself"
    )
    direct_quotation: bool = Field(
        default=False, description="the position stands in quotation marks in the report"
    )
    earlier: bool = Field(default=False, description="the report presents it as a past position")
    when: When | None = None


class _Envelope(_Part):
    statements: list[Item]


@dataclass(frozen=True)
class Answer:
    """The statements of an answer that have the right form, and what is wrong with each of the others."""

    items: tuple[Item, ...]
    faults: tuple[str, ...] = ()


@cache
def schema() -> dict[str, Any]:
    """Give the JSON schema of an answer, in the subset that structured output knows.

    All members are required, no others allowed, no limits on length: those are checked here.
    """
    strict = _strict(_Envelope.model_json_schema())
    assert isinstance(strict, dict)
    return strict


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    if set(node) >= {"$ref"}:
        return {"$ref": node["$ref"]}
    dropped = {"default", "title", "minLength", "maxLength", "maxItems"}
    kept = {key: value for key, value in node.items() if key not in dropped}
    if "properties" in kept:
        properties = {name: _strict(value) for name, value in kept.pop("properties").items()}
        kept = {key: _strict(value) for key, value in kept.items() if key != "required"}
        return kept | {
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {key: _strict(value) for key, value in kept.items()}


def parse(text: str) -> Answer:
    """Take the statements out of an answer's text.

    Words around the JSON, as models put them that know no structured output, do not matter.

    Raises
    ------
    AnswerFault
        If there is no JSON object with a list ``statements``.

    Examples
    --------
    >>> parse('Here you are: {"statements": []}').items
    ()
    """
    found = _list(text)
    items: list[Item] = []
    faults: list[str] = []
    for number, raw in enumerate(found):
        if number >= MOST:
            faults.append(f"statements[{number}]: more than {MOST} statements")
            continue
        try:
            items.append(Item.model_validate(raw))
        except ValidationError as error:
            faults.append(f"statements[{number}]: {_told(error)}")
    return Answer(tuple(items), tuple(faults))


def _told(error: ValidationError) -> str:
    """Tell what is wrong without repeating what came in."""
    return "; ".join(
        f"{'.'.join(str(part) for part in each['loc']) or 'it'}: {each['msg']}"
        for each in error.errors(include_input=False, include_url=False)[:4]
    )


def _list(text: str) -> list[Any]:
    stripped = text.strip().removeprefix("\ufeff")
    whole = _load(stripped)
    if isinstance(whole, list):
        return whole
    found = [whole] if isinstance(whole, dict) else _objects(stripped)
    for each in reversed(found):
        statements = each.get("statements")
        if isinstance(statements, list):
            return statements
    raise AnswerFault(
        'it is JSON, but has no list "statements"' if found else "it is not JSON, or the JSON breaks off"
    )


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _objects(text: str) -> list[dict[str, Any]]:
    """Find the JSON objects in a text, in order; not those inside others."""
    found: list[dict[str, Any]] = []
    decoder, at = json.JSONDecoder(), text.find("{")
    for _ in range(_TRIES):
        if at < 0:
            break
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            found.append(value)
        at = text.find("{", end)
    return found
