"""Sessions of people who logged in, tokens of forms, and the throttle of wrong passwords. All in memory: a restart ends them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.web.settings import User

HOURS = 12
# Wrong passwords of one name, or from one address, before the next must wait; the wait doubles up to the longest.
FREE, FIRST_WAIT, LONGEST_WAIT = 5, 2.0, 900.0
_MOST = 10_000  # sessions and counts that are kept at most


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's visit. id: of the cookie. user: null where nobody logged in. ends: by the clock."""

    id: str
    user: User | None
    ends: float


class Sessions:
    """The visits of those who logged in. clock: seconds that only go forward."""

    def __init__(self, secret: bytes, clock: Callable[[], float] = time.monotonic) -> None:
        self._secret, self._clock = secret, clock
        self._held: dict[str, Session] = {}

    def of(self, cookie: str | None) -> Session:
        """The session of a cookie; one of nobody where there is none, with a new id unless the cookie is one of ours in form."""
        held = self._held.get(cookie or "")
        if held is not None and held.ends > self._clock():
            return held
        self._held.pop(cookie or "", None)
        known = cookie if cookie and len(cookie) == 43 and held is None else secrets.token_urlsafe(32)
        return Session(known, None, 0.0)

    def begin(self, user: User) -> Session:
        """A session under a new id, so that one planted before is worth nothing."""
        now = self._clock()
        if len(self._held) >= _MOST:
            self._held = {key: one for key, one in self._held.items() if one.ends > now}
        made = Session(secrets.token_urlsafe(32), user, now + HOURS * 3600)
        self._held[made.id] = made
        return made

    def end(self, session: Session) -> None:
        """Ends a session."""
        self._held.pop(session.id, None)

    def token(self, session: Session) -> str:
        """What the forms of a session carry."""
        return hmac.new(self._secret, session.id.encode(), hashlib.sha256).hexdigest()

    def valid(self, session: Session, token: str) -> bool:
        """Whether a form is of the session."""
        return hmac.compare_digest(self.token(session).encode(), token.encode("utf-8", "replace"))


class Throttle:
    """How long a name or address must wait after wrong passwords."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, tuple[int, float]] = {}

    def wait(self, *keys: str) -> float:
        """Seconds until the next try is heard; 0 when at once."""
        return max(0.0, *(self._until(key) - self._clock() for key in keys))

    def _until(self, key: str) -> float:
        count, last = self._wrong.get(key, (0, 0.0))
        return last + min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (count - FREE)) if count >= FREE else 0.0

    def wrong(self, *keys: str) -> None:
        """Counts a wrong password."""
        if len(self._wrong) >= _MOST:
            gone = self._clock() - LONGEST_WAIT
            self._wrong = {key: one for key, one in self._wrong.items() if one[1] > gone}
        for key in keys:
            self._wrong[key] = (self._wrong.get(key, (0, 0.0))[0] + 1, self._clock())

    def right(self, *keys: str) -> None:
        """Forgets the wrong ones."""
        for key in keys:
            self._wrong.pop(key, None)
