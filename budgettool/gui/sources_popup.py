"""Income against expenditure by source: says where the budget does not balance, and by how much."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.session import Session


class SourcesPopup(QFrame):
    """A small table above the totals bar; Esc or a click elsewhere closes it."""

    source_chosen = Signal(str)
    """The user wants to see the lines of a source (its path)."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._session = session
        self.setObjectName("popup")
        self.setAccessibleName("各来源的收支")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*[theme.SPACE_3] * 4)
        self._table = QWidget()
        self._layout.addWidget(self._table)

    def show_above(self, anchor: QWidget, unit: str) -> None:
        """Show the newest figures above a widget."""
        self.refresh(unit)
        corner = anchor.mapToGlobal(QPoint(0, 0))
        self.move(corner - QPoint(0, self.height() + theme.SPACE_2))
        self.show()
        first = self.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    def refresh(self, unit: str) -> None:
        """Show the figures as they stand."""
        self._layout.removeWidget(self._table)
        self._table.deleteLater()
        self._table = self._made(unit)
        self._layout.addWidget(self._table)
        self.adjustSize()

    def rows(self, unit: str) -> list[tuple[str, str, str, str]]:
        """List source, income, expenditure and difference, those that are off first."""
        found = self._session.balance.by_source().items()
        ordered = sorted(found, key=lambda item: -abs(item[1][0] - item[1][1]))
        return [
            (source, shown(income, unit), shown(spent, unit), shown(income - spent, unit))
            for source, (income, spent) in ordered
        ]

    def _made(self, unit: str) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_4)
        grid.setVerticalSpacing(theme.SPACE_1)
        for column, head in enumerate(("资金来源", "收入", "支出", f"差额（{unit}）", "")):
            label = _label(head, quiet=True, right=0 < column < 4)  # noqa: PLR2004
            if column == 0:
                label.setIndent(theme.SPACE_3 + 1)  # as the names in the buttons below it
            grid.addWidget(label, 0, column)
        rows = self.rows(unit)
        for number, row in enumerate(rows, start=1):
            self._add(grid, number, row, balanced=row[1] == row[2])
        if not rows:
            grid.addWidget(_label("还没有明细", quiet=True), 1, 0, 1, 5)
        return table

    def _add(
        self, grid: QGridLayout, number: int, row: tuple[str, str, str, str], *, balanced: bool
    ) -> None:
        source = row[0]
        name = QPushButton(source.replace("/", " · ") or "未填来源")
        name.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        name.setToolTip("看这个来源的支出明细")
        name.clicked.connect(lambda: self._choose(source))
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignLeft)
        for column, text in enumerate(row[1:], start=1):
            grid.addWidget(_label(text, right=True), number, column)
        mark = _label("✓" if balanced else "● 不平")
        mark.setProperty("tone", "good" if balanced else "wrong")
        grid.addWidget(mark, number, 4)

    def _choose(self, source: str) -> None:
        self.hide()
        self.source_chosen.emit(source)


def name_of_source(session: Session, source: str) -> str:
    """Name a source in few words; with its fund where another has the same name."""
    bare = source.rsplit("/", 1)[-1]
    same = [each for each in session.pack.vocabulary.members("source") if each.name == bare]
    return (source.replace("/", " · ") if len(same) > 1 else bare) or "未填来源"


def _label(text: str, *, quiet: bool = False, right: bool = False) -> QLabel:
    label = QLabel(text)
    if quiet:
        label.setProperty("role", "quiet")
    if right:
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
