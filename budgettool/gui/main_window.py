"""The window over one book: top bar, rail, page, totals bar. It only puts views together."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.amounts import UNITS
from budgettool.gui.page import Page
from budgettool.gui.rail import Rail
from budgettool.gui.session import Session
from budgettool.gui.toast import Toast
from budgettool.gui.totals_bar import TotalsBar


class MainWindow(QMainWindow):
    """Shows a session.

    Attributes:
        actions_by_id: Every action of the window, declared once; menus and buttons show the same.
    """

    closed = Signal()

    def __init__(self, session: Session, pages: Sequence[type[Page]], unit: str = "万元") -> None:
        super().__init__()
        self.session = session
        self._kinds = {kind.page_id: kind for kind in pages}
        self._pages: dict[str, Page] = {}
        self._unit = unit
        self.actions_by_id: dict[str, QAction] = {}
        self._declare_actions()
        self.rail = Rail([(kind.page_id, kind.title) for kind in pages])
        self.stack = QStackedWidget()
        self.totals = TotalsBar(session, unit)
        self._build()
        self.toast = Toast(self)
        self.rail.page_chosen.connect(self.show_page)
        session.history_changed.connect(self._say_history)
        session.saved_changed.connect(self._say_saved)
        session.failed.connect(self.toast.say)
        session.rebuilt.connect(self._say_title)
        self._say_title()
        self._say_history()
        self.resize(1280, 800)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, page_id: str, target: object = None) -> None:
        """Show a page, made when it is first wanted, and let it reveal a target."""
        if page_id not in self._kinds:
            return
        if self.page is not None:
            self.page.leave()
        page = self._pages.get(page_id) or self._make_page(page_id)
        self.stack.setCurrentWidget(page)
        self.rail.show_chosen(page_id)
        self.totals.say_selection("")
        if target is not None:
            page.reveal(target)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Take the last step back, and say which."""
        if self.page is not None:
            self.page.leave()
        if label := self.session.undo():
            self.toast.say(f"已撤销：{label}", "恢复", self.redo)

    def redo(self) -> None:
        """Do again what was taken back, and say which."""
        if label := self.session.redo():
            self.toast.say(f"已恢复：{label}", "撤销", self.undo)

    def set_unit(self, unit: str) -> None:
        """Show amounts in 元 or 万元 everywhere."""
        self._unit = unit
        self.totals.set_unit(unit)
        for page in self._pages.values():
            page.set_unit(unit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Settle what is being typed, then close the book."""
        if self.page is not None:
            self.page.leave()
        self.closed.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the toast in its place."""
        super().resizeEvent(event)
        self.toast.place()

    def _make_page(self, page_id: str) -> Page:
        page = self._kinds[page_id](self.session)
        page.set_unit(self._unit)
        page.selection_told.connect(self.totals.say_selection)
        page.wanted.connect(self.show_page)
        page.told.connect(self.toast.say)
        self._pages[page_id] = page
        self.stack.addWidget(page)
        return page

    def _declare_actions(self) -> None:
        for action_id, text, keys, act in (
            ("undo", "撤销", QKeySequence.StandardKey.Undo, self.undo),
            ("redo", "恢复", QKeySequence.StandardKey.Redo, self.redo),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(act)
            self.addAction(action)
            self.actions_by_id[action_id] = action

    def _build(self) -> None:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(_rule(vertical=True))
        middle.addWidget(self.stack, 1)
        rows.addWidget(self._top_bar())
        rows.addWidget(_rule(vertical=False))
        rows.addLayout(middle, 1)
        rows.addWidget(_rule(vertical=False))
        rows.addWidget(self.totals)
        self.setCentralWidget(body)

    def _top_bar(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(theme.TOP_HEIGHT)
        self.top_layout = QHBoxLayout(bar)
        self.top_layout.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_4, 0)
        self.top_layout.setSpacing(theme.SPACE_2)
        self._head = QLabel()
        self._head.setProperty("role", "head")
        self._state = QLabel()
        self._state.setProperty("role", "quiet")
        self._units = QComboBox()
        self._units.addItems(UNITS)
        self._units.setCurrentText(self._unit)
        self._units.setAccessibleName("金额单位")
        self._units.currentTextChanged.connect(self.set_unit)
        self.top_layout.addWidget(self._head)
        self.top_layout.addWidget(self._state)
        self.top_layout.addStretch()
        self.top_layout.addWidget(self._units)
        for action_id in ("undo", "redo"):
            self.top_layout.addWidget(self._action_button(self.actions_by_id[action_id]))
        return bar

    def _action_button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text())
        button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: _follow_action(button, action))
        _follow_action(button, action)
        return button

    def _say_title(self) -> None:
        facts = self.session.facts
        name = facts.department.short or facts.department.full
        self._head.setText(f"{name} · {facts.year}年预算")
        self._say_saved(saved=not self.session.book.unsaved)

    def _say_saved(self, saved: bool) -> None:  # noqa: FBT001 - a signal's argument
        state = "只读" if self.session.read_only else "已保存" if saved else "未保存"
        self._state.setText(state)
        self.setWindowTitle(f"{self._head.text()} — {self.session.book.path.name}（{state}）")

    def _say_history(self) -> None:
        for action_id, name, label in (
            ("undo", "撤销", self.session.book.undo_label),
            ("redo", "恢复", self.session.book.redo_label),
        ):
            action = self.actions_by_id[action_id]
            action.setEnabled(label is not None and not self.session.read_only)
            action.setToolTip(f"{name}：{label}" if label else name)


def _follow_action(button: QPushButton, action: QAction) -> None:
    button.setEnabled(action.isEnabled())
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{action.toolTip()}　{keys}")


def _rule(*, vertical: bool) -> QFrame:
    rule = QFrame()
    rule.setStyleSheet(f"background: {theme.colours().line};")
    if vertical:
        rule.setFixedWidth(1)
    else:
        rule.setFixedHeight(1)
    return rule
