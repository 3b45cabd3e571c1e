"""The short way to a new book: department, year and pack; then its units, typed or pasted.

For last year's book the units are there already, and only year and pack are asked. Everything is
checked in place; leaves making the file to `new_book`.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.new_book import Answers
from budgettool.gui.unit_rows import HEADINGS, Row, rows_of_text, units_of, what_is_wrong
from budgettool.model import Department

_FIRST_YEAR, _LAST_YEAR = 2010, 2100
_FIELD_WIDTH = 360
_EMPTY_ROWS = 8


class Wizard(QWidget):
    """Two steps; Enter goes on, Esc goes back."""

    finished = Signal(object)
    """The answers."""

    left = Signal()
    """The user does not want a new book after all."""

    def __init__(
        self, packs: Mapping[str, str], year: int, last: Department | None = None, pack_id: str = ""
    ) -> None:
        """Ask for a new book.

        Args:
            packs: Names of the packs by id.
            year: The year that is proposed.
            last: The department of last year's book; None for a book from nothing.
            pack_id: The pack that is proposed.
        """
        super().__init__()
        self._last = last
        known = last or Department("", "")
        self.full = _field("如 临溪市人民政府办公室；印在封面和说明文字里", known.full)
        self.short = _field("如 临溪市政府办公室；印在各表的表头，可不填", known.short)
        self.row = _field("印在表格里的行名，可不填", known.row)
        self.code = _field("如 016", known.code)
        self.year = QSpinBox()
        self.year.setRange(_FIRST_YEAR, _LAST_YEAR)
        self.year.setValue(year)
        self.year.setSuffix(" 年")
        self.year.lineEdit().setTextMargins(theme.SPACE_2 + 1, 0, 0, 0)  # in line with the others
        self.pack = QComboBox()
        for each, name in packs.items():
            self.pack.addItem(name, each)
        self.pack.setCurrentIndex(max(self.pack.findData(pack_id), 0))
        self.units = QTableWidget(_EMPTY_ROWS, len(HEADINGS))
        self._wrong = QLabel()
        self._wrong.setProperty("tone", "wrong")
        self._wrong.setWordWrap(True)
        self.next_button = QPushButton()
        self.next_button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.next_button.clicked.connect(self.go_on)
        self.back_button = QPushButton("返回")
        self.back_button.clicked.connect(self.go_back)
        self._head = QLabel()
        self._head.setProperty("role", "head")
        self._steps = QStackedWidget()
        self._steps.addWidget(self._department_step())
        self._steps.addWidget(self._units_step())
        self._lay_out()
        self._show_step(0)

    def go_on(self) -> None:
        """Check this step and go to the next, or finish."""
        wrong = self._what_is_wrong()
        self._wrong.setText(f"● {wrong}" if wrong else "")
        if wrong:
            return
        if self._steps.currentIndex() == 0 and self._last is None:
            self._show_step(1)
        else:
            self.finished.emit(self.answers())

    def go_back(self) -> None:
        """Go to the step before, or leave."""
        self._wrong.clear()
        if self._steps.currentIndex() == 0:
            self.left.emit()
        else:
            self._show_step(0)

    def tell(self, text: str) -> None:
        """Say why the book cannot be made."""
        self._wrong.setText(f"● {text}")

    def answers(self) -> Answers:
        """Give what was answered."""
        department = Department(
            self.code.text().strip(),
            self.full.text().strip(),
            self.short.text().strip(),
            self.row.text().strip(),
            self._last.budget_code if self._last else "",
        )
        return Answers(
            department, self.year.value(), str(self.pack.currentData()), units_of(self._rows())
        )

    def paste_units(self) -> None:
        """Take rows of the clipboard in at the marked row."""
        rows = rows_of_text(QGuiApplication.clipboard().text())
        top = max(self.units.currentRow(), 0)
        self.units.setRowCount(max(self.units.rowCount(), top + len(rows) + 1))
        for number, row in enumerate(rows, start=top):
            for column, text in enumerate(row):
                self.units.setItem(number, column, QTableWidgetItem(text))

    def _what_is_wrong(self) -> str:
        if self._steps.currentIndex() == 1:
            return what_is_wrong(self._rows())
        if not self.full.text().strip():
            self.full.setFocus()
            return "部门全称要填，它印在封面上"
        if not self.code.text().strip():
            self.code.setFocus()
            return "部门代码要填，如 016"
        return ""

    def _rows(self) -> list[Row]:
        def text(row: int, column: int) -> str:
            item = self.units.item(row, column)
            return item.text().strip() if item else ""

        numbers = range(self.units.rowCount())
        return [(text(row, 0), text(row, 1), text(row, 2), text(row, 3)) for row in numbers]

    def _show_step(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        last_step = step == 1 or self._last is not None
        self.next_button.setText("选择保存位置…" if last_step else "下一步：单位")
        if self._last is not None:
            self._head.setText("从上年账本开始")
        else:
            self._head.setText(("新建账本　1/2 部门", "新建账本　2/2 单位")[step])
        (self.full, self.units)[step].setFocus()

    def _department_step(self) -> QWidget:
        step = QWidget()
        form = QFormLayout(step)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.SPACE_4)
        form.setVerticalSpacing(theme.SPACE_3)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for name, widget in (
            ("部门全称", self.full),
            ("部门简称", self.short),
            ("表内名称", self.row),
            ("部门代码", self.code),
            ("预算年度", self.year),
            ("表样", self.pack),
        ):
            widget.setAccessibleName(name)
            widget.setFixedWidth(_FIELD_WIDTH)
            form.addRow(name, widget)
        if self._last is not None:
            form.addRow(
                "", _quiet("单位和项目照搬，上年的收支明细成为上年数；本年明细从空白开始。")
            )
        return step

    def _units_step(self) -> QWidget:
        step = QWidget()
        layout = QVBoxLayout(step)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            _quiet("逐个输入，或从 Excel 复制后按 Ctrl+V 粘贴。类型不填按行政；也可以以后再填。")
        )
        self.units.setHorizontalHeaderLabels(list(HEADINGS))
        self.units.setAccessibleName("单位")
        self.units.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.units.horizontalHeader().setStretchLastSection(True)
        self.units.setColumnWidth(1, 240)
        self.units.setCurrentCell(0, 0)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.units)
        paste.setContext(Qt.ShortcutContext.WidgetShortcut)
        paste.activated.connect(self.paste_units)
        layout.addWidget(self.units)
        return step

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch()
        foot.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_4)
        layout.addWidget(self._head)
        layout.addWidget(self._steps, 1)
        layout.addWidget(self._wrong)
        layout.addLayout(foot)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.go_back)
        for field in (self.full, self.short, self.row, self.code):
            field.returnPressed.connect(self.go_on)


def _field(hint: str, text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setPlaceholderText(hint)
    field.setMaxLength(200)
    return field


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "quiet")
    label.setWordWrap(True)
    return label
