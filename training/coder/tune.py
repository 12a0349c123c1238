"""Tunes encoder and heads on examples and on tagged sentences beside them; the losses of all heads are added."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import torch
from batches import Batch, Labels, TagBatch, batched
from examples import Example
from model import Coder, Heads
from tagged import Tagged
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, nll_loss


def span_means(vectors: Tensor, spans: Tensor) -> Tensor:
    """spans (rows, 3): sentence, first and last word, half-open → (rows, width)."""
    places = torch.arange(vectors.shape[1])[None, :]
    inside = ((places >= spans[:, 1:2]) & (places < spans[:, 2:3])).to(vectors.dtype)
    return torch.einsum("rw,rwd->rd", inside / inside.sum(-1, keepdim=True).clamp(min=1), vectors[spans[:, 0]])


def role_scores(heads: Heads, b: Batch, vectors: Tensor) -> Tensor:
    """Logits of the roles of all mentions in each act, (acts, mentions, 3)."""
    heads_of = vectors.gather(1, b.mention_head[..., None].expand(-1, -1, vectors.shape[-1]))
    mentions = torch.cat([torch.bmm(b.mention_pool, vectors), heads_of], -1)
    n, w = b.act_at[:, 0], b.act_at[:, 1]
    return heads.roles(
        vectors[n, w],
        b.values[n, w],
        b.act_type,
        mentions[n],
        b.role_slot,
        b.role_path,
        b.role_values,
        b.mention_mask[n],
    )


def losses(model: Coder, b: Batch) -> dict[str, Tensor]:
    """Mean loss of each head on a batch."""
    vectors = model.vectors(b.ids, b.mask, b.pool)
    heads = model.heads
    found = {
        "types": cross_entropy(heads.words(vectors, b.values).flatten(0, 1), b.types.flatten(), label_smoothing=0.05)
    }
    whole = (vectors * b.word_mask[..., None]).sum(1) / b.word_mask.sum(1, keepdim=True).clamp(min=1)
    if len(b.act_type):
        n, w = b.act_at[:, 0], b.act_at[:, 1]
        modes, aux, contexts, both = heads.acts(vectors[n, w], whole[n], b.values[n, w], b.act_type)
        if b.act_moded.any():
            found["modes"] = cross_entropy(modes, b.act_mode, label_smoothing=0.05)
        found["aux"] = 2 * binary_cross_entropy_with_logits(aux, b.act_aux)
        found["contexts"] = 2 * binary_cross_entropy_with_logits(contexts, b.act_contexts)
        found["both"] = binary_cross_entropy_with_logits(both, b.act_both)
        if (b.roles >= 0).any():
            found["roles"] = cross_entropy(role_scores(heads, b, vectors).flatten(0, 1), b.roles.flatten())
    if len(b.pair_answer):
        n = b.pairs[:, 0]
        source, target = span_means(vectors, b.pairs[:, [0, 1, 2]]), span_means(vectors, b.pairs[:, [0, 3, 4]])
        answers, weights = heads.answers(vectors[n], b.values[n], b.word_mask[n], source, target)
        found["answers"] = cross_entropy(answers, b.pair_answer, label_smoothing=0.05)
        if (b.pair_word >= 0).any():
            found["where"] = 0.3 * nll_loss(weights, b.pair_word)
    return found


def tag_loss(model: Coder, b: TagBatch) -> Tensor:
    """Mean loss of the tags."""
    logits = model.heads.tags(model.vectors(b.ids, b.mask, b.pool), b.values)
    return cross_entropy(logits.flatten(0, 1), b.tags.flatten(), label_smoothing=0.05)


def tune(model: Coder, examples: list[Example], sentences: list[Tagged], tokenizer: Tokenizer, labels: Labels, *, epochs: int = 5, size: int = 16,
         rate: float = 1e-4, head_rate: float = 1e-3, seed: int = 1, after: Callable[[int], None] = lambda n: None) -> None:  # fmt: skip
    """Tunes in place, the rates falling linearly to 0; prints losses as it goes; `after` is called with each epoch's number."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    groups = [{"params": model.encoder.parameters(), "lr": rate}, {"params": model.heads.parameters(), "lr": head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(examples) // size)
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm)))
    )
    started, done = time.time(), 0
    for epoch in range(epochs):
        model.train()
        sums: dict[str, float] = {}
        groups = batched(examples, size, rng)
        beside = batched(sentences, -(-len(sentences) // len(groups)), rng) if sentences else []
        for n, group in enumerate(groups):
            found = losses(model, Batch(group, tokenizer, labels))
            if n < len(beside):
                found["tags"] = 2 * tag_loss(model, TagBatch(beside[n], tokenizer))
            loss = torch.stack(list(found.values())).sum()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
        each = len(examples) / size
        print(
            f"epoch {epoch + 1}: "
            + ", ".join(f"{k} {v / each:.3f}" for k, v in sums.items())
            + f"; {time.time() - started:.0f} s",
            flush=True,
        )
        after(epoch)
