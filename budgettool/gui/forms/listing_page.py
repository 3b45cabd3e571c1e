"""A page that is one listing: its head with buttons, the table, and the strip that gives reasons.

The panel can stand on other pages too, several of them in tabs. Leaves rows to the listings.
"""

from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from budgettool.gui.amounts import shown
from budgettool.gui.forms.listing import Listing
from budgettool.gui.forms.listing_model import MARK_ROLE, ListingModel
from budgettool.gui.forms.pasting import Pasting, Row, say_wrong
from budgettool.gui.forms.refusal import Refusal
from budgettool.gui.lines.strips import PasteStrip
from budgettool.gui.page import Page
from budgettool.gui.session import Session
from budgettool.gui.ui.listing import Ui_Listing
from budgettool.model import Ceiling, Project, Unit
from budgettool.rules.finding import LinePlace, Place, SubjectPlace


class ListingPanel(QWidget):
    """A listing with its head and strip."""

    wanted = Signal(str, object)
    selection_told = Signal(str)
    place_changed = Signal()

    def __init__(self, session: Session, listing: Listing, title: str, explanation: str) -> None:
        super().__init__()
        self.session = session
        self.listing = listing
        self.model = ListingModel(listing, self)
        self.ui = Ui_Listing()
        self.ui.setupUi(self)
        self.ui.head.setText(title)
        self.ui.explanation.setText(explanation)
        self.ui.table.setAccessibleName(title)
        self._buttons: list[QPushButton] = []
        self.asking = PasteStrip()
        self.add_strip(self.asking)
        self._asked: Pasting | None = None
        self._refusal: Refusal | None = None
        self._stale = False
        self._coalesce = QTimer(self, singleShot=True, interval=0)
        self._coalesce.timeout.connect(self._repaint_figures)
        self.setFocusProxy(self.ui.table)
        for text, keys, act in (
            ("新增", "Ctrl+Return", self.ui.table.begin_new),
            ("粘贴", "Ctrl+V", self.ui.table.paste),
            ("删除", "Ctrl+-", self.remove),
        ):
            self.add_button(text, keys, act)
        self._connect()
        self._say_count()

    def show_table(self, *, tree: bool) -> None:
        """Show the rows, as a tree or flat."""
        self.ui.table.show_listing(self.model, tree=tree)
        self.ui.table.selectionModel().selectionChanged.connect(self._say_selection)
        self._say_strip()

    def add_button(self, text: str, keys: str, act: Any) -> QPushButton:  # noqa: ANN401 - a slot
        """Add a button to the head; its keys are the table's, or an action's."""
        button = QPushButton(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shown_keys = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{text}　{shown_keys}" if keys else text)
        self._buttons.append(button)
        button.setEnabled(not self.session.read_only)
        button.clicked.connect(lambda _checked: act())
        self.ui.top.addWidget(button)
        return button

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip over the table."""
        self.ui.rows.insertWidget(self.ui.rows.indexOf(self.ui.table), strip)

    def remove(self) -> None:
        """Remove the selected rows, or say why not."""
        if not self.session.read_only:
            self.say_refusal(self.listing.remove(self.ui.table.chosen_rows()))

    def say_refusal(self, refusal: Refusal | None) -> None:
        """Say in the strip why something was not done, until the place changes."""
        self._refusal = refusal
        self._say_strip()

    def place(self) -> Place | None:
        """Say which row is current, as findings name it."""
        row = self.model.row_at(self.ui.table.currentIndex())
        return _place_of(row)

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        self.model.set_unit(unit)
        self._say_count()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while other pages were shown."""
        if self._stale:
            self._refresh()
        super().showEvent(event)

    def _connect(self) -> None:
        for signal in (
            self.session.rebuilt, self.session.lines_changed, self.session.fields_changed,
        ):  # fmt: skip
            signal.connect(self._refresh)
        if any(column.content == "derived" for column in self.listing.columns):
            self.session.figures_changed.connect(lambda _: self._coalesce.start())
        table = self.ui.table
        table.moved.connect(self._on_moved)
        table.removal_wanted.connect(self.remove)
        table.pasted.connect(self._on_pasted)
        table.paste_refused.connect(lambda text: self.say_refusal(Refusal(text)))
        self.ui.strip_action.clicked.connect(self._on_action)
        self.asking.accepted.connect(self._on_accepted)
        self.asking.closed.connect(table.setFocus)

    def _refresh(self, *_: object) -> None:
        self._stale = not self.isVisible()
        if not self._stale:
            for button in self._buttons:
                button.setEnabled(not self.session.read_only)
            self.model.refresh()
            self._say_count()
            self._say_strip()

    def _repaint_figures(self) -> None:
        if self.isVisible():
            self.model.say_changed()
            self._say_count()

    def _on_moved(self) -> None:
        self.place_changed.emit()
        self._refusal = None
        self._say_strip()

    def _on_pasted(self, block: list[list[str]]) -> None:
        index = self.ui.table.currentIndex()
        anchor = self.model.row_at(index)
        taken = self.listing.paste(anchor, self.ui.table.columns_from(index), block)
        if isinstance(taken, Pasting):
            self._ask(taken)
        else:
            self._say_taken(*taken)

    def _ask(self, pasting: Pasting) -> None:
        """Show what is wrong with what is pasted before it is taken in."""
        self._asked = pasting
        self.asking.ask(f"粘贴：{pasting.say(self.listing.counted)}", say_wrong(pasting.wrong))

    def _on_accepted(self, skipping: bool) -> None:  # noqa: FBT001 - a signal's argument
        asked, self._asked = self._asked, None
        self.ui.table.setFocus()
        if asked is not None:
            wanted = asked.without_wrong_rows() if skipping else asked
            self._say_taken(*self.listing.take_in(wanted))

    def _say_taken(self, said: str, wrong: bool) -> None:  # noqa: FBT001 - as listings tell it
        self._say_count()
        self._refusal = Refusal(said)
        self._say_strip(good=not wrong)

    def _on_action(self) -> None:
        if self._refusal is not None and self._refusal.page:
            self.wanted.emit(self._refusal.page, self._refusal.target)

    def _say_count(self) -> None:
        said = self.listing.summary()
        self.ui.count.setText(said)
        _set_tone(self.ui.count, "wrong" if "●" in said else "")

    def _say_strip(self, *, good: bool = False) -> None:
        index = self.ui.table.currentIndex()
        mark = index.data(MARK_ROLE) if index.isValid() else ""
        text = self._refusal.text if self._refusal else mark or ""
        self.ui.strip.setText(f"{'✓' if good else '●'} {text}" if text else "")
        _set_tone(self.ui.strip, "good" if good else "wrong")
        action = self._refusal.action if self._refusal else ""
        self.ui.strip_action.setText(action)
        self.ui.strip_action.setVisible(bool(action))

    def _say_selection(self) -> None:
        rows = self.ui.table.chosen_rows()
        amounts = [amount for row in rows if (amount := getattr(row, "amount", None)) is not None]
        said = f"选中 {len(rows)} 行" if len(rows) > 1 else ""
        if said and amounts:
            said += f"　合计 {shown(sum(amounts), self.listing.meaning.unit)}"
        self.selection_told.emit(said)


def _place_of(row: Row | None) -> Place | None:
    match row:
        case Unit():
            return SubjectPlace("unit", row.code)
        case Project():
            return SubjectPlace("project", row.name)
        case Ceiling():
            return SubjectPlace("ceiling", row.id)
        case _:
            return LinePlace(row.id) if row else None


def _set_tone(label: QLabel, tone: str) -> None:
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)


