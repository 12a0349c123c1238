"""What the tools answer: the models that their output schemas are made from. Offsets are code points, half-open; days are `YYYY-MM-DD`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A part of an answer; nothing else stands in it than what its schema names."""

    model_config = ConfigDict(extra="forbid")


class Quoted(Shape):
    """Words of a document. `text` is what stands at [start, end) of its Text; of a long stretch the beginning, with what was left out counted."""

    document: str
    start: int
    end: int
    text: str
    left_out: int = Field(0, description="characters of the stretch that are not shown")


class Evidence(Quoted):
    """The words that a claim rests on. claim: its id, by which `explain` leads back to sentence and rule."""

    claim: str | None = Field(description="id of the claim; null where these words carry none")


class Answer(Shape):
    """What every listing has. total: how many there are in all. next: the offset to go on with, null at the end."""

    total: int = 0
    offset: int = 0
    next: int | None = None
    notes: list[str] = []


class Event(Shape):
    """One happening, or one speech, with the claims that tell of it."""

    event: str
    first: str | None
    last: str | None
    basis: str
    event_type: str | None = Field(description="PLOVER type; null for what was only said")
    mode: str | None
    aux: list[str] = Field(description="historical, future, hypothetical, negation: not told as plain fact")
    actor: list[str]
    recipient: list[str]
    issues: list[str]
    told_by: list[str] = Field(description="codes of the sides that are its sources")
    publishers: list[str]
    documents: int
    confidence: float
    claims: list[Evidence]
    claims_in_all: int


class Timeline(Answer):
    """Events, in order of their days."""

    events: list[Event] = []


class Found(Evidence):
    """A hit of a search: the words of a claim, or of a document around the first match."""

    publisher: str | None
    published: str | None


class Search(Answer):
    """Claims first, then documents."""

    hits: list[Found] = []


class Point(Evidence):
    """A point of a comparison. claims: of the ledger that stand on it."""

    claims: list[str]


class Compared(Shape):
    """What both sides tell of one thing. relation: same, other-words, contested, or only (told by one side)."""

    relation: str
    likeness: float
    left: list[Point]
    right: list[Point]
    opposed: list[str] = Field(description="what stands against what, in the words of both")


class Comparison(Answer):
    """Two accounts side by side."""

    left: str
    right: str
    left_documents: list[str]
    right_documents: list[str]
    rows: list[Compared] = []


class Statement(Evidence):
    """What a party said."""

    day: str | None
    by: list[str]


class LineTaken(Shape):
    """Statements of one meaning; `lead` says it best."""

    lead: Statement
    first: str | None
    last: str | None
    statements: list[Statement]
    statements_in_all: int


class Reworded(Shape):
    """A change of wording."""

    stronger: bool
    before: Statement
    after: Statement


class Position(Shape):
    """What a party says on an issue. silences: stretches without a statement, in words."""

    issue: str | None
    party: str
    lines: list[LineTaken]
    lines_in_all: int
    changes: list[Reworded]
    silences: list[str]


class Positions(Answer):
    """Positions, those with most statements first."""

    positions: list[Position] = []


class Deciding(Evidence):
    """A later claim and what it makes of a commitment."""

    verdict: str
    day: str | None
    why: list[str]


class Commitment(Shape):
    """What somebody bound itself to. status: open, kept, broken or lapsed. doubt: why that may be otherwise."""

    id: str
    status: str
    kind: str
    who: list[str]
    to: list[str]
    what: str
    made: str | None
    deadline: str | None
    issues: list[str]
    doubt: list[str]
    told: list[Evidence]
    deciding: list[Deciding]


class Commitments(Answer):
    """Commitments as of a day."""

    as_of: str | None
    commitments: list[Commitment] = []


class BriefLine(Shape):
    """A sentence of the brief with what it rests on."""

    section: str
    group: str
    day: str
    text: str
    event: str | None
    confidence: float | None
    claims: list[str]
    evidence: list[Quoted]


class Brief(Answer):
    """A brief, line by line."""

    title: str
    coverage: list[str]
    lines: list[BriefLine] = []


class Judged(Shape):
    """A judgement on a claim."""

    id: str
    kind: str
    author: str
    made: str
    reason: str
    undone: bool


class Named(Shape):
    """A party as one mention names it."""

    role: str
    code: str | None
    name: str
    office: str | None
    start: int
    end: int
    text: str
    why: str


class Explained(Shape):
    """A claim back to its words."""

    claim: str
    event: str
    event_type: str | None
    mode: str | None
    aux: list[str]
    first: str | None
    last: str | None
    basis: str
    confidence: float
    rejected: bool = Field(description="by a judgement that stands: no answer has it")
    publisher: str | None
    published: str | None
    evidence: Evidence
    trigger: Quoted
    around: Quoted
    parties: list[Named]
    per: list[str] = Field(description="attribution chain, innermost first, the outlet last")
    why: list[str]
    judgements: list[Judged]


class Explanation(Answer):
    """A claim, or all claims of an event."""

    claims: list[Explained] = []


class DocumentRow(Shape):
    """A document of the ledger."""

    document: str
    publisher: str | None
    published: str | None
    title: str | None
    url: str | None
    place: str | None


class Documents(Answer):
    """Documents in order of publication."""

    documents: list[DocumentRow] = []


class DocumentPage(Answer):
    """A stretch of a document's Text and the claims that stand on it; `total`, `offset` and `next` count characters."""

    document: str
    publisher: str | None
    published: str | None
    title: str | None
    text: str
    claims: list[Evidence] = []


class Overview(Shape):
    """What the ledger holds."""

    ledger: str
    run: str | None
    coder: str | None
    documents: int
    claims: int
    events: int
    judgements: int
    first_published: str | None
    last_published: str | None
    publishers: list[str]
    issues: dict[str, str]
    types: list[str]
    review: bool
    how_to_cite: str


class Citation(Shape):
    """An id that a draft cites. known: whether the ledger has one claim that begins so."""

    cited: str
    known: bool
    evidence: Evidence | None
    rejected: bool


class Quotation(Shape):
    """Words that a draft puts in quotation marks. stands_in: cited claims in whose documents they stand, letter by letter."""

    words: str
    stands_in: list[str]


class Checked(Shape):
    """A draft held against the ledger. sound: every cited id is known and stands, and every quotation is found."""

    sound: bool
    citations: list[Citation]
    quotations: list[Quotation]
    uncited: list[str] = Field(description="sentences without a citation")
    notes: list[str] = []


class Made(Shape):
    """A judgement that was made."""

    id: str
    kind: str
    author: str
    reason: str
    claim: str | None
