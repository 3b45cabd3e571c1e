"""定稿 in the window: what stands against it, doing it, taking it back, and who decided what when.

Leaves locking the pages to the session, which is read-only from then on.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem
from PySide6.QtWidgets import QVBoxLayout as Column

from budgettool.book import Decision
from budgettool.book.records import RECORDS
from budgettool.errors import BudgetToolError
from budgettool.gui import theme
from budgettool.gui.checks.list_view import Rows
from budgettool.gui.checks.reason_form import ReasonForm
from budgettool.gui.session import Session

_DONE: Final = {
    "waive": "放行",
    "withdraw": "撤销放行",
    "seal": "定稿",
    "unseal": "撤销定稿",
    "record": "记",
}
_LOG_ROWS: Final = 6
_READY: Final = (
    "没有错误，核实都已说明，可以定稿。定稿后各页只能查看，导出的文件不再标“草稿”；"
    "以后要修改，写明理由即可撤销。"
)
_SEALED: Final = (
    "各页只能查看，导出的文件不再标“草稿”；批复日期、公开日期等仍在“公开”里填。"
    "要修改，先撤销定稿，理由记入账本。"
)


class Sealing(QFrame):
    """A strip over the list: opened by 定稿…, and there while the book is 定稿."""

    told = Signal(str)
    level_wanted = Signal(str)
    """The findings of a level are to be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._head, self._words = QLabel(), QLabel()
        self._head.setFont(theme.body_font(bold=True))
        self._words.setWordWrap(True)
        self.wrong_button = self._button("看错误", lambda: self.level_wanted.emit("H"))
        self.care_button = self._button("看核实", lambda: self.level_wanted.emit("S"))
        self.seal_button = self._button("定稿", self.seal)
        self.seal_button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.unseal_button = self._button("撤销定稿…", self.ask_to_unseal)
        self.log_button = self._button("记录", self._show_log)
        self.log_button.setCheckable(True)
        self.close_button = self._button("收起", self.hide)
        self.form = ReasonForm()
        self.form.closed.connect(self.follow)
        self.log = _log()
        self._lay_out()
        session.decided.connect(self.follow)
        self.setVisible(session.sealed)
        self.follow()

    def open(self) -> None:
        """Show what stands against 定稿, or that nothing does."""
        self.show()
        self.follow()
        wanted = (self.seal_button, self.wrong_button, self.care_button, self.unseal_button)
        first = next((each for each in wanted if not each.isHidden()), self.close_button)
        self.setFocusProxy(first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def seal(self) -> None:
        """Make the book 定稿, unless something stands against it by now."""
        self._session.checks.settle()
        if self._session.checks.judged().against_sealing():
            self.follow()
            return
        try:
            with self._session.deciding() as book:
                book.seal()
        except BudgetToolError as error:
            self.told.emit(str(error))
        else:
            self.told.emit("已定稿，各页只能查看")

    def ask_to_unseal(self) -> None:
        """Ask why 定稿 is to be taken back."""
        self.show()
        self.setFocusProxy(self.form)
        self.form.fill("", self._session.book.holder)
        self.form.ask("撤销定稿，各页恢复可以修改", "写明理由，记入账本", "撤销定稿", self.unseal)
        self.follow()

    def unseal(self, reason: str, who: str) -> None:
        """Take 定稿 back.

        Raises:
            ReasonError: No reason is given.
            BookError: It cannot be written.
        """
        with self._session.deciding() as book:
            book.unseal(reason, who)
        self.told.emit("已撤销定稿，可以修改")

    def follow(self) -> None:
        """Say how it stands now."""
        sealed = self._session.sealed
        if sealed:
            self.show()
        if self.isHidden():
            return
        judged = self._session.checks.judged()
        against = "" if sealed else judged.against_sealing()
        self._head.setText(_head(self._session, against))
        self._words.setText(self._say(against))
        asking = not self.form.isHidden()
        writable = not self._session.book.read_only
        for button, shown in (
            (self.wrong_button, not sealed and judged.count("H")),
            (self.care_button, not sealed and judged.count("S")),
            (self.seal_button, not sealed and not against and writable),
            (self.unseal_button, sealed and writable and not asking),
            (self.close_button, not sealed),
        ):
            button.setVisible(bool(shown))
        if not self.log.isHidden():
            self._fill_log()

    def _say(self, against: str) -> str:
        if self._session.sealed:
            return _SEALED
        if against:
            return "错误要改正；核实改正，或写明理由放行。提示不妨碍定稿。"
        unknown, blanks = len(self._session.checks.unknown), self._session.checks.text.blanks
        more = f"另有 {unknown} 条规则不能核对，请自行核对。" if unknown else ""
        unfilled = f"说明文字还有 {blanks} 处没有填，定稿后不能再填。" if blanks else ""
        return f"{_READY}{unfilled}{more}"

    def _show_log(self) -> None:
        self.log.setVisible(self.log_button.isChecked())
        self._fill_log()

    def _fill_log(self) -> None:
        with QSignalBlocker(self.log):
            self.log.clear()
            for each in reversed(self._session.book.decisions()):
                self.log.addTopLevelItem(QTreeWidgetItem(_record(each)))
        rows = min(max(self.log.topLevelItemCount(), 1), _LOG_ROWS)
        self.log.setFixedHeight(theme.HEAD_HEIGHT + theme.ROW_HEIGHT * rows)

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _=False: act())  # type: ignore[operator]
        return button

    def _lay_out(self) -> None:
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        self.setAccessibleName("定稿")
        said = Column()
        said.setSpacing(theme.SPACE_1)
        said.addWidget(self._head)
        said.addWidget(self._words)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_2)
        top.addLayout(said, 1)
        buttons: Iterable[QPushButton] = (
            self.wrong_button,
            self.care_button,
            self.seal_button,
            self.unseal_button,
            self.log_button,
            self.close_button,
        )
        for button in buttons:
            top.addWidget(button)
        rows = Column(self)
        rows.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        rows.setSpacing(theme.SPACE_2)
        rows.addLayout(top)
        rows.addWidget(self.form)
        rows.addWidget(self.log)


def _head(session: Session, against: str) -> str:
    if not session.sealed:
        return f"● 还不能定稿：{against}" if against else "✓ 可以定稿"
    seals = [each for each in session.book.decisions() if each.kind == "seal"]
    last = seals[-1]
    return f"✓ 已定稿　{last.at:%Y-%m-%d %H:%M}　{last.holder}"


def _log() -> QTreeWidget:
    log = QTreeWidget()
    log.setAccessibleName("放行、定稿和公开的记录")
    log.setHeaderLabels(["时间", "何人", "做了什么", "规则", "问题", "理由或所记内容"])
    log.setItemDelegate(Rows(log))
    log.setRootIsDecorated(False)
    log.setUniformRowHeights(True)
    for column, width in enumerate((144, 80, 128, 64, 320)):
        log.setColumnWidth(column, theme.scaled(width))
    log.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    log.hide()
    return log


def _record(each: Decision) -> list[str]:
    when = f"{each.at:%Y-%m-%d %H:%M}"
    done = _DONE[each.kind]
    if each.kind == "record":
        name = RECORDS.get(each.finding, each.finding)
        done = f"{done}{name}" if each.reason else f"清空{name}"
    return [when, each.holder, done, each.code, each.message, each.reason]
