"""The strips between the page's head and the grid: find and replace, bulk edit, pasting.

Each is hidden until it is wanted and closed by Esc; none takes the page away from the user.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from budgettool.gui import theme
from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.pasting import Paste

_LISTED: Final = 4


class Strip(QFrame):
    """A strip that Esc closes.

    Attributes:
        row: Where its widgets stand.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.SPACE_2)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        else:
            super().keyPressEvent(event)

    def words(self, *, role: str = "", tone: str = "") -> QLabel:
        """Make a label that shows what users wrote just as they wrote it."""
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(bool(tone))
        label.setProperty("role", role)
        label.setProperty("tone", tone)
        return label

    def close_strip(self) -> None:
        """Hide, and give the focus back."""
        self.hide()
        self.closed.emit()

    def button(self, text: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Add a button at the right end."""
        button = QPushButton(text)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda *_: act())
        self.row.addWidget(button)
        return button


class FindStrip(Strip):
    """Find, and where wanted replace."""

    find_wanted = Signal(str, int)
    """Find a text, forwards (1) or backwards (-1)."""

    replace_wanted = Signal(str, str)
    """Replace a text by another in every cell that is shown or selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(self.row)
        self.text = _field("查找", "查找内容")
        self.other = _field("替换为", "替换为")
        self.said = self.words(role="quiet")
        self.row.addWidget(self.text)
        self._previous = self.button("上一个", lambda: self.find_wanted.emit(self.text.text(), -1))
        self._next = self.button("下一个", lambda: self.find_wanted.emit(self.text.text(), 1))
        self.row.addWidget(self.other)
        self._replace = self.button("全部替换", self._on_replace)
        self.row.addWidget(self.said, 1)
        self.button("关闭", self.close_strip)
        self.text.returnPressed.connect(lambda: self.find_wanted.emit(self.text.text(), 1))
        self.other.returnPressed.connect(self._on_replace)

    def open_strip(self, *, replacing: bool) -> None:
        """Show the strip, to find or to replace."""
        self.other.setVisible(replacing)
        self._replace.setVisible(replacing)
        self.said.clear()
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def _on_replace(self) -> None:
        if self.text.text():
            self.replace_wanted.emit(self.text.text(), self.other.text())


class BulkStrip(Strip):
    """Give all selected lines one value in one column."""

    wanted = Signal(str, str)
    """The field, and the text for it."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.setLayout(self.row)
        self.column = QComboBox()
        self.column.setAccessibleName("要改的列")
        for column in columns:
            self.column.addItem(column.title, column.field)
        self.text = _field("编码或名称，留空为清空", "改为")
        self.said = self.words(role="quiet")
        self._head = QLabel()
        self.row.addWidget(self._head)
        self.row.addWidget(self.column)
        self.row.addWidget(self.text)
        self.button("修改", self._on_wanted, primary=True)
        self.row.addWidget(self.said, 1)
        self.button("关闭", self.close_strip)
        self.text.returnPressed.connect(self._on_wanted)

    def open_strip(self, lines: int, field: str) -> None:
        """Show the strip for so many lines, and the column that is current."""
        self.say_lines(lines)
        self.column.setCurrentIndex(max(0, self.column.findData(field)))
        self.text.clear()
        self.said.clear()
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say_lines(self, lines: int) -> None:
        """Say how many lines are selected."""
        self._head.setText(f"把所选 {lines} 条的")

    def _on_wanted(self) -> None:
        self.wanted.emit(self.column.currentData(), self.text.text())


class PasteStrip(Strip):
    """What pasting or a file would bring, before it is taken in."""

    accepted = Signal(bool)
    """Take it in; whether rows with something wrong are left out."""

    unit_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        rows.setSpacing(theme.SPACE_1)
        rows.addLayout(self.row)
        self.head = self.words()
        self.units = QComboBox()
        self.units.addItems(["元", "万元"])
        self.units.setAccessibleName("粘贴内容的金额单位")
        self.units.textActivated.connect(self.unit_chosen)
        self._units_head = QLabel("金额单位")
        self.row.addWidget(self.head, 1)
        self.row.addWidget(self._units_head)
        self.row.addWidget(self.units)
        self.all = self.button("放入", lambda: self._accept(skipping=False), primary=True)
        self.sound = self.button("只放入无误的行", lambda: self._accept(skipping=True))
        self._stop = self.button("取消", self.close_strip)
        self._waiting = False
        self.wrong = self.words(tone="wrong")
        rows.addWidget(self.wrong)

    def show_paste(self, paste: Paste) -> None:
        """Say what a paste would do."""
        listed = [
            f"第 {cell.row} 行“{cell.column.title}”：{cell.reason}"
            for cell in paste.wrong[:_LISTED]
        ]
        if len(paste.wrong) > _LISTED:
            listed.append(
                f"……共 {paste.wrong_rows} 行 {len(paste.wrong)} 处，放入后可按“只看要改的”逐个改"
            )
        asks = bool(paste.unit) and not paste.unit_told
        self.ask(f"粘贴：{paste.say()}", listed, paste.unit if asks else "")

    def ask(self, head: str, wrong: Sequence[str], unit: str = "") -> None:
        """Say what would be taken in, and what is wrong with it; ask for the unit of money.

        Who has gone on working while a file was read keeps the keyboard.
        """
        mine = not self._waiting or self._stop.hasFocus()
        self.say(head, wrong)
        self._waiting = False
        self.units.setVisible(bool(unit))
        self._units_head.setVisible(bool(unit))
        self.units.setCurrentText(unit)
        self.sound.setVisible(bool(wrong))
        self.all.setText("全部放入，有误的标出" if wrong else "放入")
        self.all.show()
        if mine:
            self.all.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, head: str, wrong: Sequence[str] = ()) -> None:
        """Say something to which there is no answer yet."""
        for each in (self.units, self._units_head, self.all, self.sound):
            each.hide()
        self.head.setText(head)
        self.wrong.setText("\n".join(f"{'' if each[:1] == '…' else '● '}{each}" for each in wrong))
        self.wrong.setVisible(bool(wrong))
        self.show()

    def wait(self, head: str) -> None:
        """Say what is under way; Esc and Enter stop it until there is an answer."""
        self.say(head)
        self._waiting = True
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it in, unless the focus is on another button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.all.isVisible():
                self._accept(skipping=False)
        else:
            super().keyPressEvent(event)

    def _accept(self, *, skipping: bool) -> None:
        self.hide()
        self.accepted.emit(skipping)


def _field(hint: str, name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    field.setMinimumWidth(200)
    return field
