"""What every page of the window is: a widget over the session, with a name in the rail."""

from typing import ClassVar, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from budgettool.gui.session import Session
from budgettool.rules.finding import Place


class PageKind(Protocol):
    """What makes a page: its class, or an entry that loads the class when it is called."""

    @property
    def page_id(self) -> str:
        """The id by which other pages and the palette name it."""

    @property
    def title(self) -> str:
        """What the rail shows."""

    def __call__(self, session: Session, /) -> "Page":
        """Make the page."""


class Page(QWidget):
    """A page; subclasses say their id and title, and follow the session's signals themselves.

    Attributes:
        page_id: The id by which other pages and the palette name it.
        title: What the rail shows.
        actions_by_id: The page's actions; the window's menus call on those that they know.
    """

    page_id: ClassVar[str] = ""
    title: ClassVar[str] = ""

    selection_told = Signal(str)
    """What the totals bar says at its right end: 选中 5 行　合计 12.30."""

    wanted = Signal(str, object)
    """Another page is to be shown: its id, and what it is to reveal (a line id, a reference)."""

    told = Signal(str)
    """A short word for the toast: what was done."""

    offered = Signal(str, str, object)
    """A word for the toast with an action: what was done, 打开, what the action does."""

    place_changed = Signal()
    """One is in another place, or it holds something else."""

    work_ended = Signal()
    """What was under way has ended."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.actions_by_id: dict[str, QAction] = {}
        self.setObjectName(f"page_{self.page_id}")
        self.setAccessibleName(self.title)

    def place(self) -> Place | None:
        """Say in which place one is, so that what is found of it can be shown beside the page."""
        return None

    def reveal(self, target: object) -> None:
        """Show one thing on this page, such as a line; a page without such things ignores it."""

    def set_unit(self, unit: str) -> None:
        """Show amounts in 元 or 万元; pages without amounts ignore it."""

    def leave(self) -> None:
        """Settle what is being typed, as another page is about to be shown."""

    def under_way(self) -> str:
        """Say what closing the window would cut off, such as a file being written; else nothing."""
        return ""

    def give_up(self) -> None:
        """Stop what is under way."""
