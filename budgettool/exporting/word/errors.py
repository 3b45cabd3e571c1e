"""What can stop a Word file from being written, in the accountant's words."""

from pathlib import Path

from budgettool.errors import BudgetToolError


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
