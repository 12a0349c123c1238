"""Which of the mentions before it a pronoun stands for: signs of each, weighed (codebook/salience.tsv, fitted by training/whose/pronouns.py).

The signs are those of Lappin and Leass (1994) — place in the sentence, nearness, parallel place — with what stands in quotation
and how often somebody has been named.
"""

from __future__ import annotations

from dragoman.records.party import Mention
from dragoman.resolve.company import main_clause
from dragoman.resolve.story import Story

_LABELS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "agent", "conj", "appos", "attr")


def signs(story: Story, mention: Mention, other: Mention, distance: int, nearer: int) -> dict[str, float]:
    """What speaks for `other`. distance: sentences between; nearer: how many candidates stand between the two."""
    p = story.parsed
    label = p.labels[other.head]
    lead = label in ("nsubj", "nsubjpass") and main_clause(p, p.heads[other.head])
    found = {
        f"distance-{distance}": 1.0,
        f"is-{label}" if label in _LABELS else "is-else": 1.0,
        "lead": float(lead),
        "lead-before": float(lead and distance == 1),
        f"kind-{other.kind}": 1.0,
        "place": float(other.place),
        "parallel": float(label == p.labels[mention.first]),
        "nearest": float(nearer == 0),
        "nearer": float(min(nearer, 6)),
        "same-paragraph": float(p.paragraph_index[other.head] == p.paragraph_index[mention.head]),
        "named": _named_before(story, other),
        "sure": other.weight,
        "said": float(_quoted(story, other) and not _quoted(story, mention)),
        "outside": float(_quoted(story, mention) and not _quoted(story, other)),
        "same-clause": float(distance == 0 and p.heads[other.head] == p.heads[mention.head]),
        "owned-by-subject": float(p.labels[mention.first] == "poss" and distance == 0 and label in ("nsubj", "nsubjpass")),
    }
    if p.labels[mention.first] == "poss" and complained_of(story, mention, other):
        found["complained-of"] = 1.0
    return found


def _named_before(story: Story, other: Mention) -> float:
    """Share of the mentions so far that stand for the same party."""
    name = other.parties[0].name
    same = sum(1 for m in story.history if len(m.parties) == 1 and m.parties[0].name == name)
    return same / max(1, len(story.history))


def _quoted(story: Story, mention: Mention) -> bool:
    at = story.parsed.starts[mention.first]
    return any(s.start <= at < s.end for s in story.speeches)


def complained_of(story: Story, mention: Mention, other: Mention) -> bool:
    """ "criticized Japan over its controls": a possessive in the ground of a complaint is its object's."""
    p = story.parsed
    prep = p.heads[p.heads[mention.first]]
    return (
        p.labels[prep] == "prep"
        and p.lowers[prep] in ("over", "for", "about", "against", "on", "upon")
        and p.labels[other.head] == "dobj"
        and p.heads[other.head] == p.heads[prep]
    )
