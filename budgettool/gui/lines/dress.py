"""What the grid and the columns that stay in sight over it have in common."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QTableView


def dress(view: QTableView) -> None:
    """Set up selection and scrolling; the delegate draws the lines between cells."""
    view.setWordWrap(False)
    view.setShowGrid(False)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
    view.setCornerButtonEnabled(False)


def spare_headers(view: QTableView) -> None:
    """Give the headers a selection of their own: Qt asks every cell whether all are selected."""
    for header in (view.horizontalHeader(), view.verticalHeader()):
        header.setSelectionModel(QItemSelectionModel(view.model(), view))
