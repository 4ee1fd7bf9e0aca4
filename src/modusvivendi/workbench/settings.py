"""Who may use a workbench, and from where."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from modusvivendi.errors import ModusError

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names by which a browser on the same machine reaches it."""


class AccessError(ModusError):
    """A workbench would be open to people whom nobody let in."""


@dataclass(frozen=True)
class Settings:
    """How a workbench is served.

    Attributes
    ----------
    host
        The address it listens on.
    token
        Whoever knows it may come in, under a name of their own choice. Empty: no such way in.
    users
        Digests of passwords by name; see `modusvivendi.workbench.sessions.digest_of`.
    names
        Further names by which browsers may reach it; IP addresses are always let through, since nobody can
        point a foreign page at one under its own name.
    who
        Who decides, where nobody has to log in.
    secret
        Signs sessions and forms; made anew each time the program starts.
    reader
        Which reader finds statements in reports.
    """

    host: str = "127.0.0.1"
    token: str = ""
    users: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    names: frozenset[str] = frozenset()
    who: str = "somebody"
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    reader: str = "rules"

    @property
    def asks_for_login(self) -> bool:
        """Whether people have to log in."""
        return bool(self.token or self.users)

    @property
    def leaves_out(self) -> bool:
        """Whether the reader leaves out a text that seems not to be of parties dealing with one another."""
        return self.reader == "rules"

    def check(self) -> None:
        """Refuse to be open to a network without a login.

        Raises
        ------
        AccessError
            If the address is not this machine's own, and there is no token and no user.
        """
        if not is_loopback(self.host) and not self.asks_for_login:
            raise AccessError(
                f"on {self.host} others could read and change the case without logging in",
                hint="give a token (--token, or MODUS_TOKEN) or a list of users (--users)",
            )

    def knows(self, name: str) -> bool:
        """Tell whether a browser may call this machine by ``name``, so that no foreign name leads here."""
        bare = name.strip("[]").rstrip(".").casefold()
        if bare in LOOPBACK_NAMES or bare in self.names or bare == self.host.casefold():
            return True
        return not is_loopback(self.host) and _is_address(bare)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("")
    (True, True, False, False)
    """
    if host.casefold() in LOOPBACK_NAMES:
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
