"""What can stop a page from being written, in the accountant's words."""

from pathlib import Path

from budgettool.errors import BudgetToolError
from budgettool.files import cause


class PageCancelledError(BudgetToolError):
    """The user stopped the writing; what was there before is untouched."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"已停止写出“{path.name}”，原来的文件没有改动")
        self.path = path


class PageNotWrittenError(BudgetToolError):
    """The system refused to write the page or a data file of it."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"写不出“{path}”：{cause(error)}。请确认文件没有在别的程序中打开、"
            "文件夹可以写入、磁盘没有写满，或换一个位置再试"
        )
        self.path = path
