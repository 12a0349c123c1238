"""Documents as JSON lines: the Text that every span of every claim is cut from, and where it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dragoman.export.handed import Handed
from dragoman.records.told import ToldDocument


def lines(handed: Handed) -> Iterator[str]:
    """A line for each Reading, without its line break."""
    for told in handed.documents():
        handed.tally.rows += 1
        yield json.dumps(document_object(told), ensure_ascii=False)


def document_object(told: ToldDocument) -> dict[str, object]:
    """`{document, text_id, title, text, published, …}`."""
    reading = told.reading
    return {
        "document": reading.document,
        "text_id": reading.text_id,
        "title": reading.title,
        "text": told.text,
        "published": reading.published,
        "publisher": reading.publisher,
        "place": reading.place,
        "byline": reading.byline,
        "source": reading.source,
        "url": reading.url,
        "language": reading.language,
        "licence": reading.licence,
        "copy_of": told.copy_of,
        "fullest": told.fullest,
    }
