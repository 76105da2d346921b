"""What a document says about itself: guessed where it can mean one thing, left open where it cannot."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.listing import METADATA_KEYS
from rag.reading import markdown, plain_text
from rag.reading.canonical import make_canonical
from rag.reading.guesses import guess_metadata
from rag.reading.guessing.dates import date_alone, date_inside
from rag.reading.guessing.names import (
    Person,
    in_small_letters,
    is_name,
    is_organisation,
    is_role,
    person_in,
)
from rag.types import Block, BlockKind, Known, Metadata
from tests.reading_examples import read

PROSE = (
    "The works began on 4 January 2018 and were to last eleven weeks, but the contractor asked for "
    "more time and was given until the summer, as Jane Marlow told the committee at the time.\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16 August 2021", "2021-08-16"),
        ("06 November 2023", "2023-11-06"),
        ("the 3rd of March 2020", "2020-03-03"),
        ("Tuesday, 3 March, 2020", "2020-03-03"),
        ("March 3, 2020", "2020-03-03"),
        ("Sept. 19th, 2016", "2016-09-19"),
        ("3-Mar-2020", "2020-03-03"),
        ("24 February 2023, Edinburgh", "2023-02-24"),
        ("Leeds, 4 May 2022", "2022-05-04"),
        ("2020-03-03", "2020-03-03"),
        ("2020/03/04", "2020-03-04"),
        ("2020-03-03T14:05:00Z", "2020-03-03"),
        ("Tue, 3 Mar 2020 14:05:00 +0000", "2020-03-03"),
        ("24 March 2020 2:05 pm", "2020-03-24"),
        ("29.10.2023", "2023-10-29"),
        ("4/4/2020", "2020-04-04"),
        ("12/31/2020", "2020-12-31"),
        ("3/4/2021", None),
        ("29.10.23", None),
        ("31 February 2020", None),
        ("32 March 2020", None),
        ("May 2014", None),
        ("On 3 March 2014 we met.", None),
        ("3 March 2014 and 4 March 2014", None),
        ("Room 12, 3 March", None),
        ("3 Marchmont 2014", None),
    ],
)
def test_a_date_that_can_be_read_in_one_way(text: str, expected: str | None) -> None:
    assert date_alone(text) == expected


def test_the_only_date_of_a_line() -> None:
    assert (
        date_inside("Minutes of the meeting held on Tuesday 3 March 2020 at Leeds") == "2020-03-03"
    )
    assert date_inside("From 3 March 2020 to 4 March 2020") is None


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee",
        "Ms Þóra Jónsdóttir",
        "J. R. Hartley",
        "Mr T Singh",
        "Anneke van der Berg",
        "Sir Alan",
        "Ahmed al-Farsi",
        "Nguyễn Thị Hoa",
        "Dame Ruth Pemberton DBE",
        "Siobhán O’Neill",
        "Ms Park",
        "Giuseppe De Luca",
        "Hye-jin Kim",
        "The Rt Hon Ann Lee MP",
        "Dr Wei Zhang FRS",
    ],
)
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "Lee",
        "De Luca",
        "Northern Council",
        "Head of Rights",
        "14 High Street",
        "High Street",
        "Kind Regards",
        "a b",
        "the undersigned",
        "Annex A",
        "Ann Lee wrote",
        "Microsoft Office User",
        "Yours Sincerely",
        "",
        "Public Affairs",
        "Scottish Biometrics Commissioner",
        "ann.lee@example.org",
        "Great Malvern",
        "Ann and Bob",
        "Ministry of Harbours",
        "Arent Fox LLP",
        "A B",
        "Data Protection",
    ],
)
def test_what_is_nobodys_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Chair of the Audit Committee", True, False),
        ("Director, Public Affairs", True, False),
        ("Vice President, Operations", True, False),
        ("Data Protection Officer", True, False),
        ("Secretary of State for Transport", True, False),
        ("Office of the Rivers Commissioner", False, True),
        ("Harbour & Tidal Energy Association", False, True),
        ("Kestrel Analytics Inc.", False, True),
        ("Ministry of Harbours", False, True),
        ("We met the director of the council", False, False),
        ("Leeds", False, False),
    ],
)
def test_roles_and_organisations(text: str, role: bool, organisation: bool) -> None:
    assert (is_role(text), is_organisation(text)) == (role, organisation)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ann Lee <a.lee@example.org>", Person("Ann Lee")),
        ('"Ann Lee" [mailto:a.lee@example.org]', Person("Ann Lee")),
        ("Ann Lee (Clerk)", Person("Ann Lee", "Clerk")),
        ("Ann Lee MBE, Clerk, Leeds Council", Person("Ann Lee MBE", "Clerk", "Leeds Council")),
        ("Ann Lee, MBE, Clerk", Person("Ann Lee MBE", "Clerk")),
        ("Ann Lee, Partner, Arent Fox LLP", Person("Ann Lee", "Partner", "Arent Fox LLP")),
        ("Ann Lee – Director, Europe", Person("Ann Lee", "Director, Europe")),
        ("Ann Lee, of no fixed role", Person("Ann Lee")),
        ("The Clerk", None),
        ("a.lee@example.org", None),
    ],
)
def test_a_person_with_role_and_organisation(text: str, person: Person | None) -> None:
    assert person_in(text) == person


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("Dear Ms Lee,\n", "letter"),
        ("From: Ann Lee\nSent: 3 March 2020 10:00\nTo: Bob Ray\nSubject: Bins\n", "e-mail"),
        ("MEMORANDUM\n\nTo: Bob Ray\nFrom: Ann Lee\n", "memorandum"),
        ("Minutes of the Parks Committee\n", "minutes"),
        ("Note of a telephone call with Bob Ray\n", "meeting note"),
        ("Meeting notes\n", "meeting note"),
        ("PRESS RELEASE\n\nBins\n", "statement"),
        ("Joint statement by Ann Lee and Bob Ray\n", "statement"),
        ("Government response to the consultation on bins\n", "reply"),
        ("FOI response 1234\n", "reply"),
        ("Annual Report 2020\n", "report"),
        ("Note for the record\n", "meeting note"),
        ("PM statement on bins\n", "statement"),
        ("Bins\n\nAnn Lee\n\nPolitical correspondent\n", "article"),
        ("Report on bins\n", "report"),
        ("COMPLAINT FORM\n\nName:\n", "form"),
        ("Bins and how to empty them\n\nBy Ann Lee\n", "article"),
        ("The Bins Regulations 2019\n\nMade 3rd March 2019\n", "legislation"),
        ("Bins\n", None),
        ("Reporting a missed bin\n", None),
        ("Critical response to an outbreak\n", None),
        ("Speech to Text\n", None),
        ("To: Bob Ray\nFrom: Ann Lee\n", None),
        ("The Transport Act 1985\n", None),
    ],
)
def test_kinds(tmp_path: Path, opening: str, kind: str | None) -> None:
    assert read(tmp_path, f"{opening}\n{PROSE}\n{PROSE}").metadata.get("kind") == kind


def test_a_letterhead_in_capitals_is_written_as_in_prose() -> None:
    assert in_small_letters("OFFICE OF THE NHS TRUST") == "Office of the NHS Trust"
    assert in_small_letters("HOME OFFICE") == "Home Office"
    assert in_small_letters("eBay Ltd") == "eBay Ltd"


def test_labels_side_by_side(tmp_path: Path) -> None:
    known = read(tmp_path, f"Our ref: B/1   Date: 3 March 2020\n\nDear Ms Lee,\n\n{PROSE}").metadata
    assert (known.get("reference"), known.get("date")) == ("B/1", "2020-03-03")


def test_a_resident_who_signs_is_no_office(tmp_path: Path) -> None:
    text = f"2 Quay Walk\nTruro\n\nDear Sir,\n\n{PROSE}\nYours truly,\n\n(signed) Ann Lee\nTruro\n"
    known = read(tmp_path, text).metadata
    assert known.author == Known("Ann Lee", False, "signature")
    assert (known.role, known.organisation, known.addressee, known.date) == (None,) * 4


def test_the_one_written_to_is_not_taken_for_the_writer(tmp_path: Path) -> None:
    text = f"Leeds Council\nCivic Hall\n\n3 May 2020\n\nDear Ms Lee\n\nBins\n\n{PROSE}\nYours sincerely,\n\nBob Ray\n"
    known = read(tmp_path, text).metadata
    assert (known.get("author"), known.organisation) == ("Bob Ray", None)


def test_a_letters_own_date_comes_before_the_day_it_was_published(tmp_path: Path) -> None:
    top = "Published 6 May 2020\n\nTo: Chief Constable Bob Ray, Northern Police\n\n4 May 2020"
    known = read(tmp_path, f"{top}\n\nDear Bob,\n\nBins\n\n{PROSE}").metadata
    assert (known.get("date"), known.get("addressee")) == ("2020-05-04", "Chief Constable Bob Ray")


def test_a_team_gives_way_to_its_organisation(tmp_path: Path) -> None:
    signed = "A Patel\nInformation Access Team\nHome Office"
    known = read(tmp_path, f"Dear Ms Lee,\n\n{PROSE}\nYours sincerely\n\n{signed}\n").metadata
    assert known.organisation == Known("Home Office", False, "signature")


def test_who_a_report_was_prepared_by(tmp_path: Path) -> None:
    text = (
        f"Report on bins\n\nSubmitted on 3 March 2020 by Ann Lee, Clerk, Leeds Council\n\n{PROSE}"
    )
    known = read(tmp_path, text).metadata
    assert (known.get("author"), known.get("role")) == ("Ann Lee", "Clerk")
    assert (known.get("organisation"), known.get("date")) == ("Leeds Council", "2020-03-03")


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("REPORT TO: Cabinet\nSUBJECT: Bins in the north\n\n1. PURPOSE\n", "Bins in the north"),
        ("Report to the cabinet\n\n1. PURPOSE\n", "Report to the cabinet"),
        ("LEEDS COUNCIL\n\nMinutes of the Parks Committee\n", "Minutes of the Parks Committee"),
        ("LEEDS COUNCIL\n\nPress release\n", "LEEDS COUNCIL"),
        ("1. PURPOSE\n", "note"),
        ("ON BINS\n\nReport of the clerk\n", "ON BINS"),
    ],
)
def test_titles(tmp_path: Path, top: str, title: str) -> None:
    assert read(tmp_path, f"{top}\n{PROSE}\n{PROSE}").title == title


def test_the_date_that_ends_a_title(tmp_path: Path) -> None:
    text = f"Bins\n\nReport by the Comptroller and Auditor General, 3 March 2020\n\n{PROSE}"
    assert read(tmp_path, text).metadata.date == Known("2020-03-03", False, "title")


def test_several_who_sign_are_all_authors(tmp_path: Path) -> None:
    signed = "Ann Lee, Clerk, Leeds Council\n\nDr Bob Ray, Chair"
    known = read(tmp_path, f"Dear Minister,\n\n{PROSE}\nYours sincerely,\n\n{signed}\n").metadata
    assert known.get("author") == "Ann Lee; Dr Bob Ray"
    assert known.role is None


def test_an_older_message_below_says_nothing_of_this_one(tmp_path: Path) -> None:
    text = (
        f"From: Ann Lee <a@example.org>\nTo: Bob Ray <b@example.org>\nDate: Tue, 3 Mar 2020 09:12:44 +0000\n"
        f"Subject: RE: Bins\n\n{PROSE}\n-----Original Message-----\nFrom: Bob Ray\nSent: 1 March 2014\n"
        "To: Ann Lee\n\nSee Annex C.\n\nRegards\n\nBob Ray\nChair\n"
    )
    assert read(tmp_path, text).metadata == Metadata(
        title=Known("Bins", False, "line “Subject”"),
        kind=Known("e-mail", False, "e-mail header in the text"),
        author=Known("Ann Lee", False, "line “From”"),
        addressee=Known("Bob Ray", False, "line “To”"),
        date=Known("2020-03-03", False, "line “Date”"),
        subject=Known("Bins", False, "line “Subject”"),
    )


def test_family_names_written_first_are_turned(tmp_path: Path) -> None:
    text = f"# On bins\n\nAuthors: Oude Munnink, Bas B.; van der Hoek, Lia\n\n{PROSE}"
    assert read(tmp_path, text).metadata.get("author") == "Bas B. Oude Munnink; Lia van der Hoek"


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("Present:\nAnn Lee (Chair)\nMr Ray, Clerk\n\nApologies: Cy Dee\n", "Ann Lee; Mr Ray"),
        (
            "Attending: Cllrs A Lee (Chair), B Ray, C Dee. In attendance: F Gow (Clerk), 3 others.\n",
            "A Lee; B Ray; C Dee; F Gow",
        ),
        ("**Present**\n\n| Name | Role |\n|---|---|\n| Ann Lee | Chair |\n", "Ann Lee"),
        ("## In attendance:\n\n- Ann Lee, Leeds Council\n- Dr Bob Ray\n", "Ann Lee; Dr Bob Ray"),
        ("Attendees: Ann Lee, Bob Ray and Cy Dee\n", "Ann Lee; Bob Ray; Cy Dee"),
        ("Attendees: Ann Lee (Leeds; north), Bob Ray\n", "Ann Lee; Bob Ray"),
        ("Attendees (in person): Ann Lee, Clerk, Bob Ray, Chair\n", "Ann Lee; Bob Ray"),
        ("Attendees: Ann Lee, Clerk, and the press\n", "Ann Lee"),
        ("Attendees: the whole committee\n", None),
        ("## Attendees\n\nNobody wrote down who came.\n", None),
    ],
)
def test_attendees(tmp_path: Path, listed: str, names: str | None) -> None:
    text = f"# Meeting note\n\n3 March 2020\n\n{listed}\n## Discussion\n\n{PROSE}"
    assert read(tmp_path, text, "a.md").metadata.get("attendees") == names


@pytest.mark.parametrize(
    ("end", "attached"),
    [
        ("Enc. The plan; The map", "The plan; The map"),
        ("Enclosures (2)", None),
        ("Attachment: plan.pdf", "plan.pdf"),
        ("Attachments:\n1. The plan\n2. The map", "The plan; The map"),
        ("cc: Bob Ray", None),
    ],
)
def test_enclosures_of_a_letter(tmp_path: Path, end: str, attached: str | None) -> None:
    text = f"Dear Ms Lee,\n\n{PROSE}\nYours sincerely,\n\nBob Ray\n\n{end}\n"
    assert read(tmp_path, text).metadata.get("attachments") == attached


def test_annexes_of_a_letter_but_not_of_a_treaty(tmp_path: Path) -> None:
    body = "We attach a copy of the plan, which you know. See Annex B, and Annex IV to the Treaty of Rome."
    text = f"Dear Ms Lee,\n\n{PROSE}\n{body}\n\nYours sincerely,\n\nBob Ray\n"
    assert read(tmp_path, text).metadata.get("attachments") == "a copy of the plan; Annex B"


def test_references_are_the_senders_own(tmp_path: Path) -> None:
    text = f"Your ref: X/1\nOur ref: NDC/17 Date: today\n\nDear Ms Lee,\n\n{PROSE}"
    assert read(tmp_path, text).metadata.reference == Known("NDC/17", False, "line “Our ref”")


def test_prose_says_nothing_about_itself(tmp_path: Path) -> None:
    known = read(tmp_path, f"{PROSE}\n{PROSE}\nDate: 3 March 2020\n\nAuthor: Ann Lee\n").metadata
    assert known == Metadata(title=Known("note", False, "file name"))


LINES = st.sampled_from(
    [
        *("Dear Ms Lee,", "Yours sincerely", "Ann Lee", "Clerk", "Leeds Council", "From: Ann Lee"),
        *("To: Bob Ray", "Subject: Bins", "3 March 2020", "Our ref: X/1", "Present:", "- Ann Lee"),
        *(
            "By Ann Lee",
            "PRESS RELEASE",
            "Enc. The plan",
            "Annex A",
            "> quoted",
            "| a | b |",
            "Re:",
        ),
        *("On 3 March Bob Ray wrote:", "Minutes", "# Report", "Date:", "", "", PROSE),
    ]
)


@given(st.lists(LINES | st.text(max_size=60), max_size=25))
def test_no_text_stops_the_guessing_or_loses_its_origin(lines: list[str]) -> None:
    text, blocks = make_canonical(plain_text.read_blocks("\n".join(lines)))
    for key, known in guess_metadata(text, blocks, "a.txt").items():
        assert key in METADATA_KEYS
        assert known.value == known.value.strip() != ""
        assert known.origin
        assert not known.confirmed


@pytest.mark.parametrize(
    "text",
    [
        *("Dear " + "A" * 300_000, "From: " + "a, " * 100_000, "Present: " + "Ann Lee, " * 30_000),
        *("a " * 150_000 + ":", "By " + "Ann " * 75_000, "Minutes of " * 30_000, "(" * 300_000),
        "Dear Ms Lee,\n\n" + "we enclose a " * 30_000 + "\n\nYours sincerely\n\nBob Ray",
        "Dear Ms Lee,\n\n" + "Annex A. " * 30_000 + "\n\nYours sincerely\n\nBob Ray",
    ],
    ids=range(9),
)
def test_endless_lines_take_no_time(text: str) -> None:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    started = time.monotonic()
    guess_metadata(text, [block], "a.txt")
    assert time.monotonic() - started < 2


def test_a_day_in_a_table_of_figures_is_not_the_documents() -> None:
    row = "| Depot | 2021-03-04 | 42,000 |"
    text = "\n".join(["# Costs", "", "| Item | Day | Cost |", "|---|---|---|", row])
    made, blocks = make_canonical(markdown.read_blocks(text))
    assert "Depot | 2021-03-04 | 42,000" in made
    assert "date" not in guess_metadata(made, blocks, "costs.md")
