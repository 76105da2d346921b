"""Files that hold several documents: an e-mail and what is attached to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rag.types import Document
from tests.store_samples import Desk, Here, mail
from tests.test_indexing_run import counts

REPORT, LIST = "The report is about ships.", "A list of harbours."
LETTERS = {f"{i}.txt": f"Letter {i} is about {'abcdefghij'[i] * 5}." for i in range(10)}
MAIL = mail("Please find the report attached.", report_txt=REPORT)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with a mail that has an attachment, indexed."""
    desk = Desk(tmp_path)
    for name, text in LETTERS.items():
        desk.write(name, text)
    desk.write("m.mail", MAIL)
    assert counts(desk.index()) == {"read": 12, "embedded": 12}
    return desk


def documents(desk: Desk) -> dict[str, Document]:
    """What is held, by path, letters left out; each is found by its own vector."""
    held = desk.held()
    generation = desk.open()
    found = {d.source.path: d for d in generation.library.documents()}
    generation.close()
    assert {path: d.text for path, d in found.items()} == held
    return {path: d for path, d in found.items() if path not in LETTERS}


def names(desk: Desk) -> dict[str, tuple[str, ...]]:
    return {path: d.source.other_paths for path, d in documents(desk).items()}


def anew(desk: Desk, tmp_path: Path) -> Desk:
    """The same folder indexed from nothing."""
    other = Desk(tmp_path / "anew")
    shutil.copytree(desk.folder, other.folder, dirs_exist_ok=True)
    other.index()
    return other


def assert_as_built_anew(desk: Desk, tmp_path: Path) -> None:
    generation, other = desk.open(), anew(desk, tmp_path).open()
    assert list(generation.library.documents()) == list(other.library.documents())
    assert generation.corpus_version == other.corpus_version
    generation.close()
    other.close()


def test_a_mail_and_its_attachment_are_two_documents(desk: Desk) -> None:
    held = documents(desk)
    assert held.keys() == {"m.mail", "m.mail/report.txt"}
    assert held["m.mail/report.txt"].text == REPORT
    assert held["m.mail/report.txt"].source.parent == "m.mail"
    assert held["m.mail"].source.parent is None
    again = desk.index(here := Here())
    assert (counts(again), again.published, here.read_paths) == ({"unchanged": 12}, False, [])


def test_a_renamed_mail_renames_its_attachments_and_embeds_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    (desk.folder / "m.mail").rename(desk.folder / "z.mail")
    assert counts(desk.index()) == {"renamed": 2, "unchanged": 10}
    held = documents(desk)
    assert held.keys() == {"z.mail", "z.mail/report.txt"}
    assert held["z.mail/report.txt"].source.parent == "z.mail"
    assert_as_built_anew(desk, tmp_path)


def test_a_removed_mail_takes_its_attachments_along(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "m.mail").unlink()
    assert counts(desk.index()) == {"removed": 2, "unchanged": 10}
    assert documents(desk) == {}
    assert_as_built_anew(desk, tmp_path)


def test_a_changed_mail_embeds_only_what_is_new(desk: Desk, tmp_path: Path) -> None:
    desk.write("m.mail", mail("The report and a list.", report_txt=REPORT, list_txt=LIST))
    assert counts(desk.index()) == {"read": 1, "changed": 1, "unchanged": 11, "embedded": 2}
    assert documents(desk).keys() == {"m.mail", "m.mail/list.txt", "m.mail/report.txt"}
    desk.write("m.mail", mail("Only a list.", list_txt=LIST))
    assert counts(desk.index()) == {"removed": 1, "changed": 1, "unchanged": 11, "embedded": 1}
    desk.write("m.mail", mail("Another list.", list_txt="A list of piers."))
    assert counts(desk.index()) == {"changed": 2, "unchanged": 10, "embedded": 2}
    assert_as_built_anew(desk, tmp_path)


def test_the_same_attachment_in_two_mails_is_one_document(desk: Desk, tmp_path: Path) -> None:
    desk.write("a.mail", mail("Here it is again.", same_txt=REPORT))
    assert counts(desk.index()) == {"read": 1, "renamed": 1, "unchanged": 11, "embedded": 1}
    assert names(desk) == {"a.mail": (), "m.mail": (), "a.mail/same.txt": ("m.mail/report.txt",)}
    assert_as_built_anew(desk, tmp_path)
    (desk.folder / "a.mail").unlink()
    assert counts(desk.index()) == {"removed": 1, "renamed": 1, "unchanged": 11}
    assert names(desk) == {"m.mail": (), "m.mail/report.txt": ()}
    assert documents(desk)["m.mail/report.txt"].source.parent == "m.mail"


