"""What the current finding of the page 审核 means, in full, and what can be done about it.

Leaves doing it to the page.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from budgettool.book import Decision
from budgettool.gui import theme
from budgettool.gui.checks.explaining import wants_reason
from budgettool.gui.checks.items import Item
from budgettool.gui.checks.marks import MARKS, TONES
from budgettool.gui.checks.reason_form import ReasonForm
from budgettool.gui.checks.waiving import waivable
from budgettool.gui.session import Session
from budgettool.rules.finding import LEVEL_NAMES, Finding


class FindingDetail(QFrame):
    """Says all of a finding, or of a cause by the finding that stands for it.

    Attributes:
        items: What is shown; several where they have one cause.
        form: Asks for a reason in the place of the buttons.
    """

    go_wanted = Signal()
    mend_wanted = Signal()
    explain_wanted = Signal()
    waive_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.items: Sequence[Item] = ()
        self.message, self.facts, self.advice, self.said = (_words() for _ in range(4))
        self.form = ReasonForm()
        self.form.closed.connect(self._show_buttons)
        self.go_button = self._button("去看", "到这一处　Enter", self.go_wanted)
        self.mend_button = self._button("改正", "改正　Alt+Enter", self.mend_wanted)
        self.explain_button = self._button(
            "写明原因…", "写明增减变动的原因，可以撤销", self.explain_wanted
        )
        self.waive_button = self._button("放行…", "写明理由，不再算问题　Alt+R", self.waive_wanted)
        self.withdraw_button = self._button("撤销放行", "重新算作问题", self.withdraw_wanted)
        self._lay_out()
        self.show_items(())

    def show_items(self, items: Sequence[Item]) -> None:
        """Show a finding, or a cause."""
        same = [item.key for item in items] == [item.key for item in self.items]
        self.items = items
        if not same and not self.form.isHidden():
            self.form.close_form()
        self.setVisible(bool(items))
        if items:
            self._say(items[0])
            self._show_buttons()

    def _say(self, item: Item) -> None:
        finding = item.finding
        words = self._session.checks.words
        rule = self._session.checks.rules[finding.code]
        self.message.setText(f"{MARKS[finding.level]} {finding.message}")
        self.message.setProperty("tone", "" if item.waived else TONES[finding.level])
        self.message.style().polish(self.message)
        where = words.place(finding.place)
        more = f"，另 {len(self.items) - 1:,} 处" if len(self.items) > 1 else ""
        name = f"{LEVEL_NAMES[finding.level]} {rule.code} {rule.title}"
        parts = (f"{where}{more}", words.amounts(finding), name)
        self.facts.setText("　·　".join(part for part in parts if part))
        basis = f"　依据：{rule.basis}" if rule.basis else ""
        self.advice.setText(f"怎么改：{finding.mend}{basis}")
        self.said.setText(say_waiver(item))
        self.said.setVisible(bool(self.said.text()))

    def _show_buttons(self) -> None:
        writable = not self._session.read_only
        open_ = [item.finding for item in self.items if not item.waived]
        idle = self.form.isHidden()
        may = waivable(self.items)
        self.mend_button.setText(_mend_label(open_))
        self.waive_button.setText(self._waive_label(len(may)))
        for button, shown in (
            (self.go_button, bool(self.items)),
            (self.mend_button, writable and any(each.fix for each in open_)),
            (self.explain_button, writable and wants_reason(self.items) is not None),
            (self.waive_button, writable and bool(may)),
            (self.withdraw_button, writable and any(item.waived for item in self.items)),
        ):
            button.setVisible(idle and shown)

    def _waive_label(self, count: int) -> str:
        dead = any(item.waiver for item in self.items if not item.waived)
        many = f"（{count:,} 处）" if count > 1 else ""
        return f"{'重新说明' if dead else '放行'}…{many}"

    def _button(self, text: str, tip: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(partial(_emit, wanted))
        return button

    def _lay_out(self) -> None:
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        self.setAccessibleName("这一处问题")
        self.message.setFont(theme.body_font(bold=True))
        for label in (self.facts, self.advice):
            label.setProperty("tone", "quiet")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_2)
        for button in (
            self.go_button,
            self.mend_button,
            self.explain_button,
            self.waive_button,
            self.withdraw_button,
        ):
            buttons.addWidget(button)
        buttons.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        rows.setSpacing(theme.SPACE_1)
        for widget in (self.message, self.facts, self.advice, self.said, self.form):
            rows.addWidget(widget)
        rows.addLayout(buttons)


def say_waiver(item: Item) -> str:
    """Say what was said for a finding, and whether it still holds."""
    if item.waiver is None:
        return ""
    said = say_decision(item.waiver)
    return f"已说明：{said}" if item.waived else f"原来的说明已失效（数字变了）：{said}"


def say_decision(decision: Decision) -> str:
    """Say a reason, with who and when."""
    return f"{decision.reason}（{decision.holder}，{decision.at:%Y-%m-%d %H:%M}）"


def _mend_label(findings: Sequence[Finding]) -> str:
    labels = [finding.fix.label for finding in findings if finding.fix is not None]
    if len(labels) > 1:
        return f"全部改正（{len(labels):,} 处）"
    return labels[0] if labels else "改正"


def _emit(signal: SignalInstance, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
    signal.emit()


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
