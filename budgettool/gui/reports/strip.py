"""A strip at the foot of the page: how far long work is, and a way to stop it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.work import Task


class ProgressStrip(QWidget):
    """Follows one task at a time; hidden when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.task: Task | None = None
        self._name = ""
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.SPACE_2)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.clicked.connect(self._on_cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_4, theme.SPACE_1)
        layout.setSpacing(theme.SPACE_3)
        layout.addWidget(self._label)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self.cancel_button)
        self.hide()

    def follow(self, name: str, task: Task) -> None:
        """Show how far a task is until it ends."""
        self.task, self._name = task, name
        self._label.setText(name)
        self._bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        task.progressed.connect(self._on_progressed)
        task.ended.connect(self._on_ended)
        self.show()

    def _on_progressed(self, stage: str, done: int, total: int) -> None:
        self._label.setText(f"{self._name}：{stage}")
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_cancel(self) -> None:
        if self.task is not None:
            self.task.cancel()
            self.cancel_button.setEnabled(False)
            self._label.setText(f"{self._name}：正在停下…")

    def _on_ended(self) -> None:
        self.task = None
        self.hide()
