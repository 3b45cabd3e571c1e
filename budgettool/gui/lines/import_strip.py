"""The strip that takes workbooks in: what they would bring is said before anything changes.

Reading runs off the window's thread and can be stopped. Leaves reading to `importing`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout

from budgettool.gui import theme
from budgettool.gui.lines.strips import Strip
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

_LISTED: Final = 4
_FILTER: Final = "表格 (*.xlsx *.xls *.csv)"


class ImportStrip(Strip):
    """Asks for files, says what they hold, and takes them in as one step."""

    told = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._paths: tuple[Path, ...] = ()
        self._proposal: Proposal | None = None
        self._task: Task | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        rows.setSpacing(theme.SPACE_1)
        rows.addLayout(self.row)
        self.said = self.words()
        self.said.setWordWrap(True)
        self.units = QComboBox()
        self.units.addItems(["请选择金额单位", "元", "万元"])
        self.units.setAccessibleName("文件的金额单位")
        self.units.textActivated.connect(self._on_unit)
        self.row.addWidget(self.said, 1)
        self.row.addWidget(self.units)
        self.accept = self.button("放入", self.take_in, primary=True)
        self.stop = self.button("取消", self.close_strip)
        self.wrong = self.words(tone="wrong")
        rows.addWidget(self.wrong)

    def choose(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, "导入 Excel 或 CSV", "", _FILTER)
        if names:
            self.read([Path(name) for name in names])

    def read(self, paths: Sequence[Path], unit: str | None = None) -> None:
        """Read files and say what they would bring in."""
        if self._task is not None and self._task.running:
            self._task.cancel()
        self._proposal = None
        self._paths = tuple(paths)
        facts, pack = self._session.facts, self._session.pack
        register = Register(facts.year, facts.units, pack.vocabulary, self._session.classification)

        def work(progress: Progress) -> object:
            try:
                return propose_files(list(paths), register, Options(unit=unit), progress)
            except UnitRequiredError as error:
                return error

        self._say("正在读取…")
        self.stop.setFocus()
        self._task = start_task(work, self)
        self._task.progressed.connect(lambda stage, *_: self.said.setText(f"{stage}…"))
        self._task.refused.connect(self._on_refused)
        self._task.done.connect(self._on_read)

    def take_in(self) -> None:
        """Take in what was read; rows with something wrong are left out."""
        proposal, self._proposal = self._proposal, None
        if proposal is None:
            return
        names = "、".join(path.name for path in self._paths)
        book = self._session.book
        difference = compare(proposal, self._session.facts, "append", book.new_id)
        with self._session.edit(f"导入 {names}"[:60]) as edit:
            apply_difference(edit, difference)
        self.close_strip()
        self.told.emit(f"已导入 {len(difference.added)} 条　Ctrl+Z 撤销")

    def close_strip(self) -> None:
        """Stop the reading, and hide."""
        if self._task is not None and self._task.running:
            self._task.cancel()
        super().close_strip()

    def _say(self, text: str, *, ready: bool = False, asks: bool = False) -> None:
        self.said.setText(text)
        self.accept.setVisible(ready)
        self.units.setVisible(asks)
        self.units.setCurrentIndex(0)
        self.wrong.hide()
        self.show()

    def _on_unit(self, unit: str) -> None:
        if unit in {"元", "万元"}:
            self.read(self._paths, unit)

    def _on_refused(self, reason: str) -> None:
        self._say("不能导入")
        self.wrong.setText(reason)
        self.wrong.show()

    def _on_read(self, found: object) -> None:
        if isinstance(found, UnitRequiredError):
            self._say("文件里没有写金额单位，金额是元还是万元？", asks=True)
        elif isinstance(found, Proposal):
            self._on_proposal(found)

    def _on_proposal(self, proposal: Proposal) -> None:
        counts = (
            ("单位", proposal.units),
            ("项目", proposal.projects),
            ("收入", proposal.income),
            ("支出", proposal.expenditure),
        )
        said = "，".join(f"{name} {len(rows)} 条" for name, rows in counts if rows)
        self._proposal = proposal
        self._say(f"将追加：{said or '没有可以导入的行'}", ready=bool(said))
        listed = [f"● {problem}" for problem in proposal.problems[:_LISTED]]
        if len(proposal.problems) > _LISTED:
            listed.append(f"……共 {len(proposal.problems)} 处")
        if listed:
            self.wrong.setText("这些行不会放入：\n" + "\n".join(listed))
            self.wrong.show()
        if said and self.stop.hasFocus():
            self.accept.setFocus()
