"""The trainer: sentence-transformers' own, with in-batch negatives, resumable."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag import offline  # noqa: F401 - before any model library
from rag.engines.encoder import load_model
from rag.engines.training_data import training_data
from rag.types import Example, Lesson, Progress, Vectors

if TYPE_CHECKING:
    from sentence_transformers.sentence_transformer.training_args import (
        SentenceTransformerTrainingArguments,
    )
    from transformers import TrainerCallback

Encode = Callable[[Sequence[str]], Vectors]

LOOKS = 8
"""How often in a pass the watched examples are asked, and the state is kept to go on from."""

PATIENCE = 3
"""Looks in a row without a gain after which training ends."""

WATCHED = "watched"


class SentenceTrainer:
    """Adapts a sentence-transformers model by in-batch negatives; the base model stays as it is."""

    def __init__(self, base: Path, lesson: Lesson) -> None:
        self._base = base
        self._lesson = lesson

    def train(
        self,
        examples: Sequence[Example],
        watch: Callable[[Encode], float],
        work: Path,
        tell: Progress,
    ) -> Path:
        """The folder of the adapted model, inside `work`; see `rag.types.Trainer`."""
        # These libraries take many seconds to import: only who trains pays for them.
        from sentence_transformers.sentence_transformer.trainer import (  # noqa: PLC0415
            SentenceTransformerTrainer,
        )
        from transformers import EarlyStoppingCallback  # noqa: PLC0415
        from transformers.trainer_callback import PrinterCallback  # noqa: PLC0415

        from rag.engines.training_loss import InBatchNegatives  # noqa: PLC0415

        model = load_model(self._base)
        model.model_card_data.widget = [
            {}
        ]  # else the library works out samples for a card of its own
        trainer = SentenceTransformerTrainer(
            model=model,
            args=self._arguments(work, len(examples)),
            train_dataset=training_data(examples, model, self._lesson),
            loss=InBatchNegatives(model, scale=1 / self._lesson.temperature),
            evaluator=_evaluator(watch),
            callbacks=[EarlyStoppingCallback(PATIENCE), _telling(tell)],
        )
        trainer.remove_callback(PrinterCallback)
        trainer.train(resume_from_checkpoint=_has_whole_checkpoint(work) or None)
        trained = work / "trained"
        model.save(str(trained), create_model_card=False)
        return trained

    def _arguments(self, work: Path, examples: int) -> SentenceTransformerTrainingArguments:
        from sentence_transformers.base.sampler import (  # noqa: PLC0415
            BatchSamplers,
            MultiDatasetBatchSamplers,
        )
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
            bf16=_reckons_in_bfloat16(),
            use_cpu=True,
            seed=lesson.seed,
            # Two equal passages in a batch would be each other's negative.
            batch_sampler=BatchSamplers.NO_DUPLICATES,
            # Each batch from one topic, a topic as often as it has examples.
            multi_dataset_batch_sampler=MultiDatasetBatchSamplers.PROPORTIONAL,
            eval_strategy="steps",
            eval_steps=steps,
            save_strategy="steps",
            save_steps=steps,
            save_total_limit=2,
            load_best_model_at_end=True,
            metric_for_best_model=f"eval_{WATCHED}",
            greater_is_better=True,
            logging_strategy="no",
            report_to="none",
            disable_tqdm=True,
            dataloader_pin_memory=False,
        )


def _has_whole_checkpoint(work: Path) -> bool:
    """Whether there is a state to go on from; one that was being written at a kill is removed."""
    states = list(work.glob("checkpoint-*"))
    whole = [state for state in states if (state / "trainer_state.json").is_file()]
    for state in states:
        if state not in whole:
            shutil.rmtree(state)
    return bool(whole)


def _evaluator(watch: Callable[[Encode], float]) -> Any:
    """What the library asks at each look."""
    import torch  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.evaluation import (  # noqa: PLC0415
        SentenceEvaluator,
    )

    class Watching(SentenceEvaluator):
        def __init__(self) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.primary_metric = WATCHED

        def __call__(self, model: Any, *_: Any, **__: Any) -> dict[str, float]:
            def encode(texts: Sequence[str]) -> Vectors:
                found: Vectors = model.encode(
                    list(texts), normalize_embeddings=True, show_progress_bar=False
                )
                return found

            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_reckons_in_bfloat16()):
                return {WATCHED: watch(encode)}

    return Watching()


def _reckons_in_bfloat16() -> bool:
    """Whether the processor does; one that only imitates it took twenty times as long as without."""
    import torch  # noqa: PLC0415

    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def _telling(tell: Progress) -> TrainerCallback:
    from transformers import TrainerCallback  # noqa: PLC0415

    class Telling(TrainerCallback):
        def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:  # noqa: ARG002
            tell("training", state.global_step, state.max_steps)

    return Telling()


def save_blended(base: Path, trained: Path, share: float, folder: Path) -> None:
    """Writes a model whose weights lie between two others', in half precision.

    `share` is the trained one's, 0 to 1. Source: Wortsman and others, Robust fine-tuning of
    zero-shot models, 2022.
    """
    old, model = load_model(base).state_dict(), load_model(trained)
    blended = {
        name: old[name] + share * (weight - old[name]) if weight.is_floating_point() else weight
        for name, weight in model.state_dict().items()
    }
    model.load_state_dict(blended)
    model.half().save(str(folder), create_model_card=False)
