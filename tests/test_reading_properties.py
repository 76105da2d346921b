"""What a file says of itself is believed only where somebody can have meant it."""

from __future__ import annotations

import pytest

from rag.reading.metadata import build_metadata
from rag.reading.properties import credible
from rag.reading.raw import Reading
from rag.types import Known, Metadata

GUESSES = {
    "title": Known("First", False, "first heading"),
    "author": Known("Ann Lee", False, "signature"),
    "role": Known("Clerk", False, "signature"),
    "date": Known("2020-03-03", False, "top of the text"),
}


def metadata(properties: dict[str, str], origin: str, **sidecar: str) -> Metadata:
    reading = Reading((), "x/y", properties=properties, properties_origin=origin)
    return build_metadata(sidecar, reading, GUESSES)


@pytest.mark.parametrize(
    "author",
    [
        "Microsoft Office User",
        "Administrator",
        "jsmith",
        "Unknown",
        "user",
        "Windows User",
        "HP",
        "a",
    ],
)
def test_programs_and_accounts_are_no_authors(author: str) -> None:
    assert credible({"author": author}, "file properties") == {}


@pytest.mark.parametrize(
    "title",
    [
        "Untitled",
        "untitled 2",
        "Microsoft Word - letter.docx",
        "Document1",
        "PowerPoint Presentation",
        "letter final v2.doc",
        "Scan_0012",
        "(anonymous)",
        "...",
        "https://example.org/x",
        "x" * 300,
    ],
)
def test_programs_titles_are_no_titles(title: str) -> None:
    assert credible({"title": title}, "file properties") == {}


def test_what_can_be_true_is_kept_with_its_origin() -> None:
    said = {"title": "On bins", "author": "Ann Lee; Bob Ray", "date": "2020-03-04"}
    assert credible(said, "file properties") == {
        "title": Known("On bins", False, "file properties"),
        "author": Known("Ann Lee; Bob Ray", False, "file properties"),
    }
    assert credible({"date": "2020-03-04"}, "page properties")["date"].value == "2020-03-04"
    assert credible({"date": "2020-13-04"}, "page properties") == {}


def test_a_body_as_author_is_the_organisation() -> None:
    known = credible({"author": "Leeds Council"}, "file properties")
    assert known == {"organisation": Known("Leeds Council", False, "file properties")}


def test_the_page_is_believed_before_the_file_on_who_and_when() -> None:
    known = metadata({"title": "Bins", "author": "Bob Ray"}, "file properties")
    assert known.title == Known("Bins", False, "file properties")
    assert known.author == GUESSES["author"]


def test_a_mails_header_is_believed_before_its_text() -> None:
    known = metadata({"author": "Ray, Bob", "addressee": "x@example.org; Cy Dee"}, "e-mail header")
    assert known.author == Known("Bob Ray", False, "e-mail header")
    assert known.get("addressee") == "x@example.org; Cy Dee"


def test_the_role_of_somebody_else_is_dropped() -> None:
    assert metadata({}, "", author="Bob Ray").role is None
    assert metadata({}, "", author="Ms A. Lee").role == GUESSES["role"]
    assert metadata({}, "", author="Bob Ray", role="Chair").role == Known("Chair", True, "sidecar")


def test_the_letterhead_stays_whoever_wrote() -> None:
    body = Known("Leeds Council", False, "letterhead")
    reading = Reading((), "x/y")
    assert (
        build_metadata(
            {"author": "Bob Ray"}, reading, GUESSES | {"organisation": body}
        ).organisation
        == body
    )
    beside = Known("Leeds Council", False, "signature")
    assert (
        build_metadata(
            {"author": "Bob Ray"}, reading, GUESSES | {"organisation": beside}
        ).organisation
        is None
    )


def test_a_person_can_say_that_there_is_none() -> None:
    known = metadata({"title": "Bins"}, "file properties", author="none", title="none")
    assert (known.author, known.role, known.title) == (None, None, None)
    assert known.date == GUESSES["date"]
