"""Entry point of the processes an index run begins: `python -m rag.worker build | verify | read`.

A request comes as one line of JSON on stdin, events go as lines of JSON to stdout. Stdin stays open
while the parent lives; at its end the process is gone at once.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import resource
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from rag import offline  # noqa: F401 - before any engine is imported
from rag.errors import RagError, UnreadableFile
from rag.indexing import document_json
from rag.indexing.build import Build, BuildRequest
from rag.indexing.commands import OUT_OF_MEMORY
from rag.indexing.memory import keep_large_arrays_apart
from rag.indexing.parts import Parts
from rag.indexing.reading_process import ReadingProcess
from rag.indexing.reporting import Reporter
from rag.indexing.verify import verify_generation

NICENESS = 10
"""Whoever asks a question meanwhile comes first."""

ORPHANED = 3
"""Exit code of a process whose parent is gone."""

Request = Mapping[str, Any]


def main() -> None:
    """Does the task named on the command line and ends the process."""
    lines, out = sys.stdin.buffer, _claim_stdout()
    reporter = Reporter(lambda line: print(line, file=out, flush=True))
    request = json.loads(lines.readline())
    task = {"build": _build, "verify": _verify, "read": _read}[sys.argv[1]]
    try:
        task(request, lines, reporter)
        code = 0
    except RagError as error:
        reporter.error(type(error).__name__, str(error))
        code = 1
    except Exception as error:  # noqa: BLE001 - the edge: told to the parent in one line
        traceback.print_exc()
        reporter.error("RagError", _in_one_line(error))
        code = 1
    sys.stderr.flush()
    # Not sys.exit: threads of the engines' libraries would be waited for.
    os._exit(code)


def _build(request: Request, lines: BinaryIO, reporter: Reporter) -> None:
    _end_with_parent(lines)
    os.nice(NICENESS)
    keep_large_arrays_apart()
    names = {f.name for f in fields(BuildRequest)}
    made = _parts(request)
    reading = ReadingProcess(
        {"parts": request["parts"], "settings": request["settings"]}, made.reading
    )
    try:
        build = Build(
            BuildRequest(**{k: v for k, v in request.items() if k in names}), made, reporter
        )
        reporter.result(**build.run(reading).as_json())
    finally:
        reading.close()


def _verify(request: Request, lines: BinaryIO, reporter: Reporter) -> None:
    _end_with_parent(lines)
    verify_generation(Path(request["folder"]), _parts(request).storage, reporter)
    reporter.result()


def _read(request: Request, lines: BinaryIO, reporter: Reporter) -> None:
    made = _parts(request).reading
    limit = made.limits.file_memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    def sign_of_life() -> None:
        reporter.write("{}")

    sign_of_life()  # ready
    for asked in _lines(lines):
        path, name = Path(asked["path"]), asked["relative_path"]
        try:
            read = made.read_alone if asked["alone"] and made.read_alone else made.read
            documents = [document_json.to_json(each) for each in read(path, name, sign_of_life)]
            reporter.write(json.dumps({"documents": documents}))
        except UnreadableFile as error:
            reporter.write(json.dumps({"reason": error.reason, "failed": False}))
        except MemoryError:
            # What its libraries are left with is uncertain: the next file gets a fresh process.
            os._exit(OUT_OF_MEMORY)
        except Exception as error:  # noqa: BLE001 - one file must not stop the others
            traceback.print_exc()
            reason = f"its reader failed ({_in_one_line(error)}): save it anew or leave it out"
            reporter.write(json.dumps({"reason": reason, "failed": True}))


def _parts(request: Request) -> Parts:
    module, _, name = request["parts"].partition(":")
    make: Callable[[Mapping[str, Any]], Parts] = getattr(importlib.import_module(module), name)
    return make(request["settings"])


def _claim_stdout() -> TextIO:
    """Stdout for events alone: what a library prints goes to stderr."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return out


def _end_with_parent(lines: BinaryIO) -> None:
    """Ends the process at once when the parent's end of the pipe is closed."""

    def watch() -> None:
        lines.read()
        os._exit(ORPHANED)

    threading.Thread(target=watch, daemon=True).start()


def _lines(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """The requests of a parent, handed over as they come; the process ends with the last.

    While one is worked on, a thread waits for the next: so a parent's end is noticed at once.
    """
    waiting: queue.Queue[bytes] = queue.Queue()

    def watch() -> None:
        for line in stream:
            waiting.put(line)
        os._exit(ORPHANED)

    threading.Thread(target=watch, daemon=True).start()
    while True:
        yield json.loads(waiting.get())


def _in_one_line(error: Exception) -> str:
    message = " ".join(f"{type(error).__name__}: {error}".split())
    if isinstance(error, MemoryError):
        return "not enough memory: close other programs or split the largest files"
    full = isinstance(error, OSError) and error.errno == 28
    if full or "disk is full" in message or "No space left" in message:
        return f"the disk is full; make room and run it again ({message})"
    return message


if __name__ == "__main__":
    main()
