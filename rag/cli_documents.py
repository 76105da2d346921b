"""`rag documents`: what is held and known, what waits for a person's word, and giving that word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import WrongUse
from rag.terminal import JsonOption, StoreOption, fresh_file, print_json, safe, settings_for

if TYPE_CHECKING:
    from rag.indexing.generations import HeldLibrary
    from rag.types import Document

REMOVE = "-"
"""A value that takes a key out of the sidecar; so does an empty one."""

app = typer.Typer(
    name="documents",
    help="List the documents that are indexed, and what is known about each.",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@app.callback()
def documents(
    context: typer.Context,
    store: StoreOption = None,
    as_json: JsonOption = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="Show what was guessed or is missing, to be confirmed."),
    ] = False,
) -> None:
    """List the documents that are indexed, and what is known about each.

    A value with a question mark was guessed; `rag documents --review` lists them with the place each
    was found in, and `rag documents set` confirms them.
    """
    context.obj = store
    if context.invoked_subcommand:
        return
    from rag import listing

    held = _held(store)
    found = held.library.documents()
    if review:
        _print_review(found, as_json=as_json)
        return
    rows = [listing.row_of(d, held.library) for d in found]
    if as_json:
        print_json(rows)
    else:
        listing.print_table(rows)


@app.command(name="set")
def set_values(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Document, as `rag documents` lists it.")
    ],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE...",
            help="What is so; KEY=none if there is none; KEY=- takes a key out again.",
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Confirm what is known about a document: writes it into the sidecar beside the file.

    Keys: title, kind, author, role, organisation, addressee, date (YYYY-MM-DD), reference, subject,
    attendees, attachments, published_at, licence. Several values of one key are joined by "; ".
    """
    from rag.reading.metadata import state_metadata

    stated = _stated(values)
    held = _held(store or context.obj)
    path = _path_of(file, held)
    sidecar, text = state_metadata(path, stated)
    _write(sidecar, text)
    done = ", ".join(f"{key} {'set' if value else 'removed'}" for key, value in stated.items())
    typer.echo(f"{safe(str(sidecar))}: {safe(done)}")
    typer.echo(f"To make it known, run: rag index{_folder_argument(held.folder)}")


def _write(sidecar: Path, text: str) -> None:
    """Puts the whole text in the sidecar's place, or takes away one that says nothing more."""
    with fresh_file(sidecar) as stream:
        stream.write(text)
    if not text.strip():
        sidecar.unlink()


def _held(store: Path | None) -> HeldLibrary:
    from rag import wiring

    held = wiring.held_library(settings_for(store))
    if held.notice:
        typer.echo(f"rag: {held.notice}", err=True)
    return held


def _print_review(found: Sequence[Document], *, as_json: bool) -> None:
    from rag import listing

    rows = [listing.review_of(d) for d in found]
    rows = [row for row in rows if row["guessed"] or row["missing"]]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo("\n".join(safe(line) for line in listing.review_lines(row)) + "\n")
    typer.echo(f"{len(rows):,} of {len(found):,} documents have something guessed or missing")


def _stated(values: list[str]) -> dict[str, str]:
    """The values by key, checked. Raises WrongUse."""
    from rag.reading.metadata import check_value

    stated: dict[str, str] = {}
    for pair in values:
        key, equals, value = pair.partition("=")
        if not equals:
            raise WrongUse(f"{pair!r} is no KEY=VALUE: write for example author='Ann Lee'")
        if key in stated:
            raise WrongUse(f"{key!r} is given twice: give it once, several values joined by '; '")
        try:
            stated[key] = check_value(key, "" if value.strip() == REMOVE else value)
        except ValueError as error:
            raise WrongUse(str(error)) from None
    return stated


def _path_of(file: str, held: HeldLibrary) -> Path:
    """The file of a document that is held. Raises WrongUse where there is none to stand beside."""
    folder = Path(held.folder)
    found = held.library.documents()
    listed = {path: d for d in found for path in (d.source.path, *d.source.other_paths)}
    name = file if file in listed else _below(Path(file), folder)
    if name not in listed:
        raise WrongUse(f"no document {file!r}: see what is held with: rag documents")
    path = folder / name
    if path.is_file():
        return path
    if parent := listed[name].source.parent:
        raise WrongUse(
            f"{name!r} is attached to {parent!r} and has no sidecar of its own: save it as a file "
            "beside that one, run rag index, and set its values there"
        )
    raise WrongUse(f"{str(path)!r} is not there: it was moved or removed; run: rag index")


def _below(path: Path, folder: Path) -> str:
    """A path as the documents of a folder are listed; "" for one outside of it."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except (ValueError, OSError):
        return ""


def _folder_argument(folder: str) -> str:
    import shlex

    from rag.settings import read_settings

    is_usual = read_settings().corpus.resolve() == Path(folder).resolve()
    return "" if is_usual else f" {shlex.quote(folder)}"
