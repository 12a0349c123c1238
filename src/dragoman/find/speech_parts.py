"""The parts of a speech: source, cue, content, addressee, channel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.codebook.cues import Cues
from dragoman.find.grammar import Grammar
from dragoman.records.parsed import ParsedText
from dragoman.records.text import Span

if TYPE_CHECKING:
    from dragoman.find.speech import SpeechFound

Tokens = tuple[int, int]
_TRIM = " \t\n,;:—–-"
_QUOTES = '“”"«»„'
# Between two clauses of what is said, each with its "that".
_JOINED = re.compile(r",? (?:and|but) that ")


class Parts:
    """Look-ups over one parse and its quotations."""

    def __init__(self, parsed: ParsedText, cues: Cues, quotes: list[tuple[int, int]]) -> None:
        self.parsed, self.cues, self.quotes = parsed, cues, quotes
        self.grammar = Grammar(parsed)

    # Cues -----------------------------------------------------------------------------------------------------

    def verb_lemma(self, token: int) -> str | None:
        """The cue that the verb is ("point out" with its particle), if it is one."""
        p = self.parsed
        if not p.tags[token].startswith("VB") or p.labels[token] in ("aux", "auxpass", "amod"):
            return None
        particle = next((f"{p.lemmas[token]} {p.lowers[c]}" for c in p.children[token] if p.labels[c] == "prt"), "")
        for lemma in (particle, p.lemmas[token]):
            if lemma in self.cues.that or lemma in self.cues.quote_only:
                return lemma
        return None

    def cue(self, token: int) -> Tokens:
        """The verb with its particle, and the medium right after it ("said in a statement")."""
        p = self.parsed
        last = token + 1
        for child in p.children[token]:
            if p.labels[child] == "prt" and child == last:
                last = child + 1
            if (
                p.labels[child] == "prep"
                and child == last
                and p.lowers[child] in ("in", "on", "at", "during", "via", "by")
            ):
                noun = next((c for c in p.children[child] if p.labels[c] == "pobj"), None)
                if noun is not None and p.lemmas[noun] in self.cues.medium:
                    last = noun + 1
        return token, last

    def source(self, token: int) -> Tokens | None:
        """The words of who speaks: the subject; of a participle, the subject of its main clause; the by-phrase of a passive."""
        heads = self._quoted_as(token) or self.grammar.subject(token)
        if not heads and self.parsed.labels[token] == "ccomp":
            heads = self.grammar.surface_subject(token)
        if not heads:
            return None
        firsts = [self._phrase(h) for h in heads]
        first, last = min(f for f, _ in firsts), max(e for _, e in firsts)
        if (
            self.parsed.lowers[heads[0]] in ("it", "there", "which", "what", "that")
            and len(heads) == 1
            and self.parsed.labels[heads[0]] == "nsubj"
            and self._expletive(token)
        ):
            return None
        return first, last

    def _quoted_as(self, token: int) -> list[int]:
        """Who speaks in "Makei was quoted as saying", "agencies quoted Makei as saying"."""
        p = self.parsed
        prep = p.heads[token]
        verb = p.heads[prep]
        if p.labels[token] != "pcomp" or p.lowers[prep] != "as" or p.lemmas[verb] not in ("quote", "cite"):
            return []
        who = p.child(verb, "nsubjpass") if self.grammar.is_passive(verb) else p.child(verb, "dobj")
        return [] if who is None else [who]

    def _expletive(self, verb: int) -> bool:
        return self.parsed.child(verb, "auxpass") is not None

    def _phrase(self, head: int) -> Tokens:
        """The noun phrase of a head without relative clauses, appositions and long adjuncts."""
        p = self.parsed
        first = last = head
        for child in p.children[head]:
            if (
                p.labels[child] in ("relcl", "acl", "appos", "advcl", "punct", "cc", "conj", "advmod", "prep")
                and child > head
            ):
                if p.labels[child] == "prep" and p.lowers[child] in (
                    "of",
                    "at",
                    "for",
                    "in",
                    "from",
                    "by",
                    "with",
                    "to",
                ):
                    begin, end = p.subtree(child)
                    if not any(p.labels[t] in ("relcl", "advcl") for t in range(begin, end)):
                        last = max(last, end - 1)
                continue
            begin, end = p.subtree(child)
            first, last = min(first, begin), max(last, end - 1)
        return first, last + 1

    def owner(self, noun: int) -> Tokens | None:
        """The possessor of a noun of saying, or the subject of the verb it depends on."""
        heads = self.grammar.owner(noun)
        return self._phrase(heads[0]) if heads else None

    def addressee(self, token: int) -> Tokens | None:
        """Who is told: the object of tell, the subject of "was told", or "to …" of say."""
        p = self.parsed
        if p.lemmas[token] in self.cues.told:
            for child in p.children[token]:
                if p.labels[child] in ("dobj", "dative", "nsubjpass") and p.tags[child] not in ("IN", "TO"):
                    first, last = p.subtree(child)
                    return first, min(last, child + 1)
        for head in self.grammar.preps(token).get("to", ()):
            if p.tags[head].startswith(("NN", "PRP")) and head > token and head - token < 6:
                return self._phrase(head)
        return None

    # Content --------------------------------------------------------------------------------------------------

    def content(self, token: int, lemma: str, source: Tokens | None) -> list[Span]:
        """The words said: the clause complement, the clause that a parenthetical cue interrupts, or the quotation beside the cue."""
        p = self.parsed
        found = []
        if lemma in self.cues.that:
            for child in p.children[token]:
                finite = self._finite(child) or self._quoted(child) or self._marked(child)
                if p.labels[child] == "ccomp" and finite:
                    found += self._clauses(child, token, source)
            if not found and p.labels[token] == "parataxis" and self._parenthetic(token):
                found += self._clauses(p.heads[token], token, source)
        found = [s for s in found if s.text]
        beside = self._quotes_beside(token, found)
        spans = self._merged([*found, *beside])
        return [s for s in spans if s.end - s.start > 5]

    def _parenthetic(self, verb: int) -> bool:
        """ "Peru has recalled its envoy, the minister said, according to …": a cue that the parse has put beside what it reports."""
        p = self.parsed
        own = p.child(verb, "ccomp", "dobj", "xcomp")
        return own is None and p.child(verb, "nsubj") is not None and self.grammar.is_verb(p.heads[verb])

    def _finite(self, verb: int) -> bool:
        p = self.parsed
        if p.tags[verb] in ("VBD", "VBZ", "VBP", "MD"):
            return True
        return any(
            p.labels[c] in ("aux", "auxpass") and p.tags[c] in ("MD", "VBD", "VBZ", "VBP") for c in p.children[verb]
        )

    def _quoted(self, token: int) -> bool:
        at = self.parsed.starts[token]
        return any(s <= at < e for s, e in self.quotes)

    def _clauses(self, clause: int, cue: int, source: Tokens | None) -> list[Span]:
        """The clause, cut round the cue; conjuncts with a "that" of their own are parts of their own."""
        p = self.parsed
        own = [
            c
            for c in p.children[clause]
            if p.labels[c] == "conj" and any(p.lowers[x] == "that" and p.labels[x] == "mark" for x in p.children[c])
        ]
        first, last = p.subtree(clause)
        barred: set[int] = set()
        for conjunct in own:
            barred.update(range(p.subtree(conjunct)[0], last))
        barred.update(range(*p.subtree(cue)) if p.labels[cue] == "parataxis" else range(cue, cue + 1))
        if source is not None:
            barred.update(range(*source))
        barred |= self._after(clause, cue) | self._beside_it(clause)
        tokens = [t for t in range(first, last) if t not in barred]
        pieces = self._runs(tokens)
        spans = [self._span(a, b) for a, b in pieces]
        for conjunct in own:
            spans += self._clauses(conjunct, cue, source)
        return spans

    def _after(self, clause: int, cue: int) -> set[int]:
        """An "according to" or a participle of saying inside the clause's range belongs to the frame."""
        p = self.parsed
        out: set[int] = set()
        late = p.labels[cue + 1 : cue + 2] == ("advmod",) and p.heads[cue + 1] == cue  # "said late | on Friday"
        start = cue + 2 if late else cue + 1
        for child in p.children[clause]:
            absolute = p.lowers[child] == "with" and any(
                p.labels[c] == "pcomp" and p.child(c, "nsubj") is not None for c in p.children[child]
            )
            if p.labels[child] == "prep" and (p.lowers[child] in ("according", "per") or absolute):
                out.update(range(*p.subtree(child)))
            elif p.labels[child] == "mark" and p.lowers[child] == "that" and cue < child:
                out.update(range(cue + 1, child))  # "reported on Friday, citing officials, that …"
            elif p.subtree(child)[0] == start and p.labels[child] in ("prep", "npadvmod") and self._dates(child):
                out.update(range(*p.subtree(child)))  # "said | on Sunday | it had seen ships"
        return out

    def _dates(self, token: int) -> bool:
        """Whether a phrase names a day or month and nothing else but numbers."""
        first, last = self.parsed.subtree(token)
        words = [t for t in range(first, last) if self.parsed.tags[t].startswith("NN")]
        return bool(words) and all(self.parsed.lowers[t] in self.cues.calendar for t in words)

    def _beside_it(self, clause: int) -> set[int]:
        """What the report adds of its own behind a comma: ", while prosecutors are investigating", ", a decision that angered Ankara"."""
        p = self.parsed
        first, last = p.subtree(clause)
        out: set[int] = set()
        for token in range(clause + 1, last):
            contrast = p.labels[token] == "advcl" and any(
                p.lowers[c] in ("while", "whereas") and p.labels[c] == "mark" for c in p.children[token]
            )
            verdict = (
                p.labels[token] == "appos"
                and p.lemmas[token] in self.cues.verdicts
                and p.child(token, "relcl") is not None
            )
            begin, end = p.subtree(token)
            if (contrast or verdict) and end == last and begin > first and p.lowers[begin - 1] == ",":
                out.update(range(begin, end))
        return out if not any(self._quoted(t) for t in out) else set()

    @staticmethod
    def _runs(tokens: list[int]) -> list[Tokens]:
        runs: list[Tokens] = []
        for token in tokens:
            if runs and runs[-1][1] == token:
                runs[-1] = (runs[-1][0], token + 1)
            else:
                runs.append((token, token + 1))
        return runs

    def _span(self, first: int, last: int) -> Span:
        """Without the conjunction before and the marks around; quotation marks stay with what they hold."""
        p = self.parsed
        while first < last and (p.lowers[first] in ("that", "and", "but") and (p.labels[first] in ("mark", "cc"))):
            first += 1
        if first >= last:
            return Span(0, 0, "")
        start, end = p.starts[first], p.ends[last - 1]
        while start < end and p.text[start] in _TRIM:
            start += 1
        while last - 1 > first and p.labels[last - 1] == "cc":
            last -= 1
            end = p.ends[last - 1]
        while end > start and p.text[end - 1] in _TRIM + (".?!" if not self._ends_quote(end) else ""):
            end -= 1
        start, end = self._closed(start, end)
        return Span.of(p.text, start, end)

    def _ends_quote(self, end: int) -> bool:
        return any(e == end for _, e in self.quotes)

    def _closed(self, start: int, end: int) -> tuple[int, int]:
        """Quotation marks that the range cuts are taken in."""
        for s, e in self.quotes:
            if s < start <= s + 1:
                start = s
            if start <= s < end < e and e - end <= 3:
                end = e
            if s <= start and start < e and end < e and e - end <= 3:
                end = e
        return start, end

    def clause_span(self, clause: int) -> Span:
        """The span of a clause of a noun of saying."""
        return self._span(*self.parsed.subtree(clause))

    def _quotes_beside(self, token: int, found: list[Span]) -> list[Span]:
        """Quotations of the sentence that the cue governs: those next to it in its own clause."""
        p = self.parsed
        first, last = p.sentences[p.sentence_index[token]]
        start, end = p.starts[first], p.ends[last - 1]
        spans = []
        for s, e in self.quotes:
            if not (start - 2 <= s and s < end) and not (s < end and start < e):
                continue
            if s <= p.starts[token] < e or any(x.start <= s and e <= x.end for x in found):
                continue
            if self._governs(token, s, e):
                spans.append(Span.of(p.text, s, e))
        return spans

    def _governs(self, token: int, start: int, end: int) -> bool:
        """Whether the quotation is the cue's: nothing but its source, addressee and adjuncts lie between, and it is a clause or the last word."""
        p = self.parsed
        between = (
            p.tokens_between(end, p.starts[token]) if end <= p.starts[token] else p.tokens_between(p.ends[token], start)
        )
        quoting = p.heads[p.heads[token]] if self._quoted_as(token) else token
        other = [t for t in range(*between) if self.verb_lemma(t) is not None and t not in (token, quoting)]
        if other or between[1] - between[0] > 14:
            return False
        words = p.tokens_between(start, end)
        long_enough = words[1] - words[0] >= 5
        if p.lemmas[token] in self.cues.act_like and not self.whole_sentence(start, end) and not self._clausal(*words):
            return False
        return long_enough and (p.lemmas[token] in self.cues.that or self.whole_sentence(start, end))

    def _clausal(self, first: int, last: int) -> bool:
        """Whether the words hold a finite verb whose subject they hold too."""
        return any(
            self._finite(t) and any(first <= x < last for x in self.grammar.surface_subject(t))
            for t in range(first, last)
            if self.grammar.is_verb(t)
        )

    def _merged(self, spans: list[Span]) -> list[Span]:
        """In order of the text; parts that touch or overlap are one."""
        out: list[Span] = []
        for span in sorted(spans, key=lambda s: s.start):
            if out and (span.start <= out[-1].end + 1 or _JOINED.fullmatch(self.parsed.text[out[-1].end : span.start])):
                joined = Span.of(self.parsed.text, out[-1].start, max(out[-1].end, span.end))
                out[-1] = joined
            else:
                out.append(span)
        return out

    def may_speak(self, token: int, lemma: str, source: Tokens | None, content: list[Span]) -> bool:
        """Whether this use of the verb reports words: with a source, and for verbs of acts and thought only with a clause or quotation."""
        quoted = any(self.kind([c]) == "direct" for c in content)
        if lemma in self.cues.act_like and not quoted and not self._has_that(token):
            return False
        if lemma in self.cues.inferring and self.parsed.labels[token] == "advcl" and not quoted:
            return False  # "…, suggesting that ties improve": an inference from what was told
        if lemma in self.cues.act_like | self.cues.mental and self._is_aim(token) and not quoted:
            return False
        if lemma in self.cues.mental and self._quoted(token):
            return False  # "I think …" inside a quotation
        if source is None:
            return self.grammar.is_passive(token) and lemma in self.cues.that and lemma not in self.cues.mental
        if lemma in self.cues.mental and not quoted:
            head = source[1] - 1
            return self.parsed.tags[head].startswith(("NNP", "PRP")) or self.parsed.tags[head] in ("NNS",)
        if self.grammar.modal_only(token):
            return quoted
        return True

    def _is_aim(self, token: int) -> bool:
        """ "The army tested it, to determine whether it worked": an infinitive that tells what for."""
        p = self.parsed
        apart = p.labels[token] == "xcomp" and "," in p.lowers[p.heads[token] + 1 : token]
        return (p.labels[token] == "advcl" or apart) and self.grammar.to_infinitive(token)

    def _has_that(self, token: int) -> bool:
        return any(self.parsed.labels[c] == "ccomp" and self._marked(c) for c in self.parsed.children[token])

    def _marked(self, clause: int) -> bool:
        """Whether "that" opens a clause: it is finite, whatever the parser takes its words for ("that Chad reserves the right")."""
        p = self.parsed
        return any(p.lowers[x] == "that" and p.labels[x] == "mark" for x in p.children[clause])

    def kind(self, content: list[Span]) -> str:
        """direct, mixed or indirect, by how much of the content stands in quotation marks."""
        total = sum(c.end - c.start for c in content)
        inside = sum(max(0, min(c.end, e) - max(c.start, s)) for c in content for s, e in self.quotes)
        if inside >= 0.9 * total:
            return "direct"
        return "mixed" if inside > 0 else "indirect"

    # According to ----------------------------------------------------------------------------------------------

    def according(self, token: int) -> tuple[Tokens, Tokens] | None:
        """Cue and source of "according to X"."""
        p = self.parsed
        if p.lowers[token] != "according" or token + 1 >= len(p) or p.lowers[token + 1] != "to":
            return None
        noun = next((c for t in (token, token + 1) for c in p.children[t] if p.labels[c] == "pobj"), None)
        if noun is None or p.tags[noun] in ("WDT", "WP"):
            return None  # "allegations according to which …" are told by whoever makes them
        first, last = p.subtree(noun)
        for child in p.children[noun]:
            if p.labels[child] in ("relcl",) and child > noun:
                last = min(last, p.subtree(child)[0])
        while last > first and p.lowers[last - 1] in (",", ".", "which", "that"):
            last -= 1
        return (token, token + 2), (first, last)

    def channel(self, source: Tokens) -> Tokens:
        """Of "a statement from China's Ministry": the ministry; of "the content released by X": X."""
        p = self.parsed
        first, last = source
        heads = [t for t in range(first, last) if not first <= p.heads[t] < last or p.heads[t] == t]
        if heads and p.lemmas[heads[0]] in self.cues.medium | self.cues.account:
            for token in range(heads[0] + 1, last):
                if p.lowers[token] in ("from", "by", "of") and p.labels[token] in ("prep", "agent"):
                    noun = next((c for c in p.children[token] if p.labels[c] == "pobj"), None)
                    if noun is not None and p.tags[noun].startswith("NNP"):
                        return p.subtree(noun)
        return source

    def rest_of_sentence(self, token: int, cue: Tokens, source: Tokens) -> list[Span]:
        """The sentence without the "according to" phrase; of a clause's own one, the clause."""
        p = self.parsed
        first, last = p.sentences[p.sentence_index[token]]
        before = self._span(first, cue[0]) if cue[0] > first else Span(0, 0, "")
        after = self._span(source[1], last) if source[1] < last else Span(0, 0, "")
        return [s for s in (before, after) if s.end - s.start > 8]

    # Continuing ------------------------------------------------------------------------------------------------

    def whole_sentence(self, start: int, end: int) -> bool:
        """Whether a quotation is a sentence of its own or more: it starts one and ends with its mark."""
        p = self.parsed
        first, last = p.tokens_between(start, end)
        if last - first < 5:
            return False
        sentence = p.sentences[p.sentence_index[first]]
        opens = sentence[0] >= first - 1
        inside = p.text[start + 1 : end - 1].rstrip()
        return opens and inside[-1:] in ".?!…"

    def speaker_before(self, start: int, found: list[SpeechFound], reach: int = 1) -> SpeechFound | None:
        """The last speech before `start` in the same paragraph, or up to `reach` paragraphs before."""
        p = self.parsed
        first, _ = p.tokens_between(start, start + 1)
        if first >= len(p):
            first = len(p) - 1
        here = p.paragraph_index[first]
        before = [
            s
            for s in found
            if p.starts[s.trigger] < start
            and s.source is not None
            and 0 <= here - p.paragraph_index[s.trigger] <= reach
        ]
        return before[-1] if before else None

    def stance(self, sentence: int) -> int | None:
        """The verb of a sentence by which a readout goes on with what a side said: in the present or with "should", of a state or a side; null for others."""
        p, cues = self.parsed, self.cues
        first, last = p.sentences[sentence]
        root = next((t for t in range(first, last) if p.labels[t] == "ROOT"), first)
        subject = p.child(root, "nsubj", "nsubjpass")
        if subject is None or not (p.tags[root].startswith("VB") or p.tags[root] == "MD"):
            return None
        if not (p.tags[subject].startswith("NNP") or p.lowers[subject] in cues.stance_holder):
            return None
        helps = {p.lowers[c] for c in p.children[root] if p.labels[c] in ("aux", "auxpass")}
        if helps & {"should", "must", "will", "shall", "would", "'ll"}:
            return root
        predicate = p.child(root, "acomp")
        present = p.tags[root] in ("VBZ", "VBP")
        if present and p.lemmas[root] == "be" and predicate is not None:
            return root if p.lemmas[predicate] in cues.stance else None
        return root if present and p.lemmas[root] in cues.stance_verb else None

    def impersonal(self) -> Iterator[tuple[int, Span]]:
        """ "It is hoped / believed / stressed that …" without a by-phrase."""
        p = self.parsed
        for token in range(len(p)):
            if (
                p.tags[token] == "VBN"
                and p.lemmas[token] in self.cues.that
                and p.child(token, "auxpass") is not None
                and p.child(token, "agent") is None
            ):
                subject = p.child(token, "nsubjpass", "nsubj")
                clause = p.child(token, "ccomp")
                if subject is not None and p.lowers[subject] == "it" and clause is not None:
                    first, last = p.sentences[p.sentence_index[token]]
                    yield token, self._span(first, last)
