"""What stands in a cell of a line: its text, its mark, what is said of it.

A text that is no value yet comes before the value. Leaves rows to `model`, values to `meaning`,
and finding what is wrong to the session's checks.
"""

from html import escape
from typing import NamedTuple

from budgettool.gui.checks.marks import MARKS
from budgettool.gui.lines.columns import FOLLOWING, Column
from budgettool.gui.lines.entering import Entering
from budgettool.gui.lines.meaning import Meaning
from budgettool.gui.session import Session
from budgettool.model import Line
from budgettool.packs.rule import Level
from budgettool.rules.finding import Finding, LinePlace


class Cell(NamedTuple):
    """What is painted of a cell; the mark is the level of the worst that is wrong with it."""

    text: str
    mark: Level | None
    quiet: bool
    right: bool


class Cells:
    """Reads the cells of lines for a view."""

    def __init__(self, session: Session, entering: Entering) -> None:
        self._session = session
        self._entering = entering

    @property
    def _meaning(self) -> Meaning:
        return self._entering.meaning

    def painted(self, line: Line, column: Column) -> Cell:
        """Give all that is painted of a cell in one answer."""
        return Cell(
            self.shown(line, column),
            mark=self.mark(line, column),
            quiet=self.is_following(line, column),
            right=column.content == "amount",
        )

    def shown(self, line: Line, column: Column) -> str:
        """Write a cell: its text that is no value yet, or its value."""
        draft = self._session.drafts.get((line.id, column.field))
        return draft or self._meaning.text(column, line)

    def edited(self, line: Line, column: Column) -> str:
        """Write a cell as it is edited."""
        draft = self._session.drafts.get((line.id, column.field))
        return draft or self._meaning.edited(column, line)

    def mark(self, line: Line, column: Column) -> Level | None:
        """Give the level of the worst that is wrong with a cell; what is waived is not."""
        if (line.id, column.field) in self._session.drafts:
            return "H"
        found = self.findings(line, column) if self._session.checks.of_line(line.id) else ()
        return found[0].level if found else None

    def findings(self, line: Line, column: Column) -> tuple[Finding, ...]:
        """Give what is wrong with a cell and nobody has answered for, worst first."""
        checks = self._session.checks
        return tuple(
            finding
            for finding in checks.of_line(line.id)
            if self._field(finding, line) == column.field and not checks.is_waived(finding)
        )

    def problem(self, line: Line, column: Column) -> str:
        """Say what is wrong in a cell; what is typed is judged in the unit in which it is typed."""
        draft = self._session.drafts.get((line.id, column.field))
        if draft is not None:
            reason = self._meaning.reason(column, draft)
            return reason or f"“{draft}”还没有放入，请重新输入"
        return "；".join(finding.message for finding in self.findings(line, column))

    def _field(self, finding: Finding, line: Line) -> str:
        """Tell in which column a finding about a line is marked: that of the amount, if in none."""
        for place in (finding.place, *finding.also):
            if isinstance(place, LinePlace) and place.line == line.id:
                return place.field if place.field in self._entering.columns else "amount"
        return ""

    def is_following(self, line: Line, column: Column) -> bool:
        """Tell whether a cell shows what follows from others."""
        return column.field in FOLLOWING and getattr(line, column.field) is None

    def tool_tip(self, line: Line, column: Column) -> str | None:
        """Say in full what the cell is; what users wrote is shown just as they wrote it."""
        text = self._tip(line, column)
        return f"<p>{escape(text)}</p>" if text and "<" in text else text

    def _tip(self, line: Line, column: Column) -> str | None:
        if problem := self.problem(line, column):
            return f"{MARKS[self.mark(line, column) or 'H']} {problem}"
        text = self.shown(line, column)
        if column.content == "amount" and line.amount is not None:
            return f"{self._meaning.edited(column, line)} {self._meaning.unit}"
        if self.is_following(line, column) and text:
            return f"{text}\n自动带出；可改，按 Delete 恢复自动"
        return text or None

    def spoken(self, line: Line, column: Column) -> str:
        """Say the cell for those who listen."""
        said = f"{column.title} {self.shown(line, column) or '空'}"
        problem = self.problem(line, column)
        return f"{said}，{problem}" if problem else said
