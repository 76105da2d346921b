"""The commands of `python -m eval`: one module a family, all named in one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import typer

from eval.claim_command import measure_claims
from eval.commands.attributions import measure_attribution
from eval.commands.comparisons import baseline_commands, compare_runs, export, report
from eval.commands.corpus import run
from eval.commands.costs import measure_index_run, time_processes
from eval.commands.drafts import new, suggest
from eval.commands.encoders import compare_encoders, write_tuning_pairs
from eval.commands.files import check_page_quotes, mixed_files, round_trip
from eval.commands.follow_ups import measure_conversations, run_follow_ups
from eval.commands.letters import fit_letters, measure_letters
from eval.commands.loads import measure_load
from eval.commands.mutations import plant_faults
from eval.commands.public import fit_abstention, public
from eval.metadata.command import guess_metadata
from eval.quotes.command import quotes

COMMANDS: Mapping[str, Callable[..., None]] = {
    "run": run,
    "compare": compare_runs,
    "report": report,
    "export": export,
    "new": new,
    "suggest": suggest,
    "mutations": plant_faults,
    "followups": run_follow_ups,
    "conversations": measure_conversations,
    "public": public,
    "attribution": measure_attribution,
    "encoder": compare_encoders,
    "tuning-pairs": write_tuning_pairs,
    "fit-abstention": fit_abstention,
    "round-trip": round_trip,
    "mixed-files": mixed_files,
    "quotes": quotes,
    "index-run": measure_index_run,
    "page-quotes": check_page_quotes,
    "speed": time_processes,
    "load": measure_load,
    "metadata": guess_metadata,
    "claims": measure_claims,
    "letters": measure_letters,
    "fit-letters": fit_letters,
}
"""Every command by name, in the order in which `--help` lists them."""

GROUPS: Mapping[str, typer.Typer] = {"baseline": baseline_commands}
"""Commands with commands of their own."""
