"""The strip that takes workbooks in: what they would bring is said before anything changes.

Reading runs off the window's thread and can be stopped. Leaves reading to `importing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from budgettool.gui.lines.columns import EXPENDITURE, INCOME, Column, LineType
from budgettool.gui.lines.entering import Entering, put_lines
from budgettool.gui.lines.meaning import Meaning
from budgettool.gui.lines.record_lines import RecordLines, Row
from budgettool.gui.lines.strips import PasteStrip
from budgettool.gui.session import Session
from budgettool.gui.work import Task, start_task
from budgettool.importing import (
    Options,
    Progress,
    Proposal,
    Register,
    UnitRequiredError,
    apply_difference,
    compare,
    propose_files,
)
from budgettool.model import ExpenditureLine, IncomeLine

_LISTED: Final = 4
_KINDS: Final[Mapping[str, tuple[LineType, tuple[Column, ...]]]] = {
    "expenditure": (ExpenditureLine, EXPENDITURE),
    "income": (IncomeLine, INCOME),
}
_FILTER: Final = "表格 (*.xlsx *.xls *.csv)"


class ImportStrip(PasteStrip):
    """Asks for files, says what they hold, and takes them in as one step."""

    told = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._paths: tuple[Path, ...] = ()
        self._proposal: Proposal | None = None
        self._task: Task | None = None
        self.units.setAccessibleName("文件的金额单位")
        self.accepted.connect(self._on_accepted)

    def choose(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, "导入 Excel 或 CSV", "", _FILTER)
        if names:
            self.read([Path(name) for name in names])

    def read(self, paths: Sequence[Path], unit: str | None = None) -> None:
        """Read files and say what they would bring in."""
        self._cancel()
        self._paths = tuple(paths)
        facts, pack = self._session.facts, self._session.pack
        register = Register(
            facts.year,
            facts.units,
            pack.vocabulary,
            self._session.classification,
            facts.department.code,
            pack.text,
            frozenset(project.name for project in facts.projects),
        )

        def work(progress: Progress) -> object:
            try:
                return propose_files(list(paths), register, Options(unit=unit), progress)
            except UnitRequiredError as error:
                return error

        self.wait("正在读取…")
        self._task = start_task(work, self)
        self._task.progressed.connect(lambda stage, *_: self.head.setText(f"{stage}…"))
        self._task.refused.connect(lambda reason: self.say("不能导入", [reason]))
        self._task.done.connect(self._on_read)

    def close_strip(self) -> None:
        """Stop the reading, and hide."""
        self._cancel()
        super().close_strip()

    def _cancel(self) -> None:
        """Give up what is being read, or was."""
        self._proposal = None
        if self._task is not None and self._task.running:
            self._task.cancel()

    def _on_read(self, found: object) -> None:
        if isinstance(found, UnitRequiredError):
            self.ask("文件里没有写金额单位，金额是元还是万元？", (), "万元")
        elif isinstance(found, Proposal):
            self._proposal = found
            self._say_proposal(found)

    def _say_proposal(self, proposal: Proposal) -> None:
        counts = (
            ("单位", proposal.units),
            ("项目", proposal.projects),
            ("收入", proposal.income),
            ("支出", proposal.expenditure),
            ("填报内容", proposal.fields),
        )
        said = "，".join(f"{name} {len(rows)} 条" for name, rows in counts if rows)
        refused = len(proposal.refused)
        said += f"{'；' if said else ''}有误的 {refused} 行" if refused else ""
        wrong = [str(problem) for problem in proposal.problems[:_LISTED]]
        if len(proposal.problems) > _LISTED:
            wrong.append(f"……共 {len(proposal.problems)} 处")
        if said:
            self.ask(f"将追加：{said}", wrong)
        else:
            self.say("没有可以导入的行", wrong)

    def _on_accepted(self, skipping: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._proposal is not None:
            self._take_in(self._proposal, skipping=skipping)
        else:
            self.read(self._paths, self.units.currentText())

    def _take_in(self, proposal: Proposal, *, skipping: bool) -> None:
        """Take in what was read; rows with something wrong as they stand, or not at all."""
        self._proposal = None
        names = "、".join(path.name for path in self._paths)
        difference = compare(proposal, self._session.facts, "append", self._session.book.new_id)
        rows = () if skipping else tuple(self._refused_lines(proposal))
        with self._session.edit(f"导入 {names}"[:60]) as edit:
            apply_difference(edit, difference)
            put_lines(edit, rows)
        self.close_strip()
        taken = len(difference.added) + len(difference.filled) + len(rows)
        said = f"已导入 {taken} 条"
        said += f"；{len(rows)} 条有误，已标出" if rows else ""
        self.told.emit(f"{said}　Ctrl+Z 撤销")

    def _refused_lines(self, proposal: Proposal) -> Iterator[Row]:
        for layout, record in proposal.refused:
            line_type, columns = _KINDS[layout.kind]
            entering = Entering(self._session, line_type, columns)
            entering.meaning = Meaning(self._session, "元")
            yield from RecordLines(layout, entering, "元").of(record)
