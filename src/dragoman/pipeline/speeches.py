"""Speech as found → utterances with parties, and attribution chains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.find.act import Utterance
from dragoman.find.grammar import Grammar
from dragoman.find.speech import SpeechFound
from dragoman.records.claim import Source
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions
from dragoman.records.text import Span

_BEFORE = 2  # sentences in which a paper was given out before it speaks
# Prepositions that tie a noun to whom it speaks for.
_TIES = ("of", "for", "at", "from", "in", "by")


@dataclass(frozen=True)
class Voices:
    """The speeches of a text with their parties. utterances: one for each speech, in the same order."""

    found: tuple[SpeechFound, ...]
    utterances: tuple[Utterance, ...]
    parsed: ParsedText

    def covering(self, start: int, end: int) -> list[int]:
        """Indices of the speeches whose content holds code points `[start, end)`, innermost first."""
        inside = [i for i, u in enumerate(self.utterances) if u.covers(start, end)]
        return sorted(inside, key=lambda i: sum(e - s for s, e in self.utterances[i].content))

    def chain(self, start: int, end: int) -> tuple[Source, ...]:
        """Who is said to have said what stands at `[start, end)`, innermost first; channels follow their speaker."""
        links: list[Source] = []
        for index in self.covering(start, end):
            links += self._links(index)
        if not links:
            links = self._sentence_channel(start, end)
        return tuple(dict.fromkeys(links))

    def _links(self, index: int) -> list[Source]:
        found = self.found[index]
        links = [source_of(m, self.parsed) for m in self.utterances[index].speakers]
        if not links and found.source is not None:
            first, last = found.source
            links = [_named(self.parsed.span(first, last))]
        return links + self._channel(found)

    def _channel(self, found: SpeechFound) -> list[Source]:
        return [_named(self.parsed.span(*found.via))] if found.via is not None else []

    def _sentence_channel(self, start: int, end: int) -> list[Source]:
        """ "Qin warned …, according to a statement from …": the channel of a speech holds for its whole sentence."""
        first, _ = self.parsed.tokens_between(start, end)
        if first >= len(self.parsed):
            return []
        sentence = self.parsed.sentence_index[first]
        return [
            s
            for f in self.found
            if f.via is not None and self.parsed.sentence_index[f.via[0]] == sentence
            for s in self._channel(f)
        ]


def source_of(mention: Mention, parsed: ParsedText) -> Source:
    """A link for a mention: its party's name and code, with its words."""
    span = parsed.span(mention.first, mention.last)
    names = " and ".join(p.name for p in mention.parties) or span.text
    code = mention.parties[0].code if mention.parties else None
    return Source(names, code, span.text, span.start, span.end)


def _named(span: Span) -> Source:
    return Source(span.text, None, span.text, span.start, span.end)


def voices(
    parsed: ParsedText, found: tuple[SpeechFound, ...], mentions: Mentions, words: Mapping[str, frozenset[str]]
) -> Voices:
    """Speeches with the parties of their source and addressee; words: the classes of nouns and verbs of en/actors."""
    utterances = tuple(
        Utterance(
            cue=s.trigger,
            content=tuple((c.start, c.end) for c in s.content),
            speakers=parties_in(parsed, s.source, mentions, words),
            addressees=parties_in(parsed, s.addressee, mentions, words),
            kind=s.kind,
        )
        for s in found
    )
    return Voices(found, utterances, parsed)


def with_publisher(heard: Voices, mentions: Mentions, home: str | None) -> Voices:
    """The speeches, those that name nobody spoken by the state whose body publishes the text: "It was stressed that …", "The ambassador was told
    that …", unless it is told itself. home: its code, null for texts of the press."""
    own = [m for m in mentions.items if any(p.code == home for p in m.parties)] if home else []
    if not own:
        return heard
    bodies = [m for m in own if any(p.code == home and p.sector == "GOV" for p in m.parties)]

    def last(named: list[Mention], before: int) -> Mention | None:
        return next((m for m in reversed(named) if m.head < before), None)

    def spoken(found: SpeechFound, u: Utterance) -> Utterance:
        if found.source is not None or u.speakers or any(p.code == home for m in u.addressees for p in m.parties):
            return u
        around = None if found.parent is None else heard.utterances[found.parent]
        if around is not None and not any(p.code == home for m in around.speakers for p in m.parties):
            return u  # "Bloomberg: It's reported that …"
        speaker = last(bodies, found.trigger) or last(own, found.trigger) or (bodies or own)[-1]
        return replace(u, speakers=(speaker,))

    utterances = tuple(spoken(f, u) for f, u in zip(heard.found, heard.utterances))
    return replace(heard, utterances=utterances)


