"""Who somebody is: signed sessions, forms that cannot be forged, and how often somebody may try."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict, deque
from dataclasses import dataclass

from modusvivendi.workbench.settings import Settings

COOKIE = "modus_session"
LASTS = 12 * 3600
"""Seconds for which a session lasts: a day's work."""

LONGEST_NAME = 80


@dataclass(frozen=True)
class Session:
    """A visit: its key, who it is, and since when (seconds since 1970). ``who`` is empty before login."""

    key: str
    who: str
    since: int


class Sessions:
    """Gives sessions, recognises them, and signs forms.

    Nothing is stored: a session is its cookie, signed with a secret that is made when the program starts.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def begin(self, who: str) -> Session:
        """Begin a session of somebody."""
        return Session(secrets.token_urlsafe(16), who, int(time.time()))

    def written(self, session: Session) -> str:
        """Give the cookie's value."""
        who = urlsafe_b64encode(session.who.encode()).decode()
        plain = f"{session.key}.{who}.{session.since}"
        return f"{plain}.{self._signed('session', plain)}"

    def read(self, cookie: str | None) -> Session | None:
        """Give the session of a cookie's value; None where it is not ours, or too old."""
        plain, _, signature = (cookie or "").rpartition(".")
        if not plain or not hmac.compare_digest(signature.encode(), self._signed("session", plain).encode()):
            return None
        key, who, since = plain.split(".")
        if int(since) + LASTS < time.time():
            return None
        return Session(key, urlsafe_b64decode(who).decode(), int(since))

    def form_token(self, session: Session) -> str:
        """Give what each form of a session carries, so that no other page can send one."""
        return self._signed("form", session.key)

    def is_form_token(self, session: Session, token: str) -> bool:
        """Tell whether a form was given to this session."""
        return hmac.compare_digest(token.encode(), self.form_token(session).encode())

    def admits(self, name: str, password: str) -> bool:
        """Tell whether a name and a password, or the token, let somebody in."""
        settings = self._settings
        if not name.strip() or len(name) > LONGEST_NAME:
            return False
        if settings.token and hmac.compare_digest(password.encode(), settings.token.encode()):
            return name not in settings.users  # the name of one who has a password is theirs alone
        return is_password(password, settings.users.get(name, _NOBODY))

    def is_token(self, given: str) -> bool:
        """Tell whether a program showed the token."""
        return bool(self._settings.token) and hmac.compare_digest(
            given.encode(), self._settings.token.encode()
        )

    def _signed(self, use: str, text: str) -> str:
        return hmac.new(self._settings.secret, f"{use}:{text}".encode(), hashlib.sha256).hexdigest()


def digest_of(password: str, salt: str = "") -> str:
    """Give what is kept of a password (scrypt).

    Examples
    --------
    >>> is_password("open sesame", digest_of("open sesame"))
    True
    """
    salt = salt or secrets.token_hex(16)
    hashed = hashlib.scrypt(password.encode(), salt=salt.encode(), n=2**14, r=8, p=1)
    return f"scrypt${salt}${hashed.hex()}"


def is_password(password: str, digest: str) -> bool:
    """Tell whether a password is the one of which ``digest`` was kept."""
    kind, _, rest = digest.partition("$")
    salt, _, _ = rest.partition("$")
    return kind == "scrypt" and hmac.compare_digest(digest_of(password, salt).encode(), digest.encode())


_NOBODY = f"scrypt${'0' * 32}${'0' * 128}"
"""So that a wrong name takes as long to refuse as a wrong password."""


class Pace:
    """Lets somebody do something so many times within some seconds.

    Parameters
    ----------
    most, seconds
        So often, within so long.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def wait(self, key: str, now: float | None = None) -> float:
        """Count one more try of ``key``, and give how many seconds it has to wait: 0 where it may go on.

        A try that has to wait is not counted.
        """
        now = time.monotonic() if now is None else now
        with self._lock:
            if len(self._times) > 10_000:
                self._times.clear()
            times = self._times[key]
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) >= self._most:
                return times[0] + self._seconds - now
            times.append(now)
            return 0.0
