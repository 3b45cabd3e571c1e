"""What is found of the figures of tables: which cells and tables are marked, and in what words.

Leaves painting marks to the views.
"""

from collections.abc import Iterable, Mapping

from budgettool.gui.checks.marks import MARKS
from budgettool.gui.reports.figures import positions
from budgettool.gui.session import Session
from budgettool.packs.rule import Level
from budgettool.rules.finding import CellPlace, Finding
from budgettool.sheets.sheet import Cell, Position, Sheet

_ORDER: tuple[Level, ...] = ("H", "S", "I")


class TableMarks:
    """Reads the findings of one session for its tables."""

    def __init__(self, session: Session) -> None:
        self._checks = session.checks

    def of_sheet(self, sheet: Sheet) -> Mapping[Position, Level]:
        """Give the marks of a sheet: each finding is marked once, where it is seen first."""
        found = self._open(self._checks.of_table(sheet.id))
        if not found:
            return {}
        places, marks = positions(sheet), dict[Position, Level]()
        for finding in reversed(found):
            place = finding.place
            at = places.get(str(place.reference)) if isinstance(place, CellPlace) else None
            if at is not None:
                marks[at] = finding.level
        return marks

    def of_table(self, table_id: str) -> Level | None:
        """Give the level of the worst that is marked in a table."""
        levels = {
            finding.level
            for finding in self._open(self._checks.of_table(table_id))
            if isinstance(finding.place, CellPlace) and finding.place.reference.table == table_id
        }
        return min(levels, key=_ORDER.index, default=None)

    def reason(self, cell: Cell) -> str:
        """Say what is found of a figure, also where another cell bears the mark."""
        if not cell.reference:
            return ""
        return "\n".join(map(self._said, self._open(self._checks.of_cell(cell.reference))))

    def _open(self, findings: Iterable[Finding]) -> list[Finding]:
        return [each for each in findings if not self._checks.is_waived(each)]

    def _said(self, finding: Finding) -> str:
        amounts = self._checks.words.amounts(finding)
        said = f"{MARKS[finding.level]} {finding.message}"
        return "。".join(part for part in (said, amounts, finding.mend) if part)
