"""Who is named beside an act and has no part in it: those of a gathering on whose sidelines two meet, who made the words of a meeting public, and whom a
measure is said not to be aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import NEARBY, ActFound, Filler, Utterance
from dragoman.find.acts import FrameCoder, codes, sparing
from dragoman.records.parsed import hyphened

# Acts against somebody, which may be done for another.
_AGAINST = frozenset({"ACCUSE", "ASSAULT", "COERCE", "PROTEST", "REJECT", "SANCTION", "THREATEN"})
# What befalls a protest, not whom it is against.
_ON_A_PROTEST = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION"})
# Prepositions behind which a land stands that something is near, over or in.
_AT_LAND = ("along", "near", "over", "off", "around", "on", "in", "at")


def without_bystanders(act: ActFound, coder: FrameCoder) -> ActFound:
    """A meeting without those of the gathering around it ("met Kamikawa on the sidelines of a gathering of foreign ministers"), and who tells of it in
    public ("the talks, as released by the ministry")."""
    if act.type != "CONSULT" or _beside(act.trigger, coder):
        return act
    actors, recipients = (
        tuple(f for f in side if not _stands_beside(f, act, coder)) for side in (act.actors, act.recipients)
    )
    return _left(act, actors, recipients, "without those of the gathering around it") if actors else act


def aimed_against(act: ActFound, coder: FrameCoder) -> ActFound:
    """A protest against whom "anti-" names, who takes no part in it and in what is done to it: "anti-Japanese rallies", "dispersed an anti-war march"."""
    p = coder.parsed
    against = tuple(
        f
        for f in (*act.actors, *act.recipients)
        if f.mention.kind in ("adjective", "name", "metonym")
        and hyphened(p, f.mention.first, f.mention.last)[0] == "anti"
    )
    if not against or act.type not in _ON_A_PROTEST:
        return act
    actors, recipients = (tuple(f for f in side if f not in against) for side in (act.actors, act.recipients))
    act = replace(act, against=frozenset(codes(against)))
    if p.heads[against[0].mention.head] == act.trigger:
        recipients = against
    elif act.type == "PROTEST":
        recipients = recipients or against
    else:
        act = sparing(act, codes(against) - codes(recipients), recipients, "against whom it is")
    return _left(act, actors, recipients, "against whom it is")


def without_topics(act: ActFound, coder: FrameCoder) -> ActFound:
    """A meeting of two or more without the states that it is about: "a call with European leaders on Russia and Ukraine"."""
    if act.type != "CONSULT":
        return act
    actors, recipients = (tuple(f for f in side if not _is_topic(f, coder)) for side in (act.actors, act.recipients))
    unknown = sum(not codes((f,)) for f in (*actors, *recipients))
    if len(codes(actors) | codes(recipients)) + unknown < 2 or not actors:
        return act
    return _left(act, actors, recipients, "without whom it is about")


def _left(act: ActFound, actors: tuple[Filler, ...], recipients: tuple[Filler, ...], why: str) -> ActFound:
    """The act with those who are left on each side, as it was where all are."""
    if (actors, recipients) == (act.actors, act.recipients):
        return act
    return replace(act, actors=actors, recipients=recipients, why=(*act.why, why))


def _is_topic(filler: Filler, coder: FrameCoder) -> bool:
    p, head = coder.parsed, filler.mention.head
    while p.labels[head] == "conj" and p.heads[head] != head:
        head = p.heads[head]
    prep = p.heads[head]
    owns = set(p.words[filler.mention.last : filler.mention.last + 1]) & {"’", "'", "'s", "’s"}  # "on Japan's call"
    talk = p.heads[prep]
    if p.lowers[prep] == "with" and p.labels[talk] == "pobj":  # "briefed leaders on his call with Putin"
        prep = p.heads[talk]
        return p.lowers[prep] in coder.grammar.words["about"] and p.tags[p.heads[prep]].startswith("V")
    about = p.labels[head] == "pobj" and p.lowers[prep] in coder.grammar.words["about"] and not owns
    return about and p.tags[p.heads[prep]].startswith("NN") and filler.mention.kind in ("name", "metonym")


def without_tellers(act: ActFound, coder: FrameCoder, utterances: Sequence[Utterance]) -> ActFound:
    """An act of several together without who only tells of it: "two sources said officials spoke by telephone" is no talk of the sources."""
    start, end = coder.parsed.starts[act.trigger], coder.parsed.ends[act.trigger]
    tellers = {(m.first, m.last) for u in utterances if u.covers(start, end) for m in u.speakers}
    kept = tuple(f for f in act.actors if (f.mention.first, f.mention.last) not in tellers)
    if (
        not act.reciprocal
        or kept == act.actors
        or codes(kept) | codes(act.recipients) != codes(act.actors) | codes(act.recipients)
    ):
        return act
    return replace(act, actors=kept, why=(*act.why, "without who tells of it"))


def without_aside(act: ActFound, coder: FrameCoder) -> ActFound:
    """Without who stands in a clause on something else: "called for sanctions, a step that France opposes", "denied arming the Houthis", "warned that it
    would defend the Philippines", "will investigate the case"."""
    p, words, trigger = coder.parsed, coder.grammar.words, act.trigger
    lemma = p.lemmas[trigger]

    def aside(filler: Filler) -> bool:
        node = filler.mention.head
        for _ in range(12):
            above = p.heads[node]
            if above in (node, trigger):
                return False
            subject = p.child(node, "nsubj", "nsubjpass")
            another = subject is not None and p.tags[subject] not in ("WDT", "WP")  # "a step that France opposes"
            if p.labels[node] == "relcl" and p.labels[above] in ("appos", "npadvmod") and another:
                return True
            if p.heads[above] == trigger and p.labels[above] in ("xcomp", "ccomp"):
                helped = p.lemmas[above] in words["backs"] and p.labels[node] in ("dobj", "prep", "dative")
                return helped and (lemma in words["denying"] or act.type == "THREATEN")
            node = above
        return False

    kept = tuple(f for f in act.recipients if not aside(f))
    if act.type == "ACCUSE" and lemma in words["inquires"] and coder.grammar.is_verb(trigger):
        things = coder.grammar.objects(trigger)
        if any(p.lemmas[t] in words["matter"] for t in things):
            inside = {t for o in things for t in range(*p.subtree(o))}
            kept = tuple(f for f in kept if f.mention.head in inside)
    return _left(act, act.actors, kept, "without who stands in another clause")


