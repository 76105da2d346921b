"""What the pages keep of what people asked and thought, where a full or missing disk must not stop them."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rag.errors import RagError, RecordsUnusable, WrongUse
from rag.records.conversations import Conversations, Exchange
from rag.records.database import FOLDER, Database, records_file
from rag.records.feedback import Feedback, read_feedback, write_feedback

FEEDBACK_FOLDER = "feedback"
_ONE_AT_A_TIME = threading.Lock()
PLAIN_ID = re.compile(r"[\w-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Keeping:
    """The conversations of a store, and the folder of what readers thought of answers."""

    conversations: Conversations
    feedback: Path

    @staticmethod
    def of(store: Path) -> Keeping:
        """What a store keeps; nothing is made before it is needed."""
        conversations = Conversations(Database(records_file(store)))
        return Keeping(conversations, store / FOLDER / FEEDBACK_FOLDER)

    def exchanges(self, id: str, known: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
        """The exchanges that are kept; those known already where there are none or none can be read."""
        try:
            return self.conversations.exchanges(id) or known
        except RecordsUnusable:
            return known

    def keep_feedback(self, answer_id: str, feedback: Feedback) -> None:
        """One file an answer: a reader who thinks again replaces it. Raises RagError.

        A comment stays with its opinion: pressing the button sends the opinion alone, and may be
        kept after the comment that followed it.
        """
        if not PLAIN_ID.fullmatch(answer_id):
            raise RagError("this answer has no id to keep an opinion under: ask again")
        file = self.feedback / f"{answer_id}.json"
        try:
            with _ONE_AT_A_TIME:
                write_feedback(_with_comment_of(file, feedback), file)
        except OSError as error:
            told = f"{file}: cannot be written ({error.strerror})"
            raise RecordsUnusable(f"{told}: check its disk and its permissions") from error


def _with_comment_of(file: Path, feedback: Feedback) -> Feedback:
    """The opinion with the comment that is kept with the same one already, where it brings none."""
    if feedback.comment or not file.exists():
        return feedback
    with suppress(WrongUse):  # what cannot be read is replaced
        before = read_feedback(file)
        if before.verdict is feedback.verdict:
            return replace(feedback, comment=before.comment)
    return feedback
