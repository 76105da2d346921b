"""Runs the command line as a user does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

NO_NETWORK = """
import socket, sys
def refuse(*args, **kwargs):
    print("CALLED OUT:", args[1:] or args, file=sys.stderr, flush=True)
    raise OSError("the network is cut")
real_connect = socket.socket.connect
def connect(self, address):
    local = self.family == getattr(socket, "AF_UNIX", None) or address[0] in ("127.0.0.1", "::1")
    return real_connect(self, address) if local else refuse(self, address)
socket.socket.connect = connect
socket.socket.connect_ex = refuse
real_getaddrinfo = socket.getaddrinfo
def getaddrinfo(host, *args, **kwargs):
    if host in (None, "localhost", "127.0.0.1", "::1"):
        return real_getaddrinfo(host, *args, **kwargs)
    return refuse(host)
socket.getaddrinfo = getaddrinfo
"""
"""A sitecustomize module: any look-up of a name or connection but to this machine is reported."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def rag(
    *arguments: str, cwd: Path, network: Path | None = None, env: dict[str, str] | None = None
) -> Finished:
    """Runs `python -m rag` in a folder; `network` is a folder for a module that cuts the network."""
    return python("-m", "rag", *arguments, cwd=cwd, network=network, env=env)


def python(
    *arguments: str, cwd: Path, network: Path | None = None, env: dict[str, str] | None = None
) -> Finished:
    """Runs Python with the project importable, no RAG_ variables but those given."""
    path = [str(ROOT)]
    if network is not None:
        (network / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
        path.insert(0, str(network))
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("RAG_", "HF_"))}
    environment = {**inherited, "PYTHONPATH": os.pathsep.join(path), **(env or {})}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=240,
    )
    return Finished(done.returncode, done.stdout, done.stderr)
