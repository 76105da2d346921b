"""The command that answers a whole letter unattended: a reply as a file, always a draft."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import WrongUse
from rag.terminal import StoreOption, progress_bar, safe_line, settings_for

if TYPE_CHECKING:
    from rag.enquiries.enquiry import Enquiry
    from rag.enquiries.replies import Reply
    from rag.settings import Settings

# Commands import what they need when they run: `rag --help` must answer at once.

ENDINGS = (".docx", ".txt", ".md")


def enquiry(
    letter: Annotated[
        Path, typer.Argument(help="The letter: e-mail, Word, PDF, scan, text or Markdown.")
    ],
    out: Annotated[
        Path, typer.Option("--out", help="Reply to write; its ending says how: .docx, .txt or .md.")
    ],
    received: Annotated[
        str | None,
        typer.Option(
            "--received",
            metavar="YYYY-MM-DD",
            help="The day the letter came, from which the due date is counted.",
            show_default="today",
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Answer a letter: split it into its questions, answer each, write the draft of a reply.

    The draft must be read, corrected and approved by a person before it goes out.
    """
    from rag import wiring

    came = _day(received)
    _require_writable(letter, out)
    settings = settings_for(store)
    with progress_bar() as progress:
        answered = wiring.answered_enquiry(settings, letter, came, progress)
    _write(out, answered.reply)
    _summarise(answered.enquiry, settings)
    if doubt := answered.enquiry.letter.doubt:
        typer.echo(f"rag: {safe_line(letter.name)}: {safe_line(doubt)}", err=True)
    for fault in answered.reply.faults:
        typer.echo(f"rag: {safe_line(fault)}", err=True)
    if answered.notice:
        typer.echo(f"rag: {safe_line(answered.notice)}", err=True)
    typer.echo(f"Draft, to be read and approved by a person: {safe_line(str(out))}")


def _day(given: str | None) -> date:
    if given is None:
        return date.today()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise WrongUse(
            f"--received {given}: not a date; write it as YYYY-MM-DD, for example 2024-03-01"
        ) from None


def _require_writable(letter: Path, out: Path) -> None:
    """Refuses what cannot end well before any work is done. Raises WrongUse."""
    if not letter.is_file():
        raise WrongUse(f"{letter}: no such file; name the letter to be answered")
    if out.suffix.lower() not in ENDINGS:
        raise WrongUse(f"{out}: give the reply one of the endings {', '.join(ENDINGS)}")
    if not out.parent.is_dir():
        raise WrongUse(f"{out.parent}: no such folder; make it, or write the reply elsewhere")
    if out.exists() and out.samefile(letter):
        raise WrongUse(f"{out}: this is the letter itself; give the reply another name")


def _write(out: Path, reply: Reply) -> None:
    """Writes the file under a name of its own first, so that none is ever half written."""
    from rag.enquiries.replies import reply_as_markdown, reply_as_text, reply_as_word

    ending = out.suffix.lower()
    if ending == ".docx":
        data = reply_as_word(reply)
    else:
        words = reply_as_text(reply) if ending == ".txt" else reply_as_markdown(reply)
        data = words.encode("utf-8")
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(out)
    except OSError as error:
        raise WrongUse(f"{out}: cannot be written ({error.strerror})") from None
    finally:
        part.unlink(missing_ok=True)


def _summarise(enquiry: Enquiry, settings: Settings) -> None:
    """A line for each part with what became of it, the count of each, and when the answer is due."""
    from rag.enquiries.deciding import named
    from rag.enquiries.due_dates import due_date
    from rag.enquiries.enquiry import Regime

    outcomes = [p.answer.outcome.value.replace("_", " ") for p in enquiry.parts if p.answer]
    for at, (part, outcome) in enumerate(zip(enquiry.parts, outcomes, strict=True)):
        words = " ".join(part.question.text.split())
        typer.echo(f"{safe_line(named(enquiry, at))}: {outcome}: {safe_line(words)}")
    counted = ", ".join(f"{count} {name}" for name, count in Counter(outcomes).items())
    typer.echo(f"{len(outcomes)} questions: {counted}")
    days = settings.general_working_days
    statutory = due_date(enquiry.received, Regime.FOI)
    general = due_date(enquiry.received, Regime.GENERAL, days)
    typer.echo(
        f"Received {enquiry.received}; due {statutory} under freedom of or environmental "
        f"information (20 working days), {general} as general correspondence ({days})"
    )
