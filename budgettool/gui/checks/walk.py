"""The way from one finding to the next, through all pages: in the order of the work, then of rows.

Goes to 错误 and 核实 that nobody has answered for. Leaves going there to the window.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QObject

from budgettool.gui.checks.places import destination
from budgettool.gui.session import Session
from budgettool.rules.finding import CellPlace, Finding, LinePlace, Place, SubjectPlace
from budgettool.rules.words import FIELD_NAMES

_FIELDS: Final = (*FIELD_NAMES,)
_NOWHERE: Final = -1


class Stop(NamedTuple):
    """Where the way stops: page, row, and what comes first in a row."""

    page: int
    row: int
    within: int


class Walk(QObject):
    """The stops of one session, found when they are asked for and kept until something changes."""

    def __init__(self, session: Session, pages: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = {page_id: number for number, page_id in enumerate(pages)}
        self._stops: list[tuple[Stop, Finding]] | None = None
        self._rows: dict[str, int] = {}
        for signal in (session.checks.changed, session.lines_changed, session.rebuilt):
            signal.connect(self._forget)

    def next(self, page_id: str, place: Place | None, step: int) -> Finding | None:
        """Give the next finding, or the one before, from a place on, round the end."""
        stops = self._found()
        if not stops:
            return None
        here, keys = self._stop_of(page_id, place), [stop for stop, _ in stops]
        at = bisect_right(keys, here) if step > 0 else bisect_left(keys, here) - 1
        return stops[at % len(stops)][1]

    def _forget(self, _: object = None) -> None:
        self._stops = None

    def _found(self) -> list[tuple[Stop, Finding]]:
        if self._stops is None:
            self._session.checks.begin()
            self._rows = {line: row for row, line in enumerate(self._session.lines)}
            found = [*self._of_lines(), *self._of_others()]
            self._stops = sorted(found, key=lambda pair: pair[0])
        return self._stops

    def _of_lines(self) -> Iterator[tuple[Stop, Finding]]:
        """Walk the findings of lines; one about several lines stops once."""
        checks = self._session.checks
        for line in checks.marked_lines():
            for finding in checks.of_line(line):
                place = finding.place
                own = isinstance(place, LinePlace) and place.line == line
                if own and self._is_stop(finding):
                    page = self._page_of(place)
                    if page != _NOWHERE:
                        yield self._stop_in(page, place), finding

    def _of_others(self) -> Iterator[tuple[Stop, Finding]]:
        for number, finding in enumerate(filter(self._is_stop, self._session.checks.others())):
            page = self._page_of(finding.place)
            if page != _NOWHERE:
                yield Stop(page, self._row_of(finding.place), number), finding

    def _is_stop(self, finding: Finding) -> bool:
        return finding.level != "I" and not self._session.checks.is_waived(finding)

    def _page_of(self, place: Place) -> int:
        found = destination(self._session, place)
        return self._pages.get(found[0], _NOWHERE) if found else _NOWHERE

    def _stop_of(self, page_id: str, place: Place | None) -> Stop:
        """Tell where a place is on the way, whether something is wrong there or not."""
        page = self._pages.get(page_id, _NOWHERE)
        if place is None:
            return Stop(page, _NOWHERE, _NOWHERE)
        return next(
            (stop for stop, each in self._found() if stop.page == page and each.place == place),
            self._stop_in(page, place),
        )

    def _stop_in(self, page: int, place: Place) -> Stop:
        within = _NOWHERE
        if isinstance(place, LinePlace):
            within = _FIELDS.index(place.field if place.field in FIELD_NAMES else "amount")
        return Stop(page, self._row_of(place), within)

    def _row_of(self, place: Place) -> int:
        match place:
            case LinePlace(line):
                return self._rows.get(line, _NOWHERE)
            case CellPlace(reference):
                tables = [table.id for table in self._session.pack.tables]
                return tables.index(reference.table) if reference.table in tables else _NOWHERE
            case SubjectPlace():
                return 0
