"""The short way to a new book: department, year and pack; then its units, typed or pasted.

For last year's book the units are there already, and only year and pack are asked. Everything is
checked in place; leaves making the file to `new_book`.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from budgettool.gui import theme
from budgettool.gui.new_book import Answers
from budgettool.gui.ui.wizard import Ui_Wizard
from budgettool.gui.unit_rows import proposed_rows, units_of, what_is_wrong
from budgettool.model import UNIT_KINDS, Department

_DEPARTMENT, _UNITS = 0, 1


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
        self.ui = Ui_Wizard()
        self.ui.setupUi(self)
        self._fields = (self.ui.full, self.ui.short, self.ui.row, self.ui.code)
        known = last or Department("", "")
        texts = (known.full, known.short, known.row, known.code)
        for field, text in zip(self._fields, texts, strict=True):
            field.setText(text)
            field.returnPressed.connect(self.go_on)
        self.ui.year.setValue(year)
        self.ui.year.lineEdit().setTextMargins(theme.SPACE_2 + 1, 0, 0, 0)  # in line with the rest
        for each, name in packs.items():
            self.ui.pack.addItem(name, each)
        self.ui.pack.setCurrentIndex(max(self.ui.pack.findData(pack_id), 0))
        self.ui.last_note.setVisible(last is not None)
        self.ui.units_note.setText(
            "逐个输入，或从 Excel 复制后按 Ctrl+V 粘贴；不对的直接改，多余的用 Delete 清空。"
            f"类型可填{'、'.join(UNIT_KINDS)}，不填按行政；单位也可以以后再填。"
        )
        self._connect()
        self._show_step(_DEPARTMENT)

    def go_on(self) -> None:
        """Check this step and go to the next, or finish."""
        wrong = self._what_is_wrong()
        self.tell(wrong)
        if wrong:
            return
        if self.ui.steps.currentIndex() == _DEPARTMENT and self._last is None:
            self._propose_units()
            self._show_step(_UNITS)
        else:
            self.finished.emit(self.answers())

    def go_back(self) -> None:
        """Go to the step before, or leave."""
        self.tell("")
        if self.ui.steps.currentIndex() == _DEPARTMENT:
            self.left.emit()
        else:
            self._show_step(_DEPARTMENT)

    def tell(self, text: str) -> None:
        """Say why it does not go on, or why the book cannot be made; empty to say nothing."""
        self.ui.wrong.setText(f"● {text}" if text else "")

    def answers(self) -> Answers:
        """Give what was answered."""
        full, short, row, code = (field.text().strip() for field in self._fields)
        budget_code = self._last.budget_code if self._last else ""
        department = Department(code, full, short, row, budget_code)
        units = units_of(self.ui.units.rows())
        return Answers(department, self.ui.year.value(), str(self.ui.pack.currentData()), units)

    def _connect(self) -> None:
        self.ui.next.clicked.connect(self.go_on)
        self.ui.back.clicked.connect(self.go_back)
        self.ui.units.paste_refused.connect(self.tell)
        for keys, act in (("Esc", self.go_back), ("Ctrl+Return", self.go_on)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _what_is_wrong(self) -> str:
        if self.ui.steps.currentIndex() == _UNITS:
            return what_is_wrong(self.ui.units.rows())
        for field, wrong in (
            (self.ui.full, "部门全称要填，它印在封面上"),
            (self.ui.code, "部门代码要填，如 016"),
        ):
            if not field.text().strip():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return wrong
        return ""

    def _propose_units(self) -> None:
        """Propose what most departments have, as long as no unit was typed."""
        if not units_of(self.ui.units.rows()):
            self.ui.units.propose(proposed_rows(self.answers().department))

    def _show_step(self, step: int) -> None:
        self.ui.steps.setCurrentIndex(step)
        last_step = step == _UNITS or self._last is not None
        self.ui.next.setText("选择保存位置…" if last_step else "下一步：单位")
        self.ui.next.setToolTip(f"{self.ui.next.text()}　Ctrl+Enter")
        if self._last is not None:
            self.ui.head.setText("从上年账本开始")
        else:
            self.ui.head.setText(("新建账本　1/2 部门", "新建账本　2/2 单位")[step])
        (self.ui.full, self.ui.units)[step].setFocus(Qt.FocusReason.OtherFocusReason)
