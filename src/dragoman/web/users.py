"""Who may come in: a file with a user a line, passwords hashed with Argon2id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dragoman.web.settings import ROLES, User

NAME = re.compile(r"[\w.@-]{1,64}")
SHORTEST = 12
_HASHER = PasswordHasher()
# What the password of an unknown name is held against, so that it takes as long.
_NOBODY = _HASHER.hash("nobody")


class UsersError(ValueError):
    """A file of users that cannot be used; its message names the line and the way out."""


def load_users(path: Path) -> dict[str, User]:
    """The users of a file: `name role hash`, parted by spaces, a user a line; `#` begins a remark. Raises UsersError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsersError(f"{path}: {getattr(error, 'strerror', None) or error}.") from error
    users: dict[str, User] = {}
    for number, line in enumerate(lines, 1):
        parts = line.split()
        if not parts or parts[0].startswith("#"):
            continue
        if len(parts) != 3 or parts[1] not in ROLES or not parts[2].startswith("$argon2"):
            raise UsersError(f"{path}:{number}: is not `name role hash`; add users with `dragoman serve --add-user`.")
        if parts[0] in users:
            raise UsersError(f"{path}:{number}: {parts[0]} stands here twice; drop one of the lines.")
        users[parts[0]] = User(*parts)
    return users


def add_user(path: Path, name: str, role: str, password: str) -> None:
    """Adds a user to a file, made for its owner alone. Raises UsersError for a name that is taken or odd, or a short password."""
    if not NAME.fullmatch(name):
        raise UsersError(f"{name!r} is no name; use letters, digits and . _ @ -, at most 64.")
    if role not in ROLES:
        raise UsersError(f"{role!r} is no role; take {' or '.join(ROLES)}.")
    if len(password) < SHORTEST:
        raise UsersError(f"the password has {len(password)} characters; it needs {SHORTEST} or more.")
    if path.exists() and name in load_users(path):
        raise UsersError(f"{path}: {name} is there already; drop the line first.")
    path.touch(mode=0o600)
    with path.open("a", encoding="utf-8") as out:
        out.write(f"{name} {role} {_HASHER.hash(password)}\n")


def verified(users: Mapping[str, User], name: str, password: str) -> User | None:
    """The user whose password it is, or null; an unknown name takes as long as a wrong password."""
    user = users.get(name)
    try:
        _HASHER.verify(user.hashed if user else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    return user
