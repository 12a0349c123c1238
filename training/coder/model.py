"""The coder's network: MiniLM reads a sentence once; small heads then tell acts, who is who in them, and pairs alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import AutoModel

from dragoman.find.coders.word_relations import RELATIONS

HIDDEN = 192
HEARD = 192  # width of what a word is told by the words that it stands to in the parse
TYPE = 256  # width of the layer before a word's type
ROLE = 192  # width of a mention's vector while its role is decided
PART = 160  # width of what a trigger or a mention brings to that
ATTENTIONS = 4
LINKED = 64  # width of a mention's vector while its country is sought
RULES = 6  # the last of the signs: which rule gives a country


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
    classes: int
    signs: int
    against: int
    link: int
    links: int


def _two_layers(width: int, out: int, hidden: int = HIDDEN, dropout: float = 0.1) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(dropout), nn.Linear(width, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, out)
    )


class Attending(nn.Module):
    """A transformer's layer with norms first; what is added to the scores of attention is told."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.keys = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.drop = nn.Dropout(dropout)

    def attended(self, x: Tensor, mask: Tensor, bias: Tensor, told: Callable[[Tensor], Tensor] | None = None) -> Tensor:
        """x (groups, rows, width), mask (groups, rows), 1 where there is a row, bias (groups, ATTENTIONS, rows, rows) → x's shape.

        told: weights of attention → what is heard besides, (groups, ATTENTIONS, rows, width / ATTENTIONS).
        """
        groups, rows, width = x.shape
        query, key, value = (
            part.reshape(groups, rows, ATTENTIONS, -1).transpose(1, 2) for part in self.keys(self.first(x)).chunk(3, -1)
        )
        scores = query @ key.transpose(2, 3) / (width / ATTENTIONS) ** 0.5 + bias
        weights = scores.masked_fill(mask[:, None, None] == 0, -1e4).softmax(-1)
        heard = weights @ value if told is None else weights @ value + told(weights)
        x = x + self.drop(self.mixed(heard.transpose(1, 2).reshape(groups, rows, width)))
        return x + self.drop(self.narrow(self.drop(nn.functional.gelu(self.wide(self.second(x))))))


class Hearing(Attending):
    """Words of a sentence attend to each other, more or less by what they are to each other in the parse, and learn that too."""

    def __init__(self, width: int, dropout: float = 0.2) -> None:
        super().__init__(width, dropout)
        self.bias = nn.Embedding(len(RELATIONS), ATTENTIONS)
        self.told = nn.Embedding(len(RELATIONS), width)
        with torch.no_grad():
            self.bias.weight.fill_(1.5)
            self.bias.weight[0] = 0  # words that are nothing to each other
            self.told.weight.normal_(std=0.02)

    def forward(self, x: Tensor, mask: Tensor, relations: Tensor) -> Tensor:
        """x (sentences, words, width), mask (sentences, words), relations (sentences, words, words) → x's shape."""

        def told(weights: Tensor) -> Tensor:
            across = relations[:, None].expand(-1, ATTENTIONS, -1, -1)
            shares = torch.zeros(*weights.shape[:3], len(RELATIONS)).scatter_add(3, across, weights)
            return torch.einsum("sawr,rad->sawd", shares, self.told.weight.reshape(len(RELATIONS), ATTENTIONS, -1))

        return self.attended(x, mask, self.bias(relations).permute(0, 3, 1, 2), told)


class Syntax(nn.Module):
    """What a word is told by the words that it stands to in the parse. width: of a word's vector; values: of its features."""

    def __init__(self, width: int, values: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.2)
        self.entry = nn.Linear(width + values, HEARD)
        self.layers = nn.ModuleList([Hearing(HEARD), Hearing(HEARD)])
        self.closing = nn.LayerNorm(HEARD)

    def forward(self, vectors: Tensor, values: Tensor, mask: Tensor, relations: Tensor) -> Tensor:
        """vectors (sentences, words, width), values (sentences, words, features) → (sentences, words, HEARD)."""
        x = self.entry(torch.cat([self.drop(vectors), values], -1))
        for layer in self.layers:
            x = layer(x, mask, relations)
        return self.closing(x)


