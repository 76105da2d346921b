"""Settings: defaults, file, variables, overrides; unknown keys and impossible values are refused."""

from pathlib import Path

import pytest

from rag.errors import BadSetting
from rag.settings import read_settings


def test_defaults_need_no_file(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert settings.corpus == Path("corpus")
    assert settings.store == Path(".rag")


def test_later_sources_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rag.toml").write_text('store = "from-file"\nport = 8000\nhost = "0.0.0.0"\n')
    monkeypatch.setenv("RAG_PORT", "8001")
    monkeypatch.setenv("RAG_HOST", "127.0.0.2")
    settings = read_settings(tmp_path, host="127.0.0.3", store=None)
    assert (settings.store, settings.port, settings.host) == (Path("from-file"), 8001, "127.0.0.3")


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings(tmp_path).port = 1


@pytest.mark.parametrize(
    ("toml", "names"),
    [
        pytest.param("colour = 1", ["rag.toml", "unknown setting 'colour'", "store"], id="unknown"),
        pytest.param("port = 99999999", ["rag.toml", "'port'", "65535"], id="out of range"),
        pytest.param("port = ", ["rag.toml", "not a readable TOML file"], id="not TOML"),
    ],
)
def test_bad_files_are_refused_by_name(tmp_path: Path, toml: str, names: list[str]) -> None:
    (tmp_path / "rag.toml").write_text(toml)
    with pytest.raises(BadSetting) as caught:
        read_settings(tmp_path)
    assert all(name in str(caught.value) for name in names)
    assert "\n" not in str(caught.value)


def test_an_unknown_variable_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_STROE", "x")
    with pytest.raises(BadSetting, match="variable RAG_STROE: unknown setting"):
        read_settings(tmp_path)