def test_the_same_attachment_twice_in_a_mail_is_one_document(desk: Desk, tmp_path: Path) -> None:
    desk.write("m.mail", mail("Twice.", report_txt=REPORT, copy_txt=REPORT))
    assert counts(desk.index()) == {"changed": 1, "renamed": 1, "unchanged": 10, "embedded": 1}
    assert names(desk) == {"m.mail": (), "m.mail/copy.txt": ("m.mail/report.txt",)}
    assert_as_built_anew(desk, tmp_path)


@pytest.mark.parametrize("name", ["a.txt", "z.txt"])
def test_an_attachment_that_also_lies_in_the_folder_is_cited_as_the_file(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    desk.write(name, REPORT)
    assert counts(desk.index()) == {"renamed": 1, "unchanged": 11}
    assert names(desk) == {"m.mail": (), name: ("m.mail/report.txt",)}
    assert documents(desk)[name].source.parent is None
    assert_as_built_anew(desk, tmp_path)
    (desk.folder / name).unlink()
    assert counts(desk.index()) == {"renamed": 1, "unchanged": 11}
    assert names(desk) == {"m.mail": (), "m.mail/report.txt": ()}
    desk.write(name, REPORT)
    desk.index()
    (desk.folder / "m.mail").unlink()
    assert counts(desk.index()) == {"removed": 1, "renamed": 1, "unchanged": 10}
    assert names(desk) == {name: ()}


def test_both_new_in_one_run(desk: Desk, tmp_path: Path) -> None:
    desk.write("a.mail", mail("Piers.", piers_txt="A list of piers."))
    desk.write("piers.txt", "A list of piers.")
    desk.write("piers.txt.meta.yaml", "Piers of the north")
    assert counts(desk.index()) == {"read": 2, "unchanged": 12, "embedded": 2}
    assert names(desk)["piers.txt"] == ("a.mail/piers.txt",)
    assert documents(desk)["piers.txt"].title == "Piers of the north"
    assert_as_built_anew(desk, tmp_path)


def test_a_sidecar_of_a_mail_describes_the_mail_alone(desk: Desk, tmp_path: Path) -> None:
    desk.write("m.mail.meta.yaml", "author: Ann Author")
    assert counts(desk.index()) == {"changed": 1, "unchanged": 11}
    held = documents(desk)
    assert held["m.mail"].metadata.get("author") == "Ann Author"
    assert held["m.mail/report.txt"].metadata.get("author") is None
    assert_as_built_anew(desk, tmp_path)


def test_a_mail_that_cannot_be_read_any_more_goes_on_answering_whole(desk: Desk) -> None:
    desk.write("m.mail", "broken")
    summary = desk.index()
    assert [f.path for f in summary.failed] == ["m.mail"]
    assert (counts(summary), summary.published) == ({"unchanged": 12}, False)
    assert documents(desk).keys() == {"m.mail", "m.mail/report.txt"}
    desk.write("moved.mail", MAIL)
    assert counts(desk.index()) == {"renamed": 2, "unchanged": 10}
    assert documents(desk).keys() == {"moved.mail", "moved.mail/report.txt"}
    assert desk.index().published is False


def test_removing_one_of_few_mails_is_no_mass_delete(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for i in range(5):
        desk.write(f"{i}.mail", mail(f"Mail {i}.", **{f"f{k}_txt": f"{k} {i}" for k in range(i)}))
    desk.index()
    (desk.folder / "4.mail").unlink()
    assert desk.index().removed == 5


def test_a_rebuild_gives_the_same(desk: Desk) -> None:
    desk.write("a.mail", mail("Here it is again.", same_txt=REPORT))
    first = desk.index()
    assert desk.index(rebuild=True).corpus_version == first.corpus_version
    assert counts(desk.index(settings={"words": 3})).keys() == {"unchanged", "embedded"}
    assert names(desk)["a.mail/same.txt"] == ("m.mail/report.txt",)
