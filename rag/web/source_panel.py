"""A cited document beside the conversation: what is known of it, its text, the quoted words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answering.attribution import attribution_line, plain_date
from rag.answering.quoting import still_stands
from rag.errors import RagError
from rag.types import Block, BlockKind, Citation, Document, Known, Span
from rag.web import page_pictures, showing
from rag.web.conversation import Pick
from rag.web.desk import Desk
from rag.web.markup import NOTHING, Content, Markup, element, joined

CHARACTERS_EACH_SIDE = 40_000
"""Text shown before and after the quote: enough to read on, little enough to send at once."""
LABELS = {
    "kind": "Kind",
    "author": "Author",
    "role": "Role",
    "organisation": "Organisation",
    "addressee": "To",
    "date": "Date",
    "reference": "Reference",
    "subject": "Subject",
    "attendees": "Attended by",
    "attachments": "Attachments mentioned",
    "published_at": "Published at",
    "licence": "Licence",
}
TAGS = {BlockKind.HEADING: "h3"}
PLACEHOLDER = element(
    "p",
    "The document behind a citation is shown here, with the quoted words marked.",
    classes="placeholder",
).html


def source(document: Document, citation: Citation, pick: Pick, heading: str, about: str) -> str:
    """A document opened at a citation, as HTML; `about` says where the words stand."""
    return element(
        "article",
        element("p", heading, classes="which"),
        element("h2", document.title, dir="auto"),
        _known(document),
        element("p", about, classes="aside", dir="auto"),
        *(element("p", note, classes="aside", dir="auto") for note in document.notes),
        element(
            "div",
            *page_pictures.pictures(document, citation.quote.span),
            *text_of(document, citation.quote.span),
            classes="document-text",
        ),
        element("button", "Back to the answer", type="button", name="back", classes="back"),
        classes="source",
        id=f"shown-{pick}",
    ).html


def opened(desk: Desk, citation: Citation, pick: Pick, heading: str, about: str) -> str:
    """A citation's document as it is held today, opened at its words; else why it cannot be."""
    try:
        document = desk.document(citation.quote.span.document_id)
        if not still_stands(document, citation.quote):
            return no_longer_stands(citation)
        return source(document, citation, pick, heading, about)
    except KeyError:
        return no_longer_held(citation)
    except RagError as error:
        return showing.notice(str(error))


def about_line(citation: Citation, *, nearest: bool) -> str:
    """Where a citation stands and, unless it is a nearest passage, whose words it holds."""
    line = attribution_line(citation)
    return line if nearest else f"{line} · {showing.whose_words(citation)}"


def no_longer_held(citation: Citation) -> str:
    """What is shown where the index that answers now does not hold the document any more."""
    return _words_alone(citation, "This document has left the index since. The words cited were:")


def no_longer_stands(citation: Citation) -> str:
    """What is shown where the document is held, but its text does not read as it was cited."""
    return _words_alone(citation, "This document reads otherwise today. The words cited were:")


def _words_alone(citation: Citation, told: str) -> str:
    title = element("h2", citation.title, dir="auto")
    words = element("blockquote", f"“{citation.quote.text}”", dir="auto")
    return element("article", title, element("p", told), words, classes="source").html


def text_of(document: Document, marked: Span) -> Iterator[Markup]:
    """The blocks around a span, in order, with its words marked; says where text is left out."""
    near = [b for b in document.blocks if _is_near(b, marked)]
    if near and near[0] != document.blocks[0]:
        yield element("p", "Earlier text is not shown here.", classes="left-out")
    yield from _with_pages(document, near, marked)
    if near and near[-1] != document.blocks[-1]:
        yield element("p", "Later text is not shown here.", classes="left-out")


def _is_near(block: Block, marked: Span) -> bool:
    return (
        block.end > marked.start - CHARACTERS_EACH_SIDE
        and block.start < marked.end + CHARACTERS_EACH_SIDE
    )


def _with_pages(document: Document, blocks: Sequence[Block], marked: Span) -> Iterator[Markup]:
    page = numbered = None
    for block in blocks:
        if block.page is not None and block.page != page:
            page = block.page
            yield element("p", f"Page {page}", classes="page-number")
        yield _block(document, block, marked, with_number=block.paragraph != numbered)
        numbered = block.paragraph or numbered


def _block(document: Document, block: Block, marked: Span, *, with_number: bool) -> Markup:
    number = str(block.paragraph) if block.paragraph and with_number else None
    return element(
        TAGS.get(block.kind, "p"),
        element("span", number, classes="number", title=f"Paragraph {number}") if number else "",
        joined(_pieces(document.text, block, marked)),
        classes=block.kind.value.replace("_", "-"),
        dir="auto",
    )


def _pieces(text: str, block: Block, marked: Span) -> Iterator[Content]:
    start = min(max(marked.start, block.start), block.end)
    end = min(max(marked.end, start), block.end)
    yield text[block.start : start]
    if start < end:
        yield element("mark", text[start:end])
    yield text[end : block.end]


def _known(document: Document) -> Markup:
    rows: list[Markup] = []
    for key, label in LABELS.items():
        known: Known | None = getattr(document.metadata, key)
        if known:
            rows += _row(label, plain_date(known.value) or "", guessed=not known.confirmed)
    rows += _row("File", document.source.path, guessed=False)
    return element("dl", *rows, classes="known")


def _row(label: str, value: str, *, guessed: bool) -> tuple[Markup, Markup]:
    doubt = element("span", " (guessed from the text)", classes="aside") if guessed else NOTHING
    return element("dt", label), element("dd", value, doubt, dir="auto")
