"""What is known about a document, and who said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import UnreadableFile
from rag.reading import is_readable_name, is_sidecar, read_document
from rag.types import Known, Metadata
from tests.reading_examples import LETTER_WRAPPED_AT_72, read


def test_front_matter_is_not_text(tmp_path: Path) -> None:
    text = "---\ntitle: On Fish\ndate: 2021-03-04\nreference: 007\nlicence:\n---\n\nText.\n"
    for name in ("a.txt", "a.md", "a"):
        document = read(tmp_path, text, name)
        assert document.text == "Text."
        assert document.metadata == Metadata(
            title=Known("On Fish", True, "front matter"),
            date=Known("2021-03-04", True, "front matter"),
            reference=Known("007", True, "front matter"),
        )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\nNo pairs here\n---\n\nText.", id="prose between rules"),
        pytest.param("---\ntitle: x\n\nText.", id="never closed"),
        pytest.param("Text.\n---\ntitle: x\n---\n", id="not at the top"),
    ],
)
def test_what_only_looks_like_front_matter_is_text(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, text)
    assert all(known is None or not known.confirmed for known in [document.metadata.title])
    for word in ("Text.", *(["No pairs here"] if "No" in text else ["title: x"])):
        assert word in document.text


@pytest.mark.parametrize(
    ("yaml", "reason"),
    [
        pytest.param("title: [", "not valid YAML", id="malformed"),
        pytest.param("writer: Ann", "unknown key 'writer'.*one of title, kind", id="unknown key"),
        pytest.param("title: [a, b]", "'title' must be a single line", id="list"),
        pytest.param("author: {a: b}", "'author' must be a single line", id="mapping"),
        pytest.param(
            "date: 2021-02-30", "'date' is '2021-02-30': write a real date", id="no such day"
        ),
        pytest.param("date: 3 May 2021", "YYYY-MM-DD", id="not ISO"),
        pytest.param("date: 20210503", "YYYY-MM-DD", id="basic ISO"),
        pytest.param("title: &a [*a]", "not valid YAML|single line", id="endless"),
        pytest.param("title: " + "[" * 5000, "not valid YAML", id="deep"),
    ],
)
def test_bad_metadata_is_refused_with_file_key_and_remedy(
    tmp_path: Path, yaml: str, reason: str
) -> None:
    with pytest.raises(UnreadableFile, match=reason) as refused:
        read(tmp_path, f"---\n{yaml}\n---\nText.")
    assert "front matter" in refused.value.reason
    (tmp_path / "b.txt.meta.yaml").write_text(yaml)
    with pytest.raises(UnreadableFile, match=reason) as refused:
        read(tmp_path, "Text.", "b.txt")
    assert refused.value.path == "b.txt"
    assert "b.txt.meta.yaml" in refused.value.reason


def test_a_sidecar_wins_over_front_matter_and_both_over_guesses(tmp_path: Path) -> None:
    (tmp_path / "a.md.meta.yaml").write_text("author: Ann\ntitle: From the sidecar\n")
    document = read(tmp_path, "---\ntitle: Front\nkind: note\n---\n# Heading\n", "a.md")
    assert document.metadata == Metadata(
        title=Known("From the sidecar", True, "sidecar"),
        author=Known("Ann", True, "sidecar"),
        kind=Known("note", True, "front matter"),
    )


def test_role_subject_attendees_and_attachments_can_be_stated(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.yaml").write_text("role: Clerk\nattendees: Ann Lee; Bob Ray\n")
    known = read(
        tmp_path, "---\nsubject: Bins\nattachments: Annex A; Plan\n---\nText.", "a.txt"
    ).metadata
    assert known.role == Known("Clerk", True, "sidecar")
    assert known.attendees == Known("Ann Lee; Bob Ray", True, "sidecar")
    assert known.subject == Known("Bins", True, "front matter")
    assert known.attachments == Known("Annex A; Plan", True, "front matter")


def test_a_sidecar_may_leave_out_the_ending_if_only_one_file_fits(tmp_path: Path) -> None:
    (tmp_path / "a.meta.yaml").write_text("author: Ann\n")
    assert read(tmp_path, "Text.", "a.txt").metadata.get("author") == "Ann"
    document = read(tmp_path, "Text.", "a.md")
    assert document.metadata.author is None
    assert document.notes == (
        "a.meta.yaml fits several files and was not used: name it a.md.meta.yaml",
    )


def test_an_unreadable_sidecar_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.yaml").write_bytes(b"title: \xff\xfe\n")
    with pytest.raises(UnreadableFile, match=r"a\.txt\.meta\.yaml cannot be read"):
        read(tmp_path, "Text.", "a.txt")


def test_the_longest_file_names_need_no_sidecar(tmp_path: Path) -> None:
    name = "n" * 251 + ".txt"
    assert read(tmp_path, "Text.", name).metadata.get("title") == "n" * 251


@pytest.mark.parametrize("name", ["line\nfeed.txt", "bidi\u202e.txt", "🏴.txt", "e\u0301.txt"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    document = read(tmp_path, "Text.", name)
    assert document.source.path == name
    assert document.title in {"line feed", "bidi", "🏴", "é"}


def test_guessed_titles_say_that_they_are_guesses(tmp_path: Path) -> None:
    assert read(tmp_path, "# On  *Fish*\n\nText.", "a.md").metadata.title == Known(
        "On Fish", False, "first heading"
    )
    assert read(tmp_path, "Text.", "on_fish 2.txt").metadata.title == Known(
        "on fish 2", False, "file name"
    )


def test_a_letter_says_when_by_whom_and_to_whom(tmp_path: Path) -> None:
    known = read(tmp_path, LETTER_WRAPPED_AT_72).metadata
    assert known == Metadata(
        title=Known(
            "Freedom of Information Act 2000: Request for Information", False, "subject line"
        ),
        kind=Known("letter", False, "salutation"),
        author=Known("Jane Doe", False, "signature"),
        role=Known("Head of Information Rights", False, "signature"),
        organisation=Known("Department for Transport", False, "letterhead"),
        addressee=Known("Mr J. Smith", False, "address"),
        date=Known("2014-03-03", False, "top of the text"),
        reference=Known("FOI-00123", False, "line “Our ref”"),
        subject=Known(
            "Freedom of Information Act 2000: Request for Information", False, "subject line"
        ),
        attachments=Known("Annex A", False, "mentioned in the text"),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("24 February 2023, Edinburgh", "2023-02-24"),
        ("Date: 3rd Sept 2014", "2014-09-03"),
        ("Monday 1 May 2017", "2017-05-01"),
        ("2017-05-01", "2017-05-01"),
        ("3/4/2021", None),
        ("31 February 2020", None),
        ("On 3 March 2014 we met.", None),
        ("May 2014", None),
    ],
)
def test_a_line_that_is_a_date(tmp_path: Path, line: str, expected: str | None) -> None:
    assert read(tmp_path, f"Some Office\n\n{line}\n\nText.").metadata.get("date") == expected


@pytest.mark.parametrize("greeting", ["Dear Sir or Madam", "Dear all,", "To whom it may concern"])
def test_nobody_in_particular_is_no_addressee(tmp_path: Path, greeting: str) -> None:
    text = f"{greeting}\n\nWe agree with all of it.\n\nYours faithfully\n\nthe undersigned."
    document = read(tmp_path, text)
    assert document.metadata.addressee is None
    assert document.metadata.author is None


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        ("a.txt", True),
        ("A.TXT", True),
        ("a.md", True),
        ("a.markdown", True),
        ("a.text", True),
        ("README", True),
        ("letter 16.08.2021", True),
        (".hidden", False),
        (".hidden.txt", False),
        ("a.txt.meta.yaml", False),
        ("a.meta.yaml", False),
        ("a.png", True),
        ("a.gif", False),
        ("a.yaml", False),
    ],
)
def test_names(name: str, readable: bool) -> None:
    assert is_readable_name(Path(name)) is readable
    assert is_sidecar(Path(name)) is name.endswith(".meta.yaml")


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_text("Text.")
    with pytest.raises(UnreadableFile, match=r"use one of (\.\w+, )+\.\w+$"):
        read_document(path, "a.xyz")