def without_favoured(act: ActFound, coder: FrameCoder) -> ActFound:
    """Who something is done for is not whom it is done to: "closed its border with Armenia in solidarity with Baku"; the solidarity itself is with Baku
    alone."""
    p, words = coder.parsed, coder.grammar.words

    def favoured(filler: Filler) -> bool:
        node = filler.mention.head
        for _ in range(8):
            above = p.heads[node]
            if p.lemmas[above - 1] in words["favour"] and p.lowers[above - 2] in ("in", "on") and above > 1:
                return True  # "in solidarity | with Baku", whatever the parse hangs "with" on
            if above in (node, act.trigger) or p.tags[above].startswith("V"):
                return False
            if p.lemmas[above] in words["favour"] and p.lowers[p.heads[above]] in ("in", "on", "out", "of"):
                return True
            node = above
        return False

    if act.type in _AGAINST:
        kept = tuple(f for f in act.recipients if not favoured(f))
    elif act.type == "SUPPORT" and p.lemmas[act.trigger] in words["favour"] and p.lowers[p.heads[act.trigger]] == "in":
        first, last = p.subtree(act.trigger)
        kept = tuple(f for f in act.recipients if first <= f.mention.head < last) or act.recipients
    else:
        return act
    return _left(act, act.actors, kept, "not for whom it is done")


def without_press(act: ActFound, utterances: Sequence[Utterance], coder: FrameCoder) -> ActFound:
    """What somebody tells reporters of, without them: "Beijing will lift the curbs, he told reporters"."""
    start, end = coder.parsed.starts[act.trigger], coder.parsed.ends[act.trigger]
    press = {
        (m.first, m.last)
        for u in utterances
        if u.covers(start, end)
        for m in u.addressees
        if all(p.sector == "JRN" for p in m.parties)
    }
    actors, recipients = (
        tuple(f for f in side if (f.mention.first, f.mention.last) not in press)
        for side in (act.actors, act.recipients)
    )
    return _left(act, actors, recipients, "without the press that hears it")


