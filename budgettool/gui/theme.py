"""How the window looks: colours, measures and fonts, in light and dark.

One place for every number of the look; views ask for tokens and never write a colour. Nothing is
said by colour alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from budgettool.exporting.faces import bundled_folder

SPACE_1: Final = 4
SPACE_2: Final = 8
SPACE_3: Final = 12
SPACE_4: Final = 16
SPACE_6: Final = 24
RADIUS: Final = 6
ROW_HEIGHT: Final = 28
HEAD_HEIGHT: Final = 32
RAIL_WIDTH: Final = 168
PANEL_WIDTH: Final = 280
TOP_HEIGHT: Final = 48
TOTALS_HEIGHT: Final = 40
LABEL_SIZE: Final = 12
BODY_SIZE: Final = 13
HEAD_SIZE: Final = 15
TOTAL_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme; contrast of text on ground is at least 4.5 : 1."""

    ground: str
    ground_2: str
    text: str
    text_2: str
    line: str
    accent: str
    on_accent: str
    good: str
    care: str
    wrong: str
    selection: str


LIGHT: Final = Colours(
    ground="#FFFFFF",
    ground_2="#F6F7F9",
    text="#1F2328",
    text_2="#59636E",
    line="#D8DEE4",
    accent="#1F6FEB",
    on_accent="#FFFFFF",
    good="#1A7F37",
    care="#9A6700",
    wrong="#CF222E",
    selection="#DCE9FD",
)
DARK: Final = Colours(
    ground="#16181D",
    ground_2="#1D2026",
    text="#E6EAF0",
    text_2="#9AA4B2",
    line="#30363D",
    accent="#58A6FF",
    on_accent="#0B1A2B",
    good="#3FB950",
    care="#D29922",
    wrong="#FF7B72",
    selection="#1D3557",
)


SCHEMES: Final = {"": "跟随系统", "light": "浅色", "dark": "深色"}
"""The schemes that a user can choose, by the name under which the choice is remembered."""

_CHOSEN: Final = "chosen_scheme"


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
    application.setStyle("Fusion")
    application.setFont(body_font())
    application.setPalette(_palette(scheme))
    application.setStyleSheet(_style_sheet(scheme))


def load_faces() -> None:
    """Make the bundled faces known to Qt, so that the window looks alike everywhere."""
    for name in ("hei.ttf", "song.ttf", "song-bold.ttf"):
        QFontDatabase.addApplicationFont(str(bundled_folder() / name))


def body_font(size: int = BODY_SIZE, *, bold: bool = False) -> QFont:
    """Give the window's face in a size of the scale (pixels)."""
    font = QFont(["Budget Hei", "Noto Sans SC", "Microsoft YaHei"])
    font.setPixelSize(size)
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


def _chevron(scheme: Colours) -> str:
    """Give the picture of a combo box's arrow; style sheets take pictures from files only."""
    name = "chevron-dark.svg" if scheme == DARK else "chevron-light.svg"
    return (Path(__file__).parent / "images" / name).as_posix()


