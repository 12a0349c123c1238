"""Problems: what went wrong with an input, where, and the way out. Every message of the program stands here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A message and its way out, both format strings over a problem's values.

    fatal: the input gave no document. counts: the exit code is 1 for it (a remark on one claim does not count).
    """

    says: str
    way_out: str
    fatal: bool = True
    counts: bool = True


CATALOGUE: dict[str, Entry] = {
    # Sources -----------------------------------------------------------------------------------------------------
    "file.missing": Entry("there is no such file or folder.", "Check the path."),
    "file.unreadable": Entry("cannot be read: {reason}.", "Check its permissions, or that it is a file."),
    "folder.empty": Entry("holds no text to read.", "Put .txt or .jsonl files in it, or name files."),
    "folder.skipped": Entry(
        "holds {count} files of kinds that are not read: {kinds}.", "Convert them to .txt or .jsonl.", False
    ),
    "package.missing": Entry(
        "{kind} need the package {package}, which is not installed.", "Install it: `pip install 'dragoman[bulk]'`."
    ),
    "glob.empty": Entry("matches no file.", "Check the pattern, and the folder it starts from."),
    "url.unsupported": Entry("is an address; addresses are not read yet.", "Save the page's text and read the file."),
    "url.refused": Entry("is not read: {reason}.", "Save the page's text, and read the file or paste it."),
    "url.robots": Entry("is not read: {reason}.", "Open it yourself, save its text, and read the file or paste it."),
    "url.failed": Entry("cannot be read: {reason}.", "Check the address, and try again later."),
    "sources.bad": Entry("is not valid: {reason}.", "Mend the side file; the texts were read without it.", False),
    "sources.key": Entry("[{table}] has an unknown key {key!r}.", "Known keys: {known}. The others were read.", False),
    "sources.unmatched": Entry(
        "describes {name!r}, which is not in its folder.",
        "Check the name; the files are named as they stand there.",
        False,
    ),
    # Files and their letters -------------------------------------------------------------------------------------
    "file.empty": Entry("is empty.", "Nothing was read from it."),
    "file.binary": Entry("is not text ({sign}).", "Convert it to plain text or JSON lines first."),
    "file.too_large": Entry(
        "is one text of {megabytes} MB; {limit} MB is the limit for one document.",
        "Split it, give one document a line as JSONL, or raise --max-mb.",
    ),
    "encoding.fallback": Entry(
        "is not valid UTF-8 at byte {byte}; read as {encoding}.", "Convert it to UTF-8 if letters look wrong.", False
    ),
    "encoding.nul": Entry(
        "holds {count} NUL characters, the first at {first}.",
        "They were kept; clean the file if words look cut.",
        False,
    ),
    "encoding.surrogates": Entry(
        "holds {count} halves of characters (lone surrogates).", "Each was read as U+FFFD; mend the escapes.", False
    ),
    "language.other": Entry(
        "seems to be in {language}, not English.",
        "No claims were drawn; only English is coded so far. If it is English after all, say so in sources.toml.",
    ),
    # Metadata ----------------------------------------------------------------------------------------------------
    "published.missing": Entry(
        "has no publication day; days such as “last week” stay unknown.",
        "Give --published YYYY-MM-DD or a sources.toml.",
        False,
    ),
    "published.told": Entry(
        "tells its publication day in its head: {value}.",
        "Where that is wrong, give --published YYYY-MM-DD or a sources.toml.",
        False,
        False,
    ),
    "published.bad": Entry(
        "has a publication day that is no date: {value!r}.",
        "Write it as YYYY-MM-DD; it was left out and days stay unknown.",
        False,
    ),
    "published.future": Entry("has a publication day in the future: {value}.", "Check it; it was kept.", False),
    # JSON lines --------------------------------------------------------------------------------------------------
    "jsonl.bad": Entry("is not a JSON object: {reason}.", "Mend or drop the line; the others were read."),
    "jsonl.no_text": Entry("has no `text`.", "Give each line `id` and `text`; the others were read."),
    "jsonl.no_id": Entry("has no `id`; {id!r} is used.", "Give each line an `id` of its own.", False),
    "jsonl.id_twice": Entry(
        "has the id {id!r} of an earlier line.", "Give each line an `id` of its own; both were read.", False
    ),
    "jsonl.bad_field": Entry("has a `{field}` that is not text: {value}.", "It was left out.", False),
    # Tables, pages, feeds ----------------------------------------------------------------------------------------
    "table.columns": Entry(
        "has no column {column!r}; its columns: {found}.", "Name the column of the texts with --columns text=NAME."
    ),
    "table.bad": Entry("is no row of the table: {reason}.", "Mend or drop the row; the others were read."),
    "table.no_text": Entry("has no text in {column!r}.", "Fill or drop the row; the others were read."),
    "table.no_id": Entry(
        "has no `id`; {id!r} is used.", "Give each row an `id`, or name its column: --columns id=NAME.", False
    ),
    "table.id_twice": Entry(
        "has the id {id!r} of an earlier row.", "Give each row an `id` of its own; both were read.", False
    ),
    "table.bad_field": Entry("has a `{field}` that is not text: {value}.", "It was left out.", False),
    "parquet.bad": Entry("is no whole Parquet file: {reason}.", "Fetch or write it again; what came before was read."),
    "html.no_text": Entry(
        "holds no main text that could be told from its surroundings.", "Save its text as .txt to read it."
    ),
    "html.failed": Entry("could not be taken apart ({reason}).", "Save its text as .txt, and please report the page."),
    "feed.none": Entry("holds no item of an RSS or Atom feed.", "Check that it is a feed; other XML is not read."),
    "feed.no_text": Entry("has neither title nor text.", "Nothing was read from the item; the others were read."),
    "feed.broken": Entry("is no XML that can be read: {reason}.", "Fetch it again; the items before were read."),
    "feed.mended": Entry(
        "is broken XML ({reason}); items were read as far as it could be mended.",
        "Fetch it again if items are missing.",
        False,
    ),
    # Archives ----------------------------------------------------------------------------------------------------
    "archive.cut": Entry(
        "ends before it should ({reason}).", "Fetch it again; what came before the end was read, what it cuts was not."
    ),
    "archive.broken": Entry("cannot be unpacked: {reason}.", "Fetch or pack it again; what came before was read."),
    "archive.bomb": Entry(
        "unpacks to over {megabytes} MB from {size} bytes, more than texts ever do; it was left there.",
        "Unpack it yourself if you trust it, and read the files.",
    ),
    "archive.deep": Entry("lies more than {most} archives deep.", "Unpack the outer ones and read what is inside."),
    "archive.nested": Entry(
        "is too large to be read from inside another archive.", "Unpack the outer one and read this file."
    ),
    "archive.locked": Entry(
        "is encrypted, or packed by a method that is not read.", "Unpack it yourself and read the files."
    ),
    "archive.empty": Entry("holds no file that is read.", "Check what is in it."),
    "archive.skipped": Entry(
        "holds {count} files of kinds that are not read: {kinds}.", "Convert them to .txt or .jsonl.", False
    ),
    "warc.none": Entry("holds no WARC record.", "Check that it is a web archive."),
    "warc.cut": Entry(
        "is a record of {expected} bytes of which {found} are there.",
        "Fetch the archive again; the record was left out.",
    ),
    "warc.digest": Entry(
        "is a record whose digest does not hold: its bytes were changed.",
        "Fetch the archive again; the record was left out.",
    ),
    "warc.encoding": Entry(
        "is a record that cannot be decoded: {reason}.", "Nothing was read from it; the others were read."
    ),
    "warc.broken": Entry("cannot be read on: {reason}.", "Fetch the archive again; the records before were read."),
    "warc.skipped": Entry(
        "holds {count} records that are no pages: {kinds}.", "Nothing was read from them.", False, False
    ),
    # Dictionaries in the PETRARCH form ----------------------------------------------------------------------------
    "petrarch.comment": Entry(
        "a comment begins here and does not end.", "Close it with -->; nothing after it was read."
    ),
    "petrarch.form": Entry(
        "is not in the form of a dictionary: {reason}: {text!r}.", "Mend the line; it was left out."
    ),
    "petrarch.set": Entry(
        "cannot be spelled out: {reason}: {text!r}.", "Define the set before its use, as in !SET! = A, B."
    ),
    "petrarch.date": Entry(
        "has no usable days in [{text}]: {reason}.",
        "Write them as <010101, >010101 or 970101-010101 (YYMMDD or YYYYMMDD); this code was left out.",
    ),
    "petrarch.no_code": Entry("gives {text!r} no code that can be used.", "Put [CODE] after it; it was left out."),
    "petrarch.code": Entry(
        "gives {text!r} the code {code}: {reason}.",
        "Say what the part stands for in a cameo-codes.yaml of your own (--codebook); this code was left out.",
    ),
    "petrarch.hidden": Entry(
        "gives {text!r} the code {code} for days on which another code counts, so that it never does.",
        "Shorten the other's days, or drop this code.",
        False,
        False,
    ),
    "petrarch.part": Entry(
        "has the part {part} in the code {code}, which is in no list.",
        "It was taken for an organisation; say otherwise in a cameo-codes.yaml of your own (--codebook).",
        False,
        False,
    ),
    "petrarch.twice": Entry(
        "gives {text!r} the code {code}; {place} gave {other}.", "This one counts; drop the other.", False, False
    ),
    "petrarch.otherwise": Entry(
        "gives {text!r} the code {code}, the codebook {other}.",
        "The dictionary's counts; drop the line to keep the codebook's.",
        False,
        False,
    ),
    "petrarch.long": Entry(
        "has an agent of {words} words, {text!r}; at most {most} are looked for.", "Shorten it; it was left out."
    ),
    # Coding ------------------------------------------------------------------------------------------------------
    "step.failed": Entry(
        "the step {step} failed: {reason}.", "Please report it with the text; nothing of it was kept."
    ),
    "coding.slow": Entry(
        "{document!r} took longer than its {seconds} s.", "Give more time by --max-seconds; nothing of it was kept."
    ),
    "coding.large": Entry(
        "{document!r} took more than {megabytes} MB of memory.",
        "Allow more by --max-memory, or split it; nothing of it was kept.",
    ),
    "coding.killed": Entry(
        "{document!r} ended the process that coded it, each time.",
        "Please report it with the text; nothing of it was kept.",
    ),
    # Many machines -----------------------------------------------------------------------------------------------
    "cluster.package": Entry(
        "a cluster needs the package {package}, which is not installed.",
        "Install it here and where its workers run: `pip install 'dragoman[cluster]'`.",
    ),
    "cluster.folder": Entry(
        "chunks cannot lie beside a ledger that is no file.", "Name a folder for them by --chunks."
    ),
    "cluster.unreachable": Entry(
        "no scheduler answers there: {reason}.", "Start one by `dask scheduler`, or check the address."
    ),
    "cluster.workers": Entry(
        "the cluster has no worker; the reading waits for one.",
        "Start some by `dask worker` with this address.",
        False,
        False,
    ),
    "cluster.other_run": Entry(
        "its workers would make another run of the same texts ({found}; here it is {expected}).",
        "Install the same version of Dragoman and its models there; a --codebook folder must be there, the same, under the same path.",
    ),
    "cluster.failed": Entry(
        "its workers cannot code: {reason}.", "Mend it there and give the command again; finished chunks are kept."
    ),
    "cluster.lost": Entry("the scheduler has gone.", "Start it and give the command again; finished chunks are kept."),
    "chunk.unwritable": Entry(
        "chunks cannot be written: {reason}.",
        "Free some space or name another folder by --chunks, and give the command again; finished chunks are kept.",
    ),
    "chunk.broken": Entry("is no whole chunk of this reading: {reason}.", "It was coded again.", False, False),
    # A language model as coder -----------------------------------------------------------------------------------
    "model.rejected": Entry(
        "the model proposed {count} claims that were left out ({reasons}).",
        "`--rejected FILE` keeps them.",
        False,
        False,
    ),
    "model.malformed": Entry(
        "was not coded: the model's answer is not of the form asked for ({reason}).",
        "Read again, or take a model that gives structured output.",
    ),
    "model.failed": Entry(
        "was not coded: the endpoint gave no answer ({reason}).",
        "Read again when it does; what was answered before is kept.",
    ),
    "model.limit": Entry(
        "was not coded: the limit on {limit} was reached ({reached}).",
        "Read again with another --model-limits; what was answered is kept.",
    ),
    "day.ambiguous": Entry(
        "{text!r} is {first} or {last}; no day was set.", "See its sentence with `dragoman explain`.", False, False
    ),
    "day.none": Entry(
        "{text!r} is no day of the calendar; no day was set.", "See its sentence with `dragoman explain`.", False, False
    ),
    "day.contradictory": Entry(
        "{text!r} contradicts itself ({reason}); no day was set.",
        "See its sentence with `dragoman explain`.",
        False,
        False,
    ),
    # The ledger --------------------------------------------------------------------------------------------------
    "ledger.missing": Entry("there is no ledger here.", "Make one with `dragoman read FILES --ledger` and its name."),
    "ledger.foreign": Entry(
        "is not a ledger of Dragoman ({reason}).", "Name another file; this one was left as it is."
    ),
    "ledger.newer": Entry(
        "was written by a newer version of Dragoman (ledger version {found}, this program knows {known}).",
        "Upgrade with `pip install --upgrade dragoman`.",
    ),
    "ledger.damaged": Entry(
        "is damaged: {reason}.",
        "Restore a copy, or read the sources again into a new ledger; `sqlite3 FILE .recover` may help.",
    ),
    "ledger.locked": Entry(
        "is in use by another program that has not let go for {seconds} s.", "Wait for it to end, then try again."
    ),
    "ledger.read_only": Entry("cannot be written: {reason}.", "Check the permissions of the file and its folder."),
    "ledger.io": Entry(
        "cannot be written or read: {reason}.",
        "Check the disk, and limits on the size of files; finished documents are kept.",
    ),
    "ledger.full": Entry(
        "the disk is full: {reason}.", "Free some space and run the command again; finished documents are kept."
    ),
    "ledger.server": Entry(
        "the server cannot be used: {reason}.",
        "Check the address, that the server runs, and user and password (`~/.pgpass` or PGPASSWORD).",
    ),
    "ledger.lost": Entry(
        "the server has broken off: {reason}.",
        "Run the command again when it is back; finished documents are kept.",
    ),
    "ledger.rights": Entry(
        "the server does not let this user do so: {reason}.",
        "Ask the ledger's owner for USAGE on the schema `dragoman` and, on its tables, SELECT to read, INSERT, UPDATE and DELETE to write.",
    ),
    "ledger.server_read_only": Entry(
        "the server takes no writing here: {reason}.", "Reading works; to write, give the address of the main server."
    ),
    "ledger.package": Entry(
        "is on a PostgreSQL server, which needs the package psycopg.", "Install it: `pip install 'dragoman[postgres]'`."
    ),
    "ledger.failed": Entry("the ledger's engine says: {reason}.", "Check the file with `dragoman check`."),
    "run.unknown": Entry("holds no run {run!r}.", "Its runs: {runs}."),
    # The configuration file --------------------------------------------------------------------------------------
    "config.toml": Entry("is not valid TOML: {reason}.", "Mend the line; texts stand in quotation marks."),
    "config.key": Entry("{key!r} is no option that can be set here.", "{hint} `dragoman config schema` has all."),
    "config.table": Entry("{key!r} is a command.", "Write [{key}] above its options."),
    "config.value": Entry("{key} is {value}.", "It takes {takes}."),
    # Event data of others ----------------------------------------------------------------------------------------
    "data.unreadable": Entry("cannot be read: {reason}.", "Check the path, and that the file is whole."),
    "data.columns": Entry(
        "is no {format} file: it has {found} columns in its first line, {expected} are expected.",
        "Check --format, and that cells are parted by tabs.",
    ),
    "data.names": Entry("is no {format} export of Dragoman: it has no column {missing}.", "Check --format."),
    "data.line": Entry("was left out: {reason}.", "Mend or drop the line; the others were read.", False),
    "data.more": Entry("has more such lines.", "They were left out like these.", False),
    # What check finds --------------------------------------------------------------------------------------------
    "check.text": Entry("the text {text_id} is not what its id says.", "Restore a copy of the ledger."),
    "check.span": Entry(
        "claim {claim} of run {run}: {field} is {found!r}, the text has {text!r}.",
        "Please report it; read the source again.",
    ),
    "check.reference": Entry(
        "claim {claim} of run {run}: {field} names {target}, which is not there.", "Please report it."
    ),
    "check.event": Entry("event {event} of run {run}: {reason}.", "Read again to merge anew."),
    "check.rows": Entry("{reason}.", "Restore a copy of the ledger."),
    "check.search": Entry(
        "the full-text index {index} is not what texts and claims say ({reason}).",
        "Make it anew with `dragoman check --mend`.",
    ),
    "check.judgement": Entry(
        "judgement {judgement} is about the words {found!r}, the text has {text!r}.",
        "Undo it and judge the claim again.",
    ),
    "check.undo": Entry(
        "judgement {judgement} takes back {target}, which is not there.",
        "Import the judgements that it came with, by `dragoman judge import`.",
    ),
    # Answers to a sample -----------------------------------------------------------------------------------------
    "answers.value": Entry("{question} is {value!r}.", "Write yes, no, ? or nothing; this answer was left out.", False),
    # Judgements --------------------------------------------------------------------------------------------------
    "judgement.unbound": Entry(
        "judgement {judgement} ({kind} by {author}: {reason}) about {words!r} binds to no claim of run {run}.",
        "Take it back with `dragoman judge undo`, or judge the claim that is there now.",
        False,
    ),
    "judgement.line": Entry("is no judgement: {reason}.", "Mend or drop the line; nothing of the file was taken."),
    "backup.exists": Entry("is there already.", "Name another file, or write over it with --replace."),
    "backup.server": Entry(
        "is on a server, which keeps its own backups.",
        "Use pg_dump with the schema `dragoman`, or ask who runs the server.",
    ),
    "backup.same": Entry("is the ledger itself.", "Name another file."),
    "backup.broken": Entry(
        "the copy is not whole ({count} problems, the first: {first}).", "Mend the ledger first: `dragoman check`."
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an input: a code of the catalogue, the source, a place in its text, and values."""

    code: str
    source: str
    start: int | None = None
    end: int | None = None
    values: dict[str, object] = field(default_factory=dict)

    @property
    def fatal(self) -> bool:
        """Whether the input gave no document for it."""
        return CATALOGUE[self.code].fatal

    @property
    def counts(self) -> bool:
        """Whether a command that met it ends with exit code 1."""
        return CATALOGUE[self.code].counts

    def __str__(self) -> str:
        entry = CATALOGUE[self.code]
        place = "" if self.start is None else f" [{self.start},{self.end})"
        says = f"{entry.says} {entry.way_out}".format(**self.values)
        return f"{self.source}{place} {self.code}: {says}"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a step gives: its value and the problems it met."""

    value: T
    problems: tuple[Problem, ...] = ()


def exit_code(problems: Iterable[Problem]) -> int:
    """0 when nothing counts among the problems, else 1."""
    return int(any(problem.counts for problem in problems))
