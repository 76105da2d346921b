"""The pages of PDF and scanned documents as pictures, with the quoted words marked on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fastapi.responses import PlainTextResponse, Response

from rag.errors import RagError
from rag.types import Document, Span
from rag.web.desk import Desk
from rag.web.markup import Markup, element

ROUTE = "/page-pictures/{document_id}/{page}/{start}/{end}"
PAGES_SHOWN = 3
"""A quote over more pages than this is shown on its first ones."""
KEPT_SECONDS = 3600


def pictures(document: Document, marked: Span) -> Iterator[Markup]:
    """The pages on which the words of a span stand, each a figure; none for a document without pages.

    A figure's id says how far down the page (in hundredths) the words begin.
    """
    if document.places is None:
        return
    boxes = document.places.boxes(marked.start, marked.end)
    for page in sorted({box.page for box in boxes})[:PAGES_SHOWN]:
        top = min(box.top for box in boxes if box.page == page)
        address = f"/page-pictures/{document.id}/{page}/{marked.start}/{marked.end}"
        shown = f"Page {page} as it is, with the quoted words marked; they stand as text below"
        yield element(
            "figure",
            element("img", src=address, alt=shown),
            element("figcaption", f"Page {page}, as it is in the file"),
            classes="page-picture",
            id=f"page-{page}-at-{round(100 * top)}",
        )


def route(desk: Desk) -> Callable[[str, int, int, int], Response]:
    """What answers for ROUTE: the picture as PNG, or one line that says why there is none."""

    def page_picture(document_id: str, page: int, start: int, end: int) -> Response:
        try:
            drawn = desk.page_picture(document_id, page, (start, end))
        except KeyError:
            return PlainTextResponse("no such words are held", 404)
        except RagError as error:
            return PlainTextResponse(str(error), 404)
        keep = {"Cache-Control": f"private, max-age={KEPT_SECONDS}"}
        return Response(drawn, media_type="image/png", headers=keep)

    return page_picture
