"""What the window's menus list, in which order; leaves doing it to the actions."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from budgettool.gui import theme

_BOOK: Final = ("start", "open", "", "save_as", "backups", "")
_WAYS: Final = ("sources", "find", "", "next", "previous", "checks", "")
_LAST: Final = ("about", "close")
_EXPORTS: Final = (
    ("packet", "write", "整本公开文本（PDF、Word、Excel、网页）…"),
    ("reports", "export_pdf", "只要各表：PDF（公开用）…"),
    ("reports", "export_excel", "只要各表：Excel（公开用）…"),
    ("reports", "export_working", "工作底稿（含明细，不公开）…"),
)
"""What can be exported: the page that does it, its action by its id, what the menu calls it."""


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


def export_actions(
    owner: QObject, pages: Collection[str], export: Callable[[str, str], object]
) -> list[QAction]:
    """Make an action for each kind of file that the pages write.

    Args:
        owner: Whose actions they are.
        pages: Ids of the pages that there are.
        export: Told the page's id, and the id of the page's own action.
    """
    made = []
    for page_id, action_id, text in _EXPORTS:
        if page_id in pages:
            action = QAction(text, owner)
            action.triggered.connect(lambda _=False, at=page_id, do=action_id: export(at, do))
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
