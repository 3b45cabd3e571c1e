"""Which lines of one grid want something done, and how many there are, kept by what changes.

Leaves what is wrong to the session's checks.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from budgettool.gui.checks.live import Concerned
from budgettool.gui.session import Session
from budgettool.model import Line


class WrongLines(QObject):
    """Knows the wrong lines of one grid: 错误, and 核实 that nobody has answered for."""

    counted = Signal(int)
    """How many there are, when that is known or has changed."""

    def __init__(self, session: Session, is_ours: Callable[[Line], bool]) -> None:
        super().__init__()
        self._session = session
        self._is_ours = is_ours
        self._ids: set[str] = set()
        session.checks.changed.connect(self._on_checked)
        session.lines_changed.connect(self._look_again)
        self._on_checked(Concerned(None, others=False))

    def __len__(self) -> int:
        """Count them."""
        return len(self._ids)

    def among(self, lines: Iterable[Line]) -> list[Line]:
        """Keep the lines that are wrong, those with 错误 first."""
        self._session.checks.begin()
        marked = self._session.checks.marked_lines()
        kept = [line for line in lines if line.id in marked]
        return sorted(kept, key=lambda line: marked[line.id] != "H")

    def _on_checked(self, concerned: Concerned) -> None:
        if concerned.lines is None:
            self._ids = set()
            self._look_again(self._session.checks.marked_lines())
            self.counted.emit(len(self))
        else:
            self._look_again(concerned.lines)

    def _look_again(self, ids: Iterable[str]) -> None:
        before, marked, lines = len(self), self._session.checks.marked_lines(), self._session.lines
        for line_id in ids:
            line = lines.get(line_id)
            if line_id in marked and line is not None and self._is_ours(line):
                self._ids.add(line_id)
            else:
                self._ids.discard(line_id)
        if len(self) != before:
            self.counted.emit(len(self))
