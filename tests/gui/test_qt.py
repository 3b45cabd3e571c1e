"""What this version of Qt's binding must not do: one release lost references at each paint."""

import sys

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter


@pytest.mark.usefixtures("application")
def test_ten_thousand_paints_leave_none_as_it_was():
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    before = sys.getrefcount(None)
    painter = QPainter(image)
    for _ in range(10_000):
        painter.setPen(Qt.GlobalColor.black)
        painter.fillRect(QRect(0, 0, 10, 10), QColor("white"))
        painter.drawRect(1, 1, 5, 5)
    painter.end()
    assert sys.getrefcount(None) > before - 1_000
