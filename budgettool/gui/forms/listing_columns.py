"""The columns of a listing's table: the room that each has, and the order, as the user made them.

Until one is made wider or moved by hand, they share the room there is. Leaves cells to the view.
"""

from typing import Final

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeView

from budgettool.gui import theme
from budgettool.gui.forms.listing import Listing
from budgettool.gui.settings import column_settings

_SMALLEST_SHARE: Final = 0.6
_SMALLEST: Final = 48


class ListingColumns(QObject):
    """Order and widths of the columns of one listing; remembered by the listing's name."""

    def __init__(self, view: QTreeView, listing: Listing) -> None:
        super().__init__(view)
        self._listing = listing
        self._view = view
        self._header = header = view.header()
        self._fitting = self._by_hand = False
        header.setMinimumSectionSize(theme.scaled(_SMALLEST))
        header.setStretchLastSection(True)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)
        self._restore()
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)

    def seen(self) -> list[int]:
        """List the columns as they are seen, from the left."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def fit(self) -> None:
        """Give figures their room, and names what is left, in proportion."""
        if self._by_hand:
            return
        columns = self._listing.columns
        kept = [column for column in columns if column.numeric or column.content == "flag"]
        figures = sum(theme.scaled(column.width) for column in kept)
        names = sum(theme.scaled(column.width) for column in columns if column not in kept)
        share = max((self._view.viewport().width() - figures) / names, _SMALLEST_SHARE)
        self._fitting = True
        for place, column in enumerate(columns):
            width = theme.scaled(column.width)
            self._header.resizeSection(place, width if column in kept else int(width * share))
        self._fitting = False

    def widen(self, at: int, width: int) -> None:
        """Give a figure the room that it needs: a figure is never cut."""
        self._fitting = True
        self._header.resizeSection(at, max(width, self._header.sectionSize(at)))
        self._fitting = False

    def reset(self) -> None:
        """Have the columns as they were at first."""
        self._fitting = True
        for at in range(self._header.count()):
            self._header.moveSection(self._header.visualIndex(at), at)
        self._by_hand = self._fitting = False
        column_settings().remove(self._key)
        self.fit()

    @property
    def _key(self) -> str:
        return f"forms_{type(self._listing).__name__.lower()}"

    def _restore(self) -> None:
        state = column_settings().value(self._key)
        count = self._header.count()
        if isinstance(state, QByteArray) and self._header.restoreState(state):
            self._by_hand = self._header.count() == count
            self._header.setSectionsMovable(True)
            self._header.setFirstSectionMovable(False)

    def _on_resized(self, at: int) -> None:
        if not self._fitting and self._header.visualIndex(at) < self._header.count() - 1:
            self._keep()  # the last one takes what is left by itself

    def _on_moved(self) -> None:
        if not self._fitting:
            self._keep()

    def _keep(self) -> None:
        self._by_hand = True
        column_settings().setValue(self._key, self._header.saveState())

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("列宽和次序恢复原样", self.reset)
        menu.popup(self._header.mapToGlobal(at))
