"""How the window looks: colours, measures and fonts, in light and dark.

The one place where views ask for the look: `theme.ROW_HEIGHT` is the measure `row_height` of
`measures`, as large as the system's text wants it; no view writes a colour or a size of text.
Nothing is said by colour alone.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from budgettool.exporting.faces import bundled_folder
from budgettool.gui.colours import DARK, LIGHT, Colours
from budgettool.gui.measures import Measures, measures_at
from budgettool.gui.style_sheet import style_sheet

__all__ = ["DARK", "LIGHT", "Colours"]

SCHEMES: Final = {"": "跟随系统", "light": "浅色", "dark": "深色"}
"""The schemes that a user can choose, by the name under which the choice is remembered."""

_CHOSEN: Final = "chosen_scheme"
_BODY_SIZE: Final = "body_size"


def __getattr__(name: str) -> int:
    """Give a measure by its name in capitals."""
    if not name.isupper():
        raise AttributeError(name)
    return int(getattr(measures(), name.lower()))


def measures() -> Measures:
    """Give the measures that go with the size of the text."""
    application = QGuiApplication.instance()
    return measures_at(int(application.property(_BODY_SIZE) or 0) if application else 0)


def scaled(pixels: int) -> int:
    """Give a length that is drawn for the smallest text as long as the window's text wants it."""
    return measures().scaled(pixels)


def follow_system_text(application: QApplication) -> None:
    """Take the size of the text from the system's font; asked before that gives way to ours."""
    if application.property(_BODY_SIZE) is None:
        application.setProperty(_BODY_SIZE, QFontInfo(application.font()).pixelSize())


def is_dark() -> bool:
    """Tell whether the window is to be dark: as the user has chosen, else as the system asks."""
    if chosen := chosen_scheme():
        return chosen == "dark"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def chosen_scheme() -> str:
    """Give the user's choice, one of `SCHEMES`."""
    application = QGuiApplication.instance()
    return str(application.property(_CHOSEN) or "") if application else ""


def choose_scheme(application: QApplication, name: str) -> None:
    """Dress the application as the user wants: `light`, `dark`, or empty for the system's way."""
    name = name if name in SCHEMES else ""
    if name != chosen_scheme():
        application.setProperty(_CHOSEN, name)
        apply_theme(application)


def colours() -> Colours:
    """Give the colours of the system's scheme."""
    return DARK if is_dark() else LIGHT


def apply_theme(application: QApplication) -> None:
    """Dress the application: bundled face, palette and style sheet of the system's scheme."""
    scheme = colours()
    follow_system_text(application)
    application.setStyle("Fusion")
    application.setFont(body_font())
    application.setPalette(_palette(scheme))
    application.setStyleSheet(style_sheet(scheme, measures()))


def load_faces() -> None:
    """Make the bundled faces known to Qt, so that the window looks alike everywhere."""
    for name in ("hei.ttf", "song.ttf", "song-bold.ttf"):
        QFontDatabase.addApplicationFont(str(bundled_folder() / name))


def body_font(size: int = 0, *, bold: bool = False) -> QFont:
    """Give the window's face in a size of the scale (pixels), the body's where none is given."""
    font = QFont(["Budget Hei", "Noto Sans SC", "Microsoft YaHei"])
    font.setPixelSize(size or measures().body_size)
    font.setBold(bold)
    return font


def _palette(scheme: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, scheme.ground_2),
        (roles.Base, scheme.ground),
        (roles.AlternateBase, scheme.ground_2),
        (roles.Button, scheme.ground),
        (roles.WindowText, scheme.text),
        (roles.Text, scheme.text),
        (roles.ButtonText, scheme.text),
        (roles.PlaceholderText, scheme.text_2),
        (roles.ToolTipBase, scheme.ground),
        (roles.ToolTipText, scheme.text),
        (roles.Highlight, scheme.selection),
        (roles.HighlightedText, scheme.text),
        (roles.Link, scheme.accent),
        (roles.Mid, scheme.line),
    ):
        palette.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(disabled, role, QColor(scheme.text_2))
    return palette
