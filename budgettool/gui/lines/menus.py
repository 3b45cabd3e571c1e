"""The menus of a page of lines: what can be done with them, and by what they are grouped.

Leaves what an act does to `acts`, `mending`, `paste_desk` and the page.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from budgettool.gui.lines.acts import ACTS, Acts
from budgettool.gui.lines.columns import Column
from budgettool.gui.lines.grid import LineGrid
from budgettool.gui.lines.grouping import GROUPINGS, Grouping

Choose = Callable[[Grouping | None], None]
"""Groups by something; None for no groups."""

_AFTER: Final = ("paste", "bulk", "register", "", "find", "replace", "filters", "fed")


def lines_menu(acts: Acts, parent: QWidget) -> QMenu:
    """Make the menu of all that can be done with lines."""
    menu = QMenu(parent)
    for act_id in (*(act_id for act_id, _, _ in ACTS), *_AFTER):
        if act_id:
            menu.addAction(acts.actions[act_id])
        else:
            menu.addSeparator()
    return menu


class GroupingMenu(QMenu):
    """By what lines are grouped; and their groups, folded or not."""

    def __init__(
        self, grid: LineGrid, acts: Acts, choose: Callable[[Grouping | None], None]
    ) -> None:
        super().__init__(grid)
        self._grid = grid
        self._choices: dict[Grouping | None, QAction] = {}
        self._one_of = QActionGroup(self)
        self._offer(None, "不分组", choose)
        self.addSeparator()
        for grouping in _groupings(grid.lines.columns):
            self._offer(grouping, f"按{grouping.title}", choose)
        self.addSeparator()
        fold, all_of = grid.folding.fold, grid.lines.fold_all
        self._folding = [
            acts.add("fold", "折叠这一组", "Alt+Left", partial(fold, folded=True), grid),
            acts.add("unfold", "展开这一组", "Alt+Right", partial(fold, folded=False), grid),
            acts.add("fold_all", "全部折叠", "Alt+Shift+Left", partial(all_of, folded=True), grid),
            acts.add(
                "unfold_all", "全部展开", "Alt+Shift+Right", partial(all_of, folded=False), grid
            ),
        ]
        self.addActions(self._folding)
        self.follow()

    def follow(self) -> None:
        """Mark by what lines are grouped now."""
        groups = self._grid.lines.groups
        self._choices[groups.grouping if groups else None].setChecked(True)
        for action in self._folding:
            action.setEnabled(groups is not None)

    def _offer(self, grouping: Grouping | None, text: str, choose: Choose) -> None:
        action = self.addAction(text)
        action.setCheckable(True)
        action.triggered.connect(lambda *_: choose(grouping))
        self._one_of.addAction(action)
        self._choices[grouping] = action


def _groupings(columns: tuple[Column, ...]) -> list[Grouping]:
    fields = {column.field for column in columns}
    return [grouping for grouping in GROUPINGS if grouping.field in fields]
