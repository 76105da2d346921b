"""Reads files in a process of its own, so that one that crashes or hangs its reader costs only itself."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
from dataclasses import replace
from typing import Any, BinaryIO

from rag.errors import UnreadableFile
from rag.indexing import document_json
from rag.indexing.commands import OUT_OF_MEMORY, command, describe_end, environment
from rag.indexing.parts import Reading
from rag.indexing.scanning import FoundFile
from rag.types import Document

SECONDS_TO_BEGIN = 120
SIGN_OF_LIFE = b"{}\n"
"""What the process writes when it is ready, and while a long file is read."""


class ReaderFailed(UnreadableFile):
    """A reader crashed, hung, or met with what it was not made for."""


class ReadingProcess:
    """Reads one file after another; begun when first needed, and again after a crash."""

    def __init__(self, request: dict[str, Any], reading: Reading) -> None:
        self._request = request
        self._limits = reading.limits
        self._holds_others = reading.holds_others
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes] = queue.Queue()

    def read(self, found: FoundFile) -> tuple[Document, ...]:
        """The documents in a file. Raises UnreadableFile, also if its reader crashes or hangs.

        Where something attached may be the cause, the file is read without what is attached to it.
        """
        try:
            return self._ask(found, alone=False)
        except ReaderFailed as error:
            if not self._holds_others(found.path):
                raise
            mail, *others = self._ask(found, alone=True)
            note = f"what is attached was left out: {error.reason}"
            return replace(mail, notes=(*mail.notes, note)), *others

    def _ask(self, found: FoundFile, *, alone: bool) -> tuple[Document, ...]:
        process = self._process or self._start()
        asked = {"path": str(found.path), "relative_path": found.relative_path, "alone": alone}
        try:
            _send(process, asked)
            line = SIGN_OF_LIFE
            while line == SIGN_OF_LIFE:
                line = self._lines.get(timeout=self._limits.file_seconds)
        except queue.Empty:
            self.close()
            seconds = f"{self._limits.file_seconds:g} seconds"
            raise ReaderFailed(
                found.relative_path, f"not read within {seconds}: save it anew or split it"
            ) from None
        except BrokenPipeError:
            line = b""
        if not line:
            raise ReaderFailed(found.relative_path, self._what_ended(process))
        return _documents(line, found.relative_path)

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.kill()
            self._end(self._process)

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command("read"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
        )
        self._lines = queue.Queue()
        assert process.stdout is not None
        threading.Thread(target=_pass_on, args=(process.stdout, self._lines), daemon=True).start()
        self._process = process
        _send(process, self._request)
        self._await_readiness(process)
        return process

    def _await_readiness(self, process: subprocess.Popen[bytes]) -> None:
        """Waits for its first line, so that no file is charged with the time to begin."""
        try:
            line = self._lines.get(timeout=SECONDS_TO_BEGIN)
        except queue.Empty:
            self.close()
            raise RuntimeError(f"no reader within {SECONDS_TO_BEGIN} seconds") from None
        if not line:
            raise RuntimeError(f"the reading process {self._end(process)} before any file")

    def _what_ended(self, process: subprocess.Popen[bytes]) -> str:
        end = self._end(process)
        if process.returncode != OUT_OF_MEMORY:
            return f"its reader {end}"
        megabytes = f"{self._limits.file_memory_bytes // 1_000_000:,} MB"
        return f"needs more memory than {megabytes}: split it or raise `file_memory_bytes`"

    def _end(self, process: subprocess.Popen[bytes]) -> str:
        """Waits for the process, closes its pipes and says how it ended."""
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # what was not taken is of no use now
            process.stdin.close()
        self._process = None
        return describe_end(process.wait())


def _pass_on(stream: BinaryIO, lines: queue.Queue[bytes]) -> None:
    """Hands over line after line, and an empty one at the end."""
    with stream:
        for line in stream:
            lines.put(line)
    lines.put(b"")


def _send(process: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(message).encode() + b"\n")
    process.stdin.flush()


def _documents(line: bytes, relative_path: str) -> tuple[Document, ...]:
    answer = json.loads(line)
    if "documents" in answer:
        return tuple(map(document_json.from_json, answer["documents"]))
    kind = ReaderFailed if answer["failed"] else UnreadableFile
    raise kind(relative_path, str(answer["reason"]))