def without_told_of_subject(act: ActFound, coder: FrameCoder) -> ActFound:
    """What a clause says of who acts is not whom it is done to: "Hong Kong, which restricts fish from Japan, welcomed the accord"."""
    p, verb = coder.parsed, act.trigger
    subject = p.child(verb, "nsubj")
    if subject is None or coder.grammar.is_passive(verb):
        return act
    inside: set[int] = set()
    for clause in (c for c in p.children[subject] if p.labels[c] == "relcl" and p.lemmas[c] != "be"):
        inside |= set(range(*p.subtree(clause)))
    kept = tuple(f for f in act.recipients if f.mention.head not in inside)
    return _left(act, act.actors, kept, "without whom a clause on the actor names")


def without_hearers(act: ActFound, coder: FrameCoder) -> ActFound:
    """An act that is only talked of, without those who talk: "raises the stabbing with China's Xi", "asked about the call, he told reporters"."""
    p = coder.parsed
    heard = set()
    if act.kind == "noun" and (verb := _asked_about(act.trigger, coder)) is not None:
        heard |= set(coder.grammar.subject(verb))
    if _raised(act, coder):
        last = p.sentences[p.sentence_index[act.trigger]][1]
        withs = (w for w in range(act.trigger, last) if p.lowers[w] == "with")
        whom = [o for w in withs for o in p.children[w] if p.labels[o] == "pobj"]
        heard |= {t for o in whom for t in (o, *p.children[o])}
    actors, recipients = (
        tuple(f for f in side if f.mention.head not in heard) for side in (act.actors, act.recipients)
    )
    if (actors, recipients) == (act.actors, act.recipients):
        return act
    reciprocal = act.reciprocal and len(codes(actors) | codes(recipients)) > 1
    return replace(act, actors=actors, recipients=recipients, reciprocal=reciprocal, why=(*act.why, "only talked of"))


def _asked_about(token: int, coder: FrameCoder) -> int | None:
    """The verb of the clause to which "asked about" a word belongs."""
    p, prep = coder.parsed, coder.parsed.heads[token]
    asked = p.heads[prep]
    if (
        p.labels[token] != "pobj"
        or p.lowers[prep] not in ("about", "on")
        or p.lemmas[asked] not in coder.grammar.words["asks"]
    ):
        return None
    return p.heads[asked] if p.labels[asked] in ("advcl", "acl", "dep", "ccomp") and p.heads[asked] != asked else None


def _raised(act: ActFound, coder: FrameCoder) -> bool:
    """Whether the act follows a verb of raising matters with somebody, in a heading, where the parse errs on what "with" belongs to."""
    p = coder.parsed
    first, last = p.sentences[p.sentence_index[act.trigger]]
    if p.paragraph_index[first] or p.closed(last):
        return False
    before = range(first, act.trigger)
    raised = any(p.lemmas[t] in coder.grammar.words["raises"] and p.poses[t] == "VERB" for t in before)
    return raised and act.type != "CONSULT" and not p.tags[act.trigger].startswith(("VBD", "VBZ", "VBP"))


def _stands_beside(filler: Filler, act: ActFound, coder: FrameCoder) -> bool:
    p, head = coder.parsed, filler.mention.head
    here = p.sentence_index[head] == p.sentence_index[act.trigger]
    return here and (_beside(head, coder) or _publishes(head, coder))


def _publishes(token: int, coder: FrameCoder) -> bool:
    """Whether a word is by whom something is released: "a summary released by the ministry"."""
    p, by = coder.parsed, coder.parsed.heads[token]
    verb = p.heads[by]
    made = p.labels[verb] in ("acl", "relcl", "advcl") and p.lemmas[verb] in coder.grammar.words["publishes"]
    return p.lowers[by] == "by" and made


def _beside(token: int, coder: FrameCoder) -> bool:
    """Whether a word stands below "on the sidelines of" or the like."""
    p = coder.parsed
    for _ in range(20):
        above = p.heads[token]
        if above == token or p.tags[above].startswith("V"):
            return False
        if p.lowers[above] in coder.grammar.words["sidelines"]:
            return True
        token = above
    return False


