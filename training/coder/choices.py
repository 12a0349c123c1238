"""How a head learns to choose among the candidates of a case, or none of them: shares within each case, and a rate of learning that falls to 0."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def log_shares(scores: Tensor, none: Tensor, owner: Tensor) -> tuple[Tensor, Tensor]:
    """Log-softmax within each case of the scores of its candidates and, last, of none; and the case of each. Both (candidates + cases,).

    scores, owner (candidates,): of each candidate, and the case that it belongs to; none (cases,).
    """
    all_scores, of = torch.cat([scores, none]), torch.cat([owner, torch.arange(len(none))])
    top = torch.full_like(none, -1e9).scatter_reduce(0, of, all_scores.detach(), "amax")
    total = torch.zeros_like(none).scatter_add(0, of, (all_scores - top[of]).exp())
    return all_scores - top[of] - total.log()[of], of


class Falling:
    """AdamW whose rate falls evenly to 0 over so many steps. clip: the largest norm that a step's gradient may have."""

    def __init__(self, net: nn.Module, rate: float, decay: float, steps: int, clip: float | None = None) -> None:
        self._net, self._clip = net, clip
        self._optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay)
        self._rates = torch.optim.lr_scheduler.LambdaLR(self._optimiser, lambda step: 1 - step / steps)

    def step(self, loss: Tensor) -> None:
        """Takes a step down the loss."""
        self._optimiser.zero_grad()
        loss.backward()
        if self._clip is not None:
            nn.utils.clip_grad_norm_(self._net.parameters(), self._clip)
        self._optimiser.step()
        self._rates.step()
