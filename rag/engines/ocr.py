"""Recognises the words in pictures of pages: RapidOCR, whose models come in its wheel."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Any

import onnxruntime
from rapidocr import RapidOCR

from rag.types import Pixels, RecognisedLine

_LONGEST_SIDE = 4_000
"""Pixels: a page at 300 dpi is not made smaller, as it would be by default."""


class PageRecogniser:
    """Reads lines of print; its models are loaded with the first picture."""

    def __init__(self, threads: int = -1) -> None:
        self._threads = threads
        self._engine: Any = None

    @property
    def version(self) -> str:
        """Names the library and with it the models."""
        return f"rapidocr={version('rapidocr')}"

    def lines(self, picture: Pixels) -> list[RecognisedLine]:
        """The lines of print in a picture, in no certain order."""
        found = self._loaded()(picture[:, :, ::-1], use_cls=False)  # it expects blue, green, red
        if found.boxes is None or found.txts is None or found.scores is None:
            return []
        return [
            RecognisedLine(str(text), float(score), tuple((float(x), float(y)) for x, y in box))
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
            if str(text).strip()
        ]

    def _loaded(self) -> Any:
        if self._engine is None:
            onnxruntime.set_default_logger_severity(3)
            self._engine = RapidOCR(
                params={
                    "Global.log_level": "error",
                    "Global.max_side_len": _LONGEST_SIDE,
                    "EngineConfig.onnxruntime.intra_op_num_threads": self._threads,
                }
            )
            logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        return self._engine
