"""How the parts of the window stand: bars above and below, the rail beside the pages."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget


def put_together(
    top: QWidget, notices: QWidget, beside: tuple[QWidget, QWidget], foot: QWidget
) -> QWidget:
    """Put the parts together, with lines between them; the second of `beside` takes the room."""
    body = QWidget()
    rows = QVBoxLayout(body)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    middle = QHBoxLayout()
    middle.setSpacing(0)
    left, right = beside
    middle.addWidget(left)
    middle.addWidget(_rule(vertical=True))
    middle.addWidget(right, 1)
    rows.addWidget(top)
    rows.addWidget(_rule(vertical=False))
    rows.addWidget(notices)
    rows.addLayout(middle, 1)
    rows.addWidget(_rule(vertical=False))
    rows.addWidget(foot)
    return body


def _rule(*, vertical: bool) -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)  # noqa: FBT003 - Qt's signature
    if vertical:
        rule.setFixedWidth(1)
    else:
        rule.setFixedHeight(1)
    return rule