def untargeted(act: ActFound, coder: FrameCoder) -> ActFound:
    """A measure that is said not to be aimed at anybody hits nobody: "Japan's restrictions do not target any country"."""
    p, verb = coder.parsed, coder.parsed.heads[act.trigger]
    subject = p.labels[act.trigger] in ("nsubj", "nsubjpass")
    if act.kind != "noun" or not subject or not act.recipients or p.lemmas[verb] not in coder.grammar.words["aims"]:
        return act
    if not any(p.labels[c] == "neg" or p.lowers[c] in ("not", "never") for c in p.children[verb]):
        return act
    return replace(act, recipients=(), why=(*act.why, "said not to be aimed at anybody"))


def performed(act: ActFound, coder: FrameCoder) -> bool:
    """Whether a promise is only named as what is to be kept, or was not: "should fulfil its commitments", "broke its pledge"."""
    p, verb = coder.parsed, coder.parsed.heads[act.trigger]
    if act.type != "AGREE" or act.kind != "noun" or p.lemmas[act.trigger] not in coder.grammar.words["promise"]:
        return False
    through = p.labels[act.trigger] == "pobj" and p.lowers[verb] in ("by", "to", "with", "on")
    verb = p.heads[verb] if through else verb
    return (
        p.labels[act.trigger] in ("dobj", "nsubjpass", "pobj")
        and p.lemmas[verb] in coder.grammar.words["keeps-promise"]
    )


def without_what_follows(act: ActFound, coder: FrameCoder) -> ActFound:
    """An act without whom the next clause names: "backed the Polish protest, and the Czech president called Orban's remarks shameful"; of an act with an
    object of its own, without whom the next verb is done to: "stormed the building and seized Glas"."""
    p, g = coder.parsed, coder.grammar
    verb = act.trigger if g.is_verb(act.trigger) else p.heads[act.trigger]
    if not g.is_verb(verb):
        return act
    after: set[int] = set()
    hurled = g.words["riot-gear"] | g.words["shot"]  # "fired tear gas and arrested dozens": at them
    thrown = any(p.lemmas[o] in hurled for o in g.objects(verb))
    for clause in (c for c in p.children[verb] if p.labels[c] == "conj" and g.is_verb(c) and c > verb):
        apart = p.child(clause, "nsubj", "nsubjpass") is not None
        own = (
            verb == act.trigger
            and not thrown
            and p.child(verb, "dobj") is not None
            and p.child(clause, "dobj") is not None
        )
        if apart or own:
            after |= set(range(*p.subtree(clause)))
    kept = tuple(f for f in act.recipients if f.mention.head not in after)
    actors = tuple(f for f in act.actors if f.mention.head not in after) or act.actors
    if act.reciprocal or not after:
        return act
    return _left(act, actors, kept, "without whom the next clause names")


def without_land_around(act: ActFound, coder: FrameCoder) -> ActFound:
    """Measures at home without whose border they are along: "declared a state of emergency along its frontier with Belarus"; what is shot down without in
    whose sky, where somebody else is hit: "downed a Russian helicopter over Armenian territory"."""
    p, words = coder.parsed, coder.grammar.words

    def around(filler: Filler) -> bool:
        node = filler.mention.head
        for _ in range(5):
            above = p.heads[node]
            if p.labels[node] == "prep" and p.lowers[node] in _AT_LAND:
                land = [t for c in p.children[node] if p.labels[c] == "pobj" for t in p.conjuncts(c)]
                return any(p.lemmas[t] in words["land"] for t in land)
            if above in (node, act.trigger):
                return False
            node = above
        return False

    kept = tuple(f for f in act.recipients if not around(f))
    home = act.type == "COERCE" and act.mode in ("martial-law", "curfew")
    if not home and not (act.type in ("ASSAULT", "CONCEDE") and codes(kept)):
        return act
    return sparing(act, codes(act.recipients) - codes(kept), kept, "not whose land it is near")


