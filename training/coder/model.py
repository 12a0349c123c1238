"""The coder's network: MiniLM reads a sentence once; small heads then tell acts, who is who in them, and pairs alone."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import AutoModel

HIDDEN = 192


@dataclass(frozen=True)
class Sizes:
    """Numbers of labels and of features. slots, paths: known strings of pairs, index 0 for others."""

    types: int
    modes: int
    aux: int
    contexts: int
    answers: int
    word: int
    pair: int
    slots: int
    paths: int
    tags: int
    tag: int


def _two_layers(width: int, out: int, hidden: int = HIDDEN) -> nn.Sequential:
    return nn.Sequential(nn.Dropout(0.1), nn.Linear(width, hidden), nn.GELU(), nn.Dropout(0.1), nn.Linear(hidden, out))


class Heads(nn.Module):
    """All that is decided from the vectors of a sentence's words. width: of a word's vector."""

    def __init__(self, width: int, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.word = _two_layers(width + sizes.word, sizes.types)
        self.type_vector = nn.Embedding(sizes.types, 16)
        self.act = _two_layers(2 * width + sizes.word + 16, sizes.modes + sizes.aux + sizes.contexts + 1)
        self.trigger = nn.Linear(width + sizes.word, 96)
        self.mention = nn.Linear(2 * width, 96)
        self.slot = nn.Embedding(sizes.slots, 24)
        self.path = nn.Embedding(sizes.paths, 24)
        self.role = _two_layers(3 * 96 + 48 + 16 + sizes.pair, 3, 128)
        self.query = nn.Linear(4 * width, 96)
        self.key = nn.Linear(width + sizes.word, 96)
        self.answer = _two_layers(4 * width + sizes.word, sizes.answers)
        self.tag = _two_layers(width + sizes.word + sizes.tag, sizes.tags)

    def words(self, vectors: Tensor, values: Tensor) -> Tensor:
        """vectors (words, width), values (words, WORD_WIDTH) → logits (words, types)."""
        return self.word(torch.cat([vectors, values], -1))

    def tags(self, vectors: Tensor, values: Tensor) -> Tensor:
        """Tags of statements: values (…, WORD_WIDTH + TAG_WIDTH) → logits (…, tags)."""
        return self.tag(torch.cat([vectors, values], -1))

    def acts(
        self, trigger: Tensor, whole: Tensor, values: Tensor, types: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of modes, aux, contexts and reciprocity, each (acts, labels)."""
        out = self.act(torch.cat([trigger, whole, values, self.type_vector(types)], -1))
        s = self.sizes
        modes, aux, contexts, both = out.split([s.modes, s.aux, s.contexts, 1], -1)
        return modes, aux, contexts, both[..., 0]

    def roles(
        self,
        trigger: Tensor,
        values: Tensor,
        types: Tensor,
        mention: Tensor,
        slots: Tensor,
        paths: Tensor,
        pair: Tensor,
    ) -> Tensor:
        """One row a (trigger, mention). mention: (rows, 2 × width), mean and head word. → (rows, 3): none, actor, recipient."""
        t = self.trigger(torch.cat([trigger, values], -1))
        m = self.mention(mention)
        return self.role(
            torch.cat([t, m, t * m, self.slot(slots), self.path(paths), self.type_vector(types), pair], -1)
        )

    def answers(
        self, vectors: Tensor, values: Tensor, mask: Tensor, source: Tensor, target: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Label of a pair without its trigger. vectors (rows, words, width); source, target (rows, width).

        → logits (rows, answers) and the weight of each word (rows, words), log-softmax.
        """
        whole = (vectors * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        pair = torch.cat([source, target, source * target, whole], -1)
        keyed = torch.cat([vectors, values], -1)
        scores = torch.einsum("rq,rwq->rw", self.query(pair), self.key(keyed)) / 96**0.5
        weights = scores.masked_fill(mask == 0, -1e4).log_softmax(-1)
        word = torch.einsum("rw,rwd->rd", weights.exp(), keyed)
        return self.answer(torch.cat([source, target, whole, word], -1)), weights


class Coder(nn.Module):
    """Encoder and heads. folder: MiniLM's weights and settings."""

    def __init__(self, folder: str, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
        self.heads = Heads(self.encoder.config.hidden_size, sizes)

    def vectors(self, ids: Tensor, mask: Tensor, pool: Tensor) -> Tensor:
        """ids, mask (sentences, pieces); pool (sentences, words, pieces), rows that sum to one → (sentences, words, width)."""
        return torch.bmm(pool, self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