def _style_sheet(c: Colours) -> str:
    return f"""
    * {{ outline: none; }}
    QMainWindow, QDialog {{ background: {c.ground_2}; }}
    #top_bar, #totals_bar {{ background: {c.ground}; }}
    #rail {{ background: {c.ground_2}; }}
    QFrame[rule="true"] {{ background: {c.line}; border: none; }}
    QFrame[card="true"] {{ background: {c.ground}; border: 1px solid {c.line};
        border-radius: {RADIUS}px; }}
    QPushButton[rail="true"] {{ text-align: left; border: 1px solid transparent;
        background: transparent; padding: 6px {SPACE_3}px; }}
    QPushButton[rail="true"]:hover {{ background: {c.ground}; }}
    QPushButton[rail="true"]:checked {{ background: {c.selection}; font-weight: bold; }}
    QPushButton[rail="true"]:focus {{ border-color: {c.accent}; }}
    QPushButton[find="true"] {{ text-align: left; color: {c.text_2}; }}
    QPushButton[tone="good"] {{ color: {c.good}; }}
    QPushButton[tone="wrong"] {{ color: {c.wrong}; }}
    QPushButton[tile="true"] {{ text-align: left; padding: {SPACE_3}px {SPACE_4}px; }}
    #toast {{ background: {c.text}; border-radius: {RADIUS}px; }}
    #toast QLabel {{ color: {c.ground}; }}
    #toast QPushButton {{ color: {c.ground}; background: transparent; border: none;
        text-decoration: underline; }}
    #notice {{ background: {c.ground}; border: none; border-bottom: 1px solid {c.line}; }}
    #notice[tone="wrong"] {{ border-left: 4px solid {c.wrong}; }}
    #notice[tone="care"] {{ border-left: 4px solid {c.care}; }}
    #popup {{ background: {c.ground}; border: 1px solid {c.line}; }}
    #popup QLineEdit {{ border: none; border-bottom: 1px solid {c.line}; border-radius: 0;
        padding: {SPACE_3}px {SPACE_4}px; font-size: {HEAD_SIZE}px; }}
    #popup QListView {{ border: none; }}
    QToolTip {{ background: {c.ground}; color: {c.text}; border: 1px solid {c.line};
        padding: {SPACE_1}px {SPACE_2}px; }}
    QPushButton {{ background: {c.ground}; color: {c.text}; border: 1px solid {c.line};
        border-radius: {RADIUS}px; padding: {SPACE_1 + 1}px {SPACE_3}px; min-height: 20px; }}
    QPushButton:hover {{ background: {c.ground_2}; }}
    QPushButton:focus {{ border: 1px solid {c.accent}; }}
    QPushButton:disabled {{ color: {c.text_2}; }}
    QPushButton[primary="true"] {{ background: {c.accent}; color: {c.on_accent};
        border-color: {c.accent}; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[primary="true"]:disabled {{ background: {c.ground_2}; color: {c.text_2};
        border-color: {c.line}; }}
    QPushButton[flat="true"] {{ border-color: transparent; background: transparent; }}
    QPushButton[flat="true"]:hover {{ background: {c.selection}; }}
    QPushButton[flat="true"]:focus {{ border-color: {c.accent}; }}
    QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {{ background: {c.ground};
        color: {c.text}; border: 1px solid {c.line}; border-radius: {RADIUS}px;
        padding: {SPACE_1}px {SPACE_2}px; selection-background-color: {c.accent};
        selection-color: {c.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
        border: 1px solid {c.accent}; }}
    QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.text_2}; }}
    QLineEdit:read-only {{ background: {c.ground_2}; color: {c.text_2}; }}
    QTableView, QTreeView, QListView {{ background: {c.ground}; color: {c.text};
        border: 1px solid {c.line}; gridline-color: {c.line};
        selection-background-color: {c.selection}; selection-color: {c.text}; }}
    QTableWidget::item {{ padding: 0 {SPACE_1 + 2}px; }}
    QHeaderView {{ background: {c.ground}; }}
    QHeaderView::section {{ background: {c.ground_2}; color: {c.text_2}; border: none;
        border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line};
        padding: 0 {SPACE_2}px; min-height: {HEAD_HEIGHT}px; }}
    QTableCornerButton::section {{ background: {c.ground_2}; border: none;
        border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line}; }}
    QAbstractScrollArea::corner {{ background: {c.ground}; }}
    QMenu {{ background: {c.ground}; color: {c.text}; border: 1px solid {c.line};
        padding: {SPACE_1}px; }}
    QMenu::item {{ padding: {SPACE_1}px {SPACE_6}px {SPACE_1}px {SPACE_3}px;
        border-radius: {RADIUS - 2}px; }}
    QMenu::item:selected {{ background: {c.selection}; }}
    QMenu::item:disabled {{ color: {c.text_2}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {SPACE_1}px 0; }}
    QListView::item {{ min-height: {ROW_HEIGHT}px; padding: 0 {SPACE_2}px; }}
    QComboBox::drop-down {{ border: none; width: {SPACE_6}px; }}
    QComboBox::down-arrow {{ image: url("{_chevron(c)}"); width: 12px; height: 12px; }}
    QSpinBox QLineEdit {{ border: none; background: transparent; padding: 0 {SPACE_1}px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    QProgressBar {{ background: {c.line}; border: none; border-radius: 4px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 4px; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
    QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
    QTabBar::tab {{ background: transparent; color: {c.text_2}; border: none;
        border-bottom: 2px solid transparent; padding: {SPACE_2}px {SPACE_4}px; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar:focus {{ border: 1px solid {c.accent}; border-radius: {RADIUS}px; }}
    QSplitter::handle {{ background: {c.line}; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 4px; margin: 2px;
        min-height: 32px; min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {c.text_2}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QLabel[role="head"] {{ font-size: {HEAD_SIZE}px; font-weight: bold; }}
    QLabel[role="quiet"] {{ color: {c.text_2}; font-size: {LABEL_SIZE}px; }}
    QLabel[role="total"] {{ font-size: {TOTAL_SIZE}px; font-weight: bold; }}
    QLabel[tone="good"] {{ color: {c.good}; }}
    QLabel[tone="care"] {{ color: {c.care}; }}
    QLabel[tone="wrong"] {{ color: {c.wrong}; }}
    """
