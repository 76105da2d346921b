"""Commands that check words against the documents: is this quotation real, does it still stand?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rag.terminal import (
    JsonOption,
    StoreOption,
    fresh_file,
    lines_of,
    print_json,
    progress_bar,
    safe,
    settings_for,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.verifying import Verified
    from rag.types import Library

# Commands import what they need when they run: `rag --help` must answer at once.

DocumentOption = Annotated[
    str | None,
    typer.Option("--document", help="Look only in this document (its path or file name)."),
]
SAID = {
    "verbatim": "Verbatim: the words stand there, character for character.",
    "typographic": "Typographic: the words stand there; only their print differs.",
    "altered": "ALTERED: near a real passage, but the words or the sense differ.",
    "not_found": "NOT FOUND: no document that is held has these words.",
}


def register(app: typer.Typer) -> None:
    """Adds the commands of this module to the program."""
    app.command(name="check-quote")(check_quote)
    app.command(name="check-quotes")(check_quotes)
    app.command(name="verify")(verify)


def check_quote(
    text: Annotated[str, typer.Argument(help="Words that somebody says a document holds.")],
    document: DocumentOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Is this quotation real? Says verbatim, typographic, altered or not found, and where."""
    from rag.answering.likely_sources import likely_sources
    from rag.answering.quote_check import QuoteChecker
    from rag.answering.quote_json import Claim, check_claim, named_documents

    library = _library(store)
    if document is None:
        sources = likely_sources(library, text)
    else:
        sources = named_documents(library.documents(), document)
    found = check_claim(QuoteChecker(sources), Claim(None, text, document))
    if as_json:
        print_json(found)
    else:
        _print_verdict(found)


def check_quotes(
    quotes: Annotated[
        Path, typer.Argument(help='JSON Lines file: {"id", "text", "document" (optional)} a line.')
    ],
    out: Annotated[Path, typer.Option("--out", help="File to write, one verdict a line.")],
    store: StoreOption = None,
) -> None:
    """Check a file of quotations, one verdict a line, in order."""
    from rag.answering.quote_check import QuoteChecker
    from rag.answering.quote_json import check_lines, claims_from

    claims = claims_from(lines_of(quotes), str(quotes))
    checker = QuoteChecker(_library(store).documents())
    with progress_bar() as progress, fresh_file(out) as stream:
        for done, line in enumerate(check_lines(checker, claims), 1):
            stream.write(line + "\n")
            progress("checking", done, len(claims))
    typer.echo(f"Checked {len(claims):,} quotations: {out}")


def verify(
    answers: Annotated[
        Path, typer.Argument(help="JSON Lines file of answers, as rag answer writes it.")
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check old answers against today's documents: is each cited passage still there?

    Says of each citation: unchanged, moved, changed or gone. Exit code 0 if all still stand.
    """
    from rag.answering import verify_json
    from rag.answering.verifying import Verifier

    old, complaints = verify_json.answers_from(lines_of(answers), str(answers))
    verifier = Verifier(_library(store).documents())
    verified = [[verifier.verify(c) for c in answer.citations] for answer in old]
    summary = verify_json.summary(verified)
    if as_json:
        told = [verify_json.as_json(a.id, v) for a, v in zip(old, verified, strict=True)]
        print_json({"answers": told, "summary": summary})
    else:
        for answer, found in zip(old, verified, strict=True):
            _print_standings(answer.id, found)
        counted = ", ".join(f"{count:,} {name}" for name, count in summary.items())
        typer.echo(counted)
    for complaint in complaints:
        typer.echo(f"rag: {safe(complaint)}", err=True)
    if complaints or not all(v.stands for found in verified for v in found):
        raise typer.Exit(1)


def _print_standings(id: str, found: Sequence[Verified]) -> None:
    """A line for each citation that is not as it was, and what differs."""
    for verified in found:
        if verified.standing.value == "unchanged":
            continue
        recorded = verified.recorded
        now = verified.document.source.path if verified.document else recorded.document
        moved = f", now {safe(now)}" if now != recorded.document else ""
        typer.echo(
            f"{safe(id)} [{recorded.number}] {verified.standing.value}: "
            f"{safe(recorded.document)}{moved}: {safe(' '.join(recorded.quote.split()))}"
        )
        for difference in verified.differences:
            was, is_now = (" ".join(w.split()) for w in (difference.quoted, difference.source))
            typer.echo(f"  {difference.kind}: was {safe(was)!r}, now {safe(is_now)!r}")


def _library(store: Path | None) -> Library:
    from rag import wiring

    held = wiring.held_library(settings_for(store))
    if held.notice:
        typer.echo(f"rag: {held.notice}", err=True)
    return held.library


def _print_verdict(found: dict[str, Any]) -> None:
    typer.echo(SAID[found["verdict"]])
    if "note" in found:
        typer.echo(safe(found["note"]))
    if found["document"] is None:
        return
    where = [safe(found["document"])]
    where += [f"{name} {found[name]}" for name in ("page", "paragraph") if found[name] is not None]
    typer.echo(f"{', '.join(where)}, characters {found['start']:,} to {found['end']:,}")
    typer.echo(f"The source: {safe(' '.join(found['source_text'].split()))}")
    if found["occurrences"] > 1:
        typer.echo(f"These words stand in {found['occurrences']:,} places; this is the first.")
    for difference in found["differences"]:
        quoted, source = (safe(" ".join(difference[k].split())) for k in ("quoted", "source"))
        typer.echo(f"- {difference['kind']}: quoted {quoted!r}, the source has {source!r}")
