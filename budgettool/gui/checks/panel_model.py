"""What the panel beside a page lists: what is found in the place one is in, then of the page.

Leaves the choice of pages to `places` and the look to `panel_list`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from budgettool.gui.checks.marks import MARKS
from budgettool.gui.session import Session
from budgettool.rules.finding import LEVEL_NAMES, Finding
from budgettool.rules.grouping import Cause

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_NO_INDEX: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that says what the rows below it are."""

    text: str


Entry = Heading | Cause


class PanelModel(QAbstractListModel):
    """Rows of the panel: headings, and findings of one cause as one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.entries: list[Entry] = []

    def show(self, here: Sequence[Cause], page: Sequence[Cause], page_title: str) -> None:
        """List what is found here, and of the page beside that."""
        own = {id(finding) for cause in here for finding in cause.findings}
        keys = {finding.key for cause in here for finding in cause.findings}
        others = [c for c in page if id(c.first) not in own and c.first.key not in keys]
        entries: list[Entry] = [Heading("这里"), *here] if here else []
        if others:
            title = f"{page_title}页" if not here else f"{page_title}页其他"
            entries += [Heading(f"{title} {len(others):,} 项"), *others]
        if entries == self.entries:
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def cause(self, index: Index) -> Cause | None:
        """Give what is found in a row; None for a heading."""
        entry = self.entries[index.row()] if index.isValid() else None
        return entry if isinstance(entry, Cause) else None

    def row_of(self, key: str) -> int | None:
        """Find the row of a finding."""
        causes = ((n, each) for n, each in enumerate(self.entries) if isinstance(each, Cause))
        return next((row for row, cause in causes if cause.first.key == key), None)

    def count_causes(self) -> int:
        """Count the findings, those of one cause as one."""
        return sum(isinstance(entry, Cause) for entry in self.entries)

    def first_row(self) -> int:
        """Give the first row that is no heading; -1 where nothing is found."""
        return 1 if self.entries else -1

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only findings be chosen."""
        if self.cause(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - by role
        """Give a row as text, as speech, or itself to the delegate."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if isinstance(entry, Heading):
            return entry.text if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{MARKS[entry.first.level]} {entry.first.message}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            level = LEVEL_NAMES[entry.first.level]
            return f"{level}，{self.where(entry)}，{entry.first.message}"
        return None

    def where(self, cause: Cause) -> str:
        """Say where it is found."""
        said = self._session.checks.words.place(cause.first.place)
        return f"{said} 等 {len(cause.findings):,} 处" if cause.others else said


def alone(findings: Sequence[Finding]) -> list[Cause]:
    """Give findings one by one, whatever their causes."""
    return [Cause(finding) for finding in findings]
