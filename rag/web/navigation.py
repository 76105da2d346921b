"""The pages there are, and the navigation at the head of each."""

from __future__ import annotations

from dataclasses import dataclass

from rag.web.markup import element

TITLE = "Chapter & Verse"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name, where it stands (`path` without slashes), and what it is for in one line."""

    name: str
    path: str
    purpose: str

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"/{self.path}"


ASK = Page("Ask", "", "Answers in the documents’ own words, with their sources.")
QUOTE_CHECK = Page(
    "Quote check", "quote-check", "Is a quotation real, and what does the document say?"
)
ENQUIRY = Page("Enquiry", "enquiry", "A letter, its questions, and a reply you can stand behind.")
PAGES = (ASK, QUOTE_CHECK, ENQUIRY)
"""In the order in which the navigation names them."""


def header(page: Page) -> str:
    """The head of a page as HTML: where else to go, its name, and what it is for."""
    # The sanitiser of the page drops aria- attributes: page.js names the landmark and points out
    # the page that is open.
    links = (element("li", element("a", p.name, href=p.address)) for p in PAGES)
    return element(
        "header",
        element(
            "div",
            element("p", TITLE, classes="brand"),
            element("nav", element("ul", *links), id="navigation"),
            classes="masthead",
        ),
        element("h1", page.name),
        element("p", page.purpose, classes="purpose"),
        classes="page-header",
    ).html
