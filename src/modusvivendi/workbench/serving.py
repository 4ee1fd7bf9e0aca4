"""The workbench is started: a port is found, the address is said, the browser is opened."""

from __future__ import annotations

import errno
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

from modusvivendi.errors import ModusError
from modusvivendi.workbench.collecting import no_full_search, search_in_pauses
from modusvivendi.workbench.folder import begin_folder
from modusvivendi.workbench.settings import Settings, is_loopback

DEFAULT_PORT = 8642
TRIED = 20
"""Ports tried after the first, where none was asked for."""


SWITCH = 0.0005
"""Seconds after which whoever works things out lets a click go first, each time that it asks the disk."""


class PortError(ModusError):
    """The workbench cannot listen at the address it was given."""


def listening(host: str, port: int | None) -> socket.socket:
    """Give a socket that listens.

    Parameters
    ----------
    host
        Name or address.
    port
        Which; 0 any that is free. None: the usual one, or the next that is free.

    Raises
    ------
    PortError
        If it is taken, or may not be used.
    """
    wanted = [port] if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + TRIED)
    for number in wanted:
        found = None
        try:
            family, _, _, _, address = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            # Told that it is TCP, asyncio sends small pages at once; else each waits 40 ms for the browser.
            found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            # On Windows this option would let two programs share the port.
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind(address)
            found.listen(128)
        except OSError as error:
            if found is not None:
                found.close()
            # Windows refuses so what another program, or the system, has for itself.
            if error.errno in (errno.EADDRINUSE, errno.EACCES) and port is None:
                continue
            raise PortError(
                f"cannot listen on {host}, port {number}: {error.strerror or error}",
                hint="is a workbench open already? choose another with --port, or any free one with --port 0",
            ) from None
        return found
    raise PortError(
        f"the ports {DEFAULT_PORT} to {DEFAULT_PORT + TRIED - 1} are all taken", hint="choose with --port"
    )


def address_of(taken: socket.socket, host: str) -> str:
    """Give the address at which a browser finds what listens on a socket."""
    port = taken.getsockname()[1]
    shown = host if host not in ("0.0.0.0", "::", "") else "127.0.0.1"
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def serve(
    case: Path,
    settings: Settings,
    port: int | None = None,
    *,
    browser: bool = True,
    tell: Callable[[str], None] = lambda said: None,
) -> None:
    """Serve the workbench of a case until it is stopped.

    Parameters
    ----------
    case
        The case's folder; made if it does not exist.
    settings
        To whom.
    port
        See `listening`.
    browser
        Whether the browser is opened.
    tell
        Told the address, and what there is to know about it.

    Raises
    ------
    AccessError, PortError, CaseError
        If it cannot be served so.
    """
    settings.check()
    begin_folder(case)
    taken = listening(settings.host, port)
    address = address_of(taken, settings.host)
    tell(f"the workbench of {case} is at {address}  (stop it with Ctrl-C)")
    if not is_loopback(settings.host):
        tell("it speaks plain HTTP: on a network that others use, put it behind a proxy that encrypts")
    sys.setswitchinterval(SWITCH)
    if browser:  # the socket listens already: whoever comes early waits
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        _run(case, settings, taken)
    except KeyboardInterrupt:
        tell("stopped; everything confirmed is kept")
    finally:
        taken.close()


def _run(case: Path, settings: Settings, taken: socket.socket) -> None:
    import uvicorn

    from modusvivendi.workbench.front import Front

    no_full_search()
    front = Front(case, settings, search_in_pauses)
    front.get_ready()
    config = uvicorn.Config(
        front, log_level="warning", access_log=False, lifespan="on", server_header=False, ws="none",
        timeout_graceful_shutdown=3, timeout_keep_alive=75,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[taken])
