"""The shipped documents: unchanged, read as on paper, and described only by their own words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from rag.reading import is_sidecar, read_document
from rag.sentences import sentences
from rag.types import BlockKind, Document
from tests.reading_examples import assert_tiles, words_of

CORPUS = Path(__file__).parent.parent / "corpus"
LETTER_2021 = "2021-08-16_letter_commissioner_to_prosper.txt"
NOTE_2023 = "2023-02-24_meeting_note_hikvision_scottish_commissioner.txt"
LETTER_2023 = "2023-11-06_letter_hikvision_to_commissioner.txt"
SHA256 = {
    LETTER_2021: "187b630f24a551360a5b68e915d74c83a1e4adde63934cda158b9d4de60956bb",
    NOTE_2023: "28fe8c57fe27d051aa5d1a4f3249ad0f2a6a766f8927e9d53a13ca446b7033f3",
    LETTER_2023: "e407658fb12c1146494eb6616fe7f7b765cfb5db5da2c4f043d5b15fb284171b",
}

# Checked by eye against the files. Each line is a block: its kind (Heading with level, Paragraph,
# List item, Footnote), the number a reader would give the paragraph, and its first and last words;
# " / " is a line break inside the block.
BLOCKS = {
    LETTER_2021: """
P    - OFFICE OF THE BIOMETRICS AND SURVEILLANCE CAMERA COMMISSIONER
P    - Professor Fraser Sampson / Biometrics and Surveillance Camera Commissioner
P    - 16 August 2021
P    - http://www.gov.uk/surveillance-camera-commissioner
P    - Ambassador Pierre-Richard Prosper / Partner, Arent Fox LLP
P    - Dear Ambassador Prosper
H1   - Hikvision Notes & Queries - August 2021
P    1 Further to Justin's letter ... clarify/note the following please:
P    2 Justin's latest letter states ... System Technology Co. Ltd.
P    3 The tender award announcement ... Report to Shareholders 2020¹:
L    3 Urumqi High-Tech Zone (New ... for Social Comprehensive Management
L    3 MoYu Security Protection & Prevention Control System
L    3 PiShan Security Protection & Prevention Control System
L    3 LuoP Security Protection & Prevention Control System
L    3 YuTian Safe City PPP Project Agreement
F    - ¹ p288 (https://www.hikvision.com/content/dam/hikvision/en/brochures/hikvision-financial-report/Hikvision-2020-Annual-Report.PDF· PDF ... accessed 12 August 2021)
P    4 Justin goes on to ... Business and Human Rights.”
P    5 This is helpful as ... and children (Principle 12).
P    6 Perhaps most importantly here, ... commitment to providing it.
P    7 Finally, Justin refers to ... acknowledges are serious matters.
P    - Yours sincerely
P    - A handwritten signature in ... over a horizontal line.
P    - Fraser Sampson / Biometrics and Surveillance Camera Commissioner
""",
    NOTE_2023: """
H2   - Note of meeting between Hikvision and Scottish Biometrics Commissioner
P    1 24 February 2023, Edinburgh
P    2 1400 hrs to 1520 hrs
H3   - In attendance:
L    3 Jeffrey He, Vice President, Global Public Affairs, Hikvision (meeting host)
L    3 Justin Hollis, Marketing Lead, Hikvision United Kingdom, and Ireland
L    3 Matthew Ballard, Executive Vice ... Director BCW Global, Washington
L    3 Matthew Sutton, Associate Director, BCW Global, London
L    3 Dr Brian Plastow, Scottish Biometrics Commissioner (invited guest)
H3   - Purpose
P    4 The meeting in central ... products across its estate.
P    5 Also in attendance were ... a strategic communications partner.
H3   - Points of Discussion
H4   - Company profile
P    6 Hikvision firstly gave a ... healthcare and financial institutions.
P    7 Hikvision then highlighted its ... Modern Slavery Act 2015.
P    8 Hikvision stated that it ... to further this programme.
H3   - Scottish Biometrics Commissioner (SBC)
P    9 The Commissioner provided a ... Police Scotland control room.
P   10 The Commissioner also explained ... Scotland around data security.
P   11 The Commissioner also highlighted ... oversight, governance, and accountability.
H3   - Geopolitical tensions, Cyber Security and Human Rights
P   12 Although the meeting was ... serious human rights abuses.”
P   13 In July 2021, the ... the U.K., or Scotland.
P   14 The Commissioner explained that ... rights atrocities in Xinjiang.
P   15 Hikvision responded that it ... significant shareholdings in Hikvision.¹
P   16 Hikvision also point to ... respected war crimes investigator.
P   17 On the question of ... key stakeholders in Scotland.
F    - ¹ Abridn, formerly Standard ... abuses’ 15 July 2019.
P   18 The Commissioner then asked ... them by the ICO.
H3   - Scottish Parliament Motion S6M-07832
P   19 The Commissioner highlighted during ... a reference to Hikvision.
P   20 The Commissioner informed Hikvision ... reserved matter for Westminster.
P   21 The Minister had highlighted ... associated with international partnerships.
H3   - Code of Practice
P   22 The Commissioner took the ... on 16 November 2023.
H3   - Conclusion
P   23 Hikvision thanked the Commissioner ... and the meeting concluded.
""",
    LETTER_2023: """
P    - Office of Biometrics Surveillance ... London / SW1P 4DF
P    - 06 November 2023
P    - Dear Professor Sampson and Staff @IndepOBSCC,
H1   - RE: Correspondence with Local Authorities
P    1 Thank you for your letter of 25th October 2023.
P    2 I would note that ... spirit of full disclosure.
P    3 However before I do ... to facilitate a meeting.
P    4 As you know, this ... course of your tenure.
P    5 Will you acknowledge that ... terms, including your predecessor.
P    6 As to your three questions, our position has always been clear:
P    7 In the company's 2020 ... acted in willful disregard."
P    8 Hikvision's annual ESG Reports ... on their website here.
P    9 Committed to international standards, ... and takes it seriously.
P   10 Given this, and in ... and His Majesty's government.
P   11 This is detailed in ... sites designated as 'sensitive'.
P   12 Baroness Neville-Rolfe provided the ... and Police Act 2005."
P   13 It is also important ... of Hikvision products exists.
P   14 Hikvision has consistently been ... your predecessor BSCC Porter.
P   15 I look forward to ... transparency regarding our exchanges.
P    - Yours sincerely,
P    - A handwritten signature in black ink, appearing to read "Justin Hollis".
P    - Justin Hollis
P    - Director, Public Affairs
""",
}


def shipped(name: str) -> Document:
    return read_document(CORPUS / name, name)


def in_brief(document: Document) -> list[str]:
    """One line per block, as in BLOCKS."""
    letters = {"heading": "H", "paragraph": "P", "list_item": "L", "footnote": "F"}
    lines = []
    for block, words in zip(document.blocks, words_of(document), strict=True):
        kind = f"{letters[block.kind.value]}{block.level or ''}"
        words = words.replace("\n", " / ")
        if len(words) > 75:
            pieces = words.split(" ")
            words = " ".join((*pieces[:4], "...", *pieces[-4:]))
        lines.append(f"{kind:3} {block.paragraph or '-':>2} {words}")
    return lines


def test_the_corpus_holds_these_documents_and_their_sidecars() -> None:
    assert {p.name for p in CORPUS.iterdir() if not is_sidecar(p)} == set(SHA256)
    assert {p.name for p in CORPUS.iterdir() if is_sidecar(p)} == {f"{n}.meta.yaml" for n in SHA256}


@pytest.mark.parametrize("name", SHA256)
def test_the_files_are_unchanged(name: str) -> None:
    assert hashlib.sha256((CORPUS / name).read_bytes()).hexdigest() == SHA256[name]


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_are_what_a_reader_sees(name: str) -> None:
    document = shipped(name)
    assert in_brief(document) == BLOCKS[name].strip().splitlines()
    assert_tiles(document)
    assert {b.page for b in document.blocks} == {None}


@pytest.mark.parametrize("name", SHA256)
def test_no_word_is_lost_or_added(name: str) -> None:
    """Against a stripping of its own: link targets, tags and marks of emphasis away, words counted."""
    source = (CORPUS / name).read_text(encoding="utf-8")
    source = source.replace("http://www.gov.uk/\n", "http://www.gov.uk/")
    source = re.sub(r"\]\([^)]*\)", "]", source).replace("<sup>1</sup>", "¹")
    assert Counter(re.findall(r"\w+", shipped(name).text)) == Counter(re.findall(r"\w+", source))


@pytest.mark.parametrize("name", SHA256)
def test_sidecars_say_only_what_the_document_says(name: str) -> None:
    document = shipped(name)
    on_one_line = " ".join(document.text.split()).casefold()
    for key in ("title", "kind", "author", "organisation", "addressee", "date"):
        value = document.metadata.get(key)
        if value is None:
            continue
        if key == "date":
            day = date.fromisoformat(value)
            value = f"{day:%d %B %Y}"
        assert value.casefold() in on_one_line, key
    assert document.metadata.licence is None
    assert document.metadata.reference is None
    assert document.metadata.published_at is None


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        (LETTER_2021, "author", "Professor Fraser Sampson"),
        (LETTER_2021, "addressee", "Ambassador Pierre-Richard Prosper"),
        (LETTER_2021, "date", "2021-08-16"),
        (NOTE_2023, "author", None),
        (NOTE_2023, "date", "2023-02-24"),
        (LETTER_2023, "author", "Justin Hollis"),
        (LETTER_2023, "addressee", "Professor Sampson and Staff"),
        (LETTER_2023, "date", "2023-11-06"),
    ],
)
def test_who_wrote_to_whom_and_when(name: str, key: str, value: str | None) -> None:
    assert shipped(name).metadata.get(key) == value


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        pytest.param(
            NOTE_2023,
            "Then in November 2022, the U.K. Government instructed that Hikvision cameras could no "
            "longer be installed in UKG sensitive or core sites because of “current and possible "
            "security risks.”",
            id="split by a page",
        ),
        pytest.param(
            NOTE_2023,
            "It is also acknowledged that many U.K. based companies, including some in Scotland hold "
            "significant shareholdings in Hikvision.¹",
            id="footnote mark after the full stop",
        ),
        pytest.param(
            NOTE_2023,
            "In the U.K. this include the adoption of standards on behalf of itself and its group "
            "companies to support the UK Modern Slavery Act 2015.",
            id="abbreviation; the source's own grammar",
        ),
        pytest.param(
            LETTER_2021,
            "For example, the public procurement by Zhongzhao International Tendering Co Ltd. (ref. "
            "TC179H2TH) shared with our office refers to the award of a contract for the PiShan "
            "County Social Prevention and Control System.",
            id="Ltd. before a bracket",
        ),
        pytest.param(
            LETTER_2021,
            'The tender award announcement goes on to describe the "risk distribution structure" '
            "under the terms of which the 'commercial risks' - such as design, ...operation and "
            'maintenance - are borne by the winning bidder while "legal and policy risks" are for '
            "the government; force majeure risks are shared.",
            id="ellipsis and semicolon",
        ),
        pytest.param(
            LETTER_2021,
            "Urumqi High-Tech Zone (New Urban Area) Safe City and Surveillance System for Social "
            "Comprehensive Management",
            id="wrapped list item",
        ),
        pytest.param(LETTER_2023, "2 Marsham Street", id="address line"),
    ],
)
def test_sentences(name: str, sentence: str) -> None:
    document = shipped(name)
    assert sentence in [document.cut(span) for span in sentences(document)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (LETTER_2021, "(335.99m youan) 'social prevention and control programme'"),
        (LETTER_2021, "contributed to those impacts”(Principle 13 emphasis added)"),
        (NOTE_2023, "¹ Abridn, formerly Standard Life Aberdeen Plc"),
        (NOTE_2023, "data protection are reserved matter for Westminster"),
        (NOTE_2023, "took legal effect in Scotland on 16 November 2023"),
        (LETTER_2023, "willful disregard"),
    ],
)
def test_the_sources_own_spelling_stays(name: str, words: str) -> None:
    assert words in shipped(name).text


def test_five_projects_are_a_list_though_a_footnote_stands_before_it() -> None:
    document = shipped(LETTER_2021)
    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert len(items) == 5
    governing = document.blocks[document.blocks.index(items[0]) - 1]
    assert document.text[governing.start : governing.end].endswith("2020¹:")
    assert {b.paragraph for b in items} == {governing.paragraph}
    assert document.blocks[document.blocks.index(items[-1]) + 1].kind is BlockKind.FOOTNOTE