class Block(Attending):
    """Mentions of one act attend to each other."""

    def __init__(self, width: int, dropout: float = 0.3) -> None:
        super().__init__(width, dropout)
        self.same = nn.Parameter(torch.zeros(ATTENTIONS))

    def forward(self, x: Tensor, mask: Tensor, same: Tensor) -> Tensor:
        """x (acts, mentions, width), mask (acts, mentions), 1 where there is a mention, same (acts, mentions, mentions), 1 where two
        share a code → x's shape."""
        return self.attended(x, mask, self.same[None, :, None, None] * same[:, None])


class Referents(nn.Module):
    """Which of the countries that a text names a mention in doubt stands for: what speaks for each, and the mentions near by."""

    def __init__(self, width: int, sizes: Sizes) -> None:
        super().__init__()
        self.mention, self.other = nn.Linear(2 * width, LINKED), nn.Linear(2 * width, LINKED)
        self.kind = nn.Embedding(sizes.classes, 8)
        self.path = nn.Embedding(sizes.links, 16)
        self.link = _two_layers(3 * LINKED + 8 + 16 + sizes.link, 1, 64)
        self.sign = nn.Linear(sizes.signs, 1)
        self.own = nn.Embedding(sizes.classes, sizes.signs)
        self.nobody = _two_layers(LINKED + 8 + sizes.against, 1, 32)
        self.drop = nn.Dropout(0.25)
        with torch.no_grad():  # start from the rules' answer
            self.own.weight.zero_()
            self.sign.weight.zero_()
            self.sign.weight[0, -RULES:] = 3.0
            for layers, bias in ((self.link, -2.0), (self.nobody, -1.0)):
                layers[4].weight.mul_(0.1)
                layers[4].bias.fill_(bias)

    def forward(
        self, mention: Tensor, other: Tensor, at: Tensor, candidate: Tensor, kinds: Tensor, paths: Tensor, link: Tensor,
        owner: Tensor, signs: Tensor, against: Tensor,
    ) -> tuple[Tensor, Tensor]:  # fmt: skip
        """mention (doubts, 2 × width), kinds (doubts,), against (doubts, AGAINST); of each link: other (links, 2 × width), at and candidate
        (links,), its doubt and its candidate, paths (links,), link (links, LINK); of each candidate: owner (candidates,), its doubt,
        signs (candidates, SIGNS).

        → scores of the candidates (candidates,), and of none of them (doubts,).
        """
        own = self.mention(self.drop(mention))
        kind = self.kind(kinds)
        a, b = own[at], self.other(self.drop(other))
        pair = torch.cat([a, b, a * b, kind[at], self.path(paths), link], -1)
        found = self.sign(signs)[:, 0] + (self.own(kinds)[owner] * signs).sum(-1)
        said = torch.ones_like(found).scatter_add(0, candidate, self.link(pair)[:, 0].clamp(max=12).exp())
        return found + said.log(), self.nobody(torch.cat([own, kind, against], -1))[:, 0]


class Implicit(nn.Module):
    """Who stands on a side that an act's sentence leaves open. words, about, signs: widths of what the act's words, the act and a party say."""

    def __init__(self, words: int, about: int, signs: int) -> None:
        super().__init__()
        self.words = nn.Linear(words, 24)
        self.party = _two_layers(signs + 24 + about, 1, 64, 0.3)
        self.nobody = _two_layers(24 + about, 1, 32, 0.3)
        self.drop = nn.Dropout(0.3)

    def forward(self, words: Tensor, about: Tensor, signs: Tensor, owner: Tensor) -> tuple[Tensor, Tensor]:
        """words (cases, words), about (cases, about), signs (parties, signs), owner (parties,): each party's case → scores of the parties
        (parties,), and of nobody (cases,)."""
        own = torch.cat([self.words(self.drop(words)), about], -1)
        return self.party(torch.cat([signs, own[owner]], -1))[:, 0], self.nobody(own)[:, 0]


class Placing(nn.Module):
    """Who stands on a side of an act. words, told: widths of what the act's words, and a party and the act, say. mean, scale (told,): of the latter."""

    def __init__(self, words: int, mean: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.words = nn.Linear(words, 24)
        self.party = _two_layers(len(mean) + 24, 1, 128, 0.1)
        self.party[3].p = 0.3
        self.drop = nn.Dropout(0.3)
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)

    def forward(self, words: Tensor, told: Tensor, owner: Tensor) -> Tensor:
        """words (sides, words), told (parties, told), owner (parties,): each party's side → log odds of the parties (parties,)."""
        own = self.words(self.drop(words))
        return self.party(torch.cat([(told - self.mean) / self.scale, own[owner]], -1))[:, 0]


