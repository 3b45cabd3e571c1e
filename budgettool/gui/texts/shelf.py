"""The sections of the text as they were read last, by their ids.

The first time templates are compiled, one whenever the window is idle, so that the page is there
at once; afterwards all are read together. Leaves reading one to `live`.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from budgettool.gui.burst import after_burst
from budgettool.gui.texts.live import LiveTexts, Written
from budgettool.packs.text import PartDefinition, SectionDefinition


class Shelf(QObject):
    """Holds the sections.

    Attributes:
        by_id: How each stands; one that was not read yet is named only.
    """

    filled = Signal()
    """All have been read."""

    def __init__(self, live: LiveTexts, owner: QObject) -> None:
        super().__init__(owner)
        self._live = live
        self._templates: object = None
        self._waiting: list[tuple[PartDefinition, SectionDefinition]] = []
        self._idle = after_burst(self, 0, self._read_next)
        self.by_id: dict[str, Written] = {}

    def listed(self) -> Iterator[tuple[str, Written]]:
        """Walk the sections, each with the name of its part, in the order of print."""
        for part, definition in self._live.listed:
            yield part.name, self.by_id[definition.id]

    def renew(self, first: str) -> None:
        """Read all anew; where that takes long, only the one that is shown, or the first."""
        self._live.renew()
        sections = list(self._live.listed)
        templates = self._live.composing.templates if self._live.composing else None
        if templates is self._templates and not self._waiting:
            self.by_id = {definition.id: self._read(p, definition) for p, definition in sections}
            return
        self._templates = templates
        self.by_id = {d.id: self._live.named(part, d) for part, d in sections}
        self._waiting = sorted(sections, key=lambda each: each[1].id != first)
        if self._waiting:
            self._read_next()

    def read(self, identity: str) -> Written | None:
        """Give one section, read now if it was not yet."""
        for part, definition in self._waiting:
            if definition.id == identity:
                self.by_id[identity] = self._read(part, definition)
        return self.by_id.get(identity)

    def read_all(self) -> None:
        """Read what was not read yet."""
        while self._waiting:
            self._read_next()

    def _read_next(self) -> None:
        part, definition = self._waiting.pop(0)
        self.by_id[definition.id] = self._read(part, definition)
        if self._waiting:
            self._idle.start()
        else:
            self._idle.stop()
            self.filled.emit()

    def _read(self, part: PartDefinition, definition: SectionDefinition) -> Written:
        return self._live.written(part, definition) or self._live.named(part, definition)
