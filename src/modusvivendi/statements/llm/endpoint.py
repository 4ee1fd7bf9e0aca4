"""Where a language model is reached, and how patiently."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr

from modusvivendi.errors import EndpointError

BASE_URL, API_KEY, MODEL = "MODUS_LLM_BASE_URL", "MODUS_LLM_API_KEY", "MODUS_LLM_MODEL"
"""Environment variables that name the endpoint, its key and the model."""


class Price(BaseModel):
    """What a million tokens cost, in whatever currency the user thinks in."""

    model_config = ConfigDict(frozen=True)

    sent: float
    answered: float

    @classmethod
    def parse(cls, text: str) -> Price:
        """Read ``0.15/0.60``: per million tokens sent, and per million answered.

        Raises
        ------
        ValueError
            If it is not two numbers that are not negative.

        Examples
        --------
        >>> Price.parse("0.15/0.60")
        Price(sent=0.15, answered=0.6)
        """
        sent, slash, answered = text.partition("/")
        price = cls(sent=float(sent), answered=float(answered if slash else sent))
        if not (0 <= price.sent < 1e9 and 0 <= price.answered < 1e9):
            raise ValueError(text)
        return price


class Endpoint(BaseModel):
    """An OpenAI-compatible endpoint (``POST <base_url>/chat/completions``) and a model behind it.

    Attributes
    ----------
    base_url
        Up to and without ``/chat/completions``, as ``https://host/v1``.
    model
        The model's name as the endpoint knows it.
    key
        Sent as a bearer token; never shown. None where the endpoint wants none.
    timeout
        Seconds one request may take altogether.
    attempts
        How often a request is made before a passing failure (429, 5xx, time-out, cut connection) counts.
    pause
        Seconds before the second attempt; doubled for each further one, up to ``longest_pause``.
    longest_pause
        Seconds that are waited at most, also where ``Retry-After`` asks for more: then it is given up.
    """

    model_config = ConfigDict(frozen=True)

    base_url: str
    model: str
    key: SecretStr | None = None
    timeout: float = 120.0
    attempts: int = 4
    pause: float = 1.0
    longest_pause: float = 60.0

    @classmethod
    def of(
        cls,
        model: str | None = None,
        base_url: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Endpoint:
        """Put an endpoint together from what was asked for and, where that is silent, the environment.

        The key comes from the environment alone, so that it stands in no shell history.

        Raises
        ------
        EndpointError
            If model or address are missing or cannot be used; never shows the key.
        """
        known = os.environ if environment is None else environment
        url = (base_url or known.get(BASE_URL) or "").strip().rstrip("/")
        name = (model or known.get(MODEL) or "").strip()
        key = (known.get(API_KEY) or "").strip()
        if not url:
            raise EndpointError(
                "no endpoint is given for the language model", hint=f"use --base-url, or set {BASE_URL}"
            )
        if not name or not name.isprintable():
            raise EndpointError("no language model is named", hint=f"use --model, or set {MODEL}")
        _check(url)
        if key and not (key.isascii() and key.isprintable() and " " not in key):
            raise EndpointError(
                f"what {API_KEY} holds is no key", hint="it has blanks or other odd characters"
            )
        return cls(
            base_url=url.removesuffix("/chat/completions"), model=name, key=SecretStr(key) if key else None
        )

    @property
    def address(self) -> str:
        """Where requests go."""
        return f"{self.base_url}/chat/completions"

    @property
    def is_exposed(self) -> bool:
        """Whether text and key would travel unencrypted to another machine."""
        parts = urlsplit(self.base_url)
        return parts.scheme == "http" and not _is_here(parts.hostname or "")

    def without_key(self, text: str) -> str:
        """Take the key out of a text, such as the message of an endpoint that repeats it."""
        secret = self.key.get_secret_value() if self.key else ""
        return text.replace(secret, "[key]") if secret else text


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or any(c.isspace() for c in url):
        raise EndpointError(
            "the endpoint's address is no http or https address", hint="such as https://host/v1"
        )
    if parts.username is not None or parts.password is not None:
        raise EndpointError(
            "the endpoint's address has a password in it", hint=f"put the key into {API_KEY} instead"
        )
    if parts.query or parts.fragment:
        raise EndpointError("the endpoint's address has a query in it", hint="such as https://host/v1")


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
