"""The coder's network: MiniLM over a sentence once, then small heads over the spans of each candidate."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import AutoModel

TYPES = [
    "NONE",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
AUX = ("historical", "future", "hypothetical", "negation")


@dataclass(frozen=True)
class Sizes:
    """Numbers of labels of each head, and the width of the hidden layer."""

    types: int
    modes: int
    contexts: int
    hidden: int = 256


class SpanHeads(nn.Module):
    """Scores of a candidate from token vectors.

    vectors: (rows, tokens, width), one row a candidate (its sentence's vectors). spans: (rows, 3, 2) token ranges of trigger, actor,
    recipient, half-open; an absent one is (0, 0) and takes a learnt vector.
    """

    def __init__(self, width: int, sizes: Sizes) -> None:
        super().__init__()
        self.absent = nn.Parameter(torch.zeros(3, width))
        self.hidden = nn.Linear(width * 7, sizes.hidden)
        self.types = nn.Linear(sizes.hidden, sizes.types)
        self.modes = nn.Linear(sizes.hidden, sizes.modes)
        self.aux = nn.Linear(sizes.hidden, len(AUX))
        self.contexts = nn.Linear(sizes.hidden, sizes.contexts)
        self.dropout = nn.Dropout(0.1)

    def features(self, vectors: Tensor, mask: Tensor, spans: Tensor) -> Tensor:
        """(rows, 7 × width): sentence mean, the three spans, and products of trigger × actor, trigger × recipient, actor × recipient."""
        places = torch.arange(vectors.shape[1], device=vectors.device)[None, None, :]
        inside = (places >= spans[..., :1]) & (places < spans[..., 1:])
        counts = inside.sum(-1, keepdim=True)
        means = torch.einsum("rst,rtw->rsw", inside.to(vectors.dtype), vectors) / counts.clamp(min=1)
        means = torch.where(counts > 0, means, self.absent[None])
        whole = (vectors * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        trigger, actor, recipient = means[:, 0], means[:, 1], means[:, 2]
        return torch.cat(
            [whole, trigger, actor, recipient, trigger * actor, trigger * recipient, actor * recipient], -1
        )

    def forward(self, vectors: Tensor, mask: Tensor, spans: Tensor) -> dict[str, Tensor]:
        """Logits by head, each (rows, labels)."""
        hidden = torch.nn.functional.gelu(self.hidden(self.dropout(self.features(vectors, mask, spans))))
        hidden = self.dropout(hidden)
        return {
            "types": self.types(hidden),
            "modes": self.modes(hidden),
            "aux": self.aux(hidden),
            "contexts": self.contexts(hidden),
        }


class Coder(nn.Module):
    """Encoder and heads. folder: MiniLM's weights and settings."""

    def __init__(self, folder: str, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        self.heads = SpanHeads(self.encoder.config.hidden_size, sizes)

    def forward(self, ids: Tensor, mask: Tensor, sentence: Tensor, spans: Tensor) -> dict[str, Tensor]:
        """ids, mask: (sentences, tokens). sentence: (rows,) the sentence of each candidate. spans: (rows, 3, 2)."""
        vectors = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.heads(vectors[sentence], mask[sentence].to(vectors.dtype), spans)
