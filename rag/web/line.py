"""A fair line: who asks much waits behind who asks little, and everybody can see their place."""

from __future__ import annotations

import threading
from bisect import insort
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, order=True)
class _Waiting(Generic[Item]):
    round: int
    arrival: int
    item: Item = field(compare=False)


class FairLine(Generic[Item]):
    """Takes one item of each asker in turn, in order of arrival within a round.

    An asker's next item joins the round after the one before it (start-time fair queueing with equal
    lengths: P. Goyal, H. Vin, H. Cheng, 1996), so that fifty questions of one asker hold up the first
    question of another by one at most.
    """

    def __init__(self) -> None:
        self._waiting: list[_Waiting[Item]] = []
        self._last_round: dict[str, int] = {}
        self._round = 0
        self._arrivals = 0
        self._changed = threading.Condition()

    def __len__(self) -> int:
        return len(self._waiting)

    def join(self, asker: str, item: Item) -> None:
        """Puts an item at its fair place."""
        with self._changed:
            at = max(self._round, self._last_round.get(asker, 0)) + 1
            self._last_round[asker] = at
            self._arrivals += 1
            insort(self._waiting, _Waiting(at, self._arrivals, item))
            self._changed.notify()

    def take(self) -> Item:
        """Waits for an item and takes the first."""
        with self._changed:
            while not self._waiting:
                self._changed.wait()
            first = self._waiting.pop(0)
            self._round = first.round
            still = {asker: at for asker, at in self._last_round.items() if at > self._round}
            self._last_round = still
            return first.item

    def place(self, item: Item) -> int | None:
        """The place of an item, from 1; None where it does not wait any more."""
        with self._changed:
            places = (at for at, w in enumerate(self._waiting, 1) if w.item is item)
            return next(places, None)
