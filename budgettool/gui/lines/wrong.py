"""Which lines have something wrong: found once a column at a time, then kept by what changes.

Lines that are alike where it matters are asked once. Leaves what is wrong to `meaning`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.meaning import Meaning
from budgettool.gui.session import Session
from budgettool.model import Line

_DEPENDING: Final[Mapping[str, tuple[str, ...]]] = {
    "government_economic": ("government_economic", "department_economic", "unit"),
    "nature": ("nature", "project"),
}
"""Fields that tell whether a column's cell is wrong, where it is not that field alone."""


class WrongLines(QObject):
    """Knows the wrong lines among those of one grid."""

    counted = Signal(int)
    """How many there are, when that is known or has changed."""

    def __init__(self, session: Session, columns: Sequence[Column]) -> None:
        super().__init__()
        self._session = session
        self._columns = columns
        self._meaning: Meaning
        self._ids: set[str] = set()
        self._late: set[str] = set()
        self._search: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def begin(self, lines: Sequence[Line], meaning: Meaning) -> None:
        """Look through lines anew, a column whenever the window is idle."""
        self._meaning = meaning
        self._ids, self._late = set(), set()
        self._search = self._searched(lines)
        self._timer.start()

    def among(self, lines: Iterable[Line]) -> list[Line]:
        """Keep the lines that are wrong."""
        while self._search is not None:
            self._go_on()
        return [line for line in lines if line.id in self._ids]

    def check(self, lines: Sequence[Line], gone: Iterable[str]) -> None:
        """Look again at lines that have changed, and forget those that are gone."""
        if self._search is not None:
            self._late.update(line.id for line in lines)
            self._late.update(gone)
            return
        before = len(self._ids)
        self._ids.difference_update(gone)
        self._ids.difference_update([line.id for line in lines])
        for column in self._columns:
            self._ids.update(self._in_column(lines, column))
        self._add_drafted(lines)
        if len(self._ids) != before:
            self.counted.emit(len(self._ids))

    def _go_on(self) -> None:
        if self._search is not None and next(self._search, self) is self:
            self._search = None
            self._timer.stop()
            self._end()

    def _end(self) -> None:
        late, self._late = self._late, set()
        lines = self._session.lines
        self.check([lines[i] for i in late if i in lines], [i for i in late if i not in lines])
        self.counted.emit(len(self._ids))

    def _searched(self, lines: Sequence[Line]) -> Iterator[None]:
        for column in self._columns:
            self._ids.update(self._in_column(lines, column))
            yield
        self._add_drafted(lines)

    def _add_drafted(self, lines: Sequence[Line]) -> None:
        if drafted := {line_id for line_id, _ in self._session.drafts}:
            self._ids.update(line.id for line in lines if line.id in drafted)

    def _in_column(self, lines: Sequence[Line], column: Column) -> list[str]:
        fields = _DEPENDING.get(column.field, (column.field,))
        keys: list[Any] = list(map(attrgetter(*fields), lines))
        if column.content == "amount":
            keys = [fen is None for fen in keys]
        alike = dict(zip(keys, lines, strict=True))
        wrong = {key for key, line in alike.items() if self._meaning.problem(column, line)}
        if not wrong:
            return []
        return [line.id for key, line in zip(keys, lines, strict=True) if key in wrong]
