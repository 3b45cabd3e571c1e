"""One finding in full, at the foot of the panel: what, by how much, how to mend it, what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from budgettool.gui import theme
from budgettool.gui.checks.marks import MARKS, TONES
from budgettool.gui.session import Session
from budgettool.rules.finding import LEVEL_NAMES
from budgettool.rules.grouping import Cause
from budgettool.rules.waivers import may_be_waived

_KEY = "Alt+Enter"
_LONG = 12


class Detail(QWidget):
    """Says all about the current finding, and offers what can be done."""

    mend_wanted = Signal()
    waive_wanted = Signal()
    go_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rule, self.message, self.amounts, self.way = (_words() for _ in range(4))
        self.waived = _words()
        self.rule.setProperty("role", "quiet")
        self.way.setProperty("role", "quiet")
        self.waived.setProperty("role", "quiet")
        self.mend, self.waive, self.go = (QPushButton() for _ in range(3))
        self.waive.setText("放行…")
        self.waive.setToolTip("写明原因（出错说明），审核报告里会列出")
        self.go.setText("去看")
        self.go.setToolTip("到有问题的地方　Enter")
        self.mend.clicked.connect(self.mend_wanted)
        self.waive.clicked.connect(self.waive_wanted)
        self.go.clicked.connect(self.go_wanted)
        self._lay_out()

    def show_cause(self, cause: Cause | None) -> None:
        """Show a finding; nothing where there is none."""
        self.setVisible(cause is not None)
        if cause is None:
            return
        finding, checks = cause.first, self._session.checks
        rule = checks.rules.get(finding.code)
        level = finding.level
        self.rule.setText(f"{MARKS[level]} {LEVEL_NAMES[level]} {finding.code}")
        self.rule.setToolTip(f"{rule.title}\n依据：{rule.basis}" if rule else "")
        _set_tone(self.rule, TONES[level])
        self.message.setText(finding.message)
        self._say(self.amounts, checks.words.amounts(finding))
        self._say(self.way, "" if finding.fix else finding.mend)
        waiver = checks.waivers.get(finding.key) if checks.is_waived(finding) else None
        said = f"✓ 已说明：{waiver.reason}（{waiver.holder}）" if waiver else ""
        self._say(self.waived, said)
        self._offer(cause, answered=waiver is not None)

    def _offer(self, cause: Cause, *, answered: bool) -> None:
        writable = not self._session.read_only
        fixes = [each.fix for each in cause.findings if each.fix]
        if fixes:
            label = fixes[0].label
            many = f"（{len(fixes):,} 处）" if len(fixes) > 1 else ""
            short = label if len(label) <= _LONG else f"{label[:_LONG]}…"
            self.mend.setText(f"{short}{many}")
            self.mend.setToolTip(f"{label}{many}　{_KEY}")
        self.mend.setVisible(bool(fixes) and writable)
        self.waive.setVisible(may_be_waived(cause.first) and writable and not answered)

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        rows.setSpacing(theme.SPACE_2)
        for label in (self.rule, self.message, self.amounts, self.way, self.waived):
            rows.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_2)
        for button in (self.mend, self.waive, self.go):
            buttons.addWidget(button)
        buttons.addStretch()
        rows.addLayout(buttons)


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _set_tone(label: QLabel, tone: str) -> None:
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().polish(label)
