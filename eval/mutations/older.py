"""An older version of a folder of documents, indexed: what a stale index would answer from."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from eval.remembering import remembering
from rag import wiring
from rag.answering.assistant import Assistant
from rag.errors import WrongUse
from rag.settings import Settings


def stale_assistant(settings: Settings, folder: Path) -> Assistant:
    """Answers from a copy of the corpus in which the longest text file lacks a sentence.

    Raises WrongUse where the corpus holds no text file.
    """
    corpus = folder / "corpus"
    shutil.copytree(settings.corpus, corpus)
    texts = [f for f in corpus.rglob("*") if f.suffix in (".txt", ".md")]
    if not texts:
        raise WrongUse(f"{settings.corpus}: no text file there whose older version could be made")
    longest = max(texts, key=lambda f: f.stat().st_size)
    longest.write_bytes(re.sub(rb"(?<=[a-z]\. )[A-Z][^.]*\. ", b"", longest.read_bytes(), count=1))
    older = settings.model_copy(update={"corpus": corpus, "store": folder / "store"})
    wiring.index(older)
    return remembering(wiring.assistant(older))
