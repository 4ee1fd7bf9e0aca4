"""The file of those who may log in: a line each, the name and the digest of the password."""

from __future__ import annotations

from pathlib import Path

from modusvivendi.files import put_in_place
from modusvivendi.workbench.sessions import LONGEST_NAME, digest_of
from modusvivendi.workbench.settings import AccessError


def read_users(path: Path) -> dict[str, str]:
    """Give the digests of passwords by name; lines that begin with ``#`` are remarks.

    Raises
    ------
    AccessError
        If the file cannot be read, or a line is not of that form.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AccessError("the list of users cannot be read", file=str(path), hint=str(error)) from None
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, digest = line.partition(":")
        if not colon or not name.strip() or not digest.strip().startswith("scrypt$"):
            raise AccessError(
                "this line is no user", file=str(path), line=number, hint="put users in with --add-user"
            )
        found[name.strip()] = digest.strip()
    return found


def put_user(path: Path, name: str, password: str) -> None:
    """Put somebody into the file, or give them a new password.

    Raises
    ------
    AccessError
        If the name or the password will not do, or the file cannot be written.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or ":" in name or name.startswith("#"):
        raise AccessError(f"{name!r} is no name for a user", hint="at most 80 letters, no colon")
    if len(password) < 8:
        raise AccessError("the password is too short", hint="at least 8 characters")
    known = read_users(path) if path.exists() else {}
    known[name] = digest_of(password)
    text = "".join(f"{each}:{digest}\n" for each, digest in known.items())
    try:
        draft = path.with_name(f".{path.name}.part")
        draft.touch(mode=0o600)
        draft.write_text(text, encoding="utf-8", newline="\n")
        put_in_place(draft, path)
    except OSError as error:
        raise AccessError(
            "the list of users cannot be written", file=str(path), hint=error.strerror
        ) from None
