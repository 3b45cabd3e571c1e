"""What is done with figures in the editor: chosen, traced to their cells, put in place of words.

Leaves the words to the page, what figures come from to `sources`.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from budgettool.gui import theme
from budgettool.gui.session import Session
from budgettool.gui.texts.choices import list_choices
from budgettool.gui.texts.completion import FigureChooser
from budgettool.gui.texts.editor import SectionEditor
from budgettool.gui.texts.live import LiveTexts
from budgettool.gui.texts.marking import Mark, find_marks, of_the_whole, say_finding
from budgettool.gui.texts.remark import Remark
from budgettool.gui.texts.sources import origins_of, say_figure
from budgettool.narrative.markup import figure_of
from budgettool.rules.finding import Finding
from budgettool.sheets.text import Figure

_WHERE_TO_BE = "光标不在数字上；把光标放到数字前后，再按 F9"


class FigureDesk(QObject):
    """Serves one editor.

    Attributes:
        chooser: The list that opens at the cursor.
        menu: What the figure at the cursor comes from, while it is asked.
        first: Ids of the quantities that are offered before others.
        findings: What is wrong with the section.
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
        self.findings: tuple[Finding, ...] = ()
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
        for origin in origins_of(chip.figure, self._session, self._live):
            action = menu.addAction(f"去看：{origin.text}".replace("&", "&&"))
            action.triggered.connect(partial(self._go, origin.page_id, origin.target))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._editor.place_of_cursor() + QPoint(0, theme.SPACE_1))
        first = next((action for action in menu.actions() if action.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)

    def take(self) -> None:
        """Put a field in place of what is marked at the cursor, else of the next one."""
        mark = self._editor.mark() or self._next_mark()
        if mark is not None and mark.figure:
            self._take([mark])

    def take_all(self) -> None:
        """Put fields in place of all bare figures that read the same."""
        self._take([mark for mark in self._editor.marks if mark.level is None])

    def _take(self, marks: Sequence[Mark]) -> None:
        """Put fields in place of words; what else is marked stays so until the text is judged."""
        if self._editor.isReadOnly():
            return
        left = [mark for mark in self._editor.marks if mark not in marks]
        for mark in marks:
            if mark.figure:
                self._editor.replace(mark.place, self.now(mark.figure))
        self._show(left)

    def follow(self, findings: Sequence[Finding]) -> None:
        """Mark anew what is wrong in the words, and which bare figures could be fields."""
        quantities = self._live.quantities
        self.findings = tuple(findings)
        marks: list[Mark] = []
        if quantities is not None and not self._editor.isReadOnly():
            marks = find_marks(self._editor.document(), quantities, self.findings)
        self._show(marks)

    def say(self) -> None:
        """Say what the figure at the cursor is, or what is wrong with the words there."""
        chip, mark = self._editor.chip(), self._editor.mark()
        whole = next(of_the_whole(self.findings), None)
        if mark is not None:
            figure = say_figure(mark.figure, self._live.quantities) if mark.figure else ""
            said = mark.said or (f"应为 {figure}" if mark.level else figure)
            self._remark.say_mark(said, mark.level, may_take=mark.figure is not None)
        elif chip is not None:
            self._remark.say_figure(say_figure(chip.figure, self._live.quantities))
        elif self._editor.isReadOnly():
            self._remark.say_nothing(self._session.reason_read_only)
        elif whole is not None:
            self._remark.say_mark(say_finding(whole), whole.level, may_take=False)
        else:
            self._remark.say_nothing()

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
        origins = origins_of(figure, self._session, self._live)
        return "\n".join([say_figure(figure, quantities), *(each.text for each in origins)])

    def _show(self, marks: Sequence[Mark]) -> None:
        self._editor.show_marks(marks)
        self._remark.count_offers(sum(mark.level is None for mark in marks))
        self.say()

    def _next_mark(self) -> Mark | None:
        at = self._editor.textCursor().position()
        marks = [mark for mark in self._editor.marks if mark.figure]
        after = (mark for mark in marks if mark.place.selectionEnd() >= at)
        return next(after, marks[0] if marks else None)

    def _on_chosen(self, figure: Figure) -> None:
        self._editor.put(figure)
        self._back()

    def _back(self) -> SectionEditor:
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._editor

    def _go(self, page_id: str, target: object, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.wanted.emit(page_id, target)
