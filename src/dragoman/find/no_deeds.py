"""What is worded as a deed and is none of its own: a storm's or an animal's, a dismissal from office, an outlet's projection of a winner, a danger that
somebody is said to be, half of a word, a land that is claimed, a matter that is dealt with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder
from dragoman.records.parsed import ParsedText

_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"})  # what a storm does to nobody


def whole_words(acts: list[ActFound], coder: FrameCoder) -> list[ActFound]:
    """Acts on whole words: "co" of "co-chaired" is no act beside one on the other half, and else one of the whole word."""
    triggers = {a.trigger for a in acts}
    halves = {a.trigger for a in acts if _half(a.trigger, coder)}
    kept = [a for a in acts if a.trigger not in halves or a.trigger + 2 not in triggers]
    return [
        replace(a, words=(*a.words, a.trigger + 1, a.trigger + 2)) if a.trigger in halves and len(a.words) == 1 else a
        for a in kept
    ]


def _half(token: int, coder: FrameCoder) -> bool:
    p = coder.parsed
    joined = p.words[token + 1 : token + 2] == ("-",) and p.ends[token] == p.starts[token + 1]
    return joined and token + 2 < len(p) and p.lowers[token] in coder.grammar.words["prefix"]


def _justifies(token: int, coder: FrameCoder) -> bool:
    """ "Said that the step was lawful": blames nobody, unless "not" stands before it."""
    p = coder.parsed
    denied = any(p.labels[c] == "neg" for t in (token, p.heads[token]) for c in p.children[t])
    return p.lowers[token] in coder.grammar.words["justified"] and not denied


def _calls_it_well(verb: int, coder: FrameCoder) -> bool:
    """ "Called the order swift and decisive", "described its steps as defensive", "called it a matter of health": no blame."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] not in g.words["names-it"] or not g.is_verb(verb):
        return False
    told = [c for c in p.children[verb] if c > verb and p.labels[c] in ("oprd", "acomp", "attr")]
    told += [c for o in (*g.objects(verb), *told) for c in p.children[o] if c > o and p.labels[c] == "amod"]
    told += [c for a in p.children[verb] if a > verb and p.lowers[a] == "as" for c in p.children[a]]
    words = [t for c in told for t in p.conjuncts(c)]
    denied = any(p.labels[c] == "neg" for t in words for c in p.children[t])
    return not denied and any(p.lowers[t] in g.words["justified"] | g.words["approving"] for t in words)


def _standing_rule(verb: int, coder: FrameCoder) -> bool:
    """ "The constitution requires a vote", "the law forbids it": what holds at all times, done by nobody now."""
    p, g = coder.parsed, coder.grammar
    if p.tags[verb] not in ("VBZ", "VBP") or not g.is_verb(verb):
        return False
    rules = [t for t in p.children[verb] if p.labels[t] == "nsubj" and p.lemmas[t] in g.words["standing-rule"]]
    return any(not {p.lowers[c] for c in p.children[t]} & g.words["not-in-force"] for t in rules)


def _assures(token: int, coder: FrameCoder) -> bool:
    """ "Has no intention of challenging the United States": an assurance, no refusal."""
    p, aims = coder.parsed, coder.grammar.words["hostile-aim"]
    if p.lemmas[token] in aims:  # the aim itself
        above = p.heads[p.heads[token]] if p.labels[token] == "pcomp" else p.heads[token]
        return p.lemmas[above] in ("intention", "intent", "desire", "wish", "plan")
    if p.lemmas[token] not in ("intention", "intent", "desire", "wish"):
        return False
    return any(p.lemmas[t] in aims for t in range(token + 1, p.subtree(token)[1]))


def _stays_unnamed(verb: int, coder: FrameCoder) -> bool:
    """ "Declined to be named", "asked not to be identified", "refused to comment": a source's terms."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] not in g.words["declines"] or not g.is_verb(verb):
        return False
    return any(p.labels[c] == "xcomp" and p.lemmas[c] in g.words["source-terms"] for c in p.children[verb])


def _wonders(verb: int, coder: FrameCoder) -> bool:
    """ "Asked whether Japan could remove it", "“Why now?” he asked": a question."""
    p = coder.parsed
    if p.lemmas[verb] not in coder.grammar.words["wonders"]:
        return False
    first = p.paragraphs[p.paragraph_index[verb]][0]
    if any(p.words[t] == "?" and p.words[t + 1] in ("”", '"', "’", "'") for t in range(first, verb - 1)):
        return not coder.grammar.objects(verb)
    clauses = [c for c in p.children[verb] if p.labels[c] in ("ccomp", "advcl", "xcomp")]
    return any(p.lowers[m] in ("whether", "if") for c in clauses for m in p.children[c])


def _foresees(verb: int, coder: FrameCoder) -> bool:
    """ "Expects Rwanda's economy to grow", "hoped that the season would bring back guests": asks nobody."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] not in g.words["foresees"] or not g.is_verb(verb):
        return False
    heads = [h for c, _ in g.complements(verb) for h in g.subject(c)]
    named = (coder.roles.mentions.at(h) for h in heads)
    return bool(heads) and not any(m is not None and m.head == h for m, h in zip(named, heads, strict=True))