class ListingPage(Page):
    """A page of one listing; subclasses say which.

    Attributes:
        extra: More buttons: text, keys, and the method of the listing that moves the current row.
    """

    listing_type: ClassVar[type[Listing]]
    explanation: ClassVar[str] = ""
    tree: ClassVar[bool] = False
    extra: ClassVar[tuple[tuple[str, str, str], ...]] = ()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        listing = self.listing_type(session, "万元")
        self.panel = ListingPanel(session, listing, self.title, self.explanation)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.panel.show_table(tree=self.tree)
        self.panel.wanted.connect(self.wanted)
        self.panel.selection_told.connect(self.selection_told)
        self.panel.place_changed.connect(self.place_changed)
        self.setFocusProxy(self.panel)
        for text, keys, method in self.extra:
            self._add_move(text, keys, method)

    def place(self) -> Place | None:
        """Say which row is current."""
        return self.panel.place()

    def reveal(self, target: object) -> None:
        """Go to a row, by its id, code or name."""
        for row in self.panel.listing.rows:
            if target in (row.id, getattr(row, "code", None), getattr(row, "name", None)):
                self.panel.ui.table.go_to(row.id)

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        self.panel.set_unit(unit)

    def leave(self) -> None:
        """Settle what is being typed."""
        self.panel.ui.table.leave()

    def _add_move(self, text: str, keys: str, method: str) -> None:
        def act() -> None:
            row = self.panel.model.row_at(self.panel.ui.table.currentIndex())
            if row is not None and not self.session.read_only:
                getattr(self.panel.listing, method)(row)

        action = QAction(text, self.panel.ui.table)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(act)
        self.panel.ui.table.addAction(action)
        self.panel.add_button(text, keys, act)
