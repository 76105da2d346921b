"""The browser windows of the enquiry page: what each looks at, and its work done one thing at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from rag.web.enquiry_screen import Screen, Session
from rag.web.enquiry_work import Finding

TABS_KNOWN = 1_000
"""Each may hold an enquiry with its answers; one that is forgotten is restored from its page."""


@dataclass(slots=True, eq=False)
class Tab:
    """One browser window. Who works for it takes its `turn`, and shows what came of it before the
    next begins: an answer that is late never replaces a later one."""

    session: Session = field(default_factory=Session)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    coming: Finding | None = None
    """The answers whose coming is to be shown."""
    followed: Finding | None = None
    """Those whose coming is shown already."""

    def shown(self, screen: Screen) -> Screen:
        """The screen, which is what the window looks at from now on."""
        self.session = screen.session or self.session
        self.coming = screen.finding or self.coming
        return screen

    def begin_to_follow(self) -> Finding | None:
        """The answers to follow; None where there are none, or where they are followed already."""
        if self.coming is self.followed:
            return None
        self.followed = self.coming
        return self.followed

    def end_following(self, finding: Finding) -> None:
        """Ends with these answers, whichever others are on their way by now."""
        self.coming = None if self.coming is finding else self.coming
        self.followed = None if self.followed is finding else self.followed


class Tabs:
    """The windows that were used last; one that was not for long begins anew."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Tab] = OrderedDict()

    def of(self, name: str | None) -> Tab:
        """The window of that name, as Gradio calls it."""
        tab = self._known.setdefault(name or "", Tab())
        self._known.move_to_end(name or "")
        if len(self._known) > TABS_KNOWN:
            self._known.popitem(last=False)
        return tab
