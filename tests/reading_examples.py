"""Small real files for the tests of reading, and a short way to say what was read."""

from __future__ import annotations

from pathlib import Path

from rag.reading import read_document
from rag.types import Document

Shown = list[tuple[str, int | None, str]]


def read(folder: Path, content: str | bytes, name: str = "note.txt") -> Document:
    """The document in a file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path, name)


def shown(document: Document) -> Shown:
    """(kind, paragraph number, words) of each block."""
    return [(b.kind.value, b.paragraph, document.text[b.start : b.end]) for b in document.blocks]


def words_of(document: Document) -> list[str]:
    """The words of each block."""
    return [document.text[b.start : b.end] for b in document.blocks]


def assert_tiles(document: Document) -> None:
    """Blocks stand in order, begin and end with a character, and leave out only white space."""
    position = 0
    for block in document.blocks:
        words = document.text[block.start : block.end]
        assert words and words == words.strip()
        assert not document.text[position : block.start].strip()
        assert block.start >= position
        position = block.end
    assert position == len(document.text)


LETTER_WRAPPED_AT_72 = """\
                                                  Department for Transport
                                                  Great Minster House
                                                  33 Horseferry Road
                                                  London
                                                  SW1P 4DR

                                                  Tel: 0300 330 3000
                                                  Our Ref: FOI-00123

Mr J. Smith
The Secretary
Campaign for Better Buses, Northern and Midlands Regional Association,
14 High Street
Anytown
AB1 2CD

3 March 2014

Dear Mr Smith

Freedom of Information Act 2000: Request for Information

Thank you for your letter of 12 February 2014, in which you asked the De-
partment about the sums paid to contractors. You asked for the following:

(a) the total sum paid in each of the last five financial years, includ-
    ing any sums paid to
    Balfour and Co. Ltd. under the contract;
(b) the names of the contractors; and
(c) any correspondence with the office of
    Mr Jones.

I can confirm that the Department holds the information you asked for. In
2012 the Department paid £5 million to contractors in the North West, and
Mr Jones of the Highways Agency was told so by the Permanent Secretary of
State. The Department's well-
known co-operation with
Transport Scotland is not at issue here, nor is the co-
operation of others.

The committee consists of:

Ms A. Green, Chair
Mr B. Brown
Dr C. White, Scottish Office

Further spending is at http://www.gov.uk/government/
publications/spending-2013 and is set out in Annex A.

Yours sincerely,
Jane Doe
Head of Information Rights

ANNEX A

Spending in each year is set out here. It is not complete, as the figures
for 2014 are not known.
"""
