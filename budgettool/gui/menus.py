"""What the window's menus list, in which order; leaves doing it to the actions."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from budgettool.gui import theme

_BOOK: Final = ("start", "open", "", "save_as", "backups", "")
_WAYS: Final = ("sources", "find", "", "next", "previous", "checks", "")
_LAST: Final = ("about", "close")
_EXPORTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "export_pdf": "PDF（公开用）…",
        "export_excel": "Excel（公开用）…",
        "export_working": "工作底稿（含明细，不公开）…",
    }
)
"""What the page of tables exports: its actions by id, and what the menu calls them."""


def fill_more_menu(
    menu: QMenu, actions: Mapping[str, QAction], choose_scheme: Callable[[str], object]
) -> None:
    """List the window's actions, with the looks that can be chosen."""
    for action_id in (*_BOOK, *_WAYS):
        if action_id:
            menu.addAction(actions[action_id])
        else:
            menu.addSeparator()
    _list_schemes(menu.addMenu("外观"), choose_scheme)
    menu.addActions([actions[action_id] for action_id in _LAST])


def export_actions(owner: QObject, export: Callable[[str], object]) -> list[QAction]:
    """Make an action for each kind of file; `export` is told the id of the page's own action."""
    made = []
    for action_id, text in _EXPORTS.items():
        action = QAction(text, owner)
        action.triggered.connect(lambda _=False, wanted=action_id: export(wanted))
        made.append(action)
    return made


def _list_schemes(menu: QMenu, choose: Callable[[str], object]) -> None:
    group = QActionGroup(menu)
    for name, text in theme.SCHEMES.items():
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(name == theme.chosen_scheme())
        action.triggered.connect(lambda _=False, name=name: choose(name))
        group.addAction(action)
