"""Files inside files: each becomes a document of its own, and none of them spoils the one around it."""

from __future__ import annotations

from dataclasses import replace

from rag.indexing import document_json
from rag.types import Document, Metadata, Source

PARENT = Source("mail.eml/report.pdf", "00", "application/pdf", 1, (), "mail.eml")


def test_the_parent_survives_the_way_between_processes() -> None:
    document = Document("d", "Text.", (), PARENT, Metadata())
    assert document_json.from_json(document_json.to_json(document)) == document
    alone = replace(document, source=replace(PARENT, parent=None))
    assert document_json.from_json(document_json.to_json(alone)) == alone
