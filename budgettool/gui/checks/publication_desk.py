"""公开: what is recorded before publishing, and what the rules about publishing find, when asked.

These rules are about a packet that leaves the house, so they mark no line and do not stand against
定稿; what is recorded is a decision of the book, so that it can be filled in a sealed one too. They
are asked off the window's thread, on a snapshot. Leaves them to `rules.publication`.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from budgettool.book.records import (
    APPROVED,
    LONGEST_RECORD,
    PUBLISHED,
    RECORDS,
    field_of,
    read_date,
)
from budgettool.errors import BudgetToolError
from budgettool.exporting.packet import Material, check_outward, choice_in, go_outward
from budgettool.gui import theme
from budgettool.gui.burst import after_burst
from budgettool.gui.checks.list_view import Rows
from budgettool.gui.checks.marks import MARKS
from budgettool.gui.reports.exports import Snapshot, take_snapshot
from budgettool.gui.session import Session
from budgettool.gui.work import start_task
from budgettool.importing import Progress
from budgettool.rules.finding import LEVEL_NAMES, Finding
from budgettool.rules.grouping import grouped
from budgettool.rules.result import CheckResult

_AFTER_MS: Final = 400
_DATED: Final = frozenset({APPROVED, PUBLISHED})
_NOTES: Final = {
    "secrecy_review": "谁审查的、何时，如 李四 2026-12-01；《政府信息公开条例》第十七条",
    "signed_by": "谁审签的、何时",
    APPROVED: "财政部门批复本部门预算的日期，如 2027-02-14；从这天起二十日内公开",
    PUBLISHED: "在网站上公开的日期；没有公开就不填",
}
_KEPT: Final = (
    "定稿前后都可以填；填了即存入账本，何人、何时填的记在“记录”里。"
    "这几项不随“撤销”退回，填错了直接改，不要了就清空。"
)


class PublicationDesk(QWidget):
    """Fields of what is recorded, and below them what is found."""

    counted = Signal(int)
    """How many findings there are."""

    told = Signal(str)
    """What was recorded, or why it was not."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stale, self._asking = True, False
        self.fields: dict[str, QLineEdit] = {}
        self._notes: dict[str, QLabel] = {}
        self.head = QLabel()
        self.head.setFont(theme.body_font(bold=True))
        self.list = _list()
        self._timer = after_burst(self, _AFTER_MS, self._after_burst)
        self._lay_out()
        for signal in (session.figures_changed, session.fields_changed, session.rebuilt):
            signal.connect(self._on_changed)
        self._follow()

    def open(self) -> None:
        """Be shown: ask the rules where something has changed since they were."""
        self._follow()
        if self._stale:
            self.ask()

    def ask(self) -> None:
        """Ask the rules about publishing."""
        self._timer.stop()
        if self._asking:
            self._timer.start()
            return
        self._asking, self._stale = True, False
        self.head.setText("正在核对公开的内容…")
        snapshot = take_snapshot(self._session)
        task = start_task(partial(check_published, snapshot), self)
        task.done.connect(self._show)
        task.refused.connect(self.head.setText)
        task.ended.connect(self._on_ended)

    def settle(self) -> None:
        """Keep what is typed."""
        for key in self.fields:
            self._keep(key)

    def problem(self, key: str) -> str:
        """Say what is wrong with what a field holds; nothing where it can be kept."""
        text = self.fields[key].text().strip()
        if key in _DATED and text and read_date(text) is None:
            return "不是日期，写成 2027-02-14 或 2027年2月14日"
        return f"超过 {LONGEST_RECORD} 个字" if len(text) > LONGEST_RECORD else ""

    def _show(self, result: CheckResult) -> None:
        causes = grouped(result.findings)
        findings = [finding for cause in causes for finding in cause.findings]
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addTopLevelItems([self._row(finding) for finding in findings])
            for code, reason in sorted(result.unknown.items()):
                cells = ["不能核对", code, "", result.rules[code].title, reason]
                self.list.addTopLevelItem(QTreeWidgetItem(cells))
        self.head.setText(_conclusion(findings))
        self.counted.emit(len(findings))

    def _row(self, finding: Finding) -> QTreeWidgetItem:
        level = f"{MARKS[finding.level]} {LEVEL_NAMES[finding.level]}"
        place = self._session.checks.words.place(finding.place)
        cells = [level, finding.code, place, finding.message, finding.mend]
        row = QTreeWidgetItem(cells)
        for column, text in enumerate(cells):
            row.setToolTip(column, text)
        return row

    def _after_burst(self) -> None:
        if self.isVisible():
            self.ask()

    def _on_ended(self) -> None:
        self._asking = False

    def _on_changed(self, *_: object) -> None:
        self._stale = True
        if self.isVisible():
            self._follow()
            self._timer.start()

    def _follow(self) -> None:
        """Show what the book has, but what was typed and is not kept stays."""
        for key, field in self.fields.items():
            field.setReadOnly(self._session.book.read_only)
            if not field.isModified():
                field.setText(self._kept(key))
            self._say(key)

    def _kept(self, key: str) -> str:
        return self._session.facts.fields.get(field_of(key), "")

    def _keep(self, key: str) -> None:
        field = self.fields[key]
        text = field.text().strip()
        if self._session.book.read_only or self.problem(key):
            return
        if text != self._kept(key):
            try:
                with self._session.deciding() as book:
                    book.record(key, text)
            except BudgetToolError as error:
                self.told.emit(str(error))
                return
            self.told.emit(f"已记{RECORDS[key]}" if text else f"已清空{RECORDS[key]}")
        field.setText(self._kept(key))

    def _say(self, key: str) -> None:
        wrong = self.problem(key)
        note = self._notes[key]
        note.setText(f"● {wrong}" if wrong else _NOTES[key])
        note.setProperty("tone", "wrong" if wrong else "quiet")
        note.style().polish(note)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_3)
        grid.setVerticalSpacing(theme.SPACE_2)
        grid.setColumnStretch(2, 1)
        for row, (key, title) in enumerate(RECORDS.items()):
            field, note = QLineEdit(), QLabel()
            field.setAccessibleName(title)
            field.setMinimumWidth(theme.PANEL_WIDTH)
            field.textEdited.connect(lambda _text, key=key: self._say(key))
            field.editingFinished.connect(partial(self._keep, key))
            self.fields[key], self._notes[key] = field, note
            for column, widget in enumerate((QLabel(title), field, note)):
                grid.addWidget(widget, row, column)
        grid.addWidget(_quiet(_KEPT), len(RECORDS), 0, 1, 3)
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        card.setLayout(grid)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_2)
        rows.addWidget(card)
        rows.addWidget(self.head)
        rows.addWidget(self.list, 1)
        self.setFocusProxy(next(iter(self.fields.values())))


def check_published(snapshot: Snapshot, progress: Progress) -> CheckResult:
    """Ask the rules about publishing of what would be published."""
    facts, pack = snapshot.facts, snapshot.pack
    progress("编成要公开的内容", 0, 0)
    material = Material(facts, pack, snapshot.classification)
    outward = go_outward(material, choice_in(facts, pack).parts)
    progress("核对", 0, 0)
    return check_outward(facts, outward, snapshot.moment.date())


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("tone", "quiet")
    return label


def _conclusion(findings: Sequence[Finding]) -> str:
    if not findings:
        return "✓ 公开的内容没有问题"
    return f"公开以前还有 {len(findings):,} 处要看；它们不妨碍定稿"


def _list() -> QTreeWidget:
    found = QTreeWidget()
    found.setAccessibleName("公开的内容")
    found.setHeaderLabels(["级别", "规则", "在哪里", "问题", "怎么改"])
    found.setItemDelegate(Rows(found))
    found.setRootIsDecorated(False)
    found.setUniformRowHeights(True)
    found.header().setFixedHeight(theme.HEAD_HEIGHT)
    found.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate((92, 64, 200, 360)):
        found.setColumnWidth(column, theme.scaled(width))
    return found
