"""A run as an Inspect AI log, so that `inspect view` shows it beside other evaluations.

Inspect's words: a case is a sample, an answer its output, a measure a score. Needs the optional
package (`pip install 'chapter-and-verse[inspect]'`); everything else works without it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from eval.interval import Figure, figure
from eval.metrics import METRICS
from eval.saved_run import SavedAnswer, SavedCase, SavedRun
from rag.errors import WrongUse

if TYPE_CHECKING:
    from inspect_ai.log import EvalSample, EvalScore

MODEL = "none/extractive"
"""Inspect wants a provider and a model: there is none behind quotes cut from documents."""
_SHOWN_AS_SCORES = ("figures", "by_tag", "spreads")


def write_inspect_log(run: SavedRun, file: Path) -> None:
    """Writes a run as a log, `.eval` or `.json` by the name of the file.

    Raises WrongUse where inspect-ai is not installed or the name has another ending.
    """
    if file.suffix not in (".eval", ".json"):
        raise WrongUse(f"{file}: an Inspect log is named .eval or .json")
    try:
        from inspect_ai import log  # noqa: PLC0415 - an optional package
    except ImportError:
        raise WrongUse(
            "inspect-ai is not installed; run: pip install 'chapter-and-verse[inspect]'"
        ) from None
    repeats = max(len(case.answers) for case in run.cases.values())
    made = log.EvalLog(
        status="success",
        eval=log.EvalSpec(
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            task="chapter-and-verse",
            dataset=log.EvalDataset(name=run.name, samples=len(run.cases), sample_ids=[*run.cases]),
            model=MODEL,
            config=log.EvalConfig(epochs=repeats),
            metadata={k: v for k, v in run.about.items() if k not in _SHOWN_AS_SCORES},
        ),
        results=log.EvalResults(
            total_samples=len(run.cases) * repeats,
            completed_samples=sum(len(case.answers) for case in run.cases.values()),
            scores=[_score(name, found) for name in METRICS if (found := figure(run.values(name)))],
        ),
        samples=[
            _sample(case, epoch, answer)
            for case in run.cases.values()
            for epoch, answer in enumerate(case.answers, 1)
        ],
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    log.write_eval_log(made, str(file))


def _score(name: str, found: Figure) -> EvalScore:
    from inspect_ai.log import EvalMetric, EvalScore  # noqa: PLC0415 - an optional package

    values = {"mean": found.mean, "low": found.low, "high": found.high}
    metrics = {key: EvalMetric(name=key, value=value) for key, value in values.items()}
    return EvalScore(name=name, scorer=name, metrics=metrics)


def _sample(case: SavedCase, epoch: int, answer: SavedAnswer) -> EvalSample:
    from inspect_ai.log import EvalSample  # noqa: PLC0415 - an optional package
    from inspect_ai.model import ModelOutput  # noqa: PLC0415
    from inspect_ai.scorer import Score  # noqa: PLC0415

    said = f"{answer.outcome}: {answer.text}"
    return EvalSample(
        id=case.id,
        epoch=epoch,
        input=case.question,
        target=case.expected,
        output=ModelOutput.from_content(model=MODEL, content=said),
        scores={n: Score(value=v, explanation=answer.fault) for n, v in answer.scores.items()},
        metadata={"tags": list(case.tags), "fault": answer.fault},
    )