def parties_in(
    parsed: ParsedText, tokens: tuple[int, int] | None, mentions: Mentions, words: Mapping[str, frozenset[str]]
) -> tuple[Mention, ...]:
    """The mentions that head a stretch of tokens and its coordinated parts, or its apposition; else the one that it belongs to.

    words: its "kin" do not speak for whom they belong to ("Dunn's mother"); its "given-out" tell whose a statement is.
    """
    if tokens is None:
        return ()
    first, last = tokens
    heads = [t for t in range(first, last) if not first <= parsed.heads[t] < last or parsed.heads[t] == t]
    found = []
    for head in heads[:1]:
        for token in parsed.conjuncts(head):
            mention = mentions.at(token)
            if mention is not None and mention.parties and first <= token < last:
                found.append(mention)
    if not found and heads:
        found = _beside(parsed, heads[0], (first, last), mentions, words) or _writer(parsed, heads[0], mentions, words)
    return tuple(found)


def _writer(parsed: ParsedText, paper: int, mentions: Mentions, words: Mapping[str, frozenset[str]]) -> list[Mention]:
    """Who gave out what speaks: "Conley issued a statement saying …"; "Putin sent a message to the festival. | The message reads, …"."""
    if parsed.lemmas[paper] not in words["paper"] or parsed.child(paper, "poss") is not None:
        return []
    if parsed.labels[paper] == "dobj":
        return _giver(parsed, parsed.heads[paper], mentions, words)
    here = parsed.sentence_index[paper]
    known = any(parsed.lowers[c] in ("the", "this") for c in parsed.children[paper])
    for sentence in range(here - 1, max(-1, here - 1 - _BEFORE), -1) if known else ():
        for token in range(*parsed.sentences[sentence]):
            giver = _giver(parsed, token, mentions, words)
            if giver and any(
                parsed.lemmas[t] in words["paper"] for c in parsed.children[token] for t in range(*parsed.subtree(c))
            ):
                return giver
    return []


def _giver(parsed: ParsedText, verb: int, mentions: Mentions, words: Mapping[str, frozenset[str]]) -> list[Mention]:
    """Who does a verb of giving out."""
    if parsed.lemmas[verb] not in words["given-out"]:
        return []
    found = (mentions.at(who) for who in Grammar(parsed).subject(verb)[:1])
    return [mention for mention in found if mention is not None and mention.parties]


def _beside(
    parsed: ParsedText, head: int, tokens: tuple[int, int], mentions: Mentions, words: Mapping[str, frozenset[str]]
) -> list[Mention]:
    """ "his lawyer, Amir Zaki"; "Kyiv's embassy"; "the director of the Chinese institute"; "a statement issued by the army": not what a relative clause names."""
    named = [m for c in parsed.children[head] if parsed.labels[c] == "appos" and (m := mentions.at(c)) is not None]
    if named and named[0].kind == "person":
        return named[:1]
    if parsed.lemmas[head] in words["kin"]:
        return []
    inside = [m for m in mentions.within(*tokens) if m.parties]
    return [m for m in inside if _belongs(parsed, m.head, head, words["given-out"])][:1]


def _belongs(parsed: ParsedText, token: int, head: int, given_out: frozenset[str]) -> bool:
    """Whether nothing but possessors, modifiers, "of" and whoever gave it out lie between a name and the noun."""
    node = token
    while node != head:
        above = parsed.heads[node]
        out = parsed.labels[node] == "acl" and parsed.tags[node] == "VBN" and parsed.lemmas[node] in given_out
        if above == node or (parsed.labels[node] in ("relcl", "acl", "advcl", "appos", "conj") and not out):
            return False
        if parsed.labels[node] == "agent" and parsed.lemmas[above] not in given_out:
            return False
        if parsed.labels[node] == "prep" and parsed.lowers[node] not in _TIES:
            return False
        node = above
    return True