def _quotes(verb: int, coder: FrameCoder) -> bool:
    """ "The BBC cited him as saying": a source."""
    p = coder.parsed
    if p.lemmas[verb] not in coder.grammar.words["cites"] or not coder.grammar.is_verb(verb):
        return False
    clauses = [o for c in p.children[verb] if p.lowers[c] == "as" for o in (c, *p.children[c])]
    return any(p.lemmas[t] in coder.modality.words["saying"] for t in clauses)


def _appoints(verb: int, coder: FrameCoder) -> bool:
    """ "Designated Wiranto as security minister": an office, no list."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] not in g.words["designates"] or not g.is_verb(verb):
        return False
    return any(p.lemmas[t] in g.words["office"] for t in g.preps(verb).get("as", ()))


def _claims_land(verb: int, coder: FrameCoder) -> bool:
    """ "The islands, which are claimed by Beijing": to be its own."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] != "claim" or not g.is_verb(verb):
        return False
    mentions = coder.roles.mentions
    things = [t for o in g.objects(verb) for t in p.conjuncts(o)]
    places = any(m is not None and m.place for m in map(mentions.at, things))
    return places or any(p.lemmas[t] in g.words["claimed-land"] for t in things)


def _deals_with(verb: int, coder: FrameCoder) -> bool:
    """ "Would deal with the matter": no deal with anybody."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] != "deal" or not g.is_verb(verb):
        return False
    partners = map(coder.roles.mentions.at, g.preps(verb).get("with", ()))
    return not any(m is not None and m.parties and m.kind != "pronoun" for m in partners)


def _brings_word(verb: int, coder: FrameCoder) -> bool:
    """ "Would report China's position to Tokyo": takes what was said home."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] not in g.words["takes-home"] or not g.is_verb(verb):
        return False
    return any(p.lemmas[o] in g.words["message"] for o in g.objects(verb))


def _endangers(verb: int, coder: FrameCoder) -> bool:
    """ "Its launches threaten the peace of the region": it is said to be a danger, and threatens nobody."""
    p, words = coder.parsed, coder.grammar.words
    if p.lemmas[verb] not in words["endangers"] or not coder.grammar.is_verb(verb):
        return False
    return any(p.lemmas[t] in words["endangered"] for o in coder.grammar.objects(verb) for t in p.conjuncts(o))


def _hit_by_rules(verb: int, coder: FrameCoder) -> bool:
    """ "Brandy has been hit by anti-dumping duties", "hit by sanctions": no blow."""
    p, g = coder.parsed, coder.grammar
    by = [*g.agent(verb), *g.preps(verb).get("with", ())]
    return g.is_verb(verb) and any(p.lemmas[t] in g.words["measure"] for t in by)


def _rehearsed(token: int, coder: FrameCoder) -> bool:
    """ "Exercises that simulated a blockade": there was none."""
    p = coder.parsed
    return p.labels[token] == "dobj" and p.lemmas[p.heads[token]] in coder.grammar.words["rehearses"]


def _ends_a_compound(token: int, coder: FrameCoder) -> bool:
    """ "A survival-threatening situation": a quality."""
    p = coder.parsed
    glued = token > 1 and p.words[token - 1] == "-" and p.starts[token] == p.ends[token - 1] == p.ends[token - 2] + 1
    return glued and p.lowers[token].endswith("ing")


