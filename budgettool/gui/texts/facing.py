"""What stands beside the words, kept in step with them: which text, where it differs, which line.

Leaves showing it to `beside`, and the words to the editor.
"""

from PySide6.QtCore import QObject, Qt

from budgettool.gui.texts.beside import LAST, PRINT, TEMPLATE, Beside
from budgettool.gui.texts.editor import SectionEditor
from budgettool.gui.texts.live import LiveTexts, Written
from budgettool.gui.texts.writing import Known


class Facing(QObject):
    """Serves one editor and what stands beside it."""

    def __init__(
        self, live: LiveTexts, editor: SectionEditor, beside: Beside, known: Known
    ) -> None:
        super().__init__(beside)
        self._live, self._editor = live, editor
        self._beside, self._known = beside, known
        self._written: Written | None = None
        editor.cursorPositionChanged.connect(self._follow_cursor)
        beside.mode_chosen.connect(self.show)
        beside.view.line_chosen.connect(self._on_line_chosen)

    def turn_to(self, written: Written) -> None:
        """Offer what a section can be held against; its template where that has just changed."""
        before, self._written = self._written, written
        other = before is None or before.definition.id != written.definition.id
        was_outdated = not other and before is not None and before.section.outdated
        last = self._live.last_text(written.definition.id)
        self._beside.offer(template=bool(written.own), last=bool(last))
        if written.section.outdated != was_outdated:
            self._beside.choose(TEMPLATE if written.section.outdated else PRINT)
        if other:
            self._beside.view.verticalScrollBar().setValue(0)

    def show(self) -> None:
        """Show what the words are held against, as they are now."""
        written = self._written
        if written is None or self._beside.isHidden():
            return
        title, paragraphs = written.section.title, self._editor.paragraphs()
        now = "\n".join(paragraph.text for paragraph in paragraphs)
        if self._beside.mode == TEMPLATE:
            template = self._live.read(written.template)
            self._beside.show_template(title, template, now, self._known)
        elif self._beside.mode == LAST:
            self._beside.show_last(title, self._live.last_text(written.definition.id), now)
        else:
            self._beside.show_print(title, paragraphs, self._known)
            self._follow_cursor()

    def _follow_cursor(self) -> None:
        """Have the print of what is being written in sight."""
        if self._beside.mode == PRINT and not self._beside.isHidden():
            self._beside.view.follow(self._editor.current_paragraph())

    def _on_line_chosen(self, number: int) -> None:
        """Go to the words of the paragraph that was clicked."""
        if self._beside.mode == PRINT:
            self._editor.go_to(max(number, 0))
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
