"""The glow of figures that have just changed: which cells glow, how strongly, and for how long."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from budgettool.sheets.sheet import Position

_SECONDS: Final = 1.4
_TICK_MS: Final = 60


class Glow(QObject):
    """Cells that glow and fade."""

    faded = Signal(object)
    """A position that is to be painted anew, as its glow has changed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._since: dict[Position, float] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._fade)

    def begin(self, positions: Iterable[Position]) -> None:
        """Let cells glow from now on."""
        now = time.monotonic()
        for position in positions:
            self._since[position] = now
            self.faded.emit(position)
        if self._since:
            self._timer.start()

    def positions(self) -> frozenset[Position]:
        """Tell which cells glow now."""
        return frozenset(self._since)

    def strengths(self) -> Mapping[Position, float]:
        """Tell how strongly each glows, 0 to 1."""
        now = time.monotonic()
        return {p: max(1 - (now - since) / _SECONDS, 0.0) for p, since in self._since.items()}

    def move(self, moved: Callable[[Position], Position | None]) -> None:
        """Let the cells glow on where they stand now; None for one that is gone."""
        self._since = {
            found: since for place, since in self._since.items() if (found := moved(place))
        }

    def stop(self) -> None:
        """End at once."""
        self._since.clear()

    def _fade(self) -> None:
        now = time.monotonic()
        for position, since in list(self._since.items()):
            if now - since >= _SECONDS:
                del self._since[position]
            self.faded.emit(position)
        if not self._since:
            self._timer.stop()
