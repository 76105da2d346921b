"""The trainer: sentence-transformers' own, with in-batch negatives, in bfloat16, resumable."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rag import offline  # noqa: F401 - before any model library
from rag.types import Example, Lesson, Progress, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.training_args import (
        SentenceTransformerTrainingArguments,
    )

LOOKS = 4
"""How often in a pass the held-back examples are asked, and the state is kept."""

PATIENCE = 3
"""Looks in a row without a gain after which training ends."""

WATCHED = "watched"


class SentenceTrainer:
    """Adapts a sentence-transformers model by in-batch negatives; the base model stays as it is."""

    def __init__(self, base: Path, lesson: Lesson) -> None:
        self._base = base
        self._lesson = lesson

    def train(
        self, examples: Sequence[Example], watched: Sequence[Example], work: Path, tell: Progress
    ) -> Path:
        """The folder of the adapted model, inside `work`; see `rag.types.Trainer`."""
        from datasets import Dataset  # noqa: PLC0415 - takes seconds to import
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from sentence_transformers.sentence_transformer.losses import (  # noqa: PLC0415
            MultipleNegativesRankingLoss,
        )
        from sentence_transformers.sentence_transformer.trainer import (  # noqa: PLC0415
            SentenceTransformerTrainer,
        )
        from transformers import EarlyStoppingCallback  # noqa: PLC0415

        model = SentenceTransformer(str(self._base), device="cpu", local_files_only=True)
        data = Dataset.from_dict(
            {"anchor": [e.question for e in examples], "positive": [e.passage for e in examples]}
        )
        trainer = SentenceTransformerTrainer(
            model=model,
            args=self._arguments(work, len(examples)),
            train_dataset=data,
            loss=MultipleNegativesRankingLoss(model, scale=1 / self._lesson.temperature),
            evaluator=_watching(watched),
            callbacks=[EarlyStoppingCallback(PATIENCE), _telling(tell)],
        )
        trainer.train(resume_from_checkpoint=bool(list(work.glob("checkpoint-*"))) or None)
        trained = work / "trained"
        model.save(str(trained), create_model_card=False)
        return trained

    def _arguments(self, work: Path, examples: int) -> SentenceTransformerTrainingArguments:
        from sentence_transformers.base.sampler import BatchSamplers  # noqa: PLC0415
        from sentence_transformers.sentence_transformer.training_args import (  # noqa: PLC0415
            SentenceTransformerTrainingArguments,
        )

        lesson = self._lesson
        steps = max(1, examples // lesson.batch // LOOKS)
        return SentenceTransformerTrainingArguments(
            output_dir=str(work),
            per_device_train_batch_size=lesson.batch,
            num_train_epochs=lesson.passes,
            learning_rate=lesson.learning_rate,
            warmup_steps=0.1,
            bf16=True,
            use_cpu=True,
            seed=lesson.seed,
            batch_sampler=BatchSamplers.NO_DUPLICATES,  # two equal passages would be each other's negative
            eval_strategy="steps",
            eval_steps=steps,
            save_strategy="steps",
            save_steps=steps,
            save_total_limit=2,
            load_best_model_at_end=True,
            metric_for_best_model=f"eval_{WATCHED}_mrr",
            greater_is_better=True,
            logging_strategy="steps",
            logging_steps=max(1, steps // 4),
            report_to="none",
            disable_tqdm=True,
            dataloader_pin_memory=False,
        )


def _watching(watched: Sequence[Example]) -> Any:
    import torch  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.evaluation import (  # noqa: PLC0415
        SentenceEvaluator,
    )

    class Watching(SentenceEvaluator):  # type: ignore[misc]
        """Asks the held-back questions of the held-back passages."""

        def __init__(self) -> None:
            super().__init__()
            self.primary_metric = f"{WATCHED}_mrr"

        def __call__(
            self,
            model: SentenceTransformer,
            output_path: str | None = None,
            epoch: float = -1,
            steps: int = -1,
        ) -> dict[str, float]:
            del output_path, epoch, steps
            with torch.autocast("cpu", dtype=torch.bfloat16):
                questions, passages = (
                    model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
                    for texts in ([e.question for e in watched], [e.passage for e in watched])
                )
            return {f"{WATCHED}_mrr": mean_reciprocal_rank(questions, passages)}

    return Watching()


def mean_reciprocal_rank(questions: Vectors, passages: Vectors) -> float:
    """Mean of 1 / rank of each question's own passage among all; shapes (n, dimensions) each."""
    cosines = questions @ passages.T
    ranks = (cosines > np.diag(cosines)[:, None]).sum(axis=1) + 1
    return float((1 / ranks).mean())


def _telling(tell: Progress) -> Any:
    from transformers import TrainerCallback  # noqa: PLC0415

    class Telling(TrainerCallback):  # type: ignore[misc]
        """Tells of each step, and of what the watched examples say."""

        def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            tell("training", state.global_step, state.max_steps)

        def on_evaluate(self, args: Any, state: Any, control: Any, metrics: Any = None, **_: Any) -> None:
            logging.getLogger(__name__).info("step %s: %s", state.global_step, metrics)

    return Telling()
