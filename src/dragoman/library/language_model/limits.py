"""How much a language model may be asked, how fast, and what it has cost."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """rate: questions a minute. requests, tokens, cost: of one reading, 0 for no limit; tokens in and out together. price_in, price_out: of 10⁶
    tokens, in the currency that `cost` is in. timeout: seconds for one answer. retries: further tries of a question that failed.
    """

    rate: float = 60
    requests: int = 0
    tokens: int = 0
    cost: float = 0
    price_in: float = 0
    price_out: float = 0
    timeout: float = 120
    retries: int = 4

    @classmethod
    def of(cls, words: str) -> Limits:
        """From `rate=30,tokens=2000000,price-in=0.15`. Raises ValueError for an unknown name or a value that is no number from 0 on."""
        made, names = cls(), {f.name.replace("_", "-"): f for f in fields(cls)}
        for part in filter(None, (one.strip() for one in words.split(","))):
            name, sign, value = (one.strip() for one in part.partition("="))
            if not sign or name not in names:
                raise ValueError(f"{part!r} is no NAME=NUMBER; names: {', '.join(names)}")
            whole = names[name].type == "int"
            try:
                number = int(value) if whole else float(value)
            except ValueError as error:
                raise ValueError(f"{name}: {value!r} is no {'whole ' if whole else ''}number") from error
            if not 0 <= number < float("inf") or (name in ("rate", "timeout") and number == 0):
                raise ValueError(f"{name}: {value!r} is out of range")
            made = replace(made, **{names[name].name: number})  # type: ignore[arg-type]
        if made.cost and not (made.price_in or made.price_out):
            raise ValueError("cost needs price-in or price-out, the price of a million tokens")
        return made


class LimitReachedError(Exception):
    """No further question may be asked. limit: its name. reached: what was spent, in words."""

    def __init__(self, limit: str, reached: str) -> None:
        super().__init__(f"{limit}: {reached}")
        self.limit, self.reached = limit, reached


@dataclass
class Spent:
    """What was asked in one reading. kept: questions whose answer was kept from before. now, sleep: the clock, for tests."""

    limits: Limits
    requests: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _asked: deque[float] = field(default_factory=deque)

    @property
    def cost(self) -> float:
        """By the prices given; 0 without."""
        return (self.tokens_in * self.limits.price_in + self.tokens_out * self.limits.price_out) / 1e6

    def before_asking(self) -> None:
        """Waits until a further question keeps the rate, and counts it. Raises LimitReachedError."""
        tokens = self.tokens_in + self.tokens_out
        if self.limits.requests and self.requests >= self.limits.requests:
            raise LimitReachedError("requests", f"{self.requests:,} requests")
        if self.limits.tokens and tokens >= self.limits.tokens:
            raise LimitReachedError("tokens", f"{tokens:,} tokens")
        if self.limits.cost and self.cost >= self.limits.cost:
            raise LimitReachedError("cost", f"{self.cost:.4f}")
        while self._asked and self.now() - self._asked[0] >= 60:
            self._asked.popleft()
        if len(self._asked) >= max(1, int(self.limits.rate)):
            self.sleep(max(0.0, 60 - (self.now() - self._asked.popleft())))
        self._asked.append(self.now())
        self.requests += 1
