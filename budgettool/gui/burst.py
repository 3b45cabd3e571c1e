"""What waits for a burst of changes to end: a timer that acts once, after the last of them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def after_burst(owner: QObject, delay: int, act: Callable[[], object]) -> QTimer:
    """Make a timer that acts when so many milliseconds have passed since it was last started."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(delay)
    timer.timeout.connect(act)
    return timer