def _warns_of_another(verb: int, coder: FrameCoder) -> bool:
    """ "Warned that Russia was massing troops", "warned of a Russian attack": tells of a danger, and threatens nobody."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] not in g.words["warns"] or not g.is_verb(verb):
        return False
    clauses = [c for c in p.children[verb] if p.labels[c] == "ccomp" and c > verb and not g.is_passive(c)]
    deeds = [c for c in clauses if {p.lemmas[t] for t in (c, *_infinitives(c, p))} & g.words["dangers"]]
    nouns = [n for name in ("of", "about") for n in g.preps(verb).get(name, ())]
    nouns = [n for n in nouns if p.lemmas[n] in g.words["danger-noun"]]
    doers = [_parties(g.subject(c), coder) for c in deeds] + [_parties(_before(n, p), coder) for n in nouns]
    own = _parties(g.subject(verb), coder)
    return any(others and not others & own for others in doers)


def _warns_for_safety(verb: int, coder: FrameCoder) -> bool:
    """ "Warned travellers against night buses", "forecasters warned that the typhoon could hit the coast": a danger, no threat."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] not in g.words["warns"] or not g.is_verb(verb):
        return False
    clauses = [c for c in p.children[verb] if p.labels[c] == "ccomp" and c > verb]
    calamities = coder.lexicon.classes.get("calamity", frozenset())
    dangers = [t for name in ("of", "about", "against") for t in g.preps(verb).get(name, ())]
    return (
        any(p.lemmas[t] in g.words["safe-guarded"] for t in g.objects(verb))
        or any(p.lemmas[t] in g.words["foretells"] for t in g.subject(verb))
        or any(coder.by_calamity(c) for c in clauses)
        or any(p.lemmas[t].lower() in calamities for t in dangers)
    )


def _by_nature(noun: int, coder: FrameCoder) -> bool:
    """ "A bird strike", "a shark attack", "a heart attack"."""
    p = coder.parsed
    causes = coder.lexicon.classes.get("animal", frozenset()) | coder.grammar.words["seizure"]
    own = [p.lemmas[c].lower() for c in p.children[noun] if p.labels[c] == "compound"]
    return not coder.grammar.is_verb(noun) and any(word in causes for word in own)


def _played(token: int, coder: FrameCoder) -> bool:
    """ "The winger tore the Serbian defence apart": a match."""
    p, words = coder.parsed, coder.grammar.words
    first, last = p.sentences[p.sentence_index[token]]
    told = set(p.lowers[first:last])
    coached = any(p.lemmas[t] in words["trainer"] for t in coder.grammar.subject(coder.grammar.clause_head(token)))
    return not told & words["no-sport"] and (coached or bool(told & words["sport"]))


def _parties(tokens: Iterable[int], coder: FrameCoder) -> set[str]:
    """Codes of those whom the phrases under the tokens name."""
    return {x.code for t in tokens for m in coder.roles.party(t) for x in m.parties if x.code}


def _before(noun: int, p: ParsedText) -> list[int]:
    """What tells whose a noun is: "a | Russian attack", "Russia's attack"."""
    return [c for c in p.children[noun] if p.labels[c] in ("amod", "poss", "compound", "nmod")]


def _infinitives(verb: int, p: ParsedText) -> list[int]:
    """Verbs to which a verb or what it says leads: "is likely | to launch", "was preparing | to invade"."""
    below = [c for c in p.children[verb] if p.labels[c] in ("xcomp", "acomp")]
    return [t for c in below for t in (c, *(x for x in p.children[c] if p.labels[x] == "xcomp"))]


def _withheld(token: int, coder: FrameCoder) -> bool:
    """ "Suspended €30 million in assistance", "withheld 130 million dollars of aid": none is given."""
    p, top = coder.parsed, token
    if p.labels[token] == "pobj" and p.lowers[p.heads[token]] in ("in", "of"):
        top = p.heads[p.heads[token]]
    if p.labels[top] not in ("dobj", "nsubjpass"):
        return False
    verb = p.lemmas[p.heads[top]]
    held = verb in coder.grammar.words["withholds"]
    return held or (top != token and coder.lexicon.support.get(verb) == "ends")


