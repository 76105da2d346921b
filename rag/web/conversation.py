"""What one browser session has asked so far, and which citation it looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rag.records.conversations import Exchange
from rag.types import Citation

LONGEST = 100
"""Questions in a conversation; each new answer shows the whole conversation again."""
TURNS_PASSED_ON = 10
PICK = re.compile(r"(\d{1,4})\.(\d{1,4})(?: \d+)?")


@dataclass(frozen=True, slots=True)
class Pick:
    """A citation of an exchange, both counted from 1; written "2.1"."""

    exchange: int
    number: int

    def __str__(self) -> str:
        return f"{self.exchange}.{self.number}"

    @staticmethod
    def read(text: str) -> Pick | None:
        """The pick a browser sent, or None if it is none. What follows a space is a mere count."""
        found = PICK.fullmatch(text)
        return Pick(int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation and the citation shown beside it. It has an id once something was asked.

    `fallen` are citations of kept answers whose words do not stand in today's documents any more.
    """

    exchanges: tuple[Exchange, ...] = ()
    shown: Pick | None = None
    id: str | None = None
    fallen: frozenset[Pick] = frozenset()

    def latest(self) -> tuple[Exchange, ...]:
        """The latest answered exchanges, oldest first: as many as are passed on."""
        return tuple(e for e in self.exchanges if e.answer)[-TURNS_PASSED_ON:]

    def after(self, exchange: Exchange) -> Session:
        """The session with one more exchange, whose first citation is shown if it has one."""
        added = replace(self, exchanges=(*self.exchanges, exchange))
        return added.showing_last() if exchange.places else added

    def showing_last(self) -> Session:
        """The session looking at the first citation of its last exchange, if there is one."""
        places = self.exchanges[-1].places if self.exchanges else ()
        if not places:
            return self
        return replace(self, shown=Pick(len(self.exchanges), places[0].number))

    def with_exchange(self, number: int, exchange: Exchange) -> Session:
        """The session with an exchange (from 1) replaced."""
        exchanges = list(self.exchanges)
        exchanges[number - 1] = exchange
        return replace(self, exchanges=tuple(exchanges))

    def showing(self, pick: Pick) -> Session:
        """The session looking at another citation, if there is such a one."""
        return replace(self, shown=pick) if self._exists(pick) else self

    def stepped(self, by: int) -> Session:
        """The session looking at the next (1) or previous (-1) citation, round and round."""
        if self.shown is None:
            return self
        places = self.exchanges[self.shown.exchange - 1].places
        numbers = [p.number for p in places]
        at = (numbers.index(self.shown.number) + by) % len(numbers)
        return replace(self, shown=Pick(self.shown.exchange, numbers[at]))

    def place_shown(self) -> Citation | None:
        """The citation looked at."""
        if self.shown is None:
            return None
        places = self.exchanges[self.shown.exchange - 1].places
        return next(p for p in places if p.number == self.shown.number)

    def _exists(self, pick: Pick) -> bool:
        if not 1 <= pick.exchange <= len(self.exchanges):
            return False
        return any(p.number == pick.number for p in self.exchanges[pick.exchange - 1].places)
