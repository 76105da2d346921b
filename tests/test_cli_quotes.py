"""`rag check-quote` and `rag check-quotes` as staff and other programs meet them."""

import json
from typing import Any

import pytest

from rag.indexing.scanning import FoundFile
from rag.reading import read_documents
from rag.types import Document
from tests.running import rag
from tests.store_samples import Desk, Here

LETTER = """\
The Depot Inspector
Leeds

4 March 2021

Dear Ms Author

The depot at Leeds held 42,000 records on 3 May 2020. Operators must delete each record within 31
days, and the inspectorate does not keep copies. We deny that any record was sold.

The inspector said that "nobody may enter the vault without a pass". All visitors have signed the
register; some of the registers are kept in Hull.
"""
NOTICE = """\
Notice to visitors

Visitors may enter the yard at their own risk. The inforrnation desk is open every week-
day from nine, unless the yard is flooded.
"""


class ReadForReal(Here):
    """Makes a store as an index run does, with the program's own reader and a quick encoder."""

    def read(self, found: FoundFile) -> tuple[Document, ...]:
        return read_documents(found.path, found.relative_path)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("quotes") / "desk")
    desk.write("letters/depot.txt", LETTER)
    desk.write("notice.txt", NOTICE)
    assert not desk.index(ReadForReal()).failed
    return desk


CLAIMS: list[tuple[str, str, list[str]]] = [
    ("Operators must delete each record within 31 days", "verbatim", []),
    ("operators must delete each record within 31 days.", "typographic", ["capitals"]),
    ("nobody may enter the vault without a pass", "verbatim", []),
    ("Operators may delete each record within 31 days", "altered", ["modal"]),
    ("Operators must delete each record within 30 days", "altered", ["number"]),
    ("Operators must delete each record within 31 weeks", "altered", ["unit"]),
    ("The depot at Hull held 42,000 records", "altered", ["name"]),
    ("The depot at Leeds held 42,000 records on 3 May 2021", "altered", ["date"]),
    ("the inspectorate does keep copies", "altered", ["negation"]),
    ("the inspectorate does not not keep copies", "altered", ["negation"]),
    ("any record was sold", "altered", ["edge"]),
    ("some visitors have signed the register", "altered", ["quantifier"]),
    ("The information desk is open every weekday from nine, unless the yard is flooded", "typographic", ["scan"]),
    ("The information desk is open every weekday from nine", "altered", ["edge"]),
    ("Operators must ... each record within 31 days", "typographic", ["ellipsis"]),
    ("the inspectorate does ... keep copies", "altered", ["negation"]),
    ("All [the] visitors have signed the register", "typographic", ["editorial"]),
    ("All [the] visitors have [never] signed the register", "altered", ["editorial"]),
    ("Operators must record each delete within 31 days", "altered", ["order"]),
    ("Operators must delete each within 31 days", "altered", ["missing words"]),
    ("Operators must delete each record promptly within 31 days", "altered", ["added words"]),
    ("The moon is made of green cheese and always was", "not_found", []),
    ("", "not_found", []),
]  # fmt: skip


def test_each_kind_of_claim_gets_its_verdict(desk: Desk) -> None:
    lines = [json.dumps({"id": f"c{n}", "text": text}) for n, (text, _, _) in enumerate(CLAIMS)]
    found = check(desk, lines)
    texts = desk.held()
    for (text, verdict, kinds), line in zip(CLAIMS, found, strict=True):
        assert line["verdict"] == verdict, line
        assert set(kinds) <= {d["kind"] for d in line["differences"]}, (text, line)
        if verdict == "not_found":
            assert line["document"] is line["start"] is line["source_text"] is None
        else:
            cut = slice(line["start"], line["end"])
            assert line["source_text"] == texts[line["document"]][cut]
        if verdict == "verbatim":
            assert line["source_text"] == text
            assert line["differences"] == []
    assert [line["id"] for line in found] == [f"c{n}" for n in range(len(CLAIMS))]


def test_a_named_document_alone_is_looked_in(desk: Desk) -> None:
    text = "Operators must delete each record within 31 days"
    named = ["letters/depot.txt", "depot.txt", "notice.txt", "gone.txt"]
    found = check(desk, [json.dumps({"text": text, "document": name}) for name in named])
    assert [line["verdict"] for line in found] == ["verbatim", "verbatim", "not_found", "not_found"]
    assert "gone.txt" in found[3]["note"]
    assert [line["id"] for line in found] == ["1", "2", "3", "4"]


def test_one_quotation_as_json_has_the_fields_of_the_contract(desk: Desk) -> None:
    done = rag(
        "check-quote",
        "Operators may delete each record within 31 days",
        "--json",
        "--store",
        "store",
        cwd=desk.root,
    )
    assert done.code == 0, done
    found = json.loads(done.out)
    assert found["differences"] == [{"kind": "modal", "quoted": "may", "source": "must"}]
    assert found["document"] == "letters/depot.txt"
    assert found["paragraph"] == 1
    assert found["page"] is None
    assert found["source_text"] == "Operators must delete each record within 31 days"


def test_one_quotation_in_plain_english(desk: Desk) -> None:
    done = rag(
        "check-quote",
        "nobody must enter the vault without a pass",
        "--store",
        "store",
        cwd=desk.root,
    )
    assert done.out.startswith("ALTERED")
    assert "letters/depot.txt, paragraph 2" in done.out
    assert "modal: quoted 'must', the source has 'may'" in done.out
    assert rag(
        "check-quote", "no such words stand anywhere", "--store", "store", cwd=desk.root
    ).out.startswith("NOT FOUND")


def test_a_line_that_is_no_claim_is_named(desk: Desk) -> None:
    (desk.root / "bad.jsonl").write_text('{"text": "fine"}\n{"words": "wrong"}\n', encoding="utf-8")
    done = rag("check-quotes", "bad.jsonl", "--out", "x.jsonl", "--store", "store", cwd=desk.root)
    assert done.code == 2
    assert "bad.jsonl, line 2" in done.err
    assert done.err.count("\n") == 1
    assert not (desk.root / "x.jsonl").exists()


def check(desk: Desk, lines: list[str]) -> list[dict[str, Any]]:
    (desk.root / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = rag("check-quotes", "in.jsonl", "--out", "out.jsonl", "--store", "store", cwd=desk.root)
    assert done.code == 0, done
    return [json.loads(line) for line in (desk.root / "out.jsonl").read_text("utf-8").splitlines()]
