"""The window's icons: one set, drawn for this program, in the colours of the scheme.

Each is strokes on a grid of 20 × 20, so that it is sharp at 16 and 20 and at every scale.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from budgettool.gui import theme

_PATHS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "overview": "M3 17h14 M5.5 14v-4 M10 14V5 M14.5 14V8",
        "basics": "M4 3.5h12v13H4z M7 7.5h6 M7 10.5h6 M7 13.5h3",
        "units": "M7.5 3.5h5v4h-5z M3 12.5h5v4H3z M12 12.5h5v4h-5z M10 7.5V10 M5.5 12.5V10h9v2.5",
        "income": "M10 3v9 M6.5 8.5 10 12l3.5-3.5 M3.5 13v3.5h13V13",
        "expenditure": "M10 12V3 M6.5 6.5 10 3l3.5 3.5 M3.5 13v3.5h13V13",
        "projects": "M3 5.5V16h14V7h-7L8.5 5z M3 9.5h14",
        "prior": "M10 3.5a6.5 6.5 0 1 1-6.2 4.6 M3 4v4.3h4.3 M10 6.5V10l2.5 1.8",
        "targets": "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14z M10 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
        "texts": "M4 4.5h12 M4 8h12 M4 11.5h12 M4 15h7",
        "packet": "M10 5.5C8 4 6 4 3 4v11.5c3 0 5 0 7 1.5 2-1.5 4-1.5 7-1.5V4c-3 0-5 0-7 1.5V17",
        "reports": "M3 4h14v12H3z M3 8h14 M8.5 8v8 M3 12h14",
        "checks": "M10 3l6 2.2v4.3c0 3.5-2.4 6.2-6 7.5-3.6-1.3-6-4-6-7.5V5.2z M7.2 9.8l2 2 3.6-3.8",
        "search": "M8.7 3.5a5.2 5.2 0 1 1 0 10.4 5.2 5.2 0 0 1 0-10.4z M12.6 12.6 16.8 16.8",
        "undo": "M7 4 3.5 7.5 7 11 M3.5 7.5H12a4.5 4.5 0 0 1 0 9H8",
        "redo": "M13 4l3.5 3.5L13 11 M16.5 7.5H8a4.5 4.5 0 0 0 0 9h4",
        "new": "M5 3h7l4 4v10H5z M12 3v4h4 M10.5 9.5v5 M8 12h5",
        "open": "M3 16V4.5h5L9.5 6.5H15V9 M3 16l2.5-7H18l-2.5 7z",
        "sample": "M4 4h12v12H4z M4 8h12 M7 11l2 2 4-4",
        "export": "M10 12V3.5 M6.8 6.5 10 3.3l3.2 3.2 M4 10v6.5h12V10",
        "page": "M5 3h10v14H5z M7.5 7h5 M7.5 10h5",
        "code": "M4 6h12 M4 10h8 M4 14h10",
        "line": "M4 10h12 M4 6h5 M4 14h8",
        "more": "M4 10h.8 M9.6 10h.8 M15.2 10h.8",
    }
)
_SIZES: Final = (16, 20, 32, 40)


def icon(name: str, colour: str = "") -> QIcon:
    """Draw an icon in the scheme's quieter text colour, or in another; empty for an unknown one."""
    if name not in _PATHS:
        return QIcon()
    found = QIcon()
    scheme = theme.colours()
    for size in _SIZES:
        found.addPixmap(_pixmap(name, size, colour or scheme.text_2))
        found.addPixmap(_pixmap(name, size, scheme.line), QIcon.Mode.Disabled)
    return found


def _pixmap(name: str, size: int, colour: str) -> QPixmap:
    svg = (
        f'<svg width="20" height="20" viewBox="0 0 20 20"><path d="{_PATHS[name]}" fill="none"'
        f' stroke="{colour}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>'
        "</svg>"
    )
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return pixmap
