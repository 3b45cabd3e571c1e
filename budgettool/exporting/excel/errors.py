"""What can stop a workbook from being written, in the accountant's words."""

from pathlib import Path

from budgettool.errors import BudgetToolError


class WorkbookCancelledError(BudgetToolError):
    """The user stopped the writing; the file that was there before is untouched."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"已停止写出“{path.name}”，原来的文件没有改动")
        self.path = path


class WorkbookNotWrittenError(BudgetToolError):
    """The system refused to write the file: open elsewhere, read-only folder, full disk."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(
            f"写不出“{path}”：{cause}。请确认文件没有在 Excel 或 WPS 中打开、"
            "文件夹可以写入、磁盘没有写满，或换一个位置再试"
        )
        self.path = path


class SheetTooLargeError(BudgetToolError):
    """A table is larger than one worksheet can hold."""

    def __init__(self, sheet: str, rows: int, columns: int) -> None:
        super().__init__(
            f"“{sheet}”有 {rows} 行 {columns} 列，超过一张工作表能放的 1048576 行、16384 列；"
            "请按单位分开写出"
        )
        self.sheet = sheet


class TextTooLongError(BudgetToolError):
    """A text is longer than one cell can hold."""

    def __init__(self, sheet: str, row: int, text: str) -> None:
        super().__init__(
            f"“{sheet}”第 {row} 行“{text[:10]}…”共 {len(text)} 字，"
            "超过一个单元格能放的 32767 字；请缩短或分成几段"
        )
        self.sheet = sheet
        self.row = row
