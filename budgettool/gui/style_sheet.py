"""The window's style sheet: how Qt draws each kind of widget, in given colours and measures."""

from pathlib import Path

from budgettool.gui.colours import DARK, Colours
from budgettool.gui.measures import Measures


def _chevron(scheme: Colours) -> str:
    """Give the picture of a combo box's arrow; style sheets take pictures from files only."""
    name = "chevron-dark.svg" if scheme == DARK else "chevron-light.svg"
    return (Path(__file__).parent / "images" / name).as_posix()


def _check(scheme: Colours) -> str:
    """Give the picture of a tick."""
    name = "check-dark.svg" if scheme == DARK else "check-light.svg"
    return (Path(__file__).parent / "images" / name).as_posix()


def style_sheet(c: Colours, m: Measures) -> str:
    """Give the style sheet of a scheme at a size."""
    return f"""
    * {{ outline: none; }}
    QMainWindow, QDialog {{ background: {c.ground_2}; }}
    #top_bar, #totals_bar {{ background: {c.ground}; }}
    #rail {{ background: {c.ground_2}; }}
    QFrame[rule="true"] {{ background: {c.line}; border: none; }}
    QFrame[card="true"] {{ background: {c.ground}; border: 1px solid {c.line};
        border-radius: {m.radius}px; }}
    QPushButton[rail="true"] {{ text-align: left; border: 1px solid transparent;
        background: transparent; padding: {m.scaled(6)}px {m.space_3}px; }}
    QPushButton[rail="true"]:hover {{ background: {c.ground}; }}
    QPushButton[rail="true"]:checked {{ background: {c.selection}; font-weight: bold; }}
    QPushButton[rail="true"]:focus {{ border-color: {c.accent}; }}
    QPushButton[find="true"] {{ text-align: left; color: {c.text_2}; }}
    QPushButton[tone="good"] {{ color: {c.good}; }}
    QPushButton[tone="care"] {{ color: {c.care}; }}
    QPushButton[tone="wrong"] {{ color: {c.wrong}; }}
    QPushButton[tile="true"] {{ text-align: left; padding: {m.space_3}px {m.space_4}px; }}
    #toast {{ background: {c.text}; border-radius: {m.radius}px; }}
    #toast QLabel {{ color: {c.ground}; }}
    #toast QPushButton {{ color: {c.ground}; background: transparent; border: none;
        text-decoration: underline; }}
    #notice {{ background: {c.ground}; border: none; border-bottom: 1px solid {c.line}; }}
    #notice[tone="wrong"] {{ border-left: 4px solid {c.wrong}; }}
    #notice[tone="care"] {{ border-left: 4px solid {c.care}; }}
    #popup {{ background: {c.ground}; border: 1px solid {c.line}; }}
    #popup QLineEdit {{ border: none; border-bottom: 1px solid {c.line}; border-radius: 0;
        padding: {m.space_3}px {m.space_4}px; font-size: {m.head_size}px; }}
    #popup QListView {{ border: none; }}
    QToolTip {{ background: {c.ground}; color: {c.text}; border: 1px solid {c.line};
        padding: {m.space_1}px {m.space_2}px; }}
    QPushButton {{ background: {c.ground}; color: {c.text}; border: 1px solid {c.line};
        border-radius: {m.radius}px; padding: {m.scaled(5)}px {m.space_3}px;
        min-height: {m.scaled(20)}px; }}
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
        color: {c.text}; border: 1px solid {c.line}; border-radius: {m.radius}px;
        padding: {m.space_1}px {m.space_2}px; selection-background-color: {c.accent};
        selection-color: {c.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
        border: 1px solid {c.accent}; }}
    QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.text_2}; }}
    QLineEdit:read-only {{ background: {c.ground_2}; color: {c.text_2}; }}
    QTableView, QTreeView, QListView {{ background: {c.ground}; color: {c.text};
        border: 1px solid {c.line}; gridline-color: {c.line};
        selection-background-color: {c.selection}; selection-color: {c.text}; }}
    QTableWidget::item {{ padding: 0 {m.scaled(6)}px; }}
    QHeaderView {{ background: {c.ground}; }}
    QHeaderView::section {{ background: {c.ground_2}; color: {c.text_2}; border: none;
        border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line};
        padding: 0 {m.space_2}px; min-height: {m.head_height}px; }}
    QTableCornerButton::section {{ background: {c.ground_2}; border: none;
        border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line}; }}
    QAbstractScrollArea::corner {{ background: {c.ground}; }}
    QMenu {{ background: {c.ground}; color: {c.text}; border: 1px solid {c.line};
        padding: {m.space_1}px; }}
    QMenu::item {{ padding: {m.space_1}px {m.space_6}px {m.space_1}px {m.space_3}px;
        border-radius: {m.radius - 2}px; }}
    QMenu::item:selected {{ background: {c.selection}; }}
    QMenu::item:disabled {{ color: {c.text_2}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {m.space_1}px 0; }}
    QListView::item {{ min-height: {m.row_height}px; padding: 0 {m.space_2}px; }}
    QCheckBox {{ color: {c.text}; border: 1px solid transparent; border-radius: {m.radius}px;
        padding: {m.scaled(3)}px; spacing: {m.scaled(6)}px; }}
    QCheckBox:focus {{ border-color: {c.accent}; }}
    QCheckBox::indicator, QListView::indicator {{ width: {m.scaled(13)}px;
        height: {m.scaled(13)}px; border: 1px solid {c.text_2}; border-radius: {m.scaled(3)}px;
        background: {c.ground}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {c.accent};
        border-color: {c.accent}; image: url("{_check(c)}"); }}
    QComboBox::drop-down {{ border: none; width: {m.space_6}px; }}
    QComboBox::down-arrow {{ image: url("{_chevron(c)}");
        width: {m.space_3}px; height: {m.space_3}px; }}
    QSpinBox QLineEdit {{ border: none; background: transparent; padding: 0 {m.space_1}px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    QProgressBar {{ background: {c.line}; border: none; border-radius: {m.space_1}px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: {m.space_1}px; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
    QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
    QTabBar::tab {{ background: transparent; color: {c.text_2}; border: none;
        border-bottom: 2px solid transparent; padding: {m.space_2}px {m.space_4}px; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar:focus {{ border: 1px solid {c.accent}; border-radius: {m.radius}px; }}
    QSplitter::handle {{ background: {c.line}; }}
    QScrollBar:vertical {{ background: transparent; width: {m.space_3}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {m.space_3}px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: {m.space_1}px; margin: 2px;
        min-height: {m.head_height}px; min-width: {m.head_height}px; }}
    QScrollBar::handle:hover {{ background: {c.text_2}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QLabel[role="head"] {{ font-size: {m.head_size}px; font-weight: bold; }}
    QLabel[role="quiet"] {{ color: {c.text_2}; font-size: {m.label_size}px; }}
    QLabel[role="total"] {{ font-size: {m.total_size}px; font-weight: bold; }}
    QLabel[tone="quiet"] {{ color: {c.text_2}; }}
    QLabel[tone="good"] {{ color: {c.good}; }}
    QLabel[tone="care"] {{ color: {c.care}; }}
    QLabel[tone="wrong"] {{ color: {c.wrong}; }}
    """