class Dating(nn.Module):
    """On what day an act was that nothing in its sentence dates. words, about, signs, verbs: widths of what the act's words, the act, a day
    and its verb say."""

    def __init__(self, words: int, about: int, signs: int, verbs: int) -> None:
        super().__init__()
        self.words = nn.Linear(words, 24)
        self.act = nn.Linear(verbs, 24)
        self.verb = nn.Linear(verbs, 24)
        self.day = _two_layers(signs + 4 * 24 + about, 1, 64, 0.3)
        self.none = _two_layers(24 + about, 1, 32, 0.3)
        self.drop = nn.Dropout(0.3)

    def forward(
        self, words: Tensor, about: Tensor, signs: Tensor, verbs: Tensor, owner: Tensor
    ) -> tuple[Tensor, Tensor]:
        """words (cases, words), about (cases, about), signs (days, signs), verbs (days, verbs), owner (days,): each day's case → scores of the
        days (days,), and of none of them (cases,)."""
        dropped = self.drop(words)
        own = torch.cat([self.words(dropped), about], -1)
        act = self.act(dropped[:, : verbs.shape[-1]])[owner]
        verb = self.verb(self.drop(verbs))
        return self.day(torch.cat([signs, own[owner], verb, verb * act, act], -1))[:, 0], self.none(own)[:, 0]


class Heads(nn.Module):
    """All that is decided from the vectors of a sentence's words. width: of a word's vector."""

    def __init__(self, width: int, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.syntax = Syntax(width, sizes.word)
        self.word = _two_layers(HEARD + width + sizes.word, sizes.types, TYPE, 0.3)
        self.type_vector = nn.Embedding(sizes.types, 16)
        self.act = _two_layers(2 * width + sizes.word + 16, sizes.modes + sizes.aux + sizes.contexts + 1)
        self.seen = nn.Dropout(0.25)
        self.trigger = nn.Linear(HEARD + width + sizes.word, PART)
        self.mention = nn.Linear(HEARD + 2 * width, PART)
        self.slot = nn.Embedding(sizes.slots, 24)
        self.path = nn.Embedding(sizes.paths, 24)
        self.joined = nn.Linear(3 * PART + 48 + 16 + sizes.pair, ROLE)
        self.blocks = nn.ModuleList([Block(ROLE), Block(ROLE)])
        self.closing = nn.LayerNorm(ROLE)
        self.role = nn.Linear(ROLE, 3)
        self.drop = nn.Dropout(0.4)
        self.query = nn.Linear(4 * width, 96)
        self.key = nn.Linear(width + sizes.word, 96)
        self.answer = _two_layers(4 * width + sizes.word, sizes.answers)
        self.tag = _two_layers(width + sizes.word + sizes.tag, sizes.tags)
        self.referents = Referents(width, sizes)

    def words(self, heard: Tensor, vectors: Tensor, values: Tensor) -> Tensor:
        """heard (…, HEARD), vectors (…, width), values (…, WORD_WIDTH) → logits (…, types)."""
        return self.word(torch.cat([heard, vectors, values], -1))

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
        self, trigger: Tensor, values: Tensor, types: Tensor, mention: Tensor, slots: Tensor, paths: Tensor,
        pair: Tensor, mask: Tensor, same: Tensor,
    ) -> Tensor:  # fmt: skip
        """One row an act. trigger (acts, HEARD + width), values (acts, WORD_WIDTH), types (acts,); of its sentence's mentions: mention (acts,
        mentions, HEARD + 2 × width), what its head word is told, mean, and head word; slots, paths, mask (acts, mentions), pair (acts, mentions, PAIR_WIDTH), same (acts, mentions, mentions).

        → (acts, mentions, 3): none, actor, recipient.
        """
        across = (-1, mention.shape[1], -1)
        t = self.trigger(torch.cat([self.seen(trigger), values], -1))[:, None].expand(*across)
        m = self.mention(self.seen(mention))
        kind = self.type_vector(types)[:, None].expand(*across)
        x = self.joined(self.drop(torch.cat([t, m, t * m, self.slot(slots), self.path(paths), kind, pair], -1)))
        for block in self.blocks:
            x = block(x, mask, same)
        return self.role(self.drop(self.closing(x)))

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
