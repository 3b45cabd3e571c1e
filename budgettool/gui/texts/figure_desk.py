"""What is done with figures in the editor: chosen, traced to their cells, put in place of words.

Leaves the words to the page, what figures come from to `sources`.
"""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from budgettool.gui import theme
from budgettool.gui.session import Session
from budgettool.gui.texts.choices import list_choices
from budgettool.gui.texts.completion import FigureChooser
from budgettool.gui.texts.editor import SectionEditor
from budgettool.gui.texts.live import LiveTexts
from budgettool.gui.texts.offering import Offered, find_offers
from budgettool.gui.texts.remark import Remark
from budgettool.gui.texts.sources import origins_of, say_figure
from budgettool.narrative.markup import figure_of
from budgettool.sheets.text import Figure

_WHERE_TO_BE = "光标不在数字上；把光标放到数字前后，再按 F9"


class FigureDesk(QObject):
    """Serves one editor.

    Attributes:
        chooser: The list that opens at the cursor.
        menu: What the figure at the cursor comes from, while it is asked.
    """

    wanted = Signal(str, object)
    """A page, and what it is to show."""

    def __init__(
        self, session: Session, live: LiveTexts, editor: SectionEditor, remark: Remark
    ) -> None:
        super().__init__(editor)
        self._session, self._live = session, live
        self._editor, self._remark = editor, remark
        self.chooser = FigureChooser(editor)
        self.menu: QMenu | None = None
        self.first: tuple[str, ...] = ()
        editor.known, editor.say = self.known, self.explain
        editor.figure_wanted.connect(self.choose)
        editor.source_wanted.connect(self.show_sources)
        editor.offer_taken.connect(self.take)
        editor.cursorPositionChanged.connect(self.say)
        remark.source_wanted.connect(self.show_sources)
        remark.taken.connect(self.take)
        remark.all_taken.connect(self.take_all)
        self.chooser.chosen.connect(self._on_chosen)
        self.chooser.brace_wanted.connect(lambda: self._back().textCursor().insertText("{"))

    def choose(self) -> None:
        """Have a figure chosen and put where the cursor is."""
        quantities = self._live.quantities
        if quantities is not None and not self._editor.isReadOnly():
            choices = list_choices(quantities, self.first)
            self.chooser.open_at(self._editor.place_of_cursor(), choices)

    def show_sources(self) -> None:
        """List what the figure at the cursor comes from, each a way there."""
        chip, quantities = self._editor.chip(), self._live.quantities
        if chip is None or quantities is None:
            self._remark.say_nothing(_WHERE_TO_BE)
            return
        self.menu = menu = QMenu(self._editor)
        menu.addAction(say_figure(chip.figure, quantities)).setEnabled(False)
        for origin in origins_of(chip.figure, self._session, quantities):
            action = menu.addAction(f"去看：{origin.text}".replace("&", "&&"))
            action.triggered.connect(partial(self._go, origin.page_id, origin.target))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._editor.place_of_cursor() + QPoint(0, theme.SPACE_1))
        first = next((action for action in menu.actions() if action.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)

    def take(self) -> None:
        """Put a field in place of the bare figure at the cursor, else of the next one."""
        found = self._editor.offer() or self._next_offer()
        if found is not None and not self._editor.isReadOnly():
            self._replace(found)
            self.follow()

    def take_all(self) -> None:
        """Put fields in place of all bare figures that read the same."""
        if not self._editor.isReadOnly():
            for offered in reversed(self._editor.offers):
                if offered[1].right:
                    self._replace(offered)
            self.follow()

    def follow(self) -> None:
        """Find anew which bare figures could be fields."""
        quantities = self._live.quantities
        found: list[Offered] = []
        if quantities is not None and not self._editor.isReadOnly():
            found = list(find_offers(self._editor.document(), quantities))
        self._editor.show_offers(found)
        self._remark.count_offers(sum(offer.right for _, offer in found))
        self.say()

    def say(self) -> None:
        """Say what the figure at the cursor is."""
        chip, offered = self._editor.chip(), self._editor.offer()
        if offered is not None:
            offer = offered[1]
            text = say_figure(Figure(offer.says, offer.source, offer.form), self._live.quantities)
            self._remark.say_offer(text if offer.right else f"应为 {text}", right=offer.right)
        elif chip is not None:
            self._remark.say_figure(say_figure(chip.figure, self._live.quantities))
        else:
            locked = self._editor.isReadOnly()
            self._remark.say_nothing(self._session.reason_read_only if locked else "")

    def now(self, figure: Figure) -> Figure:
        """Give a figure as it reads now."""
        quantities = self._live.quantities
        return figure_of(figure.source, figure.form, quantities) if quantities else figure

    def known(self, figure: Figure) -> bool:
        """Tell whether a figure has anything to print."""
        quantities = self._live.quantities
        return quantities is not None and quantities.say(figure.source, figure.form) is not None

    def explain(self, figure: Figure) -> str:
        """Say of a figure what it is and where it comes from."""
        quantities = self._live.quantities
        if quantities is None:
            return ""
        origins = origins_of(figure, self._session, quantities)
        return "\n".join([say_figure(figure, quantities), *(each.text for each in origins)])

    def _next_offer(self) -> Offered | None:
        at = self._editor.textCursor().position()
        offers = self._editor.offers
        after = (offered for offered in offers if offered[0].selectionEnd() >= at)
        return next(after, offers[0] if offers else None)

    def _replace(self, offered: Offered) -> None:
        place, offer = offered
        self._editor.replace(place, self.now(Figure(offer.says, offer.source, offer.form)))

    def _on_chosen(self, figure: Figure) -> None:
        self._editor.put(figure)
        self._back()

    def _back(self) -> SectionEditor:
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._editor

    def _go(self, page_id: str, target: object, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.wanted.emit(page_id, target)
