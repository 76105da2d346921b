"""`rag documents`: the list, what waits for confirmation, and confirming it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from rag.cli import app
from rag.errors import RagError, WrongUse
from rag.indexing.scanning import FoundFile
from rag.listing import METADATA_KEYS, print_table, review_lines
from rag.reading import read_documents
from rag.types import Document
from tests.store_samples import Desk, Here

LETTER = """\
3 March 2020

Dear Ms Lee

Emptying of bins

The bins of your street were not emptied on Monday, as the lorry broke down near the depot.

Yours sincerely

Bob Ray
Head of Bins
"""
Run = Callable[..., str]


class Reads(Here):
    """Reads files as the program does."""

    def read(self, found: FoundFile) -> tuple[Document, ...]:
        return read_documents(found.path, found.relative_path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.write("a letter.txt", LETTER)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "Ann Lee <a@b.example>",
        "Bob Ray <b@b.example>",
        "Bins",
    )
    mail.set_content("See the letter.")
    mail.add_attachment("The plan is to empty them on Fridays.", filename="plan.txt")
    desk.write("mail.eml", mail.as_bytes())
    desk.index(Reads())
    return desk


@pytest.fixture
def run(desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(desk.root)

    def run(*arguments: str) -> str:
        app(["documents", *arguments, "--store", str(desk.store)], standalone_mode=False)
        return capsys.readouterr().out

    return run


def test_the_list_as_json_keeps_its_keys(run: Run) -> None:
    rows = json.loads(run("--json"))
    assert [row["document"] for row in rows] == ["a letter.txt", "mail.eml", "mail.eml/plan.txt"]
    expected = ["document", "id", "other_paths", "media_type", "sha256", "characters", "passages"]
    assert list(rows[0])[:7] == expected
    assert {"metadata", "notes"} <= rows[0].keys()
    assert list(rows[0]["metadata"]) == list(METADATA_KEYS)
    role = {"value": "Head of Bins", "confirmed": False, "origin": "signature"}
    assert rows[0]["metadata"]["role"] == role


def test_a_line_break_in_a_name_is_shown_escaped(
    capsys: pytest.CaptureFixture[str], run: Run
) -> None:
    row = json.loads(run("--json"))[0]
    print_table([{**row, "document": "odd\nname.txt"}])
    assert "odd\\nname.txt" in capsys.readouterr().out
    review = {"document": "odd\nname.txt", "guessed": {}, "missing": ["date"]}
    assert next(review_lines(review)) == "odd\\nname.txt"


def test_a_review_names_guesses_with_their_place_and_what_is_missing(run: Run) -> None:
    out = run("--review")
    assert "  guessed  author        Bob Ray  (signature)" in out
    assert "  missing  organisation" in out
    assert "3 of 3 documents have something guessed or missing" in out
    row = json.loads(run("--review", "--json"))[0]
    assert row["guessed"]["date"] == {"value": "2020-03-03", "origin": "top of the text"}
    assert row["missing"] == ["organisation"]


def test_the_command_a_review_gives_confirms_it_all(run: Run, desk: Desk) -> None:
    line = next(x for x in run("--review").splitlines() if "rag documents set 'a letter" in x)
    out = run(*shlex.split(line)[shlex.split(line).index("set") :])
    assert "a letter.txt.meta.yaml: title set, kind set" in out
    assert out.endswith("To make it known, run: rag index\n")
    run("set", "a letter.txt", "organisation=Leeds Council")
    desk.index(Reads())
    assert "2 of 3 documents" in run("--review")
    assert "a letter" not in run("--review")


def test_a_wrong_guess_can_be_denied(run: Run, desk: Desk) -> None:
    run("set", "a letter.txt", "author=none", "date=none")
    desk.index(Reads())
    row = json.loads(run("--json"))[0]["metadata"]
    assert (row["author"], row["role"], row["date"]) == (None, None, None)


def test_confirming_changes_nothing_but_metadata(run: Run, desk: Desk) -> None:
    run("set", str(desk.folder / "a letter.txt"), "reference=B/1", "title=-")
    sidecar = desk.folder / "a letter.txt.meta.yaml"
    assert sidecar.read_text() == "reference: B/1\n"
    assert desk.index(Reads()).embedded == 0
    run("set", "a letter.txt", "reference=")
    assert not sidecar.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a letter.txt", "writer=Ann"], "unknown key 'writer'.*use one of title"),
        (["a letter.txt", "date=3/4/2020"], "'date' is '3/4/2020': write a real date as YYYY-MM-DD"),
        (["a letter.txt", "date=2020-02-30"], "write a real date"),
        (["a letter.txt", "letter"], "'letter' is no KEY=VALUE"),
        (["a letter.txt", "kind=a", "kind=b"], "'kind' is given twice"),
        (["gone.txt", "kind=letter"], "no document 'gone.txt': see what is held with: rag documents"),
        (["../a letter.txt", "kind=letter"], "no document"),
        (["mail.eml/plan.txt", "kind=note"], "attached to 'mail.eml'.*save it as a file"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_refused_in_one_line(
    run: Run, desk: Desk, arguments: list[str], words: str
) -> None:
    before = sorted(p.name for p in desk.folder.iterdir())
    with pytest.raises(WrongUse, match=words) as refused:
        run("set", *arguments)
    assert "\n" not in str(refused.value)
    assert sorted(p.name for p in desk.folder.iterdir()) == before


def test_a_file_that_has_gone_is_named(run: Run, desk: Desk) -> None:
    (desk.folder / "a letter.txt").unlink()
    with pytest.raises(WrongUse, match="is not there: it was moved or removed; run: rag index"):
        run("set", "a letter.txt", "kind=letter")


def test_a_sidecar_that_is_no_yaml_is_left_alone(run: Run, desk: Desk) -> None:
    sidecar = desk.folder / "a letter.txt.meta.yaml"
    sidecar.write_text("title: [")
    with pytest.raises(RagError, match="not valid YAML"):
        run("set", "a letter.txt", "kind=letter")
    assert sidecar.read_text() == "title: ["
