"""Documents as JSON, for the way from the process that reads files to the one that keeps them."""

from __future__ import annotations

import base64
from dataclasses import asdict, replace
from typing import Any

from rag.types import (
    Block,
    BlockKind,
    Document,
    Known,
    Metadata,
    RecognisedPage,
    Source,
    WordPlaces,
)


def to_json(document: Document) -> dict[str, Any]:
    """A document as plain values."""
    values = asdict(replace(document, places=None))
    if document.places is not None:
        values["places"] = base64.b64encode(document.places.packed).decode("ascii")
    return values


def from_json(values: dict[str, Any]) -> Document:
    """The document that `to_json` was given. Raises KeyError, TypeError or ValueError for others."""
    source = dict(values["source"])
    places = values["places"]
    known = {key: Known(**value) for key, value in values["metadata"].items() if value}
    return Document(
        id=values["id"],
        text=values["text"],
        blocks=tuple(Block(**{**b, "kind": BlockKind(b["kind"])}) for b in values["blocks"]),
        source=Source(**{**source, "other_paths": tuple(source["other_paths"])}),
        metadata=Metadata(**known),
        notes=tuple(values["notes"]),
        places=None if places is None else WordPlaces(base64.b64decode(places)),
        recognised=tuple(RecognisedPage(**page) for page in values["recognised"]),
    )