def _sees_a_sight(token: int, coder: FrameCoder) -> bool:
    """ "Visited the Yasukuni Shrine", "a visit to the tomb": a place, no host. token: the visit."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[token] not in g.words["sees"]:
        return False
    return _a_sight(g.objects(token) if g.is_verb(token) else g.preps(token).get("to", ()), coder)


def _a_sight(tokens: Iterable[int], coder: FrameCoder) -> bool:
    """Whether one of them is a shrine, a tomb or the like."""
    return any(coder.parsed.lemmas[t].lower() in coder.grammar.words["sight"] for t in tokens)


def _sacrifices(token: int, coder: FrameCoder) -> bool:
    """ "An offering to the shrine", "sent a ritual offering": brought to the dead, and offered to no state. token: the offering, or what is done with it."""
    p, g = coder.parsed, coder.grammar
    brought = g.objects(token) if p.lemmas[token] in g.words["brings-offering"] and g.is_verb(token) else ()
    gift = next((t for t in (token, *brought) if p.lowers[t] in ("offering", "offerings")), None)
    if gift is None or g.is_verb(gift):
        return False
    preps = {*p.children[gift], *p.children[p.heads[gift]], min(gift + 1, len(p) - 1)}
    to = [o for c in preps if p.lowers[c] in ("to", "at") for o in p.children[c] if p.labels[o] == "pobj"]
    return _a_sight(to, coder) or bool({p.lowers[c] for c in p.children[gift]} & g.words["sacrificial"])


def _dismisses(verb: int, coder: FrameCoder) -> bool:
    """ "Fired his vice president": nobody was shot at."""
    p, words = coder.parsed, coder.grammar.words
    if p.lemmas[verb] != "fire" or not coder.grammar.is_verb(verb):
        return False
    fired = coder.grammar.objects(verb)
    if coder.grammar.preps(verb).keys() & {"at", "into", "upon", "toward", "towards"}:
        return False
    return any(p.lemmas[t] in words["dismissed"] or _named(t, coder) for t in fired)


def _named(token: int, coder: FrameCoder) -> bool:
    mention = coder.roles.mentions.at(token)
    return mention is not None and mention.kind == "person"


def _projects(verb: int, coder: FrameCoder) -> bool:
    """ "The agency called the election for Biden", "called Nevada for Trump"."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[verb] != "call" or not g.is_verb(verb):
        return False
    winner = any(_named(t, coder) for t in g.preps(verb).get("for", ()))
    called = g.objects(verb)
    race = any(p.lemmas[t] in g.words["race"] for t in called)
    return race or (winner and any(m is not None and m.place for m in map(coder.roles.mentions.at, called)))


def _rules_over(verb: int, coder: FrameCoder) -> bool:
    """ "Islands controlled by Japan": who has a land."""
    p, g = coder.parsed, coder.grammar
    return p.lemmas[verb] in g.words["rules-over"] and g.is_verb(verb) and g.is_passive(verb)


# What no deed is, whatever its type, and of which types.
_WHATEVER = (_standing_rule, _brings_word, _projects, _played)


def _lets_out(token: int, coder: FrameCoder) -> bool:
    """ "Releasing treated water", "the release of a report": of a thing, not of somebody."""
    p, g = coder.parsed, coder.grammar
    if p.lemmas[token] not in g.words["lets-out"]:
        return False
    things = g.objects(token) if g.is_verb(token) else [t for h in g.preps(token).get("of", ()) for t in p.conjuncts(h)]
    return bool(things) and all(p.lemmas[t] in g.words["let-out"] for t in things)


_OF_TYPE = {
    "ACCUSE": (_justifies, _claims_land, _quotes, _calls_it_well),
    "AGREE": (_deals_with, _sacrifices),
    "AID": (_withheld, _sacrifices),
    "ASSAULT": (_hit_by_rules, _by_nature),
    "COERCE": (_rules_over,),
    "CONCEDE": (_lets_out,),
    "CONSULT": (_sees_a_sight,),
    "REJECT": (_assures, _stays_unnamed),
    "REQUEST": (_wonders, _stays_unnamed, _foresees),
    "RETREAT": (_lets_out,),
    "SANCTION": (_appoints,),
    "THREATEN": (_claims_land, _warns_of_another, _warns_for_safety),
}
_OF_FORCE = (_dismisses, _endangers, _rehearsed, _ends_a_compound)


def no_deed(act: ActFound, coder: FrameCoder) -> bool:
    """Whether nobody did to anybody what the act's words seem to tell."""
    forced = act.type in _FORCE
    if forced and coder.by_calamity(act.trigger):
        return True
    rules = (*_WHATEVER, *_OF_TYPE.get(act.type, ()), *(_OF_FORCE if forced else ()))
    return any(rule(act.trigger, coder) for rule in rules)


def without_scene(act: ActFound, coder: FrameCoder) -> ActFound:
    """An assault without the place as its doer whose name stands before what went off: "Yemen bomb kills five", "the Kabul blast"."""
    if act.type != "ASSAULT":
        return act
    kept = tuple(f for f in act.actors if not _went_off(f, coder))
    return act if kept == act.actors else replace(act, actors=kept, why=(*act.why, "where it was, not who did it"))


def _went_off(filler: Filler, coder: FrameCoder) -> bool:
    """Whether a state's own name, not its adjective, stands before what went off there."""
    p, head = coder.parsed, filler.mention.head
    thing = p.lemmas[p.heads[head]] in coder.grammar.words["goes-off"] and p.labels[head] in ("compound", "nmod")
    words = p.span(filler.mention.first, filler.mention.last).text
    return thing and all(x.name == words and not x.org for x in filler.mention.parties)
