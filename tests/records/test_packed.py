"""Records packed and read back are what they were."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records.claim import Claim, Quantity, Source, Speech, Where
from dragoman.records.packed import packed, unpacked
from dragoman.records.panel import Covered
from dragoman.records.party import Party
from dragoman.records.text import Span
from dragoman.records.when import When

words = st.text(max_size=12)
spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99), words)
parties = st.builds(Party, st.none() | words, words, words, st.integers(0, 9), st.integers(0, 9))
claims = st.builds(
    Claim,
    words,
    words,
    words,
    spans,
    spans,
    st.none() | words,
    contexts=st.tuples(words),
    actor=st.lists(parties, max_size=2).map(tuple),
    when=st.builds(When, st.none() | words, st.none() | words, words),
    where=st.none() | st.builds(Where, words, lat=st.none() | st.floats(allow_nan=False, allow_infinity=False)),
    quantities=st.lists(
        st.builds(Quantity, st.floats(-1e6, 1e6), words, words, st.just(0), st.just(1)), max_size=2
    ).map(tuple),
    per=st.lists(st.builds(Source, words), max_size=2).map(tuple),
    speech=st.none() | st.builds(Speech, words, words, st.tuples(spans), st.tuples(parties)),
    reciprocal=st.booleans(),
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words
    | claims,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(words, inner, max_size=3)
        | st.frozensets(words, max_size=3)
        | st.builds(Covered, st.integers(0, 9), st.integers(0, 9))
    ),
    max_leaves=12,
)


@given(values)
def test_what_is_packed_comes_back_as_it_was(value: object) -> None:
    back = unpacked(packed(value))
    assert back == value and type(back) is type(value)


def test_a_record_named_twice_is_written_once() -> None:
    span = Span(0, 3, "the")
    back = unpacked(packed((span, span)))
    assert back[0] is back[1]


@dataclass(frozen=True)
class Elsewhere:
    """Of no package of records."""

    value: int


@pytest.mark.parametrize(
    "data",
    [
        packed(Elsewhere(1)),
        orjson.dumps([["os:system"], [[0, "true"]], [4, 0]]),
        orjson.dumps([["dragoman.records.packed:unpacked"], [[0, "x"]], [4, 0]]),
        orjson.dumps([["dragoman.records.nothing:Span"], [[0, 1, 2, "x"]], [4, 0]]),
        orjson.dumps([["dragoman.records.text:Span"], [[0, 1]], [4, 0]]),
        orjson.dumps([[], [], [4, 0]]),
        orjson.dumps([[], [], [9]]),
        b"not JSON",
        b"[]",
    ],
)
def test_bytes_that_hold_no_records_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        unpacked(data)


def test_what_cannot_be_packed_says_so() -> None:
    with pytest.raises(TypeError, match="object cannot be packed"):
        packed(object())
