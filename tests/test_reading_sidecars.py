"""A sidecar that is changed keeps what people wrote into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import UnreadableFile
from rag.reading.metadata import check_value, parse_metadata, state_metadata
from rag.reading.sidecars import sidecar_of, with_values
from rag.types import Metadata

BEFORE = """\
# Checked by the registry.
title: Old  # the clerk's
author: >
  Ann
  Lee

date: "2020-01-01"
# The end.
"""


def test_only_what_is_stated_changes() -> None:
    after = with_values(BEFORE, {"title": "New: one", "author": "", "kind": "letter"})
    assert after == (
        "# Checked by the registry.\ntitle: 'New: one'  # the clerk's\n\n"
        'date: "2020-01-01"\n# The end.\nkind: letter\n'
    )
    assert with_values("title: A", {"kind": "letter"}) == "title: A\nkind: letter\n"
    assert with_values("", {"date": "2020-01-01"}) == "date: 2020-01-01\n"
    assert with_values("title: A\n", {"title": ""}) == ""
    assert with_values("title:\nkind: note\n", {"title": "A"}) == "title: A\nkind: note\n"


@given(st.dictionaries(st.sampled_from(Metadata.keys()), st.text(max_size=40), max_size=4))
def test_what_is_written_is_read_again(values: dict[str, str]) -> None:
    values.pop("date", None)
    stated = {key: check_value(key, value) for key, value in values.items()}
    after = with_values("# Note\nlicence: OGL # ours\n", stated)
    expected = {"licence": "OGL", **stated}
    assert parse_metadata(after, "a", "a.meta.yaml") == {k: v for k, v in expected.items() if v}
    assert "# Note" in after


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("title: [", "not valid YAML"),
        ("{title: A}", "not lines of 'key: value'"),
        ("- title", "must be lines of 'key: value'"),
        ("writer: Ann", "unknown key 'writer'"),
        ("---\ntitle: A\n...\n", "edit it by hand"),
    ],
)
def test_a_sidecar_that_cannot_be_taken_on_is_named(
    tmp_path: Path, before: str, reason: str
) -> None:
    (tmp_path / "a.txt.meta.yaml").write_text(before)
    with pytest.raises(UnreadableFile, match=rf"a\.txt\.meta\.yaml.*{reason}"):
        state_metadata(tmp_path / "a.txt", {"kind": "letter"})


def test_a_short_sidecar_is_used_unless_it_could_mean_another_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    assert sidecar_of(path).name == "a.txt.meta.yaml"
    (tmp_path / "a.meta.yaml").write_text("title: A\n")
    assert sidecar_of(path).name == "a.meta.yaml"
    (tmp_path / "a.md").write_text("Text.")
    assert sidecar_of(path).name == "a.txt.meta.yaml"
