"""The list of the sheets that can be shown, at the left of the page of reports."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from budgettool.gui import theme
from budgettool.gui.checks.marks import MARKS, TONES
from budgettool.gui.reports.live import Entry
from budgettool.packs.rule import Level

_ENTRY = int(Qt.ItemDataRole.UserRole)


class Contents(QListWidget):
    """Names every sheet; where it is narrow, by its number alone."""

    entry_chosen = Signal(object)
    """The entry of the sheet that is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._level_of: Callable[[str], Level | None] = lambda _: None
        self.setAccessibleName("报表目录")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setStyleSheet(
            f"QListWidget {{ border: none; padding: {theme.SPACE_1}px; }}"
            f"QListWidget::item {{ height: {theme.ROW_HEIGHT}px; padding: 0 {theme.SPACE_1}px; }}"
        )
        self.currentItemChanged.connect(self._on_current)

    def fill(self, entries: Iterable[Entry]) -> None:
        """List other sheets; the one that was chosen stays so, and is not told again."""
        chosen, row = self.chosen(), max(self.currentRow(), 0)
        with QSignalBlocker(self):
            self.clear()
            for entry in entries:
                item = QListWidgetItem()
                item.setToolTip(f"{entry.printed}　{entry.title}".strip())
                item.setData(_ENTRY, entry)
                self._write(item)
                self.addItem(item)
            found = self._row(lambda entry: chosen is not None and entry.subject == chosen.subject)
            if chosen is not None and self.count():
                self.setCurrentRow(min(row, self.count() - 1) if found is None else found)

    def show_marks(self, level_of: Callable[[str], Level | None]) -> None:
        """Put a mark beside the number of each table that has one."""
        self._level_of = level_of
        for row in range(self.count()):
            self._write(self.item(row))

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_marks(self._level_of)

    def _write(self, item: QListWidgetItem) -> None:
        entry: Entry = item.data(_ENTRY)
        level, scheme = self._level_of(entry.table.id), theme.colours()
        mark = f" {MARKS[level]}" if level else ""
        item.setText(f"{entry.table.id}{mark}　{entry.title}")
        colour = getattr(scheme, TONES[level], scheme.text) if level else scheme.text
        item.setForeground(QColor(colour))

    def choose(self, table_id: str) -> bool:
        """Choose a table's first sheet; tells whether there is one."""
        row = self._row(lambda entry: entry.table.id == table_id)
        if row is not None:
            self.setCurrentRow(row)
        return row is not None

    def choose_any(self) -> None:
        """Choose the first sheet where none is chosen."""
        self.setCurrentRow(max(self.currentRow(), 0))

    def chosen(self) -> Entry | None:
        """Give the entry that is chosen."""
        item = self.currentItem()
        entry: Entry | None = item.data(_ENTRY) if item else None
        return entry

    def show_narrow(self, *, narrow: bool) -> None:
        """Show the numbers alone, or numbers and titles."""
        elide = Qt.TextElideMode.ElideNone if narrow else Qt.TextElideMode.ElideRight
        self.setTextElideMode(elide)

    def _row(self, is_wanted: Callable[[Entry], bool]) -> int | None:
        rows = range(self.count())
        return next((row for row in rows if is_wanted(self.item(row).data(_ENTRY))), None)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.entry_chosen.emit(item.data(_ENTRY))
