"""The place in a listing's table, kept while its rows are read anew."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTreeView

from budgettool.gui.forms.listing_model import ListingModel


class Place(QObject):
    """Goes back to the row that was current, or to the one that was added, or to the next."""

    def __init__(self, view: QTreeView, model: ListingModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._rows = ("", "")
        self._column = 0
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)

    def _remember(self) -> None:
        index = self._view.currentIndex()
        row = self._model.row_at(index)
        below = self._model.row_at(self._view.indexBelow(index.siblingAtColumn(0)))
        self._rows = (row.id if row else "", below.id if below else "")
        self._column = max(index.column(), 0)

    def _return(self) -> None:
        listing = self._model.listing
        if self._view.itemsExpandable():
            self._view.expandAll()
        row_id, next_id = self._rows
        wanted, listing.last_added = listing.last_added or row_id, ""
        places = (self._model.index_of(each, self._column) for each in (wanted, next_id, ""))
        first = self._model.index(0, self._column)
        self._view.setCurrentIndex(next((each for each in places if each.isValid()), first))
