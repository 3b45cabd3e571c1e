"""A strip at the foot of the page: how far long work is, a way to stop it, and why it failed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from budgettool.gui import theme
from budgettool.gui.work import Task


class ProgressStrip(QWidget):
    """Follows one piece of work at a time; a refusal stays until it is closed.

    Attributes:
        name: What the work is.
        busy: Whether there is work under way.
        stopping: Whether the user has asked to stop it.
    """

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.busy = self.stopping = False
        self.name = ""
        self._stop: Callable[[], object] = self.hide
        self._task: Task | None = None
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.SPACE_2)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.clicked.connect(self._on_button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_4, theme.SPACE_1)
        layout.setSpacing(theme.SPACE_3)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self.cancel_button)
        self.hide()

    def follow(self, name: str, task: Task) -> None:
        """Show how far a task is until it ends."""
        self.begin(name, task.cancel)
        self._task = task
        task.progressed.connect(self.advance)
        task.ended.connect(lambda: self._on_task_ended(task))

    def begin(self, name: str, stop: Callable[[], object]) -> None:
        """Show that work has begun; `stop` is called where the user wants no more of it."""
        self.busy, self.stopping = True, False
        self.name, self._stop, self._task = name, stop, None
        self._say(name)
        self._bar.setRange(0, 0)
        self._bar.show()
        self.cancel_button.setText("取消")
        self.cancel_button.setEnabled(True)
        self.show()

    def advance(self, stage: str, done: int, total: int) -> None:
        """Show how far it is."""
        if not self.stopping:
            self._say(f"{self.name}：{stage}")
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Show nothing more of it, but why it was refused."""
        self.busy = False
        if not self._bar.isHidden():
            self.hide()
        self.ended.emit()

    def tell(self, refusal: str) -> None:
        """Say why work was refused, until that is closed."""
        self._bar.hide()
        self._say(f"● {self.name}没有完成：{refusal}", "wrong")
        self.cancel_button.setText("关闭")
        self.cancel_button.setEnabled(True)
        self.show()

    def stop(self) -> None:
        """Ask the work to stop."""
        self.stopping = True
        self.cancel_button.setEnabled(False)
        self._say(f"{self.name}：正在停下…")
        self._stop()

    def say_busy(self) -> str:
        """Say what is under way."""
        return f"正在{self.name}；等它完成，或先取消"

    def _say(self, text: str, tone: str = "") -> None:
        self._label.setText(text)
        self._label.setProperty("tone", tone)
        self._label.style().polish(self._label)

    def _on_task_ended(self, task: Task) -> None:
        """End with the task, unless other work has begun with what it made."""
        if task is self._task:
            self.end()

    def _on_button(self) -> None:
        if not self.busy:
            self.hide()
        else:
            self.stop()
