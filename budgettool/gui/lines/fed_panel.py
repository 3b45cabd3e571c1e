"""The list at the right: every cell of the tables that the current line feeds.

Leaves showing a table to the page of reports.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.session import Session
from budgettool.packs.reference import CellReference


class FedPanel(QWidget):
    """Where a line goes."""

    wanted = Signal(object)
    """A cell reference that is to be shown in its table."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setMinimumWidth(theme.PANEL_WIDTH - 60)
        self._head = QLabel("这条明细进入")
        self._head.setProperty("role", "head")
        close = QPushButton("关闭")
        close.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        close.clicked.connect(self.closed)
        self.list = QListWidget()
        self.list.setAccessibleName("这条明细进入的各表单元格")
        self.list.setWordWrap(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_activated)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_3, 0, 0, 0)
        layout.setSpacing(theme.SPACE_2)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)

    def show_line(self, line_id: str | None) -> None:
        """List what a line feeds."""
        self.list.clear()
        fed = self._session.cube.cells_fed(line_id) if line_id else ()
        printed = (table for table in self._session.pack.tables if table.printed)
        numbers = {table.id: "".join(map(str, table.number)) for table in printed}
        references = [reference for reference in fed if reference.table in numbers]
        for reference in references:
            where = f"{'/'.join(reference.row)} · {'/'.join(reference.column)}"
            item = QListWidgetItem(f"{numbers[reference.table]}　{where}")
            item.setToolTip(f"{item.text()}\n单击到报表中查看")
            item.setData(Qt.ItemDataRole.UserRole, reference)
            self.list.addItem(item)
        if not references:
            item = QListWidgetItem(
                "还没有进入任何表：先填金额和科目" if line_id else "先选一条明细"
            )
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def _on_activated(self, item: QListWidgetItem) -> None:
        reference = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(reference, CellReference):
            self.wanted.emit(reference)
