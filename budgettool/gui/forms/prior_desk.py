"""Taking last year's figures in from a file: read in the background, shown, then taken in.

The reading says how far it is and can be stopped. Leaves what a file holds to `prior_file`.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from budgettool.gui.forms.listing_page import ListingPanel
from budgettool.gui.forms.pasting import say_wrong
from budgettool.gui.forms.prior_file import PriorFile, read_prior_file
from budgettool.gui.forms.prior_lines import PriorLines
from budgettool.gui.forms.refusal import Refusal
from budgettool.gui.lines.strips import PasteStrip
from budgettool.gui.work import Task, start_task
from budgettool.importing import Options, Progress, UnitRequiredError


class PriorDesk(QObject):
    """Takes files into one listing of last year's lines.

    Attributes:
        task: The reading, where one was begun.
        strip: Says how far the reading is, and asks where something must be decided.
    """

    told = Signal(str)

    def __init__(self, panel: ListingPanel, listing: PriorLines) -> None:
        super().__init__(panel)
        self._panel = panel
        self._listing = listing
        self._path = Path()
        self._file: PriorFile | None = None
        self.task: Task | None = None
        self.strip = PasteStrip()
        panel.add_strip(self.strip)
        self.strip.accepted.connect(self._on_accepted)
        self.strip.closed.connect(self._stop)

    def read(self, path: Path, unit: str | None = None) -> None:
        """Read a file, with its unit of money where it does not say."""
        self._stop()
        self._path, self._file = path, None
        register = self._listing.register()
        options = Options(kind=self._listing.kind, unit=unit)

        def work(progress: Progress) -> object:
            try:
                return read_prior_file(path, register, options, progress)
            except UnitRequiredError as error:
                return error

        self.strip.say(f"正在读取 {path.name}…")
        self.task = task = start_task(work, self)
        task.progressed.connect(self._on_progress)
        task.done.connect(self._on_read)
        task.refused.connect(self._on_refused)

    def _on_progress(self, stage: str, done: int, total: int) -> None:
        if not self.strip.isHidden():  # it is hidden once the user has stopped the reading
            self.strip.say(f"{stage}　{done:,} / {total:,}" if total else f"{stage}…")

    def _on_read(self, found: object) -> None:
        if isinstance(found, UnitRequiredError):
            self.strip.ask(f"{self._path.name} 里没有写金额单位，请选定", (), "万元")
        elif isinstance(found, PriorFile):
            self._file = found
            known = self._listing.known(found.lines)
            if found.problems or known:
                said = f"{self._path.name}：上年数 {len(found.lines) + len(found.left_out)} 条"
                said += f"，{len(found.left_out)} 条有误" if found.left_out else ""
                said += f"，{known} 条与已有的完全相同，放入后会重复" if known else ""
                self.strip.ask(said, say_wrong(found.problems))
            else:
                self._on_accepted(skipping=False)

    def _on_accepted(self, skipping: bool) -> None:  # noqa: FBT001 - a signal's argument
        file, self._file = self._file, None
        self.strip.hide()
        if file is None:
            self.read(self._path, self.strip.units.currentText())
            return
        self.told.emit(self._listing.take_in_file(file, skipping=skipping))
        self._panel.setFocus()

    def _on_refused(self, reason: str) -> None:
        self.strip.hide()
        self._panel.say_refusal(Refusal(reason))

    def _stop(self) -> None:
        if self.task is not None and self.task.running:
            self.task.cancel()
        self._file = None
        self._panel.setFocus()
