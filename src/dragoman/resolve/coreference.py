"""Pronouns, "the two ministers", "his Japanese counterpart", "the coast guard": what they refer to in the text.

Precise rules first (after the multi-pass sieve of Lee et al. 2013): repeated bodies, counterparts, pairs, then pronouns by agreement,
place in the sentence and nearness (after Lappin and Leass 1994). What stays open keeps no party.
"""

from __future__ import annotations

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions
from dragoman.resolve.groups import Groups
from dragoman.resolve.pronouns import Pronouns
from dragoman.resolve.setting import Setting
from dragoman.resolve.story import SpeakerRange, Words

__all__ = ["SpeakerRange", "resolve_references"]


def resolve_references(
    parsed: ParsedText,
    mentions: Mentions,
    words: Words,
    speeches: tuple[SpeakerRange, ...] = (),
    setting: Setting | None = None,
) -> Mentions:
    """The mentions with `parties` and `why` filled where the text settles what they refer to. words: en/mentions.yaml.

    setting: whose affairs the text tells, for people and bodies that it names without a country.
    """
    resolver = _Resolver(parsed, mentions, words, speeches, setting)
    done = []
    for mention in sorted(mentions.items, key=lambda m: (m.first, -m.last)):
        resolver.enter(mention)
        settled = resolver.settle(mention)
        resolver.remember(settled)
        done.append(settled)
    return Mentions(tuple(done))


class _Resolver(Groups, Pronouns):  # settles one mention after the other
    def settle(self, mention: Mention) -> Mention:
        """The mention with what it refers to, if anything."""
        opposite = self.parsed.lemmas[mention.head] in self.words["opposite"]
        if mention.kind == "group" and opposite and (found := self._counterparts(mention)) is not None:
            return found
        if mention.kind == "role" and opposite:
            return self._counterparts(mention) or self._counterpart(mention)
        singular = mention.kind == "role" and len(mention.parties) == 1 and self.parsed.tags[mention.head] == "NN"
        if singular and self.parsed.lemmas[mention.head] == "leader" and self._anaphoric(mention):
            return self._leader(mention)
        if mention.parties:
            return mention
        if mention.why == "compass":
            return self._compass(mention)
        if mention.kind == "group" or self._of_both(mention):
            return self._pair(mention)
        if mention.kind == "role":
            return self._body(mention)
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        return mention
