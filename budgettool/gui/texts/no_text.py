"""What stands in the page's place where the book's pack has no text, and where to get one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from budgettool.gui import theme


class NoText(QWidget):
    """Says that there is no text, and leads to where the pack is renewed."""

    pack_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        said = QLabel("这本账的表样没有说明文字。\n软件里的表样有，更新以后就能编写。")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setWordWrap(True)
        self.button = QPushButton("去更新表样…")
        self.button.clicked.connect(self.pack_wanted)
        rows = QVBoxLayout(self)
        rows.addStretch()
        rows.addWidget(said)
        rows.addSpacing(theme.SPACE_3)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        rows.addStretch()
