"""The middle of the page 审核: the list of findings, or what stands in its place.

Leaves choosing what is shown to the page.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from budgettool.gui.checks.head import PUBLIC, UNKNOWN
from budgettool.gui.checks.items import WAIVED, Choice, Item, group_items
from budgettool.gui.checks.list_model import FindingListModel
from budgettool.gui.checks.list_view import FindingList
from budgettool.gui.checks.publication_desk import PublicationDesk
from budgettool.gui.checks.stand_ins import NothingWrong, UnknownList
from budgettool.gui.session import Session

_NAMES: Final[dict[str, str]] = {"H": "错误", "S": "核实", "I": "提示", WAIVED: "已说明"}


class ChecksBody(QStackedWidget):
    """Shows findings, that there are none, what could not be checked, or publishing.

    Attributes:
        filling: Whether the list is just being filled, so that what is current says nothing.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.filling = False
        self.model = FindingListModel(session, self)
        self.list = FindingList(self.model)
        self.unknown, self.nothing = UnknownList(), NothingWrong()
        self.public = PublicationDesk(session)
        for widget in (self.list, self.unknown, self.nothing, self.public):
            self.addWidget(widget)

    @property
    def shown(self) -> QWidget | None:
        """What takes the keyboard; nothing where there is only something to read."""
        widget = self.currentWidget()
        return None if widget is self.nothing else widget

    def current(self) -> Sequence[Item]:
        """Give the current finding, or all that have one cause."""
        index = self.list.currentIndex()
        group = self.model.group(index)
        if group is not None:
            return group.items
        item = self.model.item(index)
        return (item,) if item is not None else ()

    def turn_to(self, key: str) -> bool:
        """Make a finding current by its key; tells whether it is listed."""
        found = self.model.find(key, whole=False)
        if found.isValid():
            self.list.setCurrentIndex(found)
            self.list.scrollTo(found)
        return found.isValid()

    def fill(self, items: Sequence[Item]) -> None:
        """List items, with the same finding current and the same causes unfolded."""
        index = self.list.currentIndex()
        item, whole = self.model.item(index), self.model.group(index) is not None
        row = (index.parent() if index.parent().isValid() else index).row()
        unfolded = self.list.unfolded()
        self.filling = True
        rows = {line: row for row, line in enumerate(self._session.lines)}
        self.model.show_groups(group_items(items, rows))
        self.list.unfold(unfolded)
        self.list.show_amounts(items)
        self.list.show_current(item.key if item else "", row, whole=whole)
        self.filling = False

    def show_what(self, choice: Choice) -> None:
        """Show the list, or what stands in its place."""
        checks = self._session.checks
        unknown = checks.unknown
        self.unknown.show_rules(checks.rules, unknown)
        if choice.show == PUBLIC:
            self.setCurrentWidget(self.public)
            self.public.open()
        elif choice.show == UNKNOWN and unknown:
            self.setCurrentWidget(self.unknown)
        elif self.model.groups:
            self.setCurrentWidget(self.list)
        else:
            self._say_nothing(choice, len(unknown))
            self.setCurrentWidget(self.nothing)

    def _say_nothing(self, choice: Choice, unknown: int) -> None:
        if choice.filters:
            self.nothing.say_none("没有符合筛选的问题", filters=True)
        elif choice.show == UNKNOWN:
            self.nothing.say_none("每条规则都核对了", filters=False)
        elif choice.show:
            self.nothing.say_none(f"没有{_NAMES[choice.show]}的", filters=False)
        else:
            self.nothing.say_sound(self._checked(unknown), unknown)

    def _checked(self, unknown: int) -> str:
        session = self._session
        asked = sum(not rule.off for rule in session.checks.rules.values()) - unknown
        when = f"{session.now():%Y-%m-%d %H:%M}"
        lines = f"明细 {len(session.lines):,} 条"
        return f"{when} 核对了 {asked} 条规则，{lines}；每次改动都会重新核对"
