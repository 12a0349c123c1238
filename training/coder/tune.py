"""Tunes encoder and heads on examples and on tagged sentences beside them; the losses of all heads are added."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import torch
from batches import Batch, DoubtBatch, Labels, TagBatch, batched, of_story
from examples import Example
from model import Coder, Heads, Referents
from stories import Story
from tagged import Tagged
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, nll_loss, pad


def span_means(vectors: Tensor, spans: Tensor) -> Tensor:
    """spans (rows, 3): sentence, first and last word, half-open → (rows, width)."""
    places = torch.arange(vectors.shape[1])[None, :]
    inside = ((places >= spans[:, 1:2]) & (places < spans[:, 2:3])).to(vectors.dtype)
    return torch.einsum("rw,rwd->rd", inside / inside.sum(-1, keepdim=True).clamp(min=1), vectors[spans[:, 0]])


def role_scores(heads: Heads, b: Batch, vectors: Tensor, heard: Tensor) -> Tensor:
    """Logits of the roles of all mentions in each act, (acts, mentions, 3)."""
    both = torch.cat([heard, vectors], -1)
    heads_of = both.gather(1, b.mention_head[..., None].expand(-1, -1, both.shape[-1]))
    told, head = heads_of.split([heard.shape[-1], vectors.shape[-1]], -1)
    mentions = torch.cat([told, torch.bmm(b.mention_pool, vectors), head], -1)
    n, w = b.act_at[:, 0], b.act_at[:, 1]
    return heads.roles(
        both[n, w],
        b.values[n, w],
        b.act_type,
        mentions[n],
        b.role_slot,
        b.role_path,
        b.role_values,
        b.mention_mask[n],
        b.same[n],
    )


def doubt_scores(net: Referents, b: DoubtBatch, mention: Tensor, other: Tensor) -> list[Tensor]:
    """Of each doubt the scores of its candidates and, last, of none of them. mention (doubts, 2 × width), other (links, 2 × width)."""
    found, nobody = net(mention, other, b.at, b.candidate, b.kinds, b.paths, b.link, b.owner, b.signs, b.against)
    return [torch.cat([found[a:z], nobody[n : n + 1]]) for n, (a, z) in enumerate(zip(b.first, b.first[1:]))]


def referent_loss(heads: Heads, b: DoubtBatch, vectors: Tensor) -> Tensor:
    """Mean loss of whom the mentions in doubt stand for."""

    def of(places: tuple[Tensor, Tensor, Tensor]) -> Tensor:
        segments, pool, head = places
        own = vectors[segments]
        return torch.cat([torch.einsum("nw,nwd->nd", pool, own), own[torch.arange(len(head)), head]], -1)

    scores = doubt_scores(heads.referents, b, of(b.mention), of(b.other))
    return -torch.stack([s.log_softmax(0)[answer] for s, answer in zip(scores, b.answers)]).mean()


def by_halves(model: Coder, b: Batch) -> Tensor:
    """The words' vectors of a batch of unlike lengths, the shorter half and the longer encoded apart."""
    order = b.mask.sum(1).argsort()
    parts = []
    for rows in order.chunk(2):
        pieces, words = int(b.mask[rows].sum(1).max()), int(b.word_mask[rows].sum(1).max())
        found = model.vectors(b.ids[rows, :pieces], b.mask[rows, :pieces], b.pool[rows, :words, :pieces])
        parts.append(pad(found, (0, 0, 0, b.pool.shape[1] - words)))
    return torch.cat(parts)[order.argsort()]


def story_losses(model: Coder, story: Story, tokenizer: Tokenizer, labels: Labels) -> dict[str, Tensor]:
    """The losses of a story's sentences, and of whom its mentions stand for."""
    b = Batch(of_story(story), tokenizer, labels)
    vectors = by_halves(model, b)
    found = losses(model, b, vectors)
    if story.doubts:
        found["referents"] = referent_loss(model.heads, DoubtBatch(story, labels, vectors.shape[1]), vectors)
    return found


def losses(model: Coder, b: Batch, vectors: Tensor | None = None) -> dict[str, Tensor]:
    """Mean loss of each head on a batch. vectors: its words', if known."""
    vectors = model.vectors(b.ids, b.mask, b.pool) if vectors is None else vectors
    heads = model.heads
    heard = heads.syntax(vectors, b.values, b.word_mask, b.relations)
    types = heads.words(heard, vectors, b.values)
    found = {"types": cross_entropy(types.flatten(0, 1), b.types.flatten(), label_smoothing=0.05)}
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
            scores = role_scores(heads, b, vectors, heard)
            found["roles"] = cross_entropy(scores.flatten(0, 1), b.roles.flatten(), label_smoothing=0.05)
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


def tune(model: Coder, examples: list[Example], stories: list[Story], sentences: list[Tagged], tokenizer: Tokenizer, labels: Labels, *, epochs: int = 5, size: int = 16,
         rate: float = 1e-4, head_rate: float = 1e-3, seed: int = 1, after: Callable[[int], None] = lambda n: None) -> None:  # fmt: skip
    """Tunes in place, the rates falling linearly to 0; prints losses as it goes; `after` is called with each epoch's number.

    A step is a batch of examples, or one story.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    new = {id(p) for p in model.heads.referents.parameters()}
    rest = [p for p in model.heads.parameters() if id(p) not in new]
    optimiser = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": rate},
            {"params": rest, "lr": head_rate},
            {"params": model.heads.referents.parameters(), "lr": head_rate, "weight_decay": 0.3},
        ],
        weight_decay=0.01,
    )
    steps = epochs * (-(-len(examples) // size) + len(stories))
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm)))
    )
    started = time.time()
    for epoch in range(epochs):
        model.train()
        sums: dict[str, list[float]] = {}
        groups: list[list[Example] | Story] = [*batched(examples, size, rng), *stories]
        rng.shuffle(groups)
        beside = batched(sentences, -(-len(sentences) // len(groups)), rng) if sentences else []
        for n, group in enumerate(groups):
            if isinstance(group, Story):
                found = story_losses(model, group, tokenizer, labels)
            else:
                found = losses(model, Batch(group, tokenizer, labels))
            if n < len(beside):
                found["tags"] = 2 * tag_loss(model, TagBatch(beside[n], tokenizer))
            optimiser.zero_grad()
            torch.stack(list(found.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            for name, value in found.items():
                sums.setdefault(name, []).append(float(value.detach()))
            if n % 100 == 99:
                _report(f"epoch {epoch + 1}, {n + 1} of {len(groups)}", sums, started)
        _report(f"epoch {epoch + 1}", sums, started)
        after(epoch)


def _report(where: str, sums: dict[str, list[float]], started: float) -> None:
    means = ", ".join(f"{name} {sum(v) / len(v):.3f}" for name, v in sums.items())
    print(f"{where}: {means}; {time.time() - started:.0f} s", flush=True)
