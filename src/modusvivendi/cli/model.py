"""Options of the commands that read reports: which reader, and where its language model is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modusvivendi.cli.progress import talk

if TYPE_CHECKING:
    from modusvivendi.statements.llm.endpoint import Price
    from modusvivendi.statements.llm.reader import LlmReader
    from modusvivendi.statements.read import Reader

ReaderName = Annotated[
    str,
    typer.Option(
        "--reader",
        metavar="NAME",
        help="rules (offline), or llm: sends the reports to a language model.",
    ),
]
Model = Annotated[
    str | None, typer.Option("--model", help="Language model of the reader llm; else MODUS_LLM_MODEL.")
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        metavar="URL",
        help="Its OpenAI-compatible endpoint; else MODUS_LLM_BASE_URL. The key: MODUS_LLM_API_KEY.",
    ),
]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache", metavar="DIR", help="Keep the answers of the reader llm here, and take them from here."
    ),
]
AtOnce = Annotated[
    int, typer.Option("--at-once", min=1, max=64, help="Reports the reader llm asks about at the same time.")
]
PriceOption = Annotated[
    str | None,
    typer.Option(
        "--price", metavar="IN/OUT", help="Price of a million tokens sent and answered, to tell the cost."
    ),
]
AliasFile = Annotated[
    Path | None,
    typer.Option(
        "--aliases",
        metavar="FILE",
        help="Names of your own: other names of parties, who speaks for whom; else DIR/aliases.yaml.",
    ),
]
Compare = Annotated[
    str | None,
    typer.Option(
        "--compare", metavar="A,B", help="Read with two readers, as rules,llm, and show where they agree."
    ),
]


@dataclass(frozen=True)
class ModelOptions:
    """What was said about the language model."""

    model: str | None = None
    base_url: str | None = None
    cache: Path | None = None
    at_once: int = 4
    price: str | None = None
    aliases: Path | None = None
    regardless: frozenset[str] = frozenset()
    every: bool = False


def case_aliases(given: Path | None, case: Path | None) -> Path | None:
    """Give the file of names that was asked for, else the case's, if it has one."""
    if given is not None or case is None:
        return given
    file = case / "aliases.yaml"
    return file if file.is_file() else None


@contextmanager
def readers(names: list[str], options: ModelOptions) -> Iterator[list[str | Reader]]:
    """Give the readers of some names; what a language model's came to is told in the end, on stderr.

    ``llm:MODEL`` is the reader ``llm`` with that model.

    Raises
    ------
    typer.BadParameter
        If an option makes no sense.
    EndpointError
        If ``llm`` is among them and it is not said where and which.
    """
    from modusvivendi.statements.read import check_reader

    price = _price(options.price)
    for name in names:
        check_reader("llm" if name.startswith("llm:") else name)
    _check(names, options)
    found: list[str | Reader] = []
    with ExitStack() as stack:
        for name in names:
            kind, _, model = name.partition(":")
            if kind != "llm":
                found.append(_offline(name, options))
                continue
            found.append(stack.enter_context(_asking(options, model or options.model, price)))
        yield found


def _offline(name: str, options: ModelOptions) -> str | Reader:
    if options.aliases is None and not options.regardless and not options.every:
        return name
    from modusvivendi.statements.actors.aliases import Aliases
    from modusvivendi.statements.read import RulesReader

    aliases = Aliases.load(options.aliases) if options.aliases is not None else None
    return RulesReader(aliases, options.regardless, options.every)


@contextmanager
def _asking(options: ModelOptions, model: str | None, price: Price | None) -> Iterator[LlmReader]:
    from modusvivendi.statements.llm.endpoint import Endpoint
    from modusvivendi.statements.llm.reader import LlmReader

    endpoint = Endpoint.of(model, options.base_url)
    if endpoint.is_exposed:
        talk(f"modus: {endpoint.base_url} is not encrypted: reports and key travel there readable by others")
    reader = LlmReader(endpoint, cache=options.cache, at_once=options.at_once)
    try:
        yield reader
    finally:
        reader.close()
        for number, line in enumerate(reader.account.lines(price)):
            talk(f"{'modus: ' + reader.name + ': ' if number == 0 else '  '}{line}")


def _check(names: list[str], options: ModelOptions) -> None:
    if any(name.partition(":")[0] == "llm" for name in names):
        return
    given = {
        "--model": options.model,
        "--base-url": options.base_url,
        "--cache": options.cache,
        "--price": options.price,
    }
    for option, value in given.items():
        if value is not None:
            raise typer.BadParameter("is for the reader llm; add --reader llm", param_hint=option)


def _price(text: str | None) -> Price | None:
    if text is None:
        return None
    from modusvivendi.statements.llm.endpoint import Price

    try:
        return Price.parse(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no price like 0.15/0.60, per million tokens sent and answered",
            param_hint="--price",
        ) from None