def with_joined_adjectives(act: ActFound, coder: FrameCoder) -> ActFound:
    """All whom joined adjectives name: "a drill with Indonesian and Malaysian ships"."""
    actors, recipients = (_joined_adjectives(side, coder) for side in (act.actors, act.recipients))
    taken = codes(act.actors) | codes(act.recipients)
    actors, recipients = (
        (*old, *(f for f in new if f not in old and not codes((f,)) & taken))
        for old, new in ((act.actors, actors), (act.recipients, recipients))
    )
    return _left(act, actors, recipients, "with those named beside")


def _joined_adjectives(side: tuple[Filler, ...], coder: FrameCoder) -> tuple[Filler, ...]:
    p, found = coder.parsed, list(side)
    for f in side:
        if f.mention.kind != "adjective" or p.labels[f.mention.head] not in ("amod", "conj"):
            continue
        for token in p.conjuncts(f.mention.head):
            other = coder.roles.mentions.at(token)
            if other is not None and other.kind == "adjective" and other.parties and p.tags[token].startswith("JJ"):
                found.append(Filler(other, f.slot))
    return tuple(found)


def not_at_the_teller(act: ActFound, coder: FrameCoder, utterances: Sequence[Utterance]) -> ActFound:
    """A show of force without who only tells of it: "North Korea launched two missiles toward the sea, Seoul's military said"."""
    guessed = all(f.slot == "implicit" for f in act.recipients)
    launches = (
        coder.parsed.lemmas[act.trigger] in coder.grammar.words["launches"]
    )  # not "had crossed the line, Ethiopia said"
    if act.type != "MOBILIZE" or not act.recipients or not guessed or not launches:
        return act
    start, end = coder.parsed.starts[act.trigger], coder.parsed.ends[act.trigger]
    tellers = {x.code for u in utterances if u.covers(start, end) for m in u.speakers for x in m.parties}
    return _left(
        act, act.actors, tuple(f for f in act.recipients if not codes((f,)) <= tellers), "not at who tells of it"
    )


def without_joined_verbs(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act without recipients that only stand behind the verb to which its own is joined, where its own has some: "cut ties with Taipei and opened an
    embassy in Beijing"."""
    p = coder.parsed
    verb = act.head

    def elsewhere(filler: Filler) -> bool:
        token = filler.mention.head
        while p.heads[token] not in (token, verb):
            if coder.grammar.is_verb(p.heads[token]) and p.labels[token] in ("nsubj", "nsubjpass"):
                return False
            token = p.heads[token]
            if coder.grammar.is_verb(token):
                break
        return coder.grammar.is_verb(token) and token != verb and token in joined

    joined = {t for t in p.conjuncts(verb) if t != verb} | ({p.heads[verb]} if p.labels[verb] == "conj" else set())
    own = tuple(f for f in act.recipients if f.place not in NEARBY and codes((f,)))
    if not own or act.reciprocal or not joined:
        return act
    kept = tuple(f for f in act.recipients if f.place not in NEARBY or not elsewhere(f))
    return (
        sparing(act, codes(act.recipients) - codes(kept), kept, "behind another verb")
        if kept != act.recipients
        else act
    )


def without_time_clauses(act: ActFound, coder: FrameCoder) -> ActFound:
    """An assault without recipients that only suffer in a clause of when it was: "fired missiles, two weeks after gunmen killed 26 tourists"."""
    p = coder.parsed
    if act.type != "ASSAULT":
        return act
    clauses = [
        p.subtree(c)
        for c in p.children[act.head]
        if p.labels[c] == "advcl"
        and p.child(c, "nsubj", "nsubjpass") is not None
        and any(
            p.labels[m] in ("mark", "advmod") and p.lowers[m] in coder.grammar.words["of-when"] for m in p.children[c]
        )
    ]
    if act.reciprocal or any(first <= act.trigger < last for first, last in clauses):
        return act

    def inside(filler: Filler) -> bool:
        suffers = p.labels[filler.mention.head] not in ("nsubj", "agent", "poss")
        return (
            filler.place in NEARBY and suffers and any(first <= filler.mention.head < last for first, last in clauses)
        )

    kept = tuple(f for f in act.recipients if not inside(f))
    if kept == act.recipients:
        return act
    return sparing(act, codes(act.recipients) - codes(kept), kept, "in a clause of when it was")
