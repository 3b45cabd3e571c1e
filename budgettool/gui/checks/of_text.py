"""What is found in the department's text as it stands in the book, kept current in idle time.

Once edits pause the sections are read one by one, so that no key waits for them, and judged at the
end. What is merely still to be filled in is no mistake: the page of the text counts it. Leaves a
unit's own text, and what is being typed, to that page.
"""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from budgettool.gui.burst import after_burst
from budgettool.gui.texts.live import LiveTexts, Material
from budgettool.narrative.errors import TemplateError
from budgettool.packs.text import SectionDefinition
from budgettool.rules.finding import Finding
from budgettool.rules.result import CheckResult
from budgettool.rules.text.checking import check_text
from budgettool.rules.text.residues import is_blank
from budgettool.sheets.text import Section

_REST_MS: Final = 400
_NOTHING: Final = CheckResult({}, ())


class TextChecks(QObject):
    """The findings in the text of one book.

    Attributes:
        live: The text.
        result: What was found last, without what is still to be filled in.
        blanks: How many places are still to be filled in.
    """

    changed = Signal()
    """Something else is found."""

    def __init__(self, material: Material, parent: QObject) -> None:
        super().__init__(parent)
        self._material = material
        self.live = LiveTexts(material)
        self.result = _NOTHING
        self.blanks = 0
        self._stale = False
        self._waiting: list[SectionDefinition] = []
        self._sections: list[Section] = []
        self._rest = after_burst(self, _REST_MS, self._begin)
        self._idle = after_burst(self, 0, self._read_next)

    @property
    def found(self) -> tuple[Finding, ...]:
        """What is wrong."""
        return self.result.findings

    def want(self, *, anew: bool = False) -> None:
        """Read the text anew once edits pause; from nothing where names or the pack changed."""
        if anew:
            self.live.forget()
        self._stale = True
        self._idle.stop()
        self._rest.start()

    def catch_up(self) -> None:
        """Read now what is to be read anew."""
        if not self._stale:
            return
        self._rest.stop()
        self._idle.stop()
        self._take_up()
        while self._waiting:
            self._read()
        self._judge()

    def stop(self) -> None:
        """Read nothing more."""
        self._rest.stop()
        self._idle.stop()

    def _begin(self) -> None:
        self._take_up()
        self._idle.start()

    def _take_up(self) -> None:
        """Look figures up; a book without lines has no text to speak of."""
        self.live.renew()
        there = bool(self._material.facts.lines)
        self._waiting = [definition for _, definition in self.live.listed] if there else []
        self._sections = []

    def _read_next(self) -> None:
        if self._waiting:
            self._read()
            self._idle.start()
        else:
            self._judge()

    def _read(self) -> None:
        """Read a section; one that its template cannot say is left to the page of the text."""
        definition, composing = self._waiting.pop(0), self.live.composing
        if composing is None:
            return
        try:
            self._sections.append(composing.section(definition))
        except TemplateError:
            return

    def _judge(self) -> None:
        self._stale = False
        before = self.result.findings, self.result.unknown, self.blanks
        self.result, self.blanks = _NOTHING, 0
        quantities = self.live.quantities
        if quantities is not None and self._sections:
            result = check_text(self._material.pack, self._sections, quantities)
            wrong = tuple(each for each in result.findings if not is_blank(each))
            self.blanks = len(result.findings) - len(wrong)
            self.result = replace(result, findings=wrong)
        if (self.result.findings, self.result.unknown, self.blanks) != before:
            self.changed.emit()
