"""The way from one finding to the next, through all pages: in the order of the work, then of rows.

Goes to 错误 and 核实 that nobody has answered for. What is found of a line is asked for only when
the way comes to it: there may be thousands. Leaves going there to the window.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QObject

from budgettool.gui.checks.places import destination
from budgettool.gui.session import Session
from budgettool.rules.finding import CellPlace, Finding, LinePlace, Place, SectionPlace
from budgettool.rules.words import FIELD_NAMES

_FIELDS: Final = (*FIELD_NAMES,)
_NOWHERE: Final = -1
_PARAGRAPH: Final = 1_000_000
"""More than a paragraph has characters."""


class Stop(NamedTuple):
    """Where the way stops: page, row, table or section, and a number where several stop there."""

    page: int
    row: int
    number: int


_Stops = list[tuple[Stop, str | Finding]]
"""Stops with the line that is found there, or what is found of anything else."""


class Walk(QObject):
    """The stops of one session, found when they are asked for and kept until something changes."""

    def __init__(self, session: Session, pages: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = {page_id: number for number, page_id in enumerate(pages)}
        self._stops: _Stops | None = None
        self._rows: dict[str, int] = {}
        for signal in (session.checks.changed, session.lines_changed, session.rebuilt):
            signal.connect(self._forget)

    def next(self, page_id: str, place: Place | None, step: int) -> Finding | None:
        """Give the next finding, or the one before, from a place on, round the end."""
        if (beside := self._beside(place, step)) is not None:
            return beside
        stops = self._found()
        here = self._stop_of(page_id, place)
        at = (bisect_right if step > 0 else bisect_left)(stops, here, key=lambda stop: stop[0])
        first = at if step > 0 else at - 1
        for away in range(len(stops)):
            _, found = stops[(first + step * away) % len(stops)]
            findings = [found] if isinstance(found, Finding) else self._of_line(found)
            if findings:
                return findings[0 if step > 0 else -1]
        return None

    def _forget(self, _: object = None) -> None:
        self._stops = None

    def _found(self) -> _Stops:
        if self._stops is None:
            self._session.checks.settle()
            self._rows = {line: row for row, line in enumerate(self._session.lines)}
            found = [*self._stops_of_lines(), *self._stops_of_others()]
            self._stops = sorted(found, key=lambda stop: stop[0])
        return self._stops

    def _stops_of_lines(self) -> Iterator[tuple[Stop, str | Finding]]:
        for line in self._session.checks.marked_lines():
            page = self._page_of(LinePlace(line))
            if page != _NOWHERE:
                yield Stop(page, self._rows[line], 0), line

    def _stops_of_others(self) -> Iterator[tuple[Stop, str | Finding]]:
        for number, finding in enumerate(self._session.checks.others()):
            page = self._page_of(finding.place)
            if page != _NOWHERE and self._is_stop(finding):
                at = _words(finding.place)
                yield Stop(page, self._row_of(finding.place), number if at is None else at), finding

    def _of_line(self, line: str) -> list[Finding]:
        """Give what is found of a line, by column; what is about several lines stops at one."""
        found = [
            finding
            for finding in self._session.checks.of_line(line)
            if isinstance(finding.place, LinePlace)
            and finding.place.line == line
            and self._is_stop(finding)
        ]
        return sorted(found, key=lambda finding: _column(finding.place))

    def _beside(self, place: Place | None, step: int) -> Finding | None:
        """Give the next finding in the row in which one is."""
        if not isinstance(place, LinePlace):
            return None
        here = _column(place)
        row = self._of_line(place.line)[::step]
        return next((each for each in row if (_column(each.place) - here) * step > 0), None)

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
        if isinstance(place, LinePlace):
            return Stop(page, self._row_of(place), 0)
        if isinstance(place, SectionPlace):
            return Stop(page, self._row_of(place), _words(place) or 0)
        known = (s for s, f in self._found() if isinstance(f, Finding) and f.place == place)
        return next(known, Stop(page, self._row_of(place), _NOWHERE))

    def _row_of(self, place: Place) -> int:
        if isinstance(place, LinePlace):
            return self._rows.get(place.line, _NOWHERE)
        if isinstance(place, CellPlace):
            tables = [table.id for table in self._session.pack.tables]
            table = place.reference.table
            return tables.index(table) if table in tables else _NOWHERE
        if isinstance(place, SectionPlace):
            listed = [each.id for _, each in self._session.checks.text.live.listed]
            return listed.index(place.section) if place.section in listed else _NOWHERE
        return 0


def _words(place: Place) -> int | None:
    """Tell how far down a section words stand; None for what is no place in the text."""
    if isinstance(place, SectionPlace):
        return place.paragraph * _PARAGRAPH + place.start
    return None


def _column(place: Place) -> int:
    """Tell where a field stands in a row; what is about the whole row stands at its amount."""
    field = place.field if isinstance(place, LinePlace) else ""
    return _FIELDS.index(field if field in FIELD_NAMES else "amount")
