"""What can stop a Word file from being written, in the accountant's words."""

from pathlib import Path
from typing import Final

from budgettool.errors import BudgetToolError

MOST_COLUMNS: Final = 63
"""Word opens no table that has more columns."""


class WordCancelledError(BudgetToolError):
    """The user stopped the writing; the file that was there before is untouched."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"已停止写出“{path.name}”，原来的文件没有改动")
        self.path = path


class WordNotWrittenError(BudgetToolError):
    """The system refused to write the file: open elsewhere, read-only folder, full disk."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(
            f"写不出“{path}”：{cause}。请确认文件没有在 Word 或 WPS 中打开、"
            "文件夹可以写入、磁盘没有写满，或换一个位置再试"
        )
        self.path = path


class TableTooWideError(BudgetToolError):
    """A table has more columns than Word can show."""

    def __init__(self, sheet: str, columns: int) -> None:
        super().__init__(
            f"“{sheet}”有 {columns} 列，超过 Word 表格能放的 {MOST_COLUMNS} 列；"
            "请改写成 PDF 或 Excel，或在成册时不选这张表"
        )
        self.sheet = sheet
        self.columns = columns
