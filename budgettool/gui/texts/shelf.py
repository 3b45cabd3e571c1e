"""The sections of the text as they were read last, by their ids.

The one that is shown is read at once, the others one by one whenever the window is idle, so that
no key waits for them; templates are compiled then as well. Leaves reading one to `live`.
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
        self._waiting: list[tuple[PartDefinition, SectionDefinition]] = []
        self._idle = after_burst(self, 0, self._read_next)
        self.by_id: dict[str, Written] = {}

    @property
    def reading(self) -> bool:
        """Whether there are sections that were not read yet."""
        return bool(self._waiting)

    def listed(self) -> Iterator[tuple[str, Written]]:
        """Walk the sections, each with the name of its part, in the order of print."""
        for part, definition in self._live.listed:
            yield part.name, self.by_id[definition.id]

    def clear(self) -> None:
        """Forget all, as another text is to be read."""
        self._idle.stop()
        self._waiting, self.by_id = [], {}

    def renew(self, first: str) -> None:
        """Read all anew: now the one that is shown, or the first, then the others."""
        self._live.renew()
        sections = list(self._live.listed)
        before = self.by_id
        self.by_id = {
            definition.id: before.get(definition.id) or self._live.named(part, definition)
            for part, definition in sections
        }
        self._waiting = sorted(sections, key=lambda each: each[1].id != first)
        if self._waiting:
            self._read_next()

    def renew_one(self, identity: str) -> Written | None:
        """Read one anew, where nothing else can have changed; gives how it stands."""
        self._live.renew()
        for part, definition in self._live.listed:
            if definition.id == identity:
                self.by_id[identity] = self._read(part, definition)
        return self.by_id.get(identity)

    def read(self, identity: str) -> Written | None:
        """Give how one stands, read now if it was not yet."""
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
